// Says that the result is older than what the user has decided since, by what, and computes it again.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { translate } from '../i18n/translate.ts';
import { canSegment } from '../state/choice.ts';
import { changedParts, isStale } from '../state/sources.ts';
import { StoreController } from '../state/store.ts';
import type { Workbench } from '../state/workbench.ts';
import { controls } from '../ui/controls.ts';

@customElement('loyalane-stale-bar')
export class StaleBar extends LitElement {
  static override styles = [
    controls,
    css`
      /* Undo can be pressed far down the page: what follows from it has to be seen there. */
      :host {
        display: block;
        position: sticky;
        top: 0;
        z-index: calc(var(--care-layer-sticky, 10) + 1);
      }
      .card {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--care-space-2);
        margin-bottom: var(--care-space-3);
        background: var(--care-surface-warning);
        box-shadow: var(--care-shadow-raised);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { state } = this.#store;
    const { language } = state;
    if (!isStale(state) || !state.result) return nothing;
    const what = changedParts(state.document, state.result.document)
      .map((part) => translate(language, `results.changed.${part}`))
      .join(translate(language, 'list.separator'));
    return html`
      <div class="card" role="status">
        <span>${translate(language, 'results.stale', { what })}</span>
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
