// The register of events by the command line (S2-9, S2-11, S2-12, S2-26, S2-39, S2-56): quota and waitlist, members first, attendance and pieces that
// earn as the rows of the participations file do, the magazine's mailing list. Expected points come from a run over the file.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { runOk, scratchFolder } from './lib/cli.mjs';
import { fileOf, filesOf, generateClub, loyalty, refusedId, tableOf } from './lib/club_company.mjs';
import { parseTable } from './lib/csv.mjs';

const by = { who: '王经理' };
const ask = (club, acts, view = null, save = null) =>
  loyalty('register', [
    'events',
    ...['--project', club],
    ...acts.flatMap((act) => ['--act', JSON.stringify({ ...by, ...act })]),
    ...(view ? ['--json', '--view', JSON.stringify(view)] : []),
    ...(save ? ['--save', save] : []),
  ]);
const refusal = (club, acts) =>
  refusedId('register', [
    'events',
    ...['--project', club],
    ...acts.flatMap((act) => ['--act', JSON.stringify({ ...by, ...act })]),
  ]);

/** The header line of a file of ours and the lines that are kept. */
function keepLines(file, keeps) {
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, `${[head, ...lines.filter(keeps)].join('\n')}\n`);
}

const attended = (row) => row['参与结果'] === '到场' || row['参与结果'] === '采用';

/** The company; its participations are of active members only, so that everybody who came may sign up. */
function company(t) {
  const folder = generateClub(scratchFolder(t));
  const active = new Set(
    tableOf(folder, 'members')
      .filter((row) => row['会员状态'] === '有效')
      .map((row) => row['会员号']),
  );
  keepLines(fileOf(folder, 'participations'), (line) => active.has(line.split(',')[0]));
  const rows = tableOf(folder, 'participations');
  assert.ok(rows.some((row) => row['参与类型'] === '活动' && attended(row)));
  return { folder, rows };
}

/** The same attendance and pieces as acts: one event for each title and day. */
function actsOf(rows, until) {
  const acts = [];
  const events = new Map();
  for (const row of rows.filter((one) => attended(one) && one['参与时间'].slice(0, 10) <= until)) {
    const day = row['参与时间'].slice(0, 10);
    if (row['参与类型'] === '投稿') {
      const id = `TG-${acts.length}`;
      acts.push({ do: 'piece', day, piece: { id, member: row['会员号'], title: row['活动名称'], day } });
      acts.push({ do: 'piece_accept', day, id });
      continue;
    }
    const key = `${row['活动名称']} ${day}`;
    events.set(key, [...(events.get(key) ?? []), row]);
  }
  let number = 0;
  for (const [key, people] of events) {
    const day = key.slice(-10);
    const event = `EV-${(number += 1)}`;
    acts.push({
      do: 'event',
      day,
      event: { id: event, name: key.slice(0, -11), day, quota: people.length, opensOn: day },
    });
    for (const row of people) acts.push({ do: 'sign_up', day, event, person: row['会员号'] });
    const signUps = people.map((_, i) => String(i + 1).padStart(6, '0'));
    acts.push({ do: 'attend', day, event, signUps, attended: true });
  }
  return acts;
}

/** A month applied: the answer, and the statements without their customers' names. */
function month(folder, club, name, first) {
  const out = path.join(folder, 'month.csv');
  const from = first ?? ['--project', club];
  const answer = loyalty('run', [...from, '--month', name, '--apply', '--save', club, '--out', out]);
  return { answer, statements: readFileSync(out, 'utf8') };
}

