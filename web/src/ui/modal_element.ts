// What dialog and drawer share: a modal <dialog> with heading, scrolling body and footer; closes on Escape, a press beside it and its
// button, and gives the focus back to where it came from.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { focusedElement } from './focus.ts';
import { icon } from './icons.ts';
import { Words } from './words.ts';

export type CloseReason = 'escape' | 'backdrop' | 'button';

export abstract class ModalElement extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }
      dialog {
        padding: 0;
        border: 1px solid var(--care-line);
        background: var(--care-surface);
        color: var(--care-text);
        box-shadow: var(--care-shadow-overlay);
        overflow: hidden;
      }
      dialog::backdrop {
        /* Custom properties of :root do not reach a backdrop in older browsers. */
        background: rgb(10 14 20 / 50%);
      }
      .sheet {
        display: flex;
        flex-direction: column;
        max-height: inherit;
        height: 100%;
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--care-space-2);
        padding: var(--care-space-2) var(--care-space-2) var(--care-space-2) var(--care-space-3);
        border-bottom: 1px solid var(--care-line);
      }
      h2 {
        overflow-wrap: anywhere;
      }
      .body {
        flex: 1 1 auto;
        min-height: 0;
        padding: var(--care-space-3);
        overflow: auto;
        overscroll-behavior: contain;
      }
      .body:focus-visible {
        outline-offset: -2px;
      }
      /* It got the focus because something has to have it, not because the reader went there. */
      .body[data-quiet]:focus-visible {
        outline: none;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--care-space-2);
        padding: var(--care-space-2) var(--care-space-3);
        border-top: 1px solid var(--care-line);
        background: var(--care-surface-sunken);
      }
      @media print {
        dialog {
          position: static !important;
          width: auto !important;
          max-width: none !important;
          height: auto !important;
          max-height: none !important;
          border: 0;
          overflow: visible;
        }
        .body {
          overflow: visible;
        }
        header button,
        footer {
          display: none;
        }
      }
    `,
  ];

  /** The owner sets it; when the reader closes, it is false already and `close` tells the owner. */
  @property({ type: Boolean, reflect: true }) open = false;
  @property() heading = '';
  @state() private hasFooter = false;
  /** The body can be scrolled, and so has to take the focus. */
  @state() private scrolls = false;

  readonly #words = new Words(this);
  #opener: HTMLElement | null = null;
  #pressedBeside = false;
  #sizes: ResizeObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes = new ResizeObserver(() => this.#measure());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
    if (this.open) this.#giveFocusBack();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const dialog = this.#dialog;
    if (!dialog || !this.isConnected) return;
    if (this.open && !dialog.open) {
      this.#opener = focusedElement();
      dialog.showModal();
      const body = this.renderRoot.querySelector<HTMLElement>('.body');
      const first = this.querySelector<HTMLElement>('[data-first-focus]') ?? body;
      if (first === body) body?.setAttribute('data-quiet', '');
      first?.focus({ preventScroll: true });
      for (const part of this.renderRoot.querySelectorAll('.body, .content')) this.#sizes?.observe(part);
      this.#measure();
    } else if (!this.open && dialog.open) {
      this.#sizes?.disconnect();
      dialog.close();
      this.#giveFocusBack();
    }
  }

  override render(): TemplateResult {
    return html`
      <dialog
        aria-labelledby="heading"
        @cancel=${this.#cancelled}
        @close=${this.#closed}
        @pointerdown=${this.#pressed}
        @click=${this.#clicked}
      >
        <div class="sheet">
          <header>
            <h2 id="heading" class="grow">${this.heading}</h2>
            <slot name="heading"></slot>
            <button
              class="icon-button"
              type="button"
              aria-label=${this.#words.say('close')}
              title=${this.#words.say('close')}
              @click=${() => this.#shut('button')}
            >
              ${icon('close')}
            </button>
          </header>
          <div
            class="body"
            role=${this.scrolls ? 'region' : nothing}
            aria-labelledby=${this.scrolls ? 'heading' : nothing}
            tabindex=${this.scrolls ? 0 : -1}
            @blur=${(event: FocusEvent) => (event.currentTarget as Element).removeAttribute('data-quiet')}
          >
            <div class="content"><slot></slot></div>
          </div>
          <footer ?hidden=${!this.hasFooter}><slot name="footer" @slotchange=${this.#footerChanged}></slot></footer>
        </div>
      </dialog>
    `;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #measure(): void {
    const body = this.renderRoot.querySelector('.body');
    if (body) this.scrolls = body.scrollHeight > body.clientHeight + 1;
  }

  #shut(reason: CloseReason): void {
    this.open = false;
    this.dispatchEvent(new CustomEvent<CloseReason>('close', { detail: reason }));
  }

  #giveFocusBack(): void {
    const opener = this.#opener;
    this.#opener = null;
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }

  readonly #cancelled = (event: Event): void => {
    // A file picker inside tells of its own cancelling too.
    if (event.target !== this.#dialog) return;
    event.preventDefault();
    this.#shut('escape');
  };

  /** The browser may close without asking (Escape pressed twice). */
  readonly #closed = (event: Event): void => {
    if (event.target !== this.#dialog || !this.open) return;
    this.#shut('escape');
    this.#giveFocusBack();
  };

  readonly #pressed = (event: PointerEvent): void => {
    this.#pressedBeside = event.target === this.#dialog;
  };

  /** Only a press that began beside it counts: a selection of text may end there. */
  readonly #clicked = (event: MouseEvent): void => {
    if (this.#pressedBeside && event.target === this.#dialog) this.#shut('backdrop');
  };

  readonly #footerChanged = (event: Event): void => {
    this.hasFooter = (event.target as HTMLSlotElement).assignedElements().length > 0;
  };
}
