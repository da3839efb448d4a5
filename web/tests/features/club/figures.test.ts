import { describe, expect, it } from 'vitest';
import {
  addsUp,
  daysBetween,
  lastDayOf,
  memberTerms,
  monthAfter,
  monthTerms,
} from '../../../src/features/club/figures.ts';

// 500 + 300 − 120 − 40 − 10 = 630
const month = { opening: 500, earned: 300, spent: 120, expired: 40, takenBack: 10, writtenOff: 0, closing: 630 };
// earned = pending + active + used + expired + cancelled: 140 + 1100 + 1000 + 320 + 80 = 2640; held = 140 + 1100 − 0
const totals = {
  earned: 2640,
  pending: 140,
  active: 1100,
  used: 1000,
  expired: 320,
  cancelled: 80,
  owed: 0,
  held: 1240,
};

describe('sums of points', () => {
  it('stand as terms that add up', () => {
    expect(monthTerms(month).map(({ sign, points }) => `${sign}${points}`)).toEqual([
      '500',
      '+300',
      '−120',
      '−40',
      '−10',
      '=630',
    ]);
    expect(addsUp(monthTerms(month))).toBe(true);
    expect(addsUp(monthTerms({ ...month, closing: 631 }))).toBe(false);
  });

  it('name what was written off only where anything was', () => {
    expect(monthTerms(month).some(({ id }) => id === 'writtenOff')).toBe(false);
    // 500 + 300 − 120 − 40 − 10 + 5 = 635
    expect(addsUp(monthTerms({ ...month, writtenOff: 5, closing: 635 }))).toBe(true);
  });

  it('explain a balance, and what is owed only where anything is', () => {
    expect(addsUp(memberTerms({ totals }))).toBe(true);
    expect(memberTerms({ totals }).some(({ id }) => id === 'owed')).toBe(false);
    // 100 earned, all used; 30 more are owed: −30 are held.
    const overdrawn = { earned: 100, pending: 0, active: 0, used: 100, expired: 0, cancelled: 0, owed: 30, held: -30 };
    expect(addsUp(memberTerms({ totals: overdrawn }))).toBe(true);
  });
});

describe('days and months', () => {
  it('know the last day of a month, leap years too', () => {
    expect(['2026-02', '2028-02', '2026-04', '2026-12'].map(lastDayOf)).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-04-30',
      '2026-12-31',
    ]);
  });

  it('count across the end of a year', () => {
    expect(monthAfter('2026-02', -11)).toBe('2025-03');
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
  });
});
