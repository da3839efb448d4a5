// A member's lots in the order in which they are understood: what can still be spent, soonest-ending first (the next redemption takes
// from the top), then what waits, then what is gone, newest first.

import type { ClubLot } from '../../engine/protocol.ts';

export interface LotGroups {
  readonly spendable: readonly ClubLot[];
  readonly waiting: readonly ClubLot[];
  readonly gone: readonly ClubLot[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Points without an end come after all that have one. */
const kNoEnd = '9999-12-31';

export function lotGroups(lots: readonly ClubLot[]): LotGroups {
  const soonest = (a: ClubLot, b: ClubLot): number =>
    byText(a.lastDay ?? kNoEnd, b.lastDay ?? kNoEnd) || byText(a.day, b.day);
  const has = (lot: ClubLot, state: ClubLot['state']): boolean => lot.remaining > 0 && lot.state === state;
  return {
    spendable: lots.filter((lot) => has(lot, 'active')).sort(soonest),
    waiting: lots.filter((lot) => has(lot, 'pending')).sort((a, b) => byText(a.activeOn, b.activeOn)),
    gone: lots.filter((lot) => !has(lot, 'active') && !has(lot, 'pending')).sort((a, b) => byText(b.day, a.day)),
  };
}

/** Lots that end on the same day: what a redemption takes from together. */
export interface LotBatch {
  /** Last day of what can be spent, first day of what waits; null: no end. */
  readonly day: string | null;
  readonly lots: readonly ClubLot[];
}

/** Lots in the order given, those with the same day together. */
export function lotBatches(lots: readonly ClubLot[], dayOf: (lot: ClubLot) => string | null): readonly LotBatch[] {
  const byDay = new Map<string | null, ClubLot[]>();
  for (const lot of lots) {
    const day = dayOf(lot);
    const held = byDay.get(day);
    if (held) held.push(lot);
    else byDay.set(day, [lot]);
  }
  return [...byDay].map(([day, together]) => ({ day, lots: together }));
}

/** The parts of lots taken together. */
export const partsOf = (lots: readonly ClubLot[]): Readonly<Record<LotPart | 'points', number>> => {
  const sum = (part: LotPart | 'points'): number => lots.reduce((all, lot) => all + lot[part], 0);
  return {
    points: sum('points'),
    remaining: sum('remaining'),
    used: sum('used'),
    expired: sum('expired'),
    cancelled: sum('cancelled'),
  };
};

export type LotPart = 'remaining' | 'used' | 'expired' | 'cancelled';
export const kLotParts: readonly LotPart[] = ['remaining', 'used', 'expired', 'cancelled'];

/** The parts of a lot, or of several, as stretches of a bar, 0 to 1 of `longest` points. */
export function lotStretches(
  lot: Readonly<Record<LotPart, number>>,
  longest: number,
): readonly { readonly part: LotPart; readonly from: number; readonly to: number }[] {
  let at = 0;
  return kLotParts.flatMap((part) => {
    const points = lot[part];
    if (points <= 0 || longest <= 0) return [];
    const from = at / longest;
    at += points;
    return [{ part, from, to: Math.min(1, at / longest) }];
  });
}
