// Vouchers and referrals by the command line: what closed months give out of redemptions and referral awards, what people do with it, what
// refunds take back, points for referrals, and the papers of a month. Expected vouchers are computed here, out of the same files.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { runOk, scratchFolder } from './lib/cli.mjs';
import { fileOf, generateClub, loyalty, programme, refusedId, runMonths, tableOf } from './lib/club_company.mjs';
import { parseTable, toCsv } from './lib/csv.mjs';

const clubOf = (folder) => path.join(folder, 'club.loyalane');
const register = (club, ...args) =>
  JSON.parse(runOk(['loyalty', 'register', 'vouchers', '--project', club, '--language', 'en', ...args]).out);
const view = (club, question) => register(club, '--view', JSON.stringify(question));
const act = (club, one) => register(club, '--act', JSON.stringify(one), '--save', club);
const refusedAct = (club, one) =>
  refusedId('register', ['vouchers', '--project', club, '--act', JSON.stringify(one), '--save', club]);
const by = { who: '李丽', day: '2026-10-31' };

/** Rewrites a CSV file of the company. */
function rewrite(folder, name, change) {
  const file = fileOf(folder, name);
  const { header, rows } = parseTable(readFileSync(file, 'utf8'));
  writeFileSync(file, toCsv([header, ...change(rows).map((row) => header.map((key) => row[key]))]));
}

/** requirements S2-61: bands of what the referred customer pays. */
const awardOf = (paid) => (paid < 500 ? '20.00' : paid < 2000 ? '30.00' : paid < 5000 ? '40.00' : '50.00');

/** The awards that the referrals file earns: the first claim on a customer by somebody else, paid while the member has a card. */
function expectedAwards(folder) {
  const members = new Map(tableOf(folder, 'members').map((row) => [row.会员号, row]));
  const taken = new Set();
  return tableOf(folder, 'referrals')
    .sort((a, b) => (a.推荐时间 < b.推荐时间 ? -1 : 1))
    .flatMap((row) => {
      const member = members.get(row.推荐人会员号);
      if (member.月结卡号 === row.被推荐客户 || taken.has(row.被推荐客户)) return [];
      taken.add(row.被推荐客户);
      const day = row.付款时间;
      const held =
        day !== '' && member.发卡日期 !== '' && member.发卡日期 <= day && !(member.退会日期 && member.退会日期 < day);
      if (!held) return [];
      return [
        {
          id: `${row.被推荐客户}:${day}`,
          day,
          gift: row.奖励方式 === '礼品',
          value: awardOf(Number(row.付款金额)),
          row,
        },
      ];
    });
}

