// The customer table and the customer card: found, narrowed, ordered, copied, opened; and the rows behind a customer, counted by this
// test in the file itself. Figures are the native command line's.

import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commandLine, generate, scratchFolder } from './support/files.mjs';
import { axeFindings, diskAddress, dropFiles, launch, mappingReady, openPage, segment } from './support/page.mjs';

const folder = scratchFolder();
let browser, shipments, profile, segments;

/** The records of a CSV of which no field holds a line break. */
function records(csv) {
  const lines = csv.trim().split(/\r?\n/);
  const cells = (line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
    );
  const [headers, ...rows] = lines.map(cells);
  return rows.map((row) => Object.fromEntries(headers.map((header, at) => [header, row[at] ?? ''])));
}

before(async () => {
  browser = await launch();
  const options = ['--rows', '20000', '--customers', '300', '--seed', '7', '--encoding', 'utf-8'];
  shipments = join(generate(folder, 'w1', options), 'shipments.csv');
  profile = records(commandLine('profile', '--shipments', shipments, '--out', '-').toString());
  segments = records(commandLine('segment', '--shipments', shipments, '--out', '-').toString());
});
after(() => browser.close());

async function opened(files = [shipments]) {
  const all = await openPage(browser, diskAddress(), { permissions: ['clipboard-read', 'clipboard-write'] });
  await dropFiles(all.page, files);
  await mappingReady(all.page);
  await segment(all.page);
  return all;
}

const view = (page) => page.locator('loyalane-customers-view');
const grid = (page) => view(page).locator('loyalane-grid div[role=grid]');
const card = (page) => page.locator('loyalane-customer-card');
const count = (page) => view(page).locator('.head > span').innerText();
const countIs = (page, customers) =>
  page.waitForFunction(
    ({ wanted, total }) => {
      const table = document
        .querySelector('loyalane-app')
        .shadowRoot.querySelector('loyalane-results-screen')
        .shadowRoot.querySelector('loyalane-customers-view').shadowRoot;
      const [shown] = table.querySelector('.head > span').textContent.match(/\d+/g);
      return Number(shown) === (wanted ?? total);
    },
    { wanted: customers, total: profile.length },
  );
/** What stands in a column of the rows in view. */
const column = (page, id) =>
  grid(page).evaluate((frame, wanted) => {
    const at = [...frame.querySelectorAll('thead th')].findIndex((head) =>
      head.querySelector(`[data-sort="${wanted}"]`),
    );
    return [...frame.querySelectorAll('tbody tr')].map((row) => row.children[at].textContent.trim());
  }, id);
/** Waits until a check holds, two seconds at most; what is asserted afterwards says what did not. */
async function until(check) {
  for (let tries = 0; tries < 40 && !(await check()); ++tries) await new Promise((done) => setTimeout(done, 50));
}
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('data-move') ?? element?.getAttribute('data-column') ?? element?.getAttribute('role');
  });

