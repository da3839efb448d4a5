// A part of the page's texts: the same keys in both languages, checked by the compiler; the {parameters} are checked by a test.

/** Takes the texts of one feature as they stand, so that keys and parameters are known to the compiler. */
export const fragment = <const Zh extends Readonly<Record<string, string>>>(
  zh: Zh,
  en: Readonly<Record<keyof Zh, string>>,
): { readonly zh: Zh; readonly en: Readonly<Record<keyof Zh, string>> } => ({ zh, en });
