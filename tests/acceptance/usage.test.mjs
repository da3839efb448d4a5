// The command line's contract beside the figures: exit codes, columns, output forms.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, run, runOk, scratchFolder } from './lib/cli.mjs';
import { cents, decimal } from './lib/compare.mjs';
import { parseCsv, parseTable } from './lib/csv.mjs';
import { importReport } from './lib/import_report.mjs';

const shipments = ['--shipments', fixture('small_60.csv')];

// The design's table of verbs and columns, word for word.
const columns = {
  profile:
    'customer_id, customer_name, waybills, ship_days, amount, currency, avg_spend, purchase_cycle_days, monthly_contribution, first_ship, last_ship, tenure_months, recency_days, ontime_num, ontime_den',
  segment:
    'customer_id, cv, ac, s_m, s_a, s_c, s_share, s_sat, s_rank, s_tenure, s_recency, coverage, raw_type, type, flags, reason',
  rfm: 'customer_id, recency_days, frequency, monetary, r, f, m, code, segment, segment_rf',
  abc: 'customer_id, value, share, cum_share_before, class',
};
for (const [verb, list] of Object.entries(columns)) {
  test(`${verb}: schema --columns, the header written and the contract are one`, () => {
    const expected = list.split(', ');
    const { header } = parseTable(runOk([verb, ...shipments]).out);
    assert.deepEqual(header, expected);
    assert.deepEqual(
      runOk(['schema', '--columns', verb])
        .out.trim()
        .split(/[\s,]+/),
      expected,
    );
  });

  test(`${verb}: UTF-8 without BOM, LF, rows sorted by the bytes of customer_id`, () => {
    const { stdout } = runOk([verb, ...shipments]);
    assert.notEqual(stdout[0], 0xef);
    assert.ok(!stdout.includes(0x0d), 'no CR');
    assert.equal(stdout.at(-1), 0x0a);
    const ids = parseTable(stdout.toString('utf8')).rows.map((row) => row.customer_id);
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
  });

  test(`${verb}: --out FILE holds what stdout shows; --out - is stdout`, (t) => {
    const file = path.join(scratchFolder(t), 'out.csv');
    const { stdout } = runOk([verb, ...shipments]);
    runOk([verb, ...shipments, '--out', file]);
    assert.ok(readFileSync(file).equals(stdout));
    assert.ok(runOk([verb, ...shipments, '--out', '-']).stdout.equals(stdout));
  });

  test(`${verb}: the order of the rows in the file does not matter`, (t) => {
    const [header, ...rows] = readFileSync(fixture('small_60.csv'), 'utf8').trimEnd().split('\n');
    const file = path.join(scratchFolder(t), 'reversed.csv');
    writeFileSync(file, [header, ...rows.reverse(), ''].join('\n'));
    assert.ok(runOk([verb, '--shipments', file]).stdout.equals(runOk([verb, ...shipments]).stdout));
  });

  test(`${verb}: one file or several, the same rows`, (t) => {
    const [header, ...rows] = readFileSync(fixture('small_60.csv'), 'utf8').trimEnd().split('\n');
    const folder = scratchFolder(t);
    const files = [0, 1].map((half) => {
      const file = path.join(folder, `part_${half}.csv`);
      writeFileSync(file, [header, ...rows.filter((_, index) => index % 2 === half), ''].join('\n'));
      return file;
    });
    assert.ok(runOk([verb, '--shipments', ...files]).stdout.equals(runOk([verb, ...shipments]).stdout));
  });
}

