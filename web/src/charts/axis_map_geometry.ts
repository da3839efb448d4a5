// Where things stand on the map: axis units to pixels and back, tick marks, zoom, pan, thresholds under a hand. Pure.
// Availability (AC, percent) grows to the right, value (CV, points of 30) upwards. Pixels are CSS pixels of the plot, its left upper
// corner at 0, 0.

import type { MapWindow, TypeId } from '../engine/protocol.ts';

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** A place on the map, in axis units. */
export interface AxisPlace {
  readonly ac: number;
  readonly cv: number;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

export type Axis = 'cv' | 'ac';

/** A window laid over a plot. */
export interface Projection {
  readonly window: MapWindow;
  readonly size: PlotSize;
}

export const xOf = ({ window: { acFrom, acTo }, size }: Projection, ac: number): number =>
  ((ac - acFrom) / (acTo - acFrom)) * size.width;

export const yOf = ({ window: { cvFrom, cvTo }, size }: Projection, cv: number): number =>
  ((cvTo - cv) / (cvTo - cvFrom)) * size.height;

export const pixelOf = (projection: Projection, { ac, cv }: AxisPlace): Pixel => ({
  x: xOf(projection, ac),
  y: yOf(projection, cv),
});

export const placeOf = ({ window: { acFrom, acTo, cvFrom, cvTo }, size }: Projection, { x, y }: Pixel): AxisPlace => ({
  ac: acFrom + (x / size.width) * (acTo - acFrom),
  cv: cvTo - (y / size.height) * (cvTo - cvFrom),
});

export const clamped = (value: number, from: number, to: number): number => Math.min(Math.max(value, from), to);

export const clampedPlace = (place: AxisPlace, { acFrom, acTo, cvFrom, cvTo }: MapWindow): AxisPlace => ({
  ac: clamped(place.ac, acFrom, acTo),
  cv: clamped(place.cv, cvFrom, cvTo),
});

export const isInside = ({ ac, cv }: AxisPlace, { acFrom, acTo, cvFrom, cvTo }: MapWindow): boolean =>
  ac >= acFrom && ac <= acTo && cv >= cvFrom && cv <= cvTo;

export const isSameWindow = (a: MapWindow, b: MapWindow): boolean =>
  a.acFrom === b.acFrom && a.acTo === b.acTo && a.cvFrom === b.cvFrom && a.cvTo === b.cvTo;

export interface Ticks {
  readonly values: readonly number[];
  /** Decimals that tell neighbours apart. */
  readonly digits: number;
}

/** Multiples of 1, 2 or 5 · 10^k inside from..to, at most `countMax` (>= 2) of them. */
export function ticksOf(from: number, to: number, countMax: number): Ticks {
  const span = to - from;
  if (!(span > 0)) return { values: [], digits: 0 };
  let exponent = Math.floor(Math.log10(span / countMax));
  for (;;) {
    for (const leading of [1, 2, 5]) {
      // A negative power as a divisor, so that 0.1 and its multiples are the doubles nearest to them.
      const multiple = (index: number): number =>
        exponent < 0 ? (index * leading) / 10 ** -exponent : index * leading * 10 ** exponent;
      const step = multiple(1);
      const first = Math.ceil(from / step - 1e-9);
      const last = Math.floor(to / step + 1e-9);
      if (last - first + 1 <= countMax) {
        const values = Array.from({ length: last - first + 1 }, (_, at) => multiple(first + at));
        return { values, digits: Math.max(0, -exponent) };
      }
    }
    ++exponent;
  }
}

// --- zoom and pan ---

/** The closest look: this part of the extent. */
export const kZoomMin = 1 / 64;
const kWindowUnit = 1e6;

const rounded = (value: number): number => Math.round(value * kWindowUnit) / kWindowUnit;

/** A span of the asked width inside from..to, the place `at` as far into it as `share` says. */
function spanInside(from: number, to: number, width: number, at: number, share: number): readonly [number, number] {
  const start = clamped(at - share * width, from, to - width);
  return [rounded(start), rounded(start + width)];
}

function windowOf(extent: MapWindow, ac: readonly [number, number], cv: readonly [number, number]): MapWindow | null {
  const window = { acFrom: ac[0], acTo: ac[1], cvFrom: cv[0], cvTo: cv[1] };
  const isWhole =
    window.acFrom <= extent.acFrom &&
    window.acTo >= rounded(extent.acTo) &&
    window.cvFrom <= extent.cvFrom &&
    window.cvTo >= rounded(extent.cvTo);
  return isWhole ? null : window;
}

/** The window `factor` times as wide and high, the given place staying where it is on the screen. Null is the whole extent. */
export function zoomed(window: MapWindow, extent: MapWindow, factor: number, at: AxisPlace): MapWindow | null {
  const axis = (from: number, to: number, low: number, high: number, place: number): readonly [number, number] => {
    const width = clamped((to - from) * factor, (high - low) * kZoomMin, high - low);
    return spanInside(low, high, width, place, (place - from) / (to - from));
  };
  return windowOf(
    extent,
    axis(window.acFrom, window.acTo, extent.acFrom, extent.acTo, at.ac),
    axis(window.cvFrom, window.cvTo, extent.cvFrom, extent.cvTo, at.cv),
  );
}

/** The window moved by so many axis units, as far as the extent goes. */
export function panned(window: MapWindow, extent: MapWindow, by: AxisPlace): MapWindow | null {
  return windowOf(
    extent,
    spanInside(extent.acFrom, extent.acTo, window.acTo - window.acFrom, window.acFrom + by.ac, 0),
    spanInside(extent.cvFrom, extent.cvTo, window.cvTo - window.cvFrom, window.cvFrom + by.cv, 0),
  );
}

/** The window that two fingers ask for: each holds the place that it took hold of. */
export function pinched(
  start: Projection,
  extent: MapWindow,
  held: readonly [Pixel, Pixel],
  now: readonly [Pixel, Pixel],
): MapWindow | null {
  const distance = ([a, b]: readonly [Pixel, Pixel]): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
  const middle = ([a, b]: readonly [Pixel, Pixel]): Pixel => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const at = placeOf(start, middle(held));
  const near = zoomed(start.window, extent, distance(held) / distance(now), at) ?? extent;
  const under = placeOf({ window: near, size: start.size }, middle(now));
  return panned(near, extent, { ac: at.ac - under.ac, cv: at.cv - under.cv });
}

// --- thresholds ---

/** Dragged thresholds snap to multiples of this. */
export const kThresholdSnap = 0.05;
export const kThresholdStep = 0.1;
export const kThresholdStepBig = 1;
/** What the settings allow. */
export const kThresholdMax: Readonly<Record<Axis, number>> = { cv: 30, ac: 100 };

export const snapped = (value: number): number => Math.round(value / kThresholdSnap) / Math.round(1 / kThresholdSnap);

/** As far as a threshold may be moved: over the extent, or to where it stands already. */
export const thresholdMax = (axis: Axis, extent: MapWindow, now: number): number =>
  Math.min(kThresholdMax[axis], Math.max(axis === 'cv' ? extent.cvTo : extent.acTo, now));

/** The threshold that a hand asks for. */
export const draggedThreshold = (axis: Axis, asked: number, extent: MapWindow, now: number): number =>
  clamped(snapped(asked), 0, thresholdMax(axis, extent, now));

/** The threshold that a key asks for; null: the key is none of these. */
export function steppedThreshold(
  axis: Axis,
  now: number,
  key: string,
  isBig: boolean,
  extent: MapWindow,
): number | null {
  const step = isBig ? kThresholdStepBig : kThresholdStep;
  const max = thresholdMax(axis, extent, now);
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return clamped(snapped(now + step), 0, max);
    case 'ArrowDown':
    case 'ArrowLeft':
      return clamped(snapped(now - step), 0, max);
    case 'PageUp':
      return clamped(snapped(now + kThresholdStepBig), 0, max);
    case 'PageDown':
      return clamped(snapped(now - kThresholdStepBig), 0, max);
    case 'Home':
      return 0;
    case 'End':
      return max;
    default:
      return null;
  }
}

