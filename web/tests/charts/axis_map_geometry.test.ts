import { describe, expect, it } from 'vitest';
import {
  bandAround,
  draggedThreshold,
  isInside,
  kQuadrants,
  panned,
  pinched,
  pixelOf,
  placeOf,
  quadrantDirection,
  snapped,
  steppedThreshold,
  thresholdMax,
  ticksOf,
  xOf,
  yOf,
  zoomed,
  type Projection,
} from '../../src/charts/axis_map_geometry.ts';

// What can occur with seven carriers: AC 0 to 25 %, CV 0 to 30 (docs/formulas/cvac.md: A = 1 gives 100 / (1 + 6 · 0.5)).
const extent = { acFrom: 0, acTo: 25, cvFrom: 0, cvTo: 30 };
const whole: Projection = { window: extent, size: { width: 500, height: 300 } };

describe('a projection', () => {
  it('puts availability to the right and value upwards', () => {
    expect(pixelOf(whole, { ac: 0, cv: 0 })).toEqual({ x: 0, y: 300 });
    expect(pixelOf(whole, { ac: 25, cv: 30 })).toEqual({ x: 500, y: 0 });
    expect(xOf(whole, 14)).toBe(280);
    expect(yOf(whole, 18)).toBe(120);
  });

  it('leads back from pixels to the place', () => {
    const near: Projection = { window: { acFrom: 13, acTo: 15, cvFrom: 17, cvTo: 20 }, size: whole.size };
    for (const place of [
      { ac: 13, cv: 17 },
      { ac: 14.09, cv: 18.11 },
      { ac: 25, cv: 0 },
    ]) {
      const back = placeOf(near, pixelOf(near, place));
      expect(back.ac).toBeCloseTo(place.ac, 9);
      expect(back.cv).toBeCloseTo(place.cv, 9);
    }
  });
});

describe('ticks', () => {
  it.each([
    [0, 30, 8, [0, 5, 10, 15, 20, 25, 30], 0],
    [0, 25, 6, [0, 5, 10, 15, 20, 25], 0],
    [0, 25, 4, [0, 10, 20], 0],
    [13.9, 14.31, 5, [13.9, 14, 14.1, 14.2, 14.3], 1],
    [17.2, 17.31, 4, [17.2, 17.25, 17.3], 2],
  ])('of %d to %d, at most %d', (from, to, countMax, values, digits) => {
    expect(ticksOf(from, to, countMax)).toEqual({ values, digits });
  });

  it('are never more than asked for, stay inside and are evenly apart', () => {
    for (let at = 1; at <= 200; ++at) {
      const from = (at * 37) % 23;
      const to = from + ((at * 53) % 71) / 17 + 0.01;
      const countMax = 2 + (at % 9);
      const { values } = ticksOf(from, to, countMax);
      expect(values.length).toBeLessThanOrEqual(countMax);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(from - 1e-6);
        expect(value).toBeLessThanOrEqual(to + 1e-6);
      }
      const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
      for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 9);
    }
  });

  it('of nothing are none', () => {
    expect(ticksOf(3, 3, 5).values).toEqual([]);
  });
});

describe('zoom', () => {
  it('keeps the place under the pointer where it is', () => {
    const at = { ac: 14, cv: 18 };
    const near = zoomed(extent, extent, 0.5, at) ?? extent;
    const before = pixelOf(whole, at);
    const after = pixelOf({ window: near, size: whole.size }, at);
    expect(after.x).toBeCloseTo(before.x, 3);
    expect(after.y).toBeCloseTo(before.y, 3);
    expect(near.acTo - near.acFrom).toBeCloseTo(12.5, 5);
    expect(near.cvTo - near.cvFrom).toBeCloseTo(15, 5);
  });

  it('ends at the whole extent, which is no window', () => {
    const near = zoomed(extent, extent, 0.5, { ac: 20, cv: 5 }) ?? extent;
    expect(zoomed(near, extent, 10, { ac: 20, cv: 5 })).toBeNull();
  });

  it('ends at a 64th of the extent', () => {
    const nearest = zoomed(extent, extent, 1e-6, { ac: 14, cv: 18 }) ?? extent;
    expect(nearest.acTo - nearest.acFrom).toBeCloseTo(25 / 64, 5);
    expect(nearest.cvTo - nearest.cvFrom).toBeCloseTo(30 / 64, 5);
  });

  it('never leaves the extent', () => {
    for (const at of [
      { ac: 0, cv: 0 },
      { ac: 25, cv: 30 },
      { ac: 25, cv: 0 },
    ]) {
      const near = zoomed(extent, extent, 0.3, at) ?? extent;
      expect(isInside({ ac: near.acFrom, cv: near.cvFrom }, extent)).toBe(true);
      expect(isInside({ ac: near.acTo, cv: near.cvTo }, extent)).toBe(true);
    }
  });
});

