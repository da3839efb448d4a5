// The job in SQL, the same for DuckDB in the browser and natively.

import { kAsOf } from './job.js';

/** Every column of W1 with its type: nothing is left to detection, which would read the file's beginning twice. */
const kTypes = {
  waybill_no: 'VARCHAR',
  customer_id: 'VARCHAR',
  customer_name: 'VARCHAR',
  ship_date: 'DATE',
  // Only compared, and ISO minutes order as text: reading them as TIMESTAMP takes longer.
  promised_at: 'VARCHAR',
  delivered_at: 'VARCHAR',
  origin: 'VARCHAR',
  destination: 'VARCHAR',
  product: 'VARCHAR',
  weight_kg: 'VARCHAR',
  // Exact, as asked. Columns that the query does not name are not converted.
  freight: 'DECIMAL(12,2)',
  status: 'VARCHAR',
};

const kReading = [
  'header = true',
  'auto_detect = false',
  "delim = ','",
  `quote = '"'`,
  `escape = '"'`,
  "new_line = '\\n'",
  `columns = {${Object.entries(kTypes)
    .map(([name, type]) => `'${name}': '${type}'`)
    .join(', ')}}`,
].join(', ');

/** A statement that makes the table `customers` out of a file. */
export const customersSql = (file, reading = kReading) => `
CREATE OR REPLACE TEMP TABLE customers AS
WITH waybills AS (
  SELECT customer_id, waybill_no, ship_date, sum(freight) AS amount,
    min(promised_at) AS promised, max(delivered_at) AS delivered
  FROM read_csv('${file}', ${reading})
  GROUP BY customer_id, waybill_no, ship_date
), grouped AS (
  SELECT customer_id,
    count(*) AS waybills,
    count(DISTINCT ship_date) AS ship_days,
    CAST(sum(amount) * 100 AS BIGINT) AS amount,
    min(ship_date) - DATE '1970-01-01' AS first,
    max(ship_date) - DATE '1970-01-01' AS last,
    count(*) FILTER (delivered <= promised) AS ontime_hits,
    count(*) FILTER (delivered IS NOT NULL OR promised <= '${kAsOf} 23:59') AS ontime_of,
    DATE '${kAsOf}' - max(ship_date) AS recency
  FROM waybills GROUP BY customer_id
), cuts AS (
  SELECT quantile_cont(recency, [0.2, 0.4, 0.6, 0.8]) AS r,
    quantile_cont(waybills, [0.2, 0.4, 0.6, 0.8]) AS f,
    quantile_cont(amount, [0.2, 0.4, 0.6, 0.8]) AS m
  FROM grouped
)
SELECT grouped.*,
  5 - list_sum([CAST(ceil(cut) < recency AS INTEGER) FOR cut IN cuts.r]) AS r,
  1 + list_sum([CAST(cut < waybills AS INTEGER) FOR cut IN cuts.f]) AS f,
  1 + list_sum([CAST(cut < amount AS INTEGER) FOR cut IN cuts.m]) AS m
FROM grouped, cuts`;

/** What is asked afterwards, to check the answer: the columns as job.js names them, all small enough for a double. */
export const kReadBack = `
SELECT customer_id AS ids, CAST(waybills AS DOUBLE) AS waybills, CAST(ship_days AS DOUBLE) AS "shipDays",
  CAST(amount AS DOUBLE) AS amount, CAST(first AS DOUBLE) AS first, CAST(last AS DOUBLE) AS last,
  CAST(ontime_hits AS DOUBLE) AS "ontimeHits", CAST(ontime_of AS DOUBLE) AS "ontimeOf", CAST(recency AS DOUBLE) AS recency,
  CAST(r AS DOUBLE) AS r, CAST(f AS DOUBLE) AS f, CAST(m AS DOUBLE) AS m
FROM customers`;
