import { describe, expect, it } from 'vitest';
import {
  allSelected,
  copiedRows,
  cursorTo,
  kNoSelection,
  movedCursor,
  selectedRows,
  within,
} from '../../src/ui/grid_selection.ts';

const table = { rows: 100, pageRows: 10, firstVisible: 40 };

describe('the cursor', () => {
  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 5, 4],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 5, 15],
    ['PageDown', 95, 99],
    ['PageUp', 5, 0],
    ['Home', 57, 0],
    ['End', 57, 99],
  ])('%s from row %d goes to %d', (key, from, to) => {
    expect(movedCursor(key, from, table)).toBe(to);
  });

  it('begins at the first row in view', () => {
    expect(movedCursor('ArrowDown', null, table)).toBe(40);
    expect(movedCursor('ArrowUp', null, table)).toBe(40);
    expect(movedCursor('PageDown', null, table)).toBe(50);
  });

  it('does not move with other keys, nor in an empty table', () => {
    expect(movedCursor('x', 5, table)).toBeNull();
    expect(movedCursor('ArrowLeft', 5, table)).toBeNull();
    expect(movedCursor('ArrowDown', null, { ...table, rows: 0 })).toBeNull();
  });
});

describe('the selection', () => {
  it('spans from where it began to the cursor, in either direction', () => {
    const begun = cursorTo({ cursor: 10, anchor: null }, 12, true);
    expect(selectedRows(begun)).toEqual({ from: 10, to: 13 });
    expect(selectedRows(cursorTo(begun, 7, true))).toEqual({ from: 7, to: 11 });
  });

  it('ends when the cursor moves without Shift', () => {
    const moved = cursorTo({ cursor: 10, anchor: 3 }, 11, false);
    expect(selectedRows(moved)).toBeNull();
    expect(copiedRows(moved)).toEqual({ from: 11, to: 12 });
  });

  it('begins at the row itself without a cursor', () => {
    expect(selectedRows(cursorTo(kNoSelection, 4, true))).toEqual({ from: 4, to: 5 });
    expect(copiedRows(kNoSelection)).toBeNull();
  });

  it('can be everything', () => {
    expect(selectedRows(allSelected(10_000_000))).toEqual({ from: 0, to: 10_000_000 });
    expect(allSelected(0)).toEqual(kNoSelection);
  });

  it('stays inside a table that became shorter', () => {
    expect(within({ cursor: 50, anchor: 3 }, 10)).toEqual({ cursor: 9, anchor: 3 });
    expect(within({ cursor: 50, anchor: null }, 0)).toEqual(kNoSelection);
    expect(within(kNoSelection, 10)).toEqual(kNoSelection);
  });
});
