// The club's ledger in the user's hands: postings by hand with who and why, and what is refused; a project file dropped on the page, asked
// about before it replaces what is not saved, waiting for its data, and recovered where it is damaged.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generate, scratchFolder } from './support/files.mjs';
import {
  axeFindings,
  diskAddress,
  dropFiles,
  goTo,
  launch,
  mappingReady,
  openClub,
  openPage,
  overflow,
  segment,
  setLanguage,
  showScreen,
  stateOf,
} from './support/page.mjs';

const folder = scratchFolder();
let browser, files;

before(async () => {
  browser = await launch();
  const options = ['--layout', 'statement', '--rows', '4000', '--customers', '60', '--seed', '5'];
  const data = generate(folder, 'club', [...options, '--with', 'customers,club']);
  files = readdirSync(data).map((name) => join(data, name));
});
after(() => browser.close());

const club = async (page) => (await stateOf(page)).club;
const profiles = async (page) => (await stateOf(page)).profiles;

/** A page with the club, one month closed. */
async function withMonth(options = {}) {
  const opened = await openClub(browser, files, options);
  const { page } = opened;
  await page.locator('loyalane-club-home #members').waitFor();
  await showScreen(page, 'run');
  await page.locator('loyalane-club-run [data-action=close-month]:enabled').click();
  await page.locator('[data-action=confirm-close]').click();
  await page.locator('loyalane-club-run [data-again]').waitFor();
  return opened;
}

async function openMember(page) {
  await showScreen(page, 'members');
  await page.locator('loyalane-club-members tbody tr').first().click();
  await page.locator('loyalane-club-member [data-answer]').waitFor();
}

const dialog = (page) => page.locator('loyalane-club-posting');

async function fillPosting(page, what, fields) {
  await page.locator('[data-action=post-by-hand]:enabled').click();
  await dialog(page).locator(`[name=what][value=${what}]`).check();
  for (const [name, value] of Object.entries({ who: '王芳', reason: '投诉补偿', ...fields }))
    await dialog(page).locator(`[name=${name}]`).fill(value);
}

async function posted(page) {
  await dialog(page).locator('[data-action=post]').click();
  await page.locator('loyalane-club-member [data-posted]').waitFor();
  return page.locator('loyalane-club-member [data-posted]').getAttribute('data-posted');
}

async function saveProject(page, name) {
  await showScreen(page, 'home');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('loyalane-club-home [data-action=save-project]').click(),
  ]);
  const file = join(folder, name);
  writeFileSync(file, readFileSync(await download.path()));
  return file;
}

