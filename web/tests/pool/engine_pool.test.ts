import { afterEach, describe, expect, it, vi } from 'vitest';
import { EngineClient, type WorkerPort } from '../../src/engine/client.ts';
import type { ImportPlan, ImportSource, Settings } from '../../src/engine/protocol.ts';
import { Cancelled, type RequestFailure } from '../../src/engine/failure.ts';
import { EnginePool } from '../../src/pool/engine_pool.ts';

class SilentWorker implements WorkerPort {
  terminated = false;
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  onmessageerror: WorkerPort['onmessageerror'] = null;
  postMessage(): void {
    /* never answers */
  }
  terminate(): void {
    this.terminated = true;
  }
}

function pool(): { pool: EnginePool; workers: SilentWorker[]; lost: RequestFailure[] } {
  const workers: SilentWorker[] = [];
  const lost: RequestFailure[] = [];
  const start = (): Promise<EngineClient> => {
    const worker = new SilentWorker();
    workers.push(worker);
    return Promise.resolve(new EngineClient(worker));
  };
  return { pool: new EnginePool(start, (reason) => lost.push(reason)), workers, lost };
}

const never = new AbortController().signal;
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

describe('EnginePool', () => {
  it('starts one home worker, when first asked', async () => {
    const { pool: it, workers } = pool();
    expect(workers).toHaveLength(0);
    expect(await it.home()).toBe(await it.home());
    expect(workers).toHaveLength(1);
  });

  it('makes the fresh worker home when its work is done, and ends the former', async () => {
    const { pool: it, workers } = pool();
    const former = await it.home();
    let fresh: EngineClient | null = null;
    expect(
      await it.replaceHome((client) => {
        fresh = client;
        return Promise.resolve('done');
      }, never),
    ).toBe('done');
    await settle();
    expect(await it.home()).toBe(fresh);
    expect(former.alive).toBe(false);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('keeps home when the work is cancelled, and ends the fresh worker at once', async () => {
    const { pool: it, workers } = pool();
    const home = await it.home();
    const abort = new AbortController();
    const work = it.replaceHome(
      (fresh) => fresh.request('import.run', { sources: [], settings: {} as Settings }),
      abort.signal,
    );
    await settle();
    abort.abort();
    expect(workers[1]?.terminated).toBe(true);
    await expect(work).rejects.toBeInstanceOf(Cancelled);
    expect(await it.home()).toBe(home);
    expect(home.alive).toBe(true);
  });

  it('is cancelled also when the abort comes before the worker is there', async () => {
    const { pool: it } = pool();
    const abort = new AbortController();
    const work = it.replaceHome((fresh) => fresh.request('catalogue.read', {}), abort.signal);
    abort.abort();
    await expect(work).rejects.toBeInstanceOf(Cancelled);
  });

  it('keeps home when the work fails', async () => {
    const { pool: it, workers, lost } = pool();
    const home = await it.home();
    await expect(it.replaceHome(() => Promise.reject(new Error('refused')), never)).rejects.toThrow('refused');
    expect(await it.home()).toBe(home);
    expect(workers[1]?.terminated).toBe(true);
    expect(lost).toHaveLength(0);
  });

  it('tells when home dies by itself, and starts another when asked', async () => {
    const { pool: it, workers, lost } = pool();
    await it.home();
    workers[0]?.onerror?.({ message: 'memory', preventDefault: () => undefined } as ErrorEvent);
    expect(lost).toHaveLength(1);
    expect((await it.home()).alive).toBe(true);
    expect(workers).toHaveLength(2);
  });

  it('tells nothing when a worker dies that is not home any more', async () => {
    const { pool: it, workers, lost } = pool();
    await it.home();
    await it.replaceHome(() => Promise.resolve(0), never);
    await settle();
    workers[0]?.onerror?.({ message: 'late', preventDefault: () => undefined } as ErrorEvent);
    expect(lost).toHaveLength(0);
    workers[1]?.onerror?.({ message: 'now', preventDefault: () => undefined } as ErrorEvent);
    expect(lost).toHaveLength(1);
  });

  it('runs work beside home in a worker that ends with it, and leaves home alone', async () => {
    const { pool: it, workers } = pool();
    const home = await it.home();
    expect(await it.beside(() => Promise.resolve(7), never)).toBe(7);
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, true]);
    expect(await it.home()).toBe(home);

    const abort = new AbortController();
    const work = it.beside((worker) => worker.request('catalogue.read', {}), abort.signal);
    await settle();
    abort.abort();
    await expect(work).rejects.toBeInstanceOf(Cancelled);
    expect(workers[2]?.terminated).toBe(true);
  });

  it('can be asked again after a start that failed', async () => {
    let starts = 0;
    const it = new EnginePool(
      () => (++starts === 1 ? Promise.reject(new Error('no')) : Promise.resolve(new EngineClient(new SilentWorker()))),
      () => undefined,
    );
    await expect(it.home()).rejects.toThrow('no');
    expect((await it.home()).alive).toBe(true);
  });
});

