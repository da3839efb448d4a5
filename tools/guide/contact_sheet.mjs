// Takes a picture of every state in both languages and themes, into build/screens/<language>-<theme>/<state>.png, with one contact sheet
// for each, and the printed report as PDF and as pages. For eyes: what is ugly, cut off or untranslated is seen here at one glance.
// Usage: node tools/guide/contact_sheet.mjs [language-theme …] [state …]

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { diskAddress, goTo, launch } from '../../tests/browser/support/page.mjs';
import { kScreens, openIn, openSample, reach, settled } from './screens.mjs';
import { sheetHtml } from './sheet_html.mjs';

const out = fileURLToPath(new URL('../../build/screens', import.meta.url));
const kSets = ['zh', 'en'].flatMap((language) => ['light', 'dark'].map((theme) => ({ language, theme })));
const kWide = { width: 1280, height: 900 };
const kNarrow = { width: 390, height: 844 };
const kHeightMax = 9000;
/** A4 without its margins, at the browser's 96 pixels an inch. */
const kPaper = { width: 718, height: 1000 };
const kPagesAtOnce = 2;

const wanted = process.argv.slice(2);
const sets = kSets.filter(
  ({ language, theme }) => !wanted.some((one) => /^(zh|en)-/.test(one)) || wanted.includes(`${language}-${theme}`),
);
const named = wanted.filter((one) => !/^(zh|en)-(light|dark)$/.test(one));
const screens = kScreens.filter(({ name }) => named.length === 0 || named.includes(name));

/** One picture; gives what the page did that it must not do. */
async function shoot(browser, set, screen, isNarrow, path) {
  const { page, seen, close } = await openIn(browser, set, isNarrow ? kNarrow : kWide);
  try {
    await reach(page, screen);
    if (screen.isWhole) await wholeHeight(page);
    await page.screenshot({ path });
    // Reloading is something that a state may do by itself.
    const requests = seen.requests.filter((address) => address !== diskAddress());
    return [...seen.violations, ...seen.errors, ...requests];
  } catch (reason) {
    return [String(reason).split('\n')[0]];
  } finally {
    await close();
  }
}

/** Charts draw themselves when they come into view: the window becomes as long as the page, up to a limit. */
async function wholeHeight(page) {
  const { width, height } = page.viewportSize();
  const all = await page.evaluate(() => document.documentElement.scrollHeight);
  if (all <= height) return;
  await page.setViewportSize({ width, height: Math.min(all, kHeightMax) });
  await page.waitForTimeout(600);
}

async function printedReport(browser, set, folder) {
  const { page, close } = await openIn(browser, set, kWide);
  await openSample(page);
  await goTo(page, 'export');
  await settled(page);
  await page.waitForTimeout(1500);
  const pdf = join(folder, 'report.pdf');
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  if (!pagesOf(pdf, join(folder, 'report-page'))) {
    await page.setViewportSize(kPaper);
    await page.emulateMedia({ media: 'print' });
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, 'report.png'), fullPage: true });
  }
  await close();
}

/** The pages of a PDF as pictures; false where the machine has nothing that draws them. */
function pagesOf(pdf, path) {
  try {
    execFileSync('pdftoppm', ['-r', '80', '-png', pdf, path], { stdio: 'pipe' });
    return true;
  } catch (reason) {
    if (reason.code !== 'ENOENT') throw reason;
    return false;
  }
}

async function contactSheet(browser, set, folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.png') && name !== 'sheet.png');
  const order = (name) => {
    const at = kScreens.findIndex((screen) => name === `${screen.name}.png` || name === `${screen.name}-narrow.png`);
    return at < 0 ? kScreens.length : at;
  };
  const pictures = names
    .sort((a, b) => order(a) - order(b) || a.length - b.length || a.localeCompare(b))
    .map((name) => ({
      name: name.replace(/\.png$/, ''),
      title: kScreens[order(name)]?.[set.language === 'zh' ? 'title' : 'en'] ?? '',
    }));
  const html = join(folder, 'sheet.html');
  writeFileSync(html, sheetHtml(set, pictures));
  const context = await browser.newContext({ viewport: { width: 1920, height: 1000 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(html).href);
  await page.waitForLoadState('load');
  await page.screenshot({ path: join(folder, 'sheet.png'), fullPage: true });
  await context.close();
}

const browser = await launch();
let told = 0;
for (const set of sets) {
  const folder = join(out, `${set.language}-${set.theme}`);
  if (named.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const jobs = screens.flatMap((screen) =>
    [false, ...(screen.isNarrow ? [true] : [])].map((isNarrow) => ({ screen, isNarrow })),
  );
  const work = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { screen, isNarrow } = job;
      const name = `${screen.name}${isNarrow ? '-narrow' : ''}`;
      const problems = await shoot(browser, set, screen, isNarrow, join(folder, `${name}.png`));
      for (const problem of problems) {
        ++told;
        console.log(`${set.language}-${set.theme}/${name}: ${problem}`);
      }
    }
  };
  await Promise.all(Array.from({ length: kPagesAtOnce }, work));
  if (named.length === 0) await printedReport(browser, set, folder);
  await contactSheet(browser, set, folder);
  console.log(`${folder}: ${readdirSync(folder).filter((name) => name.endsWith('.png')).length} pictures`);
}
await browser.close();
if (told > 0) process.exitCode = 1;
