// Everything about one customer, in a drawer: type and why, distances, attributes, figures, months, and the rows behind them. It
// follows the settings: what it shows is asked for again whenever the page shows another state.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { MonthChart } from '../../charts/month_series_chart.ts';
import { bestMonth, monthFigures, silentMonths } from '../../charts/month_series.ts';
import { pictureName, saveFile } from '../../ui/save_file.ts';
import '../../charts/month_series_chart.ts';
import { flagWord } from '../../i18n/customer_columns.ts';
import { formatCount } from '../../i18n/format.ts';
import { monthSeriesWords, type MonthSeriesWords } from '../../i18n/month_words.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import { problemText } from '../../state/problem_text.ts';
import type { Problem, Shown } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import '../../ui/chart_frame.ts';
import { copyText } from '../../ui/clipboard.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/drawer.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/problem_card.ts';
import '../../ui/type_mark.ts';
import { bodyStyles, cardBody, monthsTable, toldOf, typeName, type Told } from './card_body.ts';
import { SheetBeside } from './card_sheet.ts';
import { cardText } from './card_text.ts';
import { figuresOf } from './figures.ts';
import { customerAt, findPlace, placeAmong, type FetchWindow } from './neighbours.ts';
import './source_rows_view.ts';

const kMonthChartPixels = 220;
/** Of what the chart says above and below its drawing. */
const kLinePixels = 24;

/** Which customer under which state of the page. */
interface Wanted {
  readonly id: string;
  readonly shown: Shown;
}