test('a posting by hand: given, refused, taken back; every one says who and why', async () => {
  const { page, seen, close } = await withMonth();
  await openMember(page);
  const { entries } = (await club(page)).state;
  await fillPosting(page, 'grant', { points: '50' });
  assert.equal(await posted(page), 'H0001');
  const newest = page.locator('loyalane-club-member section[aria-labelledby=entries] tbody tr').first();
  await newest.getByText('王芳').waitFor();
  assert.match(await newest.innerText(), /手工增加[\s\S]*H0001 王芳：投诉补偿[\s\S]*\+50/);
  assert.equal((await club(page)).state.entries, entries + 1);
  assert.ok((await club(page)).file.isUnsaved);

  await fillPosting(page, 'charge', { points: '999999999' });
  await dialog(page).locator('[data-action=post]').click();
  await dialog(page).getByRole('alert').getByText('LOYALTY-115').waitFor();
  assert.equal((await club(page)).state.entries, entries + 1, 'nothing has changed');
  await dialog(page).locator('[name=reason]').fill('');
  await dialog(page).locator('[name=points]').fill('5');
  await dialog(page).locator('[data-action=post]').click();
  await dialog(page).getByRole('alert').getByText('LOYALTY-332').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).locator('dialog[open]').waitFor({ state: 'detached' });

  await page.locator('[data-action=post-by-hand]:enabled').click();
  await dialog(page).locator('[name=what][value=undo]').check();
  assert.match(await dialog(page).locator('[name=number] option').innerText(), /H0001[\s\S]*王芳/);
  await dialog(page).locator('[name=who]').fill('李雷');
  await dialog(page).locator('[name=reason]').fill('记错');
  await dialog(page).locator('[data-action=post]').click();
  await page.locator('[data-posted=H0002]').waitFor();
  await newest.getByText('李雷').waitFor();
  assert.match(await newest.innerText(), /撤回 H0001/);
  // The run of the month tells them.
  await showScreen(page, 'run');
  await page.locator('loyalane-club-run section[aria-labelledby=by-hand]').waitFor();
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('points of all are put off: looked at first, entered, and taken back', async () => {
  const { page, seen, close } = await withMonth();
  await openMember(page);
  const day = await page.evaluate(() => {
    const last = document.querySelector('loyalane-app').workbench.store.state.club.state.periods.at(-1).to;
    return new Date(Date.parse(last) + 864e5).toISOString().slice(0, 10);
  });
  const later = (days) => new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);
  // 50 points that end in ten days; the club's own never end.
  await fillPosting(page, 'grant', { points: '50', day, lastDay: later(10) });
  await posted(page);
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.club.projectFile());
  const { entries } = (await club(page)).state;
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.club.go('members'));
  await page.locator('[data-action=extend-all]').click();
  const all = page.locator('loyalane-club-extend-all');
  const fill = async (values) => {
    for (const [name, value] of Object.entries(values)) await all.locator(`[name=${name}]`).fill(value);
  };
  await fill({ expiringUntil: later(9), lastDay: later(100), day, who: '王芳', reason: '系统故障' });
  await all.locator('[data-action=look-all]').click();
  await all.locator('[role=alert]', { hasText: 'LOYALTY-114' }).waitFor();
  await fill({ expiringUntil: later(10) });
  await all.locator('[data-action=look-all]').click();
  await all.locator('[data-members="1"][data-points="50"][data-applied=false]').waitFor();
  assert.equal((await club(page)).state.entries, entries, 'looking changes nothing');
  assert.deepEqual(await axeFindings(page), []);
  // Another answer is wanted for another question.
  await fill({ lastDay: later(120) });
  assert.equal(await all.locator('[data-members]').count(), 0);
  await all.locator('[data-action=look-all]').click();
  await all.locator('[data-action=apply-all]').click();
  await all.locator('[data-number=A0001][data-applied=true]').waitFor();
  assert.deepEqual([(await club(page)).state.entries, (await club(page)).file.isUnsaved], [entries + 1, true]);
  await all.locator('[name=what][value=undo]').check();
  assert.match(await all.locator('[name=number] option').innerText(), /A0001[\s\S]*王芳/);
  await fill({ day, who: '李雷', reason: '记错' });
  await all.locator('[data-action=look-all]').click();
  await all.locator('[data-action=apply-all]').click();
  await all.locator('[data-number=A0002][data-members="1"]').waitFor();
  await all.locator('[name=what][value=undo]').check();
  assert.equal(await all.locator('[name=number]').count(), 0, 'nothing is left to take back');
  await page.keyboard.press('Escape');
  await all.locator('dialog[open]').waitFor({ state: 'detached' });
  assert.equal((await club(page)).state.entries, entries + 2);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('a dropped project file asks before it replaces what is not saved, and opens', async () => {
  const { page, close } = await withMonth();
  const file = await saveProject(page, 'one.loyalane');
  assert.ok(!(await club(page)).file.isUnsaved);
  await openMember(page);
  await fillPosting(page, 'grant', { points: '50' });
  await posted(page);
  const { entries } = (await club(page)).state;
  await dropFiles(page, [file]);
  const ask = page.locator('loyalane-club-file loyalane-dialog');
  await ask.locator('dialog[open]').waitFor();
  await page.keyboard.press('Escape');
  await ask.waitFor({ state: 'detached' });
  assert.equal((await club(page)).state.entries, entries, 'Escape keeps what is there');
  await dropFiles(page, [file]);
  await page.locator('[data-action=replace]').click();
  await page.waitForFunction(
    (many) => document.querySelector('loyalane-app').workbench.store.state.club.state.entries === many,
    entries - 1,
  );
  assert.ok(!(await club(page)).file.isUnsaved);
  await close();
});

