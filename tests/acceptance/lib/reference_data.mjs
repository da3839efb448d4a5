// Reference data that may not be redistributed lives outside the repository. Where it is absent the tests say how many did not run;
// in continuous integration (CI=true) its absence is a failure.
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import { projectRoot } from './cli.mjs';

export const referenceDir = path.resolve(projectRoot, process.env.LOYALANE_REFERENCE_DATA ?? '../shared/data');
export const reference = (...parts) => path.join(referenceDir, ...parts);

/** Registers `tests` ([name, function] pairs) that need the folder `name` of the reference data. */
export function withReference(name, tests) {
  if (existsSync(reference(name))) {
    for (const [title, body] of tests) test(title, body);
    return;
  }
  const sentence = `${tests.length} tests did not run: reference data absent (${name})`;
  test(sentence, (t) => {
    if (process.env.CI === 'true') throw new Error(`${sentence}; set LOYALANE_REFERENCE_DATA`);
    t.diagnostic(sentence);
    console.log(sentence);
  });
}
