// Every customer with both axes, type and reason. Rows come from the worker as they are scrolled into view.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount, formatFixed, formatShare } from '../../i18n/format.ts';
import { pick, textOr, translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import { problemText } from '../../state/problem_text.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import type { GridColumn } from '../../ui/data_grid.ts';
import type { FetchRows } from '../../ui/row_cache.ts';
import '../../ui/data_grid.ts';

const kFigureColumns = /^(cv|ac|coverage|s_.+)$/;

/** What is read first stands first; the other columns follow in the engine's order. */
const kFirstColumns = ['customer_id', 'customer_name', 'type', 'flags', 'cv', 'ac', 'coverage', 'reason'];

/** A missing figure is exported as nothing, and shown so. */
const figure = (text: string, format: (value: number) => string): string => (text === '' ? '' : format(Number(text)));

const inReadingOrder = (columns: readonly string[]): readonly number[] => {
  const rank = (id: string): number => (kFirstColumns.includes(id) ? kFirstColumns.indexOf(id) : kFirstColumns.length);
  return columns.map((_, at) => at).sort((a, b) => rank(columns[a] ?? '') - rank(columns[b] ?? '') || a - b);
};

@customElement('loyalane-customer-table')
export class CustomerTable extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) workbench!: Workbench;
  /** Which result the rows belong to; a new one empties the table. */
  @property({ attribute: false }) generation = 0;
  @state() private columns: readonly string[] = [];
  @state() private total: number | null = null;

  readonly #store = new StoreController(this, () => this.workbench.store);
  #shown: { generation: number; language: Language } | null = null;
  #fetch: FetchRows | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language } = this.#store.state;
    if (this.#shown?.generation === this.generation && this.#shown.language === language) return;
    this.#shown = { generation: this.generation, language };
    this.#fetch = async (offset, limit) => {
      const window = await this.workbench.segmentWindow(offset, limit);
      const order = inReadingOrder(window.columns);
      const cells = order.map((at) => this.#reader(language, window.columns[at] ?? ''));
      this.columns = order.map((at) => window.columns[at] ?? '');
      this.total = window.total;
      return {
        total: window.total,
        rows: window.rows.map((row) => order.map((at, column) => cells[column]?.(row[at] ?? '') ?? '')),
      };
    };
  }

  /** How a column's text, which is the exported one, is shown: ids by their names, figures shortened; the export keeps every digit. */
  #reader(language: Language, column: string): (text: string) => string {
    const types = this.#store.state.result?.summary.types ?? [];
    switch (column) {
      case 'type':
      case 'raw_type':
        return (text) => {
          const type = types.find(({ id }) => id === text);
          return type ? pick(language, type) : text;
        };
      case 'flags':
        return (text) =>
          text
            .split(/[|;, ]+/)
            .map((flag) => textOr(language, `flag.${flag}`, flag))
            .join(translate(language, 'list.separator'));
      case 'coverage':
        return (text) => figure(text, (value) => formatShare(language, value));
      default:
        return kFigureColumns.test(column)
          ? (text) => figure(text, (value) => formatFixed(language, value, 2))
          : (text) => text;
    }
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const columns = this.columns.map((id): GridColumn => ({
      id,
      label: textOr(language, `column.${id}`, id),
      numeric: kFigureColumns.test(id),
    }));
    return html`
      <section class="stack" aria-labelledby="table">
        <div class="row">
          <h2 id="table">${translate(language, 'segment.table')}</h2>
          <span class="muted small">
            ${this.total === null ? nothing : translate(language, 'segment.tableHint', { total: formatCount(language, this.total) })}
          </span>
        </div>
        <loyalane-grid
          .columns=${columns}
          .fetchRows=${this.#fetch}
          .label=${translate(language, 'segment.table')}
          .emptyText=${translate(language, 'grid.empty')}
          .loadingText=${translate(language, 'grid.loading')}
          .failureText=${(reason: unknown) => problemText(language, problemOf(reason)).sentence}
        ></loyalane-grid>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-customer-table': CustomerTable;
  }
}
