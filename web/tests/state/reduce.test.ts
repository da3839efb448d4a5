import { describe, expect, it } from 'vitest';
import type { ImportOutcome, LookRequest } from '../../src/engine/protocol.ts';
import { reduce } from '../../src/state/reduce.ts';
import { initialState, type ImportResult, type Problem, type SourceEntry, type State } from '../../src/state/state.ts';
import { exampleSettings as settings } from './example_settings.ts';
import { column, lookWith, probe } from './examples.ts';

const entry = (id: number): SourceEntry => ({
  id,
  file: new File(['x'], 'a.csv'),
  isSample: false,
  overrides: {},
  choice: null,
  profile: null,
  refused: null,
});
const withSources = (state: State, sources: readonly SourceEntry[]): State =>
  reduce(state, { do: 'edit', label: 'files', change: (document) => ({ ...document, sources }) });
const problem: Problem = { from: 'page', error: { id: 'PAGE-104', params: {} } };
const outcome = { report: { asOf: '2026-10-31' }, summary: { customers: 2 } } as unknown as ImportOutcome;
const answer = probe([column(0, '客户编码', 'customer_id')]);
const result: ImportResult = {
  ...outcome,
  generation: 4,
  document: initialState.document,
  isSample: false,
  former: null,
};
const request = { settings } as unknown as LookRequest;

describe('reduce', () => {
  it('leaves the columns for the import when the last file goes', () => {
    const mapping = reduce(withSources(initialState, [entry(1)]), { do: 'step', step: 'mapping' });
    const empty = withSources(mapping, []);
    expect([mapping.step, empty.step]).toEqual(['mapping', 'import']);
  });

  it('shows the answer to the present reading of a file, whenever it comes', () => {
    const added = withSources(initialState, [entry(1)]);
    const second = { encoding: 'big5' };
    const again = withSources(added, [{ ...entry(1), overrides: second }]);
    const late = reduce(again, { do: 'probe.done', id: 1, overrides: {}, probe: answer });
    expect(late.sources[0]?.state.kind).toBe('probing');
    const lateFailure = reduce(again, { do: 'probe.failed', id: 1, overrides: {}, problem });
    expect(lateFailure.sources[0]?.state.kind).toBe('probing');
    const current = reduce(late, { do: 'probe.done', id: 1, overrides: second, probe: answer });
    expect(current.sources[0]?.state.kind).toBe('ready');
    // The first reading is known already when it comes back.
    expect(reduce(current, { do: 'undo' }).sources[0]?.state.kind).toBe('ready');
  });

  it('keeps the result through a run that is stopped', () => {
    const before: State = { ...initialState, result };
    const running = reduce(before, { do: 'run.start' });
    const stopped = reduce(running, { do: 'run.stopped' });
    expect(running.result).toBe(before.result);
    expect(stopped.result).toBe(before.result);
    expect(stopped.run).toBeNull();
  });

  it('counts results, shows the new one and remembers what the one before said', () => {
    const shown = { request, generation: 4, value: lookWith(20, 14) };
    const before: State = { ...initialState, result, shown };
    const done = reduce(reduce(before, { do: 'run.start' }), { do: 'run.done', outcome, document: before.document });
    expect(done.result?.generation).toBe(5);
    expect(done.result?.former).toEqual({ summary: shown.value.summary, asOf: '2026-10-31' });
    expect(done.step).toBe('segment');
  });

  it('compares a made-up company with itself alone', () => {
    const sample = { ...initialState.document, sources: [{ ...entry(1), isSample: true }] };
    const own = { ...initialState.document, sources: [entry(2)] };
    const after = (before: typeof sample, next: typeof sample): ImportResult['former'] => {
      const state: State = { ...initialState, result: { ...result, document: before } };
      return reduce(state, { do: 'run.done', outcome, document: next }).result?.former ?? null;
    };
    expect(after(sample, { ...sample, settings })).not.toBeNull();
    expect(after(sample, { ...sample, sources: [{ ...entry(3), isSample: true }] })).toBeNull();
    expect(after(sample, own)).toBeNull();
    // The next month's files are what one wants to compare.
    expect(after(own, { ...own, sources: [entry(4)] })).not.toBeNull();
  });

  it('shows no look at data that are gone', () => {
    const before: State = { ...initialState, result };
    const action = { do: 'look.done', request, look: lookWith(18, 14) } as const;
    expect(reduce(before, { ...action, generation: 3 }).shown).toBeNull();
    expect(reduce(before, { ...action, generation: 4 }).shown?.generation).toBe(4);
  });

  it('takes an effect only for the draft that it was computed for', () => {
    const drafted = reduce(initialState, { do: 'draft', draft: { settings, effect: null } });
    const effect = { problem } as const;
    expect(reduce(drafted, { do: 'draft.effect', settings: { ...settings }, effect }).draft?.effect).toBeNull();
    expect(reduce(drafted, { do: 'draft.effect', settings, effect }).draft?.effect).toBe(effect);
  });

  it('gives the engine’s defaults to every document, undone ones too, and keeps settings that are there', () => {
    const added = withSources(initialState, [entry(1)]);
    const ready = reduce(added, { do: 'engine.ready', catalogue: { datasets: [] }, settings, samples: [] });
    expect(ready.document.settings).toBe(settings);
    expect(reduce(ready, { do: 'undo' }).document.settings).toBe(settings);
    const other = { ...settings, as_of: '2026-01-31' };
    const again = reduce(ready, { do: 'engine.ready', catalogue: { datasets: [] }, settings: other, samples: [] });
    expect(again.document.settings).toBe(settings);
  });

  it('drops progress that comes after the run', () => {
    const progress = { fileName: 'a', pass: 1, bytes: 1, bytesTotal: 1, rows: 1, computing: false };
    expect(reduce(initialState, { do: 'run.progress', progress })).toBe(initialState);
  });

  it('gives every message an id of its own, also after one was closed', () => {
    const two = reduce(reduce(initialState, { do: 'message.add', problem }), { do: 'message.add', problem });
    const closed = reduce(two, { do: 'message.close', id: 1 });
    const three = reduce(closed, { do: 'message.add', problem });
    expect(three.messages.map(({ id }) => id)).toEqual([2, 3]);
  });
});
