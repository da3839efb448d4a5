// The cost proof before a launch: lines of cost and margin, what the programme is expected to return by segment, terms and money, and what
// comes of it under three outlooks.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { Chart } from '../../charts/chart.ts';
import '../../charts/chart.ts';
import type { ChartLook } from '../../charts/chart_look.ts';
import { outlooksOption, tornadoOption } from '../../charts/options/launch_option.ts';
import type { RegisterAct } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatMoney, formatShare } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import '../../ui/chart_frame.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { pictureName, saveFile } from '../../ui/save_file.ts';
import { amountOf } from './figures.ts';
import type { RegisterField, OpenForm, Values } from './register_form.ts';
import {
  kCostKinds,
  kOutlooks,
  type FundingCheck,
  type LaunchView,
  type OutlookId,
  type Proof,
  type ProofLine,
  type ReturnDesign,
  type ReturnSegment,
  type TornadoLine,
} from './launch_view_types.ts';

const kChartPixels = 320;
const kBarPixels = 34;
const kReturnMoney = ['costPer100', 'partners', 'platform', 'messages', 'staff', 'launch'] as const;

@customElement('loyalane-launch-proof')
export class LaunchProof extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--care-space-3);
      }
      .answer {
        font-size: var(--care-font-size-large);
        line-height: 1.6;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      td .quiet {
        min-height: 24px;
        padding: 0 var(--care-space-1);
      }
      td.label {
        min-width: 9em;
        overflow-wrap: anywhere;
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
        font-weight: 600;
        font-variant-numeric: tabular-nums;
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
      .line {
        flex: none;
        width: 28px;
        border-top: 3px solid var(--care-accent);
      }
      .line.low {
        border-top: 3px dashed var(--care-warning);
      }
      .line.high {
        border-top: 3px dotted var(--care-text);
      }
      .box {
        flex: none;
        width: 14px;
        height: 14px;
        background: var(--care-accent);
      }
      .box.low {
        background: var(--care-warning);
      }
      details > div {
        padding-top: var(--care-space-2);
      }
      @media print {
        .scroll {
          overflow: visible;
        }
      }
    `,
  ];

  @property({ attribute: false }) language: Language = 'zh';
  @property({ attribute: false }) view!: LaunchView;
  /** Opens a form. */
  @property({ attribute: false }) ask!: (form: OpenForm) => void;
  @property({ attribute: false }) act!: (act: RegisterAct) => Promise<void>;
  /** For what is pressed without a form: the owner shows a refusal. */
  @property({ attribute: false }) press!: (act: RegisterAct) => void;
  @property({ attribute: false }) table!: () => Promise<{ readonly csv: string }>;

  override render(): TemplateResult {
    const { language, view } = this;
    return html`
      <section class="card stack" aria-labelledby="heading-proof">
        <div>
          <h2 id="heading-proof">3. ${translate(language, 'launch.step.proof')}</h2>
          <p class="small muted">${translate(language, 'launch.lead.proof')}</p>
        </div>
        ${this.#lines(language, 'costs')} ${this.#lines(language, 'margins')} ${this.#return(language)}
        ${this.#terms(language)}
      </section>
      ${
        view.proof
          ? this.#results(language, view.proof)
          : html`<p class="card muted" data-proof="none">${translate(language, 'launch.proof.none')}</p>`
      }
    `;
  }

  #money(amount: string): string {
    return formatMoney(this.language, amount, this.view.currency);
  }

  // --- lines ---

  #lines(language: Language, list: 'costs' | 'margins'): TemplateResult {
    const lines = this.view.document[list];
    return html`
      <div class="stack">
        <h3 id=${list}>${translate(language, `launch.${list}`)}</h3>
        ${
          lines.length === 0
            ? html`<p class="muted">${translate(language, `launch.${list}.none`)}</p>`
            : html`
                <div class="scroll" tabindex="0" role="region" aria-labelledby=${list}>
                  <table class="table" data-lines=${list}>
                    <thead>
                      <tr>
                        ${list === 'costs' ? html`<th scope="col">${translate(language, 'launch.kind')}</th>` : nothing}
                        <th scope="col">${translate(language, 'launch.line.label')}</th>
                        ${kOutlooks.map(
                          (one) =>
                            html`<th scope="col" class="numeric">${translate(language, `launch.amount.${one}`)}</th>`,
                        )}
                        <th scope="col">${translate(language, 'launch.line.when')}</th>
                        <th scope="col" class="no-print">
                          <span class="visually-hidden">${translate(language, 'launch.change')}</span>
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      ${lines.map((line, at) => this.#line(language, list, line, at))}
                    </tbody>
                  </table>
                </div>
              `
        }
        <p class="no-print">
          <button type="button" data-action=${`add-${list}`} @click=${() => this.#askLine(language, list, null, -1)}>
            ${translate(language, `launch.${list}.add`)}
          </button>
        </p>
      </div>
    `;
  }

  #when(language: Language, { timing, from, to, growthPercent }: ProofLine): string {
    if (timing === 'once') return translate(language, 'launch.when.once', { month: String(from) });
    const growth =
      growthPercent === 0
        ? ''
        : translate(language, 'launch.when.growth', { percent: formatFigure(language, growthPercent, 4) });
    return (
      translate(language, to === null ? 'launch.when.monthly' : 'launch.when.monthlyTo', {
        from: String(from),
        to: String(to ?? ''),
      }) + growth
    );
  }

  #line(language: Language, list: 'costs' | 'margins', line: ProofLine, at: number): TemplateResult {
    return html`
      <tr>
        ${line.kind === undefined ? nothing : html`<td>${translate(language, `launch.kind.${line.kind}`)}</td>`}
        <td class="label">${line.label}</td>
        ${kOutlooks.map((one) => html`<td class="numeric">${this.#money(line.amount[one])}</td>`)}
        <td class="small">${this.#when(language, line)}</td>
        <td class="no-print">
          <button
            type="button"
            class="quiet"
            aria-label=${`${translate(language, 'launch.change')}: ${line.label}`}
            @click=${() => this.#askLine(language, list, line, at)}
          >
            ${translate(language, 'launch.change')}
          </button>
          <button
            type="button"
            class="quiet"
            aria-label=${`${translate(language, 'launch.remove')}: ${line.label}`}
            @click=${() => this.press({ do: 'remove', list, at })}
          >
            ${translate(language, 'launch.remove')}
          </button>
        </td>
      </tr>
    `;
  }

  #askLine(language: Language, list: 'costs' | 'margins', line: ProofLine | null, at: number): void {
    const amounts = kOutlooks.map((one): RegisterField => ({
      id: one,
      kind: 'balance',
      label: translate(language, `launch.amount.${one}`),
      value: line?.amount[one] ?? '',
      isNeeded: true,
    }));
    this.ask({
      id: 'line',
      heading: translate(language, line ? `launch.${list}.change` : `launch.${list}.add`),
      text: translate(language, `launch.${list}.lead`),
      button: translate(language, 'launch.save'),
      fields: [
        {
          id: 'label',
          kind: 'text',
          label: translate(language, 'launch.line.label'),
          value: line?.label ?? '',
          isNeeded: true,
        },
        ...amounts,
        ...(list === 'costs'
          ? [
              {
                id: 'kind',
                kind: 'choice' as const,
                label: translate(language, 'launch.kind'),
                value: line?.kind ?? 'staff',
                choices: kCostKinds.map((id) => ({ id, label: translate(language, `launch.kind.${id}`) })),
              },
            ]
          : []),
        {
          id: 'timing',
          kind: 'choice',
          label: translate(language, 'launch.timing'),
          value: line?.timing ?? 'monthly',
          choices: (['monthly', 'once'] as const).map((id) => ({
            id,
            label: translate(language, `launch.timing.${id}`),
          })),
        },
        {
          id: 'growth',
          kind: 'percent',
          label: translate(language, 'launch.line.growth'),
          value: String(line?.growthPercent ?? 0),
          isNeeded: true,
        },
        {
          id: 'from',
          kind: 'whole',
          label: translate(language, 'launch.line.from'),
          hint: translate(language, 'launch.line.from.hint'),
          value: String(line?.from ?? 1),
          isNeeded: true,
        },
        {
          id: 'to',
          kind: 'whole',
          label: translate(language, 'launch.line.to'),
          hint: translate(language, 'launch.line.to.hint'),
          value: String(line?.to ?? ''),
        },
      ],
      send: (typed) => {
        const { low = '', base = '', high = '' } = typed;
        const item = {
          ...(list === 'costs' ? { kind: typed.kind } : {}),
          label: typed.label,
          amount: { low, base, high },
          timing: typed.timing,
          from: Number(typed.from),
          to: typed.to === '' ? null : Number(typed.to),
          growthPercent: Number(typed.growth),
        };
        return this.act(line ? { do: 'change', list, at, item } : { do: 'add', list, item });
      },
    });
  }

  // --- return of the programme ---

  #return(language: Language): TemplateResult {
    const { document, return: result } = this.view;
    const design = document.return;
    return html`
      <details data-return ?open=${design !== null}>
        <summary><strong>${translate(language, 'launch.return')}</strong></summary>
        <div class="stack">
          <p class="small muted">${translate(language, 'launch.return.lead')}</p>
          ${
            design && design.segments.length > 0
              ? html`
                  <div class="scroll" tabindex="0" role="region" aria-label=${translate(language, 'launch.return')}>
                    <table class="table">
                      <thead>
                        <tr>
                          <th scope="col">${translate(language, 'launch.segment')}</th>
                          <th scope="col" class="numeric">${translate(language, 'launch.segment.members')}</th>
                          <th scope="col" class="numeric">${translate(language, 'launch.segment.active')}</th>
                          <th scope="col" class="numeric">${translate(language, 'launch.segment.margin')}</th>
                          <th scope="col" class="numeric">${translate(language, 'launch.segment.lift')}</th>
                          <th scope="col" class="numeric">${translate(language, 'launch.segment.cannibalised')}</th>
                          <th scope="col" class="numeric">${translate(language, 'launch.segment.gained')}</th>
                          <th scope="col" class="no-print">
                            <span class="visually-hidden">${translate(language, 'launch.change')}</span>
                          </th>
                        </tr>
                      </thead>
                      <tbody>
                        ${design.segments.map((segment, at) => this.#segment(language, segment, at))}
                      </tbody>
                    </table>
                  </div>
                `
              : nothing
          }
          <p class="row no-print">
            <button type="button" data-action="add-segment" @click=${() => this.#askSegment(language, null, -1)}>
              ${translate(language, 'launch.segment.add')}
            </button>
            <button type="button" class="quiet" data-action="return" @click=${() => this.#askReturn(language, design)}>
              ${translate(language, 'launch.return.terms')}
            </button>
          </p>
          ${design && result ? this.#returned(language, design, result) : nothing}
        </div>
      </details>
    `;
  }

  #segment(language: Language, segment: ReturnSegment, at: number): TemplateResult {
    const percent = (value: number): string => `${formatFigure(language, value, 4)}%`;
    return html`
      <tr>
        <th scope="row">${segment.label}</th>
        <td class="numeric">${formatCount(language, segment.members)}</td>
        <td class="numeric">${percent(segment.activePercent)}</td>
        <td class="numeric">${this.#money(segment.baselineMargin)}</td>
        <td class="numeric">${kOutlooks.map((one) => percent(segment.lift[one])).join(' / ')}</td>
        <td class="numeric">${percent(segment.cannibalisedPercent)}</td>
        <td class="numeric">${this.#money(this.view.return?.outlooks[1]?.segments[at] ?? '0')}</td>
        <td class="no-print">
          <button
            type="button"
            class="quiet"
            aria-label=${`${translate(language, 'launch.change')}: ${segment.label}`}
            @click=${() => this.#askSegment(language, segment, at)}
          >
            ${translate(language, 'launch.change')}
          </button>
          <button
            type="button"
            class="quiet"
            aria-label=${`${translate(language, 'launch.remove')}: ${segment.label}`}
            @click=${() => this.press({ do: 'remove', list: 'segments', at })}
          >
            ${translate(language, 'launch.remove')}
          </button>
        </td>
      </tr>
    `;
  }

  #returned(
    language: Language,
    { months }: ReturnDesign,
    { cost, outlooks, breakEvenLiftPercent }: NonNullable<LaunchView['return']>,
  ): TemplateResult {
    const row = (label: 'gained' | 'net'): TemplateResult => html`
      <tr>
        <th scope="row">${translate(language, `launch.return.${label}`)}</th>
        ${outlooks.map((one) => html`<td class="numeric">${this.#money(one[label])}</td>`)}
      </tr>
    `;
    return html`
      <div class="scroll">
        <table class="table" data-returned>
          <thead>
            <tr>
              <th scope="col">${translate(language, 'launch.return.over', { months: String(months) })}</th>
              ${outlooks.map(({ id }) => html`<th scope="col" class="numeric">${translate(language, `launch.outlook.${id}`)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${row('gained')}
            <tr>
              <th scope="row">${translate(language, 'launch.return.cost')}</th>
              ${outlooks.map(() => html`<td class="numeric">${this.#money(cost.total)}</td>`)}
            </tr>
            ${row('net')}
            <tr>
              <th scope="row">${translate(language, 'launch.return.roi')}</th>
              ${outlooks.map(
                ({ roi }) =>
                  html`<td class="numeric">${roi && roi.den > 0 ? formatShare(language, roi.num / roi.den) : '–'}</td>`,
              )}
            </tr>
            <tr>
              <th scope="row">${translate(language, 'launch.return.payback')}</th>
              ${outlooks.map(
                ({ paybackMonth }) =>
                  html`<td class="numeric">
                    ${
                      paybackMonth === null
                        ? translate(language, 'launch.never')
                        : translate(language, 'launch.month', { month: String(paybackMonth) })
                    }
                  </td>`,
              )}
            </tr>
          </tbody>
        </table>
      </div>
      <p class="row">
        <span class="muted">
          ${
            breakEvenLiftPercent === null
              ? nothing
              : translate(language, 'launch.return.breakEvenLift', {
                  percent: formatFigure(language, breakEvenLiftPercent, 2),
                })
          }
        </span>
        <button
          type="button"
          class="no-print"
          data-action="take-return"
          @click=${() => this.press({ do: 'takeReturn' })}
        >
          ${translate(language, 'launch.return.take')}
        </button>
      </p>
    `;
  }

  #askSegment(language: Language, segment: ReturnSegment | null, at: number): void {
    const { evidence } = this.view;
    const { monthlyAmount } = evidence;
    const lifts = kOutlooks.map((one): RegisterField => ({
      id: one,
      kind: 'percent',
      label: translate(language, `launch.lift.${one}`),
      value: segment ? String(segment.lift[one]) : '',
      isNeeded: true,
    }));
    this.ask({
      id: 'segment',
      heading: translate(language, 'launch.segment.add'),
      text: translate(language, 'launch.segment.lead'),
      button: translate(language, 'launch.save'),
      fields: [
        {
          id: 'label',
          kind: 'text',
          label: translate(language, 'launch.segment'),
          value: segment?.label ?? '',
          isNeeded: true,
        },
        {
          id: 'members',
          kind: 'whole',
          label: translate(language, 'launch.segment.members'),
          value: segment ? String(segment.members) : '',
          ...(evidence.active === undefined
            ? {}
            : {
                hint: translate(language, 'launch.segment.members.hint', {
                  count: formatCount(language, evidence.active),
                }),
              }),
          isNeeded: true,
        },
        {
          id: 'active',
          kind: 'percent',
          label: translate(language, 'launch.segment.active'),
          value: segment ? String(segment.activePercent) : '',
          isNeeded: true,
        },
        {
          id: 'margin',
          kind: 'balance',
          label: translate(language, 'launch.segment.margin'),
          value: segment?.baselineMargin ?? '',
          ...(monthlyAmount
            ? { hint: translate(language, 'launch.segment.margin.hint', { amount: this.#money(monthlyAmount) }) }
            : {}),
          isNeeded: true,
        },
        ...lifts,
        {
          id: 'cannibalised',
          kind: 'percent',
          label: translate(language, 'launch.segment.cannibalised'),
          hint: translate(language, 'launch.segment.cannibalised.hint'),
          value: String(segment?.cannibalisedPercent ?? 0),
          isNeeded: true,
        },
      ],
      send: (typed) => {
        const item = {
          label: typed.label,
          members: Number(typed.members),
          activePercent: Number(typed.active),
          baselineMargin: typed.margin,
          lift: { low: Number(typed.low), base: Number(typed.base), high: Number(typed.high) },
          cannibalisedPercent: Number(typed.cannibalised),
        };
        const list = 'segments';
        return this.act(segment ? { do: 'change', list, at, item } : { do: 'add', list, item });
      },
    });
  }

  #askReturn(language: Language, design: ReturnDesign | null): void {
    const numbers = ['months', 'pointsIssued'] as const;
    this.ask({
      id: 'return',
      heading: translate(language, 'launch.return.terms'),
      text: translate(language, 'launch.return.terms.lead'),
      button: translate(language, 'launch.save'),
      fields: [
        ...numbers.map((id): RegisterField => ({
          id,
          kind: 'whole',
          label: translate(language, `launch.return.${id}`),
          value: String(design?.[id] ?? (id === 'months' ? 36 : 0)),
          isNeeded: true,
        })),
        {
          id: 'redemptionPercent',
          kind: 'percent',
          label: translate(language, 'launch.return.redemptionPercent'),
          value: String(design?.redemptionPercent ?? 100),
          isNeeded: true,
        },
        ...kReturnMoney.map((id): RegisterField => ({
          id,
          kind: 'balance',
          label: translate(language, `launch.return.${id}`),
          value: design?.[id] ?? '0',
          isNeeded: true,
        })),
      ],
      send: (typed: Values) =>
        this.act({
          do: 'return',
          months: Number(typed.months),
          pointsIssued: Number(typed.pointsIssued),
          redemptionPercent: Number(typed.redemptionPercent),
          ...Object.fromEntries(kReturnMoney.map((id) => [id, typed[id]])),
        }),
    });
  }

  // --- terms ---

  #terms(language: Language): TemplateResult {
    const { months, rate, funding } = this.view.document;
    const percents = kOutlooks.map((one) => `${formatFigure(language, rate[one], 4)}%`).join(' / ');
    const fact = (id: 'months' | 'rate' | 'commitment' | 'reserve' | 'budget', value: string): TemplateResult => html`
      <div>
        <dt>${translate(language, `launch.terms.${id}`)}</dt>
        <dd>${value}</dd>
      </div>
    `;
    return html`
      <div class="stack">
        <h3>${translate(language, 'launch.terms')}</h3>
        <dl class="facts">
          ${fact('months', String(months))} ${fact('rate', percents)}
          ${fact('commitment', String(funding.commitmentMonths))} ${fact('reserve', this.#money(funding.reserve))}
          ${fact('budget', this.#money(funding.monthlyBudget))}
        </dl>
        <p class="no-print">
          <button type="button" data-action="terms" @click=${() => this.#askTerms(language)}>
            ${translate(language, 'launch.terms.change')}
          </button>
        </p>
      </div>
    `;
  }

  #askTerms(language: Language): void {
    const { months, rate, funding } = this.view.document;
    this.ask({
      id: 'terms',
      heading: translate(language, 'launch.terms'),
      text: translate(language, 'launch.terms.lead'),
      button: translate(language, 'launch.save'),
      fields: [
        {
          id: 'months',
          kind: 'whole',
          label: translate(language, 'launch.terms.months'),
          value: String(months),
          isNeeded: true,
        },
        {
          id: 'commitment',
          kind: 'whole',
          label: translate(language, 'launch.terms.commitment'),
          value: String(funding.commitmentMonths),
          isNeeded: true,
        },
        ...kOutlooks.map((one): RegisterField => ({
          id: one,
          kind: 'percent',
          label: translate(language, `launch.rate.${one}`),
          value: String(rate[one]),
          isNeeded: true,
        })),
        {
          id: 'reserve',
          kind: 'balance',
          label: translate(language, 'launch.terms.reserve'),
          value: funding.reserve,
          isNeeded: true,
        },
        {
          id: 'budget',
          kind: 'balance',
          label: translate(language, 'launch.terms.budget'),
          value: funding.monthlyBudget,
          isNeeded: true,
        },
      ],
      send: (typed) =>
        this.act({
          do: 'terms',
          months: Number(typed.months),
          rate: { low: Number(typed.low), base: Number(typed.base), high: Number(typed.high) },
          commitmentMonths: Number(typed.commitment),
          reserve: typed.reserve,
          monthlyBudget: typed.budget,
        }),
    });
  }

  // --- what comes of it ---

  #breakEven(language: Language, month: number | null): string {
    if (month === null) return translate(language, 'launch.never');
    return month === 0
      ? translate(language, 'launch.atOnce')
      : translate(language, 'launch.month', { month: String(month) });
  }

  #results(language: Language, proof: Proof): TemplateResult | typeof nothing {
    const [low, base, high] = proof.outlooks;
    if (!low || !base || !high) return nothing;
    const isLoss = base.npv.startsWith('-');
    const months = String(base.months.length - 1);
    const row = (label: 'margin' | 'cost' | 'npv' | 'lowest'): TemplateResult => html`
      <tr data-row=${label}>
        <th scope="row">${translate(language, `launch.result.${label}`)}</th>
        ${proof.outlooks.map(
          (one) =>
            html`<td class="numeric ${label === 'npv' ? (one.npv.startsWith('-') ? 'danger' : 'success') : ''}">
              ${this.#money(one[label])}
            </td>`,
        )}
      </tr>
    `;
    return html`
      <section class="card stack" data-proof aria-labelledby="results">
        <div>
          <h3 id="results">${translate(language, 'launch.result')}</h3>
          <p class="answer">
            ${translate(language, isLoss ? 'launch.result.loss' : 'launch.result.gain', {
              months,
              npv: this.#money(isLoss ? base.npv.slice(1) : base.npv),
            })}
            ${
              base.breakEvenMonth === null
                ? translate(language, 'launch.result.noBreakEven')
                : base.breakEvenMonth === 0
                  ? nothing
                  : translate(language, 'launch.result.breakEven', { month: String(base.breakEvenMonth) })
            }
          </p>
          <p class="small muted">${translate(language, 'launch.result.estimate')}</p>
        </div>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="results">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">${translate(language, 'launch.result.over', { months })}</th>
                ${proof.outlooks.map(
                  ({ id }) => html`<th scope="col" class="numeric">${translate(language, `launch.outlook.${id}`)}</th>`,
                )}
              </tr>
            </thead>
            <tbody>
              ${row('margin')} ${row('cost')} ${row('npv')}
              <tr data-row="breakEven">
                <th scope="row">${translate(language, 'launch.result.breakEvenMonth')}</th>
                ${proof.outlooks.map(
                  ({ breakEvenMonth }) => html`<td class="numeric">${this.#breakEven(language, breakEvenMonth)}</td>`,
                )}
              </tr>
              ${row('lowest')}
            </tbody>
          </table>
        </div>
        ${this.#funding(language, 'worstCase', proof.worstCase)}
        ${this.#funding(language, 'withoutMargin', proof.withoutMargin)}
        ${
          proof.kindsWithoutCost.length > 0
            ? html`<p class="warning" data-missing-kinds>
                ${icon('warning')}
                ${translate(language, 'launch.result.kinds', {
                  kinds: proof.kindsWithoutCost
                    .map((kind) => translate(language, `launch.kind.${kind}`))
                    .join(translate(language, 'launch.comma')),
                })}
              </p>`
            : nothing
        }
        <p class="no-print">
          <button type="button" data-action="months-csv" @click=${() => void this.#saveMonths(language)}>
            ${icon('download')} ${translate(language, 'launch.result.csv')}
          </button>
        </p>
      </section>
      ${this.#outlooks(language, proof)} ${this.#tornado(language, proof)}
    `;
  }

  #funding(language: Language, id: 'worstCase' | 'withoutMargin', check: FundingCheck): TemplateResult {
    const { passes, lowestFunds, lowestMonth, firstShortMonth } = check;
    return html`
      <p data-funding=${id} class=${passes ? 'success' : id === 'worstCase' ? 'danger' : 'warning'}>
        ${icon(passes ? 'check' : 'alert')}
        ${
          passes
            ? translate(language, `launch.funding.${id}.passes`, {
                funds: this.#money(lowestFunds),
                month: String(lowestMonth),
              })
            : translate(language, `launch.funding.${id}.fails`, {
                short: this.#money(lowestFunds.replace('-', '')),
                month: String(firstShortMonth ?? lowestMonth),
              })
        }
      </p>
    `;
  }

  async #saveMonths(language: Language): Promise<void> {
    const { csv } = await this.table();
    // A byte order mark, so that spreadsheets read it as UTF-8.
    saveFile(
      new Blob(['﻿', csv], { type: 'text/csv;charset=utf-8' }),
      `${translate(language, 'launch.result.file')}.csv`,
    );
  }

  #outlooks(language: Language, proof: Proof): TemplateResult {
    const heading = translate(language, 'launch.chart.outlooks');
    const name = (id: OutlookId): string => translate(language, `launch.outlook.${id}`);
    const lines = proof.outlooks.map(({ id, months, breakEvenMonth }) => ({
      id,
      name: name(id),
      values: months.map(({ cumulative }) => amountOf(cumulative)),
      breakEvenMonth,
    }));
    const told = (at: number): string =>
      [
        translate(language, 'launch.month', { month: String(at) }),
        ...proof.outlooks.map(({ id, months }) => `${name(id)}: ${this.#money(months[at]?.cumulative ?? '0')}`),
      ].join('\n');
    return html`
      <loyalane-chart-frame
        data-chart="outlooks"
        .heading=${heading}
        .subtitle=${translate(language, 'launch.chart.outlooks.lead')}
        .height=${kChartPixels}
        @png=${(event: Event) => void this.#savePicture(event, heading)}
      >
        <ul slot="legend" class="legend small muted">
          ${kOutlooks.map((id) => html`<li><span class="line ${id}" aria-hidden="true"></span> ${name(id)}</li>`)}
        </ul>
        <loyalane-chart
          slot="chart"
          .height=${kChartPixels}
          .label=${heading}
          .description=${proof.outlooks
            .map(({ id, breakEvenMonth }) => `${name(id)}: ${this.#breakEven(language, breakEvenMonth)}`)
            .join('; ')}
          .build=${guard(
            [proof, language],
            () => (look: ChartLook) =>
              outlooksOption(
                lines,
                {
                  moneyAxis: translate(language, 'launch.chart.money'),
                  monthAxis: translate(language, 'launch.chart.month'),
                  tick: (amount) => formatFigure(language, amount, 0),
                  month: told,
                  breakEven: (month) => translate(language, 'launch.chart.breakEven', { month: String(month) }),
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
              <th scope="col" class="numeric">${translate(language, 'launch.chart.month')}</th>
              ${kOutlooks.map(
                (id) => html`
                  <th scope="col" class="numeric">${name(id)}: ${translate(language, 'launch.result.net')}</th>
                  <th scope="col" class="numeric">${name(id)}: ${translate(language, 'launch.result.cumulative')}</th>
                `,
              )}
            </tr>
          </thead>
          <tbody>
            ${proof.outlooks[0]?.months.map(
              (_, at) => html`
                <tr>
                  <th scope="row" class="numeric">${at}</th>
                  ${proof.outlooks.map(
                    ({ months }) => html`
                      <td class="numeric">${this.#money(months[at]?.net ?? '0')}</td>
                      <td class="numeric">${this.#money(months[at]?.cumulative ?? '0')}</td>
                    `,
                  )}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </loyalane-chart-frame>
    `;
  }

  #barName(language: Language, { label, kind }: TornadoLine): string {
    return kind === 'rate' ? translate(language, 'launch.terms.rate') : label;
  }

  #tornado(language: Language, { tornado, outlooks }: Proof): TemplateResult {
    const heading = translate(language, 'launch.chart.tornado');
    const base = outlooks[1]?.npv ?? '0';
    // What does not vary has no bar; the table has it.
    const varying = tornado.filter(({ swing }) => amountOf(swing) > 0);
    const height = 76 + kBarPixels * Math.max(3, varying.length);
    const bars = varying.map((line) => ({
      name: this.#barName(language, line),
      atLow: amountOf(line.npvAtLow),
      atHigh: amountOf(line.npvAtHigh),
    }));
    const [low, high] = [translate(language, 'launch.chart.atLow'), translate(language, 'launch.chart.atHigh')];
    const told = (at: number): string => {
      const line = varying[at];
      if (!line) return '';
      return [
        this.#barName(language, line),
        `${low}: ${this.#money(line.npvAtLow)}`,
        `${high}: ${this.#money(line.npvAtHigh)}`,
      ].join('\n');
    };
    return html`
      <loyalane-chart-frame
        data-chart="tornado"
        .heading=${heading}
        .subtitle=${translate(language, 'launch.chart.tornado.lead', { npv: this.#money(base) })}
        .height=${height}
        @png=${(event: Event) => void this.#savePicture(event, heading)}
      >
        <ul slot="legend" class="legend small muted">
          <li><span class="box low" aria-hidden="true"></span> ${low}</li>
          <li><span class="box" aria-hidden="true"></span> ${high}</li>
        </ul>
        <loyalane-chart
          slot="chart"
          .height=${height}
          .label=${heading}
          .description=${bars.map(({ name }) => name).join('; ')}
          .build=${guard(
            [tornado, language],
            () => (look: ChartLook) =>
              tornadoOption(
                bars,
                amountOf(base),
                {
                  axis: translate(language, 'launch.chart.npv'),
                  low,
                  high,
                  tick: (amount) => formatFigure(language, amount, 0),
                  bar: told,
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
              <th scope="col">${translate(language, 'launch.chart.assumption')}</th>
              <th scope="col" class="numeric">${low}</th>
              <th scope="col" class="numeric">${high}</th>
              <th scope="col" class="numeric">${translate(language, 'launch.chart.swing')}</th>
            </tr>
          </thead>
          <tbody>
            ${tornado.map(
              (line) => html`
                <tr>
                  <th scope="row">${this.#barName(language, line)}</th>
                  <td class="numeric">${this.#money(line.npvAtLow)}</td>
                  <td class="numeric">${this.#money(line.npvAtHigh)}</td>
                  <td class="numeric">${this.#money(line.swing)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </loyalane-chart-frame>
    `;
  }

  async #savePicture(event: Event, title: string): Promise<void> {
    const chart = (event.currentTarget as HTMLElement | null)?.querySelector<Chart>('loyalane-chart');
    const picture = await chart?.toPng({ title, subtitle: '', notes: [] });
    if (picture) saveFile(picture, pictureName(title, this.view.asOf));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-launch-proof': LaunchProof;
  }
}
