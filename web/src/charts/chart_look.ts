// How charts look at this moment: colours and type out of the page's tokens, and when to draw again because they changed.

export interface ChartLook {
  readonly text: string;
  readonly textMuted: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly surface: string;
  readonly surfaceSunken: string;
  readonly accent: string;
  readonly warning: string;
  /** Low to high. */
  readonly ramp: readonly string[];
  /** Readable on the ramp's step of the same place. */
  readonly rampText: readonly string[];
  readonly font: string;
  readonly fontPixels: number;
  readonly fontSmallPixels: number;
  /** Of the drawing, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** False where the reader asked for reduced motion. */
  readonly motion: boolean;
}

/** Steps of the tokens' sequential ramp, --care-ramp-1 on. */
export const kRampSteps = 7;

/** Reads the tokens as they stand for `element`. */
export function readChartLook(element: Element, width: number, height: number): ChartLook {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--care-${name}`).trim();
  const pixels = (name: string, otherwise: number): number => {
    const value = Number.parseFloat(token(name));
    return Number.isFinite(value) ? value : otherwise;
  };
  return {
    text: token('text'),
    textMuted: token('text-muted'),
    line: token('line'),
    lineStrong: token('line-strong'),
    surface: token('surface'),
    surfaceSunken: token('surface-sunken'),
    accent: token('accent'),
    warning: token('warning'),
    ramp: Array.from({ length: kRampSteps }, (_, at) => token(`ramp-${at + 1}`)),
    rampText: Array.from({ length: kRampSteps }, (_, at) => token(`ramp-text-${at + 1}`)),
    font: style.fontFamily,
    fontPixels: pixels('font-size', 14),
    fontSmallPixels: pixels('font-size-small', 12),
    width,
    height,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}

const listeners = new Set<() => void>();
let stopWatching: (() => void) | null = null;

function watch(): () => void {
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const themes = new MutationObserver(changed);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-density'] });
  const queries = ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', 'print'].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    themes.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

/** Calls `listener` whenever theme, density, motion or medium change; returns how to stop. */
export function onChartLookChange(listener: () => void): () => void {
  listeners.add(listener);
  stopWatching ??= watch();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopWatching?.();
    stopWatching = null;
  };
}
