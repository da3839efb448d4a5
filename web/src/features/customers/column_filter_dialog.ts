// A column's own filter: values to tick, or two bounds. Nothing changes before it is applied.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Filter } from '../../engine/protocol.ts';
import { columnLabel, formatCell, isShare } from '../../i18n/customer_columns.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { filterKind, filterOf, listFilter, listValues, rangeFilter, tickedIn, writeBound } from './column_filter.ts';
import { namesOf } from './filter_bar.ts';
import '../../ui/type_mark.ts';

const kTypes = ['core', 'contested', 'loyal', 'general'];

@customElement('loyalane-column-filter')
export class ColumnFilter extends LitElement {
  static override styles = [
    controls,
    css`
      .bounds {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
        gap: var(--care-space-3);
      }
      fieldset {
        display: grid;
        gap: var(--care-space-1);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-bottom: var(--care-space-2);
      }
      .wrong {
        min-height: calc(1em * var(--care-line-height));
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** The column whose filter is open; null: none. */
  @property({ attribute: false }) column: string | null = null;

  @state() private ticked: readonly string[] = [];
  @state() private from = '';
  @state() private to = '';
  @state() private wrong: 'from' | 'to' | 'order' | null = null;

  readonly #store = new StoreController(this, () => this.workbench.store);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('column') || this.column === null) return;
    const filter = filterOf(this.#store.state.document.view.filters, this.column);
    this.ticked = tickedIn(filter);
    this.from = filter?.by === 'range' ? writeBound(this.column, filter.from) : '';
    this.to = filter?.by === 'range' ? writeBound(this.column, filter.to) : '';
    this.wrong = null;
  }

  override render(): TemplateResult {
    const { state: now } = this.#store;
    const { language } = now;
    const { column } = this;
    const isSet = column !== null && filterOf(now.document.view.filters, column) !== null;
    return html`
      <loyalane-dialog
        size="small"
        .open=${column !== null}
        .heading=${column === null ? '' : translate(language, 'customers.filterOf', { column: columnLabel(language, column) })}
        @close=${this.#close}
      >
        ${
          column === null
            ? nothing
            : html`<form id="filter" class="stack" @submit=${this.#apply}>
                ${filterKind(column) === 'list' ? this.#list(language, column) : this.#bounds(language, column)}
              </form>`
        }
        <div slot="footer" class="row">
          ${
            isSet
              ? html`<button type="button" data-drop @click=${this.#drop}>
                  ${translate(language, 'customers.filterDrop')}
                </button>`
              : nothing
          }
          <button type="button" @click=${this.#close}>${translate(language, 'customers.cancel')}</button>
          <button type="button" class="primary" data-apply @click=${this.#apply}>
            ${translate(language, 'customers.filterApply')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #list(language: Language, column: string): TemplateResult {
    const names = namesOf(this.#store.state);
    return html`<fieldset>
      <legend class="small muted">${translate(language, 'customers.filterList')}</legend>
      ${listValues(column, names.segments).map(
        (value, at) =>
          html`<label class="check">
            <input
              type="checkbox"
              value=${value}
              ?data-first-focus=${at === 0}
              .checked=${this.ticked.includes(value)}
              @change=${(event: Event) => this.#tick(value, (event.target as HTMLInputElement).checked)}
            />
            ${
              column === 'type' && kTypes.includes(value)
                ? html`<loyalane-type-mark .type=${value} .label=${formatCell(language, column, value, names)}>
                  </loyalane-type-mark>`
                : formatCell(language, column, value, names)
            }
          </label>`,
      )}
    </fieldset>`;
  }

  #bounds(language: Language, column: string): TemplateResult {
    const { wrong } = this;
    const field = (bound: 'from' | 'to'): TemplateResult => {
      const isWrong = wrong === bound || (wrong === 'order' && bound === 'to');
      return html`<label class="field">
        <span>${translate(language, bound === 'from' ? 'customers.filterFrom' : 'customers.filterBelow')}</span>
        <input
          type="text"
          inputmode="decimal"
          autocomplete="off"
          data-bound=${bound}
          ?data-first-focus=${bound === 'from'}
          .value=${this[bound]}
          aria-invalid=${isWrong ? 'true' : 'false'}
          aria-describedby="bound-hint bound-wrong"
          @input=${(event: InputEvent) => {
            this[bound] = (event.target as HTMLInputElement).value;
            this.wrong = null;
          }}
        />
      </label>`;
    };
    return html`
      <div class="bounds">${field('from')} ${field('to')}</div>
      <p id="bound-hint" class="small muted">
        ${translate(language, isShare(column) ? 'customers.filterShareHint' : 'customers.filterRangeHint')}
      </p>
      <p id="bound-wrong" class="small danger wrong" role="alert">
        ${
          wrong === null
            ? nothing
            : wrong === 'order'
              ? translate(language, 'customers.filterOrder')
              : translate(language, 'customers.filterWrong', { example: column === 'cv' ? '17.5' : '14' })
        }
      </p>
      <!-- Enter in either field applies. -->
      <input type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true" value="" />
    `;
  }

  #tick(value: string, isTicked: boolean): void {
    this.ticked = isTicked ? [...this.ticked, value] : this.ticked.filter((one) => one !== value);
  }

  readonly #apply = (event: Event): void => {
    event.preventDefault();
    const { column } = this;
    if (column === null) return;
    if (filterKind(column) === 'list') {
      // In the order of the list, so that the same choice is the same condition.
      const values = listValues(column, namesOf(this.#store.state).segments).filter((one) => this.ticked.includes(one));
      this.#set(listFilter(column, values));
      return;
    }
    const form = rangeFilter(column, this.from, this.to);
    if ('filter' in form) {
      this.#set(form.filter);
      return;
    }
    this.wrong = form.wrong;
    const field = form.wrong === 'from' ? 'from' : 'to';
    this.renderRoot.querySelector<HTMLElement>(`[data-bound=${field}]`)?.focus();
  };

  readonly #drop = (): void => {
    const { column } = this;
    if (column === null) return;
    const at = this.#store.state.document.view.filters.findIndex((filter) => filterOf([filter], column) !== null);
    if (at >= 0) this.workbench.dropFilter(at);
    this.#close();
  };

  #set(filter: Filter | null): void {
    if (filter) this.workbench.setFilter(filter);
    this.#close();
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event('close'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-column-filter': ColumnFilter;
  }
}
