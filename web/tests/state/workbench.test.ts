import { describe, expect, it } from 'vitest';
import { EngineClient, type WorkerPort } from '../../src/engine/client.ts';
import type { EngineError, Failure, RequestMessage, RequestName } from '../../src/engine/protocol.ts';
import { EnginePool } from '../../src/pool/engine_pool.ts';
import { Workbench } from '../../src/state/workbench.ts';
import { column, probe } from './examples.ts';

const error: EngineError = {
  id: 'INGEST-110',
  severity: 'fatal',
  file: '',
  row: 0,
  column: '',
  params: {},
  zh: '没有一行可用',
  en: 'No row can be used',
  zhRemedy: '请看问题清单。',
  enRemedy: 'See the issues.',
};

type Script = Partial<Record<RequestName, unknown>>;
const hangs = Symbol('hangs');

/** A worker that answers from a script: a value is the result, a Failure fails, `hangs` never answers. */
class ScriptedWorker implements WorkerPort {
  terminated = false;
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  onmessageerror: WorkerPort['onmessageerror'] = null;
  constructor(readonly script: Script) {}

  postMessage(message: unknown): void {
    const { id, name } = message as RequestMessage;
    const answer = this.script[name];
    if (answer === hangs) return;
    const failed = typeof answer === 'object' && answer !== null && 'kind' in answer;
    const reply = failed ? { id, kind: 'failure', failure: answer as Failure } : { id, kind: 'result', result: answer };
    queueMicrotask(() => this.onmessage?.({ data: reply } as MessageEvent));
  }
  terminate(): void {
    this.terminated = true;
  }
}

const clear = probe([column(0, '客户编码', 'customer_id')]);
const outcome = { report: { rowsIn: 3 }, summary: { customers: 2 } };
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

/** A workbench whose workers follow the given scripts, in the order in which they start. */
function workbench(...scripts: Script[]): { bench: Workbench; workers: ScriptedWorker[] } {
  const workers: ScriptedWorker[] = [];
  const bench = new Workbench(
    (onHomeLost) =>
      new EnginePool(() => {
        const worker = new ScriptedWorker(scripts[workers.length] ?? {});
        workers.push(worker);
        return Promise.resolve(new EngineClient(worker));
      }, onHomeLost),
  );
  return { bench, workers };
}

const home: Script = { 'catalogue.read': { datasets: [] }, 'file.probe': clear };
const file = (): File => new File(['x'], 'a.csv');

describe('Workbench', () => {
  it('looks at every file that comes in', async () => {
    const { bench } = workbench(home);
    await bench.start();
    bench.addFiles([file(), file()]);
    expect(bench.store.state.sources.map(({ state }) => state.kind)).toEqual(['probing', 'probing']);
    await settle();
    expect(bench.store.state.sources.map(({ state }) => state.kind)).toEqual(['ready', 'ready']);
  });

  it('tells when nothing usable was dropped', () => {
    const { bench } = workbench(home);
    bench.addFiles([]);
    expect(bench.store.state.messages).toMatchObject([{ problem: { error: { id: 'PAGE-104' } } }]);
    expect(bench.store.state.step).toBe('import');
  });

  it('keeps a file that cannot be read with its problem beside it', async () => {
    const { bench } = workbench({ ...home, 'file.probe': { kind: 'engine', error } });
    bench.addFiles([file()]);
    await settle();
    expect(bench.store.state.sources[0]?.state).toEqual({ kind: 'failed', problem: { from: 'engine', error } });
  });

  it('shows the result of a finished import', async () => {
    const { bench } = workbench(home, { 'import.run': outcome });
    bench.addFiles([file()]);
    await settle();
    await bench.segment();
    expect(bench.store.state.result).toEqual({ ...outcome, generation: 1 });
    expect(bench.store.state.run).toBeNull();
  });

  it('keeps the previous result when an import is cancelled, and tells nothing', async () => {
    const { bench, workers } = workbench(home, { 'import.run': outcome }, { 'import.run': hangs });
    bench.addFiles([file()]);
    await settle();
    await bench.segment();
    const before = bench.store.state.result;
    const running = bench.segment();
    await settle();
    expect(bench.store.state.run).not.toBeNull();
    bench.cancel();
    await running;
    expect(bench.store.state).toMatchObject({ run: null, messages: [] });
    expect(bench.store.state.result).toBe(before);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false, true]);
  });

  it('keeps the previous result when an import is refused, and says why', async () => {
    const { bench } = workbench(home, { 'import.run': outcome }, { 'import.run': { kind: 'engine', error } });
    bench.addFiles([file()]);
    await settle();
    await bench.segment();
    const before = bench.store.state.result;
    await bench.segment();
    expect(bench.store.state.result).toBe(before);
    expect(bench.store.state.messages).toMatchObject([{ problem: { from: 'engine', error } }]);
  });

  it('takes no files while an import runs', async () => {
    const { bench } = workbench(home, { 'import.run': hangs });
    bench.addFiles([file()]);
    await settle();
    const running = bench.segment();
    await settle();
    bench.addFiles([file()]);
    expect(bench.store.state.sources).toHaveLength(1);
    bench.cancel();
    await running;
  });

  it('says that the results are gone when their worker dies', async () => {
    const { bench, workers } = workbench(home, { 'import.run': outcome });
    bench.addFiles([file()]);
    await settle();
    await bench.segment();
    workers[1]?.onerror?.({ message: 'out of memory', preventDefault: () => undefined } as ErrorEvent);
    expect(bench.store.state.result).toBeNull();
    expect(bench.store.state.messages).toMatchObject([{ problem: { error: { id: 'PAGE-101' } } }]);
    expect(bench.store.state.sources).toHaveLength(1);
  });

  it('gives an export, or says why not', async () => {
    const bytes = new Blob(['a']);
    const { bench } = workbench({ ...home, 'export.run': bytes });
    expect(await bench.export('segment', false, 'a.csv')).toBe(bytes);
    expect(bench.store.state).toMatchObject({ exporting: false, exported: 'a.csv', messages: [] });

    const refused = workbench({ ...home, 'export.run': { kind: 'engine', error } }).bench;
    expect(await refused.export('segment', false, 'a.csv')).toBeNull();
    expect(refused.store.state).toMatchObject({ exporting: false, exported: null });
    expect(refused.store.state.messages).toHaveLength(1);
  });
});
