// The form of the settings. It edits the draft; what the draft would change stands beside it before anything is applied.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SegmentSummary, Settings } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translate, type Key, type Language } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import { readTheSame } from '../../state/sources.ts';
import type { Draft, Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/problem_card.ts';
import { isSame } from './same.ts';
import { effectFigures, type EffectFigures } from './effect_words.ts';
import { curvesSection } from './form_curves.ts';
import { fieldStyles, type Form } from './form_fields.ts';
import { modelSection, modelStyles, stabilitySection, thresholdsSection, weightsSection } from './form_model.ts';
import { moneySection, moneyStyles } from './form_money.ts';
import { faultyPlaces, groupOf, kPlaces } from './form_places.ts';
import { abcSection, rfmSection, scopeSection } from './form_scope.ts';
import type { MatrixFigures } from './pairwise_matrix.ts';
import { kSettingsGroups, settingsSentences, type SettingsGroup } from './sentences.ts';
import { placeFor, withSetting } from './setting_paths.ts';
import './settings_effect.ts';

const kSections: Readonly<Record<SettingsGroup, (form: Form) => TemplateResult>> = {
  thresholds: thresholdsSection,
  weights: weightsSection,
  scope: scopeSection,
  money: moneySection,
  model: modelSection,
  stability: stabilitySection,
  curves: curvesSection,
  rfm: rfmSection,
  abc: abcSection,
};

@customElement('loyalane-settings-editor')
export class SettingsEditor extends LitElement {
  static override styles = [
    controls,
    fieldStyles,
    modelStyles,
    moneyStyles,
    css`
      .two {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(280px, 340px);
        gap: var(--care-space-4);
        align-items: start;
      }
      .sections {
        display: grid;
        gap: var(--care-space-2);
      }
      details.section {
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
        background: var(--care-surface);
      }
      details.section > summary {
        padding: var(--care-space-2) var(--care-space-3);
      }
      details.section > summary h3 {
        display: inline;
        margin-right: var(--care-space-2);
      }
      details.section[open] > summary {
        border-bottom: 1px solid var(--care-line);
      }
      details.section > .stack {
        padding: var(--care-space-3);
      }
      details.curve > summary {
        padding: var(--care-space-1) 0;
      }
      details.curve > loyalane-score-curve {
        padding: var(--care-space-2) 0 var(--care-space-3) var(--care-space-3);
      }
      aside {
        position: sticky;
        top: var(--care-space-2);
      }
      .bar {
        position: sticky;
        bottom: 0;
        z-index: var(--care-layer-sticky, 10);
        margin: 0 calc(-1 * var(--care-space-3)) calc(-1 * var(--care-space-3));
        padding: var(--care-space-2) var(--care-space-3);
        border-top: 1px solid var(--care-line);
        border-radius: 0 0 var(--care-radius) var(--care-radius);
        background: var(--care-surface);
      }
      .bar .status {
        flex: 1 1 220px;
        min-height: 24px;
      }
      @media (max-width: 640px) {
        .bar {
          gap: var(--care-space-1);
        }
        .bar .status {
          flex-basis: 100%;
        }
        .bar button {
          padding: 0 var(--care-space-2);
        }
      }
      @media (max-width: 960px) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
        aside {
          position: static;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  /** Sections that the user opened or closed. */
  @state() private sectionsOpen: ReadonlyMap<SettingsGroup, boolean> = new Map([['thresholds', true]]);
  /** What was typed and is not (yet) the setting: by path. */
  @state() private typed: ReadonlyMap<string, string> = new Map();
  /** The last effect that the engine told, so that nothing flickers while the next one is computed. */
  #effect: { readonly summary: SegmentSummary; readonly figures: EffectFigures } | null = null;
  #settingsSeen: Settings | null = null;

  protected override willUpdate(): void {
    const { draft, shown } = this.#store.state;
    if (!draft) this.#effect = null;
    else if (draft.effect && 'value' in draft.effect && shown) {
      const { value } = draft.effect;
      this.#effect = { summary: value.summary, figures: effectFigures(shown.value.summary, value) };
    }
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override updated(): void {
    // The rules changed under the form (a threshold was dragged, an edit undone): what the draft would change is another thing now.
    const { draft, document } = this.#store.state;
    const isOther = this.#settingsSeen !== null && this.#settingsSeen !== document.settings;
    this.#settingsSeen = document.settings;
    if (isOther && draft?.effect) this.workbench.setDraft({ ...draft.settings });
  }

  override render(): TemplateResult | typeof nothing {
    const { language, draft, document } = this.#store.state;
    if (!draft || !document.settings) return nothing;
    const form = this.#form(draft.settings);
    const problem = this.#engineProblem();
    const faults = this.#faults(draft.settings, problem);
    return html`
      <section class="card stack" aria-labelledby="title">
        <div>
          <h2 id="title" tabindex="-1">${translate(language, 'settings.editorTitle')}</h2>
          <p class="muted">${translate(language, 'settings.editorLead')}</p>
        </div>
        <div class="two">
          <div class="sections">${kSettingsGroups.map((group) => this.#section(group, form, faults))}</div>
          <aside>
            <loyalane-settings-effect
              .language=${language}
              .figures=${this.#effect?.figures ?? null}
              .notices=${this.#effect?.summary.notices ?? []}
              .reading=${this.#reading(draft.settings)}
              .isCurrent=${draft.effect !== null && 'value' in draft.effect && faults.length === 0}
            >
              ${problem && this.#placeOf(problem) === null ? this.#problemCard(problem) : nothing}
            </loyalane-settings-effect>
          </aside>
        </div>
        ${this.#bar(language, draft, faults.length > 0 || problem !== null)}
      </section>
    `;
  }

  #section(group: SettingsGroup, form: Form, faults: readonly string[]): TemplateResult {
    const { language, result } = this.#store.state;
    const { settings } = form;
    const isFaulty = faults.some((place) => groupOf(place) === group);
    const isOpen = this.sectionsOpen.get(group) ?? isFaulty;
    const sentence = settingsSentences(language, {
      settings,
      summary: this.#effect?.summary ?? null,
      report: result && this.#reading(settings) === 'no' ? result.report : null,
    }).find((one) => one.group === group);
    return html`
      <details
        class="section"
        data-section=${group}
        ?open=${isOpen}
        @toggle=${(event: Event) => {
          // Sections inside this one tell too.
          if (event.target !== event.currentTarget) return;
          const { open } = event.currentTarget as HTMLDetailsElement;
          if (open !== isOpen) this.sectionsOpen = new Map([...this.sectionsOpen, [group, open]]);
        }}
      >
        <summary>
          <h3>${translate(language, `settings.group.${group}`)}</h3>
          ${isFaulty ? html`<span class="danger">${icon('alert')}</span>` : nothing}
          <span class="small muted">${isOpen ? nothing : sentence?.text}</span>
        </summary>
        <div class="stack">${kSections[group](form)}</div>
      </details>
    `;
  }

  #form(settings: Settings): Form {
    const { language, result } = this.#store.state;
    return {
      language,
      settings,
      defaults: this.#store.state.defaults,
      window: result?.report.window ?? null,
      matrixFigures: { cv: this.#matrixFigures('cv'), ac: this.#matrixFigures('ac') },
      typed: this.typed,
      text: (key) => (translate as (language: Language, key: Key) => string)(language, key),
      set: (path, value) => {
        const { draft } = this.#store.state;
        if (draft) this.workbench.setDraft(withSetting(draft.settings, path, value));
      },
      replace: (next, paths) => {
        this.typed = new Map([...this.typed].filter(([path]) => !paths.includes(path)));
        this.workbench.setDraft(next);
      },
      type: (path, text) => {
        const typed = new Map(this.typed);
        if (text === null) typed.delete(path);
        else typed.set(path, text);
        this.typed = typed;
      },
      said: (place) => {
        const problem = this.#engineProblem();
        return problem && this.#placeOf(problem) === place ? this.#problemCard(problem) : nothing;
      },
      isSaid: (place) => {
        const problem = this.#engineProblem();
        return problem !== null && this.#placeOf(problem) === place;
      },
    };
  }

  #problemCard(problem: Problem): TemplateResult {
    const { language } = this.#store.state;
    const { id, place, sentence, remedy } = problemText(language, problem);
    return html`<loyalane-problem-card
      .problemId=${id}
      .place=${place}
      .sentence=${sentence}
      .remedy=${remedy}
      .remedyLabel=${translate(language, 'message.remedy')}
    ></loyalane-problem-card>`;
  }

  #bar(language: Language, draft: Draft, isFaulty: boolean): TemplateResult {
    const { document, result, run } = this.#store.state;
    const isUnchanged = isSame(draft.settings, document.settings);
    const isReading = this.#reading(draft.settings) !== 'no';
    const { defaults } = this.#store.state;
    return html`
      <div class="bar row">
        <p class="status" role="status" data-effect="line">
          ${this.#statusText(language, draft, isUnchanged, isFaulty)}
        </p>
        <button
          type="button"
          data-settings="reset"
          ?disabled=${defaults === null || isSame(draft.settings, defaults)}
          @click=${() => {
            this.typed = new Map();
            if (defaults) this.workbench.setDraft(defaults);
          }}
        >
          ${icon('reset')} ${translate(language, 'settings.reset')}
        </button>
        <button
          type="button"
          data-settings="discard"
          @click=${() => {
            this.typed = new Map();
            this.workbench.dropDraft();
          }}
        >
          ${translate(language, isUnchanged ? 'settings.close' : 'settings.discard')}
        </button>
        <button
          class="primary"
          type="button"
          data-settings="apply"
          ?disabled=${isUnchanged || isFaulty || run !== null || (result !== null && draft.effect === null)}
          @click=${() => {
            this.typed = new Map();
            this.workbench.applyDraft();
          }}
        >
          ${translate(language, isReading ? 'settings.applyReading' : 'settings.apply')}
        </button>
      </div>
    `;
  }

  #statusText(language: Language, draft: Draft, isUnchanged: boolean, isFaulty: boolean): string {
    const { result } = this.#store.state;
    if (isFaulty) return translate(language, 'settings.effectBlocked');
    if (isUnchanged) return translate(language, 'settings.effectNothing');
    if (!result) return translate(language, 'settings.effectNoData');
    if (this.#reading(draft.settings) === 'only') return translate(language, 'settings.effectReadingOnly');
    if (!this.#effect) return translate(language, 'settings.effectComputing');
    const customers = formatCount(language, this.#effect.summary.customers);
    const { moved } = this.#effect.figures;
    return moved > 0
      ? translate(language, 'settings.effectMoved', { moved: formatCount(language, moved), customers })
      : translate(language, 'settings.effectNone', { customers });
  }

  #matrixFigures(axis: 'cv' | 'ac'): MatrixFigures | null {
    const { shown } = this.#store.state;
    const weights = (this.#effect?.summary ?? shown?.value.summary)?.weights;
    if (!weights) return null;
    return axis === 'cv'
      ? { weights: weights.cv, lambdaMax: weights.lambdaMaxCv, ratio: weights.crCv }
      : { weights: weights.ac, lambdaMax: weights.lambdaMaxAc, ratio: weights.crAc };
  }

  #engineProblem(): Problem | null {
    const { draft, result } = this.#store.state;
    return draft?.effect && 'problem' in draft.effect && result ? draft.effect.problem : null;
  }

  /** The place of the form that a problem is about; null where it has none. */
  #placeOf(problem: Problem): string | null {
    const key = problem.from === 'engine' ? problem.error.params.key : undefined;
    return key === undefined ? null : placeFor(key, kPlaces);
  }

  #faults(settings: Settings, problem: Problem | null): readonly string[] {
    const place = problem && this.#placeOf(problem);
    const faults = faultyPlaces(settings, this.typed);
    return place === null ? faults : [...faults, place];
  }

  /** Whether the files must be read again for these settings; `only`: types, RFM and ABC are computed as now. */
  #reading(settings: Settings): 'no' | 'also' | 'only' {
    const { result, document } = this.#store.state;
    if (!result || readTheSame(result.document, { ...result.document, settings })) return 'no';
    const scoring = (of: Settings | null): unknown => of && [of.cvac, of.rfm, of.abc];
    return isSame(scoring(settings), scoring(document.settings)) ? 'only' : 'also';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-settings-editor': SettingsEditor;
  }
}
