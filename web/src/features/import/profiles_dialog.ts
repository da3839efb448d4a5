// The reading profiles that are remembered: renamed, forgotten, taken to another computer as a file. Fires `close`.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { translateCount } from '../../i18n/plural.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import type { KeptProfile, State } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { saveFile } from '../../ui/save_file.ts';

@customElement('loyalane-profiles-dialog')
export class ProfilesDialog extends LitElement {
  static override styles = [
    controls,
    css`
      ul {
        display: grid;
        gap: var(--care-space-2);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 140px) auto;
        align-items: center;
        gap: var(--care-space-2);
      }
      input {
        width: 100%;
      }
      .told {
        min-height: 20px;
      }
      @media (max-width: 520px) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        li .kind {
          grid-row: 2;
          grid-column: 1 / -1;
          margin-top: -6px;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ type: Boolean }) open = false;
  @state() private told = '';
  readonly #store = new StoreController(this, () => this.workbench.store);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) this.told = '';
  }

  override render(): TemplateResult {
    const { state } = this.#store;
    const { language, profiles, keeping } = state;
    return html`
      <loyalane-dialog
        .open=${this.open}
        .heading=${translate(language, 'import.profilesTitle')}
        @close=${(event: Event) => this.#closed(event)}
      >
        <div class="stack">
          <div>
            <p>${translate(language, 'import.profilesWhat')}</p>
            <p class="small muted">
              ${translate(language, keeping === 'on' ? 'import.profilesKeptOn' : 'import.profilesKeptOff')}
            </p>
          </div>
          ${
            profiles.length === 0
              ? html`<p class="muted">${translate(language, 'import.profilesNone')}</p>`
              : html`<ul aria-label=${translate(language, 'import.profiles')}>
                  ${repeat(
                    profiles,
                    ({ signature }) => signature,
                    (profile) => this.#profile(state, profile),
                  )}
                </ul>`
          }
          <p class="told small success" role="status">${this.told}</p>
        </div>
        <button slot="footer" type="button" data-action="import-profiles" @click=${() => this.#input?.click()}>
          ${translate(language, 'import.profilesImport')}
        </button>
        <button
          slot="footer"
          type="button"
          data-action="export-profiles"
          ?disabled=${profiles.length === 0}
          @click=${() => saveFile(this.workbench.exportProfiles(), translate(language, 'import.profilesFile'))}
        >
          ${translate(language, 'import.profilesExport')}
        </button>
      </loyalane-dialog>
      ${
        this.open
          ? html`<input
              type="file"
              hidden
              accept=".json,application/json"
              aria-label=${translate(language, 'import.profilesImport')}
              @change=${() => void this.#take(language)}
            />`
          : nothing
      }
    `;
  }

  #profile({ language, catalogue }: State, { name, signature, mapping }: KeptProfile): TemplateResult {
    const dataset = catalogue?.datasets.find(({ id }) => id === mapping.dataset);
    return html`
      <li data-profile=${signature}>
        <input
          type="text"
          maxlength="60"
          aria-label=${translate(language, 'import.profilesNameOf', { name })}
          .value=${name}
          @change=${(event: Event) => this.#rename(signature, name, event.target as HTMLInputElement)}
        />
        <span class="kind small muted">${dataset ? pick(language, dataset) : nothing}</span>
        <button
          class="quiet"
          type="button"
          aria-label=${translate(language, 'import.profilesForgetOf', { name })}
          @click=${() => this.#forget(signature, name)}
        >
          ${translate(language, 'import.profilesForget')}
        </button>
      </li>
    `;
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input[type=file]');
  }

  #rename(signature: string, before: string, input: HTMLInputElement): void {
    const name = input.value.trim();
    if (name === '' || name === before) {
      input.value = before;
      return;
    }
    this.workbench.renameProfile(signature, name);
    this.told = translate(this.#store.state.language, 'import.profilesRenamed', { name });
  }

  #forget(signature: string, name: string): void {
    this.workbench.forgetProfile(signature);
    this.told = translate(this.#store.state.language, 'import.profilesForgotten', { name });
    // The button is gone: what is left in the list takes the focus.
    void this.updateComplete.then(() => {
      const next = this.renderRoot.querySelector<HTMLElement>('li input, [data-action=import-profiles]');
      next?.focus();
    });
  }

  async #take(language: Language): Promise<void> {
    const input = this.#input;
    const file = input?.files?.[0];
    if (!input || !file) return;
    input.value = '';
    const before = this.#store.state.messages.length;
    await this.workbench.importProfiles(file);
    const { profilesTaken, messages } = this.#store.state;
    // What went wrong stands in the messages.
    if (profilesTaken !== null && messages.length === before) {
      this.told = translateCount(language, 'import.profilesTaken', profilesTaken);
    }
  }

  #closed(event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-profiles-dialog': ProfilesDialog;
  }
}
