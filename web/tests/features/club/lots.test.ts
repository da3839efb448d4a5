import { describe, expect, it } from 'vitest';
import type { ClubLot } from '../../../src/engine/protocol.ts';
import { lotBatches, lotGroups, lotStretches, partsOf } from '../../../src/features/club/lots.ts';

const lot = (change: Partial<ClubLot>): ClubLot => ({
  rule: 'freight',
  ruleName: 'Freight',
  source: 'W1',
  day: '2026-01-10',
  activeOn: '2026-01-17',
  lastDay: '2027-01-31',
  points: 100,
  remaining: 100,
  used: 0,
  expired: 0,
  cancelled: 0,
  state: 'active',
  takenBy: [],
  ...change,
});

describe('the lots of a member', () => {
  it('stand in the order in which redemptions take them: soonest ending first, without an end last', () => {
    const lots = [
      lot({ source: 'never', lastDay: null }),
      lot({ source: 'late', lastDay: '2027-06-30' }),
      lot({ source: 'younger', lastDay: '2026-12-31', day: '2026-01-20' }),
      lot({ source: 'older', lastDay: '2026-12-31', day: '2026-01-10' }),
    ];
    expect(lotGroups(lots).spendable.map(({ source }) => source)).toEqual(['older', 'younger', 'late', 'never']);
  });

  it('are each in one group: to be spent, waiting, or gone', () => {
    const lots = [
      lot({ source: 'spendable' }),
      lot({ source: 'waiting', state: 'pending' }),
      lot({ source: 'used', state: 'used', remaining: 0, used: 100 }),
      lot({ source: 'expired', state: 'expired', remaining: 0, expired: 100, day: '2026-02-01' }),
    ];
    const { spendable, waiting, gone } = lotGroups(lots);
    expect([spendable, waiting, gone].map((group) => group.map(({ source }) => source))).toEqual([
      ['spendable'],
      ['waiting'],
      ['expired', 'used'],
    ]);
  });

  it('make one batch for each day that they end on', () => {
    const lots = [
      lot({ points: 60, remaining: 50, used: 10 }),
      lot({ lastDay: null }),
      lot({ remaining: 70, cancelled: 30 }),
    ];
    const batches = lotBatches(lots, ({ lastDay }) => lastDay);
    expect(batches.map(({ day, lots: together }) => [day, together.length])).toEqual([
      ['2027-01-31', 2],
      [null, 1],
    ]);
    // 60 + 100 points: 50 + 70 left, 10 used, 30 taken back.
    expect(partsOf(batches[0]?.lots ?? [])).toEqual({
      points: 160,
      remaining: 120,
      used: 10,
      expired: 0,
      cancelled: 30,
    });
  });

  it('are drawn as stretches side by side, as long as their part of the longest', () => {
    const stretches = lotStretches({ remaining: 50, used: 30, expired: 0, cancelled: 20 }, 200);
    expect(stretches).toEqual([
      { part: 'remaining', from: 0, to: 0.25 },
      { part: 'used', from: 0.25, to: 0.4 },
      { part: 'cancelled', from: 0.4, to: 0.5 },
    ]);
    expect(lotStretches({ remaining: 0, used: 0, expired: 0, cancelled: 0 }, 0)).toEqual([]);
  });
});
