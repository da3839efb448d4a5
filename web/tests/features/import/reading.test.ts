// The preview reads cells as the engine does. What a cell means is told by the engine's own tests (and docs/formulas/cells.md): their
// tables are read here, so that a form added there has to be shown right here.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCell, type Reading, type ReadingContext } from '../../../src/features/import/reading.ts';

const engineTest = (name: string): string =>
  readFileSync(new URL(`../../../../tests/core/ingest/${name}`, import.meta.url), 'utf8');

/** The text of a C++ string literal: \" \\ \t and bytes of UTF-8 as \xNN. */
function literal(text: string): string {
  const bytes: number[] = [];
  for (const part of text.match(/\\x[0-9A-Fa-f]{2}|\\.|[^\\]/gu) ?? []) {
    if (part.startsWith('\\x')) bytes.push(Number.parseInt(part.slice(2), 16));
    else
      bytes.push(...new TextEncoder().encode(part === '\\t' ? '\t' : part === '\\n' ? '\n' : part.replace(/^\\/, '')));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** The body of one TEST of a C++ file. */
function testBody(source: string, name: string): string {
  const body = source.split(new RegExp(`^TEST\\(\\w+, ${name}\\) \\{$`, 'm'))[1]?.split(/^\}$/m)[0];
  if (body === undefined) throw new Error(`${name} is not among the engine's tests`);
  return body;
}

const none: ReadingContext = {
  billMonth: null,
  dateOrder: null,
  decimalComma: false,
  shareIsPercent: false,
  isCustomer: false,
};
const as = (type: string, cell: string, context: Partial<ReadingContext> = {}): Reading =>
  readCell(type, cell, { ...none, ...context });
const two = (value: number): string => String(value).padStart(2, '0');
const kString = '"((?:[^"\\\\]|\\\\.)*)"';

describe('dates', () => {
  const source = engineTest('cell_date_test.cpp');

  const forms = [
    ...testBody(source, 'ReadsEveryFormWithItsPrecision').matchAll(
      new RegExp(`\\{${kString}, ${kString}, (\\d+), (\\d+), (\\d+)(?:, (\\d+), (\\d+), (\\d+), (\\w+))?\\}`, 'g'),
    ),
  ];
  it('finds the engine’s table of forms', () => expect(forms.length).toBeGreaterThan(30));
  it.each(forms.map((row) => [row[1], row] as const))('%s', (_, row) => {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = row
      .slice(3, 9)
      .map((text) => Number(text || 0));
    const time = ` ${two(hour)}:${two(minute)}`;
    const precision = { kMinute: time, kSecond: `${time}:${two(second)}` }[row[9] ?? ''] ?? '';
    expect(as('instant', literal(row[2] ?? ''))).toEqual({
      is: 'read',
      text: `${year}-${two(month)}-${two(day)}${precision}`,
    });
  });

  const halves = [...testBody(source, 'HalvesOfTheDay').matchAll(new RegExp(`\\{${kString}, (\\d+), (\\d+)\\}`, 'g'))];
  it('finds the engine’s table of halves of the day', () => expect(halves.length).toBeGreaterThan(15));
  it.each(halves.map((row) => [row[1] ?? '', Number(row[2]), Number(row[3])] as const))('%s', (text, hour, minute) => {
    expect(as('instant', text)).toEqual({ is: 'read', text: `2026-01-05 ${two(hour)}:${two(minute)}` });
  });

  const refused = [
    ...(testBody(source, 'RefusesWhatDoesNotExistOrIsNotADate')
      .split('}) {')[0]
      ?.replace(/\/\/.*$/gm, '')
      .matchAll(new RegExp(kString, 'g')) ?? []),
  ].map(([, text]) => literal(text ?? ''));
  it('finds the engine’s list of what is no date', () => expect(refused.length).toBeGreaterThan(60));
  it.each(refused)('refuses %s', (text) => expect(as('instant', text)).toEqual({ is: 'unreadable' }));

  const bills = [
    ...testBody(source, 'TheStatementTellsTheYear').matchAll(
      new RegExp(`\\{${kString}, \\{(\\d+), (\\d+), \\d+\\}, ${kString}\\}`, 'g'),
    ),
  ];
  it('finds the engine’s table of statements', () => expect(bills.length).toBe(15));
  it.each(bills.map((row) => [row[1] ?? '', `${row[2]}-${two(Number(row[3]))}`, row[4] ?? ''] as const))(
    '%s in the statement of %s',
    (text, billMonth, day) => {
      expect(as('instant', text, { billMonth })).toEqual({ is: 'read', text: day });
      expect(as('instant', text)).toEqual({ is: 'unreadable' });
    },
  );
});

describe('what the file’s plan says', () => {
  it.each([
    ['03/04/2026', '2026-04-03', '2026-03-04'],
    ['3-4-2026 9:03', '2026-04-03 09:03', '2026-03-04 09:03'],
  ])('gives %s its order', (text, dayFirst, monthFirst) => {
    expect(as('instant', text, { dateOrder: 'dayFirst' })).toEqual({ is: 'read', text: dayFirst });
    expect(as('instant', text, { dateOrder: 'monthFirst' })).toEqual({ is: 'read', text: monthFirst });
    expect(as('instant', text)).toEqual({ is: 'unreadable' });
  });

  it('needs no order where points stand between: the day comes first', () => {
    expect(as('instant', '31.12.2026')).toEqual({ is: 'read', text: '2026-12-31' });
    expect(as('instant', '31/12/2026', { dateOrder: 'monthFirst' })).toEqual({ is: 'unreadable' });
  });

  it.each([
    ['money', '1.234,56', '1,234.56'],
    ['money', '-0,5', '-0.50'],
    ['number', '1.250', '1,250'],
    ['real', '2,5', '2.5'],
  ])('reads %s %s with a decimal comma', (type, text, value) => {
    expect(as(type, text, { decimalComma: true })).toEqual({ is: 'read', text: value });
  });

  it.each(['1,234.56', '1,2,3', '12.34,5', '1.23'])('does not read %s with one', (text) => {
    expect(as('money', text, { decimalComma: true })).toEqual({ is: 'unreadable' });
  });

  it('leaves what is missing missing', () => {
    expect(as('money', '-', { decimalComma: true })).toEqual({ is: 'missing' });
  });
});

describe('amounts and other numbers', () => {
  const source = engineTest('cell_number_test.cpp');
  const kMoneyMinorMax = 1_000_000_000_000n;

  /** The engine's rows {"name", "text", outcome[, value]}. */
  const rowsOf = (name: string): readonly { name: string; text: string; value: bigint | null }[] =>
    [
      ...testBody(source, name).matchAll(
        new RegExp(
          `\\{${kString},\\s+((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+), (k\\w+)(?:, (-?[\\d']+|-?kMoneyMinorMax))?\\}`,
          'g',
        ),
      ),
    ].map(([, name = '', strings = '', outcome = '', value = '0']) => ({
      name,
      text: [...strings.matchAll(new RegExp(kString, 'g'))].map(([, part]) => part ?? '').join(''),
      value: !outcome.startsWith('kOk')
        ? null
        : value.endsWith('kMoneyMinorMax')
          ? kMoneyMinorMax * (value.startsWith('-') ? -1n : 1n)
          : BigInt(value.replaceAll("'", '')),
    }));

  /** Digits of a reading without its grouping, in the smallest unit. */
  const smallest = (reading: Reading, decimals: number): bigint | null => {
    if (reading.is !== 'read') return null;
    const [, sign = '', whole = '', fraction = ''] = /^(-?)([\d,]+)(?:\.(\d+))?$/.exec(reading.text) ?? [];
    return BigInt(`${sign}${whole.replaceAll(',', '')}${fraction.padEnd(decimals, '0')}`);
  };

  const moneyTests = [
    ...['ReadsAmounts', 'UnitsAreConvertedAndTold', 'RoundsHalfAwayFromZeroAtTheThirdDecimal', 'TenBillionIsTheLimit'],
    'RefusesWhatIsNotOneNumber',
  ];
  const money = moneyTests.flatMap((name) => rowsOf(name));
  it('finds the engine’s tables of amounts', () => expect(money.length).toBeGreaterThan(90));
  it.each(money.map((row) => [row.name, row] as const))('amount: %s', (_, { text, value }) => {
    const reading = as('money', literal(text));
    if (value === null) expect(reading).toEqual({ is: 'unreadable' });
    else expect(smallest(reading, 2)).toBe(value);
  });

  const numbers = rowsOf('ReadsMillionths');
  it('finds the engine’s table of numbers', () => expect(numbers.length).toBeGreaterThan(20));
  it.each(numbers.map((row) => [row.name, row] as const))('number: %s', (_, { text, value }) => {
    const reading = as('number', literal(text));
    if (value === null) expect(reading).toEqual({ is: 'unreadable' });
    else expect(smallest(reading, 6)).toBe(value);
  });

  const missing = [
    ...(/for \(const char\* text :\s*\{([\s\S]*?)\}\) \{/
      .exec(testBody(source, 'MissingIsNeverZero'))?.[1]
      ?.matchAll(new RegExp(kString, 'g')) ?? []),
  ].map(([, text]) => literal(text ?? ''));
  it('finds the engine’s list of missing marks', () => expect(missing.length).toBeGreaterThan(20));
  it.each(missing)('missing, never zero: %j', (text) => {
    for (const type of ['money', 'number', 'share', 'real', 'instant', 'key', 'waybill']) {
      expect(as(type, text)).toEqual({ is: 'missing' });
    }
  });
});

// docs/formulas/cells.md, "Shares"
describe('shares', () => {
  it.each([
    ['35%', false, '35%'],
    ['35', true, '35%'],
    ['1', true, '1%'],
    ['35', false, '35%'],
    ['0.35', false, '35%'],
    ['1', false, '100%'],
    ['100', false, '100%'],
  ])('%s, percent told by the column: %s', (cell, shareIsPercent, text) => {
    expect(as('share', cell, { shareIsPercent })).toEqual({ is: 'read', text });
  });

  it.each(['101', '-1', '120%', '很多'])('%s is none', (cell) => {
    expect(as('share', cell)).toEqual({ is: 'unreadable' });
  });
});

// docs/formulas/cells.md, "Text"; INGEST-213 for masked customers
describe('ids and texts', () => {
  it('keeps every digit, without the wrapping', () => {
    expect(as('key', '="0075512345678901234567"')).toEqual({ is: 'read', text: '0075512345678901234567' });
    expect(as('waybill', '\tＳＦ１２３')).toEqual({ is: 'read', text: 'SF123' });
  });

  it('refuses an id that has lost its digits', () => {
    expect(as('waybill', '7.55123E+09')).toEqual({ is: 'unreadable' });
    expect(as('waybill', '12E34')).toEqual({ is: 'read', text: '12E34' });
  });

  it('refuses a masked customer where it tells customers apart', () => {
    expect(as('key', '张**', { isCustomer: true })).toEqual({ is: 'unreadable' });
    expect(as('key', '张**')).toEqual({ is: 'read', text: '张**' });
  });

  it('shows any other text as it stands', () => {
    expect(as('status', ' 已签收 ')).toEqual({ is: 'read', text: '已签收' });
  });
});
