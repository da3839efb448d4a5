// Framed by an intranet page with `sandbox="allow-scripts allow-downloads"`: no storage of any kind, an origin of its own that is
// nobody's; the main job works, nothing is kept, nothing is violated.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder } from './support/files.mjs';
import { launch, pagePath } from './support/page.mjs';

const folder = scratchFolder();
let browser, server, host, shipments;

before(async () => {
  browser = await launch();
  const options = ['--rows', '20000', '--customers', '300', '--seed', '7', '--encoding', 'gb18030'];
  shipments = join(generate(folder, 'w1', options), 'shipments.csv');
  server = createServer((request, response) => {
    const isPage = request.url === '/loyalane.html';
    response.writeHead(isPage || request.url === '/' ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      ...(isPage ? {} : { 'content-security-policy': "default-src 'none'; frame-src 'self'" }),
    });
    response.end(
      isPage
        ? readFileSync(pagePath)
        : '<!doctype html><html lang="zh-CN"><title>Intranet</title>' +
            '<iframe sandbox="allow-scripts allow-downloads" src="/loyalane.html" width="1200" height="800" title="Loyalane"></iframe></html>',
    );
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  host = `http://127.0.0.1:${server.address().port}/`;
});
after(async () => {
  await browser.close();
  await new Promise((closed) => server.close(closed));
});

test('the main job in a sandboxed frame without storage', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/favicon/.test(message.location().url))
      errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(host);
  const frame = page.frames()[1];
  await frame.waitForFunction(() => performance.getEntriesByName('loyalane:engine').length > 0);
  // Really without: asking for storage throws here.
  assert.equal(
    await frame.evaluate(() => {
      try {
        return typeof window.localStorage;
      } catch (reason) {
        return reason.name;
      }
    }),
    'SecurityError',
  );
  assert.equal(
    await frame.evaluate(() => document.querySelector('loyalane-app').workbench.store.state.keeping),
    'unavailable',
  );

  await frame.locator('loyalane-start-view input[type=file]').setInputFiles(shipments);
  await frame.locator('loyalane-source-card article[aria-busy=false]').waitFor();
  await frame.locator('loyalane-mapping-view button.primary').last().click();
  await frame.locator('loyalane-customers-view tbody tr').first().waitFor();
  await frame.locator('nav button[data-step=export]').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    frame.locator('loyalane-export-view button[data-export=segment]').click(),
  ]);
  assert.deepEqual(readFileSync(await download.path()), commandLine('segment', '--shipments', shipments, '--out', '-'));
  assert.deepEqual(errors, []);
  await context.close();
});
