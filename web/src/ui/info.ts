// A small "?" beside a label: asks the page to show the definition.

import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { icon } from './icons.ts';
import { Words } from './words.ts';

/** What an info button dispatches: bubbles through shadow roots, `detail` is the definition's id. */
export const kDefineEvent = 'loyalane-define';

@customElement('loyalane-info')
export class Info extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-flex;
        vertical-align: middle;
      }
      button {
        min-height: 24px;
        width: 24px;
        margin: -2px 0;
        padding: 0;
        border-color: transparent;
        border-radius: 50%;
        background: transparent;
        color: var(--care-text-muted);
      }
      button:hover:enabled {
        border-color: transparent;
        background: var(--care-surface-hover);
      }
      .icon {
        width: 14px;
        height: 14px;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  /** Id of the definition. */
  @property() of = '';
  /** Name of the thing that is defined. */
  @property() label = '';
  readonly #words = new Words(this);

  override render(): TemplateResult {
    const name = this.#words.say('definition') + (this.label ? `: ${this.label}` : '');
    return html`<button type="button" aria-label=${name} title=${name} @click=${this.#ask}>${icon('help')}</button>`;
  }

  readonly #ask = (event: Event): void => {
    // Beside a header or inside a summary it must not press that too.
    event.stopPropagation();
    event.preventDefault();
    this.dispatchEvent(new CustomEvent(kDefineEvent, { detail: this.of, bubbles: true, composed: true }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-info': Info;
  }
}