@customElement('loyalane-customer-card')
export class CustomerCardView extends LitElement {
  static override styles = [
    controls,
    bodyStyles,
    css`
      .card-body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--care-space-3);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-2);
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-1) var(--care-space-2);
      }
      .who loyalane-type-mark {
        font-weight: 600;
      }
      button[aria-disabled='true'] {
        color: var(--care-text-muted);
        background: var(--care-surface-sunken);
        border-color: var(--care-line);
        cursor: not-allowed;
      }
      .loading {
        min-height: 60vh;
      }
      @media (max-width: 520px) {
        .top .word {
          display: none;
        }
        .top button {
          padding: 0 var(--care-space-2);
        }
        .top .grow {
          order: 1;
          flex-basis: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;

  /** What is shown; stays until the next one has come. */
  @state() private told: Told | null = null;
  @state() private problem: Problem | null = null;
  @state() private place: number | null = null;
  @state() private said = '';

  @query('loyalane-month-chart') private readonly monthChart!: MonthChart | null;

  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #sheet = new SheetBeside();
  #wanted: Wanted | null = null;
  #isReading = false;
  /** Where the customer stood in the table last, as far as anyone said. */
  #near: number | null = null;
  #monthWords: { readonly language: Language; readonly currency: string; readonly words: MonthSeriesWords } | null =
    null;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('loyalane-customer-place', this.#placeTold);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('loyalane-customer-place', this.#placeTold);
    this.#sheet.hide();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { customer, shown } = this.#store.state;
    if (customer === null || !shown) {
      this.#wanted = null;
      this.told = null;
      this.problem = null;
      this.place = null;
      this.said = '';
      return;
    }
    if (this.#wanted?.id === customer && this.#wanted.shown === shown) return;
    if (this.#wanted?.id !== customer) this.said = '';
    this.#wanted = { id: customer, shown };
    if (!this.#isReading) void this.#read();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { language, result } = this.#store.state;
    if (!this.told) this.#sheet.hide();
    else {
      const { asOf, window } = result?.report ?? { asOf: null, window: { from: null, to: null } };
      this.#sheet.show({
        language,
        told: this.told,
        note: translate(language, 'card.note', {
          asOf: asOf ?? translate(language, 'card.none'),
          from: window.from ?? translate(language, 'card.none'),
          to: window.to ?? translate(language, 'card.none'),
        }),
      });
    }
  }

  override render(): TemplateResult {
    const { language, customer } = this.#store.state;
    const { told } = this;
    const card = told?.card;
    return html`<loyalane-drawer
      size="wide"
      .open=${customer !== null}
      .heading=${card ? card.name || card.id : translate(language, 'card.title')}
      @close=${() => this.workbench.openCustomer(null)}
    >
      ${
        customer === null
          ? nothing
          : html`<div class="card-body">
              ${this.problem ? this.#failure(language, this.problem) : nothing}
              ${told ? this.#content(language, told) : nothing}
              ${
                !told && !this.problem
                  ? html`<p class="muted loading" role="status">${translate(language, 'card.loading')}</p>`
                  : nothing
              }
            </div>`
      }
    </loyalane-drawer>`;
  }

  #content(language: Language, told: Told): TemplateResult {
    const { card, units } = told;
    return html`
      <div class="who">
        <loyalane-type-mark .type=${card.type} .label=${typeName(language, told, card.type)}></loyalane-type-mark>
        ${card.flags.map((flag) => html`<span class="tag">${flagWord(language, flag)}</span>`)}
        <span class="muted">${translate(language, 'card.code')} ${card.id}</span>
      </div>
      ${this.#top(language, told)} ${cardBody(language, told)}
      ${card.months.length > 0 ? this.#months(language, told) : nothing}
      <loyalane-source-rows
        .workbench=${this.workbench}
        .customer=${card.id}
        .amount=${card.values.amount ?? ''}
        .currency=${units.currency}
      ></loyalane-source-rows>
    `;
  }

  #top(language: Language, told: Told): TemplateResult {
    const { place } = this;
    const total = this.#store.state.shown?.value.table.total ?? 0;
    const step = (by: -1 | 1, name: 'card.previous' | 'card.next'): TemplateResult => {
      const isPossible = place !== null && place + by >= 0 && place + by < total;
      // Stays reachable at the ends, so that the keyboard does not lose its place.
      return html`<button
        type="button"
        data-step=${by}
        aria-disabled=${isPossible ? 'false' : 'true'}
        @click=${() => void this.#go(by)}
      >
        ${by < 0 ? icon('arrow-left') : nothing} ${translate(language, name)} ${by > 0 ? icon('arrow-right') : nothing}
      </button>`;
    };
    const tool = (name: 'copy' | 'print', key: 'card.copy' | 'card.print', act: () => void): TemplateResult => {
      const label = translate(language, key);
      return html`<button type="button" data-tool=${name} aria-label=${label} title=${label} @click=${act}>
        ${icon(name)} <span class="word">${label}</span>
      </button>`;
    };
    return html`<div class="top no-print">
      ${step(-1, 'card.previous')} ${step(1, 'card.next')}
      <span class="small muted grow" role="status">
        <span class="visually-hidden">${told.card.name || told.card.id},</span>
        ${
          this.said !== ''
            ? this.said
            : place === null
              ? translate(language, 'card.notInTable')
              : translate(language, 'card.place', {
                  place: formatCount(language, place + 1),
                  total: formatCount(language, total),
                })
        }
      </span>
      ${tool('copy', 'card.copy', () => void this.#copy(language, told))} ${tool('print', 'card.print', () => print())}
    </div>`;
  }

  #months(language: Language, told: Told): TemplateResult {
    const { card, units } = told;
    const span = this.#store.state.result?.report.window ?? { from: null, to: null };
    const words = this.#wordsOf(language, units.currency);
    const figures = monthFigures(card.months, span);
    const isPartial = figures.some((month) => month.isPartial);
    return html`<loyalane-chart-frame
      define="months"
      .heading=${translate(language, 'card.monthsOf', { count: formatCount(language, card.months.length) })}
      .subtitle=${words.subtitle(bestMonth(figures), silentMonths(figures))}
      .height=${kMonthChartPixels + (isPartial ? 2 : 1) * kLinePixels}
      @png=${() => void this.#savePng(language, told)}
    >
      <loyalane-month-chart
        slot="chart"
        .months=${card.months}
        .from=${span.from}
        .to=${span.to}
        .words=${words}
        .height=${kMonthChartPixels}
      ></loyalane-month-chart>
      <div slot="table">${monthsTable(language, told)}</div>
    </loyalane-chart-frame>`;
  }

  #wordsOf(language: Language, currency: string): MonthSeriesWords {
    if (this.#monthWords?.language !== language || this.#monthWords.currency !== currency)
      this.#monthWords = { language, currency, words: monthSeriesWords(language, currency) };
    return this.#monthWords.words;
  }

  #failure(language: Language, problem: Problem): TemplateResult {
    const { id, place, sentence, remedy } = problemText(language, problem);
    return html`<loyalane-problem-card
      role="alert"
      .problemId=${id}
      .place=${place}
      .sentence=${sentence}
      .remedy=${remedy}
      .remedyLabel=${translate(language, 'message.remedy')}
    ></loyalane-problem-card>`;
  }

  /** One question at a time; while it is open, only the newest wish waits. */
  async #read(): Promise<void> {
    this.#isReading = true;
    for (let wanted = this.#wanted, done: Wanted | null = null; wanted && wanted !== done; wanted = this.#wanted) {
      const { id, shown } = wanted;
      try {
        const card = await this.workbench.customerCard(id);
        // Another customer, or none, is wanted by now; another state of the same one is shown on its way.
        if (this.#wanted?.id === id) {
          const currency = this.#store.state.result?.report.currency ?? '';
          this.told = toldOf(card, shown.value, shown.request.settings, currency);
          this.problem = null;
          void this.#findPlace(wanted);
        }
      } catch (reason) {
        if (this.#wanted?.id === id) {
          this.told = null;
          this.problem = problemOf(reason);
        }
      }
      done = wanted;
    }
    this.#isReading = false;
  }

  /** The table says where a customer stands that is opened in it. */
  readonly #placeTold = (event: Event): void => {
    if (event instanceof CustomEvent) this.#near = (event.detail as { place: number }).place;
  };

  readonly #fetchWindow: FetchWindow = (offset, limit) => this.workbench.customerWindow(offset, limit);

  async #findPlace(wanted: Wanted): Promise<void> {
    const { id, shown } = wanted;
    const { columns, offset } = shown.request.table;
    const near = placeAmong(id, columns.indexOf('customer_id'), shown.value.table.rows, offset);
    const place = near ?? (await findPlace(id, this.#near, this.#fetchWindow).catch(() => null));
    if (this.#wanted !== wanted) return;
    this.place = place;
    if (place !== null) this.#near = place;
  }

  async #go(by: -1 | 1): Promise<void> {
    if (this.place === null) return;
    const place = this.place + by;
    const id = await customerAt(place, this.#fetchWindow).catch(() => null);
    if (id === null || this.place !== place - by) return;
    this.place = place;
    this.#near = place;
    this.workbench.openCustomer(id);
  }

  async #copy(language: Language, told: Told): Promise<void> {
    const text = cardText(language, {
      card: told.card,
      typeName: typeName(language, told, told.card.type),
      places: told.places,
      figures: figuresOf(language, told.card, told.units.currency),
      units: told.units,
    });
    const isCopied = await copyText(Promise.resolve(text)).then(
      () => true,
      () => false,
    );
    this.said = translate(language, isCopied ? 'card.copied' : 'card.copyFailed');
  }

  async #savePng(language: Language, { card }: Told): Promise<void> {
    const chart = this.monthChart;
    const { result } = this.#store.state;
    const name = card.name || card.id;
    const picture = await chart?.toPng({
      title: `${name} · ${translate(language, 'card.months')}`,
      subtitle: chart.sentence,
      notes: result?.report.asOf ? [translate(language, 'card.asOf', { asOf: result.report.asOf })] : [],
    });
    if (picture) saveFile(picture, pictureName(name, translate(language, 'card.months'), result?.report.asOf));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-customer-card': CustomerCardView;
  }
}
