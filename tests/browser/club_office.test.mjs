// The members' office in the page with the real engine: a suspension changes the month, an application goes its whole way, cards are
// issued at once, refusals stand beside what was pressed, and who is erased stays erased.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generate, scratchFolder } from './support/files.mjs';
import { axeFindings, launch, openClub, overflow, setLanguage, showScreen, stateOf } from './support/page.mjs';

const folder = scratchFolder();
let browser, files;

before(async () => {
  browser = await launch();
  const options = ['--layout', 'statement', '--rows', '8000', '--customers', '120', '--seed', '5'];
  const data = generate(folder, 'office', [...options, '--with', 'customers,club']);
  files = readdirSync(data).map((name) => join(data, name));
});
after(() => browser.close());

/** The parts of a project file, one after another, as text. */
function partsOf(bytes) {
  const file = join(folder, 'saved.loyalane');
  writeFileSync(file, bytes);
  const unzip =
    'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); sys.stdout.buffer.write(b"".join(z.read(n) for n in z.namelist()))';
  return execFileSync('/usr/bin/python3', ['-c', unzip, file]).toString();
}

const document = async (page) => (await stateOf(page)).document;

async function openOffice(options = {}) {
  const opened = await openClub(browser, files, options);
  const { page } = opened;
  await showScreen(page, 'office');
  await page.locator('loyalane-office-list tbody tr').first().waitFor();
  return opened;
}

/** Fills a dialog of the office and sends it. */
async function send(page, values) {
  const form = page.locator('loyalane-office-form');
  await form.locator('form').waitFor();
  for (const [field, value] of Object.entries(values)) {
    const input = form.locator(`[data-field="${field}"]`);
    if ((await input.evaluate((one) => one.localName)) === 'select') await input.selectOption(value);
    else await input.fill(value);
  }
  await form.locator('[data-action=office-submit]').click();
}
async function done(page, act, values) {
  await page.locator(`[data-act=${act}]`).first().click();
  await send(page, values);
  await page.locator('loyalane-office-form form').waitFor({ state: 'detached' });
}
const part = (page, at) => page.locator('loyalane-office loyalane-segmented label').nth(at).click();
/** What the cards of a screen say; a screen itself shows no text of its own. */
const words = async (page, screen) => (await page.locator(`${screen} section`).allInnerTexts()).join('\n');
const trail = (page) => page.locator('[data-trail] li').evaluateAll((all) => all.map((one) => one.dataset.to));

