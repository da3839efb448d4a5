// A table of any length: rows are asked for in windows as they come into view, and only those near the view are in the page.
// A native <table> with its row numbers told to assistive technology; the first column names the row and stays in view.

import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { columnWidthPixels, gridGeometry, gridSlice, kRowHeightPixels, type GridGeometry } from './grid_geometry.ts';
import { RowCache, type FetchRows } from './row_cache.ts';

export interface GridColumn {
  readonly id: string;
  readonly label: string;
  /** Figures stand to the right. */
  readonly numeric: boolean;
}

const kScrollBarPixels = 16;
const kLineModePixels = 40;

interface Drawn {
  readonly from: number;
  readonly rows: readonly (readonly string[])[];
}

@customElement('loyalane-grid')
export class DataGrid extends LitElement {
  static override styles = [
    controls,
    css`
      .frame {
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
        background: var(--care-surface);
        overflow: auto;
        overflow-anchor: none;
      }
      .frame:focus-visible {
        outline-offset: -2px;
      }
      table {
        position: relative;
        table-layout: fixed;
        width: 100%;
        border-collapse: separate;
        border-spacing: 0;
      }
      tr {
        height: ${kRowHeightPixels}px;
      }
      th,
      td {
        height: ${kRowHeightPixels}px;
        padding: 0 var(--care-space-2);
        border-bottom: 1px solid var(--care-line);
        background: var(--care-surface);
        text-align: left;
        font-weight: 400;
        line-height: 1;
        white-space: pre;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      thead th {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--care-surface-sunken);
        color: var(--care-text-muted);
        font-weight: 600;
      }
      th:first-child {
        position: sticky;
        left: 0;
        border-right: 1px solid var(--care-line);
      }
      thead th:first-child {
        z-index: 2;
      }
      .numeric {
        text-align: right;
      }
      tbody tr:hover > * {
        background: var(--care-surface-hover);
      }
      .note {
        padding: var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) columns: readonly GridColumn[] = [];
  /** Where rows come from; a new function means a new table. */
  @property({ attribute: false }) fetchRows: FetchRows | null = null;
  @property() label = '';
  @property() emptyText = '';
  @property() loadingText = '';
  /** Rows in view at most, the header included; a shorter table is shorter. */
  @property({ type: Number }) rowsShown = 16;
  /** Says why rows could not be had. */
  @property({ attribute: false }) failureText: (reason: unknown) => string = String;

  /** Null until the first window has come. */
  @state() private total: number | null = null;
  @state() private drawn: Drawn = { from: 0, rows: [] };
  @state() private failure: string | null = null;

  #cache: RowCache | null = null;
  #firstRows: Drawn['rows'] = [];
  #widths: readonly number[] = [];
  /** The headers that #widths was measured with. */
  #measured = '';
  #scrollPending = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('fetchRows') && this.fetchRows) {
      this.#cache = new RowCache(this.fetchRows);
      this.failure = null;
      void this.#load(this.#cache, 0, this.rowsShown * 2, true);
    }
    // Widths are set once, from the headers and the first rows, so that nothing shifts while scrolling.
    const headers = this.columns.map(({ label }) => label).join('\n');
    if (headers !== this.#measured) {
      this.#measured = headers;
      this.#widths = this.columns.map(({ label }, at) =>
        columnWidthPixels([label, ...this.#firstRows.map((row) => row[at] ?? '')]),
      );
    }
  }

  protected override updated(changed: PropertyValues): void {
    const frame = this.#frame;
    if (!frame) return;
    const geometry = this.#geometry;
    // Through the object model, because a style attribute would break the content policy.
    const shownRows = Math.min(this.rowsShown, geometry.rows + 1);
    frame.style.height = `${shownRows * kRowHeightPixels + kScrollBarPixels + 2}px`;
    const sizer = frame.querySelector<HTMLElement>('.sizer');
    const table = frame.querySelector('table');
    sizer?.style.setProperty('height', `${geometry.scrolledPixels}px`);
    sizer?.style.setProperty('width', `max(100%, ${this.#widths.reduce((sum, width) => sum + width, 0)}px)`);
    frame.querySelectorAll('col').forEach((col, at) => col.style.setProperty('width', `${this.#widths[at] ?? 0}px`));
    if (table && changed.has('drawn')) {
      // The rows may have come after another scroll; they stand where they belong, not where the view is.
      const { topPixels, from } = gridSlice(geometry, frame.scrollTop);
      table.style.top = `${topPixels + (this.drawn.from - from) * kRowHeightPixels}px`;
    }
  }

  override render(): TemplateResult {
    if (this.failure !== null) return html`<p class="frame note danger" role="alert">${this.failure}</p>`;
    if (this.total === null) return html`<p class="frame note muted" role="status">${this.loadingText}</p>`;
    if (this.total === 0) return html`<p class="frame note muted">${this.emptyText}</p>`;
    const { from, rows } = this.drawn;
    return html`
      <div
        class="frame"
        role="region"
        aria-label=${this.label}
        tabindex="0"
        @scroll=${this.#scrolled}
        @wheel=${this.#wheeled}
        @keydown=${this.#pressed}
      >
        <div class="sizer">
          <table aria-label=${this.label} aria-rowcount=${this.total + 1}>
            <colgroup>
              ${this.columns.map(() => html`<col />`)}
            </colgroup>
            <thead>
              <tr aria-rowindex="1">
                ${this.columns.map(
                  ({ label, numeric }) =>
                    html`<th scope="col" class=${numeric ? 'numeric' : ''} title=${label}>${label}</th>`,
                )}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                // By position, so that scrolling writes new text into the rows that are there.
                (row, at) => html`
                  <tr aria-rowindex=${from + at + 2}>
                    ${this.columns.map(({ numeric }, column) => {
                      const text = row[column] ?? '';
                      const look = numeric ? 'numeric' : '';
                      return column === 0
                        ? html`<th scope="row" class=${look} title=${text}>${text}</th>`
                        : html`<td class=${look} title=${text}>${text}</td>`;
                    })}
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
      </div>
    `;
  }

  get #frame(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('div.frame');
  }

  get #geometry(): GridGeometry {
    const shown = Math.min(this.rowsShown, (this.total ?? 0) + 1);
    // Before the first layout the frame has no height of its own.
    const viewPixels = this.#frame?.clientHeight ?? 0;
    return gridGeometry(this.total ?? 0, viewPixels > 0 ? viewPixels : shown * kRowHeightPixels);
  }

  async #load(cache: RowCache, from: number, to: number, fresh = false): Promise<void> {
    try {
      const { total, rows } = await cache.rows(from, to);
      if (this.#cache !== cache) return;
      if (fresh) {
        const frame = this.#frame;
        if (frame) frame.scrollTop = 0;
        this.#firstRows = rows;
        this.#measured = '';
      }
      this.total = total;
      this.drawn = { from, rows };
    } catch (reason) {
      if (this.#cache === cache) this.failure = this.failureText(reason);
    }
  }

  /** Draws what has come into view, at most once per frame. */
  readonly #scrolled = (): void => {
    if (this.#scrollPending) return;
    this.#scrollPending = true;
    requestAnimationFrame(() => {
      this.#scrollPending = false;
      const frame = this.#frame;
      if (!frame || !this.#cache) return;
      const { from, to } = gridSlice(this.#geometry, frame.scrollTop);
      void this.#load(this.#cache, from, to);
    });
  };

  /** In a very long table one scrolled pixel is many content pixels; wheel and keys still move by rows. */
  #scrollBy(contentPixels: number): void {
    const frame = this.#frame;
    if (frame) frame.scrollTop += contentPixels / this.#geometry.scale;
  }

  readonly #wheeled = (event: WheelEvent): void => {
    if (this.#geometry.scale === 1 || event.deltaY === 0 || event.ctrlKey) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? kLineModePixels : 1;
    this.#scrollBy(event.deltaY * unit);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (this.#geometry.scale === 1) return;
    const page = this.#geometry.viewPixels - 2 * kRowHeightPixels;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: kRowHeightPixels,
      ArrowUp: -kRowHeightPixels,
      PageDown: page,
      PageUp: -page,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    this.#scrollBy(move);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-grid': DataGrid;
  }
}
