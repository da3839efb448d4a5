import { describe, expect, it } from 'vitest';
import type { Catalogue, EngineError, FileProbe, ProbeColumn } from '../../../src/engine/protocol.ts';
import { questionText } from '../../../src/features/import/question_text.ts';
import {
  blockingCount,
  choiceAfter,
  nextQuestion,
  questionsOf,
  waitsForAnswer,
  type Question,
} from '../../../src/features/import/questions.ts';
import { proposedChoice } from '../../../src/state/choice.ts';
import { initialDocument, type Source, type State } from '../../../src/state/state.ts';
import { exampleSettings } from '../../state/example_settings.ts';
import { column, probe, readySource } from '../../state/examples.ts';

const finding = (id: string, params: Readonly<Record<string, string>>): EngineError => ({
  id,
  params,
  severity: 'fatal',
  file: '',
  row: 0,
  column: '',
  zh: '',
  en: '',
  zhRemedy: '',
  enRemedy: '',
});

const withSamples = (of: ProbeColumn, candidates: readonly string[], samples: readonly string[]): ProbeColumn => ({
  ...of,
  candidates,
  samples,
});

const file = (columns: readonly ProbeColumn[], issues: readonly EngineError[], more: Partial<FileProbe> = {}) => ({
  ...probe(columns),
  issues,
  ...more,
});

const catalogue: Catalogue = {
  datasets: [
    {
      ...{ id: 'shipments', zh: '运单', en: 'Shipments', keys: ['customer_id'] },
      unlocks: { zh: '客户类型', en: 'Customer types' },
      fields: [
        { id: 'customer_id', zh: '客户编码', en: 'Customer id', type: 'key', required: false },
        { id: 'amount', zh: '金额', en: 'Amount', type: 'money', required: true },
      ],
    },
    {
      ...{ id: 'charges', zh: '费用明细', en: 'Charges', keys: ['waybill_no'], fields: [] },
      unlocks: { zh: '核对', en: 'Checked' },
    },
    { ...{ id: 'cases', zh: '工单', en: 'Cases', keys: [], fields: [] }, unlocks: { zh: '核对', en: 'Checked' } },
  ],
};

const asked = (
  sources: readonly Source[],
  money: Partial<NonNullable<State['document']['settings']>['money']> = {},
): readonly Question[] => {
  const settings = { ...exampleSettings, money: { ...exampleSettings.money, ...money } };
  return questionsOf({ sources, catalogue, document: { ...initialDocument, settings } });
};

const first = (questions: readonly Question[]): Question => {
  const [question] = questions;
  if (!question) throw new Error('nothing is asked');
  return question;
};

const amount = (header: string, samples: readonly string[] = ['12.50']): ProbeColumn =>
  withSamples(column(0, header, 'amount'), ['amount'], samples);

describe('waitsForAnswer', () => {
  it('holds for dates while month or order is asked, and for the column whose comma is', () => {
    const dates = { issues: [finding('INGEST-156', { value: '03/04/2026' })] };
    expect(waitsForAnswer(dates, 'instant', '日期')).toBe(true);
    expect(waitsForAnswer(dates, 'money', '金额')).toBe(false);
    const comma = { issues: [finding('INGEST-157', { header: '运费', value: '1,250' })] };
    expect(waitsForAnswer(comma, 'money', '运费')).toBe(true);
    expect(waitsForAnswer(comma, 'money', '金额')).toBe(false);
    expect(waitsForAnswer(comma, 'instant', '日期')).toBe(false);
    expect(waitsForAnswer({ issues: [] }, 'instant', '日期')).toBe(false);
  });
});

