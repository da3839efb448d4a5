// Ways in and ways out: a table pasted, a sample made and cancelled, a column changed with what that changes told, everything saved
// with the command line's own bytes, a run repeated from its manifest, the rows left out, and the report on paper.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';
import { diskAddress, dropFiles, launch, mappingReady, openPage } from './support/page.mjs';

const folder = scratchFolder();
let browser, statement, shipments;

before(async () => {
  browser = await launch();
  const options = [
    '--layout',
    'statement',
    '--rows',
    '6000',
    '--customers',
    '120',
    '--seed',
    '9',
    '--encoding',
    'gb18030',
  ];
  statement = generate(folder, 'statement', options);
  shipments = join(statement, 'shipments.csv');
});
after(() => browser.close());

const step = (page, name) => page.locator(`nav button[data-step=${name}]`).click();

/** Drops a file, answers what is asked with "not used", and computes. */
async function segmented(page, files) {
  await dropFiles(page, files);
  await mappingReady(page);
  const leave = page.locator('[data-action=leave-unused]');
  if (await leave.isVisible()) await leave.click();
  await page.locator('loyalane-mapping-view button.primary').last().click();
  await page.waitForFunction(() => {
    const { result, shown } = document.querySelector('loyalane-app').workbench.store.state;
    return result !== null && shown?.generation === result.generation;
  });
}

/** Chromium takes at most ten downloads of a page in a second, and drops the rest without a word; no hand is that fast. */
const kPauseMilliseconds = 120;

/** Presses the button of an export and gives what was saved. */
async function saved(page, hook, view = 'loyalane-export-view') {
  await page.waitForTimeout(kPauseMilliseconds);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`${view} button[data-export="${hook}"]`).click(),
  ]);
  return { bytes: readFileSync(await download.path()), name: download.suggestedFilename() };
}

/** What a browser does on Ctrl+V, with this text on the clipboard. */
const pasteText = (page, text) =>
  page.evaluate((pasted) => {
    const clipboardData = new window.DataTransfer();
    clipboardData.setData('text/plain', pasted);
    let target = document.activeElement ?? document.body;
    while (target.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
    target.dispatchEvent(
      new window.ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
    );
  }, text);

const cells = ['客户名称\t寄件日期\t应收金额', '甲公司\t2026/1/5\t12.50', '乙公司\t2026/1/6\t8', ''].join('\r\n');
const pastedNames = (page) =>
  page.evaluate(() =>
    document.querySelector('loyalane-app').workbench.store.state.sources.map(({ file }) => file.name),
  );

test('a table copied in a spreadsheet: pasted onto the page, or into the dialog', async () => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  // A sentence is no table, and nothing happens.
  await pasteText(page, 'Dear all, the figures follow.');
  assert.deepEqual(await pastedNames(page), []);
  await pasteText(page, cells);
  await mappingReady(page);
  assert.deepEqual(await pastedNames(page), ['粘贴的表格.txt']);
  await page.locator('loyalane-reading-preview summary').click();
  assert.match(await page.locator('loyalane-reading-preview dl').innerText(), /2026\/1\/5\s*→[\s\S]*2026-01-05/);

  await step(page, 'import');
  await page.locator('[data-action=paste]').click();
  const take = page.locator('[data-action=take-paste]');
  assert.equal(await take.isDisabled(), true);
  // In the dialog a paste belongs to its field.
  await pasteText(page, cells);
  assert.equal((await pastedNames(page)).length, 1);
  await page.keyboard.insertText(cells);
  assert.match(await page.locator('loyalane-paste-dialog [role=status]').innerText(), /3 行，3 列/);
  await take.click();
  await mappingReady(page);
  assert.equal((await pastedNames(page)).length, 2);
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.errors, []);
  await close();
});

