// The rules of the result: said in sentences, changed with their effect shown first, saved and loaded; the four types; the definitions.
// What the page says would happen is checked against what then happens, and against the native command line under the same settings.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';
import {
  axeFindings,
  diskAddress,
  dropFiles,
  launch,
  mappingReady,
  openPage,
  resultReady,
  segment,
  setLanguage,
  setTheme,
} from './support/page.mjs';

const folder = scratchFolder();
const kTypes = ['core', 'contested', 'loyal', 'general'];
let browser, shipments;

before(async () => {
  browser = await launch();
  const options = ['--rows', '20000', '--customers', '300', '--seed', '7', '--encoding', 'utf-8'];
  shipments = join(generate(folder, 'w1', options), 'shipments.csv');
});
after(() => browser.close());

async function opened() {
  const all = await openPage(browser, diskAddress());
  await dropFiles(all.page, [shipments]);
  await mappingReady(all.page);
  await segment(all.page);
  return all;
}

/** Customers of each type, as the command line tells under the settings of a file. */
function typeCounts(config) {
  const csv = commandLine('segment', '--shipments', shipments, ...(config ? ['--config', config] : []), '--out', '-');
  const [header, ...lines] = csv.toString().trim().split('\n');
  const at = header.split(',').indexOf('type');
  // What stands before the type are ids and figures: no commas inside.
  const types = lines.map((line) => line.split(',')[at]);
  return Object.fromEntries(kTypes.map((type) => [type, types.filter((one) => one === type).length]));
}

const state = (page, read) =>
  page.evaluate(
    (source) =>
      new Function('state', `return (${source})(state)`)(document.querySelector('loyalane-app').workbench.store.state),
    String(read),
  );
const line = (page) => page.locator('[data-effect=line]');
const cardCounts = (page) =>
  page
    .locator('loyalane-types-view')
    .evaluate((view) =>
      Object.fromEntries(
        [...view.shadowRoot.querySelectorAll('[data-type]')].map((card) => [
          card.dataset.type,
          Number(card.querySelector('[data-figure=count]').textContent.replaceAll(',', '')),
        ]),
      ),
    );
/** The rows of the effect's table: [now, then] by type. */
const effectCounts = (page) =>
  page.locator('table[data-effect=types]').evaluate((table) =>
    Object.fromEntries(
      [...table.querySelectorAll('tbody tr')].flatMap((row) => {
        const type = row.querySelector('loyalane-type-mark')?.type;
        const cells = [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent.replaceAll(',', '')));
        return type ? [[type, cells.slice(0, 2)]] : [];
      }),
    ),
  );
const effectReady = (page) =>
  page.waitForFunction(() => document.querySelector('loyalane-app').workbench.store.state.draft?.effect);
const open = async (page, ...sections) => {
  await page.locator('[data-settings=edit]').click();
  for (const section of sections) await page.locator(`details[data-section=${section}] > summary`).click();
};
const loadFile = (page, path) => page.locator('loyalane-settings-view input[type=file]').setInputFiles(path);

test('what a change would do is what it does; it is one step to undo', async () => {
  const { page, seen, close } = await opened();
  const before = await cardCounts(page);
  assert.deepEqual(before, typeCounts(null));
  await open(page);
  assert.match(await line(page).innerText(), /没有改动/);
  await page.locator('[data-mode=quantile]').click();
  await page.locator('[data-setting="cvac.thresholds.cv_quantile"]').fill('50');
  await effectReady(page);
  const effect = await effectCounts(page);
  const moved = await state(page, ({ draft }) => draft.effect.value.moved);
  assert.ok(moved > 0, 'the median of value is another threshold than 18 points');
  assert.match(await line(page).innerText(), new RegExp(`^${moved} 位客户会换类型`));
  assert.deepEqual(await cardCounts(page), before, 'nothing has changed yet');
  const moves = await state(page, ({ draft }) => draft.effect.value.moves);
  assert.equal(
    moves.flat().reduce((sum, count) => sum + count, 0),
    kTypes.reduce((sum, type) => sum + before[type], 0),
    'every customer stands in the table of moves',
  );

  const steps = await state(page, ({ history }) => history.past.length);
  await page.locator('[data-settings=apply]').click();
  await page.waitForFunction(
    () =>
      document.querySelector('loyalane-app').workbench.store.state.shown.value.summary.thresholds.mode === 'quantile',
  );
  const applied = await cardCounts(page);
  for (const type of kTypes) assert.deepEqual(effect[type], [before[type], applied[type]], type);
  assert.equal(await state(page, ({ history }) => history.past.length), steps + 1);
  assert.match(await page.locator('[data-rules=thresholds]').innerText(), /客户价值取 50% 处/);

  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-settings=save]').click()]);
  const saved = writeFile(folder, 'saved.json', readFileSync(await download.path()));
  assert.deepEqual(applied, typeCounts(saved), 'the command line under the saved settings');

  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.shown.value.summary.thresholds.mode === 'fixed',
  );
  assert.deepEqual(await cardCounts(page), before);

  await loadFile(page, saved);
  await effectReady(page);
  assert.deepEqual((await effectCounts(page)).core, effect.core, 'the file brings the same draft back');
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('judgements that contradict each other are named, and mended by a press', async () => {
  const { page, close } = await opened();
  await open(page, 'weights');
  const matrix = page.locator('loyalane-pairwise-matrix[data-matrix=ac]');
  // docs/formulas/ahp.md: the defaults have CR 0.007
  assert.match(await matrix.locator('.verdict').innerText(), /CR 0\.007/);
  assert.equal(await matrix.locator('.doubts').count(), 0);
  // Tenure : recency is 1/2 among the defaults; 9 is what no other judgement says.
  await matrix.locator('[data-judgement="3-4"]').selectOption('9');
  await matrix.locator('.doubts').waitFor();
  assert.match(await matrix.locator('.doubts').innerText(), /合作时间 : 最近合作/);
  assert.match(await matrix.locator('.verdict').innerText(), /互相矛盾/);
  await matrix.locator('.doubts button').click();
  await matrix.locator('.doubts').waitFor({ state: 'detached' });
  assert.match(await matrix.locator('.verdict').innerText(), /前后一致/);
  await close();
});

