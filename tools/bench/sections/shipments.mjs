// W1 in the browser: only reading it, Loyalane, the others; and the page itself from the drop to the finished screen.

import { measure } from '../browser/measure.mjs';
import { measurePage } from '../browser/page_run.mjs';
import { engines, kLoyalane, peers, readers } from '../contestants.mjs';
import { answerOf } from '../answers.mjs';
import { nativeProgram } from '../paths.mjs';
import { inTurn, millisecondsOf, phasesOf, spreadOf } from '../rounds.mjs';
import { ratios } from '../statistics.mjs';
import { w1 } from '../data.mjs';

export const kPage = 'Loyalane, the page';
const kSizes = { quick: [100_000, 1_000_000], full: [100_000, 1_000_000, 10_000_000] };
const kRounds = { quick: { 100_000: 3, 1_000_000: 3 }, full: { 100_000: 9, 1_000_000: 7, 10_000_000: 5 } };

/** The answers of everybody at one file, before anything is timed: they must be the command line's, and plain SQL's. */
async function agree({ browser, host, rows, file, isQuick, sqlAnswer, say }) {
  const expected = await answerOf(nativeProgram('tools/cli/loyalane'), file);
  const bySql = await sqlAnswer(file);
  if (bySql.digest !== expected.digest)
    throw new Error(`command line and SQL disagree: ${JSON.stringify(expected)}, ${JSON.stringify(bySql)}`);
  const able = engines.filter(
    ({ mostRows = Infinity, slow = false }) => rows <= mostRows && !(slow && isQuick && rows > 100_000),
  );
  for (const engine of able) await measure(browser, host, engine, file, { expected });
  say(
    `${rows} rows: ${able.map(({ name }) => name).join(', ')}, the command line and SQL give the same ${expected.customers} customers`,
  );
  return { expected, able };
}

async function shipmentsOf(rows, { browser, host, pageAddress, isQuick, rounds, sqlAnswer, say }) {
  const { file, bytes } = await w1(rows);
  const { expected, able } = await agree({ browser, host, rows, file, isQuick, sqlAnswer, say });
  const ways = isQuick ? readers.filter(({ isUsuallyBest }) => isUsuallyBest) : readers;
  const contestants = [
    ...ways.map((reader) => ({ name: reader.name, run: () => measure(browser, host, reader, file) })),
    ...able.map((engine) => ({
      name: engine.name,
      run: () => measure(browser, host, engine, file, { expected }),
      // Others may fail at so large a file, and that is told.
      mayFail: engine.name !== kLoyalane,
    })),
    { name: kPage, run: () => measurePage(browser, pageAddress, file) },
  ];
  const results = await inTurn(contestants, rounds ?? kRounds[isQuick ? 'quick' : 'full'][rows] ?? 5, say);

  const timed = Object.fromEntries(
    [...results].map(([name, result]) => [
      name,
      {
        milliseconds: spreadOf(result),
        processor: spreadOf(result, 'processor'),
        phases: phasesOf(result),
        failure: result.failure,
      },
    ]),
  );
  const best = ways
    .map(({ name }) => name)
    .sort((a, b) => timed[a].milliseconds.median - timed[b].milliseconds.median)[0];
  const times = (slow, fast) => ratios(millisecondsOf(results.get(slow)), millisecondsOf(results.get(fast)));
  return {
    rows,
    bytes,
    customers: expected.customers,
    timed,
    bestReading: best,
    toReading: { [kLoyalane]: times(kLoyalane, best), [kPage]: times(kPage, best) },
    aheadOf: Object.fromEntries(
      able
        .filter(({ name }) => name !== kLoyalane && timed[name].milliseconds)
        .map(({ name }) => [name, { [kLoyalane]: times(name, kLoyalane), [kPage]: times(name, kPage) }]),
    ),
    unable: Object.fromEntries(
      peers
        .filter((peer) => !able.includes(peer))
        .map(({ name, why, mostRows = Infinity }) => [
          name,
          rows > mostRows ? why : 'it takes too long for a quick run',
        ]),
    ),
  };
}

export async function shipments(given) {
  const sizes = [];
  for (const rows of given.sizes ?? kSizes[given.isQuick ? 'quick' : 'full'])
    sizes.push(await shipmentsOf(rows, given));
  return sizes;
}
