// What is wrong with the money settings as they are typed, and what is still missing in the rate table. The engine checks all of it again
// (docs/formulas/currency-and-tax.md).

import type { Settings } from '../../engine/protocol.ts';
import type { Problem } from '../../state/state.ts';

export type Money = Settings['money'];
export type RatePart = 'currency' | 'from' | 'rate';

export interface RateFault {
  /** Row of the rate table, from 0. */
  readonly at: number;
  readonly of: RatePart;
  readonly fault: 'currency' | 'own' | 'day' | 'rate' | 'twice';
}

/** A rate that holds from the first shipment on, for who has but one. */
export const kFirstRateDay = '2000-01-01';

export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

/** Decimal text above 0 with at most nine decimals, at most a million. */
export const isRate = (text: string): boolean =>
  /^\d{1,7}(\.\d{1,9})?$/.test(text) && Number(text) > 0 && Number(text) <= 1_000_000;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export function rateFaults({ currency: own, rates }: Pick<Money, 'currency' | 'rates'>): readonly RateFault[] {
  return rates.flatMap(({ currency, from, rate }, at): RateFault[] => {
    const faults: RateFault[] = [];
    if (!isCurrency(currency)) faults.push({ at, of: 'currency', fault: 'currency' });
    else if (currency === own) faults.push({ at, of: 'currency', fault: 'own' });
    if (!isDay(from)) faults.push({ at, of: 'from', fault: 'day' });
    else if (rates.slice(0, at).some((other) => other.currency === currency && other.from === from))
      faults.push({ at, of: 'from', fault: 'twice' });
    if (!isRate(rate)) faults.push({ at, of: 'rate', fault: 'rate' });
    return faults;
  });
}

/** The currencies that an import found no rate for (PROFILE-101). */
export const currenciesWithoutRate = (problem: Problem): readonly string[] =>
  problem.from === 'engine' && problem.error.id === 'PROFILE-101'
    ? (problem.error.params.missing ?? '').split(/[^A-Z]+/).filter(isCurrency)
    : [];

/** The settings with a row for each of these currencies that has none; the rate itself is the user's to say. */
export function withRowsFor(money: Money, currencies: readonly string[]): Money {
  const missing = currencies.filter((currency) => !money.rates.some((rate) => rate.currency === currency));
  return {
    ...money,
    rates: [...money.rates, ...missing.map((currency) => ({ currency, from: kFirstRateDay, rate: '' }))],
  };
}
