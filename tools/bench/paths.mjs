// Where the bench finds what is built and keeps what it makes.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const scratch = (path) => {
  mkdirSync(project('build/bench'), { recursive: true });
  return project(join('build/bench', path));
};

/** A program of the native build; LOYALANE_NATIVE may name another build's folder. */
export function nativeProgram(path) {
  const program = join(process.env.LOYALANE_NATIVE ?? project('build/native'), path);
  if (!existsSync(program)) throw new Error(`${program} is missing: make bench builds it`);
  return program;
}

/** A package of tools/bench. */
export const packaged = (path) => project(join('tools/bench/node_modules', path));
export const versionOf = (name) => JSON.parse(readFileSync(packaged(`${name}/package.json`), 'utf8')).version;
