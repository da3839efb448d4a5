import { describe, expect, it } from 'vitest';
import type { SegmentSummary, Settings } from '../../../src/engine/protocol.ts';
import { settingsSentences, type SettingsGroup } from '../../../src/features/settings/sentences.ts';
import { withSetting } from '../../../src/features/settings/setting_paths.ts';
import { exampleSettings } from '../../state/example_settings.ts';

// The weights and their CR are those of docs/formulas/ahp.md.
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
} as unknown as SegmentSummary;
const report = { asOf: '2026-06-30', window: { from: '2025-07-01', to: '2026-06-30' } };

const say = (
  group: SettingsGroup,
  settings: Settings = exampleSettings,
  language: 'zh' | 'en' = 'zh',
  of: SegmentSummary = summary,
): string[] =>
  settingsSentences(language, { settings, summary: of, report })
    .filter((sentence) => sentence.group === group)
    .map(({ text }) => text);

describe('the settings as sentences', () => {
  it('say the thresholds that are in use, and where they come from', () => {
    expect(say('thresholds')).toEqual([
      '客户价值 ≥ 18 分算高（满分 30 分）。',
      '可得性 ≥ 14% 算高。',
      '门槛用固定值：18 分和 14%。',
    ]);
    expect(say('thresholds', exampleSettings, 'en')[1]).toBe('Availability of 14% or more is high.');
  });

  it('say the inputs of the mode', () => {
    const parity = withSetting(exampleSettings, 'cvac.thresholds.mode', 'parity');
    // 100 ÷ 7 = 14.2857…
    expect(say('thresholds', parity).at(-1)).toBe('门槛与对手持平：客户价值 18 分，可得性 14.29%。');
    const quantile = withSetting(exampleSettings, 'cvac.thresholds.mode', 'quantile');
    expect(say('thresholds', quantile).at(-1)).toBe('门槛按分位数：客户价值取 80% 处，可得性取 50% 处。');
  });

  it('say the weights and whether the judgements agree', () => {
    expect(say('weights')[0]).toBe(
      '客户价值里，月贡献度占 54.0%、平均每次消费额占 29.7%、平均消费周期占 16.3%；来自两两比较，CR 0.008，前后一致。',
    );
    const contradictory = { ...summary, weights: { ...summary.weights, crCv: 0.1 } };
    expect(say('weights', exampleSettings, 'zh', contradictory)[0]).toContain('CR 0.100，前后矛盾');
    const equal = withSetting(exampleSettings, 'cvac.cv_weights.mode', 'equal');
    expect(say('weights', equal)[0]).toContain('各项相等');
  });

  it('say window and as-of date, and where they come from', () => {
    expect(say('scope').slice(0, 2)).toEqual([
      '统计期：2025-07-01 至 2026-06-30（到截至日为止的 12 个月）。',
      '截至日：2026-06-30，取自数据。',
    ]);
    expect(say('scope', { ...exampleSettings, as_of: '2026-06-30' })[1]).toBe('截至日：2026-06-30，由手工设定。');
  });

  it('say the band in the units of both axes', () => {
    // domain: CV ±0.90 around 18, AC ±0.70 around 14
    expect(say('stability')[0]).toBe('离门槛不超过 5% 的客户标“临界”：客户价值 17.1–18.9 分，或可得性 13.3%–14.7%。');
  });

  it('say the carriers, and parity', () => {
    expect(say('model')).toEqual([
      '每位客户可选 7 家快递公司（含本公司），其余 6 家的吸引力各按 0.5 计。',
      '机会均等时每家是 100 ÷ 家数，即 14.29%。',
    ]);
  });

  it('say the curves from end to end, mirrored where longer cycles are better', () => {
    expect(say('curves')).toContain('平均消费周期：1 天得 10 分，60 天得 0 分。');
    const longer = withSetting(exampleSettings, 'cvac.attributes.cycle_direction', 'longer_is_better');
    expect(say('curves', longer)).toContain('平均消费周期：1 天得 0 分，60 天得 10 分。');
  });

  it('say the even share in percent, and once only where it is the half', () => {
    // 100 / 7 = 14.2857…
    expect(say('curves')).toContain('选择份额：0% 得 0 分，机会均等的 14.3% 得 5 分，50% 得 8 分，100% 得 10 分。');
    const two = withSetting(exampleSettings, 'cvac.attributes.carriers', 2);
    expect(say('curves', two)).toContain('选择份额：0% 得 0 分，机会均等的 50% 得 5 分，100% 得 10 分。');
    const own = withSetting(exampleSettings, 'cvac.attributes.choice_share', {
      is_log: false,
      points: [
        [0, 0],
        [1, 10],
      ],
    });
    expect(say('curves', own)).toContain('选择份额：0%得 0 分，100%得 10 分。');
  });

  it('say one of a unit as one', () => {
    expect(say('curves', exampleSettings, 'en')).toContain('Purchase cycle: 1 day scores 10, 60 days scores 0.');
  });

  it('say the cuts of RFM where they are fixed', () => {
    const fixed = withSetting(exampleSettings, 'rfm.cuts', 'fixed');
    expect(say('rfm', fixed)[0]).toBe(
      '每项分 5 档，分界固定：最近一次 7、15、30、60 天，频次 4、12、52、104，金额 200、1,000、5,000、20,000 元；频次数运单票数。',
    );
  });

  it('leave out what is only known from a result', () => {
    const bare = settingsSentences('zh', { settings: exampleSettings, summary: null, report: null });
    expect(bare.filter(({ group }) => group === 'weights')).toEqual([]);
    expect(bare.find(({ group }) => group === 'scope')?.text).toBe('统计期：到截至日为止的 12 个月。');
    expect(bare.every(({ text }) => !/[{}]/.test(text))).toBe(true);
  });
});
