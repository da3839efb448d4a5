// The settings as plain sentences: what a reader needs to know to understand the result, without opening the form.

import type { ImportReport, SegmentSummary, Settings } from '../../engine/protocol.ts';
import { formatFigure, formatFixed, formatShare } from '../../i18n/format.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';
import { kConsistencyRatioMax } from './judgements.ts';

/** Groups of settings; the form has a section for each. */
export type SettingsGroup =
  'thresholds' | 'weights' | 'scope' | 'money' | 'model' | 'stability' | 'curves' | 'rfm' | 'abc';
export const kSettingsGroups: readonly SettingsGroup[] = [
  'thresholds',
  'weights',
  'scope',
  'money',
  'model',
  'stability',
  'curves',
  'rfm',
  'abc',
];

export interface Sentence {
  readonly group: SettingsGroup;
  readonly text: string;
  /** Term whose definition explains it. */
  readonly define: string;
}

/** The attributes of each axis, in the engine's order; the ids of the weights and the texts `weight.<id>`. */
export const kAxisAttributes = {
  cv: ['monthly_contribution', 'avg_spend', 'purchase_cycle'],
  ac: ['choice_share', 'satisfaction', 'mind_rank', 'tenure', 'recency'],
} as const;

export const attributeName = (language: Language, id: string): string => textOr(language, `weight.${id}`, id);

/** A name as it stands inside a sentence: without the capital of a label. */
export const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** What the sentences are about; figures that are computed are left out while there is no result. */
export interface SettingsShown {
  readonly settings: Settings;
  readonly summary: SegmentSummary | null;
  readonly report: Pick<ImportReport, 'asOf' | 'window'> | null;
}

export function settingsSentences(language: Language, shown: SettingsShown): readonly Sentence[] {
  return [
    ...thresholdSentences(language, shown),
    ...weightSentences(language, shown),
    ...scopeSentences(language, shown),
    ...moneySentences(language, shown),
    ...modelSentences(language, shown),
    ...stabilitySentences(language, shown),
    ...curveSentences(language, shown),
    ...rfmSentences(language, shown),
    ...abcSentences(language, shown),
  ];
}

const figure = (language: Language, value: number): string => formatFigure(language, value);
const joined = (language: Language, parts: readonly string[]): string =>
  parts.join(translate(language, 'list.separator'));

function thresholdSentences(language: Language, { settings, summary }: SettingsShown): Sentence[] {
  const { thresholds, attributes } = settings.cvac;
  const sentence = (text: string, define: string): Sentence => ({ group: 'thresholds', text, define });
  const { mode } = thresholds;
  const inputs: Record<typeof mode, string> = {
    fixed: translate(language, 'settings.sayFixed'),
    parity: translate(language, 'settings.sayParity', { parity: figure(language, 100 / attributes.carriers) }),
    quantile: translate(language, 'settings.sayQuantile', {
      cv: figure(language, thresholds.cv_quantile * 100),
      ac: figure(language, thresholds.ac_quantile * 100),
    }),
    mean: translate(language, 'settings.sayMean'),
    two_class: translate(language, 'settings.sayTwoClass'),
    manual: translate(language, 'settings.sayManual'),
  };
  return [
    ...(summary
      ? [
          sentence(translate(language, 'settings.sayCv', { cv: figure(language, summary.thresholds.cv) }), 'cv'),
          sentence(translate(language, 'settings.sayAc', { ac: figure(language, summary.thresholds.ac) }), 'ac'),
        ]
      : []),
    sentence(inputs[mode], `thresholds.${mode}`),
  ];
}

function weightSentences(language: Language, { settings, summary }: SettingsShown): Sentence[] {
  const { cv_weights, ac_weights } = settings.cvac;
  const sentence = (
    axis: 'cv' | 'ac',
    mode: 'ahp' | 'equal' | 'own',
    ratio: number,
    values: readonly number[],
  ): Sentence => {
    const parts = kAxisAttributes[axis].map((id, at) =>
      translate(language, 'settings.weightPart', {
        name: inSentence(attributeName(language, id)),
        share: formatShare(language, values[at] ?? 0),
      }),
    );
    const consistency = translate(
      language,
      ratio >= kConsistencyRatioMax ? 'settings.sayInconsistent' : 'settings.sayConsistent',
      { cr: formatFixed(language, ratio, 3) },
    );
    const origin: Record<typeof mode, string> = {
      ahp: translate(language, 'settings.fromAhp', { consistency }),
      equal: translate(language, 'settings.fromEqual'),
      own: translate(language, 'settings.fromOwn'),
    };
    return {
      group: 'weights',
      text: translate(language, axis === 'cv' ? 'settings.sayCvWeights' : 'settings.sayAcWeights', {
        parts: joined(language, parts),
        origin: origin[mode],
      }),
      define: 'weights',
    };
  };
  if (!summary) return [];
  const { weights } = summary;
  return [
    sentence('cv', cv_weights.mode, weights.crCv, weights.cv),
    sentence('ac', ac_weights.mode, weights.crAc, weights.ac),
  ];
}

