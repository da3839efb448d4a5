// Owns the engine workers. The *home* worker holds the session whose results the page shows. An import runs in a fresh worker that
// becomes home only when it is done, so cancelling or failing leaves the previous result as it was. Large files are read in parts by a
// team of further workers (readers); these live for one import, so that their memory goes with them.

import type { EngineClient } from '../engine/client.ts';
import { Cancelled, type RequestFailure } from '../engine/failure.ts';
import {
  kPartedFromBytes,
  type ImportOutcome,
  type ImportProgress,
  type ImportSource,
  type Settings,
} from '../engine/protocol.ts';
import { practiceFile, practiceLook } from './practice.ts';

export type StartEngine = () => Promise<EngineClient>;

export interface PoolOptions {
  /** Workers that read parts of large files; 0: the home worker reads alone. */
  readonly readers?: number | undefined;
  /** Bytes of a part; chosen by the file's size where it is not given. */
  readonly partBytes?: number | undefined;
}

/** Parts of the practice file are small, so that every worker has some. */
const kPracticePartBytes = 256 << 10;

/** One core is left for the home worker and the page. */
export const readersFor = (cores: number): number => Math.min(4, Math.max(1, cores - 1));

/** After an import the machine is left to the page for a while before the next workers start. */
const kRestMs = 500;

export class EnginePool {
  readonly #start: StartEngine;
  readonly #onHomeLost: (reason: RequestFailure) => void;
  readonly #readers: number;
  readonly #partBytes: number | undefined;
  #home: Promise<EngineClient> | null = null;
  #keepsWarm = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** Started ahead of need. */
  #spare: Promise<EngineClient> | null = null;
  #team: Promise<EngineClient>[] = [];
  #practice: Promise<void> | null = null;
  /** Imports and other work that run in fresh workers now. */
  #working = 0;

  /** `onHomeLost` is called when the home worker dies by itself and its results are gone. */
  constructor(
    start: StartEngine,
    onHomeLost: (reason: RequestFailure) => void,
    { readers = 0, partBytes }: PoolOptions = {},
  ) {
    this.#start = start;
    this.#onHomeLost = onHomeLost;
    this.#readers = readers;
    this.#partBytes = partBytes;
  }

