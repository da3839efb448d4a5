// The club's part of the workbench: keeps the engine's rules the same as the document's, and asks what the club's screens show.
// What was closed stays closed: a new import of the same visit takes the ledger over.

import { Cancelled, RequestFailure } from '../engine/failure.ts';
import {
  kClubPresets,
  kRegisterNames,
  type ClubExamples,
  type ClubLiability,
  type ClubMember,
  type ClubMembers,
  type ClubOrder,
  type ClubPaper,
  type ClubPosted,
  type ClubPosting,
  type ClubPreset,
  type ClubProgramme,
  type ClubRun,
  type ExitStanding,
  type Params,
  type PostedForAll,
  type PostingForAll,
  type RegisterAct,
  type RegisterDocument,
  type RegisterName,
  type RegisterView,
  type Simulation,
  type SimulationWish,
  type StatementFilter,
  type ToldForAll,
} from '../engine/protocol.ts';
import type { EngineClient } from '../engine/client.ts';
import type { EnginePool } from '../pool/engine_pool.ts';
import { problemOf } from './problem.ts';
import { profilesText, readProfiles } from './profiles.ts';
import { importSourcesOf } from './sources.ts';
import type { ClubFile, ClubPage, KeptProfile, Problem, Registers, SimulationPlan, State } from './state.ts';
import type { Store } from './store.ts';

export type PresetProgrammes = Readonly<Record<ClubPreset, ClubProgramme>>;

/** What a project file says of a workbench (docs/project-file.md); the engine adds the club's rules and ledger. */
function projectOf({ result, sources, document, profiles }: State): object {
  const made = new Set((result?.document.sources ?? []).map(({ id }) => id));
  const read = sources.filter(({ id }) => made.has(id));
  return {
    version: 1,
    files: importSourcesOf(read).map(({ file, dataset }, at) => {
      const state = read[at]?.state;
      return { name: file.name, dataset, sha256: null, mapping: state?.kind === 'ready' ? state.probe.mapping : null };
    }),
    settings: document.settings,
    profiles: JSON.parse(profilesText(profiles)) as object,
    manifest: null,
    programme: null,
  };
}

export class ClubCommands {
  readonly #store: Store;
  readonly #pool: EnginePool;
  readonly #tell: (problem: Problem) => void;
  readonly #takeProfiles: (fileName: string, profiles: readonly KeptProfile[] | 'bad' | null) => void;
  /** The import that the engine's club is of, and the rules and language that it was last asked with. */
  #generation = -1;
  #sent: ClubProgramme | null = null;
  #sentRegisters: Registers = {};
  #language = '';
  /** The rules that the engine starts with: what a document without rules of its own means. */
  #first: ClubProgramme | null = null;
  #isFollowing = false;
  /** Settles when the engine's rules are the document's. */
  #following: Promise<void> = Promise.resolve();
  #presets: Promise<PresetProgrammes> | null = null;

  constructor(
    store: Store,
    pool: EnginePool,
    tell: (problem: Problem) => void,
    takeProfiles: (fileName: string, profiles: readonly KeptProfile[] | 'bad' | null) => void,
  ) {
    this.#store = store;
    this.#pool = pool;
    this.#tell = tell;
    this.#takeProfiles = takeProfiles;
  }

  go(page: ClubPage, member: string | null = null): void {
    this.#store.dispatch({ do: 'club.go', page, member });
  }

