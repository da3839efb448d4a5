import { describe, expect, it } from 'vitest';
import {
  canLeaveUnused,
  canSegment,
  chooseField,
  leaveUnansweredUnused,
  missingFields,
  obstacles,
  planOf,
  proposedChoice,
  unanswered,
} from '../../src/state/choice.ts';
import type { Catalogue, CatalogueField } from '../../src/engine/protocol.ts';
import { initialState, type Source } from '../../src/state/state.ts';
import { column, probe, readySource } from './examples.ts';

const shipments = probe([
  column(0, '客户编码', 'customer_id'),
  column(1, '寄件时间', 'ship_time'),
  column(2, '负责人', 'account_manager', true),
  column(3, '备注', null),
]);

describe('the choice of fields', () => {
  it('starts as the proposal, but an ambiguous column is asked, not guessed', () => {
    const choice = proposedChoice(shipments);
    expect(choice.fields).toEqual({ 0: 'customer_id', 1: 'ship_time' });
    expect(unanswered(shipments, choice).map(({ header }) => header)).toEqual(['负责人']);
  });

  it('does not ask what a mapping has said, whatever the header could mean', () => {
    const said = { ...shipments, issues: [] };
    expect(proposedChoice(said).fields).toEqual({ 0: 'customer_id', 1: 'ship_time', 2: 'account_manager' });
    expect(unanswered(said, proposedChoice(said))).toEqual([]);
  });

  it('asks which of two columns with one header is meant', () => {
    const twice = probe([column(0, '客户编码', null), column(1, '客户编码', null), column(2, '金额', 'amount')], {}, [
      { id: 'INGEST-111', header: '客户编码' },
    ]);
    const choice = proposedChoice(twice);
    expect(unanswered(twice, choice).map(({ index }) => index)).toEqual([0, 1]);
    const answered = leaveUnansweredUnused(twice, chooseField(choice, 1, 'customer_id'));
    expect(unanswered(twice, answered)).toEqual([]);
    expect(answered.fields).toEqual({ 1: 'customer_id', 2: 'amount' });
  });

  it('takes a field away from the column that had it', () => {
    const choice = chooseField(proposedChoice(shipments), 3, 'ship_time');
    expect(choice.fields).toEqual({ 0: 'customer_id', 3: 'ship_time' });
  });

  it('counts "not used" as an answer', () => {
    const choice = chooseField(proposedChoice(shipments), 2, null);
    expect(unanswered(shipments, choice)).toEqual([]);
    expect(choice.fields).toEqual({ 0: 'customer_id', 1: 'ship_time' });
  });

  it('can leave all open questions unused and keeps what was answered', () => {
    const two = probe([column(0, '日期', null, true), column(1, '负责人', null, true)]);
    const choice = leaveUnansweredUnused(two, chooseField(proposedChoice(two), 0, 'ship_time'));
    expect(unanswered(two, choice)).toEqual([]);
    expect(choice.fields).toEqual({ 0: 'ship_time' });
  });

  it('names the required fields that no column has', () => {
    const field = (
      id: string,
      required: boolean,
    ): { id: string; zh: string; en: string; type: string; required: boolean } => ({
      id,
      zh: id,
      en: id,
      type: 'text',
      required,
    });
    const key = (id: string): ReturnType<typeof field> => ({ ...field(id, false), type: 'key' });
    const dataset = {
      id: 'shipments',
      zh: '',
      en: '',
      keys: ['customer_id', 'account_no'],
      unlocks: { zh: '', en: '' },
      fields: [
        key('customer_id'),
        key('account_no'),
        field('ship_time', true),
        field('amount', true),
        field('status', false),
      ],
    };
    const ids = (choice: ReturnType<typeof proposedChoice>): string[][] =>
      missingFields(dataset, choice).map((need) => need.map(({ id }) => id));
    expect(ids(proposedChoice(shipments))).toEqual([['amount']]);
    expect(ids(chooseField(proposedChoice(shipments), 0, null))).toEqual([['customer_id', 'account_no'], ['amount']]);
    expect(ids(chooseField(proposedChoice(shipments), 0, 'account_no'))).toEqual([['amount']]);
    expect(missingFields(undefined, proposedChoice(shipments))).toEqual([]);
    // Fee columns make the amount up; and goods in stock may be nobody's.
    expect(missingFields(dataset, proposedChoice(shipments), { amountParts: [3] })).toEqual([]);
    const nobody = chooseField(proposedChoice(shipments), 0, null);
    const names = missingFields({ ...dataset, keyRequired: false }, nobody).map((need) => need.map(({ id }) => id));
    expect(names).toEqual([['amount']]);
  });
});

