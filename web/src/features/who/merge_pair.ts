// Two customers that may be one: both with their figures, why they may be, and which of them is to stay.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MergeParty, MergeSuggestion } from '../../engine/protocol.ts';
import { formatFixed, formatMoney } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';

const kPercent = 100;

/** What the user decided: the customer that stays, that they are not one, or that they are of one group. */
export type PairAnswer = { readonly keep: string } | 'notSame' | 'group';

@customElement('loyalane-merge-pair')
export class MergePair extends LitElement {
  static override styles = [
    controls,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--care-space-2);
      }
      .party {
        display: grid;
        grid-template-rows: 1fr auto;
        gap: var(--care-space-2);
        padding: var(--care-space-2) var(--care-space-3);
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
        overflow-wrap: anywhere;
      }
      .party.kept {
        border-color: var(--care-accent);
        box-shadow: inset 0 0 0 1px var(--care-accent);
      }
      .party button {
        justify-self: start;
        white-space: normal;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
        margin-top: var(--care-space-2);
      }
      .foot .why {
        flex: 1 1 260px;
      }
      .why ul {
        list-style: disc;
        padding-left: 1.2em;
      }
      @media (max-width: 520px) {
        .pair {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property() language: Language = 'zh';
  @property() currency = '';
  @property({ attribute: false }) suggestion!: MergeSuggestion;
  /** The customer that is chosen to stay; empty: none yet. */
  @property() kept = '';

  override render(): TemplateResult {
    const { language, suggestion } = this;
    const { kind, into, from, evidence, score } = suggestion;
    return html`
      <div class="pair">${this.#party(into, from)} ${this.#party(from, into)}</div>
      <div class="foot">
        <div class="why small">
          <p class="muted">
            ${translate(language, `who.kind.${kind}`)} ·
            ${translate(language, 'who.alike', { share: `${formatFixed(language, kPercent * score, 0)}%` })}
          </p>
          <ul aria-label=${translate(language, 'who.evidence')}>
            ${evidence.map((one) => html`<li>${pick(language, one)}</li>`)}
          </ul>
        </div>
        <div class="toolbar">
          ${
            kind === 'group'
              ? html`<button type="button" data-answer="group" @click=${() => this.#answer('group')}>
                  ${translate(language, 'who.sameGroup')}
                </button>`
              : nothing
          }
          <button
            type="button"
            data-answer="not-same"
            aria-label=${translate(language, 'who.notSameOf', { a: into.name || into.id, b: from.name || from.id })}
            @click=${() => this.#answer('notSame')}
          >
            ${icon('close')} ${translate(language, 'who.notSame')}
          </button>
        </div>
      </div>
    `;
  }

  #party(party: MergeParty, other: MergeParty): TemplateResult {
    const { language } = this;
    const isKept = this.kept === party.id;
    const name = ({ name: own, id }: MergeParty): string => (own === '' || own === id ? id : `${own}（${id}）`);
    return html`
      <div class="party ${isKept ? 'kept' : ''}" data-party=${party.id}>
        <div>
          <p><strong>${party.name || party.id}</strong></p>
          <p class="small muted">${party.id}</p>
          <p class="small">
            ${translateCount(language, 'who.waybills', party.waybills)} ·
            ${formatMoney(language, party.amount, this.currency)}
          </p>
          ${
            party.lastShip === null
              ? nothing
              : html`<p class="small muted">${translate(language, 'who.lastShip', { day: party.lastShip })}</p>`
          }
        </div>
        ${
          this.suggestion.kind === 'group'
            ? nothing
            : html`<button
                type="button"
                data-keep=${party.id}
                aria-pressed=${isKept ? 'true' : 'false'}
                aria-label=${translate(language, 'who.keepThisOf', { kept: name(party), other: name(other) })}
                @click=${() => this.#answer({ keep: isKept ? '' : party.id })}
              >
                ${isKept ? icon('check') : nothing} ${translate(language, 'who.keepThis')}
              </button>`
        }
      </div>
    `;
  }

  #answer(detail: PairAnswer): void {
    this.dispatchEvent(new CustomEvent<PairAnswer>('pair-answer', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-merge-pair': MergePair;
  }
}
