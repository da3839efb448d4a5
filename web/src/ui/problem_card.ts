// One problem, told: id, place, sentence, remedy. Texts come ready in the reader's language.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

@customElement('loyalane-problem-card')
export class ProblemCard extends LitElement {
  static override styles = [
    controls,
    css`
      .problem {
        display: flex;
        gap: var(--care-space-3);
        align-items: flex-start;
        padding: var(--care-space-2) var(--care-space-3);
        border: 1px solid var(--care-danger);
        border-left-width: 4px;
        border-radius: var(--care-radius);
        background: var(--care-surface-danger);
      }
      .problem.notice {
        border-color: var(--care-warning);
        background: var(--care-surface-warning);
      }
      .sentence {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .id {
        font-weight: 600;
      }
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property() problemId = '';
  @property() place = '';
  @property() sentence = '';
  @property() remedy = '';
  @property() remedyLabel = '';
  /** Shown as a close button when set. */
  @property() closeLabel = '';
  /** What a screen reader says for the close button; the visible label when empty. */
  @property() closeName = '';
  /** `problem` in red, `notice` in amber. */
  @property() kind: 'problem' | 'notice' = 'problem';

  override render(): TemplateResult {
    return html`
      <div class="problem ${this.kind}">
        <div class="grow">
          <p class="small muted">
            <span class="id">${this.problemId}</span
            >${this.place ? html` · <span class="place">${this.place}</span>` : nothing}
          </p>
          <p class="sentence">${this.sentence}</p>
          ${this.remedy ? html`<p><span class="muted">${this.remedyLabel}</span> ${this.remedy}</p>` : nothing}
        </div>
        ${
          this.closeLabel
            ? html`<button
                class="quiet"
                type="button"
                aria-label=${this.closeName || this.closeLabel}
                @click=${() => this.dispatchEvent(new Event('close'))}
              >
                ${this.closeLabel}
              </button>`
            : nothing
        }
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-problem-card': ProblemCard;
  }
}