test('closed months give what redemptions and awards say, once, and a second run writes the same papers', (t) => {
  const folder = generateClub(scratchFolder(t));
  runMonths(folder);
  const club = clubOf(folder);
  const awards = expectedAwards(folder).filter(({ row }) => row.退款时间 === '');
  const listed = view(club, { part: 'vouchers', to: 1000 });
  const fromAwards = listed.rows.filter((one) => one.source === 'award');
  assert.deepEqual(
    fromAwards.map((one) => [one.id, one.value, one.issuedOn, one.member]).sort(),
    awards
      .filter(({ gift }) => !gift)
      .map(({ id, value, day, row }) => [`award:${id}`, value, day, row.推荐人会员号])
      .sort(),
  );
  assert.ok(fromAwards.length > 0 && awards.some(({ gift }) => gift));
  // Redemptions of freight vouchers that were not refused: the programme's V20 and V50.
  const refused = new Set(
    loyalty('run', ['--project', club, '--month', '2026-11']).refused.map(({ document }) => document),
  );
  const worth = { V20: '20.00', V50: '50.00' };
  const names = { '20元运费抵用券': 'V20', '50元运费抵用券': 'V50' }; // tests/fixtures/club/programme.json
  const fromPoints = tableOf(folder, 'redemptions')
    .filter((row) => names[row.兑换内容] && !refused.has(row.兑换单号))
    .map((row) => [row, names[row.兑换内容]])
    .map(([row, reward]) => [`points:${row.会员号}:${row.兑换单号}:${reward}`, worth[reward]]);
  assert.deepEqual(
    listed.rows
      .filter((one) => one.source === 'points')
      .map((one) => [one.id, one.value])
      .sort(),
    fromPoints.sort(),
  );
  assert.ok(fromPoints.length > 0);
  const { totals } = listed;
  assert.equal(
    totals.issued.count,
    totals.open.count + totals.used.count + totals.expired.count + totals.cancelled.count,
  );
  assert.equal(loyalty('liability', ['--project', club]).vouchers.open.value, totals.open.value);

  const bytes = readFileSync(club);
  const papers = (name) => {
    const out = path.join(folder, name);
    const month = ['--project', club, '--month', '2026-10', '--apply', '--papers', out];
    loyalty('run', [...month, '--save', club, '--out', path.join(folder, 'month.csv')]);
    return Object.fromEntries(readdirSync(out).map((file) => [file, readFileSync(path.join(out, file), 'utf8')]));
  };
  const first = papers('first');
  assert.deepEqual(papers('second'), first);
  assert.deepEqual(readFileSync(club), bytes);
  assert.deepEqual(Object.keys(first).sort(), [
    ...['cards.csv', 'expiry.csv', 'gifts.csv', 'referrals.csv', 'refused.csv'],
    ...['statements.csv', 'statements.html', 'vouchers.csv'],
  ]);
  // A page for each member, and every expiry that the table tells.
  const members = tableOf(folder, 'members').length;
  assert.equal(first['statements.html'].split('<section>').length - 1, members);
  const month = parseTable(readFileSync(path.join(folder, 'month.csv'), 'utf8')).rows;
  const notices = month.flatMap((row) =>
    row.expiring === '' ? [] : row.expiring.split(';').map((one) => [row.member_id, ...one.split(':')].join()),
  );
  assert.ok(notices.length > 0);
  assert.deepEqual(
    parseTable(first['expiry.csv']).rows.map((row) => [row.member_id, row.last_day, row.points].join()),
    notices,
  );
  // The lines of a statement lead from the opening to the closing balance.
  const lines = new Map();
  for (const row of parseTable(first['statements.csv']).rows)
    lines.set(row.member_id, [...(lines.get(row.member_id) ?? []), row]);
  for (const row of month) {
    const own = lines.get(row.member_id);
    const balance = (kind) => Number(own.find((line) => line.kind === kind).balance);
    const moved = own
      .filter((line) => !['balance_before', 'balance_after', 'expires_after'].includes(line.kind))
      .reduce((sum, line) => sum + Number(line.points), 0);
    assert.deepEqual([balance('balance_before'), balance('balance_after')], [Number(row.opening), Number(row.closing)]);
    assert.equal(balance('balance_before') + moved, balance('balance_after'), row.member_id);
  }
  const moved = runOk([
    'loyalty',
    'statement',
    '--project',
    club,
    '--month',
    '2026-10',
    '--filter',
    'moved',
    '--html',
  ]).out;
  assert.ok(moved.split('<section>').length - 1 < members);
  assert.equal(refusedId('statement', ['--project', club, '--month', '2026-11']), 'LOYALTY-116');
});