test('searched, filtered by columns, cleared: the counts are those of the exported table', async () => {
  const { page, seen, close } = await opened();
  const fragment = profile[3].customer_id.slice(-3);
  const fitting = profile.filter(
    ({ customer_id, customer_name }) => customer_id.includes(fragment) || customer_name.includes(fragment),
  ).length;
  await view(page).locator('input[type=search]').fill(fragment);
  await countIs(page, fitting);
  await view(page).locator('input[type=search]').fill('');
  await countIs(page, profile.length);

  const choose = async (name) => {
    const button = view(page).locator('loyalane-menu button').first();
    // A menu shuts when the page scrolls; so scroll before, not on the way.
    await button.scrollIntoViewIfNeeded();
    await page.waitForTimeout(100);
    await button.click();
    await view(page).getByRole('menuitem', { name }).click();
  };
  await choose('类型');
  await page.locator('loyalane-column-filter input[value=loyal]').check();
  await page.locator('loyalane-column-filter [data-apply]').click();
  const loyal = segments.filter(({ type }) => type === 'loyal');
  await countIs(page, loyal.length);
  await choose('客户价值 CV');
  await page.locator('[data-bound=from]').fill('six');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('[data-bound=from]').getAttribute('aria-invalid'), 'true');
  await page.locator('[data-bound=from]').fill('6');
  await page.locator('[data-bound=to]').fill('9');
  await page.keyboard.press('Enter');
  const between = loyal.filter(({ cv }) => Number(cv) >= 6 && Number(cv) < 9);
  assert.ok(between.length > 0 && between.length < loyal.length);
  await countIs(page, between.length);
  assert.match(await count(page), new RegExp(`${between.length}.*${profile.length}`));

  // Nobody fits: said, with the way back.
  await view(page).locator('input[type=search]').fill('no customer is called so');
  await view(page).locator('loyalane-empty').waitFor();
  await view(page).locator('button[data-clear]').click();
  await countIs(page, profile.length);
  assert.equal(await view(page).locator('loyalane-chip').count(), 0);
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.errors, []);
  await close();
});

test('ordered by a header, columns chosen and moved by keyboard, copied as exported', async () => {
  const { page, close } = await opened();
  // The largest customers come first without a hand being lifted; the header turns that round.
  const amounts = profile.map(({ amount }) => Number(amount)).sort((a, b) => b - a);
  const largest = amounts.slice(0, 10).map((amount) => amount.toFixed(2));
  assert.deepEqual(
    (await column(page, 'amount')).slice(0, 10).map((text) => text.replaceAll(',', '')),
    largest,
  );
  await view(page).locator('button[data-sort=amount]').click();
  const expected = amounts
    .slice(-10)
    .reverse()
    .map((amount) => amount.toFixed(2));
  await until(async () => (await column(page, 'amount'))[0]?.replaceAll(',', '') === expected[0]);
  const shown = (await column(page, 'amount')).slice(0, 10).map((text) => text.replaceAll(',', ''));
  assert.deepEqual(shown, expected);

  await view(page).locator('button[data-columns]').click();
  await page.locator('[data-column=ship_days]').focus();
  await page.keyboard.press('Space');
  assert.equal(await focused(page), 'ship_days', 'the keyboard follows the column to the other list');
  await page.locator('[data-move="ship_days:-1"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'ship_days:-1');
  await page.keyboard.press('Escape');
  await view(page).locator('[data-sort=ship_days]').waitFor();

  await grid(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await view(page).locator('.foot [role=status]').getByText(`已复制 ${profile.length} 行`).waitFor();
  const copied = (await page.evaluate(() => navigator.clipboard.readText()))
    .split('\r\n')
    .map((row) => row.split('\t'));
  assert.equal(copied.length, profile.length + 1);
  const [headers, ...rows] = copied;
  assert.equal(headers.indexOf('寄件天数'), headers.length - 3, 'moved two places up from the end');
  const byId = new Map(rows.map((row) => [row[headers.indexOf('客户编码')], row]));
  for (const { customer_id, amount, ship_days, last_ship } of profile) {
    const row = byId.get(customer_id);
    assert.deepEqual(
      ['金额', '寄件天数', '最近寄件'].map((header) => row[headers.indexOf(header)]),
      [amount, ship_days, last_ship],
    );
  }
  for (const { customer_id, cv, ac } of segments) {
    const row = byId.get(customer_id);
    assert.deepEqual([row[headers.indexOf('客户价值 CV')], row[headers.indexOf('可得性 AC %')]], [cv, ac]);
  }
  await close();
});

test('the card: opened and left by keyboard, walks through the table, follows the thresholds', async () => {
  const { page, seen, close } = await opened();
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await card(page).locator('.reason').waitFor();
  // The table begins with the largest; equals stand in the order of their codes, as exported.
  const amountOf = new Map(profile.map(({ customer_id, amount }) => [customer_id, Number(amount)]));
  const [first, second] = [...segments].sort((a, b) => amountOf.get(b.customer_id) - amountOf.get(a.customer_id));
  assert.equal(await card(page).locator('.reason').innerText(), first.reason);
  assert.match(await card(page).locator('.who').innerText(), new RegExp(first.customer_id));
  const findings = await axeFindings(page);
  assert.deepEqual(
    findings.filter((finding) => finding.includes('loyalane-customer-card')),
    [],
  );

  await card(page).locator('button[data-step="1"]').click();
  await card(page).locator('.who').getByText(second.customer_id).waitFor();
  assert.equal(await card(page).locator('.reason').innerText(), second.reason);
  await card(page).locator('button[data-step="-1"]').click();
  await card(page).locator('.who').getByText(first.customer_id).waitFor();
  assert.equal(await card(page).locator('button[data-step="-1"]').getAttribute('aria-disabled'), 'true');

  await page.evaluate(() => {
    const { workbench } = document.querySelector('loyalane-app');
    workbench.dragThresholds({ cv: 1, ac: 1 });
    workbench.endDrag();
  });
  await card(page).locator('.reason').getByText('≥ 1，').waitFor();
  assert.match(await card(page).locator('.axis').first().innerText(), /门槛 1 分/);

  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('loyalane-card-sheet') === null);
  assert.equal(await focused(page), 'grid', 'the keyboard is back in the table');
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.errors, []);
  await close();
});

