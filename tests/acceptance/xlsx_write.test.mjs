// Workbooks written by us, read by two programs that share nothing with us: openpyxl (Debian's python3-openpyxl) and LibreOffice
// (libreoffice-calc-nogui). First hard cells, which this test makes up; then what the command line writes, which must hold the values of
// its own CSV of the same run: other tests hold that CSV against oracles.
// LOYALANE_CLI, LOYALANE_WORKBOOK_DUMP and, with _WASM behind, their WebAssembly builds name the programs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fixture, projectRoot, runOk, wasmProgram } from './lib/cli.mjs';
import { isClose } from './lib/compare.mjs';
import { parseCsv, parseTable, toCsv } from './lib/csv.mjs';
import { labelOf } from './lib/rfm_labels.mjs';

const dump = process.env.LOYALANE_WORKBOOK_DUMP ?? 'build/native/tools/checks/workbook_dump/workbook_dump';
const dumpWasm = process.env.LOYALANE_WORKBOOK_DUMP_WASM ?? 'build/wasm/tools/checks/workbook_dump/workbook_dump.js';
const cliWasm = process.env.LOYALANE_CLI_WASM ?? wasmProgram;
const python = '/usr/bin/python3'; // Debian's, which sees Debian's packages
const oracle = path.join(path.dirname(fileURLToPath(import.meta.url)), 'oracle/read_workbook.py');

const bytesMax = 512 * 1024 * 1024;
const folder = mkdtempSync(path.join(tmpdir(), 'loyalane-xlsx-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name) => path.join(folder, name);

function runProgram(program, args, options = {}) {
  const done = spawnSync(program, args, { maxBuffer: bytesMax, ...options });
  if (done.error) throw new Error(`${program} cannot be started (run \`make setup\`)`, { cause: done.error });
  assert.equal(done.status, 0, `${program} ${args.join(' ')}\n${done.stderr}`);
  return done;
}

function writeDump(program, tables, name) {
  const file = path.resolve(projectRoot, program);
  assert.ok(existsSync(file), `the program ${program} is not built`);
  const [command, args] = file.endsWith('.js') ? [process.execPath, [file]] : [file, []];
  writeFileSync(inFolder(name), runProgram(command, args, { input: JSON.stringify(tables) }).stdout);
}

/** All workbooks of the folder, by name without ending, as openpyxl reads them. */
function readByOpenpyxl() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
  const answer = runProgram(python, [oracle, ...files.map(inFolder)]);
  assert.equal(answer.stderr.toString(), '');
  const workbooks = JSON.parse(answer.stdout);
  return Object.fromEntries(files.map((name, i) => [name.slice(0, -'.xlsx'.length), workbooks[i]]));
}

// Every sheet as one CSV: "," and ", UTF-8, all rows, numbers in full and not as shown, no formulas.
const csvFilter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

/** The same by LibreOffice: {workbook: {sheet: [[text]]}}. */
function readByLibreOffice() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
  const out = inFolder('libreoffice');
  mkdirSync(out);
  const profile = pathToFileURL(inFolder('libreoffice-profile')).href;
  const args = ['--headless', `-env:UserInstallation=${profile}`, '--convert-to', csvFilter, '--outdir', out];
  const answer = runProgram('libreoffice', [...args, ...files.map(inFolder)]);
  assert.doesNotMatch(`${answer.stdout}${answer.stderr}`, /\b(?:error|repair|corrupt)/i);
  const workbooks = {};
  for (const file of readdirSync(out)) {
    const [, workbook, sheet] = /^([a-z_0-9]+)-(.*)\.csv$/s.exec(file);
    (workbooks[workbook] ??= {})[sheet] = parseCsv(readFileSync(path.join(out, file), 'utf8'));
  }
  return workbooks;
}

const truck = '\u{1F69A}';
const forty = 'a[b]:c*d?e/f\\g 0123456789 0123456789 0123';
const long = '件'.repeat(40_000);

