// The selects for how one file is read: what it is, which sheet, where its header stands, and what dates and amounts mean. `probe` is null
// when the file could not be looked at; then nothing is detected.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FileProbe, ProbeOverrides } from '../../engine/protocol.ts';
import { translateCount } from '../../i18n/plural.ts';
import { pick, textOr, translate, type Key } from '../../i18n/translate.ts';
import { isDatasetAsked } from '../../state/choice.ts';
import type { Choice, Source, State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { mappingWith } from './answering.ts';
import { kCurrencies } from './currency_marks.ts';

/** Encodings and delimiters that the user can choose, as the engine spells them. */
const kEncodings: readonly (readonly [value: string, label: string])[] = [
  ['utf-8', 'UTF-8'],
  ['gb18030', 'GB18030 / GBK'],
  ['big5', 'Big5'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
  ['windows-1252', 'Windows-1252'],
];
const kDelimiters: readonly (readonly [value: string, label: Key])[] = [
  [',', 'delimiter.comma'],
  [';', 'delimiter.semicolon'],
  ['\t', 'delimiter.tab'],
  ['|', 'delimiter.pipe'],
];
/** A header is looked for on these rows, and may take so many. */
const kHeaderRows = [1, 2, 3, 4, 5, 6, 7, 8];
const kHeaderRowsTaken = [1, 2];
const kDateOrders = ['auto', 'dayFirst', 'monthFirst'] as const;
const kTaxBases = ['unknown', 'included', 'excluded'] as const;
const kSureDataset = 0.6;
const kPercent = 100;
const kMillionths = 1e6;

type Options = readonly (readonly [value: string, label: string])[];

const chosen = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
const textIn = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

@customElement('loyalane-reading-settings')
export class ReadingSettings extends LitElement {
  static override styles = [
    controls,
    css`
      .settings {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(170px, 45%), 1fr));
        gap: var(--care-space-2) var(--care-space-3);
        align-items: end;
      }
      label {
        display: grid;
        gap: 2px;
        min-width: 0;
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      select,
      input {
        width: 100%;
        font-size: var(--care-font-size);
        color: var(--care-text);
      }
      select.asks {
        border-color: var(--care-warning);
        border-width: 2px;
      }
      details {
        margin-top: var(--care-space-2);
      }
      summary {
        color: var(--care-accent);
      }
      details .settings {
        margin-top: var(--care-space-2);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) source!: Source;
  @property({ attribute: false }) state!: State;
  @property({ attribute: false }) probe: FileProbe | null = null;
  @property({ attribute: false }) choice: Choice | null = null;

  /** Puts the focus on the select that waits for an answer; false when none does. */
  focusQuestion(): boolean {
    const select = this.renderRoot.querySelector<HTMLSelectElement>('select.asks');
    select?.scrollIntoView({ block: 'center' });
    select?.focus();
    return select !== null;
  }

  focusStart(): void {
    this.renderRoot.querySelector<HTMLSelectElement>('select')?.focus({ preventScroll: true });
  }

  override render(): TemplateResult {
    const { language, catalogue } = this.state;
    const { probe } = this;
    const { overrides } = this.source;
    const asksDataset = probe !== null && isDatasetAsked(probe);
    const unsure = asksDataset || (probe !== null && probe.datasetConfidence < kSureDataset);
    const isText = probe === null || probe.format === 'delimited';
    const isTable = probe?.plan.keyValue !== true;
    return html`
      <div class="settings">
        ${this.#select(
          'mapping.dataset',
          (asksDataset ? undefined : probe?.dataset) ?? overrides.dataset ?? '',
          (catalogue?.datasets ?? []).map((one) => [one.id, pick(language, one)]),
          (value) => ({ dataset: value }),
          unsure ? html`<span class="warning">(${translate(language, 'mapping.datasetUnsure')})</span>` : nothing,
        )}
        ${this.#sheet()}
        ${
          isText
            ? html`${this.#select(
                'mapping.encoding',
                probe?.encoding ?? overrides.encoding ?? '',
                kEncodings,
                (value) => ({ encoding: value }),
              )}
              ${this.#select(
                'mapping.delimiter',
                probe?.delimiter ?? overrides.delimiter ?? '',
                kDelimiters.map(([value, label]) => [value, textOr(language, label, value)]),
                (value) => ({ delimiter: value }),
              )}`
            : nothing
        }
        ${isTable ? this.#header() : nothing} ${this.#customerKey()}
      </div>
      ${probe && this.choice ? this.#more(probe, this.choice) : nothing}
    `;
  }

  #select(
    label: Key,
    current: string,
    options: Options,
    change: (value: string) => ProbeOverrides,
    note: TemplateResult | typeof nothing = nothing,
  ): TemplateResult {
    const { language } = this.state;
    const isAsked = current === '' && this.probe !== null;
    return html`
      <label>
        <span>${textOr(language, label, label)} ${note}</span>
        <select
          class=${isAsked ? 'asks' : ''}
          data-setting=${label}
          @change=${(event: Event) => this.#change(change(chosen(event)))}
        >
          ${
            current === ''
              ? html`<option value="" disabled .selected=${true}>
                  ${translate(language, isAsked ? 'mapping.choose' : 'mapping.detected')}
                </option>`
              : nothing
          }
          ${options.map(([value, text]) => html`<option value=${value} .selected=${value === current}>${text}</option>`)}
        </select>
      </label>
    `;
  }

  #change(change: ProbeOverrides): void {
    this.workbench.reprobe(this.source.id, change);
  }

  /** Where a workbook has several sheets: which one is read. */
  #sheet(): TemplateResult | typeof nothing {
    const { language } = this.state;
    const sheets = this.probe?.sheets ?? [];
    if (sheets.length < 2) return nothing;
    return this.#select(
      'import.sheet',
      this.probe?.sheet ?? '',
      sheets.map(({ name, state }) => [
        name,
        state === 'visible' ? name : translate(language, 'import.sheetHidden', { sheet: name }),
      ]),
      (sheet) => ({ sheet }),
    );
  }

  #header(): TemplateResult {
    const { language } = this.state;
    const { probe } = this;
    const row = probe?.headerRow ?? this.source.overrides.header;
    const rows = [...new Set([...kHeaderRows, row ?? 0])].filter((one) => one > 0).sort((a, b) => a - b);
    return html`
      ${this.#select(
        'mapping.header',
        row === undefined ? '' : String(row),
        [
          ...rows.map((one): readonly [string, string] => [
            String(one),
            translate(language, 'mapping.headerRow', { row: String(one) }),
          ]),
          ['0', translate(language, 'mapping.headerNone')],
        ],
        (value) => ({ header: Number(value) }),
      )}
      ${
        probe && probe.headerRow > 0
          ? this.#select(
              'import.headerRows',
              String(probe.headerRows),
              kHeaderRowsTaken.map((count) => [
                String(count),
                translateCount(language, 'import.headerRowsCount', count),
              ]),
              (value) => ({ headerRows: Number(value) }),
            )
          : nothing
      }
    `;
  }

  /** Which of the file's columns tells customers apart; asked only where there is a choice. */
  #customerKey(): TemplateResult | typeof nothing {
    const { language, catalogue } = this.state;
    const { probe, choice } = this;
    const dataset = catalogue?.datasets.find(({ id }) => id === probe?.dataset);
    if (!dataset || !choice) return nothing;
    const held = new Set(Object.values(choice.fields));
    const keys = dataset.fields.filter(({ id }) => dataset.keys.includes(id) && held.has(id));
    if (keys.length < 2) return nothing;
    return html`
      <label>
        <span>${translate(language, 'mapping.customerKey')}</span>
        <select
          data-setting="mapping.customerKey"
          @change=${(event: Event) => this.workbench.chooseCustomerKey(this.source.id, chosen(event) || null)}
        >
          <option value="" .selected=${choice.customerKey === null}>
            ${translate(language, 'mapping.noCustomerKey')}
          </option>
          ${keys.map(
            (field) =>
              html`<option value=${field.id} .selected=${field.id === choice.customerKey}>
                ${pick(language, field)}
              </option>`,
          )}
        </select>
      </label>
    `;
  }

  /** What is found out, and right for nearly every file. */
  #more(probe: FileProbe, choice: Choice): TemplateResult | typeof nothing {
    const { language, catalogue } = this.state;
    const fields = catalogue?.datasets.find(({ id }) => id === probe.dataset)?.fields ?? [];
    const held = Object.values(choice.fields);
    const holds = (type: string): boolean => fields.some((field) => field.type === type && held.includes(field.id));
    const { plan } = probe;
    const hasDates = holds('instant');
    const hasMoney = holds('money') || (Array.isArray(plan.amountParts) && plan.amountParts.length > 0);
    if (!hasDates && !hasMoney) return nothing;
    const word = (key: string): string => textOr(language, key, key);
    const basis = textIn(plan.taxBasis, 'unknown');
    return html`
      <details>
        <summary>${translate(language, 'import.more')}</summary>
        <div class="settings">
          ${
            hasDates
              ? html`
                  <label>
                    <span>${translate(language, 'import.billMonth')}</span>
                    <input
                      type="month"
                      placeholder="2026-01"
                      data-setting="import.billMonth"
                      .value=${textIn(plan.billMonth, '')}
                      @change=${(event: Event) => this.#month(chosen(event))}
                    />
                  </label>
                  ${this.#select(
                    'import.dateOrder',
                    textIn(plan.dateOrder, 'auto'),
                    kDateOrders.map((order) => [order, word(`import.dateOrder.${order}`)]),
                    (value) => ({ dateOrder: kDateOrders.find((order) => order === value) ?? 'auto' }),
                  )}
                `
              : nothing
          }
          ${
            hasMoney
              ? html`
                  ${this.#select(
                    'import.taxBasis',
                    basis,
                    kTaxBases.map((one) => [one, word(`import.taxBasis.${one}`)]),
                    (value) => ({ taxBasis: kTaxBases.find((one) => one === value) ?? 'unknown' }),
                  )}
                  <label>
                    <span>${translate(language, 'import.taxRate')}</span>
                    <input
                      type="number"
                      min="0"
                      max="100"
                      step="any"
                      data-setting="import.taxRate"
                      .value=${typeof plan.taxRate === 'number' ? String((plan.taxRate / kMillionths) * kPercent) : ''}
                      @change=${(event: Event) => this.#rate(chosen(event))}
                    />
                  </label>
                  ${this.#select(
                    'import.currency',
                    textIn(plan.currency, ''),
                    [...new Set([...kCurrencies, textIn(plan.currency, '')])]
                      .filter((currency) => currency !== '')
                      .map((currency) => [currency, `${word(`import.money.${currency}`)} ${currency}`]),
                    (currency) => mappingWith(this.source, { currency }),
                  )}
                `
              : nothing
          }
        </div>
      </details>
    `;
  }

  #month(value: string): void {
    if (/^\d{4}-\d{2}$/.test(value)) this.#change({ billMonth: value });
    else this.requestUpdate();
  }

  #rate(value: string): void {
    const percent = Number(value);
    if (value !== '' && percent >= 0 && percent <= kPercent) this.#change({ taxRate: percent / kPercent });
    else this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-reading-settings': ReadingSettings;
  }
}
