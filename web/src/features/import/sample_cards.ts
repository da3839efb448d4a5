// Made-up companies to try the page with, a million shipments among them; they are made in the page, nothing is downloaded.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Sample } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Task } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/progress.ts';

/** Cards that are drawn empty until the engine has told the samples, so that nothing below them moves. */
const kCardsBefore = 5;

@customElement('loyalane-sample-cards')
export class SampleCards extends LitElement {
  static override styles = [
    controls,
    css`
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(210px, 100%), 1fr));
        gap: var(--care-space-3);
      }
      li {
        display: grid;
        grid-template-rows: auto 1fr auto auto;
        gap: var(--care-space-2);
        min-height: 200px;
      }
      li.making {
        border-color: var(--care-accent);
      }
      .waiting {
        background: var(--care-surface-sunken);
        box-shadow: none;
      }
      .size {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-3);
      }
      .foot {
        display: grid;
        align-content: end;
        min-height: 64px;
      }
      .foot button {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** The sample that was asked for last. */
  @state() private asked: string | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { language, samples, catalogue, task, sources } = this.#store.state;
    // The engine is there and has none.
    if (catalogue && samples.length === 0) return nothing;
    const replaces = sources.some(({ isSample }) => !isSample);
    return html`
      <section class="stack" aria-labelledby="samples">
        <div>
          <h2 id="samples">${translate(language, 'import.samples')}</h2>
          <p class="muted">
            ${translate(language, 'import.samplesHint')}
            ${replaces ? html`<span class="warning">${translate(language, 'import.samplesReplace')}</span>` : nothing}
          </p>
        </div>
        ${
          // Asked for before this screen was left and opened again.
          task?.kind === 'sample' && !samples.some(({ id }) => id === this.asked)
            ? this.#progress(language, task, translate(language, 'import.sampleOne'))
            : nothing
        }
        <ul class="cards" aria-busy=${samples.length === 0}>
          ${
            samples.length === 0
              ? Array.from({ length: kCardsBefore }, () => html`<li class="card waiting" aria-hidden="true"></li>`)
              : samples.map((sample) => this.#card(language, sample, task))
          }
        </ul>
      </section>
    `;
  }

  #card(language: Language, sample: Sample, task: Task | null): TemplateResult {
    const isMaking = task?.kind === 'sample' && this.asked === sample.id;
    const name = pick(language, sample);
    return html`
      <li class="card ${isMaking ? 'making' : ''}" data-sample=${sample.id}>
        <h3>${name}</h3>
        <p class="small">${language === 'zh' ? sample.zhAbout : sample.enAbout}</p>
        <p class="small muted size">
          <span>${translate(language, 'import.sampleRows', { rows: formatCount(language, sample.rows) })}</span>
          <span>
            ${translate(language, 'import.sampleCustomers', { customers: formatCount(language, sample.customers) })}
          </span>
          <span>${translateCount(language, 'import.sampleFiles', sample.files.length)}</span>
        </p>
        <div class="foot">
          ${
            isMaking
              ? this.#progress(language, task, name)
              : html`<button
                  type="button"
                  aria-label=${translate(language, 'import.sampleTryName', { name })}
                  ?disabled=${task !== null}
                  @click=${() => this.#make(sample.id)}
                >
                  ${translate(language, 'import.sampleTry')}
                </button>`
          }
        </div>
      </li>
    `;
  }

  #progress(language: Language, { share }: Task, name: string): TemplateResult {
    return html`<loyalane-progress .label=${translate(language, 'import.sampleMaking', { name })} .value=${share}>
      <button type="button" @click=${() => this.workbench.cancelTask()}>${translate(language, 'import.cancel')}</button>
    </loyalane-progress>`;
  }

  #make(id: string): void {
    this.asked = id;
    void this.workbench.addSample(id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-sample-cards': SampleCards;
  }
}
