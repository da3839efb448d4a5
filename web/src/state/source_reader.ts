// Looks at the files of the document and remembers how they were read: a file with the columns of a kept profile is read by it.

import { Cancelled } from '../engine/failure.ts';
import type { FileProbe, MappingProfile } from '../engine/protocol.ts';
import type { EnginePool } from '../pool/engine_pool.ts';
import { planOf } from './choice.ts';
import type { Keeper } from './keeper.ts';
import { pageProblem, problemOf } from './problem.ts';
import {
  isOpenToProfiles,
  keptMapping,
  profileName,
  signatureOf,
  withoutProfile,
  withProfile,
  withProfiles,
} from './profiles.ts';
import { probeKey } from './sources.ts';
import type { Choice, KeptProfile, Problem, SourceEntry } from './state.ts';
import type { Store } from './store.ts';

type Change = (profiles: readonly KeptProfile[]) => readonly KeptProfile[];

export class SourceReader {
  readonly #store: Store;
  readonly #pool: EnginePool;
  readonly #keeper: Keeper;
  readonly #tell: (problem: Problem) => void;

  constructor(store: Store, pool: EnginePool, keeper: Keeper, tell: (problem: Problem) => void) {
    this.#store = store;
    this.#pool = pool;
    this.#keeper = keeper;
    this.#tell = tell;
  }

  /** Looks at a file; by a kept profile where its columns are known. */
  async probe(entry: SourceEntry): Promise<void> {
    const { id, file, overrides, refused } = entry;
    if (refused) return;
    this.#store.dispatch({ do: 'probe.start', id, overrides });
    try {
      const home = await this.#pool.home();
      const probe = await home.request('file.probe', { file, overrides });
      const known = this.#store.state.profiles.find(({ signature }) => signature === probe.signature);
      if (known) await this.#readBy(entry, known);
      this.#store.dispatch({ do: 'probe.done', id, overrides, probe });
    } catch (reason) {
      this.#store.dispatch({ do: 'probe.failed', id, overrides, problem: problemOf(reason) });
    }
  }

  /** Looks at files whose present reading has not been looked at (a reading may come back by undo). */
  async probeWhatIsMissing(): Promise<void> {
    const { document, probes } = this.#store.state;
    await Promise.all(
      document.sources
        .filter(({ id, overrides }) => !probes[probeKey(id, overrides)])
        .map((entry) => this.probe(entry)),
    );
  }

