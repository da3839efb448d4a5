// Every screen and state of the page, and how to get there from a sample or a fixture. The contact sheet and the guide's pictures are
// made from this list; samples are deterministic, so a state looks the same every time.

import { fileURLToPath } from 'node:url';
import {
  diskAddress,
  dropFiles,
  goTo,
  mappingReady,
  openPage,
  resultReady,
} from '../../tests/browser/support/page.mjs';

const fixture = (path) => fileURLToPath(new URL(`../../tests/fixtures/${path}`, import.meta.url));
/** A header with two columns that mean the customer, so that the page has to ask. */
const kAsking = ['shipments.csv', '运单号,客户编码,客户编码,寄件时间,应付金额,备注'];
const askingRow = (at) => `SF10000000${at},A${at % 3},B${at % 5},2026-03-0${1 + (at % 9)},12.50,`;

const csv = (...rows) => rows.map((cells) => `${cells.join(',')}\n`).join('');
const two = (number) => `${number}`.padStart(2, '0');

/** Two months of a carrier that writes 3 February as 03/02, and a list of customers with a column that can mean two things. */
const kOpenFiles = [
  ...[2, 3].map((month) => ({
    name: `申通${month}月账单.csv`,
    content: csv(
      ['运单号', '月结账号', '客户名称', '业务时间', '应收金额'],
      ...Array.from({ length: 36 }, (_, at) => [
        `ST${month}000000${10 + at}`,
        `75512345${60 + (at % 6)}`,
        `泉州刺桐鞋业${(at % 6) + 1}店`,
        `${two((at % 12) + 1)}/${two(month)}/2026`,
        `${12 + at}.50`,
      ]),
    ),
  })),
  {
    name: '客户名单.csv',
    content: csv(
      ['客户编码', '客户名称', '行业', '开户日期', '负责人'],
      ...Array.from({ length: 6 }, (_, at) => [
        `75512345${60 + at}`,
        `泉州刺桐鞋业${at + 1}店`,
        '鞋服',
        `2023-0${at + 1}-05`,
        at % 2 ? '林晓' : '陈安',
      ]),
    ),
  },
];
/** A statement that leaves open whose month it is. */
const kNoMonth = 'statements/no_month.csv';

/** Shipments with rows that no rule is given for yet: without an amount, with a date that does not exist. */
const kGaps = {
  name: '3月运单.csv',
  content: csv(
    ['运单号', '客户编码', '客户名称', '寄件时间', '金额'],
    ...Array.from({ length: 36 }, (_, at) => [
      `SF1000000${10 + at}`,
      `C00${1 + (at % 4)}`,
      ['云栖文具', '海青茶业', '白塔五金', '锦里食品'][at % 4],
      `2026-03-${10 + (at % 18)}`,
      `${9 + at}.50`,
    ]),
    ...[1, 2, 3].map((at) => [`SF2000000${at}`, `C00${at}`, '', '2026-03-05', '']),
    ['SF30000001', 'C001', '云栖文具', '2026-02-30', '100.00'],
  ),
};

/** Customers under several spellings and codes. */
const kSpellings = {
  name: '上半年运单.csv',
  content: csv(
    ['运单号', '客户编码', '客户名称', '寄件时间', '金额'],
    ...Array.from({ length: 72 }, (_, at) => [
      `SF5000000${10 + at}`,
      `K${1 + (at % 8)}`,
      [
        '厦门鹭远电子商务有限公司',
        '厦门鹭远电子商务公司',
        '福州海纳茶业有限公司',
        '福州海纳茶业(有限公司)',
        '泉州石狮服饰城',
        '宁波甬江塑胶有限公司',
        '宁波甬江塑胶有限公司北仑分公司',
        '苏州平江丝绸有限公司',
      ][at % 8],
      `2026-0${1 + (at % 6)}-1${at % 9}`,
      `${10 + at}.00`,
    ]),
  ),
};

/** Two currencies, and no rate between them. */
const kCurrencies = {
  name: '港澳件3月.csv',
  content: csv(
    ['运单号', '客户编码', '寄件时间', '金额', '币种'],
    ...Array.from({ length: 10 }, (_, at) => [
      `SF4000000${10 + at}`,
      `C00${at % 5}`,
      `2026-03-${10 + at}`,
      '100.00',
      at < 6 ? 'CNY' : 'HKD',
    ]),
  ),
};

/** Calls a command of the page's workbench, as a control of the page does. */
const command = (page, name, ...values) =>
  page.evaluate(
    ([wanted, given]) => void document.querySelector('loyalane-app').workbench[wanted](...given),
    [name, values],
  );
