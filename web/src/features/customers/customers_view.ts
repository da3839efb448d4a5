// The customers as a table: found, narrowed, ordered, copied, opened. Its rows are those of the look that every other part shows, so
// that they change in the same moment; rows further away are asked for as they come into view.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { kWindowRowsMax } from '../../engine/protocol.ts';
import { columnLabel, isFigure } from '../../i18n/customer_columns.ts';
import { formatCount } from '../../i18n/format.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import { problemText } from '../../state/problem_text.ts';
import type { Shown } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { copyText } from '../../ui/clipboard.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/data_grid.ts';
import { kCopyRowsMax, type CopyRequest, type GridColumn, type GridSnapshot } from '../../ui/data_grid.ts';
import '../../ui/empty.ts';
import { tsv, type GridRow } from '../../ui/grid_cell.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/menu.ts';
import type { FetchRows } from '../../ui/row_cache.ts';
import { cellOf, nextSort } from './cells.ts';
import { filterKind, filterOf } from './column_filter.ts';
import './column_choice_dialog.ts';
import './column_filter_dialog.ts';
import { windowsOf } from './copied_rows.ts';
import './filter_bar.ts';
import { clearView, namesOf } from './filter_bar.ts';
import { kKeyColumn } from './column_choice.ts';

/** At most so many rows travel in one window. */
const kWindowRows: typeof kWindowRowsMax = 200;

/** A name of some thirteen characters; a longer one shows whole in its tooltip and on the card. */
const kNamePixelsMax = 200;

/** A search starts so long after the last key. */
const kSearchPauseMilliseconds = 120;

