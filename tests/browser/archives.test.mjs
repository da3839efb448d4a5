// Archives in the page: what is dropped packed is read as the files in it, unpacked by the browser's own streams; what cannot be opened
// is told beside the others; a hostile one is refused within a bounded memory.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';
import { peakMegabytes } from './support/memory.mjs';
import { diskAddress, dropFiles, launch, mappingReady, openPage, segment, servePage } from './support/page.mjs';
import { zipOf } from './support/zip.mjs';

const folder = scratchFolder();
let browser, server, shipments;

before(async () => {
  browser = await launch();
  server = await servePage();
  shipments = join(generate(folder, 'w1', ['--rows', '20000', '--customers', '80', '--seed', '2']), 'shipments.csv');
});
after(async () => {
  await browser.close();
  await server.close();
});

const sources = (page) =>
  page.evaluate(() =>
    document.querySelector('loyalane-app').workbench.store.state.sources.map(({ file, state }) => ({
      name: file.name,
      bytes: file.size,
      kind: state.kind,
      error: state.kind === 'failed' ? state.problem.error.id : null,
    })),
  );
const contentOf = (page, at) =>
  page.evaluate((index) => document.querySelector('loyalane-app').workbench.store.state.sources[index].file.text(), at);
const dropped = async (page, ...paths) => {
  await dropFiles(page, paths);
  await mappingReady(page);
};
/** The two halves of a table, each with the header. */
function halves(text) {
  const [header, ...rows] = text.trimEnd().split('\n');
  const middle = rows.length >> 1;
  return [rows.slice(0, middle), rows.slice(middle)].map((part) => `${[header, ...part].join('\n')}\n`);
}

test('the months in a zip and a gzip give the figures of the files themselves', async () => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  const [first, second] = halves(readFileSync(shipments, 'utf8'));
  const zip = writeFile(
    folder,
    '月结.zip',
    zipOf([
      { name: '2026/', content: '', stored: true },
      { name: '2026/1月.csv', content: first },
      { name: '__MACOSX/2026/._1月.csv', content: 'x', stored: true },
    ]),
  );
  const packed = writeFile(folder, '2月.csv.gz', gzipSync(second));
  await dropped(page, zip, packed);
  assert.deepEqual(
    (await sources(page)).map(({ name, kind }) => [name, kind]),
    [
      ['月结.zip/2026/1月.csv', 'ready'],
      ['2月.csv', 'ready'],
    ],
  );
  await segment(page);
  const exported = await page.evaluate(async () =>
    (await document.querySelector('loyalane-app').workbench.export('segment', 'csv', 'a.csv')).text(),
  );
  const plain = [first, second].map((text, at) => writeFile(folder, `half${at}.csv`, text));
  assert.equal(exported, commandLine('segment', '--shipments', ...plain, '--out', '-').toString());
  assert.deepEqual([seen.violations, seen.errors, seen.requests], [[], [], []]);
  await close();
});

test('a gzip of several members is whole, also when zeros fill it up', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const text = readFileSync(shipments);
  const cuts = [0, 10, 10, text.length >> 1, text.length - 1, text.length];
  const members = cuts.slice(1).map((to, at) => gzipSync(text.subarray(cuts[at], to)));
  const several = writeFile(folder, '分段.csv.gz', Buffer.concat(members));
  const filled = writeFile(folder, '补零.csv.gz', Buffer.concat([...members, Buffer.alloc(70_000)]));
  await dropped(page, several, filled);
  for (const at of [0, 1]) assert.equal(await contentOf(page, at), text.toString(), String(at));
  const cut = writeFile(folder, '截断.csv.gz', Buffer.concat(members).subarray(0, -100));
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  await dropped(page, cut);
  assert.deepEqual(
    (await sources(page)).map(({ error }) => error),
    ['INGEST-125'],
  );
  await close();
});

