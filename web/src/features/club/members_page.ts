// All members of a month. A press on one opens his ledger.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { translate } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import './extend_all.ts';
import './members_table.ts';

@customElement('loyalane-club-members-page')
export class MembersPage extends LitElement {
  static override styles = [
    controls,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private chosen = '';
  @state() private isExtending = false;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { language, club } = this.#store.state;
    if (!club.state) return nothing;
    const { nextMonth, periods } = club.state;
    const months = [...periods.map(({ name }) => name), nextMonth ?? []].flat();
    const month = this.chosen || (nextMonth ?? months.at(-1) ?? '');
    return html`
      <section class="card stack" aria-labelledby="members">
        <div class="head">
          <div>
            <h2 id="members">${translate(language, 'club.members.title')}</h2>
            <p class="small muted">${translate(language, 'club.members.lead')}</p>
          </div>
          <button type="button" class="no-print" data-action="extend-all" @click=${() => (this.isExtending = true)}>
            ${icon('hand')} ${translate(language, 'extendAll.button')}
          </button>
          ${
            months.length === 0
              ? nothing
              : html`<label class="row">
                  <span>${translate(language, 'club.run.month')}</span>
                  <select @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
                    ${[...months]
                      .reverse()
                      .map(
                        (name) => html`
                          <option value=${name} ?selected=${name === month}>
                            ${
                              name === nextMonth
                                ? translate(language, 'club.members.open', { month: name })
                                : translate(language, 'club.run.closedMonth', { month: name })
                            }
                          </option>
                        `,
                      )}
                  </select>
                </label>`
          }
        </div>
        ${
          month === ''
            ? html`<p class="muted">${translate(language, 'club.members.noMonth')}</p>`
            : html`<loyalane-club-members .workbench=${this.workbench} .month=${month}></loyalane-club-members>`
        }
      </section>
      <loyalane-club-extend-all
        .workbench=${this.workbench}
        .isOpen=${this.isExtending}
        @close=${() => (this.isExtending = false)}
      ></loyalane-club-extend-all>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-members-page': MembersPage;
  }
}
