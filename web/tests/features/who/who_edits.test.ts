import { describe, expect, it } from 'vitest';
import {
  fewerBy,
  isOwnMember,
  pairOf,
  withMembers,
  withMerges,
  withoutMember,
  withoutMerge,
} from '../../../src/features/who/who_edits.ts';
import { exampleSettings } from '../../state/example_settings.ts';

const mergesOf = (settings: typeof exampleSettings): unknown => settings.customers.merges;
const groupsOf = (settings: typeof exampleSettings): unknown => settings.customers.groups;

describe('merges', () => {
  it('take each decision in turn', () => {
    const after = withMerges(exampleSettings, [
      { into: 'A', from: 'B' },
      { into: 'A', from: 'C' },
    ]);
    expect(mergesOf(after)).toEqual([{ into: 'A', from: ['B', 'C'] }]);
    expect(mergesOf(exampleSettings)).toEqual([]);
  });

  it('are never chained: who was merged follows, and who stays is the last one (PROFILE-105)', () => {
    const after = withMerges(exampleSettings, [
      { into: 'A', from: 'B' },
      { into: 'C', from: 'A' },
      { into: 'B', from: 'D' },
    ]);
    expect(mergesOf(after)).toEqual([{ into: 'C', from: ['A', 'B', 'D'] }]);
  });

  it('are never made twice (PROFILE-106)', () => {
    const decisions = [
      { into: 'A', from: 'B' },
      { into: 'B', from: 'A' },
      { into: 'A', from: 'B' },
    ];
    expect(mergesOf(withMerges(exampleSettings, decisions))).toEqual([{ into: 'A', from: ['B'] }]);
    expect(fewerBy(exampleSettings, decisions)).toBe(1);
  });

  it('are split one customer at a time', () => {
    const merged = withMerges(exampleSettings, [
      { into: 'A', from: 'B' },
      { into: 'A', from: 'C' },
    ]);
    const split = withoutMerge(merged, 'B');
    expect(mergesOf(split)).toEqual([{ into: 'A', from: ['C'] }]);
    expect(mergesOf(withoutMerge(split, 'C'))).toEqual([]);
  });

  it('know a pair by both customers', () => {
    expect(pairOf({ into: { id: 'A' }, from: { id: 'B' } })).toBe('A\nB');
  });
});

describe('groups', () => {
  it('take members in, out of the group that they were in (PROFILE-107)', () => {
    const first = withMembers(exampleSettings, '甲集团', ['A', 'B']);
    expect(groupsOf(first)).toEqual([{ name: '甲集团', members: ['A', 'B'] }]);
    const moved = withMembers(first, '乙集团', ['B']);
    expect(groupsOf(moved)).toEqual([
      { name: '甲集团', members: ['A'] },
      { name: '乙集团', members: ['B'] },
    ]);
    expect(groupsOf(withMembers(moved, '甲集团', ['B']))).toEqual([{ name: '甲集团', members: ['A', 'B'] }]);
  });

  it('are gone with their last member', () => {
    const first = withMembers(exampleSettings, '甲集团', ['A']);
    expect(isOwnMember(first, '甲集团', 'A')).toBe(true);
    expect(isOwnMember(first, '乙集团', 'A')).toBe(false);
    expect(groupsOf(withoutMember(first, 'A'))).toEqual([]);
  });
});