function scopeSentences(language: Language, { settings, report }: SettingsShown): Sentence[] {
  const { window, as_of, profile } = settings;
  const sentence = (text: string, define: string): Sentence => ({ group: 'scope', text, define });
  const kind =
    window === 'last12'
      ? translate(language, 'settings.windowLast12')
      : window === 'all'
        ? translate(language, 'settings.windowAll')
        : translate(language, 'settings.windowDays');
  const from = report?.window.from ?? (typeof window === 'object' ? window.from : null);
  const to = report?.window.to ?? (typeof window === 'object' ? window.to : null);
  const asOf = report?.asOf ?? as_of;
  return [
    sentence(
      from !== null && to !== null
        ? translate(language, 'settings.sayWindow', { from, to, kind })
        : translate(language, 'settings.sayWindowKind', { kind }),
      'window',
    ),
    sentence(
      asOf === null
        ? translate(language, 'settings.sayAsOfOpen')
        : translate(language, as_of === null ? 'settings.sayAsOfFromData' : 'settings.sayAsOfSet', { asOf }),
      'as_of',
    ),
    sentence(
      translate(language, 'settings.sayOccasion', {
        occasion: translate(language, `settings.occasion.${profile.occasion}`),
      }),
      'avg_spend',
    ),
    sentence(
      profile.our_carrier === ''
        ? translate(language, 'settings.sayCarrierAuto')
        : translate(language, 'settings.sayCarrier', { name: profile.our_carrier }),
      'choice_share',
    ),
    sentence(
      profile.satisfaction_scale === 0
        ? translate(language, 'settings.sayScaleAuto')
        : translate(language, 'settings.sayScale', { top: String(profile.satisfaction_scale) }),
      'satisfaction',
    ),
  ];
}

function moneySentences(language: Language, { settings }: SettingsShown): Sentence[] {
  const { currency, rates, tax_basis, default_tax_rate } = settings.money;
  const sentence = (text: string): Sentence => ({ group: 'money', text, define: 'currency' });
  const parts = rates.map((rate) => translate(language, 'settings.ratePart', { ...rate, own: currency }));
  return [
    sentence(
      rates.length === 0
        ? translate(language, 'settings.sayCurrency', { currency })
        : translate(language, 'settings.sayRates', { currency, rates: joined(language, parts) }),
    ),
    sentence(
      translate(language, 'settings.sayTax', {
        basis: translate(language, `settings.taxBasis.${tax_basis}`),
        rate:
          default_tax_rate === null
            ? translate(language, 'settings.sayTaxRateOpen')
            : translate(language, 'settings.sayTaxRate', { rate: figure(language, default_tax_rate * 100) }),
      }),
    ),
  ];
}

function modelSentences(language: Language, { settings }: SettingsShown): Sentence[] {
  const { attributes, rival_attraction } = settings.cvac;
  const { carriers } = attributes;
  return [
    {
      group: 'model',
      text: translate(language, 'settings.sayCarriers', {
        carriers: String(carriers),
        rivals: String(carriers - 1),
        attraction: figure(language, rival_attraction),
      }),
      define: 'carriers',
    },
    {
      group: 'model',
      text: translate(language, 'settings.sayParityPoint', { parity: figure(language, 100 / carriers) }),
      define: 'parity',
    },
  ];
}