test('attendance and pieces by hand earn what the file earns, and never twice with it', (t) => {
  const months = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03'];
  const until = '2026-03-31';
  const a = company(t);
  const start = (folder) => [...filesOf(folder), '--programme', 'customer-club'];
  const byFile = path.join(a.folder, 'file.loyalane');
  const wanted = months.map((name, i) => month(a.folder, byFile, name, i === 0 ? start(a.folder) : null));

  // By hand: the file has only who did not come.
  const b = company(t);
  const file = fileOf(b.folder, 'participations');
  const whole = path.join(b.folder, 'whole.csv');
  copyFileSync(file, whole);
  keepLines(file, (line) => line.includes('缺席'));
  const byHand = path.join(b.folder, 'club.loyalane');
  const [first] = months;
  assert.equal(month(b.folder, byHand, first, start(b.folder)).statements, wanted[0].statements);
  const acts = actsOf(b.rows, until);
  ask(byHand, acts, null, byHand);
  assert.equal(month(b.folder, byHand, months[1]).statements, wanted[1].statements);
  // From here on the file tells of the same people too, under other numbers and the same titles.
  copyFileSync(whole, file);
  for (const i of [2, 3, 4]) {
    const { answer, statements } = month(b.folder, byHand, months[i]);
    assert.equal(statements, wanted[i].statements, months[i]);
    assert.deepEqual([answer.late, answer.conflicts], [0, 0], months[i]);
  }
  const events = wanted.map(({ statements }) =>
    parseTable(statements).rows.reduce((sum, row) => sum + Number(row.earned), 0),
  );
  assert.ok(events.every((sum) => sum > 0));
});

test('attendance that is taken back is taken back in the ledger, though its month is closed', (t) => {
  const { folder, rows } = company(t);
  keepLines(fileOf(folder, 'participations'), (line) => line.includes('缺席'));
  const club = path.join(folder, 'club.loyalane');
  month(folder, club, '2025-11', [...filesOf(folder), '--programme', 'customer-club']);
  ask(club, actsOf(rows, '2025-12-31'), null, club);
  const came = rows.find((row) => row['参与时间'].startsWith('2025-12-19') && attended(row))['会员号'];
  month(folder, club, '2025-12');
  const pointsOf = () =>
    loyalty('statement', ['--project', club, '--member', came]).entries.filter(({ rule }) => rule === 'earn.event');
  // customer-club gives 200 for an event (docs/programme.md).
  assert.deepEqual(
    pointsOf().map(({ kind, points, day }) => [kind, points, day]),
    [['earn', 200, '2025-12-19']],
  );
  const { rows: list } = ask(club, [], { view: 'event', event: 'EV-1' });
  const { id } = list.find(({ person }) => person === came);
  ask(club, [{ do: 'attend', day: '2026-01-05', event: 'EV-1', signUps: [id], attended: false }], null, club);
  const { answer } = month(folder, club, '2026-01');
  assert.equal(answer.late, 1);
  const entries = pointsOf();
  assert.deepEqual(entries.map(({ kind }) => kind).sort(), ['earn', 'refund']);
  assert.equal(entries.find(({ kind }) => kind === 'refund').of, entries.find(({ kind }) => kind === 'earn').source);
});