  /** Brings the engine's rules and what is told of the club up to the document. One question at a time. */
  follow(): void {
    if (!this.#isFollowing && this.#isBehind()) this.#following = this.#catchUp();
  }

  // --- questions of the screens ---

  async run(month: string): Promise<ClubRun> {
    const { language } = this.#store.state;
    return (await this.#home()).request('club.run', { month, apply: false, language });
  }

  /** Posts and closes a month, for good; null after telling why not. */
  async close(month: string): Promise<ClubRun | null> {
    const { language } = this.#store.state;
    try {
      const home = await this.#home();
      const run = await home.request('club.run', { month, apply: true, language });
      const club = await home.request('club.state', { language });
      this.#store.dispatch({ do: 'club.told', club });
      this.#store.dispatch({ do: 'club.changed', closed: run.wasClosed ? null : month });
      if (!run.wasClosed) this.#file({ isUnsaved: true });
      return run;
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
    }
  }

  /** Enters something in a member's ledger by hand; rejects with why it is refused, and then nothing has changed. */
  async post(posting: ClubPosting): Promise<ClubPosted> {
    const { language } = this.#store.state;
    const home = await this.#home();
    const posted = await home.request('club.post', { ...posting, language });
    this.#file({ isUnsaved: true });
    const club = await home.request('club.state', { language });
    this.#store.dispatch({ do: 'club.told', club });
    this.#store.dispatch({ do: 'club.changed', closed: null });
    return posted;
  }

  /** Puts ends off for all members, or takes that back; only looks where it does not apply. Rejects with why it is refused. */
  async postForAll(posting: PostingForAll): Promise<PostedForAll> {
    const { language } = this.#store.state;
    const home = await this.#home();
    const posted = await home.request('club.post_all', { ...posting, language });
    if (!posted.applied) return posted;
    this.#file({ isUnsaved: true });
    const club = await home.request('club.state', { language });
    this.#store.dispatch({ do: 'club.told', club });
    this.#store.dispatch({ do: 'club.changed', closed: null });
    return posted;
  }

  /** What was posted for all members at once. */
  async postingsForAll(): Promise<readonly ToldForAll[]> {
    return (await (await this.#home()).request('club.postings', {})).postings;
  }

  async members(
    month: string,
    window: { readonly from: number; readonly to: number },
    order: ClubOrder,
    descending: boolean,
    search: string,
  ): Promise<ClubMembers> {
    const { language } = this.#store.state;
    const home = await this.#home();
    return home.request('club.members', { month, ...window, search, order, descending, language });
  }

  async member(id: string, asOf: string): Promise<ClubMember> {
    const { language } = this.#store.state;
    return (await this.#home()).request('club.member', { id, asOf, language });
  }

  async liability(from: string, to: string): Promise<ClubLiability> {
    const { language } = this.#store.state;
    return (await this.#home()).request('club.liability', { from, to, language });
  }

  async simulate(programme: ClubProgramme, wish: SimulationWish): Promise<Simulation> {
    const { language } = this.#store.state;
    return (await this.#home()).request('club.simulate', { programme, ...wish, language });
  }

  async check(programme: ClubProgramme): Promise<ClubExamples> {
    const { language } = this.#store.state;
    return (await this.#home()).request('club.check', { programme, language });
  }

  /** The rules of the presets. */
  presets(): Promise<PresetProgrammes> {
    this.#presets ??= Promise.all(kClubPresets.map(async (preset) => [preset, await this.#whole({ preset })] as const))
      .then((programmes) => Object.fromEntries(programmes) as PresetProgrammes)
      .catch((reason: unknown) => {
        this.#presets = null;
        throw reason;
      });
    return this.#presets;
  }

  /** A programme out of a file with everything that it leaves out, or why it is refused; the club's own stays as it is. */
  whole(programme: ClubProgramme): Promise<ClubProgramme> {
    return this.#whole({ programme });
  }

  async #whole(wish: Params<'club.whole'>): Promise<ClubProgramme> {
    return (await (await this.#pool.home()).request('club.whole', wish)).programme;
  }

  // --- the club's file ---

  /** The club's file: settings, profiles, rules, ledger; null after telling why not. */
  async projectFile(): Promise<Blob | null> {
    try {
      const { revision } = this.#store.state.club;
      const file = await (await this.#home()).request('project.write', { project: projectOf(this.#store.state) });
      // What was closed meanwhile is not in it.
      if (this.#store.state.club.revision === revision) this.#file({ isUnsaved: false });
      return file;
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
    }
  }

  /** Opens a club's file. Where something would be lost that is not saved, the user is asked first; before there are data, the file waits for
   *  them. `goesAhead`: he was asked, or opens it with its data files. */
  async openFile(file: File, goesAhead = false): Promise<void> {
    const { result, club } = this.#store.state;
    if (club.file.isUnsaved && !goesAhead) {
      this.#file({ asked: file });
      return;
    }
    this.#file({ asked: null });
    if (result) await this.open(file);
    else await this.wait(file);
  }

  keepWhatIsThere(): void {
    this.#file({ asked: null });
  }

  /** Keeps a club's file until its data files are there; its settings and mapping profiles hold for them. */
  async wait(file: File): Promise<void> {
    try {
      const { project } = await this.#pool.beside(
        (worker) => worker.request('project.read', { file }),
        new AbortController().signal,
      );
      this.#store.dispatch({
        do: 'edit',
        label: 'settings',
        change: (document) => ({ ...document, settings: project.settings }),
      });
      this.#file({ waiting: { file, names: project.files.map(({ name }) => name) } });
      // Its data files are read as they were when it was saved.
      const profiles = readProfiles(JSON.stringify(project.profiles));
      if (profiles === 'bad' || (profiles?.length ?? 0) > 0) this.#takeProfiles(file.name, profiles);
    } catch (reason) {
      await this.#refused(file, reason);
    }
  }

  waitNoLonger(): void {
    this.#file({ waiting: null });
  }

  /** The file that waited, once its data files are imported. */
  async openWaiting(): Promise<void> {
    const { waiting } = this.#store.state.club.file;
    if (!waiting) return;
    this.#file({ waiting: null });
    await this.open(waiting.file);
  }

  closeDamaged(): void {
    this.#file({ damaged: null });
  }

  #file(change: Partial<ClubFile>): void {
    this.#store.dispatch({ do: 'club.file', change });
  }

  /** A file that cannot be opened: what of it is good, where there is anything. */
  async #refused(file: File, reason: unknown): Promise<void> {
    if (reason instanceof Cancelled) return;
    this.#tell(problemOf(reason));
    if (!(reason instanceof RequestFailure) || reason.failure.kind !== 'engine') return;
    const { language } = this.#store.state;
    try {
      const { recovery, good } = await this.#pool.beside(
        (worker) => worker.request('project.recover', { file, language }),
        new AbortController().signal,
      );
      this.#file({ damaged: { name: file.name, recovery, good } });
    } catch {
      // Nothing of it can be had: why was told.
    }
  }

  /** Takes rules and ledger out of a club's file; what was there before goes. */
  async open(file: File): Promise<void> {
    const { language } = this.#store.state;
    try {
      const home = await this.#home();
      await home.request('project.read', { file });
      const club = await home.request('club.state', { language });
      const { documents } = await home.request('club.registers', {});
      const registers: Registers = Object.fromEntries(Object.entries(documents).filter(([, one]) => one !== null));
      this.#sent = club.programme;
      this.#sentRegisters = registers;
      // The document first: what it says is what the engine is given.
      this.#store.dispatch({
        do: 'edit',
        label: 'programme',
        change: (document) => ({ ...document, programme: club.programme, programmeDraft: null, registers }),
      });
      this.#store.dispatch({ do: 'club.told', club });
      this.#store.dispatch({ do: 'club.changed', closed: null });
      this.#file({ isUnsaved: false });
    } catch (reason) {
      await this.#refused(file, reason);
    }
  }

  /** What a new import must not lose: the closed months live in the worker that goes with the old one. Null where there are none; rejects
   *  where they cannot be had, and then nothing must be imported. */
  async kept(): Promise<Blob | null> {
    const { state, file } = this.#store.state.club;
    if ((state?.periods ?? []).length === 0 && !file.isUnsaved) return null;
    return (await this.#home()).request('project.write', { project: projectOf(this.#store.state) });
  }

  /** Gives the ledger to the worker of a new import. */
  async giveBack(kept: Blob): Promise<void> {
    try {
      await (await this.#home()).request('project.read', { file: new File([kept], 'club.loyalane') });
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
    }
  }

  // --- leaving the club ---

  /** Takes all points off in the ledger, for good; rejects with why it is refused, and then nothing has changed. */
  async settle(on: string): Promise<ExitStanding> {
    const { language } = this.#store.state;
    const home = await this.#home();
    const standing = await home.request('club.exit', { plan: this.#exitPlan(), on, settle: true, language });
    this.#file({ isUnsaved: true });
    const club = await home.request('club.state', { language });
    this.#store.dispatch({ do: 'club.told', club });
    this.#store.dispatch({ do: 'club.changed', closed: null });
    return standing;
  }

  /** Who is settled on a day, and what becomes of him in a merger; rejects with why there is no list. */
  async exitList(on: string): Promise<Blob> {
    const { language } = this.#store.state;
    const home = await this.#home();
    return home.request('club.export', { what: 'club.exit', plan: this.#exitPlan(), on, form: 'excel', language });
  }

  /** A plan that nobody has begun is filled in by the engine. */
  #exitPlan(): RegisterDocument {
    return this.#store.state.document.registers.exit ?? { version: 1 };
  }

  /** Closes the next months of a made-up club, so that there is something to see. */
  async closeNext(count: number): Promise<void> {
    await this.#home();
    for (let closed = 0; closed < count; ++closed) {
      const month = this.#store.state.club.state?.nextMonth ?? null;
      if (month === null || !(await this.close(month))) break;
    }
    this.#store.dispatch({ do: 'club.changed', closed: null });
  }

  /** The bytes of a table, or null after telling why not. */
  async table(
    what: ClubPaper,
    month: string,
    form: 'csv' | 'excel' | 'html',
    wish: { readonly filter?: StatementFilter; readonly search?: string } = {},
  ): Promise<Blob | null> {
    const { language } = this.#store.state;
    try {
      return await (await this.#home()).request('club.export', { what, month, form, language, ...wish });
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
    }
  }

  /** What a screen shows of a register. */
  async view<View extends RegisterView>(name: RegisterName, question: RegisterView): Promise<View> {
    const { language } = this.#store.state;
    return (await (await this.#home()).request('club.view', { name, question, language })) as View;
  }

  // --- edits: each can be undone ---

  /** Does something in a register; rejects with why it is refused, and then nothing has changed. */
  async act(name: RegisterName, act: RegisterAct): Promise<void> {
    const { language } = this.#store.state;
    const { documents } = await (await this.#home()).request('club.act', { name, act, language });
    const made: Registers = { ...this.#store.state.document.registers, ...documents };
    // What was erased must not come back with undo or redo: every document of this visit gets the registers as they are now.
    if (act.do === 'erase') {
      this.#store.dispatch({ do: 'rebase', change: (document) => ({ ...document, registers: made }) });
      return;
    }
    this.#store.dispatch({
      do: 'edit',
      label: `register.${name}`,
      change: (document) => ({ ...document, registers: made }),
    });
  }

  /** Rules being edited; null gives the editing up. */
  draft(programme: ClubProgramme | null, merge?: string): void {
    this.#store.dispatch({
      do: 'edit',
      label: 'programmeEdit',
      change: (document) =>
        JSON.stringify(document.programmeDraft) === JSON.stringify(programme)
          ? document
          : { ...document, programmeDraft: programme },
      merge,
    });
  }

  /** Makes rules the club's own. */
  adopt(programme: ClubProgramme): void {
    this.#store.dispatch({
      do: 'edit',
      label: 'programme',
      change: (document) => ({ ...document, programme, programmeDraft: null }),
    });
  }

  plan(change: Partial<SimulationPlan>): void {
    this.#store.dispatch({
      do: 'edit',
      label: 'simulation',
      change: (document) => ({ ...document, simulation: { ...document.simulation, ...change } }),
    });
  }

  // --- inside ---

  /** The home worker, once it has the document's rules: nobody is shown, or closes, a month by others. */
  async #home(): Promise<EngineClient> {
    this.follow();
    await this.#following;
    return this.#pool.home();
  }

  #isBehind(): boolean {
    const { result, document, language } = this.#store.state;
    if (!result) return false;
    if (result.generation !== this.#generation || language !== this.#language) return true;
    if (document.registers !== this.#sentRegisters) return true;
    return (document.programme ?? this.#first) !== this.#sent;
  }

  async #catchUp(): Promise<void> {
    this.#isFollowing = true;
    while (this.#isBehind()) {
      const { result, language } = this.#store.state;
      if (!result) break;
      const { generation } = result;
      const isFresh = generation !== this.#generation;
      this.#generation = generation;
      this.#language = language;
      try {
        const home = await this.#pool.home();
        const hasRegisters = await this.#sendRegisters(home, isFresh);
        let club = await home.request('club.state', { language });
        if (this.#store.state.result?.generation !== generation) continue;
        this.#first ??= club.programme;
        const wanted = this.#store.state.document.programme ?? this.#first;
        const isOther = JSON.stringify(wanted) !== JSON.stringify(club.programme);
        this.#sent = wanted;
        if (isOther) {
          await home.request('club.programme', { programme: wanted });
          club = await home.request('club.state', { language });
        }
        this.#store.dispatch({ do: 'club.told', club });
        if (isOther || hasRegisters) this.#store.dispatch({ do: 'club.changed', closed: null });
      } catch (reason) {
        if (!(reason instanceof Cancelled)) this.#store.dispatch({ do: 'club.failed', problem: problemOf(reason) });
      }
    }
    this.#isFollowing = false;
  }

  /** Gives a worker the registers that it does not have; whether it was given any. */
  async #sendRegisters(home: EngineClient, isFresh: boolean): Promise<boolean> {
    const wanted = this.#store.state.document.registers;
    const held = isFresh ? {} : this.#sentRegisters;
    const others = kRegisterNames.filter((name) => wanted[name] !== held[name]);
    this.#sentRegisters = wanted;
    for (const name of others) await home.request('club.register', { name, document: wanted[name] ?? null });
    return others.length > 0;
  }
}
