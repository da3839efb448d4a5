// Who is who: two spellings of one customer are suggested with the evidence, merged and split again; a pair can be set aside; customers
// are put into groups; and both reports are saved.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { scratchFolder, writeFile } from './support/files.mjs';
import { diskAddress, dropFiles, launch, mappingReady, openPage, segment } from './support/page.mjs';

const folder = scratchFolder();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

// Two spellings of one company, under two codes, beside two others: 4 customers, 10 shipments of 20.00 each.
const names = ['厦门鹭远电子商务有限公司', '厦门鹭远电子商务公司', '福州海纳茶业', '泉州石狮服饰城'];
const header = '运单号,客户编码,客户名称,寄件时间,金额\n';
const rows = Array.from({ length: 40 }, (_, at) => {
  const who = at % 4;
  return `SF5000000${10 + at},K${who + 1},${names[who]},2026-0${1 + (at % 6)}-1${at % 9},20.00\n`;
});

async function results() {
  const opened = await openPage(browser, diskAddress());
  const { page } = opened;
  await dropFiles(page, [writeFile(folder, 'names.csv', header + rows.join(''))]);
  await mappingReady(page);
  await segment(page);
  await page.locator('loyalane-who-view').scrollIntoViewIfNeeded();
  return { ...opened, who: page.locator('loyalane-who-view') };
}

const customers = (page, count) =>
  page.waitForFunction(
    (wanted) => document.querySelector('loyalane-app').workbench.store.state.result?.report.customers === wanted,
    count,
  );
/** Some of it can be seen without scrolling. */
const isInView = (locator) =>
  locator.evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  });
const pair = (who) => who.locator('loyalane-merge-pair', { hasText: names[0] }).filter({ hasText: names[1] });

test('two spellings are merged into the one that the user keeps, split again, and restored by undo', async () => {
  const { page, seen, who, close } = await results();
  await customers(page, 4);
  await pair(who).waitFor();
  assert.ok((await pair(who).locator('.why li').count()) > 0);
  const merge = who.locator('[data-action=merge]');
  assert.equal(await merge.isDisabled(), true);
  await pair(who).locator('[data-keep=K2]').click();
  assert.match(await who.locator('.bar [role=status]').innerText(), /已选 1 项合并：客户会少 1 位/);
  await merge.click();
  await customers(page, 3);
  assert.deepEqual(
    await page.evaluate(
      () => document.querySelector('loyalane-app').workbench.store.state.document.settings.customers.merges,
    ),
    [{ into: 'K2', from: ['K1'] }],
  );
  const { amountUsed } = await page.evaluate(
    () => document.querySelector('loyalane-app').workbench.store.state.result.report,
  );
  assert.equal(amountUsed, '800.00');
  // The new result stands where the old one stood, and says whom it has become: name and code.
  await who.locator('.applied li').waitFor();
  assert.match(await who.locator('.applied li').innerText(), new RegExp(`${names[0]} K1 并入 ${names[1]} K2`));
  assert.equal(await isInView(who), true);

  await who.locator('[data-split=K1]').click();
  await customers(page, 4);
  // Undo the splitting: what was merged is merged again.
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  const stale = page.locator('loyalane-stale-bar');
  assert.match(await stale.locator('[role=status]').innerText(), /改过了：客户合并。.*按“重新计算”更新/);
  assert.equal(await isInView(stale.locator('button')), true);
  await stale.locator('button').click();
  await customers(page, 3);
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  await page.locator('loyalane-stale-bar button').click();
  await customers(page, 4);

  await who.scrollIntoViewIfNeeded();
  await pair(who).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    who.locator('button[data-export=merges]').click(),
  ]);
  assert.match(download.suggestedFilename(), /^合并记录-2026-06-1\d-zh\.xlsx$/);
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.errors, []);
  await close();
});

test('a pair that is not one is set aside and can be listed again', async () => {
  const { who, close } = await results();
  await pair(who).locator('[data-answer=not-same]').click();
  await who.locator('.nothing', { hasText: '没有发现可能重复的客户' }).waitFor();
  await who.locator('[data-dismissed] button').click();
  await pair(who).waitFor();
  await close();
});

test('customers are put into a group, added up, and taken out', async () => {
  const { page, who, close } = await results();
  const groups = who.locator('loyalane-groups-view');
  await groups.locator('form').waitFor();
  const add = async (id) => {
    await groups.locator('input[name=group]').fill('闽南集团');
    await groups.locator('input[name=member]').fill(id);
    await groups.locator('[data-action=add-member]').click();
  };
  await add('K99');
  await groups.locator('#unknown', { hasText: 'K99' }).waitFor();
  await add('K3');
  await groups.locator('[data-group="闽南集团"]', { hasText: '1 位客户' }).waitFor();
  await add('K4');
  const group = groups.locator('[data-group="闽南集团"]', { hasText: '2 位客户' });
  // 20 of 40 shipments of 20.00.
  assert.match(await group.innerText(), /400\.00 元 · 占金额 50\.0%/);
  await group.locator('summary').click();
  await group.locator('[data-remove=K4]').click();
  await groups.locator('[data-group="闽南集团"]', { hasText: '1 位客户' }).waitFor();
  // No new import was needed.
  assert.equal(await page.locator('loyalane-stale-bar .card').count(), 0);
  await close();
});
