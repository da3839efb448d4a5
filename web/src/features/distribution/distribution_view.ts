// How one attribute is spread over the customers: a histogram to choose ranges from, and the same in words and as a table.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import '../../charts/chart.ts';
import type { AxisRange, Chart } from '../../charts/chart.ts';
import {
  barsBetween,
  distributionOption,
  isBarInside,
  rangeOfBars,
  type DistributionWords,
  type Mark,
} from '../../charts/options/distribution_option.ts';
import { pictureName, saveFile } from '../../ui/save_file.ts';
import type { DistributionLook, Filter, SegmentSummary } from '../../engine/protocol.ts';
import { formatCount, formatShare } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { resultNotes } from '../../state/result_notes.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import '../../ui/chart_frame.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/empty.ts';
import {
  attributeName,
  attributeOf,
  axisTitle,
  boundText,
  figureText,
  kAttributeGroups,
  kAttributes,
  plainValue,
  typedBound,
  valueText,
  type Attribute,
} from './attributes.ts';

const kChartPixels = 320;

type RangeFilter = Extract<Filter, { by: 'range' }>;

const rangeOf = (filters: readonly Filter[], column: string): RangeFilter | null =>
  filters.find((filter): filter is RangeFilter => filter.by === 'range' && filter.column === column) ?? null;

@customElement('loyalane-distribution-view')
export class DistributionView extends LitElement {
  static override styles = [
    controls,
    css`
      .range {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-2) var(--care-space-3);
        align-items: end;
      }
      .range input {
        width: 120px;
      }
      .range p {
        flex-basis: 100%;
      }
      .table caption {
        padding: var(--care-space-2);
        font-size: var(--care-font-size-small);
        font-weight: 400;
      }
      .table button {
        position: relative;
        min-height: 24px;
        height: 24px;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  /** What stands in the fields of the range while it is typed; null: what the filter says. */
  @state() private typed: { readonly from: string; readonly to: string } | null = null;
  @state() private fault: 'notNumber' | 'wrongOrder' | null = null;
  @query('loyalane-chart') private readonly chart!: Chart | null;
  #typedFor: RangeFilter | string | null = null;

  /** The chart as a picture with title, as-of date, window and filters; null while there is none. */
  async toPng(): Promise<Blob | null> {
    const { language, shown } = this.#store.state;
    const attribute = shown && attributeOf(shown.value.distribution.column);
    if (!attribute) return null;
    const look = shown.value.distribution;
    return (
      (await this.chart?.toPng({
        title: this.#title(language, attribute),
        subtitle: this.#answer(language, attribute, look),
        notes: [...this.#facts(language, attribute, look), ...resultNotes(this.#store.state)],
      })) ?? null
    );
  }

  protected override willUpdate(): void {
    // Another column or another filter: what was typed is of no use any more.
    const { attribute, view } = this.#store.state.document;
    const now = rangeOf(view.filters, attribute) ?? attribute;
    if (now === this.#typedFor) return;
    this.#typedFor = now;
    this.typed = null;
    this.fault = null;
  }

  override render(): TemplateResult | typeof nothing {
    const { language, shown, document } = this.#store.state;
    if (!shown) return nothing;
    const look = shown.value.distribution;
    const attribute = attributeOf(look.column);
    if (!attribute) return html`<section class="card stack">${this.#select(language, document.attribute)}</section>`;
    const filter = rangeOf(document.view.filters, look.column);
    const title = this.#title(language, attribute);
    const answer = this.#answer(language, attribute, look);
    const marks = this.#marks(language, attribute, look, shown.value.summary);
    return html`
      <loyalane-chart-frame
        .heading=${title}
        .subtitle=${look.counts.length > 0 ? answer : ''}
        .define=${attribute.definition}
        .height=${kChartPixels}
        .hasPng=${look.counts.length > 0}
        .hasTable=${look.counts.length > 0}
        @png=${this.#save}
      >
        <div slot="tools">${this.#select(language, document.attribute)}</div>
        ${
          look.counts.length === 0
            ? html`<loyalane-empty slot="chart" .icon=${'chart'} .heading=${answer}></loyalane-empty>`
            : html`<loyalane-chart
                slot="chart"
                .picks=${'stretches'}
                .pickAxis=${1}
                .height=${kChartPixels}
                .label=${title}
                .description=${`${translate(language, 'distribution.description', {
                  column: attributeName(language, attribute),
                  customers: formatCount(language, look.customers),
                  bars: formatCount(language, look.counts.length),
                })} ${answer}`}
                .build=${guard(
                  // By content: a dragged threshold brings a new answer of the engine in every frame.
                  [JSON.stringify(look), language, filter, JSON.stringify(marks)],
                  () => (chart: Parameters<typeof distributionOption>[4]) =>
                    distributionOption(look, filter, marks, this.#words(language, attribute, look), chart),
                )}
                @pick=${(event: CustomEvent<AxisRange>) => this.#swept(look, event.detail)}
              ></loyalane-chart>`
        }
        ${this.#table(language, attribute, look, filter)}
        <div slot="note" class="stack">
          <p>${this.#facts(language, attribute, look).join(language === 'zh' ? '' : ' ')}</p>
          ${look.counts.length > 0 || filter ? this.#range(language, attribute, filter) : nothing}
        </div>
      </loyalane-chart-frame>
    `;
  }

  #select(language: Language, chosen: string): TemplateResult {
    return html`
      <label class="row">
        <span class="muted small">${translate(language, 'distribution.choose')}</span>
        <select @change=${(event: Event) => this.workbench.setAttribute((event.target as HTMLSelectElement).value)}>
          ${kAttributeGroups.map(
            (group) => html`
              <optgroup label=${translate(language, `distribution.${group}`)}>
                ${kAttributes
                  .filter((one) => one.group === group)
                  .map(
                    (one) => html`
                      <option value=${one.id} .selected=${one.id === chosen}>${attributeName(language, one)}</option>
                    `,
                  )}
              </optgroup>
            `,
          )}
        </select>
      </label>
    `;
  }

  #title(language: Language, attribute: Attribute): string {
    return translate(language, 'distribution.title', { column: attributeName(language, attribute) });
  }

  #answer(language: Language, attribute: Attribute, { figures, customers }: DistributionLook): string {
    if (!figures) return translate(language, 'distribution.subtitleNobody');
    const value = (of: number): string => figureText(language, attribute, of);
    if (figures.min === figures.max) {
      return translate(language, 'distribution.subtitleSame', {
        customers: formatCount(language, customers),
        value: value(figures.min),
      });
    }
    return translate(language, 'distribution.subtitle', {
      median: value(figures.median),
      p10: value(figures.p10),
      p90: value(figures.p90),
    });
  }

