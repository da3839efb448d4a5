// DuckDB-WASM, "eh" bundle (exceptions; the fastest without special server headers), in its own worker.

import * as duckdb from '@duckdb/duckdb-wasm';
import { customersSql, kReadBack } from './customers_sql.js';
import { digestOf, kColumns } from './job.js';

let database = null;
let connection = null;

export async function start({ worker, module }) {
  database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(worker));
  await database.instantiate(module);
  await database.open({});
  connection = await database.connect();
  // Groups may come in any order, which is its own advice for large aggregations.
  await connection.query('SET preserve_insertion_order = false');
}

/** `how`: "handle" reads the File where it lies, "buffer" all of it first. */
export async function read(file, { how = 'handle' }) {
  if (how === 'buffer') await database.registerFileBuffer('w1.csv', new Uint8Array(await file.arrayBuffer()));
  // Direct: no cache of pages between the file and the reader, which reads it once from front to back.
  else await database.registerFileHandle('w1.csv', file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  await connection.query(customersSql('w1.csv'));
  return { phases: {} };
}

export async function check() {
  const found = await connection.query(kReadBack);
  const table = { ids: found.getChild('ids').toArray() };
  for (const name of kColumns) table[name] = found.getChild(name).toArray();
  return { customers: found.numRows, digest: await digestOf(table) };
}
