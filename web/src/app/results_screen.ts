// The third step: figures, map, types, charts and customers of the result, all out of one look (state.shown), so that they agree.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../i18n/format.ts';
import { translate } from '../i18n/translate.ts';
import { problemText } from '../state/problem_text.ts';
import { StoreController } from '../state/store.ts';
import type { State } from '../state/state.ts';
import type { Workbench } from '../state/workbench.ts';
import { controls } from '../ui/controls.ts';
import '../ui/empty.ts';
import '../features/concentration/concentration_view.ts';
import '../features/customers/customers_view.ts';
import '../features/customers/filter_bar.ts';
import '../features/distribution/distribution_view.ts';
import '../features/figures/figures_view.ts';
import '../features/issues/issue_list.ts';
import '../features/issues/totals_view.ts';
import '../features/map/map_view.ts';
import '../features/rfm/rfm_view.ts';
import '../features/settings/settings_view.ts';
import '../features/types/types_view.ts';
import '../features/who/who_view.ts';

/** The engine's own limit below which quantiles say nothing (docs/formulas/rfm.md). */
const kCustomersToJudge = 25;
/** A new result comes in so many steps, top first, each a short task of its own: all at once they would hold up the page. */
const kSteps = 5;

@customElement('loyalane-results-screen')
export class ResultsScreen extends LitElement {
  static override styles = [
    controls,
    css`
      .heading {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: var(--care-space-3);
        align-items: start;
      }
      .charts {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--care-space-3);
        align-items: start;
      }
      /* While a threshold is dragged each part lays itself out alone. */
      .stack > *,
      .charts > *,
      .pair > * {
        contain: layout style;
      }
      /* What opens over its neighbours stands above them. */
      .stack > :focus-within,
      .charts > :focus-within,
      .pair > :focus-within {
        position: relative;
        z-index: 1;
      }
      .waiting {
        min-height: 60vh;
      }
      .notices li {
        overflow-wrap: anywhere;
      }
      @media (max-width: 1000px) {
        .pair,
        .charts {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  /** How many steps of the result are on the screen. */
  @state() private stepsShown = 1;
  #next: ReturnType<typeof setTimeout> | undefined;
  #isWhole: (() => void) | null = null;
  #whole: Promise<void> = Promise.resolve();

  /** Resolves when all of the newest result is on the screen. */
  get whole(): Promise<void> {
    return this.#whole;
  }

  get #isResultShown(): boolean {
    const { result, shown } = this.#store.state;
    return result !== null && shown?.generation === result.generation;
  }

  protected override willUpdate(): void {
    if (this.#isResultShown || this.#isWhole) return;
    this.stepsShown = 1;
    this.#whole = new Promise((done) => (this.#isWhole = done));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#isResultShown || this.#next !== undefined) return;
    if (this.stepsShown === kSteps) {
      this.#isWhole?.();
      this.#isWhole = null;
      return;
    }
    this.#next = setTimeout(() => {
      this.#next = undefined;
      ++this.stepsShown;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#next);
    this.#next = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** The charts as pictures for paper, in reading order; those that cannot be had are left out. Charts read their colours when they
   *  are asked, so the light theme holds for just that long: nothing of it is painted. */
  async pictures(): Promise<readonly Blob[]> {
    const views = this.renderRoot.querySelectorAll<HTMLElement & { toPng(): Promise<Blob | null> }>(
      'loyalane-map-view, loyalane-rfm-view, loyalane-concentration-view',
    );
    const { dataset } = document.documentElement;
    const { theme } = dataset;
    dataset.theme = 'light';
    const making = [...views].map((view) => view.toPng().catch(() => null));
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
    return (await Promise.all(making)).filter((picture) => picture !== null);
  }

  override render(): TemplateResult | typeof nothing {
    const { language, result, shown, lookProblem } = this.#store.state;
    const { workbench } = this;
    if (!result) {
      return html`
        <loyalane-empty
          icon="chart"
          .heading=${translate(language, 'segment.empty')}
          .text=${translate(language, 'segment.emptyHint')}
        >
          <button class="primary" type="button" @click=${() => workbench.go('import')}>
            ${translate(language, 'segment.goImport')}
          </button>
        </loyalane-empty>
      `;
    }
    if (shown?.generation !== result.generation) {
      return lookProblem
        ? this.#problem(this.#store.state)
        : html`<p class="card waiting muted" role="status">${translate(language, 'results.loading')}</p>`;
    }
    const { window: span, asOf } = result.report;
    return html`
      <div class="stack">
        <div class="heading">
          <div>
            <h1>${translate(language, 'results.title')}</h1>
            <p class="muted">
              ${
                span.from !== null && span.to !== null
                  ? translate(language, 'segment.window', { from: span.from, to: span.to })
                  : nothing
              }
              ${asOf === null ? nothing : html`· ${translate(language, 'results.asOf', { day: asOf })}`}
            </p>
          </div>
          <button class="primary" type="button" data-go="export" @click=${() => workbench.go('export')}>
            ${translate(language, 'results.next')}
          </button>
        </div>
        ${lookProblem ? this.#problem(this.#store.state) : nothing}
        <loyalane-filter-bar .workbench=${workbench}></loyalane-filter-bar>
        <loyalane-figures-view .workbench=${workbench}></loyalane-figures-view>
        ${this.#notices(this.#store.state)}
        ${
          this.stepsShown > 1
            ? html`
                <div class="pair">
                  <loyalane-map-view .workbench=${workbench}></loyalane-map-view>
                  <loyalane-types-view .workbench=${workbench}></loyalane-types-view>
                </div>
              `
            : nothing
        }
        ${
          this.stepsShown > 2
            ? html`
                <loyalane-settings-view .workbench=${workbench}></loyalane-settings-view>
                <div class="charts">
                  <loyalane-rfm-view .workbench=${workbench}></loyalane-rfm-view>
                  <loyalane-concentration-view .workbench=${workbench}></loyalane-concentration-view>
                </div>
              `
            : nothing
        }
        ${
          this.stepsShown > 3
            ? html`
                <loyalane-distribution-view .workbench=${workbench}></loyalane-distribution-view>
                <loyalane-customers-view .workbench=${workbench}></loyalane-customers-view>
              `
            : nothing
        }
        ${
          this.stepsShown > 4
            ? html`
                <loyalane-who-view .workbench=${workbench}></loyalane-who-view>
                <loyalane-totals-view .workbench=${workbench}></loyalane-totals-view>
                <loyalane-issue-list .workbench=${workbench}></loyalane-issue-list>
              `
            : nothing
        }
      </div>
    `;
  }

  #problem({ language, lookProblem }: State): TemplateResult | typeof nothing {
    if (!lookProblem) return nothing;
    const { id, sentence, remedy } = problemText(language, lookProblem);
    return html`
      <p class="card warning" role="alert">
        ${translate(language, 'results.problem')} ${sentence} ${remedy} <span class="small">${id}</span>
      </p>
    `;
  }

  #notices({ language, shown }: State): TemplateResult | typeof nothing {
    const { notices = [], customers = 0 } = shown?.value.summary ?? {};
    const isFew = customers < kCustomersToJudge;
    if (notices.length === 0 && !isFew) return nothing;
    return html`
      <section class="card notices">
        <h2 class="warning">${translate(language, 'segment.notices')}</h2>
        <ul>
          ${isFew ? html`<li>${translate(language, 'results.few', { count: formatCount(language, customers) })}</li>` : nothing}
          ${notices.map((error) => {
            const { id, sentence, remedy } = problemText(language, { from: 'engine', error });
            return html`<li>${sentence} ${remedy} <span class="small muted">${id}</span></li>`;
          })}
        </ul>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-results-screen': ResultsScreen;
  }
}
