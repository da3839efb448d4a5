// Whether the rows found in the files are those that a figure was made of.

/** Decimal text without its accidents: "007.50" → "7.5", "-0.00" → "0". Null for what is no decimal. */
function plain(decimal: string): string | null {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim()) ?? [];
  if (sign === undefined) return null;
  const integer = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  const text = rest === '' ? integer : `${integer}.${rest}`;
  return sign === '-' && text !== '0' ? `-${text}` : text;
}

/** Two amounts as decimal text say the same; null where either is not known. */
export function amountsAgree(a: string, b: string): boolean | null {
  const [left, right] = [plain(a), plain(b)];
  return left === null || right === null ? null : left === right;
}

/** Rows of a file as a table shows them: row number, whether it counts (where that is a question), then the file's own columns. */
export const rowCells = (
  rows: readonly { readonly row: number; readonly cells: readonly string[]; readonly inWindow: boolean }[],
  counts: ((isIn: boolean) => string) | null,
): readonly (readonly string[])[] =>
  rows.map(({ row, cells, inWindow }) => [String(row), ...(counts ? [counts(inWindow)] : []), ...cells]);
