import { describe, expect, it } from 'vitest';
import type { CatalogueDataset } from '../../../src/engine/protocol.ts';
import { datasetFacts } from '../../../src/features/import/dataset_facts.ts';
import { initialDocument, initialState, type ImportResult } from '../../../src/state/state.ts';
import { column, probe, readySource } from '../../state/examples.ts';

const dataset = (id: string): CatalogueDataset => ({
  ...{ id, zh: id, en: id, fields: [], keys: [] },
  unlocks: { zh: '', en: '' },
});
const catalogue = { datasets: [dataset('shipments'), dataset('survey')] };
const shipments = probe([column(0, '运单号', 'waybill_no')]);
const unknown = probe([], {}, [{ id: 'INGEST-112', header: '' }]);

const facts = (state: Parameters<typeof datasetFacts>[0]) =>
  datasetFacts(state).map(({ dataset: { id }, files, rows }) => [id, files, rows]);

describe('datasetFacts', () => {
  it('counts the files of each kind, and none whose kind is still asked', () => {
    const sources = [readySource(1, shipments), readySource(2, shipments), readySource(3, unknown)];
    expect(facts({ ...initialState, catalogue, sources })).toEqual([
      ['shipments', 2, null],
      ['survey', 0, null],
    ]);
  });

  it('tells the rows while the result is that of the files', () => {
    const report = { datasets: [{ dataset: 'shipments', files: 1, rows: 42 }] };
    const result = { report, document: initialDocument } as unknown as ImportResult;
    const state = { ...initialState, catalogue, sources: [readySource(1, shipments)], result };
    expect(facts(state)[0]).toEqual(['shipments', 1, 42]);
    const [source] = state.sources;
    const added = {
      ...initialDocument,
      sources: [{ ...source, choice: null, refused: null }],
    } as typeof initialDocument;
    expect(facts({ ...state, document: added })[0]).toEqual(['shipments', 1, null]);
  });
});
