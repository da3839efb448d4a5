import { describe, expect, it } from 'vitest';
import { faultyPlaces, groupOf, kPlaces, spread, windowFault } from '../../../src/features/settings/form_places.ts';
import { kSettingsGroups } from '../../../src/features/settings/sentences.ts';
import { settingAt, withSetting } from '../../../src/features/settings/setting_paths.ts';
import { exampleSettings } from '../../state/example_settings.ts';

const none: ReadonlyMap<string, string> = new Map();

describe('the places of the form', () => {
  it('are settings, each once, and every section has one', () => {
    expect(kPlaces.filter((place) => settingAt(exampleSettings, place) === undefined)).toEqual([]);
    expect(new Set(kPlaces).size).toBe(kPlaces.length);
    expect(new Set(kPlaces.map(groupOf))).toEqual(new Set(kSettingsGroups));
  });

  it.each([
    ['cvac.thresholds.cv_manual', 'thresholds'],
    ['cvac.ac_weights', 'weights'],
    ['cvac.attributes.carriers', 'model'],
    ['cvac.rival_attraction', 'model'],
    ['cvac.attributes.tenure', 'curves'],
    ['cvac.coverage_min', 'stability'],
    ['rfm.monetary_yuan', 'rfm'],
    ['abc.b_percent', 'abc'],
    ['window', 'scope'],
  ])('stand in their section: %s', (place, group) => {
    expect(groupOf(place)).toBe(group);
  });
});

describe('the faulty places', () => {
  it('are none in the settings that an analysis starts with', () => {
    expect(faultyPlaces(exampleSettings, none)).toEqual([]);
  });

  it('are fields whose text is no usable number', () => {
    const typed = new Map([
      ['cvac.attributes.carriers', '1'],
      ['cvac.rival_attraction', '0.5'],
    ]);
    expect(faultyPlaces(exampleSettings, typed)).toEqual(['cvac.attributes.carriers']);
  });

  it('are own weights of which none is above 0, or one is not typed whole; of the mode in use only', () => {
    const zeros = withSetting(exampleSettings, 'cvac.cv_weights.own', [0, 0, 0]);
    expect(faultyPlaces(zeros, none)).toEqual([]);
    expect(faultyPlaces(withSetting(zeros, 'cvac.cv_weights.mode', 'own'), none)).toEqual(['cvac.cv_weights']);
    const own = withSetting(exampleSettings, 'cvac.ac_weights.mode', 'own');
    expect(faultyPlaces(own, new Map([['cvac.ac_weights.own.4', '-1']]))).toEqual(['cvac.ac_weights']);
  });

  it('are cuts that do not ascend, where cuts are fixed', () => {
    const cuts = withSetting(exampleSettings, 'rfm.recency_days', [7, 30, 15, 60]);
    expect(faultyPlaces(cuts, none)).toEqual([]);
    const fixed = withSetting(cuts, 'rfm.cuts', 'fixed');
    expect(faultyPlaces(fixed, none)).toEqual(['rfm.recency_days']);
    expect(faultyPlaces(fixed, new Map([['rfm.recency_days', '7 15 30 60']]))).toEqual([]);
  });

  it('are class A above class B, and a window that ends before it begins', () => {
    expect(faultyPlaces(withSetting(exampleSettings, 'abc.a_percent', 95), none)).toEqual(['abc.b_percent']);
    const window = { from: '2026-02-01', to: '2026-01-31' };
    expect(faultyPlaces({ ...exampleSettings, window }, none)).toEqual(['window']);
    expect(windowFault(window)).toBe('order');
    expect(windowFault({ from: '2026-01-31', to: '2026-01-31' })).toBeNull();
    expect(windowFault({ from: '', to: '2026-01-31' })).toBe('empty');
  });
});

describe('fewer cuts out of more', () => {
  it('keep the first and the last', () => {
    expect(spread([7, 15, 30, 60], 3)).toEqual([7, 30, 60]);
    expect(spread([7, 15, 30, 60], 2)).toEqual([7, 60]);
    expect(spread([7, 15], 4)).toEqual([7, 15]);
  });
});
