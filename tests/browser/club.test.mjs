// The loyalty club in the page with the real engine: a month run, closed and run again; one member's points explained; rules changed
// and undone; the simulator; the project file. The same files by the command line give the same statements.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder } from './support/files.mjs';
import {
  axeFindings,
  diskAddress,
  goTo,
  launch,
  openClub,
  openPage,
  overflow,
  segmentFiles,
  setLanguage,
  showScreen,
  stateOf,
} from './support/page.mjs';

const folder = scratchFolder();
let browser, files, data;

before(async () => {
  browser = await launch();
  const options = ['--layout', 'statement', '--rows', '8000', '--customers', '120', '--seed', '5'];
  data = generate(folder, 'club', [...options, '--with', 'customers,club']);
  files = readdirSync(data).map((name) => join(data, name));
});
after(() => browser.close());

const club = async (page) => (await stateOf(page)).club;
const count = (text) => Number(text.replaceAll(',', ''));

async function openWithClub(options = {}) {
  const opened = await openClub(browser, files, options);
  const { page } = opened;
  await page.locator('loyalane-club-home #members').waitFor();
  return opened;
}

/** The terms of the first sum on the screen. */
const terms = async (page, screen) =>
  Object.fromEntries(
    (
      await page
        .locator(screen)
        .locator('.sum')
        .first()
        .locator('[data-term]')
        .evaluateAll((all) => all.map((one) => [one.dataset.term, one.textContent]))
    ).map(([term, text]) => [term, count(text)]),
  );

/** Waits until the month is on the screen that the next run is about. */
const runReady = (page) => page.locator('loyalane-club-run [data-action=close-month]:enabled').waitFor();

async function closeMonth(page) {
  const { state } = await club(page);
  await runReady(page);
  await page.locator('[data-action=close-month]').click();
  await page.locator('[data-action=confirm-close]').click();
  await page.locator(`[data-closed="${state.nextMonth}"]`).waitFor();
  await page.locator('loyalane-club-run [data-again]').waitFor();
  return state.nextMonth;
}

async function takePreset(page, at) {
  await showScreen(page, 'programme');
  await page.locator('loyalane-club-programme loyalane-menu button').first().click();
  await page.getByRole('menuitem').nth(at).click();
  await page.locator('[data-action=adopt]:enabled').click();
  await page.locator('[data-action=adopt]').waitFor({ state: 'detached' });
}

