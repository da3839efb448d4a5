import { describe, expect, it } from 'vitest';
import { EngineClient, type WorkerPort } from '../../src/engine/client.ts';
import { Cancelled, RequestFailure } from '../../src/engine/failure.ts';
import type { Settings } from '../../src/engine/protocol.ts';
import type { ReplyMessage, RequestMessage } from '../../src/engine/protocol.ts';

class FakeWorker implements WorkerPort {
  readonly sent: RequestMessage[] = [];
  terminated = 0;
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  onmessageerror: WorkerPort['onmessageerror'] = null;

  postMessage(message: unknown): void {
    this.sent.push(message as RequestMessage);
  }
  terminate(): void {
    this.terminated += 1;
  }
  reply(message: ReplyMessage): void {
    this.onmessage?.({ data: message } as MessageEvent);
  }
  crash(message: string): void {
    this.onerror?.({ message, preventDefault: () => undefined } as ErrorEvent);
  }
}

const window = { offset: 0, limit: 10, id: '' } as const;

describe('EngineClient', () => {
  it('answers each request with its own reply, whatever the order', async () => {
    const worker = new FakeWorker();
    const client = new EngineClient(worker);
    const first = client.request('catalogue.read', {});
    const second = client.request('issues.window', window);
    worker.reply({ id: 2, kind: 'result', result: { total: 0, rows: [] } });
    worker.reply({ id: 1, kind: 'result', result: { datasets: [] } });
    expect(await second).toEqual({ total: 0, rows: [] });
    expect(await first).toEqual({ datasets: [] });
    expect(worker.sent.map(({ name }) => name)).toEqual(['catalogue.read', 'issues.window']);
  });

  it('hands progress to the request that it belongs to, before the result', async () => {
    const worker = new FakeWorker();
    const client = new EngineClient(worker);
    const seen: number[] = [];
    const run = client.request('import.run', { sources: [], settings: {} as Settings }, ({ bytes }) =>
      seen.push(bytes),
    );
    worker.reply({ id: 1, kind: 'progress', progress: { bytes: 5 } });
    worker.reply({ id: 1, kind: 'progress', progress: { bytes: 9 } });
    worker.reply({ id: 1, kind: 'result', result: {} });
    await run;
    expect(seen).toEqual([5, 9]);
  });

  it('rejects with the failure of the engine and stays usable', async () => {
    const worker = new FakeWorker();
    const client = new EngineClient(worker);
    const asked = client.request('catalogue.read', {});
    const failure = { kind: 'unreadable', fileName: 'a.csv' } as const;
    worker.reply({ id: 1, kind: 'failure', failure });
    await expect(asked).rejects.toMatchObject({ failure });
    expect(client.alive).toBe(true);
  });

  it('rejects everything pending when the worker dies, and tells once', async () => {
    const worker = new FakeWorker();
    const client = new EngineClient(worker);
    const told: RequestFailure[] = [];
    client.onDeath((reason) => told.push(reason));
    const pending = [client.request('catalogue.read', {}), client.request('issues.window', window)];
    worker.crash('out of memory');
    for (const one of pending) {
      await expect(one).rejects.toMatchObject({ failure: { kind: 'broken', detail: 'out of memory' } });
    }
    expect(told).toHaveLength(1);
    expect(client.alive).toBe(false);
    expect(worker.terminated).toBe(1);
    await expect(client.request('catalogue.read', {})).rejects.toBeInstanceOf(RequestFailure);
  });

  it('dies when a request breaks the engine, and the others pending go with it', async () => {
    const worker = new FakeWorker();
    const client = new EngineClient(worker);
    const broken = client.request('catalogue.read', {});
    const other = client.request('issues.window', window);
    worker.reply({ id: 1, kind: 'failure', failure: { kind: 'broken', detail: 'RuntimeError: unreachable' } });
    await expect(broken).rejects.toMatchObject({ failure: { kind: 'broken' } });
    await expect(other).rejects.toMatchObject({ failure: { kind: 'broken' } });
    expect(client.alive).toBe(false);
  });

  it('rejects with Cancelled when terminated, and tells nobody', async () => {
    const worker = new FakeWorker();
    const client = new EngineClient(worker);
    let told = 0;
    client.onDeath(() => (told += 1));
    const pending = client.request('import.run', { sources: [], settings: {} as Settings });
    client.terminate();
    client.terminate();
    await expect(pending).rejects.toBeInstanceOf(Cancelled);
    expect(worker.terminated).toBe(1);
    expect(told).toBe(0);
  });
});
