// The page's frame: header, steps, messages, and the screen of the current step.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { kLanguages, languageNames, languageTags, translate, type Language } from '../i18n/translate.ts';
import { kSteps, kThemes, type State, type Step, type Theme } from '../state/state.ts';
import { StoreController } from '../state/store.ts';
import type { Workbench } from '../state/workbench.ts';
import { controls } from '../ui/controls.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { setWords } from '../ui/words.ts';
import './message_area.ts';
import type { ResultsScreen } from './results_screen.ts';
import './results_screen.ts';
import './stale_bar.ts';
import './undo_bar.ts';
import '../features/card/customer_card.ts';
import '../features/club/club_file.ts';
import '../features/club/club_view.ts';
import '../features/definitions/definitions_drawer.ts';
import '../features/export/export_view.ts';
import '../features/import/drop_target.ts';
import '../features/import/mapping_view.ts';
import '../features/import/run_view.ts';
import '../features/import/start_view.ts';
import '../features/settings/money_help.ts';
import '../ui/segmented.ts';

const isOpen = (step: Step, { sources, run, result }: State): boolean =>
  run === null && (step !== 'mapping' || sources.length > 0) && (step !== 'export' || result !== null);

const kThemeIcons: Readonly<Record<Theme, IconName>> = { auto: 'auto', light: 'sun', dark: 'moon' };

/** Steps that show a result, so that it has to be said when it is from before. */
const kResultSteps: readonly Step[] = ['segment', 'club', 'export'];

