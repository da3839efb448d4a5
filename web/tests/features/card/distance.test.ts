import { describe, expect, it } from 'vitest';
import {
  bandWords,
  distanceWords,
  reasonWords,
  scalePlaces,
  thresholdWords,
  valueWords,
  type AxisPlace,
} from '../../../src/features/card/distance.ts';

// Customer C5 of docs/formulas/cvac.md: CV 18.11 against 18, AC 14.09 % against 14 %; band 5 %.
const cv: AxisPlace = { axis: 'cv', value: 18.11, threshold: 18, distance: 0.11, band: 0.05, max: 30 };
const ac: AxisPlace = { axis: 'ac', value: 14.09, threshold: 14, distance: 0.09, band: 0.05, max: 25 };

describe('distanceWords', () => {
  it.each([
    ['cv', 0.11, '高出 0.11 分', '0.11 points above'],
    ['cv', -0.89, '还差 0.89 分', '0.89 points short'],
    ['ac', 0.09, '高出 0.09 个百分点', '0.09 percentage points above'],
    ['ac', -3.08, '还差 3.08 个百分点', '3.08 percentage points short'],
    // The specification compares at nine decimals: something that is there must not read as 0.00.
    ['cv', -0.000003, '还差 0.000003 分', '0.000003 points short'],
    ['cv', -1e-9, '还差 0.000000001 分', '0.000000001 points short'],
    ['cv', 0, '正好达到门槛（算高）', 'exactly on the threshold (counts as high)'],
  ] as const)('of %s by %s', (axis, distance, zh, en) => {
    expect(distanceWords('zh', axis, distance)).toBe(zh);
    expect(distanceWords('en', axis, distance)).toBe(en);
  });
});

describe('the figures of an axis', () => {
  it('carry their unit', () => {
    expect(valueWords('zh', cv)).toBe('18.11 分');
    expect(valueWords('en', ac)).toBe('14.09%');
    expect(thresholdWords('zh', ac)).toBe('门槛 14%');
    // docs/formulas/cvac.md: CV ±0.90, AC ±0.70 points.
    expect(bandWords('zh', cv)).toBe('临界区 17.10–18.90');
    expect(bandWords('en', ac)).toBe('borderline band 13.30–14.70');
  });

  it('never read on the wrong side of the threshold', () => {
    expect(valueWords('zh', { ...cv, value: 17.999997, distance: -0.000003 })).toBe('17.999997 分');
  });
});

describe('reasonWords', () => {
  it('tell in words where a customer stands on both axes', () => {
    const low: AxisPlace = { ...ac, value: 7.86, distance: -6.14 };
    expect(reasonWords('zh', [cv, low])).toBe('客户价值 18.11 分，达到 18 分；可得性 7.86%，不到 14%');
    expect(reasonWords('en', [cv, low])).toBe(
      'Customer value 18.11 points: reaches 18 points; availability 7.86%: below 14%',
    );
    // Equal is high.
    expect(reasonWords('zh', [{ ...cv, value: 18, distance: 0 }])).toBe('客户价值 18.00 分，达到 18 分');
  });
});

describe('scalePlaces', () => {
  it('are parts of all that can occur', () => {
    const { value, threshold, bandFrom, bandTo } = scalePlaces(cv);
    expect(value).toBeCloseTo(18.11 / 30, 12);
    expect(threshold).toBeCloseTo(0.6, 12);
    expect(bandFrom).toBeCloseTo(17.1 / 30, 12);
    expect(bandTo).toBeCloseTo(18.9 / 30, 12);
  });

  it('stay on the scale whatever was set by hand', () => {
    expect(scalePlaces({ ...cv, threshold: 40 })).toEqual({
      value: 18.11 / 40,
      threshold: 1,
      bandFrom: 0.95,
      bandTo: 1,
    });
    expect(scalePlaces({ axis: 'cv', value: 0, threshold: 0, distance: 0, band: 0.05, max: 0 })).toEqual({
      value: 0,
      threshold: 0,
      bandFrom: 0,
      bandTo: 0,
    });
  });
});
