import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { found, nameOf, termOf, terms, wordsOf } from '../../../src/features/definitions/terms.ts';
import { kLanguages } from '../../../src/i18n/translate.ts';

const project = fileURLToPath(new URL('../../../..', import.meta.url));

/** The columns of every table, as the engine lists them. */
function columnsOfTables(): string[] {
  const source = readFileSync(join(project, 'core/view/columns.cpp'), 'utf8');
  const list = /kColumns = \{\{([\s\S]*?)\}\};/.exec(source)?.[1] ?? '';
  return [...list.matchAll(/\{"([a-z_]+)", ColumnKind/g)].map(([, id]) => id ?? '');
}

const sourcesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));

/** Ids that the page asks a definition for, where they are written out: `of="cv"`, `define: 'cv'`, `.define=${'cv'}`. */
function idsAskedFor(): { id: string; file: string }[] {
  const patterns = [/<loyalane-info\s[^>]*?\bof="([^"$]+)"/g, /\bdefine: '([^']+)'/g, /\bdefine=(?:"|\$\{')([^"'$]+)/g];
  return sourcesUnder(join(project, 'web/src')).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, id]) => ({ id: id ?? '', file })));
  });
}

describe('the definitions', () => {
  it('cover every column of the tables', () => {
    const columns = columnsOfTables();
    expect(columns).toContain('monthly_contribution');
    expect(columns.filter((id) => !termOf(id))).toEqual([]);
  });

  it('cover every id that the page asks for', () => {
    const asked = idsAskedFor();
    expect(asked.map(({ id }) => id)).toContain('share_interval');
    expect(asked.filter(({ id }) => !termOf(id))).toEqual([]);
  });

  it.each([
    'core',
    'contested',
    'loyal',
    'general',
    'borderline',
    'provisional',
    'dormant',
    'new',
    'rfm',
    'rfm.r',
    'rfm.f',
    'rfm.m',
    'abc',
    'gini',
    'top_share',
    'share_interval',
    'thresholds',
    'thresholds.fixed',
    'thresholds.parity',
    'thresholds.quantile',
    'thresholds.mean',
    'thresholds.two_class',
    'thresholds.manual',
    'weights',
    'consistency',
    'coverage',
    'lambda_max',
    'rows_used',
    'rows_excluded',
    'window',
    'as_of',
    'hysteresis',
    'parity',
    'carriers',
    'purchase_cycle',
    'tenure',
    'recency',
  ])('have %s', (id) => {
    expect(termOf(id)).toBeDefined();
  });

  it.each(kLanguages)('say what each term is, and where it comes from: %s', (language) => {
    for (const term of terms) {
      const { name, what, source } = wordsOf(language, term);
      expect(name, term.id).not.toBe('');
      expect(what.length, term.id).toBeGreaterThan(8);
      expect(source, term.id).not.toBe('');
      // A reader has neither the requirements nor the repository.
      expect(source, term.id).not.toMatch(/S\d-\d|docs\/|\.md/);
    }
  });

  it.each(kLanguages)('have names that can be told apart: %s', (language) => {
    const names = terms.map((term) => nameOf(language, term));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('lead only to other terms that there are', () => {
    for (const { id, related } of terms) {
      expect(related.length, id).toBeGreaterThan(0);
      expect(
        related.filter((other) => other === id || !termOf(other)),
        id,
      ).toEqual([]);
      expect(new Set(related).size, id).toBe(related.length);
    }
  });

  it('name pages of formulas that there are', () => {
    for (const { id, pages } of terms) {
      expect(
        pages.filter((page) => !existsSync(join(project, 'docs/formulas', `${page}.md`))),
        id,
      ).toEqual([]);
    }
  });

  it('name the page that says the same', () => {
    // A formula's own page uses the numbers that the definition quotes.
    const page = (name: string): string => readFileSync(join(project, `docs/formulas/${name}.md`), 'utf8');
    const quoted = (id: string): string => {
      const term = termOf(id);
      return term ? wordsOf('en', term).formula : '';
    };
    const pairs = (text: string): string[] => [...text.matchAll(/([\d. ]*\d)→(\d+)/g)].map(([pair]) => pair.trim());
    for (const id of ['s_m', 's_a', 's_c', 's_tenure', 's_recency', 's_sat']) {
      const points = pairs(quoted(id));
      expect(points.length, id).toBeGreaterThan(1);
      for (const point of points) expect(page('cvac'), `${id} ${point}`).toContain(point);
    }
    expect(page('profile')).toContain('30.4375');
    expect(quoted('months_observed')).toContain('30.4375');
    expect(page('ahp')).toContain('0.58, 0.90, 1.12');
    expect(quoted('consistency')).toMatch(/RI\(3\) = 0\.58, RI\(5\) = 1\.12/);
  });
});

describe('the search', () => {
  const ids = (search: string, language: 'zh' | 'en' = 'zh'): string[] => found(language, search).map(({ id }) => id);

  it('finds names in either language, ids, and words of the definition; names first', () => {
    expect(ids('基尼')[0]).toBe('gini');
    expect(ids('GINI')[0]).toBe('gini');
    expect(ids('lambda_max')).toContain('lambda_max');
    expect(ids('退款')).toContain('amount');
    expect(ids('refunds', 'en')).toContain('amount');
  });

  it('wants all words, whatever their width', () => {
    expect(ids('ＲＦＭ 代码')[0]).toBe('rfm_code');
    expect(ids('客户 xyz')).toEqual([]);
  });

  it('lists all terms where nothing is asked', () => {
    expect(found('zh', '  ')).toBe(terms);
  });
});