interface Place {
  readonly tag: string;
  readonly top: number;
}

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
        gap: var(--care-space-2) var(--care-space-3);
        max-width: 1440px;
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
      .tools {
        display: flex;
        align-items: center;
        gap: var(--care-space-2);
        margin-left: auto;
      }
      .languages {
        display: flex;
      }
      .banner {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: var(--care-space-2);
        padding: var(--care-space-1) var(--care-space-3);
        background: var(--care-surface-warning);
        color: var(--care-warning);
        font-size: var(--care-font-size-small);
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
      @media (max-width: 1360px) {
        nav button {
          padding: 0 6px;
        }
        .tools {
          gap: var(--care-space-1);
        }
      }
      main {
        max-width: 1440px;
        margin: 0 auto;
        padding: var(--care-space-3) var(--care-space-4) var(--care-space-5);
      }
      main:focus {
        outline: none;
      }
      /* On a phone two rows: what this is, undo and language; the steps and the theme. Names stay for screen readers. */
      @media (max-width: 640px) {
        .brand .what,
        .privacy .words {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
          white-space: nowrap;
        }
        .inner {
          gap: var(--care-space-1) var(--care-space-2);
        }
        .tools {
          display: contents;
        }
        loyalane-undo-bar {
          margin-left: auto;
        }
        nav {
          order: 1;
          flex: 1 1 0;
        }
        nav ol {
          gap: 0;
        }
        nav button {
          padding: 0 6px;
        }
        loyalane-segmented {
          order: 2;
        }
      }
      @media print {
        header,
        .banner {
          display: none;
        }
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
  /** What the charts looked like, and of which figures. */
  @state() private pictures: { readonly shown: State['shown']; readonly pictures: readonly Blob[] } | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  #shownStep: Step = 'import';
  #wordsOf: Language | null = null;
  /** Where the user was on the results when they began to be computed anew. */
  #place: Place | null = null;
  #wasRunning = false;

  /** Pictures of the charts are taken as the user leaves them for the export, while they are still there. */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { step, shown, run, result } = this.#store.state;
    if (run && !this.#wasRunning) this.#place = step === 'segment' && result ? this.#placeOnResults() : null;
    this.#wasRunning = run !== null;
    if (step !== 'export' || this.#shownStep !== 'segment' || !shown) return;
    const results = this.renderRoot.querySelector('loyalane-results-screen');
    void results?.pictures().then((pictures) => (this.pictures = { shown, pictures }));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { language, theme, step } = this.#store.state;
    document.documentElement.lang = languageTags[language];
    document.title = translate(language, 'app.title');
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    if (language !== this.#wordsOf) {
      this.#wordsOf = language;
      setWords(language, (word) => translate(language, `shell.${word}`));
    }
    if (step !== this.#shownStep) {
      this.#shownStep = step;
      window.scrollTo(0, 0);
      this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
    }
    this.#returnToPlace();
  }

  get #results(): ResultsScreen | null {
    return this.renderRoot.querySelector('loyalane-results-screen');
  }

  #parts(): readonly HTMLElement[] {
    return [...(this.#results?.renderRoot.querySelectorAll<HTMLElement>('.stack > *') ?? [])];
  }

  /** The part of the results in the middle of the window, and how far its top is from the window's. */
  #placeOnResults(): Place | null {
    const middle = window.innerHeight / 2;
    const parts = this.#parts();
    const index = parts.findIndex((part) => part.getBoundingClientRect().bottom > middle);
    const part = parts[index];
    return part && window.scrollY > 0 ? { tag: part.localName, top: part.getBoundingClientRect().top } : null;
  }

  /** Once the new results are there, they stand where the old ones stood. */
  #returnToPlace(): void {
    const place = this.#place;
    const { run, step, shown, result } = this.#store.state;
    if (!place || run || !result || shown?.generation !== result.generation) return;
    this.#place = null;
    if (step !== 'segment') return;
    const back = (): void => {
      const part = this.#parts().find(({ localName }) => localName === place.tag);
      if (part) window.scrollBy(0, part.getBoundingClientRect().top - place.top);
    };
    void this.#results?.whole.then(() => requestAnimationFrame(back));
  }

  override render(): TemplateResult {
    const { state } = this.#store;
    const { language } = state;
    return html`
      <a class="skip" href="#main" @click=${(event: Event) => this.#skip(event)}>${translate(language, 'app.skip')}</a>
      <header>
        <div class="inner">
          <span class="brand">Loyalane <span class="what">${translate(language, 'app.what')}</span></span>
          <nav aria-label=${translate(language, 'app.steps')}>
            <ol>
              ${kSteps.map((step) => this.#step(step, state))}
            </ol>
          </nav>
          <span class="privacy" title=${translate(language, 'app.privacyLong')}>
            ${icon('lock')} <span class="words">${translate(language, 'app.privacy')}</span>
          </span>
          <div class="tools">
            <loyalane-undo-bar .workbench=${this.workbench}></loyalane-undo-bar>
            <loyalane-segmented
              compact
              .label=${translate(language, 'theme.label')}
              .value=${state.theme}
              .options=${kThemes.map((id) => ({ id, label: translate(language, `theme.${id}`), icon: kThemeIcons[id] }))}
              @choose=${(event: CustomEvent<Theme>) => this.workbench.setTheme(event.detail)}
            ></loyalane-segmented>
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
        </div>
      </header>
      ${
        state.result?.isSample && state.step !== 'import'
          ? html`<p class="banner">
              ${translate(language, 'results.sample')}
              <button class="quiet" type="button" @click=${() => this.workbench.go('import')}>
                ${translate(language, 'results.ownFiles')}
              </button>
            </p>`
          : nothing
      }
      <main
        id="main"
        tabindex="-1"
        @loyalane-define=${(event: CustomEvent<string>) => this.workbench.define(event.detail)}
      >
        <loyalane-message-area .workbench=${this.workbench}></loyalane-message-area>
        <loyalane-club-file .workbench=${this.workbench}></loyalane-club-file>
        <loyalane-money-help .workbench=${this.workbench}></loyalane-money-help>
        ${state.run || !kResultSteps.includes(state.step) ? nothing : html`<loyalane-stale-bar .workbench=${this.workbench}></loyalane-stale-bar>`}
        ${this.#screen(state)}
        <loyalane-customer-card .workbench=${this.workbench}></loyalane-customer-card>
      </main>
      <loyalane-definitions-drawer .workbench=${this.workbench}></loyalane-definitions-drawer>
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
        return html`<loyalane-results-screen .workbench=${workbench}></loyalane-results-screen>`;
      case 'club':
        return html`<loyalane-club-view .workbench=${workbench}></loyalane-club-view>`;
      case 'export':
        return html`<loyalane-export-view
          .workbench=${workbench}
          .pictures=${this.pictures?.shown === state.shown ? this.pictures.pictures : []}
        ></loyalane-export-view>`;
    }
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
