// The rows that one cause hit: file, row, column, what stood there.

import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pick, textOr, translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import { problemText } from '../../state/problem_text.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import type { GridColumn } from '../../ui/data_grid.ts';
import type { FetchRows } from '../../ui/row_cache.ts';
import '../../ui/data_grid.ts';

const kColumns = ['file', 'row', 'column', 'value', 'what'];

@customElement('loyalane-issue-rows')
export class IssueRows extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) workbench!: Workbench;
  @property() issueId = '';
  @property({ attribute: false }) generation = 0;

  readonly #store = new StoreController(this, () => this.workbench.store);
  #language: Language | null = null;
  #fetch: FetchRows | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { language } = this.#store.state;
    if (!changed.has('issueId') && !changed.has('generation') && this.#language === language) return;
    this.#language = language;
    const { issueId } = this;
    this.#fetch = async (offset, limit) => {
      const { total, rows } = await this.workbench.issueWindow(issueId, offset, limit);
      return {
        total,
        rows: rows.map((row) => [
          row.file,
          row.row > 0 ? String(row.row) : '',
          row.column,
          row.value,
          pick(language, row),
        ]),
      };
    };
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const columns = kColumns.map((id): GridColumn => ({
      id,
      label: textOr(language, `column.${id}`, id),
      numeric: id === 'row',
    }));
    return html`<loyalane-grid
      .columns=${columns}
      .fetchRows=${this.#fetch}
      .rowsShown=${8}
      .label=${translate(language, 'issues.tableOf', { id: this.issueId })}
      .emptyText=${translate(language, 'issues.notListed')}
      .loadingText=${translate(language, 'grid.loading')}
      .failureText=${(reason: unknown) => problemText(language, problemOf(reason)).sentence}
    ></loyalane-grid>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-issue-rows': IssueRows;
  }
}
