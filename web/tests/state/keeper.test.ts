import { describe, expect, it } from 'vitest';
import { journalOf, keptFor } from '../../src/state/keeper.ts';
import { isStale, readTheSame } from '../../src/state/sources.ts';
import { initialDocument, initialState, type Document, type ImportResult } from '../../src/state/state.ts';
import { exampleSettings as settings } from './example_settings.ts';

const at = new Date('2026-11-22T08:00:00Z');
const entry = {
  id: 1,
  file: new File(['secret row'], '运单.csv'),
  isSample: false,
  overrides: { encoding: 'gb18030' },
  choice: null,
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
    expect(keptFor(journal, new File(['other row!'], '运单.csv'))?.overrides).toEqual({ encoding: 'gb18030' });
    expect(keptFor(journal, new File(['longer than before'], '运单.csv'))).toBeNull();
    expect(keptFor(journal, new File(['secret row'], '别的.csv'))).toBeNull();
    expect(keptFor(null, entry.file)).toBeNull();
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
  });

  it('does not depend on thresholds, filters or the zoom', () => {
    const moved = {
      ...document,
      settings: { ...settings, cvac: { ...settings.cvac, rival_attraction: 0.4 } },
      view: { filters: [], search: 'x', sort: null },
    };
    expect(readTheSame(moved, document)).toBe(true);
    expect(initialState.document).toBe(initialDocument);
  });
});
