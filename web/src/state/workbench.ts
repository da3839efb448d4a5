// What the user can do. Each command changes the store and asks the engine through the pool; nothing else does either.

import { Cancelled, type RequestFailure } from '../engine/failure.ts';
import type {
  ExportSubject,
  ImportSource,
  IssueWindow,
  Language,
  ProbeOverrides,
  TableWindow,
} from '../engine/protocol.ts';
import type { EnginePool } from '../pool/engine_pool.ts';
import { canSegment, chooseField, leaveUnansweredUnused, planOf } from './choice.ts';
import { pageProblem, problemOf } from './problem.ts';
import type { Problem, Source, Step } from './state.ts';
import { Store } from './store.ts';

export class Workbench {
  readonly store: Store;
  readonly #pool: EnginePool;
  #lastSourceId = 0;
  #running: AbortController | null = null;

  /** `pool` is made with the workbench's homeLost, so that a dead worker is told to the user. */
  constructor(makePool: (onHomeLost: (reason: RequestFailure) => void) => EnginePool, store = new Store()) {
    this.store = store;
    this.#pool = makePool((reason) => {
      if (!this.store.state.result) return;
      this.store.dispatch({ do: 'result.lost' });
      this.#tell(problemOf(reason));
    });
  }

  /** Starts the home worker ahead of need. */
  async start(): Promise<void> {
    try {
      const home = await this.#pool.home();
      this.store.dispatch({ do: 'engine.ready', catalogue: await home.request('catalogue.read', {}) });
    } catch (reason) {
      this.#tell(problemOf(reason));
    }
  }

  /** Tells that this browser cannot run the page. */
  refuse(missing: readonly string[]): void {
    this.#tell(pageProblem('PAGE-103', { missing: missing.join(', ') }));
  }

  setLanguage(language: Language): void {
    this.store.dispatch({ do: 'language', language });
  }

  go(step: Step): void {
    this.store.dispatch({ do: 'step', step });
  }

  closeMessage(id: number): void {
    this.store.dispatch({ do: 'message.close', id });
  }

  /** Takes files in and looks at each. */
  addFiles(files: readonly File[]): void {
    if (this.#running) return;
    if (files.length === 0) {
      this.#tell(pageProblem('PAGE-104'));
      return;
    }
    const sources = files.map((file): Source => ({
      id: ++this.#lastSourceId,
      file,
      overrides: {},
      state: { kind: 'probing' },
    }));
    this.store.dispatch({ do: 'sources.add', sources });
    for (const { id, file, overrides } of sources) void this.#probe(id, file, overrides);
  }

  removeSource(id: number): void {
    this.store.dispatch({ do: 'source.remove', id });
  }

  /** Looks at a file again with what the user fixed; its columns start from the new proposal. */
  reprobe(id: number, change: ProbeOverrides): void {
    const source = this.store.state.sources.find((one) => one.id === id);
    if (!source) return;
    const overrides = { ...source.overrides, ...change };
    this.store.dispatch({ do: 'source.probe', id, overrides });
    void this.#probe(id, source.file, overrides);
  }

  chooseField(id: number, column: number, field: string | null): void {
    this.store.dispatch({ do: 'source.choose', id, change: (choice) => chooseField(choice, column, field) });
  }

  chooseCustomerKey(id: number, customerKey: string | null): void {
    this.store.dispatch({ do: 'source.choose', id, change: (choice) => ({ ...choice, customerKey }) });
  }

  leaveUnansweredUnused(): void {
    for (const { id } of this.store.state.sources) {
      this.store.dispatch({ do: 'source.choose', id, change: (choice, probe) => leaveUnansweredUnused(probe, choice) });
    }
  }

  /** Imports all files and segments, in a fresh worker; the previous result stays until the new one is whole. */
  async segment(): Promise<void> {
    if (!canSegment(this.store.state)) return;
    const sources = this.store.state.sources.flatMap(({ file, state }): ImportSource[] =>
      state.kind === 'ready' ? [{ file, dataset: state.probe.dataset, plan: planOf(state.probe, state.choice) }] : [],
    );
    const running = new AbortController();
    this.#running = running;
    this.store.dispatch({ do: 'run.start' });
    try {
      const outcome = await this.#pool.replaceHome(
        (fresh) =>
          fresh.request('import.run', { sources }, (progress) => this.store.dispatch({ do: 'run.progress', progress })),
        running.signal,
      );
      this.store.dispatch({ do: 'run.done', outcome });
    } catch (reason) {
      this.store.dispatch({ do: 'run.stopped' });
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
    } finally {
      this.#running = null;
    }
  }

  /** Ends the running import at once. */
  cancel(): void {
    this.#running?.abort();
  }

  async segmentWindow(offset: number, limit: number): Promise<TableWindow> {
    const home = await this.#pool.home();
    return home.request('segment.window', { offset, limit, language: this.store.state.language });
  }

  async issueWindow(id: string, offset: number, limit: number): Promise<IssueWindow> {
    const home = await this.#pool.home();
    return home.request('issues.window', { id, offset, limit });
  }

  /** The bytes of an export, or null after telling the user why not. `name` is shown once it is there. */
  async export(what: ExportSubject, excel: boolean, name: string): Promise<Blob | null> {
    this.store.dispatch({ do: 'export.start' });
    try {
      const home = await this.#pool.home();
      const blob = await home.request('export.run', { what, excel, language: this.store.state.language });
      this.store.dispatch({ do: 'export.end', name });
      return blob;
    } catch (reason) {
      this.store.dispatch({ do: 'export.end', name: null });
      this.#tell(problemOf(reason));
      return null;
    }
  }

  async #probe(id: number, file: File, overrides: ProbeOverrides): Promise<void> {
    try {
      const home = await this.#pool.home();
      const probe = await home.request('file.probe', { file, overrides });
      this.store.dispatch({ do: 'source.probed', id, overrides, probe });
    } catch (reason) {
      this.store.dispatch({ do: 'source.failed', id, overrides, problem: problemOf(reason) });
    }
  }

  #tell(problem: Problem): void {
    this.store.dispatch({ do: 'message.add', problem });
  }
}
