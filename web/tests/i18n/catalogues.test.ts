import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { translate } from '../../src/i18n/translate.ts';
import { zh } from '../../src/i18n/zh.ts';

const parameters = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
const keys = Object.keys(zh) as (keyof typeof zh)[];

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
  });

  it.each(keys)('take the same parameters in both languages: %s', (key) => {
    expect(parameters(en[key])).toEqual(parameters(zh[key]));
    expect(zh[key].trim()).not.toBe('');
    expect(en[key].trim()).not.toBe('');
  });

  it.each(keys.filter((key) => !key.startsWith('list.')))('say nothing in the wrong language: %s', (key) => {
    expect(en[key]).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('the page', () => {
  const source = new URL('../../src/', import.meta.url);
  const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^i18n\/(texts\/|zh\.ts|en\.ts)/.test(name))
    .map((name) => readFileSync(new URL(name, source), 'utf8'))
    .join('\n');
  // Keys are also made at run time: `column.${id}`, `${'settings.cuts'}.${choice}`, and `${key}.one` for one of a thing.
  const beginnings = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, beginning]) => beginning ?? '');

  it.each(keys)('uses %s', (key) => {
    const stem = key.replace(/\.\w+$/, '');
    const isMade = beginnings.some((beginning) => key.startsWith(beginning)) || code.includes(`'${stem}'`);
    expect(isMade || code.includes(`'${key.replace(/\.one$/, '')}'`)).toBe(true);
  });
});

describe('translate', () => {
  it('fills in parameters, and leaves braces in their values alone', () => {
    expect(translate('zh', 'run.rows', { rows: '{rows}' })).toBe('已读 {rows} 行');
    expect(translate('en', 'run.rows', { rows: '12' })).toBe('12 rows read');
  });
});
