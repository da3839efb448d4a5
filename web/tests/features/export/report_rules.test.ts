import { describe, expect, it } from 'vitest';
import { ruleSentences } from '../../../src/features/export/report_rules.ts';
import { exampleSettings as settings } from '../../state/example_settings.ts';

// docs/formulas/cvac.md: weights of the default judgements and their consistency; thresholds 18 points and 14 %.
const summary = {
  thresholds: { mode: 'fixed', cv: 18, ac: 14 },
  weights: {
    cv: [0.54, 0.297, 0.163],
    ac: [0.375, 0.215, 0.215, 0.074, 0.121],
    crCv: 0.008,
    crAc: 0.007,
    lambdaMaxCv: 3.0092,
    lambdaMaxAc: 5.033,
  },
  coverageMean: 0.531,
};

describe('ruleSentences', () => {
  it('says thresholds, mode, weights with their consistency, and the rules around them', () => {
    expect(ruleSentences('zh', summary, settings)).toEqual([
      '客户价值（CV）达到 18 分为高，满分 30 分。',
      '服务可得性（AC）达到 14% 为高。',
      '门槛方式：固定值。',
      '客户价值的权重：月贡献度 0.540、平均每次消费额 0.297、平均消费周期 0.163。一致性比率 CR 0.008。',
      '服务可得性的权重：选择份额 0.375、满意度 0.215、心中排名 0.215、合作时间 0.074、最近合作 0.121。一致性比率 CR 0.007。',
      '金额按 CNY 含税合计。',
      '按 7 家承运商竞争来算可得性。',
      '离门槛不到门槛值的 5.0%，记为临界。',
      '可得性的资料覆盖不足 50.0%，或合作不满 3 个月，记为暂定。',
      '平均资料覆盖率 53.1%；缺的按中间值计。',
    ]);
  });

  it('speaks of consistency only where weights come from judgements', () => {
    const equal = {
      ...settings,
      cvac: { ...settings.cvac, cv_weights: { ...settings.cvac.cv_weights, mode: 'equal' as const } },
    };
    const [, , , cv = '', ac = ''] = ruleSentences('en', summary, equal);
    expect(cv).not.toContain('CR');
    expect(ac).toContain('CR 0.007');
  });

  it('leaves out what is not known', () => {
    expect(ruleSentences('zh', { ...summary, coverageMean: null }, null)).toHaveLength(5);
  });
});
