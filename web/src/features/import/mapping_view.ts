// All files with their proposed reading, and the button that starts the segmentation.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatBytes, formatCount } from '../../i18n/format.ts';
import { translate } from '../../i18n/translate.ts';
import { canSegment, questionCount, unansweredCount } from '../../state/choice.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import './file_button.ts';
import './source_card.ts';

@customElement('loyalane-mapping-view')
export class MappingView extends LitElement {
  static override styles = [
    controls,
    css`
      .bar {
        position: sticky;
        bottom: 0;
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-2) var(--care-space-3);
        box-shadow: var(--care-shadow-raised);
      }
      .bar .primary {
        margin-left: auto;
        min-width: 120px;
      }
      @media (max-width: 520px) {
        .bar {
          position: static;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { state } = this.#store;
    const { language, sources } = state;
    const size = sources.reduce((sum, { file }) => sum + file.size, 0);
    const questions = questionCount(sources);
    return html`
      <div class="stack">
        <div>
          <h1 tabindex="-1">${translate(language, 'mapping.title')}</h1>
          <p class="muted">${translate(language, 'mapping.lead')}</p>
        </div>
        ${repeat(
          sources,
          ({ id }) => id,
          (source) =>
            html`<loyalane-source-card
              .workbench=${this.workbench}
              .source=${source}
              .state=${state}
            ></loyalane-source-card>`,
        )}
        <div class="card bar">
          <loyalane-file-button
            .label=${translate(language, 'mapping.addFiles')}
            @files=${(event: CustomEvent<readonly File[]>) => this.workbench.addFiles(event.detail)}
          ></loyalane-file-button>
          <span class="muted">
            ${translate(language, 'mapping.ready', {
              files: formatCount(language, sources.length),
              size: formatBytes(language, size),
            })}
          </span>
          ${
            questions > 0
              ? html`<span class="row">
                  <button class="quiet warning" type="button" @click=${() => this.#toQuestion()}>
                    ${translate(language, 'mapping.ask', { count: formatCount(language, questions) })}
                  </button>
                  ${
                    unansweredCount(sources) > 0
                      ? html`<button
                          type="button"
                          data-action="leave-unused"
                          @click=${() => this.workbench.leaveUnansweredUnused()}
                        >
                          ${translate(language, 'mapping.leaveUnused')}
                        </button>`
                      : nothing
                  }
                </span>`
              : nothing
          }
          <button
            class="primary"
            type="button"
            ?disabled=${!canSegment(state)}
            @click=${() => void this.workbench.segment()}
          >
            ${translate(language, 'mapping.segment')}
          </button>
        </div>
      </div>
    `;
  }

  #toQuestion(): void {
    for (const card of this.renderRoot.querySelectorAll('loyalane-source-card')) {
      if (card.focusQuestion()) return;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-mapping-view': MappingView;
  }
}
