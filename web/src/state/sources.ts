// The document's files, joined with what the engine found in them.

import type { ImportSource, ProbeOverrides } from '../engine/protocol.ts';
import { planOf, proposedChoice } from './choice.ts';
import type { Document, ImportResult, ProbeState, Source, SourceEntry, State } from './state.ts';

export const isSampleWork = ({ sources }: Pick<Document, 'sources'>): boolean =>
  sources.some(({ isSample }) => isSample);

export const isSameFiles = (one: Pick<Document, 'sources'>, other: Pick<Document, 'sources'>): boolean =>
  one.sources.length === other.sources.length && one.sources.every(({ file }, at) => file === other.sources[at]?.file);

/** What a look at a file depends on: the file and how the user wants it read. */
export const probeKey = (id: number, overrides: ProbeOverrides): string =>
  `${id} ${JSON.stringify(Object.entries(overrides).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

export const probeOf = (
  probes: State['probes'],
  { id, overrides, refused }: Pick<SourceEntry, 'id' | 'overrides' | 'refused'>,
): ProbeState =>
  refused
    ? { kind: 'failed', problem: { from: 'engine', error: refused } }
    : (probes[probeKey(id, overrides)] ?? { kind: 'probing' });

function joined(entry: SourceEntry, probe: ProbeState): Source {
  const { id, file, isSample, overrides, choice, profile } = entry;
  const state =
    probe.kind === 'ready'
      ? ({ kind: 'ready', probe: probe.probe, choice: choice ?? proposedChoice(probe.probe) } as const)
      : probe;
  return { id, file, isSample, overrides, profile, state };
}

/** The files as the screens see them. Those that did not change stay the same objects. */
export function sourcesOf(document: Document, probes: State['probes'], before: readonly Source[]): readonly Source[] {
  const sources = document.sources.map((entry): Source => {
    const next = joined(entry, probeOf(probes, entry));
    const held = before.find(({ id }) => id === entry.id);
    const isSame =
      held?.overrides === next.overrides &&
      held.profile === next.profile &&
      held.state.kind === next.state.kind &&
      JSON.stringify(held.state) === JSON.stringify(next.state);
    return isSame ? held : next;
  });
  return sources.length === before.length && sources.every((source, at) => source === before[at]) ? before : sources;
}

/** What the engine gets to read. Files that are not ready are left out: callers ask canSegment() first. */
export const importSourcesOf = (sources: readonly Source[]): readonly ImportSource[] =>
  sources.flatMap(({ file, state }): ImportSource[] =>
    state.kind === 'ready' ? [{ file, dataset: state.probe.dataset, plan: planOf(state.probe, state.choice) }] : [],
  );

/** What of a document only a new reading of the files can carry out, part by part. */
const kReadParts = {
  files: ({ sources }) => sources.map(({ id }) => id),
  rowRules: ({ sources }) => sources.map(({ id, overrides }) => [id, overrides.rules]),
  reading: ({ sources }) =>
    sources.map(({ id, overrides }) => [id, { ...overrides, rules: undefined, mapping: undefined }]),
  mapping: ({ sources }) => sources.map(({ id, overrides }) => [id, overrides.mapping]),
  columns: ({ sources }) => sources.map(({ id, choice }) => [id, choice]),
  window: ({ settings }) => [settings?.as_of, settings?.window],
  money: ({ settings }) => settings?.money,
  merges: ({ settings }) => settings?.customers.merges,
  profile: ({ settings }) => settings?.profile,
} satisfies Record<string, (document: Document) => unknown>;
export type ReadPart = keyof typeof kReadParts;

/** Which parts of two documents lead to other imported data. */
export function changedParts(a: Document, b: Document): readonly ReadPart[] {
  if (a.sources === b.sources && a.settings === b.settings) return [];
  const changed = (Object.keys(kReadParts) as ReadPart[]).filter(
    (part) => JSON.stringify(kReadParts[part](a)) !== JSON.stringify(kReadParts[part](b)),
  );
  const isChanged = (part: ReadPart): boolean => changed.includes(part);
  // Files that came or went bring their own reading along; with a rule comes the kept profile that holds it.
  const follows: readonly ReadPart[] = isChanged('files')
    ? ['rowRules', 'reading', 'mapping', 'columns']
    : isChanged('rowRules') || isChanged('reading')
      ? ['mapping']
      : [];
  return changed.filter((part) => !follows.includes(part));
}

/** Two documents lead to the same imported data. */
export const readTheSame = (a: Document, b: Document): boolean => changedParts(a, b).length === 0;

/** The files, their columns or the window have changed since the result: it has to be computed again. */
export const isStale = ({ document, result }: { document: Document; result: ImportResult | null }): boolean =>
  result !== null && !readTheSame(document, result.document);
