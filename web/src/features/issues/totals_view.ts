// That nothing was lost: rows in = used + excluded, in plain words, over all and by file.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImportReport, ReportSource } from '../../engine/protocol.ts';
import { formatCount, formatMoney } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';

@customElement('loyalane-totals-view')
export class TotalsView extends LitElement {
  static override styles = [
    controls,
    css`
      .totals strong {
        font-weight: 600;
      }
      summary {
        cursor: pointer;
        color: var(--care-accent);
      }
      .scroll {
        overflow-x: auto;
        margin-top: var(--care-space-2);
      }
      table {
        border-collapse: collapse;
        width: 100%;
      }
      th,
      td {
        padding: var(--care-space-1) var(--care-space-2);
        border-bottom: 1px solid var(--care-line);
        text-align: left;
        font-weight: 400;
      }
      thead th {
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
        font-weight: 600;
        white-space: nowrap;
      }
      tbody th {
        overflow-wrap: anywhere;
      }
      .numeric {
        text-align: right;
        white-space: nowrap;
      }
      tfoot > tr > * {
        border-bottom: 0;
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { language, result } = this.#store.state;
    if (!result) return nothing;
    const { report } = result;
    const count = (value: number): string => formatCount(language, value);
    const excluded = report.rowsIn - report.used;
    return html`
      <section class="card totals stack" aria-label=${translate(language, 'totals.title')}>
        <div>
          <p>
            <strong>
              ${translate(language, 'totals.rows', {
                rowsIn: count(report.rowsIn),
                used: count(report.used),
                excluded: count(excluded),
              })}
            </strong>
          </p>
          <p>${this.#amount(language, report)}</p>
          <p class="small muted">${translate(language, 'totals.explained')}</p>
        </div>
        ${report.sources.length > 1 ? this.#sources(language, report) : nothing}
      </section>
    `;
  }

  /** Only shipments carry money; without any there is nothing to say about it. */
  #amount(language: Language, { amountTotal, amountUsed, currency }: ImportReport): string {
    if (currency === '') return '';
    return translate(language, 'totals.amount', {
      total: formatMoney(language, amountTotal, currency),
      used: formatMoney(language, amountUsed, currency),
    });
  }

  #sources(language: Language, { sources, rowsIn, used }: ImportReport): TemplateResult {
    const count = (value: number): string => formatCount(language, value);
    const datasets = this.#store.state.catalogue?.datasets ?? [];
    const kind = ({ dataset }: ReportSource): string => {
      const found = datasets.find(({ id }) => id === dataset);
      return found ? pick(language, found) : dataset;
    };
    const figures = (of: { rowsIn: number; used: number; excluded: number }): TemplateResult => html`
      <td class="numeric">${count(of.rowsIn)}</td>
      <td class="numeric">${count(of.used)}</td>
      <td class="numeric">${count(of.excluded)}</td>
    `;
    return html`
      <details>
        <summary>${translate(language, 'totals.sources')}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${translate(language, 'totals.sources')}>
          <table>
            <thead>
              <tr>
                <th scope="col">${translate(language, 'column.file')}</th>
                <th scope="col">${translate(language, 'totals.kind')}</th>
                <th scope="col" class="numeric">${translate(language, 'totals.in')}</th>
                <th scope="col" class="numeric">${translate(language, 'totals.used')}</th>
                <th scope="col" class="numeric">${translate(language, 'totals.excluded')}</th>
              </tr>
            </thead>
            <tbody>
              ${sources.map(
                (source) => html`
                  <tr>
                    <th scope="row">${source.name}</th>
                    <td>${kind(source)}</td>
                    ${figures(source)}
                  </tr>
                `,
              )}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">${translate(language, 'totals.sum')}</th>
                <td></td>
                ${figures({ rowsIn, used, excluded: rowsIn - used })}
              </tr>
            </tfoot>
          </table>
        </div>
      </details>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-totals-view': TotalsView;
  }
}
