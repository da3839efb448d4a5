// The gifts of a month: what is to be handed over, and what was, on which day and by whom. Only a closed month's gifts can be handed over.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClubRun } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import './register_form.ts';
import type { OpenForm } from './register_form.ts';
import { sheetTable, sheetStyles } from './register_sheet.ts';

/** Rows of a list that stand there at first. */
const kRowsShown = 20;

type List = 'picks' | 'delivered';

@customElement('loyalane-club-gifts')
export class GiftList extends LitElement {
  static override styles = [
    controls,
    sheetStyles,
    css`
      :host {
        display: grid;
        gap: var(--care-space-2);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) run!: ClubRun;
  @state() private opened: ReadonlySet<List> = new Set();
  @state() private form: OpenForm | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language } = this.#store.state;
    return html`
      ${this.#picks(language)} ${this.#delivered(language)}
      <loyalane-register-form
        .workbench=${this.workbench}
        .form=${this.form}
        @close=${() => (this.form = null)}
      ></loyalane-register-form>
    `;
  }

  #picks(language: Language): TemplateResult | typeof nothing {
    const { picks, wasClosed } = this.run;
    if (picks.length === 0) return nothing;
    return html`
      <h4 id="picks">${translateCount(language, 'club.run.picks', picks.length)}</h4>
      ${wasClosed ? nothing : html`<p class="small muted">${translate(language, 'club.gift.afterClose')}</p>`}
      ${sheetTable(
        'picks',
        [
          { label: translate(language, 'club.head.gift') },
          { label: translate(language, 'club.head.wanted'), isNumeric: true },
          { label: translate(language, 'club.head.member') },
          { label: translate(language, 'club.head.document') },
          ...(wasClosed ? [{ label: translate(language, 'club.gift.handing'), isActs: true }] : []),
        ],
        this.#shown('picks', picks).map(
          (pick) => html`
            <tr data-pick=${pick.document}>
              <td>${pick.sku}</td>
              <td class="numeric">${formatCount(language, pick.quantity)}</td>
              <td>${this.#member(pick.member)}</td>
              <td>${pick.document}</td>
              ${
                wasClosed
                  ? html`<td class="acts">
                      <button
                        type="button"
                        class="quiet no-print"
                        data-deliver=${pick.document}
                        @click=${() => this.#open(language, pick.document, pick.sku, pick.member)}
                      >
                        ${translate(language, 'club.gift.deliver')}
                      </button>
                    </td>`
                  : nothing
              }
            </tr>
          `,
        ),
      )}
      ${this.#rest(language, 'picks', picks.length)}
    `;
  }

  #delivered(language: Language): TemplateResult | typeof nothing {
    const { delivered } = this.run;
    if (delivered.length === 0) return nothing;
    return html`
      <h4 id="delivered">${translateCount(language, 'club.gift.delivered', delivered.length)}</h4>
      ${sheetTable(
        'delivered',
        [
          { label: translate(language, 'club.head.gift') },
          { label: translate(language, 'club.head.wanted'), isNumeric: true },
          { label: translate(language, 'club.head.member') },
          { label: translate(language, 'club.head.document') },
          { label: translate(language, 'club.gift.on') },
          { label: translate(language, 'club.gift.by') },
          { label: translate(language, 'club.gift.handing'), isActs: true },
        ],
        this.#shown('delivered', delivered).map(
          (gift) => html`
            <tr data-delivered=${gift.document}>
              <td>${gift.sku}</td>
              <td class="numeric">${formatCount(language, gift.quantity)}</td>
              <td>${this.#member(gift.member)}</td>
              <td>${gift.document}</td>
              <td class="day">${gift.deliveredOn}</td>
              <td>${gift.deliveredBy}</td>
              <td class="acts">
                <button
                  type="button"
                  class="quiet no-print"
                  data-undeliver=${gift.document}
                  @click=${() => this.#openUndo(language, gift.document, gift.sku, gift.member)}
                >
                  ${translate(language, 'club.gift.undeliver')}
                </button>
              </td>
            </tr>
          `,
        ),
      )}
      ${this.#rest(language, 'delivered', delivered.length)}
    `;
  }

  #rest(language: Language, list: List, all: number): TemplateResult | typeof nothing {
    if (all <= kRowsShown || this.opened.has(list)) return nothing;
    return html`
      <div class="no-print">
        <button type="button" @click=${() => (this.opened = new Set([...this.opened, list]))}>
          ${translate(language, 'club.entries.more', { count: formatCount(language, all - kRowsShown) })}
        </button>
      </div>
    `;
  }

  #shown<Row>(list: List, rows: readonly Row[]): readonly Row[] {
    return this.opened.has(list) ? rows : rows.slice(0, kRowsShown);
  }

  #member(id: string): TemplateResult {
    return html`<button type="button" class="quiet" @click=${() => this.workbench.club.go('members', id)}>
      ${id}
    </button>`;
  }

  #open(language: Language, request: string, gift: string, member: string): void {
    this.form = {
      register: 'vouchers',
      heading: translate(language, 'club.gift.deliverOf', { gift, member }),
      button: translate(language, 'club.gift.deliver'),
      fields: [],
      act: () => ({ do: 'deliver', request }),
    };
  }

  #openUndo(language: Language, request: string, gift: string, member: string): void {
    this.form = {
      register: 'vouchers',
      heading: translate(language, 'club.gift.undeliverOf', { gift, member }),
      button: translate(language, 'club.gift.undeliver'),
      fields: [
        { id: 'reason', label: translate(language, 'club.gift.reason'), kind: 'text', value: '', isNeeded: true },
      ],
      act: ({ reason = '' }) => ({ do: 'undeliver', request, reason }),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-gifts': GiftList;
  }
}
