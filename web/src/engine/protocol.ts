// What the page and the engine's worker say to each other. One type map; client, server and tests derive from it.
// Numbers that are money travel as decimal text, never as a double.

/** Text in both languages, as the engine writes it. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** An error or notice of the engine: stable id, place, text and remedy. */
export interface EngineError extends Bilingual {
  readonly id: string;
  readonly severity: 'fatal' | 'row' | 'notice';
  /** Empty when the error is about no file. */
  readonly file: string;
  /** 1-based row of the file; 0 when the error is about no row. */
  readonly row: number;
  /** The column's header; empty when the error is about no column. */
  readonly column: string;
  readonly params: Readonly<Record<string, string>>;
  readonly zhRemedy: string;
  readonly enRemedy: string;
}

export interface Version {
  readonly version: string;
  readonly build: string;
  readonly features: readonly string[];
}

export interface CatalogueField extends Bilingual {
  readonly id: string;
  readonly type: string;
  readonly required: boolean;
}

export interface CatalogueDataset extends Bilingual {
  readonly id: string;
  readonly fields: readonly CatalogueField[];
}

export interface Catalogue {
  readonly datasets: readonly CatalogueDataset[];
}

/** What the user fixed by hand before a file is looked at again; the rest is detected. */
export interface ProbeOverrides {
  readonly dataset?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  /** 1-based row of the header; 0 when there is none. */
  readonly header?: number;
}

export interface ProbeColumn {
  /** 0-based position in the file. */
  readonly index: number;
  readonly header: string;
  /** At most five values as they stand in the file. */
  readonly samples: readonly string[];
  readonly field: string | null;
  readonly candidates: readonly string[];
  /** 0 to 1: how sure the proposal is. */
  readonly confidence: number;
  /** 0 to 1: the part of the looked-at values that the field's type can read; null without a field. */
  readonly parsedShare: number | null;
  /** The header fits more than one field: the user must be asked. */
  readonly ambiguous: boolean;
}

/** How a file is to be read. Handed back to the engine with the user's changes; keys that the page does not know pass through. */
export interface ImportPlan {
  readonly fields: Readonly<Record<string, string>>;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly headerRow?: number;
  readonly customerKey?: string;
  readonly dataset?: string;
  readonly [other: string]: unknown;
}

export interface FileProbe {
  readonly name: string;
  readonly size: number;
  readonly encoding: string;
  readonly encodingCertainty: 'bom' | 'strict' | 'likely' | 'fallback';
  readonly delimiter: string;
  /** 1-based; 0 when there is none. */
  readonly headerRow: number;
  readonly dataset: string;
  readonly datasetConfidence: number;
  readonly datasetCandidates: readonly { readonly dataset: string; readonly confidence: number }[];
  readonly customerKey: string;
  readonly columns: readonly ProbeColumn[];
  /** What stops this plan (fatal), then what is worth knowing. */
  readonly issues: readonly EngineError[];
  readonly plan: ImportPlan;
}

/** One cause of excluded or noticed rows with how many rows it hit; or, where `file` is there, a notice about a whole file. */
export interface IssueGroup extends Bilingual {
  readonly id: string;
  readonly count: number;
  readonly severity: 'fatal' | 'row' | 'notice';
  readonly zhRemedy: string;
  readonly enRemedy: string;
  readonly file?: string;
}

export interface ReportSource {
  readonly name: string;
  readonly dataset: string;
  readonly encoding: string;
  readonly rowsIn: number;
  readonly used: number;
  readonly excluded: number;
}

export interface ImportReport {
  readonly sources: readonly ReportSource[];
  readonly rowsIn: number;
  readonly used: number;
  readonly excluded: readonly IssueGroup[];
  readonly notices: readonly IssueGroup[];
  /** Of shipments; decimal text. */
  readonly amountTotal: string;
  readonly amountUsed: string;
  readonly currency: string;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly asOf: string | null;
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly customers: number;
}

