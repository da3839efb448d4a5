import { describe, expect, it } from 'vitest';
import { tiersTyped } from '../../../src/features/club/tiers_typed.ts';

describe('tiers as they are typed', () => {
  it('are parted by commas of either script, once each', () => {
    expect(tiersTyped('Basic, Plus')).toEqual(['Basic', 'Plus']);
    expect(tiersTyped('普通，高级、顶级；')).toEqual(['普通', '高级', '顶级']);
    expect(tiersTyped(' a ,, a')).toEqual(['a']);
    expect(tiersTyped('')).toEqual([]);
  });
});