@customElement('loyalane-customers-view')
export class CustomersView extends LitElement {
  static override styles = [
    controls,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--care-space-2);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-1) var(--care-space-3);
        min-height: var(--care-control-height);
      }
      loyalane-column-choice,
      loyalane-column-filter {
        display: contents;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-2);
      }
      .search {
        position: relative;
        flex: 1 1 280px;
        max-width: 480px;
      }
      .search input {
        width: 100%;
      }
      .body {
        min-height: calc(var(--care-row-height) * 5);
      }
      .body.long {
        min-height: calc(var(--care-row-height) * 16 + 18px);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--care-space-3);
        min-height: calc(var(--care-font-size-small) * var(--care-line-height));
      }
      @media (max-width: 520px) {
        .search {
          flex-basis: 100%;
          max-width: none;
        }
      }
      @media print {
        .tools,
        .foot {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** What stands in the search field while it is typed; null: what the view has. */
  @state() private typed: string | null = null;
  @state() private choosesColumns = false;
  @state() private filtered: string | null = null;
  @state() private selection: { readonly from: number; readonly to: number } | null = null;
  /** What the last copying came to. */
  @state() private said = '';

  readonly #store = new StoreController(this, () => this.workbench.store);
  #searchTimer: ReturnType<typeof setTimeout> | null = null;
  #snapshot: { readonly of: Shown; readonly language: Language; readonly grid: GridSnapshot } | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#searchTimer !== null) clearTimeout(this.#searchTimer);
  }

  override render(): TemplateResult | typeof nothing {
    const { state: now } = this.#store;
    const { language, shown, document } = now;
    if (!shown) return nothing;
    const { selected, summary, table } = shown.value;
    const total = formatCount(language, summary.customers);
    return html`
      <section class="card" aria-labelledby="title">
        <div class="head">
          <h2 id="title">${translate(language, 'customers.title')}</h2>
          <span class="muted">
            ${
              selected.customers === summary.customers
                ? translate(language, 'customers.countAll', { total })
                : translate(language, 'customers.count', { shown: formatCount(language, selected.customers), total })
            }
          </span>
          <loyalane-filter-bar plain .workbench=${this.workbench}></loyalane-filter-bar>
        </div>
        <div class="tools">
          <input
            type="search"
            class="search"
            autocomplete="off"
            spellcheck="false"
            aria-label=${translate(language, 'customers.search')}
            placeholder=${translate(language, 'customers.searchHint')}
            title=${translate(language, 'customers.searchHint')}
            .value=${live(this.typed ?? document.view.search)}
            @input=${this.#searchTyped}
            @compositionend=${this.#searchTyped}
            @change=${this.#searchNow}
          />
          ${this.#filterMenu(language, shown)}
          <button type="button" data-columns @click=${() => (this.choosesColumns = true)}>
            ${icon('columns')} ${translate(language, 'customers.columns')}
          </button>
          <button
            type="button"
            data-copy
            ?disabled=${this.selection === null}
            @click=${() => void this.#copySelection()}
          >
            ${icon('copy')} ${translate(language, 'customers.copy')}
          </button>
        </div>
        <div class=${summary.customers > 15 ? 'body long' : 'body'}>
          ${table.total === 0 ? this.#empty(language, summary.customers) : this.#grid(language, shown)}
        </div>
        <div class="foot small muted">
          <span>${translate(language, 'customers.copyHint')}</span>
          <span role="status">
            ${
              this.said !== ''
                ? this.said
                : this.selection
                  ? translate(language, 'customers.selected', {
                      count: formatCount(language, this.selection.to - this.selection.from),
                    })
                  : nothing
            }
          </span>
        </div>
        <loyalane-column-choice
          .workbench=${this.workbench}
          .open=${this.choosesColumns}
          @close=${() => (this.choosesColumns = false)}
        ></loyalane-column-choice>
        <loyalane-column-filter
          .workbench=${this.workbench}
          .column=${this.filtered}
          @close=${() => (this.filtered = null)}
        ></loyalane-column-filter>
      </section>
    `;
  }

  #filterMenu(language: Language, { request }: Shown): TemplateResult {
    const { filters } = this.#store.state.document.view;
    const items = request.table.columns
      .filter((id) => filterKind(id) !== null)
      .map((id) => ({
        id,
        label: columnLabel(language, id),
        ...(filterOf(filters, id) && { hint: translate(language, 'customers.filterSet') }),
      }));
    return html`<loyalane-menu
      icon="filter"
      .label=${translate(language, 'customers.filter')}
      .items=${items}
      @choose=${(event: CustomEvent<string>) => (this.filtered = event.detail)}
    ></loyalane-menu>`;
  }

  #empty(language: Language, customers: number): TemplateResult {
    return customers === 0
      ? html`<loyalane-empty icon="user" .heading=${translate(language, 'customers.noneAtAll')}></loyalane-empty>`
      : html`<loyalane-empty
          icon="filter"
          .heading=${translate(language, 'customers.noneTitle')}
          .text=${translate(language, 'customers.noneText')}
        >
          <button type="button" class="primary" data-clear @click=${this.#clear}>
            ${translate(language, 'customers.clear')}
          </button>
        </loyalane-empty>`;
  }

  #grid(language: Language, shown: Shown): TemplateResult {
    const { columns } = shown.request.table;
    return html`<loyalane-grid
      openable
      .columns=${columns.map((id): GridColumn => ({
        id,
        label: columnLabel(language, id),
        head: textOr(language, `customers.head.${id}`, columnLabel(language, id)),
        numeric: isFigure(id),
        sortable: true,
        ...(id === 'customer_name' && { maxPixels: kNamePixelsMax }),
        ...(id === kKeyColumn ? {} : { define: id }),
      }))}
      .fetchRows=${this.#fetch}
      .snapshot=${this.#snapshotOf(language, shown)}
      .scrollKey=${JSON.stringify([shown.generation, shown.request.view])}
      .sort=${shown.request.view.sort}
      .currentKey=${this.#store.state.customer}
      .label=${translate(language, 'customers.title')}
      .emptyText=${translate(language, 'customers.noneTitle')}
      .loadingText=${translate(language, 'grid.loading')}
      .failureText=${(reason: unknown) => problemText(language, problemOf(reason)).sentence}
      @sort=${this.#sorted}
      @open=${this.#opened}
      @rows-shown=${this.#rowsShown}
      @selection=${this.#selected}
      @copy-rows=${this.#copyAsked}
      @copied=${(event: CustomEvent<{ rows: number }>) => this.#sayCopied(event.detail.rows)}
      @copy-failed=${(event: CustomEvent<{ max?: number }>) => this.#sayNotCopied(event.detail.max)}
    ></loyalane-grid>`;
  }

  /** The table of the look as the grid takes it; the same look gives the same snapshot. */
  #snapshotOf(language: Language, shown: Shown): GridSnapshot {
    if (this.#snapshot?.of === shown && this.#snapshot.language === language) return this.#snapshot.grid;
    const { table } = shown.value;
    const grid: GridSnapshot = {
      key: shown,
      offset: shown.request.table.offset,
      total: table.total,
      rows: table.rows.map((row) => this.#cells(language, shown, row)),
    };
    this.#snapshot = { of: shown, language, grid };
    return grid;
  }

  readonly #fetch: FetchRows = async (offset, limit) => {
    const { shown } = this.#store.state;
    const window = await this.workbench.customerWindow(offset, limit);
    const { language } = this.#store.state;
    if (!shown) return { total: 0, rows: [] };
    return { total: window.total, rows: window.rows.map((row) => this.#cells(language, shown, row)) };
  };

  #cells(language: Language, shown: Shown, row: readonly string[]): GridRow {
    const names = namesOf(this.#store.state);
    const { thresholds } = shown.value.summary;
    return shown.request.table.columns.map((id, at) => cellOf(language, id, row[at] ?? '', names, thresholds));
  }

  readonly #sorted = ({ detail: { column } }: CustomEvent<{ column: string }>): void => {
    this.workbench.setSort(nextSort(this.#store.state.document.view.sort, column));
  };

  /** Says where in the table the customer stands, so that a card can go on from there: a table of a million rows is not searched. */
  readonly #opened = ({ detail: { key, index } }: CustomEvent<{ key: string; index: number }>): void => {
    this.dispatchEvent(
      new CustomEvent('loyalane-customer-place', { detail: { id: key, place: index }, bubbles: true, composed: true }),
    );
    this.workbench.openCustomer(key);
  };

  readonly #rowsShown = ({ detail }: CustomEvent<{ offset: number; limit: number }>): void => {
    this.workbench.showRows(detail.offset, Math.min(detail.limit, kWindowRows));
  };

  readonly #selected = ({ detail }: CustomEvent<CustomersView['selection']>): void => {
    this.selection = detail;
    this.said = '';
  };

  /** The button is gone with the empty table; the keyboard goes on where the search began. */
  readonly #clear = (): void => {
    this.renderRoot.querySelector<HTMLElement>('input[type=search]')?.focus();
    clearView(this.workbench);
  };

  // --- search ---

  readonly #searchTyped = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    if (this.#searchTimer !== null) clearTimeout(this.#searchTimer);
    // Half a syllable of an input method is no search.
    if (event instanceof InputEvent && event.isComposing) return;
    this.#searchTimer = setTimeout(this.#searchNow, kSearchPauseMilliseconds);
  };

  readonly #searchNow = (): void => {
    if (this.#searchTimer !== null) clearTimeout(this.#searchTimer);
    this.#searchTimer = null;
    const { typed } = this;
    this.typed = null;
    if (typed !== null) this.workbench.setSearch(typed);
  };

  // --- copy ---

  readonly #copyAsked = ({ detail: { from, to, answer } }: CustomEvent<CopyRequest>): void => {
    answer(this.#textOf(from, to));
  };

  async #copySelection(): Promise<void> {
    const { selection } = this;
    if (!selection) return;
    const rows = selection.to - selection.from;
    if (rows > kCopyRowsMax) {
      this.#sayNotCopied(kCopyRowsMax);
      return;
    }
    try {
      await copyText(this.#textOf(selection.from, selection.to));
      this.#sayCopied(rows);
    } catch {
      this.#sayNotCopied();
    }
  }

  /** Rows as they are exported, under the columns' names. */
  async #textOf(from: number, to: number): Promise<string> {
    const { language, shown } = this.#store.state;
    const columns = shown?.request.table.columns ?? [];
    const windows: (readonly (readonly string[])[])[] = [];
    for (const { offset, limit } of windowsOf(from, to, kWindowRows))
      windows.push((await this.workbench.customerWindow(offset, limit)).rows);
    return tsv(
      columns.map((id) => ({ label: columnLabel(language, id), numeric: isFigure(id) })),
      windows.flat(),
    );
  }

  #sayCopied(rows: number): void {
    const { language } = this.#store.state;
    this.said = translate(language, 'customers.copied', { rows: formatCount(language, rows) });
  }

  #sayNotCopied(max?: number): void {
    const { language } = this.#store.state;
    this.said =
      max === undefined
        ? translate(language, 'customers.copyFailed')
        : translate(language, 'customers.copyTooMany', { max: formatCount(language, max) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-customers-view': CustomersView;
  }
}