describe('the plan that goes back to the engine', () => {
  it('carries the decisions and everything that the page does not know', () => {
    const own = probe([column(0, 'A', 'customer_id')], { customerKey: 'customer_id', codeSystem: 'sf' });
    const choice = chooseField({ ...proposedChoice(own), customerKey: 'account_no' }, 0, 'account_no');
    expect(planOf(own, choice)).toEqual({ fields: { 0: 'account_no' }, customerKey: 'account_no', codeSystem: 'sf' });
  });

  it('leaves the customer key to the engine when the user does', () => {
    const own = probe([column(0, 'A', 'customer_id')], { customerKey: 'customer_id' });
    expect(planOf(own, { ...proposedChoice(own), customerKey: null })).toEqual({ fields: { 0: 'customer_id' } });
  });
});

describe('canSegment', () => {
  const clear = readySource(1, probe([column(0, '客户编码', 'customer_id')]));
  const complete = readySource(2, probe([column(0, '客户编码', 'customer_id'), column(1, '金额', 'amount')]));
  const field = (id: string, type: string, required: boolean): CatalogueField => ({
    id,
    zh: id,
    en: id,
    type,
    required,
  });
  const shipmentFields = [field('customer_id', 'key', false), field('amount', 'money', true)];
  const catalogue = {
    datasets: [{ id: 'shipments', zh: '', en: '', fields: shipmentFields, keys: ['customer_id'] }],
  } as unknown as Catalogue;

  it('waits until the kind of table is said', () => {
    const unknown = probe([column(0, '客户编码', 'customer_id')], {}, [{ id: 'INGEST-112', header: '' }]);
    expect(canSegment({ ...initialState, sources: [clear, readySource(2, unknown)] })).toBe(false);
  });

  it.each(['INGEST-155', 'INGEST-156', 'INGEST-157'])('waits until it is said how to read values: %s', (id) => {
    const unread = probe([column(0, '客户编码', 'customer_id')], {}, [{ id, header: '' }]);
    expect(canSegment({ ...initialState, sources: [clear, readySource(2, unread)] })).toBe(false);
  });

  it('needs a file, all of them looked at, and no question that stands in the way', () => {
    expect(canSegment(initialState)).toBe(false);
    expect(canSegment({ ...initialState, sources: [clear] })).toBe(true);
    // 负责人 may stay open: nothing depends on it.
    expect(canSegment({ ...initialState, sources: [clear, readySource(2, shipments)] })).toBe(true);
    const needed = probe([column(0, '卡号', null)], {}, [{ id: 'INGEST-165', header: '卡号' }]);
    expect(canSegment({ ...initialState, sources: [clear, readySource(2, needed)] })).toBe(false);
    expect(canSegment({ ...initialState, sources: [clear, { ...clear, id: 3, state: { kind: 'probing' } }] })).toBe(
      false,
    );
  });

  it('waits while a file cannot be read or lacks a required column', () => {
    const bad: Source = {
      ...clear,
      id: 4,
      state: { kind: 'failed', problem: { from: 'page', error: { id: 'PAGE-102', params: {} } } },
    };
    expect(canSegment({ ...initialState, catalogue, sources: [complete, bad] })).toBe(false);
    expect(canSegment({ ...initialState, catalogue, sources: [complete, clear] })).toBe(false);
    expect(canSegment({ ...initialState, catalogue, sources: [complete] })).toBe(true);
    expect(
      obstacles({ catalogue, sources: [complete, bad, clear] }).map((one) => [
        one.source.id,
        one.kind === 'missing' ? one.needs.map((need) => need.map(({ id }) => id)) : one.kind,
      ]),
    ).toEqual([
      [4, 'failed'],
      [1, [['amount']]],
    ]);
  });

  it('does not call missing what an open question may still give', () => {
    const twice = { ...column(0, '客户编码', null), candidates: ['customer_id'] };
    const found = [{ id: 'INGEST-111', header: '客户编码' }];
    const asked = readySource(5, probe([twice, column(1, '金额', 'amount')], {}, found));
    expect(obstacles({ catalogue, sources: [asked] })).toEqual([]);
    expect(canLeaveUnused({ catalogue, sources: [asked] })).toBe(false);
    expect(canSegment({ ...initialState, catalogue, sources: [asked] })).toBe(false);
  });

  it('lets questions go unanswered that nothing depends on', () => {
    const manager = { ...column(2, '负责人', null, true), candidates: ['account_manager'] };
    const asked = readySource(6, probe([column(0, '客户编码', 'customer_id'), manager]));
    expect(canLeaveUnused({ catalogue, sources: [complete, asked] })).toBe(true);
    // The amount is missing whatever the answer is.
    expect(obstacles({ catalogue, sources: [asked] }).map(({ kind }) => kind)).toEqual(['missing']);
  });

  it('waits while an import runs', () => {
    expect(canSegment({ ...initialState, sources: [clear], run: { progress: null } })).toBe(false);
  });
});
