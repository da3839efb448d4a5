// Who is who: customers that the settings merge, and groups. The oracle of a merge is a file in which the code was replaced.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, run, runOk, scratchFolder } from './lib/cli.mjs';
import { parseTable } from './lib/csv.mjs';

const kWindow = ['--as-of', '2026-06-30', '--window', '2025-03-01..2026-06-30'];

function writer(t) {
  const folder = scratchFolder(t);
  return (name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
}

/** A fixture's text in UTF-8. */
function textOf(name) {
  const bytes = readFileSync(fixture(name));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
const kFiles = {
  shipments: 'twelve_customers.csv',
  customers: 'twelve_customers_register.csv',
  'carrier-share': 'twelve_carrier_share.csv',
  survey: 'twelve_survey.csv',
};
const withCodes = (text, codes) =>
  text
    .split('\n')
    .map((line) =>
      line
        .split(',')
        .map((cell) => codes[cell] ?? cell)
        .join(','),
    )
    .join('\n');

test('merging by settings gives the bytes of files in which the codes were replaced', (t) => {
  const write = writer(t);
  // Two into one, one into a code that no file has, and one that is not there at all.
  const codes = { K02: 'K01', K09: 'K01', K05: 'N-1' };
  const config = write('merges.json', {
    customers: {
      merges: [
        { into: 'K01', from: ['K02', 'K09'] },
        { into: 'N-1', from: ['K05', 'K99'] },
      ],
    },
  });
  // The customer that stays keeps its name, so that the same replacing goes for names.
  const named = Object.fromEntries(
    textOf(kFiles.shipments)
      .split('\n')
      .map((line) => line.split(','))
      .map(([, code, name]) => [code, name]),
  );
  const names = { [named.K02]: named.K01, [named.K09]: named.K01 };
  assert.equal(Object.keys(names).length, 2);
  const as_is = [];
  const replaced = [];
  for (const [dataset, name] of Object.entries(kFiles)) {
    const text = textOf(name);
    as_is.push(`--${dataset}`, write(`${dataset}.csv`, text));
    replaced.push(`--${dataset}`, write(`${dataset}_replaced.csv`, withCodes(text, { ...codes, ...names })));
  }
  assert.notEqual(readFileSync(as_is[1], 'utf8'), readFileSync(replaced[1], 'utf8'));
  for (const verb of ['profile', 'segment', 'abc']) {
    const merged = runOk([verb, ...as_is, ...kWindow, '--config', config]).out;
    assert.equal(merged, runOk([verb, ...replaced, ...kWindow]).out, verb);
    const ids = parseTable(merged).rows.map((row) => row.customer_id);
    for (const gone of Object.keys(codes)) assert.ok(!ids.includes(gone), `${verb}: ${gone}`);
  }
  // In pieces, too.
  for (const bytes of ['1', '7']) {
    assert.equal(
      runOk(['segment', ...as_is, ...kWindow, '--config', config, '--chunk-bytes', bytes]).out,
      runOk(['segment', ...replaced, ...kWindow]).out,
    );
  }
  // Taking the merges out gives back what was.
  const empty = write('none.json', { customers: { merges: [] } });
  assert.equal(
    runOk(['segment', ...as_is, ...kWindow, '--config', empty]).out,
    runOk(['segment', ...as_is, ...kWindow]).out,
  );
});

test('a customer that the data does not have is told and harms nothing (PROFILE-306)', (t) => {
  const write = writer(t);
  const config = write('merges.json', { customers: { merges: [{ into: 'K01', from: ['K98', 'K99'] }] } });
  const report = write('report.json', '');
  const inputs = ['--shipments', fixture(kFiles.shipments), ...kWindow];
  runOk(['import', ...inputs, '--config', config, '--report', report]);
  const told = JSON.parse(readFileSync(report, 'utf8')).notices.filter(({ id }) => id === 'PROFILE-306');
  assert.equal(told.length, 1);
  assert.equal(told[0].zh, '合并设置中有 2 个客户不在数据中：K98, K99');
  assert.equal(told[0].en, '2 customers that the settings merge are not in the data: K98, K99');
  assert.equal(runOk(['segment', ...inputs, '--config', config]).out, runOk(['segment', ...inputs]).out);
});

test('merges that contradict themselves are refused, in both languages', (t) => {
  const write = writer(t);
  for (const [id, customers] of [
    [
      'PROFILE-105',
      {
        merges: [
          { into: 'B', from: ['A'] },
          { into: 'C', from: ['B'] },
        ],
      },
    ],
    [
      'PROFILE-106',
      {
        merges: [
          { into: 'B', from: ['A'] },
          { into: 'C', from: ['A'] },
        ],
      },
    ],
    [
      'PROFILE-107',
      {
        groups: [
          { name: 'X', members: ['A'] },
          { name: 'Y', members: ['A'] },
        ],
      },
    ],
  ]) {
    const config = write('bad.json', { customers });
    for (const language of ['zh', 'en']) {
      const result = run([
        'segment',
        '--shipments',
        fixture(kFiles.shipments),
        '--config',
        config,
        '--language',
        language,
      ]);
      assert.equal(result.code, 1);
      assert.ok(result.stderr.includes(id), result.stderr);
    }
  }
});

test('the rows behind a merged customer are those of all its codes, and add up to its figure', (t) => {
  const config = writer(t)('merges.json', { customers: { merges: [{ into: 'K01', from: ['K02'] }] } });
  const inputs = ['--shipments', fixture(kFiles.shipments), ...kWindow];
  const rowsOf = (id, more = []) => JSON.parse(runOk(['rows', '--customer', id, ...inputs, ...more, '--json']).out);
  const merged = rowsOf('K01', ['--config', config]);
  assert.equal(merged.total, rowsOf('K01').total + rowsOf('K02').total);
  const profile = parseTable(runOk(['profile', ...inputs, '--config', config]).out).rows;
  assert.equal(merged.amountInWindow, profile.find((row) => row.customer_id === 'K01').amount);
});

test('what is known of the customer that stays is not overwritten by the one that goes, whichever comes last', (t) => {
  const write = writer(t);
  const config = write('merges.json', { customers: { merges: [{ into: 'C1', from: ['C2'] }] } });
  const rows = ['C1,甲公司,2026-01-05,1.00', 'C2,甲公司（旧）,2026-06-01,2.00'];
  const facts = ['C1,10,,3', 'C2,20,40,'];
  for (const order of [(list) => list, (list) => list.toReversed()]) {
    const inputs = [
      ...['--shipments', write('s.csv', ['客户编码,客户名称,寄件日期,金额', ...order(rows), ''].join('\n'))],
      ...[
        '--attributes',
        write('a.csv', ['客户编码,avg_spend,purchase_cycle_days,monthly_contribution', ...order(facts), ''].join('\n')),
      ],
    ];
    const [customer, ...others] = parseTable(runOk(['profile', ...inputs, ...kWindow, '--config', config]).out).rows;
    assert.equal(others.length, 0);
    assert.equal(customer.customer_id, 'C1');
    assert.equal(customer.customer_name, '甲公司');
    assert.equal(Number(customer.avg_spend), 10);
    // C2 fills what C1 leaves open.
    assert.equal(Number(customer.purchase_cycle_days), 40);
    assert.equal(Number(customer.monthly_contribution), 3);
  }
});
