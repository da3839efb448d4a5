import { describe, expect, it } from 'vitest';
import { rangeTable, typeRows } from '../../../src/features/map/map_table.ts';
import { answerIn, mapTextsIn, quadrantsIn, rangeText } from '../../../src/features/map/map_words.ts';
import { readRectangle } from '../../../src/features/map/rectangle.ts';
import type { Look, TypeId } from '../../../src/engine/protocol.ts';

const type = (id: TypeId, zh: string, en: string, count: number, amount: string, amountShare: number | null) => ({
  id,
  zh,
  en,
  count,
  share: count / 1000,
  shareLow: 0,
  shareHigh: 1,
  amount,
  amountShare,
});

/** 1000 customers; `selected` of them under the filters, all of them core ones. */
const lookWith = (selected: number, hasAmounts = true): Look =>
  ({
    summary: {
      types: [
        type('core', '核心型', 'Core', 100, '60000.00', hasAmounts ? 0.6 : null),
        type('contested', '争取型', 'Contested', 50, '20000.00', hasAmounts ? 0.2 : null),
        type('loyal', '忠诚型', 'Loyal', 250, '15000.00', hasAmounts ? 0.15 : null),
        type('general', '一般', 'General', 600, '5000.00', hasAmounts ? 0.05 : null),
      ],
      customers: 1000,
      thresholds: { mode: 'fixed', cv: 18, ac: 14 },
    },
    selected: {
      customers: selected,
      amount: '0',
      types: [{ id: 'core', count: selected === 1000 ? 100 : selected, amount: '0' }],
    },
    map: {
      extent: { acFrom: 0, acTo: 24, cvFrom: 0, cvTo: 30 },
      window: { acFrom: 0, acTo: 24, cvFrom: 0, cvTo: 30 },
      customers: 10,
      columns: 12,
      rows: 12,
      cells: [0, 4, 143, 6],
      cellMax: 6,
      points: null,
    },
  }) as unknown as Look;

describe('the corners of the map', () => {
  it('name each type with count and share of all', () => {
    const [core, contested, loyal, general] = quadrantsIn('zh', lookWith(1000), []);
    expect(core).toMatchObject({ type: 'core', name: '核心型', count: '100 位', share: '10.0%', selected: null });
    expect([contested?.name, loyal?.name, general?.name]).toEqual(['争取型', '忠诚型', '一般']);
  });

  it('say how many are selected once filters leave some out', () => {
    const [core, contested] = quadrantsIn('en', lookWith(40), []);
    expect(core?.selected).toBe('40 under the filters');
    expect(contested?.selected).toBe('0 under the filters');
  });

  it('are pressed where the type is filtered on', () => {
    const pressed = quadrantsIn('zh', lookWith(40), [{ by: 'type', is: ['core', 'loyal'] }]);
    expect(pressed.map(({ isPressed }) => isPressed)).toEqual([true, false, true, false]);
  });
});

describe('the words of the map', () => {
  it('tell how many customers reach a threshold', () => {
    const texts = mapTextsIn('zh', lookWith(1000));
    // CV high is core and contested, AC high is core and loyal.
    expect(texts.thresholdLong('cv', 18)).toBe('18 分：达到的 150 位，未达到的 850 位');
    expect(texts.thresholdLong('ac', 14.05)).toBe('14.05%：达到的 350 位，未达到的 650 位');
    expect(texts.thresholdShort('ac', 14.285714)).toBe('14.29%');
    expect(texts.thresholdShort('cv', 18)).toBe('18');
  });

  it('name a customer with figures, type and flags', () => {
    const texts = mapTextsIn('en', lookWith(1000));
    const point = { id: 'A1', name: 'Acme', ac: 14.09, cv: 18.11, type: 'core', flags: ['borderline'] } as const;
    expect(texts.point(point)).toEqual(['Acme (A1)', 'CV 18.11 · AC 14.09%', 'Core, borderline']);
    expect(texts.point({ ...point, name: '' })[0]).toBe('A1');
  });

  it('give a bin its count and ranges', () => {
    const bin = { index: 0, count: 1234, acFrom: 0, acTo: 2, cvFrom: 0, cvTo: 2.5 };
    expect(mapTextsIn('zh', lookWith(1000)).bin(bin)).toEqual(['1,234 位客户', 'CV 0.00–2.50', 'AC 0.00–2.00%']);
  });

  it('answer what the core customers bring in', () => {
    expect(answerIn('zh', lookWith(1000))).toBe('核心型 100 位，占客户的 10.0%，带来 60.0% 的收入');
    expect(answerIn('en', lookWith(1000, false))).toBe('Core: 100 customers, 10.0% of all');
  });

  it('write a class of one count as that count', () => {
    expect(rangeText('zh', 1, 1)).toBe('1');
    expect(rangeText('zh', 2, 3)).toBe('2–3');
  });
});

describe('the map as tables', () => {
  it('lists the types with place, counts and amounts', () => {
    const rows = typeRows('zh', lookWith(40), 'CNY');
    expect(rows[1]).toEqual({
      type: 'contested',
      name: '争取型',
      where: 'CV 高，AC 低',
      count: '50',
      share: '5.0%',
      selected: '0',
      amount: '20,000.00 元',
      amountShare: '20.0%',
    });
    expect(rows.map(({ count }) => Number(count)).reduce((sum, count) => sum + count, 0)).toBe(1000);
  });

  it('leaves amounts empty where there are none', () => {
    expect(typeRows('zh', lookWith(40, false), '')[0]).toMatchObject({ amount: '', amountShare: '' });
  });

  it('counts customers in six by six ranges, the highest value on top', () => {
    const { heads, rows } = rangeTable('zh', lookWith(1000).map);
    expect(heads).toEqual(['0–4', '4–8', '8–12', '12–16', '16–20', '20–24']);
    expect(rows.map(({ head }) => head)).toEqual(['25–30', '20–25', '15–20', '10–15', '5–10', '0–5']);
    expect(rows[0]?.counts).toEqual([0, 0, 0, 0, 0, 6]);
    expect(rows[5]?.counts).toEqual([4, 0, 0, 0, 0, 0]);
  });
});

describe('the ranges of a part that is zoomed in on', () => {
  it('have the decimals that tell their ends apart', () => {
    const { map } = lookWith(1000);
    const near = { ...map, window: { acFrom: 14, acTo: 14.6, cvFrom: 0, cvTo: 25 } };
    const { heads, rows } = rangeTable('zh', near);
    expect(heads[0]).toBe('14–14.1');
    expect(rows[5]?.head).toBe('0–4.2');
  });
});

describe('a rectangle by numbers', () => {
  const extent = { acFrom: 0, acTo: 25, cvFrom: 0, cvTo: 30 };

  it('is held within the extent and rounded to thousandths', () => {
    expect(readRectangle({ acFrom: '10', acTo: '99', cvFrom: '-3', cvTo: '18.00049' }, extent)).toEqual({
      acFrom: 10,
      acTo: 25,
      cvFrom: 0,
      cvTo: 18,
    });
  });

  it.each([
    ['a number is missing', { acFrom: '', acTo: '25', cvFrom: '0', cvTo: '30' }],
    ['it is no number', { acFrom: 'a', acTo: '25', cvFrom: '0', cvTo: '30' }],
    ['it ends before it starts', { acFrom: '14', acTo: '13', cvFrom: '0', cvTo: '30' }],
    ['it has no height', { acFrom: '14', acTo: '15', cvFrom: '30', cvTo: '30' }],
  ])('is none where %s', (_, texts) => {
    expect(readRectangle(texts, extent)).toBeNull();
  });
});
