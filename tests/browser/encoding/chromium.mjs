// What the real Chromium makes of bytes. Its path is in the environment variable CHROMIUM, else /usr/bin/chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const streamsSource = readFileSync(new URL('./decode_all.mjs', import.meta.url), 'utf8');

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium on an empty page that holds decode_all.mjs as `decodeAll`. The caller closes the browser. */
export async function openChromium() {
  const { chromium } = require('playwright-core');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: quiet,
  });
  const page = await browser.newPage();
  await page.evaluate(async (source) => {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    globalThis.decodeAll = await import(url);
  }, streamsSource);
  return { browser, page };
}

/** The bytes that `make` (run in the page with `argument`; gives a Uint8Array) yields. */
export async function bytesFromPage(page, make, argument) {
  const text = await page.evaluate(
    async ([source, value]) => {
      const bytes = await new Function(`return (${source})`)()(value);
      const reader = new FileReader();
      return new Promise((resolve) => {
        reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
        reader.readAsDataURL(new Blob([bytes]));
      });
    },
    [make.toString(), argument],
  );
  return Buffer.from(text, 'base64');
}
