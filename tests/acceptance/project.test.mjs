// A run can be repeated from its manifest: `--project` takes files, mappings and settings from there and checks that the files are the same.
import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, run, runOk, scratchFolder } from './lib/cli.mjs';

function manifestRun(t) {
  const folder = scratchFolder(t);
  const shipments = path.join(folder, 'a.csv');
  copyFileSync(fixture('small_60.csv'), shipments);
  const manifest = path.join(folder, 'm.json');
  const config = path.join(folder, 'c.json');
  writeFileSync(config, JSON.stringify({ version: 1, cvac: { thresholds: { mode: 'mean' } } }));
  const { out } = runOk(['segment', '--shipments', shipments, '--config', config, '--manifest', manifest]);
  return { folder, shipments, manifest, out };
}

test('the manifest repeats the run bit for bit', (t) => {
  const { manifest, out } = manifestRun(t);
  assert.equal(runOk(['segment', '--project', manifest]).out, out);
  assert.match(JSON.parse(readFileSync(manifest, 'utf8')).files[0].sha256, /^[0-9a-f]{64}$/);
});

test('a file that changed is refused: WORKSPACE-108', (t) => {
  const { manifest, shipments } = manifestRun(t);
  appendFileSync(shipments, '\n');
  for (const language of ['zh', 'en']) {
    const done = run(['segment', '--project', manifest, '--language', language]);
    assert.equal(done.code, 1);
    assert.ok(done.stderr.startsWith('WORKSPACE-108'), done.stderr);
  }
});

test('a project written by hand: names relative to it, the rest found out', (t) => {
  const { folder, out, shipments } = manifestRun(t);
  const project = path.join(folder, 'p.json');
  writeFileSync(project, JSON.stringify({ files: [{ name: 'a.csv', dataset: 'shipments' }] }));
  assert.equal(runOk(['profile', '--project', project]).out, runOk(['profile', '--shipments', shipments]).out);
  assert.notEqual(out, '');
});

test('a project that is none: BASE-101, BASE-103, WORKSPACE-105', (t) => {
  const project = path.join(scratchFolder(t), 'p.json');
  for (const [text, id] of [
    ['{', 'BASE-101'],
    ['{"files": []}', 'BASE-103'],
    ['{"files": [{"name": "a.csv", "dataset": "parcels"}]}', 'WORKSPACE-105'],
  ]) {
    writeFileSync(project, text);
    const done = run(['segment', '--project', project]);
    assert.equal(done.code, 1);
    assert.ok(done.stderr.startsWith(id), done.stderr);
  }
});
