// The result: totals in words, figures, the four types on their two axes, and how they were told apart.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImportReport, SegmentSummary, TypeSummary } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatFixed, formatMoney, formatShare } from '../../i18n/format.ts';
import { pick, textOr, translate, type Key, type Language } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/share_bar.ts';
import './customer_table.ts';

/** The types as the two axes place them: value upwards, availability to the right. */
const kMatrix: readonly (readonly string[])[] = [
  ['contested', 'core'],
  ['general', 'loyal'],
];

/** The attributes behind the weights, in the engine's order. */
const kCvAttributes = ['monthly_contribution', 'avg_spend', 'purchase_cycle'];
const kAcAttributes = ['choice_share', 'satisfaction', 'mind_rank', 'tenure', 'recency'];

@customElement('loyalane-segment-view')
export class SegmentView extends LitElement {
  static override styles = [
    controls,
    css`
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: 1px;
        padding: 0;
        overflow: hidden;
        background: var(--care-line);
      }
      .figures > div {
        padding: var(--care-space-2) var(--care-space-3);
        background: var(--care-surface);
      }
      .figures dd:not(.small) {
        font-size: var(--care-font-size-figure);
        font-weight: 600;
        line-height: 1.3;
      }
      .totals strong {
        font-weight: 600;
      }
      .two {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(260px, 1fr);
        gap: var(--care-space-3);
        align-items: start;
      }
      .matrix {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) minmax(0, 1fr);
        gap: var(--care-space-2);
      }
      .axis {
        display: grid;
        place-items: center;
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
      }
      .axis.value {
        writing-mode: vertical-rl;
      }
      .tile {
        display: grid;
        gap: var(--care-space-1);
        align-content: start;
        padding: var(--care-space-2) var(--care-space-3) var(--care-space-3);
        border: 1px solid var(--care-line);
        border-top: 4px solid currentcolor;
        border-radius: var(--care-radius);
        background: var(--care-surface);
      }
      .tile > * {
        color: var(--care-text);
      }
      .tile h3 {
        font-size: var(--care-font-size-large);
        color: inherit;
      }
      .tile .count {
        font-size: var(--care-font-size-figure);
        font-weight: 600;
        line-height: 1.2;
      }
      .tile .bar {
        color: inherit;
      }
      .core {
        color: var(--care-type-core);
      }
      .contested {
        color: var(--care-type-contested);
      }
      .loyal {
        color: var(--care-type-loyal);
      }
      .general {
        color: var(--care-type-general);
      }
      .rule ul {
        display: grid;
        gap: var(--care-space-1);
      }
      .weights {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px var(--care-space-3);
        font-size: var(--care-font-size-small);
      }
      .weights dd {
        text-align: right;
      }
      .notices li {
        overflow-wrap: anywhere;
      }
      details summary {
        cursor: pointer;
        color: var(--care-accent);
      }
      @media (max-width: 860px) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media (max-width: 520px) {
        .figures > :last-child:nth-child(odd) {
          grid-column: 1 / -1;
        }
        .tile {
          padding: var(--care-space-2);
        }
        .figures {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { language, result } = this.#store.state;
    if (!result) return nothing;
    const { report, summary, generation } = result;
    return html`
      <div class="stack">
        ${this.#totals(language, report)} ${this.#figures(language, summary)}
        ${
          summary.notices.length > 0
            ? html`<section class="card notices">
                <h2 class="warning">${translate(language, 'segment.notices')}</h2>
                <ul>
                  ${summary.notices.map((error) => {
                    const { id, sentence, remedy } = problemText(language, { from: 'engine', error });
                    return html`<li>${sentence} ${remedy} <span class="small muted">${id}</span></li>`;
                  })}
                </ul>
              </section>`
            : nothing
        }
        <div class="two">
          ${this.#matrix(language, summary.types, report.currency)} ${this.#rule(language, summary)}
        </div>
        <loyalane-customer-table .workbench=${this.workbench} .generation=${generation}></loyalane-customer-table>
      </div>
    `;
  }

  #totals(language: Language, report: ImportReport): TemplateResult {
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
          <p>
            ${translate(language, 'totals.amount', {
              total: formatMoney(report.amountTotal, report.currency),
              used: formatMoney(report.amountUsed, report.currency),
            })}
          </p>
        </div>
        ${
          report.sources.length > 1
            ? html`<details>
                <summary>${translate(language, 'totals.sources')}</summary>
                <ul>
                  ${report.sources.map(
                    (source) =>
                      html`<li>
                        ${translate(language, 'totals.source', {
                          name: source.name,
                          rowsIn: count(source.rowsIn),
                          used: count(source.used),
                          excluded: count(source.excluded),
                        })}
                      </li>`,
                  )}
                </ul>
              </details>`
            : nothing
        }
      </section>
    `;
  }

  #figures(language: Language, summary: SegmentSummary): TemplateResult {
    const figure = (label: Key, value: number, hint: Key): TemplateResult => html`
      <div>
        <dt>${textOr(language, label, label)}</dt>
        <dd>${formatCount(language, value)}</dd>
        <dd class="small muted">${textOr(language, hint, hint)}</dd>
      </div>
    `;
    return html`
      <dl class="card figures">
        ${figure('segment.customers', summary.customers, 'segment.customersHint')}
        ${figure('segment.active', summary.active, 'segment.activeHint')}
        ${figure('segment.dormant', summary.dormant, 'segment.dormantHint')}
        ${figure('segment.provisional', summary.provisional, 'segment.provisionalHint')}
        ${figure('segment.borderline', summary.borderline, 'segment.borderlineHint')}
      </dl>
    `;
  }

  #matrix(language: Language, types: readonly TypeSummary[], currency: string): TemplateResult {
    const tile = (id: string): TemplateResult | typeof nothing => {
      const type = types.find((one) => one.id === id);
      return type ? this.#tile(language, type, currency) : nothing;
    };
    return html`
      <section class="stack" aria-labelledby="types">
        <h2 id="types">${translate(language, 'segment.types')}</h2>
        <div class="matrix">
          ${kMatrix.map(
            (row, at) => html`
              <div class="axis value" aria-hidden="true">
                ${translate(language, at === 0 ? 'segment.highCv' : 'segment.lowCv')}
              </div>
              ${row.map(tile)}
            `,
          )}
          <div></div>
          <div class="axis" aria-hidden="true">${translate(language, 'segment.lowAc')}</div>
          <div class="axis" aria-hidden="true">${translate(language, 'segment.highAc')}</div>
        </div>
      </section>
    `;
  }

