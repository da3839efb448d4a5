// Undo and redo: two buttons that say what they would do, the usual keys, and a spoken word after each.

import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { translate } from '../i18n/translate.ts';
import { StoreController } from '../state/store.ts';
import type { Workbench } from '../state/workbench.ts';
import { controls } from '../ui/controls.ts';
import { icon } from '../ui/icons.ts';

/** Fields undo their own typing. */
const isEditing = (event: KeyboardEvent): boolean =>
  event
    .composedPath()
    .some(
      (target) =>
        target instanceof HTMLTextAreaElement ||
        (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)),
    );

@customElement('loyalane-undo-bar')
export class UndoBar extends LitElement {
  static override styles = controls;

  @property({ attribute: false }) workbench!: Workbench;
  @state() private said = '';
  readonly #store = new StoreController(this, () => this.workbench.store);

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#pressed);
  }

  override render(): TemplateResult {
    const { language, history, run } = this.#store.state;
    const last = history.past.at(-1);
    const [next] = history.future;
    const undo = last
      ? translate(language, 'undo.undoWhat', { what: translate(language, `undo.${last.label}`) })
      : translate(language, 'undo.undo');
    const redo = next
      ? translate(language, 'undo.redoWhat', { what: translate(language, `undo.${next.label}`) })
      : translate(language, 'undo.redo');
    return html`
      <div class="toolbar">
        <button
          class="icon-button"
          type="button"
          data-undo="undo"
          title=${undo}
          aria-label=${undo}
          ?disabled=${!last || run !== null}
          @click=${() => this.#undo()}
        >
          ${icon('undo')}
        </button>
        <button
          class="icon-button"
          type="button"
          data-undo="redo"
          title=${redo}
          aria-label=${redo}
          ?disabled=${!next || run !== null}
          @click=${() => this.#redo()}
        >
          ${icon('redo')}
        </button>
        <span class="visually-hidden" role="status">${this.said}</span>
      </div>
    `;
  }

  #undo(): void {
    const { language, history } = this.#store.state;
    const last = history.past.at(-1);
    if (!last) return;
    this.workbench.undo();
    this.said = translate(language, 'undo.done', { what: translate(language, `undo.${last.label}`) });
  }

  #redo(): void {
    const { language, history } = this.#store.state;
    const [next] = history.future;
    if (!next) return;
    this.workbench.redo();
    this.said = translate(language, 'undo.redone', { what: translate(language, `undo.${next.label}`) });
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isEditing(event) || this.#store.state.run) return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) this.#undo();
    else if (key === 'y' || (key === 'z' && event.shiftKey)) this.#redo();
    else return;
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-undo-bar': UndoBar;
  }
}
