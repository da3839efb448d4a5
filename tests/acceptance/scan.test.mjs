// `scan` prints the cells exactly as read. References: the csv-spectrum corpus, Python's csv module over csvkit's examples, and one
// Chinese file in six byte forms (iconv).
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run, runOk, scratchFolder } from './lib/cli.mjs';
import { parseCsv } from './lib/csv.mjs';
import { reference, withReference } from './lib/reference_data.mjs';

const scanJson = (file, ...options) => JSON.parse(runOk(['scan', file, '--format', 'json', ...options]).out);
const withoutBlankLines = (records) => records.filter((record) => !(record.length === 1 && record[0] === ''));

// location_coordinates.json of the corpus contradicts its own CSV: the file holds the phone number 2095257564, the JSON 1234567890.
// The file is right (README of the corpus copy). Its degree signs are U+FFFD in both.
const corpusRulings = { 'location_coordinates.json': (rows) => [{ ...rows, 'Contact Phone Number': '2095257564' }] };

withReference('csv_spectrum', [
  [
    'csv_spectrum: all 12 files equal the corpus JSON, keys from the header row',
    () => {
      const stems = readdirSync(reference('csv_spectrum/csvs')).map((name) => path.basename(name, '.csv'));
      assert.equal(stems.length, 12);
      for (const stem of stems) {
        const raw = JSON.parse(readFileSync(reference('csv_spectrum/json', `${stem}.json`), 'utf8'));
        const ruling = corpusRulings[`${stem}.json`];
        const expected = ruling ? ruling(raw) : raw;
        const [header, ...rows] = withoutBlankLines(scanJson(reference('csv_spectrum/csvs', `${stem}.csv`)));
        const objects = rows.map((row) => Object.fromEntries(header.map((key, column) => [key, row[column]])));
        assert.deepEqual(objects, expected, stem);
      }
    },
  ],
]);

withReference('csvkit_examples', [
  [
    'csvkit_examples: all 66 files equal Python’s csv module',
    () => {
      const expected = JSON.parse(readFileSync(reference('csvkit_examples/expected_python_csv.json'), 'utf8'));
      const names = Object.keys(expected);
      assert.equal(names.length, 66);
      for (const name of names) {
        const delimiter = name.endsWith('.tsv') ? '\t' : ',';
        const records = withoutBlankLines(scanJson(reference('csvkit_examples', name), '--delimiter', delimiter));
        const digest = createHash('sha256').update(JSON.stringify(records)).digest('hex');
        assert.equal(records.length, expected[name].rows, `${name}: records`);
        // The reference shows the first records, eight cells of each and 60 characters of a cell, to make a difference readable.
        const shown = records
          .slice(0, expected[name].first.length)
          .map((record) => record.slice(0, 8).map((cell) => [...cell].slice(0, 60).join('')));
        assert.deepEqual(shown, expected[name].first, `${name}: first records`);
        assert.equal(digest, expected[name].sha256, `${name}: sha256 of all records`);
      }
    },
  ],
  [
    'csvkit_examples: the CSV form of scan reads back as the same cells',
    () => {
      const expected = JSON.parse(readFileSync(reference('csvkit_examples/expected_python_csv.json'), 'utf8'));
      for (const name of Object.keys(expected)) {
        const delimiter = name.endsWith('.tsv') ? '\t' : ',';
        const file = reference('csvkit_examples', name);
        const text = runOk(['scan', file, '--format', 'csv', '--delimiter', delimiter]).out;
        assert.deepEqual(parseCsv(text), scanJson(file, '--delimiter', delimiter), name);
      }
    },
  ],
]);

withReference('encodings', [
  [
    'encodings: six byte forms of one file give the same 179 x 3 cells',
    () => {
      const names = readdirSync(reference('encodings')).filter((name) => name.endsWith('.csv'));
      assert.equal(names.length, 6);
      // The UTF-8 form needs no decoding beyond what node does; the csv reader of the tests splits it.
      const expected = parseCsv(readFileSync(reference('encodings/holidays_utf8.csv'), 'utf8'));
      assert.equal(expected.length, 179);
      for (const name of names) {
        const records = scanJson(reference('encodings', name));
        assert.deepEqual(records, expected, name);
        assert.ok(
          records.every((record) => record.length === 3),
          name,
        );
      }
    },
  ],
  [
    'encodings: the override reads a GB18030 file as told',
    () => {
      const expected = parseCsv(readFileSync(reference('encodings/holidays_utf8.csv'), 'utf8'));
      assert.deepEqual(scanJson(reference('encodings/holidays_gb18030.csv'), '--encoding', 'gb18030'), expected);
    },
  ],
]);

