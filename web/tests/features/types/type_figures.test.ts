import { describe, expect, it } from 'vitest';
import type { Look, SegmentSummary } from '../../../src/engine/protocol.ts';
import { kMatrix, toggled, typeFigures } from '../../../src/features/types/type_figures.ts';

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
