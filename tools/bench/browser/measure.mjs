// One run of one engine in a fresh page: starts it, gives it a file through the page's input, takes the time from there to its answer,
// and checks the answer afterwards.

import { peakOf, processorMilliseconds, rendererMegabytes } from '../processes.mjs';

const kLimitMilliseconds = 900_000;

/** Somebody's answer differs from the expected one. */
export class WrongAnswer extends Error {}

const same = (found, expected) => Object.keys(expected).every((key) => found?.[key] === expected[key]);

/** Calls `work` with a fresh page in which the engine has started and whose input holds the file. */
export async function started(browser, host, engine, file, work) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(kLimitMilliseconds);
  try {
    await page.goto(host.address);
    const emptyMegabytes = rendererMegabytes();
    await page.addScriptTag({ url: `${engine.script}.js` });
    const startMilliseconds = await page.evaluate(async (given) => {
      const begin = performance.now();
      await window.engine.start(given);
      return performance.now() - begin;
    }, engine.given ?? {});
    await page.setInputFiles('input', file);
    return await work(page, { emptyMegabytes, startMilliseconds });
  } finally {
    await context.close();
  }
}

/**
 * @param engine `name`, `script` (engines/), `given` for its start, `asked` for its reading
 * @param options `expected`: what its check must say, null where nothing is answered; `told`: what its reading must say;
 *   `withMemory`: also the renderers' peak, which takes time of its own
 */
export const measure = (browser, host, engine, file, { expected = null, told = null, withMemory = false } = {}) =>
  started(browser, host, engine, file, async (page, { emptyMegabytes, startMilliseconds }) => {
    const processorBefore = processorMilliseconds();
    let answer;
    const read = async () => {
      answer = await page.evaluate(async (asked) => {
        const [chosen] = document.querySelector('input').files;
        const begin = performance.now();
        const { phases, told: said } = await window.engine.read(chosen, asked);
        return { milliseconds: performance.now() - begin, phases, told: said };
      }, engine.asked ?? {});
    };
    const peak = withMemory ? await peakOf(rendererMegabytes, read) : (await read(), 0);
    answer.processor = processorMilliseconds() - processorBefore;
    const wrong = (found, wanted) => {
      throw new WrongAnswer(`${engine.name}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
    };
    if (told && !same(answer.told, told)) wrong(answer.told, told);
    if (expected) {
      const found = await page.evaluate(() => window.engine.check());
      if (!same(found, expected)) wrong(found, expected);
    }
    return { ...answer, started: startMilliseconds, megabytes: withMemory ? peak - emptyMegabytes : null };
  });
