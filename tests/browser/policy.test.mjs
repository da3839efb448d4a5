// The built page: one file, its content policy true to its scripts, and nothing that could let a byte out.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { diskAddress, launch, openPage, pagePath, servePage } from './support/page.mjs';

const html = readFileSync(pagePath, 'utf8');
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].map(([, attributes, text]) => ({
  attributes,
  text,
}));
const isData = ({ attributes }) => attributes.includes('type="text/plain"');

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('the policy stands before the first script and hashes exactly the scripts that run', () => {
  assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<script'));
  const expected = scripts
    .filter((script) => !isData(script))
    .map(({ text }) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`);
  const listed = [...policy.matchAll(/'sha256-[^']+'/g)].map(([hash]) => hash);
  assert.ok(expected.length > 0);
  assert.deepEqual(listed, expected);
});

test('the policy lets nothing in or out', () => {
  const directives = new Map(
    policy.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1).join(' ')]),
  );
  assert.equal(directives.get('default-src'), "'none'");
  assert.equal(directives.get('connect-src'), "'none'");
  assert.equal(directives.get('worker-src'), 'blob:');
  assert.equal(directives.get('style-src'), "'none'");
  assert.equal(directives.get('form-action'), "'none'");
  assert.equal(directives.get('base-uri'), "'none'");
  assert.doesNotMatch(policy, /'unsafe-|\*|https?:/);
});

test('the page refers to no other file', () => {
  const markup = html.replace(/<script\b[\s\S]*?<\/script>/g, '');
  const places = [...markup.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, place]) => place);
  assert.deepEqual(
    places.filter((place) => !place.startsWith('data:')),
    [],
  );
  for (const { attributes } of scripts) assert.doesNotMatch(attributes, /\bsrc=/);
});

test('the page keeps to its size', (t) => {
  const block = (id) => scripts.find(({ attributes }) => attributes.includes(id))?.text ?? '';
  const packed = (id) => Buffer.from(block(id), 'base64');
  const module = packed('loyalane-engine-module');
  const samples = packed('loyalane-samples-module');
  const worker = packed('loyalane-engine-worker');
  const app = scripts.filter((script) => !isData(script)).reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const kilobytes = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;
  t.diagnostic(
    `page ${kilobytes(Buffer.byteLength(html))}: app ${kilobytes(app)}, module ${kilobytes(gunzipSync(module).length)} ` +
      `(gzip ${kilobytes(module.length)}), samples ${kilobytes(samples.length)} (gzip), worker ${kilobytes(worker.length)}`,
  );
  // The module 700 KB packed (docs/adr/0017), the page 2.75 MB in all.
  assert.ok(module.length <= 700 * 1024);
  assert.ok(Buffer.byteLength(html) <= 2.75 * 1024 * 1024);
  for (const one of [module, samples]) assert.equal(gunzipSync(one).subarray(0, 4).toString('latin1'), '\0asm');
});

for (const from of ['disk', 'http']) {
  test(`from ${from}, whatever tries to send is stopped, in the page and in a worker`, async () => {
    const heard = [];
    const listener = createServer((request, response) => {
      heard.push(request.url);
      response.end();
    });
    await new Promise((listening) => listener.listen(0, '127.0.0.1', listening));
    const target = `http://127.0.0.1:${listener.address().port}/`;
    const server = await servePage();
    const { page, seen, close } = await openPage(browser, from === 'disk' ? diskAddress() : server.address);
    const tries = await page.evaluate(async (address) => {
      const outcome = async (attempt) => {
        try {
          return (await attempt()) ?? 'sent';
        } catch {
          return 'stopped';
        }
      };
      const image = () =>
        new Promise((resolve) => {
          const element = new Image();
          element.onload = () => resolve('sent');
          element.onerror = () => resolve('stopped');
          element.src = `${address}image`;
        });
      const worker = () =>
        new Promise((resolve) => {
          const source = `fetch('${address}worker').then(() => postMessage('sent'), () => postMessage('stopped'))`;
          const made = new Worker(URL.createObjectURL(new Blob([source])));
          made.onmessage = ({ data }) => resolve(data);
        });
      return {
        fetch: await outcome(() => fetch(`${address}fetch`, { mode: 'no-cors' }).then(() => 'sent')),
        image: await outcome(image),
        worker: await outcome(worker),
        loadedWorker: await outcome(
          () =>
            new Promise((resolve) => {
              const made = new Worker(`${address}loaded`);
              made.onerror = () => resolve('stopped');
              made.onmessage = () => resolve('sent');
            }),
        ),
        beacon: await outcome(() => (navigator.sendBeacon(`${address}beacon`, 'x'), 'asked')),
        socket: await outcome(
          () =>
            new Promise((resolve) => {
              const made = new WebSocket(address.replace('http', 'ws'));
              made.onopen = () => resolve('sent');
              made.onerror = () => resolve('stopped');
            }),
        ),
      };
    }, target);
    // A moment for anything that was still on its way.
    await page.waitForTimeout(300);
    assert.deepEqual(tries, {
      fetch: 'stopped',
      image: 'stopped',
      worker: 'stopped',
      loadedWorker: 'stopped',
      beacon: 'asked',
      socket: 'stopped',
    });
    assert.deepEqual(heard, []);
    assert.ok(seen.violations.length > 0, 'the policy reports what it stopped');
    await close();
    await server.close();
    await new Promise((closed) => listener.close(closed));
  });
}
