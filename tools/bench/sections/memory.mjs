// The renderers' memory at its peak, above what the bare page takes: only reading the file, Loyalane, the others, and the page itself.

import { measure } from '../browser/measure.mjs';
import { measurePage } from '../browser/page_run.mjs';
import { answerOf } from '../answers.mjs';
import { engines, kLoyalane, readers } from '../contestants.mjs';
import { nativeProgram } from '../paths.mjs';
import { inTurn, spreadOf } from '../rounds.mjs';
import { w1 } from '../data.mjs';

const kReadings = ['reading: 16 MB slices, 4 in flight', 'reading: BYOB streams of 4 MB, 4 workers'];
const kRounds = { quick: 1, full: 3 };

/** Over 4 GB, where offsets no longer fit 32 bits. */
const kLargeRows = 37_000_000;

/** Only reading in two ways, the engines that `isMeasured` takes, and the page, in turn. */
async function heldAt(rows, isMeasured, { browser, host, pageAddress, rounds, say }) {
  const { file, bytes } = await w1(rows);
  const expected = await answerOf(nativeProgram('tools/cli/loyalane'), file);
  const withMemory = true;
  const results = await inTurn(
    [
      ...readers
        .filter(({ name }) => kReadings.includes(name))
        .map((reader) => ({ name: reader.name, run: () => measure(browser, host, reader, file, { withMemory }) })),
      ...engines.filter(isMeasured).map((engine) => ({
        name: engine.name,
        run: () => measure(browser, host, engine, file, { expected, withMemory }),
        mayFail: engine.name !== kLoyalane,
      })),
      { name: 'Loyalane, the page', run: () => measurePage(browser, pageAddress, file, { withMemory }) },
    ],
    rounds,
    say,
  );
  const each = (key) => Object.fromEntries([...results].map(([name, result]) => [name, spreadOf(result, key)]));
  return {
    rows,
    bytes,
    megabytes: each('megabytes'),
    milliseconds: each('milliseconds'),
    failures: Object.fromEntries([...results].map(([name, { failure }]) => [name, failure])),
  };
}

export async function memory(context) {
  const { isQuick, sizes: wanted } = context;
  const rounds = context.rounds ?? kRounds[isQuick ? 'quick' : 'full'];
  const sizes = [];
  for (const rows of wanted ?? (isQuick ? [1_000_000] : [1_000_000, 10_000_000])) {
    const isMeasured = ({ mostRows = Infinity, slow = false }) => rows <= mostRows && !(slow && isQuick);
    sizes.push(await heldAt(rows, isMeasured, { ...context, rounds }));
  }
  return sizes;
}

/** A file of 6 GB, beside only reading it. */
export const large = (context) =>
  heldAt(context.sizes?.[0] ?? kLargeRows, ({ name }) => name === kLoyalane, {
    ...context,
    rounds: context.rounds ?? kRounds.full,
  });
