// Tells in passing what has happened ("undone: …") and offers one thing to do about it. Goes away by itself, but not while it is
// pointed at or focused.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { icon } from './icons.ts';
import { Words } from './words.ts';

export interface Toast {
  readonly text: string;
  readonly action?: { readonly id: string; readonly label: string };
  readonly tone?: 'plain' | 'good' | 'warn';
}

@customElement('loyalane-toast-area')
export class ToastArea extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: fixed;
        z-index: var(--care-layer-toast);
        left: 0;
        right: 0;
        bottom: var(--care-space-3);
        display: flex;
        justify-content: center;
        padding: 0 var(--care-space-3);
        pointer-events: none;
      }
      .toast {
        display: flex;
        align-items: center;
        gap: var(--care-space-2);
        max-width: 640px;
        padding: var(--care-space-1) var(--care-space-1) var(--care-space-1) var(--care-space-3);
        border: 1px solid var(--care-line-strong);
        border-radius: var(--care-radius);
        background: var(--care-surface-raised);
        color: var(--care-text);
        box-shadow: var(--care-shadow-overlay);
        pointer-events: auto;
        animation: care-toast var(--care-motion) var(--care-ease);
      }
      @keyframes care-toast {
        from {
          opacity: 0;
          translate: 0 8px;
        }
      }
      .text {
        overflow-wrap: anywhere;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  /** A new object is shown anew. */
  @property({ attribute: false }) toast: Toast | null = null;
  /** How long it stays; 0 until it is closed. */
  @property({ type: Number }) seconds = 8;
  @state() private shown: Toast | null = null;

  readonly #words = new Words(this);
  #timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('toast')) return;
    this.shown = this.toast;
    this.#wait();
  }

  override render(): TemplateResult {
    return html`<div role="status">${this.shown ? this.#toast(this.shown) : nothing}</div>`;
  }

  #toast({ text, action, tone = 'plain' }: Toast): TemplateResult {
    return html`
      <div
        class="toast"
        @pointerenter=${this.#hold}
        @pointerleave=${this.#wait}
        @focusin=${this.#hold}
        @focusout=${this.#wait}
      >
        ${
          tone === 'good'
            ? html`<span class="success">${icon('check')}</span>`
            : tone === 'warn'
              ? html`<span class="warning">${icon('warning')}</span>`
              : nothing
        }
        <span class="text">${text}</span>
        ${
          action
            ? html`<button class="quiet" type="button" @click=${() => this.#act(action.id)}>${action.label}</button>`
            : nothing
        }
        <button
          class="icon-button"
          type="button"
          aria-label=${this.#words.say('close')}
          title=${this.#words.say('close')}
          @click=${this.#dismiss}
        >
          ${icon('close')}
        </button>
      </div>
    `;
  }

  #act(id: string): void {
    this.dispatchEvent(new CustomEvent<string>('action', { detail: id }));
  }

  readonly #hold = (): void => clearTimeout(this.#timer);

  readonly #wait = (): void => {
    clearTimeout(this.#timer);
    if (this.shown && this.seconds > 0) this.#timer = window.setTimeout(this.#dismiss, this.seconds * 1000);
  };

  readonly #dismiss = (): void => {
    clearTimeout(this.#timer);
    this.shown = null;
    this.dispatchEvent(new CustomEvent('dismiss'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-toast-area': ToastArea;
  }
}