/** Text that must come back as it is. */
const hardTexts = [
  '007',
  '123456789012345678',
  '1234567890123456789012',
  '=SUM(1)',
  '=1+1',
  '+1',
  '-1',
  '@x',
  "'quoted",
  '1e5',
  '2026-01-05',
  '09:00',
  'TRUE',
  '#N/A',
  '50%',
  '1,234.50',
  '<>&"\'',
  '&lt;b&gt;',
  ']]>',
  'line 1\nline 2\n\nline 4',
  '\ttab\t',
  ' blanks  on both sides ',
  ' ',
  '\u0001\u0008\u001f control',
  '_x0041_ _x000D_ _x005F_x0041_',
  `${truck}emoji`,
  '𠮷野家，上海（浦东）',
  'é ñ ü',
  'a,b;c"d',
  'x'.repeat(32_767),
];

const hardTables = [
  {
    name: forty,
    columns: [
      { title: '客户\n<编码>', kind: 'text', cells: [...hardTexts, 'a\r\nb\rc', long] },
      {
        title: '金额',
        kind: 'number',
        decimals: 2,
        cells: [
          '0',
          '12.50',
          '-1234567.89',
          '',
          '123456789012345',
          '1e-07',
          '0.1',
          '0.30000000000000004',
          '123456789012345678',
          'abc',
          '007',
          '1,000',
        ],
      },
      { title: '票数', kind: 'number', cells: ['0', '1000000', '-5'] },
      { title: '年', kind: 'plainNumber', cells: ['2026'] },
      { title: '占比', kind: 'percent', decimals: 1, cells: ['0', '0.25', '1', '-0.123456'] },
      { title: '日期', kind: 'date', cells: ['2026-01-05', '1950-01-01', '2149-12-31', '2024-02-29', '2026-02-30'] },
      {
        title: '时间',
        kind: 'instant',
        cells: ['2026-01-05 09:03:07', '2026-01-05 23:59:59', '2026-01-05 00:00:01', '2026-01-05 09:03', '2026-01-05'],
      },
    ],
  },
  { name: forty, columns: [{ title: 'x', kind: 'text', cells: [] }] },
  {
    name: "it's 说明",
    isTable: false,
    columns: [{ title: '含义', kind: 'text', cells: ['很长的话，要换行。'.repeat(20)] }],
  },
  { name: '', columns: [] },
];
const hardNames = ['a_b__c_d_e_f_g 0123456789 01234', 'a_b__c_d_e_f_g 0123456789 0 (2)', "it's 说明", 'Sheet'];

/** What a reader must find: [type, value, format]. */
const text = (value) => ['str', value, value.length > 255 ? 'General' : '@'];
const money = (type, value) => [type, value, '#,##0.00'];
const hardNumbers = [
  [
    money('int', 0),
    money('float', 12.5),
    money('float', -1234567.89),
    ['none', null, 'General'],
    money('int', 123456789012345),
    money('float', 1e-7),
    money('float', 0.1),
    money('float', 0.1 + 0.2),
    ...['123456789012345678', 'abc', '007', '1,000'].map(text),
  ],
  [0, 1000000, -5].map((value) => ['int', value, '#,##0']),
  [['int', 2026, '0']],
  [
    ['int', 0, '0.0%'],
    ['float', 0.25, '0.0%'],
    ['int', 1, '0.0%'],
    ['float', -0.123456, '0.0%'],
  ],
  [
    ...['2026-01-05', '1950-01-01', '2149-12-31', '2024-02-29'].map((day) => [
      'datetime',
      `${day}T00:00:00.000000`,
      'yyyy-mm-dd',
    ]),
    text('2026-02-30'),
  ],
  [
    ...['09:03:07', '23:59:59', '00:00:01', '09:03:00'].map((time) => [
      'datetime',
      `2026-01-05T${time}.000000`,
      'yyyy-mm-dd hh:mm:ss',
    ]),
    ['datetime', '2026-01-05T00:00:00.000000', 'yyyy-mm-dd'],
  ],
];

