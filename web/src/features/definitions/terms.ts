// The terms that the page defines: where each belongs, its unit and time span, the methods it follows, and what it leads to. Its words are
// `definitions.<id>.name`, `.what`, `.formula` and `.excludes` in the texts.

import { textOr, translate, type Key, type Language } from '../../i18n/translate.ts';

export const kTermGroups = [
  'axes',
  'thresholds',
  'types',
  'flags',
  'attributes',
  'scores',
  'shipments',
  'time',
  'rfm',
  'abc',
  'statistics',
  'rows',
] as const;
export type TermGroup = (typeof kTermGroups)[number];

/** Ends of the keys `definitions.unit.<unit>` and `definitions.clock.<clock>`. */
type End<Prefix extends string> = Key extends infer K ? (K extends `${Prefix}${infer Rest}` ? Rest : never) : never;
type Unit = End<'definitions.unit.'>;
type Clock = End<'definitions.clock.'>;
type Method = End<'definitions.method.'>;
export type TermId = Exclude<
  End<'definitions.'> extends infer E ? (E extends `${infer Id}.what` ? Id : never) : never,
  ''
>;

export interface Term {
  readonly id: TermId;
  readonly group: TermGroup;
  readonly unit: Unit | null;
  readonly clock: Clock | null;
  /** Methods it follows: ends of the keys `definitions.method.<page>`, each a page in docs/formulas. */
  readonly pages: readonly Method[];
  readonly related: readonly TermId[];
}

type Row = readonly [
  group: TermGroup,
  unit: Unit | null,
  clock: Clock | null,
  pages: readonly Method[],
  related: readonly TermId[],
];

