// Where the bench finds what is built and keeps what it makes.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const scratch = (path) => {
  mkdirSync(project('build/bench'), { recursive: true });
  return project(join('build/bench', path));
};

function built(folder, path) {
  const program = join(folder, path);
  if (!existsSync(program)) throw new Error(`${program} is missing: make bench builds it`);
  return program;
}

/** A program of the native or the WebAssembly build; LOYALANE_NATIVE and LOYALANE_WASM may name other builds' folders. */
export const nativeProgram = (path) => built(process.env.LOYALANE_NATIVE ?? project('build/native'), path);
export const wasmProgram = (path) => built(process.env.LOYALANE_WASM ?? project('build/wasm'), path);

/** A package of tools/bench. */
export const packaged = (path) => project(join('tools/bench/node_modules', path));
export const versionOf = (name) => JSON.parse(readFileSync(packaged(`${name}/package.json`), 'utf8')).version;
