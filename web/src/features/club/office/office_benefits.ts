// What the club gives, to whom, and which of the five kinds are covered; and who represents the members.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../../../i18n/format.ts';
import { translate, type Language } from '../../../i18n/translate.ts';
import { Asked } from '../../../state/asked.ts';
import { problemOf } from '../../../state/problem.ts';
import type { Problem } from '../../../state/state.ts';
import { StoreController } from '../../../state/store.ts';
import type { Workbench } from '../../../state/workbench.ts';
import { controls } from '../../../ui/controls.ts';
import { icon } from '../../../ui/icons.ts';
import { problemLine } from '../problem_line.ts';
import './office_form.ts';
import type { OfficeTask } from './office_form.ts';
import { officeStyles } from './office_styles.ts';
import {
  kBenefitKinds,
  today,
  type OfficeBenefit,
  type OfficeBenefits as Benefits,
  type OfficeRepresentatives,
} from './office_types.ts';

@customElement('loyalane-office-benefits')
export class OfficeBenefitsView extends LitElement {
  static override styles = [controls, officeStyles];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private task: OfficeTask | null = null;
  @state() private problem: Problem | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<Benefits>(this);
  readonly #people = new Asked<OfficeRepresentatives>(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    const key = JSON.stringify([language, club.revision, document.registers.members]);
    const day = today();
    this.#asked.want(key, () => this.workbench.club.view<Benefits>('members', { what: 'benefits', day }));
    this.#people.want(key, () =>
      this.workbench.club.view<OfficeRepresentatives>('members', { what: 'representatives', day }),
    );
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const problem = this.problem ?? this.#asked.problem ?? this.#people.problem;
    return html`
      <div class="stack">
        ${problem ? problemLine(language, problem) : nothing}
        ${this.#asked.value ? this.#benefits(language, this.#asked.value) : html`<p class="card muted" role="status">${translate(language, 'club.loading')}</p>`}
        ${this.#people.value ? this.#representatives(language, this.#people.value) : nothing}
      </div>
      <loyalane-office-form
        .workbench=${this.workbench}
        .task=${this.task}
        @cancel=${() => (this.task = null)}
        @done=${() => (this.task = null)}
      ></loyalane-office-form>
    `;
  }

  #benefits(language: Language, value: Benefits): TemplateResult {
    const { coverage, kinds, benefits, classes } = value;
    return html`
      <section class="card stack" aria-labelledby="benefits">
        <div class="head">
          <div>
            <h2 id="benefits">${translate(language, 'club.benefits.title')}</h2>
            <p class="small muted">${translate(language, 'club.benefits.lead', { day: value.day })}</p>
          </div>
          <button
            type="button"
            class="primary no-print"
            data-act="benefit_set"
            @click=${() => this.#edit(language, null, classes)}
          >
            ${translate(language, 'club.benefits.add')}
          </button>
        </div>
        <dl class="facts">
          <div>
            <dt>${translate(language, 'club.benefits.coverage')}</dt>
            <dd data-coverage>
              ${translate(language, 'club.office.of', { num: String(coverage.num), den: String(coverage.den) })}
            </dd>
          </div>
          ${kBenefitKinds.map(
            (kind) => html`
              <div>
                <dt>${translate(language, `club.benefit.${kind}`)}</dt>
                <dd>${formatCount(language, kinds[kind])}</dd>
              </div>
            `,
          )}
        </dl>
        ${
          benefits.length === 0
            ? html`<p class="muted">${translate(language, 'club.benefits.none')}</p>`
            : html`
                <div class="scroll" tabindex="0" role="region" aria-labelledby="benefits">
                  <table>
                    <thead>
                      <tr>
                        ${(['name', 'kind', 'classes', 'days'] as const).map(
                          (one) => html`<th scope="col">${translate(language, `club.benefits.column.${one}`)}</th>`,
                        )}
                        <th scope="col" class="numeric">${translate(language, 'club.benefits.column.members')}</th>
                        <th scope="col" class="no-print">
                          <span class="visually-hidden">${translate(language, 'club.benefits.change')}</span>
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      ${benefits.map(
                        (one) => html`
                          <tr data-benefit=${one.id}>
                            <td class="wide">${one.name || one.id} <span class="small muted">${one.id}</span></td>
                            <td>${translate(language, `club.benefit.${one.kind}`)}</td>
                            <td>
                              ${one.memberClasses.length === 0 ? translate(language, 'club.benefits.all') : one.memberClasses.join(translate(language, 'club.answer.join'))}
                            </td>
                            <td class="day">
                              ${one.from} – ${one.to ?? translate(language, 'club.office.open')}
                              ${one.valid ? nothing : html`<span class="small warning">${translate(language, 'club.benefits.notNow')}</span>`}
                            </td>
                            <td class="numeric">${formatCount(language, one.members)}</td>
                            <td class="no-print">
                              <button
                                type="button"
                                class="quiet"
                                data-change
                                @click=${() => this.#edit(language, one, classes)}
                              >
                                ${translate(language, 'club.benefits.change')}
                              </button>
                              <button
                                type="button"
                                class="icon-button"
                                data-remove
                                aria-label=${translate(language, 'club.benefits.remove', { name: one.name || one.id })}
                                @click=${() => void this.#act({ do: 'benefit_remove', id: one.id })}
                              >
                                ${icon('close')}
                              </button>
                            </td>
                          </tr>
                        `,
                      )}
                    </tbody>
                  </table>
                </div>
              `
        }
      </section>
    `;
  }

  #representatives(language: Language, { terms, inOffice, day }: OfficeRepresentatives): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="people">
        <div>
          <h2 id="people">${translate(language, 'club.terms.title')}</h2>
          <p class="small muted">
            ${translate(language, 'club.terms.lead', { day, count: formatCount(language, inOffice) })}
          </p>
        </div>
        ${
          terms.length === 0
            ? html`<p class="muted">${translate(language, 'club.terms.none')}</p>`
            : html`
                <div class="scroll" tabindex="0" role="region" aria-labelledby="people">
                  <table>
                    <thead>
                      <tr>
                        ${(['member', 'name', 'days', 'now'] as const).map(
                          (one) => html`<th scope="col">${translate(language, `club.terms.column.${one}`)}</th>`,
                        )}
                        <th scope="col" class="no-print">
                          <span class="visually-hidden">${translate(language, 'club.terms.end')}</span>
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      ${terms.map(
                        (term) => html`
                          <tr data-member=${term.member} data-from=${term.from}>
                            <td>
                              <button
                                type="button"
                                class="quiet"
                                @click=${() => this.workbench.club.go('office', term.member)}
                              >
                                ${term.member}
                              </button>
                            </td>
                            <td class="wide">${term.name}</td>
                            <td class="day">${term.from} – ${term.to ?? translate(language, 'club.office.open')}</td>
                            <td>
                              ${
                                term.inOffice
                                  ? translate(language, 'club.terms.yes')
                                  : term.state === 'active'
                                    ? translate(language, 'club.terms.no')
                                    : translate(language, 'club.terms.notActive', {
                                        state: translate(language, `club.state.${term.state}`),
                                      })
                              }
                            </td>
                            <td class="no-print">
                              <button
                                type="button"
                                class="quiet"
                                data-act="term_end"
                                @click=${() =>
                                  (this.task = {
                                    do: 'term_end',
                                    heading: `${translate(language, 'club.terms.end')} · ${term.name || term.member}`,
                                    submit: translate(language, 'club.office.save'),
                                    of: { member: term.member, from: term.from },
                                    fields: [
                                      {
                                        id: 'to',
                                        label: translate(language, 'club.office.field.to'),
                                        kind: 'date',
                                        value: today(),
                                        required: true,
                                      },
                                    ],
                                  })}
                              >
                                ${translate(language, 'club.terms.end')}
                              </button>
                            </td>
                          </tr>
                        `,
                      )}
                    </tbody>
                  </table>
                </div>
              `
        }
      </section>
    `;
  }

  #edit(language: Language, one: OfficeBenefit | null, classes: readonly string[]): void {
    const label = (id: 'id' | 'name' | 'kind' | 'memberClasses'): string =>
      translate(language, `club.benefits.field.${id}`);
    this.task = {
      do: 'benefit_set',
      heading: translate(language, one ? 'club.benefits.change' : 'club.benefits.add'),
      submit: translate(language, 'club.office.save'),
      ...(one ? { of: { id: one.id } } : {}),
      fields: [
        ...(one
          ? []
          : [
              {
                id: 'id',
                label: label('id'),
                kind: 'text' as const,
                value: '',
                hint: translate(language, 'club.benefits.field.idHint'),
                required: true,
              },
            ]),
        { id: 'name', label: label('name'), kind: 'text', value: one?.name ?? '' },
        {
          id: 'kind',
          label: label('kind'),
          kind: 'choice',
          value: one?.kind ?? 'discounts',
          options: kBenefitKinds.map((id) => ({ id, label: translate(language, `club.benefit.${id}`) })),
        },
        {
          id: 'memberClasses',
          label: label('memberClasses'),
          kind: 'list',
          value: one?.memberClasses.join('，') ?? '',
          hint: translate(language, 'club.benefits.field.classesHint', { classes: classes.join('，') || '–' }),
        },
        {
          id: 'from',
          label: translate(language, 'club.office.field.from'),
          kind: 'date',
          value: one?.from ?? today(),
          required: true,
        },
        { id: 'to', label: translate(language, 'club.office.field.to'), kind: 'date', value: one?.to ?? '' },
      ],
    };
  }

  async #act(act: { readonly do: string; readonly id: string }): Promise<void> {
    this.problem = null;
    try {
      await this.workbench.club.act('members', act);
    } catch (reason) {
      this.problem = problemOf(reason);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-office-benefits': OfficeBenefitsView;
  }
}
