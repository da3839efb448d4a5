// A threshold dragged over 100 000 customers: in every frame that the browser draws, map, types and table say the same, and afterwards
// one undo brings everything back. How long the main thread was held is reported; machines differ.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';
import { diskAddress, dropFiles, exported, goTo, launch, mappingReady, openPage, segment } from './support/page.mjs';

const kCustomers = 100_000;
const folder = scratchFolder();
let browser, shipments;

before(async () => {
  browser = await launch();
  const options = ['--rows', '400000', '--customers', String(kCustomers), '--seed', '5'];
  shipments = join(generate(folder, 'w1', options), 'shipments.csv');
});
after(() => browser.close());

/** Starts to look at every frame: what each part of the screen says, and which frames contradict themselves. */
const watchFrames = (page) =>
  page.evaluate(() => {
    const results = document
      .querySelector('loyalane-app')
      .shadowRoot.querySelector('loyalane-results-screen').shadowRoot;
    const within = (...path) => path.reduce((at, name) => at.querySelector(name).shadowRoot, results);
    const types = within('loyalane-types-view');
    const map = within('loyalane-map-view', 'loyalane-axis-map');
    const grid = within('loyalane-customers-view', 'loyalane-grid');
    const number = (text) => Number(text.replaceAll(/[^\d.]/g, ''));
    const frames = { seen: 0, states: new Set(), wrong: [], longest: 0, longTasks: [], stop: false };
    window.frames_ = frames;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) frames.longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const look = () => {
      const now = performance.now();
      frames.longest = Math.max(frames.longest, now - last);
      last = now;
      const cards = Object.fromEntries(
        [...types.querySelectorAll('[data-type]')].map((card) => [
          card.dataset.type,
          number(card.querySelector('[data-figure=count]').textContent),
        ]),
      );
      const quadrants = Object.fromEntries(
        [...map.querySelectorAll('button.quadrant')].map((one) => [
          one.dataset.type,
          number(one.querySelector('.figures span').textContent),
        ]),
      );
      const [ac, cv] = ['ac', 'cv'].map((axis) =>
        Number(map.querySelector(`[role=slider][data-axis=${axis}]`).getAttribute('aria-valuenow')),
      );
      const headers = [...grid.querySelectorAll('thead th')].map(
        (cell) => cell.querySelector('[data-sort]')?.dataset.sort,
      );
      const at = (id) => headers.indexOf(id);
      const rows = [...grid.querySelectorAll('tbody tr')].map((row) => ({
        cv: number(row.children[at('cv')].textContent),
        ac: number(row.children[at('ac')].textContent),
        type: ['core', 'contested', 'loyal', 'general'].find((id) => row.querySelector(`.type-mark.${id}`)),
      }));
      const total = Object.values(cards).reduce((sum, count) => sum + count, 0);
      const wrongRow = rows.find((row) => {
        // Cells show two decimals: a value that shows as the threshold itself may be on either side.
        if (Math.abs(row.cv - cv) < 0.006 || Math.abs(row.ac - ac) < 0.006) return false;
        const type = row.cv >= cv ? (row.ac >= ac ? 'core' : 'contested') : row.ac >= ac ? 'loyal' : 'general';
        return type !== row.type;
      });
      ++frames.seen;
      frames.states.add(`${cv} ${ac} ${JSON.stringify(cards)}`);
      frames.total = total;
      frames.rows = rows.length;
      if (JSON.stringify(Object.entries(cards).sort()) !== JSON.stringify(Object.entries(quadrants).sort()))
        frames.wrong.push({ cards, quadrants });
      if (wrongRow) frames.wrong.push({ cv, ac, wrongRow });
      if (!frames.stop) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

test('dragging a threshold over 100 000 customers: every frame agrees with itself', async (t) => {
  const { page, seen, close } = await openPage(browser, diskAddress(), { viewport: { width: 1280, height: 1000 } });
  await dropFiles(page, [shipments]);
  await mappingReady(page);
  await segment(page);
  const before = await page.locator('loyalane-types-view [data-figure=count]').allInnerTexts();

  const handle = page.locator('loyalane-axis-map [role=slider][data-axis=cv]');
  await handle.scrollIntoViewIfNeeded();
  await watchFrames(page);
  const box = await handle.boundingBox();
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 60; ++step) {
    await page.mouse.move(x, y + 90 * Math.sin(step / 10));
    await page.waitForTimeout(10);
  }
  await page.mouse.move(x, y + 40);
  await page.waitForTimeout(200);
  await page.mouse.up();
  await page.waitForTimeout(300);
  const frames = await page.evaluate(() => {
    window.frames_.stop = true;
    const { states, ...rest } = window.frames_;
    return { ...rest, states: states.size };
  });
  t.diagnostic(
    `${frames.seen} frames, ${frames.states} different states; tasks over 50 ms: ${frames.longTasks.length}` +
      `${frames.longTasks.length > 0 ? ` (${frames.longTasks.join(', ')} ms)` : ''}; longest gap between frames ${frames.longest.toFixed(0)} ms`,
  );
  assert.deepEqual(frames.wrong, []);
  assert.ok(frames.states > 10, `${frames.states} states`);
  assert.ok(frames.rows > 5, 'the table had rows in view');

  // What is on the screen now is what the command line says for the same thresholds.
  const threshold = Number(await handle.getAttribute('aria-valuenow'));
  assert.notEqual(threshold, 18);
  const config = writeFile(
    folder,
    'config.json',
    JSON.stringify({ version: 1, cvac: { thresholds: { mode: 'manual', cv_manual: threshold, ac_manual: 14 } } }),
  );
  await goTo(page, 'export');
  const csv = await exported(page, 'segment');
  assert.deepEqual(csv.bytes, commandLine('segment', '--shipments', shipments, '--config', config, '--out', '-'));
  await goTo(page, 'segment');

  await page.keyboard.press('Control+z');
  await page.waitForFunction(
    (all) => {
      const app = document.querySelector('loyalane-app').shadowRoot;
      const types = app.querySelector('loyalane-results-screen').shadowRoot.querySelector('loyalane-types-view');
      const now = [...types.shadowRoot.querySelectorAll('[data-figure=count]')].map((one) => one.textContent.trim());
      return JSON.stringify(now) === all;
    },
    JSON.stringify(before.map((count) => count.trim())),
  );
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});
