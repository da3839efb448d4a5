// Pairwise judgements as a matrix: the upper right is filled in with Saaty's steps, the lower left shows the reciprocals. Weights and
// consistency are the engine's.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatFixed, formatShare } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/info.ts';
import '../../ui/share_bar.ts';
import {
  doubtsOf,
  kConsistencyRatioMax,
  kSaatySteps,
  matrixOf,
  nearestStep,
  ratioText,
  roughRatioText,
  stepOf,
  strengthOf,
  withJudgement,
  type Doubt,
} from './judgements.ts';
import { inSentence } from './sentences.ts';

/** What the engine made of the judgements. */
export interface MatrixFigures {
  readonly weights: readonly number[];
  readonly lambdaMax: number;
  readonly ratio: number;
}

@customElement('loyalane-pairwise-matrix')
export class PairwiseMatrix extends LitElement {
  static override styles = [
    controls,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      .title {
        margin-bottom: calc(-1 * var(--care-space-2));
      }
      th,
      td {
        padding: 2px var(--care-space-1);
        border-bottom: 1px solid var(--care-line);
        text-align: center;
        font-weight: 400;
      }
      thead th {
        min-width: 64px;
        max-width: 88px;
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
        vertical-align: bottom;
      }
      tbody th {
        position: sticky;
        left: 0;
        background: var(--care-surface);
        text-align: left;
        max-width: 128px;
      }
      td.lower,
      td.same {
        color: var(--care-text-muted);
      }
      td.weight {
        min-width: 96px;
        padding-left: var(--care-space-2);
        text-align: right;
      }
      td.weight loyalane-share-bar {
        width: 96px;
        margin-left: auto;
        color: var(--care-accent);
      }
      td.doubted {
        background: var(--care-surface-warning);
      }
      select {
        width: 64px;
        padding: 0 2px;
        text-align: center;
      }
      .verdict {
        min-height: 24px;
      }
      @media (max-width: 640px) {
        thead th {
          min-width: 52px;
        }
        tbody th {
          max-width: 80px;
        }
        select {
          width: 54px;
        }
        td.weight {
          min-width: 72px;
        }
        td.weight loyalane-share-bar {
          width: 64px;
        }
      }
      .doubts {
        display: grid;
        gap: var(--care-space-1);
        padding: var(--care-space-2) var(--care-space-3);
        border: 1px solid var(--care-warning);
        border-left-width: 4px;
        border-radius: var(--care-radius);
        background: var(--care-surface-warning);
      }
    `,
  ];

  @property({ attribute: false }) language: Language = 'zh';
  /** What is compared: "customer value". */
  @property({ attribute: false }) axis = '';
  @property({ attribute: false }) names: readonly string[] = [];
  @property({ attribute: false }) judgements: readonly number[] = [];
  /** Null while the engine has not answered. */
  @property({ attribute: false }) figures: MatrixFigures | null = null;

  override render(): TemplateResult {
    const { language, names, figures } = this;
    const items = names.length;
    const matrix = matrixOf(items, this.judgements);
    const doubts = figures && figures.ratio >= kConsistencyRatioMax ? doubtsOf(items, this.judgements) : [];
    const isDoubted = (row: number, column: number): boolean =>
      doubts.some((doubt) => doubt.row === row && doubt.column === column);
    return html`
      <div class="stack">
        <p class="small muted title" id="title">${translate(language, 'settings.matrixTitle', { axis: this.axis })}</p>
        <div class="scroll">
          <table aria-labelledby="title">
            <thead>
              <tr>
                <th scope="col"><span class="visually-hidden">${translate(language, 'settings.matrixRow')}</span></th>
                ${names.map((name) => html`<th scope="col">${name}</th>`)}
                <th class="numeric" scope="col">${translate(language, 'settings.weight')}</th>
              </tr>
            </thead>
            <tbody>
              ${names.map(
                (name, row) => html`
                  <tr>
                    <th scope="row">${name}</th>
                    ${names.map((_, column) =>
                      column === row
                        ? html`<td class="same">1</td>`
                        : column < row
                          ? html`<td class="lower">${ratioText(matrix[row]?.[column] ?? 1)}</td>`
                          : html`<td class=${isDoubted(row, column) ? 'doubted' : ''}>
                              ${this.#step(row, column, matrix[row]?.[column] ?? 1)}
                            </td>`,
                    )}
                    <td class="weight">
                      ${figures ? formatShare(language, figures.weights[row] ?? 0) : '—'}
                      <loyalane-share-bar .share=${figures?.weights[row] ?? 0}></loyalane-share-bar>
                    </td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
        <p class="small muted">${translate(language, 'settings.matrixHint')}</p>
        <p class="row verdict">${figures ? this.#verdict(figures) : nothing}</p>
        ${doubts.length > 0 ? this.#doubts(doubts) : nothing}
      </div>
    `;
  }

  #step(row: number, column: number, value: number): TemplateResult {
    const { language, names } = this;
    const step = stepOf(value);
    // A judgement between the steps (typed in a file) stays as it is until another is chosen.
    const options = step === null ? [value, ...kSaatySteps] : kSaatySteps;
    const chosen = step ?? value;
    return html`<select
      aria-label=${translate(language, 'settings.judgement', { row: names[row] ?? '', column: names[column] ?? '' })}
      data-judgement="${row}-${column}"
      @change=${(event: Event) => {
        this.#change(row, column, options[(event.target as HTMLSelectElement).selectedIndex] ?? value);
      }}
    >
      ${options.map((option) => html`<option .selected=${option === chosen}>${ratioText(option)}</option>`)}
    </select>`;
  }

  #verdict({ lambdaMax, ratio }: MatrixFigures): TemplateResult {
    const { language } = this;
    const isGood = ratio < kConsistencyRatioMax;
    return html`
      <span title=${translate(language, 'settings.lambda', { value: formatFixed(language, lambdaMax, 3) })}>
        ${translate(language, 'settings.ratio', { value: formatFixed(language, ratio, 3) })}<loyalane-info
          of="consistency"
          .label=${'CR'}
        ></loyalane-info>
      </span>
      <strong class=${isGood ? 'success' : 'warning'}>
        ${icon(isGood ? 'check' : 'warning')}
        ${translate(language, isGood ? 'settings.consistent' : 'settings.inconsistent')}
      </strong>
    `;
  }

  #doubts(doubts: readonly Doubt[]): TemplateResult {
    const { language, names } = this;
    const key = doubts.length === 1 ? 'settings.doubt' : 'settings.doubtOne';
    return html`
      <div class="doubts">
        ${doubts.length === 1 ? nothing : html`<p>${translate(language, 'settings.doubts')}</p>`}
        ${doubts.map(({ row, column, given, implied }) => {
          const step = nearestStep(implied);
          return html`<p class="row">
            <span>
              ${translate(language, key, {
                row: names[row] ?? '',
                column: names[column] ?? '',
                given: ratioText(given),
                givenWords: this.#strength(row, column, given),
                implied: roughRatioText(implied),
                impliedWords: this.#strength(row, column, implied),
              })}
            </span>
            ${
              step === stepOf(given)
                ? nothing
                : html`<button type="button" @click=${() => this.#change(row, column, step)}>
                    ${translate(language, 'settings.takeStep', { step: ratioText(step) })}
                  </button>`
            }
          </p>`;
        })}
      </div>
    `;
  }

  /** "Tenure matters somewhat more". */
  #strength(row: number, column: number, value: number): string {
    const { step, favours } = strengthOf(value);
    if (step === '1') return translate(this.language, 'settings.strength.1');
    const name = inSentence(this.names[favours === 'row' ? row : column] ?? '');
    return translate(this.language, `settings.strength.${step}`, { name });
  }

  #change(row: number, column: number, value: number): void {
    const judgements = withJudgement(this.names.length, this.judgements, row, column, value);
    this.dispatchEvent(new CustomEvent<readonly number[]>('change-judgements', { detail: judgements }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-pairwise-matrix': PairwiseMatrix;
  }
}
