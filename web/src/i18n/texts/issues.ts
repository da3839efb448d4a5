// Causes that rows are left out for: the rules that take them in, and the reckoning of rows and money.

import { fragment } from './fragment.ts';

export const issuesTexts = fragment(
  {
    'rules.offer': '以后都这样处理',
    'rules.inForce': '正在使用的规则',
    'rules.kept': '规则记在读取方案里：同一来源的下一个文件也这样读。',
    'rules.stop': '取消',
    'rules.stopOf': '取消：{rule}',
    'rules.forFiles': '用于 {files}',
    'rules.forAll': '用于全部文件',
    'rules.others': '同一行还有别的问题的，仍会剔除。',

    'rules.customer.rule': '没有客户的行，沿用上面一行的客户',
    'rules.shipDate.rule': '没有寄件日期的行，沿用上面一行的日期',
    'rules.unreadableAmount.rule': '金额读不懂的行，金额按 0 计',
    'rules.lostWaybill.rule': '运单号丢了数字的行，当作没有运单号',
    'rules.earlyDelivery.rule': '签收早于寄件的行，不用它的签收时间',
    'rules.moreCells.rule': '单元格比表头多的行，不用多出的部分',
    'rules.amount.rule': '没有金额的行，金额按 0 计',

    'rules.customer.effect': '{count} 行会沿用上面一行的客户，计入结果。适合合并单元格、只在第一行写客户的表。',
    'rules.customer.effect.one': '{count} 行会沿用上面一行的客户，计入结果。适合合并单元格、只在第一行写客户的表。',
    'rules.shipDate.effect': '{count} 行会沿用上面一行的寄件日期，计入结果。适合合并单元格、只在第一行写日期的表。',
    'rules.shipDate.effect.one': '{count} 行会沿用上面一行的寄件日期，计入结果。适合合并单元格、只在第一行写日期的表。',
    'rules.unreadableAmount.effect': '{count} 行会按 0 计入：票数增加，金额不变。',
    'rules.unreadableAmount.effect.one': '{count} 行会按 0 计入：票数增加，金额不变。',
    'rules.lostWaybill.effect':
      '运单号坏了的行会计入：金额增加，票数不变。现在共 {count} 行；客户编码坏了的仍会剔除，因为分不清是谁。',
    'rules.lostWaybill.effect.one':
      '运单号坏了的行会计入：金额增加，票数不变。现在共 {count} 行；客户编码坏了的仍会剔除，因为分不清是谁。',
    'rules.earlyDelivery.effect': '{count} 行会计入：票数和金额增加，准时率不算这些票。',
    'rules.earlyDelivery.effect.one': '{count} 行会计入：票数和金额增加，准时率不算这些票。',
    'rules.moreCells.effect':
      '{count} 行会计入，只读表头以内的单元格。请先点开看看有没有错位：错位的行会带来错的金额。',
    'rules.moreCells.effect.one':
      '{count} 行会计入，只读表头以内的单元格。请先点开看看有没有错位：错位的行会带来错的金额。',
    'rules.amount.effect': '{count} 行会按 0 计入：票数增加，金额不变。',
    'rules.amount.effect.one': '{count} 行会按 0 计入：票数增加，金额不变。',

    'issues.title.INGEST-216': '在表格结束之后，不计入',
    'issues.title.INGEST-217': '不是要用的那一类行，不计入',
    'issues.title.INGEST-218': '编号的末尾数字被表格软件变成了 0',
    'issues.title.INGEST-338': '金额读不懂，按规则计为 0',
    'issues.title.INGEST-339': '签收早于寄件，按规则不用签收时间',
    'issues.title.INGEST-341': '运单号丢了数字，按规则当作没有运单号',
    'issues.title.INGEST-342': '没有合计列：金额由几列相加',
    'issues.title.INGEST-343': '没有年份的日期，按账单月份补了年份',
    'issues.title.INGEST-344': '编号可能是同一个：前面的 0 被表格软件去掉了',
    'issues.title.INGEST-346': '金额是不含税的',
    'issues.title.INGEST-347': '日期的日月顺序由文件中的日期得出',
    'issues.title.INGEST-348': '数字按小数逗号读取',
    'issues.title.INGEST-350': '表头重复，分不清是哪一列，都没有使用',
    'issues.title.INGEST-351': '有些行的客户，运单和客户文件里都没有',
    'issues.title.PROFILE-203': '寄件日早于该货币的第一个汇率',
    'issues.title.PROFILE-303': '税率未知：按文件中的口径计算',
    'issues.title.PROFILE-304': '有的文件没有说明金额是否含税',
    'issues.title.PROFILE-305': '有的金额按税率换算过',
    'issues.title.PROFILE-306': '合并设置中有的客户不在数据中',
    'issues.downloadCsv': 'CSV',
    'issues.downloadCsvOf': 'CSV：下载剔除的行',

    'totals.amount': '金额 {total} = 采用 {used} + 剔除 {excluded}',
    'totals.amountMixed': '采用金额 {parts}；统计期内的按寄件日汇率换算成 {counted}',
    'totals.addsUp': '对得上',
    'totals.addsNotUp': '对不上，请把文件交给我们检查',
    'totals.moneyNote': '剔除的金额只含读得懂的金额；行号都是原文件里的行号。',
    'totals.amountIn': '文件金额',
    'totals.amountUsed': '采用金额',
    'totals.amountExcluded': '剔除金额',
    'totals.check': '核对',
  },
  {
    'rules.offer': 'Always do this',
    'rules.inForce': 'Rules in force',
    'rules.kept': 'Rules stay with the reading profile: the next file of the same source is read in the same way.',
    'rules.stop': 'Stop',
    'rules.stopOf': 'Stop: {rule}',
    'rules.forFiles': 'for {files}',
    'rules.forAll': 'for all files',
    'rules.others': 'A row that has another problem as well is still left out.',

    'rules.customer.rule': 'A row without a customer takes that of the row above',
    'rules.shipDate.rule': 'A row without a ship date takes that of the row above',
    'rules.unreadableAmount.rule': 'An amount that cannot be read counts as 0',
    'rules.lostWaybill.rule': 'A waybill number that lost digits counts as missing',
    'rules.earlyDelivery.rule': 'A delivery before its shipment is not used',
    'rules.moreCells.rule': 'Cells beyond the header are not used',
    'rules.amount.rule': 'A row without an amount counts with 0',

    'rules.customer.effect':
      '{count} rows take the customer of the row above and count. Right for merged cells, or where the customer stands in the first row only.',
    'rules.customer.effect.one':
      '{count} row takes the customer of the row above and counts. Right for merged cells, or where the customer stands in the first row only.',
    'rules.shipDate.effect':
      '{count} rows take the ship date of the row above and count. Right for merged cells, or where the date stands in the first row only.',
    'rules.shipDate.effect.one':
      '{count} row takes the ship date of the row above and counts. Right for merged cells, or where the date stands in the first row only.',
    'rules.unreadableAmount.effect': '{count} rows count with 0: more shipments, the same amount.',
    'rules.unreadableAmount.effect.one': '{count} row counts with 0: one more shipment, the same amount.',
    'rules.lostWaybill.effect':
      'Rows whose waybill number is damaged count: more money, the same number of shipments. There are {count} rows now; those with a damaged customer code are still left out, since who it is cannot be told.',
    'rules.lostWaybill.effect.one':
      'The row counts if its waybill number is damaged: more money, the same number of shipments ({count} row now). With a damaged customer code it is still left out, since who it is cannot be told.',
    'rules.earlyDelivery.effect': '{count} rows count: more shipments and money; the on-time share leaves them out.',
    'rules.earlyDelivery.effect.one':
      '{count} row counts: one more shipment and its money; the on-time share leaves it out.',
    'rules.moreCells.effect':
      '{count} rows count, read as far as the header goes. Look at them first: a shifted row brings a wrong amount.',
    'rules.moreCells.effect.one':
      '{count} row counts, read as far as the header goes. Look at it first: a shifted row brings a wrong amount.',
    'rules.amount.effect': '{count} rows count with 0: more shipments, the same amount.',
    'rules.amount.effect.one': '{count} row counts with 0: one more shipment, the same amount.',

    'issues.title.INGEST-216': 'Behind the end of the table; not counted',
    'issues.title.INGEST-217': 'Rows of a kind that is not used; not counted',
    'issues.title.INGEST-218': 'The last digits of an id were turned into zeros by a spreadsheet',
    'issues.title.INGEST-338': 'Amounts that cannot be read, counted as 0 by the rule',
    'issues.title.INGEST-339': 'Delivered before it was shipped; the delivery is not used, by the rule',
    'issues.title.INGEST-341': 'Waybill numbers that lost digits, taken as missing by the rule',
    'issues.title.INGEST-342': 'There is no column of totals: the amount is the sum of several',
    'issues.title.INGEST-343': 'Dates without a year got that of the statement',
    'issues.title.INGEST-344': 'Ids that may be one: a spreadsheet drops zeros in front',
    'issues.title.INGEST-346': 'Amounts are without tax',
    'issues.title.INGEST-347': 'The order of day and month was told from the dates',
    'issues.title.INGEST-348': 'Numbers are read with a decimal comma',
    'issues.title.INGEST-350': 'A header appears more than once and cannot be told apart; not used',
    'issues.title.INGEST-351': 'Rows of customers that neither shipments nor customers know',
    'issues.title.PROFILE-203': 'Shipped before the first rate of its currency',
    'issues.title.PROFILE-303': 'The tax rate is not known: computed on the basis of the files',
    'issues.title.PROFILE-304': 'Files that do not say whether amounts include tax',
    'issues.title.PROFILE-305': 'Amounts were converted at a tax rate',
    'issues.title.PROFILE-306': 'Merged customers that are not in the data',
    'issues.downloadCsv': 'CSV',
    'issues.downloadCsvOf': 'CSV: download rows left out',

    'totals.amount': 'Amount {total} = {used} used + {excluded} left out',
    'totals.amountMixed': 'Amount used {parts}; inside the window, at the rates of the ship dates, {counted}',
    'totals.addsUp': 'adds up',
    'totals.addsNotUp': 'does not add up; please have the file checked',
    'totals.moneyNote': 'The amount left out is that of amounts that can be read; row numbers are those of the file.',
    'totals.amountIn': 'Amount in file',
    'totals.amountUsed': 'Amount used',
    'totals.amountExcluded': 'Amount left out',
    'totals.check': 'Check',
  },
);
