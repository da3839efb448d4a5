// That nothing was lost: rows in = used + excluded and so the money, in plain words and checked, over all and by file.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImportReport, ReportSource } from '../../engine/protocol.ts';
import { formatCount, formatMoney } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { minus, moneyAddsUp, plus, rowsAddUp } from './reconciliation.ts';

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
      .verdict {
        white-space: nowrap;
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
          <p data-sum="rows">
            <strong>
              ${translate(language, 'totals.rows', {
                rowsIn: count(report.rowsIn),
                used: count(report.used),
                excluded: count(excluded),
              })}
            </strong>
            ${this.#verdict(language, rowsAddUp(report))}
          </p>
          ${
            report.currency === ''
              ? nothing
              : html`<p data-sum="money">
                  ${this.#amount(language, report)} ${this.#verdict(language, moneyAddsUp(report))}
                </p>`
          }
          <p class="small muted">
            ${translate(language, 'totals.explained')} ${translate(language, 'totals.moneyNote')}
          </p>
        </div>
        ${report.sources.length > 1 ? this.#sources(language, report) : nothing}
      </section>
    `;
  }

  #verdict(language: Language, isGood: boolean): TemplateResult {
    return html`<span class="verdict ${isGood ? 'success' : 'danger'}">
      ${icon(isGood ? 'check' : 'alert')} ${translate(language, isGood ? 'totals.addsUp' : 'totals.addsNotUp')}
    </span>`;
  }

  /** Only shipments carry money; without any there is nothing to say about it. */
  #amount(language: Language, { amountTotal, amountUsed, currency, money }: ImportReport): string {
    const currencies = money?.currencies ?? [];
    if (currencies.length > 1) {
      // Sums across currencies say nothing; what each comes to does.
      return translate(language, 'totals.amountMixed', {
        parts: currencies
          .map((one) => formatMoney(language, one.amount, one.currency))
          .join(translate(language, 'list.separator')),
        counted: formatMoney(
          language,
          currencies.reduce((sum, { counted }) => plus(sum, counted), '0'),
          currency,
        ),
      });
    }
    return translate(language, 'totals.amount', {
      total: formatMoney(language, amountTotal, currency),
      used: formatMoney(language, amountUsed, currency),
      excluded: formatMoney(language, minus(amountTotal, amountUsed), currency),
    });
  }

  #sources(language: Language, report: ImportReport): TemplateResult {
    const { sources, rowsIn, used, currency, money: byCurrency } = report;
    const count = (value: number): string => formatCount(language, value);
    const datasets = this.#store.state.catalogue?.datasets ?? [];
    const kind = ({ dataset }: ReportSource): string => {
      const found = datasets.find(({ id }) => id === dataset);
      return found ? pick(language, found) : dataset;
    };
    const hasMoney = currency !== '' && (byCurrency?.currencies.length ?? 0) <= 1;
    const money = (total: string | undefined, of: string | undefined): TemplateResult =>
      total === undefined || of === undefined
        ? html`<td></td>
            <td></td>
            <td></td>`
        : html`<td class="numeric">${formatMoney(language, total, null)}</td>
            <td class="numeric">${formatMoney(language, of, null)}</td>
            <td class="numeric">${formatMoney(language, minus(total, of), null)}</td>`;
    const figures = (
      of: Pick<ReportSource, 'rowsIn' | 'used' | 'excluded' | 'amountTotal' | 'amountUsed'>,
      isGood: boolean,
    ): TemplateResult => html`
      <td class="numeric">${count(of.rowsIn)}</td>
      <td class="numeric">${count(of.used)}</td>
      <td class="numeric">${count(of.excluded)}</td>
      ${hasMoney ? money(of.amountTotal, of.amountUsed) : nothing}
      <td>${this.#verdict(language, isGood)}</td>
    `;
    const { amountTotal, amountUsed } = report;
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
                ${
                  hasMoney
                    ? (['totals.amountIn', 'totals.amountUsed', 'totals.amountExcluded'] as const).map(
                        (key) => html`<th scope="col" class="numeric">${translate(language, key)}</th>`,
                      )
                    : nothing
                }
                <th scope="col">${translate(language, 'totals.check')}</th>
              </tr>
            </thead>
            <tbody>
              ${sources.map(
                (source) => html`
                  <tr>
                    <th scope="row">${source.name}</th>
                    <td>${kind(source)}</td>
                    ${figures(source, source.rowsIn === source.used + source.excluded)}
                  </tr>
                `,
              )}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">${translate(language, 'totals.sum')}</th>
                <td></td>
                ${figures(
                  { rowsIn, used, excluded: rowsIn - used, amountTotal, amountUsed },
                  rowsAddUp(report) && moneyAddsUp(report),
                )}
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
