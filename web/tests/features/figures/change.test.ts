import { describe, expect, it } from 'vitest';
import { changeOf } from '../../../src/features/figures/change.ts';

describe('a change against the run before', () => {
  it('says which way and how far', () => {
    expect(changeOf(31, 28)).toEqual({ way: 'up', by: 3 });
    expect(changeOf(26, 28)).toEqual({ way: 'down', by: 2 });
    expect(changeOf(28, 28)).toEqual({ way: 'same', by: 0 });
  });

  it('is none without both figures, and 0 is a figure', () => {
    expect(changeOf(28, null)).toBeNull();
    expect(changeOf(null, 28)).toBeNull();
    expect(changeOf(28, undefined)).toBeNull();
    expect(changeOf(0, 5)).toEqual({ way: 'down', by: 5 });
  });

  it('does not take the noise of a division for a change', () => {
    expect(changeOf(0.1 + 0.2, 0.3)).toEqual({ way: 'same', by: 0 });
  });
});
