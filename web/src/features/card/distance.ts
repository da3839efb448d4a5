// How far a customer is from a threshold: in words, and as places on a small scale.

import { formatBeside } from '../../i18n/customer_columns.ts';
import { formatFigure, formatFixed } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';

export type Axis = 'cv' | 'ac';

export interface AxisPlace {
  readonly axis: Axis;
  /** Points for cv, percent for ac. */
  readonly value: number;
  readonly threshold: number;
  /** Value minus threshold, exact; negative is low. */
  readonly distance: number;
  /** Half width of the borderline band, as a part of the threshold. */
  readonly band: number;
  /** All that can occur: 0 to this. */
  readonly max: number;
}

const kDecimalsMax = 9;

/** At least two decimals, and as many as it takes for a distance that is not nothing to read so. */
export function distanceFigure(language: Language, distance: number): string {
  const far = Math.abs(distance);
  for (let digits = 2; digits < kDecimalsMax; ++digits)
    if (far === 0 || Number(far.toFixed(digits)) > 0) return formatFixed(language, far, digits);
  return formatFixed(language, far, kDecimalsMax);
}

/** "还差 0.89 分", "高出 0.11 个百分点", or that it is exactly there. */
export function distanceWords(language: Language, axis: Axis, distance: number): string {
  if (distance === 0) return translate(language, 'card.equal');
  const figure = distanceFigure(language, distance);
  const far = translate(language, axis === 'cv' ? 'card.distancePoints' : 'card.distancePercent', { distance: figure });
  return translate(language, distance > 0 ? 'card.above' : 'card.below', { distance: far });
}

/** A figure of an axis with its unit. */
export const axisFigure = (language: Language, axis: Axis, figure: string): string =>
  translate(language, axis === 'cv' ? 'card.points' : 'card.percent', { value: figure });

export const valueWords = (language: Language, { axis, value, threshold }: AxisPlace): string =>
  axisFigure(language, axis, formatBeside(language, value, threshold));

export const thresholdWords = (language: Language, { axis, threshold }: AxisPlace): string =>
  translate(language, 'card.threshold', { threshold: axisFigure(language, axis, formatFigure(language, threshold)) });

/** "客户价值 22.34 分，达到 18 分" */
export const standingWords = (language: Language, place: AxisPlace): string =>
  translate(language, place.value < place.threshold ? 'card.misses' : 'card.reaches', {
    axis: translate(language, place.axis === 'cv' ? 'card.value.cv' : 'card.value.ac'),
    value: valueWords(language, place),
    threshold: axisFigure(language, place.axis, formatFigure(language, place.threshold)),
  });

/** Why a customer is of its type, in one sentence: where it stands on both axes. */
export const reasonWords = (language: Language, places: readonly AxisPlace[]): string =>
  places.map((place) => standingWords(language, place)).join(translate(language, 'card.reasonAnd'));

export const bandWords = (language: Language, { threshold, band }: AxisPlace): string =>
  translate(language, 'card.band', {
    from: formatFixed(language, threshold * (1 - band), 2),
    to: formatFixed(language, threshold * (1 + band), 2),
  });

/** Places on the scale, 0 to 1. */
export interface ScalePlaces {
  readonly value: number;
  readonly threshold: number;
  readonly bandFrom: number;
  readonly bandTo: number;
}

export function scalePlaces({ value, threshold, band, max }: AxisPlace): ScalePlaces {
  // A threshold set by hand may lie beyond all that occurs; the scale then ends there.
  const end = Math.max(max, threshold, value, Number.EPSILON);
  const at = (figure: number): number => Math.max(0, Math.min(1, figure / end));
  return {
    value: at(value),
    threshold: at(threshold),
    bandFrom: at(threshold * (1 - band)),
    bandTo: at(threshold * (1 + band)),
  };
}
