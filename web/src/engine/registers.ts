// What views of the registers `partners` and `events` answer (docs/club-registers.md).

import type { ClubRefusal, RegisterView } from './protocol.ts';

/** A rate with what it is made of. */
export interface EngineShare {
  readonly num: number;
  readonly den: number;
}

export interface MerchantRow {
  readonly id: string;
  readonly name: string;
  readonly area: string;
  readonly contact: string;
  readonly categories: readonly string[];
  readonly mode: 'own' | 'shared' | 'outsourced';
  readonly pricePer1000: string;
  /** Valid ones. */
  readonly offers: number;
}
export interface OfferRow {
  readonly id: string;
  readonly merchant: string;
  readonly merchantName: string;
  readonly area: string;
  readonly categories: readonly string[];
  readonly contact: string;
  readonly text: string;
  readonly from: string;
  readonly to: string | null;
  readonly daysLeft: number | null;
  readonly state: 'valid' | 'expiring' | 'over' | 'future';
}
export interface OffersView extends RegisterView {
  readonly rows: readonly OfferRow[];
  readonly day: string;
  readonly within: number;
  readonly expiring: number;
  readonly known: number;
}
export interface FitView extends RegisterView {
  readonly rows: readonly {
    readonly merchant: string;
    readonly merchantName: string;
    readonly area: string;
    readonly categories: readonly string[];
    readonly matched: EngineShare;
    readonly members: EngineShare;
  }[];
  readonly members: number;
  readonly area?: string;
  readonly tags?: readonly string[];
}
export interface AreasView extends RegisterView {
  readonly rows: readonly { readonly area: string; readonly members: number; readonly merchants: number }[];
  readonly members: number;
  readonly merchants: number;
  readonly withoutArea: number;
  readonly classes: readonly { readonly memberClass: string; readonly members: EngineShare }[];
}
export interface SettlementView extends RegisterView {
  readonly rows: readonly {
    readonly merchant: string;
    readonly merchantName: string;
    readonly month: string;
    readonly points: number;
    readonly pricePer1000: string;
    readonly amount: string;
    readonly settledOn: string | null;
    readonly settledBy: string | null;
    readonly settledPoints: number | null;
  }[];
  readonly points: number;
  readonly open: string;
  readonly settled: string;
  readonly amount: string;
  readonly unsettledPoints: number;
  readonly problems: readonly { readonly id: string; readonly text: string; readonly remedy: string }[];
  readonly rewards: readonly { readonly id: string; readonly merchant: string; readonly points: number }[];
}
interface FileCounts {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** What the files of the kind `merchants` would enter, and the rows that they would not. */
export interface FilesView extends RegisterView {
  readonly inFiles: number;
  readonly merchants: FileCounts;
  readonly offers: FileCounts;
  readonly rows: readonly (ClubRefusal & {
    readonly file: string;
    readonly row: number;
    readonly merchant: string;
    readonly offer: string;
  })[];
}

export interface CostView extends RegisterView {
  readonly mode: 'own' | 'shared' | 'outsourced';
  readonly with: string;
  readonly supplierOffer: string;
  readonly cardUnitCost: string;
  readonly cards: number;
  readonly cardCost: string;
  readonly total: string;
}

export type EventKind = 'visit' | 'salon' | 'training' | 'celebration' | 'other';
export interface EventRules {
  readonly id: string;
  readonly name: string;
  readonly kind: EventKind;
  readonly place: string;
  readonly time: string;
  readonly expert: string;
  readonly day: string;
  readonly quota: number;
  readonly opensOn: string;
  readonly membersOnlyTo: string | null;
}
export interface EventRow extends EventRules {
  readonly seated: number;
  readonly waiting: number;
  readonly cancelled: number;
  readonly attended: number;
  readonly isOver: boolean;
}
export interface CalendarView extends RegisterView {
  readonly rows: readonly EventRow[];
  readonly day: string;
  readonly gaps: readonly { readonly id: string; readonly text: string; readonly remedy: string }[];
  readonly isDue: boolean;
  readonly last: string | null;
  readonly daysSince: number | null;
  readonly next: string | null;
}
export interface SignUpRow {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly isMember: boolean;
  readonly day: string;
  readonly cancelledOn: string | null;
  readonly attended: boolean;
  readonly state: 'seated' | 'waiting' | 'cancelled' | 'refused';
  readonly seatedOn: string | null;
  readonly fromWaitlist: boolean;
}
export interface EventView extends RegisterView {
  readonly rows: readonly SignUpRow[];
  readonly event: EventRules;
  readonly seated: number;
  readonly waiting: number;
  readonly attendance: EngineShare;
}
export interface MagazineSpan {
  readonly memberClasses: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}
export interface MagazineView extends RegisterView {
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly mailsOn: string;
    readonly pieces: readonly string[];
    readonly recipients: number;
    readonly returned: number;
  }[];
  /** Benefits of the register of members that say who gets it; none: every active member does. */
  readonly benefits: readonly (MagazineSpan & { readonly id: string; readonly name: string })[];
  /** What an older program had here; it decides nothing. */
  readonly former: MagazineSpan | null;
  readonly returned: readonly {
    readonly member: string;
    readonly name: string;
    readonly issue: string;
    readonly why: string;
    readonly day: string;
    readonly clearedOn: string | null;
  }[];
  readonly waitingPieces: number;
}
export interface PieceRow {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly title: string;
  readonly day: string;
  readonly acceptedOn: string | null;
  readonly issue: string;
  readonly state: 'waiting' | 'accepted' | 'withdrawn';
}
