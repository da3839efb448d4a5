// One member's points explained: how the balance comes about, which points it consists of and what took from them, what ends when, the
// tier, and every entry. Asked of the engine as of a day.

import { css, html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClubEntry, ClubLot, ClubMember, ClubMemberTier, ClubPosted } from '../../engine/protocol.ts';
import { formatCount, formatMoney } from '../../i18n/format.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { StoreController } from '../../state/store.ts';
import type { State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/share_bar.ts';
import { daysBetween, lastDayOf, memberTerms } from './figures.ts';
import './hand_posting.ts';
import { kLotParts, lotBatches, lotGroups, lotStretches, partsOf, type LotBatch } from './lots.ts';
import { segmentName } from './names.ts';
import type { OfficeMember } from './office/office_types.ts';
import { trailList, trailStyles } from './office/trail.ts';
import { problemLine, whyAndRemedy } from './problem_line.ts';
import { sumLine, sumStyles } from './sum_line.ts';

/** So many entries stand there at first; the rest on demand, and on paper all. */
const kEntriesShown = 60;
/** So many earnings of one day stand there at once. */
const kLotsShown = 2;
/** So many of what took from a lot. */
const kTakersShown = 3;

const percent = (share: number): string => `${share * 100}%`;

@customElement('loyalane-club-member')
export class MemberLedger extends LitElement {
  static override styles = [
    controls,
    sumStyles,
    trailStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .head h2 {
        font-size: var(--care-font-size-title);
      }
      .answer {
        max-width: 60em;
        font-size: var(--care-font-size-large);
        line-height: 1.6;
      }
      .answer strong {
        color: var(--care-accent);
      }
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: var(--care-space-3);
        align-items: start;
      }
      @media (max-width: 900px) {
        .pair {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-3);
      }
      .legend li {
        display: inline-flex;
        align-items: center;
        gap: var(--care-space-1);
      }
      .key {
        width: 12px;
        height: 12px;
        border-radius: 2px;
      }
      .remaining {
        fill: var(--care-accent);
      }
      .used {
        fill: var(--care-ramp-3);
      }
      .expired {
        fill: var(--care-warning);
      }
      .cancelled {
        fill: var(--care-line-strong);
      }
      .lots > li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px var(--care-space-3);
        padding: var(--care-space-2) 0;
        border-top: 1px solid var(--care-line);
        break-inside: avoid;
      }
      .lots .bar {
        grid-column: 1 / -1;
        display: block;
        width: 100%;
        height: 14px;
      }
      .lots .left {
        text-align: right;
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      .lots .what {
        overflow-wrap: anywhere;
      }
      .inner {
        grid-column: 1 / -1;
      }
      .inner summary {
        color: var(--care-accent);
      }
      .lots .lot {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 var(--care-space-3);
      }
      .lots > li > .lot,
      .lots > li > .takers {
        grid-column: 1 / -1;
      }
      .lots .takers {
        padding-left: var(--care-space-3);
      }
      .next {
        margin-top: var(--care-space-1);
      }
      .group + .group {
        margin-top: var(--care-space-3);
      }
      .points-of {
        font-variant-numeric: tabular-nums;
      }
      .tier-name {
        font-size: var(--care-font-size-figure);
        font-weight: 600;
      }
      loyalane-share-bar {
        color: var(--care-accent);
        height: 12px;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      td.day {
        white-space: nowrap;
      }
      td.wide {
        min-width: 12em;
      }
      /* On a phone what counts stays in view: the month is that of the day, or told beside it. */
      @media (max-width: 520px) {
        td.wide {
          min-width: 0;
          overflow-wrap: anywhere;
        }
        .entries th,
        .entries td {
          padding-inline: var(--care-space-1);
        }
        .entries .period {
          display: none;
        }
      }
      .refused td {
        color: var(--care-text-muted);
      }
      tr.soon td {
        color: var(--care-warning);
      }
      .done {
        padding: var(--care-space-2) var(--care-space-3);
        border-radius: var(--care-radius);
        background: var(--care-surface-success);
        color: var(--care-success);
      }
      .waiting-room {
        min-height: 50vh;
      }
      .busy {
        opacity: 0.6;
      }
      @media print {
        .pair {
          grid-template-columns: minmax(0, 1fr);
        }
        .scroll {
          overflow: visible;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** The day that was chosen; empty: the last day that the data know. */
  @state() private chosenDay = '';
  @state() private showsAll = false;
  @state() private posts = false;
  /** What was posted by hand last. */
  @state() private posted: ClubPosted | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<ClubMember>(this);
  readonly #office = new Asked<OfficeMember>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#whole);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#whole);
  }

  /** Paper holds every entry, and every earning of every bar. */
  readonly #whole = (): void => {
    this.showsAll = true;
    this.performUpdate();
    for (const details of this.renderRoot.querySelectorAll('details')) details.open = true;
  };

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { club, language, document } = this.#store.state;
    const day = this.#day(this.#store.state);
    const id = club.member;
    this.#asked.want(id === null || day === '' ? null : JSON.stringify([id, day, language, club.revision]), () =>
      this.workbench.club.member(id ?? '', day),
    );
    this.#office.want(
      id === null ? null : JSON.stringify([id, language, club.revision, document.registers.members]),
      () => this.workbench.club.view<OfficeMember>('members', { what: 'member', id }),
    );
  }

  #day({ club }: State): string {
    if (this.chosenDay !== '') return this.chosenDay;
    const last = club.state?.periods.at(-1)?.to ?? '';
    const month = club.state?.nextMonth ?? club.state?.lastMonthWithData ?? null;
    // Without a closed month the ledger is empty but for what was there before; the last month with data says most.
    return last === '' && month !== null ? lastDayOf(month) : last;
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { value, problem, isAsking } = this.#asked;
    return html`
      <div class="stack ${isAsking && value ? 'busy' : ''}" aria-busy=${isAsking}>
        <div class="row no-print">
          <button type="button" class="quiet" data-back @click=${() => this.workbench.club.go('members')}>
            ${icon('arrow-left')} ${translate(language, 'club.member.back')}
          </button>
          <span class="grow"></span>
          <label class="row">
            <span>${translate(language, 'club.member.asOf')}</span>
            <input
              type="date"
              .value=${this.#day(this.#store.state)}
              @change=${(event: Event) => (this.chosenDay = (event.target as HTMLInputElement).value)}
            />
          </label>
          <button
            type="button"
            data-action="post-by-hand"
            ?disabled=${!value}
            @click=${() => {
              this.posts = true;
              this.posted = null;
            }}
          >
            ${icon('hand')} ${translate(language, 'hand.button')}
          </button>
          <button type="button" data-print @click=${() => window.print()}>
            ${icon('print')} ${translate(language, 'club.print')}
          </button>
        </div>
        ${problem ? problemLine(language, problem) : nothing} ${this.#posting(language, value)}
        ${
          value
            ? this.#member(language, value)
            : problem
              ? nothing
              : html`<p class="card waiting-room muted" role="status">${translate(language, 'club.loading')}</p>`
        }
      </div>
    `;
  }

  #posting(language: Language, member: ClubMember | null): TemplateResult {
    const { posted } = this;
    const count = (points: number): string => formatCount(language, points);
    return html`
      ${
        posted === null
          ? nothing
          : html`<p class="done no-print" role="status" data-posted=${posted.number}>
              ${icon('check')}
              ${translate(language, 'hand.done', { number: posted.number, before: count(posted.before), after: count(posted.after) })}
              ${posted.late ? translate(language, 'hand.doneLate', { day: posted.day, postedOn: posted.postedOn }) : nothing}
            </p>`
      }
      <loyalane-club-posting
        .workbench=${this.workbench}
        .member=${this.posts ? member : null}
        @close=${() => (this.posts = false)}
        @posted=${(event: CustomEvent<ClubPosted>) => {
          this.posts = false;
          this.posted = event.detail;
          // What was posted is to be seen.
          if (event.detail.postedOn > this.#day(this.#store.state)) this.chosenDay = event.detail.postedOn;
        }}
      ></loyalane-club-posting>
    `;
  }

  #member(language: Language, member: ClubMember): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="who">
        <div class="head">
          <div>
            <h2 id="who" tabindex="-1">${member.name || member.id}</h2>
            <p class="muted small">
              ${[
                member.name === '' ? '' : translate(language, 'club.member.number', { id: member.id }),
                translate(language, `club.state.${member.state}`),
                member.memberClass,
                member.segment === '' ? '' : segmentName(this.#store.state, member.segment),
                member.activeFrom === null ? '' : translate(language, 'club.member.since', { day: member.activeFrom }),
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </p>
          </div>
          <p class="muted small">${translate(language, 'club.member.day', { day: member.asOf })}</p>
        </div>
        ${
          member.entries.length === 0
            ? html`<p class="answer" data-answer>${translate(language, 'club.answer.nothing')}</p>`
            : html`<p class="answer" data-answer>${this.#answer(language, member)}</p>
                ${sumLine(language, memberTerms(member))} ${this.#split(language, member)}`
        }
      </section>
      <div class="pair">
        ${this.#lots(language, member)}
        <div class="stack">
          ${this.#upcoming(language, member)} ${member.tier ? this.#tier(language, member.tier) : nothing}
          ${this.#trail(language, member.id)}
        </div>
      </div>
      ${this.#entries(language, member)}
    `;
  }

  #trail(language: Language, id: string): TemplateResult | typeof nothing {
    const { value } = this.#office;
    if (value?.id !== id) return nothing;
    return html`
      <section class="card stack" aria-labelledby="trail">
        <div class="head">
          <h3 id="trail">${translate(language, 'club.office.trail')}</h3>
          <button type="button" class="quiet no-print" data-office @click=${() => this.workbench.club.go('office', id)}>
            ${translate(language, 'club.office.office')}
          </button>
        </div>
        ${trailList(language, value.trail)}
      </section>
    `;
  }

  /** Why the balance is what it is, in a sentence or two. */
  #answer(language: Language, { totals, upcoming, asOf }: ClubMember): TemplateResult {
    const count = (points: number): string => formatCount(language, points);
    const gone = (['used', 'expired', 'cancelled'] as const)
      .filter((part) => totals[part] !== 0)
      .map((part) => translate(language, `club.answer.${part}`, { points: count(totals[part]) }));
    const [next] = upcoming;
    return html`${translate(language, 'club.answer.begin')}<strong>${translate(language, 'club.answer.held', { points: count(totals.held) })}</strong>${
      gone.length === 0
        ? translate(language, 'club.answer.onlyEarned', { earned: count(totals.earned) })
        : translate(language, 'club.answer.because', {
            earned: count(totals.earned),
            gone: gone.join(translate(language, 'club.answer.join')),
          })
    }${totals.owed === 0 ? nothing : translate(language, 'club.answer.owed', { points: count(totals.owed) })}${
      next
        ? translate(language, 'club.answer.next', {
            points: count(next.points),
            // Not to be broken in two at the end of a line.
            day: next.lastDay.replaceAll('-', '-\u2060'),
            days: count(daysBetween(asOf, next.lastDay)),
          })
        : nothing
    }`;
  }

  #split(language: Language, { totals }: ClubMember): TemplateResult {
    const count = (points: number): string => formatCount(language, points);
    return html`<p class="muted">
      ${translate(language, 'club.split.active', { points: count(totals.active) })}${
        totals.pending === 0 ? nothing : translate(language, 'club.split.pending', { points: count(totals.pending) })
      }
    </p>`;
  }

  // --- lots ---

  #lots(language: Language, member: ClubMember): TemplateResult {
    const { spendable, waiting, gone } = lotGroups(member.lots);
    const batches = {
      spendable: lotBatches(spendable, ({ lastDay }) => lastDay),
      waiting: lotBatches(waiting, ({ activeOn }) => activeOn),
    };
    const longest = Math.max(0, ...[...batches.spendable, ...batches.waiting].map(({ lots }) => partsOf(lots).points));
    const used = kLotParts.filter((part) => [...spendable, ...waiting].some((lot) => lot[part] > 0));
    return html`
      <section class="card" aria-labelledby="lots">
        <h3 id="lots">${translate(language, 'club.lots.title')}</h3>
        ${
          spendable.length + waiting.length === 0
            ? html`<p class="next muted">
                ${translate(language, member.lots.length === 0 ? 'club.lots.none' : 'club.lots.noneLeft')}
              </p>`
            : html`<p class="small muted">${translate(language, 'club.lots.lead')}</p>
                <ul class="legend small muted next">
                  ${used.map(
                    (part) =>
                      html`<li>
                        <svg class="key ${part}" viewBox="0 0 12 12" aria-hidden="true">
                          <rect width="12" height="12" />
                        </svg>
                        ${translate(language, `club.part.${part}`)}
                      </li>`,
                  )}
                </ul>`
        }
        ${this.#group(language, 'spendable', batches.spendable, longest)}
        ${this.#group(language, 'waiting', batches.waiting, longest)}
        ${
          gone.length === 0
            ? nothing
            : html`<details class="group next">
                <summary>
                  ${translate(language, 'club.lots.gone', { count: formatCount(language, gone.length) })}
                </summary>
                <ul class="lots">
                  ${gone.map((lot) => html`<li>${this.#lot(language, lot)}</li>`)}
                </ul>
              </details>`
        }
      </section>
    `;
  }

  #group(
    language: Language,
    id: 'spendable' | 'waiting',
    batches: readonly LotBatch[],
    longest: number,
  ): TemplateResult | typeof nothing {
    if (batches.length === 0) return nothing;
    const points = batches.reduce((sum, { lots }) => sum + partsOf(lots).remaining, 0);
    return html`
      <div class="group next">
        <h4>${translate(language, `club.lots.${id}`, { points: formatCount(language, points) })}</h4>
        <ol class="lots" data-lots=${id}>
          ${batches.map((batch) => this.#batch(language, id, batch, longest))}
        </ol>
      </div>
    `;
  }

  /** What ends (or begins) on one day, as one bar; each earning in it below. */
  #batch(language: Language, id: 'spendable' | 'waiting', { day, lots }: LotBatch, longest: number): TemplateResult {
    const count = (points: number): string => formatCount(language, points);
    const parts = partsOf(lots);
    const title =
      id === 'waiting'
        ? translate(language, 'club.lot.from', { day: day ?? '' })
        : day === null
          ? translate(language, 'club.lot.noEnd')
          : translate(language, 'club.lot.until', { day });
    return html`
      <li>
        <span class="what">${title}</span>
        <span class="left">
          <strong>${count(parts.remaining)}</strong>
          ${
            parts.remaining === parts.points
              ? nothing
              : html`<span class="small muted"
                  >${translate(language, 'club.lot.of', { points: count(parts.points) })}</span
                >`
          }
        </span>
        <svg class="bar" aria-hidden="true">
          ${lotStretches(parts, longest).map(
            ({ part, from, to }) =>
              svg`<rect class=${part} x=${percent(from)} width=${percent(to - from)} height="100%" />`,
          )}
        </svg>
        ${
          lots.length <= kLotsShown
            ? html`<div class="small inner">${lots.map((lot) => html`<div>${this.#lot(language, lot)}</div>`)}</div>`
            : html`<details class="small inner">
                <summary>${translate(language, 'club.lots.earnings', { count: count(lots.length) })}</summary>
                ${lots.map((lot) => html`<div>${this.#lot(language, lot)}</div>`)}
              </details>`
        }
      </li>
    `;
  }

  /** One earning: what it was, what is left of it, and what took from it. */
  #lot(language: Language, lot: ClubLot): TemplateResult {
    const count = (points: number): string => formatCount(language, points);
    const taker = ({ kind, source, rule, ruleName, day, points }: ClubLot['takenBy'][number]): string =>
      translate(language, 'club.lot.taken', {
        day,
        what: [textOr(language, `club.kind.${kind}`, kind), rule === lot.rule ? '' : (ruleName ?? ''), source]
          .filter((part) => part !== '')
          .join(' '),
        points: `${points < 0 ? '+' : '−'}${count(Math.abs(points))}`,
      });
    const shown = lot.takenBy.slice(0, kTakersShown);
    const rest = lot.takenBy.slice(kTakersShown);
    return html`<div class="lot small">
        <span class="what">
          ${lot.ruleName || lot.rule}
          <span class="muted">${[lot.day, lot.source].filter((part) => part !== '').join(' · ')}</span>
        </span>
        <span class="left">
          ${
            lot.remaining === lot.points
              ? count(lot.points)
              : translate(language, 'club.lot.leftOf', { left: count(lot.remaining), points: count(lot.points) })
          }
        </span>
      </div>
      <div class="takers small muted">
        ${shown.map((one) => html`<div>${taker(one)}</div>`)}
        ${
          rest.length === 0
            ? nothing
            : html`<details>
                <summary>${translate(language, 'club.lot.more', { count: count(rest.length) })}</summary>
                ${rest.map((one) => html`<div>${taker(one)}</div>`)}
              </details>`
        }
        ${
          lot.expired > 0
            ? html`<div>
                ${translate(language, 'club.lot.expired', { points: count(lot.expired), day: lot.lastDay ?? '' })}
              </div>`
            : nothing
        }
      </div>`;
  }

  // --- what ends, and the tier ---

  #upcoming(language: Language, { upcoming, asOf }: ClubMember): TemplateResult {
    const soonDays = 60;
    return html`
      <section class="card" aria-labelledby="upcoming">
        <h3 id="upcoming">${translate(language, 'club.upcoming.title')}</h3>
        ${
          upcoming.length === 0
            ? html`<p class="muted next">${translate(language, 'club.upcoming.none')}</p>`
            : html`<table class="table next">
                <thead>
                  <tr>
                    <th scope="col">${translate(language, 'club.upcoming.day')}</th>
                    <th scope="col">${translate(language, 'club.upcoming.left')}</th>
                    <th scope="col" class="numeric">${translate(language, 'club.points')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${upcoming.map(({ lastDay, points }) => {
                    const days = daysBetween(asOf, lastDay);
                    return html`
                      <tr class=${days <= soonDays ? 'soon' : ''}>
                        <td class="day">${lastDay}</td>
                        <td>${translate(language, 'club.upcoming.days', { days: formatCount(language, days) })}</td>
                        <td class="numeric">${formatCount(language, points)}</td>
                      </tr>
                    `;
                  })}
                </tbody>
              </table>`
        }
      </section>
    `;
  }

  #tier(language: Language, tier: ClubMemberTier): TemplateResult {
    const count = (points: number): string => formatCount(language, points);
    const { quantity, nextThreshold, nextName, missing, validTo, ifIdle, name } = tier;
    const hasNext = nextName !== null && nextThreshold !== null && nextThreshold > 0;
    return html`
      <section class="card stack" aria-labelledby="tier">
        <div>
          <h3 id="tier">${translate(language, 'club.tier.title')}</h3>
          <p class="tier-name">${name}</p>
        </div>
        ${
          hasNext
            ? html`<div>
                <loyalane-share-bar .share=${quantity / nextThreshold}></loyalane-share-bar>
                <p class="small">
                  ${translate(language, 'club.tier.progress', { quantity: count(quantity), threshold: count(nextThreshold) })}
                </p>
              </div>`
            : nothing
        }
        <ul>
          ${
            hasNext
              ? html`<li>
                  ${translate(language, 'club.tier.missing', { points: count(missing ?? nextThreshold - quantity), next: nextName })}
                </li>`
              : html`<li>${translate(language, 'club.tier.top', { quantity: count(quantity) })}</li>`
          }
          ${validTo === null ? nothing : html`<li>${translate(language, 'club.tier.valid', { day: validTo, name })}</li>`}
          ${
            ifIdle === '' || ifIdle === name
              ? html`<li>${translate(language, 'club.tier.idleStays', { name })}</li>`
              : html`<li class="warning">${translate(language, 'club.tier.idleFalls', { name: ifIdle })}</li>`
          }
        </ul>
        ${
          tier.changes.length === 0
            ? nothing
            : html`<details ?open=${tier.changes.length < 4}>
                <summary>${translate(language, 'club.tier.changes')}</summary>
                <ul class="small next">
                  ${[...tier.changes]
                    .reverse()
                    .map(
                      ({ on, from, to, cause, quantity: counted }) =>
                        html`<li>
                          ${on} ${translate(language, `club.cause.${cause}`, { from, to, quantity: count(counted) })}
                        </li>`,
                    )}
                </ul>
              </details>`
        }
      </section>
    `;
  }

  // --- entries ---

  #entries(language: Language, { entries }: ClubMember): TemplateResult {
    const newestFirst = [...entries].reverse();
    const shown = this.showsAll ? newestFirst : newestFirst.slice(0, kEntriesShown);
    const rest = newestFirst.length - shown.length;
    return html`
      <section class="card stack" aria-labelledby="entries">
        <div>
          <h3 id="entries">${translate(language, 'club.entries.title')}</h3>
          <p class="small muted">${translate(language, 'club.entries.lead')}</p>
        </div>
        ${
          entries.length === 0
            ? html`<p class="muted">${translate(language, 'club.entries.none')}</p>`
            : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="entries">
                <table class="table entries">
                  <thead>
                    <tr>
                      <th scope="col">${translate(language, 'club.entries.day')}</th>
                      <th scope="col">${translate(language, 'club.entries.what')}</th>
                      <th scope="col" class="numeric">${translate(language, 'club.points')}</th>
                      <th scope="col" class="numeric">${translate(language, 'club.entries.balance')}</th>
                      <th scope="col" class="period">${translate(language, 'club.entries.period')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${shown.map((entry) => this.#entry(language, entry))}
                  </tbody>
                </table>
              </div>`
        }
        ${
          rest > 0
            ? html`<div class="no-print">
                <button type="button" @click=${() => (this.showsAll = true)}>
                  ${translate(language, 'club.entries.more', { count: formatCount(language, rest) })}
                </button>
              </div>`
            : nothing
        }
      </section>
    `;
  }

  /** Who entered it and why. */
  #hand(language: Language, { number, undoes, who, reason }: NonNullable<ClubEntry['byHand']>): TemplateResult {
    return html`<br /><span class="small"
        >${translate(language, 'hand.by', { number, who, reason })}${
          undoes === ''
            ? nothing
            : html` <span class="muted">(${translate(language, 'hand.undoes', { number: undoes })})</span>`
        }</span
      >`;
  }

  #entry(language: Language, entry: ClubEntry): TemplateResult {
    const count = (points: number): string => formatCount(language, points);
    const { kind, points, refused, lots } = entry;
    const sign = points > 0 ? '+' : points < 0 ? '−' : '';
    const tone = refused ? '' : points < 0 ? 'danger' : points > 0 ? 'success' : '';
    return html`
      <tr class=${refused ? 'refused' : ''}>
        <td class="day">
          ${entry.day}
          ${
            entry.late
              ? html`<br /><span class="small warning"
                    >${translate(language, 'club.entries.late', { day: entry.postedOn })}</span
                  >`
              : nothing
          }
        </td>
        <td class="wide">
          ${textOr(language, `club.kind.${kind}`, kind)}${entry.ruleName === '' ? nothing : html` · ${entry.ruleName}`}
          ${entry.byHand ? this.#hand(language, entry.byHand) : html`<span class="small muted">${entry.source}</span>`}
          ${
            lots.length === 0
              ? nothing
              : html`<br /><span class="small muted">
                    ${translate(language, 'club.entries.from', {
                      lots: lots
                        .map((lot) => `${lot.source} ${count(lot.points)}`)
                        .join(translate(language, 'list.separator')),
                    })}
                  </span>`
          }
          ${
            refused
              ? html`<br /><span class="small warning"
                    >${icon('warning')} ${whyAndRemedy(language, refused.text, refused.remedy)} ${refused.id}</span
                  >`
              : nothing
          }
        </td>
        <td class="numeric ${tone}">
          ${
            entry.amount === undefined
              ? `${sign}${count(Math.abs(points))}`
              : formatMoney(language, entry.amount, this.#store.state.result?.report.currency ?? null)
          }
        </td>
        <td class="numeric">${count(entry.balance)}</td>
        <td class="day period">
          ${entry.period ?? html`<span class="muted">${translate(language, 'club.entries.open')}</span>`}
        </td>
      </tr>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-member': MemberLedger;
  }
}
