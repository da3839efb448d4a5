// Work of an earlier visit: which files it needs again. Only names and decisions were kept, so the files have to be given once more.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatBytes } from '../../i18n/format.ts';
import { languageTags, translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import './file_button.ts';

/** "2026-10-31T08:05:00Z" as the reader's own date and time. */
const savedAtText = (language: Language, savedAt: string): string =>
  new Intl.DateTimeFormat(languageTags[language], { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(savedAt),
  );

@customElement('loyalane-recovery-card')
export class RecoveryCard extends LitElement {
  static override styles = [
    controls,
    css`
      .card {
        border-left: 4px solid var(--care-accent);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { language, recovery } = this.#store.state;
    if (!recovery) return nothing;
    return html`
      <section class="card stack" aria-labelledby="recovery">
        <div>
          <h2 id="recovery">
            ${translate(language, 'import.recoveryTitle', { at: savedAtText(language, recovery.savedAt) })}
          </h2>
          <p>${translate(language, 'import.recoveryHow')}</p>
        </div>
        <ul>
          ${recovery.files.map(
            ({ name, size }) =>
              html`<li><strong>${name}</strong><span class="muted">${formatBytes(language, size)}</span></li>`,
          )}
        </ul>
        <div class="row">
          <loyalane-file-button
            .label=${translate(language, 'import.recoveryGive')}
            .primary=${true}
            @files=${(event: CustomEvent<readonly File[]>) => void this.workbench.addFiles(event.detail)}
          ></loyalane-file-button>
          <button type="button" data-action="forget" @click=${() => this.workbench.forgetRecovery()}>
            ${translate(language, 'import.recoveryForget')}
          </button>
        </div>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-recovery-card': RecoveryCard;
  }
}
