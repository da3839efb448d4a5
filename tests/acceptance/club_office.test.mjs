// The members' office by the command line: what is entered by hand about members decides who earns, redeems and gets a card; and who was
// erased is a number in everything that the club writes. The points of a suspended member are those of a second computation.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run, runOk, scratchFolder, wasmProgram } from './lib/cli.mjs';
import { filesOf, generateClub, loyalty, months, programme, tableOf } from './lib/club_company.mjs';
import { parseTable } from './lib/csv.mjs';
import { earnedByMonth } from './oracle/points.mjs';

/** Acts, and what the register says afterwards. */
const office = (club, wish) => register('members', club, wish);
function register(name, club, { acts = [], view, save = acts.length > 0 } = {}) {
  const args = ['loyalty', 'register', name, '--project', club, '--language', 'en', '--json'];
  for (const act of acts) args.push('--act', JSON.stringify({ who: 'desk', ...act }));
  if (view) args.push('--view', JSON.stringify(view));
  if (save) args.push('--save', club);
  return JSON.parse(runOk(args).out);
}
function refused(club, act) {
  const args = ['loyalty', 'register', 'members', '--project', club, '--act', JSON.stringify(act), '--language', 'en'];
  const done = run([...args, '--save', club]);
  assert.equal(done.code, 1);
  return done.stderr.split(/[: ]/)[0];
}

/** A company whose club is saved before its first month. Cards from 1 000 yuan in twelve months. */
function companyOf(t) {
  const folder = generateClub(scratchFolder(t));
  const club = path.join(folder, 'club.loyalane');
  const document = JSON.parse(readFileSync(programme, 'utf8'));
  document.card = { threshold: '1000.00', window_months: 12, near_percent: 80 };
  const rules = path.join(folder, 'rules.json');
  writeFileSync(rules, JSON.stringify(document));
  runOk(['loyalty', 'run', ...filesOf(folder), '--programme', rules, '--month', months[0], '--save', club, '--json']);
  return { folder, club };
}
function runMonth(folder, club, month) {
  const out = path.join(folder, 'month.csv');
  const answer = loyalty('run', ['--project', club, '--month', month, '--apply', '--save', club, '--out', out]);
  const { rows } = parseTable(readFileSync(out, 'utf8'));
  return { answer, by: new Map(rows.map((row) => [row.member_id, row])) };
}
const python = '/usr/bin/python3';
const unzip =
  'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); sys.stdout.buffer.write(b"".join(z.read(n) for n in z.namelist()))';
const allParts = (file) => execFileSync(python, ['-c', unzip, file]).toString();

/** The active member who has earned most in a month. */
function busiest(folder, month) {
  const shipments = tableOf(folder, 'shipments');
  const of = (member) =>
    earnedByMonth(shipments, { account: member.月结卡号, from: member.发卡日期, to: '' }).get(month) ?? 0;
  return tableOf(folder, 'members')
    .filter((row) => row.会员状态 === '有效' && row.发卡日期 !== '' && row.发卡日期 < `${month}-01`)
    .sort((a, b) => of(b) - of(a))[0];
}

