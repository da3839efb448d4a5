// Members by state: counted, searched, opened; and new applications.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { formatCount } from '../../../i18n/format.ts';
import { translate, type Language } from '../../../i18n/translate.ts';
import { Asked } from '../../../state/asked.ts';
import { StoreController } from '../../../state/store.ts';
import type { Workbench } from '../../../state/workbench.ts';
import { controls } from '../../../ui/controls.ts';
import { icon } from '../../../ui/icons.ts';
import { problemLine } from '../problem_line.ts';
import './office_form.ts';
import type { OfficeTask } from './office_form.ts';
import { officeStyles } from './office_styles.ts';
import { today, type OfficeList as List, type OfficeRow } from './office_types.ts';

const kRowsShown = 50;
const kSearchPauseMilliseconds = 150;
const kFilters = ['all', 'problem', 'applied', 'approved', 'card_issued', 'active', 'suspended', 'exited'] as const;
type Filter = (typeof kFilters)[number];

@customElement('loyalane-office-list')
export class OfficeList extends LitElement {
  static override styles = [
    controls,
    officeStyles,
    css`
      input[type='search'] {
        width: min(420px, 100%);
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-1);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private filter: Filter = 'all';
  @state() private search = '';
  @state() private shown = kRowsShown;
  @state() private task: OfficeTask | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<List>(this);
  #timer: ReturnType<typeof setTimeout> | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    const question = {
      what: 'list',
      state: this.filter === 'all' ? '' : this.filter,
      search: this.search,
      from: 0,
      to: this.shown,
    };
    const key = JSON.stringify([question, language, club.revision, document.registers.members]);
    this.#asked.want(key, () => this.workbench.club.view<List>('members', question));
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { value, problem, isAsking } = this.#asked;
    return html`
      <section class="card stack" aria-labelledby="office" aria-busy=${isAsking}>
        <div class="head">
          <div>
            <h2 id="office">${translate(language, 'club.office.list')}</h2>
            <p class="small muted">${translate(language, 'club.office.listLead')}</p>
          </div>
          <button type="button" class="primary no-print" data-act="apply" @click=${() => this.#apply(language)}>
            ${translate(language, 'club.office.apply')}
          </button>
        </div>
        ${problem ? problemLine(language, problem) : nothing}
        ${value ? this.#list(language, value) : html`<p class="muted" role="status">${translate(language, 'club.loading')}</p>`}
      </section>
      <loyalane-office-form
        .workbench=${this.workbench}
        .task=${this.task}
        @cancel=${() => (this.task = null)}
        @done=${({ detail }: CustomEvent<{ member?: string }>) => {
          this.task = null;
          if (detail.member) this.workbench.club.go('office', detail.member);
        }}
      ></loyalane-office-form>
    `;
  }

  #list(language: Language, { counts, rows, total }: List): TemplateResult {
    return html`
      <div class="filters no-print" role="group" aria-label=${translate(language, 'club.office.filter')}>
        ${kFilters
          .filter((one) => one === 'all' || one === this.filter || counts[one] > 0)
          .map(
            (one) => html`
              <button
                type="button"
                data-filter=${one}
                aria-pressed=${one === this.filter}
                @click=${() => {
                  this.filter = one;
                  this.shown = kRowsShown;
                }}
              >
                ${one === 'problem' ? icon('warning') : nothing}
                ${
                  one === 'all' || one === 'problem'
                    ? translate(language, `club.office.${one}`)
                    : translate(language, `club.state.${one}`)
                }
                ${formatCount(language, counts[one])}
              </button>
            `,
          )}
      </div>
      <input
        class="no-print"
        type="search"
        autocomplete="off"
        spellcheck="false"
        aria-label=${translate(language, 'club.members.search')}
        placeholder=${translate(language, 'club.members.search')}
        .value=${live(this.search)}
        @input=${this.#typed}
      />
      ${
        rows.length === 0
          ? html`<p class="muted" data-none>${translate(language, 'club.members.none')}</p>`
          : html`
              <div class="scroll" tabindex="0" role="region" aria-labelledby="office">
                <table>
                  <thead>
                    <tr>
                      ${(['member', 'name', 'state', 'since'] as const).map(
                        (one) => html`<th scope="col">${translate(language, `club.office.column.${one}`)}</th>`,
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    ${rows.map((row) => this.#row(language, row))}
                  </tbody>
                </table>
              </div>
              <p class="small muted" role="status">
                ${translate(language, 'club.office.shown', { shown: formatCount(language, rows.length), total: formatCount(language, total) })}
                ${
                  rows.length < total
                    ? html`<button type="button" class="quiet no-print" @click=${() => (this.shown += kRowsShown * 4)}>
                        ${translate(language, 'club.office.more')}
                      </button>`
                    : nothing
                }
              </p>
            `
      }
    `;
  }

  #row(language: Language, row: OfficeRow): TemplateResult {
    return html`
      <tr data-member=${row.id}>
        <td>
          <button type="button" class="quiet" @click=${() => this.workbench.club.go('office', row.id)}>
            ${row.id}
          </button>
        </td>
        <td class="wide">
          ${row.erased ? html`<span class="muted">${translate(language, 'club.office.erased')}</span>` : row.name}
          ${row.problem ? html`<p class="small warning">${icon('warning')} ${translate(language, row.problem.id === 'LOYALTY-338' ? 'club.office.problemShort' : 'club.office.fileExitedShort')}</p>` : nothing}
        </td>
        <td>
          ${translate(language, `club.state.${row.state}`)}
          ${row.byHand ? html`<span class="small muted">${translate(language, 'club.office.hand')}</span>` : nothing}
        </td>
        <td class="day">${row.since ?? translate(language, 'club.office.noDay')}</td>
      </tr>
    `;
  }

  #apply(language: Language): void {
    const text = (id: 'member' | 'customer' | 'memberClass' | 'day' | 'who'): string =>
      translate(language, `club.office.field.${id}`);
    this.task = {
      do: 'apply',
      heading: translate(language, 'club.office.apply'),
      submit: translate(language, 'club.office.do.apply'),
      fields: [
        { id: 'member', label: text('member'), kind: 'text', value: '', required: true },
        {
          id: 'customer',
          label: text('customer'),
          kind: 'customer',
          value: '',
          hint: translate(language, 'club.office.field.customerHint'),
        },
        { id: 'memberClass', label: text('memberClass'), kind: 'text', value: '' },
        { id: 'day', label: text('day'), kind: 'date', value: today(), required: true },
        { id: 'who', label: text('who'), kind: 'text', value: '', required: true },
      ],
    };
  }

  readonly #typed = (event: InputEvent): void => {
    const { value } = event.target as HTMLInputElement;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (event.isComposing) return;
    this.#timer = setTimeout(() => (this.search = value), kSearchPauseMilliseconds);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-office-list': OfficeList;
  }
}
