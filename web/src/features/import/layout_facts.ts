// What about a file is not as in a plain table, as sentences: each with the way to have it read otherwise, where there is one.

import type { EngineError, FileProbe } from '../../engine/protocol.ts';

/** Findings that say how the file is read; they stand among these sentences, not among the remarks. */
export const kLayoutFindings: ReadonlySet<string> = new Set([
  ...['INGEST-342', 'INGEST-343', 'INGEST-346', 'INGEST-347', 'INGEST-348'],
]);

export type LayoutFact =
  | { readonly kind: 'above'; readonly row: number }
  | { readonly kind: 'twoRows' }
  | { readonly kind: 'keyValue' }
  /** Null: no such line among the first rows. */
  | { readonly kind: 'ends'; readonly mark: string | null }
  | { readonly kind: 'only'; readonly column: string; readonly value: string }
  | { readonly kind: 'scoreWords' }
  | { readonly kind: 'found'; readonly finding: EngineError };

/** What has to stand in the mapping for the file to be read otherwise (docs/settings.md). */
export const kOtherwise = {
  keyValue: { keyValue: false },
  ends: { endMarks: [] },
  only: { only: 'all' },
} as const;

const bare = (text: string): string => text.replace(/[\s:：*]+/g, '').toLowerCase();

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** The cell that ends the table, as it stands in the file. */
function endIn({ preview, headerRow, headerRows }: FileProbe, marks: readonly string[]): string | null {
  const below = preview.slice(headerRow + headerRows - 1);
  const firsts = below.map((row) => row.find((cell) => cell.trim() !== '') ?? '');
  return firsts.find((cell) => cell !== '' && marks.some((mark) => bare(cell).startsWith(bare(mark)))) ?? null;
}

function kindOfRows(probe: FileProbe): LayoutFact | null {
  const { only } = probe.plan;
  if (typeof only !== 'object' || only === null || !('column' in only) || !('value' in only)) return null;
  const column = probe.columns.find(({ index }) => index === only.column);
  return column ? { kind: 'only', column: column.header, value: String(only.value) } : null;
}

export function layoutFacts(probe: FileProbe): readonly LayoutFact[] {
  const { plan, headerRow, headerRows } = probe;
  const facts: LayoutFact[] = [];
  if (plan.keyValue === true) facts.push({ kind: 'keyValue' });
  else if (headerRow > 1) facts.push({ kind: 'above', row: headerRow });
  if (headerRow > 0 && headerRows > 1) facts.push({ kind: 'twoRows' });
  const marks = textsIn(plan.endMarks);
  if (marks.length > 0) facts.push({ kind: 'ends', mark: endIn(probe, marks) });
  const only = kindOfRows(probe);
  if (only) facts.push(only);
  if (plan.scoreWords === true) facts.push({ kind: 'scoreWords' });
  const found = probe.issues.filter(({ id }) => kLayoutFindings.has(id));
  return [...facts, ...found.map((finding): LayoutFact => ({ kind: 'found', finding }))];
}
