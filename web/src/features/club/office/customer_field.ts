// A field for a customer's code: typed, or found by name, code or pinyin initials among the customers that are there.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { formatCount } from '../../../i18n/format.ts';
import { translate } from '../../../i18n/translate.ts';
import { Asked } from '../../../state/asked.ts';
import { StoreController } from '../../../state/store.ts';
import type { Workbench } from '../../../state/workbench.ts';
import { controls } from '../../../ui/controls.ts';
import type { OfficeCustomers } from './office_types.ts';

const kShown = 8;
const kSearchPauseMilliseconds = 150;

/** Fires `choose` with the code, and `send` where Enter is pressed and nothing is chosen by it. */
@customElement('loyalane-customer-field')
export class CustomerField extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: 2px;
      }
      /* Always there: what is found moves nothing, least of all the button that is about to be pressed. */
      ul {
        display: grid;
        align-content: start;
        height: 9em;
        overflow-y: auto;
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--care-space-2);
        padding: var(--care-space-1) var(--care-space-2);
        cursor: pointer;
      }
      li[aria-disabled='true'] {
        color: var(--care-text-muted);
        cursor: default;
      }
      li[aria-selected='true'] {
        background: var(--care-surface-selected);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property() label = '';
  @property() hint = '';
  @property() value = '';
  @state() private search: string | null = null;
  /** In the list, by arrow keys; -1: none. */
  @state() private at = -1;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<OfficeCustomers>(this);
  #timer: ReturnType<typeof setTimeout> | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { search } = this;
    const { club } = this.#store.state;
    this.#asked.want(search === null ? null : JSON.stringify([search, club.revision]), () =>
      this.workbench.club.view<OfficeCustomers>('members', { what: 'customers', search, to: kShown }),
    );
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.at >= 0) this.renderRoot.querySelector(`#found-${this.at}`)?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const found = this.search === null ? null : this.#asked.value;
    const rows = found?.rows ?? [];
    return html`
      <label for="customer">${this.label}</label>
      <input
        id="customer"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        data-field="customer"
        aria-autocomplete="list"
        aria-expanded=${rows.length > 0}
        aria-controls="found"
        aria-activedescendant=${this.at >= 0 && this.at < rows.length ? `found-${this.at}` : nothing}
        aria-describedby="hint"
        .value=${live(this.value)}
        @input=${this.#typed}
        @keydown=${this.#pressed}
      />
      <span class="small muted" id="hint">${this.hint}</span>
      <ul id="found" role="listbox" aria-label=${this.label}>
        ${rows.map(
          ({ id, name, member }, index) => html`
            <li
              id=${`found-${index}`}
              role="option"
              data-customer=${id}
              aria-selected=${index === this.at}
              aria-disabled=${member !== ''}
              @mousedown=${(event: Event) => {
                // The field keeps the focus until the choice is made.
                event.preventDefault();
                if (member === '') this.#choose(id);
              }}
            >
              <span>${name || id}</span>
              <span class="small muted">
                ${name === '' ? nothing : id}
                ${member === '' ? nothing : translate(language, 'club.office.customerTaken', { member })}
              </span>
            </li>
          `,
        )}
      </ul>
      <span class="small muted" role="status">
        ${
          found
            ? translate(language, 'club.office.customersFound', { count: formatCount(language, found.total) })
            : translate(language, 'club.office.customersHow')
        }
      </span>
    `;
  }

  #take(code: string): void {
    this.value = code;
    this.dispatchEvent(new CustomEvent('choose', { detail: code }));
  }

  #choose(code: string): void {
    this.#take(code);
    this.search = null;
    this.at = -1;
  }

  readonly #typed = (event: InputEvent): void => {
    const { value } = event.target as HTMLInputElement;
    this.#take(value);
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (event.isComposing) return;
    this.at = -1;
    this.#timer = setTimeout(() => (this.search = value.trim() === '' ? null : value), kSearchPauseMilliseconds);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const rows = this.search === null ? [] : (this.#asked.value?.rows ?? []);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (rows.length === 0) {
        // The list of all, without a word typed.
        if (event.key === 'ArrowDown') this.search = this.value;
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.at = (this.at + step + rows.length) % rows.length;
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const row = rows[this.at];
      // Enter takes the choice; the form, which does not see this field, is sent by the next one.
      if (!row) this.dispatchEvent(new CustomEvent('send'));
      else if (row.member === '') this.#choose(row.id);
    } else if (event.key === 'Escape' && rows.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      this.search = null;
      this.at = -1;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-customer-field': CustomerField;
  }
}
