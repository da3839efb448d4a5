import { describe, expect, it } from 'vitest';
import { EngineClient, type WorkerPort } from '../../src/engine/client.ts';
import type { Settings } from '../../src/engine/protocol.ts';
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
