// Project files (.loyalane): those that Python's zipfile writes are read by --project, those that we write are read by Python's
// zipfile (oracle/project_file.py, written from docs/project-file.md).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import { fixture, projectRoot, run, runOk, scratchFolder } from './lib/cli.mjs';

const python = '/usr/bin/python3';
const oracle = path.join(projectRoot, 'tests/acceptance/oracle/project_file.py');
const dump = path.resolve(
  projectRoot,
  process.env.LOYALANE_PROJECT_DUMP ?? 'build/native/tools/checks/project_dump/project_dump',
);

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A club of one file in a folder of its own; `project` is its project.json. */
function club(t, more = {}) {
  const folder = scratchFolder(t);
  const shipments = path.join(folder, 'a.csv');
  copyFileSync(fixture('small_60.csv'), shipments);
  const project = {
    version: 1,
    files: [{ name: 'a.csv', dataset: 'shipments', sha256: sha256(readFileSync(shipments)) }],
    settings: { version: 1, cvac: { thresholds: { mode: 'mean' } } },
    ...more,
  };
  const inFolder = (name) => path.join(folder, name);
  writeFileSync(inFolder('p'), JSON.stringify(project));
  writeFileSync(inFolder('l'), Array.from({ length: 5000 }, (_, i) => `{"seq": ${i}, "units": ${i % 97}}\n`).join(''));
  const pack = (name, ...parts) => {
    execFileSync(python, [oracle, 'pack', inFolder(name), ...parts.map((part) => part.replace('=', `=${folder}/`))]);
    return inFolder(name);
  };
  return { folder, inFolder, shipments, pack };
}

test('a project file gives files, settings and hashes, from its own folder and whatever its name', (t) => {
  const { shipments, pack, inFolder } = club(t);
  writeFileSync(inFolder('c.json'), JSON.stringify({ version: 1, cvac: { thresholds: { mode: 'mean' } } }));
  const expected = runOk(['segment', '--shipments', shipments, '--config', inFolder('c.json')]).out;
  for (const name of ['club.loyalane', 'club.json']) {
    const project = pack(name, 'project.json=p', 'ledger.ndjson=l');
    assert.equal(runOk(['segment', '--project', project]).out, expected);
  }
  appendFileSync(shipments, '\n');
  const changed = run(['segment', '--project', inFolder('club.loyalane')]);
  assert.equal(changed.code, 1);
  assert.ok(changed.stderr.startsWith('WORKSPACE-108'), changed.stderr);
});

test('its mapping profiles are recognised by the columns of a file', (t) => {
  const { folder, shipments } = club(t);
  // The columns under names that nobody knows, and the profile that the manifest of a mapped run has for them.
  const [header, ...rows] = readFileSync(shipments, 'utf8').split('\n');
  const names = header.split(',').map((_, i) => `spalte-${i}x`);
  const manifest = path.join(folder, 'm.json');
  const expected = runOk(['profile', '--shipments', shipments]).out;
  runOk(['segment', '--shipments', shipments, '--manifest', manifest, '--json']);
  const mapping = JSON.parse(readFileSync(manifest, 'utf8')).files[0].mapping;
  mapping.fields = Object.fromEntries(
    header.split(',').map((name, i) => [names[i], mapping.fields[name.trim()] ?? null]),
  );
  // docs: the first 16 digits of SHA-256 over the sorted normalised headers, a line end behind each. These are normal already.
  const normalised = names.map((name) => name.replace('-', '')).sort();
  const signature = sha256(normalised.map((name) => `${name}\n`).join('')).slice(0, 16);
  const strange = club(t, {
    files: [{ name: 'a.csv', dataset: 'shipments' }],
    settings: {},
    profiles: { version: 1, profiles: [{ name: 'x', signature, mapping }] },
  });
  writeFileSync(strange.shipments, [names.join(','), ...rows].join('\n'));
  const project = strange.pack('club.loyalane', 'project.json=p');
  assert.equal(runOk(['profile', '--project', project]).out, expected);
  assert.equal(run(['profile', '--shipments', strange.shipments]).code, 1); // without the profile
});

test('what cannot be opened is told by its id', (t) => {
  const { pack, inFolder, folder } = club(t);
  const idOf = (file) => {
    const done = run(['segment', '--project', file, '--language', 'en']);
    assert.equal(done.code, 1);
    return done.stderr.split(' ')[0];
  };
  const whole = pack('club.loyalane', 'project.json=p', 'ledger.ndjson=l');
  const cut = inFolder('cut.loyalane');
  copyFileSync(whole, cut);
  truncateSync(cut, 500);
  assert.equal(idOf(cut), 'PROJECT-103');
  const bytes = readFileSync(whole);
  bytes[bytes.indexOf('project.json') + 'project.json'.length + 3] ^= 0x20;
  writeFileSync(inFolder('bent.loyalane'), bytes);
  assert.equal(idOf(inFolder('bent.loyalane')), 'PROJECT-106');
  assert.equal(idOf(pack('added.loyalane', 'project.json=p', 'notes.txt=l')), 'PROJECT-108');
  execFileSync(python, ['-c', `import zipfile; zipfile.ZipFile('${folder}/other.zip', 'w').writestr('a.csv', 'a')`]);
  assert.equal(idOf(inFolder('other.zip')), 'PROJECT-101');
  writeFileSync(inFolder('p'), JSON.stringify({ version: 1, files: [], colour: 'red' }));
  assert.equal(idOf(pack('club.loyalane', 'project.json=p')), 'BASE-102');
});

test('what we write, Python reads: every part, its hash and its blocks', (t) => {
  assert.ok(existsSync(dump), `${dump} is not built`);
  const { inFolder } = club(t);
  writeFileSync(inFolder('e'), '');
  const out = inFolder('ours.loyalane');
  const parts = {
    'project.json': 'p',
    'registers/members.json': 'p',
    'ledger.ndjson': 'l',
    'runs/2026-10.ndjson': 'e',
  };
  execFileSync(dump, [out, ...Object.entries(parts).map(([name, file]) => `${name}=${inFolder(file)}`)]);
  const hashes = JSON.parse(execFileSync(python, [oracle, 'check', out]).toString());
  const expected = Object.entries(parts).map(([name, file]) => [name, sha256(readFileSync(inFolder(file)))]);
  assert.deepEqual(Object.entries(hashes), expected);
  assert.equal(runOk(['segment', '--project', out]).out, runOk(['segment', '--project', inFolder('p')]).out);
  // The same content is the same file.
  const again = inFolder('again.loyalane');
  execFileSync(dump, [again, ...Object.entries(parts).map(([name, file]) => `${name}=${inFolder(file)}`)]);
  assert.deepEqual(readFileSync(again), readFileSync(out));
});
