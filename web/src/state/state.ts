// Everything that the page shows, as one immutable value. Rows of results are not in it: they stay in the worker.
// What the user decides is the `document`: only it can be undone, and a result says which document it came from.

import type {
  Catalogue,
  ClubPreset,
  ClubProgramme,
  ClubState,
  Effect,
  EngineError,
  FileProbe,
  ImportOutcome,
  ImportProgress,
  Language,
  Look,
  LookRequest,
  MappingProfile,
  MapWindow,
  ProbeOverrides,
  ProjectRecovery,
  RegisterDocument,
  RegisterName,
  Sample,
  SegmentSummary,
  Settings,
  View,
} from '../engine/protocol.ts';

export type Step = 'import' | 'mapping' | 'segment' | 'club' | 'export';
export const kSteps: readonly Step[] = ['import', 'mapping', 'segment', 'club', 'export'];

/** The screens of the club, by what one comes for: the month's work, people and merchants, its design, its beginning and end. */
export const kClubGroups = [
  { id: 'month', pages: ['home', 'run', 'vouchers'] },
  { id: 'people', pages: ['members', 'office', 'partners', 'events'] },
  { id: 'design', pages: ['programme', 'simulator'] },
  { id: 'life', pages: ['launch', 'exit'] },
] as const;
export type ClubPage = (typeof kClubGroups)[number]['pages'][number];
/** Those that need no members: only a result. */
export const kClubPagesBefore: readonly ClubPage[] = ['launch', 'exit'];

export type Theme = 'auto' | 'light' | 'dark';
export const kThemes: readonly Theme[] = ['auto', 'light', 'dark'];

