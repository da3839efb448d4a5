// A sum of points as an equation whose terms stand beside each other, each with its name.

import { css, html, type TemplateResult } from 'lit';
import { formatCount } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { icon } from '../../ui/icons.ts';
import { addsUp, type Term } from './figures.ts';

export const sumStyles = css`
  .sum {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: var(--care-space-2) var(--care-space-2);
  }
  .sum > li {
    display: flex;
    align-items: flex-end;
    gap: var(--care-space-2);
  }
  .sum .sign {
    color: var(--care-text-muted);
    font-size: var(--care-font-size-large);
    line-height: 1.5;
  }
  .sum .term {
    display: grid;
    justify-items: start;
  }
  .sum .points {
    font-size: var(--care-font-size-large);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.4;
  }
  .sum .nothing .points {
    color: var(--care-text-muted);
    font-weight: 400;
  }
  .sum .whole .points {
    color: var(--care-accent);
    font-size: var(--care-font-size-figure);
    line-height: 1.15;
  }
`;

export function sumLine(language: Language, terms: readonly Term[]): TemplateResult {
  const isGood = addsUp(terms);
  return html`
    <ul class="sum" data-sum=${isGood ? 'good' : 'bad'}>
      ${terms.map(
        ({ sign, id, points }) => html`
          <li class=${sign === '=' ? 'whole' : points === 0 ? 'nothing' : ''}>
            ${sign === '' ? '' : html`<span class="sign">${sign}</span>`}
            <span class="term">
              <span class="small muted">${translate(language, `club.sum.${id}`)}</span>
              <span class="points" data-term=${id}>${formatCount(language, points)}</span>
            </span>
          </li>
        `,
      )}
      ${
        isGood
          ? ''
          : html`<li class="danger">${icon('alert')} <span>${translate(language, 'club.sum.wrong')}</span></li>`
      }
    </ul>
  `;
}
