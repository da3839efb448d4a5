import { describe, expect, it } from 'vitest';
import {
  doubtsOf,
  judgementsOf,
  kSaatySteps,
  matrixOf,
  nearestStep,
  placeOf,
  ratioText,
  roughRatioText,
  stepOf,
  strengthOf,
  withJudgement,
} from '../../../src/features/settings/judgements.ts';

describe('the matrix of judgements', () => {
  it('has ones on the diagonal and reciprocals below it', () => {
    expect(matrixOf(3, [2, 3, 4])).toEqual([
      [1, 2, 3],
      [1 / 2, 1, 4],
      [1 / 3, 1 / 4, 1],
    ]);
  });

  it('reads the upper triangle row by row', () => {
    // Of five items: rows of 4, 3, 2 and 1 judgements.
    expect([placeOf(5, 0, 1), placeOf(5, 0, 4), placeOf(5, 1, 2), placeOf(5, 2, 4), placeOf(5, 3, 4)]).toEqual([
      0, 3, 4, 8, 9,
    ]);
  });

  it.each([
    [3, [2, 3, 2]],
    [5, [2, 2, 4, 3, 1, 3, 2, 3, 2, 0.5]],
  ])('gives back the judgements that it was made from: %i items', (items, judgements) => {
    expect(judgementsOf(matrixOf(items, judgements))).toEqual(judgements);
  });

  it('changes one judgement, from either side of the diagonal', () => {
    expect(withJudgement(3, [2, 3, 4], 0, 2, 5)).toEqual([2, 5, 4]);
    expect(withJudgement(3, [2, 3, 4], 2, 0, 5)).toEqual([2, 1 / 5, 4]);
  });
});

describe('the steps of the scale', () => {
  it('are 9 to 1 and their reciprocals', () => {
    expect(kSaatySteps).toHaveLength(17);
    expect(kSaatySteps[0]).toBe(9);
    expect(kSaatySteps.at(-1)).toBe(1 / 9);
  });

  it('take a typed reciprocal for what it means, and leave what lies between', () => {
    expect(stepOf(0.333)).toBe(1 / 3);
    expect(stepOf(0.111)).toBe(1 / 9);
    expect(stepOf(2.5)).toBeNull();
  });

  it('are nearest by ratio', () => {
    // 4 / 2.5 = 1.6 and 2.5 / 2 = 1.25; 3 / 2.5 = 1.2 is the least.
    expect(nearestStep(2.5)).toBe(3);
    expect(nearestStep(0.28)).toBe(1 / 4);
    expect(nearestStep(20)).toBe(9);
  });

  it.each([
    [3, '3'],
    [1, '1'],
    [1 / 3, '1/3'],
    [0.5, '1/2'],
    [2.5, '2.5'],
    [0.4, '1/2.5'],
  ])('are written as one writes them: %f', (value, text) => {
    expect(ratioText(value)).toBe(text);
  });
});

describe('a judgement in words', () => {
  it.each([
    [1 / 1.44, '1/1.4'],
    [2.96, '3'],
    [1.02, '1'],
    [0.99, '1'],
    [8, '8'],
  ])('is rough where it was computed: %f', (value, text) => {
    expect(roughRatioText(value)).toBe(text);
  });

  // The words of the scale, as the hint below the matrix gives them: 1, 3, 5, 7, 9.
  it.each([
    [1, '1', 'row'],
    [3, '3', 'row'],
    [1 / 3, '3', 'column'],
    [1 / 1.44, '3', 'column'],
    [5, '5', 'row'],
    [7, '7', 'row'],
    [9, '9', 'row'],
    [1 / 9, '9', 'column'],
  ])('%f', (value, step, favours) => {
    expect(strengthOf(value)).toEqual({ step, favours });
  });
});

describe('the judgement to reconsider', () => {
  it('is none where all agree', () => {
    // 2 × 3 = 6
    expect(doubtsOf(3, [2, 6, 3])).toEqual([]);
    expect(doubtsOf(2, [5])).toEqual([]);
  });

  it('is any of the three where there are but three items', () => {
    // A:B 2, B:C 4 say A:C 8, but 2 was given. The other two: A:C ÷ B:C = 1/2, A:C ÷ A:B = 1. Each is off by a factor of 4.
    const doubts = doubtsOf(3, [2, 2, 4]);
    expect(doubts.map(({ row, column }) => [row, column])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    for (const { factor } of doubts) expect(factor).toBeCloseTo(4, 12);
    expect(doubts.map(({ implied }) => implied)).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(8, 12),
      expect.closeTo(1, 12),
    ]);
  });

  it('is the one that the others deny, computed by hand', () => {
    // Weights 8 : 4 : 2 : 1 give A:B 2, A:C 4, A:D 8, B:C 2, B:D 4, C:D 2; A:D is given as 1/2 instead.
    // A:D against A:B·B:D = 8 and A:C·C:D = 8: implied 8, off by 16. Any other judgement meets A:D in one of its two triples only:
    // A:B against A:C·C:B = 2 and A:D·D:B = 1/8: implied √(2/8) = 1/2, off by 4. B:C is in no triple with A:D: off by 1.
    const doubts = doubtsOf(4, [2, 4, 0.5, 2, 4, 2]);
    expect(doubts).toHaveLength(1);
    expect(doubts[0]).toMatchObject({ row: 0, column: 3, given: 0.5 });
    expect(doubts[0]?.implied).toBeCloseTo(8, 12);
    expect(doubts[0]?.factor).toBeCloseTo(16, 12);
  });

  it('is gone once it is set to what the others say', () => {
    const mended = withJudgement(4, [2, 4, 0.5, 2, 4, 2], 0, 3, 8);
    expect(doubtsOf(4, mended)).toEqual([]);
  });
});
