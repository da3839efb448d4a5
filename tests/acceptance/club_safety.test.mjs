// What must not happen to a club's ledger: refusals leave it byte for byte as it was, and say what to do in both languages; what people
// enter by hand is kept with who and why; a damaged project file gives what is good of it; saving loses nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fixture, projectRoot, run, runOk, scratchFolder } from './lib/cli.mjs';
import { loyalty, refusedId } from './lib/club_company.mjs';

const python = '/usr/bin/python3';
const oracle = path.join(projectRoot, 'tests/acceptance/oracle/project_file.py');
const unzip = 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))';
const list = 'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))';
const partOf = (file, name) => execFileSync(python, ['-c', unzip, file, name]).toString();
const partsOf = (file) => execFileSync(python, ['-c', list, file]).toString().trim().split('\n');
const ledgerOf = (file) => partOf(file, 'ledger.ndjson');

const redemptionHead = '兑换单号,会员号,兑换时间,兑换类型,礼品编码,兑换内容,兑换数量,使用积分,撤销时间';
/** Three members: one with 5 000 points of April, one suspended, one that has only applied. Statements earn a point a yuan. */
const company = {
  shipments: [
    'waybill_no,customer_id,ship_date,freight',
    'LY1,K1,2026-04-01,3000.00',
    'LY2,K1,2026-04-30,2000.00',
    'LY3,K2,2026-04-10,0.50',
    'LY4,K3,2026-04-10,4000.00',
    'LY5,K1,2026-05-31,10.00',
  ],
  members: [
    '会员号,月结卡号,会员状态,发卡日期,统一社会信用代码,手机',
    'M1,K1,有效,2026-01-01,91000000MA00000001,10000000001',
    'M2,K2,暂停,2026-01-01,91000000MA00000002,10000000002',
    'M3,K3,申请,,91000000MA00000003,10000000003',
  ],
  payments: ['收款单号,月结卡号,账单月份,应付账款,付款日期,付款金额', 'HK1,K1,2026-03,100.00,2026-04-02,100.00'],
  gifts: ['礼品编码,礼品名称,所需积分,库存数量,单位成本', 'G1,杯,100,1,18.00'],
  redemptions: [redemptionHead],
};

/** Writes the company, with more rows where `more` has any: the options that name its files. */
function write(folder, more = {}) {
  return Object.entries({ ...company, ...more.files }).flatMap(([name, known]) => {
    const rows = [...known, ...(more[name] ?? [])];
    if (rows.length === 1) return [];
    const file = path.join(folder, `${name}.csv`);
    writeFileSync(file, [...rows, ''].join('\n'));
    return [`--${name}`, file];
  });
}

/** April and May, closed: the files it was made of and the club's file. */
function twoMonths(t, more = {}, programme = 'minimal') {
  const folder = scratchFolder(t);
  const club = path.join(folder, 'club.loyalane');
  const args = [...write(folder, more), '--programme', programme];
  loyalty('run', [...args, '--month', '2026-04', '--apply', '--save', club]);
  const may = loyalty('run', ['--project', club, '--month', '2026-05', '--apply', '--save', club]);
  return { folder, club, args, may };
}

const redemption = (member, reward, points, document = 'DH1', kind = '抵用券') =>
  `${document},${member},2026-05-10 10:00,${kind},${reward},,1,${points},`;

const arrears = (folder) => {
  const file = path.join(folder, 'arrears.json');
  const earn = [{ id: 'statement', occasion: 'statement', points: 1, per: '1.00' }];
  const rewards = [{ id: 'voucher-10', kind: 'voucher', points: 1000, value: '10.00' }];
  const gate = { overdue_days: 30, holds_earning: false, stops_spending: true };
  writeFileSync(file, JSON.stringify({ version: 1, id: 'gate', earn, rewards, arrears: gate }));
  return file;
};

/** A refusal as both languages tell it. */
function inBothLanguages(args, find) {
  return ['zh', 'en'].map((language) => {
    const answer = JSON.parse(runOk(['loyalty', 'run', ...args, '--json', '--language', language]).out);
    return find(answer);
  });
}

const hasChinese = (text) => /[\u4e00-\u9fff]/.test(text);

