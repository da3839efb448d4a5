// A line drawn by hand made into an area that the engine can take: few corners, rounded, closed. Pure.

import type { MapWindow } from '../engine/protocol.ts';
import { clampedPlace, pixelOf, type AxisPlace, type Pixel, type Projection } from './axis_map_geometry.ts';

/** Corners of an area, as the filter takes them. */
export type Corners = readonly (readonly [ac: number, cv: number])[];

export const placesOf = (corners: Corners): readonly AxisPlace[] => corners.map(([ac, cv]) => ({ ac, cv }));

export const kCornersMax = 200;
/** Corners are multiples of a thousandth. */
const kCornerUnit = 1000;
/** How far the simplified line may leave the drawn one, in pixels. */
const kTolerance = 1.5;

function distanceToSegment(point: Pixel, from: Pixel, to: Pixel): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squared = dx * dx + dy * dy;
  const share =
    squared === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / squared));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}

/** Ramer–Douglas–Peucker: indices of the points that stay, the first and the last among them. */
export function simplified(points: readonly Pixel[], tolerance: number): readonly number[] {
  const stays = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    const from = points[first];
    const to = points[last];
    if (!from || !to) continue;
    let farthest = first;
    let distance = tolerance;
    for (let at = first + 1; at < last; ++at) {
      const point = points[at];
      const now = point ? distanceToSegment(point, from, to) : 0;
      if (now > distance) {
        distance = now;
        farthest = at;
      }
    }
    if (farthest === first) continue;
    stays.add(farthest);
    spans.push([first, farthest], [farthest, last]);
  }
  return [...stays].filter((at) => at >= 0).sort((a, b) => a - b);
}

const roundedCorner = ({ ac, cv }: AxisPlace): readonly [number, number] => [
  Math.round(ac * kCornerUnit) / kCornerUnit,
  Math.round(cv * kCornerUnit) / kCornerUnit,
];

const isSame = (a: readonly [number, number] | undefined, b: readonly [number, number] | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** The area inside a drawn line, held within the extent; null where it encloses nothing. */
export function lassoCorners(
  drawn: readonly AxisPlace[],
  projection: Projection,
  extent: MapWindow,
  cornersMax = kCornersMax,
): Corners | null {
  if (drawn.length < 3) return null;
  const places = drawn.map((place) => clampedPlace(place, extent));
  const pixels = places.map((place) => pixelOf(projection, place));
  let tolerance = kTolerance;
  let kept = simplified(pixels, tolerance);
  while (kept.length > cornersMax) {
    tolerance *= 1.5;
    kept = simplified(pixels, tolerance);
  }
  const corners = kept
    .flatMap((at) => places[at] ?? [])
    .map(roundedCorner)
    .filter((corner, at, all) => at === 0 || !isSame(corner, all[at - 1]));
  if (corners.length > 1 && isSame(corners[0], corners.at(-1))) corners.pop();
  const isFlat = corners.length < 3 || corners.every((corner) => isOnLine(corner, corners));
  return isFlat ? null : corners;
}

/** Whether a corner lies on the line through the first corner and the one farthest from it. */
function isOnLine([ac, cv]: readonly [number, number], corners: Corners): boolean {
  const [ac0, cv0] = corners[0] ?? [0, 0];
  const [ac1, cv1] = corners.reduce<readonly [number, number]>(
    (far, corner) =>
      Math.hypot(corner[0] - ac0, corner[1] - cv0) > Math.hypot(far[0] - ac0, far[1] - cv0) ? corner : far,
    [ac0, cv0],
  );
  return Math.abs((ac1 - ac0) * (cv - cv0) - (cv1 - cv0) * (ac - ac0)) < 0.5 / (kCornerUnit * kCornerUnit);
}

/** The corners of a rectangle. */
export const rectangleCorners = ({ acFrom, acTo, cvFrom, cvTo }: MapWindow): Corners => [
  [acFrom, cvFrom],
  [acTo, cvFrom],
  [acTo, cvTo],
  [acFrom, cvTo],
];

/** The smallest upright rectangle around the corners. */
export const boundsOf = (corners: Corners): MapWindow => ({
  acFrom: Math.min(...corners.map(([ac]) => ac)),
  acTo: Math.max(...corners.map(([ac]) => ac)),
  cvFrom: Math.min(...corners.map(([, cv]) => cv)),
  cvTo: Math.max(...corners.map(([, cv]) => cv)),
});
