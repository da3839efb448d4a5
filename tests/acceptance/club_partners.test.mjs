// The merchant alliance by the command line (S2-3, S2-4, S2-14, S2-30): the offer sheet of a day, settlement of points out of the ledger, whom a
// merchant fits, areas and cost. Expected figures are worked out here, from the files and the points that were asked for.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { projectRoot, scratchFolder } from './lib/cli.mjs';
import { fileOf, filesOf, generateClub, loyalty, programme, refusedId, tableOf } from './lib/club_company.mjs';
import { parseTable } from './lib/csv.mjs';

const by = { who: '赵主管', day: '2026-01-31' };
const given = (club, acts, view, save) => [
  'partners',
  ...['--project', club],
  ...acts.flatMap((act) => ['--act', JSON.stringify({ ...by, ...act })]),
  ...(view ? ['--json', '--view', JSON.stringify(view)] : []),
  ...(save ? ['--save', save] : []),
];
const ask = (club, acts, view = null, save = null) => loyalty('register', given(club, acts, view, save));
const refusal = (club, acts) => refusedId('register', given(club, acts));

const merchant = (id, more = {}) => ({
  do: 'merchant',
  merchant: { id, name: `商家${id}`, area: '浦东', categories: ['家政'], mode: 'own', pricePer1000: '9.99', ...more },
});
const offer = (id, of, from, to) => ({ do: 'offer', offer: { id, merchant: of, text: `优惠${id}`, from, to } });

function firstMonth(t) {
  const folder = generateClub(scratchFolder(t));
  const club = path.join(folder, 'club.loyalane');
  loyalty('run', [...filesOf(folder), '--programme', programme, '--month', '2025-11', '--apply', '--save', club]);
  return { folder, club };
}

test('the offer sheet of a day: valid offers only, those that end soon, by area, as a table', (t) => {
  const { club } = firstMonth(t);
  const acts = [
    merchant('M02', { area: '徐汇' }),
    merchant('M01'),
    offer('A', 'M01', '2026-01-01', '2026-02-28'),
    offer('B', 'M01', '2026-01-01', null),
    offer('C', 'M02', '2026-03-01', '2026-12-31'),
    offer('D', 'M02', '2025-01-01', '2026-01-29'),
  ];
  const sheet = (question) => ask(club, acts, { view: 'offers', ...question });
  const ids = ({ rows }) => rows.map(({ id, state }) => [id, state]);
  // Both ends count: D is valid on its last day and hidden on the next, A ends 30 days after 2026-01-29.
  assert.deepEqual(ids(sheet({ day: '2026-01-29' })), [
    ['A', 'valid'],
    ['B', 'valid'],
    ['D', 'expiring'],
  ]);
  assert.deepEqual(ids(sheet({ day: '2026-01-30' })), [
    ['A', 'expiring'],
    ['B', 'valid'],
  ]);
  assert.deepEqual(ids(sheet({ day: '2026-02-28', expiring: true })), [['A', 'expiring']]);
  assert.equal(sheet({ day: '2026-02-28' }).rows[0].daysLeft, 1);
  assert.deepEqual(ids(sheet({ day: '2026-03-01', area: '徐汇' })), [['C', 'valid']]);
  assert.deepEqual(ids(sheet({ day: '2026-03-01', all: true })), [
    ['A', 'over'],
    ['B', 'valid'],
    ['C', 'valid'],
    ['D', 'over'],
  ]);
  const { csv, count } = sheet({ day: '2026-01-29', form: 'csv' });
  assert.equal(count, 3);
  const { rows } = parseTable(csv);
  assert.deepEqual(
    rows.map((row) => [row.merchant_id, row.offer_id, row.valid_to]),
    [
      ['M01', 'A', '2026-02-28'],
      ['M01', 'B', ''],
      ['M02', 'D', '2026-01-29'],
    ],
  );
});

