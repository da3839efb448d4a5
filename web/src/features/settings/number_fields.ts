// Settings that are one number: their range, the step of their field, and how a figure of the field relates to the setting. The ranges
// are those of the engine's own table (`loyalane schema --of settings`); the engine checks them again.

import type { Key } from '../../i18n/translate.ts';

export interface NumberField {
  readonly path: string;
  readonly label: Key;
  readonly hint?: Key;
  /** Of the figure in the field. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly isWhole?: true;
  /** The field's figure ÷ the setting: 100 where the field is in percent and the setting a share. */
  readonly scale?: 100;
  readonly unit?: Key;
  readonly define?: string;
}

export const kNumberFields = {
  cvManual: {
    path: 'cvac.thresholds.cv_manual',
    label: 'settings.cvThreshold',
    min: 0,
    max: 30,
    step: 0.1,
    unit: 'settings.unitPoints',
    define: 'thresholds',
  },
  acManual: {
    path: 'cvac.thresholds.ac_manual',
    label: 'settings.acThreshold',
    min: 0,
    max: 100,
    step: 0.1,
    unit: 'settings.unitPercent',
    define: 'thresholds',
  },
  cvQuantile: {
    path: 'cvac.thresholds.cv_quantile',
    label: 'settings.cvQuantile',
    min: 0,
    max: 100,
    step: 1,
    scale: 100,
    unit: 'settings.unitPercent',
    define: 'thresholds.quantile',
  },
  acQuantile: {
    path: 'cvac.thresholds.ac_quantile',
    label: 'settings.acQuantile',
    min: 0,
    max: 100,
    step: 1,
    scale: 100,
    unit: 'settings.unitPercent',
    define: 'thresholds.quantile',
  },
  carriers: {
    path: 'cvac.attributes.carriers',
    label: 'settings.carriers',
    hint: 'settings.carriersHint',
    min: 2,
    max: 100,
    step: 1,
    isWhole: true,
    unit: 'settings.unitCarriers',
    define: 'carriers',
  },
  rivalAttraction: {
    path: 'cvac.rival_attraction',
    label: 'settings.rivalAttraction',
    hint: 'settings.rivalAttractionHint',
    min: 0.01,
    max: 1,
    step: 0.05,
    define: 'rival_attraction',
  },
  cycleIfUnknown: {
    path: 'cvac.attributes.cycle_days_if_unknown',
    label: 'settings.cycleIfUnknown',
    hint: 'settings.cycleIfUnknownHint',
    min: 1,
    max: 365,
    step: 1,
    unit: 'settings.unitDays',
    define: 's_recency',
  },
  band: {
    path: 'cvac.stability.band',
    label: 'settings.band',
    hint: 'settings.bandHint',
    min: 0,
    max: 50,
    step: 1,
    scale: 100,
    unit: 'settings.unitPercent',
    define: 'borderline',
  },
  coverageMin: {
    path: 'cvac.coverage_min',
    label: 'settings.coverageMin',
    hint: 'settings.coverageMinHint',
    min: 0,
    max: 100,
    step: 5,
    scale: 100,
    unit: 'settings.unitPercent',
    define: 'coverage',
  },
  newBelowMonths: {
    path: 'cvac.new_below_months',
    label: 'settings.newBelowMonths',
    hint: 'settings.newBelowMonthsHint',
    min: 0,
    max: 60,
    step: 1,
    unit: 'settings.unitMonths',
    define: 'new',
  },
  abcA: {
    path: 'abc.a_percent',
    label: 'settings.abcA',
    min: 0.001,
    max: 100,
    step: 1,
    unit: 'settings.unitPercent',
    define: 'abc',
  },
  abcB: {
    path: 'abc.b_percent',
    label: 'settings.abcB',
    hint: 'settings.abcBHint',
    min: 0.001,
    max: 100,
    step: 1,
    unit: 'settings.unitPercent',
    define: 'abc',
  },
  abcTop: {
    path: 'abc.top_percent',
    label: 'settings.abcTop',
    min: 0.001,
    max: 100,
    step: 1,
    unit: 'settings.unitPercent',
    define: 'top_share',
  },
} as const satisfies Readonly<Record<string, NumberField>>;

/** The tax rate of files that do not say theirs; it may be left open, so it is none of the fields above. */
export const kDefaultTaxRate = { path: 'money.default_tax_rate', min: 0, max: 100, step: 1, scale: 100 } as const;

export type NumberFault = 'empty' | 'range' | 'whole';

/** What is wrong with the text of a number field, or the number. */
export function readNumber(
  text: string,
  { min, max, isWhole }: { readonly min: number; readonly max: number; readonly isWhole?: true },
): { readonly value: number } | { readonly fault: NumberFault } {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) return { fault: 'empty' };
  if (isWhole && !Number.isInteger(value)) return { fault: 'whole' };
  if (value < min || value > max) return { fault: 'range' };
  return { value };
}

/** A figure without the dust of binary fractions: 0.05 × 100 is 5. */
const clean = (value: number): number => Number(value.toPrecision(12));

/** The figure that the field shows for a setting, and back. */
export const shownFigure = ({ scale }: Pick<NumberField, 'path' | 'scale'>, setting: number): number =>
  clean(setting * (scale ?? 1));
export const settingOf = ({ scale }: Pick<NumberField, 'path' | 'scale'>, figure: number): number =>
  clean(figure / (scale ?? 1));

/** The numbers of a list as one types them: "7, 15, 30" (commas, spaces, semicolons or their Chinese forms). Null: not all numbers. */
export function readNumberList(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;，；、]+/).filter((part) => part !== '');
  const values = parts.map(Number);
  return values.every((value) => Number.isFinite(value)) ? values : null;
}

export type CutsFault = 'numbers' | 'count' | 'order' | 'negative';

/** What is wrong with a list of fixed RFM cuts: there must be one fewer than scores, strictly ascending (SEGMENT-101). */
export function cutsFault(cuts: readonly number[] | null, bins: number, mayBeNegative: boolean): CutsFault | null {
  if (!cuts) return 'numbers';
  if (cuts.length !== bins - 1) return 'count';
  if (cuts.some((cut, at) => at > 0 && cut <= (cuts[at - 1] ?? -Infinity))) return 'order';
  if (!mayBeNegative && cuts.some((cut) => cut < 0)) return 'negative';
  return null;
}
