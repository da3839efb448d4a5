// A sheet at the page's side (on phones: from below) that shows one thing in full while the page stays where it was.

import { css } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ModalElement } from './modal_element.ts';

@customElement('loyalane-drawer')
export class Drawer extends ModalElement {
  static override styles = [
    ...ModalElement.styles,
    css`
      dialog {
        inset: 0 0 0 auto;
        width: min(480px, 92vw);
        max-width: none;
        height: 100vh;
        height: 100dvh;
        max-height: none;
        margin: 0;
        border-width: 0 0 0 1px;
      }
      :host([size='wide']) dialog {
        width: min(760px, 94vw);
      }
      dialog[open] {
        animation: care-slide var(--care-motion) var(--care-ease);
      }
      @keyframes care-slide {
        from {
          opacity: 0.4;
          translate: 32px 0;
        }
      }
      @media (max-width: 640px) {
        dialog,
        :host([size='wide']) dialog {
          inset: auto 0 0 0;
          width: 100%;
          height: auto;
          max-height: 92vh;
          max-height: 92dvh;
          border-width: 1px 0 0;
          border-radius: var(--care-radius-large) var(--care-radius-large) 0 0;
        }
        @keyframes care-slide {
          from {
            opacity: 0.4;
            translate: 0 32px;
          }
        }
      }
    `,
  ];

  @property({ reflect: true }) size: 'normal' | 'wide' = 'normal';
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-drawer': Drawer;
  }
}
