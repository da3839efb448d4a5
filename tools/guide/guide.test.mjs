// The guide against the page and its pictures: nothing in it may point at what is not there.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { picturesIn, quotesIn, textsIn } from './guide_text.mjs';
import { kPictures } from './pictures.mjs';
import { kScreens, screenNamed } from './screens.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const guide = join(project, 'docs/guide');
const kLanguages = ['zh', 'en'];
const kBytesMax = 4 * 1024 * 1024;
const kPictureBytesMax = 150 * 1024;

const chapters = (language) =>
  readdirSync(join(guide, language))
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ name, text: readFileSync(join(guide, language, name), 'utf8') }));

/** Every text of the page in a language. */
function pageTexts(language) {
  const i18n = join(project, 'web/src/i18n');
  const read = (path) => readFileSync(join(i18n, path), 'utf8');
  return new Set([
    ...textsIn(read(`${language}.ts`), language)[language],
    ...readdirSync(join(i18n, 'texts'))
      .filter((name) => name.endsWith('.ts') && name !== 'fragment.ts')
      .flatMap((name) => textsIn(read(join('texts', name)))[language]),
  ]);
}

test('words of a chapter and of a catalogue are found', () => {
  const markdown = '![a](../images/zh-a.png) **开始分群**\n```sh\n**not this**\n```\n`**nor this**` **two\nlines**';
  assert.deepEqual(picturesIn(markdown), ['../images/zh-a.png']);
  assert.deepEqual(quotesIn(markdown), ['开始分群', 'two lines']);
  const fragment = "export const t = fragment({ 'a.b': '一', c: `二` }, { 'a.b': 'one', c: 'two' } as const);";
  assert.deepEqual(textsIn(fragment.replace(' as const', '')), { zh: ['一', '二'], en: ['one', 'two'] });
  assert.deepEqual(textsIn("export const en = { ...x, 'a.b': 'one' };", 'en'), { zh: [], en: ['one'] });
});

test('both languages have the same chapters with the same pictures', () => {
  const [zh, en] = kLanguages.map((language) =>
    chapters(language).map(({ name, text }) => [
      name,
      picturesIn(text).map((path) => path.replace(`/${language}-`, '/')),
    ]),
  );
  assert.deepEqual(zh, en);
});

test('every picture that a chapter shows is there, and every picture is shown', () => {
  const shown = new Set(kLanguages.flatMap((language) => chapters(language).flatMap(({ text }) => picturesIn(text))));
  const there = readdirSync(join(guide, 'images'));
  assert.deepEqual([...shown].map((path) => path.replace('../images/', '')).sort(), there.sort());
  assert.deepEqual(
    there.sort(),
    kLanguages.flatMap((language) => kPictures.map(({ name }) => `${language}-${name}.png`)).sort(),
  );
});

test('a chapter shows pictures of its own language', () => {
  for (const language of kLanguages)
    for (const { name, text } of chapters(language))
      for (const path of picturesIn(text))
        assert.match(path, new RegExp(`/images/${language}-`), `${language}/${name}`);
});

test('pictures are small', () => {
  const sizes = readdirSync(join(guide, 'images')).map((name) => [name, statSync(join(guide, 'images', name)).size]);
  for (const [name, size] of sizes) assert.ok(size <= kPictureBytesMax, `${name}: ${size} bytes`);
  assert.ok(sizes.reduce((sum, [, size]) => sum + size, 0) <= kBytesMax);
});

test('what the guide quotes stands on the page', () => {
  for (const language of kLanguages) {
    const texts = pageTexts(language);
    assert.ok(texts.size > 500, `${texts.size} texts of ${language}`);
    const unknown = chapters(language).flatMap(({ name, text }) =>
      quotesIn(text)
        .filter((words) => !texts.has(words))
        .map((words) => `${language}/${name}: ${words}`),
    );
    assert.deepEqual(unknown, []);
  }
});

test('pictures name screens that exist; names are told apart', () => {
  for (const { screen } of kPictures) assert.equal(screenNamed(screen).name, screen);
  for (const list of [kPictures, kScreens]) assert.equal(new Set(list.map(({ name }) => name)).size, list.length);
});
