import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../src/engine/protocol.ts';
import { chipsOf, filterWords } from '../../../src/features/customers/filter_words.ts';

const names = {
  types: [
    { id: 'core', zh: '核心型客户', en: 'Core' },
    { id: 'loyal', zh: '忠诚型客户', en: 'Loyal' },
  ],
  segments: [{ id: 'at_risk', zh: '有流失风险', en: 'At risk' }],
};

const cases: readonly (readonly [Filter, string, string])[] = [
  [{ by: 'type', is: ['core', 'loyal'] }, '类型：核心型客户、忠诚型客户', 'Type: Core, Loyal'],
  [{ by: 'flag', is: ['borderline', 'new'] }, '标记：临界、新客户', 'Flag: borderline, new'],
  [{ by: 'rfm_segment', is: ['at_risk', 'lost'] }, 'RFM 分群：有流失风险、lost', 'RFM segment: At risk, lost'],
  [
    {
      by: 'rfm_cell',
      is: [
        { r: 5, f: 4 },
        { r: 5, f: 5 },
      ],
    },
    'RFM 格：R5F4、R5F5',
    'RFM cell: R5F4, R5F5',
  ],
  [
    { by: 'rfm_cell', is: [1, 2, 3, 4].map((f) => ({ r: 1, f })) },
    'RFM 格：R1F1、R1F2、R1F3 等 4 格',
    'RFM cells: R1F1, R1F2, R1F3 and more, 4 in all',
  ],
  [{ by: 'abc_class', is: ['A', 'B'] }, 'ABC 等级：A、B', 'ABC class: A, B'],
  [
    {
      by: 'area',
      points: [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    },
    '地图上圈选的客户',
    'Inside the area on the map',
  ],
  [{ by: 'range', column: 'cv', from: 17.95, to: 20 }, '客户价值 CV：≥ 17.95 且 < 20', 'Value CV: ≥ 17.95 and < 20'],
  [{ by: 'range', column: 'waybills', from: 1200, to: null }, '运单数：≥ 1,200', 'Waybills: ≥ 1,200'],
  [{ by: 'range', column: 'coverage', from: null, to: 0.125 }, '覆盖率：< 12.5%', 'Coverage: < 12.5%'],
];

describe('filterWords', () => {
  it.each(cases)('says %j in both languages', (filter, zh, en) => {
    expect(filterWords('zh', filter, names)).toBe(zh);
    expect(filterWords('en', filter, names)).toBe(en);
  });
});

describe('chipsOf', () => {
  it('gives one chip for each condition, and one for the search', () => {
    const filters: Filter[] = [
      { by: 'type', is: ['core'] },
      { by: 'abc_class', is: ['A'] },
    ];
    expect(chipsOf('zh', { filters, search: ' szxh ', sort: null }, names)).toEqual([
      { what: { of: 'filter', index: 0 }, words: '类型：核心型客户' },
      { what: { of: 'filter', index: 1 }, words: 'ABC 等级：A' },
      { what: { of: 'search' }, words: '搜索：szxh' },
    ]);
  });

  it('gives none when nothing narrows the view', () => {
    expect(chipsOf('en', { filters: [], search: '  ', sort: null }, names)).toEqual([]);
  });
});
