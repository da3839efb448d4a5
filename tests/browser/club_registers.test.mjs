// The alliance and the events of the club in the page with the real engine: entered, refused, undone, saved as a table, kept in the project
// file; attendance earns in the month that is run.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';
import { axeFindings, launch, openClub, overflow, setLanguage, showScreen, stateOf } from './support/page.mjs';

const folder = scratchFolder();
let browser, files, data;

before(async () => {
  browser = await launch();
  const options = ['--layout', 'statement', '--rows', '8000', '--customers', '120', '--seed', '5'];
  data = generate(folder, 'club', [...options, '--with', 'customers,club']);
  // Attendance is written down by hand here.
  files = readdirSync(data)
    .filter((name) => !name.startsWith('participations'))
    .map((name) => join(data, name));
});
after(() => browser.close());

async function openWithClub(screen, options = {}) {
  const opened = await openClub(browser, files, options);
  const { page } = opened;
  await page.locator('loyalane-club-home #members').waitFor();
  await showScreen(page, screen);
  await page.locator(`loyalane-club-${screen} [data-ready]`).waitFor();
  return opened;
}

/** Fills the open form in and presses its button; waits until it is gone. */
async function fill(page, screen, values, action = null) {
  if (action) await page.locator(`loyalane-club-${screen} [data-action=${action}]`).first().click();
  const form = page.locator(`loyalane-club-${screen} loyalane-register-form`);
  await form.locator('dialog[open]').waitFor();
  for (const [field, value] of Object.entries({ who: '赵主管', ...values })) {
    const input = form.locator(`[data-field=${field}]`);
    if ((await input.evaluate(({ tagName }) => tagName)) === 'SELECT') await input.selectOption(value);
    else await input.fill(value);
  }
  await form.locator('[data-action=register-act]').click();
}
async function filled(page, screen, values, action = null) {
  await fill(page, screen, values, action);
  await page.locator(`loyalane-club-${screen} loyalane-register-form dialog[open]`).waitFor({ state: 'detached' });
}

const home = { id: 'M01', name: '安居家政', area: '浦东', contact: '021-1', categories: '家政, 业主', price: '9.50' };
const cleaning = { merchant: 'M01', id: 'Y1', text: '会员九折', from: '2025-01-01', to: '' };

