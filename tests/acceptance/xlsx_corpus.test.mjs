// `scan` over the 68 workbooks of calamine's tests, cell by cell against openpyxl, under the rulings of the data's README.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { inParallel, run, runAsync, scratchFolder } from './lib/cli.mjs';
import { reference, withReference } from './lib/reference_data.mjs';
import { zip } from './lib/zip.mjs';

const folder = 'xlsx_calamine';
const workbook = (name) => reference(folder, name);
const scanArgs = (name, ...options) => ['scan', workbook(name), '--format', 'json', ...options];

async function scanned(name, ...options) {
  const result = await runAsync(scanArgs(name, ...options));
  assert.equal(result.code, 0, `${name} ${options.join(' ')}: ${result.stderr}`);
  return JSON.parse(result.out);
}

/** "AB12" → [row, column], both from 0. */
function placeOf(address) {
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(address);
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [Number(digits) - 1, column - 1];
}
const cellAt = (rows, address) => {
  const [row, column] = placeOf(address);
  return rows[row]?.[column] ?? '';
};
const filledCells = (rows) => rows.flat().filter((text) => text !== '').length;

// README: "decode _xHHHH_", where openpyxl leaves it.
const rulings = {
  'has_x000D_.xlsx A1': 'ABC\r\nDEF',
  'has_x000D_inline.xlsx A1': 'ABC\r\nDEF',
};

/** What a cell of openpyxl's [type, value] must look like: null or what is wrong. */
function difference([type, value], text) {
  const wanted = {
    number: () =>
      /^-?\d+(\.\d+)?(e[+-]\d+)?$/.test(text) && Number(text) === value && text.length <= String(value).length + 1,
    string: () => text === value,
    bool: () => text === (value ? 'TRUE' : 'FALSE'),
    error: () => text === value,
    // A date style shows no midnight.
    date: () => text.replace(' ', 'T') === value || `${text}T00:00:00` === value,
    duration_s: () => {
      const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d)$/.exec(text) ?? [];
      return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) === value;
    },
  }[type];
  assert.ok(wanted, `unknown kind of cell ${type}`);
  return wanted() ? null : `${type} ${JSON.stringify(value)}, read as ${JSON.stringify(text)}`;
}

