// The monthly run: what it will do, member by member, before it is done; then posting and closing, which cannot be undone and says so.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClubRun, ClubPaper, StatementFilter } from '../../engine/protocol.ts';
import { formatCount, formatMoney, formatShare } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { StoreController } from '../../state/store.ts';
import { kStatementFilters } from '../../state/voucher_words.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/progress.ts';
import { saveFile } from '../../ui/save_file.ts';
import { monthTerms } from './figures.ts';
import './gift_list.ts';
import './members_table.ts';
import { problemLine } from './problem_line.ts';
import { saveProject } from './save_project.ts';
import { sumLine, sumStyles } from './sum_line.ts';

type PaperName = 'members' | 'expiry' | 'vouchers' | 'gifts' | 'refused' | 'referrals' | 'cards';

/** Rows of a list that stand there at first. */
const kRowsShown = 20;

type Head =
  | 'member'
  | 'day'
  | 'reward'
  | 'why'
  | 'customer'
  | 'amount'
  | 'share'
  | 'form'
  | 'gift'
  | 'wanted'
  | 'stock'
  | 'short'
  | 'document'
  | 'source'
  | 'points'
  | 'referrer'
  | 'referee'
  | 'balance'
  | 'counted';
const kNumericHeads: readonly Head[] = ['amount', 'share', 'wanted', 'stock', 'short', 'points', 'balance', 'counted'];

