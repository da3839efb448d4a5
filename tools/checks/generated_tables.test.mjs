// The committed tables are what their tools make.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

for (const tool of ['tools/generate_tables/pinyin_initials.mjs', 'tools/generate/make_gb18030_map.mjs']) {
  test(`${tool} makes the committed table`, () => {
    const path = fileURLToPath(new URL(`../../${tool}`, import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [path, '--check'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
}
