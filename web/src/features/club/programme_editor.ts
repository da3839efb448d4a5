// The club's rules: begun from a preset, a file or those in force, edited with a live example, and taken into use as one step that can
// be undone. What the engine finds wrong stands at its field.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import {
  type kClubPresets,
  type ClubExamples,
  type ClubPreset,
  type ClubProgramme,
  type EarnOccasion,
  type EarnRule,
  type ValidityMethod,
} from '../../engine/protocol.ts';
import { formatCount, formatMoney } from '../../i18n/format.ts';
import { translate, type Key, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { problemOf } from '../../state/problem.ts';
import { problemText } from '../../state/problem_text.ts';
import { StoreController } from '../../state/store.ts';
import type { Problem } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/menu.ts';
import { saveFile } from '../../ui/save_file.ts';
import { moneyText } from './figures.ts';
import { formField, isMoney, wholeOf } from './form_field.ts';
import { nameOf } from './names.ts';
import { problemLine, whyAndRemedy } from './problem_line.ts';
import {
  pathName,
  placeOfError,
  readProgramme,
  withReward,
  withRule,
  withTier,
  withValue,
  without,
  type Path,
} from './programme_edits.ts';
import { referralExample, referralRules, type RuleFields } from './referral_rules.ts';

const kPresets: typeof kClubPresets = ['monthly-settlement', 'customer-club', 'growth-levels', 'minimal'];
const kOccasions: readonly EarnOccasion[] = [
  'statement',
  'shipment',
  'first_shipment',
  'event',
  'submission',
  'referral',
  'birthday',
];
const kMethods: readonly ValidityMethod[] = ['never', 'days', 'months', 'month_end', 'year_end', 'inactivity'];
/** Occasions that have an amount. */
const kWithAmount: readonly EarnOccasion[] = ['statement', 'shipment'];

@customElement('loyalane-club-programme')
export class ProgrammeEditor extends LitElement {
  static override styles = [
    controls,
    css`
      .layout {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(260px, 1fr);
        gap: var(--care-space-3);
        align-items: start;
      }
      .side {
        position: sticky;
        top: var(--care-space-2);
      }
      @media (max-width: 1000px) {
        .layout {
          grid-template-columns: minmax(0, 1fr);
        }
        .side {
          position: static;
          order: -1;
        }
      }
      .form {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(160px, 100%), 1fr));
        gap: var(--care-space-2) var(--care-space-3);
        align-items: start;
      }
      .wide {
        grid-column: 1 / -1;
      }
      .checks {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--care-space-3);
      }
      .item {
        padding: var(--care-space-2) 0;
        border-top: 1px solid var(--care-line);
      }
      .item.wrong {
        border-left: 3px solid var(--care-danger);
        padding-left: var(--care-space-2);
      }
      .item-head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--care-space-2);
      }
      [data-referral-example] {
        margin-top: var(--care-space-3);
      }
      .examples li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--care-space-2);
        padding: var(--care-space-1) 0;
        border-top: 1px solid var(--care-line);
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      td select {
        min-width: 6.5em;
      }
      td input {
        width: 100%;
        min-width: 7em;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-2);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private problem: Problem | null = null;
  @state() private notAProgramme = '';
  /** What was typed and is no value, by place. */
  @state() private faults: Readonly<Record<string, { readonly typed: string; readonly error: string }>> = {};
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #checked = new Asked<ClubExamples>(this);
  #of: ClubProgramme | null = null;

  get #programme(): ClubProgramme | null {
    const { document, club } = this.#store.state;
    return document.programmeDraft ?? club.state?.programme ?? null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const programme = this.#programme;
    const { language, club } = this.#store.state;
    // What was typed belongs to the document that it was typed into.
    if (programme !== this.#of && Object.keys(this.faults).length > 0) this.faults = {};
    this.#of = programme;
    if (programme)
      this.#checked.want(JSON.stringify([programme, language, club.revision]), () =>
        this.workbench.club.check(programme),
      );
  }

  override render(): TemplateResult | typeof nothing {
    const { language, document, club } = this.#store.state;
    const programme = this.#programme;
    if (!programme || !club.state) return nothing;
    const isDraft = document.programmeDraft !== null;
    const error = this.#checked.problem;
    const place = error?.from === 'engine' ? placeOfError(programme, error.error) : '';
    const isBad = error !== null || Object.keys(this.faults).length > 0;
    return html`
      <div class="stack">
        <section class="card stack" aria-labelledby="title">
          <div>
            <h2 id="title">${translate(language, 'club.rules.title')}</h2>
            <p class="small muted">${translate(language, 'club.rules.lead')}</p>
          </div>
          <div class="bar no-print">
            <loyalane-menu
              .label=${translate(language, 'club.rules.preset')}
              .items=${kPresets.map((id) => ({ id, label: translate(language, `club.rival.${id}`) }))}
              @choose=${(event: CustomEvent<ClubPreset>) => void this.#begin(event.detail)}
            ></loyalane-menu>
            <label hidden>
              <input type="file" accept=".json,application/json" data-load @change=${this.#load} />
            </label>
            <button
              type="button"
              data-action="load"
              @click=${() => this.renderRoot.querySelector<HTMLElement>('[data-load]')?.click()}
            >
              ${icon('folder')} ${translate(language, 'club.rules.load')}
            </button>
            <button type="button" data-action="save" @click=${() => this.#save(language, programme)}>
              ${icon('download')} ${translate(language, 'club.rules.save')}
            </button>
            <span class="grow"></span>
            ${
              isDraft
                ? html`
                    <button type="button" data-action="discard" @click=${() => this.workbench.club.draft(null)}>
                      ${translate(language, 'club.rules.discard')}
                    </button>
                    <button
                      type="button"
                      class="primary"
                      data-action="adopt"
                      ?disabled=${isBad || this.#checked.isAsking}
                      @click=${() => this.workbench.club.adopt(programme)}
                    >
                      ${translate(language, 'club.rules.adopt')}
                    </button>
                  `
                : html`<span class="small muted" role="status"
                    >${icon('check')} ${translate(language, 'club.rules.inForce')}</span
                  >`
            }
          </div>
          ${this.notAProgramme === '' ? nothing : html`<p class="warning" role="alert">${translate(language, 'club.rules.notOne', { name: this.notAProgramme })}</p>`}
          ${this.problem ? problemLine(language, this.problem) : nothing}
          ${error && (place === '' || !this.#isShown(place, programme)) ? problemLine(language, error) : nothing}
          ${
            isDraft && club.state.periods.length > 0
              ? html`<p class="small muted">${translate(language, 'club.rules.closedStay')}</p>`
              : nothing
          }
        </section>
        <div class="layout">
          <div class="stack">
            ${this.#earn(language, programme, place)} ${this.#tierTable(language, programme, place)}
            ${this.#rewards(language, programme, place)}
            ${referralRules(language, programme, this.#fieldsOf(language, programme, place))}
            ${this.#rest(language, programme)}
          </div>
          <aside class="card side" aria-labelledby="example">
            <h3 id="example">${translate(language, 'club.rules.example')}</h3>
            ${
              this.#checked.value
                ? html`<p class="small muted">
                      ${translate(language, 'club.rules.exampleLead', {
                        amount: formatMoney(language, this.#checked.value.amount, 'CNY'),
                        surcharges: formatMoney(language, this.#checked.value.surcharges, 'CNY'),
                      })}
                    </p>
                    <ul class="examples">
                      ${this.#checked.value.example.map(
                        (one) => html`
                          <li>
                            <span>${nameOf(language, { zh: one.name, en: one.nameEn }, one.rule)}</span>
                            <strong>
                              ${translate(language, 'club.rules.points', { points: formatCount(language, one.points) })}
                            </strong>
                          </li>
                        `,
                      )}
                    </ul>
                    ${referralExample(language, this.#checked.value.referral)}`
                : error
                  ? html`<p class="small warning">${translate(language, 'club.rules.noExample')}</p>`
                  : nothing
            }
          </aside>
        </div>
      </div>
    `;
  }

  // --- parts ---

  /** Whether an error at this place has a field or an item here that shows it. */
  #isShown(place: string, { earn, rewards, tiers }: ClubProgramme): boolean {
    return (
      place.startsWith('referral') ||
      earn.some((_, at) => place.startsWith(`earn[${at}]`)) ||
      rewards.some((_, at) => place.startsWith(`rewards[${at}]`)) ||
      tiers.tiers.some((_, at) => place.startsWith(`tiers.tiers[${at}]`)) ||
      ['redeem_from', 'value_per_100_points', 'notice_days', 'redemption_percent', 'arrears.overdue_days'].includes(
        place,
      )
    );
  }

  #errorAt(path: Path): string | undefined {
    const name = pathName(path);
    const fault = this.faults[name];
    if (fault) return fault.error;
    const { problem } = this.#checked;
    const programme = this.#programme;
    if (problem?.from !== 'engine' || !programme || placeOfError(programme, problem.error) !== name) return undefined;
    return this.#errorText(problem);
  }

  #errorText(problem: Problem): string {
    const { language } = this.#store.state;
    const { id, sentence, remedy } = problemText(language, problem);
    return `${whyAndRemedy(language, sentence, remedy)} ${id}`;
  }

  #itemError(place: string, item: Path): TemplateResult | typeof nothing {
    const { problem } = this.#checked;
    return problem && place === pathName(item)
      ? html`<p class="error" role="alert">${this.#errorText(problem)}</p>`
      : nothing;
  }

  #set(path: Path, value: unknown): void {
    const programme = this.#programme;
    if (programme) this.workbench.club.draft(withValue(programme, path, value), pathName(path));
  }

  #whole(
    language: Language,
    path: Path,
    label: string,
    value: number,
    more: { hint?: string; isBare?: boolean } = {},
  ): TemplateResult {
    const name = pathName(path);
    const error = this.#errorAt(path);
    return formField({
      id: name,
      label,
      kind: 'whole',
      value: this.faults[name]?.typed ?? String(value),
      ...more,
      ...(error !== undefined && { error }),
      changed: (typed) => {
        const whole = wholeOf(typed);
        this.#take(name, typed, whole === null ? translate(language, 'club.fault.whole') : '');
        if (whole !== null) this.#set(path, whole);
      },
    });
  }

  #money(
    language: Language,
    path: Path,
    label: string,
    value: string,
    more: { hint?: string; isBare?: boolean } = {},
  ): TemplateResult {
    const name = pathName(path);
    const error = this.#errorAt(path);
    return formField({
      id: name,
      label,
      kind: 'money',
      value: this.faults[name]?.typed ?? value,
      ...more,
      ...(error !== undefined && { error }),
      changed: (typed) => {
        this.#take(name, typed, isMoney(typed) ? '' : translate(language, 'club.fault.money'));
        if (isMoney(typed)) this.#set(path, moneyText(Number(typed)));
      },
    });
  }

  #text(path: Path, label: string, value: string, more: { isBare?: boolean } = {}): TemplateResult {
    const error = this.#errorAt(path);
    return formField({
      id: pathName(path),
      label,
      kind: 'text',
      value,
      ...more,
      ...(error !== undefined && { error }),
      changed: (typed) => this.#set(path, typed),
    });
  }

  #check(path: Path, label: string, value: boolean): TemplateResult {
    return html`<label class="check">
      <input
        type="checkbox"
        data-field=${pathName(path)}
        .checked=${live(value)}
        @change=${(event: Event) => this.#set(path, (event.target as HTMLInputElement).checked)}
      />
      ${label}
    </label>`;
  }

  #choice<T extends string>(
    path: Path,
    label: string,
    value: T,
    options: readonly T[],
    nameOfOption: (one: T) => string,
    isBare = false,
  ): TemplateResult {
    return html`<label class="field">
      <span class=${isBare ? 'visually-hidden' : ''}>${label}</span>
      <select
        data-field=${pathName(path)}
        @change=${(event: Event) => this.#set(path, (event.target as HTMLSelectElement).value)}
      >
        ${options.map((one) => html`<option value=${one} .selected=${one === value}>${nameOfOption(one)}</option>`)}
      </select>
    </label>`;
  }

  /** A field that may be left empty: null. */
  #orNone(path: Path, label: string, value: string | null, hint: string, kind: 'money' | 'day'): TemplateResult {
    const { language } = this.#store.state;
    const name = pathName(path);
    const error = this.#errorAt(path);
    return formField({
      id: name,
      label,
      kind,
      value: this.faults[name]?.typed ?? value ?? '',
      hint,
      ...(error !== undefined && { error }),
      changed: (typed) => {
        const isGood = typed.trim() === '' || kind === 'day' || isMoney(typed);
        this.#take(name, typed, isGood ? '' : translate(language, 'club.fault.money'));
        if (!isGood) return;
        this.#set(path, typed.trim() === '' ? null : kind === 'day' ? typed : moneyText(Number(typed)));
      },
    });
  }

  #fieldsOf(language: Language, programme: ClubProgramme, place: string): RuleFields {
    return {
      whole: (path, label, value, hint) => this.#whole(language, path, label, value, hint ? { hint } : {}),
      money: (path, label, value, isBare = false) => this.#money(language, path, label, value, { isBare }),
      moneyOrNone: (path, label, value, hint) => this.#orNone(path, label, value, hint, 'money'),
      dayOrNone: (path, label, value, hint) => this.#orNone(path, label, value, hint, 'day'),
      choice: (path, label, value, options, nameOfOption) => this.#choice(path, label, value, options, nameOfOption),
      problem: (path) => this.#itemError(place, path),
      remove: (list, at, name) => this.#remove(language, programme, list, at, name),
      change: (next, at) => this.workbench.club.draft(next, at),
    };
  }

  #take(name: string, typed: string, error: string): void {
    const others = Object.fromEntries(Object.entries(this.faults).filter(([one]) => one !== name));
    this.faults = error === '' ? others : { ...others, [name]: { typed, error } };
  }

  #remove(language: Language, programme: ClubProgramme, list: Path, at: number, name: string): TemplateResult {
    const label = translate(language, 'club.rules.removeOf', { name });
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${label}
      title=${label}
      @click=${() => this.workbench.club.draft(without(programme, list, at))}
    >
      ${icon('close')}
    </button>`;
  }

  #add(language: Language, label: Key & `club.rules.add${string}`, change: () => ClubProgramme): TemplateResult {
    return html`<div>
      <button type="button" @click=${() => this.workbench.club.draft(change())}>${translate(language, label)}</button>
    </div>`;
  }

  #earn(language: Language, programme: ClubProgramme, place: string): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="earn">
        <h3 id="earn">${translate(language, 'club.rules.earn')}</h3>
        <ul>
          ${programme.earn.map(
            (rule, at) =>
              html`<li class="item ${place.startsWith(`earn[${at}]`) ? 'wrong' : ''}">
                ${this.#rule(language, programme, rule, at, place)}
              </li>`,
          )}
        </ul>
        ${this.#add(language, 'club.rules.addRule', () => withRule(programme))}
      </section>
    `;
  }

  #rule(language: Language, programme: ClubProgramme, rule: EarnRule, at: number, place: string): TemplateResult {
    const t = (
      id: 'points' | 'per' | 'occasion' | 'pending' | 'validity' | 'length' | 'capEach' | 'capMonth' | 'name',
    ): string => translate(language, `club.rule.${id}`);
    const path = (...rest: Path): Path => ['earn', at, ...rest];
    const hasAmount = kWithAmount.includes(rule.occasion);
    const name = nameOf(language, rule.name, rule.id);
    return html`
      <div class="item-head">
        <h4>${name} <span class="small muted">${rule.id}</span></h4>
        ${this.#remove(language, programme, ['earn'], at, name)}
      </div>
      ${this.#itemError(place, ['earn', at])}
      <div class="form">
        <div class="wide">${this.#text(path('name', language), t('name'), rule.name[language])}</div>
        ${this.#choice(path('occasion'), t('occasion'), rule.occasion, kOccasions, (one) => translate(language, `club.occasion.${one}`))}
        ${this.#whole(language, path('points'), t('points'), rule.points)}
        ${hasAmount ? this.#money(language, path('per'), t('per'), rule.per, { hint: translate(language, 'club.rule.per.hint') }) : nothing}
        ${this.#whole(language, path('pending_days'), t('pending'), rule.pending_days)}
        ${this.#choice(path('validity', 'method'), t('validity'), rule.validity.method, kMethods, (one) => translate(language, `club.validity.${one}`))}
        ${
          rule.validity.method === 'never'
            ? nothing
            : this.#whole(language, path('validity', 'length'), t('length'), rule.validity.length, {
                hint: translate(language, `club.length.${rule.validity.method}`),
              })
        }
        ${this.#whole(language, path('cap_each'), t('capEach'), rule.cap_each, { hint: translate(language, 'club.rule.cap.hint') })}
        ${this.#whole(language, path('cap_month'), t('capMonth'), rule.cap_month, { hint: translate(language, 'club.rule.cap.hint') })}
        <div class="checks">
          ${
            hasAmount
              ? html`${this.#check(path('without_surcharges'), translate(language, 'club.rule.noSurcharges'), rule.without_surcharges)}
                ${this.#check(path('without_tax'), translate(language, 'club.rule.noTax'), rule.without_tax)}
                ${this.#check(path('without_points_paid'), translate(language, 'club.rule.noPointsPaid'), rule.without_points_paid)}
                ${this.#check(path('payer_only'), translate(language, 'club.rule.payerOnly'), rule.payer_only)}`
              : nothing
          }
          ${this.#check(path('with_tier_multiplier'), translate(language, 'club.rule.tierPercent'), rule.with_tier_multiplier)}
          ${this.#check(path('qualifies'), translate(language, 'club.rule.qualifies'), rule.qualifies)}
        </div>
      </div>
    `;
  }

  #tierTable(language: Language, programme: ClubProgramme, place: string): TemplateResult {
    const { tiers } = programme.tiers;
    const head = (id: 'name' | 'nameEn' | 'threshold' | 'percent'): string =>
      translate(language, `club.tierHead.${id}`);
    return html`
      <section class="card stack" aria-labelledby="tiers">
        <div>
          <h3 id="tiers">${translate(language, 'club.rules.tiers')}</h3>
          <p class="small muted">${translate(language, 'club.rules.tiersLead')}</p>
        </div>
        ${
          tiers.length === 0
            ? html`<p class="muted">${translate(language, 'club.rules.noTiers')}</p>`
            : html`<div class="scroll">
                <table class="table">
                  <thead>
                    <tr>
                      <th scope="col">${head('name')}</th>
                      <th scope="col">${head('nameEn')}</th>
                      <th scope="col" class="numeric">${head('threshold')}</th>
                      <th scope="col" class="numeric">${head('percent')}</th>
                      <th scope="col">
                        <span class="visually-hidden">${translate(language, 'mapping.removeShort')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    ${tiers.map((tier, at) => {
                      const path = (field: string): Path => ['tiers', 'tiers', at, field];
                      const bare = { isBare: true };
                      return html`
                        <tr>
                          <td>
                            ${this.#text(path('name'), `${head('name')} ${at + 1}`, tier.name, bare)}
                            ${this.#itemError(place, ['tiers', 'tiers', at])}
                          </td>
                          <td>${this.#text(path('name_en'), `${head('nameEn')} ${at + 1}`, tier.name_en, bare)}</td>
                          <td>
                            ${this.#whole(language, path('threshold'), `${head('threshold')} ${tier.name}`, tier.threshold, bare)}
                          </td>
                          <td>
                            ${this.#whole(language, path('percent'), `${head('percent')} ${tier.name}`, tier.percent, bare)}
                          </td>
                          <td>${this.#remove(language, programme, ['tiers', 'tiers'], at, tier.name)}</td>
                        </tr>
                      `;
                    })}
                  </tbody>
                </table>
              </div>`
        }
        ${this.#add(language, 'club.rules.addTier', () => withTier(programme))}
      </section>
    `;
  }

  #rewards(language: Language, programme: ClubProgramme, place: string): TemplateResult {
    const head = (id: 'name' | 'kind' | 'points' | 'value' | 'cost'): string =>
      translate(language, `club.rewardHead.${id}`);
    return html`
      <section class="card stack" aria-labelledby="rewards">
        <h3 id="rewards">${translate(language, 'club.rules.rewards')}</h3>
        ${
          programme.rewards.length === 0
            ? html`<p class="muted">${translate(language, 'club.rules.noRewards')}</p>`
            : html`<div class="scroll">
                <table class="table">
                  <thead>
                    <tr>
                      <th scope="col">${head('name')}</th>
                      <th scope="col">${head('kind')}</th>
                      <th scope="col" class="numeric">${head('points')}</th>
                      <th scope="col" class="numeric">${head('value')}</th>
                      <th scope="col" class="numeric">${head('cost')}</th>
                      <th scope="col">
                        <span class="visually-hidden">${translate(language, 'mapping.removeShort')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    ${programme.rewards.map((reward, at) => {
                      const path = (...rest: Path): Path => ['rewards', at, ...rest];
                      const name = nameOf(language, reward.name, reward.id);
                      const bare = { isBare: true };
                      return html`
                        <tr>
                          <td>
                            ${this.#text(path('name', language), `${head('name')} ${reward.id}`, reward.name[language], bare)}
                            <span class="small muted">${reward.id}</span> ${this.#itemError(place, ['rewards', at])}
                          </td>
                          <td>
                            ${this.#choice(path('kind'), `${head('kind')} ${name}`, reward.kind, ['voucher', 'gift', 'partner'] as const, (one) => translate(language, `club.reward.${one}`), true)}
                          </td>
                          <td>
                            ${this.#whole(language, path('points'), `${head('points')} ${name}`, reward.points, bare)}
                          </td>
                          <td>
                            ${this.#money(language, path('value'), `${head('value')} ${name}`, reward.value, bare)}
                          </td>
                          <td>
                            ${this.#money(language, path('unit_cost'), `${head('cost')} ${name}`, reward.unit_cost, bare)}
                          </td>
                          <td>${this.#remove(language, programme, ['rewards'], at, name)}</td>
                        </tr>
                      `;
                    })}
                  </tbody>
                </table>
              </div>`
        }
        ${this.#add(language, 'club.rules.addReward', () => withReward(programme))}
      </section>
    `;
  }

  #rest(language: Language, programme: ClubProgramme): TemplateResult {
    const { arrears } = programme;
    return html`
      <section class="card stack" aria-labelledby="rest">
        <h3 id="rest">${translate(language, 'club.rules.rest')}</h3>
        <div class="form">
          ${this.#whole(language, ['redeem_from'], translate(language, 'club.rules.redeemFrom'), programme.redeem_from, { hint: translate(language, 'club.rules.redeemFrom.hint') })}
          ${this.#money(language, ['value_per_100_points'], translate(language, 'club.rules.valuePer100'), programme.value_per_100_points, { hint: translate(language, 'club.rules.valuePer100.hint') })}
          ${this.#whole(language, ['redemption_percent'], translate(language, 'club.rules.redemption'), programme.redemption_percent, { hint: translate(language, 'club.rules.redemption.hint') })}
          ${this.#whole(language, ['notice_days'], translate(language, 'club.rules.notice'), programme.notice_days, { hint: translate(language, 'club.rules.notice.hint') })}
          ${this.#whole(language, ['arrears', 'overdue_days'], translate(language, 'club.rules.overdue'), arrears.overdue_days, { hint: translate(language, 'club.rules.overdue.hint') })}
          ${
            arrears.overdue_days > 0
              ? html`<div class="checks">
                  ${this.#check(['arrears', 'holds_earning'], translate(language, 'club.rules.holdsEarning'), arrears.holds_earning)}
                  ${this.#check(['arrears', 'stops_spending'], translate(language, 'club.rules.stopsSpending'), arrears.stops_spending)}
                </div>`
              : nothing
          }
        </div>
      </section>
    `;
  }

  // --- presets and files ---

  async #begin(preset: ClubPreset): Promise<void> {
    this.problem = null;
    this.notAProgramme = '';
    try {
      this.workbench.club.draft((await this.workbench.club.presets())[preset]);
    } catch (reason) {
      this.problem = problemOf(reason);
    }
  }

  readonly #load = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    const read = readProgramme(await file.text());
    input.value = '';
    this.notAProgramme = read ? '' : file.name;
    if (!read) return;
    // The engine fills in what the file leaves out, and says what is wrong in it, before anything is shown as fields.
    try {
      this.problem = null;
      this.workbench.club.draft(await this.workbench.club.whole(read));
    } catch (reason) {
      this.problem = problemOf(reason);
    }
  };

  #save(language: Language, programme: ClubProgramme): void {
    const bytes = new Blob([`${JSON.stringify(programme, null, 2)}\n`], { type: 'application/json' });
    saveFile(bytes, `${translate(language, 'club.rules.file')}-${programme.id}.json`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-programme': ProgrammeEditor;
  }
}
