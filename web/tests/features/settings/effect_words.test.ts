import { describe, expect, it } from 'vitest';
import type { SegmentSummary } from '../../../src/engine/protocol.ts';
import { effectFigures, signed } from '../../../src/features/settings/effect_words.ts';

const summary = (
  counts: Readonly<Record<string, number>>,
  borderline: number,
  provisional: number,
  cv = 18,
): SegmentSummary =>
  ({
    types: Object.entries(counts).map(([id, count]) => ({ id, count, zh: id, en: id })),
    borderline,
    provisional,
    thresholds: { mode: 'fixed', cv, ac: 14 },
  }) as unknown as SegmentSummary;

describe('the figures of an effect', () => {
  it('stand beside those of now, type by type', () => {
    const figures = effectFigures(summary({ core: 3, loyal: 5 }, 2, 1), {
      summary: summary({ core: 4, loyal: 4 }, 2, 0, 13.368715244),
      moved: 1,
      moves: [
        [3, 0],
        [1, 4],
      ],
    });
    expect(figures.types.map(({ type, before, after }) => [type.id, before, after])).toEqual([
      ['core', 3, 4],
      ['loyal', 5, 4],
    ]);
    expect(figures.borderline).toEqual({ before: 2, after: 2 });
    expect(figures.provisional).toEqual({ before: 1, after: 0 });
    expect(figures.moves[1]?.[0]).toBe(1);
    expect(figures.cvThreshold).toEqual({ before: 18, after: 13.37 });
    expect(figures.acThreshold).toEqual({ before: 14, after: 14 });
  });
});

describe('a difference', () => {
  it('has a sign, also where nothing changes', () => {
    expect(signed({ before: 1, after: 4 }, String)).toBe('+3');
    expect(signed({ before: 4, after: 2 }, String)).toBe('−2');
    expect(signed({ before: 4, after: 4 }, String)).toBe('±0');
  });
});
