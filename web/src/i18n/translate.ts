// Looks up a text of the page in the current language and fills in its {parameters}. Keys and parameters are checked by the compiler.

import { en } from './en.ts';
import { zh } from './zh.ts';

export type Language = 'zh' | 'en';
export type Key = keyof typeof zh;
export type Catalogue = Readonly<Record<Key, string>>;

type ParameterName<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterName<Rest>
  : never;

/** The parameters that the text of a key takes. */
export type Parameters<K extends Key> = Readonly<Record<ParameterName<(typeof zh)[K]>, string>>;

const catalogues: Readonly<Record<Language, Catalogue>> = { zh, en };

export const kLanguages: readonly Language[] = ['zh', 'en'];

/** What a language calls itself, and its BCP 47 tag for the document. */
export const languageNames: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };
export const languageTags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** The text of a key as it stands in the catalogue, {parameters} unfilled. */
export const textOf = (language: Language, key: Key): string => catalogues[language][key];

/** Puts values where the text has {parameters}; one without a value stays as it is. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** The text of a key. Keys without parameters take none; the others must be given all of theirs. */
export function translate<K extends Key>(
  language: Language,
  key: K,
  ...[parameters]: ParameterName<(typeof zh)[K]> extends never ? [] : [Parameters<K>]
): string {
  const text = textOf(language, key);
  return parameters ? fill(text, parameters) : text;
}

/** The text of a key made at run time (a column's name, a mode), or `otherwise` where the catalogue has none. */
export const textOr = (language: Language, key: string, otherwise: string): string =>
  Object.hasOwn(zh, key) ? textOf(language, key as Key) : otherwise;

/** The text that the engine wrote in the current language. */
export const pick = (language: Language, text: { readonly zh: string; readonly en: string }): string => text[language];
