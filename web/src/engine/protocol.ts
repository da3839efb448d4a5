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
  /** Fields that can say whose row it is, in the order of proposal; empty: no row belongs to a customer. */
  readonly keys: readonly string[];
  /** False: a row may be nobody's. */
  readonly keyRequired?: boolean;
  /** What the product can do once such a file is loaded. */
  readonly unlocks: Bilingual;
}

export interface Catalogue {
  readonly datasets: readonly CatalogueDataset[];
}

/** How a file is read, as a document of its own (docs/settings.md): kept for the next file of the same source. */
export interface MappingProfile {
  readonly version: 1;
  readonly [key: string]: unknown;
}

/** What to do with rows that would be left out, cause by cause; a part of a mapping profile. */
export interface RowRules {
  /** INGEST-201: no customer. */
  readonly customer: 'exclude' | 'above';
  /** INGEST-202: no ship date. */
  readonly shipDate: 'exclude' | 'above';
  /** INGEST-212: no amount. */
  readonly amount: 'exclude' | 'zero';
  /** INGEST-204: an amount that cannot be read. */
  readonly unreadableAmount: 'exclude' | 'zero';
  /** INGEST-206: delivered before shipped; `drop`: the row counts, its delivery does not. */
  readonly earlyDelivery: 'exclude' | 'drop';
  /** INGEST-209: more cells than the header; `drop`: the row counts, those cells do not. */
  readonly moreCells: 'exclude' | 'drop';
  /** INGEST-205: a waybill number in scientific notation; `drop`: the row counts without one. */
  readonly lostWaybill: 'exclude' | 'drop';
}

