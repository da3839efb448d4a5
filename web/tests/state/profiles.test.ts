import { describe, expect, it } from 'vitest';
import {
  alike,
  isOpenToProfiles,
  keptMapping,
  placeIn,
  profileName,
  profilesText,
  readAnew,
  readProfiles,
  signatureOf,
  startsAnew,
  withoutProfile,
  withProfiles,
  withWishes,
} from '../../src/state/profiles.ts';
import { probeKey } from '../../src/state/sources.ts';
import type { KeptProfile, SourceEntry } from '../../src/state/state.ts';
import { column, probe, readySource } from './examples.ts';

const entry: SourceEntry = {
  id: 3,
  file: new File(['x'], 'a.csv'),
  isSample: false,
  overrides: {},
  choice: null,
  profile: null,
  refused: null,
};
const kept = (name: string, signature: string): KeptProfile => ({ name, signature, mapping: { version: 1 } });

describe('the name of a profile', () => {
  it.each([
    ['顺丰账单202609.xlsx', '顺丰账单'],
    ['2026年9月顺丰账单.xlsx', '顺丰账单'],
    ['2026-09 圆通运单.csv', '圆通运单'],
    ['9月份中通.csv', '中通'],
    ['月结.zip/sub/申通(2026).xlsx', '申通'],
    ['shipments_2026_09.csv', 'shipments'],
    ['export 09 north.csv', 'export north'],
    ['韵达２０２６.xls', '韵达'],
    ['no extension', 'no extension'],
    ['202609.csv', '202609'],
  ])('of %s is %s', (file, name) => {
    expect(profileName(file, [])).toBe(name);
  });

  it('is another one where it is taken', () => {
    expect(profileName('顺丰1.csv', ['顺丰', '顺丰 2'])).toBe('顺丰 3');
  });
});

describe('what is kept of a mapping', () => {
  const mapping = {
    version: 1,
    dataset: 'shipments',
    encoding: 'gb18030',
    delimiter: ',',
    headerRow: 5,
    headerRows: 1,
    sheet: '9月',
    billMonth: '2026-09',
    fields: { 运单号: 'waybill_no' },
    rules: { amount: 'zero' },
  } as const;

  it('is what holds for the next month too', () => {
    expect(keptMapping(mapping, {})).toEqual({
      version: 1,
      dataset: 'shipments',
      fields: { 运单号: 'waybill_no' },
      rules: { amount: 'zero' },
    });
  });

  it('is also what the user had to say, now or when the profile was made', () => {
    expect(keptMapping(mapping, { header: 5, sheet: '9月', billMonth: '2026-09' })).toMatchObject({ headerRow: 5 });
    expect(keptMapping(mapping, { header: 5, sheet: '9月', billMonth: '2026-09' })).not.toHaveProperty('billMonth');
    const again = keptMapping(mapping, { mapping: { version: 1, encoding: 'gb18030' }, delimiter: ',' });
    expect(again).toMatchObject({ encoding: 'gb18030', delimiter: ',' });
    expect(again).not.toHaveProperty('headerRow');
  });
});

describe('the signature that a profile is kept under', () => {
  const probes = {
    [probeKey(3, {})]: { kind: 'ready', probe: { ...probe([]), signature: 'cover' } },
    [probeKey(3, { sheet: '明细' })]: { kind: 'ready', probe: { ...probe([]), signature: 'found first' } },
  } as const;
  const final = { ...probe([]), signature: 'by hand' };

  it('is the one that the file has before anybody said anything', () => {
    expect(signatureOf({ ...entry, overrides: { header: 4, sheet: '明细' } }, probes, final)).toBe('found first');
    expect(signatureOf({ ...entry, overrides: { header: 4 } }, probes, final)).toBe('cover');
    expect(signatureOf({ ...entry, id: 4, overrides: { header: 4 } }, probes, final)).toBe('by hand');
    expect(signatureOf({ ...entry, profile: { name: 'a', signature: 'known' } }, probes, final)).toBe('known');
    expect(signatureOf({ ...entry, profile: 'refused' }, probes, final)).toBe('cover');
  });
});

