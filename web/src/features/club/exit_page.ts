// Leaving the club: five steps in order with their locks, what is still owed, a merger before it is done, and what members and merchants
// are told. The plan can be undone; settling points is final and says so.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ExitPlan, ExitStanding, ExitView, RegisterAct } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import { saveFile } from '../../ui/save_file.ts';
import { typed } from '../../ui/typed_value.ts';
import './exit_merge.ts';
import './exit_notices.ts';
import { problemLine } from './problem_line.ts';

/** The plan of a register; one that nobody has begun yet has the engine's own defaults. */
const planOf = (document: Readonly<Record<string, unknown>> | undefined): ExitPlan => ({
  version: 1,
  steps: [],
  close: null,
  honourDays: 90,
  ...document,
});

type Part = 'steps' | 'owed';

@customElement('loyalane-club-exit')
export class ExitPage extends LitElement {
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
      .steps > li {
        display: grid;
        grid-template-columns: 32px minmax(0, 1fr);
        gap: var(--care-space-1) var(--care-space-2);
        padding: var(--care-space-3) 0;
        border-top: 1px solid var(--care-line);
      }
      .steps > li:first-child {
        padding-top: 0;
        border-top: 0;
      }
      .steps > li:last-child {
        padding-bottom: 0;
      }
      .mark {
        display: grid;
        place-items: center;
        width: 28px;
        height: 28px;
        border-radius: 50%;
        border: 1px solid var(--care-line-strong);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .open .mark {
        border-color: var(--care-accent);
        color: var(--care-accent);
      }
      .done .mark {
        border-color: transparent;
        background: var(--care-surface-success);
        color: var(--care-success);
      }
      .locked .mark {
        color: var(--care-text-muted);
        background: var(--care-surface-sunken);
      }
      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--care-space-2) var(--care-space-4);
        align-items: start;
      }
      @media (min-width: 900px) {
        .body {
          grid-template-columns: minmax(0, 1fr) 540px;
        }
      }
      .fields {
        align-items: flex-end;
      }
      .fields .field {
        flex: 0 1 170px;
      }
      .why {
        margin-top: var(--care-space-1);
      }
      .owed {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-2) var(--care-space-4);
      }
      .done-line {
        padding: var(--care-space-2) var(--care-space-3);
        border-radius: var(--care-radius);
        background: var(--care-surface-success);
        color: var(--care-success);
      }
      .dialog p + p {
        margin-top: var(--care-space-2);
      }
      .why {
        display: flex;
        gap: var(--care-space-1);
      }
      .why .icon {
        margin-top: 3px;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** The day that is asked about; empty: the last day of the data, where it is open. */
  @state() private day = '';
  @state() private confirms = false;
  @state() private isSettling = false;
  @state() private settled: ExitStanding | null = null;
  @state() private fault: { readonly part: Part; readonly problem: Problem } | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<ExitView>(this);

  get #plan(): ExitPlan {
    return planOf(this.#store.state.document.registers.exit);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    const question = this.day === '' ? {} : { on: this.day };
    const rules = document.programme?.id ?? '';
    this.#asked.want(
      club.state
        ? JSON.stringify([
            ...[question, language, club.revision, rules],
            ...[document.registers.exit ?? null, document.registers.vouchers ?? null],
          ])
        : null,
      () => this.workbench.club.view<ExitView>('exit', question),
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { language, club } = this.#store.state;
    if (!club.state) return nothing;
    const { value, problem } = this.#asked;
    return html`
      <div class="stack">
        <section class="card stack" aria-labelledby="exit">
          <div class="head">
            <div>
              <h2 id="exit">${translate(language, 'club.exit.title')}</h2>
              <p class="small muted">${translate(language, 'club.exit.lead')}</p>
            </div>
            <label class="field no-print">
              <span>${translate(language, 'club.exit.day')}</span>
              <input
                type="date"
                data-field="day"
                .value=${typed(this.day || (value?.on ?? ''))}
                @change=${(event: Event) => this.#look((event.target as HTMLInputElement).value)}
              />
            </label>
          </div>
          ${problem ? problemLine(language, problem) : nothing}
          ${value ? this.#steps(language, value) : html`<p class="muted" role="status">${translate(language, 'club.loading')}</p>`}
        </section>
        ${
          value
            ? html`
                ${this.#owed(language, value)}
                <loyalane-exit-merge
                  .workbench=${this.workbench}
                  .plan=${this.#plan}
                  .standing=${value}
                ></loyalane-exit-merge>
                <loyalane-exit-notices
                  .workbench=${this.workbench}
                  .plan=${this.#plan}
                  .standing=${value}
                ></loyalane-exit-notices>
              `
            : nothing
        }
      </div>
      ${value ? this.#dialog(language, value) : nothing}
    `;
  }

  #look(day: string): void {
    this.day = day;
    this.settled = null;
    this.fault = null;
  }

  #steps(language: Language, value: ExitView): TemplateResult {
    const done = value.steps.filter((step) => step.state === 'done').length;
    return html`
      <p>
        <strong
          >${translate(language, 'club.exit.done', { done: String(done), all: String(value.steps.length) })}</strong
        >
      </p>
      ${this.fault?.part === 'steps' ? problemLine(language, this.fault.problem) : nothing}
      <ol class="steps">
        ${value.steps.map((step, at) => this.#step(language, value, step, at))}
      </ol>
    `;
  }

  #step(language: Language, value: ExitView, step: ExitView['steps'][number], at: number): TemplateResult {
    const isDone = step.state === 'done';
    const name = translate(language, `club.exit.step.${step.step}`);
    const change = (act: object): void => void this.#act('steps', { do: 'step', step: step.step, ...act });
    return html`
      <li class=${step.state} data-step=${step.step} data-state=${step.state}>
        <span class="mark" aria-hidden="true">${isDone ? icon('check') : String(at + 1)}</span>
        <div class="body">
          <div>
            <h3>
              ${name}
              <span class="tag ${isDone ? 'success' : ''}"
                >${translate(language, `club.exit.state.${step.state}`)}</span
              >
            </h3>
            <p class="small muted">${translate(language, `club.exit.about.${step.step}`)}</p>
            ${
              isDone
                ? html`<p class="small">
                    ${translate(language, 'club.exit.doneBy', { owner: step.owner, day: step.done ?? '' })}
                  </p>`
                : step.why
                  ? html`<p class="small why ${step.state === 'open' ? '' : 'muted'}" data-why=${step.why.id}>
                      ${icon(step.state === 'open' ? 'arrow-right' : 'lock')}
                      <span>${step.why.text}${translate(language, 'club.exit.stop')} ${step.why.remedy}</span>
                    </p>`
                  : nothing
            }
          </div>
          ${
            isDone
              ? nothing
              : html`<div class="fields">
                  <label class="field">
                    <span>${translate(language, 'club.exit.owner')}</span>
                    <input
                      type="text"
                      autocomplete="off"
                      data-field="owner-${step.step}"
                      .value=${typed(step.owner)}
                      @change=${(event: Event) => change({ owner: (event.target as HTMLInputElement).value.trim() })}
                    />
                  </label>
                  <label class="field">
                    <span>${translate(language, 'club.exit.due')}</span>
                    <input
                      type="date"
                      data-field="due-${step.step}"
                      .value=${typed(step.due ?? '')}
                      @change=${(event: Event) => change({ due: (event.target as HTMLInputElement).value || null })}
                    />
                  </label>
                  ${
                    step.why
                      ? nothing
                      : html`<button
                          type="button"
                          class="no-print"
                          data-complete=${step.step}
                          @click=${() => this.#act('steps', { do: 'complete', step: step.step, on: value.on })}
                        >
                          ${icon('check')} ${translate(language, 'club.exit.complete', { day: value.on })}
                        </button>`
                  }
                </div>`
          }
        </div>
      </li>
    `;
  }

  #owed(language: Language, value: ExitView): TemplateResult {
    const { unsettled, settlements, vouchers } = value;
    const isClear = unsettled.points === 0 && unsettled.vouchers === 0;
    const count = (points: number): string => formatCount(language, points);
    return html`
      <section class="card stack" aria-labelledby="owed" data-owed=${unsettled.points} data-on=${value.on}>
        <div>
          <h2 id="owed">${translate(language, 'club.exit.owed')}</h2>
          <p class="small muted">${translate(language, 'club.exit.owedLead', { day: value.on })}</p>
        </div>
        <div class="owed">
          <div>
            <p class="small muted">${translate(language, 'club.points')}</p>
            <p class="figure">${count(unsettled.points)}</p>
            <p class="small muted">${translateCount(language, 'club.exit.holders', unsettled.members)}</p>
          </div>
          <div>
            <p class="small muted">${translate(language, 'club.exit.vouchers')}</p>
            <p class="figure" data-vouchers=${unsettled.vouchers}>${count(unsettled.vouchers)}</p>
            <p class="small muted">
              ${translate(language, 'club.exit.voucherValue', { value: unsettled.voucherValue })}
            </p>
            <p class="small muted" data-vouchers-from>
              ${translate(language, 'club.exit.vouchersFrom', {
                issued: count(vouchers.issued.count),
                used: count(vouchers.used.count),
                expired: count(vouchers.expired.count),
                cancelled: count(vouchers.cancelled.count),
              })}
              <button type="button" class="quiet no-print" @click=${() => this.workbench.club.go('vouchers')}>
                ${translate(language, 'club.exit.toVouchers')}
              </button>
            </p>
          </div>
        </div>
        ${this.#openMonths(language, value)}
        ${this.fault?.part === 'owed' ? problemLine(language, this.fault.problem) : nothing}
        ${
          this.settled
            ? html`<p class="done-line" role="status" data-settled=${this.settled.settles.points}>
                ${icon('check')}
                ${translate(language, 'club.exit.settled', {
                  points: count(this.settled.settles.points),
                  members: count(this.settled.settles.members),
                  day: this.settled.on,
                })}
              </p>`
            : isClear
              ? html`<p class="success">${icon('check')} ${translate(language, 'club.exit.clear')}</p>`
              : nothing
        }
        ${
          value.settles.points === 0
            ? nothing
            : html`<div class="row no-print">
                <button
                  type="button"
                  data-action="settle"
                  ?disabled=${this.isSettling || this.#asked.isAsking}
                  @click=${() => (this.confirms = true)}
                >
                  ${translate(language, 'club.exit.settle')}
                </button>
                <button type="button" data-action="list" @click=${() => void this.#saveList(language, value.on)}>
                  ${icon('download')} ${translate(language, 'club.exit.list')}
                </button>
              </div>`
        }
        ${
          settlements.length === 0
            ? nothing
            : html`<div>
                <h3>${translate(language, 'club.exit.settlements')}</h3>
                <ul>
                  ${settlements.map(
                    (one) =>
                      html`<li>
                        ${translate(language, 'club.exit.settlement', {
                          day: one.on,
                          points: count(one.points),
                          members: count(one.members),
                        })}
                      </li>`,
                  )}
                </ul>
              </div>`
        }
      </section>
    `;
  }

  /** Months up to that day that are not closed: what they earn is not in the sum. */
  #openMonths(language: Language, value: ExitView): TemplateResult | typeof nothing {
    const { state: told } = this.#store.state.club;
    const next = told?.nextMonth ?? null;
    const last = told?.lastMonthWithData ?? null;
    if (next === null || last === null || next > last || `${next}-01` > value.on) return nothing;
    return html`<p class="warning small" data-open-months>
      ${icon('warning')} ${translate(language, 'club.exit.openMonths', { month: next })}
      <button type="button" class="quiet no-print" @click=${() => this.workbench.club.go('run')}>
        ${translate(language, 'club.exit.goRun')}
      </button>
    </p>`;
  }

  #dialog(language: Language, value: ExitView): TemplateResult {
    const facts = {
      points: formatCount(language, value.settles.points),
      members: formatCount(language, value.settles.members),
      day: value.on,
    };
    const rest = value.unsettled.points - value.settles.points;
    return html`
      <loyalane-dialog
        .open=${this.confirms}
        .heading=${translate(language, 'club.exit.confirm')}
        @close=${() => (this.confirms = false)}
      >
        <div class="dialog">
          <p data-dry-run>${translate(language, 'club.exit.confirmText', facts)}</p>
          ${
            value.merge
              ? html`<p>
                  ${translate(language, 'club.exit.confirmMerge', {
                    points: formatCount(language, value.merge.targetTotal),
                  })}
                </p>`
              : html`<p>${translate(language, 'club.exit.confirmPaid')}</p>`
          }
          ${
            rest > 0
              ? html`<p>${translate(language, 'club.exit.confirmRest', { points: formatCount(language, rest) })}</p>`
              : nothing
          }
          <p class="warning">${icon('warning')} ${translate(language, 'club.exit.confirmFinal')}</p>
          <p class="row">
            <button type="button" data-action="list" @click=${() => void this.#saveList(language, value.on)}>
              ${icon('download')} ${translate(language, 'club.exit.list')}
            </button>
            <button type="button" data-action="save-project" @click=${() => void this.#saveProject(language)}>
              ${icon('download')} ${translate(language, 'club.project.save')}
            </button>
          </p>
        </div>
        <div slot="footer" class="row">
          <button type="button" data-first-focus @click=${() => (this.confirms = false)}>
            ${translate(language, 'club.run.cancel')}
          </button>
          <button
            type="button"
            class="primary"
            data-action="confirm-settle"
            @click=${() => void this.#settle(value.on)}
          >
            ${translate(language, 'club.exit.confirmButton')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  async #act(part: Part, act: RegisterAct): Promise<void> {
    this.fault = null;
    try {
      await this.workbench.club.act('exit', act);
    } catch (reason) {
      this.fault = { part, problem: problemOf(reason) };
      // The fields show what holds.
      this.requestUpdate();
    }
  }

  async #settle(on: string): Promise<void> {
    this.confirms = false;
    this.isSettling = true;
    this.fault = null;
    try {
      this.settled = await this.workbench.club.settle(on);
      this.day = on;
    } catch (reason) {
      this.fault = { part: 'owed', problem: problemOf(reason) };
    }
    this.isSettling = false;
  }

  async #saveList(language: Language, on: string): Promise<void> {
    try {
      const bytes = await this.workbench.club.exitList(on);
      saveFile(bytes, `${translate(language, 'club.exit.list')}-${on}.csv`);
    } catch (reason) {
      this.confirms = false;
      this.fault = { part: 'owed', problem: problemOf(reason) };
    }
  }

  async #saveProject(language: Language): Promise<void> {
    const bytes = await this.workbench.club.projectFile();
    if (bytes) saveFile(bytes, `${translate(language, 'club.project.file')}.loyalane`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-exit': ExitPage;
  }
}
