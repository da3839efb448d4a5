import { describe, expect, it } from 'vitest';
import { reduce, type Action } from '../../src/state/reduce.ts';
import { kStepsMax } from '../../src/state/history.ts';
import { initialState, type Document, type State } from '../../src/state/state.ts';
import { withFilter, withThresholds } from '../../src/state/view.ts';
import { exampleSettings as settings } from './example_settings.ts';
import { column, probe } from './examples.ts';

/** Numbers from a seed (mulberry32), so that a failing run can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Edit = (document: Document, draw: (below: number) => number) => Action;

/** Every kind of edit that a screen makes, with drawn values. */
const kEdits: readonly Edit[] = [
  (_, draw) => {
    const id = draw(1000);
    return {
      do: 'edit',
      label: 'files',
      change: (one) => ({
        ...one,
        sources: [
          ...one.sources,
          {
            id,
            file: new File(['x'], `${id}.csv`),
            isSample: draw(2) === 0,
            overrides: {},
            choice: null,
            profile: null,
            refused: null,
          },
        ],
      }),
    };
  },
  (document, draw) => {
    const at = draw(document.sources.length + 1);
    return {
      do: 'edit',
      label: 'files',
      change: (one) => ({ ...one, sources: one.sources.filter((_, index) => index !== at) }),
    };
  },
  (_, draw) => ({
    do: 'edit',
    label: 'reading',
    change: (one) => ({
      ...one,
      sources: one.sources.map((source) => ({ ...source, overrides: { header: draw(4) } })),
    }),
  }),
  (_, draw) => ({
    do: 'edit',
    label: 'columns',
    change: (one) => ({
      ...one,
      sources: one.sources.map((source) => ({
        ...source,
        choice: { fields: { [draw(5)]: 'amount' }, answered: [draw(5)], customerKey: null },
      })),
    }),
  }),
  (_, draw) => ({
    do: 'edit',
    label: 'thresholds',
    change: (one) =>
      one.settings
        ? { ...one, settings: withThresholds(one.settings, { cv: draw(600) / 20, ac: draw(500) / 20 }) }
        : one,
  }),
  (_, draw) => ({
    do: 'edit',
    label: 'filter',
    change: (one) => ({
      ...one,
      view: withFilter(
        one.view,
        draw(2) === 0
          ? { by: 'type', is: (['core', 'contested', 'loyal', 'general'] as const).filter(() => draw(2) === 0) }
          : { by: 'range', column: 'cv', from: draw(30), to: null },
      ),
    }),
  }),
  (_, draw) => ({
    do: 'edit',
    label: 'search',
    merge: 'search',
    change: (one) => ({ ...one, view: { ...one.view, search: 'szxh'.slice(0, draw(5)) } }),
  }),
  (_, draw) => ({
    do: 'edit',
    label: 'sort',
    change: (one) => ({ ...one, view: { ...one.view, sort: { column: 'cv', descending: draw(2) === 0 } } }),
  }),
  (_, draw) => ({
    do: 'edit',
    label: 'zoom',
    merge: 'zoom',
    change: (one) => ({ ...one, mapWindow: { acFrom: 0, acTo: 1 + draw(25), cvFrom: 0, cvTo: 30 } }),
  }),
  (_, draw) => ({
    do: 'edit',
    label: 'tableColumns',
    change: (one) => ({ ...one, columns: one.columns.slice(0, 1 + draw(8)) }),
  }),
];

const ready = (): State =>
  reduce(initialState, { do: 'engine.ready', catalogue: { datasets: [] }, settings, samples: [] });

/** What a document says, files by name: two documents that say the same are the same to the user. */
const said = (document: Document): string =>
  JSON.stringify(document, (_, value: unknown) => (value instanceof File ? value.name : value));

