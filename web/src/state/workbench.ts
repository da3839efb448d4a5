// What the user can do. Each command changes the store and asks the engine through the pool; nothing else does either.

import { Cancelled, RequestFailure } from '../engine/failure.ts';
import type {
  ClubProgramme,
  CustomerCard,
  CustomerGroups,
  ExportForm,
  ExportSubject,
  Filter,
  ImportProgress,
  IssueWindow,
  Language,
  LookRequest,
  MapWindow,
  Merges,
  ProbeOverrides,
  RowRules,
  Settings,
  Sort,
  SourceRows,
  TableWindow,
  Unpacked,
  View,
} from '../engine/protocol.ts';
import type { EnginePool } from '../pool/engine_pool.ts';
import { canSegment, chooseField, leaveUnansweredUnused, proposedChoice } from './choice.ts';
import { contentOf, unpackAll } from './dropped.ts';
import { appliedIn, type AppliedMerge } from './applied_merges.ts';
import { journalOf, keptFor, noKeeper, type Journal, type Keeper, type Preferences } from './keeper.ts';
import { ClubCommands } from './club_desk.ts';
import { pageProblem, problemOf } from './problem.ts';
import { alike, placeIn, profilesText, readAnew, readProfiles, startsAnew, withWishes } from './profiles.ts';
import { importSourcesOf, isSameFiles, isSampleWork, isStale } from './sources.ts';
import type { Choice, Document, EditLabel, Problem, SourceEntry, Step, Task, Theme } from './state.ts';
import { SourceReader } from './source_reader.ts';
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
  readonly club: ClubCommands;
  readonly #pool: EnginePool;
  readonly #keeper: Keeper;
  readonly #reader: SourceReader;
  #preferences: Preferences = {};
  #journal: Journal | null = null;
  #journalTimer: ReturnType<typeof setTimeout> | null = null;
  #keptDocument: Document;
  #lastSourceId = 0;
  #running: AbortController | null = null;
  #task: AbortController | null = null;
  /** Settles when the present task has ended. */
  #taskEnd: Promise<void> = Promise.resolve();
  /** One drop is taken in after another. */
  #incoming: Promise<void> = Promise.resolve();
  /** Rows that the table has in view, so that every look brings them along. */
  #rowsShown = { offset: 0, limit: kFirstTableRows };
  /** The look that the screens should show, and the last one that was answered. */
  #wanted: WantedLook | null = null;
  #answered: WantedLook | null = null;
  #isLooking = false;
  #isWeighing = false;
  /** The rules that the last sample with a club brought. */
  #sampleRules: ClubProgramme | null = null;
  /** The closed months of one's own club, while a made-up company is looked at. */
  #ownClub: Blob | null = null;

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
    this.#reader = new SourceReader(store, this.#pool, keeper, (problem) => this.#tell(problem));
    this.club = new ClubCommands(
      store,
      this.#pool,
      (problem) => this.#tell(problem),
      (fileName, profiles) => this.#reader.take(fileName, profiles),
    );
    this.store.subscribe(() => {
      this.#follow();
      if (this.store.state.step === 'club') this.club.follow();
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
      void this.#pool.warm();
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
    void this.#reader.probeWhatIsMissing();
  }

  redo(): void {
    this.store.dispatch({ do: 'redo' });
    void this.#reader.probeWhatIsMissing();
  }

  // --- files and columns ---

  /** Takes files in, those of archives one by one, and looks at each. Files that an earlier visit had are read as they were then. A file
   *  of profiles is taken up as such. Resolves when all have been looked at. */
  addFiles(files: readonly File[]): Promise<void> {
    if (this.#running) return Promise.resolve();
    if (files.length === 0) {
      this.#tell(pageProblem('PAGE-104'));
      return Promise.resolve();
    }
    const received = this.#incoming.then(() => this.#receive(files));
    this.#incoming = received.then(
      () => undefined,
      () => undefined,
    );
    return received.then(
      ({ looking }) => looking,
      (reason: unknown) => this.#tell(problemOf(reason)),
    );
  }

  /** Takes a table in that was copied from a spreadsheet. */
  paste(text: string): Promise<void> {
    if (text.trim() === '') {
      this.#tell(pageProblem('PAGE-105'));
      return Promise.resolve();
    }
    const name = this.store.state.language === 'zh' ? '粘贴的表格.txt' : 'pasted-table.txt';
    return this.addFiles([new File([text], name, { type: 'text/plain' })]);
  }

  /** Makes a sample's files in place of what is there, and computes it at once when nothing has to be asked. */
  async addSample(id: string): Promise<void> {
    const files = await this.#beside('sample', (worker, progress) =>
      worker.request('sample.make', { id }, () => progress(null)),
    );
    if (!files) return;
    const sample = this.store.state.samples.find((one) => one.id === id);
    const rules = files.find(({ name }) => name === sample?.programme);
    const programme = rules ? await this.club.whole(JSON.parse(await rules.text()) as ClubProgramme) : null;
    if (programme) this.#sampleRules = programme;
    const entries = files.filter((file) => file !== rules).map((file) => this.#entry(file, { isSample: true }));
    await this.#takeIn(entries, (document) => ({
      ...this.#withoutSampleClub(document),
      ...(programme && { programme }),
      sources: entries,
    }));
    if (!canSegment(this.store.state)) return;
    await this.segment();
    if (!sample || !programme || this.store.state.result?.document.programme !== programme) return;
    this.go('club');
    await this.club.closeNext(sample.closedMonths);
  }

  removeSource(id: number): void {
    this.edit('files', (document) => ({ ...document, sources: document.sources.filter((source) => source.id !== id) }));
  }

  /** Looks at files again with what the user fixed, as one step. Where that changes which columns there are, they start from the new
   *  proposal. */
  reprobe(ids: number | readonly number[], change: ProbeOverrides | ((entry: SourceEntry) => ProbeOverrides)): void {
    const wanted = new Set(typeof ids === 'number' ? [ids] : ids);
    const reread = (entry: SourceEntry): SourceEntry => {
      const wish = typeof change === 'function' ? change(entry) : change;
      if (!startsAnew(wish)) return { ...entry, overrides: withWishes(entry.overrides, wish) };
      const profile = entry.profile === 'refused' ? 'refused' : null;
      return { ...entry, overrides: readAnew(entry.overrides, wish), choice: null, profile };
    };
    this.edit('reading', (document) => ({
      ...document,
      sources: document.sources.map((entry) => (wanted.has(entry.id) ? reread(entry) : entry)),
    }));
    void this.#reader.probeWhatIsMissing();
  }

  /** Says once what becomes of rows that would be left out, for these files (all of them unless named). */
  async setRules(rules: Partial<RowRules>, ids?: readonly number[]): Promise<void> {
    const { sources } = this.store.state;
    this.edit('reading', (document) => ({
      ...document,
      sources: document.sources.map((entry) => {
        if (entry.refused || (ids && !ids.includes(entry.id))) return entry;
        const state = sources.find(({ id }) => id === entry.id)?.state;
        // A wish for rules takes the place of a profile's, so those are said again.
        const present = state?.kind === 'ready' ? (state.probe.mapping.rules as Partial<RowRules> | undefined) : {};
        return {
          ...entry,
          overrides: { ...entry.overrides, rules: { ...present, ...entry.overrides.rules, ...rules } },
        };
      }),
    }));
    await this.#reader.probeWhatIsMissing();
    if (isStale(this.store.state)) await this.segment();
  }

  /** Reads another sheet of a workbook as a file of its own beside it. */
  addSheet(id: number, sheet: string): void {
    const source = this.store.state.document.sources.find((entry) => entry.id === id);
    if (!source) return;
    const added = this.#entry(source.file, { isSample: source.isSample, overrides: { sheet } });
    this.edit('files', (document) => ({
      ...document,
      sources: document.sources.flatMap((entry) => (entry.id === id ? [entry, added] : [entry])),
    }));
    void this.#reader.probe(added);
  }

  // --- how files are read, remembered ---

  /** Keeps how a file is read now, under a name, for the next file with its columns. */
  async rememberProfile(id: number, name: string): Promise<void> {
    if (name.trim() !== '') await this.#reader.rememberAs(id, name.trim());
  }

  /** Reads a file as the engine proposes, without a kept profile. */
  readWithoutProfile(id: number): void {
    this.#editSource(id, 'reading', (entry) => ({
      ...entry,
      overrides: readAnew(entry.overrides, {}),
      choice: null,
      profile: 'refused',
    }));
    void this.#reader.probeWhatIsMissing();
  }

  /** Reads the other files with the same columns as this one is read. */
  async readAlike(id: number): Promise<void> {
    const ids = new Set(alike(this.store.state.sources, id).map((source) => source.id));
    const mapping = await this.#reader.mappingOf(id);
    if (!mapping || ids.size === 0) return;
    this.edit('reading', (document) => ({
      ...document,
      sources: document.sources.map((entry) =>
        ids.has(entry.id) ? { ...entry, overrides: { ...placeIn(entry.overrides), mapping }, choice: null } : entry,
      ),
    }));
    await this.#reader.probeWhatIsMissing();
  }

  renameProfile(signature: string, name: string): void {
    if (name.trim() !== '') this.#reader.rename(signature, name.trim());
  }

  forgetProfile(signature: string): void {
    this.#reader.forget(signature);
  }

  exportProfiles(): Blob {
    return new Blob([profilesText(this.store.state.profiles)], { type: 'application/json' });
  }

  /** Takes profiles out of a file that exportProfiles() gave; of the same source, the file's goes. */
  async importProfiles(file: File): Promise<void> {
    try {
      this.#reader.take(file.name, readProfiles(await file.text()));
    } catch {
      this.#tell(pageProblem('PAGE-102', { name: file.name }));
    }
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
      const kept = await this.club.kept();
      const from = this.store.state.result?.document ?? document;
      const [wasMadeUp, isMadeUp] = [isSampleWork(from), isSampleWork(document)];
      // A made-up club's months are its own: they come to no other files. One's own wait meanwhile.
      const club = wasMadeUp && !isMadeUp ? this.#ownClub : isMadeUp && !isSameFiles(from, document) ? null : kept;
      const outcome = await this.#pool.load(
        { sources, settings },
        (progress) => this.store.dispatch({ do: 'run.progress', progress }),
        running.signal,
      );
      if (club) await this.club.giveBack(club);
      if (wasMadeUp !== isMadeUp) this.#ownClub = wasMadeUp ? null : kept;
      this.store.dispatch({ do: 'run.done', outcome, document });
      await this.club.openWaiting();
      void this.#reader.remember(document.sources);
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
    const settings = result?.document.settings;
    if (!settings) return Promise.reject(new Cancelled());
    const { window } = result.report;
    return this.#pool.beside(
      (worker) =>
        worker.request(
          'rows.ofCustomer',
          { sources: importSourcesOf(sources), settings, customer, window, limit },
          progress,
        ),
      signal,
    );
  }

  async issueWindow(id: string, offset: number, limit: number): Promise<IssueWindow> {
    const home = await this.#pool.home();
    return home.request('issues.window', { id, offset, limit });
  }

  /** Which customers may be one, and which are said to be. */
  async merges(): Promise<Merges> {
    return (await this.#pool.home()).request('merges.read', { settings: this.#settings() });
  }

  /** The merges that the result was read with, with the names that the files had. */
  async appliedMerges(): Promise<readonly AppliedMerge[]> {
    const { language } = this.store.state;
    const report = await (
      await this.#pool.home()
    ).request('export.run', { settings: this.#settings(), what: 'merges', form: 'json', language });
    return appliedIn(await report.text());
  }

  async groups(): Promise<CustomerGroups> {
    return (await this.#pool.home()).request('groups.read', { settings: this.#settings() });
  }

  // --- settings ---

  /** Changes the settings as one step; reads the files again where the settings ask for it. */
  changeSettings(change: (settings: Settings) => Settings, label: EditLabel = 'settings'): void {
    const { settings } = this.store.state.document;
    if (settings) this.#setSettings(change(settings), label);
  }

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
  exportRejected(name: string, form: 'excel' | 'xlsx' = 'excel'): Promise<Blob | null> {
    return this.#exporting(name, async () => {
      const { language, sources } = this.store.state;
      const rows = await (await this.#pool.home()).request('issues.rejected', { language });
      const bytes = await this.#beside('rejected', (worker, progress) =>
        worker.request(
          'rows.rejected',
          { sources: importSourcesOf(sources), rows, form, language },
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
    this.#reader.setKeeping(keeping);
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
    this.store.dispatch({ do: 'profiles', profiles: [], taken: null });
    await this.#keeper.clear();
    if (this.store.state.keeping === 'on') this.store.dispatch({ do: 'keeping', keeping: 'off' });
  }

  // --- inside ---

  #entry(file: File, known: Partial<SourceEntry> = {}): SourceEntry {
    const unknown = { isSample: false, overrides: {}, choice: null, profile: null, refused: null };
    return { ...unknown, ...known, id: ++this.#lastSourceId, file };
  }

  /** A document whose club is not that of a sample: its rules and what was written down go with it. */
  #withoutSampleClub(document: Document): Document {
    const rules = this.#sampleRules;
    const isItsClub = rules !== null && isSampleWork(document) && document.programme?.id === rules.id;
    return isItsClub ? { ...document, programme: null, programmeDraft: null, registers: {} } : document;
  }

  #settings(): Settings {
    const { settings } = this.store.state.document;
    if (!settings) throw new Cancelled();
    return settings;
  }

  /** Takes a drop in: archives as what is in them, profiles as profiles, and the rest as sources. `looking` settles when all of these have
   *  been looked at. */
  async #receive(files: readonly File[]): Promise<{ readonly looking: Promise<void> }> {
    const contents = await Promise.all(files.map(contentOf));
    const unpacked = await this.#unpack(contents.flatMap(({ kind, file }) => (kind === 'packed' ? [file] : [])));
    const nothing = { looking: Promise.resolve() };
    if (!unpacked) return nothing;
    const books = contents.filter((content) => content.kind === 'profiles');
    const project = contents.filter(({ kind }) => kind === 'project').at(-1)?.file;
    const opened = contents
      .filter(({ kind }) => kind === 'file' || kind === 'packed')
      .map(({ file }): Unpacked => unpacked.get(file) ?? { files: [file], refused: [] });
    const journal = this.#journal;
    const isRecovery = opened.some(({ files: own }) => own.some((file) => keptFor(journal, file).length > 0));
    const entries = opened.flatMap(({ files: own, refused }) => [
      ...own.flatMap((file) => {
        const kept = keptFor(journal, file);
        return kept.length > 0 ? kept.map((one) => this.#entry(file, one)) : [this.#entry(file)];
      }),
      ...refused.map(({ name, error }) => this.#entry(new File([], name), { refused: error })),
    ]);
    const rest = isRecovery ? journal?.rest : undefined;
    const looking =
      entries.length === 0
        ? nothing.looking
        : this.#takeIn(entries, (document) => ({
            ...this.#withoutSampleClub(document),
            ...rest,
            settings: rest?.settings ?? document.settings,
            // A sample gives way to files of one's own.
            sources: [...document.sources.filter(({ isSample }) => !isSample), ...entries],
          }));
    for (const { file, profiles } of books) this.#reader.take(file.name, profiles);
    if (isRecovery) this.forgetRecovery();
    if (project) void this.#openProject(project, entries.length > 0);
    if (entries.length === 0 && books.length === 0 && !project) this.#tell(pageProblem('PAGE-104'));
    return { looking };
  }

  /** A club's file that came alone is opened at once; with data files it waits for their import. */
  async #openProject(file: File, withData: boolean): Promise<void> {
    const { result, club } = this.store.state;
    if (club.file.isUnsaved || !withData) {
      await this.club.openFile(file);
      if (result && !withData) this.go('club');
    } else {
      await this.club.wait(file);
    }
  }

  /** The files in archives; null when the user gave up. */
  async #unpack(files: readonly File[]): Promise<ReadonlyMap<File, Unpacked> | null> {
    if (files.length === 0) return new Map();
    while (this.#task) await this.#taskEnd;
    return this.#beside('unpack', (worker, progress) => unpackAll(worker, files, progress));
  }

  /** Adds files as one edit and shows them; resolves when all have been looked at. */
  async #takeIn(entries: readonly SourceEntry[], change: (document: Document) => Document): Promise<void> {
    for (const { id } of this.store.state.messages) this.store.dispatch({ do: 'message.close', id });
    this.edit('files', change);
    this.store.dispatch({ do: 'step', step: 'mapping' });
    await Promise.all(entries.map((entry) => this.#reader.probe(entry)));
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

  #setSettings(settings: Settings, label: EditLabel = 'settings'): void {
    this.edit(label, (document) =>
      JSON.stringify(document.settings) === JSON.stringify(settings) ? document : { ...document, settings },
    );
    this.store.dispatch({ do: 'draft', draft: null });
    if (isStale(this.store.state)) void this.segment();
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
    let ended = (): void => undefined;
    this.#taskEnd = new Promise((done) => (ended = done));
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
      ended();
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
    if (keeping !== 'on') return;
    void this.#reader.takeUp();
    if (this.store.state.document.sources.length > 0) return;
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
