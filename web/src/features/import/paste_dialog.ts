// Takes a table that was copied in a spreadsheet. The clipboard is read only when its button is pressed; where the browser refuses, the
// text field takes the paste. Fires `text` (CustomEvent, detail: the table's text) and `close`.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { tableShape } from './clipboard_table.ts';

@customElement('loyalane-paste-dialog')
export class PasteDialog extends LitElement {
  static override styles = [
    controls,
    css`
      textarea {
        width: 100%;
        min-height: 180px;
        font-family: var(--care-font-mono, monospace);
        white-space: pre;
        overflow: auto;
        resize: vertical;
      }
      .told {
        min-height: 20px;
      }
    `,
  ];

  @property() language: Language = 'zh';
  @property({ type: Boolean }) open = false;
  @state() private text = '';
  @state() private isRefused = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.text = '';
    this.isRefused = false;
  }

  override render(): TemplateResult {
    const { language } = this;
    const { rows, columns } = tableShape(this.text);
    return html`
      <loyalane-dialog
        .open=${this.open}
        .heading=${translate(language, 'import.pasteTitle')}
        @close=${(event: Event) => this.#closed(event)}
      >
        <div class="stack">
          <p>${translate(language, 'import.pasteHow')}</p>
          ${
            'clipboard' in navigator && 'readText' in navigator.clipboard
              ? html`<div>
                  <button type="button" data-action="read-clipboard" @click=${() => void this.#readClipboard()}>
                    ${translate(language, 'import.pasteRead')}
                  </button>
                </div>`
              : nothing
          }
          <textarea
            data-first-focus
            spellcheck="false"
            aria-label=${translate(language, 'import.pasteField')}
            placeholder=${translate(language, 'import.pastePlaceholder')}
            .value=${this.text}
            @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
          ></textarea>
          <p class="told small ${this.isRefused ? 'warning' : 'muted'}" role="status">
            ${
              this.isRefused
                ? translate(language, 'import.pasteRefused')
                : rows > 0
                  ? translate(language, 'import.pasteShape', {
                      rows: formatCount(language, rows),
                      columns: formatCount(language, columns),
                    })
                  : nothing
            }
          </p>
        </div>
        <button slot="footer" type="button" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>
          ${translate(language, 'import.cancel')}
        </button>
        <button
          slot="footer"
          type="button"
          class="primary"
          data-action="take-paste"
          ?disabled=${rows === 0}
          @click=${() => this.dispatchEvent(new CustomEvent<string>('text', { detail: this.text }))}
        >
          ${translate(language, 'import.pasteTake')}
        </button>
      </loyalane-dialog>
    `;
  }

  #closed(event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('close'));
  }

  async #readClipboard(): Promise<void> {
    try {
      this.text = await navigator.clipboard.readText();
      this.isRefused = this.text.trim() === '';
    } catch {
      this.isRefused = true;
    }
    this.renderRoot.querySelector('textarea')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-paste-dialog': PasteDialog;
  }
}
