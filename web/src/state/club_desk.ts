// The club's part of the workbench: keeps the engine's rules the same as the document's, and asks what the club's screens show.
// What was closed stays closed: a new import of the same visit takes the ledger over.

import { Cancelled } from '../engine/failure.ts';
import {
  kClubPresets,
  type ClubExample,
  type ClubLiability,
  type ClubMember,
  type ClubMembers,
  type ClubOrder,
  type ClubPreset,
  type ClubProgramme,
  type ClubRun,
  type ClubTable,
  type ExportForm,
  type Simulation,
  type SimulationWish,
} from '../engine/protocol.ts';
import type { EnginePool } from '../pool/engine_pool.ts';
import { problemOf } from './problem.ts';
import type { ClubPage, Problem, SimulationPlan } from './state.ts';
import type { Store } from './store.ts';

export type PresetProgrammes = Readonly<Record<ClubPreset, ClubProgramme>>;

export class ClubCommands {
  readonly #store: Store;
  readonly #pool: EnginePool;
  readonly #tell: (problem: Problem) => void;
  /** The import that the engine's club is of, and the rules and language that it was last asked with. */
  #generation = -1;
  #sent: ClubProgramme | null = null;
  #language = '';
  /** The rules that the engine starts with: what a document without rules of its own means. */
  #first: ClubProgramme | null = null;
  #isFollowing = false;
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
    if (!this.#isFollowing && this.#isBehind()) void this.#catchUp();
  }

  // --- questions of the screens ---

  async run(month: string): Promise<ClubRun> {
    const { language } = this.#store.state;
    return (await this.#pool.home()).request('club.run', { month, apply: false, language });
  }

  /** Posts and closes a month, for good; null after telling why not. */
  async close(month: string): Promise<ClubRun | null> {
    const { language } = this.#store.state;
    try {
      const home = await this.#pool.home();
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
    const home = await this.#pool.home();
    return home.request('club.members', { month, ...window, search, order, descending, language });
  }

  async member(id: string, asOf: string): Promise<ClubMember> {
    const { language } = this.#store.state;
    return (await this.#pool.home()).request('club.member', { id, asOf, language });
  }

  async liability(from: string, to: string): Promise<ClubLiability> {
    const { language } = this.#store.state;
    return (await this.#pool.home()).request('club.liability', { from, to, language });
  }

  async simulate(programme: ClubProgramme, wish: SimulationWish): Promise<Simulation> {
    const { language } = this.#store.state;
    return (await this.#pool.home()).request('club.simulate', { programme, ...wish, language });
  }

  async check(programme: ClubProgramme): Promise<readonly ClubExample[]> {
    const { language } = this.#store.state;
    return (await (await this.#pool.home()).request('club.check', { programme, language })).example;
  }

  /** The rules of the presets, asked of a worker beside the home worker: there, asking for one sets it. */
  presets(): Promise<PresetProgrammes> {
    this.#presets ??= this.#pool
      .beside(async (worker) => {
        const found: [ClubPreset, ClubProgramme][] = [];
        for (const preset of kClubPresets)
          found.push([preset, (await worker.request('club.programme', { preset })).programme]);
        return Object.fromEntries(found) as Record<ClubPreset, ClubProgramme>;
      }, new AbortController().signal)
      .catch((reason: unknown) => {
        this.#presets = null;
        throw reason;
      });
    return this.#presets;
  }

  /** A programme out of a file with everything that it leaves out, or why it is refused; the club's own stays as it is. */
  async whole(programme: ClubProgramme): Promise<ClubProgramme> {
    return this.#pool.beside(
      async (worker) => (await worker.request('club.programme', { programme })).programme,
      new AbortController().signal,
    );
  }

  /** The bytes of a table, or null after telling why not. */
  async table(what: ClubTable, month: string, form: ExportForm): Promise<Blob | null> {
    const { language } = this.#store.state;
    try {
      return await (await this.#pool.home()).request('club.export', { what, month, form, language });
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
      return null;
    }
  }

  // --- edits: each can be undone ---

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

  #isBehind(): boolean {
    const { result, document, language } = this.#store.state;
    if (!result) return false;
    if (result.generation !== this.#generation || language !== this.#language) return true;
    return (document.programme ?? this.#first) !== this.#sent;
  }

  async #catchUp(): Promise<void> {
    this.#isFollowing = true;
    while (this.#isBehind()) {
      const { result, document, language } = this.#store.state;
      if (!result) break;
      const { generation } = result;
      const isNewData = generation !== this.#generation;
      if (isNewData) this.#first = this.#sent = null;
      this.#generation = generation;
      this.#language = language;
      try {
        const home = await this.#pool.home();
        let club = await home.request('club.state', { language });
        if (this.#store.state.result?.generation !== generation) continue;
        this.#first ??= club.programme;
        this.#sent ??= this.#first;
        const wanted = document.programme ?? this.#first;
        const isOther = wanted !== this.#sent;
        if (isOther) {
          this.#sent = wanted;
          await home.request('club.programme', { programme: wanted });
          club = await home.request('club.state', { language });
        }
        this.#store.dispatch({ do: 'club.told', club });
        if (isOther) this.#store.dispatch({ do: 'club.changed', closed: null });
      } catch (reason) {
        if (!(reason instanceof Cancelled)) this.#store.dispatch({ do: 'club.failed', problem: problemOf(reason) });
      }
    }
    this.#isFollowing = false;
  }
}
