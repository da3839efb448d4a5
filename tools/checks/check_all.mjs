// Runs the house's checks over the checkout: node tools/checks/check_all.mjs
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkErrors } from './check_errors.mjs';
import { checkHygiene } from './check_hygiene.mjs';
import { checkLayers } from './check_layers.mjs';
import { checkPurity } from './check_purity.mjs';
import { readTree } from './source_tree.mjs';

const files = readTree(join(dirname(fileURLToPath(import.meta.url)), '../..'));
let failed = 0;
for (const [name, check] of Object.entries({
  layers: checkLayers,
  purity: checkPurity,
  hygiene: checkHygiene,
  errors: checkErrors,
})) {
  const problems = check(files);
  failed += problems.length;
  for (const problem of problems) console.error(`${name}: ${problem}`);
}
console.log(
  failed === 0
    ? `house checks: ${files.size} files, no problem`
    : `house checks: ${files.size} files, ${failed} problems`,
);
process.exitCode = failed === 0 ? 0 : 1;
