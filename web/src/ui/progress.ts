// How far something is, or that it runs; with a place for the button that cancels it.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

@customElement('loyalane-progress')
export class Progress extends LitElement {
  static override styles = [
    controls,
    css`
      .progress {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        row-gap: var(--care-space-1);
      }
      .label {
        overflow-wrap: anywhere;
      }
      .detail {
        min-height: 1.5em;
      }
      ::slotted(*) {
        margin-left: var(--care-space-3);
      }
      .action {
        grid-row: 1 / span 3;
        grid-column: 2;
      }
    `,
  ];

  @property() label = '';
  /** 0 to 1; null where it is not known. */
  @property({ type: Number }) value: number | null = null;
  @property() detail = '';

  override render(): TemplateResult {
    return html`
      <div class="progress">
        <span class="label" id="label">${this.label}</span>
        <progress
          aria-labelledby="label"
          max=${this.value === null ? nothing : 1}
          value=${this.value === null ? nothing : Math.min(1, Math.max(0, this.value))}
        ></progress>
        <span class="detail small muted">${this.detail}</span>
        <div class="action"><slot></slot></div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-progress': Progress;
  }
}
