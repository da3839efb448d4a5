// Vouchers and referrals: what is open, what was used, what each referral has come to and why not; and what people write down about them.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  ClubAward,
  ClubReferral,
  ClubVoucher,
  ReferralState,
  ReferralsView,
  RegisterAct,
  VoucherOwed,
  VoucherState,
  VouchersView,
} from '../../engine/protocol.ts';
import { formatCount, formatMoney } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import { kReferralStates, kVoucherStates } from '../../state/voucher_words.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/progress.ts';
import { formField, isMoney } from './form_field.ts';
import { problemLine } from './problem_line.ts';

const kPageRows = 50;

type Doing = 'redeem' | 'cancel' | 'undo' | 'settle' | 'choose';
interface Form {
  readonly doing: Doing;
  /** The voucher, or the award. */
  readonly of: string;
  readonly value: string;
  readonly day: string;
  readonly document: string;
  readonly amount: string;
  readonly reason: string;
  readonly choice: 'voucher' | 'gift';
  readonly gift: string;
  /** What was given can no longer be the other; only which gift. */
  readonly isGiven: boolean;
}
type TextKey = 'day' | 'document' | 'amount' | 'reason' | 'gift';

@customElement('loyalane-club-vouchers')
export class VoucherDesk extends LitElement {
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
      .facts .small {
        font-weight: 400;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      td.day {
        white-space: nowrap;
      }
      td.id {
        min-width: 11em;
        overflow-wrap: anywhere;
      }
      td.wide {
        min-width: 14em;
        overflow-wrap: anywhere;
      }
      td .row {
        gap: var(--care-space-1);
      }
      td button {
        min-height: 28px;
        padding: 0 var(--care-space-1);
        white-space: nowrap;
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-2);
      }
      .form {
        display: grid;
        gap: var(--care-space-2);
        grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
      }
      .form > p {
        grid-column: 1 / -1;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private voucherState: '' | VoucherState = '';
  @state() private referralState: '' | ReferralState = '';
  @state() private search = '';
  @state() private voucherRows = kPageRows;
  @state() private referralRows = kPageRows;
  @state() private form: Form | null = null;
  @state() private problem: Problem | null = null;
  @state() private isSending = false;
  /** Who works here; stays from one entry to the next. */
  @state() private who = '';
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #vouchers = new Asked<VouchersView>(this);
  readonly #referrals = new Asked<ReferralsView>(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    // Registers are followed through `club.revision`; the document says sooner that an answer is old.
    const key = [language, club.revision, this.search, document.registers.vouchers ?? null];
    const voucher = { part: 'vouchers', state: this.voucherState, search: this.search, to: this.voucherRows };
    const referral = { part: 'referrals', state: this.referralState, search: this.search, to: this.referralRows };
    this.#vouchers.want(JSON.stringify([key, voucher]), () =>
      this.workbench.club.view<VouchersView>('vouchers', voucher),
    );
    this.#referrals.want(JSON.stringify([key, referral]), () =>
      this.workbench.club.view<ReferralsView>('vouchers', referral),
    );
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const vouchers = this.#vouchers;
    const referrals = this.#referrals;
    return html`
      <div class="stack">
        ${vouchers.problem ? problemLine(language, vouchers.problem) : nothing}
        ${vouchers.value ? this.#sums(language, vouchers.value) : this.#waiting(language)}
        ${vouchers.value ? this.#owed(language, vouchers.value.owed) : nothing}
        ${vouchers.value ? this.#list(language, vouchers.value) : nothing}
        ${referrals.problem ? problemLine(language, referrals.problem) : nothing}
        ${referrals.value ? this.#referred(language, referrals.value) : nothing}
      </div>
      ${this.#dialog(language)}
    `;
  }

  #waiting(language: Language): TemplateResult | typeof nothing {
    return this.#vouchers.isAsking
      ? html`<loyalane-progress .label=${translate(language, 'club.loading')}></loyalane-progress>`
      : nothing;
  }

  #money(amount: string): string {
    const { language, result } = this.#store.state;
    return formatMoney(language, amount, result?.report.currency ?? null);
  }

  #sums(language: Language, view: VouchersView): TemplateResult {
    const { totals } = view;
    return html`
      <section class="card stack" aria-labelledby="voucher-sums">
        <div>
          <h2 id="voucher-sums">${translate(language, 'club.voucher.title')}</h2>
          <p class="small muted">${translate(language, 'club.voucher.lead', { day: view.asOf })}</p>
        </div>
        <dl class="facts">
          ${(['issued', 'open', 'used', 'expired', 'cancelled'] as const).map(
            (id) => html`
              <div data-sum=${id}>
                <dt>${translate(language, `club.voucher.sum.${id}`)}</dt>
                <dd>
                  ${this.#money(totals[id].value)}
                  <span class="small muted">${translateCount(language, 'club.voucher.count', totals[id].count)}</span>
                </dd>
              </div>
            `,
          )}
        </dl>
        ${
          totals.used.count === 0
            ? nothing
            : html`<p class="small muted">
                ${translate(language, 'club.voucher.usedHow', {
                  offset: this.#money(totals.offset),
                  forfeited: this.#money(totals.forfeited),
                })}
              </p>`
        }
        ${
          view.strangers.length === 0
            ? nothing
            : html`<p class="warning">
                ${icon('warning')} ${translateCount(language, 'club.voucher.strangers', view.strangers.length)}
              </p>`
        }
      </section>
    `;
  }

  #owed(language: Language, owed: readonly VoucherOwed[]): TemplateResult | typeof nothing {
    if (owed.length === 0) return nothing;
    return html`
      <section class="card stack" aria-labelledby="owed">
        <div>
          <h3 id="owed" class="warning">${translateCount(language, 'club.voucher.owed', owed.length)}</h3>
          <p class="small muted">${translate(language, 'club.voucher.owedLead')}</p>
        </div>
        ${this.#table(
          language,
          'owed',
          ['voucher', 'member', 'owed', 'day', 'act'],
          owed.map(
            (one) => html`
              <tr>
                <td class="id">${one.voucher}</td>
                <td>${this.#member(one.member, one.name)}</td>
                <td class="numeric">${this.#money(one.amount)}</td>
                <td class="day">${one.day}</td>
                <td class="no-print">${this.#button(language, 'settle', one.voucher, one.amount)}</td>
              </tr>
            `,
          ),
        )}
      </section>
    `;
  }

  #list(language: Language, view: VouchersView): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="voucher-list">
        <div class="head">
          <h3 id="voucher-list">${translateCount(language, 'club.voucher.list', view.total)}</h3>
          <div class="filters no-print">
            <label class="row">
              <span class="visually-hidden">${translate(language, 'club.voucher.search')}</span>
              <input
                type="search"
                size="26"
                data-search
                placeholder=${translate(language, 'club.voucher.search')}
                .value=${this.search}
                @change=${(event: Event) => (this.search = (event.target as HTMLInputElement).value.trim())}
              />
            </label>
            <label class="row">
              <span>${translate(language, 'club.voucher.state')}</span>
              <select
                data-filter="vouchers"
                @change=${(event: Event) =>
                  (this.voucherState = (event.target as HTMLSelectElement).value as '' | VoucherState)}
              >
                <option value="">${translate(language, 'club.voucher.all')}</option>
                ${kVoucherStates.map(
                  (id) =>
                    html`<option value=${id} ?selected=${this.voucherState === id}>
                      ${translate(language, `club.voucher.sum.${id}`)}
                    </option>`,
                )}
              </select>
            </label>
          </div>
        </div>
        ${
          view.rows.length === 0
            ? html`<p class="muted">
                ${translate(language, view.totals.issued.count === 0 ? 'club.voucher.none' : 'club.voucher.noFit')}
              </p>`
            : this.#table(
                language,
                'voucher-list',
                ['voucher', 'member', 'value', 'lastDay', 'state', 'act'],
                view.rows.map((one) => this.#voucher(language, one)),
              )
        }
        ${this.#more(language, view.rows.length, view.total, () => (this.voucherRows += kPageRows))}
      </section>
    `;
  }

  #voucher(language: Language, voucher: ClubVoucher): TemplateResult {
    const { id, state } = voucher;
    const told =
      state === 'used'
        ? translate(language, 'club.voucher.usedFor', {
            day: voucher.usedOn ?? '',
            document: voucher.document ?? '',
            offset: this.#money(voucher.offset ?? '0.00'),
          })
        : state === 'cancelled'
          ? translate(language, 'club.voucher.cancelledOn', {
              day: voucher.cancelledOn ?? '',
              reason: voucher.reason === '' ? translate(language, 'club.voucher.byRefund') : (voucher.reason ?? ''),
            })
          : '';
    // What a refund cancelled was written down by nobody.
    const canUndo = state === 'used' || (state === 'cancelled' && voucher.reason !== '');
    return html`
      <tr data-voucher=${id}>
        <td class="id">${id}</td>
        <td>${this.#member(voucher.member, voucher.name)}</td>
        <td class="numeric">${this.#money(voucher.value)}</td>
        <td class="day">${voucher.lastDay ?? translate(language, 'club.voucher.noEnd')}</td>
        <td class="wide">
          <span class="tag"
            >${translate(language, state === 'not_yet' ? 'club.voucher.notYet' : `club.voucher.sum.${state}`)}</span
          >
          <span class="small muted">${told}</span>
        </td>
        <td class="no-print">
          <div class="row">
            ${
              state === 'open'
                ? [
                    this.#button(language, 'redeem', id, voucher.value),
                    this.#button(language, 'cancel', id, voucher.value),
                  ]
                : nothing
            }
            ${canUndo ? this.#button(language, 'undo', id, voucher.value) : nothing}
          </div>
        </td>
      </tr>
    `;
  }

  #referred(language: Language, view: ReferralsView): TemplateResult {
    const all = Object.values(view.states).reduce((sum, count) => sum + count, 0);
    return html`
      <section class="card stack" aria-labelledby="referral-list">
        <div class="head">
          <div>
            <h3 id="referral-list">${translateCount(language, 'club.referral.list', all)}</h3>
            <p class="small muted">
              ${translate(language, 'club.run.referralsSum', {
                claims: formatCount(language, all),
                earned: this.#money(view.earned),
                pending: this.#money(view.pending),
                reversed: this.#money(view.reversed),
              })}
              ${translate(language, 'club.referral.lead')}
            </p>
          </div>
          <label class="row no-print">
            <span>${translate(language, 'club.voucher.state')}</span>
            <select
              data-filter="referrals"
              @change=${(event: Event) =>
                (this.referralState = (event.target as HTMLSelectElement).value as '' | ReferralState)}
            >
              <option value="">${translate(language, 'club.voucher.all')}</option>
              ${kReferralStates
                .filter((id) => (view.states[id] ?? 0) > 0)
                .map(
                  (id) =>
                    html`<option value=${id} ?selected=${this.referralState === id}>
                      ${translate(language, `club.referral.${id}`)} (${formatCount(language, view.states[id] ?? 0)})
                    </option>`,
                )}
            </select>
          </label>
        </div>
        ${
          view.rows.length === 0
            ? html`<p class="muted">
                ${translate(language, all === 0 ? 'club.referral.none' : 'club.referral.noFit')}
              </p>`
            : this.#table(
                language,
                'referral-list',
                ['referrer', 'referee', 'claimedOn', 'state', 'award', 'act'],
                view.rows.map((one) => this.#referral(language, one)),
              )
        }
        ${this.#more(language, view.rows.length, view.total, () => (this.referralRows += kPageRows))}
        ${view.rowIssues.map(
          (issue) => html`<p class="small warning">${issue.text} ${issue.remedy} <span>${issue.id}</span></p>`,
        )}
      </section>
    `;
  }

  #referral(language: Language, one: ClubReferral): TemplateResult {
    return html`
      <tr data-referee=${one.referee}>
        <td>${this.#member(one.referrer, one.name)}</td>
        <td class="id">${one.referee}</td>
        <td class="day">${one.claimedOn}</td>
        <td class="wide">
          <span class="tag ${one.refusal ? 'warning' : ''}">${translate(language, `club.referral.${one.state}`)}</span>
          ${
            one.refusal
              ? html`<span class="small">${one.refusal.text} ${one.refusal.remedy}</span>
                  <span class="small muted">${one.refusal.id}</span>`
              : nothing
          }
        </td>
        <td class="wide">${one.awards.map((award) => this.#award(language, award))}</td>
        <td class="no-print">
          ${one.awards.map((award) =>
            award.state === 'refused' || award.givenAs === 'voucher' || award.state === 'reversed'
              ? nothing
              : this.#choose(language, award),
          )}
        </td>
      </tr>
    `;
  }

  #award(language: Language, award: ClubAward): TemplateResult {
    const what = award.givenAs ?? award.choice;
    return html`
      <div>
        <strong>${this.#money(award.value)}</strong>
        ${translate(language, `club.award.${award.state}`)} · ${translate(language, `club.choice.${what}`)}
        ${award.gift}
        <span class="small muted">
          ${translate(language, 'club.award.paid', { day: award.paidOn, amount: this.#money(award.paid) })}
          ${award.givenIn === null ? nothing : translate(language, 'club.award.givenIn', { month: award.givenIn })}
          ${award.why ? `${award.why.text} ${award.why.id}` : ''}
        </span>
      </div>
    `;
  }

  #choose(language: Language, award: ClubAward): TemplateResult {
    return html`<button
      type="button"
      data-do="choose"
      @click=${() =>
        this.#begin({
          doing: 'choose',
          of: award.award,
          value: award.value,
          choice: award.givenAs ?? award.choice,
          gift: award.gift,
          isGiven: award.givenAs !== null,
        })}
    >
      ${translate(language, 'club.voucher.do.choose')}
    </button>`;
  }

  #button(language: Language, doing: Exclude<Doing, 'choose'>, of: string, value: string): TemplateResult {
    return html`<button
      type="button"
      data-do=${doing}
      aria-label=${`${translate(language, `club.voucher.do.${doing}`)} ${of}`}
      @click=${() => this.#begin({ doing, of, value })}
    >
      ${translate(language, `club.voucher.do.${doing}`)}
    </button>`;
  }

  #member(id: string, name: string): TemplateResult {
    return html`<button type="button" class="quiet" @click=${() => this.workbench.club.go('members', id)}>
        ${name || id}
      </button>
      ${name === '' ? nothing : html`<span class="small muted">${id}</span>`}`;
  }

  #more(language: Language, shown: number, total: number, more: () => void): TemplateResult | typeof nothing {
    return shown >= total
      ? nothing
      : html`<div class="no-print">
          <button type="button" @click=${more}>
            ${translate(language, 'club.entries.more', { count: formatCount(language, total - shown) })}
          </button>
        </div>`;
  }

  #table(
    language: Language,
    titleId: string,
    heads: readonly (
      | 'voucher'
      | 'member'
      | 'value'
      | 'owed'
      | 'day'
      | 'lastDay'
      | 'state'
      | 'act'
      | 'referrer'
      | 'referee'
      | 'claimedOn'
      | 'award'
    )[],
    rows: readonly TemplateResult[],
  ): TemplateResult {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${titleId}>
        <table class="table">
          <thead>
            <tr>
              ${heads.map(
                (head) =>
                  html`<th
                    scope="col"
                    class=${head === 'value' || head === 'owed' ? 'numeric' : head === 'act' ? 'no-print' : ''}
                  >
                    ${translate(language, `club.voucher.head.${head}`)}
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
    `;
  }

  // --- the dialog ---

  #begin(form: Pick<Form, 'doing' | 'of' | 'value'> & Partial<Form>): void {
    this.problem = null;
    this.form = {
      day: this.#vouchers.value?.asOf ?? '',
      document: '',
      amount: '',
      reason: '',
      choice: 'voucher',
      gift: '',
      isGiven: false,
      ...form,
    };
  }

  #dialog(language: Language): TemplateResult {
    const { form } = this;
    return html`
      <loyalane-dialog
        .open=${form !== null}
        .heading=${form ? translate(language, `club.voucher.doing.${form.doing}`) : ''}
        @close=${() => (this.form = null)}
      >
        ${form ? this.#fields(language, form) : nothing}
        <div slot="footer" class="row">
          <button type="button" @click=${() => (this.form = null)}>${translate(language, 'club.voucher.back')}</button>
          <button
            type="button"
            class="primary"
            data-action="write-down"
            ?disabled=${form === null || this.isSending || !this.#isComplete(form)}
            @click=${() => void this.#send()}
          >
            ${form ? translate(language, `club.voucher.do.${form.doing}`) : ''}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #fields(language: Language, form: Form): TemplateResult {
    const field = (id: TextKey, kind: 'text' | 'money', error?: string): TemplateResult =>
      formField({
        id,
        label: translate(language, `club.voucher.field.${id}`),
        value: form[id],
        kind,
        ...(error === undefined ? {} : { error }),
        changed: (value) => (this.form = { ...form, [id]: value.trim() }),
      });
    const isWrong = form.amount !== '' && !isMoney(form.amount);
    return html`
      <div class="form">
        <p>
          <strong>${form.of}</strong> · ${this.#money(form.value)}<br />
          <span class="small muted">${translate(language, `club.voucher.hint.${form.doing}`)}</span>
        </p>
        ${
          form.doing === 'redeem'
            ? html`${field('document', 'text')}
              ${field('amount', 'money', isWrong ? translate(language, 'club.voucher.badAmount') : undefined)}`
            : nothing
        }
        ${
          form.doing === 'choose'
            ? html`
                <label class="field">
                  <span>${translate(language, 'club.voucher.field.choice')}</span>
                  <select
                    data-field="choice"
                    ?disabled=${form.isGiven}
                    @change=${(event: Event) =>
                      (this.form = {
                        ...form,
                        choice: (event.target as HTMLSelectElement).value as 'voucher' | 'gift',
                      })}
                  >
                    ${(['voucher', 'gift'] as const).map(
                      (id) =>
                        html`<option value=${id} ?selected=${form.choice === id}>
                          ${translate(language, `club.choice.${id}`)}
                        </option>`,
                    )}
                  </select>
                </label>
                ${form.choice === 'gift' ? field('gift', 'text') : nothing}
              `
            : nothing
        }
        <label class="field">
          <span>${translate(language, 'club.voucher.field.day')}</span>
          <input
            type="date"
            data-field="day"
            .value=${form.day}
            @change=${(event: Event) => (this.form = { ...form, day: (event.target as HTMLInputElement).value })}
          />
        </label>
        ${formField({
          id: 'who',
          label: translate(language, 'club.voucher.field.who'),
          value: this.who,
          kind: 'text',
          changed: (value) => (this.who = value.trim()),
        })}
        ${form.doing === 'redeem' ? nothing : field('reason', 'text')}
        ${this.problem ? problemLine(language, this.problem) : nothing}
      </div>
    `;
  }

  #isComplete(form: Form): boolean {
    if (form.day === '' || this.who === '') return false;
    if (form.doing === 'redeem') return form.document !== '' && isMoney(form.amount);
    return form.doing === 'choose' || form.reason !== '';
  }

  async #send(): Promise<void> {
    const { form } = this;
    if (!form) return;
    const { doing, of, day, document, amount, reason, choice, gift } = form;
    const act: RegisterAct =
      doing === 'choose'
        ? { do: doing, award: of, choice, gift: choice === 'gift' ? gift : '', day, who: this.who, reason }
        : doing === 'redeem'
          ? { do: doing, voucher: of, document, amount, day, who: this.who }
          : { do: doing, voucher: of, day, who: this.who, reason };
    this.isSending = true;
    this.problem = null;
    try {
      await this.workbench.club.act('vouchers', act);
      this.form = null;
    } catch (refusal) {
      this.problem = problemOf(refusal);
    }
    this.isSending = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-vouchers': VoucherDesk;
  }
}