/** What the user fixed by hand before a file is looked at again; the rest is detected. */
export interface ProbeOverrides {
  /** Goes before the other wishes here. */
  readonly mapping?: MappingProfile;
  readonly sheet?: string;
  /** Rows that the header takes: 1 or 2. */
  readonly headerRows?: number;
  /** "2026-09": the month of a statement whose dates have no year. */
  readonly billMonth?: string;
  readonly dateOrder?: 'auto' | 'dayFirst' | 'monthFirst';
  readonly taxBasis?: 'unknown' | 'included' | 'excluded';
  /** 0.06 */
  readonly taxRate?: number;
  readonly rules?: Partial<RowRules>;
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
  /** Told by content, never by the name. */
  readonly format: 'delimited' | 'xlsx' | 'json' | 'html';
  /** Of a workbook; else empty. */
  readonly sheets: readonly { readonly name: string; readonly state: 'visible' | 'hidden' | 'veryHidden' }[];
  /** The sheet that is read; else empty. */
  readonly sheet: string;
  /** Same for files with the same columns: by it a mapping profile is found again. */
  readonly signature: string;
  /** The plan as a mapping profile. */
  readonly mapping: MappingProfile;
  /** The first rows as they stand, header and what is above it included: at most 30. */
  readonly preview: readonly (readonly string[])[];
  readonly headerRows: number;
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
  /** Distinct customers (or members, waybills: what the dataset's key says); null where the dataset has none. */
  readonly keys: number | null;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  /** Sum of the dataset's money; decimal text, null without. */
  readonly amount: string | null;
  /** Of shipments: the money of all rows that have an amount, and of those that are used; decimal text in the report's currency. */
  readonly amountTotal?: string;
  readonly amountUsed?: string;
  /** Customers that only this file knows; null where that says nothing (shipments, customers, a dataset without customers). */
  readonly unknownCustomers: number | null;
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
  /** Money of used rows by currency, as the files have it, and what it came to inside the window, after currency and tax. */
  readonly money?: {
    readonly currencies: readonly { readonly currency: string; readonly amount: string; readonly counted: string }[];
  };
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly asOf: string | null;
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly customers: number;
  readonly datasets: readonly { readonly dataset: string; readonly files: number; readonly rows: number }[];
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
    /** Of the judgements as they stand, whatever the mode in use. */
    readonly lambdaMaxCv: number;
    readonly lambdaMaxAc: number;
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

// --- settings: the engine's own document (docs/settings.md); the keys are those of its JSON ---

export type ThresholdMode = 'fixed' | 'parity' | 'quantile' | 'mean' | 'two_class' | 'manual';
export type WeightMode = 'ahp' | 'equal' | 'own';

export interface WeightSettings {
  readonly mode: WeightMode;
  /** Upper triangle in row order: "row is v times as important as column". */
  readonly judgements: readonly number[];
  readonly own: readonly number[];
}

export interface ScoreCurve {
  readonly is_log: boolean;
  readonly points: readonly (readonly [x: number, score: number])[];
}

export interface Settings {
  readonly version: 1;
  readonly as_of: string | null;
  readonly window: 'last12' | 'all' | { readonly from: string; readonly to: string };
  readonly profile: {
    readonly occasion: 'ship_day' | 'waybill' | 'month';
    readonly our_carrier: string;
    readonly satisfaction_scale: 0 | 5 | 10 | 100;
  };
  readonly money: {
    readonly currency: string;
    /** Units of `currency` for one unit, from that day on; decimal text. */
    readonly rates: readonly { readonly currency: string; readonly from: string; readonly rate: string }[];
    readonly tax_basis: 'included' | 'excluded';
    /** 0.06 is 6 %. */
    readonly default_tax_rate: number | null;
  };
  readonly customers: {
    readonly merges: readonly { readonly into: string; readonly from: readonly string[] }[];
    readonly groups: readonly { readonly name: string; readonly members: readonly string[] }[];
  };
  readonly cvac: {
    readonly attributes: {
      readonly monthly_contribution: ScoreCurve;
      readonly avg_spend: ScoreCurve;
      readonly purchase_cycle: ScoreCurve;
      readonly satisfaction: ScoreCurve;
      readonly tenure: ScoreCurve;
      readonly recency: ScoreCurve;
      readonly choice_share: ScoreCurve | null;
      readonly cycle_direction: 'shorter_is_better' | 'longer_is_better';
      readonly carriers: number;
      readonly cycle_days_if_unknown: number;
    };
    readonly cv_weights: WeightSettings;
    readonly ac_weights: WeightSettings;
    readonly rival_attraction: number;
    readonly thresholds: {
      readonly mode: ThresholdMode;
      readonly cv_quantile: number;
      readonly ac_quantile: number;
      readonly cv_manual: number;
      readonly ac_manual: number;
    };
    readonly stability: { readonly band: number; readonly keeps_type: boolean };
    readonly coverage_min: number;
    readonly new_below_months: number;
  };
  readonly rfm: {
    readonly bins: number;
    readonly cuts: 'quantile' | 'fixed';
    readonly frequency: 'waybills' | 'ship_days';
    readonly recency_days: readonly number[];
    readonly frequency_count: readonly number[];
    readonly monetary_yuan: readonly number[];
  };
  readonly abc: { readonly a_percent: number; readonly b_percent: number; readonly top_percent: number };
}

// --- the customers that are looked at ---

export type TypeId = 'core' | 'contested' | 'loyal' | 'general';

/** One condition; conditions are joined by "and", the values inside one by "or". At most one condition of each kind (of each column
 *  for ranges). */
export type Filter =
  | { readonly by: 'type'; readonly is: readonly TypeId[] }
  | { readonly by: 'flag'; readonly is: readonly ('borderline' | 'provisional' | 'dormant' | 'new')[] }
  | { readonly by: 'rfm_segment'; readonly is: readonly string[] }
  | { readonly by: 'rfm_cell'; readonly is: readonly { readonly r: number; readonly f: number }[] }
  | { readonly by: 'abc_class'; readonly is: readonly ('A' | 'B' | 'C')[] }
  /** Inside a polygon on the map, its edge included; 3 to 500 corners. */
  | { readonly by: 'area'; readonly points: readonly (readonly [ac: number, cv: number])[] }
  /** from <= value < to; null is open. */
  | { readonly by: 'range'; readonly column: string; readonly from: number | null; readonly to: number | null };

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** Which customers, and in which order. */
export interface View {
  readonly filters: readonly Filter[];
  /** Fragment of a name or id, or pinyin initials; empty: all. */
  readonly search: string;
  /** Null: by customer code. Equal values stay in the order of the code; missing values come last. */
  readonly sort: Sort | null;
}

/** A part of the map, in axis units. */
export interface MapWindow {
  readonly acFrom: number;
  readonly acTo: number;
  readonly cvFrom: number;
  readonly cvTo: number;
}

/** The customers on the two axes. Filters apply, that of the area excepted. */
export interface MapLook {
  /** All that can occur: 0 to the greatest availability possible, 0 to 30. */
  readonly extent: MapWindow;
  readonly window: MapWindow;
  /** Customers inside the window. */
  readonly customers: number;
  /** Bins of the window, row by row from the lowest value up. A value on an edge belongs to the bin above it, the window's own upper
   *  edges to the last bin. */
  readonly columns: number;
  readonly rows: number;
  /** [bin, customers, bin, customers, ...] of the bins that are not empty, ascending. */
  readonly cells: readonly number[];
  readonly cellMax: number;
  /** Each customer, where the window holds at most 2000; else null. */
  readonly points:
    | readonly {
        readonly id: string;
        readonly name: string;
        readonly ac: number;
        readonly cv: number;
        readonly type: TypeId;
        readonly flags: readonly string[];
      }[]
    | null;
}

export interface RfmSegmentLook extends Bilingual {
  readonly id: string;
  readonly count: number;
  readonly share: number;
}

export interface RfmBinsLook {
  readonly cuts: readonly number[];
  readonly sizes: readonly number[];
}

/** Recency × frequency. Filters apply, those of cells and RFM segments excepted; cuts are those of all customers. */
export interface RfmLook {
  readonly bins: number;
  /** Scored customers under the filters. */
  readonly customers: number;
  /** Every r × f, r and f from 1; amounts as decimal text. */
  readonly cells: readonly {
    readonly r: number;
    readonly f: number;
    readonly count: number;
    readonly amount: string;
  }[];
  readonly segments: readonly RfmSegmentLook[];
  readonly recency: RfmBinsLook;
  readonly frequency: RfmBinsLook;
  readonly monetary: RfmBinsLook;
  readonly notices: readonly EngineError[];
}

/** Concentration of revenue over all customers, whatever the filters: a share of a selection would say nothing. */
export interface AbcLook {
  readonly classes: readonly {
    readonly id: 'A' | 'B' | 'C';
    readonly customers: number;
    readonly valueShare: number;
  }[];
  readonly customersCounted: number;
  readonly topPercent: number;
  readonly topCustomers: number;
  readonly topShare: number;
  readonly customersFor80: number;
  readonly customersFor80Share: number;
  readonly gini: number;
  readonly curve: readonly {
    readonly customers: number;
    readonly customerShare: number;
    readonly valueShare: number;
  }[];
}

/** How an attribute is spread. Filters apply, the range of the same column excepted. */
export interface DistributionLook {
  readonly column: string;
  /** With a value. */
  readonly customers: number;
  readonly missing: number;
  /** counts[i] customers in edges[i] <= value < edges[i + 1]; the last bin includes its upper edge. Empty without values. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** The edges grow by factors (1, 2, 5, 10 ...): most values lie in a small part of the range. */
  readonly isLog: boolean;
  /** Null without values. */
  readonly figures: {
    readonly min: number;
    readonly p10: number;
    readonly median: number;
    readonly p90: number;
    readonly max: number;
    readonly mean: number;
  } | null;
}

/** What could not be computed says why. */
export type OrError<T> = { readonly value: T } | { readonly error: EngineError };

/** Everything that a screen shows at one moment: a pure function of the data and this request, so that its parts always agree. */
export interface LookRequest {
  readonly settings: Settings;
  readonly view: View;
  /** Null: the map's whole extent. */
  readonly map: { readonly window: MapWindow | null; readonly columns: number; readonly rows: number };
  readonly distribution: string;
  readonly table: { readonly columns: readonly string[]; readonly offset: number; readonly limit: number };
  readonly language: Language;
}

export interface Look {
  /** Of all customers, whatever the filters. */
  readonly summary: SegmentSummary;
  /** Of the customers under the filters and the search. */
  readonly selected: {
    readonly customers: number;
    readonly amount: string;
    readonly types: readonly { readonly id: TypeId; readonly count: number; readonly amount: string }[];
  };
  readonly map: MapLook;
  readonly rfm: OrError<RfmLook>;
  readonly abc: OrError<AbcLook>;
  readonly distribution: DistributionLook;
  readonly table: TableWindow;
}

/** What other settings would change, without changing anything. */
export interface Effect {
  readonly summary: SegmentSummary;
  /** Customers whose type would differ. */
  readonly moved: number;
  /** moves[from][to] customers, both in the order of summary.types. */
  readonly moves: readonly (readonly number[])[];
}

/** Everything about one customer. Texts of `values` are the exported ones, by column; a missing value is empty. */
export interface CustomerCard {
  readonly id: string;
  readonly name: string;
  readonly type: TypeId;
  readonly rawType: TypeId;
  readonly flags: readonly string[];
  readonly reason: Bilingual;
  readonly cv: number;
  readonly ac: number;
  readonly thresholds: { readonly cv: number; readonly ac: number };
  /** Value minus threshold, exact to 1e-9; negative is low. */
  readonly cvDistance: number;
  readonly acDistance: number;
  readonly coverage: number;
  readonly coverageMin: number;
  /** The eight attributes of the two axes. A score that is not known: on AC counts neutral 5, on CV its weight goes to the others. */
  readonly attributes: readonly {
    readonly id: string;
    readonly axis: 'cv' | 'ac';
    readonly value: number | null;
    readonly score: number | null;
    readonly weight: number;
  }[];
  readonly values: Readonly<Record<string, string>>;
  readonly rfm: {
    readonly r: number;
    readonly f: number;
    readonly m: number;
    readonly code: number;
    readonly segment: RfmSegmentLook | null;
  } | null;
  readonly abc: { readonly class: 'A' | 'B' | 'C'; readonly share: number; readonly cumShareBefore: number } | null;
  /** Every calendar month of the window, oldest first, silent ones with zeros. */
  readonly months: readonly {
    readonly month: string;
    readonly amount: string;
    readonly shipDays: number;
    readonly lines: number;
  }[];
}

/** Rows of the files themselves, found by a second scan. */
export interface SourceRows {
  /** All that were found; of these, the first `limit` of each file are in `files`. */
  readonly total: number;
  /** Rows that count into the customer's figures: used, and inside the window. */
  readonly inWindow: number;
  /** Sum of the amounts of those; decimal text. */
  readonly amountInWindow: string;
  readonly files: readonly {
    readonly name: string;
    readonly dataset: string;
    readonly total: number;
    readonly headers: readonly string[];
    readonly rows: readonly {
      /** 1-based row of the file. */
      readonly row: number;
      readonly cells: readonly string[];
      readonly inWindow: boolean;
    }[];
  }[];
}

export interface SampleFile {
  readonly name: string;
}

/** A company that the generator makes up. */
export interface Sample extends Bilingual {
  readonly id: string;
  readonly zhAbout: string;
  readonly enAbout: string;
  readonly rows: number;
  readonly customers: number;
  /** The file of `files` with the club's rules; empty where there is no club. */
  readonly programme: string;
  /** How many months of the club are closed when it is shown. */
  readonly closedMonths: number;
  readonly files: readonly SampleFile[];
}

/** `workbook` is one .xlsx with a sheet for each type, RFM, 80/20, data issues and the definitions (form `xlsx` alone). */
export type ExportSubject = 'segment' | 'rfm' | 'abc' | 'profile' | 'issues' | 'merges' | 'groups' | 'workbook';
/** `excel` is the CSV that spreadsheets open without harm; `xlsx` a real workbook. */
/** The results that are one table of customers each. */
export type ResultTableName = 'profile' | 'segment' | 'rfm' | 'abc';

/** A column of texts: that of row r is bytes [ends[r - 1], ends[r]) in UTF-8, from 0 in row 0. */
export interface PackedTexts {
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
}
/** Numbers: Float64Array, NaN where it is not known; counts: Uint32Array; days since 1970-01-01: Int32Array, -2147483648 where it is not
 *  known; money in hundredths: BigInt64Array. */
export type ColumnArray = PackedTexts | Float64Array | Uint32Array | Int32Array | BigInt64Array;
export interface PackedColumns {
  readonly rows: number;
  readonly columns: readonly (readonly [name: string, values: ColumnArray])[];
}

export type ExportForm = 'csv' | 'excel' | 'json' | 'xlsx';

// --- who is who ---

export interface MergeParty {
  readonly id: string;
  readonly name: string;
  readonly waybills: number;
  readonly amount: string;
  readonly lastShip: string | null;
}

/** Two customers that may be one (`merge`), or branches of one (`group`). */
export interface MergeSuggestion {
  readonly kind: 'merge' | 'group';
  readonly into: MergeParty;
  readonly from: MergeParty;
  readonly evidence: readonly Bilingual[];
  /** 0 to 1. */
  readonly score: number;
}

export interface Merges {
  /** Best first; at most 500 of `total`. */
  readonly suggestions: readonly MergeSuggestion[];
  readonly total: number;
  /** As the settings of the last import have them. */
  readonly applied: readonly { readonly into: string; readonly from: readonly string[] }[];
}

export interface CustomerGroups {
  readonly groups: readonly {
    readonly name: string;
    readonly amount: string;
    readonly share: number;
    readonly members: readonly {
      readonly id: string;
      readonly name: string;
      readonly type: TypeId;
      readonly amount: string;
    }[];
  }[];
}

// --- the loyalty club: points are whole numbers, money is decimal text, days "2026-05-31", months "2026-05" ---

export type MemberState = 'applied' | 'approved' | 'card_issued' | 'active' | 'suspended' | 'exited';

/** Why something was refused, in the language that was asked for. */
export interface ClubRefusal {
  readonly id: string;
  readonly text: string;
  readonly remedy: string;
}

/** The rules of a club as a document (docs/programme.md); keys that the page does not edit pass through. */
export interface ClubProgramme {
  readonly id: string;
  readonly name: Bilingual;
  readonly earn: readonly EarnRule[];
  readonly rewards: readonly ClubReward[];
  readonly redeem_from: number;
  readonly tiers: ClubTiers;
  readonly arrears: {
    readonly overdue_days: number;
    readonly holds_earning: boolean;
    readonly stops_spending: boolean;
  };
  readonly referral: ClubReferralRules;
  readonly value_per_100_points: string;
  readonly redemption_percent: number;
  readonly notice_days: number;
  readonly [key: string]: unknown;
}

export type ReferralChoiceId = 'voucher' | 'gift';

/** Awards for members who bring new customers (docs/programme.md, "Referral"). */
export interface ClubReferralRules {
  readonly starts: string | null;
  readonly ends: string | null;
  readonly bands: readonly { readonly from: string; readonly award: string }[];
  readonly basis: 'deal' | 'cumulative';
  readonly hold_days: number;
  readonly valid_days: number;
  readonly choices: readonly ReferralChoiceId[];
  readonly cap: string | null;
}

export type EarnOccasion =
  'statement' | 'shipment' | 'first_shipment' | 'event' | 'submission' | 'referral' | 'birthday';
export type ValidityMethod = 'never' | 'days' | 'months' | 'month_end' | 'year_end' | 'inactivity';

export interface EarnRule {
  readonly id: string;
  readonly name: Bilingual;
  readonly occasion: EarnOccasion;
  readonly points: number;
  readonly per: string;
  readonly without_surcharges: boolean;
  readonly without_tax: boolean;
  readonly without_points_paid: boolean;
  readonly payer_only: boolean;
  readonly with_tier_multiplier: boolean;
  readonly cap_each: number;
  readonly cap_month: number;
  readonly pending_days: number;
  readonly validity: { readonly method: ValidityMethod; readonly length: number };
  readonly qualifies: boolean;
  readonly [key: string]: unknown;
}

export interface ClubReward {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: 'voucher' | 'gift' | 'partner';
  readonly points: number;
  readonly value: string;
  readonly unit_cost: string;
  readonly [key: string]: unknown;
}

export interface ClubTier {
  readonly name: string;
  readonly name_en: string;
  readonly threshold: number;
  readonly percent: number;
}

export interface ClubTiers {
  readonly tiers: readonly ClubTier[];
  readonly [key: string]: unknown;
}

export const kClubPresets = ['monthly-settlement', 'customer-club', 'growth-levels', 'minimal'] as const;
export type ClubPreset = (typeof kClubPresets)[number];

export interface ClubState {
  readonly hasMembers: boolean;
  readonly members: Readonly<Record<'all' | MemberState, number>>;
  readonly programme: ClubProgramme;
  /** Closed ones, oldest first. */
  readonly periods: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** The month that the next run is about; null when there is none. */
  readonly nextMonth: string | null;
  /** The first month in which a member did something that may earn, and the last. */
  readonly firstMonth: string | null;
  readonly lastMonthWithData: string | null;
  /** In the ledger. */
  readonly entries: number;
  readonly problems: readonly (ClubRefusal & { readonly count: number })[];
}

/** opening + earned − spent − expired − takenBack + writtenOff = closing */
export interface PointsMoved {
  readonly opening: number;
  readonly earned: number;
  readonly spent: number;
  readonly expired: number;
  readonly takenBack: number;
  readonly writtenOff: number;
  readonly closing: number;
}

export interface ClubRun {
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly wasClosed: boolean;
  readonly total: PointsMoved;
  readonly added: number;
  readonly known: number;
  readonly late: number;
  readonly heldPoints: number;
  readonly conflicts: number;
  readonly refused: readonly (ClubRefusal & {
    readonly document: string;
    readonly member: string;
    readonly name: string;
    readonly reward: string;
    readonly day: string;
  })[];
  readonly lateEntries: readonly {
    readonly member: string;
    readonly source: string;
    readonly day: string;
    readonly points: number;
    /** Of a voucher or gift: what it is worth. */
    readonly amount?: string;
  }[];
  readonly counts: Readonly<
    Record<'members' | 'earning' | 'upgrades' | 'downgrades' | 'nearTier' | 'mayLoseTier' | 'expiring', number>
  >;
  readonly cards: {
    readonly issue: readonly ClubCard[];
    readonly near: readonly ClubCard[];
  };
  /** What was redeemed or awarded and is there. */
  readonly picks: readonly {
    readonly document: string;
    readonly member: string;
    readonly sku: string;
    readonly quantity: number;
  }[];
  /** What of it was handed over. */
  readonly delivered: readonly {
    readonly document: string;
    readonly member: string;
    readonly sku: string;
    readonly quantity: number;
    readonly deliveredOn: string;
    readonly deliveredBy: string;
  }[];
  /** Awards that give a gift, and nobody has said which. */
  readonly giftsToChoose: readonly {
    readonly award: string;
    readonly member: string;
    readonly name: string;
    readonly value: string;
  }[];
  /** Vouchers that the month issues, their worth, and what of earlier ones it takes back; decimal text. */
  readonly vouchersIssued: number;
  readonly vouchersValue: string;
  readonly vouchersWithdrawn: string;
  /** What is not. */
  readonly gifts: readonly (ClubRefusal & {
    readonly sku: string;
    readonly wanted: number;
    readonly stock: number;
    readonly short: number;
  })[];
  readonly referrals: {
    /** Decimal text. */
    readonly pending: string;
    readonly earned: string;
    readonly reversed: string;
    readonly claims: number;
    readonly refused: readonly (ClubRefusal & { readonly referrer: string; readonly referee: string })[];
  };
  /** Opening balances of the file that differ from what the ledger counts. */
  /** What people entered for the month by themselves. */
  readonly byHand: readonly (ClubHand & {
    readonly member: string;
    readonly day: string;
    readonly kind: ClubEntryKind;
    readonly points: number;
  })[];
  /** Why every sum is 0. */
  readonly problems: readonly ClubRefusal[];
  readonly openingDifferences: readonly {
    readonly member: string;
    readonly balance: number;
    readonly counted: number;
  }[];
}

/** Who entered something in the ledger by hand, and why. */
export interface ClubHand {
  readonly number: string;
  /** The number of the posting that this takes back; empty: it is none of that kind. */
  readonly undoes: string;
  readonly who: string;
  readonly reason: string;
}

export type Posting = 'grant' | 'charge' | 'extend' | 'undo';

/** A posting by hand. */
export interface ClubPosting {
  readonly what: Posting;
  readonly member: string;
  readonly day: string;
  readonly who: string;
  readonly reason: string;
  /** grant, charge */
  readonly points?: number;
  /** grant, extend: the last day; empty: without end. */
  readonly lastDay?: string;
  /** grant: counts towards tiers. */
  readonly qualifies?: boolean;
  /** extend: one lot; otherwise all that end before. */
  readonly lot?: { readonly rule: string; readonly source: string } | null;
  /** undo: the posting. */
  readonly number?: string;
}

export interface ClubPosted {
  readonly number: string;
  readonly day: string;
  readonly postedOn: string;
  /** The day lies in a closed month: posted into the open one. */
  readonly late: boolean;
  readonly entries: number;
  /** Held on that day. */
  readonly before: number;
  readonly after: number;
}

/** Ends put off for all members that have not left, or that taken back. */
export interface PostingForAll {
  readonly what: 'extend' | 'undo';
  readonly day: string;
  readonly who: string;
  readonly reason: string;
  /** extend: the new last day. */
  readonly lastDay?: string;
  /** extend: points alone that end on or before that day; empty: all that have an end. */
  readonly expiringUntil?: string;
  /** undo: the posting. */
  readonly number?: string;
  /** False: told, and nothing entered. */
  readonly apply: boolean;
}

export interface PostedForAll {
  readonly number: string;
  readonly applied: boolean;
  readonly day: string;
  readonly postedOn: string;
  readonly late: boolean;
  readonly members: number;
  readonly lots: number;
  /** What is left of the lots whose end moves. */
  readonly points: number;
  /** Held by those members on that day. */
  readonly before: number;
  readonly after: number;
  /** Whose part is left out, and the first of them with why. */
  readonly refusedMembers: number;
  readonly refused: readonly (ClubRefusal & { readonly member: string })[];
}

/** A posting for all that is in the ledger. */
export interface ToldForAll {
  readonly number: string;
  /** Of what it takes back; empty: nothing. */
  readonly undoes: string;
  readonly who: string;
  readonly reason: string;
  readonly day: string;
  readonly members: number;
  readonly lots: number;
  /** Members for whom it was taken back. */
  readonly undone: number;
}

/** What of a damaged project file is good, and what is lost. */
export interface ProjectRecovery {
  /** The file was cut off, or its directory is damaged: whatever stood after the last part that is there is lost. */
  readonly directoryLost: boolean;
  /** Whether settings and rules are there. */
  readonly project: boolean;
  readonly keptParts: readonly string[];
  readonly lostParts: readonly (ClubRefusal & { readonly part: string })[];
  readonly ledger:
    | (Partial<ClubRefusal> & {
        /** Months that are whole. */
        readonly periods: readonly string[];
        readonly entries: number;
        readonly announced: number | null;
        readonly lost: number;
        /** The first bad one; null: the ledger is whole. */
        readonly line: number | null;
      })
    | null;
}

/** A customer who can get a card, or is near. */
export interface ClubCard {
  readonly member: string;
  readonly customer: string;
  readonly name: string;
  readonly amount: string;
  readonly share: { readonly num: number; readonly den: number };
  readonly formComplete: boolean;
}

export type ClubOrder = 'closing' | 'id' | 'earned' | 'expiring';

export interface ClubMemberRow {
  readonly id: string;
  readonly customer: string;
  readonly name: string;
  readonly state: MemberState;
  readonly memberClass: string;
  readonly segment: string;
  readonly tier: number;
  readonly tierName: string;
  readonly opening: number;
  readonly earned: number;
  readonly spent: number;
  readonly expired: number;
  readonly takenBack: number;
  readonly closing: number;
  readonly active: number;
  readonly pending: number;
  readonly owed: number;
  readonly expiringPoints: number;
  /** To the next tier; 0 or null: there is none. */
  readonly nextTierMissing: number | null;
  readonly nearTier: boolean;
  readonly mayLoseTier: boolean;
  readonly heldPoints: number;
}

export interface ClubMembers {
  readonly total: number;
  readonly rows: readonly ClubMemberRow[];
}

export type LotState = 'pending' | 'active' | 'used' | 'expired' | 'cancelled';

export interface ClubLot {
  readonly rule: string;
  readonly ruleName: string;
  readonly source: string;
  readonly day: string;
  readonly activeOn: string;
  /** On which points of it can be spent; null: they do not expire. */
  readonly lastDay: string | null;
  /** points = remaining + used + expired + cancelled */
  readonly points: number;
  readonly remaining: number;
  readonly used: number;
  readonly expired: number;
  readonly cancelled: number;
  readonly state: LotState;
  readonly takenBy: readonly {
    readonly kind: string;
    readonly source: string;
    readonly rule: string;
    readonly ruleName?: string;
    readonly day: string;
    /** Given back where negative. */
    readonly points: number;
  }[];
}

export type ClubEntryKind =
  | 'opening'
  | 'earn'
  | 'grant'
  | 'restore'
  | 'expiry'
  | 'expired'
  | 'refund'
  | 'charge'
  | 'spend'
  | 'given'
  | 'withdrawn';

export interface ClubEntry {
  readonly postedOn: string;
  readonly day: string;
  readonly late: boolean;
  readonly kind: ClubEntryKind;
  readonly rule: string;
  readonly ruleName: string;
  readonly source: string;
  readonly of: string | null;
  /** Signed. */
  readonly points: number;
  /** Of a voucher or gift: what it is worth; it moves no points. */
  readonly amount?: string;
  /** Held after it. */
  readonly balance: number;
  readonly period: string | null;
  readonly refused: ClubRefusal | null;
  readonly lots: readonly { readonly source: string; readonly points: number }[];
  readonly byHand: ClubHand | null;
}

export interface ClubMemberTier {
  readonly name: string;
  readonly tier: number;
  readonly quantity: number;
  readonly validTo: string | null;
  /** The tier's name when nothing more is earned. */
  readonly ifIdle: string;
  readonly nextName: string | null;
  readonly nextThreshold: number | null;
  readonly missing: number | null;
  readonly changes: readonly {
    readonly on: string;
    readonly from: string;
    readonly to: string;
    readonly cause: 'upgrade' | 'downgrade' | 'refund';
    readonly quantity: number;
  }[];
}

export interface ClubMember {
  readonly id: string;
  readonly customer: string;
  readonly name: string;
  readonly state: MemberState;
  readonly memberClass: string;
  readonly segment: string;
  readonly activeFrom: string | null;
  readonly activeTo: string | null;
  readonly asOf: string;
  /** earned = pending + active + used + expired + cancelled; held = pending + active − owed */
  readonly totals: Readonly<
    Record<'earned' | 'pending' | 'active' | 'used' | 'expired' | 'cancelled' | 'owed' | 'held', number>
  >;
  readonly tier: ClubMemberTier | null;
  readonly lots: readonly ClubLot[];
  readonly entries: readonly ClubEntry[];
  readonly upcoming: readonly { readonly lastDay: string; readonly points: number }[];
}

export interface ClubLiability {
  readonly months: readonly (PointsMoved & { readonly period: string })[];
  readonly closing: number;
  readonly valuePer100: string;
  readonly rate: {
    /** Null where nothing says it: all points are counted then. */
    readonly percent: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly used: number;
    readonly expired: number;
    readonly lots: number;
    readonly byHand: boolean;
    readonly tooFew: boolean;
  };
  readonly amount: string;
  readonly amountLow: string | null;
  readonly amountHigh: string | null;
  /** Owed in vouchers, apart from points; null before the first closed month. */
  readonly vouchers: (VoucherTotals & { readonly asOf: string }) | null;
}

export interface SimulationWish {
  readonly firstMonth: string;
  readonly months: number;
  /** An assumption, never a finding. */
  readonly liftPercent: number;
  readonly redeemPercent: number;
  /** Empty: what the rules say that 100 points are worth. */
  readonly costPer100: string;
  readonly monthlyCost: string;
  readonly marginPercent: number;
}

export interface SimulatedMonth extends Omit<PointsMoved, 'writtenOff'> {
  readonly period: string;
  readonly membersEarning: number;
  readonly byTier: readonly number[];
  readonly upgrades: number;
  readonly downgrades: number;
  readonly baseAmount: string;
  readonly liftAmount: string;
  readonly redeemedCost: string;
  readonly runningCost: string;
  readonly marginGained: string;
  readonly liability: string;
}

export interface Simulation {
  readonly monthsOfHistory: number;
  readonly redemptionPercent: number;
  readonly months: readonly SimulatedMonth[];
  readonly segments: readonly {
    readonly label: string;
    readonly members: number;
    readonly earning: number;
    readonly earned: number;
  }[];
  readonly tierNames: readonly string[];
}

/** What each rule by itself gives for one typical occasion. */
export interface ClubExamples {
  /** Of one occasion of `amount`, with `surcharges` in it. */
  readonly example: readonly {
    readonly rule: string;
    readonly name: string;
    readonly nameEn: string;
    readonly points: number;
  }[];
  readonly amount: string;
  readonly surcharges: string;
  readonly referral: ReferralExample;
}

/** What the rules for referrals give for one customer who pays three times and gets a part of it back. */
export interface ReferralExample {
  readonly choice: ReferralChoiceId;
  readonly deals: readonly {
    readonly day: string;
    readonly paid: string;
    readonly granted: string;
    readonly active: string;
    readonly refused: ClubRefusal | null;
  }[];
  readonly refund: {
    readonly day: string;
    /** Which of the deals. */
    readonly of: number;
    readonly amount: string;
  };
  readonly granted: string;
  readonly takenBack: string;
  readonly kept: string;
}

/** What the club's people write down by hand (docs/club-registers.md). */
export const kRegisterNames = ['members', 'partners', 'events', 'vouchers', 'launch', 'exit'] as const;
export type RegisterName = (typeof kRegisterNames)[number];
export type RegisterDocument = Readonly<Record<string, unknown>> & { readonly version: number };
export type RegisterAct = Readonly<Record<string, unknown>> & { readonly do: string };

/** Each register has its own. */
export type RegisterView = Readonly<Record<string, unknown>>;

/** Papers of a month; `club.statements` are of closed months only. */
export type ClubPaper =
  | 'club.members'
  | 'club.expiry'
  | 'club.vouchers'
  | 'club.gifts'
  | 'club.refused'
  | 'club.referrals'
  | 'club.cards'
  | 'club.cardsDue'
  | 'club.cardsNear'
  | 'club.statements';
export type StatementFilter = 'all' | 'moved' | 'expiring';

// --- what the register of vouchers shows; money is decimal text ---

export type VoucherState = 'not_yet' | 'open' | 'used' | 'expired' | 'cancelled';
export interface VoucherSum {
  readonly count: number;
  readonly value: string;
}
export interface VoucherTotals {
  readonly issued: VoucherSum;
  readonly open: VoucherSum;
  readonly used: VoucherSum;
  readonly expired: VoucherSum;
  readonly cancelled: VoucherSum;
  readonly offset: string;
  readonly forfeited: string;
}
export interface ClubVoucher {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly value: string;
  readonly issuedOn: string;
  readonly lastDay: string | null;
  readonly source: 'award' | 'points';
  readonly sourceId: string;
  readonly state: VoucherState;
  readonly usedOn: string | null;
  readonly document: string | null;
  readonly offset: string | null;
  readonly cancelledOn: string | null;
  /** Of a cancellation by hand; empty where a refund did it. */
  readonly reason: string | null;
}
export interface VoucherOwed {
  readonly voucher: string;
  readonly member: string;
  readonly name: string;
  readonly amount: string;
  readonly day: string;
}
export interface VouchersView extends RegisterView {
  readonly asOf: string;
  readonly totals: VoucherTotals;
  readonly owedAmount: string;
  readonly owed: readonly VoucherOwed[];
  /** Uses and cancellations of vouchers that the ledger does not have. */
  readonly strangers: readonly string[];
  readonly total: number;
  readonly rows: readonly ClubVoucher[];
}
export type ReferralState =
  'invited' | 'registered' | 'first_shipment' | 'invoice_paid' | 'reward_active' | 'rejected' | 'clawed_back';
export interface ClubAward {
  readonly award: string;
  readonly paidOn: string;
  readonly activeOn: string;
  readonly paid: string;
  readonly refunded: string;
  readonly granted: string;
  readonly value: string;
  readonly state: 'pending' | 'earned' | 'reversed' | 'refused';
  readonly why: ClubRefusal | null;
  readonly choice: 'voucher' | 'gift';
  readonly gift: string;
  readonly givenIn: string | null;
  readonly givenAs: 'voucher' | 'gift' | null;
}
export interface ClubReferral {
  readonly referrer: string;
  readonly name: string;
  readonly referee: string;
  readonly claimedOn: string;
  readonly state: ReferralState;
  readonly refusal: ClubRefusal | null;
  readonly awards: readonly ClubAward[];
}
export interface ReferralsView extends RegisterView {
  readonly total: number;
  readonly rows: readonly ClubReferral[];
  readonly states: Readonly<Partial<Record<ReferralState, number>>>;
  readonly granted: string;
  readonly pending: string;
  readonly earned: string;
  readonly reversed: string;
  readonly rowIssues: readonly ClubRefusal[];
}

/** The five steps of leaving a club, in order. */
export const kExitSteps = ['stop_recruiting', 'city_autonomy', 'merge', 'hand_over', 'close'] as const;
export type ExitStepId = (typeof kExitSteps)[number];

/** An error of the engine as it is told in a list. */
export interface ToldError {
  readonly id: string;
  readonly text: string;
  readonly remedy: string;
}

/** The plan for leaving the club: the register `exit`. */
export interface ExitPlan {
  readonly version: number;
  readonly steps: readonly {
    readonly step: ExitStepId;
    readonly owner: string;
    readonly due: string | null;
    readonly done: string | null;
  }[];
  readonly close: string | null;
  readonly honourDays: number;
  readonly merge?: ExitMerge;
}

export interface ExitMerge {
  /** Points of the other club for `source` of ours. */
  readonly target: number;
  readonly source: number;
  readonly rounding: 'down' | 'nearest';
  readonly targetTiers: readonly string[];
  /** Ours to theirs; a plan may still lack some. */
  readonly tiers: Readonly<Record<string, string>>;
}

/** The plan against what the ledger owes at the end of a day. */
export interface ExitStanding {
  readonly on: string;
  readonly steps: readonly {
    readonly step: ExitStepId;
    readonly owner: string;
    readonly due: string | null;
    readonly done: string | null;
    readonly state: 'locked' | 'open' | 'done';
    /** Why it cannot be completed on that day; null where it can, or is done. */
    readonly why: ToldError | null;
  }[];
  readonly gaps: readonly ToldError[];
  readonly unsettled: {
    readonly points: number;
    /** Open on that day, and what they are worth. */
    readonly vouchers: number;
    readonly voucherValue: string;
    readonly members: number;
  };
  /** Where the open ones come from. */
  readonly vouchers: VoucherTotals;
  /** What settling takes off on that day. */
  readonly settles: { readonly points: number; readonly members: number };
  readonly settlements: readonly { readonly on: string; readonly points: number; readonly members: number }[];
  readonly honouredUntil: string | null;
  /** Texts for members and for merchants. */
  readonly notices: readonly {
    readonly kind: string;
    readonly on: string;
    readonly missed: boolean;
    readonly members: string;
    readonly merchants: string;
  }[];
  readonly merge: {
    readonly sourceTotal: number;
    readonly targetTotal: number;
    readonly remainder: { readonly num: number; readonly den: number };
    readonly tiers: readonly {
      readonly tier: string;
      readonly members: number;
      readonly points: number;
      readonly target: string;
      readonly converted: number;
    }[];
  } | null;
}

/** `club.view` of the register `exit`. */
export interface ExitView extends ExitStanding, RegisterView {
  readonly mergeProblem: ToldError | null;
  /** The club's own tiers, lowest first. */
  readonly sourceTiers: readonly string[];
}

/** A file out of an archive, or why it is not read. */
export interface Unpacked {
  readonly files: readonly File[];
  readonly refused: readonly { readonly name: string; readonly error: EngineError }[];
}

/** A file to import, with how to read it. */
export interface ImportSource {
  readonly file: File;
  readonly dataset: string;
  readonly plan: ImportPlan;
}

/** Where the time of an import went, in milliseconds. Of files read in parts, summed over the workers: how long they waited for bytes
 *  (readMs) and read rows (scanMs); and how long the home worker took these in (combineMs). Of all: until everything was in (loadMs), and
 *  until the result was there (finishMs). */
export interface ImportPhases {
  readonly workers: number;
  readonly readMs: number;
  readonly scanMs: number;
  readonly combineMs: number;
  readonly loadMs: number;
  readonly finishMs: number;
}

/** What a finished import gives at once; rows stay in the worker. `settings` are those that were used, as_of filled in. */
export interface ImportOutcome {
  readonly report: ImportReport;
  readonly summary: SegmentSummary;
  readonly phases: ImportPhases;
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

/** Smaller files are read by one worker alone, where no other size of parts is asked for. */
export const kPartedFromBytes = 4 << 20;

export interface PartTeamPorts {
  readonly ports: readonly MessagePort[];
  /** Bytes of a part; chosen by the file's size where it is not given. */
  readonly partBytes?: number | undefined;
}

/** At most so many rows travel in one window. */
export const kWindowRowsMax = 200;

/** Request name → what goes in and what comes back. */
export interface Requests {
  /** The module, compiled already or as the gzip bytes that the page carries: those are inflated and compiled in the worker, so that the
   *  page's first drawing does not wait. The compiled module comes back for the workers that follow. `script` is the worker's own: large
   *  workbooks are unpacked in a second worker that it starts. `samples`: the module that makes samples, gzip. */
  'engine.start': {
    params: { module: WebAssembly.Module | Uint8Array<ArrayBuffer>; script: Blob; samples: Blob };
    result: { readonly version: Version; readonly module: WebAssembly.Module };
  };
  'catalogue.read': { params: Record<string, never>; result: Catalogue };
  /** The settings that an analysis starts with. */
  'settings.read': { params: Record<string, never>; result: Settings };
  'samples.read': { params: Record<string, never>; result: readonly Sample[] };
  /** Makes the files of a sample. */
  'sample.make': { params: { id: string }; result: readonly File[]; progress: { readonly bytes: number } };
  /** A .gz or .zip as the files in it ("a.zip/b.csv"); any other file, a workbook too, as itself. */
  'file.unpack': { params: { file: File }; result: Unpacked; progress: ImportProgress };
  'file.probe': { params: { file: File; overrides: ProbeOverrides }; result: FileProbe };
  /** The worker reads parts of files for the worker at the port's other end, until it is terminated. The port is transferred. */
  'parts.serve': { params: { port: MessagePort }; result: null };
  /** `team`: ports (transferred) to workers that serve parts; large delimited files are read by them. */
  'import.run': {
    params: { sources: readonly ImportSource[]; settings: Settings; team?: PartTeamPorts };
    result: ImportOutcome;
    progress: ImportProgress;
  };
  'look.read': { params: LookRequest; result: Look };
  'effect.read': { params: { settings: Settings }; result: Effect };
  /** Rows of the table of a look; the same settings and view give the same rows. */
  'customers.window': {
    params: {
      settings: Settings;
      view: View;
      columns: readonly string[];
      offset: number;
      limit: number;
      language: Language;
    };
    result: TableWindow;
  };
  'customer.read': { params: { settings: Settings; id: string }; result: CustomerCard };
  'issues.window': { params: { offset: number; limit: number; id: string }; result: IssueWindow };
  /** Second scan, in a worker of its own: the rows of one customer. `limit` rows of each file at most. */
  'rows.ofCustomer': {
    params: {
      sources: readonly ImportSource[];
      /** Those of the import: what merges customers and converts money. */
      settings: Settings;
      customer: string;
      window: { readonly from: string | null; readonly to: string | null };
      limit: number;
    };
    result: SourceRows;
    progress: ImportProgress;
  };
  /** Which customers may be one, and which are said to be. */
  'merges.read': { params: { settings: Settings }; result: Merges };
  'groups.read': { params: { settings: Settings }; result: CustomerGroups };
  /** A plan, with what the user changed in it, as a mapping profile. */
  'mapping.write': { params: { plan: ImportPlan }; result: MappingProfile };
  /** Second scan: the rows with these numbers (ascending; one list for each source), as a workbook or a CSV for spreadsheets with file,
   *  row number and cause in front. */
  'rows.rejected': {
    params: {
      sources: readonly ImportSource[];
      rows: readonly (readonly { readonly row: number; readonly cause: string }[])[];
      form: 'excel' | 'xlsx';
      language: Language;
    };
    result: Blob;
    progress: ImportProgress;
  };
  /** The numbers of the excluded rows that are listed, for each source of the import. */
  'issues.rejected': {
    params: { language: Language };
    result: readonly (readonly { readonly row: number; readonly cause: string }[])[];
  };
  /** SHA-256 of each file, as hexadecimal text; a scan of its own. */
  'files.hash': { params: { files: readonly File[] }; result: readonly string[]; progress: ImportProgress };
  /** A result as typed columns; their memory is transferred. */
  'columns.read': { params: { settings: Settings; table: ResultTableName }; result: PackedColumns };
  'export.run': {
    params: { settings: Settings; what: ExportSubject; form: ExportForm; language: Language };
    result: Blob;
  };
  /** Everything that anyone needs to get the same bytes again. `hashes`: one for each source of the import. */
  'manifest.run': { params: { settings: Settings; hashes: readonly string[] }; result: Blob };