  /** What the drawing leaves out, as sentences. */
  #facts(language: Language, attribute: Attribute, look: DistributionLook): readonly string[] {
    const { figures, customers, missing, isLog } = look;
    const value = (of: number): string => figureText(language, attribute, of);
    const facts: string[] = [];
    if (figures) {
      facts.push(
        translateCount(language, 'distribution.figures', customers, {
          mean: value(figures.mean),
          min: value(figures.min),
          max: value(figures.max),
        }),
      );
    }
    if (missing > 0) {
      facts.push(translateCount(language, 'distribution.missing', missing));
    }
    if (isLog && figures) facts.push(translate(language, 'distribution.log'));
    return facts;
  }

  #marks(
    language: Language,
    attribute: Attribute,
    { figures }: DistributionLook,
    { thresholds }: SegmentSummary,
  ): readonly Mark[] {
    if (attribute.threshold) {
      const value = thresholds[attribute.threshold];
      const label = translate(language, 'distribution.threshold', { value: valueText(language, attribute, value) });
      return [{ value, label, kind: 'threshold' }];
    }
    if (!figures) return [];
    const label = translate(language, 'distribution.median', {
      value: figureText(language, attribute, figures.median),
    });
    return [{ value: figures.median, label, kind: 'figure' }];
  }

  #words(language: Language, attribute: Attribute, look: DistributionLook): DistributionWords {
    return {
      valueAxis: axisTitle(language, attribute),
      countAxis: translate(language, 'distribution.countAxis'),
      value: (value) => plainValue(language, attribute, value),
      count: (count) => formatCount(language, count),
      bar: (bar) =>
        translateCount(language, 'distribution.bar', look.counts[bar] ?? 0, {
          range: this.#barText(language, attribute, look, bar),
          share: formatShare(language, (look.counts[bar] ?? 0) / Math.max(1, look.customers)),
        }),
    };
  }

  #barText(language: Language, attribute: Attribute, { edges }: DistributionLook, bar: number): string {
    return translate(language, 'distribution.between', {
      from: plainValue(language, attribute, edges[bar] ?? 0),
      to: valueText(language, attribute, edges[bar + 1] ?? 0),
    });
  }

  #table(
    language: Language,
    attribute: Attribute,
    look: DistributionLook,
    filter: RangeFilter | null,
  ): TemplateResult | typeof nothing {
    if (look.counts.length === 0) return nothing;
    return html`
      <div slot="table">
        <table class="table">
          <caption class="muted">
            ${translate(language, 'distribution.lastIncludes')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${axisTitle(language, attribute)}</th>
              <th scope="col" class="numeric">${translate(language, 'distribution.columnCount')}</th>
              <th scope="col" class="numeric">${translate(language, 'distribution.columnShare')}</th>
              <th scope="col" class="no-print">${translate(language, 'distribution.columnFilter')}</th>
            </tr>
          </thead>
          <tbody>
            ${look.counts.map((count, bar) => {
              const range = this.#barText(language, attribute, look, bar);
              return html`
                <tr>
                  <th scope="row">${range}</th>
                  <td class="numeric">${formatCount(language, count)}</td>
                  <td class="numeric">${formatShare(language, count / Math.max(1, look.customers))}</td>
                  <td class="no-print">
                    <button
                      type="button"
                      class="quiet"
                      aria-pressed=${String(filter !== null && isBarInside(look, bar, filter))}
                      @click=${() => this.#chooseBars(look, bar, bar)}
                    >
                      ${translate(language, 'distribution.filterBar')}<span class="visually-hidden"> ${range}</span>
                    </button>
                  </td>
                </tr>
              `;
            })}
          </tbody>
        </table>
      </div>
    `;
  }

  #range(language: Language, attribute: Attribute, filter: RangeFilter | null): TemplateResult {
    const from = this.typed?.from ?? boundText(attribute, filter?.from ?? null);
    const to = this.typed?.to ?? boundText(attribute, filter?.to ?? null);
    const isBad = this.fault !== null;
    const field = (end: 'from' | 'to', value: string): TemplateResult => html`
      <label class="field">
        <span>${translate(language, `distribution.${end}`)}</span>
        <input
          type="text"
          inputmode="decimal"
          autocomplete="off"
          name=${end}
          .value=${live(value)}
          placeholder=${translate(language, 'distribution.open')}
          aria-invalid=${String(isBad)}
          aria-describedby=${isBad ? 'fault' : nothing}
          @input=${(event: Event) => {
            this.fault = null;
            this.typed = { from, to, [end]: (event.target as HTMLInputElement).value };
          }}
        />
      </label>
    `;
    return html`
      <form
        class="range no-print"
        @submit=${(event: Event) => {
          event.preventDefault();
          this.#apply(attribute, from, to);
        }}
      >
        ${field('from', from)} ${field('to', to)}
        <button type="submit">${translate(language, 'distribution.apply')}</button>
        ${
          filter
            ? html`<button type="button" class="quiet" @click=${() => this.#setRange(attribute.id, null, null)}>
                ${translate(language, 'distribution.clear')}
              </button>`
            : nothing
        }
        <p class="muted small">${translate(language, 'distribution.hint')}</p>
        <p id="fault" class="danger small" role="alert">
          ${this.fault ? translate(language, `distribution.${this.fault}`) : nothing}
        </p>
      </form>
    `;
  }

  #apply(attribute: Attribute, fromText: string, toText: string): void {
    const from = typedBound(attribute, fromText);
    const to = typedBound(attribute, toText);
    if (from === undefined || to === undefined) this.fault = 'notNumber';
    else if (from !== null && to !== null && from >= to) this.fault = 'wrongOrder';
    else this.#setRange(attribute.id, from, to);
  }

  #setRange(column: string, from: number | null, to: number | null): void {
    this.workbench.setFilter({ by: 'range', column, from, to });
  }

  #swept(look: DistributionLook, { from, to }: AxisRange): void {
    const { first, last } = barsBetween(look, from, to);
    this.#chooseBars(look, first, last);
  }

  /** Filters by a run of bars; the same run again drops the filter. */
  #chooseBars(look: DistributionLook, first: number, last: number): void {
    const range = rangeOfBars(look, first, last);
    const filter = rangeOf(this.#store.state.document.view.filters, look.column);
    const isSame = filter !== null && filter.from === range.from && filter.to === range.to;
    this.#setRange(look.column, isSame ? null : range.from, isSame ? null : range.to);
  }

  readonly #save = async (): Promise<void> => {
    const picture = await this.toPng();
    const { language, shown, result } = this.#store.state;
    const attribute = shown && attributeOf(shown.value.distribution.column);
    if (!picture || !attribute) return;
    const name = translate(language, 'distribution.file', { column: attributeName(language, attribute) });
    saveFile(picture, pictureName(name, result?.report.asOf));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-distribution-view': DistributionView;
  }
}
