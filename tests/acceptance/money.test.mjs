// Currencies by a dated rate table, and one tax basis: amounts worked out by hand beside each row.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run, runOk, scratchFolder } from './lib/cli.mjs';
import { parseTable } from './lib/csv.mjs';

const kHeader = '运单号,月结卡号,客户名称,寄件日期,应付金额,币种';
const kAsOf = ['--as-of', '2026-06-30'];

function writer(t) {
  const folder = scratchFolder(t);
  return (name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
}
const csv = (...rows) => [kHeader, ...rows, ''].join('\n');
const profileOf = (args) =>
  new Map(parseTable(runOk(['profile', ...args, ...kAsOf]).out).rows.map((row) => [row.customer_id, row]));

function reportOf(t, args) {
  const file = writer(t)('report.json', '');
  runOk(['import', ...args, ...kAsOf, '--report', file]);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const kRates = {
  money: {
    rates: [
      { currency: 'HKD', from: '2026-01-01', rate: '0.92' },
      { currency: 'HKD', from: '2026-04-01', rate: '0.95' },
      { currency: 'USD', from: '2026-01-01', rate: '7.1' },
    ],
  },
};
const kMixed = csv(
  'SF1,C1,鹭行,2026-03-31,100.00,HKD', // x 0.92 = 92.00
  'SF2,C1,鹭行,2026-04-01,100.00,港币', // x 0.95 = 95.00
  'SF3,C1,鹭行,2026-05-01,10.55,HK$', // x 0.95 = 10.0225 -> 10.02
  'SF4,C1,鹭行,2026-05-02,0.10,HKD', // x 0.95 = 0.095 -> 0.10
  'SF5,C2,远山,2026-05-02,-20.00,US$', // x 7.1 = -142.00
  'SF6,C2,远山,2026-05-03,300.00,人民币',
  'SF7,C2,远山,2026-05-04,8.00,', // the file's own: yuan
);

test('a rate holds from its day until the next one of that currency', (t) => {
  const write = writer(t);
  const inputs = ['--shipments', write('mixed.csv', kMixed), '--config', write('rates.json', kRates)];
  const profile = profileOf(inputs);
  assert.equal(profile.get('C1').amount, '197.12'); // 92.00 + 95.00 + 10.02 + 0.10
  assert.equal(profile.get('C2').amount, '166.00'); // -142.00 + 300.00 + 8.00
  assert.equal(profile.get('C1').currency, 'CNY');

  const report = reportOf(t, inputs);
  // The file's own total: 100 + 100 + 10.55 + 0.10 - 20 + 300 + 8, whatever the currency.
  assert.equal(report.amountTotal, '498.65');
  assert.equal(report.amountInWindow, '363.12'); // 197.12 + 166.00
  assert.equal(report.money.currency, 'CNY');
  assert.deepEqual(
    report.money.currencies.map(({ currency, rows, amount, counted }) => [currency, rows, amount, counted]),
    [
      ['CNY', 2, '308.00', '308.00'],
      ['HKD', 4, '210.65', '197.12'],
      ['USD', 1, '-20.00', '-142.00'],
    ],
  );
  assert.equal(report.sources[0].currencyConverted, 5);
});

test('into another currency', (t) => {
  const write = writer(t);
  const config = {
    money: { currency: 'HKD', rates: [{ currency: 'CNY', from: '2026-01-01', rate: '1.1' }] },
  };
  const shipments = write('a.csv', csv('SF1,C1,鹭行,2026-05-01,100.00,CNY', 'SF2,C1,鹭行,2026-05-01,1.00,HKD'));
  const row = profileOf(['--shipments', shipments, '--config', write('c.json', config)]).get('C1');
  assert.equal(row.amount, '111.00');
  assert.equal(row.currency, 'HKD');
});

test('several currencies without a rate are refused, and the remedy names the setting (PROFILE-101)', (t) => {
  const file = writer(t)('mixed.csv', kMixed);
  for (const [language, words] of [
    ['zh', ['CNY, HKD, USD', '其中 HKD, USD 没有汇率', 'money.rates', '货币与税']],
    ['en', ['CNY, HKD, USD', 'without a rate for HKD, USD', 'money.rates', 'Currency and tax']],
  ]) {
    const result = run(['profile', '--shipments', file, ...kAsOf, '--language', language]);
    assert.equal(result.code, 1);
    assert.ok(result.stderr.includes('PROFILE-101'), result.stderr);
    for (const word of words) assert.ok(result.stderr.includes(word), `${word}: ${result.stderr}`);
  }
});

test('one currency alone needs no rate, and stays as it is', (t) => {
  const file = writer(t)('hk.csv', csv('SF1,C1,鹭行,2026-05-01,100.00,HKD', 'SF2,C1,鹭行,2026-05-02,1.00,港元'));
  const row = profileOf(['--shipments', file]).get('C1');
  assert.equal(row.amount, '101.00');
  assert.equal(row.currency, 'HKD');
});

test('a row before the first rate of its currency is left out, counted, listed and given back (PROFILE-203)', (t) => {
  const write = writer(t);
  const config = write('rates.json', {
    money: { rates: [{ currency: 'HKD', from: '2026-03-01', rate: '0.9' }] },
  });
  const shipments = write(
    'early.csv',
    csv(
      'SF1,C1,鹭行,2026-02-28,100.00,HKD',
      'SF2,C1,鹭行,2026-03-01,100.00,HKD', // x 0.9 = 90.00
      'SF3,C1,鹭行,2026-02-30,5.00,HKD', // a day that does not exist
      'SF4,C1,鹭行,2026-01-05,7.00,CNY',
      'SF5,C1,鹭行,2024-01-05,9.00,HKD', // before the window: dates only
    ),
  );
  const inputs = ['--shipments', shipments, '--config', config];
  const row = profileOf(inputs).get('C1');
  assert.equal(row.amount, '97.00');
  assert.equal(row.waybills, '2');
  assert.equal(row.first_ship, '2024-01-05');

  const report = reportOf(t, inputs);
  const [source] = report.sources;
  assert.deepEqual([source.rowsIn, source.used, source.excluded], [5, 3, 2]);
  assert.deepEqual(source.excludedById, { 'INGEST-203': 1, 'PROFILE-203': 1 });
  assert.equal(source.amountTotal, '221.00'); // all that could be read
  assert.equal(source.amountUsed, '116.00'); // 100 + 7 + 9
  const listed = report.issues.find(({ id }) => id === 'PROFILE-203');
  assert.deepEqual([listed.row, listed.column, listed.value], [2, '币种', '2026-02-28 HKD']);

  const rejected = write('rejected.csv', '');
  runOk(['import', ...inputs, ...kAsOf, '--rejected', rejected, '--language', 'en']);
  const text = readFileSync(rejected, 'utf8');
  const lines = text.replace('\uFEFF', '').trim().split('\r\n');
  assert.deepEqual(
    lines.slice(1).map((line) => line.split(',').slice(1, 2).concat(line.includes('No rate for'))),
    [
      ['2', true],
      ['4', false],
    ],
    text,
  );

  // The rows behind the customer's figure say the same.
  const rows = JSON.parse(runOk(['rows', '--customer', 'C1', ...inputs, ...kAsOf, '--json']).out);
  assert.equal(rows.amountInWindow, '97.00');
  assert.equal(rows.inWindow, 2);
});

test('at a rate of 1 nothing changes: the same bytes as without currencies', (t) => {
  const write = writer(t);
  const rows = ['SF1,C1,鹭行,2026-03-31,100.01,HKD', 'SF2,C2,远山,2026-04-01,33.33,HKD'];
  const config = write('one.json', { money: { rates: [{ currency: 'HKD', from: '2020-01-01', rate: '1' }] } });
  const inDollars = write('a.csv', csv(...rows));
  const inYuan = write('b.csv', csv(...rows.map((row) => row.replace('HKD', 'CNY'))));
  for (const verb of ['profile', 'segment', 'abc']) {
    const one = runOk([verb, '--shipments', inDollars, '--config', config, ...kAsOf]).out;
    assert.equal(one, runOk([verb, '--shipments', inYuan, ...kAsOf]).out, verb);
  }
});

// --- tax ---

const kPlain = '运单号,月结卡号,客户名称,寄件日期,应付金额';
const plain = (...rows) => [kPlain, ...rows, ''].join('\n');
const kExcluded = { version: 1, taxBasis: 'excluded' };

test('amounts without tax become amounts with tax, row by row, and the report and the manifest say so', (t) => {
  const write = writer(t);
  // x 1.06: 106.00; 0.05 -> 0.053 -> 0.05; 0.09 -> 0.0954 -> 0.10; -10.01 -> -10.6106 -> -10.61
  const shipments = write(
    'net.csv',
    plain(
      'SF1,C1,鹭行,2026-05-01,100.00',
      'SF2,C1,鹭行,2026-05-01,0.05',
      'SF3,C1,鹭行,2026-05-01,0.09',
      'SF4,C2,远山,2026-05-02,-10.01',
    ),
  );
  const map = write('map.json', { ...kExcluded, taxRate: 0.06 });
  const inputs = ['--shipments', shipments, '--map', map];
  const profile = profileOf(inputs);
  assert.equal(profile.get('C1').amount, '106.15');
  assert.equal(profile.get('C2').amount, '-10.61');

  const report = reportOf(t, inputs);
  assert.equal(report.amountTotal, '90.13'); // as the file has it: 100.00 + 0.05 + 0.09 - 10.01
  assert.equal(report.amountInWindow, '95.54'); // 106.15 - 10.61
  assert.deepEqual([report.money.taxBasis, report.money.taxConverted], ['included', 4]);
  assert.equal(report.sources[0].taxBasis, 'excluded');
  const told = report.notices.find(({ id }) => id === 'PROFILE-305');
  assert.equal(told.zh, '4 个金额按 6 % 换算为含税');
  assert.equal(told.en, '4 amounts were converted to amounts with tax at 6 %');
  assert.equal(told.file, 'net.csv');

  const manifest = write('manifest.json', '');
  runOk(['segment', ...inputs, ...kAsOf, '--manifest', manifest]);
  const made = JSON.parse(readFileSync(manifest, 'utf8'));
  assert.deepEqual([made.money.taxBasis, made.money.taxConverted], ['included', 4]);
  assert.equal(made.files[0].taxConverted, 4);
  assert.equal(made.settings.money.tax_basis, 'included');
  // The manifest is a project: it gives the same bytes again.
  assert.equal(runOk(['segment', '--project', manifest]).out, runOk(['segment', ...inputs, ...kAsOf]).out);
});

test('the default rate stands in where a file does not say its own; without tax is a choice too', (t) => {
  const write = writer(t);
  const shipments = write('net.csv', plain('SF1,C1,鹭行,2026-05-01,100.00'));
  const inputs = ['--shipments', shipments, '--map', write('map.json', kExcluded)];
  const config = write('nine.json', { money: { default_tax_rate: 0.09 } });
  assert.equal(profileOf([...inputs, '--config', config]).get('C1').amount, '109.00');
  const without = write('without.json', { money: { tax_basis: 'excluded', default_tax_rate: 0.09 } });
  assert.equal(profileOf([...inputs, '--config', without]).get('C1').amount, '100.00');
  const gross = write('gross.json', { version: 1, taxBasis: 'included', taxRate: 0.06 });
  const back = profileOf(['--shipments', shipments, '--map', gross, '--config', without]);
  assert.equal(back.get('C1').amount, '94.34'); // 100 / 1.06 = 94.3396
});

test('files on both bases and no rate: asked, never mixed (PROFILE-104)', (t) => {
  const write = writer(t);
  // Mappings are by file: the header tells the one, nothing the other.
  const net = write('net.csv', '运单号,月结卡号,寄件日期,不含税金额\nSF1,C1,2026-05-01,100.00\n');
  const silent = write('silent.csv', '运单号,月结卡号,寄件日期,应付金额\nSF2,C1,2026-05-01,50.00\n');
  const inputs = ['--shipments', net, '--shipments', silent];
  for (const [language, words] of [
    ['zh', ['不含税', 'money.default_tax_rate']],
    ['en', ['without tax', 'money.default_tax_rate']],
  ]) {
    const result = run(['profile', ...inputs, ...kAsOf, '--language', language]);
    assert.equal(result.code, 1, result.stderr);
    assert.ok(result.stderr.includes('PROFILE-104') && result.stderr.includes('net.csv'), result.stderr);
    for (const word of words) assert.ok(result.stderr.includes(word), `${word}: ${result.stderr}`);
  }
  // With a rate: 100.00 x 1.06 + 50.00; the file that says nothing counts as with tax, and that is told.
  const config = write('six.json', { money: { default_tax_rate: 0.06 } });
  assert.equal(profileOf([...inputs, '--config', config]).get('C1').amount, '156.00');
  const report = reportOf(t, [...inputs, '--config', config]);
  const told = report.notices.find(({ id }) => id === 'PROFILE-304');
  assert.ok(told.en.includes('silent.csv') && !told.en.includes('net.csv'), told.en);
});

test('all files without tax and no rate: they stay so, and it is told (PROFILE-303)', (t) => {
  const write = writer(t);
  const net = write('net.csv', '运单号,月结卡号,寄件日期,不含税金额\nSF1,C1,2026-05-01,100.00\n');
  assert.equal(profileOf(['--shipments', net]).get('C1').amount, '100.00');
  const report = reportOf(t, ['--shipments', net]);
  assert.equal(report.money.taxBasis, 'excluded');
  assert.ok(report.notices.some(({ id }) => id === 'PROFILE-303'));
});
