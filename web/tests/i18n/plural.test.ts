import { describe, expect, it } from 'vitest';
import { translateCount } from '../../src/i18n/plural.ts';
import { zh } from '../../src/i18n/zh.ts';

describe('translateCount', () => {
  it('has a text for one and a text for more', () => {
    expect(translateCount('en', 'issues.count', 1)).toBe('1 row');
    expect(translateCount('en', 'issues.count', 0)).toBe('0 rows');
    expect(translateCount('en', 'issues.count', 1234)).toBe('1,234 rows');
    expect(translateCount('zh', 'issues.count', 1)).toBe('1 行');
  });

  it('names what else the text holds', () => {
    expect(translateCount('en', 'mapping.ready', 1, { size: '2 KB' })).toBe('1 file, 2 KB');
    expect(translateCount('en', 'mapping.ready', 3, { size: '2 KB' })).toBe('3 files, 2 KB in all');
  });

  it('reads alike for one and more in Chinese', () => {
    const texts: Readonly<Record<string, string>> = zh;
    const ones = Object.keys(texts).filter((key) => key.endsWith('.one'));
    expect(ones).not.toEqual([]);
    for (const one of ones) expect(texts[one]).toBe(texts[one.slice(0, -'.one'.length)]);
  });
});