test('quota, waitlist, members first: who gets a seat, who moves up, who is refused', (t) => {
  const { folder } = company(t);
  const club = path.join(folder, 'club.loyalane');
  month(folder, club, '2025-11', filesOf(folder));
  const active = tableOf(folder, 'members')
    .filter((row) => row['会员状态'] === '有效' && row['发卡日期'] !== '' && row['发卡日期'] <= '2026-09-01')
    .map((row) => row['会员号']);
  const [one, two, three] = active;
  const event = {
    id: 'HD-1',
    name: '开放日',
    kind: 'visit',
    day: '2026-10-20',
    quota: 1,
    opensOn: '2026-10-01',
    membersOnlyTo: '2026-10-05',
  };
  const signUp = (person, day) => ({ do: 'sign_up', day, event: 'HD-1', person });
  const opened = { do: 'event', day: '2026-09-20', event };
  assert.equal(refusal(club, [opened, signUp('李访客', '2026-10-02')]), 'LOYALTY-350');
  assert.equal(refusal(club, [opened, signUp(one, '2026-09-30')]), 'LOYALTY-351');
  assert.equal(refusal(club, [opened, signUp(one, '2026-10-02'), signUp(one, '2026-10-03')]), 'LOYALTY-352');
  assert.equal(refusal(club, [opened, { ...opened, event }]), 'LOYALTY-354');
  assert.equal(refusal(club, [signUp(one, '2026-10-02')]), 'LOYALTY-355');
  const full = [
    opened,
    signUp(one, '2026-10-02'),
    signUp(two, '2026-10-03'),
    signUp(three, '2026-10-03'),
    signUp('李访客', '2026-10-06'),
  ];
  const seats = (view) => view.rows.map(({ person, state }) => [person, state]);
  assert.deepEqual(seats(ask(club, full, { view: 'event', event: 'HD-1' })), [
    [one, 'seated'],
    [two, 'waiting'],
    [three, 'waiting'],
    ['李访客', 'waiting'],
  ]);
  assert.equal(refusal(club, [...full, { do: 'event_remove', day: '2026-10-06', event: 'HD-1' }]), 'LOYALTY-357');
  const attend = (number) => ({ do: 'attend', day: '2026-10-20', event: 'HD-1', signUps: [number], attended: true });
  assert.equal(refusal(club, [...full, attend('000002')]), 'LOYALTY-359');
  assert.equal(refusal(club, [...full, { ...attend('000001'), day: '2026-10-19' }]), 'BASE-103');
  // The seat of who cancels goes to the first who waits; the log says to whom.
  const cancelled = [...full, { do: 'cancel', day: '2026-10-08', event: 'HD-1', signUp: '000001' }];
  const { log } = ask(club, cancelled);
  assert.deepEqual(log.at(-1), { day: '2026-10-08', who: '王经理', do: 'cancel', of: `HD-1 ${one}`, moved: [two] });
  const after = ask(club, [...cancelled, attend('000002')], { view: 'event', event: 'HD-1' });
  assert.deepEqual(seats(after), [
    [one, 'cancelled'],
    [two, 'seated'],
    [three, 'waiting'],
    ['李访客', 'waiting'],
  ]);
  assert.deepEqual(after.attendance, { num: 1, den: 1 });
  assert.deepEqual([after.rows[1].seatedOn, after.rows[1].fromWaitlist], ['2026-10-08', true]);
  // Who came keeps the event's name and day; nothing was saved by any of this.
  assert.equal(
    refusal(club, [
      ...cancelled,
      attend('000002'),
      { do: 'event', day: '2026-10-21', was: 'HD-1', event: { ...event, day: '2026-10-21' } },
    ]),
    'LOYALTY-357',
  );
  assert.equal(ask(club, []), null);
  const invited = ask(club, full, { view: 'invite', event: 'HD-1' }).rows.map(({ member }) => member);
  assert.ok(invited.length > 0 && ![one, two, three].some((member) => invited.includes(member)));
});

test('the calendar reminds after 62 days without an event', (t) => {
  const { folder } = company(t);
  const club = path.join(folder, 'club.loyalane');
  month(folder, club, '2025-11', filesOf(folder));
  const event = { id: 'HD-1', name: '沙龙', day: '2026-03-01', quota: 5, opensOn: '2026-02-01' };
  const acts = [{ do: 'event', day: '2026-02-01', event }];
  // 2026-05-02 is 62 days after 2026-03-01, 2026-05-03 is 63.
  const calm = ask(club, acts, { view: 'calendar', day: '2026-05-02' });
  assert.deepEqual([calm.isDue, calm.daysSince, calm.gaps.length], [false, 62, 0]);
  const due = ask(club, acts, { view: 'calendar', day: '2026-05-03' });
  assert.deepEqual([due.isDue, due.daysSince, due.gaps.map(({ id }) => id)], [true, 63, ['LOYALTY-353']]);
});

