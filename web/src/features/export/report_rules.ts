// How the customers were told apart, as the sentences that a report prints.

import type { SegmentSummary, Settings, WeightSettings } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatFixed, formatShare } from '../../i18n/format.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';

/** The attributes behind the weights, in the engine's order. */
const kCvAttributes = ['monthly_contribution', 'avg_spend', 'purchase_cycle'];
const kAcAttributes = ['choice_share', 'satisfaction', 'mind_rank', 'tenure', 'recency'];

function weightList(language: Language, attributes: readonly string[], values: readonly number[]): string {
  return attributes
    .map((id, at) => `${textOr(language, `weight.${id}`, id)} ${formatFixed(language, values[at] ?? 0, 3)}`)
    .join(translate(language, 'list.separator'));
}

/** Thresholds, weights and the rules around them, as they were in use; `settings` are those of the same run. */
export function ruleSentences(
  language: Language,
  { thresholds, weights, coverageMean }: Pick<SegmentSummary, 'thresholds' | 'weights' | 'coverageMean'>,
  settings: Settings | null,
): readonly string[] {
  const consistency = (of: WeightSettings | undefined, ratio: number): string =>
    of?.mode === 'ahp'
      ? translate(language, 'export.rule.consistency', { ratio: formatFixed(language, ratio, 3) })
      : '';
  const cv = weightList(language, kCvAttributes, weights.cv);
  const ac = weightList(language, kAcAttributes, weights.ac);
  const rules = [
    translate(language, 'export.rule.cv', { cv: formatFigure(language, thresholds.cv) }),
    translate(language, 'export.rule.ac', { ac: formatFigure(language, thresholds.ac) }),
    translate(language, 'export.rule.mode', { mode: textOr(language, `mode.${thresholds.mode}`, thresholds.mode) }),
    translate(language, 'export.rule.cvWeights', { weights: cv }) +
      consistency(settings?.cvac.cv_weights, weights.crCv),
    translate(language, 'export.rule.acWeights', { weights: ac }) +
      consistency(settings?.cvac.ac_weights, weights.crAc),
  ];
  if (settings) {
    const { attributes, stability, coverage_min, new_below_months } = settings.cvac;
    const { currency, rates, tax_basis } = settings.money;
    const money = translate(language, tax_basis === 'included' ? 'export.rule.withTax' : 'export.rule.withoutTax', {
      currency,
    });
    const converted = rates.map((rate) => translate(language, 'export.rule.rate', { ...rate, own: currency }));
    rules.push([money, ...converted].join(language === 'zh' ? '' : ' '));
    rules.push(
      translate(language, 'export.rule.rivals', { carriers: formatCount(language, attributes.carriers) }),
      translate(language, 'export.rule.band', { band: formatShare(language, stability.band) }),
      translate(language, 'export.rule.provisional', {
        coverage: formatShare(language, coverage_min),
        months: formatFigure(language, new_below_months),
      }),
    );
  }
  if (coverageMean !== null) {
    rules.push(translate(language, 'export.rule.coverage', { share: formatShare(language, coverageMean) }));
  }
  return rules;
}
