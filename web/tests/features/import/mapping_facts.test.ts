import type { Choice } from '../../../src/state/state.ts';
import { describe, expect, it } from 'vitest';
import type { CatalogueDataset, CatalogueField, FileProbe, ProbeColumn } from '../../../src/engine/protocol.ts';
import { consequenceText } from '../../../src/features/import/consequence_text.ts';
import {
  consequencesOf,
  customerKeyOf,
  fieldGroups,
  fitOf,
  guessedType,
  kUsedFields,
  missingNeeds,
  needsOf,
  needsPreview,
  previewOf,
} from '../../../src/features/import/mapping_facts.ts';
import { translate } from '../../../src/i18n/translate.ts';
import { zh } from '../../../src/i18n/zh.ts';
import { chooseField, proposedChoice } from '../../../src/state/choice.ts';
import { column, probe } from '../../state/examples.ts';

const field = (id: string, type: string, name: string, required = false): CatalogueField => ({
  id,
  type,
  required,
  zh: name,
  en: id,
});

const shipments: CatalogueDataset = {
  id: 'shipments',
  zh: '运单',
  en: 'Shipments',
  keys: ['account_no', 'customer_id', 'customer_name'],
  unlocks: { zh: '', en: '' },
  fields: [
    field('customer_id', 'key', '客户编码'),
    field('account_no', 'key', '月结卡号'),
    field('customer_name', 'key', '客户名称'),
    field('waybill_no', 'waybill', '运单号'),
    field('ship_time', 'instant', '寄件时间', true),
    field('origin', 'text', '始发地'),
    field('amount', 'money', '金额', true),
  ],
};

const withSamples = (of: ProbeColumn, samples: readonly string[], parsedShare: number | null = null): ProbeColumn => ({
  ...of,
  samples,
  parsedShare,
});

const file: FileProbe = probe(
  [
    withSamples(column(0, '运单号', 'waybill_no'), ['SF1', 'SF2']),
    withSamples(column(1, '月结卡号', 'account_no'), ['7551234567', '7551234568']),
    withSamples(column(2, '客户名称', 'customer_name'), ['甲公司', '乙公司']),
    withSamples(column(3, '寄件日期', 'ship_time'), ['2026/1/5 9:03', '2026/1/6'], 0.973),
    withSamples(column(4, '应收金额', 'amount'), ['1,234.50', '12元'], 1),
    withSamples(column(5, '成本', null), ['8', '面议']),
    withSamples(column(6, '始发地', 'origin'), ['深圳']),
  ],
  { customerKey: 'account_no' },
);
const proposal = { ...proposedChoice(file), customerKey: 'account_no' };
const names = (needs: ReturnType<typeof needsOf>): readonly (string | null)[] =>
  needs.map(({ met }) => met && `${met.field.id} ← ${met.column.header}`);

describe('fieldGroups', () => {
  it('puts what the header looks like first, then what is required, used, and the rest', () => {
    const groups = fieldGroups(shipments.fields, { ...column(0, '始发地', null), candidates: ['origin'] });
    expect(groups.map(({ group, fields }) => [group, fields.map(({ id }) => id)])).toEqual([
      ['match', ['origin']],
      ['required', ['ship_time', 'amount']],
      ['used', ['customer_id', 'account_no', 'customer_name', 'waybill_no']],
    ]);
  });

  it('has no empty group', () => {
    const groups = fieldGroups([field('origin', 'text', '始发地')], column(0, '备注', null));
    expect(groups.map(({ group }) => group)).toEqual(['others']);
  });
});

describe('needsOf', () => {
  it('says which column meets each need', () => {
    expect(names(needsOf(shipments, file, proposal))).toEqual([
      'account_no ← 月结卡号',
      'ship_time ← 寄件日期',
      'amount ← 应收金额',
    ]);
  });

  it('says what no column meets', () => {
    expect(names(needsOf(shipments, file, chooseField(proposal, 3, null)))[1]).toBeNull();
  });

  it('falls back to the next name of a customer, as the engine does', () => {
    const choice = chooseField(proposal, 1, null);
    expect(customerKeyOf(choice)).toBe('customer_name');
    expect(names(needsOf(shipments, file, choice))[0]).toBe('customer_name ← 客户名称');
    expect(names(needsOf(shipments, file, chooseField(choice, 2, null)))[0]).toBeNull();
  });
});

describe('missingNeeds', () => {
  const without = (index: number) => chooseField(proposal, index, null);

  it('lists the fields that would meet what is missing', () => {
    expect(missingNeeds(shipments, file, proposal)).toEqual([]);
    const missing = missingNeeds(shipments, file, without(4));
    expect(missing.map((need) => need.map(({ id }) => id))).toEqual([['amount']]);
  });

  it('misses no amount where fee columns make it up', () => {
    const summed = { ...file, plan: { ...file.plan, amountParts: [5] } };
    expect(missingNeeds(shipments, summed, without(4))).toEqual([]);
  });

  it('asks for whose row it is only where that must be said', () => {
    const stock = { ...shipments, fields: shipments.fields.filter(({ type }) => type === 'key') };
    const nobody = { ...proposal, fields: {} };
    expect(missingNeeds(stock, file, nobody)).toHaveLength(1);
    expect(missingNeeds({ ...stock, keyRequired: false }, file, nobody)).toEqual([]);
  });
});

