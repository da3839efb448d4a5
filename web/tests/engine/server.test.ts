import { describe, expect, it, vi } from 'vitest';
import type { Engine, Samples, Session } from 'loyalane-engine';
import type { EngineError, ReplyMessage, RequestMessage, Settings } from '../../src/engine/protocol.ts';
import { EngineServer, kProbeHeadBytes, kProbeTailBytes } from '../../src/engine/worker/server.ts';

const refusal: EngineError = {
  id: 'INGEST-101',
  severity: 'fatal',
  file: 'a.csv',
  row: 0,
  column: '',
  params: {},
  zh: '文件是空的',
  en: 'The file is empty',
  zhRemedy: '',
  enRemedy: '',
};

/** Records what the server does with the module; answers as it is told. */
class RecordingSession implements Session {
  readonly log: string[] = [];
  /** Which source import.next asks for, one after another; then it is done. */
  sources: number[] = [];
  exported: Uint8Array[] = [];
  refuse: string | null = null;
  trap: string | null = null;
  #memory = new Uint8Array(0);

  buffer(bytes: number): Uint8Array {
    this.#memory = new Uint8Array(bytes);
    return this.#memory;
  }
  call(command: string): string {
    const { do: name } = JSON.parse(command) as { do: string };
    this.log.push(name);
    if (this.trap === name) throw new WebAssembly.RuntimeError('unreachable');
    if (this.refuse === name) return JSON.stringify({ ok: false, error: refusal });
    return JSON.stringify({ ok: true, result: this.#answer(name) });
  }
  probe(spec: string, head: number, tail: number): string {
    this.log.push(`probe ${spec} ${head}+${tail} ${this.#memory[0] ?? '-'}..${this.#memory.at(-1) ?? '-'}`);
    return JSON.stringify({ ok: true, result: { name: 'probed' } });
  }
  feed(bytes: number): string {
    const text = new TextDecoder().decode(this.#memory.subarray(0, bytes));
    this.log.push(`feed ${text}`);
    return JSON.stringify({ ok: true, result: { rows: 10, bytes } });
  }
  exportRead(): Uint8Array {
    return this.exported.shift() ?? new Uint8Array(0);
  }
  delete(): void {
    this.log.push('delete');
  }

  #answer(name: string): unknown {
    if (name === 'hash.end') return { sha256: `hash ${this.log.filter((line) => line === name).length}` };
    if (name !== 'import.next' && name !== 'rows.next') return { was: name };
    const source = this.sources.shift();
    return source === undefined ? { done: true } : { source };
  }
}

/** Two files of one sample, in pieces that share one buffer as the engine's do. */
class RecordingSamples implements Samples {
  readonly log: string[] = [];
  readonly #memory = new Uint8Array(2);
  #pieces: string[] = [];
  list(): string {
    return JSON.stringify([{ id: 'courier', files: [{ name: 'a.csv' }, { name: 'b.csv' }] }]);
  }
  begin(id: string, file: number): string {
    this.log.push(`begin ${id} ${file}`);
    this.#pieces = file === 0 ? ['ab', 'cd', 'e'] : ['x'];
    return JSON.stringify({ ok: true, result: {} });
  }
  read(): Uint8Array {
    const piece = this.#pieces.shift() ?? '';
    this.#memory.set(new TextEncoder().encode(piece));
    return this.#memory.subarray(0, piece.length);
  }
  delete(): void {
    this.log.push('delete');
  }
}

async function started(): Promise<{
  session: RecordingSession;
  samples: RecordingSamples;
  replies: ReplyMessage[];
  ask: (request: Omit<RequestMessage, 'id'>) => Promise<ReplyMessage[]>;
}> {
  const session = new RecordingSession();
  const samples = new RecordingSamples();
  const replies: ReplyMessage[] = [];
  const engine = {
    Session: vi.fn(function () {
      return session;
    }),
    Samples: vi.fn(function () {
      return samples;
    }),
    HEAPU8: new Uint8Array(0),
  } as unknown as Engine;
  const server = new EngineServer(
    () => Promise.resolve(engine),
    (message) => replies.push(message),
  );
  let id = 0;
  const ask = async (request: Omit<RequestMessage, 'id'>): Promise<ReplyMessage[]> => {
    const own = ++id;
    await server.receive({ ...request, id: own } as RequestMessage);
    return replies.filter((reply) => reply.id === own);
  };
  await ask({ name: 'engine.start', params: { module: {} } });
  session.log.length = 0;
  return { session, samples, replies, ask };
}

const source = (text: string, name: string): { file: File; dataset: string; plan: { fields: object } } => ({
  file: new File([text], name),
  dataset: 'shipments',
  plan: { fields: {} },
});
const importOf = (...sources: ReturnType<typeof source>[]): Omit<RequestMessage, 'id'> =>
  ({ name: 'import.run', params: { sources, settings: {} as Settings } }) as Omit<RequestMessage, 'id'>;

describe('EngineServer', () => {
  it('feeds each source that the engine asks for, a second time too, then commits', async () => {
    const { session, ask } = await started();
    session.sources = [0, 1, 0];
    const replies = await ask(importOf(source('one', '1.csv'), source('second', '2.csv')));
    expect(session.log).toEqual([
      'import.begin',
      ...['import.next', 'feed one', 'import.endSource'],
      ...['import.next', 'feed second', 'import.endSource'],
      ...['import.next', 'feed one', 'import.endSource'],
      ...['import.next', 'import.commit', 'segment.summary'],
    ]);
    expect(replies.at(-1)).toMatchObject({
      kind: 'result',
      result: { report: { was: 'import.commit' }, summary: { was: 'segment.summary' } },
    });
  });

  it('reports real bytes and rows, and starts over on a second pass', async () => {
    const { session, ask } = await started();
    session.sources = [0, 1, 0];
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

  it('shows a probe the head alone of a short file', async () => {
    const { session, ask } = await started();
    const file = new File([new Uint8Array([1, 2, 3])], 'a.csv');
    await ask({ name: 'file.probe', params: { file, overrides: { encoding: 'big5' } } });
    expect(session.log).toEqual(['probe {"name":"a.csv","size":3,"encoding":"big5"} 3+0 1..3']);
  });

  it('shows a probe head and tail of a long file, without overlap', async () => {
    const { session, ask } = await started();
    const length = kProbeHeadBytes + 100;
    const whole = new Uint8Array(length);
    whole[0] = 7;
    whole[length - 1] = 9;
    await ask({ name: 'file.probe', params: { file: new File([whole], 'a.csv'), overrides: {} } });
    expect(session.log).toEqual([`probe {"name":"a.csv","size":${length}} ${kProbeHeadBytes}+100 7..9`]);
    const longer = new File([new Uint8Array(kProbeHeadBytes + 2 * kProbeTailBytes)], 'b.csv');
    await ask({ name: 'file.probe', params: { file: longer, overrides: {} } });
    expect(session.log[1]).toContain(` ${kProbeHeadBytes}+${kProbeTailBytes} `);
  });

  it('copies every piece of an export before it asks for the next', async () => {
    const { session, ask } = await started();
    // The engine hands out views of one buffer that it writes over.
    const memory = new Uint8Array(2);
    const texts = ['ab', 'cd', 'e'];
    session.exportRead = () => {
      const text = texts.shift() ?? '';
      memory.set(new TextEncoder().encode(text));
      return memory.subarray(0, text.length);
    };
    const replies = await ask({
      name: 'export.run',
      params: { settings: {} as Settings, what: 'segment', form: 'csv', language: 'zh' },
    });
    const [reply] = replies;
    if (reply?.kind !== 'result') throw new Error('no result');
    expect(await (reply.result as Blob).text()).toBe('abcde');
    expect(session.log).toEqual(['export.begin']);
  });

  it('makes every file of a sample out of copied pieces, and lets the generator go', async () => {
    const { samples, ask } = await started();
    const replies = await ask({ name: 'sample.make', params: { id: 'courier' } });
    const reply = replies.at(-1);
    if (reply?.kind !== 'result') throw new Error('no result');
    const files = reply.result as readonly File[];
    expect(await Promise.all(files.map(async (file) => [file.name, await file.text()]))).toEqual([
      ['a.csv', 'abcde'],
      ['b.csv', 'x'],
    ]);
    expect(samples.log).toEqual(['begin courier 0', 'begin courier 1', 'delete']);
    expect(replies.flatMap((one) => (one.kind === 'progress' ? [one.progress] : [])).at(-1)).toEqual({ bytes: 6 });
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
    session.sources = [0, 0];
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
      ...['rows.next', 'feed one', 'rows.endSource'],
      ...['rows.next', 'feed one', 'rows.endSource'],
      ...['rows.next', 'rows.finish'],
    ]);
    expect(replies.at(-1)).toMatchObject({ kind: 'result', result: { was: 'rows.finish' } });
  });

  it('refuses to work before it is started', async () => {
    const replies: ReplyMessage[] = [];
    const server = new EngineServer(
      () => Promise.reject(new Error('unused')),
      (message) => replies.push(message),
    );
    await server.receive({ id: 1, name: 'catalogue.read', params: {} });
    expect(replies).toEqual([
      { id: 1, kind: 'failure', failure: { kind: 'broken', detail: 'Error: the engine is not started' } },
    ]);
  });
});
