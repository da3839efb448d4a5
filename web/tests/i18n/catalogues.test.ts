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

describe('translate', () => {
  it('fills in parameters, and leaves braces in their values alone', () => {
    expect(translate('zh', 'run.rows', { rows: '{rows}' })).toBe('已读 {rows} 行');
    expect(translate('en', 'run.rows', { rows: '12' })).toBe('12 rows read');
  });
});
