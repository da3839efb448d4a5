// What the register `members` answers (docs/club.md, "The members' office").

import type { RegisterView } from '../../../engine/protocol.ts';
import type { ClubCard, ClubRefusal, MemberState } from '../../../engine/protocol.ts';

export interface OfficeShare {
  readonly num: number;
  readonly den: number;
}

export interface OfficeRow {
  readonly id: string;
  readonly customer: string;
  readonly name: string;
  readonly state: MemberState;
  /** Null: nobody said. */
  readonly since: string | null;
  readonly byHand: boolean;
  readonly erased: boolean;
  readonly problem: ClubRefusal | null;
}

export interface OfficeList extends RegisterView {
  readonly total: number;
  readonly counts: Readonly<Record<'all' | 'problem' | MemberState, number>>;
  readonly rows: readonly OfficeRow[];
}

export interface OfficeTrailEntry {
  readonly day: string | null;
  readonly from: MemberState | null;
  readonly to: MemberState;
  readonly who: string;
  readonly reason: string;
  readonly byHand: boolean;
}

export const kMemberActs = ['approve', 'issue_card', 'activate', 'suspend', 'resume', 'exit', 'erase'] as const;
export type MemberAct = (typeof kMemberActs)[number];

export const kFormFields = [
  'contact',
  'mobile',
  'address',
  'credit_code',
  'birthday',
  'consent',
  'industry',
  'monthly_parcels',
  'lanes',
  'products',
  'peak_months',
  'carriers',
] as const;
export type FormFieldId = (typeof kFormFields)[number];

export const kBenefitKinds = ['points', 'discounts', 'magazine', 'events', 'merchants'] as const;
export type BenefitKind = (typeof kBenefitKinds)[number];

export interface OfficeBenefit {
  readonly id: string;
  readonly name: string;
  readonly kind: BenefitKind;
  readonly memberClasses: readonly string[];
  readonly from: string;
  readonly to: string | null;
}

export interface OfficeTerm {
  readonly member: string;
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
  readonly who: string;
}

/** Customers that match what was searched for, and whose they are already. */
export interface OfficeCustomers extends RegisterView {
  readonly total: number;
  readonly rows: readonly { readonly id: string; readonly name: string; readonly member: string }[];
}

export interface OfficeMember extends RegisterView {
  readonly id: string;
  readonly name: string;
  readonly customer: string;
  readonly memberClass: string;
  readonly appliedHere: boolean;
  readonly state: MemberState;
  readonly fileState: MemberState | null;
  readonly trail: readonly OfficeTrailEntry[];
  readonly can: readonly MemberAct[];
  readonly problem: ClubRefusal | null;
  readonly form: {
    readonly fields: readonly {
      readonly field: FormFieldId;
      readonly value: string;
      readonly ofFile: boolean;
      readonly required: boolean;
    }[];
    readonly filled: OfficeShare;
  } | null;
  readonly benefits: readonly OfficeBenefit[];
  readonly terms: readonly OfficeTerm[];
  readonly erased: { readonly day: string; readonly who: string; readonly removed: readonly ErasedValues[] } | null;
}

export interface OfficeCandidate extends ClubCard {
  readonly lacking: string;
  readonly missing: readonly (FormFieldId | 'form')[];
  readonly needsApproval: boolean;
}

export interface OfficeCards extends RegisterView {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly threshold: string;
  readonly nearPercent: number;
  readonly requiredFields: readonly FormFieldId[];
  readonly approvalRequired: boolean;
  readonly issue: readonly OfficeCandidate[];
  readonly near: readonly OfficeCandidate[];
  readonly eligible: OfficeShare;
  readonly holdingCard: number;
  readonly exited: number;
  readonly belowNear: number;
}

export interface OfficeBenefits extends RegisterView {
  readonly day: string;
  readonly coverage: OfficeShare;
  readonly kinds: Readonly<Record<BenefitKind, number>>;
  readonly classes: readonly string[];
  readonly benefits: readonly (OfficeBenefit & { readonly valid: boolean; readonly members: number })[];
}

export interface OfficeRepresentatives extends RegisterView {
  readonly day: string;
  readonly inOffice: number;
  readonly terms: readonly (OfficeTerm & { readonly inOffice: boolean; readonly state: MemberState })[];
}

export const kStages = ['onlooker', 'follower', 'near_owner', 'owner'] as const;
export type AudienceStage = (typeof kStages)[number];

export interface OfficeFunnel extends RegisterView {
  readonly day: string;
  readonly stages: readonly {
    readonly stage: AudienceStage;
    readonly now: number;
    /** Of those who had been here, those who came further; null for the last. */
    readonly onward: OfficeShare | null;
  }[];
  readonly prospects: number;
  readonly becameMembers: OfficeShare;
  readonly becameCustomers: OfficeShare;
  readonly people: readonly {
    readonly id: string;
    readonly stage: AudienceStage | null;
    readonly since: string | null;
    readonly memberOn: string | null;
    readonly customerOn: string | null;
  }[];
}

/** Where values of a person stood, and how many. */
export interface ErasedValues {
  readonly register:
    | 'members'
    | 'forms'
    | 'audience'
    | 'files'
    | 'terms'
    | 'mentions'
    | 'events'
    | 'vouchers'
    | 'partners'
    | 'launch'
    | 'exit';
  readonly values: number;
}

export interface OfficeErasure extends RegisterView {
  readonly log: readonly {
    readonly day: string;
    readonly who: string;
    readonly member: string;
    readonly removed: readonly ErasedValues[];
    readonly values: number;
  }[];
  readonly id?: string;
  readonly mayErase?: boolean;
  readonly takes?: readonly ErasedValues[];
  /** Postings by hand: who and why stand in the ledger. */
  readonly handPostings?: number;
  readonly idIsCustomer?: boolean;
  readonly files?: readonly string[];
}

/** The day that a form begins with: today, where the user sits. */
export function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