describe('undo and redo', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('return to identical states through 200 random actions (seed %i)', (seed) => {
    const next = random(seed);
    const draw = (below: number): number => Math.floor(next() * below);
    let state = ready();
    // The model: every document that was ever present, in a plain list with a cursor.
    const seen: Document[] = [state.document];
    const words: string[] = [said(state.document)];
    let at = 0;
    for (let action = 0; action < 200; ++action) {
      const choice = next();
      if (choice < 0.25) {
        state = reduce(state, { do: 'undo' });
        at = Math.max(0, at - 1);
      } else if (choice < 0.45) {
        state = reduce(state, { do: 'redo' });
        at = Math.min(seen.length - 1, at + 1);
      } else {
        const edit = kEdits[draw(kEdits.length)];
        if (!edit) throw new Error('drawn below the number of edits');
        const before = state;
        state = reduce(state, edit(state.document, draw));
        if (state.document === before.document) continue;
        const merged = state.history.past.length === before.history.past.length;
        if (!merged) ++at;
        seen.splice(at, Infinity, state.document);
        words.splice(at, Infinity, said(state.document));
      }
      expect(state.document).toBe(seen[at]);
      expect(said(state.document)).toBe(words[at]);
      expect(state.sources.map(({ id }) => id)).toEqual(state.document.sources.map(({ id }) => id));
    }
    // All the way back, and all the way forth.
    for (let step = at; step > 0; --step) state = reduce(state, { do: 'undo' });
    expect(state.document).toBe(seen[0]);
    expect(reduce(state, { do: 'undo' })).toBe(state);
    for (let step = 1; step < seen.length; ++step) {
      state = reduce(state, { do: 'redo' });
      expect(state.document).toBe(seen[step]);
    }
    expect(reduce(state, { do: 'redo' })).toBe(state);
  });

  it('takes typing as one step, and a pause by another action as two', () => {
    const typed = (state: State, search: string): State =>
      reduce(state, {
        do: 'edit',
        label: 'search',
        merge: 'search',
        change: (document) => ({ ...document, view: { ...document.view, search } }),
      });
    const word = typed(typed(ready(), 's'), 'sz');
    expect(word.history.past).toHaveLength(1);
    const back = reduce(word, { do: 'undo' });
    expect(back.document.view.search).toBe('');
    expect(typed(reduce(back, { do: 'redo' }), 'szx').history.past).toHaveLength(2);
  });

  it('forgets what could be redone after a new edit, and the oldest steps beyond the limit', () => {
    let state = ready();
    for (let step = 0; step < kStepsMax + 10; ++step) {
      state = reduce(state, {
        do: 'edit',
        label: 'attribute',
        change: (document) => ({ ...document, attribute: `a${step}` }),
      });
    }
    expect(state.history.past).toHaveLength(kStepsMax);
    const undone = reduce(state, { do: 'undo' });
    const other = reduce(undone, {
      do: 'edit',
      label: 'attribute',
      change: (document) => ({ ...document, attribute: 'other' }),
    });
    expect(other.history.future).toEqual([]);
  });

  it('brings a column choice back with the file’s probe', () => {
    const file = {
      id: 1,
      file: new File(['x'], 'a.csv'),
      isSample: false,
      overrides: {},
      choice: null,
      profile: null,
      refused: null,
    };
    const found = probe([column(0, '客户编码', 'customer_id')]);
    let state = reduce(ready(), {
      do: 'edit',
      label: 'files',
      change: (document) => ({ ...document, sources: [file] }),
    });
    state = reduce(state, { do: 'probe.done', id: 1, overrides: {}, probe: found });
    const proposed = state.sources;
    state = reduce(state, {
      do: 'edit',
      label: 'columns',
      change: (document) => ({
        ...document,
        sources: [{ ...file, choice: { fields: {}, answered: [0], customerKey: null } }],
      }),
    });
    expect(state.sources[0]?.state).toMatchObject({ kind: 'ready', choice: { fields: {} } });
    expect(reduce(state, { do: 'undo' }).sources).toEqual(proposed);
  });
});
