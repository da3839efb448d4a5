// Saves results as files. The bytes come from the engine: the same that the command line writes.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExportSubject } from '../../engine/protocol.ts';
import { translate } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';

/** A download has certainly begun by then, and the bytes may be let go. */
const kKeepBytesMilliseconds = 60_000;

function save(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), kKeepBytesMilliseconds);
}

@customElement('loyalane-export-bar')
export class ExportBar extends LitElement {
  static override styles = [
    controls,
    css`
      .row {
        justify-content: flex-end;
      }
      [role='status'] {
        flex-basis: 100%;
        min-height: 18px;
        text-align: right;
      }
      @media (max-width: 520px) {
        .row {
          justify-content: flex-start;
        }
        [role='status'] {
          text-align: left;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { language, result, exporting, exported } = this.#store.state;
    if (!result) return nothing;
    const { excluded, notices, asOf } = result.report;
    const suffix = asOf === null ? '' : `-${asOf}`;
    const button = (
      label: 'export.segments' | 'export.segmentsExcel' | 'export.issues',
      name: 'export.nameSegments' | 'export.nameSegmentsExcel' | 'export.nameIssues',
      what: ExportSubject,
      excel: boolean,
    ): TemplateResult => html`
      <button
        type="button"
        data-export=${excel ? `${what}-excel` : what}
        title=${excel ? translate(language, 'export.excelHint') : nothing}
        ?disabled=${exporting}
        @click=${() => void this.#export(what, excel, `${translate(language, name)}${suffix}.csv`)}
      >
        ${translate(language, label)}
      </button>
    `;
    return html`
      <div class="row" role="group" aria-label=${translate(language, 'export.title')}>
        ${button('export.segments', 'export.nameSegments', 'segment', false)}
        ${button('export.segmentsExcel', 'export.nameSegmentsExcel', 'segment', true)}
        ${excluded.length + notices.length > 0 ? button('export.issues', 'export.nameIssues', 'issues', true) : nothing}
        <span class="small muted" role="status">
          ${
            exporting
              ? translate(language, 'export.running')
              : exported
                ? translate(language, 'export.done', { name: exported })
                : nothing
          }
        </span>
      </div>
    `;
  }

  async #export(what: ExportSubject, excel: boolean, name: string): Promise<void> {
    const bytes = await this.workbench.export(what, excel, name);
    if (bytes) save(bytes, name);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-export-bar': ExportBar;
  }
}
