// What the programs that this process started take of the machine (Linux's /proc).

import { readFileSync, readdirSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

const kTickMilliseconds = 10; // Linux's USER_HZ
const kLookMilliseconds = 50;

const readOr = (path, other) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return other; // it ended meanwhile
  }
};

/** Every process that descends from this one: its id and the fields of its stat line from the state on. */
function descendants() {
  const processes = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      // Behind the name, which may hold anything: state, parent, ...; utime and stime are the 12th and 13th.
      .map((name) => [Number(name), readOr(`/proc/${name}/stat`, ') ? 0').split(') ').at(-1).split(' ')]),
  );
  const parent = (id) => Number(processes.get(id)?.[1] ?? 0);
  const descends = (id) => id > 1 && (parent(id) === process.pid || descends(parent(id)));
  return [...processes].filter(([id]) => descends(id));
}

/** What they have used of the processor, all threads together: on a busy machine it says more than a clock. */
export const processorMilliseconds = () =>
  descendants().reduce((sum, [, fields]) => sum + Number(fields[11] ?? 0) + Number(fields[12] ?? 0), 0) *
  kTickMilliseconds;

/** Megabytes (10^6) that belong to the browser's renderers and to no other process. */
export function rendererMegabytes() {
  const kilobytes = descendants()
    .filter(([id]) => readOr(`/proc/${id}/cmdline`, '').includes('--type=renderer'))
    .flatMap(([id]) => [...readOr(`/proc/${id}/smaps_rollup`, '').matchAll(/^Private_\w+:\s+(\d+) kB/gm)])
    .reduce((sum, [, number]) => sum + Number(number), 0);
  return (kilobytes * 1024) / 1e6;
}

/** Runs `work` and gives the most that `measure` said meanwhile. */
export async function peakOf(measure, work) {
  let peak = measure();
  const look = () => (peak = Math.max(peak, measure()));
  const timer = setInterval(look, kLookMilliseconds);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return peak;
}
