// What the user can do. Each command changes the store and asks the engine through the pool; nothing else does either.

import { Cancelled, type RequestFailure } from '../engine/failure.ts';
import type {
  CustomerCard,
  ExportForm,
  ExportSubject,
  Filter,
  ImportProgress,
  IssueWindow,
  Language,
  LookRequest,
  MapWindow,
  ProbeOverrides,
  Settings,
  Sort,
  SourceRows,
  TableWindow,
  View,
} from '../engine/protocol.ts';
import type { EnginePool } from '../pool/engine_pool.ts';
import { canSegment, chooseField, leaveUnansweredUnused, proposedChoice } from './choice.ts';
import { journalOf, keptFor, noKeeper, type Journal, type Keeper, type Preferences } from './keeper.ts';
import { pageProblem, problemOf } from './problem.ts';
import { importSourcesOf, isStale, probeKey } from './sources.ts';
import type { Choice, Document, EditLabel, Problem, SourceEntry, Step, Task, Theme } from './state.ts';
import { Store } from './store.ts';
import { asksTheSame, lookOf, withFilter, withoutFilter, withThresholds } from './view.ts';

/** A journal is written so long after the last change, so that typing writes once. */
const kJournalPauseMilliseconds = 400;

/** Rows that the table shows before it has said which ones are in view. */
const kFirstTableRows = 60;

interface WantedLook {
  readonly request: LookRequest;
  readonly generation: number;
}

type EditMerge = 'search' | 'filter';

export class Workbench {
  readonly store: Store;
  readonly #pool: EnginePool;
  readonly #keeper: Keeper;
  #preferences: Preferences = {};
  #journal: Journal | null = null;
  #journalTimer: ReturnType<typeof setTimeout> | null = null;
  #keptDocument: Document;
  #lastSourceId = 0;
  #running: AbortController | null = null;
  #task: AbortController | null = null;
  /** Rows that the table has in view, so that every look brings them along. */
  #rowsShown = { offset: 0, limit: kFirstTableRows };
  /** The look that the screens should show, and the last one that was answered. */
  #wanted: WantedLook | null = null;
  #answered: WantedLook | null = null;
  #isLooking = false;
  #isWeighing = false;