describe('pan', () => {
  const near = { acFrom: 10, acTo: 15, cvFrom: 10, cvTo: 20 };

  it('moves by axis units', () => {
    expect(panned(near, extent, { ac: 2, cv: -3 })).toEqual({ acFrom: 12, acTo: 17, cvFrom: 7, cvTo: 17 });
  });

  it('stops at the edge without changing its size', () => {
    expect(panned(near, extent, { ac: 100, cv: -100 })).toEqual({ acFrom: 20, acTo: 25, cvFrom: 0, cvTo: 10 });
  });

  it('of the whole extent moves nothing', () => {
    expect(panned(extent, extent, { ac: 3, cv: 3 })).toBeNull();
  });
});

describe('pinch', () => {
  it('keeps both places under their fingers', () => {
    const held = [
      { x: 200, y: 100 },
      { x: 300, y: 100 },
    ] as const;
    const now = [
      { x: 150, y: 140 },
      { x: 350, y: 140 },
    ] as const;
    const near = pinched(whole, extent, held, now) ?? extent;
    const projection = { window: near, size: whole.size };
    held.forEach((pixel, finger) => {
      const after = pixelOf(projection, placeOf(whole, pixel));
      expect(after.x).toBeCloseTo(now[finger]?.x ?? NaN, 2);
      expect(after.y).toBeCloseTo(now[finger]?.y ?? NaN, 2);
    });
  });
});

describe('thresholds under the hand', () => {
  it.each([
    [18.02, 18],
    [18.03, 18.05],
    [14.285714, 14.3],
    [0.024, 0],
    [-0.01, 0],
  ])('%d snaps to %d', (asked, expected) => {
    expect(snapped(asked)).toBeCloseTo(expected, 12);
  });

  it('snap to the doubles that the decimals mean', () => {
    for (let index = 0; index <= 600; ++index) {
      const text = (index * 0.05).toFixed(2);
      expect(snapped(Number(text))).toBe(Number(text));
    }
  });

  it('stay within what can occur', () => {
    expect(draggedThreshold('cv', 31, extent, 18)).toBe(30);
    expect(draggedThreshold('ac', -3, extent, 14)).toBe(0);
    expect(draggedThreshold('ac', 40, extent, 14)).toBe(25);
  });

  it('may come back from beyond the extent step by step', () => {
    expect(thresholdMax('ac', extent, 33.33)).toBe(33.33);
    expect(draggedThreshold('ac', 30, extent, 33.33)).toBe(30);
  });

  it.each([
    ['ArrowUp', false, 18.1],
    ['ArrowRight', false, 18.1],
    ['ArrowDown', false, 17.9],
    ['ArrowLeft', true, 17],
    ['ArrowUp', true, 19],
    ['PageDown', false, 17],
    ['PageUp', false, 19],
    ['Home', false, 0],
    ['End', false, 30],
  ])('%s (Shift %s) makes 18 to %d', (key, isBig, expected) => {
    expect(steppedThreshold('cv', 18, key, isBig, extent)).toBeCloseTo(expected, 12);
  });

  it('leave other keys alone', () => {
    expect(steppedThreshold('cv', 18, 'Tab', false, extent)).toBeNull();
  });

  it('have a borderline band of 5 %: CV 17.10 to 18.90, AC 13.30 to 14.70', () => {
    // docs/formulas/cvac.md, "Golden" and "Types"
    expect(bandAround(18, 0.05)[0]).toBeCloseTo(17.1, 12);
    expect(bandAround(18, 0.05)[1]).toBeCloseTo(18.9, 12);
    expect(bandAround(14, 0.05)[0]).toBeCloseTo(13.3, 12);
    expect(bandAround(14, 0.05)[1]).toBeCloseTo(14.7, 12);
  });
});

describe('the four types', () => {
  it('lie where docs/formulas/cvac.md puts them', () => {
    expect(kQuadrants).toEqual({
      core: { isCvHigh: true, isAcHigh: true },
      contested: { isCvHigh: true, isAcHigh: false },
      loyal: { isCvHigh: false, isAcHigh: true },
      general: { isCvHigh: false, isAcHigh: false },
    });
  });

  it('are all in the whole view', () => {
    for (const type of ['core', 'contested', 'loyal', 'general'] as const) {
      expect(quadrantDirection(type, { cv: 18, ac: 14 }, extent)).toEqual({ ac: 0, cv: 0 });
    }
  });

  it('tell where they are when the view does not show them', () => {
    const upperRight = { acFrom: 15, acTo: 20, cvFrom: 20, cvTo: 25 };
    expect(quadrantDirection('core', { cv: 18, ac: 14 }, upperRight)).toEqual({ ac: 0, cv: 0 });
    expect(quadrantDirection('contested', { cv: 18, ac: 14 }, upperRight)).toEqual({ ac: -1, cv: 0 });
    expect(quadrantDirection('loyal', { cv: 18, ac: 14 }, upperRight)).toEqual({ ac: 0, cv: -1 });
    expect(quadrantDirection('general', { cv: 18, ac: 14 }, upperRight)).toEqual({ ac: -1, cv: -1 });
    const lowerLeft = { acFrom: 0, acTo: 5, cvFrom: 0, cvTo: 5 };
    expect(quadrantDirection('core', { cv: 18, ac: 14 }, lowerLeft)).toEqual({ ac: 1, cv: 1 });
  });
});
