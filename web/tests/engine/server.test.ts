import { describe, expect, it, vi } from 'vitest';
import type { Engine } from 'loyalane-engine';
import type { ReplyMessage, RequestMessage, Sample, Settings } from '../../src/engine/protocol.ts';
import { EngineServer } from '../../src/engine/worker/server.ts';
import { RecordingSession, refusal } from './recording_session.ts';

const samples = [{ id: 'courier' }] as unknown as readonly Sample[];

async function started(): Promise<{
  session: RecordingSession;
  replies: ReplyMessage[];
  ask: (request: Omit<RequestMessage, 'id'>) => Promise<ReplyMessage[]>;
}> {
  const session = new RecordingSession();
  const replies: ReplyMessage[] = [];
  const engine = {
    Session: vi.fn(function () {
      return session;
    }),
    HEAPU8: new Uint8Array(0),
  } as unknown as Engine;
  const server = new EngineServer(
    () => Promise.resolve(engine),
    samples,
    (message) => replies.push(message),
  );
  let id = 0;
  const ask = async (request: Omit<RequestMessage, 'id'>): Promise<ReplyMessage[]> => {
    const own = ++id;
    await server.receive({ ...request, id: own } as RequestMessage);
    return replies.filter((reply) => reply.id === own);
  };
  await ask({ name: 'engine.start', params: { module: {}, script: new Blob(), samples: new Blob(['no module']) } });
  session.log.length = 0;
  session.commands.length = 0;
  return { session, replies, ask };
}

const source = (text: string, name: string): { file: File; dataset: string; plan: { fields: object } } => ({
  file: new File([text], name),
  dataset: 'shipments',
  plan: { fields: {} },
});
const whole = (source: number, bytes: number): object => ({ source, from: 0, bytes, packing: 'none' });
const importOf = (...sources: ReturnType<typeof source>[]): Omit<RequestMessage, 'id'> =>
  ({ name: 'import.run', params: { sources, settings: {} as Settings } }) as Omit<RequestMessage, 'id'>;

