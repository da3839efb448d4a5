// One member in the office: what he is and how he became it, what can be done next, his form, benefits and terms.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../../../i18n/format.ts';
import { translate, type Language } from '../../../i18n/translate.ts';
import { Asked } from '../../../state/asked.ts';
import { StoreController } from '../../../state/store.ts';
import type { Workbench } from '../../../state/workbench.ts';
import { controls } from '../../../ui/controls.ts';
import { icon } from '../../../ui/icons.ts';
import { problemLine } from '../problem_line.ts';
import './office_form.ts';
import type { OfficeField, OfficeTask } from './office_form.ts';
import { officeStyles } from './office_styles.ts';
import {
  today,
  type ErasedValues,
  type MemberAct,
  type OfficeErasure,
  type OfficeMember as Member,
} from './office_types.ts';
import { trailList, trailStyles } from './trail.ts';

@customElement('loyalane-office-member')
export class OfficeMember extends LitElement {
  static override styles = [
    controls,
    officeStyles,
    trailStyles,
    css`
      .form {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(15em, 100%), 1fr));
        gap: var(--care-space-1) var(--care-space-3);
      }
      .form dt {
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
      }
      .form dd {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private task: OfficeTask | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<Member>(this);
  readonly #erasure = new Asked<OfficeErasure>(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    const id = club.member;
    const key = id === null ? null : JSON.stringify([id, language, club.revision, document.registers.members]);
    this.#asked.want(key, () => this.workbench.club.view<Member>('members', { what: 'member', id }));
    const mayErase = this.#asked.value?.can.includes('erase') ?? false;
    this.#erasure.want(mayErase ? key : null, () =>
      this.workbench.club.view<OfficeErasure>('members', { what: 'erasure', id }),
    );
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { value, problem, isAsking } = this.#asked;
    return html`
      <div class="stack" aria-busy=${isAsking}>
        <div class="row no-print">
          <button type="button" class="quiet" data-back @click=${() => this.workbench.club.go('office')}>
            ${icon('arrow-left')} ${translate(language, 'club.office.back')}
          </button>
          <span class="grow"></span>
          ${
            value
              ? html`<button type="button" data-ledger @click=${() => this.workbench.club.go('members', value.id)}>
                  ${translate(language, 'club.office.ledger')}
                </button>`
              : nothing
          }
          <button type="button" @click=${() => window.print()}>
            ${icon('print')} ${translate(language, 'club.print')}
          </button>
        </div>
        ${problem ? problemLine(language, problem) : nothing} ${value ? this.#member(language, value) : nothing}
      </div>
      <loyalane-office-form
        .workbench=${this.workbench}
        .task=${this.task}
        @cancel=${() => (this.task = null)}
        @done=${() => (this.task = null)}
      ></loyalane-office-form>
    `;
  }

  #member(language: Language, member: Member): TemplateResult {
    const about = [
      translate(language, 'club.member.number', { id: member.id }),
      translate(language, `club.state.${member.state}`),
      member.memberClass,
      member.customer === '' ? '' : translate(language, 'club.office.customer', { code: member.customer }),
      member.fileState === null || member.fileState === member.state
        ? ''
        : translate(language, 'club.office.fileSays', { state: translate(language, `club.state.${member.fileState}`) }),
    ];
    return html`
      <section class="card stack" aria-labelledby="who">
        <div>
          <h2 id="who">${member.name || member.id}</h2>
          <p class="small muted">${about.filter((part) => part !== '').join(' · ')}</p>
        </div>
        ${
          member.erased
            ? html`
                <p data-erased>
                  ${icon('lock')}
                  ${translate(language, 'club.office.erasedOn', { day: member.erased.day, who: member.erased.who })}
                </p>
                ${
                  member.erased.removed.length === 0
                    ? nothing
                    : html`<details class="small" data-removed>
                        <summary>${translate(language, 'club.office.erase.removed')}</summary>
                        ${this.#values(language, member.erased.removed)}
                      </details>`
                }
              `
            : nothing
        }
        ${
          member.problem
            ? html`<p class="warning" role="note">
                ${icon('warning')}
                ${translate(language, member.problem.id === 'LOYALTY-338' ? 'club.office.undated' : 'club.office.fileExited')}
                <span class="small">${member.problem.id}</span>
              </p>`
            : nothing
        }
        ${
          member.can.length === 0
            ? nothing
            : html`<div class="row no-print">
                ${
                  member.appliedHere
                    ? html`<button
                        type="button"
                        data-act="customer"
                        @click=${() => (this.task = this.#customerTask(language, member))}
                      >
                        ${translate(language, member.customer === '' ? 'club.office.chooseCustomer' : 'club.office.changeCustomer')}
                      </button>`
                    : nothing
                }
                ${member.can.map(
                  (act, at) => html`
                    <button
                      type="button"
                      class=${act === 'erase' ? 'danger-button' : at === 0 && act !== 'exit' ? 'primary' : ''}
                      data-act=${act}
                      @click=${() => (this.task = this.#taskOf(language, member, act))}
                    >
                      ${this.#label(language, member, act)}
                    </button>
                  `,
                )}
              </div>`
        }
      </section>
      <div class="pair">
        <section class="card stack" aria-labelledby="trail">
          <h3 id="trail">${translate(language, 'club.office.trail')}</h3>
          ${trailList(language, member.trail)}
        </section>
        <div class="stack">
          ${member.form ? this.#form(language, member, member.form) : nothing} ${this.#benefits(language, member)}
          ${this.#terms(language, member)}
        </div>
      </div>
    `;
  }

  #form(language: Language, member: Member, form: NonNullable<Member['form']>): TemplateResult {
    const known = form.fields.filter(({ value, required }) => value !== '' || required);
    return html`
      <section class="card stack" aria-labelledby="form">
        <div class="head">
          <div>
            <h3 id="form">${translate(language, 'club.office.form')}</h3>
            <p class="small muted">
              ${translate(language, 'club.office.filled', { num: formatCount(language, form.filled.num), den: formatCount(language, form.filled.den) })}
            </p>
          </div>
          <button
            type="button"
            class="no-print"
            data-act="form"
            @click=${() => (this.task = this.#formTask(language, member, form))}
          >
            ${translate(language, 'club.office.do.form')}
          </button>
        </div>
        <dl class="form">
          ${known.map(
            ({ field, value, ofFile }) => html`
              <div>
                <dt>${translate(language, `club.form.${field}`)}</dt>
                <dd class=${value === '' ? 'warning' : ''}>
                  ${value === '' ? translate(language, 'club.form.missing') : value}
                  ${ofFile ? html`<span class="small muted">${translate(language, 'club.office.ofFile')}</span>` : nothing}
                </dd>
              </div>
            `,
          )}
        </dl>
      </section>
    `;
  }

  #benefits(language: Language, { benefits }: Member): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="benefits">
        <h3 id="benefits">${translate(language, 'club.office.has')}</h3>
        ${
          benefits.length === 0
            ? html`<p class="muted">${translate(language, 'club.office.hasNone')}</p>`
            : html`<ul data-benefits>
                ${benefits.map(
                  ({ id, name, kind }) => html`
                    <li data-benefit=${id}>
                      ${name || id} <span class="small muted">${translate(language, `club.benefit.${kind}`)}</span>
                    </li>
                  `,
                )}
              </ul>`
        }
      </section>
    `;
  }

  #terms(language: Language, { id, terms, state: now }: Member): TemplateResult | typeof nothing {
    if (terms.length === 0 && now !== 'active') return nothing;
    return html`
      <section class="card stack" aria-labelledby="terms">
        <div class="head">
          <h3 id="terms">${translate(language, 'club.office.terms')}</h3>
          ${
            now === 'active'
              ? html`<button
                  type="button"
                  class="no-print"
                  data-act="term_add"
                  @click=${() => (this.task = this.#termTask(language, id))}
                >
                  ${translate(language, 'club.office.do.term_add')}
                </button>`
              : nothing
          }
        </div>
        <ul>
          ${terms.map(
            ({ from, to }) =>
              html`<li data-term-from=${from}>${from} – ${to ?? translate(language, 'club.office.open')}</li>`,
          )}
        </ul>
      </section>
    `;
  }

  #label(language: Language, { problem }: Member, act: MemberAct): string {
    const isUndated = problem?.id === 'LOYALTY-338' && (act === 'suspend' || act === 'exit');
    return translate(language, isUndated ? `club.office.date.${act}` : `club.office.do.${act}`);
  }

  #text(
    language: Language,
    id: 'who' | 'reason' | 'day' | 'from' | 'to',
    value: string,
    kind: OfficeField['kind'],
    required = false,
  ): OfficeField {
    return { id, label: translate(language, `club.office.field.${id}`), kind, value, required };
  }

  #taskOf(language: Language, member: Member, act: MemberAct): OfficeTask {
    const needsReason = act === 'suspend' || act === 'exit';
    return {
      do: act,
      heading: `${translate(language, `club.office.do.${act}`)} · ${member.name || member.id}`,
      submit: translate(language, `club.office.do.${act}`),
      of: { member: member.id },
      fields: [
        this.#text(language, 'day', today(), 'date', true),
        this.#text(language, 'who', '', 'text', true),
        ...(act === 'erase' ? [] : [this.#text(language, 'reason', '', 'text', needsReason)]),
      ],
      ...(act === 'suspend' || act === 'exit' || act === 'resume'
        ? { told: html`<p class="muted">${translate(language, `club.office.told.${act}`)}</p>` }
        : {}),
      ...(act === 'erase' ? { isFinal: true, told: this.#eraseTold(language) } : {}),
    };
  }

  /** What goes, what stays, and that there is no way back. */
  #eraseTold(language: Language): TemplateResult {
    const { value } = this.#erasure;
    return html`
      <p class="danger" data-final>${icon('alert')} ${translate(language, 'club.office.erase.final')}</p>
      <div>
        <h3>${translate(language, 'club.office.erase.takes')}</h3>
        ${this.#values(language, value?.takes ?? [])}
      </div>
      <div>
        <h3>${translate(language, 'club.office.erase.stays')}</h3>
        <p>${translate(language, 'club.office.erase.ledger')}</p>
        ${
          (value?.handPostings ?? 0) > 0
            ? html`<p class="warning">
                ${translate(language, 'club.office.erase.hand', { count: formatCount(language, value?.handPostings ?? 0) })}
              </p>`
            : nothing
        }
        ${value?.idIsCustomer ? html`<p class="warning">${translate(language, 'club.office.erase.idIsCustomer')}</p>` : nothing}
        <p>
          ${translate(language, 'club.office.erase.disk', {
            files: (value?.files ?? []).join(translate(language, 'club.answer.join')),
          })}
        </p>
        <p>${translate(language, 'club.office.erase.customer')}</p>
      </div>
    `;
  }

  #values(language: Language, from: readonly ErasedValues[]): TemplateResult {
    return html`
      <ul data-takes>
        ${from.map(
          ({ register, values }) => html`
            <li data-register=${register}>
              ${translate(language, `club.office.erase.${register}`, { count: formatCount(language, values) })}
            </li>
          `,
        )}
      </ul>
    `;
  }

  #formTask(language: Language, member: Member, form: NonNullable<Member['form']>): OfficeTask {
    return {
      do: 'form',
      heading: translate(language, 'club.office.form'),
      submit: translate(language, 'club.office.save'),
      of: { member: member.id },
      under: 'values',
      told: html`<p class="muted">${translate(language, 'club.office.told.form')}</p>`,
      fields: form.fields.map(({ field, value, ofFile, required }) => ({
        id: field,
        label: `${translate(language, `club.form.${field}`)}${required ? ` (${translate(language, 'club.form.required')})` : ''}`,
        kind: 'text',
        value: ofFile ? '' : value,
        ...(ofFile ? { hint: translate(language, 'club.form.ofFile', { value }) } : {}),
      })),
    };
  }

  /** Whose customer the applicant is; a member of a file has the one that the file says. */
  #customerTask(language: Language, member: Member): OfficeTask {
    return {
      do: 'form',
      heading: `${translate(language, 'club.office.chooseCustomer')} · ${member.name || member.id}`,
      submit: translate(language, 'club.office.save'),
      of: { member: member.id },
      told: html`<p class="muted">${translate(language, 'club.office.told.customer')}</p>`,
      fields: [
        {
          id: 'customer',
          label: translate(language, 'club.office.field.customer'),
          kind: 'customer',
          value: member.customer,
          hint: translate(language, 'club.office.field.customerHint'),
        },
      ],
    };
  }

  #termTask(language: Language, member: string): OfficeTask {
    return {
      do: 'term_add',
      heading: translate(language, 'club.office.do.term_add'),
      submit: translate(language, 'club.office.save'),
      of: { member },
      fields: [
        this.#text(language, 'from', today(), 'date', true),
        this.#text(language, 'to', '', 'date'),
        this.#text(language, 'who', '', 'text', true),
      ],
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-office-member': OfficeMember;
  }
}
