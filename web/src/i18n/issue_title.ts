// Names a group of issues. The engine's sentence is about one row and has holes where a group has many values; then the page has a
// title of its own.

import { pick, textOr, type Language } from './translate.ts';

/** What the engine puts where the rows of a group differ; a parameter that it has not filled counts as one, too. */
const kHole = /…|\{\w+\}/;

export function issueTitle(
  language: Language,
  group: { readonly id: string; readonly zh: string; readonly en: string },
): string {
  const sentence = pick(language, group);
  return kHole.test(sentence) ? textOr(language, `issues.title.${group.id}`, sentence) : sentence;
}
