// How fast the files are read and how long it will still take, from how it went so far. Pure.

/** Where a pass over the files stood at a moment. */
export interface PassMark {
  readonly pass: number;
  readonly atMs: number;
  readonly bytes: number;
}

/** Before so much time and so much of the files the pace says nothing. */
const kJudgedAfterMs = 2000;
const kJudgedAfterShare = 0.05;
const kMsInSecond = 1000;
/** A pace is told sooner than a time: nobody counts on it. */
const kPacedAfterMs = 500;

/** Bytes a second of this pass; null while that cannot be told. */
export function pace(start: PassMark, now: PassMark): number | null {
  const spentMs = now.atMs - start.atMs;
  const read = now.bytes - start.bytes;
  if (start.pass !== now.pass || spentMs < kPacedAfterMs || read <= 0) return null;
  return (read / spentMs) * kMsInSecond;
}

/** Seconds left of this pass, rounded up; null while that cannot be told. `start` is the mark of the pass's first bytes. */
export function secondsLeft(start: PassMark, now: PassMark, bytesTotal: number): number | null {
  const spentMs = now.atMs - start.atMs;
  const read = now.bytes - start.bytes;
  if (start.pass !== now.pass || spentMs < kJudgedAfterMs || read < bytesTotal * kJudgedAfterShare || read <= 0) {
    return null;
  }
  return Math.ceil(((bytesTotal - now.bytes) / read) * (spentMs / kMsInSecond));
}

/** A time that can be read while it runs: seconds in steps of five above ten, minutes above ninety seconds. */
export function timeInWords(seconds: number): { readonly unit: 'seconds' | 'minutes'; readonly count: number } {
  if (seconds > 90) return { unit: 'minutes', count: Math.ceil(seconds / 60) };
  return { unit: 'seconds', count: seconds > 10 ? Math.ceil(seconds / 5) * 5 : Math.max(1, seconds) };
}
