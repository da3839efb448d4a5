// What a draft would change, as rows and signs: the type counts as they are and as they would be.

import type { Effect, SegmentSummary, TypeSummary } from '../../engine/protocol.ts';

/** One figure before and after. */
export interface Change {
  readonly before: number;
  readonly after: number;
}

export interface TypeChange extends Change {
  readonly type: TypeSummary;
}

export interface EffectFigures {
  readonly moved: number;
  readonly types: readonly TypeChange[];
  readonly borderline: Change;
  readonly provisional: Change;
  /** To two decimals, as they are shown: what looks the same has not changed. */
  readonly cvThreshold: Change;
  readonly acThreshold: Change;
  /** moves[from][to] customers, both in the order of `types`; the diagonal stays. */
  readonly moves: readonly (readonly number[])[];
}

const twoDecimals = (value: number): number => Math.round(value * 100) / 100;

/** The figures of an effect beside those that are shown now. */
export function effectFigures(now: SegmentSummary, { summary, moved, moves }: Effect): EffectFigures {
  return {
    moved,
    moves,
    types: summary.types.map((type) => ({
      type,
      before: now.types.find(({ id }) => id === type.id)?.count ?? 0,
      after: type.count,
    })),
    borderline: { before: now.borderline, after: summary.borderline },
    provisional: { before: now.provisional, after: summary.provisional },
    cvThreshold: { before: twoDecimals(now.thresholds.cv), after: twoDecimals(summary.thresholds.cv) },
    acThreshold: { before: twoDecimals(now.thresholds.ac), after: twoDecimals(summary.thresholds.ac) },
  };
}

/** A difference with its sign: +3, −2 (a true minus), ±0. */
export function signed({ before, after }: Change, write: (count: number) => string): string {
  const difference = after - before;
  if (difference === 0) return '±0';
  return difference > 0 ? `+${write(difference)}` : `−${write(-difference)}`;
}
