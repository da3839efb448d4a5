import { describe, expect, it } from 'vitest';
import { isTable, tableShape } from '../../../src/features/import/clipboard_table.ts';

describe('isTable', () => {
  it.each([
    ['cells of a spreadsheet', '客户\t寄件日期\t金额\r\n甲公司\t2026/1/5\t12.50\r\n'],
    ['an export', '客户,寄件日期,金额\n甲公司,2026-01-05,12.50'],
    ['blank lines between', 'a;b\n\n1;2\n'],
    ['a line break inside a cell', '客户\t备注\r\n甲公司\t"先打电话\n再上门"\r\n'],
  ])('takes %s', (_, text) => expect(isTable(text)).toBe(true));

  it.each([
    ['nothing', ''],
    ['a word', '甲公司'],
    ['a sentence, with commas', 'Dear all, please find the figures below, thanks.'],
    ['one row', '甲公司\t2026/1/5\t12.50'],
    ['lines of text', '第一行\n第二行\n第三行'],
    ['a letter', 'Dear Ann,\nplease call back.'],
  ])('leaves %s alone', (_, text) => expect(isTable(text)).toBe(false));
});

describe('tableShape', () => {
  it('counts rows with text, and the cells of the first', () => {
    expect(tableShape('客户\t日期\t金额\nA\t2026/1/5\t12\n\n')).toEqual({ rows: 2, columns: 3 });
    expect(tableShape('a,b\r\n1,2\r\n3,4')).toEqual({ rows: 3, columns: 2 });
  });

  it('takes a cell with line breaks, quotes and separators of its own for one cell', () => {
    expect(tableShape('"客户\n名称"\t备注\n甲\t"一\n""二""\t三"\n乙\t四\n')).toEqual({ rows: 3, columns: 2 });
    // A quote inside a cell, and one that is never closed, are plain characters.
    expect(tableShape('尺寸\t备注\n5"\t好\n6"\t"没完\n')).toEqual({ rows: 3, columns: 2 });
  });

  it('is nothing where there is no text', () => {
    expect(tableShape(' \n\t\n')).toEqual({ rows: 0, columns: 0 });
  });
});
