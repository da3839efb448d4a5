import { describe, expect, it } from 'vitest';
import { foreignCurrency } from '../../../src/features/import/currency_marks.ts';
import { column, probe } from '../../state/examples.ts';

const amount = (header: string, ...samples: readonly string[]) => ({ ...column(0, header, 'amount'), samples });

describe('foreignCurrency', () => {
  it('finds a sign in the header, in a value, and in a line above the table', () => {
    const file = probe([]);
    expect(foreignCurrency(file, amount('运费（港币）', '8'))).toEqual({ found: 'HKD', value: '运费（港币）' });
    expect(foreignCurrency(file, amount('Freight', '8', 'US$9.50'))).toEqual({ found: 'USD', value: 'US$9.50' });
    const titled = { ...file, headerRow: 2, preview: [['Statement', 'Currency: EUR'], ['Freight']] };
    expect(foreignCurrency(titled, amount('Freight', '8'))).toEqual({ found: 'EUR', value: 'Currency: EUR' });
  });

  it('sees none in yuan, in a word that only holds its letters, or below the header', () => {
    const file = { ...probe([]), preview: [['金额'], ['EUR']] };
    expect(foreignCurrency(file, amount('金额(元)', '¥8', 'Eurasia 5'))).toBeNull();
  });
});
