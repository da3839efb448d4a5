// The heat map as rows and columns, which cells a press would leave chosen, and the cuts as ranges of values.

import type { Filter, RfmBinsLook, RfmLook, Settings } from '../../engine/protocol.ts';

export interface RfmPlace {
  readonly r: number;
  readonly f: number;
}

export interface RfmCell extends RfmPlace {
  readonly count: number;
  /** Of the scored customers under the filters; 0 to 1. */
  readonly share: number;
  readonly amount: string;
  /** 0 without customers, else 1 to `steps`: how dark. */
  readonly step: number;
}

/** Rows from the highest F down, in each row R from low to high: the best customers are at the top right. Darkness grows with the
 *  square root of the count, so that small cells still differ. */
export function rfmRows({ bins, cells, customers }: RfmLook, steps: number): readonly (readonly RfmCell[])[] {
  const found = new Map(cells.map((cell) => [`${cell.r} ${cell.f}`, cell]));
  const countMax = cells.reduce((max, { count }) => Math.max(max, count), 0);
  return Array.from({ length: bins }, (_, row) => {
    const f = bins - row;
    return Array.from({ length: bins }, (__, column): RfmCell => {
      const r = column + 1;
      const { count = 0, amount = '0.00' } = found.get(`${r} ${f}`) ?? {};
      return {
        r,
        f,
        count,
        amount,
        share: customers > 0 ? count / customers : 0,
        step: count === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(count / countMax) * steps)),
      };
    });
  });
}

export const chosenCells = (filters: readonly Filter[]): readonly RfmPlace[] =>
  filters.find((filter) => filter.by === 'rfm_cell')?.is ?? [];

export const chosenSegments = (filters: readonly Filter[]): readonly string[] =>
  filters.find((filter) => filter.by === 'rfm_segment')?.is ?? [];

export const isCellIn = (cells: readonly RfmPlace[], { r, f }: RfmPlace): boolean =>
  cells.some((one) => one.r === r && one.f === f);

export const cellToggled = (cells: readonly RfmPlace[], { r, f }: RfmPlace): readonly RfmPlace[] =>
  isCellIn(cells, { r, f }) ? cells.filter((one) => one.r !== r || one.f !== f) : [...cells, { r, f }];

export const toggled = <T>(chosen: readonly T[], one: T): readonly T[] =>
  chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];

/** The values of one score. Whole numbers: first and last value, both included. Else: above `from` up to `to`. Null is open. */
export interface ScoreRange {
  readonly score: number;
  readonly from: number | null;
  readonly to: number | null;
  /** No value can have this score: its cuts coincide. */
  readonly isEmpty: boolean;
  readonly customers: number;
}

/** What the cuts mean, best score first. A value equal to a cut belongs to the range that ends there; recency counts backwards. */
export function scoreRanges(
  { cuts, sizes }: RfmBinsLook,
  bins: number,
  { isWhole, isReversed }: { readonly isWhole: boolean; readonly isReversed: boolean },
): readonly ScoreRange[] {
  const ranges = Array.from({ length: bins }, (_, at): ScoreRange => {
    const below = cuts[at - 1];
    const upTo = cuts[at];
    const from = below === undefined ? null : isWhole ? Math.floor(below) + 1 : below;
    const to = upTo === undefined ? null : isWhole ? Math.floor(upTo) : upTo;
    const score = isReversed ? bins - at : at + 1;
    return {
      score,
      from,
      to,
      isEmpty: from !== null && to !== null && (isWhole ? from > to : from >= to),
      customers: sizes[score - 1] ?? 0,
    };
  });
  return ranges.sort((a, b) => b.score - a.score);
}

/** The share of several segments together. */
export function segmentsTogether(
  { segments, customers }: RfmLook,
  ids: readonly string[],
): { readonly count: number; readonly share: number } {
  const count = segments.reduce((sum, segment) => sum + (ids.includes(segment.id) ? segment.count : 0), 0);
  return { count, share: customers > 0 ? count / customers : 0 };
}

/** Settings with the other kind of cuts. Fixed cuts say themselves how many bins there are. */
export const withCuts = (rfm: Settings['rfm'], cuts: Settings['rfm']['cuts']): Settings['rfm'] => ({
  ...rfm,
  cuts,
  bins: cuts === 'fixed' ? rfm.recency_days.length + 1 : rfm.bins,
});