test('on paper an open card stands alone', async () => {
  const { page, close } = await opened();
  await page.evaluate(
    (id) => document.querySelector('loyalane-app').workbench.openCustomer(id),
    segments[0].customer_id,
  );
  await card(page).locator('.reason').waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('loyalane-card-sheet').isVisible(), true);
  assert.equal(await page.locator('loyalane-app').isVisible(), false);
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await page.locator('loyalane-card-sheet').isVisible(), false);
  await close();
});

test('the rows behind a customer are those of the file, and add up to its amount', async () => {
  const { page, close } = await opened();
  const lines = records(readFileSync(shipments, 'utf8'));
  const rowsOf = (id) => lines.flatMap(({ customer_id }, at) => (customer_id === id ? [String(at + 2)] : []));
  const { customer_id: id } = profile.find(({ customer_id }) => rowsOf(customer_id).length < 150);
  const own = rowsOf(id);
  assert.ok(own.length > 0);
  await page.evaluate((customer) => document.querySelector('loyalane-app').workbench.openCustomer(customer), id);
  await card(page).locator('button[data-rows]').click();
  await card(page).locator('loyalane-source-rows .sum').waitFor();
  assert.match(
    await card(page).locator('loyalane-source-rows h4').innerText(),
    new RegExp(`shipments\\.csv.*${own.length}`),
  );
  assert.equal(await card(page).locator('loyalane-source-rows .sum.success').count(), 1, 'the sum is the amount above');
  const rows = await card(page)
    .locator('loyalane-source-rows loyalane-grid div[role=grid]')
    .evaluate((frame) => [...frame.querySelectorAll('tbody tr')].map((row) => row.children[0].textContent.trim()));
  assert.ok(rows.length > 0);
  assert.deepEqual(rows, own.slice(0, rows.length));
  await close();
});

test('a file that is gone is told, with what to do; the card stays', async () => {
  const copy = join(generate(folder, 'gone', ['--rows', '2000', '--customers', '40', '--seed', '3']), 'shipments.csv');
  const { page, close } = await opened([copy]);
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await card(page).locator('.reason').waitFor();
  rmSync(copy);
  await card(page).locator('button[data-rows]').click();
  const problem = card(page).locator('loyalane-source-rows loyalane-problem-card');
  await problem.waitFor();
  assert.match(await problem.locator('.problem').innerText(), /PAGE-102[\s\S]*shipments\.csv[\s\S]*重新选择/);
  assert.equal(await card(page).locator('.reason').isVisible(), true);
  await close();
});
