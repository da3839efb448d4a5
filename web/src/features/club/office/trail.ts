// A member's states with who changed them, when and why.

import { css, html, nothing, type TemplateResult } from 'lit';
import { translate, type Language } from '../../../i18n/translate.ts';
import type { OfficeTrailEntry } from './office_types.ts';

export const trailStyles = css`
  .trail {
    border-left: 2px solid var(--care-line-strong);
    display: grid;
    gap: var(--care-space-2);
    padding-left: var(--care-space-3);
  }
  .trail li {
    position: relative;
    break-inside: avoid;
    overflow-wrap: anywhere;
  }
  .trail li::before {
    content: '';
    position: absolute;
    left: calc(-1 * var(--care-space-3) - 6px);
    top: 0.45em;
    width: 10px;
    height: 10px;
    border: 2px solid var(--care-accent);
    border-radius: 50%;
    background: var(--care-surface);
  }
  .trail .now::before {
    background: var(--care-accent);
  }
  .trail .day {
    font-variant-numeric: tabular-nums;
  }
`;

const reasonOf = (language: Language, reason: string): string =>
  reason === 'card_threshold_amount'
    ? translate(language, 'club.office.reason.card')
    : reason === 'erased'
      ? translate(language, 'club.office.reason.erased')
      : reason;

export function trailList(language: Language, trail: readonly OfficeTrailEntry[]): TemplateResult {
  if (trail.length === 0) return html`<p class="muted">${translate(language, 'club.office.noTrail')}</p>`;
  return html`
    <ol class="trail" data-trail>
      ${trail.map(
        ({ day, to, who, reason, byHand }, at) => html`
          <li class=${at === trail.length - 1 ? 'now' : ''} data-to=${to}>
            <strong>${translate(language, `club.state.${to}`)}</strong>
            <span class="day">${day ?? translate(language, 'club.office.noDay')}</span>
            <span class="small muted">
              ${byHand ? translate(language, 'club.office.by', { who }) : translate(language, 'club.office.ofFile')}
            </span>
            ${reason === '' ? nothing : html`<div class="small">${reasonOf(language, reason)}</div>`}
          </li>
        `,
      )}
    </ol>
  `;
}
