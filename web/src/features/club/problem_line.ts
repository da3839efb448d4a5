// Why a part of the club's screens could not be had.

import { html, type TemplateResult } from 'lit';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import type { Problem } from '../../state/state.ts';

/** What is wrong and what to do, as two sentences. The engine's end without a stop, the page's own may have one. */
export const whyAndRemedy = (language: Language, sentence: string, remedy: string): string =>
  `${sentence}${/[.。!！?？]$/.test(sentence) ? '' : translate(language, 'club.exit.stop')} ${remedy}`;

export function problemLine(language: Language, problem: Problem): TemplateResult {
  const { id, sentence, remedy } = problemText(language, problem);
  return html`<p class="card warning" role="alert">
    ${whyAndRemedy(language, sentence, remedy)} <span class="small">${id}</span>
  </p>`;
}
