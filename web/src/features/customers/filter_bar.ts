// What narrows the customers in view, as chips that can be taken off, and how many customers are left. Stands above the charts too.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, queryAll } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ColumnNames } from '../../i18n/customer_columns.ts';
import { formatCount } from '../../i18n/format.ts';
import { translate } from '../../i18n/translate.ts';
import type { State } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import '../../ui/chip.ts';
import { controls } from '../../ui/controls.ts';
import { chipsOf, type ChipOf } from './filter_words.ts';

/** What types and RFM segments are called, as the engine told last. */
export function namesOf({ shown, result }: Pick<State, 'shown' | 'result'>): ColumnNames {
  const rfm = shown?.value.rfm;
  return {
    types: shown?.value.summary.types ?? result?.summary.types ?? [],
    segments: rfm && 'value' in rfm ? rfm.value.segments : [],
  };
}

@customElement('loyalane-filter-bar')
export class FilterBar extends LitElement {
  static override styles = [
    controls,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-1) var(--care-space-2);
        min-height: var(--care-control-height, 32px);
      }
      :host {
        min-width: 0;
        max-width: 100%;
      }
      ul {
        display: contents;
      }
      li {
        min-width: 0;
        max-width: 100%;
      }
      .count {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .hint {
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
      }
      button.quiet {
        padding: 0 var(--care-space-2);
      }
      @media print {
        button,
        .hint {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** The chips alone, where the number of customers stands beside them already. */
  @property({ type: Boolean }) plain = false;

  @query('.bar') private readonly bar!: HTMLElement;
  @queryAll('loyalane-chip') private readonly chips!: NodeListOf<HTMLElement>;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { state } = this.#store;
    const { language, document, shown } = state;
    if (!shown) return nothing;
    const chips = chipsOf(language, document.view, namesOf(state));
    const { customers } = shown.value.selected;
    const total = shown.value.summary.customers;
    return html`
      <div class="bar" role="group" tabindex="-1" aria-label=${translate(language, 'customers.filterBar')}>
        ${
          this.plain
            ? nothing
            : html`<span class="count" role="status">
                ${
                  customers === total
                    ? translate(language, 'customers.countAll', { total: formatCount(language, total) })
                    : translate(language, 'customers.count', {
                        shown: formatCount(language, customers),
                        total: formatCount(language, total),
                      })
                }
              </span>`
        }
        ${
          chips.length === 0
            ? this.plain
              ? nothing
              : html`<span class="hint">${translate(language, 'customers.noFilters')}</span>`
            : html`<ul aria-label=${translate(language, 'customers.filterBar')}>
                  ${repeat(
                    chips,
                    ({ words }) => words,
                    ({ what, words }, at) =>
                      html`<li>
                        <loyalane-chip .label=${words} @remove=${() => void this.#drop(what, at)}></loyalane-chip>
                      </li>`,
                  )}
                </ul>
                <button class="quiet" type="button" @click=${this.#clear}>
                  ${translate(language, 'customers.clear')}
                </button>`
        }
      </div>
    `;
  }

  /** Takes a condition off; the keyboard goes on with the chip that took its place. */
  async #drop(what: ChipOf, at: number): Promise<void> {
    if (what.of === 'search') this.workbench.setSearch('');
    else this.workbench.dropFilter(what.index);
    await this.updateComplete;
    (this.chips[Math.min(at, this.chips.length - 1)] ?? this.bar).focus();
  }

  readonly #clear = async (): Promise<void> => {
    clearView(this.workbench);
    await this.updateComplete;
    this.bar.focus();
  };
}

/** Takes off all that narrows the view, as one step. */
export function clearView(workbench: Workbench): void {
  workbench.edit('filter', (document) => {
    const { filters, search } = document.view;
    if (filters.length === 0 && search === '') return document;
    return { ...document, view: { ...document.view, filters: [], search: '' } };
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-filter-bar': FilterBar;
  }
}
