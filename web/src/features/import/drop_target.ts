// Makes the whole window take files: dropped, with a sheet over the page while they hang above it, or pasted. A table that was copied in
// a spreadsheet is taken too, while files are being chosen and nothing that can be typed into has the focus.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { translate } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { isTable } from './clipboard_table.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** The dropped files; a folder arrives as a File too, but cannot be read as one. */
function droppedFiles(transfer: DataTransfer): readonly File[] {
  return [...transfer.items].flatMap((item) => {
    if (item.kind !== 'file' || item.webkitGetAsEntry()?.isDirectory) return [];
    const file = item.getAsFile();
    return file ? [file] : [];
  });
}

/** The focus, through shadow roots, is where a paste belongs to the field itself; an open dialog keeps its pastes, too. */
function isTyping(): boolean {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (!(focused instanceof HTMLElement)) return false;
  return (
    focused.isContentEditable ||
    focused instanceof HTMLTextAreaElement ||
    (focused instanceof HTMLInputElement && !['button', 'checkbox', 'file', 'radio', 'range'].includes(focused.type)) ||
    focused.closest('dialog[open], loyalane-dialog[open], loyalane-drawer[open]') !== null
  );
}

@customElement('loyalane-drop-target')
export class DropTarget extends LitElement {
  static override styles = [
    controls,
    css`
      .sheet {
        position: fixed;
        inset: var(--care-space-2);
        z-index: var(--care-layer-menu, 30);
        display: grid;
        place-content: center;
        justify-items: center;
        gap: var(--care-space-2);
        padding: var(--care-space-3);
        text-align: center;
        border: 3px dashed var(--care-accent);
        border-radius: var(--care-radius-large, 12px);
        background: var(--care-surface-hover);
        color: var(--care-accent);
        font-size: var(--care-font-size-title);
        font-weight: 600;
        pointer-events: none;
      }
      .formats {
        max-width: 56ch;
        color: var(--care-text-muted);
        font-size: var(--care-font-size);
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private hovering = false;
  readonly #store = new StoreController(this, () => this.workbench.store);
  /** dragenter and dragleave come for every element crossed; the sheet goes when as many left as entered. */
  #depth = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragenter', this.#enter);
    window.addEventListener('dragover', this.#over);
    window.addEventListener('dragleave', this.#leave);
    window.addEventListener('drop', this.#drop);
    document.addEventListener('paste', this.#paste);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('dragenter', this.#enter);
    window.removeEventListener('dragover', this.#over);
    window.removeEventListener('dragleave', this.#leave);
    window.removeEventListener('drop', this.#drop);
    document.removeEventListener('paste', this.#paste);
    super.disconnectedCallback();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.hovering) return nothing;
    const { language } = this.#store.state;
    return html`<div class="sheet">
      <span>${translate(language, 'drop.release')}</span>
      <span class="formats">${translate(language, 'import.formats')}</span>
    </div>`;
  }

  readonly #enter = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    this.#depth += 1;
    this.hovering = true;
  };

  readonly #over = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  };

  readonly #leave = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    this.#depth = Math.max(0, this.#depth - 1);
    this.hovering = this.#depth > 0;
  };

  readonly #drop = (event: DragEvent): void => {
    if (!event.dataTransfer || !carriesFiles(event)) return;
    event.preventDefault();
    this.#depth = 0;
    this.hovering = false;
    void this.workbench.addFiles(droppedFiles(event.dataTransfer));
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const { step, run } = this.#store.state;
    if (!event.clipboardData || run || isTyping() || (step !== 'import' && step !== 'mapping')) return;
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData('text/plain');
    // A spreadsheet puts a picture of the cells beside their text: the text is meant.
    if (isTable(text)) {
      event.preventDefault();
      void this.workbench.paste(text);
    } else if (text === '' && files.length > 0) {
      event.preventDefault();
      void this.workbench.addFiles(files);
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-drop-target': DropTarget;
  }
}
