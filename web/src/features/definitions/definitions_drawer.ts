// The definition of the term that was asked for, what it leads to, and the list of all terms.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/drawer.ts';
import { icon } from '../../ui/icons.ts';
import { found, kTermGroups, nameOf, termOf, wordsOf, type Term } from './terms.ts';

/** Asked for, it opens the list of all terms without a definition above it. */
export const kAllTerms = 'all';

@customElement('loyalane-definitions-drawer')
export class DefinitionsDrawer extends LitElement {
  static override styles = [
    controls,
    css`
      dl {
        display: grid;
        gap: var(--care-space-2);
      }
      dt {
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      .what {
        font-size: var(--care-font-size-large);
      }
      .formula {
        padding: var(--care-space-2) var(--care-space-3);
        border-radius: var(--care-radius);
        background: var(--care-surface-sunken);
        overflow-wrap: anywhere;
      }
      .related {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-1);
      }
      .related button,
      .list button {
        min-height: 28px;
        padding: 0 var(--care-space-2);
        white-space: normal;
        text-align: left;
      }
      .all {
        padding-top: var(--care-space-3);
        border-top: 1px solid var(--care-line);
      }
      .all > summary {
        font-weight: 600;
      }
      .all .stack {
        margin-top: var(--care-space-2);
      }
      .list {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-1);
      }
      .list button[aria-current] {
        background: var(--care-surface-selected);
      }
      input[type='search'] {
        width: 100%;
      }
      h3 {
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  @state() private search = '';
  /** Terms that led here, oldest first. */
  #trail: readonly string[] = [];
  #shown: string | null = null;
  /** The next definition is an earlier one of the trail. */
  #isGoingBack = false;

  protected override willUpdate(): void {
    const { definition } = this.#store.state;
    if (definition === this.#shown) return;
    if (definition === null) {
      this.#trail = [];
      this.search = '';
    } else if (this.#isGoingBack) this.#trail = this.#trail.slice(0, -1);
    else if (this.#shown !== null) this.#trail = [...this.#trail, this.#shown];
    this.#isGoingBack = false;
    this.#shown = definition;
  }

  override render(): TemplateResult {
    const { language, definition } = this.#store.state;
    const term = definition === null ? undefined : termOf(definition);
    const title = translate(language, 'definitions.title');
    return html`
      <loyalane-drawer
        .open=${definition !== null}
        .heading=${term ? nameOf(language, term) : title}
        @close=${() => this.workbench.define(null)}
      >
        ${definition === null ? nothing : this.#content(language, definition, term)}
      </loyalane-drawer>
    `;
  }

  #content(language: Language, definition: string, term: Term | undefined): TemplateResult {
    return html`
      <div class="stack" data-definition=${definition}>
        ${this.#back(language)}
        ${
          term
            ? this.#term(language, term)
            : definition === kAllTerms
              ? nothing
              : html`<p>${translate(language, 'definitions.unknown', { id: definition })}</p>`
        }
        ${this.#all(language, term)}
      </div>
    `;
  }

  #back(language: Language): TemplateResult | typeof nothing {
    const last = this.#trail.at(-1);
    const term = last === undefined ? undefined : termOf(last);
    if (last === undefined || !term) return nothing;
    return html`<div>
      <button
        class="quiet"
        type="button"
        @click=${() => {
          this.#isGoingBack = true;
          this.workbench.define(last);
        }}
      >
        ${icon('arrow-left')} ${translate(language, 'definitions.back', { name: nameOf(language, term) })}
      </button>
    </div>`;
  }

  #term(language: Language, term: Term): TemplateResult {
    const { what, formula, unit, clock, excludes, source } = wordsOf(language, term);
    const now = this.#now(language, term);
    const line = (
      label: 'formula' | 'unit' | 'clock' | 'excludes' | 'source',
      text: string,
    ): TemplateResult | typeof nothing =>
      text === ''
        ? nothing
        : html`<div>
            <dt>${translate(language, `definitions.${label}`)}</dt>
            <dd class=${label}>${text}</dd>
          </div>`;
    return html`
      <dl>
        <div>
          <dt class="visually-hidden">${translate(language, 'definitions.what')}</dt>
          <dd class="what">${what}</dd>
        </div>
        ${line('formula', formula)} ${line('unit', unit)}
        ${line('clock', [clock, now].filter((part) => part !== '').join(' '))} ${line('excludes', excludes)}
        ${line('source', source)}
        <div>
          <dt>${translate(language, 'definitions.related')}</dt>
          <dd class="related">
            ${term.related.map((id) => {
              const other = termOf(id);
              return other ? this.#button(language, other, false) : nothing;
            })}
          </dd>
        </div>
      </dl>
    `;
  }

  /** What the time span of a term comes to in this run: its days, customers or rows. Empty where there is no result. */
  #now(language: Language, { clock }: Term): string {
    const { result, shown } = this.#store.state;
    if (!result || !shown) return '';
    const { window, rowsIn } = result.report;
    const { summary, selected } = shown.value;
    const customers = (count: number): string =>
      translate(language, 'definitions.nowCustomers', { count: formatCount(language, count) });
    const said: Partial<Record<NonNullable<Term['clock']>, string | null>> = {
      window:
        window.from === null || window.to === null
          ? null
          : translate(language, 'definitions.nowWindow', { from: window.from, to: window.to }),
      run: customers(summary.customers),
      active: customers(summary.active),
      selected: customers(selected.customers),
      files: translate(language, 'definitions.nowRows', { count: formatCount(language, rowsIn) }),
    };
    const what = clock === null ? null : said[clock];
    return what ? translate(language, 'definitions.now', { what }) : '';
  }

  #all(language: Language, term: Term | undefined): TemplateResult {
    const list = found(language, this.search);
    return html`
      <details class="all" ?open=${term === undefined || this.search !== ''}>
        <summary>${translate(language, 'definitions.all')}</summary>
        <div class="stack">
          <label class="field">
            <span>${translate(language, 'definitions.search')}</span>
            <input
              type="search"
              placeholder=${translate(language, 'definitions.searchHint')}
              .value=${this.search}
              @input=${(event: Event) => {
                this.search = (event.target as HTMLInputElement).value;
              }}
            />
          </label>
          <p class="small muted" role="status">
            ${
              list.length === 0
                ? translate(language, 'definitions.foundNone')
                : translate(language, 'definitions.found', { count: formatCount(language, list.length) })
            }
          </p>
          ${kTermGroups.map((group) => {
            const own = list.filter((one) => one.group === group);
            return own.length === 0
              ? nothing
              : html`<section aria-labelledby=${`group-${group}`}>
                  <h3 id=${`group-${group}`}>${translate(language, `definitions.group.${group}`)}</h3>
                  <ul class="list">
                    ${own.map((one) => html`<li>${this.#button(language, one, one === term)}</li>`)}
                  </ul>
                </section>`;
          })}
        </div>
      </details>
    `;
  }

  #button(language: Language, term: Term, isCurrent: boolean): TemplateResult {
    return html`<button
      class=${isCurrent ? '' : 'quiet'}
      type="button"
      data-term=${term.id}
      aria-current=${isCurrent ? 'true' : nothing}
      @click=${() => this.workbench.define(term.id)}
    >
      ${nameOf(language, term)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-definitions-drawer': DefinitionsDrawer;
  }
}