/** Forty customers; the first ones with ids and names that spreadsheets like to change. */
function hardShipments() {
  const customers = hardTexts
    .filter((value) => value.trim() !== '' && value.length < 100)
    .map((value) => [value, value]);
  for (let i = customers.length; i < 40; ++i) customers.push([`00${i}`, `客户${i}`]);
  const rows = [['运单号', '客户编码', '客户名称', '寄件时间', '运费']];
  customers.forEach(([id, name], i) => {
    for (let shipment = 0; shipment <= i % 7; ++shipment) {
      const day = String(1 + ((i * 5 + shipment * 3) % 28)).padStart(2, '0');
      rows.push([
        `SF${1000000 + i * 10 + shipment}`,
        id,
        name,
        `2026-0${1 + (i % 6)}-${day}`,
        `${10 + i}.${10 + shipment}`,
      ]);
    }
  });
  return toCsv(rows);
}

const sources = {
  small: ['--shipments', fixture('small_60.csv')],
  hard: ['--shipments', inFolder('hard_shipments.csv')],
};
const verbs = ['profile', 'segment', 'rfm', 'abc'];
let openpyxl;
let libreOffice;
const csv = {}; // "hard_profile" -> {header, rows, by}

before(() => {
  writeDump(dump, hardTables, 'cells.xlsx');
  writeDump(dumpWasm, hardTables, 'cells_wasm.xlsx');
  writeFileSync(inFolder('hard_shipments.csv'), hardShipments());
  for (const [source, args] of Object.entries(sources)) {
    for (const verb of verbs) {
      const line = [verb, ...args, '--language', 'en'];
      csv[`${source}_${verb}`] = parseTable(runOk([...line, '--out', '-']).out);
      runOk([...line, '--format', 'xlsx', '--out', inFolder(`${source}_${verb}.xlsx`)]);
    }
    const line = ['segment', ...args, '--language', 'en', '--format', 'xlsx'];
    runOk([...line, '--out', inFolder(`${source}_wasm.xlsx`)], { program: cliWasm });
  }
  openpyxl = readByOpenpyxl();
  libreOffice = readByLibreOffice();
});

test('hard cells: openpyxl reads the same values and types', () => {
  const { sheets } = openpyxl.cells;
  assert.deepEqual(
    sheets.map((sheet) => sheet.name),
    hardNames,
  );
  const [sheet] = sheets;
  const column = (at) => sheet.rows.slice(1).map((row) => row[at]);
  assert.deepEqual(
    sheet.rows[0],
    hardTables[0].columns.map(({ title }) => text(title)),
  );
  assert.deepEqual(column(0), [...hardTexts, 'a\r\nb\rc', `${long.slice(0, 32_766)}…`].map(text));
  hardNumbers.forEach((expected, i) => assert.deepEqual(column(i + 1).slice(0, expected.length), expected));
});

test('hard cells: headers are bold, frozen and filtered, and columns have widths', () => {
  const [table, empty, notes, nothing] = openpyxl.cells.sheets;
  assert.deepEqual([table.filter, table.frozen, table.range], ['A1:G33', 'A2', 'A1:G33']);
  assert.deepEqual([empty.filter, empty.frozen, empty.range], ['A1:A1', 'A2', 'A1:A1']);
  assert.deepEqual([notes.filter, notes.frozen], [null, null]);
  assert.deepEqual(nothing.rows, [[['none', null, 'General']]]);
  for (const sheet of [table, empty, notes]) assert.ok(sheet.isTitleBold, sheet.name);
  assert.equal(table.widths.length, 7);
  for (const width of [...table.widths, ...empty.widths, ...notes.widths]) assert.ok(width >= 6 && width <= 48);
  assert.equal(table.widths[0], 48);
  assert.ok(table.widths[6] >= '2026-01-05 09:03:07'.length);
});

/** LibreOffice has one kind of line break. */
const asLibreOffice = (value) => value.replace(/\r\n?/g, '\n');

