// The figures of the four types as the cards show them: of all customers, of those selected, and against the run before.

import type { Look, SegmentSummary, TypeId, TypeSummary } from '../../engine/protocol.ts';

/** The types as the two axes place them: value upwards, availability to the right. */
export const kMatrix: readonly (readonly [left: TypeId, right: TypeId])[] = [
  ['contested', 'core'],
  ['general', 'loyal'],
];

export interface TypeFigures {
  readonly id: TypeId;
  readonly type: TypeSummary;
  /** Customers of this type under the filters; null where none is set, so that all are selected. */
  readonly selected: number | null;
  /** Customers more (or fewer) than in the run before; null where there was none. */
  readonly change: number | null;
}

/** In the order of the matrix, row by row. A type that the summary lacks is left out. */
export function typeFigures(
  { summary, selected }: Pick<Look, 'summary' | 'selected'>,
  former: SegmentSummary | null,
): readonly TypeFigures[] {
  const isSelection = selected.customers !== summary.customers;
  return kMatrix.flat().flatMap((id): TypeFigures[] => {
    const type = summary.types.find((one) => one.id === id);
    if (!type) return [];
    const before = former?.types.find((one) => one.id === id);
    return [
      {
        id,
        type,
        selected: isSelection ? (selected.types.find((one) => one.id === id)?.count ?? 0) : null,
        change: former ? type.count - (before?.count ?? 0) : null,
      },
    ];
  });
}

/** The types that a press on one leaves in the filter: it is added, or taken out when it is in. */
export const toggled = (chosen: readonly TypeId[], id: TypeId): readonly TypeId[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
