import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../src/engine/protocol.ts';
import { minus, moneyAddsUp, plus, rowsAddUp } from '../../../src/features/issues/reconciliation.ts';

const report = (change: object = {}): ImportReport =>
  ({
    sources: [
      { name: 'a', rowsIn: 10, used: 7, excluded: 3, amountTotal: '100.10', amountUsed: '90.05' },
      { name: 'b', rowsIn: 5, used: 5, excluded: 0 },
    ],
    rowsIn: 15,
    used: 12,
    excluded: [{ count: 2 }, { count: 1 }],
    amountTotal: '100.10',
    amountUsed: '90.05',
    ...change,
  }) as unknown as ImportReport;

describe('money', () => {
  it('is subtracted and added as decimal text, to the fen', () => {
    expect(minus('100.10', '90.05')).toBe('10.05');
    expect(minus('1', '1.01')).toBe('-0.01');
    expect(minus('-3.5', '2.25')).toBe('-5.75');
    // Beyond what a double can hold.
    expect(plus('90071992547409931.07', '0.01')).toBe('90071992547409931.08');
  });

  it('adds up by file and by currency', () => {
    expect(moneyAddsUp(report())).toBe(true);
    expect(moneyAddsUp(report({ amountTotal: '100.11' }))).toBe(false);
    expect(moneyAddsUp(report({ amountUsed: '90.04' }))).toBe(false);
    const currencies = [
      { currency: 'CNY', amount: '50.05', counted: '50.05' },
      { currency: 'HKD', amount: '40.00', counted: '36.80' },
    ];
    expect(moneyAddsUp(report({ money: { currencies } }))).toBe(true);
    expect(moneyAddsUp(report({ money: { currencies: currencies.slice(1) } }))).toBe(false);
  });
});

describe('rows', () => {
  it('add up by file and by cause', () => {
    expect(rowsAddUp(report())).toBe(true);
    expect(rowsAddUp(report({ excluded: [{ count: 2 }] }))).toBe(false);
    expect(rowsAddUp(report({ rowsIn: 16 }))).toBe(false);
    const [first, second] = report().sources;
    expect(rowsAddUp(report({ sources: [{ ...first, used: 8 }, second] }))).toBe(false);
  });
});
