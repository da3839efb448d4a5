// The club at a glance: how many members, how many points, what they may cost, and what is to be done, each thing a way to its screen.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ClubLiability, ClubRun, ClubState, MemberState } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatMoney } from '../../i18n/format.ts';
import { translateCount, type CountedKey } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { StoreController } from '../../state/store.ts';
import type { ClubPage } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon, type IconName } from '../../ui/icons.ts';
import { monthTerms } from './figures.ts';
import { problemLine } from './problem_line.ts';
import { saveProject } from './save_project.ts';
import { sumLine, sumStyles } from './sum_line.ts';

const kStates: readonly MemberState[] = ['active', 'card_issued', 'approved', 'applied', 'suspended', 'exited'];

interface ToDo {
  readonly icon: IconName;
  readonly text: string;
  readonly hint: string;
  readonly page: ClubPage;
  readonly isUrgent: boolean;
}

@customElement('loyalane-club-home')
export class ClubHome extends LitElement {
  static override styles = [
    controls,
    sumStyles,
    css`
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: var(--care-space-3);
        align-items: start;
      }
      @media (max-width: 900px) {
        .pair {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .states {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(110px, 1fr));
        gap: var(--care-space-2) var(--care-space-3);
      }
      .states dt {
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
      }
      .states dd {
        font-size: var(--care-font-size-large);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .states .all dd {
        color: var(--care-accent);
        font-size: var(--care-font-size-figure);
        line-height: 1.2;
      }
      .todo button {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) 16px;
        gap: var(--care-space-2);
        width: 100%;
        padding: var(--care-space-2);
        border-color: var(--care-line);
        text-align: left;
        white-space: normal;
        justify-content: stretch;
      }
      .todo li + li {
        margin-top: var(--care-space-2);
      }
      .todo .small {
        display: block;
      }
      .problems li {
        padding: var(--care-space-1) 0;
        border-top: 1px solid var(--care-line);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #run = new Asked<ClubRun>(this);
  readonly #liability = new Asked<ClubLiability>(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club } = this.#store.state;
    const last = club.state?.periods.at(-1)?.name ?? null;
    const month = club.state ? (club.state.nextMonth ?? last) : null;
    this.#run.want(month === null ? null : JSON.stringify([month, language, club.revision]), () =>
      this.workbench.club.run(month ?? ''),
    );
    this.#liability.want(last === null ? null : JSON.stringify([last, language, club.revision]), () =>
      this.workbench.club.liability(last ?? '', last ?? ''),
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { language, club } = this.#store.state;
    const { state: told } = club;
    if (!told) return nothing;
    return html`
      <div class="stack">
        <div class="pair">
          <div class="stack">
            ${this.#members(language, told)} ${this.#points(language, told)} ${this.#money(language)}
          </div>
          <div class="stack">
            ${this.#todo(language, told)} ${this.#problems(language, told)} ${this.#project(language, told)}
          </div>
        </div>
      </div>
    `;
  }

  #members(language: Language, { members }: ClubState): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="members">
        <h2 id="members">${translate(language, 'club.home.members')}</h2>
        <dl class="states">
          <div class="all">
            <dt>${translate(language, 'club.home.all')}</dt>
            <dd>${formatCount(language, members.all)}</dd>
          </div>
          ${kStates
            .filter((one) => members[one] > 0)
            .map(
              (one) => html`
                <div>
                  <dt>${translate(language, `club.state.${one}`)}</dt>
                  <dd>${formatCount(language, members[one])}</dd>
                </div>
              `,
            )}
        </dl>
      </section>
    `;
  }

  #points(language: Language, { periods, nextMonth }: ClubState): TemplateResult {
    const last = periods.at(-1)?.name;
    const closed = this.#liability.value?.months.at(-1);
    const next = this.#run.value;
    return html`
      <section class="card stack" aria-labelledby="points">
        <h2 id="points">${translate(language, 'club.home.points')}</h2>
        ${
          last === undefined
            ? html`<p class="muted">${translate(language, 'club.home.noneClosed')}</p>`
            : closed
              ? html`<div>
                  <p class="small muted">${translate(language, 'club.home.lastClosed', { month: last })}</p>
                  ${sumLine(language, monthTerms(closed))}
                </div>`
              : nothing
        }
        ${
          nextMonth !== null && next?.period === nextMonth
            ? html`<div>
                <p class="small muted">${translate(language, 'club.home.nextMonth', { month: nextMonth })}</p>
                ${sumLine(language, monthTerms(next.total))}
              </div>`
            : nothing
        }
        ${this.#run.problem ? problemLine(language, this.#run.problem) : nothing}
      </section>
    `;
  }

  #money(language: Language): TemplateResult | typeof nothing {
    const { value, problem } = this.#liability;
    if (problem) return problemLine(language, problem);
    if (!value) return nothing;
    const currency = this.#store.state.result?.report.currency ?? null;
    const money = (amount: string): string => formatMoney(language, amount, currency);
    const { rate } = value;
    return html`
      <section class="card stack" aria-labelledby="liability">
        <div class="row">
          <h2 id="liability">${translate(language, 'club.home.liability')}</h2>
          <span class="tag warning">${translate(language, 'club.estimate')}</span>
        </div>
        <p class="figure">${money(value.amount)}</p>
        <p class="small muted">
          ${translate(language, 'club.home.liabilityHow', {
            points: formatCount(language, value.closing),
            value: money(value.valuePer100),
            percent: formatFigure(language, rate.percent ?? 100, 1),
          })}
          ${
            rate.byHand
              ? translate(language, 'club.home.rateByHand')
              : rate.tooFew
                ? translate(language, 'club.home.rateTooFew')
                : translate(language, 'club.home.rateFrom', {
                    lots: formatCount(language, rate.lots),
                    low: money(value.amountLow ?? value.amount),
                    high: money(value.amountHigh ?? value.amount),
                  })
          }
        </p>
        ${
          value.vouchers === null || value.vouchers.issued.count === 0
            ? nothing
            : html`<p data-voucher-liability>
                <button type="button" class="quiet" @click=${() => this.workbench.club.go('vouchers')}>
                  ${translateCount(language, 'club.home.vouchers', value.vouchers.open.count, {
                    value: money(value.vouchers.open.value),
                  })}
                </button>
              </p>`
        }
      </section>
    `;
  }