/** Waits until nothing is computed any more and what was drawn has settled. */
async function settled(page) {
  await page.waitForFunction(() => {
    const { state } = document.querySelector('loyalane-app').workbench.store;
    const { result, shown, document: wanted, draft, run } = state;
    if (run || !result) return run === null;
    if (draft && draft.effect === null) return false;
    return (
      state.lookProblem !== null ||
      (shown?.generation === result.generation &&
        JSON.stringify(shown.request.view) === JSON.stringify(wanted.view) &&
        shown.request.language === state.language)
    );
  });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}

async function sample(page) {
  await command(page, 'addSample', 'courier');
  await resultReady(page);
}
async function files(page, ...names) {
  await dropFiles(page, names.map(fixture));
  await mappingReady(page);
}
/** Files that are written here: {name, content}. */
async function texts(page, ...made) {
  const given = made.map(({ name, content }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) }));
  await page.locator('loyalane-start-view input[type=file]').setInputFiles(given);
  await mappingReady(page);
}
const text = (page, name, content) => texts(page, { name, content });

async function start(page) {
  await page.locator('loyalane-mapping-view button.primary').last().click();
  await resultReady(page);
}

/** Suggested merges are there. */
async function suggestions(page) {
  await texts(page, kSpellings);
  await start(page);
  await page.locator('loyalane-who-view').scrollIntoViewIfNeeded();
  await page.locator('loyalane-merge-pair').first().waitFor();
}
/** The first pair as one customer. */
async function merged(page) {
  await suggestions(page);
  await page.locator('loyalane-merge-pair [data-keep]').first().click();
  await page.locator('loyalane-who-view [data-action=merge]').click();
  await page.locator('loyalane-who-view [data-split]').first().waitFor();
}

/** The customer that the card shows: the largest of the sample that is not certain. */
async function openCard(page) {
  await sample(page);
  const id = await page.evaluate(() => {
    const { shown } = document.querySelector('loyalane-app').workbench.store.state;
    const { columns, rows } = shown.value.table;
    const at = (column) => columns.indexOf(column);
    const [largest] = rows
      .filter((row) => row[at('type')] === 'contested')
      .sort((a, b) => Number(b[at('amount')]) - Number(a[at('amount')]));
    return (largest ?? rows[0])[at('customer_id')];
  });
  await command(page, 'openCustomer', id);
  await page.locator('loyalane-customer-card .reason').waitFor();
}

async function openEditor(page, ...sections) {
  await sample(page);
  await page.locator('[data-settings=edit]').click();
  for (const section of sections) await page.locator(`details[data-section=${section}] > summary`).click();
}

/**
 * The states in the order in which one meets them. `show` is what stands at the top of the picture (the page's top without it),
 * `reach` goes there from a freshly opened page, `isNarrow` wants a picture on a phone too, `isWhole` the whole length of the page,
 * `isBusy` says that the page is still computing, `isPointed` that the pointer stays where it is.
 */
/** The sample with a club, as it opens: ten months closed. */
async function clubSample(page) {
  await page.locator('li[data-sample=club] button').click();
  await page.waitForFunction(
    () => document.querySelector('loyalane-app').workbench.store.state.club.state?.periods.length === 10,
  );
  await page.locator('loyalane-club-home #members').waitFor();
}
const clubPage = (page, name) => page.locator(`loyalane-club-view [data-page=${name}]`).click();