const refusals = [
  { what: 'a short balance', row: redemption('M1', 'voucher-10', 5011), id: 'LOYALTY-101' },
  { what: 'a suspended member', row: redemption('M2', 'voucher-10', 1000), id: 'LOYALTY-324' },
  { what: 'a member without a card', row: redemption('M3', 'voucher-10', 1000), id: 'LOYALTY-324' },
  { what: 'an unknown reward', row: redemption('M1', 'voucher-99', 1000), id: 'LOYALTY-204' },
  {
    what: 'arrears',
    row: redemption('M1', 'voucher-10', 1000),
    id: 'LOYALTY-111',
    // Due at the end of March, not paid 30 days after.
    files: { payments: [company.payments[0], 'HK1,K1,2026-03,100.00,,'] },
    programme: arrears,
  },
];

for (const { what, row, id, files, programme } of refusals) {
  test(`${what}: ${id}, with what to do, and the ledger is as without it`, (t) => {
    const folder = scratchFolder(t);
    const rules = programme ? programme(folder) : 'minimal';
    const plain = twoMonths(t, { files }, rules);
    const { folder: asked, may, club } = twoMonths(t, { files, redemptions: [row] }, rules);
    assert.deepEqual(
      may.refused.map((one) => [one.document, one.id]),
      [['DH1', id]],
    );
    assert.equal(ledgerOf(club), ledgerOf(plain.club));
    const again = [...write(asked, { files, redemptions: [row] }), '--programme', rules, '--month', '2026-05'];
    const [zh, en] = inBothLanguages(again, (answer) => answer.refused[0]);
    assert.deepEqual([zh.id, en.id], [id, id]);
    assert.ok(hasChinese(zh.text) && hasChinese(zh.remedy), zh.text);
    assert.ok(en.text.length > 10 && en.remedy.length > 10 && !hasChinese(en.remedy), en.text);
  });
}

test('a gift out of stock: LOYALTY-340, with what to do', (t) => {
  const folder = scratchFolder(t);
  const rows = [redemption('M1', 'G1', 100, 'DH1', '礼品'), redemption('M1', 'G1', 100, 'DH2', '礼品')];
  const club = path.join(folder, 'club.loyalane');
  const args = [...write(folder, { redemptions: rows }), '--programme', 'minimal', '--month', '2026-04'];
  loyalty('run', [...args, '--apply', '--save', club]);
  const [zh, en] = inBothLanguages(['--project', club, '--month', '2026-05'], (answer) => answer.gifts);
  // One is there, two are wanted.
  assert.deepEqual(
    en.map((one) => [one.sku, one.wanted, one.stock, one.short, one.id]),
    [['G1', 2, 1, 1, 'LOYALTY-340']],
  );
  assert.ok(hasChinese(zh[0].text) && hasChinese(zh[0].remedy));
  assert.ok(en[0].remedy.length > 10 && !hasChinese(en[0].remedy));
});

test('a referral of oneself: LOYALTY-304, with what to do, and the ledger is as without it', (t) => {
  const head =
    '推荐人会员号,被推荐客户,被推荐人手机,被推荐客户信用代码,推荐时间,付款时间,付款金额,退款时间,退款金额,奖励方式';
  const own = 'M1,K9,10000000001,91000000MA00000009,2026-05-03,2026-05-05,500.00,,,抵用券';
  const plain = twoMonths(t, { files: { referrals: [head] } });
  const { folder, club } = twoMonths(t, { files: { referrals: [head, own] } });
  assert.equal(ledgerOf(club), ledgerOf(plain.club));
  const args = [
    ...write(folder, { files: { referrals: [head, own] } }),
    '--programme',
    'minimal',
    '--month',
    '2026-05',
  ];
  const [zh, en] = inBothLanguages(args, (answer) => answer.referrals.refused);
  assert.deepEqual(
    en.map((one) => [one.referrer, one.id]),
    [['M1', 'LOYALTY-304']],
  );
  assert.ok(hasChinese(zh[0].text) && hasChinese(zh[0].remedy));
  assert.ok(en[0].remedy.length > 10 && !hasChinese(en[0].remedy));
});

