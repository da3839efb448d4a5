// Edits of a programme: pure functions from one document to the next, and where in it an error of the engine belongs.

import type { ClubProgramme, ClubReward, ClubTier, EarnRule, EngineError } from '../../engine/protocol.ts';
import { moneyText } from './figures.ts';

export type Path = readonly (string | number)[];

/** The document with another value at a place of it. */
export function withValue<T>(document: T, path: Path, value: unknown): T {
  const [head, ...rest] = path;
  if (head === undefined) return value as T;
  if (Array.isArray(document)) {
    return document.map((one: unknown, at) => (at === head ? withValue(one, rest, value) : one)) as T;
  }
  const part = document as Readonly<Record<string, unknown>>;
  return { ...part, [head]: withValue(part[head], rest, value) } as T;
}

/** ["earn", 0, "points"] → "earn[0].points": how the engine names a place of a document. */
export const pathName = (path: Path): string =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`),
    '',
  );

/** An id that none of these has: the wished one, or it with a number. */
export function freeId(wished: string, taken: readonly string[]): string {
  if (!taken.includes(wished)) return wished;
  let number = 2;
  while (taken.includes(`${wished}-${number}`)) ++number;
  return `${wished}-${number}`;
}

export const withRule = (programme: ClubProgramme): ClubProgramme => {
  const rule: EarnRule = {
    id: freeId(
      'rule',
      programme.earn.map(({ id }) => id),
    ),
    name: { zh: '运费每 1 元积 1 分', en: '1 point for each yuan of freight' },
    occasion: 'shipment',
    points: 1,
    per: '1.00',
    without_surcharges: true,
    without_tax: false,
    without_points_paid: true,
    payer_only: true,
    with_tier_multiplier: false,
    cap_each: 0,
    cap_month: 0,
    pending_days: 0,
    validity: { method: 'month_end', length: 12 },
    qualifies: true,
  };
  return { ...programme, earn: [...programme.earn, rule] };
};

export const withReward = (programme: ClubProgramme): ClubProgramme => {
  const reward: ClubReward = {
    id: freeId(
      'voucher',
      programme.rewards.map(({ id }) => id),
    ),
    name: { zh: '10 元运费抵用券', en: 'Freight voucher of 10' },
    kind: 'voucher',
    points: 1000,
    value: '10.00',
    unit_cost: '10.00',
    valid_days: 180,
  };
  return { ...programme, rewards: [...programme.rewards, reward] };
};

/** Another tier above the highest; the first begins at 0. */
export const withTier = (programme: ClubProgramme): ClubProgramme => {
  const { tiers } = programme.tiers;
  const last = tiers.at(-1);
  const tier: ClubTier = last
    ? {
        name: `等级${tiers.length + 1}`,
        name_en: `Tier ${tiers.length + 1}`,
        threshold: Math.max(1000, last.threshold * 2),
        percent: 100,
      }
    : { name: '会员', name_en: 'Member', threshold: 0, percent: 100 };
  return withValue(programme, ['tiers', 'tiers'], [...tiers, tier]);
};

/** Another band above the highest, with its award: awards never fall as the spend rises. */
export const withBand = (programme: ClubProgramme): ClubProgramme => {
  const last = programme.referral.bands.at(-1);
  const from = Number(last?.from ?? 0);
  const band = { from: moneyText(last ? Math.max(500, from * 2) : 0), award: last?.award ?? '20.00' };
  return withValue(programme, ['referral', 'bands'], [...programme.referral.bands, band]);
};

export const without = (programme: ClubProgramme, list: Path, at: number): ClubProgramme => {
  const items = list.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], programme);
  return withValue(
    programme,
    list,
    (items as readonly unknown[]).filter((_, index) => index !== at),
  );
};

/** The place that an error is about: the path that it names, or the rule, reward or tier whose id it gives; empty: the whole. */
export function placeOfError(programme: ClubProgramme, { id, params }: Pick<EngineError, 'id' | 'params'>): string {
  const { key } = params;
  // Those of the referral rules name their setting without where they lie in the document.
  if (id === 'LOYALTY-301') return 'referral.choices';
  if (id === 'LOYALTY-302') return `referral.bands[${params.band ?? '0'}]`;
  if (id === 'LOYALTY-303') return `referral.${key === 'end' ? 'ends' : (key ?? '')}`;
  if (key !== undefined && /^(earn|rewards|tiers|arrears|ledger|card|referral|[a-z_0-9]+$)/.test(key)) return key;
  const named = params.rule ?? params.id ?? params.name;
  if (named === undefined) return '';
  const rule = programme.earn.findIndex(({ id }) => id === named);
  if (rule >= 0) return `earn[${rule}]`;
  const reward = programme.rewards.findIndex(({ id }) => id === named);
  if (reward >= 0) return `rewards[${reward}]`;
  const tier = programme.tiers.tiers.findIndex(({ name }) => name === named);
  return tier >= 0 ? `tiers.tiers[${tier}]` : '';
}

/** A programme out of a file; null where it is none. What is wrong inside of one, the engine says. */
export function readProgramme(text: string): ClubProgramme | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    return 'id' in parsed && typeof parsed.id === 'string' ? (parsed as ClubProgramme) : null;
  } catch {
    return null;
  }
}
