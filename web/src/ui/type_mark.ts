// A customer type's own mark: shape and colour together, so that either alone is enough. Core ■, contested ▲, loyal ●, general ◆.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

export type TypeMarkId = 'core' | 'contested' | 'loyal' | 'general';

/** Outlines in a box of 12 × 12, of about the same area to the eye. */
export const typeShapes: Readonly<Record<TypeMarkId, string>> = {
  core: 'M1.75 1.75h8.5v8.5h-8.5z',
  contested: 'M6 .9 11.4 10.6H.6z',
  loyal: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1z',
  general: 'M6 .3 11.7 6 6 11.7.3 6z',
};

const isType = (type: string): type is TypeMarkId => Object.hasOwn(typeShapes, type);

/** The mark alone, as decoration, for templates that adopt `typeMarkStyles`. */
export const typeMark = (type: string): TemplateResult | typeof nothing =>
  isType(type)
    ? html`<svg class="type-mark ${type}" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d=${typeShapes[type]} />
      </svg>`
    : nothing;

export const typeMarkStyles = css`
  .type-mark {
    flex: none;
    width: 0.86em;
    height: 0.86em;
    vertical-align: -0.06em;
    fill: currentcolor;
  }
  .type-mark.core {
    color: var(--care-type-core);
  }
  .type-mark.contested {
    color: var(--care-type-contested);
  }
  .type-mark.loyal {
    color: var(--care-type-loyal);
  }
  .type-mark.general {
    color: var(--care-type-general);
  }
`;

@customElement('loyalane-type-mark')
export class TypeMark extends LitElement {
  static override styles = [
    controls,
    typeMarkStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
        white-space: nowrap;
      }
    `,
  ];

  /** core, contested, loyal or general; anything else has no mark. */
  @property() type = '';
  /** The type's name, shown beside the mark. Without it the mark is decoration. */
  @property() label = '';
  /** The name is only for screen readers and as a hint under the pointer. */
  @property({ type: Boolean }) quiet = false;

  override render(): TemplateResult {
    const mark = typeMark(this.type);
    if (this.quiet)
      return html`<span title=${this.label}>${mark}</span><span class="visually-hidden">${this.label}</span>`;
    return html`${mark}${this.label ? html`<span>${this.label}</span>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-type-mark': TypeMark;
  }
}
