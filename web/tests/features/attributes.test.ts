import { describe, expect, it } from 'vitest';
import { zh } from '../../src/i18n/zh.ts';
import {
  attributeOf,
  axisTitle,
  boundText,
  figureText,
  kAttributeGroups,
  kAttributes,
  plainValue,
  typedBound,
  valueText,
  type Attribute,
} from '../../src/features/distribution/attributes.ts';

function known(id: string): Attribute {
  const found = attributeOf(id);
  if (!found) throw new Error(id);
  return found;
}

describe('attributes of the distribution', () => {
  it('are every numeric column that has a name here, once, each in a group', () => {
    const named = Object.keys(zh).filter((key) => key.startsWith('distribution.of.'));
    expect(kAttributes.map(({ id }) => `distribution.of.${id}`).sort()).toEqual(named.sort());
    expect(new Set(kAttributes.map(({ group }) => group))).toEqual(new Set(kAttributeGroups));
    expect(attributeOf('customer_name')).toBeNull();
  });

  it('write values with their unit, shares as percent', () => {
    expect(valueText('zh', known('cv'), 18.113)).toBe('18.11 分');
    expect(valueText('zh', known('ac'), 14)).toBe('14%');
    expect(valueText('zh', known('coverage'), 0.195)).toBe('19.5%');
    expect(valueText('en', known('coverage'), 0.5)).toBe('50%');
    expect(valueText('en', known('amount'), 1234567.8)).toBe('CNY 1,234,567.8');
    expect(valueText('en', known('monthly_contribution'), 12.5)).toBe('CNY 12.5 a month');
    expect(valueText('en', known('purchase_cycle_days'), 1)).toBe('1 day');
    expect(valueText('en', known('recency_days'), 0)).toBe('0 days');
    expect(valueText('zh', known('mind_rank'), 2)).toBe('第 2 名');
    expect(plainValue('zh', known('purchase_cycle_days'), 1.4)).toBe('1.4');
  });

  it('leave decimals of days and waybills out of sentences from ten on', () => {
    expect(figureText('en', known('recency_days'), 221.2)).toBe('221 days');
    expect(figureText('zh', known('purchase_cycle_days'), 1.4)).toBe('1.4 天');
    expect(figureText('zh', known('avg_spend'), 12.5)).toBe('12.5 元');
  });

  it('write the unit at the axis where the values there have none', () => {
    expect(axisTitle('zh', known('avg_spend'))).toBe('平均每次消费额（元）');
    expect(axisTitle('en', known('avg_spend'))).toBe('Average spend (CNY)');
    expect(axisTitle('zh', known('ac'))).toBe('服务可得性 AC');
  });

  it('read what is typed as a number, with grouping or a percent sign; empty is open', () => {
    expect(typedBound(known('amount'), ' 1,200.5 ')).toBe(1200.5);
    expect(typedBound(known('ac'), '14%')).toBe(14);
    expect(typedBound(known('coverage'), '50%')).toBe(0.5);
    expect(typedBound(known('coverage'), '50')).toBe(0.5);
    expect(typedBound(known('cv'), '')).toBeNull();
    expect(typedBound(known('cv'), 'abc')).toBeUndefined();
    expect(typedBound(known('cv'), 'Infinity')).toBeUndefined();
  });

  it('write a bound back as it can be typed', () => {
    expect(boundText(known('coverage'), 0.07)).toBe('7');
    expect(boundText(known('cv'), 18.05)).toBe('18.05');
    expect(boundText(known('cv'), null)).toBe('');
    for (const bound of [0.07, 0.29, 0.575]) {
      expect(typedBound(known('choice_share'), boundText(known('choice_share'), bound))).toBeCloseTo(bound, 12);
    }
  });
});
