// A button with a list of commands. Keys as everywhere: arrows, Home, End, Escape, letters.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { icon, type IconName } from './icons.ts';
import { firstItem, lastItem, nextItem, typedItem } from './menu_keys.ts';
import { placeList } from './menu_place.ts';

export interface MenuCommand {
  readonly id: string;
  readonly label: string;
  /** Smaller, below the label. */
  readonly hint?: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
}

/** Letters typed within this time are one word. */
const kTypingMilliseconds = 700;

@customElement('loyalane-menu')
export class Menu extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-block;
        position: relative;
      }
      ul {
        position: fixed;
        z-index: var(--care-layer-menu);
        min-width: 160px;
        max-width: min(340px, calc(100vw - 16px));
        padding: 4px;
        border: 1px solid var(--care-line-strong);
        border-radius: var(--care-radius);
        background: var(--care-surface-raised);
        color: var(--care-text);
        box-shadow: var(--care-shadow-raised);
        overflow: auto;
        overscroll-behavior: contain;
      }
      li button {
        display: grid;
        grid-template-columns: auto 1fr;
        justify-content: start;
        justify-items: start;
        column-gap: var(--care-space-2);
        width: 100%;
        padding: 4px var(--care-space-2);
        border: 0;
        border-radius: var(--care-radius-small);
        background: transparent;
        text-align: left;
        white-space: normal;
      }
      li button .words {
        grid-column: 2;
        display: grid;
      }
      li button:hover:enabled,
      li button:focus-visible {
        background: var(--care-surface-hover);
        color: var(--care-text);
      }
      li button:focus-visible {
        outline-offset: -2px;
      }
      li button[aria-disabled='true'] {
        color: var(--care-text-muted);
        cursor: not-allowed;
      }
      li button[aria-disabled='true']:hover {
        background: transparent;
      }
      hr {
        margin: 4px 0;
        border: 0;
        border-top: 1px solid var(--care-line);
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property() label = '';
  /** Null between items is a line. */
  @property({ attribute: false }) items: readonly (MenuCommand | null)[] = [];
  @property() icon: IconName | '' = '';
  /** Only the icon is shown; the label is its name. */
  @property({ type: Boolean }) compact = false;
  /** Which edge of the button the list stands at. */
  @property() align: 'start' | 'end' = 'start';
  @property({ type: Boolean }) disabled = false;
  @state() private open = false;

  #typed = '';
  #typedAt = 0;
  #focusItem: number | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const list = this.renderRoot.querySelector('ul');
    const button = this.#button;
    if (!list || !button) return;
    placeList(list, button.getBoundingClientRect(), this.align);
    if (this.#focusItem !== null) {
      this.renderRoot.querySelector<HTMLElement>(`[data-at='${this.#focusItem}']`)?.focus();
      this.#focusItem = null;
    }
  }

  override render(): TemplateResult {
    return html`
      <button
        id="button"
        class=${this.compact ? 'icon-button' : 'opener'}
        type="button"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-controls=${this.open ? 'list' : nothing}
        aria-label=${this.compact ? this.label : nothing}
        title=${this.compact ? this.label : nothing}
        ?disabled=${this.disabled}
        @click=${this.#toggle}
        @keydown=${this.#buttonPressed}
      >
        ${this.icon ? icon(this.icon) : nothing}
        ${this.compact ? nothing : html`<span>${this.label}</span>${icon('chevron-down')}`}
      </button>
      ${
        this.open
          ? html`<ul id="list" role="menu" aria-label=${this.label} @keydown=${this.#pressed} @focusout=${this.#left}>
              ${this.items.map((item, at) => this.#item(item, at))}
            </ul>`
          : nothing
      }
    `;
  }

  #item(item: MenuCommand | null, at: number): TemplateResult {
    const hasIcons = this.items.some((one) => one?.icon);
    if (!item) return html`<li role="separator"><hr /></li>`;
    // Not `disabled`: a press on it must not count as one beside the menu.
    return html`
      <li role="none">
        <button
          role="menuitem"
          type="button"
          tabindex="-1"
          data-at=${at}
          aria-disabled=${item.disabled ? 'true' : nothing}
          @click=${() => this.#take(item)}
        >
          ${item.icon ? icon(item.icon) : hasIcons ? html`<span class="icon"></span>` : nothing}
          <span class="words">
            <span>${item.label}</span>
            ${item.hint ? html`<span class="small muted">${item.hint}</span>` : nothing}
          </span>
        </button>
      </li>
    `;
  }

  get #button(): HTMLButtonElement | null {
    return this.renderRoot.querySelector('#button');
  }

  #open(item: number): void {
    this.#focusItem = item;
    this.#typed = '';
    if (this.open) {
      this.requestUpdate();
      return;
    }
    this.open = true;
    document.addEventListener('pointerdown', this.#pressedElsewhere, true);
    window.addEventListener('scroll', this.#scrolled, true);
    window.addEventListener('resize', this.#shut);
  }

  #close(): void {
    this.open = false;
    document.removeEventListener('pointerdown', this.#pressedElsewhere, true);
    window.removeEventListener('scroll', this.#scrolled, true);
    window.removeEventListener('resize', this.#shut);
  }

  #take(item: MenuCommand): void {
    if (item.disabled) return;
    this.#button?.focus();
    this.#close();
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: item.id }));
  }

  readonly #shut = (): void => this.#close();

  readonly #toggle = (): void => {
    if (this.open) this.#close();
    else this.#open(firstItem(this.items));
  };

  readonly #buttonPressed = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.#open(event.key === 'ArrowDown' ? firstItem(this.items) : lastItem(this.items));
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    const focused = (this.renderRoot as ShadowRoot).activeElement?.getAttribute('data-at');
    const current = focused ? Number(focused) : -1;
    let to: number;
    switch (event.key) {
      case 'ArrowDown':
        to = nextItem(this.items, current, 1);
        break;
      case 'ArrowUp':
        to = nextItem(this.items, current, -1);
        break;
      case 'Home':
        to = firstItem(this.items);
        break;
      case 'End':
        to = lastItem(this.items);
        break;
      case 'Escape':
        // Not further: what the menu stands in may listen for Escape too.
        event.preventDefault();
        event.stopPropagation();
        this.#button?.focus();
        this.#close();
        return;
      case 'Tab':
        this.#close();
        return;
      default:
        if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.timeStamp - this.#typedAt > kTypingMilliseconds) this.#typed = '';
        this.#typed += event.key;
        this.#typedAt = event.timeStamp;
        to = typedItem(this.items, current, this.#typed);
    }
    event.preventDefault();
    event.stopPropagation();
    this.renderRoot.querySelector<HTMLElement>(`[data-at='${to}']`)?.focus();
  };

  readonly #left = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.renderRoot.contains(to)) return;
    // The window lost the focus, not the menu.
    if (to === null && !document.hasFocus()) return;
    this.#close();
  };

  readonly #pressedElsewhere = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.#close();
  };

  readonly #scrolled = (event: Event): void => {
    if (event.composedPath()[0] !== this.renderRoot.querySelector('ul')) this.#close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-menu': Menu;
  }
}