  /** `pool` is made with the workbench's homeLost, so that a dead worker is told to the user. */
  constructor(
    makePool: (onHomeLost: (reason: RequestFailure) => void) => EnginePool,
    keeper: Keeper = noKeeper,
    store = new Store(),
  ) {
    this.store = store;
    this.#keeper = keeper;
    this.#keptDocument = store.state.document;
    this.#pool = makePool((reason) => {
      if (!this.store.state.result) return;
      this.store.dispatch({ do: 'result.lost' });
      this.#tell(problemOf(reason));
    });
    this.store.subscribe(() => {
      this.#follow();
      this.#keep();
    });
  }

  /** Starts the home worker ahead of need, and takes up what an earlier visit left. */
  async start(): Promise<void> {
    void this.#takeUp();
    try {
      const home = await this.#pool.home();
      const [catalogue, settings, samples] = await Promise.all([
        home.request('catalogue.read', {}),
        home.request('settings.read', {}),
        home.request('samples.read', {}),
      ]);
      this.store.dispatch({ do: 'engine.ready', catalogue, settings, samples });
    } catch (reason) {
      this.#tell(problemOf(reason));
    }
  }

  /** Tells that this browser cannot run the page. */
  refuse(missing: readonly string[]): void {
    this.#tell(pageProblem('PAGE-103', { missing: missing.join(', ') }));
  }

  // --- the frame ---

  setLanguage(language: Language): void {
    this.store.dispatch({ do: 'language', language });
    this.#prefer({ language });
  }

  setTheme(theme: Theme): void {
    this.store.dispatch({ do: 'theme', theme });
    this.#prefer({ theme });
  }

  go(step: Step): void {
    this.store.dispatch({ do: 'step', step });
  }

  closeMessage(id: number): void {
    this.store.dispatch({ do: 'message.close', id });
  }

  /** Opens the definition of a term, or closes it. */
  define(id: string | null): void {
    this.store.dispatch({ do: 'definition', id });
  }

  // --- edits ---

  /** One change of the document, to be undone as one. */
  edit(label: EditLabel, change: (document: Document) => Document, merge?: string): void {
    this.store.dispatch({ do: 'edit', label, change, merge });
  }

  undo(): void {
    this.store.dispatch({ do: 'undo' });
    this.#probeWhatIsMissing();
  }

  redo(): void {
    this.store.dispatch({ do: 'redo' });
    this.#probeWhatIsMissing();
  }

  // --- files and columns ---

  /** Takes files in and looks at each. Files that an earlier visit had are read as they were then. */
  addFiles(files: readonly File[]): void {
    if (this.#running) return;
    if (files.length === 0) {
      this.#tell(pageProblem('PAGE-104'));
      return;
    }
    const journal = this.#journal;
    const isRecovery = journal !== null && files.some((file) => keptFor(journal, file) !== null);
    const entries = files.map((file) => {
      const kept = keptFor(journal, file);
      return this.#entry(file, false, kept?.overrides ?? {}, kept?.choice ?? null);
    });
    void this.#takeIn(entries, (document) => ({
      ...(isRecovery
        ? { ...document, ...journal.rest, settings: journal.rest.settings ?? document.settings }
        : document),
      // A sample gives way to files of one's own.
      sources: [...document.sources.filter(({ isSample }) => !isSample), ...entries],
    }));
    if (isRecovery) this.forgetRecovery();
  }

  /** Takes a table in that was copied from a spreadsheet. */
  paste(text: string): void {
    if (text.trim() === '') {
      this.#tell(pageProblem('PAGE-105'));
      return;
    }
    const name = this.store.state.language === 'zh' ? '粘贴的表格.txt' : 'pasted-table.txt';
    this.addFiles([new File([text], name, { type: 'text/plain' })]);
  }

  /** Makes a sample's files in place of what is there, and computes it at once when nothing has to be asked. */
  async addSample(id: string): Promise<void> {
    const files = await this.#beside('sample', (worker, progress) =>
      worker.request('sample.make', { id }, () => progress(null)),
    );
    if (!files) return;
    const entries = files.map((file) => this.#entry(file, true, {}, null));
    await this.#takeIn(entries, (document) => ({ ...document, sources: entries }));
    if (canSegment(this.store.state)) await this.segment();
  }

  removeSource(id: number): void {
    this.edit('files', (document) => ({ ...document, sources: document.sources.filter((source) => source.id !== id) }));
  }

  /** Looks at a file again with what the user fixed; its columns start from the new proposal. */
  reprobe(id: number, change: ProbeOverrides): void {
    this.#editSource(id, 'reading', (entry) => ({
      ...entry,
      overrides: { ...entry.overrides, ...change },
      choice: null,
    }));
    this.#probeWhatIsMissing();
  }

  chooseField(id: number, column: number, field: string | null): void {
    this.#choose(id, (choice) => chooseField(choice, column, field));
  }

  chooseCustomerKey(id: number, customerKey: string | null): void {
    this.#choose(id, (choice) => ({ ...choice, customerKey }));
  }

  leaveUnansweredUnused(): void {
    const { sources } = this.store.state;
    this.edit('columns', (document) => ({
      ...document,
      sources: document.sources.map((entry) => {
        const state = sources.find(({ id }) => id === entry.id)?.state;
        return state?.kind === 'ready' ? { ...entry, choice: leaveUnansweredUnused(state.probe, state.choice) } : entry;
      }),
    }));
  }

  /** Imports all files and segments, in a fresh worker; the previous result stays until the new one is whole. */
  async segment(): Promise<void> {
    const { state } = this.store;
    const { document } = state;
    if (!canSegment(state) || !document.settings) return;
    const sources = importSourcesOf(state.sources);
    const { settings } = document;
    const running = new AbortController();
    this.#running = running;
    this.store.dispatch({ do: 'run.start' });
    try {
      const outcome = await this.#pool.replaceHome(
        (fresh) =>
          fresh.request('import.run', { sources, settings }, (progress) =>
            this.store.dispatch({ do: 'run.progress', progress }),
          ),
        running.signal,
      );
      this.store.dispatch({ do: 'run.done', outcome, document });
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

  /** Ends what runs beside the import: a sample, hashes, rejected rows. */
  cancelTask(): void {
    this.#task?.abort();
  }

  // --- the customers in view ---

  setFilter(filter: Filter, merge?: EditMerge): void {
    this.#editView('filter', (view) => withFilter(view, filter), merge);
  }

  dropFilter(index: number): void {
    this.#editView('filter', (view) => withoutFilter(view, index));
  }

  setSearch(search: string): void {
    this.#editView('search', (view) => (view.search === search ? view : { ...view, search }), 'search');
  }

  setSort(sort: Sort | null): void {
    this.#editView('sort', (view) => ({ ...view, sort }));
  }

  setColumns(columns: readonly string[]): void {
    this.edit('tableColumns', (document) => ({ ...document, columns }));
  }

  setAttribute(attribute: string): void {
    this.edit('attribute', (document) => (document.attribute === attribute ? document : { ...document, attribute }));
  }

  setMapWindow(mapWindow: MapWindow | null): void {
    this.edit('zoom', (document) => (document.mapWindow === mapWindow ? document : { ...document, mapWindow }), 'zoom');
  }

  /** The rows that the table has in view: every later look brings them along. */
  showRows(offset: number, limit: number): void {
    this.#rowsShown = { offset, limit };
  }

  /** Rows of the table that is shown. */
  async customerWindow(offset: number, limit: number): Promise<TableWindow> {
    const { shown } = this.store.state;
    if (!shown) return { total: 0, columns: [], rows: [] };
    const { settings, view, table, language } = shown.request;
    const home = await this.#pool.home();
    return home.request('customers.window', { settings, view, columns: table.columns, offset, limit, language });
  }

  openCustomer(id: string | null): void {
    this.store.dispatch({ do: 'customer', id });
  }

  /** The card of a customer under the settings that are shown. */
  async customerCard(id: string): Promise<CustomerCard> {
    const { shown, document } = this.store.state;
    const settings = shown?.request.settings ?? document.settings;
    if (!settings) throw new Cancelled();
    return (await this.#pool.home()).request('customer.read', { settings, id });
  }

  /** The rows behind a customer, out of the files themselves. Rejects with Cancelled when `signal` aborts. */
  customerRows(
    customer: string,
    limit: number,
    progress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<SourceRows> {
    const { result, sources } = this.store.state;
    const window = result?.report.window ?? { from: null, to: null };
    return this.#pool.beside(
      (worker) =>
        worker.request('rows.ofCustomer', { sources: importSourcesOf(sources), customer, window, limit }, progress),
      signal,
    );
  }

  async issueWindow(id: string, offset: number, limit: number): Promise<IssueWindow> {
    const home = await this.#pool.home();
    return home.request('issues.window', { id, offset, limit });
  }

  // --- settings ---

  /** The thresholds follow the hand; nothing is decided until endDrag(). */
  dragThresholds(to: { readonly cv: number; readonly ac: number }): void {
    this.store.dispatch({ do: 'drag', to });
  }

  /** The thresholds stay where the hand left them. */
  endDrag(): void {
    const { drag } = this.store.state;
    if (!drag) return;
    this.edit('thresholds', (document) =>
      document.settings ? { ...document, settings: withThresholds(document.settings, drag) } : document,
    );
    this.store.dispatch({ do: 'drag', to: null });
  }

  cancelDrag(): void {
    this.store.dispatch({ do: 'drag', to: null });
  }

  /** Settings being edited: the engine tells what they would change. */
  setDraft(settings: Settings): void {
    this.store.dispatch({ do: 'draft', draft: { settings, effect: null } });
    if (!this.#isWeighing) void this.#weigh();
  }

  dropDraft(): void {
    this.store.dispatch({ do: 'draft', draft: null });
  }

  /** Makes the draft the settings; reads the files again where the settings ask for it. */
  applyDraft(): void {
    const { draft } = this.store.state;
    if (draft) this.#setSettings(draft.settings);
  }

  // --- exports ---

  /** The bytes of an export, or null after telling the user why not. `name` is shown once it is there. */
  export(what: ExportSubject, form: ExportForm, name: string): Promise<Blob | null> {
    return this.#exporting(name, async () => {
      const { document, language } = this.store.state;
      if (!document.settings) throw new Cancelled();
      const home = await this.#pool.home();
      return home.request('export.run', { settings: document.settings, what, form, language });
    });
  }

  /** What anyone needs to get the same bytes again. The files are read once more for their hashes. */
  exportManifest(name: string): Promise<Blob | null> {
    return this.#exporting(name, async () => {
      const { document, result } = this.store.state;
      if (!document.settings || !result) throw new Cancelled();
      const { settings } = document;
      const files = result.document.sources.map(({ file }) => file);
      const hashes = await this.#beside('hash', (worker, progress) =>
        worker.request('files.hash', { files }, ({ bytes, bytesTotal }) => progress(bytes / Math.max(1, bytesTotal))),
      );
      if (!hashes) throw new Cancelled();
      return (await this.#pool.home()).request('manifest.run', { settings, hashes });
    });
  }

  /** The excluded rows as they stand in the files, each with its cause. */
  exportRejected(name: string): Promise<Blob | null> {
    return this.#exporting(name, async () => {
      const { language, sources } = this.store.state;
      const rows = await (await this.#pool.home()).request('issues.rejected', { language });
      const bytes = await this.#beside('rejected', (worker, progress) =>
        worker.request(
          'rows.rejected',
          { sources: importSourcesOf(sources), rows, language },
          ({ bytes: done, bytesTotal }) => progress(done / Math.max(1, bytesTotal)),
        ),
      );
      if (!bytes) throw new Cancelled();
      return bytes;
    });
  }

  // --- what stays on this machine ---

  /** The user's word on whether progress is kept on this machine. */
  setKeeping(keeping: 'on' | 'off'): void {
    if (this.store.state.keeping === 'unavailable') return;
    this.store.dispatch({ do: 'keeping', keeping });
    this.#prefer({ keeping });
    if (keeping === 'off') void this.#keeper.setJournal(null);
    else void this.#keeper.setJournal(journalOf(this.store.state.document, new Date()));
  }

  /** The user does not want to go on with the earlier work. */
  forgetRecovery(): void {
    this.#journal = null;
    this.store.dispatch({ do: 'recovery', recovery: null });
  }

  /** Removes everything of ours from this machine; the work in hand stays in memory. */
  async clearMachine(): Promise<void> {
    if (this.#journalTimer !== null) clearTimeout(this.#journalTimer);
    this.#journalTimer = null;
    this.#preferences = {};
    this.forgetRecovery();
    await this.#keeper.clear();
    if (this.store.state.keeping === 'on') this.store.dispatch({ do: 'keeping', keeping: 'off' });
  }

  // --- inside ---

  #entry(file: File, isSample: boolean, overrides: ProbeOverrides, choice: Choice | null): SourceEntry {
    return { id: ++this.#lastSourceId, file, isSample, overrides, choice };
  }

  /** Adds files as one edit and shows them; resolves when all have been looked at. */
  async #takeIn(entries: readonly SourceEntry[], change: (document: Document) => Document): Promise<void> {
    for (const { id } of this.store.state.messages) this.store.dispatch({ do: 'message.close', id });
    this.edit('files', change);
    this.store.dispatch({ do: 'step', step: 'mapping' });
    await Promise.all(entries.map((entry) => this.#probe(entry)));
  }

  #editSource(id: number, label: EditLabel, change: (entry: SourceEntry) => SourceEntry): void {
    this.edit(label, (document) => ({
      ...document,
      sources: document.sources.map((entry) => (entry.id === id ? change(entry) : entry)),
    }));
  }

  #choose(id: number, change: (choice: Choice) => Choice): void {
    const state = this.store.state.sources.find((source) => source.id === id)?.state;
    if (state?.kind !== 'ready') return;
    const { probe } = state;
    this.#editSource(id, 'columns', (entry) => ({ ...entry, choice: change(entry.choice ?? proposedChoice(probe)) }));
  }

  #editView(label: EditLabel, change: (view: View) => View, merge?: EditMerge): void {
    this.edit(
      label,
      (document) => {
        const view = change(document.view);
        return view === document.view ? document : { ...document, view };
      },
      merge,
    );
  }

  #setSettings(settings: Settings): void {
    this.edit('settings', (document) =>
      JSON.stringify(document.settings) === JSON.stringify(settings) ? document : { ...document, settings },
    );
    this.store.dispatch({ do: 'draft', draft: null });
    if (isStale(this.store.state)) void this.segment();
  }

  async #probe({ id, file, overrides }: SourceEntry): Promise<void> {
    this.store.dispatch({ do: 'probe.start', id, overrides });
    try {
      const home = await this.#pool.home();
      const probe = await home.request('file.probe', { file, overrides });
      this.store.dispatch({ do: 'probe.done', id, overrides, probe });
    } catch (reason) {
      this.store.dispatch({ do: 'probe.failed', id, overrides, problem: problemOf(reason) });
    }
  }

  /** Looks at files whose present reading has not been looked at (a reading may come back by undo). */
  #probeWhatIsMissing(): void {
    const { document, probes } = this.store.state;
    for (const entry of document.sources) {
      if (!probes[probeKey(entry.id, entry.overrides)]) void this.#probe(entry);
    }
  }

  /** Asks for what the screens should show. One question at a time; while it is open, only the newest wish waits. */
  #follow(): void {
    const { state } = this.store;
    const request = lookOf(state, this.#rowsShown);
    if (!request || !state.result) return;
    const { generation } = state.result;
    if (this.#wanted?.generation === generation && asksTheSame(this.#wanted.request, request)) return;
    this.#wanted = { request, generation };
    if (!this.#isLooking) void this.#look();
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    while (this.#wanted && this.#wanted !== this.#answered) {
      const wanted = this.#wanted;
      const request = { ...wanted.request, table: { ...wanted.request.table, ...this.#rowsShown } };
      try {
        const home = await this.#pool.home();
        const look = await home.request('look.read', request);
        this.#answered = wanted;
        this.store.dispatch({ do: 'look.done', request, generation: wanted.generation, look });
      } catch (reason) {
        this.#answered = wanted;
        if (!(reason instanceof Cancelled)) this.store.dispatch({ do: 'look.failed', problem: problemOf(reason) });
      }
    }
    this.#isLooking = false;
  }

  /** Asks what the draft would change, again while it has changed meanwhile. */
  async #weigh(): Promise<void> {
    this.#isWeighing = true;
    for (let { draft } = this.store.state; draft?.effect === null; { draft } = this.store.state) {
      const { settings } = draft;
      try {
        const value = await (await this.#pool.home()).request('effect.read', { settings });
        this.store.dispatch({ do: 'draft.effect', settings, effect: { value } });
      } catch (reason) {
        this.store.dispatch({ do: 'draft.effect', settings, effect: { problem: problemOf(reason) } });
      }
    }
    this.#isWeighing = false;
  }

  /** Work in a worker of its own, told as a task that can be cancelled; null when it was, or after telling why it failed. */
  async #beside<T>(
    kind: Task['kind'],
    work: (
      worker: Parameters<Parameters<EnginePool['beside']>[0]>[0],
      progress: (share: number | null) => void,
    ) => Promise<T>,
  ): Promise<T | null> {
    if (this.#task) return null;
    const task = new AbortController();
    this.#task = task;
    const tell = (share: number | null): void => this.store.dispatch({ do: 'task', task: { kind, share } });
    tell(null);
    try {
      return await this.#pool.beside((worker) => work(worker, tell), task.signal);
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
    } finally {
      this.#task = null;
      this.store.dispatch({ do: 'task', task: null });
    }
  }

  async #exporting(name: string, work: () => Promise<Blob>): Promise<Blob | null> {
    this.store.dispatch({ do: 'export.start' });
    try {
      const blob = await work();
      this.store.dispatch({ do: 'export.end', name });
      return blob;
    } catch (reason) {
      this.store.dispatch({ do: 'export.end', name: null });
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
    }
  }

  /** Takes up the preferences and the work of an earlier visit, where this place allows them to be kept. */
  async #takeUp(): Promise<void> {
    this.#preferences = this.#keeper.preferences();
    const { language, theme, keeping: word } = this.#preferences;
    if (language) this.store.dispatch({ do: 'language', language });
    if (theme) this.store.dispatch({ do: 'theme', theme });
    const rule = await this.#keeper.rule();
    const keeping = rule === 'unavailable' ? rule : (word ?? rule);
    this.store.dispatch({ do: 'keeping', keeping });
    if (keeping !== 'on' || this.store.state.document.sources.length > 0) return;
    this.#journal = await this.#keeper.journal();
    if (!this.#journal) return;
    const { files, savedAt } = this.#journal;
    this.store.dispatch({
      do: 'recovery',
      recovery: { files: files.map(({ name, size }) => ({ name, size })), savedAt },
    });
  }

  #prefer(change: Preferences): void {
    this.#preferences = { ...this.#preferences, ...change };
    this.#keeper.setPreferences(this.#preferences);
  }

  /** Keeps the document a moment after it changed. An earlier visit's work is kept until the user began something else. */
  #keep(): void {
    const { document, keeping } = this.store.state;
    if (keeping !== 'on' || document === this.#keptDocument || document.sources.length === 0) return;
    this.#keptDocument = document;
    if (this.#journalTimer !== null) clearTimeout(this.#journalTimer);
    this.#journalTimer = setTimeout(() => {
      this.#journalTimer = null;
      void this.#keeper.setJournal(journalOf(this.store.state.document, new Date()));
    }, kJournalPauseMilliseconds);
  }

  #tell(problem: Problem): void {
    this.store.dispatch({ do: 'message.add', problem });
  }
}
