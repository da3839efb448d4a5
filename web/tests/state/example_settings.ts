// The settings that an analysis starts with, as `loyalane schema --of settings` states them (core/segment/*.h).

import type { Settings } from '../../src/engine/protocol.ts';

export const exampleSettings: Settings = {
  version: 1,
  as_of: null,
  window: 'last12',
  profile: { occasion: 'ship_day', our_carrier: '', satisfaction_scale: 0 },
  money: { currency: 'CNY', rates: [], tax_basis: 'included', default_tax_rate: null },
  customers: { merges: [], groups: [] },
  cvac: {
    attributes: {
      monthly_contribution: {
        is_log: true,
        points: [
          [50, 0],
          [200, 2],
          [800, 4],
          [3000, 6],
          [10000, 8],
          [50000, 10],
        ],
      },
      avg_spend: {
        is_log: true,
        points: [
          [10, 0],
          [20, 2],
          [50, 4],
          [100, 6],
          [300, 8],
          [1000, 10],
        ],
      },
      purchase_cycle: {
        is_log: false,
        points: [
          [1, 10],
          [2, 9],
          [3, 8],
          [7, 6],
          [15, 4],
          [30, 2],
          [60, 0],
        ],
      },
      satisfaction: {
        is_log: false,
        points: [
          [1, 0],
          [5, 10],
        ],
      },
      tenure: {
        is_log: false,
        points: [
          [0, 0],
          [6, 3],
          [12, 5],
          [36, 8],
          [60, 10],
        ],
      },
      recency: {
        is_log: false,
        points: [
          [1, 10],
          [2, 7],
          [3, 5],
          [6, 2],
          [12, 0],
        ],
      },
      choice_share: null,
      cycle_direction: 'shorter_is_better',
      carriers: 7,
      cycle_days_if_unknown: 30,
    },
    cv_weights: { mode: 'ahp', judgements: [2, 3, 2], own: [0.54, 0.297, 0.163] },
    ac_weights: {
      mode: 'ahp',
      judgements: [2, 2, 4, 3, 1, 3, 2, 3, 2, 0.5],
      own: [0.375, 0.215, 0.215, 0.074, 0.121],
    },
    rival_attraction: 0.5,
    thresholds: { mode: 'fixed', cv_quantile: 0.8, ac_quantile: 0.5, cv_manual: 18, ac_manual: 14 },
    stability: { band: 0.05, keeps_type: true },
    coverage_min: 0.5,
    new_below_months: 3,
  },
  rfm: {
    bins: 5,
    cuts: 'quantile',
    frequency: 'waybills',
    recency_days: [7, 15, 30, 60],
    frequency_count: [4, 12, 52, 104],
    monetary_yuan: [200, 1000, 5000, 20000],
  },
  abc: { a_percent: 80, b_percent: 95, top_percent: 20 },
};
