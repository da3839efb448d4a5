// Which columns the table shows, and in which order. What is ticked shows at once.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { columnLabel, customerColumn, kColumnGroups } from '../../i18n/customer_columns.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { kFirstColumns } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/info.ts';
import { canMove, entriesOf, kKeyColumn, moved, toggled, withKey, type ColumnEntry } from './column_choice.ts';

@customElement('loyalane-column-choice')
export class ColumnChoice extends LitElement {
  static override styles = [
    controls,
    css`
      .list {
        display: grid;
        gap: var(--care-space-3);
      }
      h3 {
        margin-bottom: var(--care-space-1);
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--care-space-1);
        min-height: var(--care-control-height, 32px);
        border-bottom: 1px solid var(--care-line);
      }
      li label {
        flex: 1 1 auto;
        min-width: 0;
      }
      .more {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: 0 var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ type: Boolean }) open = false;
  /** What changed last, for those who do not see it. */
  @state() private said = '';

  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language, document } = this.#store.state;
    const entries = entriesOf(document.columns);
    const others = entries.filter(({ isShown }) => !isShown);
    return html`
      <loyalane-dialog
        .open=${this.open}
        .heading=${translate(language, 'customers.columns')}
        @close=${() => this.dispatchEvent(new Event('close'))}
      >
        ${
          this.open
            ? html`<div class="list">
                <p class="small muted">${translate(language, 'customers.columnsHint')}</p>
                <section>
                  <h3>${translate(language, 'customers.columnsShown')}</h3>
                  <ol>
                    ${repeat(
                      entries.filter(({ isShown }) => isShown),
                      ({ id }) => id,
                      (entry) => html`<li>${this.#entry(language, entry)} ${this.#arrows(language, entry.id)}</li>`,
                    )}
                  </ol>
                </section>
                ${
                  others.length > 0
                    ? html`<section>
                        <h3>${translate(language, 'customers.columnsMore')}</h3>
                        ${kColumnGroups.map((group) => {
                          const members = others.filter(({ id }) => customerColumn(id).group === group);
                          return members.length === 0
                            ? nothing
                            : html`<p class="small muted" id=${`group-${group}`}>
                                  ${translate(language, `customers.group.${group}`)}
                                </p>
                                <ul class="more" aria-labelledby=${`group-${group}`}>
                                  ${repeat(
                                    members,
                                    ({ id }) => id,
                                    (entry) => html`<li>${this.#entry(language, entry)}</li>`,
                                  )}
                                </ul>`;
                        })}
                      </section>`
                    : nothing
                }
                <p class="visually-hidden" role="status">${this.said}</p>
              </div>`
            : nothing
        }
        <div slot="footer" class="row">
          <button type="button" @click=${() => this.workbench.setColumns(kFirstColumns)}>
            ${translate(language, 'customers.columnsReset')}
          </button>
          <button type="button" class="primary" @click=${() => this.dispatchEvent(new Event('close'))}>
            ${translate(language, 'customers.done')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #entry(language: Language, { id, isShown }: ColumnEntry): TemplateResult {
    const label = columnLabel(language, id);
    return html`<label class="check">
        <input
          type="checkbox"
          data-column=${id}
          .checked=${isShown}
          ?disabled=${id === kKeyColumn}
          ?data-first-focus=${isShown && id === withKey(this.#store.state.document.columns)[1]}
          @change=${() => this.#toggle(id)}
        />
        ${label}
      </label>
      <loyalane-info .of=${id} .label=${label}></loyalane-info>`;
  }

  #arrows(language: Language, id: string): TemplateResult | typeof nothing {
    if (id === kKeyColumn) return nothing;
    const { columns } = this.#store.state.document;
    const label = columnLabel(language, id);
    const arrow = (by: -1 | 1): TemplateResult => {
      const name = translate(language, by < 0 ? 'customers.moveUp' : 'customers.moveDown', { column: label });
      // Stays reachable at the ends of the list, so that the keyboard does not lose its place.
      return html`<button
        type="button"
        class="quiet icon-button"
        data-move=${`${id}:${by}`}
        aria-label=${name}
        title=${name}
        aria-disabled=${canMove(columns, id, by) ? 'false' : 'true'}
        @click=${() => void this.#move(language, id, by)}
      >
        ${icon(by < 0 ? 'arrow-up' : 'arrow-down')}
      </button>`;
    };
    return html`${arrow(-1)} ${arrow(1)}`;
  }

  /** The box goes to the other list; the keyboard follows it. */
  #toggle(id: string): void {
    this.workbench.setColumns(toggled(this.#store.state.document.columns, id));
    void this.#focus(`[data-column="${id}"]`);
  }

  async #move(language: Language, id: string, by: -1 | 1): Promise<void> {
    const { columns } = this.#store.state.document;
    if (!canMove(columns, id, by)) return;
    const next = moved(columns, id, by);
    this.workbench.setColumns(next);
    this.said = translate(language, 'customers.moved', {
      column: columnLabel(language, id),
      place: String(next.indexOf(id) + 1),
    });
    await this.#focus(`[data-move="${id}:${by}"]`);
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-column-choice': ColumnChoice;
  }
}
