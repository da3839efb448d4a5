// Broken files, one each: the error's own id and a sentence in both languages on stderr, the exit code, and the rest of the file
// still loaded where only rows are bad. Files: tests/fixtures/bad (README there).
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, run, runOk, scratchFolder } from './lib/cli.mjs';
import { parseTable } from './lib/csv.mjs';
import { importReport, issueCount } from './lib/import_report.mjs';

const bad = (name) => fixture(path.join('bad', name));

// What stops the command: [file, id, Chinese words, English words].
const fatal = [
  ['empty.csv', 'INGEST-101', '文件是空的', 'empty'],
  ['header_only.csv', 'INGEST-102', '没有数据行', 'no data rows'],
  ['unclosed_quote.csv', 'INGEST-103', '引号没有闭合', 'never closed'],
  ['binary.csv', 'INGEST-104', '不是文本表格', 'not a text table'],
  ['image.csv', 'INGEST-105', 'PNG', 'PNG'],
  ['missing_column.csv', 'INGEST-109', '金额', 'Amount'],
  ['no_usable_row.csv', 'INGEST-110', '没有一行可用', 'None of the 5 rows'],
  ['duplicate_headers.csv', 'INGEST-111', '应付金额', 'more than once'],
  ['two_currencies.csv', 'PROFILE-101', 'HKD 没有汇率', 'without a rate for HKD'],
];
for (const [name, id, zh, en] of fatal) {
  for (const [language, words] of [
    ['zh', zh],
    ['en', en],
  ]) {
    test(`bad file ${name}: ${id}, said in ${language}`, (t) => {
      const out = path.join(scratchFolder(t), 'out.csv');
      const result = run(['profile', '--shipments', bad(name), '--language', language, '--out', out]);
      assert.equal(result.code, 1, result.stderr);
      assert.ok(result.stderr.includes(id), result.stderr);
      assert.ok(result.stderr.toLowerCase().includes(words.toLowerCase()), result.stderr);
      // Mixed currencies are a fact about all files together.
      if (id !== 'PROFILE-101') assert.ok(result.stderr.includes(name), `the file is named: ${result.stderr}`);
      // 应付金额 is what stands in the file; everything else that is said is in one language.
      if (language === 'en') assert.doesNotMatch(result.stderr.replaceAll('应付金额', ''), /\p{Script=Han}/u);
      assert.doesNotMatch(result.stderr, /“”|“…”/, 'no sentence has a hole where a value belongs');
      assert.equal(result.out, '', 'nothing is printed as a result');
      assert.ok(!existsSync(out), 'no output file is left behind');
    });
  }
}

test('bad file: an unclosed quote names the row in which it was opened', () => {
  const { stderr } = run(['profile', '--shipments', bad('unclosed_quote.csv'), '--language', 'en']);
  assert.match(stderr, /\b4\b/, stderr);
});

test('bad file: 20 000 columns', (t) => {
  const file = path.join(scratchFolder(t), 'columns.csv');
  writeFileSync(file, Array.from({ length: 20_000 }, (_, i) => `列${i}`).join(',') + '\n' + ','.repeat(19_999) + '\n');
  for (const [language, words] of [
    ['zh', '16384'],
    ['en', '16384'],
  ]) {
    for (const verb of [
      ['profile', '--shipments', file],
      ['scan', file],
    ]) {
      const result = run([...verb, '--language', language]);
      assert.equal(result.code, 1, result.stderr);
      assert.ok(result.stderr.includes('INGEST-106'), result.stderr);
      assert.ok(result.stderr.replace(/[ ,\u00a0\u202f]/g, '').includes(words), result.stderr);
    }
  }
});

// What costs rows or only a word: [file, id, rows in, rows used, rows that carry the id, amount per customer left, words].
const notices = [
  [
    'nul_bytes.csv',
    'INGEST-207',
    6,
    5,
    1,
    { B01: '101.50', B02: '102.50', B03: '103.50', B04: '104.50', B05: '105.50' },
    'NUL',
    'NUL',
  ],
  [
    'february_30.csv',
    'INGEST-203',
    6,
    5,
    1,
    { B01: '101.50', B02: '102.50', B03: '103.50', B04: '104.50', B05: '105.50' },
    '2026-02-30',
    '2026-02-30',
  ],
  [
    'scientific_ids.csv',
    'INGEST-205',
    7,
    5,
    2,
    { B01: '101.50', B02: '102.50', B03: '103.50', B04: '104.50', B05: '105.50' },
    '科学计数法',
    'scientific notation',
  ],
  // Amounts: 1,200元 = 1200, 0.35万元 = 3500, ￥80.50, １２３ = 123, (12.00) = −12. Two cells carry a unit after the number, one a sign before it.
  [
    'amount_units.csv',
    'INGEST-301',
    5,
    5,
    null,
    { B01: '1200.00', B02: '3500.00', B03: '80.50', B04: '123.00', B05: '-12.00' },
    '带单位',
    'carries a unit',
  ],
  [
    'delivered_before_shipped.csv',
    'INGEST-206',
    5,
    3,
    2,
    { B01: '101.50', B03: '103.50', B04: '104.50' },
    '早于寄件时间',
    'before it was shipped',
  ],
  [
    'replacement_characters.csv',
    'INGEST-302',
    6,
    6,
    1,
    { B01: '101.50', B02: '102.50', B03: '103.50', B04: '104.50', B05: '105.50', B09: '90.00' },
    '无法辨认',
    'cannot be read',
  ],
  [
    'truncated_gb18030.csv',
    'INGEST-302',
    6,
    6,
    1,
    { B01: '101.50', B02: '102.50', B03: '103.50', B04: '104.50', B05: '105.50', B09: '90.00' },
    '无法辨认',
    'cannot be read',
  ],
  [
    'duplicate_remark_headers.csv',
    'INGEST-306',
    5,
    5,
    null,
    { B01: '101.50', B02: '102.50', B03: '103.50', B04: '104.50', B05: '105.50' },
    '备注',
    'more than once',
  ],
];
for (const [name, id, rowsIn, rowsUsed, count, amounts, zh, en] of notices) {
  test(`bad rows ${name}: ${id}; the rest of the file is loaded`, (t) => {
    for (const [language, words] of [
      ['zh', zh],
      ['en', en],
    ]) {
      const result = run(['import', '--shipments', bad(name), '--language', language]);
      assert.equal(result.code, 0, result.stderr);
      assert.ok((result.stderr + result.out).includes(id), `${language}: ${result.stderr}${result.out}`);
      assert.ok((result.stderr + result.out).includes(words), `${language}: ${result.stderr}${result.out}`);
    }
    const report = importReport(t, ['--shipments', bad(name)]);
    assert.equal(report.rowsIn, rowsIn, 'rows in');
    assert.equal(report.rowsUsed, rowsUsed, 'rows used');
    assert.equal(report.rowsIn, report.rowsUsed + report.rowsExcluded, 'rows in = used + excluded');
    if (count === null) assert.ok(issueCount(report, id) >= 1, id);
    else assert.equal(issueCount(report, id), count, id);
    const { rows } = parseTable(runOk(['profile', '--shipments', bad(name)]).out);
    assert.deepEqual(Object.fromEntries(rows.map((row) => [row.customer_id, row.amount])), amounts);
  });
}