test('who is suspended by hand earns nothing from that day on, and again from the day of resuming', (t) => {
  const { folder, club } = companyOf(t);
  const [month, next] = [months[6], months[7]];
  const member = busiest(folder, month);
  const id = member.会员号;
  const day = `${month}-11`;
  const back = `${next}-05`;
  office(club, {
    acts: [
      { do: 'suspend', member: id, day, reason: 'arrears' },
      { do: 'resume', member: id, day: back },
    ],
  });
  const shipments = tableOf(folder, 'shipments');
  const account = member.月结卡号;
  const earned = (from, to) => earnedByMonth(shipments, { account, from, to });
  const whole = earned(member.发卡日期, '');
  const before = earned(member.发卡日期, `${month}-10`);
  const after = earned(back, '');
  assert.ok(whole.get(month) > (before.get(month) ?? 0), 'the suspension costs something');
  for (const one of months.slice(0, 9)) {
    const { by } = runMonth(folder, club, one);
    const expected = one <= month ? before.get(one) : after.get(one);
    assert.equal(Number(by.get(id).earned), expected ?? 0, one);
    // The state of the month's end.
    assert.equal(by.get(id).state, one === month ? 'suspended' : 'active', one);
  }
  const seen = office(club, { view: { what: 'member', id } });
  assert.deepEqual(
    seen.trail.slice(-2).map(({ day: on, to, who, reason }) => [on, to, who, reason]),
    [
      [day, 'suspended', 'desk', 'arrears'],
      [back, 'active', 'desk', ''],
    ],
  );
  assert.equal(refused(club, { do: 'suspend', member: id, day, who: 'desk', reason: 'again' }), 'LOYALTY-333');
  assert.equal(refused(club, { do: 'suspend', member: id, day: back, reason: 'nobody' }), 'LOYALTY-332');
});

test('a file’s suspension without a day is told, and earns once the day is entered', (t) => {
  const { folder, club } = companyOf(t);
  const shipments = tableOf(folder, 'shipments');
  const undated = tableOf(folder, 'members').filter((row) => row.会员状态 === '暂停');
  const listed = office(club, { view: { what: 'list', state: 'problem' } });
  assert.deepEqual(
    listed.rows.filter(({ state }) => state === 'suspended').map(({ id, problem }) => [id, problem.id]),
    undated.map((row) => [row.会员号, 'LOYALTY-338']).sort(),
  );
  const member = undated.find((row) => row.发卡日期 !== '' && row.发卡日期 < '2026-08-01');
  const { account, from } = { account: member.月结卡号, from: member.发卡日期 };
  const id = member.会员号;
  for (const month of months) assert.equal(Number(runMonth(folder, club, month).by.get(id).earned), 0, month);
  assert.equal(refused(club, { do: 'resume', member: id, day: '2026-09-01', who: 'desk' }), 'LOYALTY-338');
  const last = '2026-10-20';
  office(club, { acts: [{ do: 'suspend', member: id, day: '2026-10-21', reason: 'as the file says' }] });
  // The next month posts late what was earned up to that day.
  const { by, answer } = runMonth(folder, club, '2026-11');
  const all = [...earnedByMonth(shipments, { account, from, to: last }).values()].reduce((a, b) => a + b, 0);
  assert.ok(all > 0);
  assert.equal(Number(by.get(id).earned), all);
  assert.ok(answer.late > 0);
});

test('a whole card run: listed, issued at once, and never again', (t) => {
  const { folder, club } = companyOf(t);
  const month = months.at(-1);
  const view = { what: 'cards', month };
  const before = office(club, { view });
  assert.ok(before.issue.length > 0);
  const run0 = loyalty('run', ['--project', club, '--month', months[0]]);
  assert.deepEqual(Object.keys(run0.cards), ['issue', 'near']);
  // Spend by hand: the customer's shipments of the twelve months.
  const shipments = tableOf(folder, 'shipments');
  for (const one of before.issue) assert.ok(Number(one.amount) >= Number(before.threshold), one.member);
  assert.ok(shipments.some((row) => row.月结卡号 === before.issue[0].customer));
  assert.equal(
    before.eligible.den,
    before.issue.length + before.near.length + before.belowNear,
    'everybody without a card is in one of the lists',
  );
  office(club, { acts: [{ do: 'issue_cards', month, day: '2026-11-02' }] });
  const after = office(club, { view });
  assert.deepEqual(after.issue, []);
  assert.equal(after.holdingCard, before.holdingCard + before.issue.length);
  const states = office(club, { view: { what: 'list', state: 'card_issued', search: before.issue[0].member } });
  assert.deepEqual(
    states.rows.map(({ id, since, byHand }) => [id, since, byHand]),
    [[before.issue[0].member, '2026-11-02', true]],
  );
  const table = runOk(['loyalty', 'register', 'members', '--project', club, '--cards', 'near', '--month', month]).out;
  assert.deepEqual(
    parseTable(table).rows.map((row) => row.member_id),
    after.near.map(({ member }) => member),
  );
});

