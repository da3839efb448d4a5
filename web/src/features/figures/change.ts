// How a figure compares with that of the run before.

/** Up, down or same, and by how much; null where there is nothing to compare with. */
export interface Change {
  readonly way: 'up' | 'down' | 'same';
  readonly by: number;
}

/** Differences below this are noise of the printed precision, not a change. */
const kSame = 1e-9;

export function changeOf(now: number | null, before: number | null | undefined): Change | null {
  if (now === null || before === null || before === undefined) return null;
  const by = now - before;
  if (Math.abs(by) < kSame) return { way: 'same', by: 0 };
  return by > 0 ? { way: 'up', by } : { way: 'down', by: -by };
}
