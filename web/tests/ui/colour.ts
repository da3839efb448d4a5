// Colour arithmetic for the tests of the tokens.

type Colour = readonly [number, number, number];

/** #rrggbb as sRGB from 0 to 1. */
export const parseHex = (hex: string): Colour => {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
};

/** IEC 61966-2-1. */
const linear = ([r, g, b]: Colour): Colour => {
  const one = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return [one(r), one(g), one(b)];
};

const times = (m: readonly number[], [x, y, z]: Colour): Colour => {
  const row = (at: number): number => (m[at] ?? 0) * x + (m[at + 1] ?? 0) * y + (m[at + 2] ?? 0) * z;
  return [row(0), row(3), row(6)];
};

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
const luminance = (colour: Colour): number => times([0.2126, 0.7152, 0.0722], linear(colour))[0];
export const contrast = (one: Colour, other: Colour): number => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
};

export type Vision = 'full' | 'protan' | 'deutan' | 'tritan';

/** Machado, Oliveira, Fernandes 2009, severity 1.0; on linear RGB. */
const visions: Readonly<Record<Vision, readonly number[]>> = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** How a colour looks to someone, in OKLab (Ottosson 2020). */
export function seenBy(vision: Vision, colour: Colour): Colour {
  const inside = (value: number): number => Math.min(1, Math.max(0, value));
  const [r, g, b] = times(visions[vision], linear(colour));
  const [l, m, s] = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376,
      0.6299787005,
    ],
    [inside(r), inside(g), inside(b)],
  );
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
      -0.808675766,
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  );
}

export const difference = (one: Colour, other: Colour): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
