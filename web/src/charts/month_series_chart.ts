// The months of one customer: amounts as bars, ship-days as a line, months that are covered in part told. Texts come ready.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { MonthSeriesWords } from '../i18n/month_words.ts';
import './chart.ts';
import type { BuildOption, Chart } from './chart.ts';
import { bestMonth, monthFigures, silentMonths, type Month, type MonthFigures } from './month_series.ts';
import { monthOption } from './options/month_option.ts';
import type { PictureText } from './picture.ts';

@customElement('loyalane-month-chart')
export class MonthChart extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--care-space-1) var(--care-space-2);
      margin: 0;
      color: var(--care-text-muted);
      font-size: var(--care-font-size-small);
    }
    .bar {
      width: 10px;
      height: 12px;
      background: var(--care-ramp-5);
    }
    .line {
      width: 20px;
      border-top: 2px solid var(--care-warning);
    }
  `;

  /** Oldest first. */
  @property({ attribute: false }) months: readonly Month[] = [];
  /** First and last day of the window, "2026-03-15". */
  @property() from: string | null = null;
  @property() to: string | null = null;
  /** monthSeriesWords(language, currency). */
  @property({ attribute: false }) words: MonthSeriesWords | null = null;
  @property({ type: Number }) height = 240;

  @query('loyalane-chart') private readonly chart!: Chart | null;
  #figures: readonly MonthFigures[] = [];
  #build: BuildOption | null = null;

  /** The chart in one sentence: its best month, and how many were silent. */
  get sentence(): string {
    const figures = monthFigures(this.months, this);
    return this.words?.subtitle(bestMonth(figures), silentMonths(figures)) ?? '';
  }

  /** Null where the browser refuses. */
  async toPng(text: PictureText): Promise<Blob | null> {
    return (await this.chart?.toPng(text)) ?? null;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has('months') && !changes.has('words') && !changes.has('from') && !changes.has('to')) return;
    const { words } = this;
    const figures = monthFigures(this.months, this);
    this.#figures = figures;
    this.#build =
      words === null
        ? null
        : (look) =>
            monthOption(
              figures,
              {
                amountAxis: words.amountAxis,
                shipDaysAxis: words.shipDaysAxis,
                amountTick: words.amountTick,
                month: (at) => {
                  const month = figures[at];
                  return month ? words.month(month) : '';
                },
              },
              look,
            );
  }

  override render(): TemplateResult | typeof nothing {
    const { words } = this;
    if (!words) return nothing;
    const partial = this.#figures.filter(({ isPartial }) => isPartial).map(({ month }) => month);
    return html`
      <p>
        <i class="bar"></i><span>${words.legendAmount}</span> <i class="line"></i><span>${words.legendShipDays}</span>
      </p>
      <loyalane-chart
        .build=${this.#build}
        .label=${words.title(this.#figures.length)}
        .description=${this.sentence}
        .height=${this.height}
      ></loyalane-chart>
      ${partial.length > 0 ? html`<p>${words.partial(partial)}</p>` : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-month-chart': MonthChart;
  }
}
