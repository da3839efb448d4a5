// What the dialogs that enter postings by hand share: their frame, and when, who and why.

import { css, html, type TemplateResult } from 'lit';
import { translate, type Language } from '../../i18n/translate.ts';

export const postingStyles = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
    gap: var(--care-space-2) var(--care-space-3);
  }
  form > .wide,
  form > p {
    grid-column: 1 / -1;
  }
  .field input,
  .field select {
    width: 100%;
    min-width: 0;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--care-space-1) var(--care-space-3);
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--care-space-1);
  }
`;

/** The fields `day`, `who` and `reason`. `who`: as it was entered last. */
export const postingFields = (language: Language, day: string, who = ''): TemplateResult => html`
  <label class="field">
    <span>${translate(language, 'hand.day')}</span>
    <input type="date" name="day" required .value=${day} />
    <span class="hint">${translate(language, 'hand.dayHint')}</span>
  </label>
  <label class="field">
    <span>${translate(language, 'hand.who')}</span>
    <input type="text" name="who" autocomplete="off" maxlength="60" .value=${who} />
  </label>
  <label class="field wide">
    <span>${translate(language, 'hand.reason')}</span>
    <input type="text" name="reason" autocomplete="off" maxlength="300" />
    <span class="hint">${translate(language, 'hand.reasonHint')}</span>
  </label>
`;
