import { describe, expect, it } from 'vitest';
import type { View } from '../../src/engine/protocol.ts';
import { initialState, type State } from '../../src/state/state.ts';
import { asksTheSame, lookOf, settingsShown, withFilter, withoutFilter } from '../../src/state/view.ts';
import { exampleSettings as settings } from './example_settings.ts';

const empty: View = { filters: [], search: '', sort: null };

describe('conditions', () => {
  it('replace the one of their kind and leave the others', () => {
    const types = withFilter(empty, { by: 'type', is: ['core'] });
    const both = withFilter(types, { by: 'range', column: 'cv', from: 10, to: null });
    const changed = withFilter(both, { by: 'type', is: ['loyal'] });
    expect(changed.filters).toEqual([
      { by: 'type', is: ['loyal'] },
      { by: 'range', column: 'cv', from: 10, to: null },
    ]);
  });

  it('are of one kind for each column only where they are ranges', () => {
    const cv = withFilter(empty, { by: 'range', column: 'cv', from: 1, to: 2 });
    expect(withFilter(cv, { by: 'range', column: 'ac', from: 1, to: 2 }).filters).toHaveLength(2);
    expect(withFilter(cv, { by: 'range', column: 'cv', from: 3, to: 4 }).filters).toHaveLength(1);
  });

  it('without values are dropped', () => {
    const types = withFilter(empty, { by: 'type', is: ['core'] });
    expect(withFilter(types, { by: 'type', is: [] }).filters).toEqual([]);
    expect(withFilter(empty, { by: 'area', points: [] })).toBe(empty);
    expect(withFilter(empty, { by: 'range', column: 'cv', from: null, to: null })).toBe(empty);
    expect(withoutFilter(types, 0).filters).toEqual([]);
  });
});

describe('what is shown', () => {
  const result = { generation: 1 } as State['result'];
  const state: State = { ...initialState, document: { ...initialState.document, settings }, result };

  it('is nothing without a result or settings', () => {
    expect(lookOf({ ...state, result: null }, { offset: 0, limit: 10 })).toBeNull();
    expect(lookOf({ ...initialState, result }, { offset: 0, limit: 10 })).toBeNull();
  });

  it('follows the hand while a threshold is dragged', () => {
    expect(settingsShown(state)).toBe(settings);
    const dragged = settingsShown({ ...state, drag: { cv: 20.05, ac: 12 } });
    expect(dragged?.cvac.thresholds).toMatchObject({ mode: 'manual', cv_manual: 20.05, ac_manual: 12 });
    expect(settings.cvac.thresholds.mode).toBe('fixed');
  });

  it('does not depend on which rows are in view', () => {
    const top = lookOf(state, { offset: 0, limit: 10 });
    const below = lookOf(state, { offset: 500, limit: 40 });
    const english = lookOf({ ...state, language: 'en' }, { offset: 0, limit: 10 });
    if (!top || !below || !english) throw new Error('there is a result');
    expect(asksTheSame(top, below)).toBe(true);
    expect(asksTheSame(top, english)).toBe(false);
  });
});
