// Why a part of the club's screens could not be had.

import { html, type TemplateResult } from 'lit';
import type { Language } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import type { Problem } from '../../state/state.ts';

export function problemLine(language: Language, problem: Problem): TemplateResult {
  const { id, sentence, remedy } = problemText(language, problem);
  return html`<p class="card warning" role="alert">${sentence} ${remedy} <span class="small">${id}</span></p>`;
}
