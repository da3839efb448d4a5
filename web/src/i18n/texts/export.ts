// The export step and the printed report.

import { fragment } from './fragment.ts';

export const exportTexts = fragment(
  {
    'export.empty': '还没有可以导出的结果',
    'export.asOf': '截至 {day}',
    'export.allCustomers': '包含全部客户，不受筛选影响',
    'export.back': '回到结果',
    'export.hint': '文件保存到浏览器的下载文件夹，不会发到别处。',
    'export.hashing': '正在给原文件算指纹（SHA-256）',
    'export.save': '保存',
    'export.print': '打印报告',
    'export.rows': '{rows} 行',
    'export.form.csv': 'CSV',
    'export.form.excel': 'Excel 用',
    'export.form.json': 'JSON',

    'export.group.list': '客户名单',
    'export.group.figures': '分析表',
    'export.group.rows': '有问题的行',
    'export.group.again': '让别人得到同样的结果',

    'export.item.segment': '客户分群',
    'export.item.rfm': 'RFM 分析',
    'export.item.abc': 'ABC 分析',
    'export.item.profile': '客户画像',
    'export.item.issues': '问题行',
    'export.item.rejected': '剔除的行（原样）',
    'export.item.manifest': '运行清单',
    'export.item.settings': '设置',

    'export.what.segment': '每位客户一行：类型、理由、CV、AC、各项得分和标记。给同事用，选“Excel 用”。',
    'export.what.rfm': '期内发过件的客户：最近、频次、金额三项得分和所属人群。',
    'export.what.abc': '每位客户的金额、累计占比和 A、B、C 等级。',
    'export.what.profile': '每位客户的票数、金额、消费周期、首末寄件日、准时票数。',
    'export.what.issues': '剔除和需留意的行：文件、行号、列、内容、原因和办法。每种原因每个文件最多列 1000 行。',
    'export.what.rejected': '把被剔除的行从原文件里原样取出，前面加行号和原因；改好就能再导入。',
    'export.what.manifest': '记下文件指纹、读法、设置、统计期和行数。',
    'export.what.settings': '门槛、权重、统计期等全部设置，可以给别人用，也可以下次再用。',

    'export.none.rejected': '没有被剔除的行，不需要这个文件。',
    'export.none.issues': '没有发现问题，不需要这个文件。',

    'export.again': '把清单和原文件放进同一个文件夹，谁来运行下面这行命令，得到的名单都一个字节不差：',
    'export.againSample':
      '演示数据的文件只在本页里，清单供查看。用自己的文件时，谁来运行下面这行命令，得到的名单都一个字节不差：',

    'export.name.segment': '客户分群',
    'export.name.rfm': 'RFM',
    'export.name.abc': 'ABC',
    'export.name.profile': '客户画像',
    'export.name.issues': '问题行',
    'export.name.rejected': '剔除的行',
    'export.name.manifest': '运行清单',
    'export.name.settings': '设置',

    'export.report': '客户分群报告',
    'export.reportCard': '打印的报告',
    'export.reportWhat':
      'A4 纸一份：结论、四种类型、图表、每种客户怎么做、规则、数据来源和名词解释。打印时也可以存成 PDF。',
    'export.pageOf': '第 {page} 页，共 {pages} 页',
    'export.report.printed': '打印于 {day}',
    'export.report.sample': '演示数据：公司和客户都是虚构的。',
    'export.report.lead':
      '共 {customers} 位客户。核心型 {core} 位，占金额 {coreShare}；争取型 {contested} 位，占金额 {contestedShare}。',
    'export.report.leadAmount': '采用的金额合计 {amount}。',
    'export.report.figures': '主要数字',
    'export.report.types': '四种客户类型',
    'export.report.charts': '图表',
    'export.report.chart': '图 {number}',
    'export.report.plans': '每种客户怎么做',
    'export.report.rules': '怎么分的',
    'export.report.data': '数据来源',
    'export.report.terms': '名词解释',
    'export.report.amountIn': '采用的金额（{currency}）',
    'export.report.top': '前 {percent}% 客户占金额',
    'export.report.share': '占客户（95% 区间）',
    'export.report.interval': '{share}（{low}–{high}）',
    'export.report.typeAmount': '金额',
    'export.report.amountShare': '占金额',
    'export.report.count': '{count} 位',
    'export.report.new': '新客户',
    'export.report.cause': '{cause}（{count} 行）',
    'export.report.causes': '剔除原因：{causes}。',
    'export.report.moreCauses': '其余原因见问题行文件。',
    'export.report.made': '由 Loyalane 客群工作台在本机生成，数据没有离开这台电脑。',

    'export.plan.core':
      '守住并做深。每月拜访一次，每两周通一次电话；月报、季报、年报；专属服务组合、客户关系小组、合同方案。',
    'export.plan.contested':
      '争取份额。每两周拜访一次，直到可得性提高；月报；查清份额低的原因，试一条线路，补救服务，与对手比一比。',
    'export.plan.loyal':
      '感谢、交叉销售、请他转介绍。每月通一次电话，每季由网点负责人拜访；季报；建档案，节日问候，新服务优先。',
    'export.plan.general':
      '低成本维持。不单独安排拜访，用通知和短信；需要时给报告；基本服务、自助服务，质量稳定，控制成本。',

    'export.rule.cv': '客户价值（CV）达到 {cv} 分为高，满分 30 分。',
    'export.rule.ac': '服务可得性（AC）达到 {ac}% 为高。',
    'export.rule.mode': '门槛方式：{mode}。',
    'export.rule.cvWeights': '客户价值的权重：{weights}。',
    'export.rule.acWeights': '服务可得性的权重：{weights}。',
    'export.rule.consistency': '一致性比率 CR {ratio}。',
    'export.rule.rivals': '按 {carriers} 家承运商竞争来算可得性。',
    'export.rule.band': '离门槛不到门槛值的 {band}，记为临界。',
    'export.rule.provisional': '可得性的资料覆盖不足 {coverage}，或合作不满 {months} 个月，记为暂定。',
    'export.rule.coverage': '平均资料覆盖率 {share}；缺的按中间值计。',

    'export.term.cv': '客户价值 CV',
    'export.term.ac': '服务可得性 AC',
    'export.term.interval': '95% 区间',
    'export.term.borderline': '临界',
    'export.term.provisional': '暂定',
    'export.term.dormant': '沉睡',
    'export.term.coverage': '资料覆盖率',
    'export.term.top_share': '前列客户占金额',
    'export.define.cv': '月贡献度、平均每次消费额、平均消费周期三项得分加权，0 到 30 分。',
    'export.define.ac':
      '这位客户的生意有多容易到我们手里：选择份额、满意度、心中排名、合作时间、最近合作五项得分加权，再与对手相比的百分比。',
    'export.define.interval': '客户不多时占比会碰巧偏高或偏低；真实占比大约有 95% 的把握在这个范围里（Wilson 法）。',
    'export.define.borderline': 'CV 或 AC 离门槛很近，多一两票就可能换类型。',
    'export.define.provisional': '资料不够或合作时间短，类型先用着，等资料齐了再定。',
    'export.define.dormant': '统计期内没有发件，CV 记 0。',
    'export.define.coverage': '可得性的五项里，有资料的那几项权重之和。',
    'export.define.top_share': '金额大于 0 的客户按金额从大到小排，排在最前面的那部分客户占全部金额的比例。',
  },
  {
    'export.empty': 'There is nothing to export yet',
    'export.asOf': 'As of {day}',
    'export.allCustomers': 'all customers, whatever the filters',
    'export.back': 'Back to the results',
    'export.hint': 'Files go to your browser’s download folder and nowhere else.',
    'export.hashing': 'Computing fingerprints of the files (SHA-256)',
    'export.save': 'Save',
    'export.print': 'Print the report',
    'export.rows': 'Rows: {rows}',
    'export.form.csv': 'CSV',
    'export.form.excel': 'For Excel',
    'export.form.json': 'JSON',

    'export.group.list': 'Customer list',
    'export.group.figures': 'Analyses',
    'export.group.rows': 'Rows with problems',
    'export.group.again': 'Let others get the same result',

    'export.item.segment': 'Segments',
    'export.item.rfm': 'RFM',
    'export.item.abc': 'ABC',
    'export.item.profile': 'Customer profiles',
    'export.item.issues': 'Issue rows',
    'export.item.rejected': 'Rows left out, as they stand',
    'export.item.manifest': 'Run manifest',
    'export.item.settings': 'Settings',

    'export.what.segment':
      'A row for each customer: type, reason, CV, AC, every score and flag. For colleagues take “For Excel”.',
    'export.what.rfm': 'Customers who shipped in the window: scores of recency, frequency and money, and their group.',
    'export.what.abc': 'Each customer’s amount, running share and class A, B or C.',
    'export.what.profile':
      'Each customer’s shipments, amount, purchase cycle, first and last ship date, shipments on time.',
    'export.what.issues':
      'Rows left out or worth a look: file, row, column, content, cause and remedy. At most 1000 of each cause and file are listed.',
    'export.what.rejected':
      'The rows that were left out, taken from the files as they stand, with row number and cause in front; mend them and import them again.',
    'export.what.manifest': 'Fingerprints of the files, how they were read, settings, window and counts.',
    'export.what.settings': 'Thresholds, weights, window and all other settings, for someone else or for next time.',

    'export.none.rejected': 'No row was left out; there is nothing to save.',
    'export.none.issues': 'No issue was found; there is nothing to save.',

    'export.again': 'Put the manifest beside the files. Whoever runs this line gets the same list, byte for byte:',
    'export.againSample':
      'Sample files exist in this page only, so this manifest is for reading. With your own files, whoever runs this line gets the same list, byte for byte:',

    'export.name.segment': 'segments',
    'export.name.rfm': 'rfm',
    'export.name.abc': 'abc',
    'export.name.profile': 'profiles',
    'export.name.issues': 'issue-rows',
    'export.name.rejected': 'rows-left-out',
    'export.name.manifest': 'run-manifest',
    'export.name.settings': 'settings',

    'export.report': 'Customer segments',
    'export.reportCard': 'Printed report',
    'export.reportWhat':
      'For A4 paper: the answer, the four types, charts, what to do for each, rules, sources and terms. Printing can save it as PDF, too.',
    'export.pageOf': 'Page {page} of {pages}',
    'export.report.printed': 'printed {day}',
    'export.report.sample': 'Sample data: company and customers are made up.',
    'export.report.lead':
      'Customers: {customers}. Core {core}, with {coreShare} of the amount; contested {contested}, with {contestedShare} of it.',
    'export.report.leadAmount': ' Amount used: {amount}.',
    'export.report.figures': 'Main figures',
    'export.report.types': 'The four customer types',
    'export.report.charts': 'Charts',
    'export.report.chart': 'Figure {number}',
    'export.report.plans': 'What to do for each',
    'export.report.rules': 'How they were told apart',
    'export.report.data': 'Sources',
    'export.report.terms': 'Terms',
    'export.report.amountIn': 'Amount used ({currency})',
    'export.report.top': 'Amount with the top {percent}%',
    'export.report.share': 'Share of customers (95% interval)',
    'export.report.interval': '{share} ({low}–{high})',
    'export.report.typeAmount': 'Amount',
    'export.report.amountShare': 'Share of amount',
    'export.report.count': 'Customers: {count}',
    'export.report.new': 'New',
    'export.report.cause': '{cause} ({count})',
    'export.report.causes': 'Left out because: {causes}.',
    'export.report.moreCauses': 'Further causes are in the file of issue rows.',
    'export.report.made': 'Made on this computer by the Loyalane customer workbench; no data left it.',

    'export.plan.core':
      'Keep and deepen. Visit monthly, call every two weeks; monthly, quarterly and annual reports; a service mix of their own, a relationship team, a contract plan.',
    'export.plan.contested':
      'Win share. Visit every two weeks until availability rises; monthly report; find out why the share is low, try one lane, recover service, compare with rivals.',
    'export.plan.loyal':
      'Thank, cross-sell, ask for referrals. Call monthly, branch manager visits quarterly; quarterly report; keep a file, greet at holidays, new services first.',
    'export.plan.general':
      'Hold at low cost. No visits planned, notices and SMS; reports on request; basic services and self-service, steady quality, capped cost.',

    'export.rule.cv': 'Customer value (CV) is high from {cv} points, out of 30.',
    'export.rule.ac': 'Availability (AC) is high from {ac}%.',
    'export.rule.mode': 'Thresholds: {mode}.',
    'export.rule.cvWeights': 'Weights of customer value: {weights}. ',
    'export.rule.acWeights': 'Weights of availability: {weights}. ',
    'export.rule.consistency': 'Consistency ratio CR {ratio}.',
    'export.rule.rivals': 'Availability assumes {carriers} carriers in the market.',
    'export.rule.band': 'Within {band} of a threshold a customer is borderline.',
    'export.rule.provisional':
      'With less than {coverage} coverage of availability data, or under {months} months with us, a customer is provisional.',
    'export.rule.coverage': 'Mean coverage {share}; what is missing counts as neutral.',

    'export.term.cv': 'Customer value CV',
    'export.term.ac': 'Availability AC',
    'export.term.interval': '95% interval',
    'export.term.borderline': 'Borderline',
    'export.term.provisional': 'Provisional',
    'export.term.dormant': 'Dormant',
    'export.term.coverage': 'Coverage',
    'export.term.top_share': 'Amount with the top customers',
    'export.define.cv': 'Weighted scores of monthly contribution, average spend and purchase cycle, 0 to 30 points.',
    'export.define.ac':
      'How available this customer’s business is to us: weighted scores of choice share, satisfaction, mind rank, tenure and recency, as a percentage against rivals.',
    'export.define.interval':
      'With few customers a share may be high or low by chance; the true one lies in this range with about 95% confidence (Wilson).',
    'export.define.borderline': 'CV or AC is so close to a threshold that a shipment or two may change the type.',
    'export.define.provisional': 'Too little data or too short a time with us: the type holds until more is known.',
    'export.define.dormant': 'No shipment in the window; CV is 0.',
    'export.define.coverage': 'Of the five attributes of availability, the weight of those that are known.',
    'export.define.top_share':
      'Customers with an amount above 0, largest first: the part of all money that the first of them bring.',
  },
);