  /** How a file is read now, as far as it holds for others like it. */
  async mappingOf(id: number): Promise<MappingProfile | null> {
    const found = this.#ready(id);
    if (!found) return null;
    const { entry, probe, choice } = found;
    const plan = planOf(probe, choice);
    return keptMapping(await (await this.#pool.home()).request('mapping.write', { plan }), entry.overrides);
  }

  /** Keeps how the files of a finished import were read. Of several with the same columns, the one in which the user decided something. */
  async remember(entries: readonly SourceEntry[]): Promise<void> {
    const own = entries.filter(({ isSample, refused }) => !isSample && !refused);
    const inOrder = [...own.filter(({ choice }) => !choice), ...own.filter(({ choice }) => choice)];
    const read: { entry: SourceEntry; signature: string; mapping: MappingProfile }[] = [];
    try {
      for (const entry of inOrder) {
        const found = this.#ready(entry.id);
        const mapping = await this.mappingOf(entry.id);
        if (found && mapping)
          read.push({ entry, signature: signatureOf(entry, this.#store.state.probes, found.probe), mapping });
      }
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
    }
    this.#keep((profiles) =>
      read.reduce((kept, { entry, signature, mapping }) => {
        const names = kept.map(({ name }) => name);
        const former = kept.find((profile) => profile.signature === signature);
        const name = former?.name ?? profileName(entry.file.name, names);
        return JSON.stringify(former?.mapping) === JSON.stringify(mapping)
          ? kept
          : withProfile(kept, { name, signature, mapping });
      }, profiles),
    );
  }

  /** Keeps how a file is read now, under a name. */
  async rememberAs(id: number, name: string): Promise<void> {
    const mapping = await this.mappingOf(id);
    const found = this.#ready(id);
    if (!mapping || !found) return;
    const signature = signatureOf(found.entry, this.#store.state.probes, found.probe);
    this.#keep((profiles) => withProfile(profiles, { name, signature, mapping }));
  }

  rename(signature: string, name: string): void {
    this.#keep((profiles) =>
      profiles.map((profile) => (profile.signature === signature ? { ...profile, name } : profile)),
    );
    this.#rebaseSources((entry) =>
      entry.profile !== 'refused' && entry.profile?.signature === signature
        ? { ...entry, profile: { name, signature } }
        : entry,
    );
  }

  forget(signature: string): void {
    this.#keep((profiles) => withoutProfile(profiles, signature));
  }

  /** Takes the profiles of a file in; they go before those that are kept. */
  take(fileName: string, profiles: readonly KeptProfile[] | 'bad' | null): void {
    if (profiles === null || profiles === 'bad') {
      this.#tell(pageProblem('PAGE-106', { name: fileName }));
      return;
    }
    this.#keep((kept) => withProfiles(kept, profiles), profiles.length);
    void this.#readByKept();
  }

  /** Takes up what an earlier visit kept. */
  async takeUp(): Promise<void> {
    const kept = await this.#keeper.profiles();
    if (kept.length === 0) return;
    this.#store.dispatch({ do: 'profiles', profiles: withProfiles(kept, this.#store.state.profiles) });
    await this.#readByKept();
  }

  /** The user's word on keeping: those of this visit are kept from now on, or none is. */
  setKeeping(keeping: 'on' | 'off'): void {
    const { profiles } = this.#store.state;
    void this.#keeper.changeProfiles((kept) => (keeping === 'on' ? withProfiles(kept, profiles) : []));
  }

  /** Reads a file by a kept profile, unless the user has said something about it already. A profile that the engine refuses is told, and
   *  the file read without it. */
  async #readBy(entry: SourceEntry, { name, signature, mapping }: KeptProfile): Promise<void> {
    if (!isOpenToProfiles(entry)) return;
    const { id, file } = entry;
    const overrides = { ...entry.overrides, mapping };
    try {
      const probe = await (await this.#pool.home()).request('file.probe', { file, overrides });
      this.#store.dispatch({ do: 'probe.done', id, overrides, probe });
      const asked = probeKey(id, entry.overrides);
      // Not the user's doing: undo does not bring back what was there for a moment.
      this.#rebaseSources((one) =>
        probeKey(one.id, one.overrides) === asked && isOpenToProfiles(one)
          ? { ...one, overrides, profile: { name, signature } }
          : one,
      );
    } catch (reason) {
      if (!(reason instanceof Cancelled)) this.#tell(problemOf(reason));
    }
  }

  /** Profiles came in: files about which nothing was decided may be read by them. */
  async #readByKept(): Promise<void> {
    const { document, sources, profiles } = this.#store.state;
    await Promise.all(
      document.sources.map(async (entry) => {
        const state = sources.find(({ id }) => id === entry.id)?.state;
        if (state?.kind !== 'ready') return;
        const known = profiles.find(({ signature }) => signature === state.probe.signature);
        if (known) await this.#readBy(entry, known);
      }),
    );
  }

  /** A file that has been looked at, with what was found. */
  #ready(id: number): { readonly entry: SourceEntry; readonly probe: FileProbe; readonly choice: Choice } | null {
    const { document, sources } = this.#store.state;
    const entry = document.sources.find((one) => one.id === id);
    const state = sources.find((one) => one.id === id)?.state;
    return entry && state?.kind === 'ready' ? { entry, probe: state.probe, choice: state.choice } : null;
  }

  /** Changes the kept profiles, in this visit and, where it may be, on this machine. */
  #keep(change: Change, taken?: number): void {
    const profiles = change(this.#store.state.profiles);
    this.#store.dispatch(taken === undefined ? { do: 'profiles', profiles } : { do: 'profiles', profiles, taken });
    // Another window may have kept some meanwhile.
    if (this.#store.state.keeping === 'on') void this.#keeper.changeProfiles(change);
  }

  #rebaseSources(change: (entry: SourceEntry) => SourceEntry): void {
    this.#store.dispatch({
      do: 'rebase',
      change: (document) => {
        const sources = document.sources.map(change);
        return sources.every((entry, at) => entry === document.sources[at]) ? document : { ...document, sources };
      },
    });
  }
}
