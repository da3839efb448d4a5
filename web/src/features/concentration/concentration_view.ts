// How much of the revenue the best customers hold: the curve, the top group, the Gini coefficient, and classes A, B, C as filters.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import '../../charts/chart.ts';
import type { AxisRange, Chart } from '../../charts/chart.ts';
import { classAt, classBands, paretoOption, type AbcId } from '../../charts/options/pareto_option.ts';
import { pictureName, saveFile } from '../../ui/save_file.ts';
import type { AbcLook, EngineError, Filter, Settings } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatFixed, formatShare } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import { resultNotes } from '../../state/result_notes.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import '../../ui/chart_frame.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/empty.ts';
import '../../ui/info.ts';

const kChartPixels = 340;

const chosenClasses = (filters: readonly Filter[]): readonly AbcId[] =>
  filters.find((filter) => filter.by === 'abc_class')?.is ?? [];

@customElement('loyalane-concentration-view')
export class ConcentrationView extends LitElement {
  static override styles = [
    controls,
    css`
      .classes {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
        gap: var(--care-space-2);
      }
      .class {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: var(--care-space-1) var(--care-space-2);
        height: auto;
        padding: var(--care-space-2);
        text-align: left;
        white-space: normal;
      }
      .class .letter {
        display: grid;
        place-items: center;
        width: 24px;
        height: 24px;
        border-radius: var(--care-radius);
        font-weight: 600;
      }
      .letter.A {
        background: var(--care-ramp-5);
        color: var(--care-ramp-text-5);
      }
      .letter.B {
        background: var(--care-ramp-3);
        color: var(--care-ramp-text-3);
      }
      .letter.C {
        background: var(--care-ramp-1);
        color: var(--care-ramp-text-1);
      }
      .class > :last-child {
        grid-column: 1 / -1;
      }
      .class[aria-pressed='true'] {
        border-color: var(--care-accent);
        background: var(--care-surface-selected);
        box-shadow: inset 0 0 0 1px var(--care-accent);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-3);
        align-items: center;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  @query('loyalane-chart') private readonly chart!: Chart | null;

  /** The chart as a picture with title, as-of date and window; null while there is none. */
  async toPng(): Promise<Blob | null> {
    const { language, shown } = this.#store.state;
    if (!shown || !('value' in shown.value.abc)) return null;
    const { value } = shown.value.abc;
    return (
      (await this.chart?.toPng({
        title: this.#title(language, value),
        subtitle: this.#answer(language, value),
        notes: [...this.#facts(language, value), ...resultNotes(this.#store.state, true)],
      })) ?? null
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { language, shown, document } = this.#store.state;
    if (!shown) return nothing;
    const { abc } = shown.value;
    if ('error' in abc) return this.#problem(language, abc.error);
    const look = abc.value;
    const chosen = chosenClasses(document.view.filters);
    const title = this.#title(language, look);
    return html`
      <loyalane-chart-frame
        .heading=${title}
        .subtitle=${this.#answer(language, look)}
        .define=${'top_share'}
        .height=${kChartPixels}
        @png=${this.#save}
      >
        <loyalane-chart
          slot="chart"
          .picks=${'places'}
          .height=${kChartPixels}
          .label=${title}
          .description=${this.#description(language, look)}
          .build=${guard(
            // By content: a dragged threshold brings a new answer of the engine in every frame, with the same curve.
            [JSON.stringify(look), language, chosen.join()],
            () => (chart: Parameters<typeof paretoOption>[3]) =>
              paretoOption(look, chosen, this.#words(language, look), chart),
          )}
          @pick=${(event: CustomEvent<AxisRange>) => this.#pressed(look, event.detail)}
        ></loyalane-chart>
        ${this.#table(language, look)}
        <div slot="note" class="stack">${this.#classes(language, look, shown.request.settings, chosen)}</div>
      </loyalane-chart-frame>
    `;
  }

  #title(language: Language, { topPercent }: AbcLook): string {
    return translate(language, 'concentration.title', { percent: percentText(language, topPercent) });
  }

  #answer(language: Language, look: AbcLook): string {
    if (look.customersCounted === 0) return translate(language, 'concentration.subtitleNobody');
    return translate(language, 'concentration.subtitle', {
      percent: percentText(language, look.topPercent),
      customers: formatCount(language, look.topCustomers),
      share: formatShare(language, look.topShare),
    });
  }

  #description(language: Language, look: AbcLook): string {
    return translate(language, 'concentration.description', {
      customers: formatCount(language, look.customersCounted),
      percent: percentText(language, look.topPercent),
      share: formatShare(language, look.topShare),
      for80: formatCount(language, look.customersFor80),
      for80Share: formatShare(language, look.customersFor80Share),
      gini: formatFixed(language, look.gini, 3),
    });
  }

  #words(language: Language, look: AbcLook): Parameters<typeof paretoOption>[2] {
    const share = (value: number): string => formatShare(language, value);
    return {
      customersAxis: translate(language, 'concentration.customersAxis'),
      valueAxis: translate(language, 'concentration.valueAxis'),
      equal: translate(language, 'concentration.equal'),
      top: translate(language, 'concentration.top', {
        percent: percentText(language, look.topPercent),
        share: share(look.topShare),
      }),
      tick: (value) => percentText(language, value * 100),
      at: (customers, customerShare, valueShare) =>
        translate(language, 'concentration.at', {
          customers: formatCount(language, customers),
          customerShare: share(customerShare),
          valueShare: share(valueShare),
        }),
    };
  }

  /** "312 customers bring in 80 %" and the Gini coefficient, as sentences. */
  #facts(language: Language, look: AbcLook): readonly string[] {
    if (look.customersCounted === 0) return [];
    return [
      translate(language, 'concentration.for80', {
        customers: formatCount(language, look.customersFor80),
        share: formatShare(language, look.customersFor80Share),
      }),
      translate(language, 'concentration.gini', { gini: formatFixed(language, look.gini, 3) }),
    ];
  }

  #classes(language: Language, look: AbcLook, settings: Settings, chosen: readonly AbcId[]): TemplateResult {
    const a = percentText(language, settings.abc.a_percent);
    const b = percentText(language, settings.abc.b_percent);
    const names: Readonly<Record<AbcId, string>> = {
      A: translate(language, 'concentration.classA', { to: a }),
      B: translate(language, 'concentration.classB', { from: a.replace('%', ''), to: b }),
      C: translate(language, 'concentration.classC'),
    };
    const [for80 = '', gini = ''] = this.#facts(language, look);
    return html`
      <div class="facts">
        <span>${for80}</span>
        <span>
          ${gini}
          <span class="muted small">${translate(language, 'concentration.giniHint')}</span>
          <loyalane-info of="gini" .label=${gini}></loyalane-info>
        </span>
      </div>
      <div class="classes" role="group" aria-label=${translate(language, 'concentration.classes')}>
        ${look.classes.map(
          ({ id, customers, valueShare }) => html`
            <button
              type="button"
              class="class"
              data-class=${id}
              aria-pressed=${String(chosen.includes(id))}
              @click=${() => this.#toggle(id)}
            >
              <span class="letter ${id}" aria-hidden="true">${id}</span>
              <span>${names[id]}</span>
              <span class="muted small">
                ${translateCount(language, 'concentration.classCount', customers, { share: formatShare(language, valueShare) })}
              </span>
            </button>
          `,
        )}
      </div>
      <p class="muted small no-print">
        ${translate(language, 'concentration.hint')} ${translate(language, 'concentration.all')}
        <loyalane-info of="abc" .label=${translate(language, 'concentration.classes')}></loyalane-info>
      </p>
    `;
  }

  #table(language: Language, look: AbcLook): TemplateResult {
    return html`
      <div slot="table">
        <table class="table">
          <caption class="visually-hidden">
            ${translate(language, 'concentration.table')}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="numeric">${translate(language, 'concentration.columnCustomers')}</th>
              <th scope="col" class="numeric">${translate(language, 'concentration.columnCustomerShare')}</th>
              <th scope="col" class="numeric">${translate(language, 'concentration.columnValueShare')}</th>
            </tr>
          </thead>
          <tbody>
            ${look.curve.map(
              ({ customers, customerShare, valueShare }) => html`
                <tr>
                  <th scope="row" class="numeric">${formatCount(language, customers)}</th>
                  <td class="numeric">${formatShare(language, customerShare)}</td>
                  <td class="numeric">${formatShare(language, valueShare)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #problem(language: Language, error: EngineError): TemplateResult {
    const { sentence, remedy } = problemText(language, { from: 'engine', error });
    return html`<section class="card">
      <loyalane-empty .icon=${'chart'} .heading=${sentence} .text=${remedy}></loyalane-empty>
    </section>`;
  }

  #pressed(look: AbcLook, { from }: AxisRange): void {
    const id = classAt(classBands(look), from);
    if (id !== null) this.#toggle(id);
  }

  #toggle(id: AbcId): void {
    const chosen = chosenClasses(this.#store.state.document.view.filters);
    this.workbench.setFilter({
      by: 'abc_class',
      is: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].sort(),
    });
  }

  readonly #save = async (): Promise<void> => {
    const picture = await this.toPng();
    const { language, result } = this.#store.state;
    const name = translate(language, 'concentration.file');
    if (picture) saveFile(picture, pictureName(name, result?.report.asOf));
  };
}

/** 20 → 20%, 12.5 → 12.5% */
const percentText = (language: Language, percent: number): string => `${formatFigure(language, percent, 1)}%`;

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-concentration-view': ConcentrationView;
  }
}