describe('EnginePool with readers', () => {
  const stuck = { now: false };
  afterEach(() => {
    stuck.now = false;
  });
  /** Answers what a load needs; a reader is told by being asked to serve. */
  class Answering extends SilentWorker {
    readonly asked: string[] = [];
    override postMessage(message?: unknown): void {
      const { id, name } = message as { id: number; name: string };
      this.asked.push(name);
      if (name === 'import.run' && stuck.now) return;
      queueMicrotask(() => this.onmessage?.({ data: { id, kind: 'result', result: { was: name } } } as MessageEvent));
    }
  }
  function answering(readers: number): { pool: EnginePool; workers: Answering[] } {
    const workers: Answering[] = [];
    const start = (): Promise<EngineClient> => {
      const worker = new Answering();
      workers.push(worker);
      return Promise.resolve(new EngineClient(worker));
    };
    return { pool: new EnginePool(start, () => undefined, { readers, partBytes: 10 }), workers };
  }
  const settings = {} as Settings;
  const sourceOf = (bytes: number): { sources: readonly ImportSource[]; settings: Settings } => ({
    sources: [{ file: new File([new Uint8Array(bytes)], 'a.csv'), dataset: 'shipments', plan: {} as ImportPlan }],
    settings,
  });
  const quiet = (): void => undefined;

  it('gives a large file a team, which ends with the import', async () => {
    const { pool: it, workers } = answering(3);
    await it.load(sourceOf(100), quiet, never);
    await settle();
    const served = workers.filter(({ asked }) => asked.includes('parts.serve'));
    expect(served).toHaveLength(3);
    expect(served.every(({ terminated }) => terminated)).toBe(true);
    const [home] = workers.filter(({ asked }) => asked.includes('import.run'));
    expect(home?.terminated).toBe(false);
    it.end();
    await settle();
    expect(workers.every(({ terminated }) => terminated)).toBe(true);
  });

  it('reads a small file in the home worker alone', async () => {
    const { pool: it, workers } = answering(3);
    await it.load(sourceOf(9), quiet, never);
    expect(workers).toHaveLength(1);
  });

  it('practises once, then keeps the next workers ready', async () => {
    const { pool: it, workers } = answering(2);
    void it.warm();
    for (let i = 0; i < 20; ++i) await settle();
    expect(workers).toHaveLength(3);
    expect(workers[0]?.asked).toEqual(['file.probe', 'settings.read', 'import.run', 'look.read']);
    // The same workers read the first file.
    await it.load(sourceOf(100), quiet, never);
    expect(workers).toHaveLength(3);
    void it.warm();
    await settle();
    expect(workers).toHaveLength(6);
    expect(workers.slice(3).every(({ asked }) => asked.length === 0)).toBe(true);
    it.end();
  });

  it('starts nothing while an import runs', async () => {
    vi.useFakeTimers();
    try {
      const { pool: it, workers } = answering(2);
      void it.warm();
      await vi.advanceTimersByTimeAsync(1000);
      stuck.now = true;
      const abort = new AbortController();
      const loading = it.load(sourceOf(100), quiet, abort.signal);
      await vi.advanceTimersByTimeAsync(5000);
      expect(workers).toHaveLength(3);
      abort.abort();
      await expect(loading).rejects.toBeInstanceOf(Cancelled);
      // The whole team is gone at once, and the next one comes after a rest.
      expect(workers.every(({ terminated }) => terminated)).toBe(true);
      await vi.advanceTimersByTimeAsync(1000);
      expect(workers).toHaveLength(6);
      it.end();
    } finally {
      vi.useRealTimers();
    }
  });

  it('fails when a reader dies, and keeps home', async () => {
    const { pool: it, workers } = answering(2);
    const home = await it.home();
    stuck.now = true;
    const loading = it.load(sourceOf(100), quiet, never);
    await settle();
    workers
      .find(({ asked }) => asked.includes('parts.serve'))
      ?.onerror?.({ message: 'out of memory', preventDefault: () => undefined } as ErrorEvent);
    await expect(loading).rejects.toMatchObject({ failure: { kind: 'broken', detail: 'out of memory' } });
    expect(home.alive).toBe(true);
    it.end();
  });
});
