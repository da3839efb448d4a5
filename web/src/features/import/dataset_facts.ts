// Which kinds of data are here. Pure function of the state.

import type { CatalogueDataset } from '../../engine/protocol.ts';
import { isDatasetAsked } from '../../state/choice.ts';
import { isStale } from '../../state/sources.ts';
import type { State } from '../../state/state.ts';

export interface DatasetFact {
  readonly dataset: CatalogueDataset;
  readonly files: number;
  /** Rows that are used; null before they are counted. */
  readonly rows: number | null;
}

/** In the engine's order: shipments first. A file whose kind is still asked is of none. */
export function datasetFacts(
  state: Pick<State, 'catalogue' | 'sources' | 'document' | 'result'>,
): readonly DatasetFact[] {
  const { catalogue, sources, result } = state;
  const kinds = sources.flatMap(({ state: of }) =>
    of.kind === 'ready' && !isDatasetAsked(of.probe) ? [of.probe.dataset] : [],
  );
  const counted = result !== null && !isStale(state) ? result.report.datasets : [];
  return (catalogue?.datasets ?? []).map((dataset): DatasetFact => {
    const files = kinds.filter((kind) => kind === dataset.id).length;
    const rows = counted.find((one) => one.dataset === dataset.id && one.files > 0)?.rows ?? null;
    return { dataset, files, rows: files > 0 ? rows : null };
  });
}
