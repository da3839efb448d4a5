// Runs contestants in turn, round after round (A B C A B C ...), so that what else the machine does meets all of them.

import { loadavg } from 'node:os';
import { WrongAnswer } from './browser/measure.mjs';
import { spread } from './statistics.mjs';

/**
 * @param contestants `name`, `run()` giving at least `milliseconds`, `mayFail`: others may fail at a file, and that is told; nobody may be wrong
 * @returns by name: `runs` (one a round, null where it failed), `failure` (the first one's text)
 */
export async function inTurn(contestants, rounds, say = () => undefined) {
  const results = new Map(contestants.map(({ name }) => [name, { runs: [], failure: null }]));
  for (let round = 0; round < rounds; ++round) {
    for (const { name, run, mayFail = false } of contestants) {
      const result = results.get(name);
      // What failed once at this file fails again, and takes its time to.
      if (result.failure !== null) {
        result.runs.push(null);
        continue;
      }
      try {
        result.runs.push(await run());
      } catch (reason) {
        if (!mayFail || reason instanceof WrongAnswer) throw reason;
        result.runs.push(null);
        result.failure = String(reason.message).split('\n')[0];
      }
    }
    say(`round ${round + 1} of ${rounds}, load ${loadavg()[0].toFixed(1)}`);
  }
  return results;
}

export const millisecondsOf = ({ runs }) => runs.map((run) => run?.milliseconds ?? null);
export const spreadOf = (result, key = 'milliseconds') =>
  spread(result.runs.flatMap((run) => (typeof run?.[key] === 'number' ? [run[key]] : [])));

/** Of each phase that the runs tell, by its name. */
export const phasesOf = ({ runs }) => {
  const named = Object.keys(runs.find((run) => run !== null)?.phases ?? {});
  return Object.fromEntries(
    named.map((name) => [name, spreadOf({ runs: runs.map((run) => run && { milliseconds: run.phases[name] }) })]),
  );
};
