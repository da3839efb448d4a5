import { describe, expect, it } from 'vitest';
import {
  columnWidthPixels,
  gridGeometry,
  gridSlice,
  kHeightMaxPixels,
  kRowHeightPixels,
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
  });
});
