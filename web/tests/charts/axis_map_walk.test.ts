import { describe, expect, it } from 'vitest';
import type { Projection } from '../../src/charts/axis_map_geometry.ts';
import { nearest, nextInDirection, readingOrder } from '../../src/charts/axis_map_walk.ts';

// Ten pixels to a unit on both axes, so that distances can be read off.
const projection: Projection = {
  window: { acFrom: 0, acTo: 30, cvFrom: 0, cvTo: 30 },
  size: { width: 300, height: 300 },
};
const places = [
  { ac: 10, cv: 10 },
  { ac: 12, cv: 10 },
  { ac: 11, cv: 14 },
  { ac: 10, cv: 20 },
  { ac: 5, cv: 10.5 },
  { ac: 10, cv: 3 },
];

describe('the mark under a pointer', () => {
  it('is the nearest within reach', () => {
    expect(nearest(places, projection, { x: 104, y: 200 }, 10)).toBe(0);
    expect(nearest(places, projection, { x: 117, y: 200 }, 10)).toBe(1);
    expect(nearest(places, projection, { x: 250, y: 20 }, 10)).toBe(-1);
    expect(nearest([], projection, { x: 0, y: 0 }, 10)).toBe(-1);
  });
});

describe('arrow keys', () => {
  it.each([
    ['right', 1],
    ['left', 4],
    ['up', 2],
    ['down', 5],
  ] as const)('go %s to the nearest mark there', (direction, expected) => {
    expect(nextInDirection(places, projection, 0, direction)).toBe(expected);
  });

  it('stay where nothing is ahead', () => {
    expect(nextInDirection(places, projection, 3, 'up')).toBe(3);
  });

  it('begin somewhere when there is no mark yet', () => {
    expect(nextInDirection(places, projection, -1, 'up')).toBe(0);
    expect(nextInDirection([], projection, -1, 'up')).toBe(-1);
  });
});

describe('the reading order', () => {
  it('goes from the highest value down and reaches marks on top of each other', () => {
    const doubled = [...places, { ac: 10, cv: 10 }];
    expect(readingOrder(doubled)).toEqual([3, 2, 4, 0, 6, 1, 5]);
  });
});
