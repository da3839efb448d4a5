// The first screen: what to drop, what is needed, what comes out, and that nothing leaves the machine.

import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { translate, type Key } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import './file_button.ts';

@customElement('loyalane-start-view')
export class StartView extends LitElement {
  static override styles = [
    controls,
    css`
      .drop {
        display: grid;
        justify-items: center;
        gap: var(--care-space-3);
        padding: clamp(24px, 6vw, 56px) var(--care-space-3);
        border: 2px dashed var(--care-line-strong);
        border-radius: 12px;
        background: var(--care-surface);
        text-align: center;
      }
      .drop h1 {
        font-size: clamp(18px, 2.4vw, 24px);
      }
      .arrow {
        width: 40px;
        height: 40px;
        color: var(--care-accent);
      }
      .drop p {
        max-width: 64ch;
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
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
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language } = this.#store.state;
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
        <section class="drop">
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
          <h1>${t('start.title')}</h1>
          <loyalane-file-button
            .label=${t('start.choose')}
            .primary=${true}
            @files=${(event: CustomEvent<readonly File[]>) => this.workbench.addFiles(event.detail)}
          ></loyalane-file-button>
          <p class="muted">${t('start.hint')}</p>
          <p class="small muted">${t('app.privacyLong')}</p>
        </section>
        <div class="columns">
          ${list('start.needTitle', ['start.needCustomer', 'start.needDate', 'start.needAmount'])}
          ${list('start.moreTitle', ['start.moreCustomers', 'start.moreSurvey', 'start.moreShare'])}
          ${list('start.getTitle', ['start.getTypes', 'start.getReasons', 'start.getTable'])}
        </div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-start-view': StartView;
  }
}