test('hard cells: LibreOffice reads the same values', () => {
  const sheets = libreOffice.cells;
  assert.deepEqual(Object.keys(sheets).sort(), [...hardNames].sort());
  const rows = sheets[hardNames[0]];
  const column = (at) => rows.slice(1).map((row) => row[at]);
  assert.deepEqual(column(0), [...hardTexts, asLibreOffice('a\r\nb\rc'), `${long.slice(0, 32_766)}…`]);
  assert.deepEqual(column(1).slice(0, 12), [
    '0',
    '12.5',
    '-1234567.89',
    '',
    '123456789012345',
    '0.0000001',
    '0.1',
    '0.3',
    '123456789012345678',
    'abc',
    '007',
    '1,000',
  ]);
  assert.deepEqual(column(2).slice(0, 4), ['0', '1000000', '-5', '']);
  assert.deepEqual(column(3).slice(0, 2), ['2026', '']);
  assert.deepEqual(column(4).slice(0, 4), ['0%', '25%', '100%', '-12.3456%']);
  assert.deepEqual(column(5).slice(0, 6), ['2026-01-05', '1950-01-01', '2149-12-31', '2024-02-29', '2026-02-30', '']);
  assert.deepEqual(column(6).slice(0, 6), [
    '2026-01-05 09:03:07',
    '2026-01-05 23:59:59',
    '2026-01-05 00:00:01',
    '2026-01-05 09:03:00',
    '2026-01-05',
    '',
  ]);
  assert.deepEqual(sheets[hardNames[2]][1], hardTables[2].columns[0].cells);
});

// ---- what the command line writes

const dates = new Set(['first_ship', 'last_ship']);
const texts = new Set([
  'customer_id',
  'customer_name',
  'currency',
  'raw_type',
  'type',
  'flags',
  'reason',
  'rfm_code',
  'rfm_segment',
  'code',
  'segment',
  'segment_rf',
  'abc_class',
  'class',
]);
/** Ids that a workbook shows as words: the letters are the same. */
const words = new Set(['raw_type', 'type', 'rfm_segment', 'segment', 'segment_rf', 'flags']);

function assertCell(column, expected, [type, value], what) {
  if (expected === '') return assert.deepEqual([type, value], ['none', null], what);
  if (dates.has(column)) return assert.deepEqual([type, value], ['datetime', `${expected}T00:00:00.000000`], what);
  if (!texts.has(column)) {
    assert.match(type, /^(int|float)$/, what);
    return assert.equal(value, Number(expected), what);
  }
  assert.equal(type, 'str', what);
  if (words.has(column)) return assert.equal(labelOf(value).replace(/customer$/, ''), labelOf(expected), what);
  return assert.equal(value, expected, what);
}

/** The same of LibreOffice, which gives text. It keeps 15 digits of a number. */
function assertText(column, expected, found, what) {
  if (expected === '' || dates.has(column)) return assert.equal(found, expected, what);
  if (texts.has(column)) {
    if (words.has(column)) return assert.equal(labelOf(found).replace(/customer$/, ''), labelOf(expected), what);
    return assert.equal(found, asLibreOffice(expected), what);
  }
  const value = found.endsWith('%') ? Number(found.slice(0, -1)) / 100 : Number(found);
  return assert.ok(isClose(value, Number(expected), 1e-13), `${what}: ${found} instead of ${expected}`);
}

/** Columns of a verb's sheets and, for each customer, their texts. */
function expectedTable(source, verb) {
  const table = csv[`${source}_${verb}`];
  if (verb !== 'segment') return { columns: table.header, by: table.by, ids: table.rows.map((row) => row.customer_id) };
  // Types have all that is known of their customers: the columns of the four tables, by other names where two have the same.
  const profile = csv[`${source}_profile`];
  const unseen = ['choice_share', 'satisfaction', 'mind_rank']; // no survey in these runs
  const by = (id) => {
    const rfm = csv[`${source}_rfm`].by(id);
    const abc = csv[`${source}_abc`].by(id);
    return {
      ...Object.fromEntries(unseen.map((name) => [name, ''])),
      ...profile.by(id),
      ...table.by(id),
      rfm_code: rfm.code,
      rfm_segment: rfm.segment,
      abc_class: abc.class,
      abc_share: abc.share,
    };
  };
  const columns = ['customer_id', 'customer_name', ...table.header.slice(1), ...profile.header.slice(2)];
  return {
    columns: [...columns, ...unseen, 'rfm_code', 'rfm_segment', 'abc_class', 'abc_share'],
    by,
    ids: table.rows.map((row) => row.customer_id),
  };
}