  #tile(language: Language, type: TypeSummary, currency: string): TemplateResult {
    return html`
      <article class="tile ${type.id}" data-type=${type.id}>
        <h3>${pick(language, type)}</h3>
        <p class="count">${formatCount(language, type.count)}</p>
        <p class="small">
          ${translate(language, 'segment.share', {
            share: formatShare(language, type.share),
            low: formatShare(language, type.shareLow),
            high: formatShare(language, type.shareHigh),
          })}
        </p>
        <loyalane-share-bar
          class="bar"
          .share=${type.share}
          .low=${type.shareLow}
          .high=${type.shareHigh}
        ></loyalane-share-bar>
        ${
          type.amountShare === null
            ? nothing
            : html`<p class="small">
                  ${translate(language, 'segment.amount', {
                    amount: formatMoney(type.amount, currency),
                    share: formatShare(language, type.amountShare),
                  })}
                </p>
                <loyalane-share-bar class="bar" .share=${type.amountShare}></loyalane-share-bar>`
        }
      </article>
    `;
  }

  #rule(language: Language, { thresholds, weights, coverageMean }: SegmentSummary): TemplateResult {
    const list = (attributes: readonly string[], values: readonly number[]): TemplateResult => html`
      <dl class="weights">
        ${attributes.map(
          (attribute, at) => html`
            <dt>${textOr(language, `weight.${attribute}`, attribute)}</dt>
            <dd>${formatFixed(language, values[at] ?? 0, 3)}</dd>
          `,
        )}
      </dl>
    `;
    return html`
      <section class="card stack rule" aria-labelledby="rule">
        <h2 id="rule">${translate(language, 'segment.rule')}</h2>
        <ul>
          <li>${translate(language, 'segment.ruleCv', { cv: formatFigure(language, thresholds.cv) })}</li>
          <li>${translate(language, 'segment.ruleAc', { ac: formatFigure(language, thresholds.ac) })}</li>
          <li>
            ${translate(language, 'segment.ruleMode', { mode: textOr(language, `mode.${thresholds.mode}`, thresholds.mode) })}
          </li>
          ${
            coverageMean === null
              ? nothing
              : html`<li>
                  ${translate(language, 'segment.coverage', { share: formatShare(language, coverageMean) })}
                </li>`
          }
        </ul>
        <details>
          <summary>${translate(language, 'segment.weights')}</summary>
          <div class="stack">
            <div>
              <h3>${translate(language, 'segment.axisCv')}</h3>
              ${list(kCvAttributes, weights.cv)}
              <p class="small muted">
                ${translate(language, 'segment.consistency', { cr: formatFixed(language, weights.crCv, 3) })}
              </p>
            </div>
            <div>
              <h3>${translate(language, 'segment.axisAc')}</h3>
              ${list(kAcAttributes, weights.ac)}
              <p class="small muted">
                ${translate(language, 'segment.consistency', { cr: formatFixed(language, weights.crAc, 3) })}
              </p>
            </div>
          </div>
        </details>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-segment-view': SegmentView;
  }
}
