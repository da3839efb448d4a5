import { describe, expect, it } from 'vitest';
import type { Look, SegmentSummary } from '../../../src/engine/protocol.ts';
import { kMatrix, toggled, typeFigures } from '../../../src/features/types/type_figures.ts';
import { typePlans } from '../../../src/features/types/type_plans.ts';
import { textOf } from '../../../src/i18n/translate.ts';

const summary = (counts: Readonly<Record<string, number>>): SegmentSummary =>
  ({
    customers: Object.values(counts).reduce((sum, count) => sum + count, 0),
    types: Object.entries(counts).map(([id, count]) => ({ id, count })),
  }) as unknown as SegmentSummary;

const now = summary({ core: 28, contested: 16, loyal: 229, general: 127 });
const all: Look['selected'] = { customers: 400, amount: '0.00', types: [] };

describe('the figures of the types', () => {
  it('stand in the order of the matrix: contested and core above general and loyal', () => {
    expect(kMatrix).toEqual([
      ['contested', 'core'],
      ['general', 'loyal'],
    ]);
    expect(typeFigures({ summary: now, selected: all }, null).map(({ id, type }) => [id, type.count])).toEqual([
      ['contested', 16],
      ['core', 28],
      ['general', 127],
      ['loyal', 229],
    ]);
  });

  it('say how many are selected only where a filter leaves some out', () => {
    const selected: Look['selected'] = {
      customers: 30,
      amount: '0.00',
      types: [
        { id: 'core', count: 28, amount: '0.00' },
        { id: 'loyal', count: 2, amount: '0.00' },
      ],
    };
    expect(typeFigures({ summary: now, selected: all }, null).map((one) => one.selected)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(typeFigures({ summary: now, selected }, null).map((one) => one.selected)).toEqual([0, 28, 0, 2]);
  });

  it('say the change against the run before, a type new since then included', () => {
    const former = summary({ core: 25, contested: 18, general: 127 });
    expect(typeFigures({ summary: now, selected: all }, former).map(({ change }) => change)).toEqual([-2, 3, 0, 229]);
    expect(typeFigures({ summary: now, selected: all }, null).map(({ change }) => change)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('a press on a type', () => {
  it('adds it to the filter or takes it out', () => {
    expect(toggled([], 'core')).toEqual(['core']);
    expect(toggled(['core'], 'loyal')).toEqual(['core', 'loyal']);
    expect(toggled(['core', 'loyal'], 'core')).toEqual(['loyal']);
  });
});

describe('the default plans', () => {
  it('are complete for every type, in both languages', () => {
    for (const id of kMatrix.flat()) {
      const { aim, contact, reports, content } = typePlans[id];
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
