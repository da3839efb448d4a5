// One file: how it would be read, what that meets and changes, and the selects to put it right.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  CatalogueDataset,
  CatalogueField,
  EngineError,
  FileProbe,
  ProbeOverrides,
} from '../../engine/protocol.ts';
import { formatBytes } from '../../i18n/format.ts';
import { pick, textOr, translate, type Key } from '../../i18n/translate.ts';
import { isDatasetAsked, missingFields, proposedChoice, unanswered } from '../../state/choice.ts';
import { problemText } from '../../state/problem_text.ts';
import type { Choice, Problem, Source, State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/problem_card.ts';
import './column_table.ts';
import type { FieldChoice } from './column_table.ts';
import { consequenceText } from './consequence_text.ts';
import { consequencesOf, needsPreview, needsOf, previewOf } from './mapping_facts.ts';
import { needText } from './need_text.ts';
import './reading_preview.ts';

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
const kHeaderRepeated = 'INGEST-306';
/** A header is looked for on these rows. */
const kHeaderRows = [1, 2, 3, 4, 5, 6, 7, 8];

const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;

@customElement('loyalane-source-card')
export class SourceCard extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        scroll-margin-top: var(--care-space-3);
      }
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
      .needs {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-1) var(--care-space-3);
      }
      .facts > .warning,
      .changes {
        margin-top: var(--care-space-2);
      }
      .needs .mark {
        font-weight: 700;
      }
      .changes {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        gap: var(--care-space-2) var(--care-space-3);
        padding: var(--care-space-2) var(--care-space-3);
        border: 1px solid var(--care-line);
        border-left: 4px solid var(--care-accent);
        border-radius: var(--care-radius);
      }
      .changes ul {
        flex: 1 1 300px;
        display: grid;
        gap: var(--care-space-1);
        min-width: 0;
      }
      .changes li {
        overflow-wrap: anywhere;
      }
      select.asks {
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
    const select = this.renderRoot.querySelector<HTMLSelectElement>('.settings select.asks');
    if (!select) return this.renderRoot.querySelector('loyalane-column-table')?.focusQuestion() ?? false;
    select.scrollIntoView({ block: 'center' });
    select.focus();
    return true;
  }

  /** Brings the card into view and puts the focus on its first select: how the file is read. */
  focusStart(): void {
    this.scrollIntoView({ block: 'start' });
    this.renderRoot.querySelector<HTMLSelectElement>('.settings select')?.focus({ preventScroll: true });
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

  #failed({ problem }: { readonly problem: Problem }): TemplateResult {
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
    const issues = this.#issues(probe, choice);
    // While a question is open its own lines say what is missing; and what the engine says need not be said again.
    const isSaid = unanswered(probe, choice).length > 0 || issues.some(({ id }) => id === kRequiredMissing);
    const missing = isSaid ? [] : missingFields(dataset, choice);
    const separator = translate(language, 'list.separator');
    return html`
      ${this.#settings(probe, this.#customerKey(choice, fields))}
      ${issues.map((error) => {
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
      <div class="facts">
        ${dataset ? this.#needs(dataset, probe, choice) : nothing}
        ${
          missing.length > 0
            ? html`<p class="warning" role="status">
                ${translate(language, 'mapping.missing', { fields: missing.map((need) => this.#need(need)).join(separator) })}
              </p>`
            : nothing
        }
        ${dataset ? this.#changes(dataset, probe, choice) : nothing}
      </div>
      <loyalane-column-table
        .language=${language}
        .probe=${probe}
        .choice=${choice}
        .fields=${fields}
        @field=${({ detail }: CustomEvent<FieldChoice>) =>
          this.workbench.chooseField(this.source.id, detail.column, detail.field)}
      ></loyalane-column-table>
      ${
        dataset
          ? html`<loyalane-reading-preview
              .language=${language}
              .preview=${previewOf(dataset, probe, choice)}
              .isOpen=${needsPreview(dataset, probe, choice)}
            ></loyalane-reading-preview>`
          : nothing
      }
    `;
  }

  /** Each thing that this kind of table cannot do without, and the column that gives it. */
  #needs(dataset: CatalogueDataset, probe: FileProbe, choice: Choice): TemplateResult {
    const { language } = this.state;
    return html`
      <ul class="needs" aria-label=${translate(language, 'import.needs')}>
        ${needsOf(dataset, probe, choice).map(({ fields, met }) => {
          const name = needText(language, fields);
          return met
            ? html`<li>
                <span class="mark success" aria-hidden="true">✓</span>
                ${translate(language, 'import.needMet', { need: name, column: this.#header(met.column.header) })}
              </li>`
            : html`<li>
                <span class="mark danger" aria-hidden="true">✗</span>
                ${translate(language, 'import.needOpen', { need: name })}
              </li>`;
        })}
      </ul>
    `;
  }

  /** What the user's choices change against the proposal, and the way back to it. */
  #changes(dataset: CatalogueDataset, probe: FileProbe, choice: Choice): TemplateResult {
    const { language } = this.state;
    const consequences = consequencesOf(dataset, probe, choice);
    return html`<div role="status">
      ${
        consequences.length === 0
          ? nothing
          : html`<div class="changes">
              <strong>${translate(language, 'import.changeTitle')}</strong>
              <ul>
                ${consequences.map(
                  (consequence) =>
                    html`<li data-consequence>${consequenceText(language, probe, choice, consequence)}</li>`,
                )}
              </ul>
              <button type="button" data-action="restore" @click=${() => this.#restore()}>
                ${translate(language, 'import.restore')}
              </button>
            </div>`
      }
    </div>`;
  }

  #header(header: string): string {
    return header === '' ? translate(this.state.language, 'mapping.emptyHeader') : header;
  }

  #restore(): void {
    const { id } = this.source;
    this.workbench.edit('columns', (document) => ({
      ...document,
      sources: document.sources.map((entry) => (entry.id === id ? { ...entry, choice: null } : entry)),
    }));
  }

  /** What the engine found, without what the user's choices have settled since (the page says itself what is still missing). */
  #issues(probe: FileProbe, choice: Choice): readonly EngineError[] {
    const open = unanswered(probe, choice).length > 0;
    const isMissing = !open && this.#isMissingAsFound(probe, choice);
    // A header that is asked about is told once, as the question.
    const asked = new Set(
      probe.issues.filter(({ id }) => id === kColumnAmbiguous).map(({ params }) => params.header ?? ''),
    );
    return probe.issues.filter(
      ({ id, params }) =>
        (isMissing || id !== kRequiredMissing) &&
        (open || id !== kColumnAmbiguous) &&
        (id !== kHeaderRepeated || !asked.has(params.value ?? '')),
    );
  }

  /** What is missing is what the engine found missing; otherwise the page says it in its own words. */
  #isMissingAsFound(probe: FileProbe, choice: Choice): boolean {
    const dataset = this.state.catalogue?.datasets.find(({ id }) => id === probe.dataset);
    const missing = (of: Choice): string => JSON.stringify(missingFields(dataset, of));
    return missing(choice) !== '[]' && missing(choice) === missing(proposedChoice(probe));
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
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-source-card': SourceCard;
  }
}
