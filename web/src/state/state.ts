// Everything that the page shows, as one immutable value. Rows of results are not in it: they stay in the worker.

import type {
  Catalogue,
  EngineError,
  FileProbe,
  ImportOutcome,
  ImportProgress,
  Language,
  ProbeOverrides,
} from '../engine/protocol.ts';

export type Step = 'import' | 'mapping' | 'segment';
export const kSteps: readonly Step[] = ['import', 'mapping', 'segment'];

/** An error that the page itself raises; its texts are in the i18n catalogues under `error.<id>`. */
export interface PageError {
  readonly id: 'PAGE-101' | 'PAGE-102' | 'PAGE-103' | 'PAGE-104';
  readonly params: Readonly<Record<string, string>>;
}

export type Problem =
  { readonly from: 'engine'; readonly error: EngineError } | { readonly from: 'page'; readonly error: PageError };

/** A problem that is shown until the user closes it. */
export interface Message {
  readonly id: number;
  readonly problem: Problem;
}

/** What the user decided about a file's columns; starts as the engine's proposal. */
export interface Choice {
  /** Column index → field. A column that is not in it is not used. */
  readonly fields: Readonly<Record<string, string>>;
  /** Ambiguous columns that the user has answered, "not used" included. */
  readonly answered: readonly number[];
  readonly customerKey: string | null;
}

export type SourceState =
  | { readonly kind: 'probing' }
  | { readonly kind: 'ready'; readonly probe: FileProbe; readonly choice: Choice }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A file that the user gave, and how it is to be read. */
export interface Source {
  readonly id: number;
  readonly file: File;
  readonly overrides: ProbeOverrides;
  readonly state: SourceState;
}

export interface State {
  readonly language: Language;
  readonly step: Step;
  /** Null until the engine answered. */
  readonly catalogue: Catalogue | null;
  readonly sources: readonly Source[];
  /** The running import; null when none runs. */
  readonly run: { readonly progress: ImportProgress | null } | null;
  /** The last finished import. `generation` counts results, so that tables know when to ask again. */
  readonly result: (ImportOutcome & { readonly generation: number }) | null;
  readonly exporting: boolean;
  /** The last file that an export gave. */
  readonly exported: string | null;
  readonly messages: readonly Message[];
}

export const initialState: State = {
  language: 'zh',
  step: 'import',
  catalogue: null,
  sources: [],
  run: null,
  result: null,
  exporting: false,
  exported: null,
  messages: [],
};
