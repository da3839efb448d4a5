import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../../src/features/settings/defaults.ts';
import { initialState } from '../../../src/state/state.ts';
import { reduce } from '../../../src/state/reduce.ts';
import { exampleSettings } from './example_settings.ts';

describe('the settings to go back to', () => {
  it('are those that the engine told, whatever was edited and undone since', () => {
    expect(defaultsOf(initialState)).toBeNull();
    let state = reduce(initialState, {
      do: 'engine.ready',
      catalogue: { datasets: [] },
      settings: exampleSettings,
      samples: [],
    });
    expect(defaultsOf(state)).toBe(exampleSettings);
    for (const as_of of ['2026-01-31', '2026-02-28']) {
      state = reduce(state, {
        do: 'edit',
        label: 'settings',
        change: (document) => ({ ...document, settings: { ...exampleSettings, as_of } }),
      });
    }
    expect(state.document.settings?.as_of).toBe('2026-02-28');
    expect(defaultsOf(state)).toBe(exampleSettings);
    state = reduce(reduce(state, { do: 'undo' }), { do: 'undo' });
    expect(defaultsOf(state)).toBe(exampleSettings);
  });
});
