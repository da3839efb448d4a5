// The main job in a real browser, from disk and over http: a GB18030 file dropped, looked at, segmented, exported.
// The exported bytes are those of the native command line.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder } from './support/files.mjs';
import {
  diskAddress,
  dropFiles,
  exported,
  goTo,
  launch,
  mappingReady,
  openPage,
  segment,
  servePage,
} from './support/page.mjs';

const folder = scratchFolder();
let browser, shipments, statement, server;

before(async () => {
  browser = await launch();
  server = await servePage();
  const w1 = generate(folder, 'w1', ['--rows', '20000', '--customers', '300', '--seed', '7', '--encoding', 'gb18030']);
  shipments = join(w1, 'shipments.csv');
  statement = generate(folder, 'statement', [
    ...['--layout', 'statement', '--rows', '12000', '--customers', '200', '--seed', '11', '--encoding', 'gb18030'],
    ...['--with', 'customers', 'carrier_share', 'survey'],
  ]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const text = (locator) => locator.innerText().then((all) => all.replaceAll(/\s+/g, ' ').trim());

for (const from of ['disk', 'http']) {
  test(`from ${from}: dropped, segmented, exported; the bytes are the command line's`, async () => {
    const { page, seen, close } = await openPage(browser, from === 'disk' ? diskAddress() : server.address);
    const before = server.requests.length;
    await dropFiles(page, [shipments]);
    await mappingReady(page);
    assert.equal(await page.locator('[data-setting="mapping.encoding"]').inputValue(), 'gb18030');
    assert.equal(await page.locator('[data-setting="mapping.dataset"]').inputValue(), 'shipments');
    await segment(page);

    await goTo(page, 'export');
    const csv = await exported(page, 'segment');
    assert.match(csv.name, /\.csv$/);
    assert.deepEqual(csv.bytes, commandLine('segment', '--shipments', shipments, '--out', '-'));
    const excel = await exported(page, 'segment-excel');
    assert.deepEqual(excel.bytes, commandLine('segment', '--shipments', shipments, '--excel', '--out', '-'));
    for (const what of ['rfm', 'abc', 'profile']) {
      assert.deepEqual((await exported(page, what)).bytes, commandLine(what, '--shipments', shipments, '--out', '-'));
    }
    const json = await exported(page, 'segment-json');
    assert.match(json.name, /\.json$/);
    const same = commandLine('segment', '--shipments', shipments, '--format', 'json', '--out', '-');
    assert.deepEqual(json.bytes, same);
    assert.equal(JSON.parse(json.bytes).length, csv.bytes.toString().trim().split('\n').length - 1);

    assert.deepEqual(seen.violations, []);
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(seen.requests, []);
    assert.equal(server.requests.length, before, 'the server heard nothing after load');
    await close();
  });
}

test('the file picker does the same as a drop', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  await page.locator('loyalane-start-view input[type=file]').setInputFiles(shipments);
  await mappingReady(page);
  await segment(page);
  await goTo(page, 'export');
  assert.deepEqual(
    (await exported(page, 'segment')).bytes,
    commandLine('segment', '--shipments', shipments, '--out', '-'),
  );
  await close();
});

test('several files at once: a Chinese statement with its side files', async () => {
  const paths = ['shipments', 'customers', 'carrier_share', 'survey'].map((name) => join(statement, `${name}.csv`));
  const { page, seen, close } = await openPage(browser, diskAddress());
  await dropFiles(page, paths);
  await mappingReady(page);
  const datasets = page.locator('[data-setting="mapping.dataset"]');
  assert.deepEqual(await datasets.evaluateAll((selects) => selects.map(({ value }) => value)), [
    'shipments',
    'customers',
    'carrier_share',
    'survey',
  ]);
  // Headers that fit two fields are asked, not guessed: here they stay unused, as on the command line.
  await segment(page);
  await goTo(page, 'export');
  const csv = await exported(page, 'segment');
  const [ships, customers, share, survey] = paths;
  const same = ['--shipments', ships, '--customers', customers, '--carrier-share', share, '--survey', survey];
  assert.deepEqual(csv.bytes, commandLine('segment', ...same, '--out', '-'));
  assert.deepEqual(seen.violations, []);
  await close();
});

test('the result adds up: rows, types, customers, table', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  await dropFiles(page, [join(statement, 'shipments.csv')]);
  await mappingReady(page);
  await segment(page);

  const figures = (sentence) => [...sentence.matchAll(/[\d,]+/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
  const totals = await text(page.locator('loyalane-totals-view strong').first());
  const [rowsIn, used, excluded] = figures(totals);
  assert.ok(rowsIn > 0 && excluded > 0, totals);
  assert.equal(rowsIn, used + excluded);
  const groups = page.locator('loyalane-issue-list .card').first().locator('summary');
  const counts = await groups.evaluateAll((all) => all.map((one) => one.lastElementChild.textContent));
  assert.equal(
    counts.map((count) => figures(count)[0]).reduce((a, b) => a + b, 0),
    excluded,
  );

  const customers = figures(await text(page.locator('loyalane-figures-view [data-figure=customers] .value')))[0];
  const types = await page.locator('loyalane-types-view [data-figure=count]').allInnerTexts();
  assert.equal(types.length, 4);
  assert.equal(
    types.map((count) => figures(count)[0]).reduce((a, b) => a + b, 0),
    customers,
  );
  const table = page.locator('loyalane-customers-view [aria-rowcount]');
  assert.equal(Number(await table.getAttribute('aria-rowcount')), customers + 1);

  // The rows of a cause open on demand, with file and row number.
  await groups.first().click();
  const rows = page.locator('loyalane-issue-rows tbody tr');
  await rows.first().waitFor();
  assert.match(await text(rows.first()), /shipments\.csv \d+/);
  await close();
});

test('the language switches in place, on every screen', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const switchTo = (name) => page.getByRole('button', { name, exact: true }).click();
  const heading = () => page.locator('h1').first().innerText();
  const inBoth = async () => {
    const zh = await heading();
    await switchTo('English');
    const en = await heading();
    assert.match(zh, /[\u4e00-\u9fff]/);
    assert.doesNotMatch(en, /[\u4e00-\u9fff]/);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await switchTo('中文');
    assert.equal(await heading(), zh);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  };
  await inBoth();
  await dropFiles(page, [shipments]);
  await mappingReady(page);
  await inBoth();
  await segment(page);
  const cell = page.locator('loyalane-customers-view tbody tr').first().locator('> *').nth(2);
  const zhType = await cell.innerText();
  await inBoth();
  await switchTo('English');
  await page.waitForFunction(
    (was) =>
      document
        .querySelector('loyalane-app')
        .shadowRoot.querySelector('loyalane-results-screen')
        .shadowRoot.querySelector('loyalane-customers-view')
        .shadowRoot.querySelector('loyalane-grid')
        .shadowRoot.querySelectorAll('tbody tr')[0]?.children[2]?.textContent !== was,
    zhType,
  );
  assert.doesNotMatch(await cell.innerText(), /[\u4e00-\u9fff]/);
  await close();
});
