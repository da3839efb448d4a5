// Every dataset, one small file each (tests/fixtures/datasets, README there): imported without any option, and what the report says of it
// against the file itself, read here by node's own decoder and a reader of CSV that shares nothing with the program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, projectRoot, run, runOk } from './lib/cli.mjs';
import { parseCsv } from './lib/csv.mjs';

const file = (dataset) => fixture(path.join('datasets', `${dataset}.csv`));
const optionOf = (dataset) => `--${dataset.replaceAll('_', '-')}`;

/** Records of a fixture behind its header, each by header, with its row number. */
function recordsOf(dataset) {
  const bytes = readFileSync(file(dataset));
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('gb18030').decode(bytes);
  }
  const [header, ...rows] = parseCsv(text);
  return rows.map((cells, at) => ({ row: at + 2, ...Object.fromEntries(header.map((name, i) => [name, cells[i]])) }));
}

const inFen = (text) => Math.round(Number(text.replaceAll(',', '')) * 100);

// [dataset, key as the report names it, key column, date column, money column, rows left out]; the rows: fixtures' README.
const expected = [
  ['shipments', 'account_no', '月结卡号', '寄件日期', null, {}],
  ['customers', 'account_no', '月结卡号', null, null, {}],
  ['charges', 'waybill_no', '运单号', '计费日期', '金额', { 9: 'INGEST-220' }],
  ['cases', 'account_no', '月结卡号', '受理时间', '实赔金额', { 8: 'INGEST-214' }],
  ['survey', 'account_no', '月结卡号', '提交答卷时间', null, {}],
  ['carrier_share', 'account_no', '月结卡号', '截至日期', null, {}],
  ['points', 'member_no', '会员号', '发生时间', null, { 6: 'INGEST-215' }],
  ['referrals', 'referrer_member', '推荐人会员号', '推荐时间', '付款金额', {}],
  ['inventory', null, null, '快照日期', null, { 5: 'INGEST-215' }],
  ['contacts', 'account_no', '月结卡号', null, null, {}],
  ['visits', 'customer_id', '客户编码', '拜访日期', null, {}],
  ['am_history', 'customer_id', 'customer_id', 'from', null, {}],
  ['costs', 'account_no', '月结卡号', null, '成本金额', {}],
  ['members', 'account_no', '月结卡号', '申请日期', null, {}],
  ['payments', 'account_no', '月结卡号', '收款日期', '收款金额', { 5: 'INGEST-204' }],
  ['participations', 'member_no', '会员号', '活动日期', null, {}],
  ['redemptions', 'member_no', '会员号', '兑换时间', null, { 4: 'LOYALTY-405', 5: 'INGEST-215' }],
  ['gifts', null, null, null, null, { 3: 'INGEST-215' }],
  ['merchants', null, null, null, null, { 4: 'INGEST-214' }],
];

test('each dataset alone: rows, keys, days and money are those of its file', () => {
  for (const [dataset, key, keyColumn, dateColumn, moneyColumn, leftOut] of expected) {
    const report = JSON.parse(runOk(['import', optionOf(dataset), file(dataset), '--json']).out);
    const [source] = report.sources;
    const records = recordsOf(dataset);
    const used = records.filter(({ row }) => !(row in leftOut));
    assert.equal(source.dataset, dataset);
    assert.equal(source.customerKey, key, dataset);
    assert.equal(source.rowsIn, records.length, dataset);
    assert.equal(source.used, used.length, dataset);
    const causes = {};
    for (const id of Object.values(leftOut)) causes[id] = (causes[id] ?? 0) + 1;
    assert.deepEqual(source.excludedById, causes, dataset);
    assert.equal(source.keys, keyColumn === null ? 0 : new Set(used.map((record) => record[keyColumn])).size, dataset);
    // A payment that has not come has no day.
    const days =
      dateColumn === null
        ? []
        : used
            .map((record) => record[dateColumn].slice(0, 10))
            .filter(Boolean)
            .sort();
    assert.equal(source.firstDate, days[0] ?? null, dataset);
    assert.equal(source.lastDate, days.at(-1) ?? null, dataset);
    // 不详 and empty cells are no amount.
    const amounts =
      moneyColumn === null ? null : used.map((record) => record[moneyColumn]).filter((text) => /\d/.test(text));
    const sum = amounts?.reduce((total, text) => total + inFen(text), 0);
    assert.equal(source.amount === null ? undefined : inFen(source.amount), sum, dataset);
    assert.equal(source.unknownCustomers, null, `${dataset}: alone there is nobody to compare with`);
    assert.deepEqual(
      report.datasets.filter(({ loaded }) => loaded),
      [{ dataset, loaded: true, files: 1, rows: used.length }],
    );
  }
});

