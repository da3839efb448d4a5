// A club as the engine tells it, for the state's tests.

import { kRegisterNames, type ClubProgramme, type ClubState, type RegisterName } from '../../src/engine/protocol.ts';

export const programme = (id: string, points = 1): ClubProgramme => ({
  id,
  name: { zh: '积分', en: 'Points' },
  earn: [
    {
      id: 'freight',
      name: { zh: '运费', en: 'Freight' },
      occasion: 'shipment',
      points,
      per: '1.00',
      without_surcharges: true,
      without_tax: false,
      without_points_paid: true,
      payer_only: true,
      with_tier_multiplier: false,
      cap_each: 0,
      cap_month: 0,
      pending_days: 0,
      validity: { method: 'never', length: 0 },
      qualifies: true,
    },
  ],
  rewards: [],
  redeem_from: 0,
  tiers: { tiers: [] },
  arrears: { overdue_days: 0, holds_earning: true, stops_spending: true },
  referral: {
    starts: null,
    ends: null,
    bands: [{ from: '0.00', award: '20.00' }],
    basis: 'deal',
    hold_days: 0,
    valid_days: 365,
    choices: ['voucher', 'gift'],
    cap: null,
  },
  value_per_100_points: '1.00',
  redemption_percent: 0,
  notice_days: 60,
});

export const clubState = (change: Partial<ClubState> = {}): ClubState => ({
  hasMembers: true,
  members: { all: 1, applied: 0, approved: 0, card_issued: 0, active: 1, suspended: 0, exited: 0 },
  programme: programme('minimal'),
  periods: [],
  nextMonth: '2026-05',
  firstMonth: '2026-01',
  lastMonthWithData: '2026-06',
  entries: 0,
  problems: [],
  ...change,
});

const kNoRegisters = Object.fromEntries(kRegisterNames.map((name) => [name, null]));

/** An engine that keeps a club: rules that can be set, months that can be closed, and a file that holds both. */
export class FakeClub {
  rules = programme('minimal');
  closed: string[] = [];

  registers: Record<string, object> = {};
  readonly script = {
    'club.state': () =>
      clubState({ programme: this.rules, periods: this.closed.map((name) => ({ name, from: '', to: '' })) }),
    'club.programme': (wish: { programme?: ClubProgramme; preset?: string }) => {
      this.rules = wish.programme ?? programme(wish.preset ?? '');
      return { programme: this.rules };
    },
    'club.whole': (wish: { programme?: ClubProgramme; preset?: string }) => ({
      programme: wish.programme ?? programme(wish.preset ?? ''),
    }),
    'club.run': ({ month, apply }: { month: string; apply: boolean }) => {
      const wasClosed = this.closed.includes(month);
      if (apply && !wasClosed) this.closed.push(month);
      return { period: month, wasClosed };
    },
    'club.register': ({ name, document }: { name: string; document: object | null }) => {
      const others = Object.entries(this.registers).filter(([one]) => one !== name);
      this.registers = Object.fromEntries(document ? [...others, [name, document]] : others);
      return { document };
    },
    'club.registers': () => ({ documents: { ...kNoRegisters, ...this.registers } }),
    'club.act': ({ name, act }: { name: RegisterName; act: { note: string } }) => ({
      documents: { [name]: { version: 1, note: act.note } },
    }),
    'project.write': () => new Blob([JSON.stringify({ rules: this.rules, closed: this.closed })]),
  };
}
