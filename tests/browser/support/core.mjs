// dist/loyalane-core.mjs in a page of its own, without anything of ours around it.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const corePath = fileURLToPath(new URL('../../../dist/loyalane-core.mjs', import.meta.url));

/** A blank page with `core` (what the module exports) and an input whose files are `file(0)`, `file(1)` ... */
export async function openCore(browser, files) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setContent('<input type="file" multiple>');
  await page.evaluate(
    async (code) => {
      const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      globalThis.core = await import(address);
      globalThis.file = (at) => document.querySelector('input').files[at];
    },
    readFileSync(corePath, 'utf8'),
  );
  await page.locator('input').setInputFiles(files);
  return { page, errors, close: () => context.close() };
}
