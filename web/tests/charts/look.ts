// A look for drawings in tests: every colour is told apart by its name.

import type { ChartLook } from '../../src/charts/chart_look.ts';

export const chartLook = (change: Partial<ChartLook> = {}): ChartLook => ({
  text: 'text',
  textMuted: 'text-muted',
  line: 'line',
  lineStrong: 'line-strong',
  surface: 'surface',
  surfaceSunken: 'surface-sunken',
  accent: 'accent',
  warning: 'warning',
  ramp: ['ramp-1', 'ramp-2', 'ramp-3', 'ramp-4', 'ramp-5', 'ramp-6', 'ramp-7'],
  rampText: ['on-1', 'on-2', 'on-3', 'on-4', 'on-5', 'on-6', 'on-7'],
  font: 'sans-serif',
  fontPixels: 14,
  fontSmallPixels: 12,
  width: 800,
  height: 320,
  motion: true,
  ...change,
});

interface Drawn {
  readonly id?: string;
  readonly type?: string;
  readonly data?: unknown[];
  readonly [other: string]: unknown;
}

/** The series of a drawing, by id. */
export const seriesOf = (option: { series?: unknown }): ReadonlyMap<string, Drawn> =>
  new Map((option.series as Drawn[]).map((series) => [series.id ?? '', series]));
