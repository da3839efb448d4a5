// Makes the guide's pictures anew: docs/guide/images/<language>-<name>.png, light, 1280 wide and cut to the part in question.
// Usage: node tools/guide/make_images.mjs [name …]

import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../../tests/browser/support/page.mjs';
import { indexed } from './indexed_png.mjs';
import { kPictures } from './pictures.mjs';
import { openIn, reach, screenNamed } from './screens.mjs';

const out = fileURLToPath(new URL('../../docs/guide/images', import.meta.url));
const kLanguages = ['zh', 'en'];
const kWidth = 1280;
/** High enough that no part is cut by the window and nothing that sticks to its edges lies over a part. */
const kWindowHeight = 1800;
const kMargin = 12;
const kPictureBytesMax = 150 * 1024;
const kAllBytesMax = 4 * 1024 * 1024;

/** The smallest rectangle that holds all boxes, with a margin, inside the window. */
function around(boxes, window, margin, height) {
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - margin);
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - margin);
  const right = Math.min(window.width, Math.max(...boxes.map((box) => box.x + box.width)) + margin);
  const bottom = Math.min(window.height, Math.max(...boxes.map((box) => box.y + box.height)) + margin);
  return { x: left, y: top, width: right - left, height: Math.min(bottom - top, height ?? Infinity) };
}

async function take(browser, language, { name, screen, part, margin, height, window: windowHeight }) {
  const viewport = { width: kWidth, height: windowHeight ?? kWindowHeight };
  const { page, close } = await openIn(browser, { language, theme: 'light' }, viewport);
  await reach(page, screenNamed(screen));
  const options = {};
  if (part) {
    const boxes = await Promise.all(part.map((selector) => page.locator(selector).first().boundingBox()));
    options.clip = around(boxes, viewport, margin ?? kMargin, height);
  }
  const picture = indexed(await page.screenshot(options));
  await close();
  if (picture.length > kPictureBytesMax) throw new Error(`${language}-${name}: ${picture.length} bytes are too many`);
  writeFileSync(join(out, `${language}-${name}.png`), picture);
}

const named = process.argv.slice(2);
const pictures = kPictures.filter(({ name }) => named.length === 0 || named.includes(name));
mkdirSync(out, { recursive: true });
const browser = await launch();
for (const language of kLanguages) {
  for (const picture of pictures) await take(browser, language, picture);
}
await browser.close();

const wanted = new Set(kLanguages.flatMap((language) => kPictures.map(({ name }) => `${language}-${name}.png`)));
for (const file of readdirSync(out)) if (!wanted.has(file)) rmSync(join(out, file));
const bytes = readdirSync(out).reduce((sum, file) => sum + statSync(join(out, file)).size, 0);
console.log(`${readdirSync(out).length} pictures, ${Math.round(bytes / 1024)} KB`);
if (bytes > kAllBytesMax) throw new Error('the pictures together are too big');
