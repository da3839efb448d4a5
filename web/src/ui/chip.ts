// A condition that is in force, with a button that takes it away.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { icon } from './icons.ts';
import { Words } from './words.ts';

@customElement('loyalane-chip')
export class Chip extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: var(--care-space-1);
        max-width: 100%;
        min-height: 28px;
        padding: 0 var(--care-space-2);
        border: 1px solid var(--care-accent);
        border-radius: 14px;
        background: var(--care-surface-selected);
        color: var(--care-text);
      }
      :host([removable]) {
        padding-right: 2px;
      }
      .label {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button {
        width: 24px;
        min-height: 24px;
        padding: 0;
        flex: none;
        border-color: transparent;
        border-radius: 50%;
        background: transparent;
      }
      button:hover:enabled {
        background: var(--care-surface-hover);
        border-color: var(--care-accent);
      }
      .icon {
        width: 12px;
        height: 12px;
      }
      @media print {
        button {
          display: none;
        }
      }
    `,
  ];

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property() label = '';
  @property({ type: Boolean, reflect: true }) removable = true;
  readonly #words = new Words(this);

  override render(): TemplateResult {
    const name = `${this.#words.say('remove')}: ${this.label}`;
    return html`
      <slot></slot>
      <span class="label" title=${this.label}>${this.label}</span>
      ${
        this.removable
          ? html`<button
              type="button"
              aria-label=${name}
              title=${this.#words.say('remove')}
              @click=${() => this.dispatchEvent(new CustomEvent('remove'))}
            >
              ${icon('close')}
            </button>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-chip': Chip;
  }
}
