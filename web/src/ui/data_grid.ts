// A table of any length: rows are asked for in windows as they come into view, and only those near the view are in the page.
// One stop of the Tab key for its header and one for its rows, with a row cursor; the first column names the row and stays in view.
// Row count and numbers are told to assistive technology.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { copyText } from './clipboard.ts';
import { controls } from './controls.ts';
import { dataGridStyles } from './data_grid_styles.ts';
import { cellText, tsv, type GridCell, type GridRow, type GridTone } from './grid_cell.ts';
import {
  columnWidthPixels,
  contentTopAt,
  contentTopToShow,
  firstVisibleRow,
  gridGeometry,
  gridSlice,
  kHeightMaxPixels,
  kRowHeightPixels,
  pageRows,
  type GridGeometry,
} from './grid_geometry.ts';
import {
  allSelected,
  copiedRows,
  cursorTo,
  kNoSelection,
  movedCursor,
  selectedRows,
  within,
  type GridSelection,
  type RowRange,
} from './grid_selection.ts';
import { icon, type IconName } from './icons.ts';
import { kDefineEvent } from './info.ts';
import { RowCache, type FetchRows } from './row_cache.ts';
import { typeMark, typeMarkStyles } from './type_mark.ts';
import { Words } from './words.ts';

export interface GridColumn {
  readonly id: string;
  readonly label: string;
  /** Figures stand to the right. */
  readonly numeric: boolean;
  /** The header is a button that asks for this order. */
  readonly sortable?: boolean;
  /** Id of the definition that a button in the header shows. */
  readonly define?: string;
  /** A short name for the header; the whole one is its hint. */
  readonly head?: string;
  /** No wider than this, whatever stands in it. */
  readonly maxPixels?: number;
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

/** What a table shows at one moment. */
export interface GridSnapshot {
  /** Of one key there is one table: rows never change under it. */
  readonly key: unknown;
  readonly offset: number;
  readonly total: number;
  readonly rows: readonly GridRow[];
}

export interface CopyRequest extends RowRange {
  /** Ids of the columns as they stand. */
  readonly columns: readonly string[];
  /** To be called before the event's listener returns. */
  readonly answer: (text: string | Promise<string>) => void;
}

/** More rows than this are refused: a clipboard is not a file. */
export const kCopyRowsMax = 100_000;

/** Of a long table so much of the next row is seen: more follows. */
const kGlimpsePixels = 16;
const kLineModePixels = 40;
/** Room for what stands beside a text. */
const kMarkPixels = 20;
const kSortPixels = 18;
const kDefinePixels = 22;

const kColumnMaxPixels = 480;

let pen: CanvasRenderingContext2D | null = null;
/** How wide texts are drawn in a font; nothing where the browser gives no canvas. */
function measured(font: string): { readonly measure?: (text: string) => number } {
  const drawn = (pen ??= document.createElement('canvas').getContext('2d'));
  if (!drawn) return {};
  drawn.font = font;
  return { measure: (text) => drawn.measureText(text).width };
}

/** The fonts of cells and of headers (data_grid_styles.ts). */
function fontsOf(frame: HTMLElement): { readonly cell: string; readonly head: string } {
  const { fontSize, fontFamily } = getComputedStyle(frame);
  return { cell: `400 ${fontSize} ${fontFamily}`, head: `600 ${fontSize} ${fontFamily}` };
}

/** Height that a horizontal scroll bar takes; 0 where it lies above what it scrolls. */
let barPixels: number | undefined;
function scrollBarPixels(): number {
  if (barPixels === undefined) {
    const probe = document.createElement('div');
    Object.assign(probe.style, { position: 'absolute', visibility: 'hidden', overflow: 'scroll', height: '50px' });
    document.body.append(probe);
    barPixels = probe.offsetHeight - probe.clientHeight;
    probe.remove();
  }
  return barPixels;
}

const toneIcons: Readonly<Record<GridTone, IconName>> = { good: 'check', bad: 'alert', warn: 'warning' };
const toneClasses: Readonly<Record<GridTone, string>> = { good: 'success', bad: 'danger', warn: 'warning' };

interface Drawn {
  readonly from: number;
  readonly rows: readonly (GridRow | null)[];
}

const nothingFetched: FetchRows = () => new Promise(() => undefined);

@customElement('loyalane-grid')
export class DataGrid extends LitElement {
  static override styles = [controls, typeMarkStyles, dataGridStyles];

