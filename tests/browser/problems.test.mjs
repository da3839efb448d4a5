// What goes wrong is said with its id, place, sentence and remedy, in both languages, and changes nothing else.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { generate, scratchFolder, writeFile } from './support/files.mjs';
import { diskAddress, dropFiles, launch, mappingReady, openPage, segment } from './support/page.mjs';

const folder = scratchFolder();
let browser, shipments;

before(async () => {
  browser = await launch();
  shipments = join(generate(folder, 'good', ['--rows', '2000', '--customers', '60', '--seed', '3']), 'shipments.csv');
});
after(() => browser.close());

/** The start of a real PNG: signature, header of a 1×1 image, its data. The rest of the format does not matter here. */
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  Buffer.from('IHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0', 'latin1'),
  deflateSync(Buffer.alloc(400, 7)),
]);

const header = '运单号,客户编码,寄件时间,金额\n';
const line = (number) => `SF10000000${number},C${number % 3},2026-03-0${1 + (number % 9)},12.50\n`;

// Ids are the engine's (core/base/error_ids.def).
const files = [
  { name: 'empty.csv', content: '', id: 'INGEST-101' },
  { name: 'header.csv', content: header, id: 'INGEST-102' },
  { name: 'image.csv', content: png, id: 'INGEST-105' },
  {
    name: 'binary.csv',
    content: Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7) % 32)),
    id: 'INGEST-104',
  },
  { name: 'wide.csv', content: `${'a,'.repeat(20_000)}b\n`, id: 'INGEST-106' },
];

for (const { name, content, id } of files) {
  test(`${name}: ${id}, told beside the file in both languages`, async () => {
    const { page, seen, close } = await openPage(browser, diskAddress());
    await dropFiles(page, [writeFile(folder, name, content)]);
    await mappingReady(page);
    const card = page.locator('loyalane-source-card loyalane-problem-card .problem', { hasText: id });
    const zh = await card.innerText();
    assert.match(zh, new RegExp(`${id} · ${name.replace('.', '\\.')}`));
    assert.match(zh, /[\u4e00-\u9fff]/);
    assert.match(zh, /怎么办/);
    await page.getByRole('button', { name: 'English', exact: true }).click();
    const en = await card.innerText();
    assert.match(en, new RegExp(id));
    assert.match(en, /What to do/);
    assert.doesNotMatch(en, /[\u4e00-\u9fff]/);
    assert.deepEqual(seen.violations, []);
    await close();
  });
}

test('a bad file beside a good one: named beside the button; removed, the good one goes on', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  await dropFiles(page, [shipments, writeFile(folder, 'nothing.csv', '')]);
  await mappingReady(page);
  assert.equal(await page.locator('loyalane-mapping-view button.primary').last().isDisabled(), true);
  const why = page.locator('[data-obstacle=failed]');
  assert.match(await why.innerText(), /nothing\.csv/);
  await why.click();
  // The focus is in the file's card, on how it is read.
  const focused = () => document.querySelector('loyalane-app').shadowRoot.activeElement.shadowRoot.activeElement;
  assert.equal(await page.evaluate(`(${focused})().source.file.name`), 'nothing.csv');
  await page.getByRole('button', { name: '移除 nothing.csv' }).click();
  assert.equal(await why.count(), 0);
  await segment(page);
  await close();
});

test('a refused import says why and leaves the result that was there', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  await dropFiles(page, [shipments]);
  await mappingReady(page);
  await segment(page);
  const before = await page.locator('loyalane-totals-view strong').first().innerText();

  // No row usable: every date is one that does not exist.
  const bad = header + Array.from({ length: 30 }, (_, at) => line(at).replace(/2026-03-\d\d/, '2026-02-30')).join('');
  await page.locator('nav button[data-step=mapping]').click();
  await page.getByRole('button', { name: '移除 shipments.csv' }).click();
  await dropFiles(page, [writeFile(folder, 'dates.csv', bad)]);
  await mappingReady(page);
  await page.locator('loyalane-mapping-view button.primary').last().click();
  const message = page.locator('loyalane-message-area loyalane-problem-card .problem');
  await message.waitFor();
  assert.match(await message.innerText(), /INGEST-110/);
  // The message is seen and has the focus, wherever the button was.
  await message.evaluate((card) => {
    const { top, bottom } = card.getBoundingClientRect();
    if (top < 0 || bottom > document.documentElement.clientHeight)
      throw new Error(`the message stands at ${top} to ${bottom}`);
  });
  const holder = () => document.querySelector('loyalane-app').shadowRoot.activeElement.localName;
  assert.equal(await page.evaluate(holder), 'loyalane-message-area');

  await page.locator('nav button[data-step=segment]').click();
  assert.equal(await page.locator('loyalane-totals-view strong').first().innerText(), before);
  await message.getByRole('button').click();
  assert.equal(await message.count(), 0);
  await close();
});

