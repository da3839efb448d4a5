// Before a club is launched: is it suitable, do customers come back often enough, does it pay over three years, is there something new every
// quarter, and may it be approved. All figures are the engine's (register "launch"); what is written down here can be undone.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RegisterAct } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatMoney, formatShare } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { problemOf } from '../../state/problem.ts';
import { StoreController } from '../../state/store.ts';
import type { Problem } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import './register_form.ts';
import type { OpenForm, Values } from './register_form.ts';
import './launch_proof.ts';
import {
  kCriteria,
  kStageKeys,
  kTopics,
  type Criterion,
  type LaunchView,
  type Share,
  type StageId,
  type Topic,
} from './launch_view_types.ts';
import { problemLine } from './problem_line.ts';

const kSteps = ['suitability', 'repeat', 'proof', 'plan', 'gate'] as const;
type LaunchStep = (typeof kSteps)[number];

/** Today where the reader is, as the form's first proposal. */
function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const valueOf = ({ num, den }: Share): number => (den === 0 ? 0 : num / den);

@customElement('loyalane-club-launch')
export class LaunchPage extends LitElement {
  static override styles = [
    controls,
    css`
      .steps {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-1) var(--care-space-3);
      }
      .steps button {
        padding: 0 var(--care-space-1);
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--care-space-1) var(--care-space-3);
      }
      .answer {
        font-size: var(--care-font-size-large);
        line-height: 1.6;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      [data-criterion] > :is(th, td.small) {
        min-width: 12em;
      }
      td .quiet {
        min-height: 24px;
        padding: 0 var(--care-space-1);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-2) var(--care-space-4);
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
      .quarters {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-2);
      }
      .quarters li {
        min-width: 96px;
        padding: var(--care-space-1) var(--care-space-2);
        border: 1px solid var(--care-line-strong);
        border-radius: var(--care-radius);
      }
      .quarters .gap {
        border-style: dashed;
        border-color: var(--care-warning);
      }
      .stages {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
        gap: var(--care-space-3);
      }
      .stages > li {
        display: grid;
        align-content: start;
        gap: var(--care-space-2);
        padding: var(--care-space-2) var(--care-space-3);
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
      }
      .list > li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--care-space-2);
        padding: var(--care-space-1) 0;
        border-bottom: 1px solid var(--care-line);
      }
      .list > li > .grow {
        flex-basis: 12em;
      }
      .gate-open {
        padding: var(--care-space-2) var(--care-space-3);
        border-radius: var(--care-radius);
        background: var(--care-surface-success);
        color: var(--care-success);
      }
      .waiting {
        min-height: 60vh;
      }
      @media print {
        .scroll {
          overflow: visible;
        }
        section {
          break-inside: avoid-page;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private form: OpenForm | null = null;
  /** Why what was pressed last was refused, and where it was pressed. */
  @state() private refusal: { readonly at: LaunchStep; readonly problem: Problem } | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<LaunchView>(this);
  /** Who wrote last: the next form proposes the same name. */
  #by = '';

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document, result } = this.#store.state;
    const key = JSON.stringify([language, club.revision, result?.generation, document.registers.launch ?? null]);
    this.#asked.want(club.state ? key : null, () => this.workbench.club.view<LaunchView>('launch', {}));
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { value: view, problem } = this.#asked;
    if (!view) {
      return problem
        ? problemLine(language, problem)
        : html`<p class="card waiting muted" role="status">${translate(language, 'club.loading')}</p>`;
    }
    return html`
      <div class="stack" data-launch>
        <section class="card stack" aria-labelledby="launch-title">
          <div class="title">
            <h2 id="launch-title">${translate(language, 'launch.title')}</h2>
            <button type="button" class="no-print" data-print @click=${() => window.print()}>
              ${icon('print')} ${translate(language, 'club.print')}
            </button>
          </div>
          <p class="muted">${translate(language, 'launch.lead')}</p>
          <ol class="steps no-print">
            ${kSteps.map(
              (step, at) => html`
                <li>
                  <button type="button" class="quiet" data-step=${step} @click=${() => this.#show(step)}>
                    ${at + 1}. ${translate(language, `launch.step.${step}`)} ${this.#mark(language, view, step)}
                  </button>
                </li>
              `,
            )}
          </ol>
        </section>
        ${this.#suitability(language, view)} ${this.#repeat(language, view)}
        <loyalane-launch-proof
          id="step-proof"
          tabindex="-1"
          .language=${language}
          .view=${view}
          .ask=${(form: OpenForm) => (this.form = form)}
          .act=${(act: RegisterAct) => this.#act(act)}
          .press=${(act: RegisterAct) => void this.#press('proof', act)}
          .table=${() => this.workbench.club.view<{ readonly csv: string }>('launch', { table: 'months' })}
        ></loyalane-launch-proof>
        ${this.#refused(language, 'proof')} ${this.#plan(language, view)} ${this.#gate(language, view)}
      </div>
      <loyalane-register-form
        .workbench=${this.workbench}
        .form=${this.form}
        @close=${() => (this.form = null)}
      ></loyalane-register-form>
    `;
  }

  // --- what is done ---

  readonly #act = async (act: RegisterAct): Promise<void> => {
    this.refusal = null;
    await this.workbench.club.act('launch', act);
  };

  /** For what is pressed without a form: a refusal stands beside it. */
  async #press(at: LaunchStep, act: RegisterAct): Promise<void> {
    try {
      await this.#act(act);
    } catch (reason) {
      this.refusal = { at, problem: problemOf(reason) };
    }
  }

  #person(language: Language): OpenForm['fields'] {
    return [
      { id: 'by', kind: 'text', label: translate(language, 'launch.by'), value: this.#by, isNeeded: true },
      { id: 'on', kind: 'day', label: translate(language, 'launch.on'), value: today(), isNeeded: true },
    ];
  }

  #signed({ by = '', on = '' }: Values): { by: string; on: string } {
    this.#by = by;
    return { by, on };
  }

  #show(step: LaunchStep): void {
    const section = this.renderRoot.querySelector<HTMLElement>(`#step-${step}`);
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
  }

  #mark(language: Language, { suitability, repeat, gate, pipeline }: LaunchView, step: LaunchStep): TemplateResult {
    const isStopped = gate.obstacles.some(({ place }) => place === step || (step === 'gate' && place === 'exit'));
    const isDoubtful =
      (step === 'repeat' && repeat?.verdict !== 'passes') || (step === 'plan' && (pipeline?.gaps ?? 1) > 0);
    if (step === 'suitability' && suitability.verdict === 'incomplete') {
      return html`<span class="small muted">${translate(language, 'launch.mark.open')}</span>`;
    }
    if (isStopped) return html`<span class="small danger">${translate(language, 'launch.mark.stopped')}</span>`;
    if (isDoubtful) return html`<span class="small warning">${translate(language, 'launch.mark.doubtful')}</span>`;
    return html`<span class="small success">${translate(language, 'launch.mark.good')}</span>`;
  }

  #refused(language: Language, at: LaunchStep): TemplateResult | typeof nothing {
    return this.refusal?.at === at ? problemLine(language, this.refusal.problem) : nothing;
  }

  #heading(language: Language, step: LaunchStep): TemplateResult {
    return html`
      <div>
        <h2 id=${`heading-${step}`}>${kSteps.indexOf(step) + 1}. ${translate(language, `launch.step.${step}`)}</h2>
        <p class="small muted">${translate(language, `launch.lead.${step}`)}</p>
      </div>
    `;
  }

  // --- 1 suitability ---

  #evidence(language: Language, { evidence }: LaunchView, criterion: Criterion): readonly string[] {
    const share = (one: Share): string => formatShare(language, valueOf(one));
    const count = (one: number): string => formatCount(language, one);
    switch (criterion) {
      case 'brand':
        return evidence.firstInMind
          ? [
              translate(language, 'launch.evidence.firstInMind', {
                share: share(evidence.firstInMind),
                count: count(evidence.firstInMind.den),
              }),
            ]
          : [translate(language, 'launch.evidence.noSurvey')];
      case 'base':
        return [
          evidence.contract === null || evidence.contract === undefined
            ? translate(language, 'launch.evidence.active', { count: count(evidence.active ?? 0) })
            : translate(language, 'launch.evidence.contract', { count: count(evidence.contract) }),
          ...(evidence.repeat
            ? [translate(language, 'launch.evidence.repeat', { share: share(evidence.repeat) })]
            : []),
        ];
      case 'footprint':
        return [
          evidence.outlets === null || evidence.outlets === undefined
            ? translate(language, 'launch.evidence.noOutlets')
            : translate(language, 'launch.evidence.outlets', { count: count(evidence.outlets) }),
        ];
    }
  }