test('a voucher is used once, for no more than the invoice; every refusal says why and changes nothing', (t) => {
  const folder = generateClub(scratchFolder(t));
  runMonths(folder);
  const club = clubOf(folder);
  const open = view(club, { part: 'vouchers', state: 'open', to: 1000 }).rows;
  const active = new Set(
    tableOf(folder, 'members')
      .filter((row) => row.会员状态 === '有效')
      .map((row) => row.会员号),
  );
  const [first, second] = open.filter((one) => active.has(one.member) && one.lastDay > by.day);
  const redeem = (voucher, more = {}) => ({
    do: 'redeem',
    voucher,
    document: 'INV-1',
    amount: '15.00',
    ...by,
    ...more,
  });
  const bytes = readFileSync(club);
  const refusals = [
    [redeem('award:nobody'), 'LOYALTY-320'],
    [redeem(first.id, { day: '2046-01-01' }), 'LOYALTY-321'],
    [redeem(first.id, { day: '2020-01-01' }), 'LOYALTY-328'],
    [redeem(first.id, { member: 'somebody' }), 'LOYALTY-325'],
    [redeem(first.id, { amount: '0.00' }), 'BASE-103'],
    [redeem(first.id, { who: '' }), 'BASE-103'],
    [{ do: 'undo', voucher: first.id, reason: 'slip', ...by }, 'LOYALTY-344'],
    [{ do: 'settle', voucher: first.id, reason: 'x', ...by }, 'LOYALTY-344'],
    [{ do: 'cancel', voucher: first.id, ...by }, 'BASE-103'],
    [{ do: 'burn', ...by }, 'WORKSPACE-103'],
  ];
  for (const [one, id] of refusals) assert.equal(refusedAct(club, one), id, JSON.stringify(one));
  const frozen = open.find((one) => !active.has(one.member));
  if (frozen) assert.equal(refusedAct(club, redeem(frozen.id)), 'LOYALTY-324');
  assert.deepEqual(readFileSync(club), bytes);

  act(club, redeem(first.id));
  const used = view(club, { part: 'vouchers', state: 'used' });
  assert.deepEqual(
    used.rows.map((one) => [one.id, one.offset, one.document]),
    [[first.id, '15.00', 'INV-1']],
  );
  assert.equal(used.totals.forfeited, (Number(first.value) - 15).toFixed(2), 'no change is given');
  assert.equal(refusedAct(club, redeem(first.id, { document: 'INV-2' })), 'LOYALTY-322');
  assert.equal(refusedAct(club, redeem(second.id)), 'LOYALTY-326');
  act(club, { do: 'cancel', voucher: second.id, reason: 'lost', ...by });
  assert.equal(refusedAct(club, redeem(second.id, { document: 'INV-2' })), 'LOYALTY-323');
  const document = act(club, { do: 'undo', voucher: second.id, reason: 'found', ...by });
  assert.deepEqual([document.cancelled.length, document.cancelled[0].undone.reason], [1, 'found']);
  act(club, redeem(second.id, { document: 'INV-2', amount: '500.00' }));
  assert.equal(view(club, { part: 'totals' }).totals.used.count, 2);
});

