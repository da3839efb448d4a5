// What stays on this machine between two visits: preferences, mapping profiles, and a journal of the work in hand (file names and
// decisions, never rows). The rules of where it may be kept are design.md §5.7's; every access can fail, and then nothing is kept.

import type { ProbeOverrides } from '../engine/protocol.ts';
import type { Choice, Document, KeptProfile, SourceEntry, SourceProfile, Theme } from './state.ts';
import type { Language } from '../engine/protocol.ts';

/** The work in hand, as it is kept. */
export interface Journal {
  readonly version: 1;
  /** ISO instant. */
  readonly savedAt: string;
  readonly files: readonly {
    readonly name: string;
    readonly size: number;
    readonly lastModified: number;
    readonly overrides: ProbeOverrides;
    readonly choice: Choice | null;
    readonly profile?: SourceProfile;
  }[];
  readonly rest: Omit<Document, 'sources'>;
}

export interface Preferences {
  readonly language?: Language;
  readonly theme?: Theme;
  /** The user's own word on keeping a journal. */
  readonly keeping?: 'on' | 'off';
}

/** Where things are kept; a browser's storage, or a test's. */
export interface Keeper {
  /** Whether a journal is kept here unless the user says otherwise; 'unavailable' where the browser lets nothing be kept. */
  rule(): Promise<'on' | 'off' | 'unavailable'>;
  preferences(): Preferences;
  setPreferences(preferences: Preferences): void;
  journal(): Promise<Journal | null>;
  setJournal(journal: Journal | null): Promise<void>;
  /** Mapping profiles, newest first. */
  profiles(): Promise<readonly KeptProfile[]>;
  /** Changes what is kept, whoever else may have changed it meanwhile. */
  changeProfiles(change: (kept: readonly KeptProfile[]) => readonly KeptProfile[]): Promise<void>;
  /** Removes everything of ours from this machine. */
  clear(): Promise<void>;
}

/** Keeps nothing: where a browser has no storage. */
export const noKeeper: Keeper = {
  rule: () => Promise.resolve('unavailable'),
  preferences: () => ({}),
  setPreferences: () => undefined,
  journal: () => Promise.resolve(null),
  setJournal: () => Promise.resolve(),
  profiles: () => Promise.resolve([]),
  changeProfiles: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

/** The journal of a document; null when there is nothing that could go on. Samples are made anew in a second. */
export function journalOf(document: Document, savedAt: Date): Journal | null {
  const { sources, ...rest } = document;
  const own = sources.filter(({ isSample, refused }) => !isSample && !refused);
  if (own.length === 0) return null;
  return {
    version: 1,
    savedAt: savedAt.toISOString(),
    files: own.map(({ file, overrides, choice, profile }) => ({
      name: file.name,
      size: file.size,
      lastModified: file.lastModified,
      overrides,
      choice,
      profile,
    })),
    rest,
  };
}

/** The kept decisions for a file that the user gives again (same name and size): one for each sheet that was read. */
export function keptFor(
  journal: Journal | null,
  file: File,
): readonly Pick<SourceEntry, 'overrides' | 'choice' | 'profile'>[] {
  const kept = (journal?.files ?? []).filter(({ name, size }) => name === file.name && size === file.size);
  const sheets = kept.map(({ overrides }) => overrides.sheet);
  return kept
    .filter((_, at) => sheets.indexOf(sheets[at]) === at)
    .map(({ overrides, choice, profile }) => ({ overrides, choice, profile: profile ?? null }));
}