test('rules that cannot be are told with what to do, and the club’s file stays as it is', (t) => {
  const { folder, club } = twoMonths(t);
  const before = readFileSync(club);
  const tier = (name, threshold) => ({ name, threshold });
  const document = { version: 1, id: 'x', earn: [], rewards: [] };
  const rule = { id: 'a', occasion: 'statement', points: 1, per: '1.00' };
  for (const [id, text] of [
    ['BASE-101', '{"version": 1,'],
    ['BASE-102', JSON.stringify({ ...document, colour: 'red' })],
    ['BASE-103', JSON.stringify({ ...document, earn: [{ ...rule, occasion: 'moon' }] })],
    ['LOYALTY-201', JSON.stringify({ ...document, tiers: { tiers: [tier('a', 0), tier('b', 500), tier('c', 500)] } })],
    ['LOYALTY-203', JSON.stringify({ ...document, earn: [rule, rule] })],
  ]) {
    const file = path.join(folder, 'rules.json');
    writeFileSync(file, text);
    for (const language of ['zh', 'en']) {
      const args = ['loyalty', 'run', '--project', club, '--programme', file, '--apply', '--save', club];
      const done = run([...args, '--language', language]);
      assert.equal(done.code, 1, id);
      assert.ok(done.stderr.startsWith(id), done.stderr);
      assert.equal(hasChinese(done.stderr), language === 'zh');
      // The sentence and, behind it, what to do.
      assert.ok(done.stderr.trim().split(language === 'zh' ? '。' : '. ').length >= 2, done.stderr);
    }
    assert.deepEqual(readFileSync(club), before, id);
  }
});

test('a month without any member says so: LOYALTY-407', (t) => {
  const folder = scratchFolder(t);
  const members = [company.members[0], 'M1,K1,有效,2026-05-01,,'];
  const args = [...write(folder, { files: { members } }), '--programme', 'minimal'];
  const [zh, en] = inBothLanguages([...args, '--month', '2026-04'], (answer) => answer.problems);
  assert.deepEqual([zh[0].id, en[0].id], ['LOYALTY-407', 'LOYALTY-407']);
  assert.ok(hasChinese(zh[0].remedy) && !hasChinese(en[0].text));
  const may = loyalty('run', [...args, '--month', '2026-05']);
  assert.deepEqual([may.problems, may.total.earned], [[], 10]);
  // Beside a table it is said on the error output.
  assert.match(run(['loyalty', 'run', ...args, '--month', '2026-04']).stderr, /^LOYALTY-407/);
});

const by = ['--who', '王芳', '--reason', '投诉补偿'];
const post = (what, club, more) => {
  const args = ['--project', club, '--member', 'M1', ...by, ...more];
  return loyalty('post', [what, ...args]);
};

test('postings by hand: given, taken off, put off, taken back; a second run leaves them alone', (t) => {
  const { club } = twoMonths(t);
  const save = ['--save', club];
  const grant = post('grant', club, ['--day', '2026-06-03', '--quantity', '50', '--until', '2026-07-31', ...save]);
  assert.deepEqual([grant.number, grant.before, grant.after, grant.late], ['H0001', 5010, 5060, false]);
  const late = post('charge', club, ['--day', '2026-05-20', '--quantity', '60', ...save]);
  assert.deepEqual([late.number, late.postedOn, late.late], ['H0002', '2026-06-01', true]);
  const put = post('extend', club, ['--day', '2026-06-05', '--until', '2026-08-31', ...save]);
  assert.deepEqual([put.number, put.entries], ['H0003', 1]); // the others never end
  const back = post('undo', club, ['--day', '2026-06-06', '--number', 'H0002', ...save]);
  assert.deepEqual([back.number, back.before, back.after], ['H0004', 5000, 5060]);

  const of = ['--project', club, '--member', 'M1', '--as-of', '2026-06-30'];
  const hand = loyalty('statement', of).entries.filter(({ byHand }) => byHand !== null);
  assert.deepEqual(
    hand.map(({ kind, points, byHand: { number, undoes, who, reason } }) => [
      kind,
      points,
      number,
      undoes,
      who,
      reason,
    ]),
    [
      ['charge', -60, 'H0002', '', '王芳', '投诉补偿'],
      ['grant', 50, 'H0001', '', '王芳', '投诉补偿'],
      ['expiry', 0, 'H0003', '', '王芳', '投诉补偿'],
      ['restore', 60, 'H0004', 'H0002', '王芳', '投诉补偿'],
    ],
  );

  const month = ['--project', club, '--month', '2026-06'];
  const dry = loyalty('run', month);
  assert.deepEqual([dry.added, dry.total.earned, dry.total.closing], [0, 50, 5060]);
  assert.deepEqual(
    dry.byHand.map((one) => one.number),
    ['H0002', 'H0001', 'H0003', 'H0004'],
  );
  loyalty('run', [...month, '--apply', ...save]);
  const closed = ledgerOf(club);
  const again = loyalty('run', [...month, '--apply', ...save]);
  assert.deepEqual([again.added, again.total], [0, dry.total]);
  assert.equal(ledgerOf(club), closed);
  // The grant lives to the end of August, as it was put off.
  const to = (month2) => loyalty('run', ['--project', club, '--month', month2, '--apply', ...save]).total.expired;
  assert.deepEqual([to('2026-07'), to('2026-08'), to('2026-09')], [0, 0, 50]);
});

