// What a draft would change: counts of the types before and after, who moves where, and what the engine remarks.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EngineError } from '../../engine/protocol.ts';
import { formatCount, formatFigure } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/type_mark.ts';
import { signed, type Change, type EffectFigures } from './effect_words.ts';

/** Notice of the engine: judgements contradict each other (core/base/error_ids.def). The matrix says more of it. */
const kJudgementsInconsistent = 'SEGMENT-303';

@customElement('loyalane-settings-effect')
export class SettingsEffect extends LitElement {
  static override styles = [
    controls,
    css`
      .effect {
        display: grid;
        gap: var(--care-space-2);
        background: var(--care-surface-sunken);
        box-shadow: none;
      }
      .effect .figures {
        display: grid;
        align-content: start;
        gap: var(--care-space-3);
        min-height: 220px;
      }
      .effect.waiting td,
      .effect.waiting tbody th {
        color: var(--care-text-muted);
      }
      .effect table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      .effect caption {
        text-align: left;
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      .effect th,
      .effect td {
        padding: 3px var(--care-space-1);
        border-bottom: 1px solid var(--care-line);
        font-weight: 400;
        text-align: right;
      }
      .effect tbody th,
      .effect thead th:first-child {
        text-align: left;
      }
      .effect thead th {
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      .effect td.changed {
        font-weight: 600;
      }
      .moves td,
      .moves thead th:not(:first-child) {
        width: 17%;
      }
      .moves td.stay {
        color: var(--care-text-muted);
      }
      .note {
        color: var(--care-warning);
      }
    `,
  ];

  @property({ attribute: false }) language: Language = 'zh';
  /** Null: none is known. */
  @property({ attribute: false }) figures: EffectFigures | null = null;
  @property({ attribute: false }) notices: readonly EngineError[] = [];
  /** The files have to be read again: what that changes cannot be told. `only`: nothing else changes. */
  @property({ attribute: false }) reading: 'no' | 'also' | 'only' = 'no';
  /** The figures are those of the draft as it stands. */
  @property({ attribute: false }) isCurrent = false;

  override render(): TemplateResult {
    const { language, figures, reading, isCurrent } = this;
    const note = reading === 'only' ? 'settings.effectReadingOnly' : 'settings.effectReading';
    return html`
      <section class="card effect ${isCurrent ? '' : 'waiting'}" aria-labelledby="effect">
        <h3 id="effect">${translate(language, 'settings.effect')}</h3>
        ${reading === 'no' ? nothing : html`<p class="note">${icon('warning')} ${translate(language, note)}</p>`}
        <slot></slot>
        ${isCurrent ? this.#remarks() : nothing}
        <div class="figures">
          ${
            figures && reading !== 'only'
              ? html`${this.#effectTable(language, figures)} ${this.#moves(language, figures)}`
              : nothing
          }
        </div>
      </section>
    `;
  }

  #remarks(): TemplateResult[] {
    const { language, notices } = this;
    return notices
      .filter(({ id }) => id !== kJudgementsInconsistent)
      .map((error) => {
        const { id, sentence, remedy } = problemText(language, { from: 'engine', error });
        return html`<p class="note">
          ${icon('warning')} ${sentence} ${remedy} <span class="small muted">${id}</span>
        </p>`;
      });
  }

  #effectTable(language: Language, figures: EffectFigures): TemplateResult {
    const count = (value: number): string => formatCount(language, value);
    const figure = (value: number): string => formatFigure(language, value);
    const line = (name: TemplateResult | string, change: Change, write = count): TemplateResult => html`
      <tr>
        <th scope="row">${name}</th>
        <td>${write(change.before)}</td>
        <td>${write(change.after)}</td>
        <td class=${change.before === change.after ? 'muted' : 'changed'}>${signed(change, write)}</td>
      </tr>
    `;
    return html`
      <table data-effect="types">
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">${translate(language, 'settings.effectOf')}</span></th>
            <th scope="col">${translate(language, 'settings.effectNow')}</th>
            <th scope="col">${translate(language, 'settings.effectThen')}</th>
            <th scope="col">${translate(language, 'settings.effectDifference')}</th>
          </tr>
        </thead>
        <tbody>
          ${figures.types.map((change) =>
            line(
              html`<loyalane-type-mark
                .type=${change.type.id}
                .label=${pick(language, change.type)}
              ></loyalane-type-mark>`,
              change,
            ),
          )}
          ${line(translate(language, 'segment.borderline'), figures.borderline)}
          ${line(translate(language, 'segment.provisional'), figures.provisional)}
          ${line(translate(language, 'settings.cvThreshold'), figures.cvThreshold, figure)}
          ${line(translate(language, 'settings.acThresholdPercent'), figures.acThreshold, figure)}
        </tbody>
      </table>
    `;
  }

  #moves(language: Language, { moves, types, moved }: EffectFigures): TemplateResult | typeof nothing {
    if (moved === 0) return nothing;
    return html`
      <details open>
        <summary>${translate(language, 'settings.moves')}</summary>
        <table class="moves" data-effect="moves">
          <caption>
            ${translate(language, 'settings.movesCaption')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${translate(language, 'settings.movesFrom')}</th>
              ${types.map(
                ({ type }) =>
                  html`<th scope="col">
                    <loyalane-type-mark .type=${type.id} .label=${pick(language, type)} quiet></loyalane-type-mark>
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${types.map(
              ({ type }, from) => html`
                <tr>
                  <th scope="row">
                    <loyalane-type-mark .type=${type.id} .label=${pick(language, type)}></loyalane-type-mark>
                  </th>
                  ${types.map((_, to) => {
                    const customers = moves[from]?.[to] ?? 0;
                    return html`<td class=${from === to ? 'stay' : customers > 0 ? 'changed' : 'muted'}>
                      ${formatCount(language, customers)}
                    </td>`;
                  })}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </details>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-settings-effect': SettingsEffect;
  }
}
