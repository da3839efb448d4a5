// The main job in a real Firefox, from disk and over http: a GB18030 file picked, looked at, segmented; the same counts as the command
// line's, no violation of the content policy, no request after load.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder } from './support/files.mjs';
import { launchFirefox, openInFirefox } from './support/firefox.mjs';
import { diskAddress, servePage } from './support/page.mjs';

const folder = scratchFolder();
let browser, server, shipments;

before(async () => {
  browser = await launchFirefox();
  server = await servePage();
  const options = ['--rows', '20000', '--customers', '300', '--seed', '7', '--encoding', 'gb18030'];
  shipments = join(generate(folder, 'w1', options), 'shipments.csv');
});
after(async () => {
  await browser.close();
  await server.close();
});

const click = async (page, selector) => {
  const handle = await page.waitForSelector(`>>> ${selector}`);
  await handle.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await handle.click();
};

for (const from of ['disk', 'http']) {
  test(`Firefox, from ${from}: picked, segmented, exported`, async () => {
    const { page, record, close } = await openInFirefox(browser, from === 'disk' ? diskAddress() : server.address);
    const before = server.requests.length;
    const input = await page.waitForSelector('>>> loyalane-start-view >>> input[type=file]');
    await input.uploadFile(shipments);
    await page.waitForSelector('>>> loyalane-source-card >>> article[aria-busy=false]');
    await click(page, 'loyalane-mapping-view >>> button.primary');
    await page.waitForSelector('>>> loyalane-figures-view >>> dl');
    await page.waitForSelector('>>> loyalane-customers-view >>> tbody tr');
    await page.waitForSelector('>>> loyalane-axis-map >>> canvas');

    // The bytes that would be saved: Firefox's download goes to a folder of its own, so the page is asked itself.
    const csv = await page.evaluate(async () => {
      const { workbench } = document.querySelector('loyalane-app');
      return (await workbench.export('segment', 'csv', 'segments.csv')).text();
    });
    assert.equal(csv, commandLine('segment', '--shipments', shipments, '--out', '-').toString());

    // A threshold moves by keys, and everything follows.
    const counts = () =>
      page.$$eval('>>> loyalane-types-view >>> [data-figure=count]', (all) => all.map((one) => one.textContent));
    const was = await counts();
    const slider = await page.waitForSelector('>>> loyalane-axis-map >>> [role=slider][data-axis=cv]');
    await slider.evaluate((element) => element.focus());
    await page.keyboard.down('Shift');
    for (let step = 0; step < 8; ++step) await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Shift');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (before_) =>
        JSON.stringify(
          [
            ...document
              .querySelector('loyalane-app')
              .shadowRoot.querySelector('loyalane-results-screen')
              .shadowRoot.querySelector('loyalane-types-view')
              .shadowRoot.querySelectorAll('[data-figure=count]'),
          ].map((one) => one.textContent),
        ) !== before_,
      {},
      JSON.stringify(was),
    );

    const { violations, errors, requests } = await record();
    assert.deepEqual(violations, []);
    assert.deepEqual(errors, []);
    assert.deepEqual(requests, []);
    assert.equal(server.requests.length, before, 'the server heard nothing after load');
    await close();
  });
}
