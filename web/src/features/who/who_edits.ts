// Changes of who is who, as the settings hold them: a customer that is merged points straight at the one that stays, and belongs to at
// most one group.

import type { Settings } from '../../engine/protocol.ts';

type Customers = Settings['customers'];
type Merges = Customers['merges'];
type Groups = Customers['groups'];

export interface Decision {
  /** The customer that stays. */
  readonly into: string;
  readonly from: string;
}

/** A suggested pair, as the document keeps the ones that are not the same. */
export const pairOf = ({ into, from }: { into: { id: string }; from: { id: string } }): string =>
  `${into.id}\n${from.id}`;

/** Who a customer is after these merges. */
const standsFor = (merges: Merges, id: string): string => merges.find(({ from }) => from.includes(id))?.into ?? id;

function merged(merges: Merges, { into, from }: Decision): Merges {
  const stays = standsFor(merges, into);
  const goes = standsFor(merges, from);
  if (stays === goes) return merges;
  const follows = merges.find((merge) => merge.into === goes)?.from ?? [];
  const present = merges.find((merge) => merge.into === stays)?.from ?? [];
  const rest = merges.filter((merge) => merge.into !== stays && merge.into !== goes);
  return [...rest, { into: stays, from: [...present, goes, ...follows] }];
}

const withCustomers = (settings: Settings, customers: Partial<Customers>): Settings => ({
  ...settings,
  customers: { ...settings.customers, ...customers },
});

/** Each decision in turn; whoever was merged into a customer that goes follows it. */
export const withMerges = (settings: Settings, decisions: readonly Decision[]): Settings =>
  withCustomers(settings, { merges: decisions.reduce(merged, settings.customers.merges) });

/** How many customers there are fewer after these decisions. */
export const fewerBy = (settings: Settings, decisions: readonly Decision[]): number => {
  const count = (merges: Merges): number => merges.reduce((sum, { from }) => sum + from.length, 0);
  return count(withMerges(settings, decisions).customers.merges) - count(settings.customers.merges);
};

export const withoutMerge = (settings: Settings, customer: string): Settings =>
  withCustomers(settings, {
    merges: settings.customers.merges
      .map(({ into, from }) => ({ into, from: from.filter((id) => id !== customer) }))
      .filter(({ from }) => from.length > 0),
  });

const without = (groups: Groups, ids: readonly string[]): Groups =>
  groups
    .map(({ name, members }) => ({ name, members: members.filter((id) => !ids.includes(id)) }))
    .filter(({ members }) => members.length > 0);

/** The customers as members of the group of that name, whatever group of one's own they were in. */
export function withMembers(settings: Settings, name: string, ids: readonly string[]): Settings {
  const rest = without(settings.customers.groups, ids);
  const groups = rest.some((group) => group.name === name)
    ? rest.map((group) => (group.name === name ? { name, members: [...group.members, ...ids] } : group))
    : [...rest, { name, members: [...ids] }];
  return withCustomers(settings, { groups });
}

export const withoutMember = (settings: Settings, id: string): Settings =>
  withCustomers(settings, { groups: without(settings.customers.groups, [id]) });

/** Whether the user said that this customer is in that group; else a file says it. */
export const isOwnMember = (settings: Settings, name: string, id: string): boolean =>
  settings.customers.groups.some((group) => group.name === name && group.members.includes(id));
