// Runs the command line under test. LOYALANE_CLI names the program: a native binary, or a .js file that runs under node (the
// WebAssembly build). Relative paths are taken from the project root. Default: the native build of the CMake preset.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const fixturesDir = path.join(projectRoot, 'tests/fixtures');
export const fixture = (name) => path.join(fixturesDir, name);

export const nativeProgram = 'build/native/tools/cli/loyalane';
export const wasmProgram = 'build/wasm/tools/cli/loyalane.js';
export const programUnderTest = process.env.LOYALANE_CLI ?? nativeProgram;

const outputBytesMax = 512 * 1024 * 1024;

function commandLine(program, args) {
  const file = path.resolve(projectRoot, program);
  if (!existsSync(file)) {
    throw new Error(`the program ${program} is not built; build it, or name another one in LOYALANE_CLI`);
  }
  return file.endsWith('.js') || file.endsWith('.mjs') ? [process.execPath, [file, ...args]] : [file, args];
}

/** One run: {code, signal, stdout: Buffer, stderr: string, out: string}. A crash shows as code null with a signal. */
export function run(args, { program = programUnderTest } = {}) {
  const [file, argv] = commandLine(program, args.map(String));
  const done = spawnSync(file, argv, { cwd: projectRoot, maxBuffer: outputBytesMax });
  if (done.error) throw done.error;
  return {
    code: done.status,
    signal: done.signal,
    stdout: done.stdout,
    stderr: done.stderr.toString('utf8'),
    out: done.stdout.toString('utf8'),
  };
}

/** The same, without blocking: for tests that start many programs. */
export function runAsync(args, { program = programUnderTest } = {}) {
  const [file, argv] = commandLine(program, args.map(String));
  return new Promise((resolve, reject) => {
    const child = spawn(file, argv, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout = [];
    const stderr = [];
    child.stdout.on('data', (piece) => stdout.push(piece));
    child.stderr.on('data', (piece) => stderr.push(piece));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const bytes = Buffer.concat(stdout);
      resolve({
        code,
        signal,
        stdout: bytes,
        stderr: Buffer.concat(stderr).toString('utf8'),
        out: bytes.toString('utf8'),
      });
    });
  });
}

/** Runs tasks with at most `width` under way, results in order. */
export async function inParallel(tasks, width = 4) {
  const results = new Array(tasks.length);
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const mine = next++;
      results[mine] = await tasks[mine]();
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, tasks.length) }, worker));
  return results;
}

/** A run that must end with exit code 0; the failure message carries what the program said. */
export function runOk(args, options) {
  const result = run(args, options);
  if (result.code !== 0) {
    throw new Error(`loyalane ${args.join(' ')}\nexit ${result.code ?? result.signal}\n${result.stderr}`);
  }
  return result;
}

/** An empty folder that goes away when the test `t` ends. */
export function scratchFolder(t) {
  const folder = mkdtempSync(path.join(tmpdir(), 'loyalane-acceptance-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
