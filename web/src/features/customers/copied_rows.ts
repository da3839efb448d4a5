// Rows for the clipboard: they may be far from those in view, and are asked for in windows.

/** The windows that rows [from, to) are asked for in. */
export function windowsOf(from: number, to: number, limit: number): readonly { offset: number; limit: number }[] {
  const windows: { offset: number; limit: number }[] = [];
  for (let offset = from; offset < to; offset += limit) windows.push({ offset, limit: Math.min(limit, to - offset) });
  return windows;
}
