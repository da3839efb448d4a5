// The columns of a file: what stands in each, which field it is taken for, and how well its values can be read as that.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CatalogueField, FileProbe, ProbeColumn } from '../../engine/protocol.ts';
import { formatCount, formatShare } from '../../i18n/format.ts';
import { pick, textOr, translate, type Language } from '../../i18n/translate.ts';
import { isAsked } from '../../state/choice.ts';
import type { Choice } from '../../state/state.ts';
import { controls } from '../../ui/controls.ts';
import { fieldGroups, fitOf, guessedType, kGoodShare } from './mapping_facts.ts';
import { waitsForAnswer } from './questions.ts';

const kSure = 0.9;
const kLikely = 0.6;

type Level = 'high' | 'middle' | 'low';
const levelOf = (confidence: number): Level =>
  confidence >= kSure ? 'high' : confidence >= kLikely ? 'middle' : 'low';
const kBars: Readonly<Record<Level, number>> = { high: 3, middle: 2, low: 1 };

/** Fires `field` (CustomEvent, detail: column index and the field, null for none). */
export interface FieldChoice {
  readonly column: number;
  readonly field: string | null;
}

@customElement('loyalane-column-table')
export class ColumnTable extends LitElement {
  static override styles = [
    controls,
    css`
      .scroll {
        overflow-x: auto;
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
      }
      table {
        width: 100%;
        border-collapse: collapse;
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
        max-width: 320px;
        color: var(--care-text-muted);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .sample + .sample::before {
        content: ' · ';
        color: var(--care-line-strong);
      }
      td select {
        width: 100%;
        min-width: 150px;
      }
      .kind {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        white-space: nowrap;
      }
      .good {
        color: var(--care-success);
      }
      .poor {
        color: var(--care-warning);
      }
      .sure {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        white-space: nowrap;
      }
      .bars {
        display: inline-grid;
        grid-auto-flow: column;
        align-items: end;
        gap: 2px;
      }
      .bars i {
        width: 4px;
        height: 6px;
        border-radius: 1px;
        background: var(--care-line);
      }
      .bars i:nth-child(2) {
        height: 9px;
      }
      .bars i:nth-child(3) {
        height: 12px;
      }
      .bars i.on {
        background: var(--care-line-strong);
      }
      .below {
        display: none;
      }
      .first-sample {
        color: var(--care-text-muted);
        font-weight: 400;
        font-size: var(--care-font-size-small);
      }
      @media (max-width: 760px) {
        .below {
          display: block;
        }
        .samples,
        .number,
        .aside {
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
      tr.asks select {
        border-color: var(--care-warning);
        border-width: 2px;
      }
    `,
  ];

  @property() language: Language = 'zh';
  @property({ attribute: false }) probe!: FileProbe;
  @property({ attribute: false }) choice!: Choice;
  @property({ attribute: false }) fields: readonly CatalogueField[] = [];