test('postings by hand that cannot be: told by id with what to do, and the file stays as it is', (t) => {
  const { club } = twoMonths(t);
  post('grant', club, ['--day', '2026-06-03', '--quantity', '50', '--save', club]);
  const before = readFileSync(club);
  const day = ['--day', '2026-06-05'];
  const m1 = ['--project', club, '--member', 'M1', '--save', club];
  for (const [id, args] of [
    ['LOYALTY-115', ['charge', ...m1, ...by, ...day, '--quantity', '5061']],
    ['LOYALTY-113', ['undo', ...m1, ...by, ...day, '--number', 'H0009']],
    ['LOYALTY-114', ['extend', ...m1, ...by, ...day, '--until', '2027-01-01']],
    ['LOYALTY-106', ['extend', ...m1, ...by, ...day, '--until', '2027-01-01', '--lot', 'earn.statement:2020-01']],
    ['LOYALTY-108', ['grant', ...m1, ...by, ...day, '--quantity', '0']],
    ['LOYALTY-332', ['grant', ...m1, '--who', '王芳', '--reason', ' ', ...day, '--quantity', '5']],
    ['BASE-103', ['grant', ...m1, ...by, '--day', '2026-13-01', '--quantity', '5']],
    ['BASE-103', ['grant', ...m1, ...by, '--day', '2030-01-01', '--quantity', '5']],
    ['BASE-103', ['grant', ...m1, ...by, ...day, '--quantity', '5', '--until', '2026-06-04']],
    ['LOYALTY-401', ['grant', '--project', club, '--member', 'M7', ...by, ...day, '--quantity', '5', '--save', club]],
  ]) {
    assert.equal(refusedId('post', args), id, args.join(' '));
    const zh = run(['loyalty', 'post', ...args, '--language', 'zh']).stderr;
    assert.ok(zh.startsWith(id) && hasChinese(zh), zh);
    assert.deepEqual(readFileSync(club), before, id);
  }
  // Without --save nothing is kept.
  post('charge', club, [...day, '--quantity', '5060']);
  assert.deepEqual(readFileSync(club), before);
});

test('what is entered by hand before the first close is no opening balance', (t) => {
  const folder = scratchFolder(t);
  const points = ['会员号,积分变动,发生时间,有效期至,积分余额', 'M1,300,2026-03-10,2026-12-31,300'];
  const args = [...write(folder, { files: { points } }), '--programme', 'minimal'];
  const club = path.join(folder, 'club.loyalane');
  loyalty('post', [
    'grant',
    ...args,
    '--member',
    'M1',
    ...by,
    '--day',
    '2026-04-02',
    '--quantity',
    '7',
    '--save',
    club,
  ]);
  const april = loyalty('run', ['--project', club, '--month', '2026-04', '--apply', '--save', club]);
  assert.equal(april.total.closing, 300 + 7 + 5000);
});