test('the magazine: pieces of an issue, and a mailing list without post that comes back', (t) => {
  const { folder } = company(t);
  const club = path.join(folder, 'club.loyalane');
  month(folder, club, '2025-11', filesOf(folder));
  const members = tableOf(folder, 'members').filter(
    (row) => row['会员状态'] === '有效' && row['发卡日期'] !== '' && row['发卡日期'] <= '2026-10-15',
  );
  const issue = { do: 'issue', day: '2026-09-01', issue: { id: '2026-4', title: '秋季号', mailsOn: '2026-10-15' } };
  const piece = { id: 'TG-1', member: members[0]['会员号'], title: '旺季发货心得', day: '2026-09-02', issue: '2026-4' };
  const planned = [issue, { do: 'piece', day: '2026-09-02', piece }];
  assert.deepEqual(ask(club, planned, { view: 'magazine' }).rows[0].pieces, []);
  const accepted = [...planned, { do: 'piece_accept', day: '2026-09-05', id: 'TG-1' }];
  const { rows } = ask(club, accepted, { view: 'magazine' });
  assert.deepEqual([rows[0].pieces, rows[0].recipients, rows[0].returned], [['旺季发货心得'], members.length, 0]);
  assert.equal(refusal(club, [...accepted, { do: 'issue_remove', day: '2026-09-06', id: '2026-4' }]), 'LOYALTY-357');
  assert.equal(
    refusal(club, [{ do: 'piece', day: '2026-09-02', piece: { ...piece, member: 'X9', issue: '' } }]),
    'LOYALTY-401',
  );
  assert.equal(refusal(club, [...planned, { do: 'piece_accept', day: '2026-09-01', id: 'TG-1' }]), 'LOYALTY-358');
  const lost = members[0]['会员号'];
  const returned = { do: 'post_returned', day: '2026-09-20', member: lost, issue: '', why: '地址不详' };
  const mailing = (acts) => ask(club, [...accepted, ...acts], { view: 'mailing', issue: '2026-4', form: 'csv' });
  const list = parseTable(mailing([returned]).csv).rows.map(({ member_id: id }) => id);
  assert.deepEqual(
    list,
    members
      .map((row) => row['会员号'])
      .filter((id) => id !== lost)
      .sort(),
  );
  const cleared = mailing([returned, { do: 'post_cleared', day: '2026-10-01', member: lost }]);
  assert.equal(cleared.count, members.length);
  // Who gets it is a benefit of the members' register: only owners, and not before November.
  const classes = (one) => members.filter((row) => row['会员类别'] === one).length;
  assert.ok(classes('业主') > 0 && classes('业主') < members.length);
  const benefit = (more) => {
    const act = { do: 'benefit_set', id: 'M', name: '会刊', kind: 'magazine', from: '2026-01-01', ...more };
    runOk(['loyalty', 'register', 'members', '--project', club, '--act', JSON.stringify(act), '--save', club]);
  };
  benefit({ memberClasses: ['业主'] });
  assert.equal(mailing([]).count, classes('业主'));
  const seen = ask(club, accepted, { view: 'magazine' });
  assert.equal(seen.rows[0].recipients, classes('业主'));
  assert.deepEqual(
    seen.benefits.map(({ id, memberClasses, from, to }) => [id, memberClasses, from, to]),
    [['M', ['业主'], '2026-01-01', null]],
  );
  assert.equal(seen.former, null);
  benefit({ memberClasses: ['业主'], from: '2026-11-01' });
  assert.equal(mailing([]).count, 0, 'not valid on the day of mailing');
  benefit({ memberClasses: [], kind: 'discounts' });
  assert.equal(mailing([]).count, members.length, 'no benefit says who: everybody');
  // Benefits of other kinds say nothing of it, and the register of events does not decide any more.
  assert.equal(
    refusal(club, [{ do: 'magazine', day: '2026-09-01', magazine: { memberClasses: ['业主'], from: null, to: null } }]),
    'WORKSPACE-103',
  );
});

test('who and day are asked for, and a register that cannot be is refused', (t) => {
  const { folder } = company(t);
  const club = path.join(folder, 'club.loyalane');
  month(folder, club, '2025-11', filesOf(folder));
  const event = { id: 'HD-1', name: '沙龙', day: '2026-03-01', quota: 5, opensOn: '2026-02-01' };
  assert.equal(refusal(club, [{ do: 'event', event }]), 'BASE-103');
  assert.equal(refusal(club, [{ do: 'event', day: '2026-02-01', who: '', event }]), 'BASE-103');
  assert.equal(refusal(club, [{ do: 'event', day: '2026-02-01', event: { ...event, colour: 1 } }]), 'BASE-102');
  assert.equal(refusal(club, [{ do: 'dance', day: '2026-02-01' }]), 'WORKSPACE-103');
  // What is saved is read again, byte for byte.
  ask(club, [{ do: 'event', day: '2026-02-01', event }], null, club);
  const text = runOk(['loyalty', 'register', 'events', '--project', club]).out;
  assert.equal(runOk(['loyalty', 'register', 'events', '--project', club]).out, text);
  assert.deepEqual(JSON.parse(text).events[0].signUps, []);
});