describe('questionsOf', () => {
  it('asks the kind of table first: what its columns are depends on that', () => {
    const unknown = file(
      [column(0, '运单号', null), column(1, '', null)],
      [
        finding('INGEST-112', { datasets: '费用明细、运单' }),
        finding('INGEST-165', { header: '运单号' }),
        finding('INGEST-155', { value: '12-31' }),
      ],
      {
        datasetCandidates: [
          { dataset: 'shipments', confidence: 0.8 },
          { dataset: 'charges', confidence: 0.8 },
          { dataset: 'cases', confidence: 0.3 },
        ],
      },
    );
    const questions = asked([readySource(1, unknown)]);
    expect(questions).toHaveLength(1);
    const question = first(questions);
    expect(question).toMatchObject({ kind: 'dataset', candidates: ['shipments', 'charges'], headers: ['运单号'] });
    const { answers, others: rarer } = questionText({ language: 'zh', datasets: catalogue.datasets }, question);
    expect(answers.map(({ answer }) => answer)).toEqual([
      { is: 'reading', change: { dataset: 'shipments' } },
      { is: 'reading', change: { dataset: 'charges' } },
    ]);
    expect(rarer.map(({ label }) => label)).toEqual(['工单']);
  });

  it('asks for the month, the order of a date and the meaning of a comma, with the values of the file', () => {
    const statement = file(
      [],
      [
        finding('INGEST-155', { value: '12-31' }),
        finding('INGEST-156', { value: '03/04/2026' }),
        finding('INGEST-157', { header: '运费', value: '1,250' }),
      ],
    );
    const questions = asked([readySource(1, statement)]);
    expect(questions.map(({ kind }) => kind)).toEqual(['billMonth', 'dateOrder', 'decimalComma']);
    expect(blockingCount(questions)).toBe(3);
    const texts = questions.map((question) => questionText({ language: 'zh', datasets: [] }, question));
    expect(texts[1]?.sentence).toBe('“03/04/2026”是2026年4月3日，还是2026年3月4日？');
    expect(texts[1]?.answers.map(({ label, answer }) => [label, answer])).toEqual([
      ['2026年4月3日（日在前）', { is: 'reading', change: { dateOrder: 'dayFirst' } }],
      ['2026年3月4日（月在前）', { is: 'reading', change: { dateOrder: 'monthFirst' } }],
    ]);
    expect(texts[2]?.answers.map(({ label }) => label)).toEqual(['1250（逗号分千位）', '1.250（逗号是小数点）']);
  });

  it('puts what may stay open behind what may not, whatever the order of the files', () => {
    const optional = file(
      [withSamples(column(0, '负责人', null), ['contact_name', 'account_manager'], ['张三'])],
      [finding('INGEST-311', { header: '负责人' })],
      { signature: 'a' },
    );
    const needed = file(
      [withSamples(column(0, '卡号', null), ['account_no', 'member_no'], ['1'])],
      [finding('INGEST-165', { header: '卡号' })],
      { signature: 'b' },
    );
    const questions = asked([readySource(1, optional), readySource(2, needed)]);
    expect(questions.map(({ kind, isBlocking, sources }) => [kind, isBlocking, sources[0].id])).toEqual([
      ['meaning', true, 2],
      ['meaning', false, 1],
    ]);
    expect(blockingCount(questions)).toBe(1);
    // Only what may stay open can be answered with "not used".
    const answers = questions.map(
      (question) => questionText({ language: 'zh', datasets: [] }, question).answers.at(-1)?.answer,
    );
    expect(answers).toEqual([
      { is: 'field', field: 'member_no' },
      { is: 'field', field: null },
    ]);
  });

  it('does not ask what was answered, also with "not used"', () => {
    const manager = withSamples(column(0, '负责人', null), ['contact_name', 'account_manager'], []);
    const optional = file([manager], [finding('INGEST-311', { header: '负责人' })]);
    const source = readySource(1, optional);
    const question = first(asked([source]));
    for (const field of ['account_manager', null]) {
      const before = proposedChoice(optional);
      const choice = choiceAfter(question, { is: 'field', field }, optional, before);
      expect(choice.fields).toEqual(field === null ? {} : { 0: field });
      expect(asked([{ ...source, state: { kind: 'ready', probe: optional, choice } }])).toEqual([]);
    }
  });
});