function stabilitySentences(language: Language, { settings, summary }: SettingsShown): Sentence[] {
  const { stability, coverage_min, new_below_months } = settings.cvac;
  const sentence = (text: string, define: string): Sentence => ({ group: 'stability', text, define });
  const band = figure(language, stability.band * 100);
  const ends = (threshold: number): { low: string; high: string } => ({
    low: figure(language, threshold * (1 - stability.band)),
    high: figure(language, threshold * (1 + stability.band)),
  });
  const cv = summary && ends(summary.thresholds.cv);
  const ac = summary && ends(summary.thresholds.ac);
  return [
    sentence(
      cv && ac
        ? translate(language, 'settings.sayBand', {
            band,
            cvLow: cv.low,
            cvHigh: cv.high,
            acLow: ac.low,
            acHigh: ac.high,
          })
        : translate(language, 'settings.sayBandOnly', { band }),
      'borderline',
    ),
    sentence(
      translate(language, stability.keeps_type ? 'settings.sayKeepsType' : 'settings.sayNotKeepsType'),
      'hysteresis',
    ),
    sentence(
      translate(language, 'settings.sayProvisional', {
        coverage: figure(language, coverage_min * 100),
        months: figure(language, new_below_months),
      }),
      'provisional',
    ),
  ];
}

/** Units of the figures on the curves, as texts `settings.of.<id>`. */
const kCurves = [
  'monthly_contribution',
  'avg_spend',
  'purchase_cycle',
  'choice_share',
  'satisfaction',
  'tenure',
  'recency',
] as const;

/** Terms that explain the score of each curve. */
const kCurveTerms: Readonly<Record<(typeof kCurves)[number], string>> = {
  monthly_contribution: 's_m',
  avg_spend: 's_a',
  purchase_cycle: 's_c',
  choice_share: 's_share',
  satisfaction: 's_sat',
  tenure: 's_tenure',
  recency: 's_recency',
};

/** A value of an attribute with its unit. */
function valueOf(language: Language, id: (typeof kCurves)[number], value: number): string {
  if (value === 1 && (id === 'purchase_cycle' || id === 'tenure' || id === 'recency')) {
    return translate(language, `settings.ofOne.${id}`);
  }
  return translate(language, `settings.of.${id}`, {
    value: figure(language, id === 'choice_share' ? value * 100 : value),
  });
}

function curveSentences(language: Language, { settings }: SettingsShown): Sentence[] {
  const { attributes } = settings.cvac;
  const parts = kCurves.map((id) => {
    const points = attributes[id]?.points;
    if (!points) {
      // The engine's curve through the even share; with two carriers that is the 50% itself.
      const { carriers } = attributes;
      return carriers === 2
        ? translate(language, 'settings.curvePartShareTwo')
        : translate(language, 'settings.curvePartShare', { even: formatShare(language, 1 / carriers) });
    }
    const mirrored = id === 'purchase_cycle' && attributes.cycle_direction === 'longer_is_better';
    const worth = ([, score]: readonly [number, number]): number => (mirrored ? 10 - score : score);
    const end = (point: readonly [number, number] | undefined): { value: string; score: string } => ({
      value: valueOf(language, id, point?.[0] ?? 0),
      score: figure(language, point ? worth(point) : 0),
    });
    const first = end(points[0]);
    const last = end(points.at(-1));
    return translate(language, 'settings.curvePart', {
      name: attributeName(language, id),
      from: first.value,
      fromScore: first.score,
      to: last.value,
      toScore: last.score,
    });
  });
  const sentence = (text: string, define: string): Sentence => ({ group: 'curves', text, define });
  return [
    sentence(translate(language, 'settings.sayCurves'), 'scores'),
    ...kCurves.map((id, at) => sentence(parts[at] ?? '', kCurveTerms[id])),
  ];
}

function rfmSentences(language: Language, { settings }: SettingsShown): Sentence[] {
  const { bins, cuts, frequency, recency_days, frequency_count, monetary_yuan } = settings.rfm;
  const counted = translate(language, `settings.frequency.${frequency}`);
  const list = (values: readonly number[]): string =>
    joined(
      language,
      values.map((value) => figure(language, value)),
    );
  return [
    {
      group: 'rfm',
      text:
        cuts === 'quantile'
          ? translate(language, 'settings.sayRfmQuantile', { bins: String(bins), counted })
          : translate(language, 'settings.sayRfmFixed', {
              bins: String(bins),
              counted,
              recency: list(recency_days),
              frequency: list(frequency_count),
              monetary: list(monetary_yuan),
            }),
      define: 'rfm',
    },
  ];
}

function abcSentences(language: Language, { settings }: SettingsShown): Sentence[] {
  const { a_percent, b_percent, top_percent } = settings.abc;
  return [
    {
      group: 'abc',
      text: translate(language, 'settings.sayAbc', {
        a: figure(language, a_percent),
        b: figure(language, b_percent),
        top: figure(language, top_percent),
      }),
      define: 'abc',
    },
  ];
}
