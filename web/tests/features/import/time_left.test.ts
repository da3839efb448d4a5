import { describe, expect, it } from 'vitest';
import { pace, secondsLeft, timeInWords } from '../../../src/features/import/time_left.ts';

describe('secondsLeft', () => {
  const start = { pass: 1, atMs: 1000, bytes: 0 };

  it('is told from the pace so far', () => {
    // A quarter in 4 s leaves three quarters, 12 s.
    expect(secondsLeft(start, { pass: 1, atMs: 5000, bytes: 250 }, 1000)).toBe(12);
    expect(secondsLeft(start, { pass: 1, atMs: 5000, bytes: 1000 }, 1000)).toBe(0);
  });

  it('counts only what was read since the mark', () => {
    // 200 bytes in 4 s, 600 to go: 12 s.
    expect(secondsLeft({ ...start, bytes: 200 }, { pass: 1, atMs: 5000, bytes: 400 }, 1000)).toBe(12);
  });

  it('is not told too early, nor from another pass', () => {
    expect(secondsLeft(start, { pass: 1, atMs: 2000, bytes: 500 }, 1000)).toBeNull();
    expect(secondsLeft(start, { pass: 1, atMs: 9000, bytes: 10 }, 1000)).toBeNull();
    expect(secondsLeft(start, { pass: 2, atMs: 9000, bytes: 500 }, 1000)).toBeNull();
    expect(secondsLeft(start, { pass: 1, atMs: 9000, bytes: 0 }, 0)).toBeNull();
  });
});

describe('pace', () => {
  const start = { pass: 1, atMs: 1000, bytes: 500 };

  it('is what was read since the mark, by the second', () => {
    // 3000 bytes in 1.5 s.
    expect(pace(start, { pass: 1, atMs: 2500, bytes: 3500 })).toBe(2000);
  });

  it('is not told at once, nor from another pass, nor of nothing', () => {
    expect(pace(start, { pass: 1, atMs: 1400, bytes: 3500 })).toBeNull();
    expect(pace(start, { pass: 2, atMs: 9000, bytes: 3500 })).toBeNull();
    expect(pace(start, { pass: 1, atMs: 9000, bytes: 500 })).toBeNull();
  });
});

describe('timeInWords', () => {
  it.each([
    [0, 'seconds', 1],
    [7, 'seconds', 7],
    [12, 'seconds', 15],
    [90, 'seconds', 90],
    [91, 'minutes', 2],
    [600, 'minutes', 10],
  ] as const)('%d seconds are %s: %d', (seconds, unit, count) => {
    expect(timeInWords(seconds)).toEqual({ unit, count });
  });
});
