// What a club design would have cost on the company's own history, and would cost from now on: liability, cost and gain by month under
// three assumptions, for one design or two side by side. The replay is the engine's; nothing of it touches the ledger.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { Chart } from '../../charts/chart.ts';
import '../../charts/chart.ts';
import type { ChartLook } from '../../charts/chart_look.ts';
import { clubMonthsOption } from '../../charts/options/club_months_option.ts';
import type { ClubProgramme, Simulation, SimulationWish } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatMoney, formatShare } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import { StoreController } from '../../state/store.ts';
import type { ClubDesk, Problem, SimulationPlan } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import '../../ui/chart_frame.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/progress.ts';
import { pictureName, saveFile } from '../../ui/save_file.ts';
import '../../ui/segmented.ts';
import { moneyText, monthAfter } from './figures.ts';
import { formField, isMoney, wholeOf } from './form_field.ts';
import { nameOf, segmentName, tierName } from './names.ts';
import { problemLine } from './problem_line.ts';
import {
  kLifts,
  kMeasures,
  liftOf,
  measured,
  totalsOf,
  type DesignRun,
  type DesignTotals,
  type Lift,
  type Measure,
} from './simulation_figures.ts';

const kChartPixels = 320;
const kMonthsMax = 120;

interface Design {
  readonly id: 'own' | 'rival';
  readonly name: string;
  readonly tiers: readonly string[];
  readonly run: DesignRun;
}

/** What was simulated, and with what. */
interface Result {
  readonly key: string;
  readonly plan: SimulationPlan;
  readonly designs: readonly Design[];
}

