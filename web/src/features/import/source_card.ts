// One file: how it would be read, column by column, and the selects to put it right.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CatalogueField, EngineError, FileProbe, ProbeColumn, ProbeOverrides } from '../../engine/protocol.ts';
import { formatBytes, formatShare } from '../../i18n/format.ts';
import { pick, textOr, translate, type Key } from '../../i18n/translate.ts';
import { isAsked, isDatasetAsked, missingFields, unanswered } from '../../state/choice.ts';
import { problemText } from '../../state/problem_text.ts';
import type { Choice, Source, State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/problem_card.ts';

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
/** Findings of a probe that the user settles in the card. */
const kRequiredMissing = 'INGEST-109';
const kColumnAmbiguous = 'INGEST-111';
/** A header is looked for on these rows. */
const kHeaderRows = [1, 2, 3, 4, 5, 6, 7, 8];

const confidenceKey = (confidence: number): 'confidence.high' | 'confidence.middle' | 'confidence.low' =>
  confidence >= 0.9 ? 'confidence.high' : confidence >= 0.6 ? 'confidence.middle' : 'confidence.low';

const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;

@customElement('loyalane-source-card')
export class SourceCard extends LitElement {
  static override styles = [
    controls,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--care-space-1) var(--care-space-2);
      }
      header h2 {
        overflow-wrap: anywhere;
      }
      header button {
        margin-left: auto;
      }
      .settings {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(170px, 45%), 1fr));
        gap: var(--care-space-2) var(--care-space-3);
      }
      .settings label {
        display: grid;
        gap: 2px;
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      .settings select {
        width: 100%;
        font-size: var(--care-font-size);
        color: var(--care-text);
      }
      .scroll {
        overflow-x: auto;
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      caption {
        text-align: left;
      }
      th,
      td {
        padding: var(--care-space-1) var(--care-space-2);
        border-bottom: 1px solid var(--care-line);
        text-align: left;
        vertical-align: middle;
        font-weight: 400;
      }
      tbody tr:last-child > * {
        border-bottom: 0;
      }
      thead th {
        background: var(--care-surface-sunken);
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
        font-weight: 600;
        white-space: nowrap;
      }
      tbody th {
        font-weight: 600;
        max-width: 220px;
        overflow-wrap: anywhere;
      }
      .number {
        width: 1%;
        text-align: right;
        color: var(--care-text-muted);
      }
      .samples {
        max-width: 340px;
        color: var(--care-text-muted);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .sample + .sample::before {
        content: ' · ';
        color: var(--care-line-strong);
      }
      .figure {
        text-align: right;
        white-space: nowrap;
      }
      td select {
        width: 100%;
        min-width: 150px;
      }
      .first-sample {
        display: none;
        color: var(--care-text-muted);
        font-weight: 400;
        font-size: var(--care-font-size-small);
      }
      @media (max-width: 640px) {
        .first-sample {
          display: block;
        }
        .samples,
        .number {
          display: none;
        }
        tbody th {
          max-width: 130px;
        }
        td select {
          min-width: 120px;
        }
      }
      tr.unused th,
      tr.unused .samples {
        color: var(--care-text-muted);
        font-weight: 400;
      }
      tr.asks > * {
        background: var(--care-surface-warning);
      }
      select.asks,
      tr.asks select {
        border-color: var(--care-warning);
        border-width: 2px;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) source!: Source;
  /** The state that the card is drawn from; given by the view so that all cards agree. */
  @property({ attribute: false }) state!: State;

  /** Puts the focus on the first column that waits for an answer; false when none does. */
  focusQuestion(): boolean {
    const select = this.renderRoot.querySelector<HTMLSelectElement>('.settings select.asks, tr.asks select');
    select?.scrollIntoView({ block: 'center' });
    select?.focus();
    return select !== null;
  }

  override render(): TemplateResult {
    const { language } = this.state;
    const { file, state, id } = this.source;
    return html`
      <article class="card stack" aria-busy=${state.kind === 'probing'}>
        <header>
          <h2>${file.name}</h2>
          <span class="muted">${formatBytes(language, file.size)}</span>
          <button
            class="quiet"
            type="button"
            aria-label=${translate(language, 'mapping.remove', { name: file.name })}
            @click=${() => this.workbench.removeSource(id)}
          >
            ${translate(language, 'mapping.removeShort')}
          </button>
        </header>
        ${
          state.kind === 'probing'
            ? html`<p class="muted" role="status">${translate(language, 'mapping.probing', { name: file.name })}</p>`
            : state.kind === 'failed'
              ? this.#failed(state)
              : this.#ready(state.probe, state.choice)
        }
      </article>
    `;
  }

  #failed({ problem }: { problem: Parameters<typeof problemText>[1] }): TemplateResult {
    const { language } = this.state;
    const { id, place, sentence, remedy } = problemText(language, problem);
    return html`
      <loyalane-problem-card
        role="alert"
        .problemId=${id}
        .place=${place}
        .sentence=${sentence}
        .remedy=${remedy}
        .remedyLabel=${translate(language, 'message.remedy')}
      ></loyalane-problem-card>
      ${this.#settings(null)}
      <p class="muted">${translate(language, 'mapping.failed')}</p>
    `;
  }

  #ready(probe: FileProbe, choice: Choice): TemplateResult {
    const { language } = this.state;
    const dataset = this.state.catalogue?.datasets.find(({ id }) => id === probe.dataset);
    const fields = dataset?.fields ?? [];
    const missing = missingFields(dataset, choice);
    const separator = translate(language, 'list.separator');
    return html`
      ${this.#settings(probe, this.#customerKey(choice, fields))}
      ${this.#issues(probe, choice).map((error) => {
        const { id, place, sentence, remedy } = problemText(language, { from: 'engine', error });
        return html`<loyalane-problem-card
          .kind=${error.severity === 'fatal' ? 'problem' : 'notice'}
          .problemId=${id}
          .place=${place}
          .sentence=${sentence}
          .remedy=${remedy}
          .remedyLabel=${translate(language, 'message.remedy')}
        ></loyalane-problem-card>`;
      })}
      ${
        missing.length > 0
          ? html`<p class="warning" role="status">
              ${translate(language, 'mapping.missing', { fields: missing.map((need) => this.#need(need)).join(separator) })}
            </p>`
          : nothing
      }
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label=${translate(language, 'mapping.columns', { name: probe.name })}
      >
        <table>
          <caption class="visually-hidden">
            ${translate(language, 'mapping.columns', { name: probe.name })}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="number">#</th>
              <th scope="col">${translate(language, 'mapping.column')}</th>
              <th scope="col" class="samples">${translate(language, 'mapping.samples')}</th>
              <th scope="col">${translate(language, 'mapping.field')}</th>
              <th scope="col" class="figure">${translate(language, 'mapping.fit')}</th>
              <th scope="col">${translate(language, 'mapping.confidence')}</th>
            </tr>
          </thead>
          <tbody>
            ${probe.columns.map((column) => this.#column(probe, column, choice, fields))}
          </tbody>
        </table>
      </div>
    `;
  }

  /** What the engine found, without what the user's choices have settled since (the page says itself what is still missing). */
  #issues(probe: FileProbe, choice: Choice): readonly EngineError[] {
    const open = unanswered(probe, choice).length > 0;
    return probe.issues.filter(({ id }) => id !== kRequiredMissing && (open || id !== kColumnAmbiguous));
  }

  #need(fields: readonly CatalogueField[]): string {
    const { language } = this.state;
    const names = fields.map((field) => pick(language, field)).join(' / ');
    return fields.length > 1 ? translate(language, 'mapping.anyOf', { fields: names }) : names;
  }

  /** The selects for how the file is read; `probe` is null when it could not be looked at, and then nothing is detected. */
  #settings(probe: FileProbe | null, customerKey: TemplateResult | typeof nothing = nothing): TemplateResult {
    const { language, catalogue } = this.state;
    const { id, overrides } = this.source;
    const asksDataset = probe !== null && isDatasetAsked(probe);
    const dataset = (asksDataset ? undefined : probe?.dataset) ?? overrides.dataset ?? '';
    const encoding = probe?.encoding ?? overrides.encoding ?? '';
    const delimiter = probe?.delimiter ?? overrides.delimiter ?? '';
    const header = String(probe?.headerRow ?? overrides.header ?? '');
    const unsure = asksDataset || (probe !== null && probe.datasetConfidence < 0.6);
    const headerRows = [...new Set([...kHeaderRows, Number(header)])].filter((row) => row > 0).sort((a, b) => a - b);
    const select = (
      label: Key,
      current: string,
      options: readonly (readonly [value: string, label: string])[],
      change: (value: string) => ProbeOverrides,
      note: TemplateResult | typeof nothing = nothing,
    ): TemplateResult => html`
      <label>
        <span>${textOr(language, label, label)} ${note}</span>
        <select
          class=${current === '' && probe ? 'asks' : ''}
          data-setting=${label}
          @change=${(event: Event) => this.workbench.reprobe(id, change(chosen(event)))}
        >
          ${
            current === ''
              ? html`<option value="" disabled .selected=${true}>
                  ${translate(language, probe ? 'mapping.choose' : 'mapping.detected')}
                </option>`
              : nothing
          }
          ${options.map(([value, text]) => html`<option value=${value} .selected=${value === current}>${text}</option>`)}
        </select>
      </label>
    `;
    return html`
      <div class="settings">
        ${select(
          'mapping.dataset',
          dataset,
          (catalogue?.datasets ?? []).map((one) => [one.id, pick(language, one)]),
          (value) => ({ dataset: value }),
          unsure ? html`<span class="warning">(${translate(language, 'mapping.datasetUnsure')})</span>` : nothing,
        )}
        ${select('mapping.encoding', encoding, kEncodings, (value) => ({ encoding: value }))}
        ${select(
          'mapping.delimiter',
          delimiter,
          kDelimiters.map(([value, label]) => [value, textOr(language, label, value)]),
          (value) => ({ delimiter: value }),
        )}
        ${select(
          'mapping.header',
          header,
          [
            ...headerRows.map((row): readonly [string, string] => [
              String(row),
              translate(language, 'mapping.headerRow', { row: String(row) }),
            ]),
            ['0', translate(language, 'mapping.headerNone')],
          ],
          (value) => ({ header: Number(value) }),
        )}
        ${customerKey}
      </div>
    `;
  }

  /** Which of the file's columns tells customers apart; asked only where there is a choice. */
  #customerKey(choice: Choice, fields: readonly CatalogueField[]): TemplateResult | typeof nothing {
    const { language } = this.state;
    const held = new Set(Object.values(choice.fields));
    const keys = fields.filter((field) => field.type === 'key' && held.has(field.id));
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

  #column(probe: FileProbe, column: ProbeColumn, choice: Choice, fields: readonly CatalogueField[]): TemplateResult {
    const { language } = this.state;
    const field = choice.fields[String(column.index)] ?? null;
    const asks = isAsked(probe, column) && !choice.answered.includes(column.index);
    const header = column.header === '' ? translate(language, 'mapping.emptyHeader') : column.header;
    const samples = column.samples.filter((sample) => sample.trim() !== '');
    const candidates = fields.filter(({ id }) => column.candidates.includes(id));
    const others = fields.filter(({ id }) => !column.candidates.includes(id));
    const option = (one: CatalogueField): TemplateResult =>
      html`<option value=${one.id} .selected=${one.id === field}>
        ${one.required ? translate(language, 'mapping.requiredField', { field: pick(language, one) }) : pick(language, one)}
      </option>`;
    // What the engine found out holds for its own proposal only.
    const proposed = field !== null && field === column.field;
    return html`
      <tr class=${asks ? 'asks' : field === null ? 'unused' : ''}>
        <td class="number">${column.index + 1}</td>
        <th scope="row">
          ${header}${samples[0] === undefined ? nothing : html`<span class="first-sample">${samples[0]}</span>`}
        </th>
        <td class="samples" title=${samples.join('\n')}>
          ${samples.map((sample) => html`<span class="sample">${sample}</span>`)}
        </td>
        <td>
          <select
            aria-label=${translate(language, 'mapping.fieldOf', { number: String(column.index + 1), header })}
            @change=${(event: Event) => {
              const value = chosen(event);
              this.workbench.chooseField(this.source.id, column.index, value === 'unused' ? null : value);
            }}
          >
            ${
              asks
                ? html`<option value="" disabled .selected=${true}>${translate(language, 'mapping.choose')}</option>`
                : nothing
            }
            <option value="unused" .selected=${!asks && field === null}>
              ${translate(language, 'mapping.unused')}
            </option>
            ${candidates.map(option)} ${candidates.length > 0 && others.length > 0 ? html`<hr />` : nothing}
            ${others.map(option)}
          </select>
          ${asks ? html`<div class="small warning">${translate(language, 'mapping.asks')}</div>` : nothing}
        </td>
        <td class="figure">
          ${proposed && column.parsedShare !== null ? formatShare(language, column.parsedShare) : '–'}
        </td>
        <td>${proposed ? translate(language, confidenceKey(column.confidence)) : '–'}</td>
      </tr>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-source-card': SourceCard;
  }
}