test('says which files it needs while there are no members', async () => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  await goTo(page, 'club');
  await page.getByText('会员表（必需）').waitFor();
  await segmentFiles(page, [join(data, 'shipments.csv')]);
  await goTo(page, 'club');
  await page.locator('loyalane-club-view loyalane-empty').waitFor();
  // What can be done without members is one press away.
  await page.locator('[data-go-launch]').click();
  await page.locator('loyalane-club-launch [data-verdict]').waitFor();
  await showScreen(page, 'members');
  await page.locator('loyalane-club-view loyalane-empty').waitFor();
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('a month: looked at, closed, run again, and its statements are those of the command line', async () => {
  const { page, seen, close } = await openWithClub();
  await showScreen(page, 'run');
  await runReady(page);
  const dry = await terms(page, 'loyalane-club-run');
  assert.ok(dry.earned > 0);
  assert.equal(dry.opening + dry.earned - dry.spent - dry.expired - dry.takenBack, dry.closing);
  assert.deepEqual((await club(page)).state.periods, [], 'looking changes nothing');
  const month = await closeMonth(page);
  assert.deepEqual(await terms(page, 'loyalane-club-run'), dry, 'what was shown is what was done');
  assert.match(await page.locator('[data-again]').innerText(), /新增 0 条/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('loyalane-club-run [data-export="club.members"]').click(),
  ]);
  const inputs = files.flatMap((path) => [`--${basename(path, '.csv')}`, path]);
  const told = commandLine('loyalty', 'run', '--month', month, '--excel', ...inputs);
  assert.ok(readFileSync(await download.path()).equals(told), 'the same bytes');
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('closing asks first, and Escape changes nothing', async () => {
  const { page, close } = await openWithClub();
  await showScreen(page, 'run');
  await runReady(page);
  await page.locator('[data-action=close-month]').focus();
  await page.keyboard.press('Enter');
  await page.locator('loyalane-club-run dialog[open]').waitFor();
  assert.match(await page.locator('loyalane-club-run loyalane-dialog').innerText(), /不能撤销/);
  await page.keyboard.press('Escape');
  await page.locator('loyalane-club-run dialog[open]').waitFor({ state: 'detached' });
  assert.deepEqual((await club(page)).state.periods, []);
  await close();
});

test('one member: the sentence, the sum and the bars say the same', async () => {
  const { page, seen, close } = await openWithClub();
  await showScreen(page, 'run');
  await closeMonth(page);
  await showScreen(page, 'members');
  await page.locator('loyalane-club-members tbody tr').first().waitFor();
  // By keyboard: the first row is the one with most points.
  await page.locator('loyalane-club-members [role=grid]').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.locator('loyalane-club-member [data-answer]').waitFor();
  const sum = await terms(page, 'loyalane-club-member');
  assert.ok(sum.held > 0);
  assert.equal(sum.earned - sum.used - sum.expired - sum.takenBack - (sum.owed ?? 0), sum.held);
  const answer = await page.locator('loyalane-club-member [data-answer]').innerText();
  assert.ok(answer.includes(`${sum.held.toLocaleString('en')} 积分`), answer);
  const lots = await page
    .locator('loyalane-club-member [data-lots] > li > .left strong')
    .evaluateAll((all) => all.map((one) => one.textContent));
  assert.equal(
    lots.map(count).reduce((all, points) => all + points, 0),
    sum.held,
  );
  // The newest entry's balance is the balance.
  const newest = page.locator('loyalane-club-member section[aria-labelledby=entries] tbody tr').first();
  assert.equal(count(await newest.locator('td').nth(3).innerText()), sum.held);
  await page.locator('[data-back]').click();
  await page.locator('loyalane-club-members tbody tr').first().waitFor();
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('rules: a preset taken into use, undone, and what is wrong with them at its field', async () => {
  const { page, close } = await openWithClub();
  const first = (await club(page)).state.programme.id;
  await takePreset(page, 1);
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.club.state.programme.id === 'customer-club',
  );
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await page.waitForFunction(
    (id) => document.querySelector('loyalane-app').workbench.store.state.club.state.programme.id === id,
    first,
  );
  const field = page.locator('[data-field="tiers.tiers[1].threshold"]');
  await field.fill('nonsense');
  await field.blur();
  await page.locator('[data-field="tiers.tiers[1].threshold"][aria-invalid=true]').waitFor();
  assert.equal(await page.locator('[data-action=adopt]').isEnabled(), false);
  // Thresholds that do not rise are the engine's to refuse.
  await field.fill('0');
  await field.blur();
  await page.locator('loyalane-club-programme [role=alert]', { hasText: 'LOYALTY-201' }).first().waitFor();
  assert.equal(await page.locator('[data-action=adopt]').isEnabled(), false);
  await page.locator('[data-action=discard]').click();
  await page.locator('[data-action=adopt]').waitFor({ state: 'detached' });
  await close();
});

test('awards for referrals: edited, played by the engine, refused at their field, undone', async () => {
  const { page, seen, close } = await openWithClub();
  await showScreen(page, 'programme');
  const example = page.locator('loyalane-club-programme [data-referral-example]');
  const kept = (amount) => example.locator('[data-kept]', { hasText: amount }).waitFor();
  const field = (name) => page.locator(`loyalane-club-programme [data-field="referral.${name}"]`);
  const set = async (name, value) => {
    await field(name).fill(value);
    await field(name).press('Tab');
  };
  // docs/formulas/referral.md: 20 + 30 + 40, and 10 taken back with the refund.
  await kept('80.00');
  await field('basis').selectOption('cumulative');
  await kept('90.00');
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await kept('80.00');
  assert.equal(await field('basis').inputValue(), 'deal');
  // A cap: the third award is above it, and its reason stands beside it.
  await set('cap', '50');
  await example.getByText('LOYALTY-311').waitFor();
  await kept('40.00');
  // Outside of 20 to 50 the engine refuses, at the band's row.
  await set('bands[1].award', '60');
  await page.locator('loyalane-club-programme [data-bands] [role=alert]', { hasText: 'LOYALTY-302' }).waitFor();
  assert.equal(await page.locator('[data-action=adopt]').isEnabled(), false);
  await set('bands[1].award', '25');
  await kept('40.00');
  await set('starts', '2026-05-01');
  await set('ends', '2026-04-01');
  await page.locator('loyalane-club-programme [id="referral.ends-error"]', { hasText: 'LOYALTY-303' }).waitFor();
  await set('ends', '');
  // By keyboard: only gifts.
  await field('choices.voucher').focus();
  await page.keyboard.press('Space');
  await example.getByText('留下，作礼品').waitFor();
  await field('choices.gift').focus();
  await page.keyboard.press('Space');
  await page.locator('loyalane-club-programme [role=alert]', { hasText: 'BASE-103' }).first().waitFor();
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await page.locator('[data-action=adopt]:enabled').click();
  await page.locator('[data-action=adopt]').waitFor({ state: 'detached' });
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.club.state.programme.referral.cap !== null,
  );
  const { referral } = (await club(page)).state.programme;
  assert.deepEqual(
    [referral.cap, referral.choices, referral.starts, referral.bands[1]],
    ['50.00', ['gift'], '2026-05-01', { from: '500.00', award: '25.00' }],
  );
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('the simulator shows two designs and leaves the ledger alone', async () => {
  const { page, seen, close } = await openWithClub();
  const before = (await club(page)).state.entries;
  await showScreen(page, 'simulator');
  await page.locator('[data-field=rival]').selectOption('customer-club');
  await page.locator('[data-field=months]').fill('0');
  await page.locator('[data-field=months]').blur();
  await page.locator('[data-field=months][aria-invalid=true]').waitFor();
  assert.equal(await page.locator('[data-action=simulate]').isEnabled(), false);
  await page.locator('[data-field=months]').fill('24');
  await page.locator('[data-field=months]').blur();
  await page.locator('[data-action=simulate]').click();
  await page.locator('[data-design=own]').waitFor();
  await page.locator('[data-design=rival]').waitFor();
  const frame = page.locator('loyalane-club-simulator loyalane-chart-frame');
  await frame.evaluate((one) => (one.mode = 'table'));
  assert.equal(await page.locator('loyalane-club-simulator loyalane-chart-frame tbody tr').count(), 24);
  assert.equal((await club(page)).state.entries, before);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('the project file brings rules and closed months back, and a new import keeps them', async () => {
  const { page, close } = await openWithClub();
  await takePreset(page, 1);
  await showScreen(page, 'run');
  const month = await closeMonth(page);
  await showScreen(page, 'home');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('loyalane-club-home [data-action=save-project]').click(),
  ]);
  const saved = readFileSync(await download.path());
  const { entries } = (await club(page)).state;
  // Another import of the same visit.
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.segment());
  await goTo(page, 'club');
  await page.locator('loyalane-club-home #members').waitFor();
  const kept = (await club(page)).state;
  assert.deepEqual([kept.entries, kept.periods.map(({ name }) => name)], [entries, [month]]);
  await close();

  const other = await openWithClub();
  await other.page
    .locator('loyalane-club-home [data-load]')
    .setInputFiles({ name: 'club.loyalane', mimeType: 'application/zip', buffer: saved });
  await other.page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.club.state.periods.length === 1,
  );
  const back = (await club(other.page)).state;
  assert.deepEqual(
    [back.programme.id, back.entries, back.periods.map(({ name }) => name)],
    ['customer-club', entries, [month]],
  );
  await other.close();
});

test("the sample with a club opens on its home, and gives way to files of one's own", async () => {
  const { page, seen, close } = await openPage(browser, diskAddress());
  await page.locator('li[data-sample=club] button').click();
  await page.locator('loyalane-club-home #members').waitFor();
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.club.state?.periods.length === 10,
  );
  const { state } = await club(page);
  assert.equal(state.programme.id, 'luxing-club');
  assert.equal(state.nextMonth, '2026-09');
  // Another design beside closed months: taking it into use would be refused, LOYALTY-123.
  await showScreen(page, 'simulator');
  await page.locator('[data-field=rival]').selectOption('customer-club');
  await page.locator('[data-action=simulate]').click();
  await page.locator('[data-design=rival]').waitFor();
  await goTo(page, 'import');
  await segmentFiles(page, files);
  await goTo(page, 'club');
  await page.locator('loyalane-club-home #members').waitFor();
  const own = (await club(page)).state;
  assert.deepEqual([own.programme.id, own.periods], ['minimal', []]);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('leaving: steps with their locks, a merger before it is done, and a settlement that asks first', async () => {
  const { page, seen, close } = await openWithClub();
  await showScreen(page, 'run');
  await closeMonth(page);
  await showScreen(page, 'exit');
  const step = (name) => page.locator(`loyalane-club-exit [data-step=${name}]`);
  const view = page.locator('loyalane-club-exit');
  await step('close').waitFor();
  assert.equal(await step('close').locator('[data-why]').getAttribute('data-why'), 'ECON-113');
  assert.equal(await step('stop_recruiting').locator('[data-complete]').count(), 0);
  await view.locator('[data-field=owner-stop_recruiting]').fill('会员部');
  await view.locator('[data-field=owner-stop_recruiting]').blur();
  await view.locator('[data-field=due-stop_recruiting]').fill('2026-11-30');
  await view.locator('[data-field=due-stop_recruiting]').blur();
  await view.locator('[data-complete=stop_recruiting]').click();
  await page.locator('loyalane-club-exit [data-step=stop_recruiting][data-state=done]').waitFor();
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await page.locator('loyalane-club-exit [data-step=stop_recruiting][data-state=open]').waitFor();

  await view.locator('[data-action=merge]').click();
  await view.locator('[data-field=merge-source]').fill('2');
  await view.locator('[data-field=merge-source]').blur();
  await view.locator('[data-field=merge-tiers]').fill('普通，普通，');
  await view.locator('[data-field=merge-tiers]').blur();
  await view.locator('[data-merge-total]').waitFor();
  await view.locator('[data-field=close]').fill('2026-12-31');
  await view.locator('[data-field=close]').blur();
  await view.locator('[data-notice=honour_end]').waitFor();
  assert.equal(await view.locator('[data-notice]').count(), 6);
  assert.match(await view.locator('[data-notice=honour_end]').innerText(), /2027-03-31/);

  const owed = Number(await view.locator('[data-owed]').getAttribute('data-owed'));
  assert.ok(owed > 0);
  const { entries } = (await club(page)).state;
  await view.locator('[data-action=settle]').click();
  await page.locator('loyalane-club-exit dialog[open]').waitFor();
  assert.ok((await view.locator('[data-dry-run]').innerText()).includes(owed.toLocaleString('en')));
  await page.keyboard.press('Escape');
  await page.locator('loyalane-club-exit dialog[open]').waitFor({ state: 'detached' });
  assert.equal((await club(page)).state.entries, entries, 'looking changes nothing');
  // What is open of the vouchers is what their register counts, and there is nothing to type.
  const on = await page
    .locator('loyalane-club-exit')
    .evaluate((one) => one.day || one.shadowRoot.querySelector('[data-owed]').dataset.on);
  const counted = await page.evaluate(
    async (asOf) =>
      (await window.document.querySelector('loyalane-app').workbench.club.view('vouchers', { part: 'totals', asOf }))
        .totals,
    on,
  );
  assert.equal(Number(await view.locator('[data-vouchers]').getAttribute('data-vouchers')), counted.open.count);
  assert.ok((await view.locator('[data-vouchers-from]').innerText()).includes(String(counted.issued.count)));
  assert.equal(await view.locator('[data-field=vouchersOpen]').count(), 0);

  const isUnsaved = async () => (await club(page)).file.isUnsaved;
  await page.evaluate(() => window.document.querySelector('loyalane-app').workbench.club.projectFile());
  assert.equal(await isUnsaved(), false);
  await view.locator('[data-action=settle]').click();
  await view.locator('[data-action=confirm-settle]').click();
  await view.locator(`[data-settled="${owed}"]`).waitFor();
  assert.equal(await isUnsaved(), true, 'what was settled is in no file yet');
  await view.locator('[data-owed="0"]').waitFor();
  assert.ok((await club(page)).state.entries > entries);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

for (const [language, width] of [
  ['zh', 1280],
  ['en', 1280],
  ['zh', 380],
  ['en', 380],
]) {
  test(`${language}, ${width} pixels wide: axe on every screen of the club, nothing wider than the window`, async () => {
    const { page, close } = await openWithClub({ viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    await setLanguage(page, language);
    const check = async (screen) => {
      assert.deepEqual(await axeFindings(page), [], screen);
      assert.equal(await overflow(page), 0, `${screen} is wider than the window`);
    };
    await check('home');
    await takePreset(page, 1);
    await check('rules');
    await showScreen(page, 'run');
    await runReady(page);
    await check('run');
    await page.locator('[data-action=close-month]').click();
    await page.locator('loyalane-club-run dialog[open]').waitFor();
    await check('closing');
    await page.keyboard.press('Escape');
    await closeMonth(page);
    await check('closed');
    await showScreen(page, 'members');
    await page.locator('loyalane-club-members tbody tr').first().click();
    await page.locator('loyalane-club-member [data-answer]').waitFor();
    await check('member');
    await showScreen(page, 'simulator');
    await page.locator('[data-action=simulate]').click();
    await page.locator('[data-design=rival]').waitFor();
    await check('simulator');
    await showScreen(page, 'exit');
    await page.locator('[data-step=close]').waitFor();
    await page.locator('loyalane-club-exit [data-action=merge]').click();
    const tiers = page.locator('loyalane-club-exit [data-field=merge-tiers]');
    await tiers.fill('Basic, Plus');
    // An answer that arrives meanwhile draws the screen again: what is half typed stays.
    await page.locator('loyalane-club-exit').evaluate(async (screen) => {
      for (const one of [screen, ...screen.renderRoot.querySelectorAll('*')]) one.requestUpdate?.();
      await screen.updateComplete;
    });
    assert.equal(await tiers.inputValue(), 'Basic, Plus');
    await tiers.blur();
    await page.locator('loyalane-club-exit [data-merge-problem]').waitFor();
    await page.locator('loyalane-club-exit [data-field=close]').fill('2026-12-31');
    await page.locator('loyalane-club-exit [data-field=close]').blur();
    await page.locator('loyalane-club-exit [data-notice=honour_end]').waitFor();
    await check('exit');
    await close();
  });
}