  @property({ attribute: false }) columns: readonly GridColumn[] = [];
  /** Where rows come from. Without a snapshot a new function means a new table. */
  @property({ attribute: false }) fetchRows: FetchRows | null = null;
  /** What to show now. Another key is other data in the same table: it is drawn at once, where the reader is. */
  @property({ attribute: false }) snapshot: GridSnapshot | null = null;
  /** When it changes the table begins at its top. */
  @property({ attribute: false }) scrollKey: unknown = null;
  @property({ attribute: false }) sort: GridSort | null = null;
  /** A row opens with a click or Enter. */
  @property({ type: Boolean }) openable = false;
  @property({ attribute: false }) keyOf: (row: GridRow, index: number) => string = (row) => cellText(row[0]);
  /** The row that is open elsewhere. */
  @property({ attribute: false }) currentKey: string | null = null;
  @property() label = '';
  @property() emptyText = '';
  @property() loadingText = '';
  /** Rows in view at most, the header included; a shorter table is shorter. */
  @property({ type: Number }) rowsShown = 16;
  /** A shorter table is not: what stands below it never moves. */
  @property({ type: Boolean }) steady = false;
  /** Says why rows could not be had. */
  @property({ attribute: false }) failureText: (reason: unknown) => string = String;

  /** Null until the first window has come. */
  @state() private total: number | null = null;
  @state() private drawn: Drawn = { from: 0, rows: [] };
  @state() private failure: string | null = null;
  @state() private selection: GridSelection = kNoSelection;
  /** Which of the header's buttons the Tab key goes to. */
  @state() private headerAt = 0;
  @state() private rowPixels = kRowHeightPixels;
  @state() private framePixels = 0;

