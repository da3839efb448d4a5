// The map as tables: the four types with their figures, and the customers counted in a few ranges. Pure.

import { coarseBins } from '../../charts/axis_map_density.ts';
import { kQuadrants } from '../../charts/axis_map_geometry.ts';
import { kTypes } from '../../charts/axis_map_paint.ts';
import type { Look, MapLook, TypeId } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatMoney, formatShare } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { typeName } from './map_words.ts';

export const kTableColumns = 6;
export const kTableRows = 6;

export interface TypeRow {
  readonly type: TypeId;
  readonly name: string;
  readonly where: string;
  readonly count: string;
  readonly share: string;
  readonly selected: string;
  readonly amount: string;
  readonly amountShare: string;
}

export function typeRows(language: Language, look: Look, currency: string): readonly TypeRow[] {
  const side = (isHigh: boolean): string => translate(language, isHigh ? 'segment.high' : 'segment.low');
  return kTypes.flatMap((type) => {
    const summary = look.summary.types.find(({ id }) => id === type);
    if (!summary) return [];
    const { isCvHigh, isAcHigh } = kQuadrants[type];
    return [
      {
        type,
        name: typeName(language, look, type),
        where: translate(language, 'map.whereText', { cv: side(isCvHigh), ac: side(isAcHigh) }),
        count: formatCount(language, summary.count),
        share: formatShare(language, summary.share),
        selected: formatCount(language, look.selected.types.find(({ id }) => id === type)?.count ?? 0),
        amount: summary.amountShare === null ? '' : formatMoney(language, summary.amount, currency),
        amountShare: summary.amountShare === null ? '' : formatShare(language, summary.amountShare),
      },
    ];
  });
}

export interface RangeTable {
  /** Ranges of availability. */
  readonly heads: readonly string[];
  /** Ranges of value from the highest down, each with its counts. */
  readonly rows: readonly { readonly head: string; readonly counts: readonly number[] }[];
}

/** Enough decimals to tell the ends of a range of this width apart: one for 4.2–8.3, more for a part zoomed in on. */
const decimalsOf = (width: number): number => (width >= 1 ? 1 : Math.min(6, 1 - Math.floor(Math.log10(width || 1))));

export function rangeTable(language: Language, map: MapLook): RangeTable {
  const { acEdges, cvEdges, counts } = coarseBins(map, kTableColumns, kTableRows);
  const range = (edges: readonly number[], at: number): string => {
    const [from, to] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    const digits = decimalsOf(to - from);
    return translate(language, 'map.range', {
      from: formatFigure(language, from, digits),
      to: formatFigure(language, to, digits),
    });
  };
  return {
    heads: acEdges.slice(1).map((_, at) => range(acEdges, at)),
    rows: counts.map((row, at) => ({ head: range(cvEdges, at), counts: row })).reverse(),
  };
}
