import { describe, expect, it } from 'vitest';
import { cellText, tsv } from '../../src/ui/grid_cell.ts';

const columns = [
  { label: '客户', numeric: false },
  { label: 'CV', numeric: true },
];

describe('tsv', () => {
  it('has a header and takes the texts of marked cells', () => {
    expect(tsv(columns, [[{ text: '核心型', mark: 'core' }, '18.11']])).toBe('客户\tCV\r\n核心型\t18.11');
  });

  it('keeps each value in its own cell', () => {
    expect(tsv(columns, [['a\tb\r\nc', '1\t2']])).toBe('客户\tCV\r\na b c\t1 2');
    expect(tsv(columns, [['a']])).toBe('客户\tCV\r\na\t');
  });

  it.each(['=1+1', '+1', '-1', '@a', '\t=1'])('neutralises %j in texts, never in figures', (text) => {
    const [, row] = tsv(columns, [[text, '-1']]).split('\r\n');
    expect(row).toBe(`'${text.replace('\t', ' ')}\t-1`);
  });
});

describe('cellText', () => {
  it('is the text of any cell', () => {
    expect(cellText('a')).toBe('a');
    expect(cellText({ text: 'b', tone: 'bad' })).toBe('b');
    expect(cellText(undefined)).toBe('');
  });
});
