// Sums of points and money as the club's screens write them.

import type { ClubMember, PointsMoved } from '../../engine/protocol.ts';

/** One term of a sum: its sign, what it is, how much. Keys are texts: `club.sum.<id>`. */
export interface Term {
  readonly sign: '' | '+' | '−' | '=';
  readonly id:
    'opening' | 'earned' | 'spent' | 'expired' | 'takenBack' | 'writtenOff' | 'closing' | 'used' | 'owed' | 'held';
  readonly points: number;
}

/** A month: opening + earned − spent − expired − taken back = closing. What was written off stands there only when anything was. */
export const monthTerms = (moved: PointsMoved): readonly Term[] => [
  { sign: '', id: 'opening', points: moved.opening },
  { sign: '+', id: 'earned', points: moved.earned },
  { sign: '−', id: 'spent', points: moved.spent },
  { sign: '−', id: 'expired', points: moved.expired },
  { sign: '−', id: 'takenBack', points: moved.takenBack },
  ...(moved.writtenOff === 0 ? [] : [{ sign: '+', id: 'writtenOff', points: moved.writtenOff } as const]),
  { sign: '=', id: 'closing', points: moved.closing },
];

/** All of a member's life: earned − used − expired − taken back = balance. What is owed stands there only when anything is. */
export const memberTerms = ({ totals }: Pick<ClubMember, 'totals'>): readonly Term[] => [
  { sign: '', id: 'earned', points: totals.earned },
  { sign: '−', id: 'used', points: totals.used },
  { sign: '−', id: 'expired', points: totals.expired },
  { sign: '−', id: 'takenBack', points: totals.cancelled },
  ...(totals.owed === 0 ? [] : [{ sign: '−', id: 'owed', points: totals.owed } as const]),
  { sign: '=', id: 'held', points: totals.held },
];

/** Whether the terms before the last come to the last. */
export const addsUp = (terms: readonly Term[]): boolean =>
  terms.reduce((sum, { sign, points }) => (sign === '−' || sign === '=' ? sum - points : sum + points), 0) === 0;

/** "1234.5" → 1234.5, for the height of a mark and for sums that are shown rounded. */
export const amountOf = (money: string): number => Number(money);

/** Money as text with two decimals out of a number. */
export const moneyText = (amount: number): string => amount.toFixed(2);

/** "2026-05" → "2026-05-31" */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  // Day 0 of the next month; UTC, so that no clock of this machine matters.
  const day = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return `${month}-${String(day).padStart(2, '0')}`;
}

/** The month that is `count` months after (before, where negative) a month. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** Whole days from one day to another; negative where it lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** "2026-02-28" → "2026-03-01". */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
