import { describe, expect, it } from 'vitest';
import {
  choiceShareCurve,
  faultOf,
  picturePoints,
  withoutPoint,
  withPoint,
  withPointAfter,
  type Better,
  type CurveFault,
  type Point,
} from '../../../src/features/settings/curve_shape.ts';

describe('faultOf', () => {
  const cases: readonly [
    name: string,
    points: readonly Point[],
    isLog: boolean,
    better: Better,
    fault: CurveFault | null,
  ][] = [
    ['one point', [[1, 0]], false, 'higher', 'few'],
    [
      'score above 10',
      [
        [1, 0],
        [2, 11],
      ],
      false,
      'higher',
      'range',
    ],
    [
      'a value of 0 on a logarithm',
      [
        [0, 0],
        [2, 5],
      ],
      true,
      'higher',
      'log',
    ],
    [
      'a value of 0 otherwise',
      [
        [0, 0],
        [2, 5],
      ],
      false,
      'higher',
      null,
    ],
    [
      'a value twice',
      [
        [1, 0],
        [1, 5],
      ],
      false,
      'higher',
      'order',
    ],
    [
      'values going down',
      [
        [2, 0],
        [1, 5],
      ],
      false,
      'higher',
      'order',
    ],
    [
      'the better value scoring lower',
      [
        [1, 5],
        [2, 4],
      ],
      false,
      'higher',
      'direction',
    ],
    [
      'the same where lower is better',
      [
        [1, 5],
        [2, 4],
      ],
      false,
      'lower',
      null,
    ],
    [
      'the worse value scoring higher',
      [
        [1, 4],
        [2, 5],
      ],
      false,
      'lower',
      'direction',
    ],
    [
      'a flat stretch',
      [
        [1, 5],
        [2, 5],
        [3, 6],
      ],
      false,
      'higher',
      null,
    ],
  ];
  it.each(cases)('%s', (_, points, is_log, better, fault) => {
    expect(faultOf({ points, is_log }, better)).toBe(fault);
  });
});

describe('points', () => {
  it('are added half way, on the logarithm where the line runs over it', () => {
    expect(
      withPointAfter(
        {
          is_log: false,
          points: [
            [0, 0],
            [6, 3],
          ],
        },
        0,
      )[1],
    ).toEqual([3, 1.5]);
    // √(100 × 10 000) = 1 000
    expect(
      withPointAfter(
        {
          is_log: true,
          points: [
            [100, 0],
            [10000, 8],
          ],
        },
        0,
      )[1],
    ).toEqual([1000, 4]);
  });

  it('are added beyond the end as far as the last step', () => {
    expect(
      withPointAfter(
        {
          is_log: false,
          points: [
            [0, 0],
            [6, 3],
          ],
        },
        1,
      ),
    ).toEqual([
      [0, 0],
      [6, 3],
      [12, 3],
    ]);
  });

  it('stay between their neighbours where three digits do not tell them apart', () => {
    const added = withPointAfter(
      {
        is_log: false,
        points: [
          [1000, 0],
          [1001, 2],
        ],
      },
      0,
    );
    expect(added[1]).toEqual([1000.5, 1]);
  });

  it('are changed and removed by place', () => {
    const points: readonly Point[] = [
      [0, 0],
      [6, 3],
      [12, 5],
    ];
    expect(withPoint(points, 1, [7, 4])).toEqual([
      [0, 0],
      [7, 4],
      [12, 5],
    ]);
    expect(withoutPoint(points, 1)).toEqual([
      [0, 0],
      [12, 5],
    ]);
  });
});

describe('the default curve of the choice share', () => {
  it('scores an even share 5', () => {
    // docs/formulas/cvac.md: 0→0, 1/J→5, 0.5→8, 1→10; for J = 2 the point 0.5→8 drops out
    expect(choiceShareCurve(5).points).toEqual([
      [0, 0],
      [0.2, 5],
      [0.5, 8],
      [1, 10],
    ]);
    expect(choiceShareCurve(2).points).toEqual([
      [0, 0],
      [0.5, 5],
      [1, 10],
    ]);
  });
});

describe('the picture', () => {
  it('keeps a tenth on either side and puts 10 at the top', () => {
    expect(
      picturePoints(
        {
          is_log: false,
          points: [
            [0, 0],
            [5, 5],
            [10, 10],
          ],
        },
        100,
        50,
      ),
    ).toEqual([
      [10, 50],
      [50, 25],
      [90, 0],
    ]);
  });

  it('spaces by the logarithm', () => {
    const points = picturePoints(
      {
        is_log: true,
        points: [
          [1, 0],
          [10, 5],
          [100, 10],
        ],
      },
      100,
      50,
    );
    expect(points[1]?.[0]).toBeCloseTo(50, 9);
  });

  it('is empty where all values are one', () => {
    expect(
      picturePoints(
        {
          is_log: false,
          points: [
            [3, 0],
            [3, 10],
          ],
        },
        100,
        50,
      ),
    ).toEqual([]);
  });
});
