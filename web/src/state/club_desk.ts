// The club's part of the workbench: keeps the engine's rules the same as the document's, and asks what the club's screens show.
// What was closed stays closed: a new import of the same visit takes the ledger over.

import { Cancelled } from '../engine/failure.ts';
import {
  kClubPresets,
  kRegisterNames,
  type ClubExamples,
  type ClubLiability,
  type ClubMember,
  type ClubMembers,
  type ClubOrder,
  type ClubPreset,
  type ClubProgramme,
  type ClubRun,
  type ClubTable,
  type Params,
  type RegisterAct,
  type RegisterDocument,
  type RegisterName,
  type Simulation,
  type SimulationWish,
} from '../engine/protocol.ts';
import type { EngineClient } from '../engine/client.ts';
import type { EnginePool } from '../pool/engine_pool.ts';
import { problemOf } from './problem.ts';
import { profilesText } from './profiles.ts';
import { importSourcesOf } from './sources.ts';
import type { ClubPage, Problem, Registers, SimulationPlan, State } from './state.ts';
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

  constructor(store: Store, pool: EnginePool, tell: (problem: Problem) => void) {
    this.#store = store;
    this.#pool = pool;
    this.#tell = tell;
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
      return run;
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
    }
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

  /** The rules of the presets. To ask for one sets it, so the club's own are set again in the same breath: the worker answers one request
   *  after another, and nobody's comes in between. */
  presets(): Promise<PresetProgrammes> {
    this.#presets ??= this.#asideOf(kClubPresets.map((preset) => ({ preset })))
      .then(
        (programmes) =>
          Object.fromEntries(kClubPresets.map((preset, at) => [preset, programmes[at]])) as Record<
            ClubPreset,
            ClubProgramme
          >,
      )
      .catch((reason: unknown) => {
        this.#presets = null;
        throw reason;
      });
    return this.#presets;
  }

  /** A programme out of a file with everything that it leaves out, or why it is refused; the club's own stays as it is. */
  async whole(programme: ClubProgramme): Promise<ClubProgramme> {
    const [whole] = await this.#asideOf([{ programme }]);
    if (!whole) throw new Cancelled();
    return whole;
  }

  async #asideOf(wishes: readonly Params<'club.programme'>[]): Promise<readonly ClubProgramme[]> {
    const own = this.#sent;
    if (!own) throw new Cancelled();
    const home = await this.#home();
    const asked = wishes.map((wish) => home.request('club.programme', wish));
    const back = home.request('club.programme', { programme: own });
    const [answers] = await Promise.all([Promise.all(asked), back]);
    return answers.map(({ programme }) => programme);
  }

  // --- the club's file ---

  /** The club's file: settings, profiles, rules, ledger; null after telling why not. */
  async projectFile(): Promise<Blob | null> {
    try {
      return await (await this.#home()).request('project.write', { project: projectOf(this.#store.state) });
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
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
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
    }
  }

  /** What a new import must not lose: the closed months live in the worker that goes with the old one. Null where there are none; rejects
   *  where they cannot be had, and then nothing must be imported. */
  async kept(): Promise<Blob | null> {
    const periods = this.#store.state.club.state?.periods ?? [];
    if (periods.length === 0) return null;
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

  /** The bytes of a table, or null after telling why not. */
  async table(what: ClubTable, month: string, form: 'csv' | 'excel'): Promise<Blob | null> {
    const { language } = this.#store.state;
    try {
      return await (await this.#home()).request('club.export', { what, month, form, language });
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
    }
  }

  /** What a screen shows of a register. */
  async view<View>(name: RegisterName, question: Readonly<Record<string, unknown>>): Promise<View> {
    const { language } = this.#store.state;
    return (await (await this.#home()).request('club.view', { ...question, name, language })) as View;
  }

  // --- edits: each can be undone ---

  /** Does something in a register; rejects with why it is refused, and then nothing has changed. */
  async act(name: RegisterName, act: RegisterAct): Promise<void> {
    const { language } = this.#store.state;
    const { document: made } = await (await this.#home()).request('club.act', { name, act, language });
    this.#setRegister(name, made, act.do === 'erase');
  }

  #setRegister(name: RegisterName, made: RegisterDocument, isFinal: boolean): void {
    // What was erased must not come back with undo: every document of this visit gets the register as it is now.
    if (isFinal) {
      this.#store.dispatch({
        do: 'rebase',
        change: (document) => ({ ...document, registers: { ...document.registers, [name]: made } }),
      });
      return;
    }
    this.#store.dispatch({
      do: 'edit',
      label: `register.${name}`,
      change: (document) => ({ ...document, registers: { ...document.registers, [name]: made } }),
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