  #suitability(language: Language, view: LaunchView): TemplateResult {
    const { document, suitability } = view;
    const names = (list: readonly Criterion[]): string =>
      list.map((one) => translate(language, `launch.criterion.${one}`)).join(translate(language, 'launch.comma'));
    const verdictClass = { advised: 'success', not_advised: 'danger', overridden: 'warning', incomplete: 'muted' }[
      suitability.verdict
    ];
    return html`
      <section class="card stack" id="step-suitability" tabindex="-1" aria-labelledby="heading-suitability">
        ${this.#heading(language, 'suitability')}
        <p class="answer ${verdictClass}" data-verdict=${suitability.verdict}>
          ${translate(language, `launch.verdict.${suitability.verdict}`)}
          ${suitability.failed.length > 0 ? translate(language, 'launch.verdict.failed', { names: names(suitability.failed) }) : nothing}
          ${suitability.unscored.length > 0 ? translate(language, 'launch.verdict.unscored', { names: names(suitability.unscored) }) : nothing}
        </p>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="heading-suitability">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">${translate(language, 'launch.criterion')}</th>
                <th scope="col" class="numeric">${translate(language, 'launch.score')}</th>
                <th scope="col">${translate(language, 'launch.evidence')}</th>
                <th scope="col">${translate(language, 'launch.note')}</th>
                <th scope="col" class="no-print">
                  <span class="visually-hidden">${translate(language, 'launch.change')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              ${kCriteria.map((criterion) => {
                const { score, note, by, on } = document[criterion];
                return html`
                  <tr data-criterion=${criterion}>
                    <th scope="row">
                      <strong>${translate(language, `launch.criterion.${criterion}`)}</strong><br />
                      <span class="small muted">${translate(language, `launch.criterion.${criterion}.lead`)}</span>
                    </th>
                    <td class="numeric">
                      ${score === null ? html`<span class="muted">–</span>` : html`<strong>${score}</strong> / 5`}
                    </td>
                    <td class="small">${this.#evidence(language, view, criterion).map((one) => html`${one}<br />`)}</td>
                    <td class="small">${note} ${by === '' ? nothing : html`<span class="muted">${by} ${on}</span>`}</td>
                    <td class="no-print">
                      <button
                        type="button"
                        class="quiet"
                        data-action=${`score-${criterion}`}
                        @click=${() => this.#askScore(language, view, criterion)}
                      >
                        ${translate(language, score === null ? 'launch.doScore' : 'launch.change')}
                      </button>
                    </td>
                  </tr>
                `;
              })}
            </tbody>
          </table>
        </div>
        ${
          document.override
            ? html`<p>
                ${translate(language, 'launch.override.told', document.override)}
                <button
                  type="button"
                  class="quiet no-print"
                  data-action="override-off"
                  @click=${() => void this.#press('suitability', { do: 'override', off: true })}
                >
                  ${translate(language, 'launch.override.off')}
                </button>
              </p>`
            : suitability.verdict === 'not_advised'
              ? html`<p class="no-print">
                  <button type="button" data-action="override" @click=${() => this.#askOverride(language)}>
                    ${translate(language, 'launch.override')}
                  </button>
                </p>`
              : nothing
        }
        ${this.#refused(language, 'suitability')}
      </section>
    `;
  }

  #askScore(language: Language, { document }: LaunchView, criterion: Criterion): void {
    const { score, note } = document[criterion];
    this.form = {
      id: 'score',
      heading: translate(language, `launch.criterion.${criterion}`),
      text: translate(language, `launch.criterion.${criterion}.lead`),
      button: translate(language, 'launch.save'),
      fields: [
        {
          id: 'score',
          kind: 'choice',
          label: translate(language, 'launch.score'),
          value: score === null ? '' : String(score),
          choices: [
            { id: '', label: translate(language, 'launch.unscored') },
            ...[0, 1, 2, 3, 4, 5].map((one) => ({ id: String(one), label: String(one) })),
          ],
        },
        { id: 'note', kind: 'note', label: translate(language, 'launch.note'), value: note },
        ...this.#person(language),
      ],
      send: (typed) =>
        this.#act({
          do: 'score',
          criterion,
          score: typed.score === '' ? null : Number(typed.score),
          note: typed.note,
          ...this.#signed(typed),
        }),
    };
  }

