import { describe, expect, it } from 'vitest';
import {
  columnWidthPixels,
  contentTopToShow,
  firstVisibleRow,
  gridGeometry,
  gridSlice,
  kHeightMaxPixels,
  kRowHeightPixels,
  pageRows,
} from '../../src/ui/grid_geometry.ts';

const view = 528;

describe('gridGeometry', () => {
  it('scrolls pixel by pixel while the browser can', () => {
    const geometry = gridGeometry(100_000, view);
    expect(geometry.scrolledPixels).toBe(100_001 * kRowHeightPixels);
    expect(geometry.scale).toBe(1);
  });

  it('never makes a taller element than every browser takes', () => {
    expect(gridGeometry(10_000_000, view).scrolledPixels).toBe(kHeightMaxPixels);
  });

  it('has a scale of 1 where everything is in view', () => {
    expect(gridGeometry(0, view).scale).toBe(1);
    expect(gridGeometry(3, view).scale).toBe(1);
  });
});

describe.each([10, 1_000, 100_000, 1_000_000, 10_000_000])('a table of %d rows', (rows) => {
  const geometry = gridGeometry(rows, view);
  const bottom = Math.max(0, geometry.scrolledPixels - view);
  const positions = [0, 0.001, 0.25, 0.5, 0.75, 0.999, 1].map((part) => Math.round(bottom * part));

  it('draws rows that cover the view, wherever the scroll bar stands', () => {
    for (const scrollTop of positions) {
      const { from, to, topPixels } = gridSlice(geometry, scrollTop);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(rows);
      // The drawn table begins with its header, which sticks to the top of the view.
      expect(topPixels).toBeLessThanOrEqual(scrollTop + 1e-6);
      const drawnBottom = topPixels + (to - from + 1) * kRowHeightPixels;
      expect(drawnBottom).toBeGreaterThanOrEqual(Math.min(scrollTop + view, geometry.scrolledPixels) - 1e-6);
    }
  });

  it('shows the first row at the top and the last at the bottom, exactly', () => {
    expect(gridSlice(geometry, 0)).toMatchObject({ from: 0, topPixels: 0 });
    const { from, to, topPixels } = gridSlice(geometry, bottom);
    expect(to).toBe(rows);
    expect(topPixels + (to - from + 1) * kRowHeightPixels).toBeCloseTo(geometry.scrolledPixels, 6);
  });

  it('asks for few rows', () => {
    for (const scrollTop of positions) {
      const { from, to } = gridSlice(geometry, scrollTop);
      expect(to - from).toBeLessThan(50);
    }
  });
});

describe.each([
  [10, kRowHeightPixels],
  [1_000, kRowHeightPixels],
  [1_000_000, kRowHeightPixels],
  [10_000_000, kRowHeightPixels],
  [10_000_000, 28],
])('the cursor in a table of %d rows of %d pixels', (rows, rowPixels) => {
  const geometry = gridGeometry(rows, view, kHeightMaxPixels, rowPixels);
  const bottom = Math.max(0, geometry.contentPixels - view);
  /** Where a row's top edge is drawn, in pixels below the view's top. The bar stands where Chromium rounds it to at this height. */
  const topOf = (row: number, contentTop: number): number => {
    const scrollTop = Math.round(contentTop / geometry.scale / 2) * 2;
    const { from, topPixels } = gridSlice(geometry, scrollTop, contentTop);
    return topPixels + (row - from + 1) * rowPixels - Math.min(scrollTop, Math.max(0, geometry.scrolledPixels - view));
  };

  it('is wholly in view after a step to any row from anywhere, below the header', () => {
    const places = [0, 0.1, 0.5, 0.9, 1];
    for (const from of places.map((part) => Math.round(bottom * part)))
      for (const row of places.map((part) => Math.round((rows - 1) * part))) {
        const contentTop = contentTopToShow(geometry, row, from);
        expect(contentTop).toBeGreaterThanOrEqual(0);
        expect(contentTop).toBeLessThanOrEqual(bottom);
        expect(topOf(row, contentTop)).toBeGreaterThanOrEqual(rowPixels - 1e-6);
        expect(topOf(row, contentTop)).toBeLessThanOrEqual(view - rowPixels + 1e-6);
      }
  });

  it('does not scroll to a row that is in view', () => {
    const middle = Math.round(bottom / 2);
    const first = firstVisibleRow(geometry, middle);
    expect(contentTopToShow(geometry, first, middle)).toBe(middle);
    expect(topOf(first, middle)).toBeGreaterThanOrEqual(rowPixels - 1e-6);
    expect(topOf(first, middle)).toBeLessThan(2 * rowPixels);
  });

  it('moves by whole pages', () => {
    // 528 pixels hold a header and 15 rows of 32, or 17 of 28.
    expect(pageRows(geometry)).toBe(rowPixels === 28 ? 17 : 15);
    expect(pageRows(gridGeometry(rows, 20, kHeightMaxPixels, rowPixels))).toBe(1);
  });
});

describe('gridSlice', () => {
  it('takes a scroll position beyond the ends as the end', () => {
    const geometry = gridGeometry(1_000, view);
    expect(gridSlice(geometry, -50)).toEqual(gridSlice(geometry, 0));
    expect(gridSlice(geometry, 1e9).to).toBe(1_000);
  });
});

describe('columnWidthPixels', () => {
  it('gives wide characters more room, within limits', () => {
    expect(columnWidthPixels(['客户名称'])).toBeGreaterThan(columnWidthPixels(['name']));
    expect(columnWidthPixels([''])).toBe(64);
    expect(columnWidthPixels(['x'.repeat(500)])).toBe(480);
    expect(columnWidthPixels(['a', 'abcdefghijkl'])).toBe(columnWidthPixels(['abcdefghijkl']));
    expect(columnWidthPixels(['abcdefghijkl'], { extraPixels: 20 })).toBe(columnWidthPixels(['abcdefghijkl']) + 20);
    expect(columnWidthPixels(['x'.repeat(500)], { maxPixels: 220 })).toBe(220);
    // As wide as it is drawn where that is known, with the padding of a cell.
    expect(columnWidthPixels(['a', 'b'], { measure: (text) => (text === 'a' ? 90 : 100) })).toBe(120);
  });
});
