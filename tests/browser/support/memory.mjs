// How much memory the browser that this process started takes, all its processes together (Linux's /proc).

import { readdirSync, readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

const kLookMilliseconds = 30;

/** Resident megabytes of every process that descends from this one. */
function residentMegabytes() {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const number = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
        return [{ id: Number(name), parent: number('PPid'), kilobytes: number('VmRSS') }];
      } catch {
        return []; // it ended meanwhile
      }
    });
  const descends = ({ parent }) => {
    const of = processes.find(({ id }) => id === parent);
    return parent === process.pid || (of !== undefined && descends(of));
  };
  return processes.filter(descends).reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024;
}

/** Runs `work` and gives the megabytes that it took at its peak above what there was before. */
export async function peakMegabytes(work) {
  const before = residentMegabytes();
  let peak = before;
  const look = () => (peak = Math.max(peak, residentMegabytes()));
  const timer = setInterval(look, kLookMilliseconds);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return peak - before;
}
