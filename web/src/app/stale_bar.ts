// Says that the result is older than what the user has decided since, and computes it again.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { translate } from '../i18n/translate.ts';
import { canSegment } from '../state/choice.ts';
import { isStale } from '../state/sources.ts';
import { StoreController } from '../state/store.ts';
import type { Workbench } from '../state/workbench.ts';
import { controls } from '../ui/controls.ts';

@customElement('loyalane-stale-bar')
export class StaleBar extends LitElement {
  static override styles = [
    controls,
    css`
      .card {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--care-space-2);
        margin-bottom: var(--care-space-3);
        background: var(--care-surface-warning);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { state } = this.#store;
    const { language } = state;
    if (!isStale(state)) return nothing;
    return html`
      <div class="card" role="status">
        <span>${translate(language, 'results.stale')}</span>
        <button
          class="primary"
          type="button"
          ?disabled=${!canSegment(state)}
          @click=${() => void this.workbench.segment()}
        >
          ${translate(language, 'results.recompute')}
        </button>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-stale-bar': StaleBar;
  }
}
