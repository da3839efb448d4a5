// Says a problem in the current language: id, place, sentence, remedy.

import { fill, textOf, translate, type Language } from '../i18n/translate.ts';
import type { EngineError } from '../engine/protocol.ts';
import type { Problem } from './state.ts';

export interface ProblemText {
  readonly id: string;
  /** File, row and column as far as known; empty when the problem has no place. */
  readonly place: string;
  readonly sentence: string;
  readonly remedy: string;
}

function placeOf(language: Language, { file, row, column }: EngineError): string {
  const parts: string[] = [];
  if (file) parts.push(file);
  if (row) parts.push(translate(language, 'message.row', { row: String(row) }));
  if (column) parts.push(translate(language, 'message.column', { column }));
  return parts.join(' · ');
}

export function problemText(language: Language, problem: Problem): ProblemText {
  if (problem.from === 'engine') {
    const { error } = problem;
    return {
      id: error.id,
      place: placeOf(language, error),
      sentence: error[language],
      remedy: language === 'zh' ? error.zhRemedy : error.enRemedy,
    };
  }
  const { id, params } = problem.error;
  return {
    id,
    place: '',
    sentence: fill(textOf(language, `error.${id}`), params),
    remedy: fill(textOf(language, `error.${id}.remedy`), params),
  };
}
