import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatFigure,
  formatFixed,
  formatMoney,
  formatShare,
} from '../../src/i18n/format.ts';

describe('formats', () => {
  it.each([
    ['1234567.80', 'CNY', '1,234,567.80 元', 'CNY 1,234,567.80'],
    ['-1234.5', null, '-1,234.5', '-1,234.5'],
    ['0', 'CNY', '0 元', 'CNY 0'],
    ['999', null, '999', '999'],
    ['1000', null, '1,000', '1,000'],
    // More digits than a double holds: money is never a number here.
    ['9007199254740993.01', null, '9,007,199,254,740,993.01', '9,007,199,254,740,993.01'],
    ['12.50', 'HKD', '12.50 HKD', 'HKD 12.50'],
    ['n/a', 'CNY', 'n/a 元', 'CNY n/a'],
  ])('money %s %s', (amount, currency, zh, en) => {
    expect(formatMoney('zh', amount, currency)).toBe(zh);
    expect(formatMoney('en', amount, currency)).toBe(en);
  });

  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1.0 KB'],
    [163_000_000, '155.4 MB'],
    [5_000_000_000_000_000, '4,547.5 TB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatBytes('en', bytes)).toBe(text);
  });

  it('writes counts, shares and figures', () => {
    expect(formatCount('zh', 1234567)).toBe('1,234,567');
    expect(formatShare('zh', 0.12345)).toBe('12.3%');
    expect(formatShare('en', 1)).toBe('100.0%');
    expect(formatFixed('zh', 0.54, 3)).toBe('0.540');
    expect(formatFigure('zh', 18)).toBe('18');
    expect(formatFigure('zh', 100 / 7)).toBe('14.29');
  });
});
