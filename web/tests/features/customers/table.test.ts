import { describe, expect, it } from 'vitest';
import { cellOf, nextSort } from '../../../src/features/customers/cells.ts';
import { canMove, entriesOf, moved, toggled, withKey } from '../../../src/features/customers/column_choice.ts';
import { windowsOf } from '../../../src/features/customers/copied_rows.ts';
import { kCustomerColumns } from '../../../src/i18n/customer_columns.ts';

const names = { types: [{ id: 'loyal', zh: '忠诚型客户', en: 'Loyal' }], segments: [] };
const thresholds = { cv: 18, ac: 14 };

describe('cellOf', () => {
  it('gives types their mark', () => {
    expect(cellOf('zh', 'type', 'loyal', names, thresholds)).toEqual({ text: '忠诚型客户', mark: 'loyal' });
  });

  // docs/formulas/cvac.md: "CV 17.999997 < 18" must not read as 18.00.
  it('never lets a figure of an axis read on the wrong side of its threshold', () => {
    expect(cellOf('zh', 'cv', '17.999997', names, thresholds)).toBe('17.999997');
    expect(cellOf('zh', 'cv', '18', names, thresholds)).toBe('18.00');
    expect(cellOf('zh', 'ac', '14.0903', names, thresholds)).toBe('14.09');
  });

  it('shows what is missing as nothing', () => {
    expect(cellOf('en', 'cv', '', names, thresholds)).toBe('');
    expect(cellOf('en', 'satisfaction', '', names, thresholds)).toBe('');
  });
});

describe('nextSort', () => {
  it('begins figures with the greatest, turns them round, then gives the order up', () => {
    const first = nextSort(null, 'cv');
    expect(first).toEqual({ column: 'cv', descending: true });
    const second = nextSort(first, 'cv');
    expect(second).toEqual({ column: 'cv', descending: false });
    expect(nextSort(second, 'cv')).toBeNull();
  });

  it('begins texts and days with the first, and another column anew', () => {
    expect(nextSort({ column: 'cv', descending: false }, 'customer_name')).toEqual({
      column: 'customer_name',
      descending: false,
    });
    expect(nextSort(null, 'last_ship')).toEqual({ column: 'last_ship', descending: false });
  });
});

describe('column choice', () => {
  const columns = ['customer_id', 'cv', 'ac'];

  it('keeps the key first whatever the document says', () => {
    expect(withKey(['cv', 'customer_id', 'cv'])).toEqual(['customer_id', 'cv']);
    expect(toggled(columns, 'customer_id')).toEqual(columns);
    expect(moved(columns, 'customer_id', 1)).toEqual(columns);
    expect(moved(columns, 'cv', -1)).toEqual(columns);
  });

  it('lists every column once, those shown first', () => {
    const entries = entriesOf(columns);
    expect(entries.slice(0, 3)).toEqual(columns.map((id) => ({ id, isShown: true })));
    expect(entries.map(({ id }) => id).sort()).toEqual(kCustomerColumns.map(({ id }) => id).sort());
    expect(entries.slice(3).every(({ isShown }) => !isShown)).toBe(true);
  });

  it('adds, removes and moves', () => {
    expect(toggled(columns, 'amount')).toEqual(['customer_id', 'cv', 'ac', 'amount']);
    expect(toggled(columns, 'cv')).toEqual(['customer_id', 'ac']);
    expect(moved(columns, 'cv', 1)).toEqual(['customer_id', 'ac', 'cv']);
    expect(canMove(columns, 'cv', -1)).toBe(false);
    expect(canMove(columns, 'cv', 1)).toBe(true);
    expect(canMove(columns, 'ac', 1)).toBe(false);
    expect(canMove(columns, 'amount', 1)).toBe(false);
  });
});

describe('copied rows', () => {
  it('are asked for in windows', () => {
    expect(windowsOf(150, 560, 200)).toEqual([
      { offset: 150, limit: 200 },
      { offset: 350, limit: 200 },
      { offset: 550, limit: 10 },
    ]);
    expect(windowsOf(3, 3, 200)).toEqual([]);
  });
});
