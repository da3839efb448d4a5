// The club: its screens in groups by what one comes for, or which files it needs.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import { kClubGroups, kClubPagesBefore, type ClubPage, type State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/empty.ts';
import './club_home.ts';
import './events_page.ts';
import './exit_page.ts';
import './launch_page.ts';
import './member_ledger.ts';
import './members_page.ts';
import { nameOf } from './names.ts';
import './office/office_page.ts';
import './partners_page.ts';
import { problemLine } from './problem_line.ts';
import './programme_editor.ts';
import './run_month.ts';
import './simulator.ts';
import './voucher_desk.ts';

@customElement('loyalane-club-view')
export class ClubView extends LitElement {
  static override styles = [
    controls,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--care-space-1) var(--care-space-3);
      }
      nav ul {
        display: flex;
        flex-wrap: wrap;
      }
      .groups {
        gap: var(--care-space-1) var(--care-space-4);
        border-bottom: 1px solid var(--care-line);
      }
      .groups > li > span {
        padding: 0 var(--care-space-2);
      }
      nav button {
        border-color: transparent;
        background: transparent;
        padding: 0 var(--care-space-2);
      }
      nav button[aria-current='page'] {
        color: var(--care-accent);
        /* Bold letters would move what stands beside them. */
        text-shadow: 0 0 0.6px currentcolor;
        border-radius: var(--care-radius) var(--care-radius) 0 0;
        box-shadow: inset 0 -2px 0 var(--care-accent);
      }
      @media (max-width: 700px) {
        .groups {
          display: grid;
        }
        .groups > li {
          display: grid;
          grid-template-columns: 5.5em minmax(0, 1fr);
          align-items: baseline;
        }
        .groups > li > span {
          padding: 0;
        }
      }
      .files {
        justify-self: center;
        display: grid;
        gap: var(--care-space-1);
        max-width: 60em;
        text-align: left;
      }
      .waiting {
        min-height: 60vh;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  #shown = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.workbench.club.follow();
  }

  /** Another screen begins at its top, and the keyboard with it. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { page, member } = this.#store.state.club;
    const shown = `${page} ${member ?? ''}`;
    if (this.#shown !== '' && shown !== this.#shown) {
      window.scrollTo(0, 0);
      this.renderRoot.querySelector<HTMLElement>('.page')?.focus({ preventScroll: true });
    }
    this.#shown = shown;
  }

  override render(): TemplateResult {
    const { state } = this.#store;
    const { language, result, club } = state;
    if (!result) return this.#empty(language, 'club.empty.noResult');
    if (!club.state) {
      return club.problem
        ? problemLine(language, club.problem)
        : html`<p class="card waiting muted" role="status">${translate(language, 'club.loading')}</p>`;
    }
    const isReady = club.state.hasMembers || kClubPagesBefore.includes(club.page);
    return html`
      <div class="stack">
        <div class="head no-print">
          <h1>${nameOf(language, club.state.programme.name, translate(language, 'club.title'))}</h1>
          <p class="small muted">${translate(language, 'club.own')}</p>
        </div>
        <nav class="no-print" aria-label=${translate(language, 'club.pages')}>
          <ul class="groups">
            ${kClubGroups.map(
              ({ id, pages }) => html`
                <li>
                  <span class="small muted" id=${`group-${id}`}>${translate(language, `club.group.${id}`)}</span>
                  <ul aria-labelledby=${`group-${id}`}>
                    ${pages.map(
                      (page) => html`
                        <li>
                          <button
                            type="button"
                            data-page=${page}
                            aria-current=${club.page === page ? 'page' : nothing}
                            @click=${() => this.workbench.club.go(page)}
                          >
                            ${translate(language, `club.page.${page}`)}
                          </button>
                        </li>
                      `,
                    )}
                  </ul>
                </li>
              `,
            )}
          </ul>
        </nav>
        ${club.problem ? problemLine(language, club.problem) : nothing}
        <div class="page" tabindex="-1">
          ${isReady ? this.#page(state, club.page) : this.#empty(language, 'club.empty.noMembers')}
        </div>
      </div>
    `;
  }

  #page({ club }: State, page: ClubPage): TemplateResult {
    const { workbench } = this;
    switch (page) {
      case 'home':
        return html`<loyalane-club-home .workbench=${workbench}></loyalane-club-home>`;
      case 'partners':
        return html`<loyalane-club-partners .workbench=${workbench}></loyalane-club-partners>`;
      case 'events':
        return html`<loyalane-club-events .workbench=${workbench}></loyalane-club-events>`;
      case 'run':
        return html`<loyalane-club-run .workbench=${workbench}></loyalane-club-run>`;
      case 'members':
        return club.member === null
          ? html`<loyalane-club-members-page .workbench=${workbench}></loyalane-club-members-page>`
          : html`<loyalane-club-member .workbench=${workbench}></loyalane-club-member>`;
      case 'office':
        return html`<loyalane-office .workbench=${workbench}></loyalane-office>`;
      case 'vouchers':
        return html`<loyalane-club-vouchers .workbench=${workbench}></loyalane-club-vouchers>`;
      case 'simulator':
        return html`<loyalane-club-simulator .workbench=${workbench}></loyalane-club-simulator>`;
      case 'programme':
        return html`<loyalane-club-programme .workbench=${workbench}></loyalane-club-programme>`;
      case 'launch':
        return html`<loyalane-club-launch .workbench=${workbench}></loyalane-club-launch>`;
      case 'exit':
        return html`<loyalane-club-exit .workbench=${workbench}></loyalane-club-exit>`;
    }
  }

  #empty(language: Language, text: 'club.empty.noResult' | 'club.empty.noMembers'): TemplateResult {
    return html`
      <section class="card stack">
        <loyalane-empty
          icon="user"
          .heading=${translate(language, 'club.empty.title')}
          .text=${translate(language, text)}
        >
          <button class="primary" type="button" @click=${() => this.workbench.go('import')}>
            ${translate(language, 'segment.goImport')}
          </button>
          ${
            text === 'club.empty.noMembers'
              ? html`<button type="button" data-go-launch @click=${() => this.workbench.club.go('launch')}>
                  ${translate(language, 'club.empty.launch')}
                </button>`
              : nothing
          }
        </loyalane-empty>
        <div class="files">
          <h2>${translate(language, 'club.empty.files')}</h2>
          <ul class="stack">
            ${(['members', 'shipments', 'redemptions', 'payments', 'gifts', 'referrals', 'points'] as const).map(
              (one) => html`<li>${translate(language, `club.file.${one}`)}</li>`,
            )}
          </ul>
        </div>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-view': ClubView;
  }
}
