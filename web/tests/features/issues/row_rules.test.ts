import { describe, expect, it } from 'vitest';
import { ruleFor, rulesInForce, withoutRule, withRule } from '../../../src/features/issues/row_rules.ts';
import type { Source } from '../../../src/state/state.ts';
import { zh } from '../../../src/i18n/zh.ts';

const source = (id: number, rules: object | undefined): Source =>
  ({
    id,
    file: new File([], `${id}.csv`),
    state: { kind: 'ready', probe: { mapping: { version: 1, rules } } },
  }) as unknown as Source;

const kCauses = ['INGEST-201', 'INGEST-202', 'INGEST-204', 'INGEST-205', 'INGEST-206', 'INGEST-209', 'INGEST-212'];

describe('rules for rows', () => {
  it.each(kCauses)('settle %s, with a text for what they do', (cause) => {
    const rule = ruleFor(cause);
    if (!rule) throw new Error('no rule');
    expect(zh).toHaveProperty([`rules.${rule.name}.effect`]);
    expect(withRule(rule)).toEqual({ [rule.name]: rule.value });
    expect(withoutRule(rule)).toEqual({ [rule.name]: 'exclude' });
  });

  it.each(['INGEST-203', 'INGEST-208', 'INGEST-213', 'INGEST-301'])('leave %s to the file itself', (cause) => {
    expect(ruleFor(cause)).toBeNull();
  });

  it('are in force where a file is read by them', () => {
    const sources = [
      source(1, { customer: 'exclude', amount: 'zero' }),
      source(2, { customer: 'above', amount: 'zero' }),
      source(3, undefined),
    ];
    expect(rulesInForce(sources)).toEqual([
      { rule: { name: 'customer', value: 'above' }, ids: [2], files: ['2.csv'] },
      { rule: { name: 'amount', value: 'zero' }, ids: [1, 2], files: ['1.csv', '2.csv'] },
    ]);
  });

  it('say nothing of a file that is not looked at yet', () => {
    expect(rulesInForce([{ ...source(1, undefined), state: { kind: 'probing' } }])).toEqual([]);
  });
});
