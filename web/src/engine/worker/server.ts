// The worker's end: takes requests one after another, runs them on one engine session, and answers each exactly once.

import type { Engine, EngineOptions } from 'loyalane-engine';
import type {
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
import { unpackFile } from './archive.ts';
import { columnsOf, memoryOf } from './columns.ts';
import { EngineRefusal, EngineSession } from './engine_session.ts';
import { writtenExport } from './exports.ts';
import { ImportWatch } from './import_progress.ts';
import { inflate } from './inflate.ts';
import { FileUnreadable, readAhead } from './read_ahead.ts';
import { PartTeam } from './part_team.ts';
import { serveParts } from './part_worker.ts';
import { readAll, type Read } from './reads.ts';
import { makeSample, openSamples } from './samples.ts';
import { unpackAside } from './unpacking_aside.ts';

function failureOf(reason: unknown): Failure {
  if (reason instanceof EngineRefusal) return { kind: 'engine', error: reason.error };
  if (reason instanceof FileUnreadable) return { kind: 'unreadable', fileName: reason.fileName };
  return { kind: 'broken', detail: reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason) };
}

/** The sources as the engine knows them: it never sees a File. */
const described = (sources: readonly ImportSource[]): readonly object[] =>
  sources.map(({ file, dataset, plan }) => ({ name: file.name, size: file.size, dataset, plan }));

export type EngineFactory = (options: EngineOptions) => Promise<Engine>;

export class EngineServer {
  readonly #create: EngineFactory;
  readonly #reply: (message: ReplyMessage, transfer?: Transferable[]) => void;
  /** Goes along with the result of the running request. */
  #transfer: Transferable[] = [];
  #session: EngineSession | null = null;
  readonly #samples: readonly Sample[];
  #samplesModule = new Blob();
  #queue: Promise<void> = Promise.resolve();

  /** `samples`: what the samples' module lists. */
  constructor(
    create: EngineFactory,
    samples: readonly Sample[],
    reply: (message: ReplyMessage, transfer?: Transferable[]) => void,
  ) {
    this.#create = create;
    this.#samples = samples;
    this.#reply = reply;
  }