  #askOverride(language: Language): void {
    this.form = {
      id: 'override',
      heading: translate(language, 'launch.override'),
      text: translate(language, 'launch.override.lead'),
      button: translate(language, 'launch.save'),
      fields: [
        { id: 'reason', kind: 'note', label: translate(language, 'launch.reason'), value: '' },
        ...this.#person(language),
      ],
      send: (typed) => this.#act({ do: 'override', reason: typed.reason, ...this.#signed(typed) }),
    };
  }

  // --- 2 repeat cycle ---

  #repeat(language: Language, { repeat, document }: LaunchView): TemplateResult {
    const horizon = String(document.horizonMonths);
    return html`
      <section class="card stack" id="step-repeat" tabindex="-1" aria-labelledby="heading-repeat">
        ${this.#heading(language, 'repeat')}
        ${
          repeat
            ? html`
                <p class="answer ${repeat.verdict === 'passes' ? 'success' : 'warning'}" data-repeat=${repeat.verdict}>
                  ${translate(language, `launch.repeat.${repeat.verdict}`)}
                </p>
                <dl class="facts">
                  <div>
                    <dt>${translate(language, 'launch.repeat.median')}</dt>
                    <dd>
                      ${
                        repeat.medianDays
                          ? translate(language, 'launch.days', {
                              days: formatFigure(language, valueOf(repeat.medianDays), 1),
                            })
                          : translate(language, 'launch.repeat.noMedian')
                      }
                    </dd>
                  </div>
                  <div>
                    <dt>${translate(language, 'launch.repeat.perYear')}</dt>
                    <dd>${formatFigure(language, valueOf(repeat.perYear), 1)}</dd>
                  </div>
                  <div>
                    <dt>${translate(language, 'launch.repeat.within', { months: horizon })}</dt>
                    <dd>${formatFigure(language, valueOf(repeat.withinHorizon), 1)}</dd>
                  </div>
                  <div>
                    <dt>${translate(language, 'launch.repeat.customers')}</dt>
                    <dd>${formatCount(language, repeat.cameBack)} / ${formatCount(language, repeat.customers)}</dd>
                  </div>
                </dl>
                <p class="small muted" data-source>
                  ${translate(language, repeat.ofShipments ? 'launch.repeat.source' : 'launch.repeat.sourceStated', {
                    from: repeat.from,
                    to: repeat.to,
                  })}
                  ${
                    repeat.unknown > 0
                      ? translate(language, 'launch.repeat.unknown', { count: formatCount(language, repeat.unknown) })
                      : nothing
                  }
                </p>
              `
            : html`<p class="muted">${translate(language, 'launch.repeat.noData')}</p>`
        }
        <p class="row no-print">
          <span class="muted">${translate(language, 'launch.horizon.told', { months: horizon })}</span>
          <button type="button" class="quiet" data-action="horizon" @click=${() => this.#askHorizon(language, horizon)}>
            ${translate(language, 'launch.change')}
          </button>
        </p>
      </section>
    `;
  }

  #askHorizon(language: Language, horizon: string): void {
    this.form = {
      id: 'horizon',
      heading: translate(language, 'launch.horizon'),
      text: translate(language, 'launch.horizon.lead'),
      button: translate(language, 'launch.save'),
      fields: [
        { id: 'months', kind: 'whole', label: translate(language, 'launch.months'), value: horizon, isNeeded: true },
      ],
      send: ({ months }) => this.#act({ do: 'terms', horizonMonths: Number(months) }),
    };
  }

  // --- 4 pipeline and roadmap ---

  #plan(language: Language, view: LaunchView): TemplateResult {
    const { document, pipeline } = view;
    const offers = document.pipeline
      .map((offer, at) => ({ ...offer, at }))
      .sort((a, b) => a.on.localeCompare(b.on) || a.at - b.at);
    return html`
      <section class="card stack" id="step-plan" tabindex="-1" aria-labelledby="heading-plan">
        ${this.#heading(language, 'plan')}
        <p class="row">
          <span>
            ${
              document.launchOn === null
                ? translate(language, 'launch.launchOn.none')
                : translate(language, 'launch.launchOn.told', { on: document.launchOn })
            }
          </span>
          <button
            type="button"
            class="quiet no-print"
            data-action="launch-on"
            @click=${() => this.#askLaunchOn(language, document.launchOn)}
          >
            ${translate(language, 'launch.change')}
          </button>
        </p>
        <div class="stack">
          <div>
            <h3 id="pipeline">${translate(language, 'launch.pipeline')}</h3>
            <p class="small muted">${translate(language, 'launch.pipeline.lead')}</p>
          </div>
          ${
            pipeline
              ? html`
                  <p data-gaps=${pipeline.gaps} class=${pipeline.gaps > 0 ? 'warning' : 'success'}>
                    ${translate(language, pipeline.gaps > 0 ? 'launch.pipeline.gaps' : 'launch.pipeline.full', {
                      covered: formatCount(language, pipeline.covered.num),
                      all: formatCount(language, pipeline.covered.den),
                    })}
                  </p>
                  <ul class="quarters">
                    ${pipeline.quarters.map(
                      ({ year, quarter, entries }) => html`
                        <li class=${entries === 0 ? 'gap' : ''}>
                          <span class="small muted"
                            >${translate(language, 'launch.quarter', { year: String(year), quarter: String(quarter) })}</span
                          ><br />
                          ${
                            entries === 0
                              ? html`<span class="warning">${translate(language, 'launch.quarter.gap')}</span>`
                              : translate(language, 'launch.quarter.entries', { count: formatCount(language, entries) })
                          }
                        </li>
                      `,
                    )}
                  </ul>
                `
              : nothing
          }
          <ul class="list">
            ${offers.map(
              ({ on, name, at }) => html`
                <li>
                  <span class="numeric">${on}</span> <span class="grow">${name}</span>
                  <button
                    type="button"
                    class="quiet no-print"
                    aria-label=${`${translate(language, 'launch.remove')}: ${name}`}
                    @click=${() => void this.#press('plan', { do: 'remove', list: 'pipeline', at })}
                  >
                    ${translate(language, 'launch.remove')}
                  </button>
                </li>
              `,
            )}
          </ul>
          <p class="no-print">
            <button type="button" data-action="add-offer" @click=${() => this.#askOffer(language, document.launchOn)}>
              ${translate(language, 'launch.pipeline.add')}
            </button>
          </p>
        </div>
        <div class="stack">
          <h3 id="roadmap">${translate(language, 'launch.roadmap')}</h3>
          <ol class="stages">
            ${view.roadmap.map(({ stage, state: at }, number) => this.#stage(language, view, stage, at, number))}
          </ol>
        </div>
        <div class="stack">
          <div>
            <h3>${translate(language, 'launch.talks')}</h3>
            <p class="small muted">${translate(language, 'launch.talks.lead')}</p>
          </div>
          <ul class="list">
            ${kTopics.map((topic) => {
              const { settled, note } = document[topic];
              return html`
                <li data-topic=${topic}>
                  <span class=${settled ? 'success' : 'warning'}>
                    ${translate(language, settled ? 'launch.talk.settled' : 'launch.talk.open')}
                  </span>
                  <span class="grow"
                    >${translate(language, `launch.talk.${topic}`)}
                    ${note === '' ? nothing : html`<span class="muted">${note}</span>`}</span
                  >
                  <button
                    type="button"
                    class="quiet no-print"
                    data-action=${`talk-${topic}`}
                    @click=${() => this.#askTalk(language, view, topic)}
                  >
                    ${translate(language, 'launch.change')}
                  </button>
                </li>
              `;
            })}
          </ul>
        </div>
        ${this.#refused(language, 'plan')}
      </section>
    `;
  }

  #stage(
    language: Language,
    { document }: LaunchView,
    stage: StageId,
    at: LaunchView['roadmap'][number]['state'],
    number: number,
  ): TemplateResult {
    const { conditions, begun, begunBy, finished, finishedBy } = document[kStageKeys[stage]];
    const isOpen = begun === null;
    return html`
      <li data-stage=${stage} data-state=${at}>
        <div>
          <strong>${number + 1}. ${translate(language, `launch.stage.${stage}`)}</strong>
          <span class="small ${at === 'finished' ? 'success' : at === 'waits' ? 'muted' : ''}">
            ${translate(language, `launch.state.${at}`)}
          </span>
        </div>
        <ul class="list">
          ${conditions.map(
            ({ label, met }, condition) => html`
              <li>
                <label class="check grow">
                  <input
                    type="checkbox"
                    .checked=${met}
                    ?disabled=${!isOpen}
                    @change=${(event: Event) =>
                      void this.#press('plan', {
                        do: 'change',
                        list: 'conditions',
                        stage,
                        at: condition,
                        item: { label, met: (event.target as HTMLInputElement).checked },
                      })}
                  />
                  <span>${label}</span>
                </label>
                ${
                  isOpen
                    ? html`<button
                        type="button"
                        class="quiet no-print"
                        aria-label=${`${translate(language, 'launch.remove')}: ${label}`}
                        @click=${() =>
                          void this.#press('plan', { do: 'remove', list: 'conditions', stage, at: condition })}
                      >
                        ${translate(language, 'launch.remove')}
                      </button>`
                    : nothing
                }
              </li>
            `,
          )}
        </ul>
        ${begun === null ? nothing : html`<p class="small">${translate(language, 'launch.stage.begun', { on: begun, by: begunBy })}</p>`}
        ${finished === null ? nothing : html`<p class="small">${translate(language, 'launch.stage.finished', { on: finished, by: finishedBy })}</p>`}
        <div class="row no-print">
          ${
            isOpen
              ? html`
                  <button
                    type="button"
                    class="quiet"
                    data-action=${`condition-${stage}`}
                    @click=${() => this.#askCondition(language, stage)}
                  >
                    ${translate(language, 'launch.condition.add')}
                  </button>
                  <button
                    type="button"
                    data-action=${`begin-${stage}`}
                    @click=${() => this.#askStage(language, 'begin', stage)}
                  >
                    ${translate(language, 'launch.stage.begin')}
                  </button>
                `
              : finished === null
                ? html`<button
                    type="button"
                    data-action=${`finish-${stage}`}
                    @click=${() => this.#askStage(language, 'finish', stage)}
                  >
                    ${translate(language, 'launch.stage.finish')}
                  </button>`
                : nothing
          }
        </div>
      </li>
    `;
  }

  #askLaunchOn(language: Language, on: string | null): void {
    this.form = {
      id: 'launch-on',
      heading: translate(language, 'launch.launchOn'),
      text: translate(language, 'launch.launchOn.lead'),
      button: translate(language, 'launch.save'),
      fields: [{ id: 'on', kind: 'day', label: translate(language, 'launch.day'), value: on ?? '' }],
      send: (typed) => this.#act({ do: 'terms', launchOn: typed.on === '' ? null : typed.on }),
    };
  }

  #askOffer(language: Language, on: string | null): void {
    this.form = {
      id: 'offer',
      heading: translate(language, 'launch.pipeline.add'),
      button: translate(language, 'launch.save'),
      fields: [
        { id: 'name', kind: 'text', label: translate(language, 'launch.offer.name'), value: '', isNeeded: true },
        { id: 'on', kind: 'day', label: translate(language, 'launch.day'), value: on ?? '', isNeeded: true },
      ],
      send: ({ name, on: day }) => this.#act({ do: 'add', list: 'pipeline', item: { on: day, name } }),
    };
  }

  #askCondition(language: Language, stage: StageId): void {
    this.form = {
      id: 'condition',
      heading: translate(language, 'launch.condition.add'),
      text: translate(language, `launch.stage.${stage}`),
      button: translate(language, 'launch.save'),
      fields: [
        { id: 'label', kind: 'text', label: translate(language, 'launch.condition'), value: '', isNeeded: true },
      ],
      send: ({ label }) => this.#act({ do: 'add', list: 'conditions', stage, item: { label, met: false } }),
    };
  }

  #askStage(language: Language, what: 'begin' | 'finish', stage: StageId): void {
    this.form = {
      id: what,
      heading: translate(language, `launch.stage.${what}`),
      text: translate(language, `launch.stage.${stage}`),
      button: translate(language, 'launch.save'),
      fields: this.#person(language),
      send: (typed) => this.#act({ do: what, stage, ...this.#signed(typed) }),
    };
  }

  #askTalk(language: Language, { document }: LaunchView, topic: Topic): void {
    const { settled, note } = document[topic];
    this.form = {
      id: 'talk',
      heading: translate(language, 'launch.talks'),
      text: translate(language, `launch.talk.${topic}`),
      button: translate(language, 'launch.save'),
      fields: [
        { id: 'note', kind: 'note', label: translate(language, 'launch.talk.note'), value: note },
        { id: 'settled', kind: 'check', label: translate(language, 'launch.talk.settled'), value: String(settled) },
      ],
      send: (typed) => this.#act({ do: 'talk', topic, note: typed.note, settled: typed.settled === 'true' }),
    };
  }

  // --- 5 gate ---

  #gate(language: Language, { gate, document, currency }: LaunchView): TemplateResult {
    const money = (amount: string): string => formatMoney(language, amount, currency);
    const { obstacles, cautions, approval } = gate;
    return html`
      <section class="card stack" id="step-gate" tabindex="-1" aria-labelledby="heading-gate">
        ${this.#heading(language, 'gate')}
        ${
          approval
            ? html`<p class="gate-open" data-approved>
                ${translate(language, 'launch.approved', {
                  on: approval.on,
                  by: approval.by,
                  npv: money(approval.npv),
                  funds: money(approval.lowestFunds),
                })}
              </p>`
            : nothing
        }
        ${
          obstacles.length > 0
            ? html`
                <div>
                  <h3>
                    ${translate(language, approval ? 'launch.gate.since' : 'launch.gate.obstacles', {
                      count: formatCount(language, obstacles.length),
                    })}
                  </h3>
                  <ul class="list" data-obstacles=${obstacles.length}>
                    ${obstacles.map(
                      ({ id, text, remedy }) => html`
                        <li data-obstacle=${id}>
                          <span class="danger">${icon('alert')}</span>
                          <span class="grow">${text} <span class="muted">${remedy}</span></span>
                          <span class="small muted">${id}</span>
                        </li>
                      `,
                    )}
                  </ul>
                </div>
              `
            : approval
              ? nothing
              : html`<p class="gate-open" data-obstacles="0">${translate(language, 'launch.gate.open')}</p>`
        }
        ${
          cautions.length > 0
            ? html`
                <div>
                  <h3>${translate(language, 'launch.cautions')}</h3>
                  <ul class="list">
                    ${cautions.map(
                      ({ id, count }) => html`
                        <li data-caution=${id}>
                          <span class="warning">${icon('warning')}</span>
                          <span class="grow"
                            >${translate(language, `launch.caution.${id}`)}
                            ${count > 0 ? html`<span class="muted">(${formatCount(language, count)})</span>` : nothing}</span
                          >
                        </li>
                      `,
                    )}
                  </ul>
                </div>
              `
            : nothing
        }
        <div class="row no-print">
          ${
            approval
              ? html`<button
                  type="button"
                  data-action="withdraw"
                  @click=${() => this.#askDecision(language, 'withdraw')}
                >
                  ${translate(language, 'launch.withdraw')}
                </button>`
              : html`<button
                  type="button"
                  class="primary"
                  data-action="approve"
                  @click=${() => this.#askDecision(language, 'approve')}
                >
                  ${translate(language, 'launch.approve')}
                </button>`
          }
        </div>
        ${
          document.decisions.length > 0
            ? html`
                <div>
                  <h3>${translate(language, 'launch.decisions')}</h3>
                  <ul class="list">
                    ${document.decisions.map(
                      ({ approves, on, by, reason }) => html`
                        <li>
                          <span>${on}</span> <span>${by}</span>
                          <span class="grow"
                            >${translate(language, approves ? 'launch.decision.approves' : 'launch.decision.withdraws')}
                            <span class="muted">${reason}</span></span
                          >
                        </li>
                      `,
                    )}
                  </ul>
                </div>
              `
            : nothing
        }
        <p class="print-only">${translate(language, 'launch.signature')}</p>
        ${this.#refused(language, 'gate')}
      </section>
    `;
  }

  #askDecision(language: Language, what: 'approve' | 'withdraw'): void {
    this.form = {
      id: what,
      heading: translate(language, `launch.${what}`),
      text: translate(language, `launch.${what}.lead`),
      button: translate(language, `launch.${what}`),
      fields: [
        ...this.#person(language),
        {
          id: 'reason',
          kind: 'note',
          label: translate(language, 'launch.reason'),
          value: '',
          isNeeded: what !== 'approve',
        },
      ],
      send: (typed) => this.#act({ do: what, reason: typed.reason, ...this.#signed(typed) }),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-launch': LaunchPage;
  }
}