withReference(folder, [
  [
    'xlsx corpus: every cell of the 62 workbooks that openpyxl opens equals openpyxl’s',
    async () => {
      const expected = JSON.parse(readFileSync(workbook('expected_openpyxl.json'), 'utf8'));
      assert.equal(Object.keys(expected).length, 68);
      const readable = Object.entries(expected).filter(([, book]) => !book.error);
      assert.equal(readable.length, 62);
      let cells = 0;
      const tasks = readable.flatMap(([name, book]) =>
        Object.entries(book.sheets).map(([sheet, about]) => async () => {
          const rows = await scanned(name, '--sheet', sheet);
          const listed = Object.entries(about.cells);
          const differences = listed.flatMap(([address, cell]) => {
            const ruled = rulings[`${name} ${address}`];
            const wrong = difference(ruled === undefined ? cell : ['string', ruled], cellAt(rows, address));
            return wrong === null ? [] : [`${name} ${sheet} ${address}: ${wrong}`];
          });
          assert.deepEqual(differences, []);
          // Nothing else is in the sheet; the reference lists the first 400 cells.
          const empty = listed.filter(([, cell]) => cell[1] === '').length;
          assert.equal(filledCells(rows), about.nonempty - empty, `${name} ${sheet}: filled cells`);
          cells += listed.length;
        }),
      );
      await inParallel(tasks);
      assert.equal(cells, 1680);
    },
  ],
  [
    'xlsx corpus: the five differences between openpyxl and SheetJS are judged as the README says',
    async () => {
      assert.equal((await scanned('richtext-after-plain.xlsx', '--sheet', 'Sheet1'))[1][0], 'tvalrval1rval2');
      assert.equal((await scanned('rph.xlsx'))[0][0], '課きく　毛こ');
      for (const name of ['has_x000D_.xlsx', 'has_x000D_inline.xlsx'])
        assert.equal((await scanned(name))[0][0], 'ABC\r\nDEF');
      const [[first, , , , , , , second]] = await scanned('richtext-namespaced.xlsx');
      assert.equal(first.replaceAll('\r\n', '\n'), 'inline string\nLine 2\nLine 3');
      assert.equal(second.replaceAll('\r\n', '\n'), 'shared string\nLine 2\nLine 3');
    },
  ],
  [
    'xlsx corpus: the six workbooks that openpyxl cannot open are read or named',
    async () => {
      const locked = run(scanArgs('pass_protected.xlsx', '--language', 'en'));
      assert.equal(locked.code, 1);
      assert.match(locked.stderr, /INGEST-115.*pass_protected\.xlsx.*password/);
      assert.equal(locked.out, '');
      const wrongSum = run(scanArgs('issue252.xlsx', '--language', 'en'));
      assert.equal(wrongSum.code, 1);
      assert.match(wrongSum.stderr, /INGEST-125.*issue252\.xlsx.*xl\/_rels\/workbook\.xml\.rels/);
      assert.deepEqual((await scanned('issue_419.xlsx')).flat().filter(Boolean), ['Hello']);
      // As many cells as SheetJS reads (cross_check.json).
      const shown = JSON.parse(readFileSync(workbook('cross_check.json'), 'utf8'));
      for (const name of ['issue_530.xlsx', 'minimal_package.xlsx', 'empty_s_attribute.xlsx']) {
        assert.equal(filledCells(await scanned(name)), shown[name].sheetjs_cells[0], name);
      }
      assert.equal(filledCells(await scanned('issue_530.xlsx', '--sheet', shown['issue_530.xlsx'].sheets[0])), 30);
      const [header, ...rows] = await scanned('empty_s_attribute.xlsx');
      assert.deepEqual(header, ['Name', 'Value']);
      assert.ok(rows.some(([name, value]) => name === 'John' && value === '1'));
      assert.ok(rows.some(([name, value]) => name === 'Sophia' && value === '2'));
    },
  ],
  [
    'xlsx corpus: a sheet that is not there, or is a chart, is named with those that are',
    () => {
      for (const sheet of ['没有', 'Chart']) {
        const result = run(scanArgs('any_sheets.xlsx', '--sheet', sheet, '--language', 'en'));
        assert.equal(result.code, 1);
        assert.match(result.stderr, /INGEST-118/);
        for (const name of ['Visible', 'Hidden', 'VeryHidden']) assert.ok(result.stderr.includes(name), result.stderr);
      }
    },
  ],
  [
    'xlsx corpus: pieces of one byte and of seven give the same output',
    async () => {
      const names = [
        'pivots.xlsx',
        'issue_174.xlsx',
        'richtext-namespaced.xlsx',
        'minimal_package.xlsx',
        'date_1904.xlsx',
      ];
      await inParallel(
        names.map((name) => async () => {
          const whole = await runAsync(scanArgs(name));
          for (const bytes of [1, 7]) {
            const pieces = await runAsync(scanArgs(name, '--chunk-bytes', bytes));
            assert.equal(pieces.out, whole.out, `${path.basename(name)} in pieces of ${bytes}`);
          }
        }),
      );
    },
  ],
]);

// MS-CFB: the magic of a compound file, and the name of the stream that a workbook of the old format has.
const oldWorkbook = () =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1016),
    Buffer.from('Workbook', 'utf16le'),
    Buffer.alloc(1000),
  ]);
const notWorkbooks = [
  ['an .xls of the old format', 'INGEST-116', oldWorkbook, 'save it as .xlsx'],
  [
    'a text document',
    'INGEST-117',
    () => zip([{ name: '[Content_Types].xml' }, { name: 'word/document.xml', data: '<document/>' }]),
    'docx',
  ],
];
for (const [what, id, make, words] of notWorkbooks) {
  test(`no workbook: ${what} is named with what to do (${id})`, (t) => {
    const file = path.join(scratchFolder(t), 'table.xlsx');
    writeFileSync(file, make());
    const result = run(['scan', file, '--language', 'en']);
    assert.equal(result.code, 1);
    assert.ok(
      result.stderr.includes(id) && result.stderr.includes('table.xlsx') && result.stderr.includes(words),
      result.stderr,
    );
  });
}
