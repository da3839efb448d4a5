import { describe, expect, it } from 'vitest';
import { attributeName, attributeValue, attributeWords, hasValueBasis } from '../../../src/features/card/attributes.ts';
import { cardText } from '../../../src/features/card/card_text.ts';
import { figuresOf } from '../../../src/features/card/figures.ts';
import { exampleCard } from './example_card.ts';

const units = { currency: 'CNY', occasion: 'ship_day' } as const;
const attribute = (id: string) => {
  const found = exampleCard.attributes.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('attributeValue', () => {
  it.each([
    ['monthly_contribution', 1641.6, '1,641.60 元/月', 'CNY 1,641.60 a month'],
    ['avg_spend', 108, '108.00 元/寄件日', 'CNY 108.00 a ship-day'],
    ['purchase_cycle_days', 2, '2.0 天', '2.0 days'],
    ['choice_share', 0.1, '10.0%', '10.0%'],
    ['satisfaction', 3.2, '3.20（1–5）', '3.20 (1–5)'],
    ['mind_rank', 4, '第 4', 'No. 4'],
    ['tenure_months', 10, '10.0 个月', '10.0 months'],
    ['recency_days', 3, '3 天前', '3 days ago'],
  ])('of %s carries its unit', (id, value, zh, en) => {
    expect(attributeValue('zh', id, value, units)).toBe(zh);
    expect(attributeValue('en', id, value, units)).toBe(en);
    expect(attributeName('zh', id)).not.toBe(id);
    expect(attributeName('en', id)).not.toBe(id);
  });

  it('counts a spend by the occasion that is set', () => {
    expect(attributeValue('zh', 'avg_spend', 108, { ...units, occasion: 'waybill' })).toBe('108.00 元/票');
  });
});

describe('attributeWords', () => {
  it('give score, bar and weight', () => {
    expect(attributeWords('zh', attribute('satisfaction'), units)).toMatchObject({
      id: 'satisfaction',
      score: '5.50',
      part: 0.55,
      weight: '20.0%',
      note: '',
    });
  });

  it('say that a missing availability score counts as neutral 5', () => {
    expect(attributeWords('zh', attribute('choice_share'), units)).toMatchObject({
      value: '没有资料',
      score: '(5.00)',
      part: null,
      note: '按中间值 5 分算',
    });
  });

  it('say that a missing value score hands its weight on', () => {
    expect(attributeWords('en', attribute('purchase_cycle_days'), units)).toMatchObject({
      id: 'purchase_cycle_days',
      value: 'not known',
      score: '—',
      note: 'its weight is handed to the others',
    });
  });
});

describe('a customer of whom nothing is known on the value axis', () => {
  it('has nobody to hand a weight to', () => {
    const unknown = exampleCard.attributes.map((one) =>
      one.axis === 'cv' ? { ...one, value: null, score: null } : one,
    );
    expect(hasValueBasis(exampleCard.attributes)).toBe(true);
    expect(hasValueBasis(unknown)).toBe(false);
    expect(attributeWords('zh', attribute('purchase_cycle_days'), units, false).note).toBe('');
    expect(attributeWords('zh', attribute('choice_share'), units, false).note).toBe('按中间值 5 分算');
  });
});

describe('figuresOf', () => {
  const texts = (card = exampleCard): Record<string, string> =>
    Object.fromEntries(
      figuresOf('zh', card, 'CNY').map(({ id, text, more }) => [id, more ? `${text} | ${more}` : text]),
    );

  it('tell amounts, counts, dates, on-time, RFM and ABC', () => {
    expect(texts()).toEqual({
      amount: '2,888.00 元',
      waybills: '31',
      ship_days: '30',
      first_ship: '2026-05-01',
      last_ship: '2026-06-29',
      ontime_share: '27 / 30 票（90.0%）',
      rfm: '533 · 潜在忠实客户 | R 5，F 3，M 3',
      abc: 'B 级，占总金额 1.23% | 金额更大的客户合计占 83.4%',
    });
  });

  it('say what is not known, and divide by no zero', () => {
    const values = { ...exampleCard.values, amount: '', ontime_num: '0', ontime_den: '0' };
    expect(texts({ ...exampleCard, values, rfm: null, abc: null })).toMatchObject({
      amount: '没有资料',
      ontime_share: '没有到期的运单',
      rfm: '没有打分',
      abc: '没有资料',
    });
  });

  it('leave on-time out where the table has no shipments', () => {
    const values = { ...exampleCard.values, ontime_num: '', ontime_den: '' };
    expect(texts({ ...exampleCard, values })).not.toHaveProperty('ontime_share');
  });
});

describe('cardText', () => {
  it('is the card in plain lines', () => {
    const text = cardText('zh', {
      card: exampleCard,
      typeName: '忠诚型客户',
      places: [
        { axis: 'cv', value: 17.54, threshold: 18, distance: -0.46, band: 0.05, max: 30 },
        { axis: 'ac', value: 15.04, threshold: 14, distance: 1.04, band: 0.05, max: 25 },
      ],
      figures: figuresOf('zh', exampleCard, 'CNY'),
      units,
    });
    const lines = text.split('\n');
    expect(lines[0]).toBe('深圳小海贸易 (7551234567)');
    expect(lines[1]).toBe('类型：忠诚型客户，临界、暂定、新客户');
    expect(lines).toContain('客户价值 CV：17.54 分，门槛 18 分，还差 0.46 分');
    expect(lines).toContain('可得性 AC %：15.04%，门槛 14%，高出 1.04 个百分点');
    expect(lines).toContain('满意度：3.20（1–5），得分 5.50，权重 20.0%');
    expect(lines).toContain('选择份额：没有资料，按中间值 5 分算，权重 40.0%');
    expect(lines).toContain('2026-06：1,488.00 元，寄件天数 16');
  });
});