test('points of all members put off at once: told first, then entered, and taken back', (t) => {
  // Two months' validity: points of April end on 30 June, those of May on 31 July. M4 leaves in May; M5 has no points.
  const files = {
    shipments: [
      'waybill_no,customer_id,ship_date,freight',
      ...['LY1,K1,2026-04-01,3000.00', 'LY2,K2,2026-04-02,500.00', 'LY3,K4,2026-04-03,200.00'],
      ...['LY4,K1,2026-05-04,10.00', 'LY5,K2,2026-05-05,700.00'],
    ],
    members: [
      '会员号,月结卡号,会员状态,发卡日期,退会日期',
      ...['M1,K1,有效,2026-01-01,', 'M2,K2,有效,2026-01-01,', 'M4,K4,退会,2026-01-01,2026-05-15'],
      'M5,K5,有效,2026-01-01,',
    ],
    payments: ['收款单号,月结卡号,账单月份,应付账款,付款日期,付款金额'],
    gifts: ['礼品编码,礼品名称,所需积分,库存数量,单位成本'],
  };
  const { club } = twoMonths(t, { files }, fixture('club/programme.json'));
  const held = (member, day) =>
    loyalty('statement', ['--project', club, '--member', member, '--as-of', day]).totals.held;
  assert.deepEqual([held('M1', '2026-06-30'), held('M1', '2026-07-01'), held('M4', '2026-06-30')], [3010, 10, 200]);

  const all = (more) => ['--project', club, '--all', ...by, ...more];
  const extend = ['--day', '2026-06-10', '--until', '2026-12-31'];
  const looked = loyalty('post', ['extend', ...all(extend)]);
  assert.deepEqual([looked.members, looked.points, looked.lots, looked.applied], [2, 3010 + 1200, 4, false]);
  const soon = [...extend, '--expiring-until', '2026-06-30'];
  const near = loyalty('post', ['extend', ...all([...soon, '--save', club])]);
  assert.deepEqual([near.members, near.points, near.lots], [2, 3000 + 500, 2]);
  assert.equal(ledgerOf(club).includes('A0001'), false, 'told, not entered');

  const done = loyalty('post', ['extend', ...all([...soon, '--apply', '--save', club])]);
  assert.deepEqual([done.number, done.members, done.points, done.before, done.after], ['A0001', 2, 3500, 4210, 4210]);
  assert.deepEqual([held('M1', '2026-07-01'), held('M2', '2026-07-01'), held('M4', '2026-07-01')], [3010, 1200, 0]);
  // Those of May end as before.
  assert.deepEqual([held('M1', '2026-08-01'), held('M2', '2026-08-01')], [3000, 500]);
  assert.deepEqual([held('M1', '2026-12-31'), held('M1', '2027-01-01')], [3000, 0]);
  const entries = loyalty('statement', ['--project', club, '--member', 'M2', '--as-of', '2026-06-30']).entries;
  assert.deepEqual(
    entries.filter(({ byHand }) => byHand).map(({ kind, byHand: { number, who } }) => [kind, number, who]),
    [['expiry', 'A0001', '王芳']],
  );
  assert.equal(refusedId('post', ['extend', ...all(soon)]), 'LOYALTY-114');
  assert.equal(refusedId('post', ['undo', ...all(['--day', '2026-06-12', '--number', 'H0001'])]), 'LOYALTY-113');
  assert.equal(run(['loyalty', 'post', 'grant', ...all(['--day', '2026-06-12'])]).code, 2);

  const undo = ['--day', '2026-06-12', '--number', 'A0001'];
  const back = loyalty('post', ['undo', ...all([...undo, '--apply', '--save', club])]);
  assert.deepEqual([back.number, back.members, back.points, back.refused], ['A0002', 2, 3500, []]);
  assert.deepEqual([held('M1', '2026-07-01'), held('M2', '2026-07-01')], [10, 700]);
});

/** The project file with one part changed, its manifest made anew where `isSealed`. */
function changed(folder, club, part, edit, isSealed) {
  const out = path.join(folder, 'damaged.loyalane');
  const files = partsOf(club)
    .filter((name) => name !== 'manifest.json' || !isSealed)
    .map((name) => {
      const file = path.join(folder, name.replaceAll('/', '_'));
      const text = partOf(club, name);
      writeFileSync(file, name === part ? edit(text) : text);
      return [name, file];
    });
  const pack = 'import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)\n';
  const each = 'for one in sys.argv[2:]:\n  name, file = one.split("=")\n  z.writestr(name, open(file, "rb").read())\n';
  const pairs = files.map(([name, file]) => `${name}=${file}`);
  if (isSealed) execFileSync(python, [oracle, 'pack', out, ...pairs]);
  else execFileSync(python, ['-c', `${pack}${each}z.close()`, out, ...pairs]);
  return out;
}

