// A share as a bar, with its interval as a whisker. The figures stand beside it as text; the bar is for the eye only.

import { css, LitElement, svg, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';

const percent = (share: number): string => `${Math.max(0, Math.min(1, share)) * 100}%`;

@customElement('loyalane-share-bar')
export class ShareBar extends LitElement {
  static override styles = css`
    :host {
      display: block;
      height: 8px;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    .track {
      fill: var(--care-surface-sunken);
    }
    .bar {
      fill: currentcolor;
    }
    .interval {
      stroke: var(--care-text);
      stroke-width: 2;
    }
  `;

  /** 0 to 1. */
  @property({ type: Number }) share = 0;
  @property({ type: Number }) low: number | null = null;
  @property({ type: Number }) high: number | null = null;

  override render(): TemplateResult {
    const { low, high } = this;
    return html`<svg aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="2" />
      <rect class="bar" width=${percent(this.share)} height="100%" rx="2" />
      ${
        low === null || high === null
          ? nothing
          : svg`<line class="interval" x1=${percent(low)} x2=${percent(high)} y1="50%" y2="50%" />`
      }
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-share-bar': ShareBar;
  }
}
