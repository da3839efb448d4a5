import { describe, expect, it } from 'vitest';
import { haveSameBins, kTypes, markOutline, rampColour, rampStep } from '../../src/charts/axis_map_paint.ts';
import type { MapLook } from '../../src/engine/protocol.ts';

const look: MapLook = {
  extent: { acFrom: 0, acTo: 25, cvFrom: 0, cvTo: 30 },
  window: { acFrom: 0, acTo: 25, cvFrom: 0, cvTo: 30 },
  customers: 3,
  columns: 2,
  rows: 2,
  cells: [0, 1, 3, 2],
  cellMax: 2,
  points: null,
};

describe('colours of the classes', () => {
  it('spread over the whole ramp', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((at) => rampStep(7, 7, at))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([0, 1, 2].map((at) => rampStep(7, 3, at))).toEqual([0, 3, 6]);
    expect([0, 1].map((at) => rampStep(7, 2, at))).toEqual([0, 6]);
  });

  it('of a single class is the middle one', () => {
    expect(rampColour(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 1, 0)).toBe('d');
  });
});

describe('the same bins', () => {
  it('are recognised in another answer', () => {
    expect(haveSameBins(look, structuredClone(look))).toBe(true);
  });

  it.each([
    ['another count', { cells: [0, 1, 3, 3] }],
    ['another bin', { cells: [0, 1, 2, 2] }],
    ['one bin more', { cells: [0, 1, 2, 1, 3, 2] }],
    ['another window', { window: { acFrom: 0, acTo: 25, cvFrom: 0, cvTo: 29 } }],
    ['another grid', { columns: 4, rows: 1 }],
    ['single customers', { points: [] }],
  ])('are not with %s', (_, change) => {
    expect(haveSameBins(look, { ...look, ...change })).toBe(false);
  });
});

describe('the marks of the types', () => {
  /** Area of an outline of straight lines; of a circle, from its radius. */
  function areaOf(outline: string): number {
    const circle = /A(\S+) /.exec(outline);
    if (circle) return Math.PI * Number(circle[1]) ** 2;
    const corners = outline
      .slice(1, -1)
      .split('L')
      .map((corner) => corner.split(' ').map(Number));
    const twice = corners.reduce((sum, [x = 0, y = 0], at) => {
      const [nextX = 0, nextY = 0] = corners[(at + 1) % corners.length] ?? [];
      return sum + x * nextY - nextX * y;
    }, 0);
    return Math.abs(twice) / 2;
  }

  it('differ in shape and cover about the same area', () => {
    const outlines = kTypes.map((type) => markOutline(type, 10));
    expect(new Set(outlines).size).toBe(4);
    // A circle of radius 10 covers 314 square pixels; a tenth more or less is not seen.
    for (const outline of outlines) expect(Math.abs(areaOf(outline) / 314.159 - 1)).toBeLessThan(0.1);
  });
});