test('an award is a voucher or a gift until its month is closed; a refund takes back what is open and lists what is used', (t) => {
  const folder = generateClub(scratchFolder(t));
  const awards = expectedAwards(folder).filter(
    ({ row, gift }) => row.退款时间 === '' && !gift && row.付款时间 < '2026-10-01',
  );
  assert.ok(awards.length >= 2);
  const [kept, spent] = awards;
  const giftAward = expectedAwards(folder).find(
    ({ row, gift }) => row.退款时间 === '' && gift && row.付款时间 > '2026-09-30',
  );
  runMonths(folder, { until: '2026-09' });
  const club = clubOf(folder);
  assert.equal(
    refusedAct(club, { do: 'choose', award: spent.id, choice: 'gift', gift: 'G001', ...by }),
    'LOYALTY-327',
    'given in a closed month',
  );
  assert.equal(refusedAct(club, { do: 'choose', award: 'nobody:2026-01-01', choice: 'gift', ...by }), 'LOYALTY-320');
  assert.equal(
    refusedAct(club, { do: 'choose', award: giftAward.id, choice: 'gift', gift: 'no', ...by }),
    'LOYALTY-341',
  );
  act(club, { do: 'choose', award: giftAward.id, choice: 'gift', gift: 'G001', ...by });
  act(club, { do: 'redeem', voucher: `award:${spent.id}`, document: 'INV-1', amount: '12.00', ...by });

  rewrite(folder, 'referrals', (rows) => {
    for (const row of rows) {
      if (![kept, spent].some(({ row: one }) => one.被推荐客户 === row.被推荐客户)) continue;
      row.退款时间 = '2026-10-20';
      row.退款金额 = row.付款金额;
    }
    return rows;
  });
  const october = loyalty('run', ['--project', club, '--month', '2026-10', '--apply', '--save', club]);
  const events = october.vouchers
    .filter(({ event }) => event === 'withdrawn')
    .map(({ voucher, value }) => [voucher, value]);
  assert.deepEqual(events.sort(), [kept, spent].map(({ id, value }) => [`award:${id}`, value]).sort());
  assert.ok(october.picks.some(({ document, sku }) => document === `award:${giftAward.id}` && sku === 'G001'));
  const after = view(club, { part: 'vouchers', to: 1000 });
  const stateOf = (id) => after.rows.find((one) => one.id === `award:${id}`).state;
  assert.deepEqual([stateOf(kept.id), stateOf(spent.id)], ['cancelled', 'used']);
  assert.deepEqual(
    after.owed.map(({ voucher, amount }) => [voucher, amount]),
    [[`award:${spent.id}`, '12.00']],
  );
  assert.equal(
    refusedAct(club, { do: 'redeem', voucher: `award:${kept.id}`, document: 'I', amount: '9.00', ...by }),
    'LOYALTY-323',
  );
  act(club, { do: 'settle', voucher: `award:${spent.id}`, reason: 'next bill', ...by });
  assert.deepEqual(view(club, { part: 'totals' }).owed, []);
  const states = view(club, { part: 'referrals', state: 'clawed_back' }).rows.map(({ referee }) => referee);
  assert.deepEqual(states.sort(), [kept, spent].map(({ row }) => row.被推荐客户).sort());

  // A referrals file that has lost its rows takes nothing back.
  rewrite(folder, 'referrals', (rows) =>
    rows.filter((row) => ![kept, spent].some(({ row: one }) => one.被推荐客户 === row.被推荐客户)).slice(0, 1),
  );
  const before = view(club, { part: 'totals' }).totals;
  const november = loyalty('run', ['--project', club, '--month', '2026-11']);
  assert.deepEqual([november.vouchers, november.vouchersWithdrawn], [[], '0.00']);
  assert.deepEqual(view(club, { part: 'totals' }).totals, before);
});

test('points for a referral come with the award and go with it', (t) => {
  const folder = generateClub(scratchFolder(t));
  const file = path.join(folder, 'referral-points.json');
  const document = JSON.parse(readFileSync(programme, 'utf8'));
  document.earn = [{ id: 'friend', occasion: 'referral', points: 500 }];
  document.referral = { hold_days: 3 };
  writeFileSync(file, JSON.stringify(document));
  // Active three days after payment.
  const plus3 = (day) => new Date(Date.parse(day) + 3 * 86_400_000).toISOString().slice(0, 10);
  const awards = expectedAwards(folder).filter(({ row }) => row.退款时间 === '' && plus3(row.付款时间) <= '2026-09-30');
  const runs = runMonths(folder, { with: file, until: '2026-09' });
  const earned = runs.reduce((sum, { answer }) => sum + answer.total.earned, 0);
  assert.equal(earned, 500 * awards.length);
  for (const { month, answer } of runs) {
    const here = awards.filter(({ row }) => plus3(row.付款时间).startsWith(month)).length;
    assert.equal(answer.total.earned, 500 * here, month);
  }
  rewrite(folder, 'referrals', (rows) =>
    rows.map((row) =>
      row.被推荐客户 === awards[0].row.被推荐客户 ? { ...row, 退款时间: '2026-10-20', 退款金额: row.付款金额 } : row,
    ),
  );
  const club = clubOf(folder);
  const october = loyalty('run', ['--project', club, '--month', '2026-10', '--apply', '--save', club]);
  assert.equal(october.total.takenBack, 500);
});

