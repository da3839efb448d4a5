import { describe, expect, it } from 'vitest';
import type { EngineError } from '../../../src/engine/protocol.ts';
import { faultyPlaces, groupOf } from '../../../src/features/settings/form_places.ts';
import {
  currenciesWithoutRate,
  isRate,
  kFirstRateDay,
  rateFaults,
  withRowsFor,
} from '../../../src/features/settings/money_faults.ts';
import { settingsSentences } from '../../../src/features/settings/sentences.ts';
import { readSettings, settingsText } from '../../../src/features/settings/settings_file.ts';
import { withSetting } from '../../../src/features/settings/setting_paths.ts';
import { exampleSettings } from '../../state/example_settings.ts';

const hkd = { currency: 'HKD', from: '2026-01-01', rate: '0.92' };
const withRates = (...rates: (typeof hkd)[]): typeof exampleSettings =>
  withSetting(exampleSettings, 'money.rates', rates);
const problem = (id: string, params: Record<string, string>) =>
  ({ from: 'engine', error: { id, params } as unknown as EngineError }) as const;

describe('a rate table', () => {
  it('has three letters, a day and a positive decimal in each row', () => {
    expect(rateFaults({ currency: 'CNY', rates: [hkd] })).toEqual([]);
    expect(rateFaults({ currency: 'CNY', rates: [{ currency: 'HK', from: '', rate: '0' }] })).toEqual([
      { at: 0, of: 'currency', fault: 'currency' },
      { at: 0, of: 'from', fault: 'day' },
      { at: 0, of: 'rate', fault: 'rate' },
    ]);
  });

  it('has no rate of the currency of all figures (PROFILE-103), and no two of one day (PROFILE-102)', () => {
    expect(rateFaults({ currency: 'HKD', rates: [hkd] })).toEqual([{ at: 0, of: 'currency', fault: 'own' }]);
    expect(rateFaults({ currency: 'CNY', rates: [hkd, hkd] })).toEqual([{ at: 1, of: 'from', fault: 'twice' }]);
  });

  // The limits are those of docs/formulas/currency-and-tax.md: nine decimals, above 0, at most a million.
  it.each(['0.92', '7', '0.000000001', '1000000'])('takes %s', (text) => expect(isRate(text)).toBe(true));
  it.each(['', '0', '-1', '1e3', '0,92', '0.0000000001', '1000001', '.5'])('refuses %j', (text) =>
    expect(isRate(text)).toBe(false),
  );

  it('gets a row for each currency that has none', () => {
    const missing = currenciesWithoutRate(problem('PROFILE-101', { currencies: 'CNY, HKD, USD', missing: 'HKD, USD' }));
    expect(missing).toEqual(['HKD', 'USD']);
    expect(withRowsFor(withRates(hkd).money, missing).rates).toEqual([
      hkd,
      { currency: 'USD', from: kFirstRateDay, rate: '' },
    ]);
    expect(currenciesWithoutRate(problem('PROFILE-104', { missing: 'HKD' }))).toEqual([]);
  });
});

describe('money in the form', () => {
  it('is faulty where its fields are', () => {
    expect(faultyPlaces(withRates(hkd), new Map())).toEqual([]);
    expect(faultyPlaces(withRates({ ...hkd, rate: 'x' }), new Map())).toEqual(['money.rates']);
    expect(faultyPlaces(withSetting(exampleSettings, 'money.currency', 'RM'), new Map())).toEqual(['money.currency']);
    expect(faultyPlaces(exampleSettings, new Map([['money.default_tax_rate', '600']]))).toEqual([
      'money.default_tax_rate',
    ]);
    expect(groupOf('money.rates')).toBe('money');
  });

  it('is said in sentences', () => {
    const say = (settings: typeof exampleSettings): string[] =>
      settingsSentences('zh', { settings, summary: null, report: null })
        .filter(({ group }) => group === 'money')
        .map(({ text }) => text);
    expect(say(exampleSettings)).toEqual(['金额按 CNY 合计；没有设汇率。', '金额口径：含税；没有默认税率。']);
    expect(say(withSetting(withRates(hkd), 'money.default_tax_rate', 0.06))).toEqual([
      '金额按 CNY 合计；2026-01-01 起 1 HKD = 0.92 CNY。',
      '金额口径：含税；没有写明税率的文件按 6% 换算。',
    ]);
  });
});

describe('a settings file', () => {
  it('keeps rates, merges and groups', () => {
    const settings = withSetting(withRates(hkd), 'customers', {
      merges: [{ into: 'A', from: ['B'] }],
      groups: [{ name: '甲集团', members: ['A', 'C'] }],
    });
    expect(readSettings(settingsText(settings), exampleSettings)).toEqual({ settings });
  });

  it.each([
    [{ money: { rates: [{ currency: 'HKD', from: '2026-01-01', rate: 0.92 }] } }, 'money.rates'],
    [{ money: { default_tax_rate: '6%' } }, 'money.default_tax_rate'],
    [{ customers: { merges: [{ into: 'A', from: 'B' }] } }, 'customers.merges'],
    [{ customers: { groups: [{ name: 'A', members: [1] }] } }, 'customers.groups'],
  ])('refuses what the form cannot show: %j', (given, key) => {
    expect(readSettings(JSON.stringify(given), exampleSettings)).toEqual({ fault: 'shape', key });
  });
});
