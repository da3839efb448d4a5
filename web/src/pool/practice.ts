// A small made-up file that the engine reads and looks at once before it is needed. Browsers compile WebAssembly quickly first and well only once a
// function has run for a while; what was compiled serves every worker of the page. So the first real file is read at full speed.

import type { LookRequest, Settings } from '../engine/protocol.ts';

const kRows = 24_000;
const kCustomers = 6_000;
const kHeader = '运单号,客户编码,客户名称,寄件时间,承诺时间,签收时间,目的地,重量,运费,状态\n';

const two = (number: number): string => String(number).padStart(2, '0');

/** Shipments of a year, the waybills of some with two lines; about 2.5 MB. */
export function practiceFile(): File {
  const lines = [kHeader];
  for (let row = 0; row < kRows; ++row) {
    const customer = (row * 7919) % kCustomers;
    const month = 1 + (row % 12);
    const day = 1 + ((row * 13) % 26);
    const date = `2025-${two(month)}-${two(day)}`;
    const next = `2025-${two(month)}-${two(day + 2)} 18:00`;
    const delivered = `2025-${two(month)}-${two(day + 1)} ${two(row % 24)}:${two(row % 60)}`;
    const waybill = `SF${1_000_000_000_000 + row - (row % 9 === 4 ? 1 : 0)}`;
    const amount = `${10 + (row % 80)}.${two(row % 100)}`;
    lines.push(
      `${waybill},C${100_000 + customer},练习客户第${customer}号,${date},${next},${delivered},上海,1.5,${amount},已签收\n`,
    );
  }
  return new File(lines, 'practice.csv', { type: 'text/csv' });
}

/** What the page's first screen asks for. */
export function practiceLook(settings: Settings): LookRequest {
  return {
    settings,
    view: { filters: [], search: '', sort: { column: 'amount', descending: true } },
    map: { window: null, columns: 96, rows: 72 },
    distribution: 'monthly_contribution',
    table: { columns: ['customer_id', 'customer_name', 'type', 'amount', 'cv', 'ac', 'reason'], offset: 0, limit: 60 },
    language: 'zh',
  };
}
