import { describe, expect, it } from 'vitest';
import { kNumberFields } from '../../../src/features/settings/number_fields.ts';
import { placeFor, settingAt, withSetting } from '../../../src/features/settings/setting_paths.ts';
import { exampleSettings } from '../../state/example_settings.ts';

describe('a setting by its path', () => {
  it('is changed alone; the rest stays the same object', () => {
    const next = withSetting(exampleSettings, 'cvac.thresholds.cv_manual', 12);
    expect(next.cvac.thresholds.cv_manual).toBe(12);
    expect(next.cvac.attributes).toBe(exampleSettings.cvac.attributes);
    expect(exampleSettings.cvac.thresholds.cv_manual).toBe(18);
  });

  it('may be a place in a list', () => {
    const next = withSetting(exampleSettings, 'cvac.ac_weights.own.1', 0.5);
    expect(next.cvac.ac_weights.own).toEqual([0.375, 0.5, 0.215, 0.074, 0.121]);
    expect(settingAt(next, 'cvac.ac_weights.own.1')).toBe(0.5);
  });

  it('is there for every number field, as a number', () => {
    for (const { path } of Object.values(kNumberFields))
      expect(settingAt(exampleSettings, path), path).toBeTypeOf('number');
  });
});

describe('the place of an error', () => {
  const places = ['cvac.attributes.tenure', 'cvac.attributes.carriers', 'cvac.cv_weights', 'window'];
  it.each([
    ['cvac.attributes.tenure', 'cvac.attributes.tenure'],
    // SEGMENT-104 names the list, BASE-103 an element of it
    ['cvac.cv_weights.own', 'cvac.cv_weights'],
    ['cvac.cv_weights.judgements[2]', 'cvac.cv_weights'],
    ['window.to', 'window'],
    ['windows', null],
    ['cvac.thresholds.mod', null],
  ])('%s', (key, place) => {
    expect(placeFor(key, places)).toBe(place);
  });
});
