import { describe, expect, it } from 'vitest';
import { amountsAgree, rowCells } from '../../../src/features/card/source_rows.ts';

describe('amountsAgree', () => {
  it.each([
    ['2888.00', '2888.00', true],
    ['2888.00', '2888', true],
    ['-0.00', '0', true],
    ['007.50', '7.5', true],
    ['-7.50', '7.50', false],
    ['2888.00', '2888.01', false],
    // More digits than a double holds.
    ['90071992547409.93', '90071992547409.92', false],
    ['', '0.00', null],
    ['2888.00', '', null],
    ['1e3', '1000', null],
  ])('%j and %j: %s', (a, b, agree) => {
    expect(amountsAgree(a, b)).toBe(agree);
  });
});

it('rows carry their number and whether they count, then stand as in the file', () => {
  expect(
    rowCells(
      [
        { row: 2, cells: ['7551234567', '=1+1'], inWindow: true },
        { row: 9, cells: ['', 'x'], inWindow: false },
      ],
      (isIn) => (isIn ? 'yes' : 'no'),
    ),
  ).toEqual([
    ['2', 'yes', '7551234567', '=1+1'],
    ['9', 'no', '', 'x'],
  ]);
  expect(rowCells([{ row: 3, cells: ['a'], inWindow: false }], null)).toEqual([['3', 'a']]);
});
