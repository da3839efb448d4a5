// Vouchers and referrals in the page with the real engine: months closed, a voucher used and undone, refusals beside the button, the papers
// of a month with the command line's bytes, statements of the chosen members.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder } from './support/files.mjs';
import { axeFindings, launch, openClub, overflow, setLanguage, showScreen } from './support/page.mjs';

const folder = scratchFolder();
let browser, files, data, saved;

before(async () => {
  browser = await launch();
  const options = ['--layout', 'statement', '--rows', '8000', '--customers', '160', '--seed', '5'];
  data = generate(folder, 'club', [...options, '--with', 'customers,club']);
  files = readdirSync(data).map((name) => join(data, name));
  // Three closed months by the command line: the page opens the file.
  saved = join(folder, 'club.loyalane');
  const inputs = files.flatMap((path) => [`--${basename(path, '.csv')}`, path]);
  commandLine(
    'loyalty',
    'run',
    ...inputs,
    '--programme',
    'customer-club',
    '--month',
    '2026-08',
    '--apply',
    '--save',
    saved,
  );
  for (const month of ['2026-09', '2026-10'])
    commandLine('loyalty', 'run', '--project', saved, '--month', month, '--apply', '--save', saved);
});
after(() => browser.close());

async function openWithClub(options = {}) {
  const opened = await openClub(browser, files, options);
  const { page } = opened;
  await page.locator('loyalane-club-home #members').waitFor();
  await page
    .locator('loyalane-club-home [data-load]')
    .setInputFiles({ name: 'club.loyalane', mimeType: 'application/zip', buffer: readFileSync(saved) });
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.club.state.periods.length === 3,
  );
  return opened;
}

const count = async (page, sum) =>
  Number((await page.locator(`loyalane-club-vouchers [data-sum=${sum}] dd .small`).innerText()).replace(/\D/g, ''));

