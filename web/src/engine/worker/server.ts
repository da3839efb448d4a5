// The worker's end: takes requests one after another, runs them on one engine session, and answers each exactly once.

import type { Engine, EngineOptions, Samples, Session } from 'loyalane-engine';
import type {
  EngineError,
  Failure,
  FileProbe,
  ImportOutcome,
  ImportProgress,
  ImportReport,
  ImportSource,
  Params,
  ReplyMessage,
  RequestMessage,
  Result,
  Sample,
  SegmentSummary,
  Version,
} from '../protocol.ts';
import { inflate } from './inflate.ts';
import { FileUnreadable, readAhead, readSlice } from './read_ahead.ts';

/** A probe sees so much of the file's start and, where the file is longer, of its end (totals rows stand there). */
export const kProbeHeadBytes = 512 << 10;
export const kProbeTailBytes = 64 << 10;

/** The engine refused a command; its state is as before. */
class EngineRefusal extends Error {
  constructor(readonly error: EngineError) {
    super(error.id);
  }
}

type Envelope = { ok: true; result: unknown } | { ok: false; error: EngineError };

/** The result in the engine's answer, or its refusal. What a command gives is typed where it is called (protocol.ts). */
function unwrap(answer: string): unknown {
  const envelope = JSON.parse(answer) as Envelope;
  if (!envelope.ok) throw new EngineRefusal(envelope.error);
  return envelope.result;
}

function failureOf(reason: unknown): Failure {
  if (reason instanceof EngineRefusal) return { kind: 'engine', error: reason.error };
  if (reason instanceof FileUnreadable) return { kind: 'unreadable', fileName: reason.fileName };
  return { kind: 'broken', detail: reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason) };
}

/** The sources as the engine knows them: it never sees a File. */
const described = (sources: readonly ImportSource[]): readonly object[] =>
  sources.map(({ file, dataset, plan }) => ({ name: file.name, size: file.size, dataset, plan }));

/** All pieces up to the first empty one, each copied: a view is only good until the next engine call. */
function piecesOf(read: () => Uint8Array): Uint8Array<ArrayBuffer>[] {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let piece = read(); piece.length > 0; piece = read()) pieces.push(new Uint8Array(piece));
  return pieces;
}

export type EngineFactory = (options: EngineOptions) => Promise<Engine>;

export class EngineServer {
  readonly #create: EngineFactory;
  readonly #reply: (message: ReplyMessage) => void;
  #engine: Engine | null = null;
  #session: Session | null = null;
  #queue: Promise<void> = Promise.resolve();

  constructor(create: EngineFactory, reply: (message: ReplyMessage) => void) {
    this.#create = create;
    this.#reply = reply;
  }