test('what cannot be applied says why, at its place, and keeps what was there', async () => {
  const { page, seen, close } = await opened();
  const before = await state(page, ({ document }) => JSON.stringify(document.settings));
  await open(page, 'model', 'abc');
  const carriers = page.locator('[data-setting="cvac.attributes.carriers"]');
  await carriers.fill('1');
  assert.equal(await carriers.getAttribute('aria-invalid'), 'true');
  assert.ok(await page.locator('[data-settings=apply]').isDisabled());
  await carriers.fill('5');
  await effectReady(page);
  assert.ok(await page.locator('[data-settings=apply]').isEnabled());
  await page.locator('[data-setting="abc.a_percent"]').fill('96');
  assert.ok(await page.locator('[data-settings=apply]').isDisabled());
  await page.locator('[data-settings=discard]').click();

  const message = page.locator('loyalane-settings-view p.message');
  for (const [name, content, words] of [
    ['no.json', 'version: 1', /不是有效的设置文件/],
    ['shape.json', '{"cvac": 5}', /“cvac”的写法不对/],
  ]) {
    await loadFile(page, writeFile(folder, name, content));
    await page.waitForFunction(
      (part) =>
        document
          .querySelector('loyalane-app')
          .shadowRoot.querySelector('loyalane-results-screen')
          .shadowRoot.querySelector('loyalane-settings-view')
          .shadowRoot.querySelector('p.message')
          .textContent.includes(part),
      name,
    );
    assert.match(await message.innerText(), words);
    assert.equal(await state(page, ({ draft }) => draft), null);
  }
  // The engine's own words, beside the curve or weights that they are about, or with the effect where no field shows the key.
  for (const [name, content, id, place] of [
    ['curve.json', '{"cvac":{"attributes":{"tenure":{"points":[[0,5],[3,1]]}}}}', 'SEGMENT-103', '[data-curve=tenure]'],
    ['weights.json', '{"cvac":{"cv_weights":{"mode":"own","own":[0,0,0]}}}', 'SEGMENT-104', '[data-section=weights]'],
    ['key.json', '{"cvac":{"thresholds":{"mod":"fixed"}}}', 'BASE-102', 'aside'],
    ['later.json', '{"version":2}', 'BASE-104', 'aside'],
  ]) {
    await loadFile(page, writeFile(folder, name, content));
    await effectReady(page);
    const said = page.locator(`loyalane-settings-editor ${place} loyalane-problem-card`);
    assert.equal(await said.evaluate((card) => card.problemId), id, name);
    assert.notEqual(await said.evaluate((card) => card.remedy), '', name);
    assert.ok(await page.locator('[data-settings=apply]').isDisabled());
    await page.locator('[data-settings=discard]').click();
  }
  assert.equal(await state(page, ({ document }) => JSON.stringify(document.settings)), before);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('another as-of date reads the files again, says so first, and the types then tell the change', async () => {
  const { page, close } = await opened();
  const before = await cardCounts(page);
  const asOf = await state(page, ({ result }) => result.report.asOf);
  // Half a year earlier, the first of a month.
  const [year, month] = asOf.split('-').map(Number);
  const earlier = month > 6 ? `${year}-${String(month - 6).padStart(2, '0')}-01` : `${year - 1}-${month + 6}-01`;
  await open(page, 'scope');
  await page.locator('[data-setting=as_of]').fill(earlier);
  await page.locator('[data-setting=as_of]').press('Tab');
  await effectReady(page);
  assert.match(await line(page).innerText(), /重读文件/);
  await page.locator('[data-settings=apply]').click();
  await page.waitForFunction(
    (day) => document.querySelector('loyalane-app').workbench.store.state.result.report.asOf === day,
    earlier,
  );
  await resultReady(page);
  assert.deepEqual(await cardCounts(page), typeCounts(writeFile(folder, 'as-of.json', `{"as_of":"${earlier}"}`)));
  const now = await cardCounts(page);
  for (const type of kTypes) {
    const difference = now[type] - before[type];
    const words = await page.locator(`loyalane-types-view [data-type=${type}] [data-figure=change]`).innerText();
    const sign = difference > 0 ? `\\+${difference}` : difference < 0 ? `−${-difference}` : '和上次一样';
    assert.match(words, new RegExp(sign), type);
  }
  await close();
});

test('a type is a filter: pressed once on, pressed again off', async () => {
  const { page, close } = await opened();
  const counts = await cardCounts(page);
  const type = (id) => page.locator(`loyalane-types-view [data-type=${id}]`);
  const button = type('loyal').locator('button[aria-pressed]');
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
  await button.focus();
  await page.keyboard.press('Space');
  await type('loyal').locator('[data-figure=selected]').waitFor();
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  assert.match(await type('loyal').locator('[data-figure=selected]').innerText(), new RegExp(`${counts.loyal} 位`));
  assert.match(await type('core').locator('[data-figure=selected]').innerText(), /0 位/);
  assert.deepEqual(await cardCounts(page), counts, 'shares are those of all customers');
  await page.keyboard.press('Space');
  await type('loyal').locator('[data-figure=selected]').waitFor({ state: 'detached' });
  await close();
});

test('whatever asks for a definition on the results gets one; the drawer closes by Escape and gives the focus back', async () => {
  const { page, close } = await opened();
  const asked = await page.evaluate(() => {
    const ids = new Set();
    const walk = (root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'loyalane-info') ids.add(element.of);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    return [...ids];
  });
  assert.ok(asked.length > 15, asked.join(' '));
  for (const language of ['zh', 'en']) {
    await setLanguage(page, language);
    for (const id of asked) {
      await page.evaluate((of) => document.querySelector('loyalane-app').workbench.define(of), id);
      const content = page.locator(`loyalane-definitions-drawer [data-definition="${id}"]`);
      await content.waitFor();
      assert.ok((await content.locator('dd.what').innerText()).length > 5, `${language} ${id}`);
    }
    await page.evaluate(() => document.querySelector('loyalane-app').workbench.define(null));
  }
  const info = page.locator('loyalane-types-view h2 loyalane-info button');
  await info.focus();
  await page.keyboard.press('Enter');
  const drawer = page.locator('loyalane-definitions-drawer');
  await drawer.locator('[data-definition=type]').waitFor();
  await drawer.locator('.related [data-term=thresholds]').click();
  await drawer.locator('[data-definition=thresholds]').waitFor();
  await drawer.locator('details.all > summary').click();
  await drawer.locator('input[type=search]').fill('gini');
  assert.equal(await drawer.locator('.list [data-term]').first().getAttribute('data-term'), 'gini');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('loyalane-app').workbench.store.state.definition === null);
  assert.ok(
    await info.evaluate((button) => button.getRootNode().activeElement === button),
    'the focus is back on what was pressed',
  );
  await close();
});

for (const language of ['zh', 'en']) {
  for (const theme of ['light', 'dark']) {
    test(`the form and the definitions are accessible: ${language}, ${theme}`, async () => {
      const { page, close } = await opened();
      await setLanguage(page, language);
      await setTheme(page, theme);
      await open(page, 'weights', 'scope', 'model', 'stability', 'curves', 'rfm', 'abc');
      for (const curve of await page.locator('details.curve > summary').all()) await curve.click();
      await page.locator('[data-mode=manual]').click();
      await page.locator('[data-setting="cvac.thresholds.cv_manual"]').fill('99');
      await page.locator('[data-choice="settings.window"]').selectOption({ index: 2 });
      await page.locator('[data-choice="settings.cuts"]').selectOption({ index: 1 });
      await page.locator('[data-judgement="0-1"]').first().selectOption('9');
      await page.locator('loyalane-pairwise-matrix[data-matrix=cv] .doubts').waitFor();
      assert.deepEqual(await axeFindings(page), []);
      await page.evaluate(() => document.querySelector('loyalane-app').workbench.define('thresholds'));
      await page.locator('loyalane-definitions-drawer details.all > summary').click();
      assert.deepEqual(await axeFindings(page), []);
      await close();
    });
  }
}
