// Where rows stand in a table that is longer than a browser can scroll. Browsers end a scrolled height between 17 and 33 million
// pixels; above a cap the scroll bar's way is shorter than the rows' and both are mapped onto each other.

/** Unless the tokens say otherwise (--care-row-height). */
export const kRowHeightPixels = 32;

/** Safe in every browser: Firefox collapses elements above 17.8 million pixels. */
export const kHeightMaxPixels = 15_000_000;

/** Rows drawn above and below what is visible, so that a small scroll shows no gap. */
export const kSpareRows = 8;

export interface GridGeometry {
  readonly rows: number;
  readonly rowPixels: number;
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

export function gridGeometry(
  rows: number,
  viewPixels: number,
  heightMaxPixels = kHeightMaxPixels,
  rowPixels = kRowHeightPixels,
): GridGeometry {
  const contentPixels = (rows + 1) * rowPixels;
  const scrolledPixels = Math.min(contentPixels, heightMaxPixels);
  const way = scrolledPixels - viewPixels;
  return {
    rows,
    rowPixels,
    viewPixels,
    contentPixels,
    scrolledPixels,
    scale: scrolledPixels === contentPixels || way <= 0 ? 1 : (contentPixels - viewPixels) / way,
  };
}

/** Content pixels above the view when the scroll bar stands at `scrollTop`. */
export function contentTopAt({ viewPixels, contentPixels, scale }: GridGeometry, scrollTop: number): number {
  return Math.min(Math.max(0, scrollTop * scale), Math.max(0, contentPixels - viewPixels));
}

/** What to draw when the scroll bar stands at `scrollTop`. In a very long table the bar's pixels are coarser than rows; whoever knows
 *  better gives the content pixels above the view. */
export function gridSlice(
  geometry: GridGeometry,
  scrollTop: number,
  contentTop = contentTopAt(geometry, scrollTop),
): GridSlice {
  const { rows, rowPixels, viewPixels, scrolledPixels } = geometry;
  const visible = Math.ceil(viewPixels / rowPixels) + 1;
  const first = Math.floor(contentTop / rowPixels);
  const from = Math.max(0, Math.min(first, rows) - kSpareRows);
  const to = Math.min(rows, first + visible + kSpareRows);
  const barTop = Math.min(Math.max(0, scrollTop), Math.max(0, scrolledPixels - viewPixels));
  return { from, to, topPixels: from * rowPixels - contentTop + barTop };
}

/** Whole rows that fit below the header. */
export const pageRows = ({ viewPixels, rowPixels }: GridGeometry): number =>
  Math.max(1, Math.floor(viewPixels / rowPixels) - 1);

/** The first row that is wholly in view. */
export const firstVisibleRow = ({ rows, rowPixels }: GridGeometry, contentTop: number): number =>
  Math.max(0, Math.min(rows - 1, Math.ceil(contentTop / rowPixels)));

/** The content pixels above the view that bring `row` wholly into it, by the shortest way. */
export function contentTopToShow(geometry: GridGeometry, row: number, contentTop: number): number {
  const { rowPixels, viewPixels } = geometry;
  // The header covers one row's height at the top.
  const highest = row * rowPixels;
  const lowest = Math.max(0, (row + 2) * rowPixels - viewPixels);
  return contentTop > highest ? highest : Math.max(contentTop, lowest);
}

/** What a text takes in pixels, as far as one can tell without drawing it; wide characters count double. */
function estimatedPixels(text: string): number {
  let units = 0;
  for (const character of text) units += (character.codePointAt(0) ?? 0) > 0x2e7f ? 1.75 : 1;
  return units * 8.4;
}

/** A cell's padding and a little air. */
const kPaddingPixels = 20;

export interface WidthOptions {
  /** What stands beside the text in every row or in the header. */
  readonly extraPixels?: number;
  readonly maxPixels?: number;
  readonly measure?: (text: string) => number;
}

/** Width of a column in pixels: enough for its longest known text, within limits. */
export function columnWidthPixels(
  texts: Iterable<string>,
  { extraPixels = 0, maxPixels = 480, measure = estimatedPixels }: WidthOptions = {},
): number {
  let longest = 0;
  for (const text of texts) longest = Math.max(longest, measure(text));
  return Math.round(Math.min(maxPixels, Math.max(64, longest + kPaddingPixels + extraPixels)));
}
