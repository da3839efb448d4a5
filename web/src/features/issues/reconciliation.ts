// Whether rows and money add up: over all files, by file, and by cause. Money is decimal text and is added up as such.

import type { ImportReport, ReportSource } from '../../engine/protocol.ts';

const kMinorDigits = 2;

const minorOf = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const minor = BigInt(whole + fraction.padEnd(kMinorDigits, '0').slice(0, kMinorDigits));
  return amount.startsWith('-') ? -minor : minor;
};

const textOfMinor = (minor: bigint): string => {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(kMinorDigits + 1, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -kMinorDigits)}.${digits.slice(-kMinorDigits)}`;
};

/** "10.50" − "0.75" is "9.75". */
export const minus = (amount: string, other: string): string => textOfMinor(minorOf(amount) - minorOf(other));

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);

const sumOfMoney = (sources: readonly ReportSource[], of: (source: ReportSource) => string | undefined): bigint =>
  sources.reduce((total, source) => total + minorOf(of(source) ?? '0'), 0n);

type Counted = Pick<ImportReport, 'sources' | 'rowsIn' | 'used' | 'excluded' | 'amountTotal' | 'amountUsed' | 'money'>;

/** Each file's rows are used or left out, the files' rows are all rows, and every row left out has its one cause. */
export const rowsAddUp = ({ sources, rowsIn, used, excluded }: Counted): boolean =>
  sources.every((source) => source.rowsIn === source.used + source.excluded) &&
  sum(sources, (source) => source.rowsIn) === rowsIn &&
  sum(sources, (source) => source.used) === used &&
  sum(excluded, ({ count }) => count) === rowsIn - used;

/** The files' money is all money, and so is what is used of it, file by file and currency by currency. */
export const moneyAddsUp = ({ sources, amountTotal, amountUsed, money }: Counted): boolean =>
  sumOfMoney(sources, (source) => source.amountTotal) === minorOf(amountTotal) &&
  sumOfMoney(sources, (source) => source.amountUsed) === minorOf(amountUsed) &&
  (money?.currencies.reduce((total, { amount }) => total + minorOf(amount), 0n) ?? minorOf(amountUsed)) ===
    minorOf(amountUsed);

/** "10.50" + "0.75" is "11.25". */
export const plus = (amount: string, other: string): string => textOfMinor(minorOf(amount) + minorOf(other));
