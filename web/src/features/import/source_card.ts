// One file: how it would be read, what that meets and changes, and the selects to put it right.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CatalogueDataset, CatalogueField, EngineError, FileProbe } from '../../engine/protocol.ts';
import { formatBytes } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { pick, translate } from '../../i18n/translate.ts';
import { proposedChoice, unanswered } from '../../state/choice.ts';
import { problemText } from '../../state/problem_text.ts';
import { alike } from '../../state/profiles.ts';
import type { Choice, Problem, Source, State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/problem_card.ts';
import './column_table.ts';
import type { FieldChoice } from './column_table.ts';
import { mappingWith } from './answering.ts';
import { consequenceText } from './consequence_text.ts';
import './file_preview.ts';
import { kLayoutFindings, kOtherwise, layoutFacts, type LayoutFact } from './layout_facts.ts';
import { consequencesOf, missingNeeds, needsPreview, needsOf, previewOf } from './mapping_facts.ts';
import { needText } from './need_text.ts';
import { kAskedFindings, kAskedReadings } from './questions.ts';
import './reading_preview.ts';
import './reading_settings.ts';

/** Findings of a probe that the user settles in the card. */
const kRequiredMissing = 'INGEST-109';
const kAskedColumns: ReadonlySet<string> = new Set(['INGEST-111', 'INGEST-165']);
const kHeaderRepeated = 'INGEST-306';
/** Remarks beyond these are folded away. */
const kNoticesShown = 2;

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
      .format {
        color: var(--care-text-muted);
      }
      .read-by {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--care-space-2);
      }
      /* Its words stand in line with everything else. */
      .read-by > button:first-child {
        margin-left: calc(-1 * var(--care-space-2) - 1px);
      }
      .read-by button,
      .told button {
        min-height: 24px;
        font-size: var(--care-font-size-small);
      }
      .told li {
        position: relative;
        padding: 2px 0 2px var(--care-space-3);
      }
      .told li::before {
        content: '';
        position: absolute;
        left: 2px;
        top: calc(2px + 0.55em);
        width: 5px;
        height: 5px;
        border-radius: 50%;
        background: var(--care-accent);
      }
      .told span {
        overflow-wrap: anywhere;
      }
      .also {
        justify-self: start;
        max-width: 100%;
      }
      .notices {
        display: grid;
        gap: var(--care-space-2);
      }
      .notices details > * + * {
        margin-top: var(--care-space-2);
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
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) source!: Source;
  /** The state that the card is drawn from; given by the view so that all cards agree. */
  @property({ attribute: false }) state!: State;

  /** How many questions the list above has about this file. */
  @property({ type: Number }) questions = 0;

  /** Brings the card into view and puts the focus on its first select: how the file is read. */
  focusStart(): void {
    this.scrollIntoView({ block: 'start' });
    this.renderRoot.querySelector('loyalane-reading-settings')?.focusStart();
  }

  override render(): TemplateResult {
    const { language } = this.state;
    const { file, state, id } = this.source;
    return html`
      <article class="card stack" aria-busy=${state.kind === 'probing'}>
        <header>
          <h2>${file.name}</h2>
          ${state.kind === 'ready' ? this.#format(state.probe) : nothing}
          ${this.#refused ? nothing : html`<span class="muted">${formatBytes(language, file.size)}</span>`}
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
      ${
        this.#refused
          ? nothing
          : html`<loyalane-reading-settings
                .workbench=${this.workbench}
                .source=${this.source}
                .state=${this.state}
              ></loyalane-reading-settings>
              <p class="muted">${translate(language, 'mapping.failed')}</p>`
      }
    `;
  }

  #ready(probe: FileProbe, choice: Choice): TemplateResult {
    const { language } = this.state;
    const dataset = this.state.catalogue?.datasets.find(({ id }) => id === probe.dataset);
    const fields = dataset?.fields ?? [];
    const issues = this.#issues(probe, choice);
    // While a question is open its own lines say what is missing; and what the engine says need not be said again.
    const isSaid = unanswered(probe, choice).length > 0 || issues.some(({ id }) => id === kRequiredMissing);
    const missing = isSaid || !dataset ? [] : missingNeeds(dataset, probe, choice);
    const separator = translate(language, 'list.separator');
    return html`
      ${this.#readBy()}
      <loyalane-reading-settings
        .workbench=${this.workbench}
        .source=${this.source}
        .state=${this.state}
        .probe=${probe}
        .choice=${choice}
      ></loyalane-reading-settings>
      ${this.#addSheet(probe)} ${this.#told(probe)} ${this.#remarks(issues)}
      <loyalane-file-preview
        .language=${language}
        .probe=${probe}
        .isOpen=${probe.headerRow > 1 || probe.headerRows > 1}
      ></loyalane-file-preview>
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
      ${this.#alike()}
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

  /** It could not be taken out of its archive: there is nothing to be read in any way. */
  get #refused(): boolean {
    const { id } = this.source;
    return this.state.document.sources.some((entry) => entry.id === id && entry.refused !== null);
  }

  /** "XLSX · 账单明细": what the file is by its content. */
  #format({ format, sheet }: FileProbe): TemplateResult {
    const word = translate(this.state.language, `import.format.${format}`);
    return html`<span class="tag format">${sheet === '' ? word : `${word} · ${sheet}`}</span>`;
  }

  /** By which kept profile the file is read, and the way out of it; that questions wait above. */
  #readBy(): TemplateResult | typeof nothing {
    const { language } = this.state;
    const { profile, id } = this.source;
    const asks =
      this.questions > 0
        ? html`<p class="read-by">
            <button class="quiet" type="button" data-action="to-questions" @click=${() => this.#ask('to-questions')}>
              ${translateCount(language, 'import.openQuestions', this.questions)}
            </button>
          </p>`
        : nothing;
    if (profile === null) return asks;
    return html`
      <p class="read-by small" role="status">
        ${
          profile === 'refused'
            ? html`<span class="muted">${translate(language, 'import.readWithout')}</span>`
            : html`<span class="success">${translate(language, 'import.readBy', { name: profile.name })}</span>
                <button
                  class="quiet"
                  type="button"
                  data-action="without-profile"
                  @click=${() => this.workbench.readWithoutProfile(id)}
                >
                  ${translate(language, 'import.readByUndo')}
                </button>`
        }
        <button class="quiet" type="button" data-action="manage-profiles" @click=${() => this.#ask('manage-profiles')}>
          ${translate(language, 'import.readByManage')}
        </button>
      </p>
      ${asks}
    `;
  }

  #ask(name: 'to-questions' | 'manage-profiles'): void {
    this.dispatchEvent(new CustomEvent(name));
  }

  /** Sheets of the same workbook that no card reads yet. */
  #addSheet({ sheets, sheet }: FileProbe): TemplateResult | typeof nothing {
    const { language } = this.state;
    const { file, id } = this.source;
    const read = this.state.sources.flatMap(({ file: other, state }) =>
      other === file && state.kind === 'ready' ? [state.probe.sheet] : [],
    );
    const others = sheets.filter(({ name }) => name !== sheet && !read.includes(name));
    if (others.length === 0) return nothing;
    return html`
      <select
        class="also"
        data-setting="import.sheetAlso"
        aria-label=${translate(language, 'import.sheetAlsoName', { name: file.name })}
        @change=${(event: Event) => {
          const select = event.target as HTMLSelectElement;
          this.workbench.addSheet(id, select.value);
          select.value = '';
        }}
      >
        <option value="" .selected=${true}>${translate(language, 'import.sheetAlso')}</option>
        ${others.map(
          ({ name, state }) =>
            html`<option value=${name}>
              ${state === 'visible' ? name : translate(language, 'import.sheetHidden', { sheet: name })}
            </option>`,
        )}
      </select>
    `;
  }

  /** How the file is not a plain table, in sentences. */
  #told(probe: FileProbe): TemplateResult | typeof nothing {
    const facts = layoutFacts(probe);
    if (facts.length === 0) return nothing;
    return html`<ul class="told small">
      ${facts.map((fact) => html`<li data-told=${fact.kind}>${this.#fact(fact)}</li>`)}
    </ul>`;
  }

  #fact(fact: LayoutFact): TemplateResult {
    const { language } = this.state;
    const otherwise = (kind: keyof typeof kOtherwise, label: string): TemplateResult =>
      html`<button
        class="quiet"
        type="button"
        @click=${() => this.workbench.reprobe(this.source.id, mappingWith(this.source, kOtherwise[kind]))}
      >
        ${label}
      </button>`;
    switch (fact.kind) {
      case 'above':
        return html`<span>${translate(language, 'import.told.above', { row: String(fact.row) })}</span>`;
      case 'twoRows':
        return html`<span>${translate(language, 'import.told.twoRows')}</span>`;
      case 'scoreWords':
        return html`<span>${translate(language, 'import.told.scoreWords')}</span>`;
      case 'keyValue':
        return html`<span>${translate(language, 'import.told.keyValue')}</span>
          ${otherwise('keyValue', translate(language, 'import.told.keyValueOff'))}`;
      case 'ends':
        return html`<span
            >${
              fact.mark === null
                ? translate(language, 'import.told.endsAny')
                : translate(language, 'import.told.ends', { mark: fact.mark })
            }</span
          >
          ${otherwise('ends', translate(language, 'import.told.endsOff'))}`;
      case 'only':
        return html`<span>${translate(language, 'import.told.only', { column: fact.column, value: fact.value })}</span>
          ${otherwise('only', translate(language, 'import.told.onlyOff'))}`;
      case 'found': {
        const { sentence, remedy } = problemText(language, { from: 'engine', error: fact.finding });
        return html`<span>${sentence} <span class="muted">${remedy}</span></span>`;
      }
    }
  }

  /** What stops the file, and what is worth knowing; the more the remarks, the more are folded away. */
  #remarks(issues: readonly EngineError[]): TemplateResult {
    const { language } = this.state;
    const fatal = issues.filter(({ severity }) => severity === 'fatal');
    const notices = issues.filter(({ severity }) => severity !== 'fatal');
    const shown = notices.length > kNoticesShown + 1 ? kNoticesShown : notices.length;
    const folded = notices.slice(shown);
    return html`
      <div class="notices" ?hidden=${issues.length === 0}>
        ${[...fatal, ...notices.slice(0, shown)].map((error) => this.#problem(error))}
        ${
          folded.length > 0
            ? html`<details class="small">
                <summary>${translateCount(language, 'import.moreNotices', folded.length)}</summary>
                ${folded.map((error) => this.#problem(error))}
              </details>`
            : nothing
        }
      </div>
    `;
  }

  #problem(error: EngineError): TemplateResult {
    const { language } = this.state;
    const { id, place, sentence, remedy } = problemText(language, { from: 'engine', error });
    return html`<loyalane-problem-card
      .kind=${error.severity === 'fatal' ? 'problem' : 'notice'}
      .problemId=${id}
      .place=${place}
      .sentence=${sentence}
      .remedy=${remedy}
      .remedyLabel=${translate(language, 'message.remedy')}
    ></loyalane-problem-card>`;
  }

  /** Other files with the same columns that are read in another way. */
  #alike(): TemplateResult | typeof nothing {
    const { id } = this.source;
    const count = alike(this.state.sources, id).length;
    if (count === 0) return nothing;
    return html`<div>
      <button type="button" data-action="read-alike" @click=${() => void this.workbench.readAlike(id)}>
        ${translateCount(this.state.language, 'import.alike', count)}
      </button>
    </div>`;
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

  /** What the engine found, without what the user's choices have settled since (the page says itself what is still missing), and without
   *  what is asked or told in the page's own words. */
  #issues(probe: FileProbe, choice: Choice): readonly EngineError[] {
    const open = unanswered(probe, choice).length > 0;
    const isMissing = !open && this.#isMissingAsFound(probe, choice);
    // A header that is asked about is told once, as the question.
    const asked = new Set(
      probe.issues.filter(({ id }) => kAskedColumns.has(id)).map(({ params }) => params.header ?? ''),
    );
    return probe.issues.filter(
      ({ id, severity, params }) =>
        (isMissing || id !== kRequiredMissing) &&
        (open || !kAskedColumns.has(id)) &&
        (id !== kHeaderRepeated || !asked.has(params.value ?? '')) &&
        !kLayoutFindings.has(id) &&
        (severity === 'fatal' || !kAskedFindings.has(id)) &&
        // The list above asks it in better words.
        (this.questions === 0 || !kAskedReadings.has(id)),
    );
  }

  /** What is missing is what the engine found missing; otherwise the page says it in its own words. */
  #isMissingAsFound(probe: FileProbe, choice: Choice): boolean {
    const dataset = this.state.catalogue?.datasets.find(({ id }) => id === probe.dataset);
    const missing = (of: Choice): string => JSON.stringify(dataset ? missingNeeds(dataset, probe, of) : []);
    return missing(choice) !== '[]' && missing(choice) === missing(proposedChoice(probe));
  }

  #need(fields: readonly CatalogueField[]): string {
    const { language } = this.state;
    const names = fields.map((field) => pick(language, field)).join(' / ');
    return fields.length > 1 ? translate(language, 'mapping.anyOf', { fields: names }) : names;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-source-card': SourceCard;
  }
}