export interface TypeSummary extends Bilingual {
  readonly id: string;
  readonly count: number;
  /** 0 to 1, with the interval that goes with it. */
  readonly share: number;
  readonly shareLow: number;
  readonly shareHigh: number;
  readonly amount: string;
  readonly amountShare: number | null;
}

export interface SegmentSummary {
  readonly types: readonly TypeSummary[];
  readonly customers: number;
  readonly active: number;
  readonly dormant: number;
  readonly new: number;
  readonly provisional: number;
  readonly borderline: number;
  /** cv in points (0 to 30), ac in percent. */
  readonly thresholds: { readonly mode: string; readonly cv: number; readonly ac: number };
  readonly weights: {
    readonly cv: readonly number[];
    readonly ac: readonly number[];
    readonly crCv: number;
    readonly crAc: number;
  };
  /** 0 to 1; null without customers. */
  readonly coverageMean: number | null;
  readonly notices: readonly EngineError[];
}

/** Rows of a result table; every cell is text, as it would be exported. */
export interface TableWindow {
  readonly total: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface IssueRow extends EngineError {
  /** What stood there. */
  readonly value: string;
}

export interface IssueWindow {
  /** Rows listed; of each cause and file the first thousand are. */
  readonly total: number;
  readonly rows: readonly IssueRow[];
}

export type Language = 'zh' | 'en';
export type ExportSubject = 'segment' | 'issues';

/** A file to import, with how to read it. */
export interface ImportSource {
  readonly file: File;
  readonly dataset: string;
  readonly plan: ImportPlan;
}

/** What a finished import gives at once; rows stay in the worker. */
export interface ImportOutcome {
  readonly report: ImportReport;
  readonly summary: SegmentSummary;
}

/** Real bytes and rows. A source may be asked for twice; `pass` counts up then and the bytes start over. */
export interface ImportProgress {
  readonly fileName: string;
  readonly pass: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly rows: number;
  /** True once everything is read and the engine is computing. */
  readonly computing: boolean;
}

/** At most so many rows travel in one window. */
export const kWindowRowsMax = 200;

/** Request name → what goes in and what comes back. */
export interface Requests {
  'engine.start': { params: { module: WebAssembly.Module }; result: Version };
  'catalogue.read': { params: Record<string, never>; result: Catalogue };
  'file.probe': { params: { file: File; overrides: ProbeOverrides }; result: FileProbe };
  'import.run': { params: { sources: readonly ImportSource[] }; result: ImportOutcome; progress: ImportProgress };
  'segment.window': { params: { offset: number; limit: number; language: Language }; result: TableWindow };
  'issues.window': { params: { offset: number; limit: number; id: string }; result: IssueWindow };
  'export.run': { params: { what: ExportSubject; excel: boolean; language: Language }; result: Blob };
}

export type RequestName = keyof Requests;
export type Params<N extends RequestName> = Requests[N]['params'];
export type Result<N extends RequestName> = Requests[N]['result'];
export type Progress<N extends RequestName> = Requests[N] extends { progress: infer P } ? P : never;

/** Page → worker. */
export type RequestMessage = { [N in RequestName]: { id: number; name: N; params: Params<N> } }[RequestName];

/** Why a request failed. `engine`: the engine refused, state unchanged. `unreadable`: the browser could not read the file.
 *  `broken`: the worker cannot be used any more. */
export type Failure =
  | { readonly kind: 'engine'; readonly error: EngineError }
  | { readonly kind: 'unreadable'; readonly fileName: string }
  | { readonly kind: 'broken'; readonly detail: string };

/** Worker → page: any number of `progress`, then one `result` or `failure` per request. */
export type ReplyMessage =
  | { id: number; kind: 'progress'; progress: unknown }
  | { id: number; kind: 'result'; result: unknown }
  | { id: number; kind: 'failure'; failure: Failure };
