// What the simulator shows of a design: money by month under three assumptions, and what it all comes to. Sums are made in hundredths.

import type { SimulatedMonth, Simulation } from '../../engine/protocol.ts';
import type { SimulationPlan } from '../../state/state.ts';

export const kLifts = ['low', 'base', 'high'] as const;
export type Lift = (typeof kLifts)[number];

export const liftOf = (plan: SimulationPlan, lift: Lift): number =>
  ({ low: plan.liftLow, base: plan.liftBase, high: plan.liftHigh })[lift];

/** One design under three assumptions. */
export type DesignRun = Readonly<Record<Lift, Simulation>>;

export const kMeasures = ['liability', 'cost', 'net'] as const;
export type Measure = (typeof kMeasures)[number];

/** "12.34" → 1234 */
export const hundredths = (money: string): number => Math.round(Number(money) * 100);
const toMoney = (sum: number): number => sum / 100;

const costOf = (month: SimulatedMonth): number => hundredths(month.redeemedCost) + hundredths(month.runningCost);

/** By month: what is owed at its end; what it cost; or what the club has brought in so far, its cost taken off. */
export function measured(simulation: Simulation, measure: Measure): readonly number[] {
  let sum = 0;
  return simulation.months.map((month) => {
    switch (measure) {
      case 'liability':
        return toMoney(hundredths(month.liability));
      case 'cost':
        return toMoney(costOf(month));
      case 'net':
        sum += hundredths(month.marginGained) - costOf(month);
        return toMoney(sum);
    }
  });
}

export interface DesignTotals {
  readonly cost: number;
  readonly gained: number;
  readonly net: number;
  readonly liability: number;
  /** The first month at whose end the sum of gains is not below the sum of costs, and stays so; null: none. */
  readonly breakEven: string | null;
}

export function totalsOf(simulation: Simulation): DesignTotals {
  const cost = simulation.months.reduce((sum, month) => sum + costOf(month), 0);
  const gained = simulation.months.reduce((sum, { marginGained }) => sum + hundredths(marginGained), 0);
  const net = measured(simulation, 'net');
  const lastBelow = net.reduce((last, value, at) => (value < 0 ? at : last), -1);
  return {
    cost: toMoney(cost),
    gained: toMoney(gained),
    net: toMoney(gained - cost),
    liability: toMoney(hundredths(simulation.months.at(-1)?.liability ?? '0')),
    breakEven: gained === 0 ? null : (simulation.months[lastBelow + 1]?.period ?? null),
  };
}
