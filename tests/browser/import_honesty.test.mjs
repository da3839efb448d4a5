// Nothing is lost on the way in: a cause of rows left out is settled once by a rule, which can be undone; rows and money add up; the rows
// left out come back as a workbook; currencies are converted by a rate table that the page asks for; and what is saved as a workbook holds
// the command line's values.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { commandLine, scratchFolder, writeFile } from './support/files.mjs';
import { diskAddress, dropFiles, exported, goTo, launch, mappingReady, openPage, segment } from './support/page.mjs';

const folder = scratchFolder();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The sheets of a workbook as openpyxl reads them: rows of values, dates as ISO text. */
function sheetsOf(bytes, name) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const script = [
    'import sys, json, openpyxl',
    'text = lambda v: v.isoformat()[:10] if hasattr(v, "isoformat") else v',
    'book = openpyxl.load_workbook(sys.argv[1], data_only=True)',
    'print(json.dumps([[[text(v) for v in row] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]))',
  ];
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', script.join('\n'), path], { encoding: 'utf8' }));
}

// 3 rows without an amount, 1 whose date does not exist; 4 customers × 9 shipments of 12.50 otherwise.
const header = '运单号,客户编码,客户名称,寄件时间,金额\n';
const good = Array.from(
  { length: 36 },
  (_, at) => `SF1000000${10 + at},C${1 + (at % 4)},客户${1 + (at % 4)},2026-03-${10 + (at % 18)},12.50\n`,
);
const noAmount = [1, 2, 3].map((at) => `SF2000000${at},C${at},客户${at},2026-03-05,\n`);
const badDate = 'SF30000001,C1,客户1,2026-02-30,100.00\n';
const file = () => writeFile(folder, 'honest.csv', header + good.join('') + noAmount.join('') + badDate);

const issue = (page, id) => page.locator(`loyalane-issue-list details[data-issue="${id}"]`);

test('a cause is settled once by a rule, with what it does told before; undo takes it back', async () => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  await dropFiles(page, [file()]);
  await mappingReady(page);
  await segment(page);

  const sums = page.locator('loyalane-totals-view');
  assert.match(await sums.locator('[data-sum=rows]').innerText(), /读入 40 行 = 采用 36 行 \+ 剔除 4 行\s*对得上/);
  // 36 × 12.50 are used; of the rows left out one has an amount that can be read.
  assert.match(
    await sums.locator('[data-sum=money]').innerText(),
    /金额 550\.00 元 = 采用 450\.00 元 \+ 剔除 100\.00 元\s*对得上/,
  );
  // Rows of the file: the header is row 1.
  assert.match(await issue(page, 'INGEST-212').innerText(), /第 38–40 行/);

  await issue(page, 'INGEST-212').locator('summary').click();
  assert.match(await issue(page, 'INGEST-212').innerText(), /3 行会按 0 计入：票数增加，金额不变/);
  assert.equal(await issue(page, 'INGEST-203').locator('[data-rule]').count(), 0);
  await issue(page, 'INGEST-212').locator('[data-rule=amount]').click();
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.result?.report.used === 39,
  );
  const force = page.locator('loyalane-issue-list [data-stop-rule=amount]');
  await force.waitFor();
  assert.match(await sums.locator('[data-sum=rows]').innerText(), /采用 39 行 \+ 剔除 1 行/);
  assert.match(await sums.locator('[data-sum=money]').innerText(), /金额 550\.00 元 = 采用 450\.00 元/);

  // One step back: the rule is gone, and computing again gives the rows of before.
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  assert.match(
    await page.locator('loyalane-stale-bar [role=status]').innerText(),
    /改过了：剔除的规则。.*按“重新计算”更新/,
  );
  await page.locator('loyalane-stale-bar button').click();
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.result?.report.used === 36,
  );
  assert.equal(await force.count(), 0);
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.errors, []);
  await close();
});