  /** Queues a request; resolves when it has been answered. */
  receive(request: RequestMessage): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      const { id } = request;
      try {
        const result = await this.#run(request);
        this.#reply({ id, kind: 'result', result }, this.#transfer);
      } catch (reason) {
        this.#reply({ id, kind: 'failure', failure: failureOf(reason) });
      } finally {
        this.#transfer = [];
      }
    });
    return this.#queue;
  }

  async #run(request: RequestMessage): Promise<unknown> {
    const progress = (told: unknown): void => this.#reply({ id: request.id, kind: 'progress', progress: told });
    switch (request.name) {
      case 'engine.start':
        unpackAside(request.params.script);
        this.#samplesModule = request.params.samples;
        return this.#start(request.params.module);
      case 'catalogue.read':
        return this.#call('catalogue');
      case 'settings.read':
        return this.#call('settings.default');
      case 'samples.read':
        return this.#samples;
      case 'sample.make':
        return makeSample(this.#samples, request.params.id, () => openSamples(this.#samplesModule), progress);
      case 'file.unpack':
        return unpackFile(this.#open(), request.params.file, progress);
      case 'file.probe':
        return this.#probe(request.params);
      case 'mapping.write':
        return this.#call('mapping.write', request.params);
      case 'parts.serve':
        serveParts(this.#open(), request.params.port);
        return null;
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
      case 'merges.read':
        return this.#call('merges.read', request.params);
      case 'groups.read':
        return this.#call('groups.read', request.params);
      case 'rows.ofCustomer': {
        const { sources, settings, customer, window, limit } = request.params;
        this.#call('rows.begin', { sources: described(sources), settings, customer, window, limit });
        await this.#readSources('rows', sources, progress);
        return this.#call('rows.finish');
      }
      case 'rows.rejected': {
        const { sources, rows, form, language } = request.params;
        this.#call('rows.begin', { sources: described(sources), rows, form, language });
        await this.#readSources('rows', sources, progress);
        this.#call('rows.finish');
        return writtenExport(this.#open(), form);
      }
      case 'files.hash':
        return this.#hash(request.params.files, progress);
      case 'columns.read': {
        const columns = columnsOf(this.#open(), request.params.settings, request.params.table);
        this.#transfer = memoryOf(columns);
        return columns;
      }
      case 'export.run':
        this.#call('export.begin', request.params);
        return writtenExport(this.#open(), request.params.form);
      case 'club.state':
      case 'club.programme':
      case 'club.whole':
      case 'club.check':
      case 'club.run':
      case 'club.members':
      case 'club.member':
      case 'club.post':
      case 'club.post_all':
      case 'club.postings':
      case 'club.liability':
      case 'club.simulate':
      case 'club.exit':
      case 'club.register':
      case 'club.registers':
      case 'club.act':
      case 'club.view':
        return this.#call(request.name, request.params);
      case 'project.write': {
        this.#call('project.write.begin', request.params);
        const bytes = await writtenExport(this.#open(), 'project');
        this.#call('project.write.finish');
        return bytes;
      }
      case 'project.read': {
        const { file } = request.params;
        this.#call('project.read.begin', { name: file.name, size: file.size });
        await readAll(this.#open(), 'project.read', () => file);
        return this.#call('project.read.finish');
      }
      case 'project.recover': {
        const { file, language } = request.params;
        this.#call('project.recover.begin', { name: file.name, size: file.size });
        await readAll(this.#open(), 'project.recover', () => file);
        const recovery = this.#call('project.recover.finish', { language });
        this.#call('project.recover.write');
        const good = await writtenExport(this.#open(), 'project');
        this.#call('project.write.finish');
        return { recovery, good };
      }
      case 'club.export':
        this.#call('export.begin', request.params);
        return writtenExport(this.#open(), request.params.form);
      case 'manifest.run':
        this.#call('export.begin', { ...request.params, what: 'manifest' });
        return writtenExport(this.#open(), 'json');
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
    this.#session = new EngineSession(new engine.Session());
    return { version: this.#call('version') as Version, module };
  }

  #open(): EngineSession {
    if (!this.#session) throw new Error('the engine is not started');
    return this.#session;
  }

  #call(command: string, params: object = {}): unknown {
    return this.#open().call(command, params);
  }

  async #probe({ file, overrides }: Params<'file.probe'>): Promise<FileProbe> {
    this.#call('probe.begin', { name: file.name, size: file.size, ...overrides });
    await readAll(this.#open(), 'probe', () => file);
    return this.#call('probe.finish') as FileProbe;
  }

  async #import(
    { sources, settings, team }: Params<'import.run'>,
    progress: (progress: ImportProgress) => void,
  ): Promise<ImportOutcome> {
    const begin = performance.now();
    const parts = team && new PartTeam(team.ports, team);
    this.#call('import.begin', { sources: described(sources), settings });
    await this.#readSources('import', sources, progress, parts);
    const read = performance.now();
    const report = this.#call('import.commit') as ImportReport;
    const summary = this.#call('segment.summary') as SegmentSummary;
    const phases = {
      workers: team?.ports.length ?? 0,
      ...(parts?.times ?? { readMs: 0, scanMs: 0, combineMs: 0 }),
      loadMs: read - begin,
      finishMs: performance.now() - read,
    };
    return { report, summary, phases };
  }

  /** Gives a job of the engine what it asks for of the files, some of them twice. */
  async #readSources(
    job: 'import' | 'rows',
    sources: readonly ImportSource[],
    progress: (progress: ImportProgress) => void,
    team?: PartTeam,
  ): Promise<void> {
    const files = sources.map(({ file }) => file);
    const watch = new ImportWatch(files, progress);
    const fileOf = ({ source }: Read): File => {
      const file = files[source ?? -1];
      if (!file) throw new Error(`the engine asked for source ${String(source)}`);
      return file;
    };
    const session = this.#open();
    const inParts = async (read: Read): Promise<boolean> => {
      const file = fileOf(read);
      const plan = sources[read.source ?? -1]?.plan;
      if (!read.parts || !plan || !team?.takes(file)) return false;
      await team.read(session, file, plan, (bytes, rows) => watch.taken(bytes, rows));
      return true;
    };
    await readAll(session, job, fileOf, watch, inParts);
    watch.computing();
  }

  async #hash(files: readonly File[], progress: (progress: ImportProgress) => void): Promise<readonly string[]> {
    const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
    const hashes: string[] = [];
    let bytes = 0;
    for (const file of files) {
      this.#call('hash.begin');
      for await (const piece of readAhead(file)) {
        this.#open().feed(piece);
        bytes += piece.length;
        progress({ fileName: file.name, pass: 1, bytes, bytesTotal, rows: 0, computing: false });
      }
      hashes.push((this.#call('hash.end') as { sha256: string }).sha256);
    }
    return hashes;
  }
}