for (const isSealed of [true, false]) {
  test(`a ledger that was edited, manifest ${isSealed ? 'too' : 'not'}: refused, and what is good becomes a new file`, (t) => {
    const { folder, club } = twoMonths(t);
    const lines = ledgerOf(club).split('\n');
    // The last entry: it is May's.
    const at = lines.findLastIndex((line) => line.startsWith('{"m"'));
    const good = lines.slice(0, at).filter((line) => line.startsWith('{"m"')).length;
    const edit = (text) =>
      text
        .split('\n')
        .map((line, i) => (i === at ? line.replace('"p":', '"p":9') : line))
        .join('\n');
    const damaged = changed(folder, club, 'ledger.ndjson', edit, isSealed);
    const before = readFileSync(damaged);
    assert.equal(refusedId('run', ['--project', damaged]), isSealed ? 'LOYALTY-121' : 'PROJECT-106');

    const out = path.join(folder, 'good.loyalane');
    const told = loyalty('recover', ['--project', damaged, '--save', out]);
    const { periods, entries, announced, lost, line, id } = told.ledger;
    assert.deepEqual(
      [periods, entries, announced, lost, line, id],
      [['2026-04'], good, good + 1, 1, at + 1, 'LOYALTY-121'],
    );
    assert.deepEqual(
      [told.project, told.keptParts, told.lostParts],
      [true, ['runs/2026-04.json', 'runs/2026-05.json'], []],
    );
    assert.deepEqual(readFileSync(damaged), before);
    // Never over anything.
    assert.equal(refusedId('recover', ['--project', damaged, '--save', out]), 'WORKSPACE-114');
    assert.equal(refusedId('recover', ['--project', damaged, '--save', damaged]), 'WORKSPACE-114');
    assert.equal(refusedId('recover', ['--project', out]), 'WORKSPACE-115');
    // May is run again, and all is as before.
    const may = loyalty('run', ['--project', out, '--month', '2026-05', '--apply', '--save', out]);
    assert.equal(may.total.closing, 5010);
    assert.equal(ledgerOf(out), ledgerOf(club));
  });
}

test('a ledger that breaks off, rules that are gone: the rest is there', (t) => {
  const { folder, club } = twoMonths(t);
  const half = (text) => text.slice(0, Math.floor(text.length / 2));
  const cut = loyalty('recover', ['--project', changed(folder, club, 'ledger.ndjson', half, true)]);
  assert.equal(cut.ledger.id, 'LOYALTY-121');
  assert.ok(cut.ledger.entries < cut.ledger.announced);
  const out = path.join(folder, 'rest.loyalane');
  const spoilt = changed(folder, club, 'project.json', (text) => text.replace('{', '['), false);
  const told = loyalty('recover', ['--project', spoilt, '--save', out]);
  assert.deepEqual(
    [told.project, told.ledger.line, told.lostParts.map(({ part, id }) => [part, id])],
    [false, null, [['project.json', 'PROJECT-106']]],
  );
  assert.equal(ledgerOf(out), ledgerOf(club));
  const newer = changed(folder, club, 'ledger.ndjson', (text) => text.replace(/"ledger":\d/, '"ledger":3'), true);
  assert.equal(refusedId('recover', ['--project', newer]), 'LOYALTY-124');
});

