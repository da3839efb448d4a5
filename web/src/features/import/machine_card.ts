// What stays on this machine between two visits, and how to remove it.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../../i18n/format.ts';
import { translate } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import './profiles_dialog.ts';

@customElement('loyalane-machine-card')
export class MachineCard extends LitElement {
  static override styles = [
    controls,
    css`
      .card {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-4);
      }
      .text {
        flex: 1 1 320px;
        min-width: 0;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--care-space-2);
        min-height: 32px;
        font-weight: 600;
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private isAsking = false;
  @state() private isCleared = false;
  @state() private isManaging = false;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language, keeping, profiles } = this.#store.state;
    return html`
      <section class="card" aria-labelledby="machine">
        <div class="text">
          <h2 id="machine" class="visually-hidden">${translate(language, 'import.machine')}</h2>
          ${
            keeping === 'unavailable'
              ? html`<p>${translate(language, 'import.keepUnavailable')}</p>`
              : html`
                  <label class="check">
                    <input
                      type="checkbox"
                      data-action="keep"
                      .checked=${keeping === 'on'}
                      @change=${(event: Event) => this.#keep((event.target as HTMLInputElement).checked)}
                    />
                    ${translate(language, 'import.keep')}
                  </label>
                `
          }
          <p class="small ${this.isCleared ? 'success' : 'muted'}" role="status">
            ${
              this.isCleared
                ? translate(language, 'import.cleared')
                : keeping === 'unavailable'
                  ? nothing
                  : translate(language, 'import.keepHint')
            }
          </p>
        </div>
        <button type="button" data-action="profiles" @click=${() => (this.isManaging = true)}>
          ${translate(language, 'import.profilesOpen', { count: formatCount(language, profiles.length) })}
        </button>
        <button type="button" data-action="clear" @click=${() => (this.isAsking = true)}>
          ${translate(language, 'import.clear')}
        </button>
      </section>
      <loyalane-dialog
        .open=${this.isAsking}
        size="small"
        .heading=${translate(language, 'import.clearTitle')}
        @close=${() => (this.isAsking = false)}
      >
        <p>${translate(language, 'import.clearWhat')}</p>
        <button slot="footer" type="button" data-first-focus @click=${() => (this.isAsking = false)}>
          ${translate(language, 'import.cancel')}
        </button>
        <button
          slot="footer"
          type="button"
          class="danger-button"
          data-action="clear-now"
          @click=${() => void this.#clear()}
        >
          ${translate(language, 'import.clearNow')}
        </button>
      </loyalane-dialog>
      <loyalane-profiles-dialog
        .workbench=${this.workbench}
        .open=${this.isManaging}
        @close=${() => (this.isManaging = false)}
      ></loyalane-profiles-dialog>
    `;
  }

  #keep(isOn: boolean): void {
    this.isCleared = false;
    this.workbench.setKeeping(isOn ? 'on' : 'off');
  }

  async #clear(): Promise<void> {
    this.isAsking = false;
    await this.workbench.clearMachine();
    this.isCleared = true;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-machine-card': MachineCard;
  }
}
