// clang-tidy over core/*.cpp (and, through them, its headers), as many at a time as there are cores. A file whose text, own
// includes, compile command and .clang-tidy are what they were when it last passed is not looked at again (build/tidy/).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = join(dirname(fileURLToPath(import.meta.url)), '../..');
const buildFolder = join(top, 'build/native');
const passedFolder = join(top, 'build/tidy');
mkdirSync(passedFolder, { recursive: true });

/** The file and everything of core that it includes, directly or not. */
function closureOf(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  for (const [, target] of readFileSync(file, 'utf8').matchAll(/^\s*#\s*include\s*"([^"]+)"/gm))
    closureOf(join(top, 'core', target), seen);
  return seen;
}

function stampOf({ file, command }) {
  const hash = createHash('sha256')
    .update(command)
    .update(readFileSync(join(top, '.clang-tidy')));
  for (const part of [...closureOf(file)].sort()) hash.update(part).update(readFileSync(part));
  return join(passedFolder, hash.digest('hex'));
}

function tidy(file) {
  return new Promise((resolve) => {
    const child = spawn('clang-tidy', ['-p', buildFolder, '--quiet', file], { cwd: top });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('error', (error) => resolve({ ok: false, said: String(error) }));
    child.on('close', (code) => resolve({ ok: code === 0, said }));
  });
}

const units = JSON.parse(readFileSync(join(buildFolder, 'compile_commands.json'), 'utf8'))
  .filter(({ file }) => relative(top, file).startsWith('core/') && existsSync(file))
  .map((unit) => ({ file: unit.file, stamp: stampOf(unit) }));
const open = units.filter(({ stamp }) => !existsSync(stamp));
const waiting = [...open];
let failed = 0;
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let unit; (unit = waiting.shift());) {
      const { ok, said } = await tidy(unit.file);
      if (ok) {
        writeFileSync(unit.stamp, '');
      } else {
        ++failed;
        console.error(`${relative(top, unit.file)}:\n${said.replaceAll(`${top}/`, '')}`);
      }
    }
  }),
);
console.log(
  `clang-tidy: ${units.length} files, ${open.length} looked at, ${failed === 0 ? 'no finding' : `${failed} with findings`}`,
);
process.exitCode = failed === 0 ? 0 : 1;
