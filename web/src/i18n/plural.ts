// Texts that count something: "1 row", "2 rows". The text for one stands beside the other, under `<key>.one`; in Chinese both read alike.

import { formatCount } from './format.ts';
import { fill, textOf, type Key, type Language } from './translate.ts';

/** Keys that have a text for one. Both take {count}, and what else the text names. */
type Counted<K> = K extends `${infer Base}.one` ? Extract<Key, Base> : never;
export type CountedKey = Counted<Key>;

export function translateCount(
  language: Language,
  key: CountedKey,
  count: number,
  more: Readonly<Record<string, string>> = {},
): string {
  const text = textOf(language, count === 1 ? `${key}.one` : key);
  return fill(text, { ...more, count: formatCount(language, count) });
}
