// Nothing to show, told: what this place is for and what to do now.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { icon, type IconName } from './icons.ts';

@customElement('loyalane-empty')
export class Empty extends LitElement {
  static override styles = [
    controls,
    css`
      .empty {
        display: grid;
        justify-items: center;
        align-content: center;
        gap: var(--care-space-2);
        min-height: inherit;
        height: 100%;
        padding: var(--care-space-5) var(--care-space-3);
        text-align: center;
      }
      .sign {
        display: grid;
        place-items: center;
        width: 48px;
        height: 48px;
        border-radius: 50%;
        background: var(--care-surface-sunken);
        color: var(--care-text-muted);
      }
      .icon {
        width: 24px;
        height: 24px;
        stroke-width: 1.1;
      }
      .heading {
        font-size: var(--care-font-size-large);
        font-weight: 600;
      }
      .text {
        max-width: 46em;
        color: var(--care-text-muted);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--care-space-2);
        margin-top: var(--care-space-1);
      }
    `,
  ];

  @property() icon: IconName | '' = '';
  @property() heading = '';
  @property() text = '';

  override render(): TemplateResult {
    return html`
      <div class="empty">
        ${this.icon ? html`<span class="sign">${icon(this.icon)}</span>` : nothing}
        ${this.heading ? html`<p class="heading">${this.heading}</p>` : nothing}
        ${this.text ? html`<p class="text">${this.text}</p>` : nothing}
        <div class="actions"><slot></slot></div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-empty': Empty;
  }
}
