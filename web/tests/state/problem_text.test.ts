import { describe, expect, it } from 'vitest';
import type { EngineError } from '../../src/engine/protocol.ts';
import { RequestFailure } from '../../src/engine/failure.ts';
import { pageProblem, problemOf } from '../../src/state/problem.ts';
import { problemText } from '../../src/state/problem_text.ts';

const error: EngineError = {
  id: 'INGEST-104',
  severity: 'fatal',
  file: '运单.csv',
  row: 1841,
  column: '备注',
  params: {},
  zh: '引号没有收尾',
  en: 'A quote is never closed',
  zhRemedy: '请补上引号。',
  enRemedy: 'Close the quote.',
};

describe('problemText', () => {
  it('names id, place, sentence and remedy in the current language', () => {
    expect(problemText('zh', { from: 'engine', error })).toEqual({
      id: 'INGEST-104',
      place: '运单.csv · 第 1841 行 · “备注”列',
      sentence: '引号没有收尾',
      remedy: '请补上引号。',
    });
    expect(problemText('en', { from: 'engine', error: { ...error, column: 'Amount' } })).toMatchObject({
      place: '运单.csv · row 1841 · column “Amount”',
      sentence: 'A quote is never closed',
      remedy: 'Close the quote.',
    });
  });

  it('leaves out what is not known of the place', () => {
    expect(problemText('zh', { from: 'engine', error: { ...error, row: 0, column: '' } }).place).toBe('运单.csv');
    expect(problemText('zh', { from: 'engine', error: { ...error, file: '', row: 0, column: '' } }).place).toBe('');
  });

  it('fills in what the page knows about its own problems', () => {
    const text = problemText('zh', pageProblem('PAGE-102', { name: '运单.csv' }));
    expect(text.id).toBe('PAGE-102');
    expect(text.sentence).toContain('运单.csv');
    expect(text.remedy).not.toBe('');
  });
});

describe('problemOf', () => {
  it('keeps what the engine says, and names what the page found', () => {
    expect(problemOf(new RequestFailure({ kind: 'engine', error }))).toEqual({ from: 'engine', error });
    expect(problemOf(new RequestFailure({ kind: 'unreadable', fileName: 'a.csv' }))).toMatchObject({
      error: { id: 'PAGE-102', params: { name: 'a.csv' } },
    });
    expect(problemOf(new RequestFailure({ kind: 'broken', detail: 'trap' }))).toMatchObject({
      error: { id: 'PAGE-101', params: { detail: 'trap' } },
    });
    expect(problemOf(new TypeError('x'))).toMatchObject({ error: { id: 'PAGE-101' } });
  });
});
