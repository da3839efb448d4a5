// Says that a file of reading profiles was taken in: it shows nowhere among the files.

import { html, nothing, type TemplateResult } from 'lit';
import { translateCount } from '../../i18n/plural.ts';
import type { State } from '../../state/state.ts';

export const takenNote = ({ language, profilesTaken }: State): TemplateResult | typeof nothing =>
  profilesTaken === null
    ? nothing
    : html`<p class="success" role="status" data-told="profiles">
        ${translateCount(language, 'import.profilesTaken', profilesTaken)}
      </p>`;
