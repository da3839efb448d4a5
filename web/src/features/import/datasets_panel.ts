// The kinds of data that can be read: which are here, from how many files, and what each is for.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CatalogueDataset } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { pick, translate } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { datasetFacts, type DatasetFact } from './dataset_facts.ts';
import { needsIn } from './mapping_facts.ts';
import { needText } from './need_text.ts';

@customElement('loyalane-datasets-panel')
export class DatasetsPanel extends LitElement {
  static override styles = [
    controls,
    css`
      summary {
        font-weight: 600;
      }
      summary .muted {
        font-weight: 400;
      }
      .lead {
        margin-top: var(--care-space-1);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
        gap: 0 var(--care-space-3);
        margin-top: var(--care-space-2);
      }
      li {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr);
        padding: var(--care-space-2) 0;
        border-top: 1px solid var(--care-line);
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-2);
        align-items: baseline;
      }
      .state {
        font-variant-numeric: tabular-nums;
      }
      .absent {
        justify-self: start;
        align-self: start;
        width: 6px;
        height: 6px;
        margin: 8px 5px;
        border-radius: 50%;
        background: var(--care-line-strong);
      }
      .here .icon {
        margin-top: 3px;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** Before any file: says which files can be used; afterwards, which are here. */
  @property({ type: Boolean }) isGuide = false;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { state } = this.#store;
    const { language } = state;
    const facts = datasetFacts(state);
    if (facts.length === 0) return nothing;
    const all = formatCount(language, facts.length);
    const here = facts.filter(({ files }) => files > 0).length;
    return html`
      <details class="card">
        <summary>
          ${translate(language, this.isGuide ? 'import.data.which' : 'import.data.title')}
          ${
            this.isGuide
              ? nothing
              : html`<span class="muted">
                  ${translate(language, 'import.data.loaded', { loaded: formatCount(language, here), all })}
                </span>`
          }
        </summary>
        <p class="small muted lead">${translate(language, 'import.data.lead', { all })}</p>
        <ul>
          ${facts.map((fact) => this.#item(fact))}
        </ul>
      </details>
    `;
  }

  #item({ dataset, files, rows }: DatasetFact): TemplateResult {
    const { language } = this.#store.state;
    const isHere = files > 0;
    return html`
      <li class=${isHere ? 'here' : ''} data-dataset=${dataset.id}>
        ${isHere ? html`<span class="success">${icon('check')}</span>` : html`<span class="absent"></span>`}
        <div>
          <p class="name">
            <strong>${pick(language, dataset)}</strong>
            <span class="small state ${isHere ? 'success' : 'muted'}">
              ${
                isHere
                  ? translateCount(language, 'import.data.files', files)
                  : this.isGuide
                    ? nothing
                    : translate(language, 'import.data.absent')
              }${
                rows === null
                  ? nothing
                  : html` · ${translate(language, 'import.data.rows', { rows: formatCount(language, rows) })}`
              }
            </span>
          </p>
          <p class="small">${pick(language, dataset.unlocks)}</p>
          ${this.isGuide ? this.#needs(dataset) : nothing}
        </div>
      </li>
    `;
  }

  #needs(dataset: CatalogueDataset): TemplateResult | typeof nothing {
    const { language } = this.#store.state;
    const needs = needsIn(dataset);
    if (needs.length === 0) return nothing;
    const fields = needs.map((need) => needText(language, need)).join(translate(language, 'list.separator'));
    return html`<p class="small muted">${translate(language, 'import.data.needs', { fields })}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-datasets-panel': DatasetsPanel;
  }
}
