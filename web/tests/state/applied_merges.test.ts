import { describe, expect, it } from 'vitest';
import { appliedIn } from '../../src/state/applied_merges.ts';

describe('appliedIn', () => {
  it('takes the merges in force out of the report, with the names that files gave', () => {
    const lines = [
      { status: 'merged', into: 'K2', into_name: '鹭远公司', from: 'K1', from_name: '鹭远有限公司', from_rows: 9 },
      { status: 'not_in_data', into: 'K2', into_name: '鹭远公司', from: 'K9', from_name: '', from_rows: 0 },
      { status: 'merge_suggested', into: 'K3', into_name: '海纳', from: 'K4', from_name: '海纳茶业', score: 90 },
      { status: 'group_suggested', into: 'K5', into_name: '甬江', from: 'K6', from_name: '甬江北仑', score: 65 },
    ];
    expect(appliedIn(JSON.stringify(lines))).toEqual([
      { into: { id: 'K2', name: '鹭远公司' }, from: { id: 'K1', name: '鹭远有限公司' } },
      { into: { id: 'K2', name: '鹭远公司' }, from: { id: 'K9', name: '' } },
    ]);
  });

  it('takes nothing out of what is no list', () => {
    expect(appliedIn('{}')).toEqual([]);
  });
});
