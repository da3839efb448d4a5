// All files with their proposed reading, and the button that starts the segmentation.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatBytes, formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { canLeaveUnused, canSegment, obstacles, unansweredCount, type Obstacle } from '../../state/choice.ts';
import type { State } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import './datasets_panel.ts';
import './file_button.ts';
import { needText } from './need_text.ts';
import './profiles_dialog.ts';
import './question_list.ts';
import { blockingCount, questionsOf } from './questions.ts';
import './source_card.ts';
import { takenNote } from './taken_note.ts';
import './unpack_progress.ts';

/** So many files that stand in the way are named beside the button; more would push it away. */
const kObstaclesNamed = 3;

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
      .why {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-1) var(--care-space-2);
      }
      .why button.warning {
        color: var(--care-warning);
      }
      .why button {
        height: auto;
        min-height: var(--care-control-height, 28px);
        white-space: normal;
        text-align: left;
        overflow-wrap: anywhere;
      }
      @media (max-width: 520px) {
        .bar {
          position: static;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private isManaging = false;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { state } = this.#store;
    const { language, sources } = state;
    const size = sources.reduce((sum, { file }) => sum + file.size, 0);
    const asked = questionsOf(state);
    const questions = blockingCount(asked);
    const inTheWay = obstacles(state);
    return html`
      <div class="stack">
        <div>
          <h1 tabindex="-1">${translate(language, 'mapping.title')}</h1>
          <p class="muted">${translate(language, 'mapping.lead')}</p>
        </div>
        <loyalane-unpack-progress .workbench=${this.workbench}></loyalane-unpack-progress>
        ${takenNote(state)}
        <loyalane-question-list
          .workbench=${this.workbench}
          .questions=${asked}
          .state=${state}
          @done=${() => this.#start?.focus()}
        ></loyalane-question-list>
        <loyalane-datasets-panel .workbench=${this.workbench}></loyalane-datasets-panel>
        ${repeat(
          sources,
          ({ id }) => id,
          (source) =>
            html`<loyalane-source-card
              .workbench=${this.workbench}
              .source=${source}
              .state=${state}
              .questions=${asked.filter((question) => question.sources.some(({ id }) => id === source.id)).length}
              @to-questions=${() => this.#toQuestion(source.id)}
              @manage-profiles=${() => (this.isManaging = true)}
            ></loyalane-source-card>`,
        )}
        <div class="card bar">
          <loyalane-file-button
            .label=${translate(language, 'mapping.addFiles')}
            @files=${(event: CustomEvent<readonly File[]>) => void this.workbench.addFiles(event.detail)}
          ></loyalane-file-button>
          <span class="muted">
            ${translateCount(language, 'mapping.ready', sources.length, { size: formatBytes(language, size) })}
          </span>
          <span id="why" class="why">
            ${inTheWay
              .slice(0, kObstaclesNamed)
              .map(
                (obstacle) =>
                  html`<button
                    class="quiet warning"
                    type="button"
                    data-obstacle=${obstacle.kind}
                    @click=${() => this.#toSource(obstacle.source.id)}
                  >
                    ${this.#obstacle(language, obstacle)}
                  </button>`,
              )}
            ${
              inTheWay.length > kObstaclesNamed
                ? html`<span class="muted"
                    >${translate(language, 'mapping.moreObstacles', { count: formatCount(language, inTheWay.length - kObstaclesNamed) })}</span
                  >`
                : nothing
            }
            ${
              asked.length > 0
                ? html`<button
                    class="quiet ${questions > 0 ? 'warning' : ''}"
                    type="button"
                    data-action="to-question"
                    @click=${() => this.#toQuestion()}
                  >
                    ${
                      questions > 0
                        ? translateCount(language, 'mapping.ask', questions)
                        : translateCount(language, 'import.ask.optionalLeft', asked.length)
                    }
                  </button>`
                : nothing
            }
            ${
              unansweredCount(sources) > 0 && canLeaveUnused(state)
                ? html`<button
                    type="button"
                    data-action="leave-unused"
                    @click=${() => this.workbench.leaveUnansweredUnused()}
                  >
                    ${translate(language, 'mapping.leaveUnused')}
                  </button>`
                : nothing
            }
          </span>
          <button
            class="primary"
            type="button"
            aria-describedby="why"
            ?disabled=${!this.#canStart(state, questions)}
            @click=${() => this.#segment()}
          >
            ${translate(language, 'mapping.segment')}
          </button>
        </div>
      </div>
      <loyalane-profiles-dialog
        .workbench=${this.workbench}
        .open=${this.isManaging}
        @close=${() => (this.isManaging = false)}
      ></loyalane-profiles-dialog>
    `;
  }

  get #start(): HTMLButtonElement | null {
    return this.renderRoot.querySelector<HTMLButtonElement>('.bar button.primary');
  }

  /** Every file can be read, and what is still asked may stay open. */
  #canStart(state: State, blocking: number): boolean {
    const areReady = state.sources.length > 0 && state.sources.every(({ state: { kind } }) => kind === 'ready');
    return areReady && blocking === 0 && state.run === null && state.task === null && obstacles(state).length === 0;
  }

  /** What was left open is not used. */
  #segment(): void {
    if (!canSegment(this.#store.state)) this.workbench.leaveUnansweredUnused();
    void this.workbench.segment();
  }

  #obstacle(language: Language, obstacle: Obstacle): string {
    const { name } = obstacle.source.file;
    if (obstacle.kind === 'failed') return translate(language, 'mapping.obstacleFailed', { name });
    const separator = translate(language, 'list.separator');
    const fields = obstacle.needs.map((need) => needText(language, need)).join(separator);
    return translate(language, 'mapping.obstacleMissing', { name, fields });
  }

  #toSource(id: number): void {
    for (const card of this.renderRoot.querySelectorAll('loyalane-source-card')) {
      if (card.source.id === id) card.focusStart();
    }
  }

  #toQuestion(source?: number): void {
    this.renderRoot.querySelector('loyalane-question-list')?.focusQuestion(source);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-mapping-view': MappingView;
  }
}
