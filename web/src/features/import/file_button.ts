// A button that opens the browser's file picker. Fires `files` (CustomEvent, detail: the picked files).

import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from '../../ui/controls.ts';

/** What the picker offers first; others can still be picked, and what a file is is told by its content. */
const kOffered = '.xlsx,.xls,.csv,.tsv,.txt,.json,.ndjson,.jsonl,.htm,.html,.gz,.zip';

@customElement('loyalane-file-button')
export class FileButton extends LitElement {
  static override styles = controls;

  @property() label = '';
  @property({ type: Boolean }) primary = false;

  override render(): TemplateResult {
    return html`
      <button type="button" class=${this.primary ? 'primary' : ''} @click=${() => this.#input?.click()}>
        ${this.label}
      </button>
      <input type="file" multiple hidden accept=${kOffered} aria-label=${this.label} @change=${() => this.#picked()} />
    `;
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  #picked(): void {
    const input = this.#input;
    if (!input?.files || input.files.length === 0) return;
    const files = [...input.files];
    // The same file may be picked again after it was removed.
    input.value = '';
    this.dispatchEvent(new CustomEvent<readonly File[]>('files', { detail: files }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-file-button': FileButton;
  }
}
