import { describe, expect, it } from 'vitest';
import type { EngineError } from '../../../src/engine/protocol.ts';
import { pageRules } from '../../../src/features/export/page_rules.ts';
import { fileName, hindranceOf, hookOf, kExportItems, rowsOf } from '../../../src/features/export/export_items.ts';
import type { ImportResult, Shown, State } from '../../../src/state/state.ts';

const group = { id: 'INGEST-201', count: 2, severity: 'row', zh: '', en: '', zhRemedy: '', enRemedy: '' } as const;

const result = (excluded: number, count = 2): ImportResult =>
  ({
    generation: 3,
    report: { rowsIn: 100, used: 100 - excluded, excluded: excluded > 0 ? [{ ...group, count }] : [], notices: [] },
    summary: { customers: 40, active: 38 },
  }) as unknown as ImportResult;

const shown = (generation: number, customers: number, rfm: object = { value: {} }): Shown =>
  ({
    generation,
    value: { summary: { customers, active: customers - 1 }, rfm, abc: { value: {} } },
  }) as unknown as Shown;

const state = (of: Partial<Pick<State, 'result' | 'shown'>>): Pick<State, 'result' | 'shown'> => ({
  result: null,
  shown: null,
  ...of,
});

describe('fileName', () => {
  it('carries as-of date and language', () => {
    expect(fileName('客户分群', 'csv', '2026-10-31', 'zh', 'csv')).toBe('客户分群-2026-10-31-zh.csv');
    expect(fileName('segments', 'excel', '2026-10-31', 'en', 'csv')).toBe('segments-Excel-2026-10-31-en.csv');
    expect(fileName('segments', 'json', null, 'en', 'csv')).toBe('segments-en.json');
    expect(fileName('客户名单', 'xlsx', '2026-10-31', 'zh', 'csv')).toBe('客户名单-2026-10-31-zh.xlsx');
    expect(fileName('运行清单', null, '2026-10-31', 'zh', 'json')).toBe('运行清单-2026-10-31-zh.json');
  });

  it('holds nothing that a file system refuses', () => {
    expect(fileName('a/b: c?', null, null, 'en', 'csv')).toBe('a-b-c--en.csv');
  });
});

describe('rowsOf', () => {
  it('tells rows where they are known before writing', () => {
    const known = state({ result: result(7) });
    expect(rowsOf('segment', known)).toBe(40);
    expect(rowsOf('rfm', known)).toBe(38);
    expect(rowsOf('rejected', known)).toBe(7);
    expect(rowsOf('issues', known)).toBeNull();
  });

  it('does not tell rows left out where not all of them are listed', () => {
    expect(rowsOf('rejected', state({ result: result(1, 1000) }))).toBe(1);
    expect(rowsOf('rejected', state({ result: result(1, 1001) }))).toBeNull();
  });

  it('follows what is shown, and only if it is of this result', () => {
    expect(rowsOf('segment', state({ result: result(0), shown: shown(3, 41) }))).toBe(41);
    expect(rowsOf('segment', state({ result: result(0), shown: shown(2, 41) }))).toBe(40);
  });
});

describe('hindranceOf', () => {
  it('offers rows left out only where there are some', () => {
    expect(hindranceOf('rejected', state({ result: result(1) }))).toBeNull();
    expect(hindranceOf('rejected', state({ result: result(0) }))).toBe('nothing');
    expect(hindranceOf('issues', state({ result: result(0) }))).toBe('nothing');
  });

  it('says when RFM cannot be had', () => {
    const error = { error: { id: 'SEGMENT-106' } as EngineError };
    const without = state({ result: result(0), shown: shown(3, 41, error) });
    expect(hindranceOf('rfm', without)).toBe('rfm');
    expect(hindranceOf('abc', without)).toBeNull();
    expect(hindranceOf('segment', without)).toBeNull();
  });

  it('offers nothing without a result', () => {
    for (const { id } of kExportItems) expect(hindranceOf(id, state({}))).toBe('nothing');
  });
});

describe('the hooks of the buttons', () => {
  it('are all different', () => {
    const hooks = kExportItems.flatMap(({ id, forms }) =>
      forms.length === 0 ? [hookOf(id, null)] : forms.map((form) => hookOf(id, form)),
    );
    expect(new Set(hooks).size).toBe(hooks.length);
    expect(hooks).toEqual(expect.arrayContaining(['segment', 'segment-excel', 'segment-json', 'issues', 'manifest']));
  });
});

describe('what can be saved', () => {
  it('offers every table as a workbook, first', () => {
    const tables = kExportItems.filter(({ forms }) => forms.length > 0);
    expect(tables.map(({ id }) => id).sort()).toEqual(
      ['abc', 'groups', 'issues', 'merges', 'profile', 'rejected', 'rfm', 'segment', 'workbook'].sort(),
    );
    for (const { forms } of tables) expect(forms[0]).toBe('xlsx');
  });
});

describe('pageRules', () => {
  it.each(['zh', 'en'] as const)('number the pages and tell the as-of date in %s', (language) => {
    const rules = pageRules(language, '2026-10-31');
    expect(rules).toMatch(/size: A4 portrait/);
    expect(rules).toMatch(/@bottom-left \{ content: "[^"]*2026-10-31"/);
    expect(rules).toMatch(/counter\(page\) "[^"]*" counter\(pages\)/);
  });

  it('quote what stands in a text', () => {
    expect(pageRules('en', 'a"b\\c')).toContain('a\\"b\\\\c"');
  });
});
