// Walking from mark to mark with keys, and finding the mark under a pointer. Pure.

import { pixelOf, type AxisPlace, type Pixel, type Projection } from './axis_map_geometry.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How much a step to the side counts against a step ahead. */
const kSidePenalty = 2;

/** The place nearest to a pixel, as an index; -1 where none is within reach. */
export function nearest(places: readonly AxisPlace[], projection: Projection, to: Pixel, reach: number): number {
  let found = -1;
  let best = reach * reach;
  for (let at = 0; at < places.length; ++at) {
    const place = places[at];
    if (!place) continue;
    const { x, y } = pixelOf(projection, place);
    const squared = (x - to.x) ** 2 + (y - to.y) ** 2;
    if (squared <= best) {
      best = squared;
      found = at;
    }
  }
  return found;
}

/** The next place in a direction: the nearest ahead, steps to the side counting double. The place itself where nothing is ahead. */
export function nextInDirection(
  places: readonly AxisPlace[],
  projection: Projection,
  from: number,
  direction: Direction,
): number {
  const start = places[from];
  if (!start) return places.length > 0 ? 0 : -1;
  const here = pixelOf(projection, start);
  let found = from;
  let best = Infinity;
  for (let at = 0; at < places.length; ++at) {
    const place = places[at];
    if (at === from || !place) continue;
    const { x, y } = pixelOf(projection, place);
    const right = x - here.x;
    const down = y - here.y;
    const [ahead, aside] =
      direction === 'left'
        ? [-right, down]
        : direction === 'right'
          ? [right, down]
          : direction === 'up'
            ? [-down, right]
            : [down, right];
    if (ahead <= 0) continue;
    const cost = ahead + kSidePenalty * Math.abs(aside);
    if (cost < best) {
      best = cost;
      found = at;
    }
  }
  return found;
}

/** The order of Page Up and Page Down, which reaches every place, those on top of each other too: by value, then availability. */
export const readingOrder = (places: readonly AxisPlace[]): readonly number[] =>
  places
    .map((_, at) => at)
    .sort((a, b) => {
      const [one, two] = [places[a], places[b]];
      return one && two ? two.cv - one.cv || one.ac - two.ac || a - b : a - b;
    });
