// The first rows of a file as they stand in it: row numbers, the header marked, what is above it greyed.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FileProbe } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';

const kRowsFirst = 8;
/** More columns than that are no help to a reader, and many cells. */
const kColumnsShown = 40;

@customElement('loyalane-file-preview')
export class FilePreview extends LitElement {
  static override styles = [
    controls,
    css`
      summary {
        color: var(--care-accent);
        font-weight: 600;
      }
      .scroll {
        margin-top: var(--care-space-2);
        max-height: 360px;
        overflow: auto;
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
      }
      table {
        border-collapse: collapse;
        font-size: var(--care-font-size-small);
      }
      td {
        max-width: 220px;
        padding: 2px var(--care-space-2);
        border-bottom: 1px solid var(--care-line);
        border-right: 1px solid var(--care-line);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      tr:last-child td {
        border-bottom: 0;
      }
      .number {
        position: sticky;
        left: 0;
        z-index: 1;
        background: var(--care-surface-sunken);
        color: var(--care-text-muted);
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      .header td {
        background: var(--care-surface-selected);
        font-weight: 600;
      }
      .header .number {
        color: var(--care-accent);
      }
      .above td:not(.number) {
        background: var(--care-surface-sunken);
        color: var(--care-text-muted);
      }
      .more {
        margin-top: var(--care-space-1);
      }
    `,
  ];

  @property() language: Language = 'zh';
  @property({ attribute: false }) probe!: FileProbe;
  @property({ type: Boolean }) isOpen = false;
  @state() private isWhole = false;

  override render(): TemplateResult | typeof nothing {
    const { language } = this;
    const { preview, name } = this.probe;
    if (preview.length === 0) return nothing;
    const columns = Math.max(...preview.map((row) => row.length));
    const rows = this.isWhole ? preview : preview.slice(0, Math.max(kRowsFirst, this.#headerEnd + 2));
    const label = `${translate(language, 'import.start')} · ${name}`;
    return html`
      <details ?open=${this.isOpen}>
        <summary>${translate(language, 'import.start')}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${label}>
          <table>
            <tbody>
              ${rows.map((cells, at) => this.#row(cells, at + 1, Math.min(columns, kColumnsShown)))}
            </tbody>
          </table>
        </div>
        ${
          columns > kColumnsShown
            ? html`<p class="small muted more">
                ${translate(language, 'import.startColumns', {
                  shown: formatCount(language, kColumnsShown),
                  count: formatCount(language, columns),
                })}
              </p>`
            : nothing
        }
        ${
          rows.length < preview.length
            ? html`<button
                class="quiet more"
                type="button"
                data-action="all-rows"
                @click=${() => (this.isWhole = true)}
              >
                ${translateCount(language, 'import.startAll', preview.length)}
              </button>`
            : nothing
        }
      </details>
    `;
  }

  /** The header's last row. */
  get #headerEnd(): number {
    const { headerRow, headerRows } = this.probe;
    return headerRow === 0 ? 0 : headerRow + headerRows - 1;
  }

  #row(cells: readonly string[], number: number, columns: number): TemplateResult {
    const { language } = this;
    const { headerRow } = this.probe;
    const kind = number < headerRow ? 'above' : number <= this.#headerEnd ? 'header' : '';
    const word =
      kind === 'above'
        ? translate(language, 'import.startAbove')
        : kind === 'header'
          ? translate(language, 'import.startHeader')
          : '';
    return html`
      <tr class=${kind}>
        <td class="number" title=${word || nothing}>
          <span class="visually-hidden">${translate(language, 'import.startRow')}</span> ${number}
          ${
            kind === 'header'
              ? html`<span class="tag">${word}</span>`
              : word
                ? html`<span class="visually-hidden">${word}</span>`
                : nothing
          }
        </td>
        ${Array.from({ length: columns }, (_, at) => html`<td title=${cells[at] ?? ''}>${cells[at] ?? ''}</td>`)}
      </tr>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-file-preview': FilePreview;
  }
}
