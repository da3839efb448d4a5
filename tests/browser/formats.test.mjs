// Every kind of file that users have, dropped into the page: a workbook with two sheets (made by openpyxl), JSON, a web page called .xls, a
// zip and a gzip; what cannot be told is asked in one list and answered by keyboard; how a file was read is remembered for the next one.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parseCsv } from '../acceptance/lib/csv.mjs';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';
import {
  axeFindings,
  diskAddress,
  dropFiles,
  goTo,
  launch,
  mappingReady,
  openPage,
  resultReady,
  segment,
  setLanguage,
  setTheme,
  startSegment,
} from './support/page.mjs';
import { zipOf } from './support/zip.mjs';

const kPython = '/usr/bin/python3'; // Debian's, which has openpyxl
const kSheets = ['账单明细', '满意度', '备忘'];
const folder = scratchFolder();
const fixture = (path) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));
let browser, header, rows;

/** A workbook of these sheets: {name, rows, hidden}. */
function workbook(name, sheets) {
  const path = join(folder, name);
  const program = `
import json, sys, openpyxl
book = openpyxl.Workbook()
book.remove(book.active)
for sheet in json.load(sys.stdin):
    made = book.create_sheet(sheet['name'])
    made.sheet_state = 'hidden' if sheet.get('hidden') else 'visible'
    for row in sheet['rows']:
        made.append(row)
book.save(sys.argv[1])
`;
  execFileSync(kPython, ['-c', program, path], { input: JSON.stringify(sheets), stdio: ['pipe', 'ignore', 'inherit'] });
  return path;
}

before(async () => {
  browser = await launch();
  const made = join(generate(folder, 'w1', ['--rows', '3000', '--customers', '40', '--seed', '5']), 'shipments.csv');
  [header, ...rows] = parseCsv(readFileSync(made, 'utf8'));
});
after(() => browser.close());

const quoted = (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csv = (lines) => lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
const dropped = async (page, ...paths) => {
  await dropFiles(page, paths);
  await mappingReady(page);
};
/** What `pick` takes out of the page's state. */
async function state(page, pick) {
  const held = await page.evaluateHandle(() => document.querySelector('loyalane-app').workbench.store.state);
  return held.evaluate(pick);
}
const segments = (page) =>
  page.evaluate(async () =>
    (await document.querySelector('loyalane-app').workbench.export('segment', 'csv', 'a.csv')).text(),
  );
/** Waits until no file is being looked at. */
const looked = (page) =>
  page.waitForFunction(() =>
    document
      .querySelector('loyalane-app')
      .workbench.store.state.sources.every(({ state: { kind } }) => kind !== 'probing'),
  );
const questions = (page) => page.locator('loyalane-question-list fieldset');
const card = (page, at) => page.locator('loyalane-source-card').nth(at);
const focusedText = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (element?.textContent ?? '').trim();
  });

test('one table as workbook, JSON, zip and gzip: the figures of the CSV, each called by what it is', async () => {
  const expected = commandLine(
    ...['segment', '--shipments', writeFile(folder, 'plain.csv', csv([header, ...rows])), '--out', '-'],
  ).toString();
  const records = rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [header[at], cell])));
  const middle = rows.length >> 1;
  const files = [
    [workbook('运单.xlsx', [{ name: kSheets[0], rows: [header, ...rows] }]), 'xlsx', 'XLSX · 账单明细'],
    [writeFile(folder, '运单.json', JSON.stringify(records)), 'json', 'JSON'],
    [writeFile(folder, '运单.csv.gz', gzipSync(csv([header, ...rows]))), 'delimited', 'CSV'],
    [
      writeFile(
        folder,
        '两个月.zip',
        zipOf([
          { name: '1月.csv', content: csv([header, ...rows.slice(0, middle)]) },
          { name: '2月.csv', content: csv([header, ...rows.slice(middle)]) },
        ]),
      ),
      'delimited',
      'CSV',
    ],
  ];
  const { page, seen, close } = await openPage(browser, diskAddress());
  for (const [path, format, badge] of files) {
    await dropped(page, path);
    assert.ok(
      (await state(page, ({ sources }) => sources.map(({ state }) => state.probe.format))).every(
        (one) => one === format,
      ),
    );
    assert.equal(await card(page, 0).locator('.format').innerText(), badge);
    await segment(page);
    assert.equal(await segments(page), expected, path);
    await goTo(page, 'mapping');
    while ((await page.locator('loyalane-source-card').count()) > 0) {
      await card(page, 0).locator('header button').last().click();
    }
    await goTo(page, 'import');
  }
  assert.deepEqual([seen.violations, seen.errors, seen.requests], [[], [], []]);
  await close();
});