test('who is erased is a number in everything that the club writes, and the ledger adds up', (t) => {
  const { folder, club } = companyOf(t);
  const member = busiest(folder, months[3]);
  const id = member.会员号;
  for (const month of months.slice(0, 4)) runMonth(folder, club, month);
  office(club, {
    acts: [{ do: 'form', member: id, values: { contact: '赵女士', mobile: '13912345678', address: '人民路 8 号' } }],
  });
  // What the other registers hold of the same person: entries of hers, and texts of others that name her.
  const by = { day: '2026-02-01', who: '小李' };
  const tea = { id: 'HD-1', name: '与赵女士喝茶', kind: 'salon', day: '2026-02-20', quota: 5, opensOn: '2026-01-01' };
  register('events', club, {
    acts: [
      { ...by, do: 'event', event: tea },
      { ...by, do: 'event', event: { ...tea, id: 'HD-2', name: '参观', day: '2026-02-25' } },
      { ...by, do: 'sign_up', event: 'HD-1', person: id },
      { ...by, do: 'sign_up', event: 'HD-2', person: id },
      { ...by, do: 'sign_up', event: 'HD-2', person: '赵女士' },
      { ...by, do: 'attend', event: 'HD-1', signUps: ['000001'], attended: true, day: '2026-02-20' },
      { ...by, do: 'piece', piece: { id: 'TG-1', member: id, title: '密语一', day: '2026-02-02' } },
      { ...by, do: 'piece', piece: { id: 'TG-2', member: id, title: '密语二', day: '2026-02-02' } },
      { ...by, do: 'piece_accept', id: 'TG-2', day: '2026-02-03' },
      { ...by, do: 'post_returned', member: id, why: '退信：密语三，zhao@miyu.example' },
    ],
  });
  const merchant = { id: 'S1', name: '茶馆', contact: '13912345678', categories: ['茶'], pricePer1000: '9.50' };
  register('partners', club, {
    acts: [
      { ...by, do: 'merchant', merchant },
      { ...by, do: 'member', member: { member: id, area: '密语区', tags: ['密语标签'] } },
    ],
  });
  register('launch', club, {
    acts: [{ do: 'score', criterion: 'brand', score: 3, note: '赵女士的意见', by: '小李', on: '2026-01-05' }],
  });
  register('exit', club, { acts: [{ do: 'step', step: 'stop_recruiting', owner: '赵女士' }] });
  const totals = register('vouchers', club, { view: { part: 'totals', asOf: '2026-12-31' } }).totals;
  assert.equal(refused(club, { do: 'erase', member: id, day: '2026-03-01', who: 'desk' }), 'LOYALTY-361');
  const before = loyalty('liability', ['--project', club]);
  office(club, { acts: [{ do: 'exit', member: id, day: '2026-03-01', reason: '赵女士搬走' }] });
  const told = office(club, { view: { what: 'erasure', id } });
  assert.ok(told.mayErase);
  assert.deepEqual(
    told.takes.map(({ register }) => register),
    [...['members', 'forms', 'files'], ...['partners', 'events', 'launch', 'exit']],
  );
  assert.ok(told.files.includes('members.csv'));
  office(club, { acts: [{ do: 'erase', member: id, day: '2026-03-02' }] });
  const log = office(club, { view: { what: 'erasure' } }).log;
  assert.deepEqual(log[0].removed, told.takes, 'the log says what the preview said');
  assert.deepEqual(register('vouchers', club, { view: { part: 'totals', asOf: '2026-12-31' } }).totals, totals);
  const personal = ['赵女士', '13912345678', '人民路', '密语', 'zhao@', member.客户名称, member.月结卡号, member.手机];
  const written = [allParts(club)];
  const { answer, by: rowOf } = runMonth(folder, club, months[4]);
  written.push(JSON.stringify(answer), readFileSync(path.join(folder, 'month.csv'), 'utf8'));
  written.push(JSON.stringify(loyalty('statement', ['--project', club, '--member', id])));
  for (const view of [{ what: 'list', to: 1000 }, { what: 'member', id }, { what: 'erasure', id }, { what: 'funnel' }])
    written.push(JSON.stringify(office(club, { view })));
  const views = {
    events: [
      ...['calendar', 'magazine', 'pieces'].map((view) => ({ view })),
      ...['HD-1', 'HD-2'].flatMap((event) => [
        { view: 'event', event },
        { view: 'invite', event },
      ]),
    ],
    vouchers: ['vouchers', 'referrals', 'totals'].map((part) => ({ part, all: true })),
    partners: ['merchants', 'offers', 'areas', 'settlement', 'cost'].map((view) => ({ view })),
    launch: [{}],
    exit: [{ on: '2026-03-31' }],
  };
  for (const [name, questions] of Object.entries(views)) {
    for (const view of questions) written.push(JSON.stringify(register(name, club, { view })));
    written.push(JSON.stringify(register(name, club)));
  }
  // Papers and statements of the month, and the list of who is settled at the end.
  const papers = path.join(folder, 'papers');
  runOk(['loyalty', 'run', '--project', club, '--month', months[4], '--papers', papers, '--json']);
  const sheets = readdirSync(papers);
  assert.ok(sheets.includes('statements.html') && sheets.includes('gifts.csv'));
  for (const sheet of sheets) written.push(readFileSync(path.join(papers, sheet), 'utf8'));
  const list = path.join(folder, 'exit.csv');
  written.push(runOk(['loyalty', 'exit', '--project', club, '--on', '2026-12-31', '--list', list]).out);
  written.push(readFileSync(list, 'utf8'));
  written.push(allParts(club));
  const [came, stayedAway] = ['HD-1', 'HD-2'].map((event) =>
    register('events', club, { view: { view: 'event', event } }),
  );
  assert.deepEqual([came.rows[0].person, came.rows[0].attended], [id, true], 'points hang on it');
  assert.deepEqual(
    stayedAway.rows.map(({ person }) => person),
    ['** 000001', '** 000002'],
  );
  for (const text of written) {
    for (const one of personal) assert.ok(one === '' || !text.includes(one), `${one} in ${text.slice(0, 60)}`);
  }
  // What was earned is still owed to the number.
  const row = rowOf.get(id);
  assert.deepEqual([row.customer_id, row.customer_name, row.state], ['', '', 'exited']);
  assert.equal(Number(row.earned), 0);
  const after = loyalty('liability', ['--project', club]);
  assert.deepEqual(after.months.slice(0, 4), before.months);
  assert.equal(after.months[4].opening, before.closing);
  assert.equal(refused(club, { do: 'resume', member: id, day: '2026-05-01', who: 'desk' }), 'LOYALTY-362');
});

test('natively and as WebAssembly the office writes the same bytes', (t) => {
  const { folder, club } = companyOf(t);
  const member = tableOf(folder, 'members').find((row) => row.会员状态 === '有效');
  const act = JSON.stringify({ do: 'exit', member: member.会员号, day: '2026-10-01', who: 'desk', reason: '迁址' });
  const args = ['loyalty', 'register', 'members', '--project', club, '--act', act];
  const view = ['--view', JSON.stringify({ what: 'member', id: member.会员号 })];
  const native = runOk([...args, ...view]).out;
  const wasm = runOk([...args, ...view], { program: wasmProgram }).out;
  assert.equal(wasm, native);
  writeFileSync(path.join(folder, 'act.json'), act);
  const fromFile = [
    'loyalty',
    'register',
    'members',
    '--project',
    club,
    '--act',
    path.join(folder, 'act.json'),
    ...view,
  ];
  assert.equal(runOk(fromFile).out, native);
});