test('a project file before its data waits for them', async () => {
  const first = await withMonth();
  // How its files are read is known under a name, which the file carries.
  await first.page.evaluate(async () => {
    const { workbench } = document.querySelector('loyalane-app');
    const [source] = workbench.store.state.sources.filter(({ file }) => file.name === 'shipments.csv');
    await workbench.rememberProfile(source.id, '网点月结单');
  });
  const kept = await profiles(first.page);
  assert.ok(kept.some(({ name }) => name === '网点月结单'));
  const file = await saveProject(first.page, 'two.loyalane');
  const { entries, periods } = (await club(first.page)).state;
  await first.close();
  const { page, seen, close } = await openPage(browser, diskAddress());
  await dropFiles(page, [file]);
  await page.locator('loyalane-club-file [data-waiting]').waitFor();
  assert.match(await page.locator('loyalane-club-file [data-waiting]').innerText(), /shipments\.csv/);
  assert.deepEqual(await profiles(page), kept);
  await dropFiles(page, files);
  await mappingReady(page);
  const read = await page.evaluate(() =>
    document
      .querySelector('loyalane-app')
      .workbench.store.state.document.sources.map(({ file: { name }, profile }) => [name, profile?.name ?? null]),
  );
  assert.equal(new Map(read).get('shipments.csv'), '网点月结单');
  await segment(page);
  await goTo(page, 'club');
  await page.waitForFunction(
    (many) => document.querySelector('loyalane-app').workbench.store.state.club.state?.entries === many,
    entries,
  );
  assert.deepEqual((await club(page)).state.periods, periods);
  assert.equal(await page.locator('loyalane-club-file [data-waiting]').count(), 0);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

for (const [language, width] of [
  ['zh', 1280],
  ['en', 380],
]) {
  test(`a damaged project file, ${language} at ${width}: what is good, what is lost, and the good part as a new file`, async () => {
    const { page, close } = await withMonth({ viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    await setLanguage(page, language);
    const file = await saveProject(page, 'three.loyalane');
    const damaged = join(folder, `damaged-${language}.loyalane`);
    const edit = `import sys, zipfile
source = zipfile.ZipFile(sys.argv[1]); out = zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED)
for name in source.namelist():
  text = source.read(name)
  if name == "ledger.ndjson":
    lines = text.split(b"\\n"); at = max(i for i, line in enumerate(lines) if line.startswith(b'{"m"'))
    lines[at] = lines[at].replace(b'"p":', b'"p":9'); text = b"\\n".join(lines); print(at + 1)
  out.writestr(name, text)
out.close()`;
    // The last entry's line.
    const line = execFileSync('python3', ['-c', edit, file, damaged]).toString().trim();
    const { state } = await club(page);
    await dropFiles(page, [damaged]);
    const told = page.locator('loyalane-club-file [data-damaged]');
    await told.waitFor();
    const text = await told.innerText();
    const good = state.entries - 1;
    assert.ok(text.includes(language === 'zh' ? `账目 ${good} 条` : `${good} entries`), text);
    assert.ok(text.includes(language === 'zh' ? `第 ${line} 行` : `line ${line} `), text);
    assert.match(text, /LOYALTY-121/);
    assert.deepEqual(await axeFindings(page), []);
    assert.equal(await overflow(page), 0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-action=save-good]').click(),
    ]);
    const part = join(folder, `good-${language}.loyalane`);
    writeFileSync(part, readFileSync(await download.path()));
    await page.keyboard.press('Escape');
    assert.deepEqual((await club(page)).state, state, 'what is there stays');
    await dropFiles(page, [part]);
    await page.waitForFunction(
      (many) => document.querySelector('loyalane-app').workbench.store.state.club.state.entries === many,
      good,
    );
    await close();
  });

  test(`a project file that was cut off, ${language} at ${width}: whole parts come back, the end is named as lost`, async () => {
    const { page, close } = await withMonth({ viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    await setLanguage(page, language);
    const bytes = readFileSync(await saveProject(page, 'whole.loyalane'));
    const { state } = await club(page);
    const cut = join(folder, `cut-${language}.loyalane`);
    // Inside of the manifest, which comes last: rules, ledger and runs are whole.
    const lastHeader = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 3, 4]));
    writeFileSync(cut, bytes.subarray(0, lastHeader + 60));
    await dropFiles(page, [cut]);
    const told = page.locator('loyalane-club-file [data-damaged]');
    await told.waitFor();
    await told.locator('[data-cut]').waitFor();
    const text = await told.innerText();
    assert.match(text, /manifest\.json.*PROJECT-103/s);
    assert.ok(text.includes(language === 'zh' ? `账目 ${state.entries} 条` : `${state.entries} entries`), text);
    assert.deepEqual(await axeFindings(page), []);
    assert.equal(await overflow(page), 0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-action=save-good]').click(),
    ]);
    const part = join(folder, `whole-again-${language}.loyalane`);
    writeFileSync(part, readFileSync(await download.path()));
    await page.keyboard.press('Escape');
    await dropFiles(page, [part]);
    await page.locator('loyalane-club-file [data-damaged]').waitFor({ state: 'detached' });
    const again = (await club(page)).state;
    assert.deepEqual([again.entries, again.periods], [state.entries, state.periods]);
    await close();
  });

  test(`posting by hand, ${language} at ${width}: axe, nothing wider than the window`, async () => {
    const { page, close } = await withMonth({ viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    await setLanguage(page, language);
    await openMember(page);
    for (const what of ['grant', 'charge', 'extend', 'undo']) {
      await page.locator('[data-action=post-by-hand]:enabled').click();
      await dialog(page).locator(`[name=what][value=${what}]`).check();
      assert.deepEqual(await axeFindings(page), [], what);
      assert.equal(await overflow(page), 0, what);
      await page.keyboard.press('Escape');
      await dialog(page).locator('dialog[open]').waitFor({ state: 'detached' });
    }
    await close();
  });
}
