import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../src/engine/protocol.ts';
import {
  filterKind,
  filterOf,
  listFilter,
  listValues,
  rangeFilter,
  readBound,
  tickedIn,
  writeBound,
} from '../../../src/features/customers/column_filter.ts';

describe('filterKind', () => {
  it.each([
    ['type', 'list'],
    ['flags', 'list'],
    ['rfm_segment', 'list'],
    ['abc_class', 'list'],
    ['cv', 'range'],
    ['amount', 'range'],
    ['coverage', 'range'],
    ['customer_name', null],
    ['last_ship', null],
    ['reason', null],
    ['rfm_code', null],
  ])('of %s is %s', (column, kind) => {
    expect(filterKind(column)).toBe(kind);
  });
});

describe('filterOf', () => {
  const filters: Filter[] = [
    { by: 'type', is: ['core'] },
    { by: 'range', column: 'cv', from: 1, to: null },
    { by: 'flag', is: ['new'] },
  ];
  it('finds the condition of a column, its own only', () => {
    expect(filterOf(filters, 'type')).toBe(filters[0]);
    expect(filterOf(filters, 'cv')).toBe(filters[1]);
    expect(filterOf(filters, 'flags')).toBe(filters[2]);
    expect(filterOf(filters, 'ac')).toBeNull();
    expect(filterOf(filters, 'abc_class')).toBeNull();
  });
});

describe('list columns', () => {
  it('offer their values, RFM segments as the engine has them', () => {
    expect(listValues('abc_class', [])).toEqual(['A', 'B', 'C']);
    expect(listValues('rfm_segment', [{ id: 'champions' }, { id: 'lost' }])).toEqual(['champions', 'lost']);
    expect(listValues('cv', [])).toEqual([]);
  });

  it('make their condition and read it back', () => {
    const filter = listFilter('flags', ['borderline', 'dormant']);
    expect(filter).toEqual({ by: 'flag', is: ['borderline', 'dormant'] });
    expect(tickedIn(filter)).toEqual(['borderline', 'dormant']);
    expect(tickedIn(null)).toEqual([]);
    expect(listFilter('cv', ['1'])).toBeNull();
  });
});

describe('bounds', () => {
  it.each([
    ['cv', '17.95', 17.95],
    ['cv', ' 18 ', 18],
    ['amount', '￥1,200', 1200],
    ['amount', '１２００．５', 1200.5],
    ['cv', '-3', -3],
    ['cv', '.5', 0.5],
    ['coverage', '35', 0.35],
    ['coverage', '14.3%', 0.143],
    ['ac', '14.3%', 14.3],
    ['cv', '', null],
  ])('of %s read %j as %j', (column, text, value) => {
    expect(readBound(column, text)).toEqual({ value });
  });

  it.each(['abc', '1e5', '1.2.3', '--1', '十'])('refuse %j', (text) => {
    expect(readBound('cv', text)).toEqual({ wrong: true });
  });

  it.each([
    ['coverage', 0.143, '14.3'],
    ['coverage', 0.07, '7'],
    ['cv', 17.95, '17.95'],
    ['cv', null, ''],
  ])('of %s write %j as %j', (column, value, text) => {
    expect(writeBound(column, value)).toBe(text);
  });
});

describe('rangeFilter', () => {
  it('makes the condition; nothing in either field makes an empty one', () => {
    expect(rangeFilter('choice_share', '10', '')).toEqual({
      filter: { by: 'range', column: 'choice_share', from: 0.1, to: null },
    });
    expect(rangeFilter('cv', '', '')).toEqual({ filter: { by: 'range', column: 'cv', from: null, to: null } });
  });

  it.each([
    ['x', '1', 'from'],
    ['1', 'x', 'to'],
    ['2', '2', 'order'],
    ['3', '2', 'order'],
  ])('says what is wrong with %j and %j: %s', (from, to, wrong) => {
    expect(rangeFilter('cv', from, to)).toEqual({ wrong });
  });
});