  /** From now on the workers of the next import are started ahead of need; the first ones practise (practice.ts). Resolves when they
   *  have; work need not wait for it. */
  warm(): Promise<void> {
    if (this.#readers === 0) return Promise.resolve();
    this.#keepsWarm = true;
    clearTimeout(this.#resting);
    this.#spare ??= this.#startAhead();
    while (this.#team.length < this.#readers) this.#team.push(this.#startAhead());
    return (this.#practice ??= this.#practise());
  }

  /** Nothing depends on it: what fails here is met, and told, when a file is read. */
  async #practise(): Promise<void> {
    const team = this.#team;
    const spare = this.#spare;
    if (!spare) return;
    this.#spare = null;
    this.#team = [];
    try {
      const [home, ...readers] = await Promise.all([spare, ...team]);
      const file = practiceFile();
      const { dataset, plan } = await home.request('file.probe', { file, overrides: { dataset: 'shipments' } });
      const settings = await home.request('settings.read', {});
      const ports = await Promise.all(readers.map((reader) => serving(reader)));
      const run = { sources: [{ file, dataset, plan }], settings, team: { ports, partBytes: kPracticePartBytes } };
      await home.request('import.run', run, undefined, ports);
      await home.request('look.read', practiceLook(settings));
      if (this.#keepsWarm && this.#lacksWorkers()) {
        this.#spare = spare;
        this.#team = team;
        return;
      }
    } catch {
      // As said above.
    }
    for (const worker of [spare, ...team]) endWhenStarted(worker);
  }

  /** The home worker, started when first asked for and again after it died. */
  home(): Promise<EngineClient> {
    if (!this.#home) {
      const starting = this.#start();
      this.#home = starting;
      starting.then(
        (client) => this.#watch(client, starting),
        () => {
          if (this.#home === starting) this.#home = null;
        },
      );
    }
    return this.#home;
  }

  /** Imports files into a fresh home worker. An abort rejects with Cancelled at once. */
  async load(
    { sources, settings }: { readonly sources: readonly ImportSource[]; readonly settings: Settings },
    told: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportOutcome> {
    const partedFrom = this.#partBytes ?? kPartedFromBytes;
    const isLarge = sources.some(({ file }) => file.size >= partedFrom);
    const starting = isLarge ? this.#takeTeam() : [];
    const end = (): void => starting.forEach((reader) => endWhenStarted(reader));
    // At once, before any worker hears of it from another.
    signal.addEventListener('abort', end, { once: true });
    try {
      return await this.replaceHome(async (fresh) => {
        const lost = new Promise<never>((_, reject) => {
          for (const reader of starting) reader.then((client) => client.onDeath(reject), reject);
        });
        lost.catch(() => undefined);
        const team = await Promise.race([Promise.all(starting), lost]);
        const ports = await Promise.all(team.map((reader) => serving(reader)));
        const run = { sources, settings, ...(ports.length > 0 ? { team: { ports, partBytes: this.#partBytes } } : {}) };
        return Promise.race([fresh.request('import.run', run, told, ports), lost]);
      }, signal);
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }

  /** Runs `work` in a fresh worker. When it is done, that worker is the home worker and the old one ends. When it fails or `signal`
   *  aborts, the fresh worker ends and home is untouched; an abort rejects with Cancelled. */
  async replaceHome<T>(work: (fresh: EngineClient) => Promise<T>, signal: AbortSignal): Promise<T> {
    const fresh = await this.#takeFresh();
    const cancel = (): void => fresh.terminate();
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const result = await work(fresh);
      if (signal.aborted) throw new Cancelled();
      const former = this.#home;
      const settled = Promise.resolve(fresh);
      this.#home = settled;
      this.#watch(fresh, settled);
      void former?.then(
        (client) => client.terminate(),
        () => undefined,
      );
      return result;
    } catch (reason) {
      fresh.terminate();
      throw signal.aborted ? new Cancelled() : reason;
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#rest();
    }
  }

  /** Runs `work` in a worker of its own beside the home worker, and ends that worker. An abort rejects with Cancelled at once. */
  async beside<T>(work: (worker: EngineClient) => Promise<T>, signal: AbortSignal): Promise<T> {
    const worker = await this.#takeFresh();
    const cancel = (): void => worker.terminate();
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await work(worker);
    } finally {
      signal.removeEventListener('abort', cancel);
      worker.terminate();
      this.#rest();
    }
  }

  /** Ends all workers. */
  end(): void {
    this.#keepsWarm = false;
    clearTimeout(this.#resting);
    for (const worker of [this.#home, this.#spare, ...this.#team]) if (worker) endWhenStarted(worker);
    this.#home = this.#spare = null;
    this.#team = [];
  }

  /** A failure is met when the worker is needed, by starting another. */
  #startAhead(): Promise<EngineClient> {
    const starting = this.#start();
    starting.catch(() => {
      if (this.#spare === starting) this.#spare = null;
      this.#team = this.#team.filter((reader) => reader !== starting);
    });
    return starting;
  }

  async #takeFresh(): Promise<EngineClient> {
    const spare = this.#spare;
    this.#spare = null;
    clearTimeout(this.#resting);
    ++this.#working;
    try {
      const client = await spare?.catch(() => null);
      return client?.alive ? client : await this.#start();
    } catch (reason) {
      this.#rest();
      throw reason;
    }
  }

  #takeTeam(): readonly Promise<EngineClient>[] {
    const team = this.#team;
    this.#team = [];
    while (team.length < this.#readers) team.push(this.#start());
    return team.map(async (reader) => {
      const client = await reader;
      return client.alive ? client : this.#start();
    });
  }

  #lacksWorkers(): boolean {
    return this.#spare === null && this.#team.length === 0;
  }

  /** A worker that #takeFresh gave has done its work. */
  #rest(): void {
    clearTimeout(this.#resting);
    --this.#working;
    if (this.#keepsWarm && this.#working === 0) this.#resting = setTimeout(() => void this.warm(), kRestMs);
  }

  #watch(client: EngineClient, held: Promise<EngineClient>): void {
    client.onDeath((reason) => {
      if (this.#home !== held) return;
      this.#home = null;
      this.#onHomeLost(reason);
    });
  }
}

function endWhenStarted(starting: Promise<EngineClient>): void {
  starting.then(
    (client) => client.terminate(),
    () => undefined,
  );
}

/** The other end of a port at which the worker serves parts. */
async function serving(reader: EngineClient): Promise<MessagePort> {
  const { port1, port2 } = new MessageChannel();
  await reader.request('parts.serve', { port: port1 }, undefined, [port1]);
  return port2;
}
