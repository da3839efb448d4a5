// Runs every *.test.mjs under tests/browser with node's own test runner, one file at a time (each starts a browser).

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.test.mjs'))
  .sort()
  .map((name) => `${folder}${name}`);

const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
