// What a later visit finds: over http the work in hand is kept (names and decisions, never rows) and goes on once the files are given
// again; from disk nothing is kept until the user says so; "clear this machine" leaves nothing.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generate, scratchFolder } from './support/files.mjs';
import { diskAddress, dropFiles, launch, mappingReady, openPage, segment, servePage } from './support/page.mjs';

const folder = scratchFolder();
let browser, server, shipments;

before(async () => {
  browser = await launch();
  server = await servePage();
  shipments = join(generate(folder, 'w1', ['--rows', '5000', '--customers', '80', '--seed', '2']), 'shipments.csv');
});
after(async () => {
  await browser.close();
  await server.close();
});

const state = (page) =>
  page.evaluate(() => {
    const { recovery, keeping, document: work } = document.querySelector('loyalane-app').workbench.store.state;
    return { recovery, keeping, search: work.view.search, files: work.sources.map(({ file }) => file.name) };
  });
const reload = async (page) => {
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('loyalane:engine').length > 0);
};
const settled = (page) => page.waitForTimeout(800);

test('over http a reload offers to go on, and the files bring everything back', async () => {
  const { page, close } = await openPage(browser, server.address);
  await dropFiles(page, [shipments]);
  await mappingReady(page);
  await segment(page);
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.setSearch('szxh'));
  await settled(page);
  await reload(page);

  await page.locator('loyalane-recovery-card', { hasText: 'shipments.csv' }).waitFor();
  assert.equal((await state(page)).keeping, 'on');
  await dropFiles(page, [shipments]);
  await mappingReady(page);
  const after_ = await state(page);
  assert.equal(after_.search, 'szxh');
  assert.equal(after_.recovery, null);

  // Nothing of a row is in what was kept.
  const kept = await page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open('loyalane');
        opening.onsuccess = () => {
          const all = opening.result.transaction('journal').objectStore('journal').getAll();
          all.onsuccess = () => done(JSON.stringify(all.result));
        };
      }),
  );
  assert.match(kept, /shipments\.csv/);
  assert.doesNotMatch(kept, /960\d{7}/);
  await close();
});

test('from disk nothing is kept until the user says yes, and clearing wipes it', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  assert.equal((await state(page)).keeping, 'off');
  await dropFiles(page, [shipments]);
  await mappingReady(page);
  await settled(page);
  await reload(page);
  assert.equal((await state(page)).recovery, null);

  await page.locator('loyalane-machine-card [data-action=keep]').check();
  await dropFiles(page, [shipments]);
  await mappingReady(page);
  await settled(page);
  await reload(page);
  assert.deepEqual(
    (await state(page)).recovery.files.map(({ name }) => name),
    ['shipments.csv'],
  );

  await page.locator('loyalane-machine-card [data-action=clear]').click();
  await page.locator('[data-action=clear-now]').click();
  await settled(page);
  await reload(page);
  const cleared = await state(page);
  assert.equal(cleared.recovery, null);
  assert.equal(cleared.keeping, 'off');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await close();
});