describe('wishes', () => {
  it('that change the columns let go of a profile, and another sheet of where the table stood', () => {
    expect(startsAnew({ sheet: 'x' }) && startsAnew({ dataset: 'cases' })).toBe(true);
    expect(startsAnew({ billMonth: '2026-09', rules: {} })).toBe(false);
    const before = { mapping: { version: 1 }, header: 3, dataset: 'cases', billMonth: '2026-09' } as const;
    expect(readAnew(before, { encoding: 'big5' })).toEqual({
      header: 3,
      dataset: 'cases',
      billMonth: '2026-09',
      encoding: 'big5',
    });
    expect(readAnew(before, { sheet: '2' })).toEqual({ billMonth: '2026-09', sheet: '2' });
  });

  it('in the words of a mapping go beside those of a profile', () => {
    const before = { mapping: { version: 1, currency: 'CNY', rules: {} }, billMonth: '2026-09' } as const;
    expect(withWishes(before, { mapping: { version: 1, currency: 'HKD' } })).toEqual({
      mapping: { version: 1, currency: 'HKD', rules: {} },
      billMonth: '2026-09',
    });
    expect(withWishes(before, { billMonth: '2026-10' })).toEqual({ ...before, billMonth: '2026-10' });
  });

  it('about the place of a table stay with its file', () => {
    expect(placeIn({ header: 2, dataset: 'cases', rules: {}, billMonth: '2026-09' })).toEqual({
      header: 2,
      billMonth: '2026-09',
    });
  });

  it('close a file to profiles, but for its sheet', () => {
    expect(isOpenToProfiles(entry)).toBe(true);
    expect(isOpenToProfiles({ ...entry, overrides: { sheet: '2', billMonth: '2026-09' } })).toBe(true);
    for (const closed of [
      { overrides: { dataset: 'cases' } },
      { overrides: { mapping: { version: 1 } } },
      { choice: { fields: {}, answered: [], customerKey: null } },
      { isSample: true },
      { profile: 'refused' },
    ] as const) {
      expect(isOpenToProfiles({ ...entry, ...closed })).toBe(false);
    }
  });
});

describe('files alike', () => {
  const columns = [column(0, '客户', 'customer_id'), column(1, '日期', null, true)];
  const answered = (id: number, fields: Record<string, string>): ReturnType<typeof readySource> => {
    const source = readySource(id, probe(columns));
    const choice = { fields, answered: [1], customerKey: 'customer_id' };
    return { ...source, state: { kind: 'ready', probe: probe(columns), choice } };
  };

  it('are those with the same columns that are read in another way', () => {
    const model = answered(1, { 0: 'customer_id', 1: 'ship_time' });
    const turned = probe([column(0, '日期', 'ship_time'), column(1, '客户', 'customer_id')]);
    const sources = [
      model,
      readySource(2, probe(columns)),
      answered(3, { 0: 'customer_id', 1: 'ship_time' }),
      readySource(4, turned),
      readySource(5, { ...probe(columns), signature: 'other' }),
    ];
    expect(alike(sources, 1).map(({ id }) => id)).toEqual([2]);
    // Something is asked about this one itself.
    expect(alike(sources, 2)).toEqual([]);
  });
});

describe('a book of profiles', () => {
  it('has one for each signature, newest first', () => {
    const book = withProfiles([kept('a', '1'), kept('b', '2')], [kept('c', '3'), kept('B', '2')]);
    expect(book.map(({ name }) => name)).toEqual(['c', 'B', 'a']);
    expect(withoutProfile(book, '3').map(({ name }) => name)).toEqual(['B', 'a']);
  });

  it('reads back as it was written, and nothing else with it', () => {
    const book = [
      kept('顺丰账单', '1'),
      { ...kept('b', '2'), mapping: { version: 1, fields: { 金额: 'amount' } } as const },
    ];
    expect(readProfiles(profilesText(book))).toEqual(book);
    expect(readProfiles(JSON.stringify({ version: 1, profiles: [{ ...kept('a', '1'), more: 1 }] }))).toEqual([
      kept('a', '1'),
    ]);
  });

  it('is told from other JSON, and from one that is damaged', () => {
    for (const other of ['{"rows":[]}', '[1]', '{"a":1}\n{"a":2}', 'a,b', '{"profiles":[]', 'null']) {
      expect(readProfiles(other)).toBeNull();
    }
    for (const bad of [
      { version: 2, profiles: [] },
      { version: 1, profiles: {} },
      { version: 1, profiles: [{ name: 'a', signature: '1' }] },
      { version: 1, profiles: [{ name: '', signature: '1', mapping: { version: 1 } }] },
      { version: 1, profiles: [{ name: 'a', signature: '1', mapping: { version: 2 } }] },
    ]) {
      expect(readProfiles(JSON.stringify(bad))).toBe('bad');
    }
  });
});
