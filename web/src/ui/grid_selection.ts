// The table's row cursor and the rows selected from an anchor to it. Pure.

export interface GridSelection {
  readonly cursor: number | null;
  /** Where the selection began; null: nothing is selected. */
  readonly anchor: number | null;
}

export interface RowRange {
  /** Rows [from, to). */
  readonly from: number;
  readonly to: number;
}

export const kNoSelection: GridSelection = { cursor: null, anchor: null };

/** What a key does to the cursor; null for keys that do nothing to it. */
export function movedCursor(
  key: string,
  cursor: number | null,
  table: { readonly rows: number; readonly pageRows: number; readonly firstVisible: number },
): number | null {
  if (table.rows === 0) return null;
  const last = table.rows - 1;
  const inside = (row: number): number => Math.min(last, Math.max(0, row));
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return last;
    // Without a cursor the first step only sets it.
    case 'ArrowDown':
      return inside(cursor === null ? table.firstVisible : cursor + 1);
    case 'ArrowUp':
      return inside(cursor === null ? table.firstVisible : cursor - 1);
    case 'PageDown':
      return inside((cursor ?? table.firstVisible) + table.pageRows);
    case 'PageUp':
      return inside((cursor ?? table.firstVisible) - table.pageRows);
    default:
      return null;
  }
}

/** The cursor goes to `row`; with `extend` everything from the anchor (else from where the cursor was) to there is selected. */
export const cursorTo = ({ cursor, anchor }: GridSelection, row: number, extend: boolean): GridSelection => ({
  cursor: row,
  anchor: extend ? (anchor ?? cursor ?? row) : null,
});

/** Every row; the cursor stays where it is seen, at an end. */
export const allSelected = (rows: number): GridSelection =>
  rows === 0 ? kNoSelection : { cursor: rows - 1, anchor: 0 };

/** Fewer rows are there than before. */
export const within = ({ cursor, anchor }: GridSelection, rows: number): GridSelection =>
  rows === 0
    ? kNoSelection
    : {
        cursor: cursor === null ? null : Math.min(cursor, rows - 1),
        anchor: anchor === null ? null : Math.min(anchor, rows - 1),
      };

export const selectedRows = ({ cursor, anchor }: GridSelection): RowRange | null =>
  cursor === null || anchor === null ? null : { from: Math.min(cursor, anchor), to: Math.max(cursor, anchor) + 1 };

/** What Ctrl+C takes: the selection, else the cursor's row. */
export const copiedRows = (selection: GridSelection): RowRange | null =>
  selectedRows(selection) ?? (selection.cursor === null ? null : { from: selection.cursor, to: selection.cursor + 1 });
