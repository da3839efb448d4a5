// Every screen, in both languages and at phone width: nothing that axe calls serious or critical, nothing wider than the screen, and
// the main job by keyboard alone.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { generate, scratchFolder, writeFile } from './support/files.mjs';
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

const folder = scratchFolder();
let browser, shipments, empty, open, spellings, currencies, webTable;

const csv = (rows) => rows.map((cells) => `${cells.join(',')}\n`).join('');
const two = (number) => `${number}`.padStart(2, '0');

before(async () => {
  browser = await launch();
  const options = ['--layout', 'statement', '--rows', '6000', '--customers', '120', '--seed', '9'];
  shipments = join(generate(folder, 'statement', options), 'shipments.csv');
  empty = writeFile(folder, 'empty.csv', '');
  webTable = fileURLToPath(new URL('../fixtures/formats/pretended.xls', import.meta.url));
  // Dates that leave open which of day and month comes first, and a list of customers with a column of two meanings.
  const day = (at) => `0${(at % 9) + 1}/02/2026`;
  open = [1, 2].map((month) =>
    writeFile(
      folder,
      `open-${month}.csv`,
      csv([
        ['运单号', '客户编码', '寄件日期', '金额'],
        ...Array.from({ length: 12 }, (_, at) => [`SF${month}${at}`, `C${at % 3}`, day(at), '12.50']),
      ]),
    ),
  );
  const register = [['C0', '公司甲', '张三']];
  open.push(writeFile(folder, 'register.csv', csv([['客户编码', '客户名称', '负责人'], ...register])));
  open.push(fileURLToPath(new URL('../fixtures/statements/no_month.csv', import.meta.url)));
  // Two spellings of one customer, a branch of another, and rows without an amount.
  const names = [
    '厦门鹭远电子商务有限公司',
    '厦门鹭远电子商务公司',
    '宁波甬江塑胶有限公司',
    '宁波甬江塑胶有限公司北仑分公司',
  ];
  spellings = writeFile(
    folder,
    'spellings.csv',
    csv([
      ['运单号', '客户编码', '客户名称', '寄件时间', '金额'],
      ...Array.from({ length: 40 }, (_, at) => [
        `SF5000000${10 + at}`,
        `K${1 + (at % 4)}`,
        names[at % 4],
        `2026-0${1 + (at % 6)}-1${at % 9}`,
        at < 3 ? '' : '20.00',
      ]),
    ]),
  );
  currencies = writeFile(
    folder,
    'currencies.csv',
    csv([
      ['运单号', '客户编码', '寄件时间', '金额', '币种'],
      ...Array.from({ length: 10 }, (_, at) => [
        `SF4000000${10 + at}`,
        `C${at % 5}`,
        `2026-03-${two(10 + at)}`,
        '100.00',
        at < 6 ? 'CNY' : 'HKD',
      ]),
    ]),
  );
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

/** Takes the files away and goes to the start. */
async function startAnew(page) {
  await page.evaluate(() => {
    const { workbench } = document.querySelector('loyalane-app');
    for (const { id } of workbench.store.state.sources) workbench.removeSource(id);
  });
  await goTo(page, 'import');
}

/** What came with files of every kind: how to get there from the screen before. */
const kImportScreens = [
  {
    state: 'questions',
    open: async (page) => {
      await dropFiles(page, open);
      await mappingReady(page);
      await page.locator('loyalane-question-list fieldset').nth(2).waitFor();
    },
  },
  {
    state: 'a wrong month',
    open: async (page) => {
      await page.locator('fieldset[data-question=billMonth] button').click();
      await page.locator('fieldset[data-question=billMonth] input[aria-invalid]').waitFor();
    },
  },
  {
    state: 'kinds of data',
    open: (page) => page.locator('loyalane-datasets-panel summary').click(),
  },
  {
    state: 'the start of a file, and more ways to read it',
    open: async (page) => {
      await startAnew(page);
      await dropFiles(page, [webTable]);
      await mappingReady(page);
      await page.locator('loyalane-file-preview tr.header').waitFor();
      await page.locator('loyalane-reading-settings summary').click();
    },
  },
  {
    state: 'a rate is missing',
    open: async (page) => {
      await startAnew(page);
      await dropFiles(page, [currencies]);
      await mappingReady(page);
      await startSegment(page);
      await page.locator('loyalane-money-help [data-rate="0.rate"]').waitFor();
    },
  },
  {
    state: 'money in the settings, and a conversion in the totals',
    open: async (page) => {
      const help = page.locator('loyalane-money-help');
      await help.locator('[data-rate="0.rate"]').fill('0.92');
      await help.locator('[data-rate="0.rate"]').blur();
      await help.locator('[data-action=apply-money]').click();
      await resultReady(page);
      await page.locator('[data-settings=edit]').click();
      await page.locator('details[data-section=money] > summary').click();
    },
  },
  {
    state: 'merges, one chosen',
    open: async (page) => {
      await startAnew(page);
      await dropFiles(page, [spellings]);
      await mappingReady(page);
      await segment(page);
      await page.locator('loyalane-who-view').scrollIntoViewIfNeeded();
      await page.locator('loyalane-merge-pair [data-keep]').first().click();
    },
  },
  {
    state: 'merged, and a group',
    open: async (page) => {
      await page.locator('loyalane-who-view [data-action=merge]').click();
      await page.locator('loyalane-who-view [data-split]').waitFor();
      await page.locator('loyalane-merge-pair [data-answer=group]').click();
      await page.locator('loyalane-groups-view [data-group] summary').click();
    },
  },
  {
    state: 'a rule offered',
    open: async (page) => {
      await page.locator('details[data-issue="INGEST-212"] > summary').click();
      await page.locator('[data-rule=amount]').waitFor();
    },
  },
  {
    state: 'a rule in force',
    open: async (page) => {
      await page.locator('[data-rule=amount]').click();
      await page.locator('loyalane-issue-list [data-stop-rule=amount]').waitFor();
    },
  },
  {
    state: 'a rule undone',
    open: async (page) => {
      await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
      await page.locator('loyalane-stale-bar button').waitFor();
    },
  },
  {
    state: 'a file read as remembered',
    open: async (page) => {
      await goTo(page, 'import');
      await dropFiles(page, [spellings]);
      await mappingReady(page);
      await page.locator('loyalane-source-card [data-action=without-profile]').first().waitFor();
    },
  },
  {
    state: 'profiles',
    open: async (page) => {
      await page.locator('loyalane-source-card [data-action=manage-profiles]').first().click();
      await page.locator('loyalane-mapping-view loyalane-profiles-dialog li input').first().waitFor();
    },
  },
];

for (const [language, theme, width] of [
  ['zh', 'dark', 1280],
  ['en', 'light', 1280],
  ['zh', 'light', 390],
  ['en', 'dark', 390],
]) {
  test(`${language}, ${theme}, ${width} pixels wide: axe on what files of every kind bring`, async () => {
    const { page, seen, close } = await openPage(browser, diskAddress(), {
      viewport: { width, height: 844 },
      reducedMotion: 'reduce',
    });
    await setLanguage(page, language);
    await setTheme(page, theme);
    for (const { state, open: reach } of kImportScreens) {
      await reach(page);
      assert.deepEqual(await axeFindings(page), [], state);
      assert.equal(await overflow(page), 0, `${state} is wider than the window`);
    }
    assert.deepEqual([seen.violations, seen.errors], [[], []]);
    await close();
  });
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