// Nothing is lost silently: each bad row is listed with its row number (1 = the header), its reason and what stood there.
const listed = [
  ['february_30.csv', 'INGEST-203', [[3, '2026-02-30']]],
  ['nul_bytes.csv', 'INGEST-207', [[4, null]]],
  [
    'scientific_ids.csv',
    'INGEST-205',
    [
      [3, '7.55123E+09'],
      [5, '1.23457E+14'],
    ],
  ],
  [
    'delivered_before_shipped.csv',
    'INGEST-206',
    [
      [3, null],
      [6, null],
    ],
  ],
  ['replacement_characters.csv', 'INGEST-302', [[4, null]]],
];
for (const [name, id, rows] of listed) {
  test(`bad rows ${name}: listed in the import report with row number and value`, (t) => {
    const { raw } = importReport(t, ['--shipments', bad(name)]);
    const found = entriesWithRow(raw).filter((entry) => entry.id === id);
    assert.deepEqual(
      found.map((entry) => entry.row),
      rows.map(([row]) => row),
      JSON.stringify(raw),
    );
    rows.forEach(([, value], index) => {
      if (value !== null) assert.equal(found[index].value, value);
    });
  });
}
function entriesWithRow(json) {
  if (json === null || typeof json !== 'object') return [];
  const inner = Object.values(json).flatMap(entriesWithRow);
  return typeof json.id === 'string' && Number.isInteger(json.row) && json.row > 0 ? [json, ...inner] : inner;
}

test('bad rows: a percentage is no amount of money, nor are words, two points or a number with a unit of another kind', (t) => {
  const file = path.join(scratchFolder(t), 'amounts.csv');
  const amounts = ['98%', '1.2.3', '--5', '免费', '5 元/票', '12kg'];
  writeFileSync(
    file,
    `运单号,客户编码,寄件时间,应付金额\nW0,A,2026-05-01,7.00\n${amounts.map((amount, row) => `W${row + 1},A,2026-05-01,${amount}\n`).join('')}`,
  );
  const report = importReport(t, ['--shipments', file]);
  assert.equal(issueCount(report, 'INGEST-204'), amounts.length, JSON.stringify(report.issues));
  assert.equal(parseTable(runOk(['profile', '--shipments', file]).out).by('A').amount, '7.00');
});

test('notices in English name fields in English', (t) => {
  const file = path.join(scratchFolder(t), 'rivals.csv');
  writeFileSync(file, '运单号,客户编码,日期,账单日期,金额\nW1,A,2026-05-01,2026-05-31,5.00\n');
  const { out } = runOk(['import', '--shipments', file, '--language', 'en']);
  assert.ok(out.includes('INGEST-307'), out);
  // Header texts of the file stand in quotes.
  assert.doesNotMatch(out.replaceAll(/“[^”]*”/g, ''), /\p{Script=Han}/u);
});

test('bad input: money adds up in the import report', (t) => {
  // 101.50 + 103.50 + 104.50 used; 900.00 + 800.00 set aside.
  const report = importReport(t, ['--shipments', bad('delivered_before_shipped.csv')]);
  assert.equal(report.amountUsed, '309.50');
  assert.equal(report.amountIn, '2009.50');
  assert.equal(report.amountExcluded, '1700.00');
});

test('bad input: settings that are no JSON, have an unknown key or a newer version', (t) => {
  const folder = scratchFolder(t);
  const shipments = fixture('small_4.csv');
  for (const [name, text, id] of [
    ['broken.json', '{"version": 1,', 'BASE-101'],
    ['unknown.json', '{"version": 1, "no_such_key": 1}', 'BASE-102'],
    ['newer.json', '{"version": 999999}', 'BASE-104'],
  ]) {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const result = run(['segment', '--shipments', shipments, '--config', file]);
    assert.equal(result.code, 1, `${name}: ${result.stderr}`);
    assert.ok(result.stderr.includes(id), `${name}: ${result.stderr}`);
    if (id === 'BASE-102') assert.ok(result.stderr.includes('no_such_key'), result.stderr);
  }
});