// The rules of the command line (design, section "Command line"), each from a file made here.
const cases = [
  ['a blank line is one empty field', 'a,b\n\nc,d\n', [['a', 'b'], [''], ['c', 'd']]],
  [
    'the last record needs no line end',
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['ragged records stay ragged', 'a,b,c\n1\n1,2,3,4\n', [['a', 'b', 'c'], ['1'], ['1', '2', '3', '4']]],
  [
    'quotes, doubled quotes, quoted delimiters and line ends',
    '"a ""q"" b","x,y","l1\nl2","r1\r\nr2"\n',
    [['a "q" b', 'x,y', 'l1\nl2', 'r1\r\nr2']],
  ],
  [
    'CR alone ends a record',
    'a,b\rc,d\r',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'CRLF ends a record',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['spaces and leading zeros stay', ' a ,007\n', [[' a ', '007']]],
  [
    'the first row is a row: nothing is dropped',
    '运单号,金额\n1,2\n',
    [
      ['运单号', '金额'],
      ['1', '2'],
    ],
  ],
  ['empty cells at the end', 'a,,\n', [['a', '', '']]],
];
test('scan keeps every cell as it is', (t) => {
  const folder = scratchFolder(t);
  for (const [title, text, expected] of cases) {
    const file = path.join(folder, 'case.csv');
    writeFileSync(file, text);
    assert.deepEqual(scanJson(file, '--delimiter', ','), expected, title);
  }
});

test('scan finds the four delimiters, `|` also beside a lead byte whose trail byte is 0x7C', (t) => {
  const folder = scratchFolder(t);
  const rows = [
    ['客户', '金额', '日期'],
    ['甲', '1', '2026-01-05'],
    ['乙', '2', '2026-01-06'],
    ['丙', '3', '2026-01-07'],
  ];
  for (const delimiter of [',', ';', '\t', '|']) {
    const file = path.join(folder, 'case.csv');
    writeFileSync(file, rows.map((row) => row.join(delimiter) + '\n').join(''));
    assert.deepEqual(scanJson(file), rows, JSON.stringify(delimiter));
  }
  // 瑋 is AC 7C in GB18030: its second byte is the ASCII code of `|`.
  const gbk = Buffer.concat([Buffer.from('a|'), Buffer.from([0xb6, 0xab, 0xac, 0x7c]), Buffer.from('|b\n')]);
  const file = path.join(folder, 'gbk.csv');
  writeFileSync(file, gbk);
  assert.equal(
    new TextDecoder('gb18030').decode(gbk),
    'a|東瑋|b\n'.replace('東', new TextDecoder('gb18030').decode(Buffer.from([0xb6, 0xab]))),
  );
  assert.deepEqual(scanJson(file, '--delimiter', '|', '--encoding', 'gb18030'), [
    ['a', new TextDecoder('gb18030').decode(Buffer.from([0xb6, 0xab, 0xac, 0x7c])), 'b'],
  ]);
});

test('scan prints CSV by default, UTF-8 without BOM, LF, and to a file with --out', (t) => {
  const folder = scratchFolder(t);
  const file = path.join(folder, 'in.csv');
  writeFileSync(file, '\uFEFFa,"b\r\nc"\r\n"x ""y""",\r\n');
  const out = path.join(folder, 'out.csv');
  const { stdout } = runOk(['scan', file]);
  assert.equal(stdout.toString('utf8'), 'a,"b\r\nc"\n"x ""y""",\n');
  runOk(['scan', file, '--out', out]);
  assert.deepEqual(readFileSync(out), stdout);
});

test('scan of a file that is not there is wrong usage or bad data, said on stderr, never a crash', () => {
  const result = run(['scan', 'no-such-file.csv']);
  assert.ok(result.code === 1 || result.code === 2, `exit ${result.code}`);
  assert.match(result.stderr, /[A-Z]+-\d{3}/);
  assert.match(result.stderr, /no-such-file\.csv/);
});
