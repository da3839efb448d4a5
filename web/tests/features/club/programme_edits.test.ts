import { describe, expect, it } from 'vitest';
import {
  freeId,
  pathName,
  placeOfError,
  readProgramme,
  withBand,
  withReward,
  withRule,
  withTier,
  withValue,
  without,
} from '../../../src/features/club/programme_edits.ts';
import { programme } from '../../state/club_example.ts';

const rules = programme('own');

describe('edits of a programme', () => {
  it('change one place and share the rest', () => {
    const next = withValue(rules, ['earn', 0, 'validity', 'length'], 12);
    expect(next.earn[0]?.validity.length).toBe(12);
    expect(rules.earn[0]?.validity.length).toBe(0);
    expect(next.tiers).toBe(rules.tiers);
    expect(next.earn[0]?.name).toBe(rules.earn[0]?.name);
  });

  it('add rules, rewards and tiers that can be: ids of their own, the first tier from 0, each above the last', () => {
    const twice = withRule(withRule(rules));
    expect(twice.earn.map(({ id }) => id)).toEqual(['freight', 'rule', 'rule-2']);
    expect(withReward(withReward(rules)).rewards.map(({ id }) => id)).toEqual(['voucher', 'voucher-2']);
    const tiered = withTier(withTier(withTier(rules)));
    expect(tiered.tiers.tiers.map(({ threshold }) => threshold)).toEqual([0, 1000, 2000]);
  });

  it('add a band of the referral award from a higher spend on, with no lower award', () => {
    expect(withBand(withBand(rules)).referral.bands).toEqual([
      { from: '0.00', award: '20.00' },
      { from: '500.00', award: '20.00' },
      { from: '1000.00', award: '20.00' },
    ]);
  });

  it('take one out', () => {
    expect(without(withRule(rules), ['earn'], 0).earn.map(({ id }) => id)).toEqual(['rule']);
    expect(without(withTier(rules), ['tiers', 'tiers'], 0).tiers.tiers).toEqual([]);
  });

  it('name a place as the engine does, and free ids', () => {
    expect(pathName(['earn', 0, 'validity', 'length'])).toBe('earn[0].validity.length');
    expect(freeId('a', ['a', 'a-2', 'a-3'])).toBe('a-4');
  });
});

describe('the place of an error', () => {
  it('is the path that it names, or the thing whose id it gives', () => {
    expect(placeOfError(rules, { id: 'BASE-103', params: { key: 'earn[0].points' } })).toBe('earn[0].points');
    expect(placeOfError(rules, { id: 'BASE-103', params: { key: 'redeem_from' } })).toBe('redeem_from');
    expect(placeOfError(rules, { id: 'BASE-103', params: { rule: 'freight' } })).toBe('earn[0]');
    expect(placeOfError(withReward(rules), { id: 'BASE-103', params: { id: 'voucher' } })).toBe('rewards[0]');
    expect(placeOfError(withTier(rules), { id: 'BASE-103', params: { name: '会员' } })).toBe('tiers.tiers[0]');
    expect(placeOfError(rules, { id: 'BASE-103', params: { detail: 'x' } })).toBe('');
    expect(placeOfError(rules, { id: 'BASE-103', params: { key: 'referral.bands[1].award' } })).toBe(
      'referral.bands[1].award',
    );
    expect(placeOfError(rules, { id: 'LOYALTY-302', params: { programme: 'referral', band: '2' } })).toBe(
      'referral.bands[2]',
    );
    expect(placeOfError(rules, { id: 'LOYALTY-303', params: { programme: 'referral', key: 'end' } })).toBe(
      'referral.ends',
    );
  });
});

describe('a programme out of a file', () => {
  it('is told from anything else', () => {
    expect(readProgramme(JSON.stringify(rules))?.id).toBe('own');
    for (const text of ['', '[]', 'null', '{"id": 3}', '{"version": 1}', 'id,name'])
      expect(readProgramme(text)).toBeNull();
  });
});