test('datasets that are only counted: the summary says what was read, and nothing of customers that nobody brought', () => {
  for (const dataset of [
    'charges',
    'cases',
    'points',
    'referrals',
    'inventory',
    'contacts',
    'visits',
    'am_history',
    'costs',
    'members',
    'payments',
    'participations',
    'redemptions',
    'gifts',
    'merchants',
  ]) {
    for (const [language, rows, customers] of [
      ['zh', '读入', /客户 \d+ 个/],
      ['en', 'rows in', /\d+ customers\n/],
    ]) {
      const { out } = runOk(['import', optionOf(dataset), file(dataset), '--language', language]);
      assert.match(out, new RegExp(`^${dataset}\\.csv: .*${rows}`), dataset);
      assert.doesNotMatch(out, customers, dataset);
    }
  }
  assert.match(runOk(['import', '--customers', file('customers'), '--language', 'zh']).out, /^客户 [1-9]\d* 个$/m);
});

const all = expected.flatMap(([dataset]) => [optionOf(dataset), file(dataset)]);

test('all datasets at once: whose customers nobody else knows is told', () => {
  const report = JSON.parse(runOk(['import', ...all, '--json']).out);
  const known = new Set(
    ['shipments', 'customers'].flatMap((name) => recordsOf(name).map((record) => record['月结卡号'])),
  );
  const strangers = {};
  for (const [dataset, , keyColumn, , , leftOut] of expected) {
    if (
      ![
        'cases',
        'survey',
        'carrier_share',
        'contacts',
        'visits',
        'am_history',
        'costs',
        'members',
        'payments',
      ].includes(dataset)
    )
      continue;
    const rows = recordsOf(dataset).filter((record) => !(record.row in leftOut) && !known.has(record[keyColumn]));
    strangers[dataset] = { rows: rows.length, customers: new Set(rows.map((record) => record[keyColumn])).size };
  }
  assert.deepEqual(strangers.cases, { rows: 2, customers: 1 }, 'the fixture is as its README says');
  for (const source of report.sources) {
    assert.deepEqual(source.unknownCustomers, strangers[source.dataset] ?? null, source.dataset);
  }
  const told = report.notices.filter(({ id }) => id === 'INGEST-351').map(({ file: name }) => name);
  assert.deepEqual(told.sort(), ['cases.csv', 'costs.csv', 'survey.csv']);
  assert.equal(report.datasets.filter(({ loaded }) => loaded).length, expected.length);
});

test('datasets that no figure uses change no figure', () => {
  const scored = ['shipments', 'customers', 'survey', 'carrier_share'].flatMap((dataset) => [
    optionOf(dataset),
    file(dataset),
  ]);
  for (const verb of ['profile', 'segment', 'abc'])
    assert.equal(runOk([verb, ...all]).out, runOk([verb, ...scored]).out, verb);
});

test("a customer's rows are found in every file that names him", () => {
  const found = JSON.parse(runOk(['rows', '--customer', '7550000003', ...all, '--json']).out);
  for (const [at, [dataset, key, keyColumn]] of expected.entries()) {
    const rows = recordsOf(dataset).filter((record) => key !== null && record[keyColumn] === '7550000003');
    assert.equal(found.files[at].total, rows.length, dataset);
  }
});

test('the club: members and customers meet, and what does not fit is told row by row', () => {
  const report = JSON.parse(runOk(['import', ...all, '--json']).out);
  const toldOf = (dataset, id) =>
    report.issues
      .filter((issue) => issue.file === `${dataset}.csv` && issue.id === id)
      .map(({ row, value }) => [row, value]);
  assert.deepEqual(toldOf('members', 'LOYALTY-403'), [[4, '红卡']]);
  assert.deepEqual(toldOf('participations', 'LOYALTY-401'), [[5, 'M000009']]);
  assert.deepEqual(toldOf('redemptions', 'LOYALTY-405'), [[4, 'DH002']]);
  assert.deepEqual(toldOf('redemptions', 'LOYALTY-401'), []);
});

test('the page and the document are told the same catalogue', () => {
  const { datasets } = JSON.parse(runOk(['schema', '--of', 'fields']).out);
  const document = readFileSync(path.join(projectRoot, 'docs/datasets.md'), 'utf8');
  assert.equal(datasets.length, 20);
  for (const { id, keys, unlocks, fields } of datasets) {
    const [, section] = new RegExp(`^## .* \\(\`${id}\`\\)\\n([^]*?)(?=^## |(?![^]))`, 'm').exec(document) ?? [];
    assert.ok(section, `docs/datasets.md has a part about ${id}`);
    for (const words of [unlocks.zh, unlocks.en]) assert.ok(section.includes(words), `${id}: ${words}`);
    for (const field of fields)
      assert.match(section, new RegExp(`^\\| \`${field.id}\`.* \\| ${field.zh} \\|`, 'm'), id);
    for (const key of keys)
      assert.ok(
        fields.some((field) => field.id === key),
        `${id}: ${key}`,
      );
    const required = fields.filter((field) => field.required).map((field) => field.id);
    for (const field of required) assert.match(section, new RegExp(`Required besides.*\`${field}\``), id);
  }
});

test('a dataset that does not exist is a wrong use', () => {
  assert.equal(run(['import', '--parcels', file('shipments')]).code, 2);
});
