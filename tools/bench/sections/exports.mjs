// Saving tables of a million customers: how long, and what the renderers hold at the peak beyond what they held before.

import { cliffFile } from '../cliff_files.mjs';
import { started } from '../browser/measure.mjs';
import { engines, kLoyalane } from '../contestants.mjs';
import { peakOf, rendererMegabytes } from '../processes.mjs';

const kCustomers = { quick: 100_000, full: 1_000_000 };
const kFiles = [
  { table: 'segment', form: 'csv' },
  { table: 'profile', form: 'json' },
  { table: 'workbook', form: 'xlsx' },
];

export async function exports({ browser, host, isQuick, sizes, say }) {
  const customers = sizes?.[0] ?? kCustomers[isQuick ? 'quick' : 'full'];
  const { file, bytes } = await cliffFile('exports', { rows: 2 * customers, customers });
  const engine = { ...engines.find(({ name }) => name === kLoyalane), asked: { table: 'profile' } };
  const files = await started(browser, host, engine, file, async (page) => {
    await page.evaluate((asked) => window.engine.read(document.querySelector('input').files[0], asked), engine.asked);
    const results = [];
    for (const asked of kFiles) {
      const before = rendererMegabytes();
      let saved;
      const peak = await peakOf(rendererMegabytes, async () => {
        saved = await page.evaluate((one) => window.engine.save(one), asked);
      });
      results.push({ ...asked, ...saved, megabytes: peak - before });
      say(`${asked.table} as ${asked.form}`);
    }
    return results;
  });
  return { customers, bytes, files };
}
