// A hundred thousand customers: cancel at once keeps the previous result, progress is real, the page stays responsive, and every
// row of the table can be reached. Times are reported, not asserted.

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generate, scratchFolder } from './support/files.mjs';
import { diskAddress, dropFiles, launch, mappingReady, openPage, segment, startSegment } from './support/page.mjs';

const folder = scratchFolder();
let browser, small, large;

before(async () => {
  browser = await launch();
  small = join(generate(folder, 'small', ['--rows', '2000', '--customers', '60', '--seed', '3']), 'shipments.csv');
  large = join(
    generate(folder, 'large', ['--rows', '1000000', '--customers', '100000', '--seed', '5']),
    'shipments.csv',
  );
});
after(() => browser.close());

test('cancel ends the import at once and leaves the result that was there', async (t) => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  await dropFiles(page, [small]);
  await mappingReady(page);
  await segment(page);
  const totals = () => page.locator('loyalane-totals-view strong >> nth=0').innerText();
  const before = await totals();

  await page.locator('nav button[data-step=mapping]').click();
  await dropFiles(page, [large]);
  await mappingReady(page);
  const run = page.locator('loyalane-run-view');
  // Right at its start, while it reads, near its end, and while it computes: whenever the word comes.
  const moments = [
    ['at once', () => true],
    ['while it reads', ({ bytes }) => bytes > 0],
    ['half way', ({ bytes, bytesTotal }) => bytes > bytesTotal / 2],
    ['while it computes', ({ computing }) => computing],
  ];
  for (const [when, isIt] of moments) {
    const cancelled = page.evaluate(
      (condition) =>
        new Promise((done) => {
          const { workbench } = document.querySelector('loyalane-app');
          const holds = new Function('progress', `return (${condition})(progress)`);
          const stop = workbench.store.subscribe(() => {
            const { run: running } = workbench.store.state;
            if (!running?.progress || !holds(running.progress)) return;
            stop();
            const begin = performance.now();
            workbench.cancel();
            const gone = workbench.store.subscribe(() => {
              if (workbench.store.state.run) return;
              gone();
              done(performance.now() - begin);
            });
          });
        }),
      String(isIt),
    );
    await startSegment(page);
    t.diagnostic(`cancelled ${when}: over after ${(await cancelled).toFixed(0)} ms`);
    assert.equal(await run.count(), 0);
  }
  // And by its button.
  await startSegment(page);
  await run.getByRole('button').click();
  await page.locator('loyalane-mapping-view').waitFor();

  await page.locator('nav button[data-step=segment]').click();
  assert.equal(await totals(), before);
  // The rows of that result are still there, too.
  await page.locator('loyalane-customers-view tbody tr').first().waitFor();
  assert.deepEqual(seen.errors, []);
  await close();
});

test('a million rows, a hundred thousand customers', async (t) => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
    }).observe({ type: 'longtask' });
  });
  await dropFiles(page, [large]);
  await mappingReady(page);
  await page.evaluate(() => {
    window.steps = [];
    const view = document.querySelector('loyalane-app').workbench.store;
    view.subscribe(() => {
      const { run } = view.state;
      if (run?.progress) window.steps.push(run.progress);
    });
  });
  const started = performance.now();
  await segment(page);
  const finished = performance.now() - started;

  const steps = await page.evaluate(() => window.steps);
  const size = statSync(large).size;
  const passes = new Set(steps.map(({ pass }) => pass));
  for (const pass of passes) {
    const own = steps.filter((step) => step.pass === pass);
    assert.ok(own.length > 3, 'progress comes while reading');
    assert.equal(own.at(-1).bytes, size);
    assert.equal(own.at(-1).bytesTotal, size);
    for (let at = 1; at < own.length; ++at)
      assert.ok(own[at].bytes >= own[at - 1].bytes && own[at].rows >= own[at - 1].rows);
  }

  const grid = page.locator('loyalane-customers-view .frame');
  await grid.locator('tbody tr').first().waitFor();
  const customers = Number(await grid.getAttribute('aria-rowcount')) - 1;
  assert.ok(customers > 50_000);
  await grid.evaluate((frame) => (frame.scrollTop = frame.scrollHeight));
  await grid.locator(`tr[aria-rowindex="${customers + 1}"]`).waitFor();
  const jumps = await grid.evaluate(async (frame) => {
    const times = [];
    for (let at = 1; at <= 30; ++at) {
      const from = performance.now();
      // A fixed walk through the whole table; steps that share no rows with one another.
      frame.scrollTop = ((at * 7919) % 97) * (frame.scrollHeight / 97);
      const wanted = Math.floor(frame.scrollTop / 32);
      while (true) {
        await new Promise((next) => setTimeout(next, 1));
        const first = Number(frame.querySelector('tbody tr')?.getAttribute('aria-rowindex') ?? 0);
        if (Math.abs(first - 2 - wanted) < 20) break;
      }
      times.push(performance.now() - from);
    }
    return times.sort((a, b) => a - b);
  });

  // Keyboard alone scrolls it as well.
  await grid.evaluate((frame) => (frame.scrollTop = 0));
  await grid.focus();
  await page.keyboard.press('End');
  await grid.locator(`tr[aria-rowindex="${customers + 1}"]`).waitFor();

  const longTasks = await page.evaluate(() => window.longTasks);
  const longest = longTasks.reduce((most, { duration }) => Math.max(most, duration), 0);
  t.diagnostic(
    `${(size / 1e6).toFixed(0)} MB, ${customers} customers: segmented in ${finished.toFixed(0)} ms (${passes.size} pass)`,
  );
  t.diagnostic(`main thread: ${longTasks.length} tasks over 50 ms, longest ${longest.toFixed(0)} ms`);
  t.diagnostic(`table jump: median ${jumps[15].toFixed(0)} ms, 95 % ${jumps[28].toFixed(0)} ms`);
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.errors, []);
  await close();
});