  /** Queues a request; resolves when it has been answered. */
  receive(request: RequestMessage): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      const { id } = request;
      try {
        this.#reply({ id, kind: 'result', result: await this.#run(request) });
      } catch (reason) {
        this.#reply({ id, kind: 'failure', failure: failureOf(reason) });
      }
    });
    return this.#queue;
  }

  async #run(request: RequestMessage): Promise<unknown> {
    const progress = (told: unknown): void => this.#reply({ id: request.id, kind: 'progress', progress: told });
    switch (request.name) {
      case 'engine.start':
        return this.#start(request.params.module);
      case 'catalogue.read':
        return this.#call('catalogue');
      case 'settings.read':
        return this.#call('settings.default');
      case 'samples.read':
        return JSON.parse(this.#withSamples((samples) => samples.list())) as readonly Sample[];
      case 'sample.make':
        return this.#makeSample(request.params.id, progress);
      case 'file.probe':
        return this.#probe(request.params);
      case 'import.run':
        return this.#import(request.params, progress);
      case 'look.read':
        return this.#call('look', request.params);
      case 'effect.read':
        return this.#call('effect', request.params);
      case 'customers.window':
        return this.#call('customers.window', request.params);
      case 'customer.read':
        return this.#call('customer', request.params);
      case 'issues.window':
        return this.#call('issues.window', request.params);
      case 'issues.rejected':
        return this.#call('issues.rejected', request.params);
      case 'rows.ofCustomer': {
        const { sources, customer, window, limit } = request.params;
        this.#call('rows.begin', { sources: described(sources), customer, window, limit });
        await this.#feedSources('rows', sources, progress);
        return this.#call('rows.finish');
      }
      case 'rows.rejected': {
        const { sources, rows, language } = request.params;
        this.#call('rows.begin', { sources: described(sources), rows, language });
        await this.#feedSources('rows', sources, progress);
        this.#call('rows.finish');
        return this.#written('text/csv');
      }
      case 'files.hash':
        return this.#hash(request.params.files, progress);
      case 'export.run': {
        const { settings, what, form, language } = request.params;
        this.#call('export.begin', { settings, what, form, language });
        return this.#written(form === 'json' ? 'application/json' : 'text/csv');
      }
      case 'manifest.run':
        this.#call('export.begin', { ...request.params, what: 'manifest' });
        return this.#written('application/json');
    }
  }

  async #start(given: Params<'engine.start'>['module']): Promise<Result<'engine.start'>> {
    const module = given instanceof Uint8Array ? await WebAssembly.compile(await inflate(given)) : given;
    const engine = await new Promise<Engine>((started, failed) => {
      const making = this.#create({
        instantiateWasm(imports, receive) {
          // The glue waits for `receive` alone, so what goes wrong here has to be passed on by hand.
          WebAssembly.instantiate(module, imports).then((instance) => receive(instance, module), failed);
          return {};
        },
        locateFile: (path) => path,
        // The engine prints nothing; what its runtime says on the way down is in the abort reason as well.
        print: () => undefined,
        printErr: () => undefined,
        onAbort: (reason) => failed(new Error(`the engine stopped: ${String(reason)}`)),
      });
      making.then(started, failed);
    });
    this.#engine = engine;
    this.#session = new engine.Session();
    return { version: this.#call('version') as Version, module };
  }

  #open(): Session {
    if (!this.#session) throw new Error('the engine is not started');
    return this.#session;
  }

  #call(command: string, params: object = {}): unknown {
    return unwrap(this.#open().call(JSON.stringify({ do: command, ...params })));
  }

  /** Writes bytes where the engine reads them. The view dies with the next engine call, so it is asked for each time. */
  #write(...pieces: readonly Uint8Array[]): void {
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const view = this.#open().buffer(bytes);
    let at = 0;
    for (const piece of pieces) {
      view.set(piece, at);
      at += piece.length;
    }
  }

  async #probe({ file, overrides }: Params<'file.probe'>): Promise<FileProbe> {
    const headEnd = Math.min(kProbeHeadBytes, file.size);
    const head = await readSlice(file, 0, headEnd);
    const tail = await readSlice(file, Math.max(headEnd, file.size - kProbeTailBytes), file.size);
    this.#write(head, tail);
    const spec = JSON.stringify({ name: file.name, size: file.size, ...overrides });
    return unwrap(this.#open().probe(spec, head.length, tail.length)) as FileProbe;
  }

  async #import(
    { sources, settings }: Params<'import.run'>,
    progress: (progress: ImportProgress) => void,
  ): Promise<ImportOutcome> {
    this.#call('import.begin', { sources: described(sources), settings });
    await this.#feedSources('import', sources, progress);
    const report = this.#call('import.commit') as ImportReport;
    return { report, summary: this.#call('segment.summary') as SegmentSummary };
  }

  /** Gives a job of the engine the files that it asks for, in its order, some of them twice. */
  async #feedSources(
    job: 'import' | 'rows',
    sources: readonly ImportSource[],
    progress: (progress: ImportProgress) => void,
  ): Promise<void> {
    const bytesTotal = sources.reduce((sum, { file }) => sum + file.size, 0);
    const passes = sources.map(() => 0);
    let pass = 1;
    let bytes = 0;
    let rows = 0;
    let fileName = sources[0]?.file.name ?? '';
    const tell = (computing: boolean): void => progress({ fileName, pass, bytes, bytesTotal, rows, computing });
    for (;;) {
      const next = this.#call(`${job}.next`) as { source?: number; done?: boolean };
      if (next.done || next.source === undefined) break;
      const file = sources[next.source]?.file;
      if (!file) throw new Error(`the engine asked for source ${next.source}`);
      const filePass = (passes[next.source] ?? 0) + 1;
      passes[next.source] = filePass;
      if (filePass > pass) {
        pass = filePass;
        bytes = 0;
        rows = 0;
      }
      fileName = file.name;
      tell(false);
      const rowsBefore = rows;
      for await (const piece of readAhead(file)) {
        this.#write(piece);
        const fed = unwrap(this.#open().feed(piece.length)) as { rows: number };
        bytes += piece.length;
        rows = rowsBefore + fed.rows;
        tell(false);
      }
      this.#call(`${job}.endSource`);
    }
    tell(true);
  }

  async #hash(files: readonly File[], progress: (progress: ImportProgress) => void): Promise<readonly string[]> {
    const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
    const hashes: string[] = [];
    let bytes = 0;
    for (const file of files) {
      this.#call('hash.begin');
      for await (const piece of readAhead(file)) {
        this.#write(piece);
        unwrap(this.#open().feed(piece.length));
        bytes += piece.length;
        progress({ fileName: file.name, pass: 1, bytes, bytesTotal, rows: 0, computing: false });
      }
      hashes.push((this.#call('hash.end') as { sha256: string }).sha256);
    }
    return hashes;
  }

  /** What the engine has ready to be written, piece by piece. */
  #written(type: string): Blob {
    const session = this.#open();
    return new Blob(
      piecesOf(() => session.exportRead()),
      { type },
    );
  }

  /** The generator, for as long as `work` needs it. */
  #withSamples<T>(work: (samples: Samples) => T): T {
    if (!this.#engine) throw new Error('the engine is not started');
    const samples = new this.#engine.Samples();
    try {
      return work(samples);
    } finally {
      samples.delete();
    }
  }

  #makeSample(id: string, progress: (made: { bytes: number }) => void): readonly File[] {
    return this.#withSamples((samples) => {
      const sample = (JSON.parse(samples.list()) as readonly Sample[]).find((one) => one.id === id);
      let bytes = 0;
      return (sample?.files ?? []).map(({ name }, at) => {
        unwrap(samples.begin(id, at));
        const read = (): Uint8Array => {
          const piece = samples.read();
          bytes += piece.length;
          progress({ bytes });
          return piece;
        };
        return new File(piecesOf(read), name);
      });
    });
  }
}
