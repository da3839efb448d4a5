// How long the page takes to show itself and to have its engine ready, from disk and over http. Reported, not asserted: machines differ.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { diskAddress, launch, openPage, servePage } from './support/page.mjs';

const kRounds = 10;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
let browser, server;

before(async () => {
  browser = await launch();
  server = await servePage();
});
after(async () => {
  await browser.close();
  await server.close();
});

for (const from of ['disk', 'http']) {
  test(`from ${from}: the page shows itself and its engine is ready`, async (t) => {
    const paints = [];
    const engines = [];
    const ready = [];
    for (let round = 0; round < kRounds; ++round) {
      const { page, seen, close } = await openPage(browser, from === 'disk' ? diskAddress() : server.address);
      const times = await page.evaluate(() => {
        const [measure] = performance.getEntriesByName('loyalane:engine');
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        return { paint: paint?.startTime, engine: measure.duration, ready: measure.startTime + measure.duration };
      });
      assert.deepEqual(seen.errors, []);
      paints.push(times.paint ?? Number.NaN);
      engines.push(times.engine);
      ready.push(times.ready);
      await close();
    }
    t.diagnostic(
      `medians of ${kRounds}: first paint ${median(paints).toFixed(0)} ms, engine ready ${median(ready).toFixed(0)} ms ` +
        `after navigation (${median(engines).toFixed(0)} ms of it from its start)`,
    );
  });
}