@customElement('loyalane-club-run')
export class RunMonth extends LitElement {
  static override styles = [
    controls,
    sumStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      /* As high as the progress that takes the place of the words, so that nothing moves. */
      .act {
        min-height: 3.75rem;
      }
      .act loyalane-progress {
        flex: 1 1 12rem;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-1) var(--care-space-4);
      }
      .facts dt {
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
      }
      .facts dd {
        font-size: var(--care-font-size-large);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .lists {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr));
        gap: var(--care-space-3);
        align-items: start;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      .done {
        padding: var(--care-space-2) var(--care-space-3);
        border-radius: var(--care-radius);
        background: var(--care-surface-success);
        color: var(--care-success);
      }
      .saves {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-1) var(--care-space-2);
      }
      .waiting {
        min-height: 50vh;
      }
      td.day {
        white-space: nowrap;
      }
      td button.quiet {
        min-height: 24px;
        padding: 0;
        text-align: left;
        white-space: normal;
      }
      td.wide {
        min-width: 14em;
        overflow-wrap: anywhere;
      }
      .dialog p + p {
        margin-top: var(--care-space-2);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** The month that was chosen; empty: the next one. */
  @state() private chosen = '';
  @state() private confirms = false;
  @state() private isClosing = false;
  @state() private isWriting = false;
  @state() private opened: ReadonlySet<string> = new Set();
  @state() private whose: StatementFilter = 'all';
  @state() private search = '';
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<ClubRun>(this);

  get #month(): string {
    const { club } = this.#store.state;
    return this.chosen || (club.state?.nextMonth ?? club.state?.periods.at(-1)?.name ?? '');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club } = this.#store.state;
    const month = this.#month;
    this.#asked.want(month === '' ? null : JSON.stringify([month, language, club.revision]), () =>
      this.workbench.club.run(month),
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { language, club } = this.#store.state;
    if (!club.state) return nothing;
    const { value, problem, isAsking } = this.#asked;
    const month = this.#month;
    // Over the button that began it where that stands on the screen, so that the figures stay where they are.
    const isBusyAbove = (isAsking || this.isClosing) && !(value?.period === month && !value.wasClosed);
    const months = [...club.state.periods.map(({ name }) => name), club.state.nextMonth ?? []].flat();
    return html`
      <div class="stack">
        <section class="card stack" aria-labelledby="run">
          <div class="head">
            <div>
              <h2 id="run">${translate(language, 'club.run.title')}</h2>
              <p class="small muted">
                ${translate(language, value?.period === month && value.wasClosed ? 'club.run.leadClosed' : 'club.run.lead')}
              </p>
            </div>
            <label class="row no-print">
              <span>${translate(language, 'club.run.month')}</span>
              <select data-month @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
                ${[...months]
                  .reverse()
                  .map(
                    (name) => html`
                      <option value=${name} ?selected=${name === month}>
                        ${
                          club.state?.nextMonth === name
                            ? translate(language, 'club.run.next', { month: name })
                            : translate(language, 'club.run.closedMonth', { month: name })
                        }
                      </option>
                    `,
                  )}
              </select>
            </label>
          </div>
          ${
            club.closed === null
              ? nothing
              : html`<p class="done" role="status" data-closed=${club.closed}>
                  ${icon('check')} ${translate(language, 'club.run.closed', { month: club.closed })}
                  ${
                    club.state.nextMonth === null
                      ? nothing
                      : html`<button
                          type="button"
                          class="quiet"
                          @click=${() => (this.chosen = club.state?.nextMonth ?? '')}
                        >
                          ${translate(language, 'club.run.goNext', { month: club.state.nextMonth })}
                        </button>`
                  }
                </p>`
          }
          ${problem ? problemLine(language, problem) : nothing}
          ${isBusyAbove ? this.#progress(language, month) : nothing}
          ${value?.period === month ? this.#summary(language, value) : nothing}
        </section>
        ${value?.period === month ? this.#details(language, value) : nothing}
      </div>
      ${this.#dialog(language, month)}
    `;
  }

  #progress(language: Language, month: string): TemplateResult {
    return html`<loyalane-progress
      .label=${translate(language, this.isClosing ? 'club.run.closing' : 'club.run.asking', { month })}
    ></loyalane-progress>`;
  }

  #summary(language: Language, run: ClubRun): TemplateResult {
    // Why everything is 0 is said before the zeros.
    const problems = run.problems.map(
      ({ id, text, remedy }) => html`
        <p class="warning" role="status" data-problem=${id}>
          ${icon('warning')} ${text} <strong>${remedy}</strong> <span class="small">${id}</span>
        </p>
      `,
    );
    const fact = (
      id: 'members' | 'earning' | 'upgrades' | 'downgrades' | 'nearTier' | 'mayLoseTier' | 'expiring',
    ): TemplateResult => html`
      <div>
        <dt>${translate(language, `club.count.${id}`)}</dt>
        <dd>${formatCount(language, run.counts[id])}</dd>
      </div>
    `;
    const isNothing = run.wasClosed && run.added === 0;
    return html`
      ${problems} ${sumLine(language, monthTerms(run.total))}
      <dl class="facts">
        ${(['members', 'earning', 'upgrades', 'downgrades', 'nearTier', 'mayLoseTier', 'expiring'] as const).map(fact)}
        ${
          run.heldPoints === 0
            ? nothing
            : html`<div>
                <dt>${translate(language, 'club.count.held')}</dt>
                <dd>${formatCount(language, run.heldPoints)}</dd>
              </div>`
        }
      </dl>
      ${
        run.conflicts === 0
          ? nothing
          : html`<p class="warning">
              ${icon('warning')} ${translateCount(language, 'club.run.conflicts', run.conflicts)}
            </p>`
      }
      ${
        run.wasClosed
          ? html`<p data-again>
              ${icon('lock')}
              ${
                isNothing
                  ? translate(language, 'club.run.same', { month: run.period })
                  : translate(language, 'club.run.wasClosed', { month: run.period })
              }
            </p>`
          : html`
              <div class="row act no-print">
                <button
                  type="button"
                  class="primary"
                  data-action="close-month"
                  ?disabled=${this.isClosing || this.#asked.isAsking}
                  @click=${() => (this.confirms = true)}
                >
                  ${translate(language, 'club.run.close', { month: run.period })}
                </button>
                ${
                  this.isClosing || this.#asked.isAsking
                    ? this.#progress(language, run.period)
                    : html`<span class="small muted">
                        ${translateCount(language, 'club.run.adds', run.added)}
                        ${run.known === 0 ? nothing : translateCount(language, 'club.run.known', run.known)}
                      </span>`
                }
              </div>
            `
      }
    `;
  }

  #details(language: Language, run: ClubRun): TemplateResult {
    return html`
      ${this.#papers(language, run)} ${this.#refused(language, run)} ${this.#lists(language, run)}
      <section class="card stack" aria-labelledby="effect">
        <div class="head">
          <div>
            <h3 id="effect">${translate(language, 'club.run.members')}</h3>
            <p class="small muted">${translate(language, 'club.run.membersLead')}</p>
          </div>
          <div class="saves no-print">${this.#save(language, 'club.members', run.period)}</div>
        </div>
        <loyalane-club-members
          .workbench=${this.workbench}
          .month=${run.period}
          .of=${String(run.wasClosed)}
        ></loyalane-club-members>
      </section>
    `;
  }

  #save(language: Language, what: Exclude<ClubPaper, 'club.statements'>, month: string): TemplateResult {
    const label = translate(language, `club.table.${what.slice('club.'.length) as PaperName}`);
    return html`
      <button
        type="button"
        data-export=${what}
        @click=${async () => {
          const bytes = await this.workbench.club.table(what, month, 'excel');
          if (bytes) saveFile(bytes, `${label}-${month}.csv`);
        }}
      >
        ${icon('download')} ${label}
      </button>
    `;
  }

  /** What the month gives to hand out: lists at any time, statements once it is closed. */
  #papers(language: Language, run: ClubRun): TemplateResult {
    const papers = [
      'club.expiry',
      'club.vouchers',
      'club.gifts',
      'club.refused',
      'club.referrals',
      'club.cards',
    ] as const;
    return html`<section class="card stack no-print" aria-labelledby="papers">
      <div>
        <h3 id="papers">${translate(language, 'club.papers.title')}</h3>
        <p class="small muted">${translate(language, 'club.papers.lead')}</p>
      </div>
      <div class="saves">${papers.map((what) => this.#save(language, what, run.period))}</div>
      ${
        run.wasClosed
          ? html`<div class="saves">
              <label class="row">
                <span>${translate(language, 'club.papers.whose')}</span>
                <select
                  data-filter="statements"
                  @change=${(event: Event) => (this.whose = (event.target as HTMLSelectElement).value as StatementFilter)}
                >
                  ${kStatementFilters.map(
                    (id) =>
                      html`<option value=${id} ?selected=${this.whose === id}>
                        ${translate(language, `club.papers.${id}`)}
                      </option>`,
                  )}
                </select>
              </label>
              <label class="row">
                <span class="visually-hidden">${translate(language, 'club.members.search')}</span>
                <input
                  type="search"
                  data-search="statements"
                  placeholder=${translate(language, 'club.members.search')}
                  .value=${this.search}
                  @change=${(event: Event) => (this.search = (event.target as HTMLInputElement).value.trim())}
                />
              </label>
              ${(['html', 'excel'] as const).map(
                (form) =>
                  html`<button
                    type="button"
                    data-export=${`club.statements.${form}`}
                    ?disabled=${this.isWriting}
                    @click=${() => void this.#statements(language, run.period, form)}
                  >
                    ${icon(form === 'html' ? 'print' : 'download')} ${translate(language, `club.papers.${form}`)}
                  </button>`,
              )}
            </div>`
          : html`<p class="small muted">${translate(language, 'club.papers.notClosed')}</p>`
      }
    </section>`;
  }

  async #statements(language: Language, month: string, form: 'html' | 'excel'): Promise<void> {
    this.isWriting = true;
    const wish = { filter: this.whose, search: this.search };
    const bytes = await this.workbench.club.table('club.statements', month, form, wish);
    const name = `${translate(language, 'club.papers.statements')}-${month}`;
    if (bytes) saveFile(bytes, `${name}.${form === 'html' ? 'html' : 'csv'}`);
    this.isWriting = false;
  }

  #refused(language: Language, run: ClubRun): TemplateResult | typeof nothing {
    if (run.refused.length === 0) return nothing;
    const rows = run.refused.map(
      (one) => html`
        <tr>
          <td>${this.#member(one.member, one.name)}</td>
          <td class="day">${one.day}</td>
          <td>${one.reward} <span class="small muted">${one.document}</span></td>
          <td class="wide">${one.text} <strong>${one.remedy}</strong> <span class="small muted">${one.id}</span></td>
        </tr>
      `,
    );
    return html`<section class="card stack" id="refused" aria-labelledby="refused-title">
      <div class="head">
        <div>
          <h3 id="refused-title" class="warning">
            ${translateCount(language, 'club.run.refused', run.refused.length)}
          </h3>
          <p class="small muted">${translate(language, 'club.run.refusedLead')}</p>
        </div>
      </div>
      ${this.#table(language, 'refused-title', ['member', 'day', 'reward', 'why'], rows)}
    </section>`;
  }

  #member(id: string, name: string): TemplateResult {
    return html`<button type="button" class="quiet" @click=${() => this.workbench.club.go('members', id)}>
        ${name || id}
      </button>
      ${name === '' ? nothing : html`<span class="small muted">${id}</span>`}`;
  }

  #table(language: Language, titleId: string, heads: readonly Head[], rows: readonly TemplateResult[]): TemplateResult {
    const isOpen = this.opened.has(titleId);
    return html`
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${titleId}>
        <table class="table">
          <thead>
            <tr>
              ${heads.map(
                (head) =>
                  html`<th scope="col" class=${kNumericHeads.includes(head) ? 'numeric' : ''}>
                    ${translate(language, `club.head.${head}`)}
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${isOpen ? rows : rows.slice(0, kRowsShown)}
          </tbody>
        </table>
      </div>
      ${
        isOpen || rows.length <= kRowsShown
          ? nothing
          : html`<div class="no-print">
              <button type="button" @click=${() => (this.opened = new Set([...this.opened, titleId]))}>
                ${translate(language, 'club.entries.more', { count: formatCount(language, rows.length - kRowsShown) })}
              </button>
            </div>`
      }
    `;
  }

  #lists(language: Language, run: ClubRun): TemplateResult | typeof nothing {
    const count = (points: number): string => formatCount(language, points);
    const currency = this.#store.state.result?.report.currency ?? null;
    const money = (amount: string): string => formatMoney(language, amount, currency);
    const { referrals, cards } = run;
    const parts = [
      run.picks.length + run.delivered.length + run.gifts.length === 0
        ? nothing
        : html`<section class="card stack" aria-labelledby="gifts">
            <div class="head">
              <h3 id="gifts">
                ${translate(language, 'club.run.gifts')}
                ${
                  run.gifts.length > 0
                    ? html`<span class="tag warning"
                        >${translateCount(language, 'club.run.short', run.gifts.length)}</span
                      >`
                    : nothing
                }
              </h3>
            </div>
            ${
              run.gifts.length === 0
                ? nothing
                : this.#table(
                    language,
                    'gifts',
                    ['gift', 'wanted', 'stock', 'short'],
                    run.gifts.map(
                      (gift) => html`
                        <tr>
                          <td>${gift.sku}</td>
                          <td class="numeric">${count(gift.wanted)}</td>
                          <td class="numeric">${count(gift.stock)}</td>
                          <td class="numeric danger">${count(gift.short)}</td>
                        </tr>
                      `,
                    ),
                  )
            }
            ${run.gifts.slice(0, 1).map(({ remedy, id }) => html`<p>${remedy} <span class="small muted">${id}</span></p>`)}
            <loyalane-club-gifts .workbench=${this.workbench} .run=${run}></loyalane-club-gifts>
          </section>`,
      cards.issue.length === 0
        ? nothing
        : html`<section class="card stack" aria-labelledby="issue">
            <div class="head">
              <h3 id="issue">${translateCount(language, 'club.run.issue', cards.issue.length)}</h3>
            </div>
            ${this.#table(
              language,
              'issue',
              ['customer', 'amount'],
              cards.issue.map(
                (card) => html`
                  <tr>
                    <td>${card.name || card.customer} <span class="small muted">${card.member}</span></td>
                    <td class="numeric">${money(card.amount)}</td>
                  </tr>
                `,
              ),
            )}
          </section>`,
      cards.near.length === 0
        ? nothing
        : html`<section class="card stack" aria-labelledby="near">
            <h3 id="near">${translateCount(language, 'club.run.near', cards.near.length)}</h3>
            ${this.#table(
              language,
              'near',
              ['customer', 'amount', 'share', 'form'],
              cards.near.map(
                ({ member, customer, name, amount, share, formComplete }) => html`
                  <tr>
                    <td>${name || customer} <span class="small muted">${member}</span></td>
                    <td class="numeric">${money(amount)}</td>
                    <td class="numeric">${share.den > 0 ? formatShare(language, share.num / share.den) : '–'}</td>
                    <td class=${formComplete ? '' : 'warning'}>
                      ${translate(language, formComplete ? 'club.form.complete' : 'club.form.incomplete')}
                    </td>
                  </tr>
                `,
              ),
            )}
          </section>`,
      run.openingDifferences.length === 0
        ? nothing
        : html`<section class="card stack" aria-labelledby="openings">
            <div>
              <h3 id="openings" class="warning">
                ${translateCount(language, 'club.run.openings', run.openingDifferences.length)}
              </h3>
              <p class="small muted">${translate(language, 'club.run.openingsLead')}</p>
            </div>
            ${this.#table(
              language,
              'openings',
              ['member', 'balance', 'counted'],
              run.openingDifferences.map(
                (one) => html`
                  <tr>
                    <td>${this.#member(one.member, '')}</td>
                    <td class="numeric">${count(one.balance)}</td>
                    <td class="numeric">${count(one.counted)}</td>
                  </tr>
                `,
              ),
            )}
          </section>`,
      run.byHand.length === 0
        ? nothing
        : html`<section class="card stack" aria-labelledby="by-hand">
            <h3 id="by-hand">${translate(language, 'hand.month')}</h3>
            ${this.#table(
              language,
              'by-hand',
              ['member', 'day', 'source', 'points'],
              run.byHand.map(
                (entry) => html`
                  <tr>
                    <td>${this.#member(entry.member, '')}</td>
                    <td class="day">${entry.day}</td>
                    <td class="wide">
                      ${textOr(language, `club.kind.${entry.kind}`, entry.kind)}
                      <span class="small">${translate(language, 'hand.by', entry)}</span>
                    </td>
                    <td class="numeric">${entry.points === 0 ? '–' : count(entry.points)}</td>
                  </tr>
                `,
              ),
            )}
          </section>`,
      run.lateEntries.length === 0
        ? nothing
        : html`<section class="card stack" aria-labelledby="late">
            <div>
              <h3 id="late">${translateCount(language, 'club.run.late', run.late)}</h3>
              <p class="small muted">${translate(language, 'club.run.lateLead')}</p>
            </div>
            ${this.#table(
              language,
              'late',
              ['member', 'day', 'source', 'points'],
              run.lateEntries.map(
                (entry) => html`
                  <tr>
                    <td>${this.#member(entry.member, '')}</td>
                    <td class="day">${entry.day}</td>
                    <td>${entry.source}</td>
                    <td class="numeric">${entry.amount === undefined ? count(entry.points) : money(entry.amount)}</td>
                  </tr>
                `,
              ),
            )}
          </section>`,
      run.vouchersIssued === 0 && run.vouchersWithdrawn === '0.00' && run.giftsToChoose.length === 0
        ? nothing
        : html`<section class="card stack" aria-labelledby="month-vouchers">
            <h3 id="month-vouchers">${translate(language, 'club.run.vouchers')}</h3>
            <p data-vouchers-issued=${run.vouchersIssued}>
              ${translateCount(language, 'club.run.vouchersSum', run.vouchersIssued, {
                value: money(run.vouchersValue),
              })}
              ${
                run.vouchersWithdrawn === '0.00'
                  ? nothing
                  : translate(language, 'club.run.vouchersBack', { value: money(run.vouchersWithdrawn) })
              }
            </p>
            ${
              run.giftsToChoose.length === 0
                ? nothing
                : html`<p class="warning">${translateCount(language, 'club.run.choose', run.giftsToChoose.length)}</p>`
            }
            <p class="no-print">
              <button type="button" data-go="vouchers" @click=${() => this.workbench.club.go('vouchers')}>
                ${translate(language, 'club.run.goVouchers')}
              </button>
            </p>
          </section>`,
      referrals.claims === 0
        ? nothing
        : html`<section class="card stack" aria-labelledby="referrals">
            <div>
              <h3 id="referrals">${translate(language, 'club.run.referrals')}</h3>
              <p>
                ${translate(language, 'club.run.referralsSum', {
                  claims: count(referrals.claims),
                  earned: money(referrals.earned),
                  pending: money(referrals.pending),
                  reversed: money(referrals.reversed),
                })}
              </p>
            </div>
            ${
              referrals.refused.length === 0
                ? nothing
                : this.#table(
                    language,
                    'referrals',
                    ['referrer', 'referee', 'why'],
                    referrals.refused.map(
                      (one) => html`
                        <tr>
                          <td>${one.referrer}</td>
                          <td>${one.referee}</td>
                          <td class="wide">
                            ${one.text} <strong>${one.remedy}</strong> <span class="small muted">${one.id}</span>
                          </td>
                        </tr>
                      `,
                    ),
                  )
            }
          </section>`,
    ].filter((part) => part !== nothing);
    return parts.length === 0 ? nothing : html`<div class="lists">${parts}</div>`;
  }

  #dialog(language: Language, month: string): TemplateResult {
    return html`
      <loyalane-dialog
        .open=${this.confirms}
        .heading=${translate(language, 'club.run.confirm', { month })}
        @close=${() => (this.confirms = false)}
      >
        <div class="dialog">
          <p>${translate(language, 'club.run.confirmText', { month })}</p>
          <p class="warning">${icon('warning')} ${translate(language, 'club.run.confirmFinal')}</p>
          <p>
            <button
              type="button"
              data-action="save-project"
              @click=${() => void saveProject(language, this.workbench, this.#store.state)}
            >
              ${icon('download')} ${translate(language, 'club.project.save')}
            </button>
            <span class="small muted">${translate(language, 'club.project.why')}</span>
          </p>
        </div>
        <div slot="footer" class="row">
          <button type="button" data-first-focus @click=${() => (this.confirms = false)}>
            ${translate(language, 'club.run.cancel')}
          </button>
          <button type="button" class="primary" data-action="confirm-close" @click=${() => void this.#close(month)}>
            ${translate(language, 'club.run.confirmButton')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  async #close(month: string): Promise<void> {
    this.confirms = false;
    this.isClosing = true;
    this.chosen = month;
    await this.workbench.club.close(month);
    this.isClosing = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-run': RunMonth;
  }
}