test('a web page called .xls is read, and its header found below a title', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  await dropped(page, fixture('formats/pretended.xls'));
  assert.equal(await card(page, 0).locator('.format').innerText(), '网页表格');
  assert.equal(await page.locator('[data-setting="mapping.header"]').inputValue(), '2');
  assert.equal(await page.locator('[data-told=above]').count(), 1);
  // The start of the file: the title greyed, the header marked.
  const preview = card(page, 0).locator('loyalane-file-preview');
  assert.equal(await preview.locator('tr.above').count(), 1);
  assert.match(await preview.locator('tr.header').innerText(), /表头/);
  await setLanguage(page, 'en');
  assert.equal(await card(page, 0).locator('.format').innerText(), 'web table');
  await close();
});

test('a workbook with several sheets: one is read, another beside it, hidden ones are marked', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const customer = header.indexOf('customer_id');
  const ids = [...new Set(rows.map((cells) => cells[customer]))].slice(0, 5);
  const sheets = [
    { name: kSheets[0], rows: [['某某速运月结账单'], header, ...rows.slice(0, 200)] },
    {
      name: kSheets[1],
      rows: [['客户编码', '满意度', '提交答卷时间'], ...ids.map((id) => [id, 4, '2026-01-05 10:00:00'])],
    },
    { name: kSheets[2], rows: [['a'], ['b']], hidden: true },
  ];
  await dropped(page, workbook('多张表.xlsx', sheets));
  const sheet = card(page, 0).locator('[data-setting="import.sheet"]');
  assert.deepEqual(await sheet.locator('option').allInnerTexts(), ['账单明细', '满意度', '备忘（隐藏）']);
  await card(page, 0).locator('[data-setting="import.sheetAlso"]').selectOption('满意度');
  await page.locator('loyalane-source-card').nth(1).waitFor();
  await looked(page);
  assert.deepEqual(
    await state(page, ({ sources }) => sources.map(({ state }) => [state.probe.sheet, state.probe.dataset])),
    [
      ['账单明细', 'shipments'],
      ['满意度', 'survey'],
    ],
  );
  const kinds = page.locator('loyalane-datasets-panel');
  await kinds.locator('summary').click();
  assert.match(await kinds.locator('[data-dataset=survey]').innerText(), /1 个文件/);
  assert.match(await kinds.locator('[data-dataset=points]').innerText(), /还没有/);
  // Another sheet in the place of the first: the choice goes back by undo.
  await sheet.selectOption('备忘');
  await looked(page);
  assert.equal(await state(page, ({ sources }) => sources[0].state.probe.sheet), '备忘');
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  await looked(page);
  assert.equal(await state(page, ({ sources }) => sources[0].state.probe.sheet), '账单明细');
  await segment(page);
  await goTo(page, 'mapping');
  await kinds.locator('summary').click();
  assert.match(await kinds.locator('[data-dataset=survey]').innerText(), /用了 5 行/);
  await close();
});

