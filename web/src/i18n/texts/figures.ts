// The strip of figures above the results, with the change against the run before.

import { fragment } from './fragment.ts';

export const figuresTexts = fragment(
  {
    'figures.label': '总体数字',
    'figures.customers': '客户',
    'figures.active': '活跃',
    'figures.dormant': '沉睡',
    'figures.provisional': '暂定',
    'figures.borderline': '临界',
    'figures.new': '新客户',
    'figures.coverage': '平均覆盖率',
    'figures.up': '比上次多 {count}',
    'figures.down': '比上次少 {count}',
    'figures.same': '与上次相同',
    'figures.provisionalWhy': '资料不足，或未满 {months} 个月',
    'figures.against': '对比上次结果（截至 {day}）',
    'figures.points': '{count} 个百分点',
  },
  {
    'figures.label': 'Figures',
    'figures.customers': 'Customers',
    'figures.active': 'Active',
    'figures.dormant': 'Dormant',
    'figures.provisional': 'Provisional',
    'figures.borderline': 'Borderline',
    'figures.new': 'New',
    'figures.coverage': 'Mean coverage',
    'figures.up': '{count} more than last',
    'figures.down': '{count} fewer than last',
    'figures.same': 'as last time',
    'figures.provisionalWhy': 'too little known, or under {months} months',
    'figures.against': 'Against the last result (as of {day})',
    'figures.points': '{count} points',
  },
);