const kTerms: Readonly<Record<TermId, Row>> = {
  cv: [
    'axes',
    'points',
    'window',
    ['cvac'],
    ['ac', 'weights', 'scores', 'monthly_contribution', 'avg_spend', 'purchase_cycle_days', 'thresholds'],
  ],
  ac: [
    'axes',
    'percent',
    'window',
    ['cvac'],
    ['cv', 'attraction', 'carriers', 'parity', 'coverage', 'weights', 'thresholds'],
  ],
  attraction: ['axes', 'part', 'window', ['cvac'], ['ac', 'rival_attraction', 'weights', 'scores']],
  coverage: ['axes', 'part', 'window', ['cvac'], ['provisional', 'weights', 'ac']],
  carriers: ['axes', 'carriers', null, ['cvac'], ['parity', 'rival_attraction', 's_share', 's_rank']],
  rival_attraction: ['axes', 'part', null, ['cvac'], ['attraction', 'carriers', 'parity']],
  parity: ['axes', 'percent', null, ['cvac'], ['carriers', 'thresholds.parity', 'ac']],
  scores: [
    'axes',
    'score',
    'window',
    ['cvac'],
    ['weights', 's_m', 's_a', 's_c', 's_share', 's_sat', 's_rank', 's_tenure', 's_recency'],
  ],
  weights: ['axes', 'part', null, ['ahp'], ['judgements', 'consistency', 'lambda_max', 'scores']],
  judgements: ['axes', 'times', null, ['ahp'], ['weights', 'consistency']],
  consistency: ['axes', 'number', null, ['ahp'], ['lambda_max', 'judgements', 'weights']],
  lambda_max: ['axes', 'number', null, ['ahp'], ['consistency', 'judgements']],

  thresholds: [
    'thresholds',
    null,
    'run',
    ['cvac'],
    [
      'thresholds.fixed',
      'thresholds.parity',
      'thresholds.quantile',
      'thresholds.mean',
      'thresholds.two_class',
      'thresholds.manual',
      'borderline',
    ],
  ],
  'thresholds.fixed': ['thresholds', null, null, ['cvac'], ['thresholds', 'parity']],
  'thresholds.parity': ['thresholds', null, null, ['cvac'], ['thresholds', 'parity', 'carriers']],
  'thresholds.quantile': ['thresholds', null, 'active', ['cvac', 'quantile'], ['thresholds', 'quantile']],
  'thresholds.mean': ['thresholds', null, 'active', ['cvac'], ['thresholds']],
  'thresholds.two_class': ['thresholds', null, 'active', ['cvac', 'jenks-two-class'], ['thresholds']],
  'thresholds.manual': ['thresholds', null, null, ['cvac'], ['thresholds', 'map']],

  type: [
    'types',
    'type',
    'window',
    ['cvac'],
    ['core', 'contested', 'loyal', 'general', 'thresholds', 'hysteresis', 'raw_type'],
  ],
  raw_type: ['types', 'type', 'window', ['cvac'], ['type', 'hysteresis']],
  reason: ['types', 'text', 'window', ['cvac'], ['type', 'cv', 'ac', 'flags']],
  core: ['types', null, 'window', ['cvac'], ['type', 'contested', 'loyal', 'general']],
  contested: ['types', null, 'window', ['cvac'], ['type', 'core', 'loyal', 'general']],
  loyal: ['types', null, 'window', ['cvac'], ['type', 'core', 'contested', 'general']],
  general: ['types', null, 'window', ['cvac'], ['type', 'core', 'contested', 'loyal']],
  hysteresis: ['types', null, 'previous', ['cvac'], ['type', 'raw_type', 'borderline']],

  flags: ['flags', null, 'window', ['cvac'], ['borderline', 'provisional', 'dormant', 'new']],
  borderline: ['flags', null, 'window', ['cvac'], ['thresholds', 'hysteresis', 'flags']],
  provisional: ['flags', null, 'window', ['cvac'], ['coverage', 'new', 'dormant', 'flags']],
  dormant: ['flags', null, 'window', ['cvac', 'profile'], ['recency_days', 'active', 'flags']],
  new: ['flags', null, 'start', ['cvac', 'profile'], ['tenure_months', 'provisional', 'flags']],

  monthly_contribution: ['attributes', 'yuanMonth', 'window', ['profile'], ['amount', 'months_observed', 's_m', 'cv']],
  avg_spend: ['attributes', 'yuanOccasion', 'window', ['profile'], ['amount', 'ship_days', 's_a', 'cv']],
  purchase_cycle_days: ['attributes', 'days', 'window', ['profile'], ['ship_days', 's_c', 's_recency', 'cv']],
  choice_share: ['attributes', 'part', 'attitude', ['profile'], ['s_share', 'carriers', 'ac']],
  satisfaction: ['attributes', 'rating', 'attitude', ['profile'], ['s_sat', 'ac']],
  mind_rank: ['attributes', 'rank', 'attitude', ['profile'], ['s_rank', 'carriers', 'ac']],
  tenure_months: ['attributes', 'months', 'start', ['profile'], ['first_ship', 's_tenure', 'new', 'ac']],
  recency_days: ['attributes', 'days', 'start', ['profile'], ['last_ship', 's_recency', 'dormant', 'rfm.r', 'ac']],

  s_m: ['scores', 'score', 'window', ['cvac'], ['monthly_contribution', 'scores', 'cv']],
  s_a: ['scores', 'score', 'window', ['cvac'], ['avg_spend', 'scores', 'cv']],
  s_c: ['scores', 'score', 'window', ['cvac'], ['purchase_cycle_days', 'scores', 'cv']],
  s_share: ['scores', 'score', 'attitude', ['cvac'], ['choice_share', 'carriers', 'scores', 'ac']],
  s_sat: ['scores', 'score', 'attitude', ['cvac'], ['satisfaction', 'scores', 'ac']],
  s_rank: ['scores', 'score', 'attitude', ['cvac'], ['mind_rank', 'carriers', 'scores', 'ac']],
  s_tenure: ['scores', 'score', 'start', ['cvac'], ['tenure_months', 'scores', 'ac']],
  s_recency: ['scores', 'score', 'start', ['cvac'], ['recency_days', 'purchase_cycle_days', 'scores', 'ac']],

  customer_id: ['shipments', 'text', null, ['profile'], ['customer_name', 'customers']],
  customer_name: ['shipments', 'text', null, ['profile'], ['customer_id']],
  waybills: ['shipments', 'waybills', 'window', ['profile', 'waybill-key'], ['ship_days', 'amount', 'rfm.f']],
  ship_days: ['shipments', 'days', 'window', ['profile'], ['waybills', 'avg_spend', 'purchase_cycle_days']],
  amount: [
    'shipments',
    'yuan',
    'window',
    ['profile'],
    ['monthly_contribution', 'avg_spend', 'rfm.m', 'abc', 'currency'],
  ],
  currency: ['shipments', 'text', null, ['profile'], ['amount']],
  first_ship: ['shipments', 'date', 'start', ['profile'], ['tenure_months', 'last_ship']],
  last_ship: ['shipments', 'date', 'start', ['profile'], ['recency_days', 'first_ship']],
  ontime_num: ['shipments', 'waybills', 'window', ['profile'], ['ontime_den', 'ontime_share']],
  ontime_den: ['shipments', 'waybills', 'window', ['profile'], ['ontime_num', 'ontime_share']],
  ontime_share: ['shipments', 'part', 'window', ['profile'], ['ontime_num', 'ontime_den']],

  window: ['time', null, null, ['profile'], ['as_of', 'months_observed', 'active']],
  as_of: ['time', 'date', null, ['profile'], ['window', 'recency_days', 'tenure_months']],
  months_observed: ['time', 'months', 'window', ['profile'], ['monthly_contribution', 'window', 'first_ship']],
  months: ['time', null, 'window', ['profile'], ['amount', 'ship_days', 'window']],

  rfm: ['rfm', null, 'active', ['rfm'], ['rfm.r', 'rfm.f', 'rfm.m', 'rfm.cuts', 'rfm_code', 'rfm_segment']],
  'rfm.r': ['rfm', 'score5', 'start', ['rfm'], ['recency_days', 'rfm.cuts', 'rfm']],
  'rfm.f': ['rfm', 'score5', 'window', ['rfm'], ['waybills', 'ship_days', 'rfm.cuts', 'rfm']],
  'rfm.m': ['rfm', 'score5', 'window', ['rfm'], ['amount', 'rfm.cuts', 'rfm']],
  'rfm.cuts': ['rfm', null, 'active', ['rfm', 'quantile'], ['quantile', 'rfm']],
  rfm_code: ['rfm', 'code', 'active', ['rfm'], ['rfm.r', 'rfm.f', 'rfm.m', 'rfm_segment']],
  rfm_segment: ['rfm', null, 'active', ['rfm'], ['rfm_code', 'rfm']],

  abc: ['abc', 'class', 'window', ['abc'], ['abc_class', 'abc_share', 'pareto', 'gini', 'top_share']],
  abc_class: ['abc', 'class', 'window', ['abc'], ['abc', 'abc_share']],
  abc_share: ['abc', 'part', 'window', ['abc'], ['amount', 'abc']],
  pareto: ['abc', null, 'run', ['abc'], ['top_share', 'gini', 'customers_for_80', 'abc']],
  gini: ['abc', 'part', 'run', ['gini', 'abc'], ['pareto', 'top_share']],
  top_share: ['abc', 'part', 'run', ['abc'], ['customers_for_80', 'gini', 'pareto']],
  customers_for_80: ['abc', 'customers', 'run', ['abc'], ['top_share', 'pareto']],

  share_interval: ['statistics', 'part', 'run', ['wilson'], ['type', 'change']],
  quantile: ['statistics', null, null, ['quantile'], ['thresholds.quantile', 'rfm.cuts', 'distribution']],
  distribution: ['statistics', 'customers', 'selected', ['quantile'], ['quantile', 'selected']],
  map: ['statistics', null, 'selected', ['cvac'], ['cv', 'ac', 'thresholds', 'selected']],
  selected: ['statistics', 'customers', 'selected', ['cvac'], ['customers', 'distribution', 'map']],
  change: ['statistics', 'customers', 'previous', ['cvac'], ['type', 'share_interval']],

  customers: ['rows', 'customers', 'run', ['profile'], ['active', 'dormant', 'customer_id']],
  active: ['rows', 'customers', 'window', ['profile'], ['customers', 'dormant', 'window']],
  rows_in: ['rows', 'rows', 'files', ['profile'], ['rows_used', 'rows_excluded']],
  rows_used: ['rows', 'rows', 'files', ['profile'], ['rows_in', 'rows_excluded']],
  rows_excluded: ['rows', 'rows', 'files', ['profile'], ['rows_in', 'rows_used']],
};