describe('a field that several columns could be', () => {
  const left = withSamples(column(0, '金额', null), ['amount'], ['1.00']);
  const right = withSamples(column(1, '金额', null), ['amount'], ['2.00']);
  const twice = file([left, right], [finding('INGEST-111', { header: '金额', field: '金额 (amount)' })]);

  it('is asked once, with the columns to choose from', () => {
    const questions = asked([readySource(1, twice)]);
    expect(questions).toHaveLength(1);
    const question = first(questions);
    const { answers } = questionText({ language: 'zh', datasets: catalogue.datasets }, question);
    expect(answers.map(({ label }) => label)).toEqual(['第 1 列“金额”：1.00', '第 2 列“金额”：2.00']);
  });

  it('goes to the chosen column, and the others are answered by that', () => {
    const question = first(asked([readySource(1, twice)]));
    const choice = choiceAfter(question, { is: 'column', column: 1 }, twice, proposedChoice(twice));
    expect(choice.fields).toEqual({ 1: 'amount' });
    expect([...choice.answered].sort()).toEqual([0, 1]);
    const source = readySource(1, twice);
    expect(asked([{ ...source, state: { kind: 'ready', probe: twice, choice } }])).toEqual([]);
  });

  it('may be none of them where the file can be read without', () => {
    const spare = { ...twice, issues: [finding('INGEST-350', { header: '金额', field: '金额 (amount)' })] };
    const question = first(asked([readySource(1, spare)]));
    expect(question.isBlocking).toBe(false);
    const choice = choiceAfter(question, { is: 'column', column: null }, spare, proposedChoice(spare));
    expect(choice.fields).toEqual({});
    const source = readySource(1, spare);
    expect(asked([{ ...source, state: { kind: 'ready', probe: spare, choice } }])).toEqual([]);
  });

  it('is one question for all files of the kind, also where their columns stand in another order', () => {
    const moved = file(
      [withSamples(column(0, '备注', null), [], []), { ...left, index: 1 }, { ...right, index: 2 }],
      [finding('INGEST-111', { header: '金额', field: '金额 (amount)' })],
    );
    const other = { ...twice, signature: 'other' };
    const questions = asked([readySource(1, twice), readySource(2, moved), readySource(3, other)]);
    expect(questions.map(({ sources }) => sources.map(({ id }) => id))).toEqual([[1, 2], [3]]);
    const choice = choiceAfter(first(questions), { is: 'column', column: 0 }, moved, proposedChoice(moved));
    expect(choice.fields).toEqual({ 1: 'amount' });
  });

  it('a month is asked of each statement by itself', () => {
    const statement = file([], [finding('INGEST-155', { value: '12-31' })]);
    expect(asked([readySource(1, statement), readySource(2, statement)])).toHaveLength(2);
  });
});

describe('money', () => {
  const inHongKong = file([amount('金额(HKD)')], []);

  it('in a currency that no column tells is asked about, and nothing is computed before', () => {
    const [question] = asked([readySource(1, inHongKong)]);
    expect(question).toMatchObject({ kind: 'currency', found: 'HKD', value: '金额(HKD)', isBlocking: true });
    const said = { ...readySource(1, inHongKong), overrides: { mapping: { version: 1 as const, currency: 'HKD' } } };
    expect(asked([said])).toEqual([]);
    const told = file([amount('金额(HKD)'), column(1, '币种', 'currency')], []);
    expect(asked([readySource(1, told)])).toEqual([]);
  });

  const based = (taxBasis: string, more: Partial<FileProbe['plan']> = {}): FileProbe => {
    const one = file([amount('金额')], []);
    return { ...one, plan: { ...one.plan, taxBasis, ...more } };
  };

  it('without tax, with no rate: has to be said only where other files differ', () => {
    const alone = asked([readySource(1, based('excluded'))]);
    expect(alone.map(({ kind, isBlocking }) => [kind, isBlocking])).toEqual([['taxRate', false]]);
    const mixed = asked([readySource(1, based('excluded')), readySource(2, based('included'))]);
    expect(mixed.map(({ kind, isBlocking, sources }) => [kind, isBlocking, sources[0].id])).toEqual([
      ['taxRate', true, 1],
    ]);
  });

  it.each([
    ['the file has a rate', { plan: { taxRate: 60_000 }, money: {} }],
    ['the settings have one', { plan: {}, money: { default_tax_rate: 0.06 } }],
    ['the figures are without tax, too', { plan: {}, money: { tax_basis: 'excluded' as const } }],
  ])('is not asked about where %s', (_, { plan, money }) => {
    expect(asked([readySource(1, based('excluded', plan))], money)).toEqual([]);
  });

  it('asks a file that says nothing where another one says that it differs', () => {
    const questions = asked([readySource(1, based('excluded', { taxRate: 60_000 })), readySource(2, based('unknown'))]);
    expect(questions.map(({ kind, isBlocking, sources }) => [kind, isBlocking, sources[0].id])).toEqual([
      ['taxBasis', false, 2],
    ]);
  });
});

describe('nextQuestion', () => {
  const of = (...keys: readonly string[]): readonly Question[] => keys.map((key) => ({ key }) as unknown as Question);

  it.each([
    ['the one below', of('a', 'b', 'c'), 'a', of('b', 'c'), 'b'],
    ['the first again after the last', of('a', 'b'), 'b', of('a'), 'a'],
    ['what a file asks anew', of('a'), 'a', of('d'), 'd'],
    ['another one, where the answer left its question open for other files', of('a', 'b'), 'a', of('a', 'b'), 'b'],
    ['that one itself, where nothing else is left', of('a'), 'a', of('a'), 'a'],
    ['none', of('a'), 'a', of(), null],
  ])('is %s', (_, before, answered, now, next) => {
    expect(nextQuestion(before, answered, now)).toBe(next);
  });
});
