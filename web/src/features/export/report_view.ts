// The result as a document for paper: A4 upright, black on white. What was found, by which rules, out of which files, and what the
// words mean, so that it can be read without the page.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImportReport, SegmentSummary, TypeId, TypeSummary } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatMoney, formatShare } from '../../i18n/format.ts';
import { issueTitle } from '../../i18n/issue_title.ts';
import { translateCount } from '../../i18n/plural.ts';
import { languageTags, pick, textOf, textOr, translate, type Key, type Language } from '../../i18n/translate.ts';
import { typePlans } from '../../i18n/type_plans.ts';
import { StoreController } from '../../state/store.ts';
import type { Shown, State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/share_bar.ts';
import '../../ui/type_mark.ts';
import { ruleSentences } from './report_rules.ts';
import { reportStyles } from './report_styles.ts';

/** The order of the matrix, most valuable first. */
const kTypes: readonly TypeId[] = ['core', 'contested', 'loyal', 'general'];
const kTerms = ['cv', 'ac', 'interval', 'borderline', 'provisional', 'dormant', 'coverage', 'top_share'] as const;
/** Causes of excluded rows that are named; the rest is summed up. */
const kCausesShown = 6;

/** A currency as it stands behind or in front of an amount. */
const currencyWord = (language: Language, currency: string): string =>
  language === 'zh' && currency === 'CNY' ? '元' : currency;

@customElement('loyalane-report-view')
export class ReportView extends LitElement {
  static override styles = [controls, reportStyles];

  @property({ attribute: false }) workbench!: Workbench;
  /** Pictures of the charts, in reading order; each carries its own title and notes. */
  @property({ attribute: false }) pictures: readonly Blob[] = [];
  @state() private addresses: readonly string[] = [];
  readonly #store = new StoreController(this, () => this.workbench.store);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
    this.addresses = [];
  }

  /** Resolves when everything that will be printed is drawn. */
  async whole(): Promise<void> {
    await this.updateComplete;
    await Promise.all(
      [...this.renderRoot.querySelectorAll('img')].map((image) => image.decode().catch(() => undefined)),
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('pictures')) return;
    this.#release();
    this.addresses = this.pictures.map((picture) => URL.createObjectURL(picture));
  }

  override render(): TemplateResult | typeof nothing {
    const { state } = this.#store;
    const { language, result, shown, document } = state;
    if (!result) return nothing;
    const { report } = result;
    const isShown = shown?.generation === result.generation;
    const summary = isShown ? shown.value.summary : result.summary;
    const settings = (isShown ? shown.request.settings : null) ?? document.settings;
    return html`
      <article lang=${languageTags[language]}>
        ${this.#head(state, report)} ${this.#lead(language, summary, report)}
        <section class="whole">
          <h2>${translate(language, 'export.report.figures')}</h2>
          ${this.#figures(language, summary, report, isShown ? shown : null)}
        </section>
        <section class="whole">
          <h2>${translate(language, 'export.report.types')}</h2>
          ${this.#types(language, summary, report)}
        </section>
        <h2>${translate(language, 'export.report.plans')}</h2>
        <div class="plans">${kTypes.map((id) => this.#plan(language, summary, id))}</div>
        ${
          this.addresses.length > 0
            ? html`<h2>${translate(language, 'export.report.charts')}</h2>
                ${this.addresses.map(
                  (address, at) =>
                    html`<figure>
                      <img
                        src=${address}
                        alt=${translate(language, 'export.report.chart', { number: String(at + 1) })}
                      />
                    </figure>`,
                )}`
            : nothing
        }
        <section class="whole">
          <h2>${translate(language, 'export.report.rules')}</h2>
          <ul class="sentences">
            ${ruleSentences(language, summary, settings).map((sentence) => html`<li>${sentence}</li>`)}
          </ul>
        </section>
        <h2>${translate(language, 'export.report.data')}</h2>
        ${this.#data(state, report)}
        <section class="whole">
          <h2>${translate(language, 'export.report.terms')}</h2>
          <dl class="terms">
            ${kTerms.map(
              (term) => html`
                <dt>${translate(language, `export.term.${term}`)}</dt>
                <dd>${translate(language, `export.define.${term}`)}</dd>
              `,
            )}
          </dl>
        </section>
        <footer>${translate(language, 'export.report.made')}</footer>
      </article>
    `;
  }

  #release(): void {
    for (const address of this.addresses) URL.revokeObjectURL(address);
  }

  #head({ language, result }: State, { asOf, window: span }: ImportReport): TemplateResult {
    const printed = new Intl.DateTimeFormat(languageTags[language], { dateStyle: 'long' }).format(new Date());
    const parts = [
      asOf === null ? '' : translate(language, 'export.asOf', { day: asOf }),
      span.from === null || span.to === null
        ? ''
        : translate(language, 'segment.window', { from: span.from, to: span.to }),
      translate(language, 'export.report.printed', { day: printed }),
    ];
    return html`
      <header>
        <h1>${translate(language, 'export.report')}</h1>
        <p class="sub">${parts.filter((part) => part !== '').join(' · ')}</p>
        ${result?.isSample ? html`<p class="sample">${translate(language, 'export.report.sample')}</p>` : nothing}
      </header>
    `;
  }

  /** The answer in a sentence or two. */
  #lead(
    language: Language,
    { types, customers }: SegmentSummary,
    { amountUsed, currency }: ImportReport,
  ): TemplateResult {
    const core = types.find(({ id }) => id === 'core');
    const contested = types.find(({ id }) => id === 'contested');
    const count = (value: number | undefined): string => formatCount(language, value ?? 0);
    const share = (type: TypeSummary | undefined): string =>
      type === undefined || type.amountShare === null ? '–' : formatShare(language, type.amountShare);
    return html`<p class="lead">
      ${translate(language, 'export.report.lead', {
        customers: count(customers),
        core: count(core?.count),
        coreShare: share(core),
        contested: count(contested?.count),
        contestedShare: share(contested),
      })}${
        // Directly behind the sentence: Chinese has no space there, English brings its own.
        currency === ''
          ? nothing
          : translate(language, 'export.report.leadAmount', { amount: formatMoney(language, amountUsed, currency) })
      }
    </p>`;
  }

  #figures(language: Language, summary: SegmentSummary, report: ImportReport, shown: Shown | null): TemplateResult {
    const named = (label: string, value: string): TemplateResult => html`
      <div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>
    `;
    const figure = (label: Key, value: string): TemplateResult => named(textOr(language, label, label), value);
    const count = (value: number): string => formatCount(language, value);
    const abc = shown && 'value' in shown.value.abc ? shown.value.abc.value : null;
    return html`
      <dl class="figures">
        ${figure('segment.customers', count(summary.customers))} ${figure('segment.active', count(summary.active))}
        ${figure('segment.dormant', count(summary.dormant))} ${figure('export.report.new', count(summary.new))}
        ${figure('segment.provisional', count(summary.provisional))}
        ${figure('segment.borderline', count(summary.borderline))}
        ${
          abc
            ? named(
                translate(language, 'export.report.top', { percent: formatFigure(language, abc.topPercent) }),
                formatShare(language, abc.topShare),
              )
            : nothing
        }
        ${
          report.currency === ''
            ? nothing
            : named(
                translate(language, 'export.report.amountIn', { currency: currencyWord(language, report.currency) }),
                formatMoney(language, report.amountUsed, null),
              )
        }
      </dl>
    `;
  }

  #types(language: Language, { types }: SegmentSummary, { currency }: ImportReport): TemplateResult {
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col">${translate(language, 'column.type')}</th>
            <th scope="col" class="numeric">${translate(language, 'segment.customers')}</th>
            <th scope="col">${translate(language, 'export.report.share')}</th>
            <th scope="col" class="numeric">${translate(language, 'export.report.typeAmount')}</th>
            <th scope="col" class="numeric">${translate(language, 'export.report.amountShare')}</th>
          </tr>
        </thead>
        <tbody>
          ${kTypes.map((id) => {
            const type = types.find((one) => one.id === id);
            return type
              ? html`
                  <tr>
                    <th scope="row">
                      <loyalane-type-mark .type=${id} .label=${pick(language, type)}></loyalane-type-mark>
                    </th>
                    <td class="numeric">${formatCount(language, type.count)}</td>
                    <td>
                      ${translate(language, 'export.report.interval', {
                        share: formatShare(language, type.share),
                        low: formatShare(language, type.shareLow),
                        high: formatShare(language, type.shareHigh),
                      })}
                      <loyalane-share-bar
                        .share=${type.share}
                        .low=${type.shareLow}
                        .high=${type.shareHigh}
                      ></loyalane-share-bar>
                    </td>
                    <td class="numeric">
                      ${type.amountShare === null ? '–' : formatMoney(language, type.amount, currency)}
                    </td>
                    <td class="numeric">
                      ${type.amountShare === null ? '–' : formatShare(language, type.amountShare)}
                    </td>
                  </tr>
                `
              : nothing;
          })}
        </tbody>
      </table>
    `;
  }

  #plan(language: Language, { types }: SegmentSummary, id: TypeId): TemplateResult | typeof nothing {
    const type = types.find((one) => one.id === id);
    if (!type) return nothing;
    const { aim, contact, reports, content } = typePlans[id];
    return html`
      <section class="plan">
        <h3>
          <loyalane-type-mark .type=${id} .label=${pick(language, type)}></loyalane-type-mark>
          · ${translateCount(language, 'export.report.count', type.count)} · ${textOf(language, aim)}
        </h3>
        <p>
          ${translate(language, 'export.report.contact', {
            contact: textOf(language, contact),
            reports: textOf(language, reports),
          })}
        </p>
        <ul class="sentences">
          ${content.map((key) => html`<li>${textOf(language, key)}</li>`)}
        </ul>
      </section>
    `;
  }

  #data({ language, catalogue }: State, { sources, rowsIn, used, excluded }: ImportReport): TemplateResult {
    const count = (value: number): string => formatCount(language, value);
    const kind = (dataset: string): string => {
      const found = catalogue?.datasets.find(({ id }) => id === dataset);
      return found ? pick(language, found) : dataset;
    };
    const causes = excluded.slice(0, kCausesShown);
    return html`
      <p>
        ${translate(language, 'totals.rows', { rowsIn: count(rowsIn), used: count(used), excluded: count(rowsIn - used) })}
      </p>
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
                <td>${kind(source.dataset)}</td>
                <td class="numeric">${count(source.rowsIn)}</td>
                <td class="numeric">${count(source.used)}</td>
                <td class="numeric">${count(source.excluded)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      ${
        causes.length > 0
          ? html`<p>${translate(language, 'export.report.causes')}</p>
              <ul class="sentences">
                ${causes.map(
                  (cause) =>
                    html`<li>
                      ${translate(language, 'export.report.cause', {
                        cause: issueTitle(language, cause),
                        count: count(cause.count),
                      })}
                    </li>`,
                )}
                ${excluded.length > causes.length ? html`<li>${translate(language, 'export.report.moreCauses')}</li>` : nothing}
              </ul>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-report-view': ReportView;
  }
}