  override render(): TemplateResult {
    const { language, probe } = this;
    const label = translate(language, 'mapping.columns', { name: probe.name });
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${label}>
        <table>
          <caption class="visually-hidden">
            ${label}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="number">#</th>
              <th scope="col">${translate(language, 'mapping.column')}</th>
              <th scope="col" class="samples">${translate(language, 'mapping.samples')}</th>
              <th scope="col">${translate(language, 'mapping.field')}</th>
              <th scope="col" class="aside">${translate(language, 'import.kindAndFit')}</th>
              <th scope="col" class="aside">${translate(language, 'mapping.confidence')}</th>
            </tr>
          </thead>
          <tbody>
            ${probe.columns.map((column) => this.#row(column))}
          </tbody>
        </table>
      </div>
    `;
  }

  #row(column: ProbeColumn): TemplateResult {
    const { language, probe, choice, fields } = this;
    const held = choice.fields[String(column.index)] ?? null;
    const field = fields.find(({ id }) => id === held) ?? null;
    const asks = isAsked(probe, column) && !choice.answered.includes(column.index);
    const header = column.header === '' ? translate(language, 'mapping.emptyHeader') : column.header;
    const samples = column.samples.filter((sample) => sample.trim() !== '');
    const kind = this.#kind(column, field);
    return html`
      <tr class=${asks ? 'asks' : field === null ? 'unused' : ''}>
        <td class="number">${column.index + 1}</td>
        <th scope="row">
          ${header}${samples[0] === undefined ? nothing : html`<span class="first-sample below">${samples[0]}</span>`}
        </th>
        <td class="samples" title=${samples.join('\n')}>
          ${
            samples.length === 0
              ? translate(language, 'import.noSamples')
              : samples.map((sample) => html`<span class="sample">${sample}</span>`)
          }
        </td>
        <td>
          ${this.#select(column, header, held, asks)}
          ${asks ? html`<div class="small warning">${translate(language, 'mapping.asks')}</div>` : nothing}
          <div class="small below">${kind}</div>
        </td>
        <td class="aside">${kind}</td>
        <td class="aside">
          ${field !== null && held === column.field ? this.#confidence(column.confidence) : this.#byHand(held)}
        </td>
      </tr>
    `;
  }

  #select(column: ProbeColumn, header: string, held: string | null, asks: boolean): TemplateResult {
    const { language, fields } = this;
    const groups = fieldGroups(fields, column);
    const option = (one: CatalogueField): TemplateResult =>
      html`<option value=${one.id} .selected=${one.id === held}>
        ${one.required ? translate(language, 'mapping.requiredField', { field: pick(language, one) }) : pick(language, one)}
      </option>`;
    return html`
      <select
        aria-label=${translate(language, 'mapping.fieldOf', { number: String(column.index + 1), header })}
        @change=${(event: Event) => this.#chosen(column.index, (event.target as HTMLSelectElement).value)}
      >
        ${
          asks
            ? html`<option value="" disabled .selected=${true}>${translate(language, 'mapping.choose')}</option>`
            : nothing
        }
        <option value="unused" .selected=${!asks && held === null}>${translate(language, 'mapping.unused')}</option>
        ${groups.map(
          ({ group, fields: members }) =>
            html`<optgroup label=${translate(language, `import.group.${group}`)}>${members.map(option)}</optgroup>`,
        )}
      </select>
    `;
  }

  /** The type's word, and how many of the values can be read as it; mark, words and colour say the same. */
  #kind(column: ProbeColumn, field: CatalogueField | null): TemplateResult {
    const { language, probe, choice } = this;
    const type = field?.type ?? guessedType(column);
    const word = textOr(language, `import.type.${type}`, type);
    if (field && waitsForAnswer(probe, field.type, column.header)) {
      return html`<span class="kind poor">
        <span class="tag">${word}</span>
        <span><span aria-hidden="true">?</span> ${translate(language, 'import.fitLater')}</span>
      </span>`;
    }
    const fit = field ? fitOf(probe, choice, field, column) : null;
    if (fit === null) return html`<span class="kind"><span class="tag muted">${word}</span></span>`;
    const isGood = 'share' in fit ? fit.share >= kGoodShare : fit.samples.read === fit.samples.of;
    const text =
      'share' in fit
        ? translate(language, 'import.fit', { share: fit.share === 1 ? '100%' : formatShare(language, fit.share) })
        : translate(language, 'import.fitSamples', {
            read: formatCount(language, fit.samples.read),
            of: formatCount(language, fit.samples.of),
          });
    return html`
      <span class="kind ${isGood ? 'good' : 'poor'}">
        <span class="tag">${word}</span>
        <span><span aria-hidden="true">${isGood ? '✓' : '!'}</span> ${text}</span>
      </span>
    `;
  }

  #confidence(confidence: number): TemplateResult {
    const level = levelOf(confidence);
    return html`
      <span class="sure">
        <span class="bars" aria-hidden="true">
          ${[1, 2, 3].map((bar) => html`<i class=${bar <= kBars[level] ? 'on' : ''}></i>`)}
        </span>
        ${translate(this.language, `confidence.${level}`)}
      </span>
    `;
  }

  #byHand(held: string | null): string {
    return held === null ? '–' : translate(this.language, 'import.byHand');
  }

  #chosen(column: number, value: string): void {
    const detail: FieldChoice = { column, field: value === 'unused' ? null : value };
    this.dispatchEvent(new CustomEvent<FieldChoice>('field', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-column-table': ColumnTable;
  }
}
