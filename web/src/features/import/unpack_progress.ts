// That an archive is being opened, how far it is, and the way out.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { translate } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/progress.ts';

@customElement('loyalane-unpack-progress')
export class UnpackProgress extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { language, task } = this.#store.state;
    this.hidden = task?.kind !== 'unpack';
    if (task?.kind !== 'unpack') return nothing;
    return html`
      <section class="card" role="status">
        <loyalane-progress
          .label=${translate(language, 'import.unpacking')}
          .value=${task.share}
          .detail=${translate(language, 'import.unpackingDetail')}
        >
          <button type="button" data-action="cancel-unpack" @click=${() => this.workbench.cancelTask()}>
            ${translate(language, 'import.cancel')}
          </button>
        </loyalane-progress>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-unpack-progress': UnpackProgress;
  }
}