/** An error that the page itself raises; its texts are in the i18n catalogues under `error.<id>`. */
export interface PageError {
  readonly id: 'PAGE-101' | 'PAGE-102' | 'PAGE-103' | 'PAGE-104' | 'PAGE-105' | 'PAGE-106';
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

/** How the files of one source are read, kept for the next file with the same columns. */
export interface KeptProfile {
  readonly name: string;
  /** FileProbe.signature */
  readonly signature: string;
  readonly mapping: MappingProfile;
}

/** By which kept profile a file is read. 'refused': the user wants none; null: there is none, or none that is known yet. */
export type SourceProfile = Pick<KeptProfile, 'name' | 'signature'> | 'refused' | null;

/** A file that the user gave, and what the user decided about it. */
export interface SourceEntry {
  readonly id: number;
  readonly file: File;
  readonly isSample: boolean;
  readonly overrides: ProbeOverrides;
  /** Null: as the engine proposes. */
  readonly choice: Choice | null;
  readonly profile: SourceProfile;
  /** Why it could not be taken out of its archive; `file` is then empty, but for its name. */
  readonly refused: EngineError | null;
}

/** All that can be undone. */
export interface Document {
  readonly sources: readonly SourceEntry[];
  /** Null until the engine told its defaults. */
  readonly settings: Settings | null;
  readonly view: View;
  /** Columns of the customer table, in order. */
  readonly columns: readonly string[];
  /** The column whose distribution is shown. */
  readonly attribute: string;
  /** The part of the map that is zoomed in on; null: all of it. */
  readonly mapWindow: MapWindow | null;
  /** Suggested pairs of customers that the user said are not one: `into`, a line end, `from`. */
  readonly notSame: readonly string[];
  /** The club's rules; null: those that the engine starts with. */
  readonly programme: ClubProgramme | null;
  /** The rules as they are being edited; null: nothing is. */
  readonly programmeDraft: ClubProgramme | null;
  readonly simulation: SimulationPlan;
  /** What the club's people write down by hand; one that is not here is empty. */
  readonly registers: Registers;
}

export type Registers = Readonly<Partial<Record<RegisterName, RegisterDocument>>>;

/** What the simulator is asked. Money is decimal text; lifts are assumptions of the user's, low to high. */
export interface SimulationPlan {
  readonly months: number;
  readonly liftLow: number;
  readonly liftBase: number;
  readonly liftHigh: number;
  readonly redeemPercent: number;
  readonly costPer100: string;
  readonly monthlyCost: string;
  readonly marginPercent: number;
  /** The second design: a preset, the rules being edited, or none. */
  readonly rival: ClubPreset | 'draft' | 'none';
}

/** What an edit was about: `undo.<label>` in the i18n catalogues. */
export type EditLabel =
  | 'files'
  | 'reading'
  | 'columns'
  | 'thresholds'
  | 'settings'
  | 'filter'
  | 'search'
  | 'sort'
  | 'tableColumns'
  | 'attribute'
  | 'zoom'
  | 'whoIsWho'
  | 'programmeEdit'
  | 'programme'
  | 'simulation'
  | RegisterEdit;

/** An edit of a register is called by its register. */
export type RegisterEdit = `register.${RegisterName}`;

export interface HistoryStep {
  readonly document: Document;
  /** The edit that leads from this document to the next one. */
  readonly label: EditLabel;
}

export interface History {
  /** Oldest first. */
  readonly past: readonly HistoryStep[];
  /** Nearest first: what redo brings back. `label` is the edit that leads to it. */
  readonly future: readonly HistoryStep[];
  /** Edits with the same key, one right after another, are one step (typing, scrolling a zoom). */
  readonly mergeKey: string | null;
}

export type ProbeState =
  | { readonly kind: 'probing' }
  | { readonly kind: 'ready'; readonly probe: FileProbe }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type SourceState =
  | { readonly kind: 'probing' }
  | { readonly kind: 'ready'; readonly probe: FileProbe; readonly choice: Choice }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A file as the screens see it: what the user gave and what the engine found. */
export interface Source {
  readonly id: number;
  readonly file: File;
  readonly isSample: boolean;
  readonly overrides: ProbeOverrides;
  readonly profile: SourceProfile;
  readonly state: SourceState;
}

/** The figures that the next result is compared with. */
export interface FormerRun {
  readonly summary: SegmentSummary;
  readonly asOf: string | null;
}

/** The last finished import. `generation` counts results, so that tables know when to ask again. */
export interface ImportResult extends ImportOutcome {
  readonly generation: number;
  /** The document that it was made from: its files, columns, window and as-of date. */
  readonly document: Document;
  readonly isSample: boolean;
  /** The run before it, as it stood at its end; null for the first. */
  readonly former: FormerRun | null;
}

/** What stands on the result screens at this moment; all of it from one answer of the engine. */
export interface Shown {
  readonly request: LookRequest;
  readonly generation: number;
  readonly value: Look;
}

/** Settings that are being edited and not yet applied, with what they would do. */
export interface Draft {
  readonly settings: Settings;
  /** Null while the engine computes it. */
  readonly effect: { readonly value: Effect } | { readonly problem: Problem } | null;
}

/** Something that takes a while beside the import: a sample being made, an archive being opened, rows looked up, hashes for the manifest. */
export interface Task {
  readonly kind: 'sample' | 'unpack' | 'hash' | 'rejected';
  /** 0 to 1; null while unknown. */
  readonly share: number | null;
}

/** Work of an earlier visit that can go on once its files are given again. */
export interface Recovery {
  readonly files: readonly { readonly name: string; readonly size: number }[];
  readonly savedAt: string;
}

/** Where the user is in the club, and what the engine said about it. */
export interface ClubDesk {
  readonly page: ClubPage;
  /** The member whose ledger is open. */
  readonly member: string | null;
  /** Counts what changed in the engine, so that screens know when to ask again: an import, other rules, a closed month. */
  readonly revision: number;
  /** Null until the engine told. */
  readonly state: ClubState | null;
  readonly problem: Problem | null;
  /** The month that was closed last on this visit. */
  readonly closed: string | null;
  readonly file: ClubFile;
}

/** The club's file, between this page and the user's disk. */
export interface ClubFile {
  /** Months were closed, or points posted by hand, since the club was opened or saved. */
  readonly isUnsaved: boolean;
  /** Would take the place of what is not saved: the user is asked. */
  readonly asked: File | null;
  /** Opened before its data files: they are waited for. */
  readonly waiting: { readonly file: File; readonly names: readonly string[] } | null;
  readonly damaged: {
    readonly name: string;
    readonly recovery: ProjectRecovery;
    /** What is good of it, as a file of its own. */
    readonly good: Blob;
  } | null;
}

export interface State {
  readonly language: Language;
  readonly theme: Theme;
  readonly step: Step;
  /** Null until the engine answered. */
  readonly catalogue: Catalogue | null;
  readonly samples: readonly Sample[];
  /** The settings that an analysis starts with. */
  readonly defaults: Settings | null;
  readonly document: Document;
  readonly history: History;
  /** What the engine found in each file, by probeKey(). */
  readonly probes: Readonly<Record<string, ProbeState>>;
  /** The document's files with what was found in them; derived, never set by itself. */
  readonly sources: readonly Source[];
  /** The running import; null when none runs. */
  readonly run: { readonly progress: ImportProgress | null } | null;
  readonly task: Task | null;
  readonly result: ImportResult | null;
  readonly shown: Shown | null;
  /** Why the screens could not be brought up to date; null when they are. */
  readonly lookProblem: Problem | null;
  /** Thresholds under the user's hand; null when none is dragged. */
  readonly drag: { readonly cv: number; readonly ac: number } | null;
  readonly draft: Draft | null;
  /** The customer whose card is open. */
  readonly customer: string | null;
  /** The term whose definition is open. */
  readonly definition: string | null;
  readonly club: ClubDesk;
  readonly exporting: boolean;
  /** The last file that an export gave. */
  readonly exported: string | null;
  readonly recovery: Recovery | null;
  /** Newest first. Kept on this machine where `keeping` is 'on', else for this visit alone. */
  readonly profiles: readonly KeptProfile[];
  /** How many profiles the last file of profiles brought; null when none was read. */
  readonly profilesTaken: number | null;
  /** Whether progress is kept on this machine: the user's word, or the rule for this place. 'unavailable': this browser cannot. */
  readonly keeping: 'on' | 'off' | 'unavailable';
  readonly messages: readonly Message[];
}

/** Columns that the customer table starts with. */
export const kFirstColumns: readonly string[] = [
  'customer_id',
  'customer_name',
  'type',
  'amount',
  'waybills',
  'last_ship',
  'cv',
  'ac',
  'reason',
  'flags',
  'coverage',
];

export const initialDocument: Document = {
  sources: [],
  settings: null,
  view: { filters: [], search: '', sort: { column: 'amount', descending: true } },
  columns: kFirstColumns,
  attribute: 'monthly_contribution',
  mapWindow: null,
  notSame: [],
  programme: null,
  programmeDraft: null,
  simulation: {
    months: 36,
    liftLow: 0,
    liftBase: 3,
    liftHigh: 6,
    redeemPercent: 5,
    costPer100: '',
    monthlyCost: '0.00',
    marginPercent: 20,
    rival: 'minimal',
  },
  registers: {},
};

export const initialClub: ClubDesk = {
  page: 'home',
  member: null,
  revision: 0,
  state: null,
  problem: null,
  closed: null,
  file: { isUnsaved: false, asked: null, waiting: null, damaged: null },
};

export const initialState: State = {
  language: 'zh',
  theme: 'auto',
  step: 'import',
  catalogue: null,
  samples: [],
  defaults: null,
  document: initialDocument,
  history: { past: [], future: [], mergeKey: null },
  probes: {},
  sources: [],
  run: null,
  task: null,
  result: null,
  shown: null,
  lookProblem: null,
  drag: null,
  draft: null,
  customer: null,
  definition: null,
  club: initialClub,
  exporting: false,
  exported: null,
  recovery: null,
  profiles: [],
  profilesTaken: null,
  keeping: 'unavailable',
  messages: [],
};
