// What vouchers, referrals and statements are chosen by, in the order in which they are offered.

import type { ReferralState, StatementFilter } from '../engine/protocol.ts';

export const kVoucherStates = ['open', 'used', 'expired', 'cancelled'] as const;
export const kReferralStates: readonly ReferralState[] = [
  'invited',
  'registered',
  'first_shipment',
  'invoice_paid',
  'reward_active',
  'rejected',
  'clawed_back',
];
export const kStatementFilters: readonly StatementFilter[] = ['all', 'moved', 'expiring'];
