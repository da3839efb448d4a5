import assert from 'node:assert/strict';
import test from 'node:test';
import { anchorOf, checkHygiene } from './check_hygiene.mjs';
import { treeOf } from './source_tree.mjs';

const assertFinds = (path, text, pattern) => {
  const problems = checkHygiene(treeOf({ [path]: text }));
  assert.equal(problems.length, 1, `${text}\n${problems.join('\n')}`);
  assert.match(problems[0], pattern);
};
const assertClean = (texts) => assert.deepEqual(checkHygiene(treeOf(texts)), []);

test('paths of one machine are found, system paths and addresses are not', () => {
  assertFinds('a.mjs', "read('/home/anna/data.csv')", /a path of one machine: \/home\/anna/);
  assertFinds('a.sh', 'cd /wo' + 'rk/loyalane', /path of one machine/);
  assertFinds('a.md', 'see /tmp/report.txt', /path of one machine/);
  assertFinds('a.cpp', '"C:\\Users\\anna"', /path of one machine/);
  assertFinds('a.cmake', 'set(data ../shared/notes)', /outside the checkout/);
  assertClean({ 'a.sh': 'ls /usr/include ../shared/data build/tmp/x $HOME/wo' + 'rk/x https://example.org/home/x' });
});

test('registry addresses are found', () => {
  assertFinds('web/package-lock.json', '"resolved"' + ': "https://example.org/lit.tgz"', /registry/);
  assertFinds('a.md', 'from https://' + 'registry.npmjs.org/lit', /registry/);
  assertFinds('.npmrc', 'fund=false\nregistry=https://example.org/', /registry/);
  assertClean({
    'web/package-lock.json': '"integrity": "sha512-abc"',
    '.npmrc': 'omit-lockfile-registry-resolved=true\n',
  });
});

test('unfinished work and tests that do not run are found', () => {
  assertFinds('a.cpp', '// TODO: later', /unfinished/);
  assertFinds('a.cpp', '// FIXME', /unfinished/);
  assertFinds('a_test.cpp', 'GTEST_SKIP() << "later";', /does not run/);
  assertFinds('a_test.cpp', 'TEST(A, DISABLED_B) {}', /does not run/);
  assertFinds('a.test.ts', "it.skip('x', () => {});", /does not run/);
  assertFinds('a.test.ts', "describe.only('x', () => {});", /does not run/);
  assertFinds('a.test.ts', "test('x', { skip: true }, () => {});", /does not run/);
  assertFinds('a.test.ts', "xit('x', () => {});", /does not run/);
  assertClean({ 'a.ts': 'const todo = list.only; exit(1); skip(row); process.exit(0);' });
});

test('a big file is found unless a reason is given', () => {
  const files = treeOf({ 'a.txt': 'x'.repeat(600_001), 'b.txt': 'x'.repeat(600_000) });
  assert.match(checkHygiene(files).join('\n'), /^a\.txt: 600001 bytes; [^\n]*$/);
  assert.deepEqual(checkHygiene(files, new Map([['a.txt', 'a table']])), []);
});

test('links that lead nowhere are found', () => {
  assertFinds('docs/a.md', 'See [b](b.md).', /leads nowhere: b\.md/);
  assertFinds('docs/a.md', '![picture](../a.png)', /leads nowhere/);
  assertFinds('a.md', '# One\n[two](#two)', /no such heading/);
  assertFinds('a.md', '[b]: docs/b.md', /leads nowhere/);
  assertClean({
    'docs/a.md':
      '# A title, with `code`\n## 中文 标题\n[b](b.md#part-one) [up](../) [own](#a-title-with-code) [zh](#中文-标题) [web](https://example.org/x) `[no](link)`\n',
    'docs/b.md': '## Part one\n',
  });
  assert.equal(anchorOf('What is it? (v1.0)'), 'what-is-it-v10');
});