describe('EngineServer', () => {
  it('feeds each source that the engine asks for, a second time too, then commits', async () => {
    const { session, ask } = await started();
    session.reads = [whole(0, 3), whole(1, 6), whole(0, 3)];
    const replies = await ask(importOf(source('one', '1.csv'), source('second', '2.csv')));
    expect(session.log).toEqual([
      'import.begin',
      ...['import.next', 'feed one', 'import.endRead complete'],
      ...['import.next', 'feed second', 'import.endRead complete'],
      ...['import.next', 'feed one', 'import.endRead complete'],
      ...['import.next', 'import.commit', 'segment.summary'],
    ]);
    expect(replies.at(-1)).toMatchObject({
      kind: 'result',
      result: { report: { was: 'import.commit' }, summary: { was: 'segment.summary' } },
    });
  });

  it('reports real bytes and rows, and starts over on a second pass', async () => {
    const { session, ask } = await started();
    session.reads = [whole(0, 3), whole(1, 6), whole(0, 3)];
    const replies = await ask(importOf(source('one', '1.csv'), source('second', '2.csv')));
    const steps = replies.flatMap((reply) => (reply.kind === 'progress' ? [reply.progress] : []));
    const common = { bytesTotal: 9 };
    expect(steps).toEqual([
      { ...common, fileName: '1.csv', pass: 1, bytes: 0, rows: 0, computing: false },
      { ...common, fileName: '1.csv', pass: 1, bytes: 3, rows: 10, computing: false },
      { ...common, fileName: '2.csv', pass: 1, bytes: 3, rows: 10, computing: false },
      { ...common, fileName: '2.csv', pass: 1, bytes: 9, rows: 20, computing: false },
      { ...common, fileName: '1.csv', pass: 2, bytes: 0, rows: 0, computing: false },
      { ...common, fileName: '1.csv', pass: 2, bytes: 3, rows: 10, computing: false },
      { ...common, fileName: '1.csv', pass: 2, bytes: 3, rows: 10, computing: true },
    ]);
  });

  it('passes a refusal on as it is, and goes on answering', async () => {
    const { session, ask } = await started();
    session.refuse = 'import.commit';
    const [...replies] = await ask(importOf());
    expect(replies.at(-1)).toEqual({ id: 2, kind: 'failure', failure: { kind: 'engine', error: refusal } });
    expect(session.log).not.toContain('segment.summary');
    expect(await ask({ name: 'catalogue.read', params: {} })).toMatchObject([
      { kind: 'result', result: { was: 'catalogue' } },
    ]);
  });

  it('says that the engine is broken when it traps', async () => {
    const { session, ask } = await started();
    session.trap = 'catalogue';
    expect(await ask({ name: 'catalogue.read', params: {} })).toEqual([
      { id: 2, kind: 'failure', failure: { kind: 'broken', detail: 'RuntimeError: unreachable' } },
    ]);
  });

  it('gives a probe the stretches that it asks for, with the wishes of the user', async () => {
    const { session, ask } = await started();
    session.reads = [
      { from: 0, bytes: 4, packing: 'none' },
      { from: 7, bytes: 3, packing: 'none' },
    ];
    const file = new File(['0123456789'], 'a.csv');
    const replies = await ask({ name: 'file.probe', params: { file, overrides: { encoding: 'big5' } } });
    expect(session.commands[0]).toEqual({ do: 'probe.begin', name: 'a.csv', size: 10, encoding: 'big5' });
    expect(session.log).toEqual([
      'probe.begin',
      ...['probe.next', 'feed 0123', 'probe.endRead complete'],
      ...['probe.next', 'feed 789', 'probe.endRead complete'],
      ...['probe.next', 'probe.finish'],
    ]);
    expect(replies).toMatchObject([{ kind: 'result', result: { was: 'probe.finish' } }]);
  });

  it('gives an export as a file of its form', async () => {
    const { session, ask } = await started();
    const settings = {} as Settings;
    session.exported = [['plain', 'ab']];
    const [reply] = await ask({
      name: 'export.run',
      params: { settings, what: 'segment', form: 'csv', language: 'zh' },
    });
    if (reply?.kind !== 'result') throw new Error('no result');
    const blob = reply.result as Blob;
    expect([await blob.text(), blob.type]).toEqual(['ab', 'text/csv']);
    expect(session.commands).toEqual([{ do: 'export.begin', settings, what: 'segment', form: 'csv', language: 'zh' }]);
  });

  it('gives rejected rows in the form that was asked for', async () => {
    const { session, ask } = await started();
    session.reads = [whole(0, 3)];
    session.exported = [['plain', 'x']];
    const sources = [source('one', '1.csv')];
    const params = { sources, rows: [[]], form: 'xlsx', language: 'zh' };
    const replies = await ask({ name: 'rows.rejected', params } as unknown as Omit<RequestMessage, 'id'>);
    expect(session.commands[0]).toMatchObject({ do: 'rows.begin', rows: [[]], form: 'xlsx', language: 'zh' });
    const reply = replies.at(-1);
    if (reply?.kind !== 'result') throw new Error('no result');
    expect((reply.result as Blob).type).toContain('spreadsheetml');
  });

  it('lists the samples without their module, and goes on when that cannot be made', async () => {
    const { ask } = await started();
    expect(await ask({ name: 'samples.read', params: {} })).toEqual([{ id: 2, kind: 'result', result: samples }]);
    expect(await ask({ name: 'sample.make', params: { id: 'courier' } })).toMatchObject([
      { failure: { kind: 'broken' } },
    ]);
    expect(await ask({ name: 'sample.make', params: { id: 'other' } })).toMatchObject([{ kind: 'result', result: [] }]);
  });

  it('hashes files one after another', async () => {
    const { session, ask } = await started();
    const files = [new File(['one'], '1.csv'), new File(['two'], '2.csv')];
    const replies = await ask({ name: 'files.hash', params: { files } });
    expect(replies.at(-1)).toMatchObject({ kind: 'result', result: ['hash 1', 'hash 2'] });
    expect(session.log).toEqual([...['hash.begin', 'feed one', 'hash.end'], ...['hash.begin', 'feed two', 'hash.end']]);
  });

  it('scans files again for the rows of a customer', async () => {
    const { session, ask } = await started();
    session.reads = [whole(0, 3), whole(0, 3)];
    const replies = await ask({
      name: 'rows.ofCustomer',
      params: {
        sources: [source('one', '1.csv')],
        customer: 'A',
        window: { from: null, to: null },
        limit: 10,
      },
    } as unknown as Omit<RequestMessage, 'id'>);
    expect(session.log).toEqual([
      'rows.begin',
      ...['rows.next', 'feed one', 'rows.endRead complete'],
      ...['rows.next', 'feed one', 'rows.endRead complete'],
      ...['rows.next', 'rows.finish'],
    ]);
    expect(replies.at(-1)).toMatchObject({ kind: 'result', result: { was: 'rows.finish' } });
  });

  it('passes the club’s questions on under their own names', async () => {
    const { session, ask } = await started();
    const params = { month: '2026-05', apply: true, language: 'en' } as const;
    const replies = await ask({ name: 'club.run', params });
    expect(session.commands).toEqual([{ do: 'club.run', ...params }]);
    expect(replies).toMatchObject([{ kind: 'result', result: { was: 'club.run' } }]);
  });

  it('writes a project file to its end, and only then gives it', async () => {
    const { session, ask } = await started();
    session.exported = [
      ['plain', 'PK'],
      ['plain', 'end'],
    ];
    const [reply] = await ask({ name: 'project.write', params: { project: { version: 1 } } });
    if (reply?.kind !== 'result') throw new Error('no result');
    expect(await (reply.result as Blob).text()).toBe('PKend');
    expect(session.log).toEqual(['project.write.begin', 'project.write.finish']);
    session.refuse = 'project.write.finish';
    expect(await ask({ name: 'project.write', params: { project: {} } })).toMatchObject([{ kind: 'failure' }]);
  });

  it('reads a project file by the stretches that the engine asks for', async () => {
    const { session, ask } = await started();
    session.reads = [{ from: 2, bytes: 3, packing: 'none' }];
    await ask({ name: 'project.read', params: { file: new File(['01234567'], 'a.loyalane') } });
    expect(session.commands[0]).toEqual({ do: 'project.read.begin', name: 'a.loyalane', size: 8 });
    expect(session.log).toEqual([
      'project.read.begin',
      ...['project.read.next', 'feed 234', 'project.read.endRead complete'],
      ...['project.read.next', 'project.read.finish'],
    ]);
  });

  it('refuses to work before it is started', async () => {
    const replies: ReplyMessage[] = [];
    const server = new EngineServer(
      () => Promise.reject(new Error('unused')),
      samples,
      (message) => replies.push(message),
    );
    await server.receive({ id: 1, name: 'catalogue.read', params: {} });
    expect(replies).toEqual([
      { id: 1, kind: 'failure', failure: { kind: 'broken', detail: 'Error: the engine is not started' } },
    ]);
  });
});