test('an application goes its whole way, and a refusal changes nothing', async () => {
  const { page, seen, close } = await openOffice();
  await page.locator('[data-act=apply]').click();
  await send(page, { member: 'N000001', customer: '没有这家', memberClass: '业主', day: '2026-05-01', who: '小李' });
  await page.locator('loyalane-office-form [role=alert]', { hasText: 'VIEW-104' }).waitFor();
  assert.deepEqual((await document(page)).registers, {});
  await send(page, { customer: '' });
  await page.locator('loyalane-office-member [data-trail]').waitFor();
  for (const [act, day] of [
    ['approve', '2026-05-02'],
    ['issue_card', '2026-05-03'],
    ['activate', '2026-05-04'],
  ])
    await done(page, act, { day });
  await page.locator('[data-trail] li[data-to=active]').waitFor();
  assert.deepEqual(await trail(page), ['applied', 'approved', 'card_issued', 'active']);
  await done(page, 'form', { contact: '王女士', industry: '五金' });
  await page.getByText('已填 2 / 12 项').waitFor();
  // Undo takes back one thing after the other.
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await page.getByText('已填 0 / 12 项').waitFor();
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('an applicant’s customer is found by name and chosen by keyboard, refused where taken, undone', async () => {
  const { page, seen, close } = await openOffice();
  await done(page, 'apply', { member: 'N000009', day: '2026-05-01', who: '小李' });
  await page.locator('loyalane-office-member [data-act=customer]').waitFor();
  const customer = async () => (await document(page)).registers.members?.members[0].customer;
  // A member's customer is shown as taken and cannot be chosen; a free one can.
  const found = await page.evaluate(() =>
    window.document
      .querySelector('loyalane-app')
      .workbench.club.view('members', { what: 'customers', search: '', to: 200 }),
  );
  const free = found.rows.find(({ member, name }) => member === '' && name !== '');
  const taken = found.rows.find(({ member, name }) => member !== '' && name !== '');
  const form = page.locator('loyalane-office-form');
  const field = form.locator('[data-field=customer]');
  await page.locator('[data-act=customer]').click();
  await field.fill(taken.name);
  await form.locator(`[data-customer="${taken.id}"][aria-disabled=true]`).waitFor();
  await field.fill(taken.id);
  await form.locator('[data-action=office-submit]').click();
  await form.locator('[role=alert]', { hasText: 'LOYALTY-337' }).waitFor();
  assert.equal(await customer(), '');
  await field.fill(free.name);
  await form.locator(`[data-customer="${free.id}"]`).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  const place = await form.locator('[data-customer]').evaluateAll((all) => all.map((one) => one.dataset.customer));
  for (let i = 0; i <= place.indexOf(free.id); ++i) await field.press('ArrowDown');
  await field.press('Enter');
  assert.equal(await field.inputValue(), free.id);
  await field.press('Enter');
  await form.locator('form').waitFor({ state: 'detached' });
  assert.equal(await customer(), free.id);
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await page.waitForFunction(
    () =>
      window.document.querySelector('loyalane-app').workbench.store.state.document.registers.members.members[0]
        .customer === '',
  );
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('a state without a day is told, gets one, and is in the member’s ledger', async () => {
  const { page, close } = await openOffice();
  await page.locator('[data-filter=problem]').click();
  await page.locator('loyalane-office-list tbody tr').first().locator('button').click();
  await page.locator('loyalane-office-member .warning', { hasText: 'LOYALTY-338' }).waitFor();
  // Of the member that was opened: the list may have been another one when it was pressed.
  const [id] = (await words(page, 'loyalane-office-member')).match(/M\d{6}/);
  await done(page, 'suspend', { day: '2026-09-20', who: '小李', reason: '欠款' });
  await page.locator('[data-act=resume]').waitFor();
  assert.equal(await page.locator('loyalane-office-member .warning', { hasText: 'LOYALTY-338' }).count(), 0);
  await page.locator('[data-act=resume]').click();
  await send(page, { day: '2026-09-01' });
  await page.locator('loyalane-office-form [role=alert]', { hasText: 'LOYALTY-333' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-ledger]').click();
  await page.locator('loyalane-club-member [data-trail] li[data-to=suspended]', { hasText: '小李' }).waitFor();
  await page.locator('[data-office]').click();
  await page.locator('loyalane-office-member #who').waitFor();
  await page.locator('loyalane-office-member section', { hasText: id }).first().waitFor();
  await close();
});

test('the card run: lists saved, all issued at once', async () => {
  const { page, seen, close } = await openOffice();
  await showScreen(page, 'programme');
  await page.locator('loyalane-club-programme loyalane-menu button').first().click();
  await page.getByRole('menuitem').nth(1).click();
  await page.locator('[data-action=adopt]:enabled').click();
  await page.locator('[data-action=adopt]').waitFor({ state: 'detached' });
  // The cards of the last month that files speak of: the first ones are closed by hand no more than they must.
  await showScreen(page, 'office');
  await part(page, 1);
  await page.locator('loyalane-office-cards [data-fact=eligible]').waitFor();
  const eligible = (await page.locator('[data-fact=eligible]').innerText()).split(' / ')[0];
  const due = await page.locator('table[data-list=issue] tbody tr').count();
  assert.equal(String(due), eligible);
  await page.locator('[data-approval]').check();
  await page.waitForFunction(
    () =>
      window.document.querySelector('loyalane-app').workbench.store.state.document.registers.members?.approvalRequired,
  );
  if (due > 0) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-export="club.cardsDue"]').click(),
    ]);
    assert.equal(
      readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n').length,
      due + 1,
    );
    await done(page, 'issue_cards', { day: '2026-11-02', who: '小李' });
    await page.locator('loyalane-office-cards .muted', { hasText: '没有要发卡' }).waitFor();
  }
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('benefits, a representative and the audience', async () => {
  const { page, close } = await openOffice();
  await part(page, 2);
  await done(page, 'benefit_set', { id: 'priority_pickup', name: '优先取件', kind: 'discounts', from: '2026-01-01' });
  await page.locator('tr[data-benefit=priority_pickup]').waitFor();
  assert.match(await page.locator('[data-coverage]').innerText(), /1 \/ 5/);
  await page.locator('tr[data-benefit=priority_pickup] [data-remove]').click();
  await page.locator('tr[data-benefit=priority_pickup]').waitFor({ state: 'detached' });
  await part(page, 0);
  await page.locator('[data-filter=active]').click();
  await page.locator('loyalane-office-list tbody tr button').first().click();
  await done(page, 'term_add', { from: '2026-10-01', who: '理事会' });
  await page.locator('[data-term-from="2026-10-01"]').waitFor();
  await page.locator('[data-back]').click();
  await part(page, 2);
  await page.locator('section[aria-labelledby=people] tr[data-from="2026-10-01"]').waitFor();
  await part(page, 3);
  await done(page, 'stage', { id: 'P-1', stage: 'follower', day: '2026-05-01', who: '小李' });
  assert.match(await page.locator('tr[data-stage=follower]').innerText(), /1/);
  await close();
});

test('erasing says what goes and stays, and neither undo nor the project file brings it back', async () => {
  const { page, seen, close } = await openOffice();
  await page.locator('[data-filter=active]').click();
  const row = page.locator('loyalane-office-list tbody tr').first();
  const id = await row.getAttribute('data-member');
  const name = (await row.locator('td').nth(1).innerText()).trim();
  assert.ok(name.length > 3);
  await row.locator('button').click();
  await done(page, 'form', { contact: '赵女士' });
  await page.locator('loyalane-office-member dd', { hasText: '赵女士' }).waitFor();
  await done(page, 'exit', { day: '2026-06-01', who: '小李', reason: '赵女士搬走' });
  // Other registers know her too: an entry of hers, and texts that name her; one of them was undone and could be redone.
  await page.evaluate(async (member) => {
    const { club } = window.document.querySelector('loyalane-app').workbench;
    const by = { day: '2026-05-01', who: '小李' };
    await club.act('partners', { ...by, do: 'member', member: { member, area: '密语区', tags: ['密语标签'] } });
    await club.act('exit', { do: 'step', step: 'stop_recruiting', owner: '赵女士' });
    await club.act('launch', {
      do: 'score',
      criterion: 'brand',
      score: 3,
      note: '赵女士的意见',
      by: '小李',
      on: '2026-05-01',
    });
  }, id);
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await page.locator('[data-act=erase]').click();
  const told = page.locator('loyalane-office-form loyalane-dialog');
  await told.locator('[data-takes] li').first().waitFor();
  assert.match(await told.innerText(), /无法恢复/);
  assert.match(await told.innerText(), /members\.csv/);
  const takes = await told.locator('[data-takes] li').evaluateAll((all) => all.map((one) => one.dataset.register));
  assert.deepEqual(takes, ['members', 'forms', 'files', 'partners', 'exit']);
  await send(page, { day: '2026-06-02' });
  await page.locator('loyalane-office-member [data-erased]').waitFor();
  const isGone = async () => {
    const all = await page.evaluate(() => {
      const { document: now, history } = window.document.querySelector('loyalane-app').workbench.store.state;
      const steps = [...history.past, ...history.future];
      return JSON.stringify([now.registers, steps.map((one) => one.document.registers)]);
    });
    for (const personal of ['赵女士', '密语'])
      assert.ok(!all.includes(personal), `${personal} in what can be undone or redone`);
    const told = await words(page, 'loyalane-office-member');
    assert.ok(told.includes(id) && !told.includes(name));
  };
  await isGone();
  await page.locator('loyalane-office-member [data-removed] summary').click();
  assert.match(await page.locator('loyalane-office-member [data-removed]').innerText(), /商家联盟.*3 个值/);
  const saved = await page.evaluate(async () => {
    const file = await window.document.querySelector('loyalane-app').workbench.club.projectFile();
    return [...new Uint8Array(await file.arrayBuffer())];
  });
  const parts = partsOf(Buffer.from(saved));
  for (const personal of ['赵女士', '密语', name])
    assert.ok(!parts.includes(personal), `${personal} in the project file`);
  await page.locator('loyalane-undo-bar [data-undo=undo]').click();
  await page.locator('loyalane-office-member [data-erased]').waitFor();
  await isGone();
  await page.locator('[data-ledger]').click();
  await page.locator('loyalane-club-member h2', { hasText: id }).waitFor();
  const ledger = await words(page, 'loyalane-club-member');
  assert.ok(ledger.includes(id) && !ledger.includes(name));
  assert.deepEqual(seen, { violations: [], errors: [], requests: [] });
  await close();
});

test('every part of the office fits, reads well and passes axe, in both languages', async () => {
  for (const [width, language] of [
    [1280, 'zh'],
    [380, 'en'],
  ]) {
    const { page, close } = await openOffice({ viewport: { width, height: 900 } });
    await setLanguage(page, language);
    const shots = process.env.OFFICE_SHOTS;
    for (let at = 0; at < 4; ++at) {
      await part(page, at);
      await page.locator('loyalane-office h2').first().waitFor();
      await page.waitForTimeout(300);
      assert.ok((await overflow(page)) <= 0, `${width} ${at}`);
      assert.deepEqual(await axeFindings(page), [], `${width} ${at}`);
      if (shots) await page.screenshot({ path: join(shots, `${width}-${at}.png`), fullPage: true });
    }
    await part(page, 0);
    await page.locator('loyalane-office-list tbody tr button').nth(1).click();
    await page.locator('loyalane-office-member [data-trail]').waitFor();
    assert.ok((await overflow(page)) <= 0, `${width} member`);
    assert.deepEqual(await axeFindings(page), [], `${width} member`);
    if (shots) await page.screenshot({ path: join(shots, `${width}-member.png`), fullPage: true });
    await close();
  }
});
