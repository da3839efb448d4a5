// Signs that amounts are in a currency other than yuan, where no column says so: in the column's header, its values, or the lines above
// the table. Only reason enough to ask.

import type { FileProbe, ProbeColumn } from '../../engine/protocol.ts';

const kMarks: readonly (readonly [currency: string, mark: RegExp])[] = [
  ['HKD', /\bHKD\b|HK\$|港币|港幣|港元/i],
  ['MOP', /\bMOP\b|澳门元|澳門元/i],
  ['TWD', /\bTWD\b|NT\$|新台币|新臺幣/i],
  ['USD', /\bUSD\b|US\$|美元|美金/i],
  ['EUR', /\bEUR\b|€|欧元/i],
  ['JPY', /\bJPY\b|日元|日圆/i],
  ['GBP', /\bGBP\b|£|英镑/i],
];

/** Currencies that the user is offered, the one of the figures first. */
export const kCurrencies: readonly string[] = ['CNY', ...kMarks.map(([currency]) => currency)];

/** The currency that the file seems to be in, and the text that shows it; null without such a sign. */
export function foreignCurrency(
  { headerRow, preview }: FileProbe,
  { header, samples }: ProbeColumn,
): { readonly found: string; readonly value: string } | null {
  const titles = preview.slice(0, Math.max(0, headerRow - 1)).flat();
  for (const value of [header, ...samples, ...titles]) {
    const found = kMarks.find(([, mark]) => mark.test(value))?.[0];
    if (found !== undefined) return { found, value };
  }
  return null;
}
