// Small probes and sources that the state's tests share.

import type { FileProbe, ProbeColumn } from '../../src/engine/protocol.ts';
import type { Look, Settings } from '../../src/engine/protocol.ts';
import type { Source } from '../../src/state/state.ts';
import { proposedChoice } from '../../src/state/choice.ts';

export const column = (index: number, header: string, field: string | null, ambiguous = false): ProbeColumn => ({
  index,
  header,
  samples: [],
  field,
  candidates: [],
  confidence: 1,
  parsedShare: null,
  ambiguous,
});

export function probe(
  columns: readonly ProbeColumn[],
  plan: Partial<FileProbe['plan']> = {},
  findings: readonly { id: string; header: string }[] = [],
): FileProbe {
  const fields = Object.fromEntries(columns.flatMap(({ index, field }) => (field ? [[String(index), field]] : [])));
  return {
    name: 'a.csv',
    size: 10,
    encoding: 'gb18030',
    encodingCertainty: 'likely',
    delimiter: ',',
    headerRow: 1,
    dataset: 'shipments',
    datasetConfidence: 1,
    datasetCandidates: [],
    customerKey: 'customer_id',
    columns,
    issues: findings.map(({ id, header }) => ({
      id,
      severity: 'fatal',
      file: 'a.csv',
      row: 0,
      column: '',
      params: { header },
      zh: id,
      en: id,
      zhRemedy: '',
      enRemedy: '',
    })),
    plan: { fields, ...plan },
  };
}

export function readySource(id: number, of: FileProbe): Source {
  return {
    id,
    file: new File(['0123456789'], of.name),
    isSample: false,
    overrides: {},
    state: { kind: 'ready', probe: of, choice: proposedChoice(of) },
  };
}

const curve = {
  is_log: false,
  points: [
    [0, 0],
    [1, 10],
  ],
} as const;

/** The settings that the engine starts with, as far as the page's tests need them to be true (docs/settings.md). */
export const settings: Settings = {
  version: 1,
  as_of: null,
  window: 'last12',
  profile: { occasion: 'ship_day', our_carrier: '', satisfaction_scale: 0 },
  cvac: {
    attributes: {
      monthly_contribution: curve,
      avg_spend: curve,
      purchase_cycle: curve,
      satisfaction: curve,
      tenure: curve,
      recency: curve,
      choice_share: null,
      cycle_direction: 'shorter_is_better',
      carriers: 7,
      cycle_days_if_unknown: 30,
    },
    cv_weights: { mode: 'ahp', judgements: [2, 3, 2], own: [0.54, 0.297, 0.163] },
    ac_weights: { mode: 'ahp', judgements: [2, 2, 4, 3, 1, 3, 2, 3, 2, 0.5], own: [0.375, 0.215, 0.215, 0.074, 0.121] },
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

/** An answer whose thresholds tell which request it belongs to. */
export const lookWith = (cv: number, ac: number): Look =>
  ({
    summary: { thresholds: { mode: 'manual', cv, ac } },
    table: { total: 0, columns: [], rows: [] },
  }) as unknown as Look;
