// Mapping profiles: how the files of one source are read, kept under the signature of their columns for the next file like them.

import type { FileProbe, MappingProfile, ProbeOverrides } from '../engine/protocol.ts';
import { unanswered } from './choice.ts';
import { probeKey } from './sources.ts';
import type { KeptProfile, Source, SourceEntry, State } from './state.ts';

/** A file of profiles is small; a larger one is data. */
export const kProfilesBytesMax = 4 << 20;

/** Wishes that change which columns there are: what was decided about the columns before says nothing any more. */
const kStartsAnew = ['dataset', 'encoding', 'delimiter', 'header', 'headerRows', 'sheet'] as const;

export const startsAnew = (change: ProbeOverrides): boolean => kStartsAnew.some((key) => key in change);

const without = (overrides: ProbeOverrides, keys: readonly (keyof ProbeOverrides)[]): ProbeOverrides =>
  Object.fromEntries(Object.entries(overrides).filter(([key]) => keys.every((other) => other !== key)));

/** The wishes that go on under another sheet or another reading of the columns, with the change in them. */
export const readAnew = (overrides: ProbeOverrides, change: ProbeOverrides): ProbeOverrides => ({
  ...without(overrides, 'sheet' in change ? ['mapping', 'header', 'headerRows', 'dataset'] : ['mapping']),
  ...change,
});

/** The wishes with a change that leaves the columns as they are. What the user says in the words of a mapping goes beside what the profile
 *  says already. */
export const withWishes = (overrides: ProbeOverrides, change: ProbeOverrides): ProbeOverrides => ({
  ...overrides,
  ...change,
  ...(change.mapping ? { mapping: { ...overrides.mapping, ...change.mapping } } : {}),
});

/** Wishes that say where one file's table stands or are of its month alone: they hold for no other file. */
export const placeIn = (overrides: ProbeOverrides): ProbeOverrides =>
  without(overrides, ['mapping', 'dataset', 'dateOrder', 'taxBasis', 'taxRate', 'rules']);

/** A profile may be looked for: the user has decided nothing about this file's columns. */
export const isOpenToProfiles = ({ isSample, refused, profile, choice, overrides }: SourceEntry): boolean =>
  !isSample &&
  refused === null &&
  profile === null &&
  choice === null &&
  overrides.mapping === undefined &&
  kStartsAnew.every((key) => key === 'sheet' || overrides[key] === undefined);

/** The signature that such a file has before anybody decided anything about it, since by that it is found next time. */
export function signatureOf(
  { id, profile, overrides }: SourceEntry,
  probes: State['probes'],
  probe: FileProbe,
): string {
  if (profile !== null && profile !== 'refused') return profile.signature;
  const { sheet } = overrides;
  const first = probes[probeKey(id, sheet === undefined ? {} : { sheet })];
  return first?.kind === 'ready' ? first.probe.signature : probe.signature;
}

type Ready = Extract<Source['state'], { kind: 'ready' }>;

/** What was decided about the columns, whatever their order. */
const readingOf = ({ probe, choice }: Ready): string =>
  JSON.stringify([
    probe.dataset,
    choice.customerKey,
    probe.columns.map(({ index, header }) => `${header}\n${choice.fields[String(index)] ?? ''}`).sort(),
    unanswered(probe, choice).length,
  ]);

/** The other files with the columns of this one that are read in another way; none while something is asked about this one. */
export function alike(sources: readonly Source[], id: number): readonly Source[] {
  const model = sources.find((source) => source.id === id)?.state;
  if (model?.kind !== 'ready' || unanswered(model.probe, model.choice).length > 0) return [];
  return sources.filter(
    ({ id: other, state }) =>
      other !== id &&
      state.kind === 'ready' &&
      state.probe.signature === model.probe.signature &&
      readingOf(state) !== readingOf(model),
  );
}

/** The part of a mapping that holds for the next file too. Its sheet and its month are its own; what the engine finds out by itself is
 *  found out again, unless the user had to say it. */
export function keptMapping(mapping: MappingProfile, overrides: ProbeOverrides): MappingProfile {
  const said = overrides.mapping ?? {};
  const isDropped: Readonly<Record<string, boolean>> = {
    sheet: true,
    billMonth: true,
    encoding: overrides.encoding === undefined && !('encoding' in said),
    delimiter: overrides.delimiter === undefined && !('delimiter' in said),
    headerRow: overrides.header === undefined && !('headerRow' in said),
    headerRows: overrides.headerRows === undefined && !('headerRows' in said),
  };
  const kept = Object.entries(mapping).filter(([key]) => isDropped[key] !== true);
  return { ...Object.fromEntries(kept), version: mapping.version };
}

/** "2026年9月顺丰账单.xlsx" → "顺丰账单": what stays the same from month to month. `taken`: the names of other profiles. */
export function profileName(fileName: string, taken: readonly string[]): string {
  const own = fileName.slice(fileName.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const bare = own
    .replace(/\d+年(\d+月)?(\d+日)?|\d+月份?/g, '')
    .replace(/\p{Nd}+/gu, '')
    .replace(/[([（【]\W*[)\]）】]/g, '')
    .replace(/[\s_.~-]+/g, ' ')
    .replace(/^[^\p{L}]+|[^\p{L})）】]+$/gu, '');
  const name = bare === '' ? own : bare;
  for (let count = 1; ; ++count) {
    const one = count === 1 ? name : `${name} ${count}`;
    if (!taken.includes(one)) return one;
  }
}

/** Newest first; one for each signature. */
export const withProfile = (profiles: readonly KeptProfile[], profile: KeptProfile): readonly KeptProfile[] => [
  profile,
  ...profiles.filter(({ signature }) => signature !== profile.signature),
];

export const withProfiles = (
  profiles: readonly KeptProfile[],
  others: readonly KeptProfile[],
): readonly KeptProfile[] => others.reduceRight(withProfile, profiles);

export const withoutProfile = (profiles: readonly KeptProfile[], signature: string): readonly KeptProfile[] =>
  profiles.filter((profile) => profile.signature !== signature);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isProfile = (value: unknown): value is KeptProfile =>
  isObject(value) &&
  typeof value.name === 'string' &&
  value.name !== '' &&
  typeof value.signature === 'string' &&
  value.signature !== '' &&
  isObject(value.mapping) &&
  value.mapping.version === 1;

/** The profiles in what a storage or a file held; null when it is no such list. */
export const profilesIn = (value: unknown): readonly KeptProfile[] | null =>
  Array.isArray(value) && value.every(isProfile)
    ? value.map(({ name, signature, mapping }) => ({ name, signature, mapping }))
    : null;

export const profilesText = (profiles: readonly KeptProfile[]): string =>
  `${JSON.stringify({ version: 1, profiles }, null, 2)}\n`;

/** What a text is: a file of profiles; one that says it is but makes no sense ('bad'); or something else (null). */
export function readProfiles(text: string): readonly KeptProfile[] | 'bad' | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || !('profiles' in value) || !('version' in value)) return null;
  return (value.version === 1 ? profilesIn(value.profiles) : null) ?? 'bad';
}