describe('fitOf', () => {
  const columnAt = (index: number): ProbeColumn => file.columns[index] ?? column(index, '', null);
  const fieldOf = (id: string): CatalogueField =>
    shipments.fields.find((one) => one.id === id) ?? field(id, 'text', id);

  it('takes the engine’s share for the engine’s proposal', () => {
    expect(fitOf(file, proposal, fieldOf('ship_time'), columnAt(3))).toEqual({ share: 0.973 });
  });

  it('counts samples for a choice of the user’s own', () => {
    const choice = chooseField(proposal, 5, 'amount');
    expect(fitOf(file, choice, fieldOf('amount'), columnAt(5))).toEqual({ samples: { read: 1, of: 2 } });
    expect(fitOf(file, choice, fieldOf('ship_time'), columnAt(4))).toEqual({ samples: { read: 0, of: 2 } });
  });

  it('says nothing without values', () => {
    expect(fitOf(file, proposal, fieldOf('amount'), column(9, '空', null))).toBeNull();
  });
});

describe('guessedType', () => {
  it.each([
    [['12', '1,234.50'], 'number'],
    [['45678', '45679'], 'number'],
    [['2026-01-05', '2026/1/6'], 'instant'],
    [['深圳', '12'], 'text'],
    [[], 'text'],
  ])('%j looks like %s', (samples, type) => {
    expect(guessedType(withSamples(column(0, 'x', null), samples))).toBe(type);
  });
});

describe('previewOf', () => {
  it('shows values as they will be read, and names what is not used', () => {
    const { lines, others } = previewOf(shipments, file, proposal);
    expect(
      lines.map((line) => [
        line.field.id,
        line.values.map(({ reading }) => ('text' in reading ? reading.text : reading.is)),
      ]),
    ).toEqual([
      ['account_no', ['7551234567', '7551234568']],
      ['customer_name', ['甲公司', '乙公司']],
      ['waybill_no', ['SF1', 'SF2']],
      ['ship_time', ['2026-01-05 09:03', '2026-01-06']],
      ['amount', ['1,234.50', '12.00']],
    ]);
    expect(others.map(({ id }) => id)).toEqual(['origin']);
    expect(lines.some(({ isChanged }) => isChanged)).toBe(false);
  });

  it('marks what the user changed', () => {
    const { lines } = previewOf(shipments, file, chooseField(proposal, 5, 'amount'));
    const line = lines.find(({ isChanged }) => isChanged);
    expect(line?.column.header).toBe('成本');
    expect(line?.values.map(({ reading }) => reading.is)).toEqual(['read', 'unreadable']);
  });
});

describe('needsPreview', () => {
  it('folds what can be read whole, and unfolds what was changed or cannot be read', () => {
    expect(needsPreview(shipments, file, proposal)).toBe(false);
    expect(needsPreview(shipments, file, chooseField(proposal, 5, 'amount'))).toBe(true);
    // Without a date nothing can be computed.
    expect(needsPreview(shipments, file, chooseField(proposal, 3, null))).toBe(true);
  });
});

describe('consequencesOf', () => {
  const say = (choice: Choice): readonly string[] =>
    consequencesOf(shipments, file, choice).map((one) => consequenceText('zh', file, choice, one));

  it('has nothing to say about the proposal', () => expect(say(proposal)).toEqual([]));

  it('says where an amount comes from now, with the first value before and after', () => {
    const [moved = '', ...more] = say(chooseField(proposal, 5, 'amount'));
    expect(more).toEqual([]);
    expect(moved).toContain('“成本”');
    expect(moved).toContain('“应收金额”');
    expect(moved).toContain(translate('zh', 'import.use.amount'));
    expect(moved).toContain('1,234.50 → 8.00');
  });

  it('says that nothing can be computed without a date', () => {
    expect(say(chooseField(proposal, 3, null)).join()).toContain(translate('zh', 'import.lostRequired'));
  });

  it('says what stands in where a column is given up', () => {
    expect(say(chooseField(proposal, 0, null)).join()).toContain(translate('zh', 'import.lost.waybill_no'));
  });

  it('says that nothing changes where nothing is computed from it', () => {
    expect(say(chooseField(proposal, 6, null)).join()).toContain(translate('zh', 'import.changeNothing'));
  });

  it('says when customers are told apart by something else', () => {
    const sentences = say({ ...proposal, customerKey: 'customer_name' });
    expect(sentences).toEqual([translate('zh', 'import.changeKey', { from: '月结卡号', to: '客户名称' })]);
  });
});

describe('the texts of fields', () => {
  const used = Object.keys(zh).flatMap((key) => /^import\.use\.(.+)$/.exec(key)?.[1] ?? []);

  it('name exactly the fields that figures are made of', () => {
    expect([...used].sort()).toEqual([...kUsedFields].sort());
  });

  it('say what stands in for each that can be given up', () => {
    const lost = Object.keys(zh).flatMap((key) => /^import\.lost\.(.+)$/.exec(key)?.[1] ?? []);
    // Those that a kind of table cannot do without have one sentence for all of them.
    const required = ['ship_time', 'amount', 'carrier', 'as_of', 'score', 'answered_at'];
    expect([...lost, ...required].sort()).toEqual([...used].sort());
  });
});
