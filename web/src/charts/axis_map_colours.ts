// The map's colours: read from the page's tokens, because a canvas does not follow style sheets by itself.

import { kRampSteps } from './chart_look.ts';
import type { MapColours } from './axis_map_paint.ts';

/** The colours that hold for an element now; null while it is not part of what is shown, and has none. */
export function readColours(element: Element): MapColours | null {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--care-${name}`).trim();
  if (token('surface') === '') return null;
  return {
    surface: token('surface'),
    text: token('text'),
    textMuted: token('text-muted'),
    line: token('line'),
    lineStrong: token('line-strong'),
    accent: token('accent'),
    ramp: Array.from({ length: kRampSteps }, (_, at) => token(`ramp-${at + 1}`)),
    types: {
      core: token('type-core'),
      contested: token('type-contested'),
      loyal: token('type-loyal'),
      general: token('type-general'),
    },
    tints: {
      core: token('surface-type-core'),
      contested: token('surface-type-contested'),
      loyal: token('surface-type-loyal'),
      general: token('surface-type-general'),
    },
    font: token('font'),
  };
}
