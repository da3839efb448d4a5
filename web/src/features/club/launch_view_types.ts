// What the engine says of the register "launch" (docs/club-launch.md). Money is decimal text, percents are numbers, days "2026-05-31".

import type { RegisterDocument, RegisterView } from '../../engine/protocol.ts';

export interface Share {
  readonly num: number;
  readonly den: number;
}

export const kCriteria = ['brand', 'base', 'footprint'] as const;
export type Criterion = (typeof kCriteria)[number];

export const kCostKinds = [
  'staff',
  'platform',
  'magazine',
  'events',
  'gifts',
  'points',
  'messages',
  'partners',
] as const;
export type CostKind = (typeof kCostKinds)[number];

export const kOutlooks = ['low', 'base', 'high'] as const;
export type OutlookId = (typeof kOutlooks)[number];

export const kStages = ['layout_plan', 'model_project', 'member_organisation'] as const;
export type StageId = (typeof kStages)[number];
export const kStageKeys = {
  layout_plan: 'layoutPlan',
  model_project: 'modelProject',
  member_organisation: 'memberOrganisation',
} as const;

export const kTopics = ['squeezed', 'priceWar', 'upstream', 'chances'] as const;
export type Topic = (typeof kTopics)[number];

export type Amounts = Readonly<Record<OutlookId, string>>;
export type Percents = Readonly<Record<OutlookId, number>>;

export interface Scored {
  readonly score: number | null;
  readonly note: string;
  readonly by: string;
  readonly on: string | null;
}

export interface ProofLine {
  /** Costs only. */
  readonly kind?: CostKind;
  readonly label: string;
  readonly amount: Amounts;
  readonly timing: 'once' | 'monthly';
  readonly from: number;
  readonly to: number | null;
  readonly growthPercent: number;
  readonly ofReturn: boolean;
}

export interface ReturnSegment {
  readonly label: string;
  readonly members: number;
  readonly activePercent: number;
  readonly baselineMargin: string;
  readonly lift: Percents;
  readonly cannibalisedPercent: number;
}

export interface ReturnDesign {
  readonly months: number;
  readonly segments: readonly ReturnSegment[];
  readonly pointsIssued: number;
  readonly redemptionPercent: number;
  readonly costPer100: string;
  readonly partners: string;
  readonly platform: string;
  readonly messages: string;
  readonly staff: string;
  readonly launch: string;
}

export interface Stage {
  readonly conditions: readonly { readonly label: string; readonly met: boolean }[];
  readonly begun: string | null;
  readonly begunBy: string;
  readonly finished: string | null;
  readonly finishedBy: string;
}

export interface Decision {
  readonly approves: boolean;
  readonly on: string;
  readonly by: string;
  readonly reason: string;
  readonly npv: string;
  readonly lowestFunds: string;
}

export interface LaunchDocument
  extends
    RegisterDocument,
    Readonly<Record<Criterion, Scored>>,
    Readonly<Record<Topic, { readonly settled: boolean; readonly note: string }>>,
    Readonly<Record<(typeof kStageKeys)[StageId], Stage>> {
  readonly override: { readonly reason: string; readonly by: string; readonly on: string } | null;
  readonly horizonMonths: number;
  readonly months: number;
  readonly costs: readonly ProofLine[];
  readonly margins: readonly ProofLine[];
  readonly rate: Percents;
  readonly funding: {
    readonly commitmentMonths: number;
    readonly reserve: string;
    readonly monthlyBudget: string;
  };
  readonly return: ReturnDesign | null;
  readonly launchOn: string | null;
  readonly pipeline: readonly { readonly on: string; readonly name: string }[];
  readonly decisions: readonly Decision[];
}

export interface Outlook {
  readonly id: OutlookId;
  readonly margin: string;
  readonly cost: string;
  readonly npv: string;
  /** 0: never below zero; null: still below at the end. */
  readonly breakEvenMonth: number | null;
  readonly lowest: string;
  readonly lowestMonth: number;
  /** From month 0, the launch. */
  readonly months: readonly {
    readonly margin: string;
    readonly cost: string;
    readonly net: string;
    readonly cumulative: string;
  }[];
}

export interface TornadoLine {
  readonly label: string;
  readonly kind: CostKind | 'margin' | 'rate';
  readonly npvAtLow: string;
  readonly npvAtHigh: string;
  readonly swing: string;
}

export interface FundingCheck {
  readonly passes: boolean;
  readonly lowestFunds: string;
  readonly lowestMonth: number;
  readonly firstShortMonth: number | null;
}

export interface Proof {
  readonly outlooks: readonly Outlook[];
  readonly tornado: readonly TornadoLine[];
  readonly worstCase: FundingCheck;
  readonly withoutMargin: FundingCheck;
  readonly kindsWithoutCost: readonly CostKind[];
}

export interface ReturnResult {
  readonly cost: Readonly<
    Record<'points' | 'partners' | 'platform' | 'messages' | 'staff' | 'launch' | 'total', string>
  >;
  readonly outlooks: readonly {
    readonly id: OutlookId;
    readonly gained: string;
    readonly net: string;
    readonly roi: Share | null;
    readonly paybackMonth: number | null;
    readonly segments: readonly string[];
  }[];
  readonly breakEvenLiftPercent: number | null;
}

export interface Told {
  readonly id: string;
  readonly text: string;
  readonly remedy: string;
}

export const kCautions = [
  'repeatUnknown',
  'repeatWarns',
  'repeatTooFew',
  'kindsWithoutCost',
  'leansOnMargin',
  'losesMoney',
  'pipelineUnknown',
  'pipelineGaps',
  'layoutPlanOpen',
  'talksOpen',
] as const;

export interface LaunchView extends RegisterView {
  readonly document: LaunchDocument;
  readonly asOf: string | null;
  readonly currency: string | null;
  readonly suitability: {
    readonly verdict: 'incomplete' | 'advised' | 'not_advised' | 'overridden';
    readonly failed: readonly Criterion[];
    readonly unscored: readonly Criterion[];
  };
  readonly evidence: {
    readonly firstInMind?: Share | null;
    readonly active?: number;
    readonly contract?: number | null;
    readonly repeat?: Share | null;
    readonly monthlyAmount?: string | null;
    readonly outlets?: number | null;
  };
  readonly repeat: {
    readonly verdict: 'too_few' | 'passes' | 'warns';
    readonly customers: number;
    readonly cameBack: number;
    readonly unknown: number;
    readonly medianDays: Share | null;
    readonly perYear: Share;
    readonly withinHorizon: Share;
    readonly from: string;
    readonly to: string;
    readonly ofShipments: boolean;
  } | null;
  readonly proof: Proof | null;
  readonly return: ReturnResult | null;
  readonly pipeline: {
    readonly from: string;
    readonly to: string;
    readonly quarters: readonly { readonly year: number; readonly quarter: number; readonly entries: number }[];
    readonly gaps: number;
    readonly covered: Share;
  } | null;
  readonly roadmap: readonly {
    readonly stage: StageId;
    readonly state: 'waits' | 'ready' | 'begun' | 'finished';
  }[];
  readonly gate: {
    readonly obstacles: readonly (Told & { readonly place: 'suitability' | 'proof' | 'exit' })[];
    readonly cautions: readonly { readonly id: (typeof kCautions)[number]; readonly count: number }[];
    readonly approval: Decision | null;
  };
}