test('the rows left out are saved as a workbook, with file row and cause', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  await dropFiles(page, [file()]);
  await mappingReady(page);
  await segment(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('loyalane-issue-list button[data-export="rejected-xlsx"]').click(),
  ]);
  assert.match(download.suggestedFilename(), /^剔除的行-2026-03-27-zh\.xlsx$/);
  const rejected = join(folder, 'rejected.xlsx');
  await download.saveAs(rejected);
  const [[titles, ...rows]] = sheetsOf(readFileSync(rejected), 'read.xlsx');
  for (const title of ['运单号', '客户编码', '寄件时间', '金额']) assert.ok(titles.includes(title), titles.join());
  assert.equal(rows.length, 4);
  const row = titles.findIndex((title) => /行/.test(title));
  assert.deepEqual(
    rows.map((cells) => Number(cells[row])).sort((a, b) => a - b),
    [38, 39, 40, 41],
  );
  assert.deepEqual(rows.map((cells) => cells[titles.indexOf('运单号')]).sort(), [
    'SF20000001',
    'SF20000002',
    'SF20000003',
    'SF30000001',
  ]);
  await close();
});

test('the customer list as a workbook has the values of the command line’s CSV', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const path = file();
  await dropFiles(page, [path]);
  await mappingReady(page);
  await segment(page);
  await goTo(page, 'export');
  const { bytes, name } = await exported(page, 'segment-xlsx');
  assert.match(name, /^客户名单-2026-03-27-zh\.xlsx$/);
  // The command line's own workbook, cell by cell; how a browser packs it is its own.
  const own = join(folder, 'own.xlsx');
  commandLine('segment', '--shipments', path, '--format', 'xlsx', '--language', 'zh', '--out', own);
  assert.deepEqual(sheetsOf(bytes, 'segment.xlsx'), sheetsOf(readFileSync(own), 'own_copy.xlsx'));

  // And what openpyxl reads in it is what the CSV says; the last sheet tells which column is which.
  const sheets = sheetsOf(bytes, 'segment.xlsx');
  const columns = new Map([['reason', '理由'], ...sheets.at(-1).map(([title, , column]) => [column, title])]);
  const read = sheets
    .slice(0, -1)
    .flatMap(([titles, ...rows]) => rows.map((cells) => new Map(titles.map((title, at) => [title, cells[at]]))));
  const [head, ...lines] = commandLine('segment', '--shipments', path, '--out', '-')
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  assert.equal(read.length, lines.length);
  // Types and flags have their Chinese names in the workbook.
  const compared = head.filter((column) => !['raw_type', 'type', 'flags'].includes(column));
  assert.ok(compared.length > 10);
  assert.deepEqual(
    compared.filter((column) => !columns.has(column)),
    [],
  );
  for (const line of lines) {
    const row = read.find((cells) => cells.get(columns.get('customer_id')) === line[0]);
    for (const column of compared) {
      const value = row.get(columns.get(column));
      const cell = line[head.indexOf(column)];
      assert.equal(typeof value === 'number' ? value : (value ?? ''), typeof value === 'number' ? Number(cell) : cell);
    }
  }
  const book = await exported(page, 'workbook-xlsx');
  assert.match(book.name, /^客群分析-2026-03-27-zh\.xlsx$/);
  assert.ok(book.bytes.subarray(0, 2).equals(Buffer.from('PK')));
  await close();
});

test('currencies without a rate: the page asks for it where it stops, and converts', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const head = '运单号,客户编码,寄件时间,金额,币种\n';
  const row = (at, currency) => `SF4000000${10 + at},C${at % 5},2026-03-${10 + at},100.00,${currency}\n`;
  const rows = Array.from({ length: 10 }, (_, at) => row(at, at < 6 ? 'CNY' : 'HKD'));
  await dropFiles(page, [writeFile(folder, 'hkd.csv', head + rows.join(''))]);
  await mappingReady(page);
  await page.locator('loyalane-mapping-view button.primary').last().click();
  const help = page.locator('loyalane-money-help');
  await help.locator('[data-rate="0.rate"]').waitFor();
  assert.equal(await help.locator('[data-rate="0.currency"]').inputValue(), 'HKD');
  const apply = help.locator('[data-action=apply-money]');
  assert.equal(await apply.isDisabled(), true);
  await help.locator('[data-rate="0.rate"]').fill('0.92');
  await help.locator('[data-rate="0.rate"]').blur();
  await apply.click();
  await page.waitForFunction(() => document.querySelector('loyalane-app').workbench.store.state.shown !== null);
  // 6 × 100 CNY + 4 × 100 HKD × 0.92
  const money = page.locator('loyalane-totals-view [data-sum=money]');
  assert.match(await money.innerText(), /600\.00 元、400\.00 HKD.*换算成 968\.00 元\s*对得上/);
  assert.match(await page.locator('loyalane-settings-view dd[data-rules=money]').textContent(), /1 HKD = 0\.92 CNY/);
  await close();
});