test('a sample company is made here and computed; the largest can be cancelled', async () => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  const cards = page.locator('loyalane-sample-cards li[data-sample]');
  await cards.first().waitFor();
  assert.equal(await cards.count(), 5);
  const largest = page.locator('loyalane-sample-cards li[data-sample=million]');
  await largest.getByRole('button').click();
  await largest.locator('progress').waitFor();
  await largest.getByRole('button').click();
  await page.waitForFunction(() => document.querySelector('loyalane-app').workbench.store.state.task === null);
  assert.deepEqual(await pastedNames(page), []);

  await cards.first().getByRole('button').click();
  await page.waitForFunction(() => document.querySelector('loyalane-app').workbench.store.state.result?.isSample);
  assert.deepEqual(seen.requests, []);
  assert.deepEqual(seen.violations, []);
  await close();
});

test('a changed column says what it changes, and the proposal can be restored or the change undone', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const header = '运单号,客户编码,寄件时间,金额,成本\n';
  const rows = Array.from(
    { length: 30 },
    (_, at) => `SF10000000${at},C${at % 3},2026-03-0${1 + (at % 9)},12.50,面议\n`,
  );
  await dropFiles(page, [writeFile(folder, 'costs.csv', header + rows.join(''))]);
  await mappingReady(page);
  const consequences = page.locator('[data-consequence]');
  assert.equal(await consequences.count(), 0);
  const needs = page.locator('loyalane-source-card .needs li');
  assert.deepEqual(await needs.allInnerTexts(), [
    '✓ 客户：“客户编码”列',
    '✓ 寄件时间：“寄件时间”列',
    '✓ 金额：“金额”列',
  ]);

  await page.getByRole('combobox', { name: /“成本”/ }).selectOption('amount');
  assert.match(await consequences.first().innerText(), /金额取自“成本”列，不再取“金额”列.*12\.50 → 面议/);
  assert.match(await page.locator('loyalane-reading-preview .changed').innerText(), /读不懂：面议/);
  await page.locator('[data-action=restore]').click();
  assert.equal(await consequences.count(), 0);
  assert.equal(await page.getByRole('combobox', { name: /“金额”/ }).inputValue(), 'amount');

  await page.getByRole('combobox', { name: /“寄件时间”/ }).selectOption('unused');
  assert.match(await consequences.first().innerText(), /缺了它不能分群/);
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  assert.equal(await consequences.count(), 0);
  await close();
});

test('everything that is saved has the command line’s bytes, and the manifest gives them again', async () => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  await segmented(page, [shipments]);
  await step(page, 'export');
  const { asOf } = await page.evaluate(
    () => document.querySelector('loyalane-app').workbench.store.state.result.report,
  );
  for (const verb of ['segment', 'rfm', 'abc', 'profile']) {
    const plain = await saved(page, verb);
    assert.ok(plain.name.endsWith(`-${asOf}-zh.csv`), plain.name);
    assert.deepEqual(plain.bytes, commandLine(verb, '--shipments', shipments, '--out', '-'), verb);
    const excel = await saved(page, `${verb}-excel`);
    assert.match(excel.name, /-Excel-/);
    assert.deepEqual(
      excel.bytes,
      commandLine(verb, '--shipments', shipments, '--excel', '--out', '-'),
      `${verb} for Excel`,
    );
    const json = await saved(page, `${verb}-json`);
    assert.match(json.name, /\.json$/);
    assert.equal(
      JSON.parse(json.bytes).length,
      plain.bytes.toString().trimEnd().split('\n').length - 1,
      `${verb} as JSON`,
    );
  }

  // Somebody else: the manifest beside the file, elsewhere.
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  copyFileSync(shipments, join(elsewhere, basename(shipments)));
  const manifest = await saved(page, 'manifest');
  writeFileSync(join(elsewhere, manifest.name), manifest.bytes);
  const line = await page.locator('loyalane-export-view code').innerText();
  assert.equal(line, `loyalane segment --project ${manifest.name} --out -`);
  assert.deepEqual(
    commandLine('segment', '--project', join(elsewhere, manifest.name), '--out', '-'),
    (await saved(page, 'segment')).bytes,
  );

  // The settings are those of the command line, key by key.
  const settings = await saved(page, 'settings');
  const path = join(elsewhere, 'settings.json');
  writeFileSync(path, settings.bytes);
  assert.deepEqual(
    commandLine('segment', '--shipments', shipments, '--config', path, '--out', '-'),
    (await saved(page, 'segment')).bytes,
  );
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.requests, []);
  await close();
});

