// One of a few choices, side by side: native radio buttons with the look of a bar.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { icon, type IconName } from './icons.ts';

export interface SegmentedOption {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
}

@customElement('loyalane-segmented')
export class Segmented extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-block;
        max-width: 100%;
      }
      .bar {
        display: flex;
        min-height: var(--care-control-height);
        border: 1px solid var(--care-line-strong);
        border-radius: var(--care-radius);
        background: var(--care-surface);
        overflow: hidden;
      }
      .bar:focus-within {
        overflow: visible;
      }
      label {
        position: relative;
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: var(--care-space-1);
        flex: 1 1 auto;
        padding: 0 12px;
        border-left: 1px solid var(--care-line-strong);
        cursor: pointer;
        white-space: nowrap;
      }
      label:first-of-type {
        border-left: 0;
        border-radius: calc(var(--care-radius) - 1px) 0 0 calc(var(--care-radius) - 1px);
      }
      label:last-of-type {
        border-radius: 0 calc(var(--care-radius) - 1px) calc(var(--care-radius) - 1px) 0;
      }
      label:hover {
        background: var(--care-surface-hover);
      }
      label.compact {
        padding: 0;
        width: var(--care-control-height);
        flex: none;
      }
      label.chosen {
        background: var(--care-surface-selected);
        color: var(--care-accent);
        font-weight: 600;
        box-shadow: inset 0 -2px 0 var(--care-accent);
      }
      label.disabled {
        color: var(--care-text-muted);
        background: var(--care-surface-sunken);
        cursor: not-allowed;
      }
      input {
        position: absolute;
        inset: 0;
        width: 100% !important;
        height: 100% !important;
        opacity: 0;
        cursor: inherit;
      }
      label:focus-within {
        z-index: 1;
      }
      input:focus-visible + .ring {
        position: absolute;
        inset: 0;
        border-radius: inherit;
        outline: 2px solid var(--care-focus);
        outline-offset: 1px;
      }
      @media (forced-colors: active) {
        label.chosen {
          outline: 2px solid Highlight;
          outline-offset: -3px;
        }
      }
    `,
  ];

  @property({ attribute: false }) options: readonly SegmentedOption[] = [];
  @property() value = '';
  /** Names the group for screen readers. */
  @property() label = '';
  /** Only icons are shown; labels are their names. */
  @property({ type: Boolean }) compact = false;

  override render(): TemplateResult {
    return html`
      <div class="bar" role="radiogroup" aria-label=${this.label}>
        ${this.options.map((option) => {
          const chosen = option.id === this.value;
          const look = [
            chosen ? 'chosen' : '',
            option.disabled ? 'disabled' : '',
            this.compact && option.icon ? 'compact' : '',
          ];
          return html`
            <label class=${look.join(' ')} title=${this.compact ? option.label : nothing}>
              <input
                type="radio"
                name="option"
                .value=${option.id}
                .checked=${chosen}
                ?disabled=${option.disabled}
                aria-label=${option.label}
                @change=${() => this.#choose(option.id)}
              />
              <span class="ring"></span>
              ${option.icon ? icon(option.icon) : nothing}
              ${this.compact && option.icon ? nothing : html`<span>${option.label}</span>`}
            </label>
          `;
        })}
      </div>
    `;
  }

  #choose(id: string): void {
    if (id === this.value) return;
    this.value = id;
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: id }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-segmented': Segmented;
  }
}
