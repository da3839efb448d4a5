// The page's frame: header, steps, messages, and the screen of the current step.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { kLanguages, languageNames, languageTags, translate } from '../i18n/translate.ts';
import { kSteps, type State, type Step } from '../state/state.ts';
import { StoreController } from '../state/store.ts';
import type { Workbench } from '../state/workbench.ts';
import { controls } from '../ui/controls.ts';
import './message_area.ts';
import '../features/export/export_bar.ts';
import '../features/import/drop_target.ts';
import '../features/import/mapping_view.ts';
import '../features/import/run_view.ts';
import '../features/import/start_view.ts';
import '../features/issues/issue_list.ts';
import '../features/segment/segment_view.ts';

const isOpen = (step: Step, { sources, run }: State): boolean =>
  run === null && (step !== 'mapping' || sources.length > 0);

@customElement('loyalane-app')
export class LoyalaneApp extends LitElement {
  static override styles = [
    controls,
    css`
      .skip {
        position: absolute;
        left: -999px;
      }
      .skip:focus {
        left: var(--care-space-2);
        top: var(--care-space-2);
        z-index: 20;
        padding: var(--care-space-2);
        background: var(--care-surface);
      }
      header {
        background: var(--care-surface);
        border-bottom: 1px solid var(--care-line);
      }
      .inner {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-2) var(--care-space-4);
        max-width: 1280px;
        margin: 0 auto;
        padding: var(--care-space-2) var(--care-space-4);
      }
      .brand {
        font-size: var(--care-font-size-large);
        font-weight: 700;
        white-space: nowrap;
      }
      .privacy {
        display: inline-flex;
        align-items: center;
        gap: var(--care-space-1);
        color: var(--care-success);
        font-size: var(--care-font-size-small);
      }
      .privacy svg {
        width: 14px;
        height: 14px;
      }
      .languages {
        display: flex;
        margin-left: auto;
      }
      .languages button {
        padding: 0 var(--care-space-2);
        border-radius: 0;
      }
      .languages button:first-child {
        border-radius: var(--care-radius) 0 0 var(--care-radius);
      }
      .languages button:last-child {
        border-radius: 0 var(--care-radius) var(--care-radius) 0;
        border-left: 0;
      }
      .languages button[aria-pressed='true'] {
        background: var(--care-surface-hover);
        border-color: var(--care-line-strong);
        color: var(--care-accent);
        font-weight: 600;
      }
      nav ol {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-1);
      }
      nav button {
        border-color: transparent;
        background: transparent;
        padding: 0 var(--care-space-2);
      }
      nav button:disabled {
        background: transparent;
        border-color: transparent;
      }
      nav button[aria-current='step'] {
        color: var(--care-accent);
        font-weight: 600;
        border-radius: var(--care-radius) var(--care-radius) 0 0;
        box-shadow: inset 0 -2px 0 var(--care-accent);
      }
      main {
        max-width: 1280px;
        margin: 0 auto;
        padding: var(--care-space-3) var(--care-space-4) var(--care-space-5);
      }
      main:focus {
        outline: none;
      }
      .heading {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: var(--care-space-2);
        padding: var(--care-space-5) var(--care-space-3);
        text-align: center;
      }
      @media (max-width: 520px) {
        .inner,
        main {
          padding-left: var(--care-space-3);
          padding-right: var(--care-space-3);
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  #shownStep: Step = 'import';

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { language, step } = this.#store.state;
    document.documentElement.lang = languageTags[language];
    document.title = translate(language, 'app.title');
    if (step !== this.#shownStep) {
      this.#shownStep = step;
      window.scrollTo(0, 0);
      this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
    }
  }

  override render(): TemplateResult {
    const { state } = this.#store;
    const { language } = state;
    return html`
      <a class="skip" href="#main" @click=${(event: Event) => this.#skip(event)}>${translate(language, 'app.skip')}</a>
      <header>
        <div class="inner">
          <span class="brand">${translate(language, 'app.title')}</span>
          <nav aria-label=${translate(language, 'app.steps')}>
            <ol>
              ${kSteps.map((step) => this.#step(step, state))}
            </ol>
          </nav>
          <span class="privacy" title=${translate(language, 'app.privacyLong')}>
            <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
              <rect x="3" y="7" width="10" height="7" rx="1.5" />
              <path d="M5 7V5a3 3 0 0 1 6 0v2" />
            </svg>
            ${translate(language, 'app.privacy')}
          </span>
          <div class="languages" role="group" aria-label=${translate(language, 'app.language')}>
            ${kLanguages.map(
              (one) => html`
                <button
                  type="button"
                  lang=${languageTags[one]}
                  aria-pressed=${one === language}
                  @click=${() => this.workbench.setLanguage(one)}
                >
                  ${languageNames[one]}
                </button>
              `,
            )}
          </div>
        </div>
      </header>
      <main id="main" tabindex="-1">
        <loyalane-message-area .workbench=${this.workbench}></loyalane-message-area>
        ${this.#screen(state)}
      </main>
      <loyalane-drop-target .workbench=${this.workbench}></loyalane-drop-target>
    `;
  }

  #step(step: Step, state: State): TemplateResult {
    return html`
      <li>
        <button
          type="button"
          data-step=${step}
          aria-current=${state.step === step ? 'step' : nothing}
          ?disabled=${!isOpen(step, state)}
          @click=${() => this.workbench.go(step)}
        >
          ${translate(state.language, `step.${step}`)}
        </button>
      </li>
    `;
  }

  #screen(state: State): TemplateResult {
    const { workbench } = this;
    if (state.run) return html`<loyalane-run-view .workbench=${workbench}></loyalane-run-view>`;
    switch (state.step) {
      case 'import':
        return html`<loyalane-start-view .workbench=${workbench}></loyalane-start-view>`;
      case 'mapping':
        return html`<loyalane-mapping-view .workbench=${workbench}></loyalane-mapping-view>`;
      case 'segment':
        return this.#results(state);
    }
  }

  #results({ language, result }: State): TemplateResult {
    const { workbench } = this;
    if (!result) {
      return html`
        <section class="card empty">
          <h1>${translate(language, 'segment.empty')}</h1>
          <p class="muted">${translate(language, 'segment.emptyHint')}</p>
          <button class="primary" type="button" @click=${() => workbench.go('import')}>
            ${translate(language, 'segment.goImport')}
          </button>
        </section>
      `;
    }
    const { window: span } = result.report;
    return html`
      <div class="stack">
        <div class="heading">
          <div>
            <h1>${translate(language, 'segment.title')}</h1>
            ${span.from !== null && span.to !== null ? html`<p class="muted">${translate(language, 'segment.window', { from: span.from, to: span.to })}</p>` : nothing}
          </div>
          <loyalane-export-bar .workbench=${workbench}></loyalane-export-bar>
        </div>
        <loyalane-segment-view .workbench=${workbench}></loyalane-segment-view>
        <loyalane-issue-list .workbench=${workbench}></loyalane-issue-list>
      </div>
    `;
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-app': LoyalaneApp;
  }
}
