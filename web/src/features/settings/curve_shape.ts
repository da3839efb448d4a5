// A score curve as the form shows it: its line, new points, and what is wrong with it (docs/formulas/cvac.md, "Scores").

import type { ScoreCurve } from '../../engine/protocol.ts';

export type Point = readonly [x: number, score: number];

/** Whether more or less of the attribute earns the points. */
export type Better = 'higher' | 'lower';

export type CurveFault = 'few' | 'order' | 'log' | 'range' | 'direction';

/** The first thing that makes a curve unusable, or null. The engine says the same (SEGMENT-103), without saying what. */
export function faultOf({ points, is_log }: ScoreCurve, better: Better): CurveFault | null {
  if (points.length < 2) return 'few';
  if (points.some(([, score]) => !(score >= 0 && score <= 10))) return 'range';
  if (is_log && points.some(([x]) => !(x > 0))) return 'log';
  for (let at = 1; at < points.length; ++at) {
    const [before, scoreBefore] = points[at - 1] ?? [0, 0];
    const [x, score] = points[at] ?? [0, 0];
    if (!(x > before)) return 'order';
    if (better === 'higher' ? score < scoreBefore : score > scoreBefore) return 'direction';
  }
  return null;
}

/** The default curve of the choice share among J carriers: an even share scores 5. */
export const choiceShareCurve = (carriers: number): ScoreCurve => ({
  is_log: false,
  points:
    carriers === 2
      ? [
          [0, 0],
          [0.5, 5],
          [1, 10],
        ]
      : [
          [0, 0],
          [1 / carriers, 5],
          [0.5, 8],
          [1, 10],
        ],
});

const round = (value: number): number => Number(value.toPrecision(3));

/** The points with one more after `at`: half way to the next one, or as far beyond the last as that lies from the one before. */
export function withPointAfter({ points, is_log }: ScoreCurve, at: number): readonly Point[] {
  const here = points[at];
  if (!here) return points;
  const next = points[at + 1];
  const before = points[at - 1];
  const isUsable = (x: number): boolean => !is_log || x > 0;
  let made: Point;
  if (next) {
    const middle =
      is_log && isUsable(here[0]) && isUsable(next[0]) ? Math.sqrt(here[0] * next[0]) : (here[0] + next[0]) / 2;
    const rounded = round(middle);
    made = [rounded > here[0] && rounded < next[0] ? rounded : middle, (here[1] + next[1]) / 2];
  } else {
    const step = before ? here[0] - before[0] : 1;
    made = [here[0] + (step > 0 ? step : 1), here[1]];
  }
  return [...points.slice(0, at + 1), made, ...points.slice(at + 1)];
}

export const withoutPoint = (points: readonly Point[], at: number): readonly Point[] =>
  points.filter((_, index) => index !== at);

export const withPoint = (points: readonly Point[], at: number, point: Point): readonly Point[] =>
  points.map((held, index) => (index === at ? point : held));

/** Where the points lie in a picture of this size; the line runs on flat beyond both ends. Unusable curves have no picture. */
export function picturePoints(
  curve: ScoreCurve,
  width: number,
  height: number,
): readonly (readonly [x: number, y: number])[] {
  const { points, is_log } = curve;
  const place = (x: number): number => (is_log ? Math.log(x) : x);
  const places = points.map(([x]) => place(x));
  const first = Math.min(...places);
  const span = Math.max(...places) - first;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  // A tenth on either side for the flat ends.
  const margin = width / 10;
  return points.map(([, score], at): readonly [number, number] => [
    margin + (((places[at] ?? first) - first) / span) * (width - 2 * margin),
    height - (Math.max(0, Math.min(10, score)) / 10) * height,
  ]);
}
