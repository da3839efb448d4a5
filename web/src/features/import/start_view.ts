// The first screen: what to drop or paste, companies to try it with, work to go on with, and why nothing leaves the machine.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { translate, type Key } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import './datasets_panel.ts';
import './file_button.ts';
import './machine_card.ts';
import './paste_dialog.ts';
import './privacy_note.ts';
import './recovery_card.ts';
import './sample_cards.ts';
import { takenNote } from './taken_note.ts';
import './unpack_progress.ts';

@customElement('loyalane-start-view')
export class StartView extends LitElement {
  static override styles = [
    controls,
    css`
      .drop {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--care-space-3);
        min-height: min(56vh, 460px);
        padding: var(--care-space-4) var(--care-space-3);
        border: 2px dashed var(--care-line-strong);
        border-radius: var(--care-radius-large, 12px);
        background: var(--care-surface);
        text-align: center;
      }
      .drop h1 {
        font-size: clamp(20px, 3vw, 28px);
        text-wrap: balance;
      }
      .arrow {
        width: 48px;
        height: 48px;
        color: var(--care-accent);
      }
      .drop p {
        max-width: 64ch;
        text-wrap: balance;
      }
      .ways {
        justify-content: center;
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
        gap: var(--care-space-3);
      }
      .columns li {
        padding-left: var(--care-space-3);
        position: relative;
      }
      .columns li::before {
        content: '';
        position: absolute;
        left: 2px;
        top: 0.6em;
        width: 5px;
        height: 5px;
        border-radius: 50%;
        background: var(--care-accent);
      }
      .columns h2 {
        margin-bottom: var(--care-space-2);
        font-size: var(--care-font-size);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private isPasting = false;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language, recovery } = this.#store.state;
    const t = (key: Key): string => translate(language, key as 'app.title');
    const list = (title: Key, items: readonly Key[]): TemplateResult => html`
      <section class="card">
        <h2>${t(title)}</h2>
        <ul>
          ${items.map((item) => html`<li>${t(item)}</li>`)}
        </ul>
      </section>
    `;
    return html`
      <div class="stack">
        ${recovery ? html`<loyalane-recovery-card .workbench=${this.workbench}></loyalane-recovery-card>` : nothing}
        <loyalane-unpack-progress .workbench=${this.workbench}></loyalane-unpack-progress>
        ${takenNote(this.#store.state)}
        <section class="drop" aria-labelledby="drop">
          <svg
            class="arrow"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            aria-hidden="true"
          >
            <path d="M12 3v12m0 0-5-5m5 5 5-5M4 17v3h16v-3" />
          </svg>
          <h1 id="drop" tabindex="-1">${t('start.title')}</h1>
          <div class="row ways">
            <loyalane-file-button
              .label=${t('start.choose')}
              .primary=${true}
              @files=${(event: CustomEvent<readonly File[]>) => void this.workbench.addFiles(event.detail)}
            ></loyalane-file-button>
            <button type="button" data-action="paste" @click=${() => (this.isPasting = true)}>
              ${t('import.paste')}
            </button>
          </div>
          <p><strong>${t('import.needShort')}</strong></p>
          <p class="muted">${t('import.formats')}<br />${t('import.encodings')}</p>
          <loyalane-privacy-note .language=${language}></loyalane-privacy-note>
        </section>
        <loyalane-sample-cards .workbench=${this.workbench}></loyalane-sample-cards>
        <div class="columns">
          ${list('start.needTitle', ['start.needCustomer', 'start.needDate', 'start.needAmount'])}
          ${list('start.moreTitle', ['start.moreCustomers', 'start.moreSurvey', 'start.moreShare'])}
          ${list('start.getTitle', ['start.getTypes', 'start.getReasons', 'start.getTable'])}
        </div>
        <loyalane-datasets-panel .workbench=${this.workbench} .isGuide=${true}></loyalane-datasets-panel>
        <loyalane-machine-card .workbench=${this.workbench}></loyalane-machine-card>
      </div>
      <loyalane-paste-dialog
        .language=${language}
        .open=${this.isPasting}
        @close=${() => (this.isPasting = false)}
        @text=${(event: CustomEvent<string>) => this.#pasted(event.detail)}
      ></loyalane-paste-dialog>
    `;
  }

  #pasted(text: string): void {
    this.isPasting = false;
    void this.workbench.paste(text);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-start-view': StartView;
  }
}
