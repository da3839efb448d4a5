// Where rows stand in a table that is longer than a browser can scroll. Browsers end a scrolled height between 17 and 33 million
// pixels; above a cap the scroll bar's way is shorter than the rows' and both are mapped onto each other.

export const kRowHeightPixels = 32;

/** Safe in every browser: Firefox collapses elements above 17.8 million pixels. */
export const kHeightMaxPixels = 15_000_000;

/** Rows drawn above and below what is visible, so that a small scroll shows no gap. */
export const kSpareRows = 8;

export interface GridGeometry {
  readonly rows: number;
  /** Height of the visible part. */
  readonly viewPixels: number;
  /** Height that the rows and the header would need. */
  readonly contentPixels: number;
  /** Height that is really scrolled. */
  readonly scrolledPixels: number;
  /** How many content pixels one scrolled pixel moves; 1 for all but very long tables. */
  readonly scale: number;
}

export interface GridSlice {
  /** Rows [from, to) are drawn. */
  readonly from: number;
  readonly to: number;
  /** Where the drawn part (its header included) begins, in scrolled pixels. */
  readonly topPixels: number;
}

export function gridGeometry(rows: number, viewPixels: number, heightMaxPixels = kHeightMaxPixels): GridGeometry {
  const contentPixels = (rows + 1) * kRowHeightPixels;
  const scrolledPixels = Math.min(contentPixels, heightMaxPixels);
  const way = scrolledPixels - viewPixels;
  return {
    rows,
    viewPixels,
    contentPixels,
    scrolledPixels,
    scale: scrolledPixels === contentPixels || way <= 0 ? 1 : (contentPixels - viewPixels) / way,
  };
}

/** What to draw when the scroll bar stands at `scrollTop`. */
export function gridSlice(geometry: GridGeometry, scrollTop: number): GridSlice {
  const { rows, viewPixels, contentPixels, scale } = geometry;
  const contentTop = Math.min(Math.max(0, scrollTop * scale), Math.max(0, contentPixels - viewPixels));
  const visible = Math.ceil(viewPixels / kRowHeightPixels) + 1;
  const first = Math.floor(contentTop / kRowHeightPixels);
  const from = Math.max(0, Math.min(first, rows) - kSpareRows);
  const to = Math.min(rows, first + visible + kSpareRows);
  return { from, to, topPixels: from * kRowHeightPixels - contentTop + contentTop / scale };
}

/** Width of a column in pixels: enough for its longest known text, within limits. Wide characters count double. */
export function columnWidthPixels(texts: Iterable<string>): number {
  const kUnitPixels = 8.4;
  const kPaddingPixels = 28;
  let units = 0;
  for (const text of texts) {
    let own = 0;
    for (const character of text) own += (character.codePointAt(0) ?? 0) > 0x2e7f ? 1.75 : 1;
    units = Math.max(units, own);
  }
  return Math.round(Math.min(480, Math.max(64, units * kUnitPixels + kPaddingPixels)));
}
