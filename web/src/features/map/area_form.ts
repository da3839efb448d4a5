// Selects a rectangle of the map by its four numbers: the lasso for those who do not draw.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MapWindow } from '../../engine/protocol.ts';
import { textOf, translate, type Key, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { readRectangle, type RectangleTexts } from './rectangle.ts';

const kFields: readonly { readonly name: keyof MapWindow; readonly label: Key }[] = [
  { name: 'cvFrom', label: 'map.formCvFrom' },
  { name: 'cvTo', label: 'map.formCvTo' },
  { name: 'acFrom', label: 'map.formAcFrom' },
  { name: 'acTo', label: 'map.formAcTo' },
];

/** Events: `select` [MapWindow], `close`. */
@customElement('loyalane-map-area-form')
export class AreaForm extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--care-space-2) var(--care-space-3);
        align-items: end;
      }
      input {
        width: 100%;
      }
      .error {
        grid-column: 1 / -1;
        min-height: calc(var(--care-line-height) * var(--care-font-size));
      }
    `,
  ];

  @property() language: Language = 'zh';
  @property({ type: Boolean }) open = false;
  /** What may be asked for, and what stands there first. */
  @property({ attribute: false }) extent!: MapWindow;
  @property({ attribute: false }) start!: MapWindow;

  @state() private typed: RectangleTexts | null = null;

  override render(): TemplateResult {
    const { language, extent } = this;
    const texts = this.#texts;
    const rectangle = readRectangle(texts, extent);
    return html`
      <loyalane-dialog
        size="small"
        .open=${this.open}
        .heading=${translate(language, 'map.formTitle')}
        @close=${() => this.#close()}
      >
        <form
          id="form"
          @submit=${(event: Event) => {
            event.preventDefault();
            this.#apply();
          }}
        >
          ${kFields.map(
            ({ name, label }, at) => html`
              <label class="field">
                <span>${textOf(language, label)}</span>
                <input
                  type="number"
                  name=${name}
                  inputmode="decimal"
                  step="any"
                  ?data-first-focus=${at === 0}
                  min=${name.startsWith('cv') ? extent.cvFrom : extent.acFrom}
                  max=${name.startsWith('cv') ? extent.cvTo : extent.acTo}
                  .value=${texts[name]}
                  aria-invalid=${rectangle ? 'false' : 'true'}
                  aria-describedby="order"
                  @input=${(event: Event) => this.#type(name, event)}
                />
              </label>
            `,
          )}
          <p id="order" class="error danger small" role="status">
            ${rectangle ? nothing : translate(language, 'map.formOrder')}
          </p>
        </form>
        <div slot="footer" class="row">
          <button type="button" @click=${() => this.#close()}>${translate(language, 'map.formCancel')}</button>
          <button type="submit" form="form" class="primary" ?disabled=${rectangle === null}>
            ${translate(language, 'map.formApply')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  get #texts(): RectangleTexts {
    const { acFrom, acTo, cvFrom, cvTo } = this.start;
    const text = (value: number): string => String(Math.round(value * 100) / 100);
    return this.typed ?? { acFrom: text(acFrom), acTo: text(acTo), cvFrom: text(cvFrom), cvTo: text(cvTo) };
  }

  #type(name: keyof MapWindow, event: Event): void {
    this.typed = { ...this.#texts, [name]: (event.target as HTMLInputElement).value };
  }

  #apply(): void {
    const rectangle = readRectangle(this.#texts, this.extent);
    if (!rectangle) return;
    this.dispatchEvent(new CustomEvent('select', { detail: rectangle }));
    this.#close();
  }

  #close(): void {
    this.typed = null;
    this.dispatchEvent(new CustomEvent('close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-map-area-form': AreaForm;
  }
}
