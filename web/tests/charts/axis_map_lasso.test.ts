import { describe, expect, it } from 'vitest';
import { pixelOf, type AxisPlace, type Projection } from '../../src/charts/axis_map_geometry.ts';
import { boundsOf, kCornersMax, lassoCorners, rectangleCorners, simplified } from '../../src/charts/axis_map_lasso.ts';

const extent = { acFrom: 0, acTo: 25, cvFrom: 0, cvTo: 30 };
const projection: Projection = { window: extent, size: { width: 700, height: 400 } };

/** A hand-drawn ring around 14, 18. */
const ring = (steps: number, wobble = 0): AxisPlace[] =>
  Array.from({ length: steps }, (_, at) => {
    const angle = (2 * Math.PI * at) / steps;
    const radius = 1 + wobble * Math.sin(37 * angle);
    return { ac: 14 + 5 * radius * Math.cos(angle), cv: 18 + 6 * radius * Math.sin(angle) };
  });

function distance(from: { x: number; y: number }, a: { x: number; y: number }, b: { x: number; y: number }): number {
  const squared = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const share = squared === 0 ? 0 : ((from.x - a.x) * (b.x - a.x) + (from.y - a.y) * (b.y - a.y)) / squared;
  const held = Math.min(1, Math.max(0, share));
  return Math.hypot(from.x - a.x - held * (b.x - a.x), from.y - a.y - held * (b.y - a.y));
}

describe('a simplified line', () => {
  it('keeps corners and drops what lies between them', () => {
    const line = [0, 1, 2, 3].map((x) => ({ x: x * 10, y: 0 })).concat([1, 2].map((y) => ({ x: 30, y: y * 10 })));
    expect(simplified(line, 1)).toEqual([0, 3, 5]);
  });

  it('keeps a bay of a line that ends where it began', () => {
    const closed = [
      { x: 0, y: 0 },
      { x: 50, y: 0 },
      { x: 50, y: 50 },
      { x: 0, y: 0 },
    ];
    expect(simplified(closed, 1)).toEqual([0, 1, 2, 3]);
  });
});

describe('a lasso', () => {
  it('stays within two pixels of the line that was drawn', () => {
    const drawn = ring(800);
    const corners = lassoCorners(drawn, projection, extent) ?? [];
    expect(corners.length).toBeGreaterThan(8);
    expect(corners.length).toBeLessThan(100);
    const pixels = corners.map(([ac, cv]) => pixelOf(projection, { ac, cv }));
    for (const place of drawn) {
      const from = pixelOf(projection, place);
      const nearest = Math.min(...pixels.map((a, at) => distance(from, a, pixels[(at + 1) % pixels.length] ?? a)));
      expect(nearest).toBeLessThan(2);
    }
  });

  it('has thousandths and no corner twice in a row', () => {
    const corners = lassoCorners(ring(300), projection, extent) ?? [];
    for (const [ac, cv] of corners) {
      expect(ac).toBe(Number(ac.toFixed(3)));
      expect(cv).toBe(Number(cv.toFixed(3)));
    }
    corners.forEach((corner, at) => expect(corner).not.toEqual(corners[(at + 1) % corners.length]));
  });

  it('never has more than 200 corners, however the hand trembles', () => {
    const corners = lassoCorners(ring(20_000, 0.3), projection, extent) ?? [];
    expect(corners.length).toBeGreaterThan(36);
    expect(corners.length).toBeLessThanOrEqual(kCornersMax);
    expect(lassoCorners(ring(20_000, 0.3), projection, extent, 20)?.length).toBeLessThanOrEqual(20);
  });

  it('is held within the extent, so that customers on its edge are inside', () => {
    const drawn = [
      { ac: -5, cv: -5 },
      { ac: 40, cv: -5 },
      { ac: 40, cv: 10 },
      { ac: -5, cv: 10 },
    ];
    expect(lassoCorners(drawn, projection, extent)).toEqual([
      [0, 0],
      [25, 0],
      [25, 10],
      [0, 10],
    ]);
  });

  it.each([
    ['a press', [{ ac: 5, cv: 5 }]],
    ['the same place again and again', Array.from({ length: 9 }, () => ({ ac: 5, cv: 5 }))],
    [
      'a straight stroke',
      [
        { ac: 1, cv: 1 },
        { ac: 9, cv: 9 },
        { ac: 5, cv: 5 },
        { ac: 2, cv: 2 },
      ],
    ],
    [
      'a stroke outside the extent',
      [
        { ac: 30, cv: 1 },
        { ac: 32, cv: 9 },
        { ac: 31, cv: 15 },
      ],
    ],
  ])('of %s is none', (_, drawn) => {
    expect(lassoCorners(drawn, projection, extent)).toBeNull();
  });

  it('of a figure of eight encloses both loops', () => {
    const eight = [
      { ac: 5, cv: 5 },
      { ac: 15, cv: 15 },
      { ac: 5, cv: 15 },
      { ac: 15, cv: 5 },
    ];
    expect(lassoCorners(eight, projection, extent)).toHaveLength(4);
  });
});

describe('a rectangle', () => {
  it('has four corners and they give it back', () => {
    const window = { acFrom: 10, acTo: 14, cvFrom: 18, cvTo: 30 };
    expect(rectangleCorners(window)).toEqual([
      [10, 18],
      [14, 18],
      [14, 30],
      [10, 30],
    ]);
    expect(boundsOf(rectangleCorners(window))).toEqual(window);
  });
});
