// Opens the built page in a real Chromium, from disk or over http, and watches what must never happen: content policy violations,
// console errors, and requests after load.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

// The browser tests live beside the native ones; their packages are the page's.
const webRequire = createRequire(new URL('../../../web/package.json', import.meta.url));
const { chromium } = webRequire('playwright-core');

const project = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
export const pagePath = process.env.LOYALANE_PAGE ?? project('dist/loyalane.html');
export const axeSource = readFileSync(webRequire.resolve('axe-core/axe.min.js'), 'utf8');

/** Programs of the native build, by their path under build/native. */
export function nativeProgram(path) {
  const program = project(`build/native/${path}`);
  if (!existsSync(program)) throw new Error(`${program} is missing: build it first (make native)`);
  return program;
}

const kChromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: kChromiumFlags });

/** Serves the page alone on the loopback interface; counts every request it gets. */
export async function servePage() {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    if (request.url !== '/loyalane.html') return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(readFileSync(pagePath));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${server.address().port}/loyalane.html`,
    requests,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

export const diskAddress = () => pathToFileURL(pagePath).href;

/**
 * Opens the page in a fresh context and waits until the engine is ready.
 * @returns the page, and a live record of what it did: `violations`, `errors`, `requests` (after load).
 */
export async function openPage(browser, address, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  const seen = { violations: [], errors: [], requests: [] };
  let loaded = false;
  await page.exposeFunction('tellViolation', (what) => seen.violations.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
    );
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  // Blobs are bytes of the page itself: its workers and what it saves.
  context.on('request', (request) => {
    if (loaded && !request.url().startsWith('blob:')) seen.requests.push(request.url());
  });
  await page.goto(address);
  loaded = true;
  await page.waitForFunction(() => performance.getEntriesByName('loyalane:engine').length > 0);
  return { page, seen, close: () => context.close() };
}

/** Drops files from the disk onto the middle of the window, as a hand does. */
export async function dropFiles(page, files) {
  const session = await page.context().newCDPSession(page);
  const drag = (type) =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: 100,
      y: 300,
      data: { items: [], files, dragOperationsMask: 1 },
    });
  await drag('dragEnter');
  await drag('dragOver');
  await drag('drop');
  await session.detach();
}

/** Waits until every dropped file has been looked at. */
export const mappingReady = (page) =>
  page.waitForFunction(() => {
    const app = document.querySelector('loyalane-app');
    const view = app?.shadowRoot?.querySelector('loyalane-mapping-view');
    const cards = [...(view?.shadowRoot?.querySelectorAll('loyalane-source-card') ?? [])];
    return (
      cards.length > 0 &&
      cards.every((card) => card.shadowRoot?.querySelector('article')?.getAttribute('aria-busy') === 'false')
    );
  });

/** Answers what is asked about columns with "not used", where anything is. */
export async function leaveUnused(page) {
  const leave = page.locator('[data-action=leave-unused]');
  if (await leave.isVisible()) await leave.click();
}

/** Presses the segment button; what comes of it is the caller's to see. */
export const startSegment = (page) => page.locator('loyalane-mapping-view button.primary').last().click();

/** Presses the segment button and waits until every part of the result is there. */
export async function segment(page) {
  await leaveUnused(page);
  await startSegment(page);
  await resultReady(page);
}

/** The result is shown: its figures, and the first row of its table. */
export async function resultReady(page) {
  await page.locator('loyalane-figures-view dl').waitFor({ timeout: 120_000 });
  await page.locator('loyalane-customers-view tbody tr').first().waitFor();
}

/** Drops files and waits until the customers in them are shown. */
export async function segmentFiles(page, files) {
  await dropFiles(page, files);
  await mappingReady(page);
  await segment(page);
}

/** A page on the club of these files. */
export async function openClub(browser, files, options = {}) {
  const opened = await openPage(browser, diskAddress(), options);
  await segmentFiles(opened.page, files);
  await goTo(opened.page, 'club');
  return opened;
}

/** Goes to a screen of the club. */
export const showScreen = (page, screen) => page.locator(`loyalane-club-view [data-page=${screen}]`).click();

/** All that the page knows, as it is now. */
export const stateOf = (page) => page.evaluate(() => document.querySelector('loyalane-app').workbench.store.state);

/** By how many pixels the page is wider than the window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Goes to a step by its button. */
export const goTo = (page, step) => page.locator(`nav button[data-step=${step}]`).click();

const kLanguageNames = { zh: '中文', en: 'English' };
export const setLanguage = (page, language) =>
  page.getByRole('button', { name: kLanguageNames[language], exact: true }).click();

/** Chooses the light or the dark theme. */
export const setTheme = (page, theme) =>
  page.evaluate((chosen) => document.querySelector('loyalane-app').workbench.setTheme(chosen), theme);

/** Presses an export button of the export step and gives the saved file. */
export async function exported(page, what) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`loyalane-export-view button[data-export="${what}"]`).click(),
  ]);
  return { bytes: readFileSync(await download.path()), name: download.suggestedFilename() };
}

/** Serious and critical findings of axe on the page as it stands, as `rule: targets`. */
export async function axeFindings(page) {
  // The protocol evaluates past the content policy; nothing is loaded into the page's own scripts.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => (await window.axe.run(document)).violations);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
}