for (const source of Object.keys(sources)) {
  for (const verb of verbs) {
    test(`${verb} of ${source} customers: the workbook holds what the CSV holds`, () => {
      const { columns, by, ids } = expectedTable(source, verb);
      const workbook = openpyxl[`${source}_${verb}`];
      const tables = workbook.sheets.slice(0, -1); // the last one says what the columns mean
      const found = [];
      for (const sheet of tables) {
        const texts_ = libreOffice[`${source}_${verb}`][sheet.name];
        assert.ok(sheet.isTitleBold && sheet.frozen === 'A2' && sheet.filter === sheet.range, sheet.name);
        assert.equal(sheet.rows[0].length, columns.length);
        assert.equal(texts_.length, sheet.rows.length);
        sheet.rows.slice(1).forEach((row, i) => {
          const id = row[0][1];
          found.push(id);
          const expected = by(id);
          assert.ok(expected, `${sheet.name} row ${i + 2}: no such customer: ${id}`);
          columns.forEach((column, at) => {
            const what = `${sheet.name} row ${i + 2} ${column}`;
            assertCell(column, expected[column], row[at], what);
            assertText(column, expected[column], texts_[i + 1][at], `${what} (LibreOffice)`);
          });
          if (verb === 'segment') assert.equal(labelOf(sheet.name).replace(/customer$/, ''), labelOf(expected.type));
        });
      }
      if (verb === 'segment') {
        assert.deepEqual(found.sort(), ids.sort());
        assert.equal(new Set(tables.map((sheet) => sheet.name)).size, tables.length);
      } else {
        assert.deepEqual(found, ids);
      }
    });
  }
}

test('every column that is explained in the last sheet is one of the tables', () => {
  for (const [name, { sheets }] of Object.entries(openpyxl).filter(([name]) =>
    /_(profile|rfm|abc|segment)$/.test(name),
  )) {
    const titles = new Set(sheets.slice(0, -1).flatMap((sheet) => sheet.rows[0].map(([, title]) => title)));
    const notes = sheets.at(-1).rows.slice(1);
    assert.ok(notes.length > 3, name);
    for (const [[, title], [, meaning]] of notes) {
      assert.ok(titles.has(title), `${name}: ${title}`);
      assert.ok(meaning.length > 5, `${name}: ${title}`);
    }
  }
});

test('rejected rows as a workbook: the same cells as in the CSV', () => {
  const [source, asCsv, asWorkbook] = ['bad_rows.csv', 'rejected.csv', 'rejected.xlsx'].map(inFolder);
  // One good row, then rows without an amount, with remarks that spreadsheets like to change.
  const rows = hardTexts.map((remark, i) => [`SF${i}`, '007', '2026-01-05', 'abc', remark]);
  writeFileSync(
    source,
    toCsv([['运单号', '客户编码', '寄件时间', '运费', '备注'], ['SF', '007', '2026-01-05', '1', ''], ...rows]),
  );
  runOk(['import', '--shipments', source, '--rejected', asCsv]);
  runOk(['import', '--shipments', source, '--rejected', asWorkbook]);
  const [workbook] = JSON.parse(runProgram(python, [oracle, asWorkbook]).stdout);
  // The CSV is for spreadsheets: a byte order mark, and an apostrophe before what would be a formula.
  const lines = parseCsv(readFileSync(asCsv, 'utf8').replace(/^\uFEFF/, ''));
  const expected = lines.map((line) => line.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')));
  assert.equal(expected.length, 1 + rows.length);
  assert.equal(workbook.sheets.length, 1);
  const found = workbook.sheets[0].rows.map((row) => row.map(([, value]) => (value === null ? '' : String(value))));
  assert.deepEqual(found, expected);
});

test('both builds write the same parts', () => {
  assert.ok(Object.keys(openpyxl.cells.parts).length > 6);
  assert.deepEqual(openpyxl.cells_wasm.parts, openpyxl.cells.parts);
  for (const source of Object.keys(sources))
    assert.deepEqual(openpyxl[`${source}_wasm`].parts, openpyxl[`${source}_segment`].parts);
});
