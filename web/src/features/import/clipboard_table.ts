// Whether a text that was copied somewhere is a table, and how large: a paste outside any field is taken only when it is one.

export interface TableShape {
  readonly rows: number;
  readonly columns: number;
}

/** A longer text is cut by the engine's own rules; here only its start is looked at. */
const kLooksAtCharacters = 64 * 1024;
const kSeparators = ['\t', ';', ',', '|'];

/** A cell in quotes, which may hold line breaks and separators of its own: a spreadsheet copies such cells so. */
const kQuotedCell = /(^|[\t;,|\r\n])"(?:[^"]|"")+"/g;

const linesOf = (text: string): readonly string[] =>
  text
    .replace(kQuotedCell, '$1x')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');

/** Rows with text in them, and cells of the first one by the separator that splits it into most. */
export function tableShape(text: string): TableShape {
  const rows = linesOf(text).length;
  const first = linesOf(text.slice(0, kLooksAtCharacters))[0] ?? '';
  const columns = Math.max(0, ...kSeparators.map((separator) => first.split(separator).length));
  return { rows, columns: rows === 0 ? 0 : columns };
}

/** A header and a row below it, both of several cells: spreadsheets copy with TABs, exports with commas. A sentence is none. */
export function isTable(text: string): boolean {
  const lines = linesOf(text.slice(0, kLooksAtCharacters));
  const [first, second] = lines;
  if (first === undefined || second === undefined) return false;
  return kSeparators.some((separator) => {
    const cells = first.split(separator).length;
    return cells > 1 && second.split(separator).length === cells;
  });
}
