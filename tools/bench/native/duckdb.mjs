// Native DuckDB, in this process: the same SQL as in the browser.

import { createRequire } from 'node:module';
import { project } from '../paths.mjs';
import { customersSql, kReadBack } from '../engines/customers_sql.js';
import { digestOf, kColumns } from '../engines/job.js';

const { DuckDBInstance } = createRequire(project('tools/bench/package.json'))('@duckdb/node-api');

/** Runs the job with so many threads; the database itself is open before the clock starts. */
export async function runDuckdb(file, threads) {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  try {
    await connection.run('SET preserve_insertion_order = false');
    const begin = performance.now();
    await connection.run(customersSql(file));
    const milliseconds = performance.now() - begin;
    const found = (await connection.runAndReadAll(kReadBack)).getColumnsObject();
    const table = { ids: found.ids, ...Object.fromEntries(kColumns.map((name) => [name, found[name]])) };
    return { milliseconds, customers: table.ids.length, digest: await digestOf(table) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export async function sqlAnswer(file) {
  const { customers, digest } = await runDuckdb(file, 2);
  return { customers, digest };
}