test('saving keeps what the club does not use: profiles, manifest, hashes, registers, runs', (t) => {
  const { folder, club } = twoMonths(t);
  const project = JSON.parse(partOf(club, 'project.json'));
  const manifest = path.join(folder, 'm.json');
  runOk(['segment', '--shipments', path.join(folder, 'shipments.csv'), '--manifest', manifest, '--json']);
  const made = JSON.parse(readFileSync(manifest, 'utf8'));
  const [{ mapping, sha256 }] = made.files;
  project.files.find(({ dataset }) => dataset === 'shipments').sha256 = sha256;
  project.manifest = made;
  project.profiles = { version: 1, profiles: [{ name: 'x', signature: '0123456789abcdef', mapping }] };
  const parts = {
    'project.json': JSON.stringify(project),
    'ledger.ndjson': ledgerOf(club),
    'registers/other.json': '{"version":1,"a":[1,2]}',
    'runs/2026-04.json': partOf(club, 'runs/2026-04.json'),
    'runs/2026-05.json': partOf(club, 'runs/2026-05.json'),
  };
  const pairs = Object.entries(parts).map(([name, text]) => {
    const file = path.join(folder, name.replaceAll('/', '_'));
    writeFileSync(file, text);
    return `${name}=${file}`;
  });
  const rich = path.join(folder, 'rich.loyalane');
  execFileSync(python, [oracle, 'pack', rich, ...pairs]);
  loyalty('run', ['--project', rich, '--month', '2026-06', '--apply', '--save', rich]);
  const after = JSON.parse(partOf(rich, 'project.json'));
  assert.equal(after.files.find(({ dataset }) => dataset === 'shipments').sha256, sha256);
  assert.deepEqual(after.manifest, made);
  assert.deepEqual(
    after.profiles.profiles.map(({ name, signature }) => [name, signature]),
    [['x', '0123456789abcdef']],
  );
  for (const name of ['registers/other.json', 'runs/2026-04.json', 'runs/2026-05.json'])
    assert.equal(partOf(rich, name), parts[name], name);
  const report = JSON.parse(partOf(rich, 'runs/2026-06.json'));
  assert.deepEqual([report.version, report.period, report.total.closing], [1, '2026-06', 5010]);
  assert.ok(!partOf(rich, 'runs/2026-05.json').includes('"name"'), 'no names of people');
  assert.ok(existsSync(rich));
});

test('a project file cut off at many lengths: its whole parts and the ledger up to the cut, the rest is named', (t) => {
  const { folder, club } = twoMonths(t);
  const bytes = readFileSync(club);
  const names = partsOf(club);
  // Where the local header of each part begins (PKWARE APPNOTE 4.3.7), as the directory of the whole file says.
  const list = 'import sys, zipfile\nprint(*[one.header_offset for one in zipfile.ZipFile(sys.argv[1]).infolist()])';
  const begins = execFileSync(python, ['-c', list, club]).toString().trim().split(' ').map(Number);
  const directory = bytes.indexOf('PK\x01\x02', 'latin1');
  const ends = [...begins.slice(1), directory];
  const whole = ledgerOf(club);
  const cuts = [
    ...ends.flatMap((end) => [end - 1, end, end + 35]),
    Math.floor((begins[1] + ends[1]) / 2),
    bytes.length - 1,
  ];
  let recovered = 0;
  for (const cut of cuts.filter((one) => one < bytes.length)) {
    const damaged = path.join(folder, `cut-${cut}.loyalane`);
    writeFileSync(damaged, bytes.subarray(0, cut));
    assert.equal(refusedId('run', ['--project', damaged]), 'PROJECT-103', String(cut));
    const out = path.join(folder, `good-${cut}.loyalane`);
    const isWhole = (name) => ends[names.indexOf(name)] <= cut;
    if (!isWhole('project.json')) {
      assert.equal(refusedId('recover', ['--project', damaged, '--save', out]), 'PROJECT-103', String(cut));
      continue;
    }
    const told = loyalty('recover', ['--project', damaged, '--save', out]);
    ++recovered;
    const others = names.filter((name) => name.startsWith('runs/') || name.startsWith('registers/'));
    assert.deepEqual(
      [told.directoryLost, told.project, told.keptParts],
      [true, true, others.filter(isWhole)],
      String(cut),
    );
    const lost = told.lostParts.map(({ part }) => part);
    assert.equal(lost.includes('manifest.json'), !isWhole('manifest.json'), String(cut));
    for (const { id } of told.lostParts) assert.equal(id, 'PROJECT-103');
    if (isWhole('ledger.ndjson')) assert.equal(ledgerOf(out), whole, String(cut));
    else if (told.ledger?.lost === 0) assert.equal(ledgerOf(out), whole, String(cut));
    else if (told.ledger?.entries > 0) assert.ok(told.ledger.line > 1, String(cut));
    assert.deepEqual(readFileSync(damaged), bytes.subarray(0, cut), 'the damaged file stays as it is');
    // What was recovered is a sound file.
    assert.equal(refusedId('recover', ['--project', out]), 'WORKSPACE-115', String(cut));
  }
  assert.ok(recovered > 8, String(recovered));
});
