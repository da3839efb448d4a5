import { describe, expect, it } from 'vitest';
import { journalOf, keptFor } from '../../src/state/keeper.ts';
import { changedParts, isStale, readTheSame } from '../../src/state/sources.ts';
import {
  initialDocument,
  initialState,
  type Document,
  type ImportResult,
  type SourceEntry,
} from '../../src/state/state.ts';
import { exampleSettings as settings } from './example_settings.ts';

const at = new Date('2026-11-22T08:00:00Z');
const entry = {
  id: 1,
  file: new File(['secret row'], '运单.csv'),
  isSample: false,
  overrides: { encoding: 'gb18030' },
  choice: null,
  profile: null,
  refused: null,
};
const document: Document = { ...initialDocument, settings, sources: [entry] };

describe('the journal', () => {
  it('holds names and decisions, and nothing of what stands in the files', () => {
    const journal = journalOf(document, at);
    expect(journal).toMatchObject({
      version: 1,
      savedAt: '2026-11-22T08:00:00.000Z',
      files: [{ name: '运单.csv', size: 10, overrides: { encoding: 'gb18030' } }],
      rest: { settings },
    });
    expect(JSON.stringify(journal)).not.toContain('secret');
    expect(journal?.files[0]).not.toHaveProperty('file');
  });

  it('is not written for samples, which are made anew', () => {
    expect(journalOf({ ...document, sources: [{ ...entry, isSample: true }] }, at)).toBeNull();
    expect(journalOf(initialDocument, at)).toBeNull();
  });

  it('knows a file again by name and size', () => {
    const journal = journalOf(document, at);
    expect(keptFor(journal, new File(['other row!'], '运单.csv'))).toEqual([
      { overrides: { encoding: 'gb18030' }, choice: null, profile: null },
    ]);
    expect(keptFor(journal, new File(['longer than before'], '运单.csv'))).toEqual([]);
    expect(keptFor(journal, new File(['secret row'], '别的.csv'))).toEqual([]);
    expect(keptFor(null, entry.file)).toEqual([]);
  });

  it('gives a workbook back once for each sheet that was read of it', () => {
    const sheets = ['1月', '2月', '1月'].map((sheet, at) => ({ ...entry, id: at, overrides: { sheet } }));
    const journal = journalOf({ ...document, sources: sheets }, at);
    expect(keptFor(journal, entry.file).map(({ overrides }) => overrides)).toEqual([
      { sheet: '1月' },
      { sheet: '2月' },
    ]);
  });

  it('knows nothing of entries that could not be taken out of their archive', () => {
    const refused = { id: 'INGEST-123' } as NonNullable<SourceEntry['refused']>;
    expect(journalOf({ ...document, sources: [{ ...entry, refused }] }, at)).toBeNull();
  });
});

describe('a result', () => {
  const result = { document } as ImportResult;

  it('is stale once files, columns, window or as-of date differ, and fresh again when they come back', () => {
    expect(isStale({ document, result })).toBe(false);
    expect(isStale({ document, result: null })).toBe(false);
    const other = { ...document, sources: [{ ...entry, overrides: {} }] };
    expect(isStale({ document: other, result })).toBe(true);
    const dated = { ...document, settings: { ...settings, as_of: '2026-06-30' } };
    expect(isStale({ document: dated, result })).toBe(true);
    expect(isStale({ document: { ...document, sources: [{ ...entry }] }, result })).toBe(false);
    const merges = [{ into: 'A', from: ['a'] }];
    const merged = { ...document, settings: { ...settings, customers: { ...settings.customers, merges } } };
    expect(isStale({ document: merged, result })).toBe(true);
    const taxed = { ...document, settings: { ...settings, money: { ...settings.money, default_tax_rate: 0.06 } } };
    expect(isStale({ document: taxed, result })).toBe(true);
  });

  it('says what differs, part by part', () => {
    const entryWith = (change: Partial<SourceEntry>): Document => ({ ...document, sources: [{ ...entry, ...change }] });
    expect(changedParts(document, { ...document })).toEqual([]);
    expect(changedParts(document, entryWith({ id: 2, overrides: {} }))).toEqual(['files']);
    expect(changedParts(document, entryWith({ overrides: {} }))).toEqual(['reading']);
    expect(changedParts(document, entryWith({ choice: { fields: {}, customerKey: null, answered: [] } }))).toEqual([
      'columns',
    ]);
    const rules = { amount: 'zero' } as const;
    expect(changedParts(document, entryWith({ overrides: { ...entry.overrides, rules } }))).toEqual(['rowRules']);
    const mapping = { version: 1 } as const;
    expect(changedParts(document, entryWith({ overrides: { ...entry.overrides, mapping } }))).toEqual(['mapping']);
    expect(changedParts(document, entryWith({ overrides: { ...entry.overrides, mapping, rules } }))).toEqual([
      'rowRules',
    ]);
    const merges = [{ into: 'A', from: ['a'] }];
    const settled = { ...settings, as_of: '2026-06-30', customers: { ...settings.customers, merges } };
    expect(changedParts(document, { ...document, settings: settled })).toEqual(['window', 'merges']);
  });

  it('does not depend on thresholds, groups, filters or the zoom', () => {
    const groups = [{ name: '集团', members: ['A'] }];
    const moved = {
      ...document,
      settings: {
        ...settings,
        cvac: { ...settings.cvac, rival_attraction: 0.4 },
        customers: { ...settings.customers, groups },
      },
      view: { filters: [], search: 'x', sort: null },
    };
    expect(readTheSame(moved, document)).toBe(true);
    expect(initialState.document).toBe(initialDocument);
  });
});