test('gifts handed over leave the pick list with day and name, once, and come back when it is undone', (t) => {
  const folder = generateClub(scratchFolder(t));
  runMonths(folder, { until: '2026-09' });
  const club = clubOf(folder);
  const listOf = (month) => loyalty('run', ['--project', club, '--month', month]);
  const month = '2026-09';
  // What the redemptions file says of the month, against a stock that suffices.
  const before = listOf(month);
  const [pick] = before.picks;
  assert.ok(pick && !pick.document.startsWith('award:'));
  const redeemed = tableOf(folder, 'redemptions').find((row) => Object.values(row).includes(pick.document));
  assert.ok(Object.values(redeemed).includes(pick.member));
  const deliver = (request, more = {}) => ({ do: 'deliver', request, day: '2026-10-05', who: '李丽', ...more });

  assert.equal(refusedAct(club, deliver('nothing')), 'LOYALTY-343');
  assert.equal(refusedAct(club, deliver(pick.document, { day: '2026-08-01' })), 'BASE-103');
  assert.equal(refusedAct(club, deliver(pick.document, { who: '' })), 'BASE-103');
  assert.equal(
    refusedAct(club, { do: 'undeliver', request: pick.document, day: '2026-10-06', who: '李丽', reason: 'x' }),
    'LOYALTY-344',
  );
  const [open] = listOf('2026-10').picks;
  assert.equal(refusedAct(club, deliver(open.document, { day: '2026-10-31' })), 'LOYALTY-116', 'not posted yet');

  act(club, deliver(pick.document));
  assert.equal(refusedAct(club, deliver(pick.document)), 'LOYALTY-342');
  const after = listOf(month);
  assert.deepEqual(
    after.picks.map(({ document }) => document),
    before.picks.slice(1).map(({ document }) => document),
  );
  assert.deepEqual(
    after.delivered.map(({ document, member, sku, quantity, deliveredOn, deliveredBy }) => [
      ...[document, member, sku, quantity],
      ...[deliveredOn, deliveredBy],
    ]),
    [[pick.document, pick.member, pick.sku, pick.quantity, '2026-10-05', '李丽']],
  );
  const papers = path.join(folder, 'papers');
  runOk(['loyalty', 'run', '--project', club, '--month', month, '--papers', papers, '--json']);
  const told = parseTable(readFileSync(path.join(papers, 'gifts.csv'), 'utf8')).rows;
  assert.deepEqual(
    told
      .filter(({ status }) => status === 'delivered')
      .map((row) => [row.document, row.delivered_on, row.delivered_by]),
    [[pick.document, '2026-10-05', '李丽']],
  );
  const listed = view(club, { part: 'gifts', month });
  assert.deepEqual(
    listed.rows.map((row) => [
      row.request,
      row.member,
      row.gift,
      row.quantity,
      row.month,
      row.day,
      row.who,
      row.undone,
    ]),
    [[pick.document, pick.member, pick.sku, pick.quantity, month, '2026-10-05', '李丽', null]],
  );
  assert.deepEqual(view(club, { part: 'gifts', month: '2026-08' }).rows, []);

  act(club, { do: 'undeliver', request: pick.document, day: '2026-10-06', who: '李丽', reason: '送错了' });
  assert.deepEqual(listOf(month).picks, before.picks);
  assert.equal(view(club, { part: 'gifts' }).rows[0].undone.reason, '送错了');
  // After the last day of the files their stock has it no more.
  act(club, deliver(pick.document, { day: '2099-01-01' }));
  const later = listOf(month);
  assert.equal(later.delivered[0].stock, pick.stock - pick.quantity);
});
