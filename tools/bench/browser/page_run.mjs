// One run of the page itself: from the moment a file is dropped on it to the finished screen with table and RFM, as a person would
// see it. The button is pressed by the page's own script as soon as it can be.

import { dropFiles, openPage } from '../../../tests/browser/support/page.mjs';
import { peakOf, processorMilliseconds, rendererMegabytes } from '../processes.mjs';

const kOpenBeforeMs = 2000;

/** Waits in the page for the drop, presses the button, and gives the times; runs inside the page. */
function watchDrop() {
  const app = () => document.querySelector('loyalane-app').shadowRoot;
  const inside = (selector) => app()?.querySelector(selector)?.shadowRoot;
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const until = async (holds) => {
    const limit = performance.now() + 600_000;
    while (!holds()) {
      if (performance.now() > limit) throw new Error(`waited too long for ${holds.name}`);
      await frame();
    }
    return performance.now();
  };
  const isMapped = () => {
    const cards = [...(inside('loyalane-mapping-view')?.querySelectorAll('loyalane-source-card') ?? [])];
    return (
      cards.length > 0 &&
      cards.every((card) => card.shadowRoot?.querySelector('article')?.getAttribute('aria-busy') === 'false')
    );
  };
  const isShown = () => {
    const screen = inside('loyalane-results-screen');
    const part = (view, what) => screen?.querySelector(view)?.shadowRoot?.querySelector(what);
    return (
      part('loyalane-figures-view', 'dl') &&
      part('loyalane-rfm-view', 'button') &&
      part('loyalane-customers-view', 'loyalane-grid')?.shadowRoot?.querySelector('tbody tr')
    );
  };
  window.longTasks = [];
  new PerformanceObserver((list) =>
    window.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({
    type: 'longtask',
  });
  window.wholeRun = new Promise((done, failed) => {
    const follow = async () => {
      const dropped = performance.now();
      const mapped = await until(isMapped);
      const button = [...inside('loyalane-mapping-view').querySelectorAll('button.primary')].at(-1);
      if (button.disabled) throw new Error('the page cannot read the file without a question');
      button.click();
      const shown = await until(isShown);
      done({
        milliseconds: shown - dropped,
        phases: { 'look at the file': mapped - dropped, 'button to screen': shown - mapped },
        longestTask: Math.max(0, ...window.longTasks),
      });
    };
    window.addEventListener('drop', () => void follow().catch(failed), { capture: true, once: true });
  });
}

export async function measurePage(browser, address, file, { withMemory = false } = {}) {
  const emptyMegabytes = withMemory ? rendererMegabytes() : 0;
  const { page, seen, close } = await openPage(browser, address);
  try {
    // Nobody drops a file in the first moment; starting is counted apart (sections/start.mjs).
    await page.waitForTimeout(kOpenBeforeMs);
    await page.evaluate(watchDrop);
    const processorBefore = processorMilliseconds();
    let answer;
    const read = async () => {
      await dropFiles(page, [file]);
      answer = await page.evaluate(() => window.wholeRun);
    };
    const peak = withMemory ? await peakOf(rendererMegabytes, read) : (await read(), 0);
    if (seen.errors.length > 0) throw new Error(seen.errors.join('\n'));
    return {
      ...answer,
      processor: processorMilliseconds() - processorBefore,
      megabytes: withMemory ? peak - emptyMegabytes : null,
    };
  } finally {
    await close();
  }
}