  readonly #words = new Words(this);
  #cache: RowCache | null = null;
  #key: unknown = null;
  /** Column and label → width, from the header and the first rows. */
  readonly #widthOf = new Map<string, number>();
  #fonts: { readonly cell: string; readonly head: string } | null = null;
  #widthPixels = 0;
  #scrollLeft = 0;
  #appliedWidths = '';
  #observed: Element | null = null;
  #sizes: ResizeObserver | null = null;
  #density: MutationObserver | null = null;
  #scrollPending = false;
  /** Height of the view and how far it is scrolled, as the browser last told: asking for them in the middle of an update would lay the
   *  whole page out once more. */
  #viewPixels = 0;
  #scrollTop = 0;
  /** Where the view is to the pixel, as long as the scroll bar stands where it was put for that. */
  #place = { scrollTop: 0, contentTop: 0 };
  #toTop = false;
  #told: { offset: number; limit: number } | null = null;
  #toldSelection: RowRange | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes = new ResizeObserver(([entry]) => {
      if (entry) {
        this.framePixels = entry.contentRect.width;
        this.#viewPixels = entry.contentRect.height;
      }
      this.#scrolled();
    });
    this.#density = new MutationObserver(() => this.#readRowHeight());
    this.#density.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
    this.#readRowHeight();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
    this.#density?.disconnect();
    this.#observed = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('scrollKey') && this.hasUpdated) {
      // Other rows come first now.
      this.#widthOf.clear();
      this.#toTop = true;
      this.#select(kNoSelection);
    }
    if (this.snapshot) {
      if (changed.has('snapshot')) this.#take(this.snapshot);
    } else if (changed.has('fetchRows') && this.fetchRows) {
      this.#begin(this.fetchRows);
    }
    if (changed.has('snapshot') || this.#toTop) this.#draw(this.#toTop ? 0 : undefined);
  }

  protected override updated(changed: PropertyValues): void {
    const frame = this.#frame;
    if (frame !== this.#observed) {
      if (this.#observed) this.#sizes?.unobserve(this.#observed);
      if (frame) this.#sizes?.observe(frame);
      this.#observed = frame;
      this.#scrollTop = 0;
      this.#appliedWidths = '';
    }
    // Through the object model, because a style attribute would break the content policy.
    if (!frame) {
      const height = `${this.rowsShown * this.rowPixels + kGlimpsePixels + 2}px`;
      this.renderRoot.querySelector<HTMLElement>('.note')?.style.setProperty('min-height', this.steady ? height : '0');
      return;
    }
    const sizer = frame.querySelector<HTMLElement>('.sizer');
    this.#applyWidths(frame, sizer);
    frame.style.height = `${this.#heightPixels}px`;
    const geometry = this.#geometry;
    sizer?.style.setProperty('height', `${geometry.scrolledPixels}px`);
    this.#showMore();
    if (this.#toTop) {
      this.#toTop = false;
      frame.scrollTop = 0;
      this.#scrollTop = 0;
    }
    const table = frame.querySelector('table');
    if (table && (changed.has('drawn') || changed.has('total') || changed.has('rowPixels'))) {
      // The rows may have come after another scroll; they stand where they belong, not where the view is.
      const { topPixels, from } = gridSlice(geometry, this.#scrollTop, this.#contentTop(geometry));
      table.style.top = `${topPixels + (this.drawn.from - from) * this.rowPixels}px`;
    }
  }

  override render(): TemplateResult {
    if (this.failure !== null) return html`<p class="frame note danger" role="alert">${this.failure}</p>`;
    if (this.total === null) return html`<p class="frame note muted" role="status">${this.loadingText}</p>`;
    if (this.total === 0) return html`<div class="frame note muted"><slot name="empty">${this.emptyText}</slot></div>`;
    const { from, rows } = this.drawn;
    const { cursor } = this.selection;
    const cursorIsDrawn = cursor !== null && cursor >= from && cursor < from + rows.length;
    return html`
      <div
        class="frame ${this.openable ? 'openable' : ''}"
        role="grid"
        aria-label=${this.label}
        aria-rowcount=${this.total + 1}
        aria-colcount=${this.columns.length}
        aria-multiselectable="true"
        aria-activedescendant=${cursorIsDrawn ? `row-${cursor}` : nothing}
        tabindex="0"
        @scroll=${this.#scrolled}
        @wheel=${this.#wheeled}
        @keydown=${this.#pressed}
        @focus=${this.#focused}
      >
        <div class="sizer" role="presentation">
          <table role="presentation">
            <colgroup>
              ${this.columns.map(() => html`<col />`)}
            </colgroup>
            <thead role="rowgroup">
              <tr role="row" aria-rowindex="1" @keydown=${this.#headerPressed}>
                ${this.#header()}
              </tr>
            </thead>
            <tbody role="rowgroup" @mousedown=${this.#rowDown} @click=${this.#rowClicked}>
              ${
                // By position, so that scrolling writes new text into the rows that are there.
                rows.map((row, at) => this.#row(row, from + at))
              }
            </tbody>
          </table>
        </div>
      </div>
      <div class="more" aria-hidden="true" hidden></div>
    `;
  }

  #header(): readonly TemplateResult[] {
    let buttons = 0;
    const stop = (): number => (buttons++ === this.headerAt ? 0 : -1);
    return this.columns.map(({ id, label, numeric, sortable, define, head }, at) => {
      const sorted = this.sort?.column === id ? this.sort : null;
      const name = html`<span class="name">${head ?? label}</span>`;
      const sign: IconName = !sorted ? 'sort' : sorted.descending ? 'sort-down' : 'sort-up';
      return html`
        <th
          role="columnheader"
          scope="col"
          aria-colindex=${at + 1}
          aria-sort=${sorted ? (sorted.descending ? 'descending' : 'ascending') : nothing}
          class="${numeric ? 'numeric' : ''} ${sorted ? 'sorted' : ''}"
        >
          <div class="head">
            ${
              sortable
                ? html`<button
                    class="order"
                    type="button"
                    data-sort=${id}
                    tabindex=${stop()}
                    title=${label}
                    @click=${() => this.dispatchEvent(new CustomEvent('sort', { detail: { column: id } }))}
                  >
                    ${name}<span class=${sorted ? '' : 'unsorted'}>${icon(sign)}</span>
                  </button>`
                : html`<span class="name" title=${label}>${head ?? label}</span>`
            }
            ${
              define === undefined
                ? nothing
                : html`<button
                    class="define"
                    type="button"
                    tabindex=${stop()}
                    aria-label="${this.#words.say('definition')}: ${label}"
                    @click=${() => this.#define(define)}
                  >
                    ${icon('help')}
                  </button>`
            }
          </div>
        </th>
      `;
    });
  }

  #row(row: GridRow | null, index: number): TemplateResult {
    const range = this.#toldSelection;
    const isSelected = range !== null && index >= range.from && index < range.to;
    const isCurrent = this.currentKey !== null && row !== null && this.keyOf(row, index) === this.currentKey;
    return html`
      <tr
        id="row-${index}"
        role="row"
        aria-rowindex=${index + 2}
        aria-selected=${isSelected}
        aria-current=${isCurrent ? 'true' : nothing}
        class=${index === this.selection.cursor ? 'cursor' : ''}
      >
        ${this.columns.map(({ numeric }, at) => {
          const cell = row?.[at];
          const text = cellText(cell);
          const isNumber = numeric || (typeof cell === 'object' && cell.kind === 'number');
          const look = `${isNumber ? 'numeric' : ''} ${row ? '' : 'waiting'} ${
            typeof cell === 'object' && cell.tone ? toneClasses[cell.tone] : ''
          }`;
          return at === 0
            ? html`<th role="rowheader" scope="row" class=${look} title=${text}>${this.#cell(cell)}</th>`
            : html`<td role="gridcell" class=${look} title=${text}>${this.#cell(cell)}</td>`;
        })}
      </tr>
    `;
  }

  #cell(cell: GridCell | undefined): unknown {
    if (typeof cell !== 'object') return cell ?? '';
    const { text, mark, tone } = cell;
    return html`${mark === undefined ? nothing : typeMark(mark)}${tone === undefined ? nothing : icon(toneIcons[tone])}${text}`;
  }

  // --- rows ---

  get #frame(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('div.frame[role=grid]');
  }

  get #shownRows(): number {
    return Math.min(this.rowsShown, (this.total ?? 0) + 1);
  }

  /** What the frame takes: whole rows for a short table, a glimpse of the next for a longer one, and its scroll bar. */
  get #heightPixels(): number {
    const isLong = (this.total ?? 0) + 1 > this.rowsShown;
    const isWide = this.framePixels > 0 && this.#widthPixels > this.framePixels;
    const extra = this.steady || isLong ? kGlimpsePixels : isWide ? scrollBarPixels() : 0;
    return (this.steady ? this.rowsShown : this.#shownRows) * this.rowPixels + extra + 2;
  }

  get #geometry(): GridGeometry {
    // Before the first layout the frame has no height of its own.
    // On paper it is as high as what is drawn; that must not draw more.
    const viewPixels = Math.min(this.#viewPixels, this.rowsShown * this.rowPixels + kGlimpsePixels);
    return gridGeometry(
      this.total ?? 0,
      viewPixels > 0 ? viewPixels : this.#shownRows * this.rowPixels,
      kHeightMaxPixels,
      this.rowPixels,
    );
  }

  /** Content pixels above the view. */
  #contentTop(geometry: GridGeometry): number {
    const scrollTop = this.#scrollTop;
    return geometry.scale !== 1 && scrollTop === this.#place.scrollTop
      ? Math.min(this.#place.contentTop, geometry.contentPixels - geometry.viewPixels)
      : contentTopAt(geometry, scrollTop);
  }

  #scrollTo(geometry: GridGeometry, contentTop: number): void {
    const frame = this.#frame;
    if (!frame) return;
    const inside = Math.min(Math.max(0, contentTop), Math.max(0, geometry.contentPixels - geometry.viewPixels));
    if (inside === this.#contentTop(geometry)) return;
    frame.scrollTop = inside / geometry.scale;
    // Read back, because browsers round it.
    this.#scrollTop = frame.scrollTop;
    this.#place = { scrollTop: this.#scrollTop, contentTop: inside };
    this.#draw();
  }

  #readRowHeight(): void {
    const pixels = Number.parseFloat(getComputedStyle(this).getPropertyValue('--care-row-height'));
    if (pixels > 0 && pixels !== this.rowPixels) {
      this.rowPixels = pixels;
      this.#scrolled();
    }
  }

  /** A new table: what was shown stays until the first rows have come. */
  #begin(fetch: FetchRows): void {
    const cache = new RowCache(fetch);
    this.#cache = cache;
    this.#key = null;
    this.failure = null;
    cache.rows(0, this.rowsShown * 2).then(
      ({ total }) => {
        if (this.#cache !== cache) return;
        this.#widthOf.clear();
        this.#toTop = true;
        this.total = total;
        this.#select(kNoSelection);
        this.#draw(0);
      },
      (reason: unknown) => this.#fail(cache, reason),
    );
  }

  #take({ key, offset, total, rows }: GridSnapshot): void {
    if (!this.#cache || key !== this.#key) {
      this.#key = key;
      this.#cache = new RowCache((from, limit) => (this.fetchRows ?? nothingFetched)(from, limit));
      this.failure = null;
      // The rows under a selection are others now; the cursor is only a place.
      this.#select({ ...within(this.selection, total), anchor: null });
    }
    this.#cache.give(offset, rows);
    this.total = total;
  }

  /** Draws the rows that are in view, and asks for those of them that are not here. */
  #draw(contentTop?: number, asks = true): void {
    const cache = this.#cache;
    if (!cache || this.total === null) return;
    const geometry = this.#geometry;
    const { from, to } = gridSlice(geometry, 0, contentTop ?? this.#contentTop(geometry));
    const rows = cache.held(from, to);
    this.drawn = { from, rows };
    if (this.#told?.offset !== from || this.#told.limit !== to - from) {
      const told = { offset: from, limit: to - from };
      this.#told = told;
      this.dispatchEvent(new CustomEvent('rows-shown', { detail: told }));
    }
    if (!asks || rows.every((row) => row !== null)) return;
    cache.rows(from, to).then(
      () => {
        if (this.#cache === cache) this.#draw(undefined, false);
      },
      (reason: unknown) => this.#fail(cache, reason),
    );
  }

  #fail(cache: RowCache, reason: unknown): void {
    if (this.#cache === cache) this.failure = this.failureText(reason);
  }

  #applyWidths(frame: HTMLElement, sizer: HTMLElement | null): void {
    const rows = this.drawn.rows.filter((row) => row !== null);
    const widths = this.columns.map((column, at) =>
      this.#columnPixels(
        frame,
        column,
        rows.map((row) => row[at]),
      ),
    );
    // On a narrow screen the column that stays must leave room for the others.
    if (widths[0] !== undefined && this.framePixels > 0)
      widths[0] = Math.min(widths[0], Math.max(120, this.framePixels * 0.45));
    const applied = widths.join();
    if (applied === this.#appliedWidths) return;
    this.#appliedWidths = applied;
    this.#widthPixels = widths.reduce((sum, width) => sum + width, 0);
    sizer?.style.setProperty('width', `max(100%, ${this.#widthPixels}px)`);
    frame.style.scrollPaddingLeft = `${widths[0] ?? 0}px`;
    frame.querySelectorAll('col').forEach((col, at) => col.style.setProperty('width', `${widths[at] ?? 0}px`));
  }

  #columnPixels(frame: HTMLElement, column: GridColumn, cells: readonly (GridCell | undefined)[]): number {
    const { id, label, head, sortable, define, maxPixels = kColumnMaxPixels } = column;
    const name = `${id}\n${head ?? label}`;
    const known = this.#widthOf.get(name);
    // Set once, from the first rows, so that nothing shifts while the reader scrolls; what is longer has its tooltip.
    if (known !== undefined) return known;
    const texts = cells.map(cellText);
    this.#fonts ??= fontsOf(frame);
    const hasSign = cells.some((cell) => typeof cell === 'object' && (cell.mark !== undefined || cell.tone));
    const pixels = Math.max(
      columnWidthPixels([head ?? label], {
        extraPixels: (sortable ? kSortPixels : 0) + (define ? kDefinePixels : 0),
        ...measured(this.#fonts.head),
      }),
      columnWidthPixels(texts, { extraPixels: hasSign ? kMarkPixels : 0, maxPixels, ...measured(this.#fonts.cell) }),
    );
    if (cells.length > 0) this.#widthOf.set(name, pixels);
    return pixels;
  }

  /** Columns that are out of view to the right show by a fading edge. */
  #showMore(): void {
    const more = this.renderRoot.querySelector<HTMLElement>('.more');
    if (!more) return;
    more.hidden = this.framePixels === 0 || this.#scrollLeft + this.framePixels >= this.#widthPixels - 2;
  }

  /** Draws what has come into view, at most once per frame. */
  readonly #scrolled = (): void => {
    if (this.#scrollPending) return;
    this.#scrollPending = true;
    requestAnimationFrame(() => {
      this.#scrollPending = false;
      const frame = this.#frame;
      if (!frame) return;
      this.#scrollTop = frame.scrollTop;
      this.#scrollLeft = frame.scrollLeft;
      this.#showMore();
      this.#draw();
    });
  };

  /** In a very long table one scrolled pixel is many content pixels; the wheel still moves by rows. */
  readonly #wheeled = (event: WheelEvent): void => {
    const geometry = this.#geometry;
    if (geometry.scale === 1 || event.deltaY === 0 || event.ctrlKey) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? kLineModePixels : 1;
    this.#scrollTo(geometry, this.#contentTop(geometry) + event.deltaY * unit);
  };

  // --- cursor and selection ---

  #select(selection: GridSelection): void {
    this.selection = selection;
    const range = selectedRows(selection);
    const told = this.#toldSelection;
    if (range?.from === told?.from && range?.to === told?.to) return;
    this.#toldSelection = range;
    this.dispatchEvent(new CustomEvent<RowRange | null>('selection', { detail: range }));
  }

  #moveTo(row: number, extend: boolean): void {
    this.#select(cursorTo(this.selection, row, extend));
    const geometry = this.#geometry;
    this.#scrollTo(geometry, contentTopToShow(geometry, row, this.#contentTop(geometry)));
  }

  /** A reader who comes with the Tab key finds a cursor. */
  readonly #focused = (): void => {
    const frame = this.#frame;
    if (!frame || this.selection.cursor !== null || !frame.matches(':focus-visible')) return;
    const geometry = this.#geometry;
    this.#select(cursorTo(this.selection, firstVisibleRow(geometry, this.#contentTop(geometry)), false));
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    const frame = this.#frame;
    if (!frame || event.target !== frame || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const { cursor } = this.selection;
    const geometry = this.#geometry;
    const row = movedCursor(event.key, cursor, {
      rows: geometry.rows,
      pageRows: pageRows(geometry),
      firstVisible: firstVisibleRow(geometry, this.#contentTop(geometry)),
    });
    if (row !== null) this.#moveTo(row, event.shiftKey);
    else if (command && event.key.toLowerCase() === 'a') this.#select(allSelected(geometry.rows));
    else if (command && event.key.toLowerCase() === 'c') {
      // Text that the reader has marked is copied by the browser.
      if (getSelection()?.isCollapsed === false) return;
      this.#copy();
    } else if (command) return;
    else if (event.key === 'Enter' && this.openable && cursor !== null) this.#openRow(cursor);
    else if (event.key === ' ' && cursor !== null) this.#select({ cursor, anchor: cursor });
    else if (event.key === 'Escape' && this.selection.anchor !== null) this.#select({ cursor, anchor: null });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #indexAt(event: Event): number | null {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    return row ? Number(row.getAttribute('aria-rowindex')) - 2 : null;
  }

  /** With Shift the browser would mark text instead. */
  readonly #rowDown = (event: MouseEvent): void => {
    if (!event.shiftKey) return;
    event.preventDefault();
    this.#frame?.focus({ preventScroll: true });
  };

  readonly #rowClicked = (event: MouseEvent): void => {
    const index = this.#indexAt(event);
    if (index === null) return;
    if (!event.shiftKey && getSelection()?.isCollapsed === false) return;
    this.#select(cursorTo(this.selection, index, event.shiftKey));
    if (this.openable && !event.shiftKey) this.#openRow(index);
  };

  #openRow(index: number): void {
    const [row] = this.#cache?.held(index, index + 1) ?? [];
    if (row) this.dispatchEvent(new CustomEvent('open', { detail: { key: this.keyOf(row, index), index } }));
  }

  #define(id: string): void {
    this.dispatchEvent(new CustomEvent(kDefineEvent, { detail: id, bubbles: true, composed: true }));
  }

  /** Left and right walk along the header's buttons, so that they are one stop of the Tab key. */
  readonly #headerPressed = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('thead button')];
    const at = buttons.indexOf(event.target as HTMLElement);
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(buttons.length - 1, at + 1),
      ArrowLeft: Math.max(0, at - 1),
      Home: 0,
      End: buttons.length - 1,
    };
    const to = moves[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    this.headerAt = to;
    buttons[to]?.focus();
  };

  // --- clipboard ---

  #copy(): void {
    const range = copiedRows(this.selection);
    if (!range) return;
    const rows = range.to - range.from;
    const failed = (max?: number): void => {
      this.dispatchEvent(new CustomEvent('copy-failed', { detail: max === undefined ? { rows } : { rows, max } }));
    };
    if (rows > kCopyRowsMax) {
      failed(kCopyRowsMax);
      return;
    }
    const answers: (string | Promise<string>)[] = [];
    const detail: CopyRequest = {
      ...range,
      columns: this.columns.map(({ id }) => id),
      answer: (text) => {
        answers.push(text);
      },
    };
    this.dispatchEvent(new CustomEvent<CopyRequest>('copy-rows', { detail }));
    const text = Promise.resolve(answers[0] ?? this.#ownCopy(range));
    copyText(text).then(
      () => this.dispatchEvent(new CustomEvent('copied', { detail: { rows } })),
      () => failed(),
    );
  }

  /** What the owner does not answer is made from the rows as they are shown. */
  async #ownCopy({ from, to }: RowRange): Promise<string> {
    const held = this.#cache?.held(from, to) ?? [];
    const here = held.filter((row) => row !== null);
    if (here.length === held.length) return tsv(this.columns, here);
    if (!this.#cache || !this.fetchRows) throw new Error('these rows are not here');
    return tsv(this.columns, (await this.#cache.rows(from, to)).rows);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-grid': DataGrid;
  }
}
