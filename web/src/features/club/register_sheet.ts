// What the screens of the registers share: looks, a table that is named by its heading, its file.

import { css, html, type TemplateResult } from 'lit';
import { translate, type Language } from '../../i18n/translate.ts';
import type { RegisterName } from '../../engine/protocol.ts';
import type { Workbench } from '../../state/workbench.ts';
import { icon } from '../../ui/icons.ts';
import { saveFile } from '../../ui/save_file.ts';

export const sheetStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: var(--care-space-2) var(--care-space-3);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr));
    gap: var(--care-space-3);
    align-items: start;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--care-space-1) var(--care-space-4);
  }
  .facts dt {
    color: var(--care-text-muted);
    font-size: var(--care-font-size-small);
  }
  .facts dd {
    font-size: var(--care-font-size-large);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  td.day,
  td.acts {
    white-space: nowrap;
  }
  td.acts {
    text-align: right;
  }
  td.wide {
    min-width: 12em;
    overflow-wrap: anywhere;
  }
  td button.quiet {
    min-height: 24px;
    padding: 0 var(--care-space-1);
  }
  tr[aria-current='true'] td {
    background: var(--care-surface-selected);
  }
  tr.off td {
    color: var(--care-text-muted);
  }
  @media print {
    .scroll {
      overflow: visible;
    }
    td.acts,
    th.acts {
      display: none;
    }
    .stack.one > :not(.printed) {
      display: none;
    }
  }
`;

export interface SheetColumn {
  readonly label: string;
  readonly isNumeric?: boolean;
  /** Of buttons: left out on paper, its label for screen readers only. */
  readonly isActs?: boolean;
}

export function sheetTable(
  titleId: string,
  columns: readonly SheetColumn[],
  rows: readonly TemplateResult[],
): TemplateResult {
  return html`
    <div class="scroll" tabindex="0" role="region" aria-labelledby=${titleId}>
      <table class="table" data-table=${titleId}>
        <thead>
          <tr>
            ${columns.map(
              ({ label, isNumeric, isActs }) =>
                html`<th scope="col" class=${isActs ? 'acts' : isNumeric ? 'numeric' : ''}>
                  ${isActs ? html`<span class="visually-hidden">${label}</span>` : label}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  `;
}

/** A button that saves what a question is answered, as a file for spreadsheets. */
export function sheetSave(
  language: Language,
  workbench: Workbench,
  register: RegisterName,
  question: Readonly<Record<string, unknown>> & { readonly view: string },
  name: string,
  failed: (reason: unknown) => void,
  label = translate(language, 'register.save'),
): TemplateResult {
  return html`
    <button
      type="button"
      data-save=${question.view}
      @click=${async () => {
        try {
          const { csv } = await workbench.club.view<{ readonly csv: string }>(register, { ...question, form: 'excel' });
          saveFile(new Blob([csv], { type: 'text/csv' }), `${name}.csv`);
        } catch (reason) {
          failed(reason);
        }
      }}
    >
      ${icon('download')} ${label}
    </button>
  `;
}
