import assert from 'node:assert/strict';
import test from 'node:test';
import { checkErrors, documentOf, errorsOf } from './check_errors.mjs';
import { treeOf } from './source_tree.mjs';

const table = 'LOYALANE_ERROR(kFileEmpty, "INGEST-101", Fatal, "空", "Empty", "换", "Change it")\n';
const document = documentOf(errorsOf(table));
const tree = (texts) => treeOf({ 'core/base/error_ids.def': table, 'docs/error-ids.md': document, ...texts });

test('an id without a test is found, by symbol or id', () => {
  assert.match(checkErrors(tree({}))[0], /no test provokes INGEST-101/);
  assert.deepEqual(checkErrors(tree({ 'tests/a_test.cpp': 'EXPECT_EQ(id, ErrorId::kFileEmpty);' })), []);
  assert.deepEqual(checkErrors(tree({ 'tests/a.test.mjs': "assert.equal(id, 'INGEST-101')" })), []);
});

test('a document that differs from the table is found', () => {
  const problems = checkErrors(tree({ 'docs/error-ids.md': 'old', 'tests/a_test.cpp': 'kFileEmpty' }));
  assert.match(problems[0], /differs from the table/);
});
