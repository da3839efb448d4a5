// Where the form shows a setting, and which of its places must be put right before a draft can be applied.

import type { Settings } from '../../engine/protocol.ts';
import { isCurrency, rateFaults } from './money_faults.ts';
import { cutsFault, kDefaultTaxRate, kNumberFields, readNumber, readNumberList } from './number_fields.ts';
import type { SettingsGroup } from './sentences.ts';
import { settingAt } from './setting_paths.ts';

export type CurveId =
  'monthly_contribution' | 'avg_spend' | 'purchase_cycle' | 'choice_share' | 'satisfaction' | 'tenure' | 'recency';
export const kCurveIds: readonly CurveId[] = [
  'monthly_contribution',
  'avg_spend',
  'purchase_cycle',
  'choice_share',
  'satisfaction',
  'tenure',
  'recency',
];

/** The lists of fixed RFM cuts. */
export const kCutFields = [
  { path: 'rfm.recency_days', label: 'settings.recencyCuts', mayBeNegative: false },
  { path: 'rfm.frequency_count', label: 'settings.frequencyCuts', mayBeNegative: false },
  { path: 'rfm.monetary_yuan', label: 'settings.monetaryCuts', mayBeNegative: true },
] as const;

/** Places of the form that can show what the engine says about their setting. */
export const kPlaces: readonly string[] = [
  ...Object.values(kNumberFields).map(({ path }) => path),
  ...kCurveIds.map((id) => `cvac.attributes.${id}`),
  ...kCutFields.map(({ path }) => path),
  'cvac.cv_weights',
  'cvac.ac_weights',
  'window',
  'as_of',
  'profile.our_carrier',
  'money.currency',
  'money.rates',
  'money.tax_basis',
  kDefaultTaxRate.path,
];

/** The section of the form that a place stands in. */
export function groupOf(place: string): SettingsGroup {
  if (place.startsWith('cvac.thresholds')) return 'thresholds';
  if (place.endsWith('_weights')) return 'weights';
  if (place.startsWith('rfm')) return 'rfm';
  if (place.startsWith('abc')) return 'abc';
  if (place.startsWith('money')) return 'money';
  if (['cvac.stability.band', 'cvac.coverage_min', 'cvac.new_below_months'].includes(place)) return 'stability';
  const { carriers, rivalAttraction, cycleIfUnknown } = kNumberFields;
  if ([carriers, rivalAttraction, cycleIfUnknown].some(({ path }) => path === place)) return 'model';
  return place.startsWith('cvac.attributes') ? 'curves' : 'scope';
}

/** What is wrong with a window of one's own. */
export function windowFault({ from, to }: { readonly from: string; readonly to: string }): 'empty' | 'order' | null {
  if (from === '' || to === '') return 'empty';
  return to < from ? 'order' : null;
}

/** Each weight is typed in as at least this and at most that. */
export const kOwnWeight = { min: 0, max: Infinity } as const;

/** The places that are wrong: by what was typed (path → text that is not the setting yet), or by what does not go together. */
export function faultyPlaces(settings: Settings, typed: ReadonlyMap<string, string>): readonly string[] {
  const faults: string[] = [];
  for (const field of Object.values(kNumberFields)) {
    const text = typed.get(field.path);
    if (text !== undefined && 'fault' in readNumber(text, field)) faults.push(field.path);
  }
  for (const axis of ['cv_weights', 'ac_weights'] as const) {
    const { mode, own } = settings.cvac[axis];
    const isBad = (_: number, at: number): boolean => {
      const text = typed.get(`cvac.${axis}.own.${at}`);
      return text !== undefined && 'fault' in readNumber(text, kOwnWeight);
    };
    if (mode === 'own' && (own.some(isBad) || !own.some((weight) => weight > 0))) faults.push(`cvac.${axis}`);
  }
  if (settings.rfm.cuts === 'fixed') {
    for (const { path, mayBeNegative } of kCutFields) {
      const text = typed.get(path);
      const cuts = text === undefined ? (settingAt(settings, path) as readonly number[]) : readNumberList(text);
      if (cutsFault(cuts, settings.rfm.bins, mayBeNegative)) faults.push(path);
    }
  }
  if (!(settings.abc.a_percent < settings.abc.b_percent)) faults.push('abc.b_percent');
  if (typeof settings.window === 'object' && windowFault(settings.window)) faults.push('window');
  if (!isCurrency(settings.money.currency)) faults.push('money.currency');
  if (rateFaults(settings.money).length > 0) faults.push('money.rates');
  const taxRate = typed.get(kDefaultTaxRate.path);
  if (taxRate !== undefined && taxRate.trim() !== '' && 'fault' in readNumber(taxRate, kDefaultTaxRate))
    faults.push(kDefaultTaxRate.path);
  return faults;
}

/** `count` of the values, the first and last among them where there is more than one. */
export function spread(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values;
  const last = values.length - 1;
  return Array.from({ length: count }, (_, at) => values[Math.round((at * last) / Math.max(1, count - 1))] ?? 0);
}