  // The club: of the data of the last import, and of the ledger that grows with every month that is closed.
  'club.state': { params: { language: Language }; result: ClubState };
  /** Sets the rules, by document or by the name of a preset. */
  'club.programme': {
    params: { programme: ClubProgramme } | { preset: ClubPreset };
    result: { readonly programme: ClubProgramme };
  };
  /** Rules with everything that they leave out, or why they are refused; sets nothing. */
  'club.whole': Requests['club.programme'];
  /** What typical occasions earn; refused as `club.programme` would refuse. */
  'club.check': {
    params: { programme: ClubProgramme; language: Language };
    result: ClubExamples;
  };
  /** Without `apply` nothing is changed; with it the month is closed, for good. */
  'club.run': { params: { month: string; apply: boolean; language: Language }; result: ClubRun };
  'club.members': {
    params: {
      month: string;
      from: number;
      to: number;
      search: string;
      order: ClubOrder;
      descending: boolean;
      language: Language;
    };
    result: ClubMembers;
  };
  'club.member': { params: { id: string; asOf: string; language: Language }; result: ClubMember };
  'club.post': { params: ClubPosting & { language: Language }; result: ClubPosted };
  'club.post_all': { params: PostingForAll & { language: Language }; result: PostedForAll };
  'club.postings': { params: Record<string, never>; result: { readonly postings: readonly ToldForAll[] } };
  'club.liability': { params: { from: string; to: string; language: Language }; result: ClubLiability };
  /** With `settle` all points are taken off in the ledger, for good; without it nothing is changed. */
  'club.exit': {
    params: { plan: RegisterDocument; on: string; settle: boolean; language: Language };
    result: ExitStanding;
  };
  /** A replay of the company's own history; never touches the ledger. */
  'club.simulate': {
    params: SimulationWish & { programme: ClubProgramme; language: Language };
    result: Simulation;
  };
  /** Sets a register; null empties it. */
  'club.register': {
    params: { name: RegisterName; document: RegisterDocument | null };
    result: { readonly document: RegisterDocument | null };
  };
  'club.registers': {
    params: Record<string, never>;
    result: { readonly documents: Readonly<Record<RegisterName, RegisterDocument | null>> };
  };
  /** What registers would be after something was done; keeps nothing. Only an erasure changes more than its own. */
  'club.act': {
    params: { name: RegisterName; act: RegisterAct; language: Language };
    result: { readonly documents: Readonly<Partial<Record<RegisterName, RegisterDocument>>> };
  };
  /** What a screen shows of a register; the answer's shape is the register's own (docs/club-registers.md). */
  'club.view': { params: { name: RegisterName; question: RegisterView; language: Language }; result: RegisterView };
  /** The club's file: settings, profiles, rules and ledger. */
  'project.write': { params: { project: object }; result: Blob };
  /** Takes rules and ledger out of a project file; those of before go. */
  'project.read': {
    params: { file: File };
    result: {
      readonly project: {
        readonly files: readonly { readonly name: string }[];
        readonly settings: Settings;
        /** A book of mapping profiles, as it is exported. */
        readonly profiles: object;
      };
    };
  };
  /** What of a damaged project file is good, and that as a file of its own. */
  'project.recover': {
    params: { file: File; language: Language };
    result: { readonly recovery: ProjectRecovery; readonly good: Blob };
  };
  'club.export': {
    params: (
      | {
          what: ClubPaper;
          month: string;
          form: 'csv' | 'excel' | 'html';
          filter?: StatementFilter;
          search?: string;
        }
      | { what: 'club.exit'; plan: RegisterDocument; on: string; form: 'csv' | 'excel' }
    ) & {
      language: Language;
    };
    result: Blob;
  };
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
