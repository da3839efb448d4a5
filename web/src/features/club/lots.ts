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

export type LotPart = 'remaining' | 'used' | 'expired' | 'cancelled';
export const kLotParts: readonly LotPart[] = ['remaining', 'used', 'expired', 'cancelled'];

/** The parts of a lot as stretches of a bar, 0 to 1 of `longest` points. */
export function lotStretches(
  lot: ClubLot,
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
