// Tabs: one panel of several. The panels are children with `slot` = the tab's id.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** Shown behind the label. */
  readonly count?: string;
}

@customElement('loyalane-tabs')
export class Tabs extends LitElement {
  static override styles = [
    controls,
    css`
      [role='tablist'] {
        display: flex;
        gap: var(--care-space-1);
        border-bottom: 1px solid var(--care-line);
        overflow-x: auto;
        scrollbar-width: thin;
      }
      button {
        padding: 0 var(--care-space-3);
        border: 0;
        border-radius: var(--care-radius-small) var(--care-radius-small) 0 0;
        background: transparent;
      }
      button:hover:enabled {
        background: var(--care-surface-hover);
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      button[aria-selected='true'] {
        color: var(--care-accent);
        font-weight: 600;
        border-bottom: 2px solid var(--care-accent);
      }
      .count {
        color: var(--care-text-muted);
        font-weight: 400;
      }
      [role='tabpanel'] {
        padding-top: var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property() selected = '';
  /** Names the row of tabs for screen readers. */
  @property() label = '';

  override render(): TemplateResult {
    const selected = this.tabs.some(({ id }) => id === this.selected) ? this.selected : this.tabs[0]?.id;
    return html`
      <div role="tablist" aria-label=${this.label || nothing} @keydown=${this.#pressed}>
        ${this.tabs.map(
          ({ id, label, count }) => html`
            <button
              id="tab-${id}"
              role="tab"
              type="button"
              data-id=${id}
              aria-selected=${id === selected}
              aria-controls="panel"
              tabindex=${id === selected ? 0 : -1}
              @click=${() => this.#choose(id)}
            >
              ${label}${count === undefined ? nothing : html`<span class="count">${count}</span>`}
            </button>
          `,
        )}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby="tab-${selected ?? ''}">
        <slot name=${selected ?? ''}></slot>
      </div>
    `;
  }

  #choose(id: string): void {
    if (id === this.selected) return;
    this.selected = id;
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: id }));
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const at = this.tabs.findIndex(({ id }) => id === (event.target as HTMLElement).dataset.id);
    const last = this.tabs.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const to = this.tabs[moves[event.key] ?? -1];
    if (!to) return;
    event.preventDefault();
    this.#choose(to.id);
    this.renderRoot.querySelector<HTMLElement>(`[data-id='${CSS.escape(to.id)}']`)?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-tabs': Tabs;
  }
}