test('the rows left out: named by their numbers, and saved as they stand with their cause', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const good = Array.from({ length: 40 }, (_, at) => `SF20000000${at},C${at % 4},2026-03-0${1 + (at % 9)},12.50\n`);
  // Rows 5, 6 and 9 of the file cannot be used.
  const bad = 'SF1,C1,2026-02-30,1.00\n';
  const rows = [...good.slice(0, 3), bad, bad, ...good.slice(3, 5), 'SF2,,2026-03-01,"2,000.00"\n', ...good.slice(5)];
  const path = writeFile(folder, 'some.csv', `运单号,客户编码,寄件时间,金额\n${rows.join('')}`);
  await segmented(page, [path]);
  const list = page.locator('loyalane-issue-list');
  await list.getByText('第 5–6 行').waitFor();
  await list.getByText('第 9 行').waitFor();
  const totals = await page.locator('loyalane-totals-view strong').innerText();
  assert.match(totals, /读入 43 行 = 采用 40 行 \+ 剔除 3 行/);

  const rejected = await saved(page, 'rejected', 'loyalane-issue-list');
  const text = rejected.bytes.toString('utf8');
  assert.ok(text.startsWith('\ufeff'), 'for spreadsheets');
  const lines = text.slice(1).trimEnd().split('\r\n');
  assert.equal(lines.length, 4);
  assert.match(lines[0], /运单号,客户编码,寄件时间,金额/);
  assert.match(lines[1], /\b5\b.*SF1,C1,2026-02-30,1\.00/);
  assert.match(lines[3], /\b9\b.*SF2,,2026-03-01,"2,000\.00"/);
  await close();
});

test('on paper the export step is the report, and nothing else', async () => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  await segmented(page, [shipments]);
  await step(page, 'export');
  const report = page.locator('loyalane-report-view');
  assert.equal(await report.isVisible(), false, 'not on screen');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await report.isVisible(), true);
  assert.equal(await page.locator('loyalane-app').isVisible(), false);
  const { customers } = await page.evaluate(
    () => document.querySelector('loyalane-app').workbench.store.state.shown.value.summary,
  );
  assert.ok((await report.locator('.lead').innerText()).includes(`${customers} 位客户`));
  assert.equal(await report.locator('tbody tr').count(), 5, 'four types and a file');
  await report.locator('img').nth(2).waitFor();
  const pictures = await report
    .locator('img')
    .evaluateAll((images) =>
      Promise.all(images.map((image) => image.decode().then(() => ({ name: image.alt, width: image.naturalWidth })))),
    );
  assert.deepEqual(
    pictures.map(({ name }) => name),
    ['图 1', '图 2', '图 3'],
    'map, RFM and concentration',
  );
  assert.ok(pictures.every(({ width }) => width > 0));
  const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  assert.ok(pages.length >= 2 && pages.length <= 4, `${pages.length} pages`);

  await page.emulateMedia({ media: 'screen' });
  await step(page, 'segment');
  assert.equal(await report.count(), 0, 'other steps print themselves');
  assert.deepEqual(seen.violations, []);
  await close();
});

test('what is kept on this machine is the user’s word, and can be removed', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const keep = page.locator('[data-action=keep]');
  // A local file shares its storage with every other one: nothing is kept unasked.
  await keep.waitFor();
  assert.equal(await keep.isChecked(), false);
  await keep.check();
  await dropFiles(page, [shipments]);
  await mappingReady(page);
  await page.waitForTimeout(1000);
  await page.reload();
  const card = page.locator('loyalane-recovery-card section');
  await card.waitFor();
  assert.match(await card.innerText(), /shipments\.csv/);
  await page.locator('[data-action=clear]').click();
  await page.locator('[data-action=clear-now]').click();
  await page.getByText('已清除').waitFor();
  assert.equal(await card.count(), 0);
  await page.reload();
  await keep.waitFor();
  assert.equal(await keep.isChecked(), false);
  assert.equal(await card.count(), 0);
  await close();
});