@customElement('loyalane-club-simulator')
export class Simulator extends LitElement {
  static override styles = [
    controls,
    css`
      .form {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(180px, 100%), 1fr));
        gap: var(--care-space-3);
        align-items: start;
      }
      fieldset.lifts {
        display: contents;
      }
      .designs {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(360px, 100%), 1fr));
        gap: var(--care-space-3);
        align-items: stretch;
      }
      /* Beside a longer one: rows stay as high as they are. */
      .design {
        align-content: start;
      }
      .design h3 {
        display: flex;
        align-items: center;
        gap: var(--care-space-2);
      }
      .line {
        flex: none;
        width: 28px;
        border-top: 3px solid var(--care-accent);
      }
      .line.rival {
        border-top: 3px dashed var(--care-warning);
      }
      .answer {
        font-size: var(--care-font-size-large);
        line-height: 1.6;
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
      .dotted {
        flex: none;
        width: 28px;
        border-top: 2px dotted var(--care-text-muted);
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      .tiers table {
        width: auto;
        min-width: min(420px, 100%);
      }
      .tiers {
        display: grid;
        gap: var(--care-space-1);
      }
      .busy {
        opacity: 0.6;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private measure: Measure = 'liability';
  @state() private result: Result | null = null;
  @state() private problem: Problem | null = null;
  /** Replays done and to be done; null while nothing runs. */
  @state() private running: { readonly done: number; readonly all: number } | null = null;
  /** What is wrong with what was typed, by field. */
  @state() private faults: Readonly<Record<string, { readonly typed: string; readonly error: string }>> = {};
  @query('loyalane-chart') private readonly chart!: Chart | null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  #runs = 0;

  override render(): TemplateResult | typeof nothing {
    const { language, club, document } = this.#store.state;
    if (!club.state) return nothing;
    const { result, running } = this;
    const isOld = result !== null && result.key !== this.#key();
    const canRun = this.#firstMonth(club) !== null && Object.keys(this.faults).length === 0;
    return html`
      <div class="stack">
        <section class="card stack" aria-labelledby="wish">
          <div>
            <h2 id="wish">${translate(language, 'club.sim.title')}</h2>
            <p class="small muted">${translate(language, 'club.sim.lead')}</p>
          </div>
          ${this.#form(language, document.simulation)}
          <div class="row no-print">
            <button
              type="button"
              class="primary"
              data-action="simulate"
              ?disabled=${!canRun || running !== null}
              @click=${() => void this.#simulate()}
            >
              ${icon('play')} ${translate(language, result ? 'club.sim.again' : 'club.sim.start')}
            </button>
            ${isOld && !running ? html`<span class="warning" role="status">${translate(language, 'club.sim.old')}</span>` : nothing}
          </div>
          ${
            running
              ? html`<loyalane-progress
                  .label=${translate(language, 'club.sim.running')}
                  .value=${running.done / running.all}
                ></loyalane-progress>`
              : nothing
          }
          ${this.problem ? problemLine(language, this.problem) : nothing}
        </section>
        ${result ? html`<div class="stack ${isOld ? 'busy' : ''}">${this.#shown(language, result)}</div>` : nothing}
      </div>
    `;
  }

  // --- the wish ---

  #form(language: Language, plan: SimulationPlan): TemplateResult {
    const whole = (
      id: 'months' | 'liftLow' | 'liftBase' | 'liftHigh' | 'redeemPercent' | 'marginPercent',
      min: number,
      max: number,
    ): TemplateResult =>
      formField({
        id,
        kind: 'whole',
        label: translate(language, `club.wish.${id}`),
        value: this.faults[id]?.typed ?? String(plan[id]),
        hint: translate(language, `club.wish.${id}.hint`),
        ...(this.faults[id] && { error: this.faults[id].error }),
        changed: (typed) => {
          const value = wholeOf(typed);
          const isGood = value !== null && value >= min && value <= max;
          this.#take(
            id,
            typed,
            isGood ? '' : translate(language, 'club.fault.range', { min: String(min), max: String(max) }),
          );
          if (isGood) this.workbench.club.plan({ [id]: value });
        },
      });
    const money = (id: 'costPer100' | 'monthlyCost'): TemplateResult =>
      formField({
        id,
        kind: 'money',
        label: translate(language, `club.wish.${id}`),
        value: this.faults[id]?.typed ?? plan[id],
        hint: translate(language, `club.wish.${id}.hint`),
        ...(this.faults[id] && { error: this.faults[id].error }),
        changed: (typed) => {
          const isOpen = id === 'costPer100' && typed.trim() === '';
          const isGood = isOpen || isMoney(typed);
          this.#take(id, typed, isGood ? '' : translate(language, 'club.fault.money'));
          if (isGood) this.workbench.club.plan({ [id]: isOpen ? '' : moneyText(Number(typed)) });
        },
      });
    const { document } = this.#store.state;
    const rivals = [
      'none' as const,
      'minimal' as const,
      'customer-club' as const,
      'growth-levels' as const,
      'monthly-settlement' as const,
      ...(document.programmeDraft ? (['draft'] as const) : []),
    ];
    return html`
      <div class="form">
        <label class="field">
          <span>${translate(language, 'club.wish.rival')}</span>
          <select
            data-field="rival"
            @change=${(event: Event) =>
              this.workbench.club.plan({
                rival: (event.target as HTMLSelectElement).value as SimulationPlan['rival'],
              })}
          >
            ${rivals.map(
              (one) =>
                html`<option value=${one} ?selected=${one === plan.rival}>
                  ${translate(language, `club.rival.${one}`)}
                </option>`,
            )}
          </select>
          <span class="hint">${translate(language, 'club.wish.rival.hint')}</span>
        </label>
        ${whole('months', 1, kMonthsMax)}
        <fieldset class="lifts">
          <legend class="visually-hidden">${translate(language, 'club.wish.lift')}</legend>
          ${whole('liftLow', 0, 100)} ${whole('liftBase', 0, 100)} ${whole('liftHigh', 0, 100)}
        </fieldset>
        ${whole('marginPercent', 0, 100)} ${whole('redeemPercent', 0, 100)} ${money('costPer100')}
        ${money('monthlyCost')}
      </div>
    `;
  }

  #take(id: string, typed: string, error: string): void {
    const others = Object.fromEntries(Object.entries(this.faults).filter(([one]) => one !== id));
    this.faults = error === '' ? others : { ...others, [id]: { typed, error } };
  }

  /** The history is replayed from its beginning: a year of it, or what there is, comes before the months that are made out of it. */
  #firstMonth({ state: told }: ClubDesk): string | null {
    const begin = told?.firstMonth ?? null;
    const last = told?.lastMonthWithData ?? null;
    if (begin === null || last === null) return null;
    const yearBefore = monthAfter(last, -11);
    return begin > yearBefore ? begin : yearBefore;
  }

  #key(): string {
    const { document, club, language } = this.#store.state;
    const { simulation, programme, programmeDraft } = document;
    return JSON.stringify([
      simulation,
      programme,
      simulation.rival === 'draft' ? programmeDraft : null,
      club.state?.programme,
      club.state?.lastMonthWithData,
      language,
    ]);
  }

  async #simulate(): Promise<void> {
    const { document, club, language } = this.#store.state;
    const { simulation: plan } = document;
    const firstMonth = this.#firstMonth(club);
    if (!club.state || firstMonth === null) return;
    const key = this.#key();
    const own = ++this.#runs;
    this.problem = null;
    try {
      const rival = await this.#rival(plan);
      const wanted = [
        { id: 'own' as const, programme: club.state.programme },
        ...(rival ? [{ id: 'rival' as const, programme: rival }] : []),
      ];
      const all = wanted.length * kLifts.length;
      let done = 0;
      this.running = { done, all };
      const designs: Design[] = [];
      for (const { id, programme } of wanted) {
        const run: Partial<Record<Lift, Simulation>> = {};
        for (const lift of kLifts) {
          const wish: SimulationWish = {
            firstMonth,
            months: plan.months,
            liftPercent: liftOf(plan, lift),
            redeemPercent: plan.redeemPercent,
            costPer100: plan.costPer100,
            monthlyCost: plan.monthlyCost,
            marginPercent: plan.marginPercent,
          };
          run[lift] = await this.workbench.club.simulate(programme, wish);
          if (own !== this.#runs) return;
          this.running = { done: ++done, all };
        }
        const name = nameOf(language, programme.name, programme.id);
        const tiers = programme.tiers.tiers.map((tier) => tierName(language, tier));
        designs.push({ id, name, tiers, run: run as DesignRun });
      }
      this.result = { key, plan, designs };
    } catch (reason) {
      this.problem = problemOf(reason);
    } finally {
      if (own === this.#runs) this.running = null;
    }
  }

  async #rival({ rival }: SimulationPlan): Promise<ClubProgramme | null> {
    const { document } = this.#store.state;
    if (rival === 'none') return null;
    return rival === 'draft' ? document.programmeDraft : (await this.workbench.club.presets())[rival];
  }

  // --- what came of it ---

  #money(language: Language, amount: number): string {
    return formatMoney(language, moneyText(amount), this.#store.state.result?.report.currency ?? null);
  }

  #shown(language: Language, result: Result): TemplateResult {
    return html`
      <div class="designs">${result.designs.map((design) => this.#design(language, result, design))}</div>
      ${this.#chartFrame(language, result)} ${this.#reach(language, result)} ${this.#tiers(language, result)}
    `;
  }

  #design(language: Language, { plan }: Result, { id, name, run }: Design): TemplateResult {
    const money = (amount: number): string => this.#money(language, amount);
    const totals = Object.fromEntries(kLifts.map((lift) => [lift, totalsOf(run[lift])])) as Record<Lift, DesignTotals>;
    const { base } = totals;
    const row = (label: 'cost' | 'gained' | 'net' | 'liability'): TemplateResult => html`
      <tr>
        <th scope="row">${translate(language, `club.total.${label}`)}</th>
        ${kLifts.map(
          (lift) =>
            html`<td class="numeric ${label === 'net' ? (totals[lift].net < 0 ? 'danger' : 'success') : ''}">
              ${money(totals[lift][label])}
            </td>`,
        )}
      </tr>
    `;
    return html`
      <section class="card stack design" data-design=${id} aria-labelledby=${`design-${id}`}>
        <div>
          <h3 id=${`design-${id}`}>
            <span class="line ${id}" aria-hidden="true"></span>
            <span>${name} <span class="small muted">${translate(language, `club.design.${id}`)}</span></span>
          </h3>
        </div>
        <p class="answer">
          ${translate(language, base.net < 0 ? 'club.sim.answerLoss' : 'club.sim.answerGain', {
            months: formatCount(language, run.base.months.length),
            cost: money(base.cost),
            lift: String(liftOf(plan, 'base')),
            net: money(Math.abs(base.net)),
            liability: money(base.liability),
          })}
          ${
            base.breakEven === null
              ? translate(language, 'club.sim.noBreakEven')
              : translate(language, 'club.sim.breakEven', { month: base.breakEven })
          }
        </p>
        <div class="scroll" tabindex="0" role="region" aria-labelledby=${`design-${id}`}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">${translate(language, 'club.sim.assumed')}</th>
                ${kLifts.map(
                  (lift) =>
                    html`<th scope="col" class="numeric">
                      ${translate(language, `club.lift.${lift}`, { percent: String(liftOf(plan, lift)) })}
                    </th>`,
                )}
              </tr>
            </thead>
            <tbody>
              ${row('gained')} ${row('cost')} ${row('net')} ${row('liability')}
            </tbody>
          </table>
        </div>
        <p class="small muted">
          ${translate(language, 'club.sim.rate', { percent: String(run.base.redemptionPercent) })}
          ${translate(language, 'club.sim.history', { months: formatCount(language, run.base.monthsOfHistory) })}
        </p>
      </section>
    `;
  }

  #lines({ designs }: Result): Parameters<typeof clubMonthsOption>[1] {
    return designs.map(({ id, run }) => ({
      id,
      values: measured(run.base, this.measure),
      low: measured(run.low, this.measure),
      high: measured(run.high, this.measure),
    }));
  }

  #chartFrame(language: Language, result: Result): TemplateResult {
    const [first] = result.designs;
    const months = first?.run.base.months.map(({ period }) => period) ?? [];
    const lines = this.#lines(result);
    const money = (amount: number): string => this.#money(language, amount);
    const heading = translate(language, `club.measure.${this.measure}.title`);
    const names = result.designs.map(({ name }) => name);
    const told = (at: number): string =>
      [
        months[at] ?? '',
        ...lines.map(
          ({ values, low, high }, design) =>
            `${names[design] ?? ''}: ${money(values[at] ?? 0)}${
              low[at] === high[at] ? '' : ` (${money(low[at] ?? 0)} – ${money(high[at] ?? 0)})`
            }`,
        ),
      ].join('\n');
    return html`
      <loyalane-chart-frame
        .heading=${heading}
        .subtitle=${translate(language, `club.measure.${this.measure}.lead`)}
        .height=${kChartPixels}
        @png=${() => void this.#save(language, heading, names)}
      >
        <loyalane-segmented
          slot="tools"
          .label=${translate(language, 'club.sim.measure')}
          .value=${this.measure}
          .options=${kMeasures.map((id) => ({ id, label: translate(language, `club.measure.${id}`) }))}
          @choose=${(event: CustomEvent<Measure>) => (this.measure = event.detail)}
        ></loyalane-segmented>
        <ul slot="legend" class="legend small muted">
          ${result.designs.map(
            ({ id, name }) => html`<li><span class="line ${id}" aria-hidden="true"></span> ${name}</li>`,
          )}
          <li><span class="dotted" aria-hidden="true"></span> ${translate(language, 'club.sim.band')}</li>
        </ul>
        <loyalane-chart
          slot="chart"
          .height=${kChartPixels}
          .label=${heading}
          .description=${names.map((name, at) => `${name}: ${money(lines[at]?.values.at(-1) ?? 0)}`).join('; ')}
          .build=${guard(
            [result, this.measure, language],
            () => (look: ChartLook) =>
              clubMonthsOption(
                months,
                lines,
                {
                  axis: translate(language, 'club.sim.axis'),
                  tick: (amount) => formatFigure(language, amount, 0),
                  month: told,
                },
                look,
              ),
          )}
        ></loyalane-chart>
        <table slot="table" class="table">
          <caption class="visually-hidden">
            ${heading}
          </caption>
          <thead>
            <tr>
              <th scope="col">${translate(language, 'club.run.month')}</th>
              ${result.designs.map(({ name }) =>
                kLifts.map(
                  (lift) =>
                    html`<th scope="col" class="numeric">
                      ${name}
                      ${translate(language, `club.lift.${lift}`, { percent: String(liftOf(result.plan, lift)) })}
                    </th>`,
                ),
              )}
            </tr>
          </thead>
          <tbody>
            ${months.map(
              (month, at) => html`
                <tr>
                  <th scope="row">${month}</th>
                  ${lines.map(({ low, values, high }) =>
                    [low, values, high].map((one) => html`<td class="numeric">${money(one[at] ?? 0)}</td>`),
                  )}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </loyalane-chart-frame>
    `;
  }

  #reach(language: Language, { designs }: Result): TemplateResult | typeof nothing {
    const labels = [...new Set(designs.flatMap(({ run }) => run.base.segments.map(({ label }) => label)))];
    if (labels.length === 0) return nothing;
    const count = (points: number): string => formatCount(language, points);
    return html`
      <section class="card stack" aria-labelledby="reach">
        <div>
          <h3 id="reach">${translate(language, 'club.reach.title')}</h3>
          <p class="small muted">${translate(language, 'club.reach.lead')}</p>
        </div>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="reach">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">${translate(language, 'club.column.segment')}</th>
                <th scope="col" class="numeric">${translate(language, 'club.count.members')}</th>
                ${designs.map(
                  ({ name }) => html`
                    <th scope="col" class="numeric">${name}: ${translate(language, 'club.reach.earning')}</th>
                    <th scope="col" class="numeric">${name}: ${translate(language, 'club.points')}</th>
                  `,
                )}
              </tr>
            </thead>
            <tbody>
              ${labels.map((label) => {
                const of = designs.map(({ run }) => run.base.segments.find((one) => one.label === label));
                const members = Math.max(0, ...of.map((one) => one?.members ?? 0));
                return html`
                  <tr>
                    <th scope="row">
                      ${label === '' ? translate(language, 'club.reach.noSegment') : segmentName(this.#store.state, label)}
                    </th>
                    <td class="numeric">${count(members)}</td>
                    ${of.map(
                      (one) => html`
                        <td class="numeric">
                          ${count(one?.earning ?? 0)}
                          <span class="small muted"
                            >${formatShare(language, members > 0 ? (one?.earning ?? 0) / members : 0)}</span
                          >
                        </td>
                        <td class="numeric">${count(one?.earned ?? 0)}</td>
                      `,
                    )}
                  </tr>
                `;
              })}
            </tbody>
          </table>
        </div>
      </section>
    `;
  }

  #tiers(language: Language, { designs }: Result): TemplateResult | typeof nothing {
    const tiered = designs.filter(({ tiers }) => tiers.length > 1);
    if (tiered.length === 0) return nothing;
    const count = (points: number): string => formatCount(language, points);
    return html`
      <section class="card stack" aria-labelledby="tiers">
        <div>
          <h3 id="tiers">${translate(language, 'club.tiers.title')}</h3>
          <p class="small muted">${translate(language, 'club.tiers.lead')}</p>
        </div>
        ${tiered.map(({ name, tiers, run }) => {
          const { months } = run.base;
          const [first, last] = [months[0], months.at(-1)];
          const sum = (what: 'upgrades' | 'downgrades'): string =>
            count(months.reduce((all, month) => all + month[what], 0));
          return html`
            <div class="tiers">
              <h4>${name}</h4>
              <div class="scroll">
                <table class="table">
                  <thead>
                    <tr>
                      <th scope="col">${translate(language, 'club.tier.title')}</th>
                      <th scope="col" class="numeric">${first?.period}</th>
                      <th scope="col" class="numeric">${last?.period}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${tiers.map(
                      (tier, at) => html`
                        <tr>
                          <th scope="row">${tier}</th>
                          <td class="numeric">${count(first?.byTier[at] ?? 0)}</td>
                          <td class="numeric">${count(last?.byTier[at] ?? 0)}</td>
                        </tr>
                      `,
                    )}
                  </tbody>
                </table>
              </div>
              <p class="small muted">
                ${translate(language, 'club.tiers.moved', { up: sum('upgrades'), down: sum('downgrades') })}
              </p>
            </div>
          `;
        })}
      </section>
    `;
  }

  async #save(language: Language, title: string, names: readonly string[]): Promise<void> {
    const picture = await this.chart?.toPng({
      title,
      subtitle: names.join(' / '),
      notes: [translate(language, 'club.sim.lead')],
    });
    if (picture) saveFile(picture, pictureName(title, this.#store.state.result?.report.asOf));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-simulator': Simulator;
  }
}
