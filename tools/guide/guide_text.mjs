// What the guide's test reads out of a chapter and out of the page's catalogues. Pure.

import { createRequire } from 'node:module';

const typescript = createRequire(new URL('../../web/package.json', import.meta.url))('typescript');

/** Paths of the pictures in a chapter, as written. */
export const picturesIn = (markdown) => [...markdown.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, path]) => path);

const withoutCode = (markdown) => markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Words in bold: in the guide these stand on the page, exactly so. */
export const quotesIn = (markdown) =>
  [...withoutCode(markdown).matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words.replace(/\s+/g, ' '));

/** The texts of a catalogue file by language: `fragment({…zh}, {…en})`, or one object in a file that is named after its language. */
export function textsIn(source, language) {
  const texts = { zh: [], en: [] };
  const take = (object, into) => {
    for (const property of object.properties) {
      if (typescript.isPropertyAssignment(property) && typescript.isStringLiteralLike(property.initializer))
        into.push(property.initializer.text);
    }
  };
  const visit = (node) => {
    if (
      typescript.isCallExpression(node) &&
      node.expression.getText() === 'fragment' &&
      node.arguments.every((argument) => typescript.isObjectLiteralExpression(argument))
    ) {
      node.arguments.forEach((argument, at) => take(argument, at === 0 ? texts.zh : texts.en));
      return;
    }
    if (language && typescript.isObjectLiteralExpression(node)) take(node, texts[language]);
    typescript.forEachChild(node, visit);
  };
  visit(typescript.createSourceFile('texts.ts', source, typescript.ScriptTarget.Latest, true));
  return texts;
}