test('--excel: BOM, CRLF, text cells neutralised, numbers never', (t) => {
  const file = path.join(scratchFolder(t), 'formula.csv');
  writeFileSync(
    file,
    '运单号,客户编码,客户名称,寄件时间,应付金额\nW1,=1+1,"=HYPERLINK(""x"")",2026-05-01,5.00\nW2,B,@店,2026-05-01,-7.00\nW3,C,-店,2026-05-02,1.00\nW4,D,+店,2026-05-02,1.00\n',
  );
  const { stdout } = runOk(['profile', '--shipments', file, '--excel']);
  assert.deepEqual([...stdout.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const text = stdout.toString('utf8').slice(1);
  assert.ok(text.endsWith('\r\n'));
  assert.equal(text.split('\r\n').length, text.split('\n').length, 'every line ends with CRLF');
  const { rows } = parseTable(text);
  for (const row of rows) {
    for (const column of ['customer_id', 'customer_name'])
      assert.doesNotMatch(row[column], /^[=+\-@\t\r]/, `${column} ${row[column]}`);
  }
  const ids = rows.map((row) => row.customer_id);
  assert.ok(
    ids.some((id) => id.endsWith('=1+1')),
    'the text itself is kept',
  );
  assert.ok(
    rows.some((row) => row.amount === '-7.00'),
    'a negative number stays a number',
  );
  const plain = parseTable(runOk(['profile', '--shipments', file]).out);
  assert.ok(plain.by('=1+1'), 'without --excel nothing is changed');
});

test('exit codes: 2 for wrong usage, with a sentence on stderr', () => {
  const wrong = [
    [],
    ['no-such-verb'],
    ['profile', '--no-such-option'],
    ['profile', ...shipments, '--as-of', '2026-02-30'],
    ['profile', ...shipments, '--window', '2026-05-01'],
    ['profile', ...shipments, '--window', '2026-05-02..2026-05-01'],
    ['scan'],
    ['scan', fixture('small_4.csv'), '--format', 'xml'],
    ['schema', '--columns', 'no-such-verb'],
    ['profile', ...shipments, '--language', 'fr'],
    ['profile', ...shipments, '--delimiter', 'ab'],
  ];
  for (const args of wrong) {
    const result = run(args);
    assert.equal(result.code, 2, `${args.join(' ')}: exit ${result.code}\n${result.stderr}`);
    assert.ok(result.stderr.length > 0, args.join(' '));
    assert.equal(result.out, '', args.join(' '));
  }
});

test('exit codes: 1 for data that cannot be used', () => {
  assert.equal(run(['profile', '--shipments', fixture('bad/header_only.csv')]).code, 1);
  assert.equal(run(['profile', ...shipments, '--encoding', 'klingon']).code === 0, false);
});

test('help is printed on request, with exit 0', () => {
  const { out } = runOk(['--help']);
  for (const verb of ['scan', 'import', 'profile', 'segment', 'rfm', 'abc', 'schema', 'version'])
    assert.ok(out.includes(verb), verb);
});

test('version names the version, and --json is JSON', () => {
  assert.match(runOk(['version']).out, /\d+\.\d+\.\d+/);
});

test('schema prints a JSON Schema whose keys the settings take, unknown ones refused', () => {
  const schema = JSON.parse(runOk(['schema']).out);
  assert.equal(typeof schema, 'object');
  assert.match(JSON.stringify(schema), /json-schema\.org/);
});

test('--header N and --header none', (t) => {
  const folder = scratchFolder(t);
  const titled = path.join(folder, 'titled.csv');
  writeFileSync(
    titled,
    '某某快递月结账单,,,\n导出日期,2026-07-01,,\n运单号,客户编码,寄件时间,应付金额\nW1,A,2026-05-01,5.00\nW2,A,2026-05-03,6.00\n',
  );
  for (const options of [[], ['--header', '3']]) {
    const { by } = parseTable(runOk(['profile', '--shipments', titled, ...options]).out);
    assert.equal(by('A').amount, '11.00', options.join(' '));
  }
  const bare = path.join(folder, 'bare.csv');
  writeFileSync(bare, 'W1,A,2026-05-01,5.00\nW2,A,2026-05-03,6.00\n');
  const map = path.join(folder, 'map.json');
  writeFileSync(
    map,
    JSON.stringify({
      dataset: 'shipments',
      customerKey: 'customer_id',
      fields: { 1: 'waybill_no', 2: 'customer_id', 3: 'ship_time', 4: 'amount' },
    }),
  );
  const { by } = parseTable(runOk(['profile', '--shipments', bare, '--header', 'none', '--map', map]).out);
  assert.equal(by('A').amount, '11.00');
});

test('every encoding and delimiter gives the same profile', (t) => {
  const folder = scratchFolder(t);
  const text = readFileSync(fixture('small_60.csv'), 'utf8');
  const expected = runOk(['profile', ...shipments]).stdout;
  const utf16 = (littleEndian) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
    return littleEndian ? bytes : bytes.swap16();
  };
  const forms = {
    'utf8_bom.csv': Buffer.from(`\uFEFF${text}`),
    'utf16le.csv': utf16(true),
    'utf16be.csv': utf16(false),
    'crlf.csv': Buffer.from(text.replaceAll('\n', '\r\n')),
    'cr.csv': Buffer.from(text.replaceAll('\n', '\r')),
    'tab.csv': Buffer.from(text.replaceAll(',', '\t')),
    'semicolon.csv': Buffer.from(text.replaceAll(',', ';')),
    'pipe.csv': Buffer.from(text.replaceAll(',', '|')),
  };
  for (const [name, bytes] of Object.entries(forms)) {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    assert.ok(runOk(['profile', '--shipments', file]).stdout.equals(expected), name);
  }
});

test('a GB18030 file with CRLF and its UTF-8 form give the same profile', (t) => {
  const file = path.join(scratchFolder(t), 'utf8.csv');
  writeFileSync(
    file,
    new TextDecoder('gb18030').decode(readFileSync(fixture('twelve_customers.csv'))).replaceAll('\r\n', '\n'),
  );
  const options = ['--as-of', '2026-06-30'];
  assert.ok(
    runOk(['profile', '--shipments', file, ...options]).stdout.equals(
      runOk(['profile', '--shipments', fixture('twelve_customers.csv'), ...options]).stdout,
    ),
  );
});

test('import: rows, money, dates and the proposed mapping with its confidence', (t) => {
  const [, ...records] = parseCsv(readFileSync(fixture('small_60.csv'), 'utf8'));
  const { raw, ...report } = importReport(t, shipments);
  const total = decimal(records.reduce((sum, record) => sum + cents(record[4]), 0n));
  const dates = records.map((record) => record[3]).sort();
  assert.deepEqual([report.rowsIn, report.rowsUsed, report.rowsExcluded], [records.length, records.length, 0]);
  assert.deepEqual([report.amountIn, report.amountUsed], [total, total]);
  assert.deepEqual([raw.firstDate, raw.lastDate], [dates[0], dates.at(-1)]);
  const [source] = raw.sources;
  assert.deepEqual(source.mapping.fields, {
    运单号: 'waybill_no',
    客户编码: 'customer_id',
    客户名称: 'customer_name',
    寄件时间: 'ship_time',
    应付金额: 'amount',
  });
  assert.match(JSON.stringify(raw), /"confidence":/, 'the proposed mapping says how sure it is');
});

test('--format json: one object a line, numbers as numbers, missing values null, the same rows as the CSV', () => {
  for (const verb of Object.keys(columns)) {
    const table = parseTable(runOk([verb, ...shipments]).out);
    const text = runOk([verb, ...shipments, '--format', 'json']).out;
    const objects = JSON.parse(text);
    assert.equal(text.split('\n').length, table.rows.length + 3, 'brackets and the last line end');
    assert.equal(objects.length, table.rows.length);
    for (const [at, object] of objects.entries()) {
      assert.deepEqual(Object.keys(object), table.header);
      for (const name of table.header) {
        const cell = table.rows[at][name];
        const value = object[name];
        if (typeof value === 'number') assert.equal(value, Number(cell), name);
        else if (value === null) assert.equal(cell, '', name);
        else assert.equal(value, cell, name);
      }
    }
  }
  const numbers = JSON.parse(runOk(['profile', ...shipments, '--format', 'json']).out)[0];
  assert.equal(typeof numbers.amount, 'number');
  assert.equal(typeof numbers.customer_id, 'string');
  assert.equal(run(['profile', ...shipments, '--format', 'json', '--excel']).code, 2);
  assert.equal(run(['import', ...shipments, '--format', 'json']).code, 2);
});