test('points used at merchants are settled by month out of the ledger', (t) => {
  const { folder, club } = firstMonth(t);
  const months = ['2025-12', '2026-01', '2026-02', '2026-03'].map((month) => statementsOf(club, folder, month));
  const rich = parseTable(readFileSync(months.at(-1), 'utf8'))
    .rows.filter((row) => row.state === 'active')
    .sort((a, b) => Number(b.active) - Number(a.active));
  assert.ok(Number(rich[1].active) >= 4000);
  // P-HOME takes 800 points at 家政, P-GYM 1200 at 健身 (tests/fixtures/club/programme.json); the second is undone in May.
  const rows = [
    ['Q1', rich[0].member_id, '2026-04-01', '商家', '', '家政服务券', '1', '800', ''],
    ['Q2', rich[1].member_id, '2026-04-01', '商家', '', '家政服务券', '1', '800', '2026-05-03'],
    ['Q3', rich[1].member_id, '2026-04-01', '商家', '', '健身月卡', '1', '1200', ''],
  ];
  appendFileSync(fileOf(folder, 'redemptions'), rows.map((row) => `${row.join(',')}\n`).join(''));
  const named = [merchant('M01', { name: '家政', pricePer1000: '12.34' })];
  ask(club, named, null, club);
  for (const month of ['2026-04', '2026-05']) {
    const { refused } = loyalty('run', ['--project', club, '--month', month, '--apply', '--save', club]);
    assert.deepEqual(
      refused.filter(({ document }) => document.startsWith('Q')),
      [],
    );
  }
  const view = ask(club, [], { view: 'settlement' });
  // 1600 x 12.34 / 1000 = 19.744; 800 x 12.34 / 1000 = 9.872.
  assert.deepEqual(
    view.rows.map(({ merchant: id, month, points, amount }) => [id, month, points, amount]),
    [
      ['M01', '2026-04', 1600, '19.74'],
      ['M01', '2026-05', -800, '-9.87'],
    ],
  );
  assert.deepEqual([view.points, view.open, view.settled, view.amount], [800, '9.87', '0.00', '9.87']);
  // Nobody entered the gym: its points are told, not dropped.
  assert.equal(view.unsettledPoints, 1200);
  assert.deepEqual(
    view.problems.map(({ id }) => id),
    ['LOYALTY-356'],
  );

  // Settled months keep their amount when the price changes.
  const settle = { do: 'settle', merchant: 'M01', month: '2026-04' };
  const dearer = { ...merchant('M01', { name: '家政', pricePer1000: '20.00' }), was: 'M01' };
  const after = ask(club, [settle, dearer, merchant('M02', { name: '健身' })], { view: 'settlement' });
  assert.deepEqual(
    after.rows.map(({ merchant: id, month, amount, settledOn, settledBy }) => [
      id,
      month,
      amount,
      settledOn,
      settledBy,
    ]),
    [
      ['M01', '2026-04', '19.74', '2026-01-31', '赵主管'],
      ['M01', '2026-05', '-16.00', null, null],
      ['M02', '2026-04', '11.99', null, null],
    ],
  );
  assert.deepEqual([after.settled, after.open, after.amount], ['19.74', '-4.01', '15.73']);
  assert.deepEqual(after.problems, []);
  assert.equal(refusal(club, [settle, settle]), 'LOYALTY-354');
  assert.equal(refusal(club, [{ ...settle, month: '2026-05', merchant: 'M09' }]), 'LOYALTY-356');
  assert.equal(refusal(club, [{ ...settle, month: '2025-11' }]), 'LOYALTY-355');
});

/** The statements of a month that is applied. */
function statementsOf(club, folder, month) {
  const out = path.join(folder, 'statements.csv');
  loyalty('run', ['--project', club, '--month', month, '--apply', '--save', club, '--out', out]);
  return out;
}

test('whom a merchant fits, members by area, and what the alliance costs', (t) => {
  const { folder, club } = firstMonth(t);
  const active = tableOf(folder, 'members').filter((row) => row['会员状态'] === '有效');
  const owners = active.filter((row) => row['会员类别'] === '业主');
  const [first] = active;
  const member = first['会员号'];
  const acts = [
    merchant('M01', { categories: ['高尔夫', '家政'] }),
    merchant('M02', { categories: ['业主'], area: '徐汇' }),
    { do: 'member', member: { member, area: '徐汇', tags: ['高尔夫'] } },
    {
      do: 'alliance',
      alliance: { mode: 'outsourced', with: '联名公司', supplierOffer: '12000.00', cardUnitCost: '10.00' },
    },
  ];
  const merchantsFor = (question) =>
    ask(club, acts, { view: 'fit', ...question }).rows.map(({ merchant: id, matched, members }) => [
      id,
      matched.num,
      matched.den,
      members.num,
      members.den,
    ]);
  const own = [['M01', 1, 2, 1, 1]];
  if (first['会员类别'] === '业主') own.unshift(['M02', 1, 1, 1, 1]);
  assert.deepEqual(merchantsFor({ member }), own);
  assert.deepEqual(merchantsFor({}), [
    ['M02', 1, 1, owners.length, active.length],
    ['M01', 1, 2, 1, active.length],
  ]);
  assert.deepEqual(merchantsFor({ tags: ['家政', '高尔夫'] }), [['M01', 2, 2, 1, 1]]);

  const areas = ask(club, acts, { view: 'areas' });
  const row = areas.rows.find(({ area }) => area === '徐汇');
  assert.deepEqual([row.members, row.merchants], [1, 1]);
  assert.equal(
    areas.rows.reduce((sum, { members }) => sum + members, 0),
    active.length,
  );
  assert.deepEqual(areas.classes.find(({ memberClass }) => memberClass === '业主').members, {
    num: owners.length,
    den: active.length,
  });
  const cost = ask(club, acts, { view: 'cost' });
  assert.deepEqual(
    [cost.cards, cost.cardCost, cost.total],
    [active.length, `${active.length * 10}.00`, `${12000 + active.length * 10}.00`],
  );
});

