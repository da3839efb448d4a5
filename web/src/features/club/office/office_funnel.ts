// From onlooker to owner: how many are where, how many came further, and who became a member and a customer.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../../../i18n/format.ts';
import { translate, type Language } from '../../../i18n/translate.ts';
import { Asked } from '../../../state/asked.ts';
import { StoreController } from '../../../state/store.ts';
import type { Workbench } from '../../../state/workbench.ts';
import { controls } from '../../../ui/controls.ts';
import { problemLine } from '../problem_line.ts';
import './office_form.ts';
import type { OfficeTask } from './office_form.ts';
import { officeStyles } from './office_styles.ts';
import { kStages, today, type OfficeFunnel as Funnel, type OfficeShare } from './office_types.ts';

const kPeopleShown = 200;

@customElement('loyalane-office-funnel')
export class OfficeFunnel extends LitElement {
  static override styles = [controls, officeStyles];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private task: OfficeTask | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<Funnel>(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    const key = JSON.stringify([language, club.revision, document.registers.members]);
    this.#asked.want(key, () => this.workbench.club.view<Funnel>('members', { what: 'funnel', day: today() }));
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { value, problem } = this.#asked;
    return html`
      <section class="card stack" aria-labelledby="funnel">
        <div class="head">
          <div>
            <h2 id="funnel">${translate(language, 'club.funnel.title')}</h2>
            <p class="small muted">${translate(language, 'club.funnel.lead')}</p>
          </div>
          <button type="button" class="primary no-print" data-act="stage" @click=${() => this.#edit(language, '')}>
            ${translate(language, 'club.funnel.add')}
          </button>
        </div>
        ${problem ? problemLine(language, problem) : nothing} ${value ? this.#funnel(language, value) : nothing}
      </section>
      <loyalane-office-form
        .workbench=${this.workbench}
        .task=${this.task}
        @cancel=${() => (this.task = null)}
        @done=${() => (this.task = null)}
      ></loyalane-office-form>
    `;
  }

  #share(language: Language, { num, den }: OfficeShare): string {
    const counts = { num: formatCount(language, num), den: formatCount(language, den) };
    return den === 0
      ? translate(language, 'club.funnel.nobody')
      : translate(language, 'club.funnel.share', { ...counts, percent: String(Math.round((num * 100) / den)) });
  }

  #funnel(language: Language, { stages, people, prospects, becameMembers, becameCustomers }: Funnel): TemplateResult {
    if (people.length === 0) return html`<p class="muted">${translate(language, 'club.funnel.none')}</p>`;
    return html`
      <table>
        <thead>
          <tr>
            ${(['stage', 'now', 'onward'] as const).map(
              (one) =>
                html`<th scope="col" class=${one === 'now' ? 'numeric' : ''}>
                  ${translate(language, `club.funnel.column.${one}`)}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${stages.map(
            ({ stage, now, onward }) => html`
              <tr data-stage=${stage}>
                <td>${translate(language, `club.stage.${stage}`)}</td>
                <td class="numeric">${formatCount(language, now)}</td>
                <td>${onward ? this.#share(language, onward) : ''}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      <dl class="facts">
        <div>
          <dt>${translate(language, 'club.funnel.prospects')}</dt>
          <dd>${formatCount(language, prospects)}</dd>
        </div>
        <div>
          <dt>${translate(language, 'club.funnel.becameMembers')}</dt>
          <dd data-became="members">${this.#share(language, becameMembers)}</dd>
        </div>
        <div>
          <dt>${translate(language, 'club.funnel.becameCustomers')}</dt>
          <dd data-became="customers">${this.#share(language, becameCustomers)}</dd>
        </div>
      </dl>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="funnel">
        <table>
          <thead>
            <tr>
              ${(['id', 'stage', 'since', 'memberOn', 'customerOn'] as const).map(
                (one) => html`<th scope="col">${translate(language, `club.funnel.column.${one}`)}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${people.slice(0, kPeopleShown).map(
              ({ id, stage, since, memberOn, customerOn }) => html`
                <tr data-person=${id}>
                  <td><button type="button" class="quiet" @click=${() => this.#edit(language, id)}>${id}</button></td>
                  <td>${stage ? translate(language, `club.stage.${stage}`) : ''}</td>
                  <td class="day">${since ?? ''}</td>
                  <td class="day">${memberOn ?? ''}</td>
                  <td class="day">${customerOn ?? ''}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
      ${
        people.length > kPeopleShown
          ? html`<p class="small muted">
              ${translate(language, 'club.office.shown', { shown: formatCount(language, kPeopleShown), total: formatCount(language, people.length) })}
            </p>`
          : nothing
      }
    `;
  }

  #edit(language: Language, id: string): void {
    this.task = {
      do: 'stage',
      heading: translate(language, 'club.funnel.add'),
      submit: translate(language, 'club.office.save'),
      fields: [
        {
          id: 'id',
          label: translate(language, 'club.funnel.column.id'),
          kind: 'text',
          value: id,
          hint: translate(language, 'club.funnel.idHint'),
          required: true,
        },
        {
          id: 'stage',
          label: translate(language, 'club.funnel.column.stage'),
          kind: 'choice',
          value: 'onlooker',
          options: kStages.map((one) => ({ id: one, label: translate(language, `club.stage.${one}`) })),
        },
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
    'loyalane-office-funnel': OfficeFunnel;
  }
}
