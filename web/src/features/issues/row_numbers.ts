// The numbers of the first rows that a cause hit, short enough for a line: neighbours as a span, by file where there are several.

export interface FileRows {
  readonly file: string;
  /** "3", "7–9" ... ascending. */
  readonly spans: readonly string[];
}

export interface RowNumbers {
  readonly files: readonly FileRows[];
  /** There are more rows than these. */
  readonly hasMore: boolean;
}

/** Of `rows` (ascending within a file; row 0 is no row), the first `spansMax` spans; `total` is how many rows there are in all. */
export function rowNumbers(
  rows: readonly { readonly file: string; readonly row: number }[],
  total: number,
  spansMax: number,
): RowNumbers {
  const spans: { file: string; from: number; to: number }[] = [];
  let told = 0;
  for (const { file, row } of rows) {
    if (row === 0) continue;
    const last = spans.at(-1);
    if (last?.file === file && last.to === row) {
      ++told;
    } else if (last?.file === file && last.to + 1 === row) {
      last.to = row;
      ++told;
    } else if (spans.length < spansMax) {
      spans.push({ file, from: row, to: row });
      ++told;
    } else {
      break;
    }
  }
  const files: { file: string; spans: string[] }[] = [];
  for (const { file, from, to } of spans) {
    let of = files.at(-1);
    if (of?.file !== file) files.push((of = { file, spans: [] }));
    of.spans.push(from === to ? String(from) : `${from}–${to}`);
  }
  return { files, hasMore: told < total };
}