test('what cannot be in the register is refused, and nothing is saved', (t) => {
  const { club } = firstMonth(t);
  const before = readFileSync(club);
  const save = (acts) => refusedId('register', given(club, acts, null, club));
  assert.equal(save([merchant('M01'), merchant('M01')]), 'LOYALTY-354');
  assert.equal(save([offer('A', 'M01', '2026-01-01', null)]), 'LOYALTY-356');
  assert.equal(save([merchant('M01'), offer('A', 'M01', '2026-01-02', '2026-01-01')]), 'BASE-103');
  assert.equal(save([{ do: 'offer_remove', id: 'A' }]), 'LOYALTY-355');
  assert.equal(
    save([merchant('M01'), offer('A', 'M01', '2026-01-01', null), { do: 'merchant_remove', id: 'M01' }]),
    'LOYALTY-357',
  );
  assert.equal(save([merchant('M01', { pricePer1000: '1.234' })]), 'BASE-103');
  assert.equal(save([{ ...merchant('M01'), who: '' }]), 'BASE-103');
  assert.deepEqual(readFileSync(club), before);
  // An act may lie in a file.
  const newer = path.join(path.dirname(club), 'act.json');
  writeFileSync(newer, '{"do": "merchant_remove", "id": "M01", "who": "赵主管", "day": "2026-01-31"}');
  assert.equal(refusedId('register', ['partners', '--project', club, '--act', newer]), 'LOYALTY-356');
});

test('merchants and offers out of a GB18030 file with dirty rows: the good ones are entered, the bad ones told', (t) => {
  const { folder, club } = firstMonth(t);
  const file = path.join(projectRoot, 'tests/fixtures/club/merchants_gb18030.csv');
  const inputs = [...filesOf(folder), '--merchants', file];
  const with_ = (acts, view, save) => loyalty('register', [...given(club, acts, view, save), ...inputs]);
  const told = with_([], { view: 'import' });
  // Row 7 has 六元 for a price and counts as without one, row 11 a day that is none; row 10 has no number and is no row at all.
  assert.deepEqual(
    [told.merchants, told.offers],
    [
      { added: 3, changed: 0, same: 0 },
      { added: 3, changed: 0, same: 0 },
    ],
  );
  assert.deepEqual(
    told.rows.map(({ row, merchant, offer, id }) => [row, merchant, offer, id]),
    [
      [5, 'M02', 'Y3', 'BASE-103'],
      [6, 'M03', 'Y1', 'LOYALTY-354'],
      [8, 'M05', '', 'BASE-103'],
      [9, 'M01', '', 'LOYALTY-354'],
      [11, 'M06', 'Y6', 'BASE-103'],
      [13, '合计', '', 'INGEST-208'],
    ],
  );
  assert.ok(told.rows.every((row) => row.file === 'merchants_gb18030.csv' && row.text));
  const saved = path.join(folder, 'with.loyalane');
  const { rows } = with_([{ do: 'import' }], { view: 'merchants', day: '2026-03-01' }, saved);
  assert.deepEqual(
    rows.map(({ id, name, area, categories, mode, pricePer1000, offers }) => [
      id,
      name,
      area,
      categories,
      mode,
      pricePer1000,
      offers,
    ]),
    [
      ['M01', '安居家政', '浦东', ['家政', '保洁'], 'own', '9.50', 2],
      ['M04', '星河影院', '静安', ['影院'], 'outsourced', '0.00', 0],
      ['M07', '和平照相', '虹口', ['摄影'], 'own', '10.00', 1],
    ],
  );
  // The same file again: nothing new. A row that leaves something out leaves it as it is.
  const again = loyalty('register', [...given(saved, [], { view: 'import' }), ...inputs]);
  assert.deepEqual(
    [again.merchants, again.offers],
    [
      { added: 0, changed: 0, same: 3 },
      { added: 0, changed: 0, same: 3 },
    ],
  );
  const shorter = path.join(folder, 'shorter.csv');
  writeFileSync(shorter, '商家编号,商家名称,每千积分价格\nM01,安居家政,9.80\n');
  const typed = merchant('M01', { name: '安居家政', pricePer1000: '9.50' });
  const cheaper = loyalty('register', [
    ...given(club, [typed, { do: 'import' }], { view: 'merchants', day: '2026-03-01' }),
    ...[...filesOf(folder), '--merchants', shorter],
  ]);
  assert.deepEqual(
    cheaper.rows.map(({ area, pricePer1000 }) => [area, pricePer1000]),
    [['浦东', '9.80']],
  );
  assert.equal(refusal(club, [{ do: 'import' }]), 'WORKSPACE-101');
});
