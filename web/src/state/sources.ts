// The document's files, joined with what the engine found in them.

import type { ImportSource, ProbeOverrides, Settings } from '../engine/protocol.ts';
import { planOf, proposedChoice } from './choice.ts';
import type { Document, ImportResult, ProbeState, Source, SourceEntry, State } from './state.ts';

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

/** The settings that only a new reading of the files can carry out. */
const readingOf = (settings: Settings | null): string =>
  JSON.stringify(
    settings && [settings.as_of, settings.window, settings.profile, settings.money, settings.customers.merges],
  );

const entriesOf = ({ sources }: Document): string =>
  JSON.stringify(sources.map(({ id, overrides, choice }) => [id, overrides, choice]));

/** Two documents lead to the same imported data. */
export const readTheSame = (a: Document, b: Document): boolean =>
  (a.sources === b.sources || entriesOf(a) === entriesOf(b)) &&
  (a.settings === b.settings || readingOf(a.settings) === readingOf(b.settings));

/** The files, their columns or the window have changed since the result: it has to be computed again. */
export const isStale = ({ document, result }: { document: Document; result: ImportResult | null }): boolean =>
  result !== null && !readTheSame(document, result.document);