test('a required column taken away by hand is named beside the button, which waits for it', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const path = writeFile(folder, 'small.csv', header + Array.from({ length: 40 }, (_, at) => line(at)).join(''));
  await dropFiles(page, [path]);
  await mappingReady(page);
  const date = page.getByRole('combobox', { name: /寄件时间/ });
  assert.equal(await date.inputValue(), 'ship_time');
  await date.selectOption('unused');
  assert.match(await page.locator('loyalane-source-card p.warning').innerText(), /寄件/);
  const start = page.locator('loyalane-mapping-view button.primary').last();
  assert.equal(await start.isDisabled(), true);
  assert.equal(await page.locator('[data-obstacle=missing]').innerText(), 'small.csv 还缺：寄件时间');
  // Put right, it works.
  await date.selectOption('ship_time');
  await segment(page);
  await close();
});

test('a file that went away is named', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const path = writeFile(folder, 'gone.csv', header + Array.from({ length: 40 }, (_, at) => line(at)).join(''));
  await dropFiles(page, [path]);
  await mappingReady(page);
  rmSync(path);
  await page.locator('loyalane-mapping-view button.primary').last().click();
  const message = page.locator('loyalane-message-area loyalane-problem-card .problem');
  await message.waitFor();
  assert.match(await message.innerText(), /PAGE-102[\s\S]*gone\.csv/);
  await close();
});

test('two columns with one header are asked before anything is computed', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const rows = Array.from({ length: 40 }, (_, at) => line(at).replace(/,C(\d)/, ',A$1,B$1')).join('');
  await dropFiles(page, [writeFile(folder, 'twice.csv', header.replace('客户编码', '客户编码,客户编码') + rows)]);
  await mappingReady(page);
  const start = page.locator('loyalane-mapping-view button.primary').last();
  const asked = page.locator('tr.asks');
  assert.equal(await asked.count(), 2);
  assert.equal(await start.isDisabled(), true);
  const finding = page.locator('loyalane-source-card loyalane-problem-card .problem', { hasText: 'INGEST-111' });
  assert.equal(await finding.count(), 1);
  // Told once: the repeated header is the question, and it cannot be left open, because no other column names the customer.
  assert.equal(await page.locator('loyalane-source-card loyalane-problem-card').count(), 1);
  const leave = page.locator('[data-action=leave-unused]');
  assert.equal(await leave.count(), 0);
  await asked.nth(1).locator('select').selectOption('customer_id');
  await leave.click();
  assert.equal(await finding.count(), 0);
  await segment(page);
  assert.match(await page.locator('loyalane-customers-view tbody th').first().innerText(), /^B\d$/);
  await close();
});

test('a kind of table that the header does not tell is asked', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const ships = header + Array.from({ length: 40 }, (_, at) => line(at)).join('');
  const list = '客户编码,客户名称,备注\nC0,甲公司,a\nC1,乙公司,b\nC2,丙公司,c\n';
  await dropFiles(page, [writeFile(folder, 'ships.csv', ships), writeFile(folder, 'list.csv', list)]);
  await mappingReady(page);
  const start = page.locator('loyalane-mapping-view button.primary').last();
  assert.equal(await start.isDisabled(), true);
  const kind = page.locator('[data-setting="mapping.dataset"]').last();
  assert.equal(await kind.inputValue(), '');
  await kind.selectOption('customers');
  await mappingReady(page);
  assert.equal(await start.isDisabled(), false);
  await segment(page);
  await close();
});

test('a wrong encoding is put right by hand', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  await dropFiles(page, [
    writeFile(folder, 'utf8.csv', header + Array.from({ length: 40 }, (_, at) => line(at)).join('')),
  ]);
  await mappingReady(page);
  const encoding = page.locator('[data-setting="mapping.encoding"]');
  await encoding.selectOption('windows-1252');
  await mappingReady(page);
  assert.doesNotMatch(await page.locator('tbody th').first().innerText(), /运单号/);
  await encoding.selectOption('utf-8');
  await mappingReady(page);
  assert.match(await page.locator('tbody th').first().innerText(), /运单号/);
  await segment(page);
  await close();
});
