import { describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../src/engine/protocol.ts';
import { reduce } from '../../src/state/reduce.ts';
import { initialState, type Problem, type Source, type State } from '../../src/state/state.ts';
import { column, probe } from './examples.ts';

const probing = (id: number): Source => ({
  id,
  file: new File(['x'], 'a.csv'),
  overrides: {},
  state: { kind: 'probing' },
});
const problem: Problem = { from: 'page', error: { id: 'PAGE-104', params: {} } };
const outcome = { report: {}, summary: {} } as unknown as ImportOutcome;
const answer = probe([column(0, '客户编码', 'customer_id')]);

describe('reduce', () => {
  it('goes to the columns when files come, and back when the last is removed', () => {
    const added = reduce(initialState, { do: 'sources.add', sources: [probing(1), probing(2)] });
    expect(added.step).toBe('mapping');
    const one = reduce(added, { do: 'source.remove', id: 1 });
    expect([one.step, one.sources.length]).toEqual(['mapping', 1]);
    expect(reduce(one, { do: 'source.remove', id: 2 }).step).toBe('import');
  });

  it('ignores the answer to a look that was overtaken by another', () => {
    const first = probing(1);
    const added = reduce(initialState, { do: 'sources.add', sources: [first] });
    const second = { encoding: 'big5' };
    const again = reduce(added, { do: 'source.probe', id: 1, overrides: second });
    const late = reduce(again, { do: 'source.probed', id: 1, overrides: first.overrides, probe: answer });
    expect(late.sources[0]?.state.kind).toBe('probing');
    const lateFailure = reduce(again, { do: 'source.failed', id: 1, overrides: first.overrides, problem });
    expect(lateFailure.sources[0]?.state.kind).toBe('probing');
    const current = reduce(again, { do: 'source.probed', id: 1, overrides: second, probe: answer });
    expect(current.sources[0]?.state.kind).toBe('ready');
  });

  it('keeps the result through a run that is stopped', () => {
    const before: State = { ...initialState, result: { ...outcome, generation: 4 } };
    const running = reduce(before, { do: 'run.start' });
    const stopped = reduce(running, { do: 'run.stopped' });
    expect(running.result).toBe(before.result);
    expect(stopped.result).toBe(before.result);
    expect(stopped.run).toBeNull();
  });

  it('counts results and shows the new one', () => {
    const before: State = { ...initialState, result: { ...outcome, generation: 4 } };
    const done = reduce(reduce(before, { do: 'run.start' }), { do: 'run.done', outcome });
    expect(done.result?.generation).toBe(5);
    expect(done.step).toBe('segment');
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

  it('never changes the state that it is given', () => {
    const frozen = Object.freeze({ ...initialState, sources: Object.freeze([Object.freeze(probing(1))]) });
    reduce(frozen, { do: 'source.probed', id: 1, overrides: frozen.sources[0]?.overrides ?? {}, probe: answer });
    expect(frozen.sources[0]?.state.kind).toBe('probing');
  });
});
