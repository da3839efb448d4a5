// A modal dialog in the middle of the page: a question, a form, a short explanation.

import { css } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ModalElement } from './modal_element.ts';

@customElement('loyalane-dialog')
export class Dialog extends ModalElement {
  static override styles = [
    ...ModalElement.styles,
    css`
      dialog {
        width: min(560px, calc(100vw - 32px));
        max-width: none;
        max-height: calc(100vh - 64px);
        max-height: calc(100dvh - 64px);
        border-radius: var(--care-radius-large);
      }
      :host([size='small']) dialog {
        width: min(400px, calc(100vw - 32px));
      }
      :host([size='wide']) dialog {
        width: min(880px, calc(100vw - 32px));
      }
      dialog[open] {
        animation: care-rise var(--care-motion) var(--care-ease);
      }
      @keyframes care-rise {
        from {
          opacity: 0;
          translate: 0 8px;
        }
      }
    `,
  ];

  @property({ reflect: true }) size: 'small' | 'normal' | 'wide' = 'normal';
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-dialog': Dialog;
  }
}
