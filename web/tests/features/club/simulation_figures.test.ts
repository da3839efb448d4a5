import { describe, expect, it } from 'vitest';
import type { SimulatedMonth, Simulation } from '../../../src/engine/protocol.ts';
import { measured, totalsOf } from '../../../src/features/club/simulation_figures.ts';

const month = (period: string, redeemedCost: string, marginGained: string, liability: string): SimulatedMonth => ({
  period,
  opening: 0,
  earned: 0,
  spent: 0,
  expired: 0,
  takenBack: 0,
  closing: 0,
  membersEarning: 0,
  byTier: [],
  upgrades: 0,
  downgrades: 0,
  baseAmount: '0.00',
  liftAmount: '0.00',
  redeemedCost,
  runningCost: '1.10',
  marginGained,
  liability,
});
const simulation = (months: readonly SimulatedMonth[]): Simulation => ({
  monthsOfHistory: 3,
  redemptionPercent: 70,
  months,
  segments: [],
  tierNames: [],
});

// Cost by month: 2.20 + 1.10 = 3.30, 1.10, 1.10. Gain: 1.00, 2.00, 5.00. Sum so far: −2.30, −1.40, 2.50.
const three = simulation([
  month('2026-01', '2.20', '1.00', '10.00'),
  month('2026-02', '0.00', '2.00', '12.34'),
  month('2026-03', '0.00', '5.00', '9.99'),
]);

describe('figures of a simulation', () => {
  it('are the liability and the cost of each month, and the net sum so far, exact to the cent', () => {
    expect(measured(three, 'liability')).toEqual([10, 12.34, 9.99]);
    expect(measured(three, 'cost')).toEqual([3.3, 1.1, 1.1]);
    expect(measured(three, 'net')).toEqual([-2.3, -1.4, 2.5]);
  });

  it('come to totals, and to the month from which on nothing is lost', () => {
    expect(totalsOf(three)).toEqual({ cost: 5.5, gained: 8, net: 2.5, liability: 9.99, breakEven: '2026-03' });
  });

  it('have no such month where it is lost again at the end, or where nothing is gained', () => {
    const lost = simulation([month('2026-01', '0.00', '3.00', '0.00'), month('2026-02', '9.00', '0.00', '0.00')]);
    expect(totalsOf(lost).breakEven).toBeNull();
    expect(totalsOf(simulation([month('2026-01', '0.00', '0.00', '0.00')])).breakEven).toBeNull();
  });
});
