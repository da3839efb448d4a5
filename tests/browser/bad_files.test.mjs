// Every broken file of tests/fixtures/bad, given to the page on top of a good result: the error's id, its place and its remedy are
// said in both languages, the result that was there stays, and where only rows are bad the rest of the file still loads.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { generate, scratchFolder, writeFile } from './support/files.mjs';
import {
  diskAddress,
  dropFiles,
  goTo,
  launch,
  mappingReady,
  openPage,
  segment,
  setLanguage,
  startSegment,
} from './support/page.mjs';

const bad = (name) => fileURLToPath(new URL(`../fixtures/bad/${name}`, import.meta.url));
const folder = scratchFolder();
let browser, good;

before(async () => {
  browser = await launch();
  good = join(generate(folder, 'good', ['--rows', '2000', '--customers', '60', '--seed', '3']), 'shipments.csv');
});
after(() => browser.close());

const customers = (page) => page.locator('loyalane-figures-view [data-figure=customers] .value').innerText();

/** A page with a result, and then nothing in the list of files but the broken one. */
async function withBroken(path) {
  const opened = await openPage(browser, diskAddress());
  const { page } = opened;
  await dropFiles(page, [good]);
  await mappingReady(page);
  await segment(page);
  const before = await customers(page);
  await goTo(page, 'mapping');
  await page.getByRole('button', { name: '移除 shipments.csv' }).click();
  await dropFiles(page, [path]);
  await mappingReady(page);
  return { ...opened, before };
}

/** Id, place and remedy in both languages; nothing of the one in the other but what stands in the file itself. */
async function saidInBoth(page, problem, id, place, quoted = '') {
  const zh = await problem.innerText();
  assert.match(zh, new RegExp(id));
  assert.match(zh, /怎么办/);
  assert.ok(zh.includes(place), `${place} is named: ${zh}`);
  await setLanguage(page, 'en');
  const en = await problem.innerText();
  assert.match(en, new RegExp(id));
  assert.match(en, /What to do/);
  assert.ok(en.includes(place), `${place} is named: ${en}`);
  assert.doesNotMatch(quoted === '' ? en : en.replaceAll(quoted, ''), /\p{Script=Han}/u);
  await setLanguage(page, 'zh');
}

// Told beside the file before anything runs: [file, id, words of the file that the sentence quotes].
const atOnce = [
  ['empty.csv', 'INGEST-101'],
  ['header_only.csv', 'INGEST-102'],
  ['binary.csv', 'INGEST-104'],
  ['image.csv', 'INGEST-105'],
  ['duplicate_headers.csv', 'INGEST-111', '应付金额'],
];
for (const [name, id, quoted] of atOnce) {
  test(`${name}: ${id} beside the file; the result stays`, async () => {
    const { page, seen, before, close } = await withBroken(bad(name));
    const problem = page.locator('loyalane-source-card loyalane-problem-card .problem', { hasText: id });
    await saidInBoth(page, problem, id, name, quoted);
    await goTo(page, 'segment');
    assert.equal(await customers(page), before);
    assert.deepEqual(seen.violations, []);
    await close();
  });
}

test('20 000 columns: INGEST-106 beside the file; the result stays', async () => {
  const wide = writeFile(folder, 'wide.csv', `${'列,'.repeat(19_999)}列\n${','.repeat(19_999)}\n`);
  const { page, before, close } = await withBroken(wide);
  const problem = page.locator('loyalane-source-card loyalane-problem-card .problem', { hasText: 'INGEST-106' });
  await saidInBoth(page, problem, 'INGEST-106', 'wide.csv');
  await goTo(page, 'segment');
  assert.equal(await customers(page), before);
  await close();
});

// Told when the import runs into them: [file, id, what the place names, words of the file].
const whileReading = [
  ['unclosed_quote.csv', 'INGEST-103', 'unclosed_quote.csv'],
  ['missing_column.csv', 'INGEST-109', 'missing_column.csv'],
  ['no_usable_row.csv', 'INGEST-110', ''],
  ['two_currencies.csv', 'PROFILE-101', ''],
];
for (const [name, id, place] of whileReading) {
  test(`${name}: ${id} when it is read; the result stays`, async () => {
    const { page, seen, before, close } = await withBroken(bad(name));
    const beside = page.locator('loyalane-source-card loyalane-problem-card .problem', { hasText: id });
    // What the look at the file saw already is said there; the rest when the import meets it.
    if ((await beside.count()) === 0) await startSegment(page);
    const problem = page.locator('loyalane-problem-card .problem', { hasText: id }).first();
    await problem.waitFor();
    await saidInBoth(page, problem, id, place);
    await goTo(page, 'segment');
    assert.equal(await customers(page), before);
    assert.deepEqual(seen.violations, []);
    await close();
  });
}

// Bad rows: the others are used. [file, id, excluded rows, a row that is listed].
const rows = [
  ['february_30.csv', 'INGEST-203', 1, 3],
  ['scientific_ids.csv', 'INGEST-205', 1, 3],
  ['delivered_before_shipped.csv', 'INGEST-206', 2, 3],
  ['nul_bytes.csv', 'INGEST-207', 1, 4],
  ['amount_units.csv', 'INGEST-301', 0, null],
  ['replacement_characters.csv', 'INGEST-302', 0, null],
  ['truncated_gb18030.csv', 'INGEST-302', 0, null],
];
for (const [name, id, excluded, row] of rows) {
  test(`${name}: ${id} is listed and the rest of the file loads`, async () => {
    const { page, seen, close } = await withBroken(bad(name));
    await segment(page);
    const totals = await page.locator('loyalane-totals-view strong').first().innerText();
    const [rowsIn, used, out] = [...totals.matchAll(/[\d,]+/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
    assert.equal(rowsIn, used + out, totals);
    assert.equal(out >= excluded, true, totals);
    assert.ok(used > 0);
    const group = page.locator(`loyalane-issue-list details[data-issue=${id}]`).first();
    const said = await group.innerText();
    assert.match(said, /\p{Script=Han}/u);
    if (row !== null) {
      await group.locator('summary').click();
      await group.locator('tbody tr').first().waitFor();
      assert.match(
        (await group.locator('tbody tr').first().innerText()).replaceAll(/\s+/g, ' '),
        new RegExp(`${name.replace('.', '\\.')} ${row}\\b`),
      );
    }
    await setLanguage(page, 'en');
    assert.doesNotMatch((await group.innerText()).replaceAll('备注', ''), /\p{Script=Han}/u);
    assert.deepEqual(seen.violations, []);
    await close();
  });
}

test('duplicate_remark_headers.csv: INGEST-306 beside the file, which is used whole', async () => {
  const { page, close } = await withBroken(bad('duplicate_remark_headers.csv'));
  const notice = page.locator('loyalane-source-card loyalane-problem-card .problem', { hasText: 'INGEST-306' });
  assert.match(await notice.innerText(), /备注/);
  await segment(page);
  const totals = await page.locator('loyalane-totals-view strong').first().innerText();
  const [rowsIn, used] = [...totals.matchAll(/[\d,]+/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
  assert.equal(rowsIn, used, totals);
  await close();
});

test('the fixtures are what these tests say they are', () => {
  // The listed rows are those of the files' README.
  assert.match(readFileSync(bad('february_30.csv'), 'utf8').split('\n')[2], /2026-02-30/);
  assert.match(readFileSync(bad('scientific_ids.csv'), 'utf8').split('\n')[2], /7\.55123E\+09/);
});