test('a voucher is used, refused when it cannot be, undone; and every step is an undoable edit', async () => {
  const { page, seen, close } = await openWithClub();
  await page.locator('loyalane-club-home [data-voucher-liability]').waitFor();
  await showScreen(page, 'vouchers');
  await page.locator('loyalane-club-vouchers [data-do=redeem]').first().waitFor();
  const open = await count(page, 'open');
  assert.ok(open > 0);
  const row = page
    .locator('loyalane-club-vouchers tr[data-voucher]', { has: page.locator('[data-do=redeem]') })
    .first();
  const id = await row.getAttribute('data-voucher');
  await row.locator('[data-do=redeem]').click();
  const write = page.locator('loyalane-club-vouchers [data-action=write-down]');
  assert.equal(await write.isEnabled(), false, 'nothing is filled in');
  const fill = async (field, value) => {
    await page.locator(`loyalane-club-vouchers [data-field=${field}]`).fill(value);
    await page.locator(`loyalane-club-vouchers [data-field=${field}]`).blur();
  };
  await fill('document', 'INV-1');
  await fill('who', '李丽');
  await fill('amount', 'much');
  await page.locator('loyalane-club-vouchers [data-field=amount][aria-invalid=true]').waitFor();
  await fill('amount', '15.00');
  // Long after its last day: refused in the dialog, nothing changes.
  const day = await page.locator('loyalane-club-vouchers [data-field=day]').inputValue();
  await fill('day', '2046-01-01');
  await write.click();
  await page.locator('loyalane-club-vouchers [role=alert]', { hasText: 'LOYALTY-321' }).waitFor();
  assert.equal(await count(page, 'open'), open);
  await fill('day', day);
  await write.click();
  await page.locator('loyalane-club-vouchers dialog[open]').waitFor({ state: 'detached' });
  const used = page.locator(`loyalane-club-vouchers tr[data-voucher="${id}"] [data-do=undo]`);
  await used.waitFor();
  assert.equal(await count(page, 'open'), open - 1);
  assert.equal(await count(page, 'used'), 1);
  // The page's own undo.
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await page.locator(`loyalane-club-vouchers tr[data-voucher="${id}"] [data-do=redeem]`).waitFor();
  assert.equal(await count(page, 'open'), open);
  // The referrals tell their states and why some are refused.
  const referrals = page.locator('loyalane-club-vouchers tr[data-referee]');
  assert.ok((await referrals.count()) > 0);
  await page.locator('[data-filter=referrals]').selectOption('rejected');
  await page.locator('loyalane-club-vouchers tr[data-referee]', { hasText: 'LOYALTY-30' }).first().waitFor();
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('papers and statements of a closed month are those of the command line', async () => {
  const { page, seen, close } = await openWithClub();
  await showScreen(page, 'run');
  await page.locator('loyalane-club-run [data-month]').selectOption('2026-10');
  await page.locator('loyalane-club-run [data-again]').waitFor();
  const papers = join(folder, 'papers');
  commandLine(
    'loyalty',
    'run',
    '--project',
    saved,
    '--month',
    '2026-10',
    '--excel',
    '--papers',
    papers,
    '--out',
    join(folder, 'm.csv'),
  );
  const download = async (name) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`loyalane-club-run [data-export="club.${name}"]`).click(),
    ]);
    return readFileSync(await file.path());
  };
  for (const name of ['expiry', 'vouchers', 'gifts', 'refused', 'referrals', 'cards'])
    assert.ok((await download(name)).equals(readFileSync(join(papers, `${name}.csv`))), name);
  assert.ok((await download('statements.html')).equals(readFileSync(join(papers, 'statements.html'))));
  assert.ok((await download('statements.excel')).equals(readFileSync(join(papers, 'statements.csv'))));
  await page.locator('[data-filter=statements]').selectOption('moved');
  const moved = (await download('statements.html')).toString();
  const told = commandLine(
    'loyalty',
    'statement',
    '--project',
    saved,
    '--month',
    '2026-10',
    '--filter',
    'moved',
    '--html',
  );
  assert.equal(moved, told.toString());
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('a gift is handed over from the list of a closed month, leaves it, and comes back', async () => {
  const { page, seen, close } = await openWithClub();
  await showScreen(page, 'run');
  const month = page.locator('loyalane-club-run [data-month]');
  await month.selectOption('2026-10');
  const list = page.locator('loyalane-club-gifts');
  const rows = list.locator('tr[data-pick]');
  await list.locator('[data-deliver]').first().waitFor();
  const before = await rows.evaluateAll((all) => all.map((one) => one.dataset.pick));
  await list.locator('[data-deliver]').first().focus();
  await page.keyboard.press('Enter');
  const form = list.locator('loyalane-register-form');
  await form.locator('[data-field=who]').fill('李丽');
  await form.locator('[data-field=byDay]').fill('2026-01-01');
  await form.locator('[data-action=register-act]').click();
  await form.locator('[role=alert]', { hasText: 'BASE-103' }).waitFor();
  await form.locator('[data-field=byDay]').fill('2026-11-03');
  await form.locator('[data-action=register-act]').click();
  const delivered = list.locator(`tr[data-delivered="${before[0]}"]`);
  await delivered.waitFor();
  assert.match(await delivered.innerText(), /2026-11-03[\s\S]*李丽/);
  assert.equal(await list.locator(`tr[data-pick="${before[0]}"]`).count(), 0);
  assert.deepEqual(await axeFindings(page), []);
  // Undo of the page takes the mark back, redo puts it there, and the desk can say that it was not so.
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await list.locator(`tr[data-pick="${before[0]}"]`).waitFor();
  await page.locator('loyalane-undo-bar [data-undo=redo]').click();
  await delivered.locator('[data-undeliver]').click();
  await form.locator('[data-field=reason]').fill('送错了');
  await form.locator('[data-field=byDay]').fill('2026-11-04');
  await form.locator('[data-action=register-act]').click();
  await list.locator(`tr[data-pick="${before[0]}"]`).waitFor();
  assert.equal(await delivered.count(), 0);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

for (const [language, width] of [
  ['zh', 1280],
  ['en', 380],
]) {
  test(`${language}, ${width} pixels wide: axe on the desk and its dialog, nothing wider than the window`, async () => {
    const { page, close } = await openWithClub({ viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    await setLanguage(page, language);
    const check = async (screen) => {
      assert.deepEqual(await axeFindings(page), [], screen);
      assert.equal(await overflow(page), 0, `${screen} is wider than the window`);
    };
    await showScreen(page, 'vouchers');
    await page.locator('loyalane-club-vouchers [data-do=redeem]').first().waitFor();
    await check('vouchers');
    await page.locator('loyalane-club-vouchers [data-do=redeem]').first().click();
    await page.locator('loyalane-club-vouchers dialog[open]').waitFor();
    await check('redeem');
    await page.keyboard.press('Escape');
    await showScreen(page, 'run');
    await page.locator('loyalane-club-run [data-month]').selectOption('2026-10');
    await page.locator('[data-export="club.statements.html"]').waitFor();
    await check('papers');
    await close();
  });
}
