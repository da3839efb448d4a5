import { describe, expect, it } from 'vitest';
import { contrast, difference, parseHex, seenBy } from './colour.ts';

describe('contrast', () => {
  it('is 21 between black and white, and 1 with itself', () => {
    // WCAG 2.2, definition of contrast ratio: from 1:1 to 21:1.
    expect(contrast(parseHex('#000000'), parseHex('#ffffff'))).toBeCloseTo(21, 9);
    expect(contrast(parseHex('#77aa33'), parseHex('#77aa33'))).toBe(1);
    // The grey that W3C's technique G18 and its checkers call the lightest to pass 4.5 on white.
    expect(contrast(parseHex('#767676'), parseHex('#ffffff'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(parseHex('#777777'), parseHex('#ffffff'))).toBeLessThan(4.5);
  });
});

describe('colour-blind sight', () => {
  const between = (vision: 'full' | 'protan' | 'deutan' | 'tritan', one: string, other: string): number =>
    difference(seenBy(vision, parseHex(one)), seenBy(vision, parseHex(other)));

  it('black and white are one apart', () => {
    expect(between('full', '#000000', '#ffffff')).toBeCloseTo(1, 4);
  });

  it('tells red from green worse without red or green cones, and greys as before', () => {
    // A red and a green of about the same lightness.
    const full = between('full', '#c0504d', '#5c8a3c');
    expect(between('deutan', '#c0504d', '#5c8a3c')).toBeLessThan(full / 2);
    expect(between('protan', '#c0504d', '#5c8a3c')).toBeLessThan(full);
    for (const vision of ['protan', 'deutan', 'tritan'] as const)
      expect(between(vision, '#808080', '#404040')).toBeCloseTo(between('full', '#808080', '#404040'), 2);
  });
});
