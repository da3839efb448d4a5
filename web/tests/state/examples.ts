// Small probes and sources that the state's tests share.

import type { FileProbe, ProbeColumn } from '../../src/engine/protocol.ts';
import type { Look } from '../../src/engine/protocol.ts';
import type { Source } from '../../src/state/state.ts';
import { proposedChoice } from '../../src/state/choice.ts';

export const column = (index: number, header: string, field: string | null, ambiguous = false): ProbeColumn => ({
  index,
  header,
  samples: [],
  field,
  candidates: [],
  confidence: 1,
  parsedShare: null,
  ambiguous,
});

/** A header that several fields know is asked about. */
const kTwoMeanings = ({ header }: ProbeColumn) => ({ id: 'INGEST-311', header });

export function probe(
  columns: readonly ProbeColumn[],
  plan: Partial<FileProbe['plan']> = {},
  findings: readonly { id: string; header: string }[] = [],
): FileProbe {
  const fields = Object.fromEntries(columns.flatMap(({ index, field }) => (field ? [[String(index), field]] : [])));
  return {
    name: 'a.csv',
    size: 10,
    format: 'delimited',
    sheets: [],
    sheet: '',
    signature: 'abc',
    mapping: { version: 1 },
    preview: [],
    headerRows: 1,
    encoding: 'gb18030',
    encodingCertainty: 'likely',
    delimiter: ',',
    headerRow: 1,
    dataset: 'shipments',
    datasetConfidence: 1,
    datasetCandidates: [],
    customerKey: 'customer_id',
    columns,
    issues: [...findings, ...columns.filter(({ ambiguous }) => ambiguous).map(kTwoMeanings)].map(({ id, header }) => ({
      id,
      severity: 'fatal',
      file: 'a.csv',
      row: 0,
      column: '',
      params: { header },
      zh: id,
      en: id,
      zhRemedy: '',
      enRemedy: '',
    })),
    plan: { fields, ...plan },
  };
}

export function readySource(id: number, of: FileProbe): Source {
  return {
    id,
    file: new File(['0123456789'], of.name),
    isSample: false,
    overrides: {},
    profile: null,
    state: { kind: 'ready', probe: of, choice: proposedChoice(of) },
  };
}

/** An answer whose thresholds tell which request it belongs to. */
export const lookWith = (cv: number, ac: number): Look =>
  ({
    summary: { thresholds: { mode: 'manual', cv, ac } },
    table: { total: 0, columns: [], rows: [] },
  }) as unknown as Look;
