// The same command line, natively and as WebAssembly under node: the same bytes on stdout, in --out files and on stderr, and the same exit code.
// LOYALANE_CLI_NATIVE and LOYALANE_CLI_WASM name other builds.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import { fixture, inParallel, nativeProgram, projectRoot, runAsync, scratchFolder, wasmProgram } from './lib/cli.mjs';
import { filesOf, generateClub, programme, tableOf } from './lib/club_company.mjs';
import { otherRuns, readingRuns } from './lib/fixture_runs.mjs';

const native = process.env.LOYALANE_CLI_NATIVE ?? nativeProgram;
const wasm = process.env.LOYALANE_CLI_WASM ?? wasmProgram;

async function bothBuilds(args) {
  const [a, b] = await Promise.all([runAsync(args, { program: native }), runAsync(args, { program: wasm })]);
  return { a, b };
}

test('every verb over every fixture: native and WebAssembly print the same bytes', async () => {
  const runs = [...readingRuns(), ...otherRuns];
  const differing = [];
  let bytes = 0;
  await inParallel(
    runs.map(([title, args]) => async () => {
      const { a, b } = await bothBuilds(args);
      bytes += a.stdout.length;
      if (a.code !== b.code)
        differing.push(
          `${title}: exit ${a.code ?? a.signal} natively, ${b.code ?? b.signal} as WebAssembly\n${b.stderr}`,
        );
      else if (!a.stdout.equals(b.stdout)) differing.push(`${title}: stdout differs`);
      else if (a.stderr !== b.stderr) differing.push(`${title}: stderr differs\n${a.stderr}\n${b.stderr}`);
    }),
    2,
  );
  assert.deepEqual(differing, []);
  assert.ok(bytes > 100_000, `${bytes} bytes were compared`);
});

test('samples: every file has the same bytes', async (t) => {
  const generators = [
    'build/native/tools/generate/loyalane_generate',
    'build/wasm/tools/generate/loyalane_generate.js',
  ];
  const programs = [
    process.env.LOYALANE_GENERATE_NATIVE ?? generators[0],
    process.env.LOYALANE_GENERATE_WASM ?? generators[1],
  ];
  const folder = scratchFolder(t);
  const club = ['--layout', 'statement', '--rows', '8000', '--encoding', 'gb18030', '--with', 'customers,club'];
  for (const id of ['courier', 'club', 'contract_logistics', 'city_parcel', 'million', 'with-club']) {
    const folders = ['a', 'b'].map((name) => path.join(folder, `${id}_${name}`));
    await Promise.all(
      programs.map(async (program, at) => {
        const { code, stderr } = await runAsync(
          [...(id === 'with-club' ? club : ['--sample', id]), '--out', folders[at]],
          {
            program,
          },
        );
        assert.equal(code, 0, stderr);
      }),
    );
    const names = readdirSync(folders[0]);
    assert.ok(names.length >= 2, id);
    assert.deepEqual(readdirSync(folders[1]), names);
    for (const name of names) {
      const [a, b] = folders.map((where) => readFileSync(path.join(where, name)));
      assert.ok(a.length > 100 && a.equals(b), `${id}/${name}`);
    }
  }
});

test('the club: tables, answers and the parts of project files are the same bytes', async (t) => {
  const folder = scratchFolder(t);
  const folders = ['a', 'b'].map((name) => generateClub(path.join(folder, name)));
  const programs = [native, wasm];
  const both = async (args) => {
    const done = await Promise.all(programs.map((program, at) => runAsync(args(folders[at]), { program })));
    assert.deepEqual([done[0].code, done[0].stderr], [done[1].code, done[1].stderr]);
    assert.ok(done[0].stdout.length > 100 && done[0].stdout.equals(done[1].stdout), args('…').join(' '));
  };
  const same = (name) => {
    const [a, b] = folders.map((where) => readFileSync(path.join(where, name)));
    assert.ok(a.length > 100 && a.equals(b), name);
  };
  const club = (where) => path.join(where, 'club.loyalane');
  const oracle = path.join(projectRoot, 'tests/acceptance/oracle/project_file.py');
  const partsOf = (file) => JSON.parse(execFileSync('/usr/bin/python3', [oracle, 'check', file]).toString());
  for (const preset of ['customer-club', programme]) {
    for (const [i, month] of ['2026-04', '2026-05', '2026-06'].entries()) {
      const from = (where) => (i === 0 ? [...filesOf(where), '--programme', preset] : ['--project', club(where)]);
      const to = (where) => ['--apply', '--save', club(where), '--out', path.join(where, 'month.csv'), '--json'];
      await both((where) => ['loyalty', 'run', ...from(where), '--month', month, ...to(where)]);
      same('month.csv');
      // The two hosts pack with other deflaters; what is packed is the same.
      assert.deepEqual(...folders.map((where) => partsOf(club(where))));
    }
    await both((where) => ['loyalty', 'liability', '--project', club(where), '--json']);
    await both((where) => [
      'loyalty',
      'simulate',
      '--project',
      club(where),
      '--months',
      '30',
      '--lift-percent',
      '5',
      '--json',
    ]);
    await both((where) => ['loyalty', 'simulate', '--project', club(where), '--redeem-percent', '10']);
    const { 会员号: member } = tableOf(folders[0], 'members').find((row) => row.会员状态 === '有效');
    await both((where) => ['loyalty', 'statement', '--project', club(where), '--member', member]);
  }
});

test('files written with --out and --report are the same bytes as well', async (t) => {
  const folder = scratchFolder(t);
  const inputs = ['--shipments', fixture('twelve_customers.csv'), '--as-of', '2026-06-30'];
  for (const verb of ['profile', 'segment', 'abc']) {
    const files = ['a', 'b'].map((name) => path.join(folder, `${verb}_${name}.csv`));
    const a = await runAsync([verb, ...inputs, '--out', files[0]], { program: native });
    const b = await runAsync([verb, ...inputs, '--out', files[1]], { program: wasm });
    assert.deepEqual([a.code, b.code], [0, 0], a.stderr + b.stderr);
    assert.ok(existsSync(files[1]), 'the WebAssembly build writes its file');
    assert.ok(readFileSync(files[0]).equals(readFileSync(files[1])), verb);
    assert.ok(readFileSync(files[0]).length > 0);
  }
  const reports = ['a', 'b'].map((name) => path.join(folder, `report_${name}.json`));
  assert.equal((await runAsync(['import', ...inputs, '--report', reports[0]], { program: native })).code, 0);
  assert.equal((await runAsync(['import', ...inputs, '--report', reports[1]], { program: wasm })).code, 0);
  assert.ok(readFileSync(reports[0]).equals(readFileSync(reports[1])));
});
