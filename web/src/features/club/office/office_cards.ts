// The card run: who gets a card, who is near and what is lacking; the whole run at once, or the two lists as files.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../../../i18n/format.ts';
import { translateCount } from '../../../i18n/plural.ts';
import { translate, type Language } from '../../../i18n/translate.ts';
import { Asked } from '../../../state/asked.ts';
import { problemOf } from '../../../state/problem.ts';
import type { Problem } from '../../../state/state.ts';
import { StoreController } from '../../../state/store.ts';
import type { Workbench } from '../../../state/workbench.ts';
import { controls } from '../../../ui/controls.ts';
import { icon } from '../../../ui/icons.ts';
import { saveFile } from '../../../ui/save_file.ts';
import { problemLine } from '../problem_line.ts';
import './office_form.ts';
import type { OfficeTask } from './office_form.ts';
import { officeStyles } from './office_styles.ts';
import {
  kFormFields,
  today,
  type FormFieldId,
  type OfficeCandidate,
  type OfficeCards as Cards,
} from './office_types.ts';

@customElement('loyalane-office-cards')
export class OfficeCards extends LitElement {
  static override styles = [
    controls,
    officeStyles,
    css`
      fieldset {
        display: grid;
        gap: var(--care-space-1);
      }
      .boxes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-1) var(--care-space-3);
      }
      .boxes label {
        display: inline-flex;
        align-items: center;
        gap: var(--care-space-1);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private chosen = '';
  @state() private task: OfficeTask | null = null;
  @state() private problem: Problem | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<Cards>(this);

  get #month(): string {
    const { state: club } = this.#store.state.club;
    return this.chosen || (club?.nextMonth ?? club?.lastMonthWithData ?? '');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    const month = this.#month;
    const key = JSON.stringify([month, language, club.revision, document.registers.members]);
    this.#asked.want(key, () => this.workbench.club.view<Cards>('members', { what: 'cards', month }));
  }

  override render(): TemplateResult {
    const { language, club } = this.#store.state;
    const { value, problem, isAsking } = this.#asked;
    const months = [...(club.state?.periods ?? []).map(({ name }) => name), club.state?.nextMonth ?? []].flat();
    return html`
      <div class="stack" aria-busy=${isAsking}>
        <section class="card stack" aria-labelledby="cards">
          <div class="head">
            <div>
              <h2 id="cards">${translate(language, 'club.cards.title')}</h2>
              ${
                value && value.threshold !== '0.00'
                  ? html`<p class="small muted">
                      ${translate(language, 'club.cards.lead', {
                        from: value.from,
                        to: value.to,
                        threshold: value.threshold,
                        near: String(value.nearPercent),
                      })}
                    </p>`
                  : nothing
              }
            </div>
            ${
              months.length === 0
                ? nothing
                : html`<label class="row no-print">
                    <span>${translate(language, 'club.run.month')}</span>
                    <select
                      data-month
                      @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}
                    >
                      ${[...months].reverse().map((name) => html`<option value=${name} ?selected=${name === this.#month}>${name}</option>`)}
                    </select>
                  </label>`
            }
          </div>
          ${problem ? problemLine(language, problem) : nothing}
          ${this.problem ? problemLine(language, this.problem) : nothing}
          ${value ? this.#facts(language, value) : html`<p class="muted" role="status">${translate(language, 'club.loading')}</p>`}
        </section>
        ${value && value.threshold !== '0.00' ? this.#lists(language, value) : nothing}
      </div>
      <loyalane-office-form
        .workbench=${this.workbench}
        .task=${this.task}
        @cancel=${() => (this.task = null)}
        @done=${() => (this.task = null)}
      ></loyalane-office-form>
    `;
  }

  #facts(language: Language, cards: Cards): TemplateResult {
    if (cards.threshold === '0.00') return html`<p class="muted">${translate(language, 'club.cards.noRule')}</p>`;
    const fact = (id: 'eligible' | 'near' | 'below' | 'holding', text: string): TemplateResult => html`
      <div>
        <dt>${translate(language, `club.cards.${id}`)}</dt>
        <dd data-fact=${id}>${text}</dd>
      </div>
    `;
    const { num, den } = cards.eligible;
    return html`
      <dl class="facts">
        ${fact('eligible', translate(language, 'club.office.of', { num: formatCount(language, num), den: formatCount(language, den) }))}
        ${fact('near', formatCount(language, cards.near.length))}
        ${fact('below', formatCount(language, cards.belowNear))}
        ${fact('holding', formatCount(language, cards.holdingCard))}
      </dl>
      <fieldset class="no-print">
        <legend class="small muted">${translate(language, 'club.cards.required')}</legend>
        <div class="boxes">
          ${kFormFields.map(
            (field) => html`
              <label>
                <input
                  type="checkbox"
                  data-required=${field}
                  .checked=${cards.requiredFields.includes(field)}
                  @change=${(event: Event) => void this.#rule(this.#withField(cards, field, event), cards.approvalRequired)}
                />
                ${translate(language, `club.form.${field}`)}
              </label>
            `,
          )}
        </div>
        <label class="row">
          <input
            type="checkbox"
            data-approval
            .checked=${cards.approvalRequired}
            @change=${(event: Event) => void this.#rule(cards.requiredFields, (event.target as HTMLInputElement).checked)}
          />
          ${translate(language, 'club.cards.approval')}
        </label>
        ${cards.requiredFields.length === 0 ? html`<p class="small muted">${translate(language, 'club.cards.byFile')}</p>` : nothing}
      </fieldset>
    `;
  }

  #withField(cards: Cards, field: FormFieldId, event: Event): readonly FormFieldId[] {
    const isOn = (event.target as HTMLInputElement).checked;
    return kFormFields.filter((one) => (one === field ? isOn : cards.requiredFields.includes(one)));
  }

  async #rule(requiredFields: readonly FormFieldId[], approvalRequired: boolean): Promise<void> {
    this.problem = null;
    try {
      await this.workbench.club.act('members', { do: 'card_rule', requiredFields, approvalRequired });
    } catch (reason) {
      this.problem = problemOf(reason);
    }
  }

