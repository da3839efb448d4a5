// Where a customer stands against a threshold, as a small scale. The figures stand beside it as text; the scale is for the eye only.

import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { scalePlaces, type AxisPlace } from './distance.ts';

const percent = (part: number): string => `${part * 100}%`;

@customElement('loyalane-threshold-scale')
export class ThresholdScale extends LitElement {
  static override styles = css`
    :host {
      display: block;
      height: 28px;
      /* Room for marks that stand on either end. */
      padding: 0 6px;
      print-color-adjust: exact;
    }
    svg {
      display: block;
      width: 100%;
      height: 28px;
      overflow: visible;
    }
    .track {
      fill: var(--care-surface-sunken);
      stroke: var(--care-line);
    }
    .filled {
      fill: var(--care-accent);
      opacity: 0.35;
    }
    .band {
      fill: var(--care-warning);
      opacity: 0.28;
    }
    .threshold {
      stroke: var(--care-text);
      stroke-width: 2;
    }
    .value {
      fill: var(--care-accent);
      stroke: var(--care-surface);
      stroke-width: 1.5;
    }
  `;

  @property({ attribute: false }) place: AxisPlace | null = null;

  override render(): TemplateResult | typeof nothing {
    if (!this.place) return nothing;
    const { value, threshold, bandFrom, bandTo } = scalePlaces(this.place);
    return html`<svg aria-hidden="true">
      <rect class="track" y="12" width="100%" height="8" rx="2" />
      <rect class="filled" y="12" width=${percent(value)} height="8" rx="2" />
      <rect class="band" x=${percent(bandFrom)} y="12" width=${percent(bandTo - bandFrom)} height="8" />
      <line class="threshold" x1=${percent(threshold)} x2=${percent(threshold)} y1="7" y2="26" />
      ${svg`<svg class="mark" x=${percent(value)}><path class="value" d="M0 12 -6 1.5H6z" /></svg>`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-threshold-scale': ThresholdScale;
  }
}
