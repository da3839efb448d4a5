import { describe, expect, it } from 'vitest';
import { layoutFacts } from '../../../src/features/import/layout_facts.ts';
import { column, probe } from '../../state/examples.ts';

const plain = probe([column(0, 'Line Type', null), column(1, '运单号', 'waybill_no')]);

describe('layoutFacts', () => {
  it('has nothing to say of a plain table', () => {
    expect(layoutFacts(plain)).toEqual([]);
  });

  it('tells where the header stands, and how many rows it takes', () => {
    expect(layoutFacts({ ...plain, headerRow: 5, headerRows: 2 })).toEqual([
      { kind: 'above', row: 5 },
      { kind: 'twoRows' },
    ]);
  });

  it('shows the line that ends the table as it stands in the file, and only below the header', () => {
    const plan = { ...plain.plan, endMarks: ['月结权益优惠', '备注'] };
    const rows = (...texts: readonly string[]) => texts.map((text) => ['', text]);
    const statement = {
      ...plain,
      plan,
      headerRow: 2,
      preview: rows('备注：内部使用', '日期', '01-02', ' 月结权益优惠 ：'),
    };
    expect(layoutFacts(statement)).toContainEqual({ kind: 'ends', mark: ' 月结权益优惠 ：' });
    expect(layoutFacts({ ...statement, preview: rows('备注', '日期', '01-02') })).toContainEqual({
      kind: 'ends',
      mark: null,
    });
  });

  it('tells pairs of labels and values, kinds of rows, and answers in words', () => {
    const plan = { ...plain.plan, keyValue: true, only: { column: 0, value: 'S' }, scoreWords: true };
    expect(layoutFacts({ ...plain, plan, headerRow: 0 })).toEqual([
      { kind: 'keyValue' },
      { kind: 'only', column: 'Line Type', value: 'S' },
      { kind: 'scoreWords' },
    ]);
  });

  it('passes on what the engine found out by itself', () => {
    const found = probe([], {}, [
      { id: 'INGEST-343', header: '' },
      { id: 'INGEST-306', header: '' },
    ]);
    expect(layoutFacts(found)).toEqual([{ kind: 'found', finding: found.issues[0] }]);
  });
});
