import { describe, expect, it } from 'vitest';
import {
  cutsFault,
  kNumberFields,
  readNumber,
  readNumberList,
  settingOf,
  shownFigure,
} from '../../../src/features/settings/number_fields.ts';

describe('readNumber', () => {
  const field = { min: 2, max: 100, isWhole: true } as const;
  it.each([
    ['7', { value: 7 }],
    ['2', { value: 2 }],
    ['', { fault: 'empty' }],
    ['abc', { fault: 'empty' }],
    ['7.5', { fault: 'whole' }],
    ['1', { fault: 'range' }],
    ['101', { fault: 'range' }],
  ])('%s', (text, read) => {
    expect(readNumber(text, field)).toEqual(read);
  });
});

describe('a share shown in percent', () => {
  it('has no dust of binary fractions, there and back', () => {
    // 0.07 × 100 is 7.000000000000001 in binary
    expect(shownFigure(kNumberFields.band, 0.07)).toBe(7);
    expect(settingOf(kNumberFields.band, 7)).toBe(0.07);
  });

  it('is left alone where the setting is in the unit of the field', () => {
    expect(shownFigure(kNumberFields.cvManual, 17.9)).toBe(17.9);
    expect(settingOf(kNumberFields.cvManual, 17.9)).toBe(17.9);
  });
});

describe('a list of numbers', () => {
  it('may be separated as one types it', () => {
    expect(readNumberList('7, 15;30，60')).toEqual([7, 15, 30, 60]);
    expect(readNumberList(' 7 15、30；60 ')).toEqual([7, 15, 30, 60]);
    expect(readNumberList('7, x')).toBeNull();
  });
});

describe('fixed cuts', () => {
  it.each([
    [[7, 15, 30, 60], 5, false, null],
    [null, 5, false, 'numbers'],
    [[7, 15, 30], 5, false, 'count'],
    [[7, 15, 15, 60], 5, false, 'order'],
    [[-1, 15, 30, 60], 5, false, 'negative'],
    [[-1, 15, 30, 60], 5, true, null],
  ] as const)('%j of %i scores', (cuts, bins, mayBeNegative, fault) => {
    expect(cutsFault(cuts, bins, mayBeNegative)).toBe(fault);
  });
});
