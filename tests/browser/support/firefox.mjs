// Opens the built page in a real Firefox, over WebDriver BiDi (Playwright cannot drive a distribution's Firefox).

import { createRequire } from 'node:module';

const webRequire = createRequire(new URL('../../../web/package.json', import.meta.url));
const puppeteer = webRequire('puppeteer-core');

export const launchFirefox = () =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    // Nothing but the page speaks: no update checks, no captive-portal questions, no prefetching.
    extraPrefsFirefox: {
      'app.update.enabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'network.prefetch-next': false,
    },
  });

/** Opens the page and waits for its engine; a live record of violations, errors and requests after load. */
export async function openInFirefox(browser, address) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const seen = { violations: [], errors: [], requests: [] };
  let loaded = false;
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('request', (request) => {
    if (loaded && !request.url().startsWith('blob:')) seen.requests.push(request.url());
  });
  await page.evaluateOnNewDocument(() => {
    window.seenViolations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      window.seenViolations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(address);
  loaded = true;
  await page.waitForFunction(() => performance.getEntriesByName('loyalane:engine').length > 0);
  return {
    page,
    /** What the page did so far that it must never do. */
    async record() {
      return { ...seen, violations: await page.evaluate(() => window.seenViolations) };
    },
    close: () => context.close(),
  };
}
