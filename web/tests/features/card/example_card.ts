// Customer C6 of docs/formulas/cvac.md as a card: three availability attributes are not known. Weights are round numbers of this test.

import type { CustomerCard } from '../../../src/engine/protocol.ts';

export const exampleCard: CustomerCard = {
  id: '7551234567',
  name: '深圳小海贸易',
  type: 'loyal',
  rawType: 'loyal',
  flags: ['borderline', 'provisional', 'new'],
  reason: {
    zh: 'CV 17.54 < 18，AC 15.04 % ≥ 14 % — 临界，暂定',
    en: 'CV 17.54 < 18, AC 15.04 % ≥ 14 % — borderline, provisional',
  },
  cv: 17.54,
  ac: 15.04,
  thresholds: { cv: 18, ac: 14 },
  cvDistance: -0.46,
  acDistance: 1.04,
  coverage: 0.195,
  coverageMin: 0.5,
  attributes: [
    { id: 'monthly_contribution', axis: 'cv', value: 1444, score: 4.89, weight: 0.6 },
    { id: 'avg_spend', axis: 'cv', value: 95, score: 5.85, weight: 0.3 },
    { id: 'purchase_cycle_days', axis: 'cv', value: null, score: null, weight: 0.1 },
    { id: 'choice_share', axis: 'ac', value: null, score: null, weight: 0.4 },
    { id: 'satisfaction', axis: 'ac', value: 3.2, score: 5.5, weight: 0.2 },
    { id: 'mind_rank', axis: 'ac', value: 4, score: 5, weight: 0.2 },
    { id: 'tenure_months', axis: 'ac', value: 2, score: 1, weight: 0.1 },
    { id: 'recency_days', axis: 'ac', value: 1, score: 10, weight: 0.1 },
  ],
  values: {
    customer_id: '7551234567',
    amount: '2888.00',
    waybills: '31',
    ship_days: '30',
    first_ship: '2026-05-01',
    last_ship: '2026-06-29',
    ontime_num: '27',
    ontime_den: '30',
  },
  rfm: {
    r: 5,
    f: 3,
    m: 3,
    code: 533,
    segment: { id: 'potential_loyalist', zh: '潜在忠实客户', en: 'Potential loyalist', count: 1, share: 1 },
  },
  abc: { class: 'B', share: 0.01234, cumShareBefore: 0.834 },
  months: [
    { month: '2026-05', amount: '1400.00', shipDays: 14, lines: 15 },
    { month: '2026-06', amount: '1488.00', shipDays: 16, lines: 16 },
  ],
};