test('merchants out of a file: counted, bad rows told, entered, undone', async () => {
  const list = join(import.meta.dirname, '../fixtures/club/merchants_gb18030.csv');
  const { page, seen, close } = await openClub(browser, [...files, list]);
  await page.locator('loyalane-club-home #members').waitFor();
  await showScreen(page, 'partners');
  const part = page.locator('loyalane-club-partners [data-files]');
  // The rows of the fixture: tests/acceptance/club_partners.test.mjs.
  await part.locator('tr[data-refused]').first().waitFor();
  const refused = await part.locator('tr[data-refused]').evaluateAll((all) => all.map((one) => one.dataset.refused));
  assert.deepEqual(refused, ['5', '6', '8', '9', '11', '13']);
  await part.locator('tr[data-refused="6"]', { hasText: 'LOYALTY-354' }).waitFor();
  assert.match(await part.locator('[data-counts]').innerText(), /新商家 3 家，新优惠 3 项/);
  assert.deepEqual(await axeFindings(page), []);
  await filled(page, 'partners', {}, 'import-merchants');
  await page.locator('loyalane-club-partners [data-merchant=M07]').waitFor();
  await part.locator('[data-action=import-merchants]:disabled').waitFor();
  const registered = async () => (await stateOf(page)).document.registers.partners?.merchants.map(({ id }) => id) ?? [];
  assert.deepEqual(await registered(), ['M01', 'M04', 'M07']);
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await part.locator('[data-action=import-merchants]:enabled').waitFor();
  assert.deepEqual(await registered(), []);
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('merchants and offers: entered, refused beside the button, undone, printed and saved', async () => {
  const { page, seen, close } = await openWithClub('partners');
  await page.getByText('还没有商家').first().waitFor();
  await filled(page, 'partners', home, 'add-merchant');
  await page.locator('loyalane-club-partners [data-merchant=M01]').waitFor();
  // The same number again is refused in the form, and nothing changes.
  await fill(page, 'partners', home, 'add-merchant');
  await page.locator('loyalane-register-form [role=alert]').waitFor();
  assert.match(await page.locator('loyalane-register-form [role=alert]').innerText(), /LOYALTY-354/);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('loyalane-club-partners [data-merchant]').count(), 1);
  // A form without what it needs says so at the field.
  await fill(page, 'partners', { ...cleaning, id: '' }, 'add-offer');
  await page.locator('loyalane-register-form [data-field=id][aria-invalid=true]').waitFor();
  await filled(page, 'partners', cleaning);
  await page.locator('loyalane-club-partners [data-offer=Y1]').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('loyalane-club-partners [data-save=offers]').click(),
  ]);
  assert.match(
    readFileSync(await download.path(), 'utf8'),
    /M01,安居家政,浦东,家政;业主,021-1,Y1,会员九折,2025-01-01,/,
  );
  // Every act is one step back.
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.undo());
  await page.locator('loyalane-club-partners [data-offer=Y1]').waitFor({ state: 'detached' });
  await page.evaluate(() => document.querySelector('loyalane-app').workbench.redo());
  await page.locator('loyalane-club-partners [data-offer=Y1]').waitFor();
  // A merchant with offers stays.
  await fill(page, 'partners', {}, 'remove-merchant');
  await page.locator('loyalane-register-form [role=alert]').waitFor();
  assert.match(await page.locator('loyalane-register-form [role=alert]').innerText(), /LOYALTY-357/);
  await page.keyboard.press('Escape');
  const { registers } = (await stateOf(page)).document;
  assert.deepEqual(
    registers.partners.log.map(({ who, do: act, of }) => [who, act, of]),
    [
      ['赵主管', 'merchant', 'M01'],
      ['赵主管', 'offer', 'Y1'],
    ],
  );
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('an event: waitlist moves up, attendance earns in the month, and the project file has it all', async () => {
  const { page, seen, close } = await openWithClub('events');
  // The two members who were first, and the month after the second got the card.
  const [, ...lines] = readFileSync(join(data, 'members.csv'), 'utf8').trimEnd().split('\n');
  const first = lines
    .map((line) => line.split(','))
    .filter((cells) => cells[4] === '有效' && cells[7] !== '')
    .sort((one, other) => (one[7] < other[7] ? -1 : 1));
  const active = first.slice(0, 2).map(([id]) => id);
  const [year, number] = first[1][7].split('-').map(Number);
  const month = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
  const day = `${month}-20`;
  await filled(
    page,
    'events',
    { name: '开放日', id: 'HD-1', kind: 'visit', day, quota: '1', opensOn: `${month}-01`, byDay: `${month}-01` },
    'add-event',
  );
  await page.locator('loyalane-club-events [data-event=HD-1]').waitFor();
  for (const person of active) await filled(page, 'events', { person, byDay: `${month}-15` }, 'sign-up');
  const row = (person) => page.locator(`loyalane-club-events [data-sign-up=${person}]`);
  await row(active[1]).getByText('候补').waitFor();
  // Again: refused in the form.
  await fill(page, 'events', { person: active[0], byDay: `${month}-15` }, 'sign-up');
  await page.locator('loyalane-register-form [role=alert]').getByText('LOYALTY-352').waitFor();
  await page.keyboard.press('Escape');
  await row(active[0]).locator('[data-action=cancel]').click();
  await filled(page, 'events', { byDay: `${month}-16` });
  await page.locator('loyalane-club-events [data-moved]').waitFor();
  await row(active[1]).getByText('有名额').waitFor();
  await row(active[1]).locator('[data-action=attend]').click();
  await filled(page, 'events', { byDay: day });
  await row(active[1]).locator('[data-action=unattend]').waitFor();

  // customer-club gives 200 points for an event (docs/programme.md).
  await showScreen(page, 'programme');
  await page.locator('loyalane-club-programme loyalane-menu button').first().click();
  await page.getByRole('menuitem').nth(1).click();
  await page.locator('[data-action=adopt]:enabled').click();
  await page.locator('[data-action=adopt]').waitFor({ state: 'detached' });
  for (;;) {
    const { nextMonth } = (await stateOf(page)).club.state;
    if (nextMonth > month) break;
    await page.evaluate((name) => document.querySelector('loyalane-app').workbench.club.close(name), nextMonth);
  }
  const { entries } = await page.evaluate(
    ([member, asOf]) => document.querySelector('loyalane-app').workbench.club.member(member, asOf),
    [active[1], day],
  );
  assert.deepEqual(
    entries.filter(({ rule }) => rule === 'earn.event').map(({ points, source }) => [points, source]),
    [[200, `HD-1 ${day}`]],
  );
  // The command line finds the same in the file that the page saves, beside its data files.
  const saved = await page.evaluate(async () => {
    const blob = await document.querySelector('loyalane-app').workbench.club.projectFile();
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const project = writeFile(data, 'saved.loyalane', Buffer.from(saved));
  const told = JSON.parse(
    commandLine(
      'loyalty',
      'register',
      'events',
      '--project',
      project,
      '--view',
      '{"view":"event","event":"HD-1"}',
    ).toString(),
  );
  assert.deepEqual(
    told.rows.map(({ person, state, attended }) => [person, state, attended]),
    [
      [active[0], 'cancelled', false],
      [active[1], 'seated', true],
    ],
  );
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('who gets the magazine follows the benefits of the office', async () => {
  const { page, seen, close } = await openWithClub('events');
  const act = (register, one) =>
    page.evaluate(
      ([name, what]) => document.querySelector('loyalane-app').workbench.club.act(name, what),
      [register, one],
    );
  await act('events', {
    ...{ do: 'issue', day: '2026-05-01', who: '赵主管' },
    issue: { id: '2026-4', title: '秋季号', mailsOn: '2026-10-15' },
  });
  const magazine = page.locator('loyalane-club-events section[aria-labelledby=magazine]');
  const recipients = async () => {
    const { rows } = await page.evaluate(() =>
      document.querySelector('loyalane-app').workbench.club.view('events', { view: 'magazine' }),
    );
    return rows[0].recipients;
  };
  await magazine.getByText('所有有效会员都收到').waitFor();
  const all = await recipients();
  assert.ok(all > 0);
  await act('members', {
    do: 'benefit_set',
    id: 'M',
    name: '会刊',
    kind: 'magazine',
    memberClasses: ['没有这类'],
    from: '2026-01-01',
  });
  await magazine.getByText('会刊（没有这类）').waitFor();
  assert.equal(await recipients(), 0);
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await magazine.getByText('所有有效会员都收到').waitFor();
  assert.equal(await recipients(), all);
  await magazine.locator('[data-action=magazine]').click();
  await page.locator('loyalane-office').waitFor();
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

for (const [language, width] of [
  ['zh', 1280],
  ['en', 1280],
  ['zh', 380],
  ['en', 380],
]) {
  test(`${language}, ${width} pixels wide: axe on both screens, empty and full, nothing wider than the window`, async () => {
    const { page, close } = await openWithClub('partners', {
      viewport: { width, height: 844 },
      reducedMotion: 'reduce',
    });
    await setLanguage(page, language);
    const check = async (screen) => {
      await page.locator('[data-ready][aria-busy=false]').waitFor();
      assert.deepEqual(await axeFindings(page), [], screen);
      assert.equal(await overflow(page), 0, `${screen} is wider than the window`);
    };
    await check('no merchants');
    await filled(page, 'partners', home, 'add-merchant');
    await page.locator('loyalane-club-partners [data-merchant=M01]').waitFor();
    await filled(page, 'partners', cleaning, 'add-offer');
    await page.locator('loyalane-club-partners [data-offer=Y1]').waitFor();
    await check('partners');
    await page.locator('loyalane-club-partners [data-action=edit-merchant]').click();
    await page.locator('loyalane-register-form dialog[open]').waitFor();
    await check('a form');
    await page.keyboard.press('Escape');
    await showScreen(page, 'events');
    await page.locator('loyalane-club-events [data-ready]').waitFor();
    await check('no events');
    const event = {
      name: '开放日',
      id: 'HD-1',
      day: '2026-03-20',
      quota: '1',
      opensOn: '2026-03-01',
      byDay: '2026-03-01',
    };
    await filled(page, 'events', event, 'add-event');
    await filled(page, 'events', { person: '李访客', byDay: '2026-03-02' }, 'sign-up');
    await filled(page, 'events', { title: '春季号', id: '2026-1', mailsOn: '2026-04-01' }, 'add-issue');
    await page.locator('loyalane-club-events [data-issue="2026-1"]').waitFor();
    await check('events');
    await close();
  });
}
