// The same table in every format gives the same profile, byte for byte: the CSV is tested against oracles elsewhere; the other files are
// written from it by Python's own libraries. What a file is, is told by its content, whatever its name says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import { fixture, run } from './lib/cli.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'loyalane-formats-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
execFileSync('/usr/bin/python3', [fixture('../acceptance/oracle/make_formats.py'), fixture('small_60.csv'), folder]);
const file = (name) => path.join(folder, name);
const profile = (...files) => run(['profile', '--shipments', ...files]);
const expected = profile(fixture('small_60.csv'));

test('formats: the CSV itself imports', () => assert.equal(expected.code, 0, expected.stderr));

for (const name of [
  'pretended.csv',
  'pretended.xlsx',
  'table.json',
  'table.ndjson',
  'table.xls',
  'table.csv.gz',
  'table.zip',
  'workbook.zip',
]) {
  test(`formats: ${name} gives the same profile, whatever its name says`, () => {
    const got = profile(file(name));
    assert.equal(got.code, 0, got.stderr);
    assert.equal(got.out, expected.out);
  });
}

test('formats: pieces of one byte and of seven give the same', () => {
  for (const name of ['pretended.csv', 'table.json', 'table.xls', 'table.zip']) {
    for (const bytes of ['1', '7'])
      assert.equal(run(['profile', '--shipments', file(name), '--chunk-bytes', bytes]).out, expected.out);
  }
});

const report = (...args) => JSON.parse(run(['import', '--json', ...args]).out);

test('formats: row numbers are those of the source', () => {
  const text = (name) => {
    const out = file(`${name}.rows.csv`);
    const got = run(['rows', '--customer', 'S001', '--shipments', file(name), '--out', out]);
    assert.equal(got.code, 0, got.stderr);
    return JSON.parse(run(['rows', '--customer', 'S001', '--shipments', file(name), '--json']).out).files[0].rows.map(
      ({ row }) => row,
    );
  };
  const lines = text('pretended.xlsx');
  assert.deepEqual(text('pretended.csv'), lines);
  assert.deepEqual(text('table.xls'), lines);
  // JSON has no header row: element n is row n; the CSV has it on row 1.
  assert.deepEqual(
    text('table.json'),
    lines.map((row) => row - 1),
  );
});

test('formats: a hidden row counts and is told (INGEST-320), a hidden sheet too (INGEST-321)', () => {
  const visible = report('--shipments', file('pretended.csv'));
  assert.equal(visible.notices.find(({ id }) => id === 'INGEST-320')?.count, 1);
  assert.equal(
    visible.notices.some(({ id }) => id === 'INGEST-321'),
    false,
  );
  const hidden = report('--shipments', file('pretended.csv'), '--sheet', '隐藏');
  assert.equal(
    hidden.notices.some(({ id }) => id === 'INGEST-321'),
    true,
  );
  assert.equal(hidden.used, visible.used);
});

test('formats: an archive in an archive (INGEST-140) and a crowd of files (INGEST-141) are refused', () => {
  for (const [name, id] of [
    ['nested.zip', 'INGEST-140'],
    ['crowd.zip', 'INGEST-141'],
  ]) {
    const got = profile(file(name));
    assert.equal(got.code, 1);
    assert.match(got.stderr, new RegExp(`^${id} ${name}`));
  }
});

test('formats: a manifest names the files in an archive, and repeats the run', () => {
  const manifest = file('manifest.json');
  const first = run(['segment', '--shipments', file('table.zip'), '--manifest', manifest]);
  assert.equal(first.code, 0, first.stderr);
  const again = run(['segment', '--project', manifest]);
  assert.equal(again.code, 0, again.stderr);
  assert.equal(again.out, first.out);
});

test('formats: a book of profiles gives each file the one with its columns', () => {
  const mapping = {
    version: 1,
    dataset: 'shipments',
    fields: { 客户名称: 'customer_name', 客户编码: null },
    customerKey: 'customer_name',
  };
  const byName = file('by_name.json');
  writeFileSync(byName, JSON.stringify(mapping));
  const wanted = run(['profile', '--shipments', fixture('small_60.csv'), '--map', byName]);
  assert.equal(wanted.code, 0, wanted.stderr);
  // SHA-256 of the sorted normalised headers, a line each, first 16 digits (core/document/profile_book.h), by sha256sum.
  const signature = execFileSync('sh', [
    '-c',
    "printf '客户名称\\n客户编码\\n寄件时间\\n应付金额\\n运单号\\n' | LC_ALL=C sort | sha256sum | cut -c1-16",
  ])
    .toString()
    .trim();
  const book = file('book.json');
  writeFileSync(
    book,
    JSON.stringify({
      version: 1,
      profiles: [
        { name: '别的', signature: '0000000000000000', mapping: { version: 1 } },
        { name: '小样', signature, mapping },
      ],
    }),
  );
  for (const source of [fixture('small_60.csv'), file('pretended.csv')]) {
    const got = run(['profile', '--shipments', source, '--map', book]);
    assert.equal(got.code, 0, got.stderr);
    assert.equal(got.out, wanted.out);
  }
  // A book that knows nothing of the file leaves another mapping as it is.
  const other = file('other_book.json');
  writeFileSync(
    other,
    JSON.stringify({
      version: 1,
      profiles: [{ name: '别的', signature: '0000000000000000', mapping: { version: 1 } }],
    }),
  );
  for (const maps of [
    ['--map', byName, '--map', other],
    ['--map', other, '--map', byName],
  ]) {
    const got = run(['profile', '--shipments', fixture('small_60.csv'), ...maps]);
    assert.equal(got.code, 0, got.stderr);
    assert.equal(got.out, wanted.out);
  }
});

test('formats: the same content twice is told, whatever it is packed in (INGEST-357)', () => {
  const report = file('twice.json');
  const told = (...files) => {
    const inputs = files.flatMap((name) => ['--shipments', name]);
    const got = run(['import', ...inputs, '--report', report]);
    assert.equal(got.code, 0, got.stderr);
    return JSON.parse(readFileSync(report, 'utf8')).notices.filter(({ id }) => id === 'INGEST-357');
  };
  const plain = fixture('small_60.csv');
  assert.deepEqual(told(plain), []);
  assert.deepEqual(told(plain, fixture('small_20.csv')), []);
  const [again] = told(plain, plain);
  assert.equal(again.zh, '与“small_60.csv”的行数、金额、日期和客户数都一样，可能是同一份文件');
  assert.equal(told(plain, file('pretended.csv')).length, 1);
});