/** Where a customer counts as borderline: so much of the threshold to both sides. */
export const bandAround = (threshold: number, band: number): readonly [from: number, to: number] => [
  threshold * (1 - band),
  threshold * (1 + band),
];

/** The types as the axes place them. */
export const kQuadrants: Readonly<Record<TypeId, { readonly isCvHigh: boolean; readonly isAcHigh: boolean }>> = {
  core: { isCvHigh: true, isAcHigh: true },
  contested: { isCvHigh: true, isAcHigh: false },
  loyal: { isCvHigh: false, isAcHigh: true },
  general: { isCvHigh: false, isAcHigh: false },
};

/** Whether a quadrant can be seen in the window, and if not, in which direction it lies: -1, 0, 1 on each axis. */
export function quadrantDirection(type: TypeId, thresholds: AxisPlace, window: MapWindow): { ac: number; cv: number } {
  const { isAcHigh, isCvHigh } = kQuadrants[type];
  const outside = (isHigh: boolean, threshold: number, from: number, to: number): number => {
    if (isHigh) return threshold >= to ? 1 : 0;
    return threshold <= from ? -1 : 0;
  };
  return {
    ac: outside(isAcHigh, thresholds.ac, window.acFrom, window.acTo),
    cv: outside(isCvHigh, thresholds.cv, window.cvFrom, window.cvTo),
  };
}