export const kScreens = [
  { name: 'start', title: '开始', en: 'Start', isNarrow: true, isWhole: true, async reach() {} },
  {
    name: 'start-privacy',
    title: '怎么保证数据不外传',
    en: 'How privacy is kept',
    async reach(page) {
      await page.locator('loyalane-privacy-note summary').click();
    },
  },
  {
    name: 'start-clear',
    title: '清除本机数据',
    en: 'Clear this machine',
    async reach(page) {
      await page.locator('[data-action=clear]').click();
    },
  },
  {
    name: 'paste',
    title: '粘贴表格',
    en: 'Pasting a table',
    isNarrow: true,
    async reach(page) {
      await page.locator('[data-action=paste]').click();
      await page
        .locator('loyalane-paste-dialog textarea')
        .fill('客户编码\t寄件日期\t金额\nC001\t2026-03-01\t12.50\nC002\t2026-03-02\t8.00\n');
    },
  },
  {
    name: 'sample-being-made',
    title: '正在生成示例',
    en: 'Sample being made',
    async reach(page) {
      await page.locator('li[data-sample=million] button').click();
      await page.locator('li.making').waitFor();
    },
    show: 'loyalane-sample-cards',
    isBusy: true,
  },
  {
    name: 'columns',
    title: '核对列',
    en: 'Columns',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await sample(page);
      await goTo(page, 'mapping');
      await mappingReady(page);
    },
  },
  {
    name: 'columns-question',
    title: '核对列：要回答',
    en: 'Columns with a question',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await text(page, kAsking[0], [kAsking[1], ...Array.from({ length: 40 }, (_, at) => askingRow(at))].join('\n'));
    },
  },
  {
    name: 'columns-missing',
    title: '核对列：缺少必需的列',
    en: 'Columns, one missing',
    isWhole: true,
    async reach(page) {
      await files(page, 'bad/missing_column.csv');
    },
  },
  {
    name: 'columns-bad-file',
    title: '核对列：坏文件',
    en: 'Columns with a bad file',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await files(page, 'small_60.csv', 'bad/image.csv');
    },
  },
  {
    name: 'questions',
    title: '核对列：几个问题一起答',
    en: 'Columns, what is asked in one list',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await texts(page, ...kOpenFiles);
    },
  },
  {
    name: 'question-month',
    title: '核对列：账单月份',
    en: 'Columns, the month of a statement',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await files(page, kNoMonth);
    },
  },
  {
    name: 'datasets',
    title: '核对列：十三类数据',
    en: 'Columns, what is loaded',
    isNarrow: true,
    async reach(page) {
      await files(page, 'small_60.csv', 'datasets/customers.csv', 'datasets/survey.csv', 'datasets/points.csv');
      await page.locator('loyalane-datasets-panel summary').click();
    },
    show: 'loyalane-datasets-panel',
  },
  {
    name: 'web-table',
    title: '核对列：网页做的 .xls',
    en: 'Columns, a web page called .xls',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await files(page, 'formats/pretended.xls');
    },
  },
  {
    name: 'read-by',
    title: '核对列：按记住的读法',
    en: 'Columns, read as remembered',
    isNarrow: true,
    async reach(page) {
      await texts(page, kGaps);
      await start(page);
      await goTo(page, 'import');
      await texts(page, { ...kGaps, name: '4月运单.csv' });
    },
    show: 'loyalane-source-card >> nth=1',
  },
  {
    name: 'profiles',
    title: '读取方案',
    en: 'Profiles',
    isNarrow: true,
    async reach(page) {
      await texts(page, kGaps);
      await start(page);
      await goTo(page, 'import');
      await page.locator('[data-action=profiles]').click();
      await page.locator('loyalane-machine-card loyalane-profiles-dialog li input').waitFor();
    },
  },
  {
    name: 'running',
    title: '正在计算',
    en: 'Running',
    isNarrow: true,
    async reach(page) {
      await command(page, 'addSample', 'million');
      await page.locator('loyalane-run-view').waitFor({ timeout: 120_000 });
      await page.waitForTimeout(500);
    },
    isBusy: true,
  },
  { name: 'results', title: '分群结果', en: 'Results', isNarrow: true, isWhole: true, reach: sample },
  { name: 'results-top', title: '分群结果：开头', en: 'Results, top', reach: sample },
  { name: 'figures', title: '关键数字', en: 'Figures', reach: sample, show: 'loyalane-figures-view' },
  { name: 'map', title: '地图', en: 'Map', isNarrow: true, reach: sample, show: 'loyalane-map-view' },
  {
    name: 'map-zoomed',
    title: '地图：放大',
    en: 'Map, zoomed',
    async reach(page) {
      await sample(page);
      await command(page, 'setMapWindow', { acFrom: 11, acTo: 17, cvFrom: 14, cvTo: 22 });
    },
    show: 'loyalane-map-view',
  },
  {
    name: 'map-lasso',
    title: '地图：圈选',
    en: 'Map with a lasso',
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-map-view loyalane-segmented input').nth(1).check({ force: true });
      const points = [
        [12, 10],
        [16, 9],
        [19, 14],
        [17, 20],
        [13, 19],
      ];
      await command(page, 'setFilter', { by: 'area', points });
    },
    show: 'loyalane-map-view',
  },
  {
    name: 'map-table',
    title: '地图：表格',
    en: 'Map as a table',
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-map-view [data-action=mode]').click();
    },
    show: 'loyalane-map-view',
  },
  {
    name: 'map-dragged',
    title: '地图：手工移动门槛',
    en: 'Map, thresholds moved',
    async reach(page) {
      await sample(page);
      await command(page, 'dragThresholds', { cv: 14.5, ac: 15 });
      await command(page, 'endDrag');
    },
  },
  { name: 'types', title: '四种类型', en: 'Types', isNarrow: true, reach: sample, show: 'loyalane-types-view' },
  {
    name: 'types-actions',
    title: '四种类型：目标与做法',
    en: 'Types with goals',
    async reach(page) {
      await sample(page);
      for (const one of await page.locator('loyalane-types-view details > summary').all()) await one.click();
    },
    show: 'loyalane-types-view',
  },
  {
    name: 'types-filter',
    title: '只看一种类型',
    en: 'One type only',
    async reach(page) {
      await sample(page);
      await command(page, 'setFilter', { by: 'type', is: ['contested'] });
    },
  },
  { name: 'settings', title: '规则', en: 'Rules', isNarrow: true, reach: sample, show: 'loyalane-settings-view' },
  {
    name: 'settings-all',
    title: '全部规则',
    en: 'All rules',
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-settings-view details > summary').click();
    },
    show: 'loyalane-settings-view',
  },
  {
    name: 'settings-effect',
    title: '修改规则：看影响',
    en: 'Editing rules, effect',
    isNarrow: true,
    async reach(page) {
      await openEditor(page);
      await page.locator('[data-mode=quantile]').click();
    },
    show: 'loyalane-settings-editor',
  },
  {
    name: 'settings-curves',
    title: '修改规则：分值曲线',
    en: 'Editing rules, curves',
    isWhole: true,
    async reach(page) {
      await openEditor(page, 'model', 'scope', 'rfm', 'abc');
    },
    show: 'loyalane-settings-editor',
  },
  {
    name: 'ahp-inconsistent',
    title: '两两比较：互相矛盾',
    en: 'Judgements that contradict',
    isNarrow: true,
    async reach(page) {
      await openEditor(page, 'weights');
      await page.locator('loyalane-pairwise-matrix[data-matrix=ac] [data-judgement="3-4"]').selectOption('9');
      await page.locator('loyalane-pairwise-matrix[data-matrix=ac] .doubts').waitFor();
    },
    show: 'details[data-section=weights]',
  },
  {
    name: 'settings-refused',
    title: '修改规则：数字不对',
    en: 'Editing rules, refused',
    async reach(page) {
      await openEditor(page, 'abc');
      await page.locator('[data-setting="abc.a_percent"]').fill('96');
    },
    show: 'details[data-section=abc]',
  },
  { name: 'rfm', title: 'RFM', en: 'RFM', isNarrow: true, reach: sample, show: 'loyalane-rfm-view' },
  {
    name: 'rfm-cell',
    title: 'RFM：选了格子',
    en: 'RFM with a cell chosen',
    async reach(page) {
      await sample(page);
      await command(page, 'setFilter', { by: 'rfm_cell', is: [{ r: 5, f: 5 }] });
    },
    show: 'loyalane-rfm-view',
  },
  {
    name: 'rfm-table',
    title: 'RFM：表格',
    en: 'RFM as a table',
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-rfm-view [data-action=mode]').click();
    },
    show: 'loyalane-rfm-view',
  },
  {
    name: 'concentration',
    title: '集中度',
    en: 'Concentration',
    isNarrow: true,
    reach: sample,
    show: 'loyalane-concentration-view',
  },
  {
    name: 'concentration-table',
    title: '集中度：表格',
    en: 'Concentration as a table',
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-concentration-view [data-action=mode]').click();
    },
    show: 'loyalane-concentration-view',
  },
  {
    name: 'distribution',
    title: '分布',
    en: 'Distribution',
    isNarrow: true,
    reach: sample,
    show: 'loyalane-distribution-view',
  },
  {
    name: 'distribution-range',
    title: '分布：选了范围',
    en: 'Distribution with a range',
    async reach(page) {
      await sample(page);
      await command(page, 'setAttribute', 'recency_days');
      await command(page, 'setFilter', { by: 'range', column: 'recency_days', from: 30, to: 90 });
    },
    show: 'loyalane-distribution-view',
  },
  {
    name: 'customers',
    title: '客户表',
    en: 'Customer table',
    isNarrow: true,
    reach: sample,
    show: 'loyalane-customers-view',
  },
  {
    name: 'customers-search',
    title: '客户表：搜索',
    en: 'Customer table, search',
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-customers-view input[type=search]').fill('gzs');
      await page.waitForTimeout(500);
    },
    show: 'loyalane-customers-view',
  },
  {
    name: 'customers-none',
    title: '客户表：没有人',
    en: 'Nobody left',
    isNarrow: true,
    async reach(page) {
      await sample(page);
      await command(page, 'setSearch', 'zzzz');
    },
    show: 'loyalane-customers-view',
  },
  {
    name: 'results-none',
    title: '分群结果：没有人',
    en: 'Results, nobody left',
    isWhole: true,
    async reach(page) {
      await sample(page);
      await command(page, 'setSearch', 'zzzz');
    },
  },
  {
    name: 'column-filter-menu',
    title: '客户表：按列筛选',
    en: 'Filter by column, menu',
    async reach(page) {
      await sample(page);
      const button = page.locator('loyalane-customers-view loyalane-menu button').first();
      await button.evaluate((one) => one.scrollIntoView({ block: 'start' }));
      await page.evaluate(() => window.scrollBy(0, -150));
      await page.waitForTimeout(200);
      await button.click();
    },
  },
  {
    name: 'column-filter',
    title: '按一列筛选',
    en: 'Filter by a column',
    async reach(page) {
      await sample(page);
      const button = page.locator('loyalane-customers-view loyalane-menu button').first();
      await button.scrollIntoViewIfNeeded();
      await page.waitForTimeout(200);
      await button.click();
      await page.locator('loyalane-customers-view [role=menuitem]').nth(4).click();
    },
  },
  {
    name: 'column-chooser',
    title: '选择列',
    en: 'Column chooser',
    isNarrow: true,
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-customers-view button[data-columns]').click();
    },
  },
  { name: 'card', title: '客户卡', en: 'Customer card', isNarrow: true, reach: openCard },
  {
    name: 'card-more',
    title: '客户卡：下半',
    en: 'Customer card, below',
    async reach(page) {
      await openCard(page);
      await page.locator('loyalane-source-rows').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'card-rows',
    title: '客户卡：原始行',
    en: 'Customer card with its rows',
    async reach(page) {
      await openCard(page);
      await page.locator('loyalane-source-rows [data-rows]').click();
      await page.locator('loyalane-source-rows .sum').waitFor();
      await page.locator('loyalane-source-rows').evaluate((one) => one.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'definitions',
    title: '定义',
    en: 'Definitions',
    isNarrow: true,
    async reach(page) {
      await sample(page);
      await command(page, 'define', 'cv');
    },
  },
  {
    name: 'definitions-chart',
    title: '定义：RFM',
    en: 'Definition of RFM',
    async reach(page) {
      await sample(page);
      await command(page, 'define', 'rfm');
    },
  },
  {
    name: 'issues',
    title: '问题清单',
    en: 'Issues opened',
    isNarrow: true,
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-issue-list details').nth(1).locator('summary').click();
      await page.locator('loyalane-issue-rows').first().waitFor();
    },
    show: 'loyalane-totals-view',
  },
  {
    name: 'totals',
    title: '行数核对',
    en: 'Row totals',
    async reach(page) {
      await sample(page);
      await page.locator('loyalane-totals-view details > summary').click();
    },
    show: 'loyalane-totals-view',
  },
  {
    name: 'issue-rule',
    title: '问题清单：一次定好',
    en: 'Issues with a rule offered',
    isNarrow: true,
    async reach(page) {
      await texts(page, kGaps);
      await start(page);
      await page.locator('details[data-issue="INGEST-212"] > summary').click();
      await page.locator('loyalane-issue-rows').first().waitFor();
    },
    show: 'loyalane-totals-view',
  },
  {
    name: 'issue-rule-in-force',
    title: '问题清单：已定的规则',
    en: 'Issues, a rule in force',
    isNarrow: true,
    async reach(page) {
      await texts(page, kGaps);
      await start(page);
      await page.locator('details[data-issue="INGEST-212"] > summary').click();
      await page.locator('[data-rule=amount]').click();
      await page.locator('loyalane-issue-list [data-stop-rule=amount]').waitFor();
    },
    show: 'loyalane-issue-list',
  },
  {
    name: 'rule-undone',
    title: '撤销规则之后',
    en: 'A rule undone',
    isNarrow: true,
    async reach(page) {
      await texts(page, kGaps);
      await start(page);
      await page.locator('details[data-issue="INGEST-212"] > summary').click();
      await page.locator('[data-rule=amount]').click();
      await page.locator('loyalane-issue-list [data-stop-rule=amount]').waitFor();
      await command(page, 'undo');
    },
  },
  {
    name: 'merges',
    title: '客户合并：建议',
    en: 'Merges suggested',
    isNarrow: true,
    async reach(page) {
      await suggestions(page);
      await page.locator('loyalane-merge-pair [data-keep]').first().click();
    },
    show: 'loyalane-who-view',
  },
  {
    name: 'merged',
    title: '客户合并：已合并',
    en: 'Merged',
    isNarrow: true,
    reach: merged,
    show: 'loyalane-who-view',
  },
  {
    name: 'groups',
    title: '集团',
    en: 'Groups',
    isNarrow: true,
    async reach(page) {
      await suggestions(page);
      const groups = page.locator('loyalane-groups-view');
      for (const member of ['K5', 'K8']) {
        await groups.locator('input[name=group]').fill('闽南集团');
        await groups.locator('input[name=member]').fill(member);
        await groups.locator('[data-action=add-member]').click();
        await groups.locator('[data-group]').first().waitFor();
      }
      await groups.locator('[data-group] summary').click();
    },
    show: 'loyalane-groups-view',
  },
  {
    name: 'money-missing',
    title: '缺少汇率',
    en: 'A rate is missing',
    isNarrow: true,
    async reach(page) {
      await texts(page, kCurrencies);
      await page.locator('loyalane-mapping-view button.primary').last().click();
      await page.locator('loyalane-money-help [data-rate="0.rate"]').waitFor();
    },
  },
  {
    name: 'money-settings',
    title: '修改规则：币种和税',
    en: 'Editing rules, currencies and tax',
    isNarrow: true,
    async reach(page) {
      await texts(page, kCurrencies);
      await page.locator('loyalane-mapping-view button.primary').last().click();
      const help = page.locator('loyalane-money-help');
      await help.locator('[data-rate="0.rate"]').fill('0.92');
      await help.locator('[data-rate="0.rate"]').blur();
      await help.locator('[data-action=apply-money]').click();
      await resultReady(page);
      await page.locator('[data-settings=edit]').click();
      await page.locator('details[data-section=money] > summary').click();
    },
    show: 'details[data-section=money]',
  },
  {
    name: 'totals-money',
    title: '换算后的核对',
    en: 'Totals with a conversion',
    isNarrow: true,
    async reach(page) {
      await texts(page, kCurrencies);
      await page.locator('loyalane-mapping-view button.primary').last().click();
      const help = page.locator('loyalane-money-help');
      await help.locator('[data-rate="0.rate"]').fill('0.92');
      await help.locator('[data-rate="0.rate"]').blur();
      await help.locator('[data-action=apply-money]').click();
      await resultReady(page);
    },
    show: 'loyalane-totals-view',
  },
  {
    name: 'export',
    title: '导出',
    en: 'Export',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await sample(page);
      await goTo(page, 'export');
    },
  },
  {
    name: 'export-done',
    title: '导出：已生成',
    en: 'Export done',
    async reach(page) {
      await sample(page);
      await goTo(page, 'export');
      await Promise.all([
        page.waitForEvent('download'),
        page.locator('loyalane-export-view button[data-export="segment-excel"]').click(),
      ]);
    },
  },
  {
    name: 'small-data',
    title: '客户太少',
    en: 'Few customers',
    isWhole: true,
    async reach(page) {
      await files(page, 'small_4.csv');
      await page.locator('loyalane-mapping-view button.primary').last().click();
      await resultReady(page);
    },
  },
  {
    name: 'stale',
    title: '设置已变，要重新计算',
    en: 'Stale bar',
    isNarrow: true,
    async reach(page) {
      await sample(page);
      await goTo(page, 'mapping');
      await mappingReady(page);
      await page.locator('loyalane-source-card').last().locator('header button').last().click();
      await goTo(page, 'segment');
    },
  },
  {
    name: 'message',
    title: '出错的说明',
    en: 'A problem told',
    isNarrow: true,
    async reach(page) {
      await files(page, 'bad/no_usable_row.csv');
      await page.locator('loyalane-mapping-view button.primary').last().click();
      await page.locator('loyalane-message-area .problem').waitFor();
    },
  },
  {
    name: 'undo-hint',
    title: '撤销',
    en: 'Undo',
    async reach(page) {
      await sample(page);
      await command(page, 'setFilter', { by: 'abc_class', is: ['A'] });
      await page.locator('[data-undo=undo]').hover();
    },
    isPointed: true,
  },
  {
    name: 'recovery',
    title: '接着上次做',
    en: 'Work of an earlier visit',
    async reach(page) {
      await page.locator('[data-action=keep]').check();
      await files(page, 'small_60.csv');
      await page.waitForTimeout(800);
      await page.reload();
      await page.locator('loyalane-recovery-card').waitFor();
    },
  },
  {
    name: 'club-empty',
    title: '客户会：还没有会员',
    en: 'Club without members',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await goTo(page, 'club');
    },
  },
  {
    name: 'club-home',
    title: '客户会：总览',
    en: 'Club, overview',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await clubSample(page);
      await page.locator('loyalane-club-home #liability').waitFor();
    },
  },
  {
    name: 'club-run',
    title: '客户会：月度结账',
    en: 'Club, monthly run',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await clubSample(page);
      await clubPage(page, 'run');
      await page.locator('[data-action=close-month]:enabled').waitFor();
      await page.locator('loyalane-club-members tbody tr').first().waitFor();
    },
  },
  {
    name: 'club-member',
    title: '客户会：一位会员的积分',
    en: "Club, one member's points",
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await clubSample(page);
      await page.evaluate(() => document.querySelector('loyalane-app').workbench.club.go('members', 'M000057'));
      await page.locator('loyalane-club-member [data-answer]').waitFor();
    },
  },
  {
    name: 'club-simulator',
    title: '客户会：模拟',
    en: 'Club, simulator',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await clubSample(page);
      await clubPage(page, 'simulator');
      await page.locator('[data-action=simulate]').click();
      await page.locator('[data-design=rival]').waitFor();
      await page.locator('loyalane-chart-frame').scrollIntoViewIfNeeded();
      await page.waitForTimeout(600);
    },
  },
  {
    name: 'club-exit',
    title: '客户会：退出与合并',
    en: 'Club, exit and merge',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await clubSample(page);
      await clubPage(page, 'exit');
      await page.locator('[data-step=close]').waitFor();
      await page.evaluate(async () => {
        const { club, store } = document.querySelector('loyalane-app').workbench;
        const isZh = store.state.language === 'zh';
        const owners = isZh
          ? ['会员部', '城市部', '市场部', '网点管理部', '总经理']
          : ['Membership', 'Cities', 'Marketing', 'Outlets', 'Director'];
        const days = ['2026-09-30', '2026-11-30', '2026-12-31', '2027-01-15', '2027-01-31'];
        const ids = ['stop_recruiting', 'city_autonomy', 'merge', 'hand_over', 'close'];
        for (const [at, step] of ids.entries())
          await club.act('exit', { do: 'step', step, owner: owners[at], due: days[at] });
        await club.act('exit', { do: 'complete', step: 'stop_recruiting', on: '2026-09-15' });
        const [low, high] = isZh ? ['普通', '高级'] : ['Basic', 'Plus'];
        const tiers = { 会员: low, 银卡: high, 金卡: high, 钻石卡: high };
        await club.act('exit', { do: 'merge', merge: { target: 2, source: 3, targetTiers: [low, high], tiers } });
        await club.act('exit', { do: 'window', close: '2027-01-31', honourDays: 60 });
      });
      await page.locator('[data-merge-total]').waitFor();
      await page.locator('[data-notice=honour_end]').waitFor();
    },
  },
  {
    name: 'club-vouchers',
    title: '客户会：券与推荐',
    en: 'Club, vouchers and referrals',
    isNarrow: true,
    async reach(page) {
      await clubSample(page);
      await clubPage(page, 'vouchers');
      await page.locator('loyalane-club-vouchers tbody tr').first().waitFor();
    },
  },
  {
    name: 'club-office',
    title: '客户会：会员办理',
    en: "Club, members' office",
    isNarrow: true,
    async reach(page) {
      await clubSample(page);
      await clubPage(page, 'office');
      await page.locator('loyalane-office-list tbody tr').first().waitFor();
    },
  },
  {
    name: 'club-partners',
    title: '客户会：商家联盟',
    en: 'Club, partners',
    isNarrow: true,
    async reach(page) {
      await clubSample(page);
      await page.evaluate(async () => {
        const { club, store } = document.querySelector('loyalane-app').workbench;
        const isZh = store.state.language === 'zh';
        const by = { who: isZh ? '赵主管' : 'Zhao', day: '2026-09-01' };
        const merchants = isZh
          ? [
              ['家政', '安居家政', '浦东', '家政', '会员九折'],
              ['健身', '北岸健身', '徐汇', '健身', '体验课一次'],
              ['M03', '和平照相', '虹口', '摄影', '证件照免费一套'],
            ]
          : [
              ['家政', 'Anju Home', 'Pudong', 'home', '10 % off for members'],
              ['健身', 'North Bank Gym', 'Xuhui', 'sport', 'One lesson to try'],
              ['M03', 'Heping Photo', 'Hongkou', 'photo', 'One set of passport photos free'],
            ];
        for (const [at, [id, name, area, category, text]] of merchants.entries()) {
          const price = ['9.50', '8.00', '10.00'][at];
          await club.act('partners', {
            do: 'merchant',
            merchant: {
              id,
              name,
              area,
              contact: `021-5550-010${at}`,
              categories: [category],
              mode: 'own',
              pricePer1000: price,
            },
            ...by,
          });
          const to = [null, '2026-09-20', '2026-12-31'][at];
          await club.act('partners', {
            do: 'offer',
            offer: { id: `Y${at + 1}`, merchant: id, text, from: '2026-01-01', to },
            ...by,
          });
        }
      });
      await clubPage(page, 'partners');
      await page.locator('loyalane-club-partners [data-offer=Y1]').waitFor();
    },
  },
  {
    name: 'club-events',
    title: '客户会：活动与会刊',
    en: 'Club, events and magazine',
    isNarrow: true,
    async reach(page) {
      await clubSample(page);
      await page.evaluate(async () => {
        const { club, store } = document.querySelector('loyalane-app').workbench;
        const isZh = store.state.language === 'zh';
        const by = { who: isZh ? '赵主管' : 'Zhao', day: '2026-08-01' };
        const names = isZh ? ['分拨中心开放日', '跨境寄递沙龙'] : ['Open day at the hub', 'Evening on shipping abroad'];
        for (const [at, name] of names.entries()) {
          const day = ['2026-08-20', '2026-10-15'][at];
          await club.act('events', {
            do: 'event',
            event: {
              id: `HD-${at + 1}`,
              name,
              kind: ['visit', 'salon'][at],
              place: isZh ? '厦门' : 'Xiamen',
              time: '15:00',
              expert: '',
              day,
              quota: 3,
              opensOn: '2026-08-01',
              membersOnlyTo: null,
            },
            ...by,
          });
        }
        for (const person of ['M000002', 'M000005', 'M000008', 'M000011'])
          await club.act('events', { do: 'sign_up', event: 'HD-1', person, ...by, day: '2026-08-02' });
        await club.act('events', {
          do: 'attend',
          event: 'HD-1',
          signUps: ['000001', '000002'],
          attended: true,
          ...by,
          day: '2026-08-20',
        });
      });
      await clubPage(page, 'events');
      await page.locator('loyalane-club-events [data-ready]').waitFor();
      await page.locator('loyalane-club-events [data-event=HD-1] button').first().click();
      await page.locator('loyalane-club-events #list').filter({ hasText: '2026-08-20' }).waitFor();
    },
  },
  {
    name: 'club-launch',
    title: '客户会：启动前论证',
    en: 'Club, before launch',
    isNarrow: true,
    async reach(page) {
      await clubSample(page);
      await clubPage(page, 'launch');
      await page.evaluate(async () => {
        const { club, store } = document.querySelector('loyalane-app').workbench;
        const by = store.state.language === 'zh' ? '陈' : 'Chen';
        for (const [criterion, score] of [
          ['brand', 4],
          ['base', 4],
          ['footprint', 3],
        ])
          await club.act('launch', { do: 'score', criterion, score, note: '', by, on: '2026-09-01' });
      });
      await page.locator('loyalane-club-launch [data-verdict=advised]').waitFor();
    },
  },
  {
    name: 'club-awards',
    title: '客户会：推荐奖励',
    en: 'Club, awards for referrals',
    isNarrow: true,
    async reach(page) {
      await clubSample(page);
      await clubPage(page, 'programme');
      await page.locator('loyalane-club-programme [data-kept]').waitFor();
    },
    show: 'loyalane-club-programme [data-referral]',
  },
  {
    name: 'club-rules',
    title: '客户会：积分规则',
    en: 'Club, rules',
    isNarrow: true,
    isWhole: true,
    async reach(page) {
      await clubSample(page);
      await clubPage(page, 'programme');
      await page.locator('loyalane-club-programme .examples li').first().waitFor();
    },
  },
];

/** Opens the page afresh in a language and theme, without anything moving. */
export async function openIn(browser, { language, theme }, viewport) {
  const opened = await openPage(browser, diskAddress(), { viewport, reducedMotion: 'reduce' });
  await opened.page.evaluate(
    ([chosen, look]) => {
      const { workbench } = document.querySelector('loyalane-app');
      workbench.setLanguage(chosen);
      workbench.setTheme(look);
    },
    [language, theme],
  );
  return opened;
}

/** Goes to a state on a freshly opened page. */
export async function reach(page, screen) {
  await screen.reach(page);
  if (!screen.isBusy) await settled(page);
  if (screen.show) {
    await page
      .locator(screen.show)
      .first()
      .evaluate((one) => one.scrollIntoView({ block: 'start' }));
  }
  // A pointer left on a control would show its hint.
  if (!screen.isPointed) await page.mouse.move(1, 1);
  await page.waitForTimeout(250);
}

export const screenNamed = (name) => {
  const found = kScreens.find((screen) => screen.name === name);
  if (!found) throw new Error(`no screen is called ${name}`);
  return found;
};

export { sample as openSample, settled };
