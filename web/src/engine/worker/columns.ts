// A result as typed arrays (core/report/typed_columns.h).

import type { ColumnArray, PackedColumns, ResultTableName, Settings } from '../protocol.ts';
import type { EngineSession } from './engine_session.ts';

interface Begun {
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: 'text' | 'real' | 'count' | 'day' | 'money' }[];
}

function arrayOf(type: Begun['columns'][number]['type'], rows: number, bytes: Uint8Array<ArrayBuffer>): ColumnArray {
  const { buffer } = bytes;
  switch (type) {
    case 'text':
      return { ends: new Uint32Array(buffer, 0, rows), bytes: bytes.subarray(rows * Uint32Array.BYTES_PER_ELEMENT) };
    case 'real':
      return new Float64Array(buffer);
    case 'count':
      return new Uint32Array(buffer);
    case 'day':
      return new Int32Array(buffer);
    case 'money':
      return new BigInt64Array(buffer);
  }
}

export function columnsOf(session: EngineSession, settings: Settings, table: ResultTableName): PackedColumns {
  const { rows, columns } = session.call('export.begin', {
    settings,
    what: table,
    form: 'columns',
    language: 'zh',
  }) as Begun;
  const read = columns.map(({ name, type }) => [name, arrayOf(type, rows, session.exportRead().piece)] as const);
  // Behind the last column: the export is over.
  session.exportRead();
  return { rows, columns: read };
}

/** The memory of the columns, to be transferred. */
export const memoryOf = ({ columns }: PackedColumns): ArrayBuffer[] =>
  columns.map(([, values]) => ('ends' in values ? values.ends.buffer : values.buffer) as ArrayBuffer);
