import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/i18n/translate.ts';
import { typePlans } from '../../src/i18n/type_plans.ts';

describe('the default plans', () => {
  it('are complete for every type, in both languages', () => {
    for (const { aim, contact, reports, content } of Object.values(typePlans)) {
      for (const key of [aim, contact, reports, ...content]) {
        expect(textOf('zh', key), key).toMatch(/[\u4e00-\u9fff]/);
        expect(textOf('en', key), key).toMatch(/[a-z]/i);
      }
    }
  });

  it('name the eight base services and the seven holidays', () => {
    const count = (text: string): number => (text.split('：')[1] ?? '').split('、').length;
    expect(count(textOf('zh', 'types.general.base'))).toBe(8);
    expect(count(textOf('zh', 'types.loyal.holidays'))).toBe(7);
    expect(count(textOf('zh', 'types.loyal.talk'))).toBe(4);
  });
});