  #todo(language: Language, { nextMonth }: ClubState): TemplateResult {
    const run = this.#run.value;
    const { closed } = this.#store.state.club;
    const counted = (key: CountedKey, count: number, icon: IconName, page: ClubPage, isUrgent = false): ToDo[] =>
      count === 0 ? [] : [{ icon, text: translateCount(language, key, count), hint: '', page, isUrgent }];
    const todo: ToDo[] = [
      ...(nextMonth === null
        ? []
        : [
            {
              icon: 'play' as const,
              text: translate(language, 'club.todo.run', { month: nextMonth }),
              hint: translate(language, 'club.todo.runHint'),
              page: 'run' as const,
              isUrgent: false,
            },
          ]),
      ...(run
        ? [
            ...counted('club.todo.refused', run.refused.length, 'warning', 'run', true),
            ...counted('club.todo.short', run.gifts.length, 'warning', 'run', true),
            ...counted('club.todo.cards', run.cards.issue.length, 'user', 'run'),
            ...counted('club.todo.expiring', run.counts.expiring, 'alert', 'members'),
            ...counted('club.todo.mayLose', run.counts.mayLoseTier, 'arrow-down', 'members'),
            ...counted('club.todo.near', run.counts.nearTier, 'arrow-up', 'members'),
          ]
        : []),
    ];
    return html`
      <section class="card stack" aria-labelledby="todo">
        <h2 id="todo">${translate(language, 'club.todo.title')}</h2>
        ${
          todo.length === 0
            ? html`<p class="success">
                ${icon('check')}
                ${
                  closed === null
                    ? translate(language, 'club.todo.none')
                    : translate(language, 'club.run.closed', { month: closed })
                }
              </p>`
            : html`<ul class="todo">
                ${todo.map(
                  ({ icon: sign, text, hint, page, isUrgent }) => html`
                    <li>
                      <button type="button" data-go=${page} @click=${() => this.workbench.club.go(page)}>
                        <span class=${isUrgent ? 'warning' : 'muted'}>${icon(sign)}</span>
                        <span>${text}${hint === '' ? nothing : html`<span class="small muted">${hint}</span>`}</span>
                        ${icon('arrow-right')}
                      </button>
                    </li>
                  `,
                )}
              </ul>`
        }
      </section>
    `;
  }

  /** The club's file: saved and opened at any time; what is not saved is asked about. */
  #project(language: Language, { periods }: ClubState): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="project">
        <div>
          <h2 id="project">${translate(language, 'club.project.title')}</h2>
          <p class="small muted">
            ${translate(language, 'club.project.lead')}
            ${periods.length === 0 ? translate(language, 'club.project.leadOpen') : nothing}
          </p>
        </div>
        <div class="row">
          <button
            type="button"
            data-action="save-project"
            @click=${() => void saveProject(language, this.workbench, this.#store.state)}
          >
            ${icon('download')} ${translate(language, 'club.project.save')}
          </button>
          <label hidden>
            <input
              type="file"
              accept=".loyalane"
              data-load
              aria-label=${translate(language, 'club.project.open')}
              @change=${(event: Event) => void this.#open(event)}
            />
          </label>
          <button
            type="button"
            data-action="open-project"
            @click=${() => this.renderRoot.querySelector<HTMLElement>('[data-load]')?.click()}
          >
            ${icon('folder')} ${translate(language, 'club.project.open')}
          </button>
        </div>
      </section>
    `;
  }

  async #open(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) await this.workbench.club.openFile(file);
    input.value = '';
  }

  #problems(language: Language, { problems }: ClubState): TemplateResult | typeof nothing {
    if (problems.length === 0) return nothing;
    return html`
      <section class="card stack" aria-labelledby="problems">
        <h2 id="problems" class="warning">${translate(language, 'club.home.problems')}</h2>
        <ul class="problems">
          ${problems.map(
            ({ id, text, remedy, count }) => html`
              <li>
                ${text} <strong>${remedy}</strong>
                <span class="small muted">${translateCount(language, 'issues.count', count)} · ${id}</span>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-home': ClubHome;
  }
}
