// What only a host of the core can get wrong: files that cannot be opened or written, options that make no sense.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { fixture, run, scratchFolder } from './lib/cli.mjs';

const shipments = fixture('small_20.csv');

function assertRefused(args, code, id) {
  for (const language of ['zh', 'en']) {
    const done = run([...args, '--language', language]);
    assert.equal(done.code, code, done.stderr);
    assert.ok(done.stderr.startsWith(id), done.stderr);
    assert.equal(done.out, '');
  }
}

test('a file that is not there, or is a folder: WORKSPACE-102, exit 1', () => {
  assertRefused(['profile', '--shipments', 'no/such/file.csv'], 1, 'WORKSPACE-102');
  assertRefused(['scan', 'tests'], 1, 'WORKSPACE-102');
});

test('a result that cannot be written: WORKSPACE-106, exit 1', (t) => {
  const target = path.join(scratchFolder(t), 'no', 'folder', 'out.csv');
  assertRefused(['profile', '--shipments', shipments, '--out', target], 1, 'WORKSPACE-106');
});

test('options with a value that makes no sense: WORKSPACE-107, exit 2', () => {
  for (const option of [
    ['--as-of', '2026-02-30'],
    ['--window', '2026-01-02..2026-01-01'],
    ['--window', 'lately'],
    ['--header', '0'],
    ['--delimiter', 'x'],
    ['--encoding', 'ebcdic'],
  ]) {
    assertRefused(['profile', '--shipments', shipments, ...option], 2, 'WORKSPACE-107');
  }
});
