// What stands in a cell of the table.

export type GridTone = 'good' | 'bad' | 'warn';

/** A text, or a text with a mark or a tone. */
export type GridCell =
  | string
  | {
      readonly text: string;
      /** Id of a customer type: its mark stands before the text. */
      readonly mark?: string;
      /** Colour and a sign before the text. */
      readonly tone?: GridTone;
      readonly kind?: 'number';
    };

export type GridRow = readonly GridCell[];

export const cellText = (cell: GridCell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));

/** Rows as tab-separated text with a header, for the clipboard. What a spreadsheet would take for a formula gets an apostrophe in front,
 *  figures excepted; a tab or a line break in a text would start another cell and becomes a space. */
export function tsv(
  columns: readonly { readonly label: string; readonly numeric: boolean }[],
  rows: readonly GridRow[],
): string {
  const oneCell = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');
  const neutral = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${oneCell(text)}` : oneCell(text));
  return [
    columns.map(({ label }) => oneCell(label)),
    ...rows.map((row) =>
      columns.map(({ numeric }, at) => (numeric ? oneCell(cellText(row[at])) : neutral(cellText(row[at])))),
    ),
  ]
    .map((cells) => cells.join('\t'))
    .join('\r\n');
}