test('what cannot be taken out of an archive is told beside the others', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const table = '客户编码,寄件时间,金额\nC1,2026-01-01,3\n';
  const zip = writeFile(
    folder,
    '混合.zip',
    zipOf([
      { name: '好.csv', content: table },
      { name: '加密.csv', content: table, flags: 1 },
      { name: '别的压缩.csv', content: table, method: 12 },
      { name: '坏.csv', content: table, packed: Buffer.from([0xff, 0xff, 0xff]) },
      { name: '内层.zip', content: zipOf([{ name: 'a.csv', content: table }]), stored: true },
      { name: '也好.csv', content: table, stored: true },
    ]),
  );
  await dropped(page, zip);
  assert.deepEqual(
    (await sources(page)).map(({ name, error }) => [name, error]),
    [
      ['混合.zip/好.csv', null],
      ['混合.zip/也好.csv', null],
      ['混合.zip/加密.csv', 'INGEST-123'],
      ['混合.zip/别的压缩.csv', 'INGEST-124'],
      ['混合.zip/坏.csv', 'INGEST-125'],
      ['混合.zip/内层.zip', 'INGEST-140'],
    ],
  );
  assert.equal(await contentOf(page, 1), table);
  const broken = writeFile(folder, '半个.zip', readFileSync(zip).subarray(0, 300));
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  await dropped(page, broken);
  assert.deepEqual(
    (await sources(page)).map(({ name, kind, error }) => [name, kind, error]),
    [['半个.zip', 'failed', 'INGEST-120']],
  );
  await close();
});

test('a bomb is refused within seconds and a bounded memory; what is good beside it stays', async (t) => {
  const { page, close } = await openPage(browser, diskAddress());
  const zeros = Buffer.alloc(512 << 20);
  // Half a megabyte: a thousand to one, as far as deflate goes.
  const packed = deflateRawSync(zeros);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(zeros), 0);
  trailer.writeUInt32LE(zeros.length, 4);
  const gzip = Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), packed, trailer]);
  const good = { name: '好.csv', content: '客户编码,寄件时间,金额\nC1,2026-01-01,3\n' };
  const bombs = [
    ['谎报.zip', zipOf([good, { name: 'a.csv', content: zeros, packed, declared: 100 }]), 'INGEST-125'],
    ['炸弹.zip', zipOf([good, { name: 'a.csv', content: zeros, packed }]), 'INGEST-126'],
    ['炸弹.csv.gz', gzip, 'INGEST-126'],
  ];
  for (const [name, bytes, id] of bombs) {
    const path = writeFile(folder, name, bytes);
    const begun = performance.now();
    const megabytes = await peakMegabytes(() => dropped(page, path));
    const seconds = (performance.now() - begun) / 1000;
    t.diagnostic(`${name}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB above the page at rest`);
    const found = (await sources(page)).map(({ error }) => error);
    assert.deepEqual(found, name.endsWith('.zip') ? [null, id] : [id], name);
    assert.ok(seconds < 5, `${name}: ${seconds.toFixed(1)} s`);
    assert.ok(megabytes < 256, `${name}: ${megabytes.toFixed(0)} MB`);
    await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  }
  await close();
});

test('a file that only begins as a bomb does is whole', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const text = Buffer.concat([Buffer.alloc(80 << 20, 'x\n'), readFileSync(shipments)]);
  const path = writeFile(folder, '先疏后密.zip', zipOf([{ name: 'a.csv', content: text }]));
  await dropped(page, path);
  const [{ name, bytes }] = await sources(page);
  assert.deepEqual([name, bytes], ['先疏后密.zip/a.csv', text.length]);
  await close();
});

test('a file of profiles is taken up, and kept where work may be kept', async () => {
  const { page, close } = await openPage(browser, server.address);
  const profile = { name: '顺丰账单', signature: '0123456789abcdef', mapping: { version: 1, dataset: 'shipments' } };
  const path = writeFile(folder, '方案.json', JSON.stringify({ version: 1, profiles: [profile] }));
  await dropFiles(page, [path]);
  const profiles = () => page.evaluate(() => document.querySelector('loyalane-app').workbench.store.state.profiles);
  await page.waitForFunction(() => document.querySelector('loyalane-app').workbench.store.state.profilesTaken === 1);
  assert.deepEqual(await profiles(), [profile]);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('loyalane-app')?.workbench.store.state.profiles.length === 1);
  assert.deepEqual(await profiles(), [profile]);
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.clearMachine());
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('loyalane:engine').length > 0);
  await page.waitForTimeout(300);
  assert.deepEqual(await profiles(), []);
  await close();
});
