import { describe, expect, it } from 'vitest';
import {
  columnLabel,
  formatBeside,
  formatBound,
  formatCell,
  isFigure,
  kCustomerColumns,
} from '../../src/i18n/customer_columns.ts';

const names = {
  types: [{ id: 'core', zh: '核心型客户', en: 'Core' }],
  segments: [{ id: 'at_risk', zh: '有流失风险', en: 'At risk' }],
};

describe('customer columns', () => {
  it('are each there once', () => {
    const ids = kCustomerColumns.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(kCustomerColumns.map(({ id }) => id))('have a name in both languages: %s', (id) => {
    expect(columnLabel('zh', id)).not.toBe(id);
    expect(columnLabel('en', id)).not.toBe(id);
  });
});

describe('formatCell', () => {
  it.each([
    ['customer_id', '0007', '0007', '0007'],
    ['type', 'core', '核心型客户', 'Core'],
    ['raw_type', 'other', 'other', 'other'],
    ['flags', 'borderline;new', '临界、新客户', 'borderline, new'],
    ['rfm_segment', 'at_risk', '有流失风险', 'At risk'],
    ['rfm_code', '545', '545', '545'],
    ['cv', '25.0314', '25.03', '25.03'],
    ['coverage', '0.195', '19.5%', '19.5%'],
    ['abc_share', '0.01234', '1.23%', '1.23%'],
    ['waybills', '12345', '12,345', '12,345'],
    ['amount', '1234567.80', '1,234,567.80', '1,234,567.80'],
    ['purchase_cycle_days', '2.25', '2.3', '2.3'],
    ['mind_rank', '1', '1', '1'],
    ['last_ship', '2026-06-30', '2026-06-30', '2026-06-30'],
    ['cv', '', '', ''],
    ['cv', 'NaN', 'NaN', 'NaN'],
    ['unheard_of', 'x', 'x', 'x'],
  ])('writes %s %j', (id, text, zh, en) => {
    expect(formatCell('zh', id, text, names)).toBe(zh);
    expect(formatCell('en', id, text, names)).toBe(en);
  });
});

describe('formatBeside', () => {
  it.each([
    [18.11, 18, '18.11'],
    [17.999997, 18, '17.999997'],
    [18.004, 18, '18.004'],
    [18, 18, '18.00'],
    [13.996, 14, '13.996'],
    // The engine compares at nine decimals; nothing lies closer.
    [17.999999999, 18, '17.999999999'],
  ])('%s beside %s reads %s', (value, threshold, text) => {
    expect(formatBeside('zh', value, threshold)).toBe(text);
  });
});

describe('formatBound', () => {
  it.each([
    ['cv', 17.95, '17.95'],
    ['coverage', 0.143, '14.3%'],
    ['amount', 12000, '12,000'],
  ])('%s %s reads %s', (id, value, text) => {
    expect(formatBound('en', id, value)).toBe(text);
  });
});

it('sets figures to the right, words to the left', () => {
  expect(['cv', 'amount', 'rfm_code', 'coverage'].every(isFigure)).toBe(true);
  expect(['customer_id', 'type', 'last_ship', 'rfm_segment', 'abc_class'].some(isFigure)).toBe(false);
});
