// Every screen, in both languages and at phone width: nothing that axe calls serious or critical, nothing wider than the screen, and
// the main job by keyboard alone.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generate, scratchFolder, writeFile } from './support/files.mjs';
import {
  axeFindings,
  diskAddress,
  dropFiles,
  goTo,
  launch,
  mappingReady,
  openPage,
  segment,
  setLanguage,
  setTheme,
} from './support/page.mjs';

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

/** What a screen can be opened into, from the result on: how to open it, and how to close it again. */
const kOpened = [
  {
    state: 'conditions',
    open: async (page) => {
      await page.locator('loyalane-types-view [data-type=core] button[aria-pressed]').first().click();
      await page.locator('loyalane-filter-bar loyalane-chip').first().waitFor();
    },
    close: (page) => page.locator('loyalane-filter-bar loyalane-chip button').first().click(),
  },
  {
    state: 'nobody left',
    open: async (page) => {
      await page.locator('loyalane-customers-view input[type=search]').fill('zzzzzz');
      await page.locator('loyalane-customers-view [data-clear]').waitFor();
    },
    close: (page) => page.locator('loyalane-customers-view [data-clear]').click(),
  },
  {
    state: 'customer card',
    open: async (page) => {
      await page.locator('loyalane-customers-view tbody tr').first().click();
      await page.locator('loyalane-customer-card [data-rows]').click();
      await page.locator('loyalane-customer-card tbody tr').first().waitFor();
    },
    close: (page) => page.keyboard.press('Escape'),
  },
  {
    state: 'settings being edited',
    open: async (page) => {
      await page.locator('[data-settings=edit]').click();
      await page.locator('loyalane-settings-view [data-mode=quantile]').click();
      await page.locator('[data-effect=line]').waitFor();
    },
    close: (page) => page.locator('[data-settings=discard]').click(),
  },
  {
    state: 'a definition',
    open: async (page) => {
      await page.locator('loyalane-figures-view loyalane-info button').first().click();
      await page.locator('loyalane-definitions-drawer dialog[open]').waitFor();
    },
    close: (page) => page.keyboard.press('Escape'),
  },
  {
    state: 'columns being chosen',
    open: async (page) => {
      await page.locator('loyalane-customers-view [data-columns]').click();
      await page.locator('loyalane-customers-view dialog[open]').waitFor();
    },
    close: (page) => page.keyboard.press('Escape'),
  },
];

for (const language of ['zh', 'en']) {
  for (const theme of ['light', 'dark']) {
    // The narrow screen once in each language and once in each theme.
    for (const width of (language === 'zh') === (theme === 'light') ? [1280, 390] : [1280]) {
      test(`${language}, ${theme}, ${width} pixels wide: axe on every screen and state`, async () => {
        const { page, seen, close } = await openPage(browser, diskAddress(), {
          viewport: { width, height: 844 },
          // A colour half way through its transition is nobody's to read.
          reducedMotion: 'reduce',
        });
        await setLanguage(page, language);
        await setTheme(page, theme);
        const check = async (screen) => {
          assert.deepEqual(await axeFindings(page), [], screen);
          assert.equal(await overflow(page), 0, `${screen} is wider than the window`);
        };
        await check('start');
        await page.locator('[data-action=paste]').click();
        await page.locator('loyalane-paste-dialog textarea').waitFor();
        await check('pasting');
        await page.keyboard.press('Escape');
        await goTo(page, 'segment');
        await check('no result yet');
        await dropFiles(page, [shipments, empty]);
        await mappingReady(page);
        await check('columns, with a file that cannot be read');
        await page.locator('loyalane-source-card header button').last().click();
        await segment(page);
        await check('result');
        for (const { state, open, close: shut } of kOpened) {
          await open(page);
          await check(state);
          await shut(page);
        }
        for (const frame of await page.locator('loyalane-chart-frame').all()) {
          await frame.evaluate((one) => (one.mode = 'table'));
        }
        await check('charts as tables');
        await page.locator('loyalane-issue-list summary').first().click();
        await page.locator('loyalane-issue-list tbody tr').first().waitFor();
        await check('issues opened');
        await goTo(page, 'export');
        await page.locator('loyalane-export-view [data-export=segment]').waitFor();
        await check('export');
        // Columns changed after the result.
        await goTo(page, 'mapping');
        await page.locator('[data-setting="mapping.header"]').selectOption('2');
        await mappingReady(page);
        await goTo(page, 'segment');
        await page.locator('loyalane-stale-bar [role=status]').waitFor();
        await check('result from before');
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
  if (await page.locator('[data-action=leave-unused]').isVisible()) {
    await tabTo('这些列都不使用');
    await press('Enter');
  }
  await tabTo('开始分群');
  await press('Enter');
  await page.locator('loyalane-customers-view tbody tr').first().waitFor();

  // A threshold by keys, taken back by keys.
  const counts = () => page.locator('loyalane-types-view [data-figure=count]').allInnerTexts();
  const before = await counts();
  await tabTo('客户价值门槛');
  for (let step = 0; step < 8; ++step) await press('Shift+ArrowDown');
  await press('Enter');
  const settled = await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.shown.value.summary.thresholds.cv === 10,
  );
  assert.ok(settled);
  assert.notDeepEqual(await counts(), before);
  await press('Control+z');
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.shown.value.summary.thresholds.cv === 18,
  );
  assert.deepEqual(await counts(), before);

  // The first customer's card, opened and closed; the focus comes back.
  await tabTo('客户表');
  await press('ArrowDown');
  await press('Enter');
  await page.locator('loyalane-customer-card dialog[open]').waitFor();
  await press('Escape');
  await page
    .locator('loyalane-customer-card dialog[open]')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);

  await page.locator('nav button[data-step=export]').focus();
  await press('Enter');
  await tabTo('客户名单 CSV');
  const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
  assert.match(download.suggestedFilename(), /\.csv$/);
  await close();
});