  #lists(language: Language, cards: Cards): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="issue">
        <div class="head">
          <h3 id="issue">${translateCount(language, 'club.run.issue', cards.issue.length)}</h3>
          <div class="row no-print">
            ${cards.issue.length === 0 ? nothing : this.#save(language, 'club.cardsDue', cards)}
            ${
              cards.issue.length === 0
                ? nothing
                : html`<button
                    type="button"
                    class="primary"
                    data-act="issue_cards"
                    @click=${() => this.#issue(language, cards)}
                  >
                    ${translate(language, 'club.cards.issueAll')}
                  </button>`
            }
          </div>
        </div>
        ${
          cards.issue.length === 0
            ? html`<p class="muted">${translate(language, 'club.cards.noneDue')}</p>`
            : this.#table(language, 'issue', cards.issue, false)
        }
      </section>
      <section class="card stack" aria-labelledby="near">
        <div class="head">
          <h3 id="near">${translateCount(language, 'club.run.near', cards.near.length)}</h3>
          <div class="row no-print">
            ${cards.near.length === 0 ? nothing : this.#save(language, 'club.cardsNear', cards)}
          </div>
        </div>
        ${
          cards.near.length === 0
            ? html`<p class="muted">${translate(language, 'club.cards.noneNear')}</p>`
            : this.#table(language, 'near', cards.near, true)
        }
      </section>
    `;
  }

  #table(
    language: Language,
    id: 'issue' | 'near',
    rows: readonly OfficeCandidate[],
    tellsLacking: boolean,
  ): TemplateResult {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>
        <table data-list=${id}>
          <thead>
            <tr>
              <th scope="col">${translate(language, 'club.office.column.member')}</th>
              <th scope="col">${translate(language, 'club.office.column.name')}</th>
              <th scope="col" class="numeric">${translate(language, 'club.cards.spend')}</th>
              ${tellsLacking ? html`<th scope="col">${translate(language, 'club.cards.lacks')}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (one) => html`
                <tr data-member=${one.member}>
                  <td>
                    <button type="button" class="quiet" @click=${() => this.workbench.club.go('office', one.member)}>
                      ${one.member}
                    </button>
                  </td>
                  <td class="wide">${one.name}</td>
                  <td class="numeric">${one.amount}</td>
                  ${tellsLacking ? html`<td class="wide">${this.#lacking(language, one)}</td>` : nothing}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #lacking(language: Language, one: OfficeCandidate): string {
    return [
      one.lacking === '0.00' ? [] : translate(language, 'club.cards.lackingYuan', { amount: one.lacking }),
      ...one.missing.map((field) =>
        translate(language, field === 'form' ? 'club.cards.wholeForm' : `club.form.${field}`),
      ),
      one.needsApproval ? translate(language, 'club.cards.unapproved') : [],
    ]
      .flat()
      .join(translate(language, 'club.answer.join'));
  }

  #save(language: Language, what: 'club.cardsDue' | 'club.cardsNear', { month }: Cards): TemplateResult {
    const label = translate(language, what === 'club.cardsDue' ? 'club.table.cards' : 'club.table.cardsNear');
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

  #issue(language: Language, cards: Cards): void {
    this.task = {
      do: 'issue_cards',
      heading: translate(language, 'club.cards.issueAll'),
      submit: translateCount(language, 'club.cards.issueCount', cards.issue.length),
      of: { month: cards.month },
      told: html`<p class="muted">${translate(language, 'club.cards.issueTold')}</p>`,
      fields: [
        {
          id: 'day',
          label: translate(language, 'club.office.field.day'),
          kind: 'date',
          value: today(),
          required: true,
        },
        { id: 'who', label: translate(language, 'club.office.field.who'), kind: 'text', value: '', required: true },
      ],
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-office-cards': OfficeCards;
  }
}