export const terms: readonly Term[] = (Object.entries(kTerms) as [TermId, Row][]).map(
  ([id, [group, unit, clock, pages, related]]) => ({ id, group, unit, clock, pages, related }),
);

/** Other names under which the page asks for a term: an attribute by its setting, an RFM score by its letter. */
const kAliases: Readonly<Record<string, TermId>> = {
  purchase_cycle: 'purchase_cycle_days',
  tenure: 'tenure_months',
  recency: 'recency_days',
  r: 'rfm.r',
  f: 'rfm.f',
  m: 'rfm.m',
};

/** The term that an id means; undefined: there is none. */
export const termOf = (id: string): Term | undefined => {
  const asked = kAliases[id] ?? id;
  return terms.find((term) => term.id === asked);
};

/** A term in words. Empty where there is nothing to say. */
export interface TermWords {
  readonly name: string;
  readonly what: string;
  readonly formula: string;
  readonly unit: string;
  readonly clock: string;
  readonly excludes: string;
  readonly source: string;
}

export function wordsOf(language: Language, { id, unit, clock, pages }: Term): TermWords {
  const part = (name: string): string => textOr(language, `definitions.${id}.${name}`, '');
  return {
    name: part('name'),
    what: part('what'),
    formula: part('formula'),
    unit: unit === null ? '' : translate(language, `definitions.unit.${unit}`),
    clock: clock === null ? '' : translate(language, `definitions.clock.${clock}`),
    excludes: part('excludes'),
    source: pages
      .map((page) => translate(language, `definitions.method.${page}`))
      .join(translate(language, 'list.separator')),
  };
}

export const nameOf = (language: Language, { id }: Term): string => translate(language, `definitions.${id}.name`);

/** A text as it is searched: case, width and spaces do not matter. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** The terms in which all words of the search stand: in the name of either language, in the id or in the definition. Names come first. */
export function found(language: Language, search: string): readonly Term[] {
  const words = search
    .split(/\s+/)
    .map(plain)
    .filter((word) => word !== '');
  if (words.length === 0) return terms;
  const matches = (texts: readonly string[]): boolean => {
    const text = texts.map(plain).join(' ');
    return words.every((word) => text.includes(word));
  };
  const inName = terms.filter((term) => matches([nameOf('zh', term), nameOf('en', term), term.id]));
  const inText = terms.filter(
    (term) => !inName.includes(term) && matches([nameOf(language, term), wordsOf(language, term).what]),
  );
  return [...inName, ...inText];
}
