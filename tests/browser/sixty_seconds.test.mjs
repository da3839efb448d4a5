// From an open page to a map, a list and an exported workbook, with a GB18030 file of one's own, in each language: recorded picture by
// picture, well within 60 seconds of machine time; what is exported is the command line's, and the manifest gives it again.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commandLine, generate, scratchFolder } from './support/files.mjs';
import {
  diskAddress,
  dropFiles,
  exported,
  goTo,
  launch,
  leaveUnused,
  mappingReady,
  openPage,
  resultReady,
  setLanguage,
  startSegment,
} from './support/page.mjs';

const kSecondsMax = 60;
const records = fileURLToPath(new URL('../../build/records/', import.meta.url));
const folder = scratchFolder();
let browser, statement;

before(async () => {
  browser = await launch();
  statement = generate(folder, 'statement', [
    ...['--layout', 'statement', '--encoding', 'gb18030', '--rows', '60000', '--customers', '400'],
    ...['--with', 'customers', 'carrier_share', 'survey'],
  ]);
});
after(() => browser.close());

/** Keeps what the screen shows, a picture each time it changes, with its second. */
async function record(page, name) {
  const out = join(records, name);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const session = await page.context().newCDPSession(page);
  const begin = Date.now();
  let pictures = 0;
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    const second = ((Date.now() - begin) / 1000).toFixed(2).padStart(6, '0');
    writeFileSync(join(out, `${String(++pictures).padStart(3, '0')}_${second}s.jpg`), Buffer.from(data, 'base64'));
    void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 70, everyNthFrame: 2 });
  return {
    async stop() {
      await session.send('Page.stopScreencast');
      await session.detach();
      return { seconds: (Date.now() - begin) / 1000, pictures };
    },
  };
}

for (const language of ['zh', 'en']) {
  test(`${language}: from an open page to a map, a list and a workbook`, async (t) => {
    const paths = ['shipments', 'customers', 'carrier_share', 'survey'].map((name) => join(statement, `${name}.csv`));
    const [ships, customers, share, survey] = paths;
    const same = ['--shipments', ships, '--customers', customers, '--carrier-share', share, '--survey', survey];
    const { page, seen, close } = await openPage(browser, diskAddress());
    if (language === 'en') await setLanguage(page, 'en');
    const recording = await record(page, `sixty-seconds-${language}`);

    await dropFiles(page, paths);
    await mappingReady(page);
    await leaveUnused(page);
    await startSegment(page);
    await resultReady(page);
    await page.locator('loyalane-axis-map canvas').waitFor();
    await goTo(page, 'export');
    const workbook = await exported(page, 'segment-excel');
    const { seconds, pictures } = await recording.stop();
    t.diagnostic(`${seconds.toFixed(1)} s of machine time, ${pictures} pictures in build/records`);
    assert.ok(seconds < kSecondsMax, `${seconds} s`);
    assert.ok(pictures > 2);

    assert.deepEqual(workbook.bytes, commandLine('segment', ...same, '--language', language, '--excel', '--out', '-'));
    const csv = await exported(page, 'segment');
    assert.deepEqual(csv.bytes, commandLine('segment', ...same, '--language', language, '--out', '-'));

    // The manifest beside the files: the command line gives the page's bytes again.
    const manifest = await exported(page, 'manifest');
    const path = join(statement, `manifest-${language}.json`);
    writeFileSync(path, manifest.bytes);
    assert.equal(dirname(path), dirname(ships));
    assert.deepEqual(commandLine('segment', '--project', path, '--language', language, '--out', '-'), csv.bytes);

    assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
    await close();
  });
}

test('a manifest refuses files that have changed', async () => {
  const { page, close } = await openPage(browser, diskAddress());
  const ships = join(statement, 'shipments.csv');
  await dropFiles(page, [ships]);
  await mappingReady(page);
  await leaveUnused(page);
  await startSegment(page);
  await resultReady(page);
  await goTo(page, 'export');
  const manifest = JSON.parse((await exported(page, 'manifest')).bytes);
  const [file] = manifest.files;
  assert.match(file.sha256, /^[0-9a-f]{64}$/);
  file.sha256 = file.sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  const path = join(statement, 'changed.json');
  writeFileSync(path, JSON.stringify(manifest));
  assert.throws(() => commandLine('segment', '--project', path, '--out', '-'), /WORKSPACE-108/);
  await close();
});
