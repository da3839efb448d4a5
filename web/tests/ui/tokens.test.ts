// Contrast and colour-blindness of the tokens, computed from the style sheet's own text.

import { describe, expect, it } from 'vitest';
import { tokens } from '../../src/ui/tokens.ts';
import { contrast, difference, parseHex, seenBy, type Vision } from './colour.ts';

type Theme = ReadonlyMap<string, string>;

/** The hexadecimal colours that stand between a selector's braces. */
function coloursOf(selector: string): Theme {
  const start = tokens.cssText.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no rule for ${selector}`);
  const block = tokens.cssText.slice(start, tokens.cssText.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--care-([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const light = coloursOf(':root');
const dark = coloursOf(":root[data-theme='dark']");
const colour = (theme: Theme, name: string): readonly [number, number, number] => {
  const value = theme.get(name);
  if (value === undefined) throw new Error(`--care-${name} is no colour`);
  return parseHex(value);
};

const kTypes = ['core', 'contested', 'loyal', 'general'];
const kSurfaces = ['surface', 'surface-page', 'surface-sunken', 'surface-raised', 'surface-hover', 'surface-selected'];
const kTones = [
  'surface-warning',
  'surface-danger',
  'surface-success',
  ...kTypes.map((type) => `surface-type-${type}`),
];
const kSteps = [1, 2, 3, 4, 5, 6, 7];

/** Differences in OKLab, where black and white are 1 apart. The smallest that reads as another colour in a mark of a few pixels; shapes
 *  and text tell the same beside it. */
const kApartMin = 0.08;
/** Neighbours in a ramp are seen side by side. */
const kStepMin = 0.04;

/** Text and what it stands on. WCAG 2.2, 1.4.3: 4.5:1. */
const textPairs = [
  ...['text', 'text-muted', 'accent', 'warning', 'danger', 'success', ...kTypes.map((type) => `type-${type}`)].flatMap(
    (text) => kSurfaces.map((surface): [string, string] => [text, surface]),
  ),
  ...['text', 'text-muted'].flatMap((text) => kTones.map((surface): [string, string] => [text, surface])),
  ...['warning', 'danger', 'success'].map((tone): [string, string] => [tone, `surface-${tone}`]),
  ...kTypes.map((type): [string, string] => [`type-${type}`, `surface-type-${type}`]),
  ['text-on-accent', 'accent'],
  ['text-on-accent', 'accent-hover'],
  ['accent-hover', 'surface'],
  ...kSteps.map((step): [string, string] => [`ramp-text-${step}`, `ramp-${step}`]),
] as const;

/** Edges of controls and large marks. WCAG 2.2, 1.4.11: 3:1. */
const markPairs = [
  ...['line-strong', 'focus'].flatMap((mark) => kSurfaces.map((surface): [string, string] => [mark, surface])),
  ...[1, 2, 3, 4, 5, 6].flatMap((series) =>
    ['surface', 'surface-sunken'].map((surface): [string, string] => [`series-${series}`, surface]),
  ),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, theme) => {
  it.each(textPairs)('%s can be read on %s', (text, surface) => {
    expect(contrast(colour(theme, text), colour(theme, surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(markPairs)('%s can be seen on %s', (mark, surface) => {
    expect(contrast(colour(theme, mark), colour(theme, surface))).toBeGreaterThanOrEqual(3);
  });

  const visions: readonly Vision[] = ['full', 'protan', 'deutan', 'tritan'];
  it.each(visions)('types and series stay apart for %s sight', (vision) => {
    for (const names of [
      kTypes.map((type) => `type-${type}`),
      [1, 2, 3, 4, 5, 6].map((series) => `series-${series}`),
    ]) {
      const seen = names.map((name) => seenBy(vision, colour(theme, name)));
      for (const [at, one] of seen.entries())
        for (const other of seen.slice(at + 1)) expect(difference(one, other)).toBeGreaterThanOrEqual(kApartMin);
    }
  });

  it.each(visions)('the ramp rises in even steps for %s sight', (vision) => {
    const seen = kSteps.map((step) => seenBy(vision, colour(theme, `ramp-${step}`)));
    const surface = colour(theme, 'surface');
    const far = kSteps.map((step) => contrast(colour(theme, `ramp-${step}`), surface));
    for (let at = 1; at < far.length; ++at) {
      expect(far[at]).toBeGreaterThan(far[at - 1] ?? Infinity);
      expect(difference(seen[at] ?? [0, 0, 0], seen[at - 1] ?? [0, 0, 0])).toBeGreaterThan(kStepMin);
    }
  });
});

describe('the style sheet', () => {
  it('has the same colours in both themes, and wherever a theme is set', () => {
    expect([...dark.keys()]).toEqual([...light.keys()]);
    expect(coloursOf(":root:not([data-theme='light'])")).toEqual(dark);
  });

  it('prints in light, on white paper, without shadows', () => {
    const print = tokens.cssText.slice(tokens.cssText.indexOf('@media print'));
    expect(coloursOf(':root:root:root').get('text')).toBe(light.get('text'));
    expect(coloursOf(':root:root:root').get('surface-page')).toBe('#ffffff');
    for (const shadow of ['shadow', 'shadow-raised', 'shadow-overlay'])
      expect(print).toContain(`--care-${shadow}: none`);
  });

  it('gives every colour to the reader in forced colours', () => {
    const start = tokens.cssText.indexOf('@media (forced-colors: active)');
    const block = tokens.cssText.slice(start, tokens.cssText.indexOf('@media print'));
    const forced = new Set([...block.matchAll(/--care-([\w-]+):/g)].map(([, name]) => name));
    // Charts are pictures: their ramp and series stay as they are.
    const own = [...light.keys()].filter((name) => !/^(ramp|series)-/.test(name));
    expect(own.filter((name) => !forced.has(name))).toEqual([]);
  });
});