test('what the files leave open is asked in one list, answered by keyboard, and not asked again', async () => {
  // A colour half way through its transition is nobody's to read.
  const { page, seen, close } = await openPage(browser, diskAddress(), { reducedMotion: 'reduce' });
  const dates = csv([
    ['运单号', '客户编码', '寄件日期', '金额'],
    ...Array.from({ length: 12 }, (_, at) => [`SF1${at}`, `C${at % 3}`, `0${(at % 9) + 1}/02/2026`, '12.50']),
  ]);
  const register = csv([
    ['客户编码', '客户名称', '行业', '开户日期', '负责人'],
    ...Array.from({ length: 6 }, (_, at) => [`C${at}`, `公司${at}`, '制造', '2023-01-05', '张三']),
  ]);
  const paths = [
    writeFile(folder, '日期-1月.csv', dates),
    writeFile(folder, '日期-2月.csv', dates.replaceAll('SF1', 'SF2')),
    writeFile(folder, '客户名单.csv', register),
  ];
  await dropped(page, ...paths);
  const start = page.locator('loyalane-mapping-view .bar button.primary');
  // Two files of one kind ask the same once; who 负责人 is may stay open.
  assert.equal(await questions(page).count(), 2);
  assert.match(await questions(page).nth(0).innerText(), /2 个同样的文件/);
  assert.match(await questions(page).nth(1).innerText(), /“负责人”这一列是什么？\s*可以不答/);
  assert.equal(await start.isDisabled(), true);
  // It is said once: as the question, not as a problem of each file besides.
  assert.match(await page.locator('loyalane-question-list h2').innerText(), /还有 1 个问题要回答 · 另有 1 个可以不答/);
  assert.equal(await page.locator('loyalane-source-card loyalane-problem-card').count(), 0);
  assert.match(await card(page, 0).locator('loyalane-column-table table').innerText(), /等您回答/);
  for (const theme of ['light', 'dark']) {
    await setTheme(page, theme);
    assert.deepEqual(await axeFindings(page), [], theme);
  }
  // From the bar to the question, and with Enter from one to the next.
  await page.locator('[data-action=to-question]').focus();
  await page.keyboard.press('Enter');
  assert.match(await focusedText(page), /（日在前）$/);
  await page.keyboard.press('Enter');
  await page.locator('fieldset[data-question=dateOrder]').waitFor({ state: 'detached' });
  await looked(page);
  assert.equal(await start.isDisabled(), false);
  assert.deepEqual(await state(page, ({ sources }) => sources.map(({ overrides }) => overrides.dateOrder ?? null)), [
    'dayFirst',
    'dayFirst',
    null,
  ]);
  await page.waitForFunction(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.closest('fieldset')?.dataset.question === 'meaning';
  });
  await page.keyboard.press('Enter');
  await questions(page).first().waitFor({ state: 'detached' });
  await page.waitForFunction(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.textContent?.trim() === '开始分群';
  });
  await page.keyboard.press('Enter');
  await resultReady(page);

  // The same kinds of file once more: read as before, nothing asked.
  assert.deepEqual((await state(page, ({ profiles }) => profiles.map(({ name }) => name))).sort(), [
    '客户名单',
    '日期',
  ]);
  await goTo(page, 'mapping');
  await dropped(page, writeFile(folder, '日期-3月.csv', dates.replaceAll('SF1', 'SF3')));
  assert.equal(await questions(page).count(), 0);
  const readBy = card(page, 3).locator('.read-by').first();
  assert.match(await readBy.innerText(), /按记住的“日期”读取/);
  await readBy.locator('[data-action=without-profile]').click();
  await looked(page);
  assert.equal(await questions(page).count(), 1);
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  await looked(page);
  assert.equal(await questions(page).count(), 0);
  assert.deepEqual([seen.violations, seen.errors, seen.requests], [[], [], []]);
  await close();
});

test('what is open but not needed does not hold anything up', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const register = csv([
    ['客户编码', '客户名称', '行业', '开户日期', '负责人'],
    ...Array.from({ length: 40 }, (_, at) => [`C${at}`, `公司${at}`, '制造', '2023-01-05', '张三']),
  ]);
  await dropped(
    page,
    writeFile(folder, '名单.csv', register),
    writeFile(folder, '一批.csv', csv([header, ...rows.slice(0, 100)])),
  );
  assert.equal(await questions(page).count(), 1);
  await startSegment(page);
  await resultReady(page);
  await close();
});

