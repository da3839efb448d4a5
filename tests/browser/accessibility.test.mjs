// Every screen, in both languages and at phone width: nothing that axe calls serious or critical, nothing wider than the screen, and
// the main job by keyboard alone.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generate, scratchFolder, writeFile } from './support/files.mjs';
import { axeFindings, diskAddress, dropFiles, launch, mappingReady, openPage, segment } from './support/page.mjs';

const folder = scratchFolder();
let browser, shipments, empty;

before(async () => {
  browser = await launch();
  const options = ['--layout', 'statement', '--rows', '6000', '--customers', '120', '--seed', '9'];
  shipments = join(generate(folder, 'statement', options), 'shipments.csv');
  empty = writeFile(folder, 'empty.csv', '');
});
after(() => browser.close());

const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const language of ['zh', 'en']) {
  for (const width of [1280, 390]) {
    test(`${language}, ${width} pixels wide: axe on every screen`, async () => {
      const { page, seen, close } = await openPage(browser, diskAddress(), { viewport: { width, height: 844 } });
      if (language === 'en') await page.getByRole('button', { name: 'English', exact: true }).click();
      const check = async (screen) => {
        assert.deepEqual(await axeFindings(page), [], screen);
        assert.equal(await overflow(page), 0, `${screen} is wider than the window`);
      };
      await check('start');
      await page.locator('nav button[data-step=segment]').click();
      await check('no result yet');
      await dropFiles(page, [shipments, empty]);
      await mappingReady(page);
      await check('columns, with a file that cannot be read');
      await page.locator('loyalane-source-card header button').last().click();
      const leave = page.locator('[data-action=leave-unused]');
      if (await leave.isVisible()) await leave.click();
      await segment(page);
      await page.locator('loyalane-customer-table tbody tr').first().waitFor();
      await check('result');
      await page.locator('loyalane-issue-list summary').first().click();
      await page.locator('loyalane-issue-rows tbody tr').first().waitFor();
      await page.locator('loyalane-segment-view .rule summary').click();
      await check('result, opened');
      // A running import, held still by a file that never ends its reading.
      await page.evaluate(() => {
        const { store } = document.querySelector('loyalane-app').workbench;
        store.dispatch({ do: 'run.start' });
        const progress = { fileName: 'a.csv', pass: 2, bytes: 30, bytesTotal: 100, rows: 7, computing: false };
        store.dispatch({ do: 'run.progress', progress });
      });
      await page.locator('loyalane-run-view progress').waitFor();
      await check('running');
      assert.deepEqual(seen.violations, []);
      await close();
    });
  }
}

test('the main job by keyboard alone', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  // Listening from the start: the browser's own picker must not open before the test listens.
  page.on('filechooser', () => undefined);
  const press = (key) => page.keyboard.press(key);
  /** Tabs until the focused element (through shadow roots) is called `name`. */
  const tabTo = async (name) => {
    for (let steps = 0; steps < 200; ++steps) {
      await press('Tab');
      const label = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
      });
      if (label === name) return;
    }
    assert.fail(`${name} is not reached by Tab`);
  };
  await tabTo('选择文件');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press('Enter')]);
  await chooser.setFiles(shipments);
  await mappingReady(page);
  const leave = page.locator('[data-action=leave-unused]');
  if (await leave.isVisible()) {
    await tabTo('这些列都不使用');
    await press('Enter');
  }
  await tabTo('开始分群');
  await press('Enter');
  await page.locator('loyalane-segment-view .tile').first().waitFor();
  await tabTo('客户分群 CSV');
  const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
  assert.match(download.suggestedFilename(), /\.csv$/);
  await tabTo('客户表');
  await close();
});
