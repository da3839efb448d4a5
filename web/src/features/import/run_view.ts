// A running import: real bytes, real rows, and the way out.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatBytes, formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { pace, secondsLeft, timeInWords, type PassMark } from './time_left.ts';

@customElement('loyalane-run-view')
export class RunView extends LitElement {
  static override styles = [
    controls,
    css`
      .card {
        max-width: 640px;
        margin: var(--care-space-5) auto 0;
        padding: var(--care-space-4);
      }
      progress {
        width: 100%;
        height: 12px;
        accent-color: var(--care-accent);
      }
      .figures {
        justify-content: space-between;
      }
      .left {
        min-height: 1.5em;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  /** Where the pass over the files began; null while none runs. */
  #passStart: PassMark | null = null;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  override render(): TemplateResult {
    const { language, run, result } = this.#store.state;
    const progress = run?.progress;
    const mark = this.#mark(run);
    const bytesPerSecond = mark && this.#passStart ? pace(this.#passStart, mark) : null;
    return html`
      <section class="card stack">
        <h1>${translate(language, 'run.title')}</h1>
        <p role="status">
          ${
            !progress
              ? nothing
              : progress.computing
                ? translate(language, 'run.computing')
                : progress.pass > 1
                  ? translate(language, 'run.readingAgain', { name: progress.fileName, pass: String(progress.pass) })
                  : translate(language, 'run.reading', { name: progress.fileName })
          }
        </p>
        ${
          progress && !progress.computing
            ? html`<progress
                aria-label=${translate(language, 'run.title')}
                max=${Math.max(1, progress.bytesTotal)}
                .value=${progress.bytes}
              ></progress>`
            : html`<progress aria-label=${translate(language, 'run.title')}></progress>`
        }
        <div class="row figures muted">
          <span>
            ${
              progress
                ? translate(language, 'run.bytes', {
                    done: formatBytes(language, progress.bytes),
                    total: formatBytes(language, progress.bytesTotal),
                  })
                : nothing
            }
          </span>
          <span
            >${progress ? translate(language, 'run.rows', { rows: formatCount(language, progress.rows) }) : nothing}</span
          >
          <span class="pace"
            >${
              bytesPerSecond === null
                ? nothing
                : translate(language, 'run.pace', { amount: formatBytes(language, bytesPerSecond) })
            }</span
          >
        </div>
        <p class="small muted left">${this.#left(language, run, mark)}</p>
        <div class="row">
          <button type="button" @click=${() => this.workbench.cancel()}>${translate(language, 'run.cancel')}</button>
          ${result ? html`<span class="small muted">${translate(language, 'run.keeps')}</span>` : nothing}
        </div>
      </section>
    `;
  }

  /** Where the reading stands; null where nothing is read. */
  #mark(run: State['run']): PassMark | null {
    const progress = run?.progress ?? null;
    if (progress === null || progress.computing) {
      this.#passStart = null;
      return null;
    }
    const { pass, bytes } = progress;
    const now = { pass, bytes, atMs: performance.now() };
    if (this.#passStart?.pass !== pass || bytes < this.#passStart.bytes) this.#passStart = now;
    return now;
  }

  #left(language: Language, run: State['run'], now: PassMark | null): string {
    const seconds = now && this.#passStart ? secondsLeft(this.#passStart, now, run?.progress?.bytesTotal ?? 0) : null;
    if (seconds === null) return '';
    const { unit, count } = timeInWords(seconds);
    return translateCount(language, unit === 'minutes' ? 'run.minutesLeft' : 'run.secondsLeft', count);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-run-view': RunView;
  }
}