test('three months of two carriers at once: the answers given, the segments are the command line’s', async () => {
  const months = ['2026-01', '2026-02', '2026-03'];
  const lines = (month, prefix, dateOf) =>
    Array.from({ length: 60 }, (_, at) => {
      const day = `${(at % 12) + 1}`.padStart(2, '0');
      return [
        `${prefix}${month.slice(5)}${at}`,
        `75512345${60 + (at % 7)}`,
        dateOf(day, month),
        `${10 + at}.5${at % 10}`,
      ];
    });
  const paths = months.flatMap((month, at) => {
    const columns = ['运单号码', '月结卡号', '日期', '应付金额'];
    const statement = lines(month, 'SF', (day) => `${month.slice(5)}-${day}`);
    const book = [{ name: kSheets[0], rows: [[`${month} 月结账单`], columns, ...statement] }];
    // Of the other carrier, whose dates could have the day or the month first.
    const bill = csv([
      ['运单号', '月结账号', '业务时间', '应收金额'],
      ...lines(month, 'ST', (day) => `${day}/${month.slice(5)}/2026`),
    ]);
    const path = join(folder, `申通${month}.csv`);
    const encode =
      'import sys; open(sys.argv[1], "wb").write(sys.stdin.buffer.read().decode("utf-8").encode("gb18030"))';
    execFileSync(kPython, ['-c', encode, path], { input: bill });
    return [workbook(`顺丰${at + 1}月.xlsx`, book), path];
  });
  const { page, close } = await openPage(browser, diskAddress());
  await dropped(page, ...paths);
  assert.equal(await questions(page).count(), 1);
  assert.match(await questions(page).innerText(), /3 个同样的文件/);
  await questions(page).getByRole('button', { name: '日在前' }).click();
  await looked(page);
  assert.equal(await questions(page).count(), 0);
  // One answer is one step, however many files it is about.
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  await looked(page);
  assert.match(await questions(page).innerText(), /3 个同样的文件/);
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.redo());
  await looked(page);
  assert.equal(await questions(page).count(), 0);
  await segment(page);
  const mapping = writeFile(folder, '读法.json', JSON.stringify({ version: 1, dateOrder: 'dayFirst' }));
  const expected = commandLine('segment', '--shipments', ...paths, '--map', mapping, '--out', '-').toString();
  assert.equal(await segments(page), expected);
  assert.equal(expected.trimEnd().split('\n').length, 1 + 7);
  await close();
});

test('a statement without a year asks for its month, and refuses what is none', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  await dropped(page, fixture('statements/no_month.csv'));
  const question = page.locator('fieldset[data-question=billMonth]');
  await question.locator('button').click();
  assert.match(await question.locator('[role=alert]').innerText(), /2026-01/);
  await question.locator('input').fill('2026-01');
  await question.locator('button').click();
  await question.waitFor({ state: 'detached' });
  await looked(page);
  assert.equal(await page.locator('[data-setting="import.billMonth"]').inputValue(), '2026-01');
  // 12-31 in the statement of January is of the year before (docs/formulas/statements.md).
  await page.locator('loyalane-reading-preview summary').first().click();
  assert.match(await page.locator('loyalane-reading-preview dl').innerText(), /2025-12-31/);
  await close();
});

test('profiles are renamed, taken out as a file and taken in again', async () => {
  const { page, close } = await openPage(browser, diskAddress(), { reducedMotion: 'reduce' });
  await dropped(page, writeFile(folder, '顺丰账单1月.csv', csv([header, ...rows.slice(0, 100)])));
  await segment(page);
  await goTo(page, 'import');
  await page.locator('[data-action=profiles]').click();
  const dialog = page.locator('loyalane-machine-card loyalane-profiles-dialog');
  const name = dialog.locator('li input');
  await name.waitFor();
  assert.equal(await name.inputValue(), '顺丰账单');
  await name.fill('顺丰月结');
  await name.press('Tab');
  assert.deepEqual(await state(page, ({ profiles }) => profiles.map(({ name }) => name)), ['顺丰月结']);
  assert.deepEqual(await axeFindings(page), []);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.locator('[data-action=export-profiles]').click(),
  ]);
  const saved = writeFile(folder, '读取方案.json', readFileSync(await download.path()));
  await dialog.locator('li button').click();
  assert.deepEqual(await state(page, ({ profiles }) => profiles), []);
  await dialog.locator('input[type=file]').setInputFiles(saved);
  await name.waitFor();
  assert.match(await dialog.locator('[role=status]').innerText(), /读入了 1 个/);
  assert.match(await page.locator('loyalane-start-view [data-told=profiles]').innerText(), /读入了 1 个/);
  assert.deepEqual(await state(page, ({ profiles }) => profiles.map(({ name }) => name)), ['顺丰月结']);
  await close();
});
