// Files that the browser tests drop: made by the native generator, or small ones written here.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeProgram } from './page.mjs';

/** A folder that is removed when the process ends. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'loyalane-browser-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the generator into a folder of its own; `with` side files. Gives the folder. */
export function generate(folder, name, options) {
  const out = join(folder, name);
  mkdirSync(out);
  execFileSync(nativeProgram('tools/generate/loyalane_generate'), ['--out', out, ...options], { stdio: 'pipe' });
  return out;
}

/** What the native command line prints. */
export const commandLine = (...options) =>
  execFileSync(nativeProgram('tools/cli/loyalane'), options, { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'pipe'] });

export function writeFile(folder, name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
