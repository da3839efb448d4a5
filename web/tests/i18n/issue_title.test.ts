import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { issueTitle } from '../../src/i18n/issue_title.ts';
import { kLanguages } from '../../src/i18n/translate.ts';
import { zh } from '../../src/i18n/zh.ts';

/** The ids that rows are listed under, with the sentences that the engine makes of them (docs/error-ids.md). */
const rowIds = [
  ...readFileSync(new URL('../../../docs/error-ids.md', import.meta.url), 'utf8').matchAll(
    /^\| ([A-Z]+-\d+) \| (leaves the row out|is told) \| (.*?)<br>(.*?) \|/gm,
  ),
].map(([, id = '', , zhText = '', enText = '']) => ({ id, zh: zhText, en: enText }));

const hasHole = /\{\w+\}/;
const titled = Object.keys(zh).flatMap((key) => /^issues\.title\.(.+)$/.exec(key)?.[1] ?? []);
/** Told of the analysis, or of one redemption, referral or member each, not of rows: these have all of their words. */
const isOfRows = (id: string): boolean => !/^(SEGMENT-|LOYALTY-[123])/.test(id);

describe('the title of a group of issues', () => {
  it('is known for exactly the ids whose sentence has holes', () => {
    const holed = rowIds.filter((one) => isOfRows(one.id) && hasHole.test(one.zh)).map(({ id }) => id);
    expect(holed.length).toBeGreaterThan(10);
    expect([...titled].sort()).toEqual([...holed].sort());
  });

  it.each(rowIds.filter(({ id }) => isOfRows(id)))('has no hole: $id', (one) => {
    const told = { id: one.id, zh: one.zh.replace(/\{\w+\}/g, '…'), en: one.en.replace(/\{\w+\}/g, '…') };
    for (const language of kLanguages) {
      expect(issueTitle(language, told)).not.toMatch(/…|[{}]/);
      expect(issueTitle(language, one)).not.toMatch(/…|[{}]/);
    }
  });

  it('is the engine’s sentence where that is whole', () => {
    const group = { id: 'INGEST-308', zh: '编码按 gb18030 读取，没有把握', en: 'Read as gb18030, without certainty' };
    expect(issueTitle('zh', group)).toBe(group.zh);
    expect(issueTitle('en', group)).toBe(group.en);
  });

  it('is the engine’s sentence for an id that the page does not know', () => {
    const group = { id: 'INGEST-999', zh: '“…”', en: '“…”' };
    expect(issueTitle('zh', group)).toBe('“…”');
  });
});
