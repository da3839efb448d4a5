// Four typed numbers made into a part of the map. Pure.

import type { MapWindow } from '../../engine/protocol.ts';

export type RectangleTexts = Readonly<Record<keyof MapWindow, string>>;

/** Thousandths, as for corners drawn by hand. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The rectangle, held within the extent; null where a number is missing or an end does not lie above its start. */
export function readRectangle(texts: RectangleTexts, extent: MapWindow): MapWindow | null {
  const read = (text: string, from: number, to: number): number =>
    text.trim() === '' ? NaN : rounded(Math.min(Math.max(Number(text), from), to));
  const window = {
    acFrom: read(texts.acFrom, extent.acFrom, extent.acTo),
    acTo: read(texts.acTo, extent.acFrom, extent.acTo),
    cvFrom: read(texts.cvFrom, extent.cvFrom, extent.cvTo),
    cvTo: read(texts.cvTo, extent.cvFrom, extent.cvTo),
  };
  return window.acFrom < window.acTo && window.cvFrom < window.cvTo ? window : null;
}
