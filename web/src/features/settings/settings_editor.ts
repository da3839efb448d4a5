// The form of the settings. It edits the draft; what the draft would change stands beside it before anything is applied.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ScoreCurve, SegmentSummary, Settings, ThresholdMode, WeightMode } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatFixed, formatShare } from '../../i18n/format.ts';
import { pick, translate, type Key, type Language } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import { readTheSame } from '../../state/sources.ts';
import type { Draft, Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/info.ts';
import '../../ui/problem_card.ts';
import '../../ui/type_mark.ts';
import { choiceShareCurve } from './curve_shape.ts';
import { defaultsOf, isSame } from './defaults.ts';
import { effectFigures, signed, type Change, type EffectFigures } from './effect_words.ts';
import {
  cutsFault,
  kNumberFields,
  readNumber,
  readNumberList,
  settingOf,
  shownFigure,
  type NumberField,
} from './number_fields.ts';
import './pairwise_matrix.ts';
import type { MatrixFigures } from './pairwise_matrix.ts';
import './score_curve.ts';
import { attributeName, inSentence, kAxisAttributes, settingsSentences, type SettingsGroup } from './sentences.ts';
import { placeFor, settingAt, withSetting } from './setting_paths.ts';

const kModes: readonly ThresholdMode[] = ['fixed', 'parity', 'quantile', 'mean', 'two_class', 'manual'];
const kWeightModes: readonly WeightMode[] = ['ahp', 'equal', 'own'];
const kOccasions = ['ship_day', 'waybill', 'month'] as const;
const kScales = [0, 5, 10, 100] as const;
const kBins = [3, 4, 5] as const;
const kNameCharactersMax = 200;
/** Notice of the engine: judgements contradict each other (core/base/error_ids.def). */
const kJudgementsInconsistent = 'SEGMENT-303';

type CurveId =
  'monthly_contribution' | 'avg_spend' | 'purchase_cycle' | 'choice_share' | 'satisfaction' | 'tenure' | 'recency';
const kCurveIds: readonly CurveId[] = [
  'monthly_contribution',
  'avg_spend',
  'purchase_cycle',
  'choice_share',
  'satisfaction',
  'tenure',
  'recency',
];
const kLowerIsBetter: ReadonlySet<CurveId> = new Set(['purchase_cycle', 'recency']);

const kCutFields = [
  { path: 'rfm.recency_days', label: 'settings.recencyCuts', mayBeNegative: false },
  { path: 'rfm.frequency_count', label: 'settings.frequencyCuts', mayBeNegative: false },
  { path: 'rfm.monetary_yuan', label: 'settings.monetaryCuts', mayBeNegative: true },
] as const;

/** Places of the form that can show what the engine says about their setting. */
const kPlaces: readonly string[] = [
  ...Object.values(kNumberFields).map(({ path }) => path),
  ...kCurveIds.map((id) => `cvac.attributes.${id}`),
  ...kCutFields.map(({ path }) => path),
  'cvac.cv_weights',
  'cvac.ac_weights',
  'window',
  'as_of',
  'profile.our_carrier',
];

/** The section of the form that a place stands in. */
const groupOf = (place: string): SettingsGroup => {
  if (place.startsWith('cvac.thresholds')) return 'thresholds';
  if (place.endsWith('_weights')) return 'weights';
  if (place.startsWith('rfm')) return 'rfm';
  if (place.startsWith('abc')) return 'abc';
  if (place.startsWith('cvac.stability') || place === 'cvac.coverage_min' || place === 'cvac.new_below_months')
    return 'stability';
  if (
    ['carriers', 'cycle_days_if_unknown'].some((end) => place.endsWith(`.${end}`)) ||
    place === 'cvac.rival_attraction'
  )
    return 'model';
  return place.startsWith('cvac.attributes') ? 'curves' : 'scope';
};

const textIn = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

@customElement('loyalane-settings-editor')
export class SettingsEditor extends LitElement {
  static override styles = [
    controls,
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
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
        gap: var(--care-space-3);
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-bottom: var(--care-space-1);
        font-weight: 600;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-3);
      }
      .mode {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        column-gap: var(--care-space-2);
        align-items: baseline;
        padding: var(--care-space-1) 0;
        cursor: pointer;
      }
      .mode input {
        align-self: center;
      }
      .mode .hint {
        grid-column: 2;
      }
      .inputs {
        padding-left: var(--care-space-4);
      }
      .with-unit {
        display: flex;
        align-items: center;
        gap: var(--care-space-1);
        width: 100%;
      }
      .with-unit input {
        flex: 0 1 120px;
        min-width: 0;
      }
      .label {
        font-weight: 600;
      }
      aside {
        position: sticky;
        top: var(--care-space-2);
      }
      .effect {
        display: grid;
        gap: var(--care-space-2);
        background: var(--care-surface-sunken);
        box-shadow: none;
      }
      .effect .figures {
        min-height: 220px;
      }
      .effect.waiting td,
      .effect.waiting tbody th {
        color: var(--care-text-muted);
      }
      .effect table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      .effect caption {
        text-align: left;
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      .effect th,
      .effect td {
        padding: 3px var(--care-space-1);
        border-bottom: 1px solid var(--care-line);
        font-weight: 400;
        text-align: right;
      }
      .effect tbody th,
      .effect thead th:first-child {
        text-align: left;
      }
      .effect thead th {
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      .effect td.changed {
        font-weight: 600;
      }
      .moves td.stay {
        color: var(--care-text-muted);
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
      .note {
        color: var(--care-warning);
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
    const { language, draft, document, result } = this.#store.state;
    if (!draft || !document.settings) return nothing;
    const problem = draft.effect && 'problem' in draft.effect && result ? draft.effect.problem : null;
    return html`
      <section class="card stack" aria-labelledby="title">
        <div>
          <h2 id="title" tabindex="-1">${translate(language, 'settings.editorTitle')}</h2>
          <p class="muted">${translate(language, 'settings.editorLead')}</p>
        </div>
        <div class="two">
          <div class="sections">
            ${this.#section('thresholds', draft, this.#thresholds(language, draft.settings))}
            ${this.#section('weights', draft, this.#weights(language, draft.settings))}
            ${this.#section('scope', draft, this.#scope(language, draft.settings))}
            ${this.#section('model', draft, this.#model(language, draft.settings))}
            ${this.#section('stability', draft, this.#stability(language, draft.settings))}
            ${this.#section('curves', draft, this.#curves(language, draft.settings))}
            ${this.#section('rfm', draft, this.#rfm(language, draft.settings))}
            ${this.#section('abc', draft, this.#abc(language, draft.settings))}
          </div>
          <aside>${this.#effectCard(language, draft, problem)}</aside>
        </div>
        ${this.#bar(language, draft, problem)}
      </section>
    `;
  }

  // --- parts of the form ---

  #section(group: SettingsGroup, draft: Draft, content: TemplateResult): TemplateResult {
    const { language, result } = this.#store.state;
    const isFaulty = this.#faults(draft.settings).some((place) => groupOf(place) === group);
    const isOpen = this.sectionsOpen.get(group) ?? isFaulty;
    const sentence = settingsSentences(language, {
      settings: draft.settings,
      summary: this.#effect?.summary ?? null,
      report: result && !this.#isReading(draft.settings) ? result.report : null,
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
        <div class="stack">${content}</div>
      </details>
    `;
  }

  #thresholds(language: Language, settings: Settings): TemplateResult {
    const { mode } = settings.cvac.thresholds;
    const inputs: Partial<Record<ThresholdMode, TemplateResult>> = {
      quantile: html`${this.#number(kNumberFields.cvQuantile, settings)}
      ${this.#number(kNumberFields.acQuantile, settings)}`,
      manual: html`${this.#number(kNumberFields.cvManual, settings)} ${this.#number(kNumberFields.acManual, settings)}`,
    };
    return html`
      <fieldset>
        <legend>${translate(language, 'settings.mode')}${this.#info('thresholds', 'settings.mode')}</legend>
        ${kModes.map(
          (one) => html`
            <label class="mode">
              <input
                type="radio"
                name="mode"
                data-mode=${one}
                .checked=${one === mode}
                @change=${() => this.#set('cvac.thresholds.mode', one)}
              />
              <span>${translate(language, `mode.${one}`)}</span>
              <span class="hint">${translate(language, `settings.explain.${one}`)}</span>
            </label>
            ${one === mode && inputs[one] ? html`<div class="inputs fields">${inputs[one]}</div>` : nothing}
          `,
        )}
      </fieldset>
    `;
  }

  #weights(language: Language, settings: Settings): TemplateResult {
    return html`${this.#axisWeights(language, settings, 'cv')}${this.#axisWeights(language, settings, 'ac')}`;
  }

  #axisWeights(language: Language, settings: Settings, axis: 'cv' | 'ac'): TemplateResult {
    const path = `cvac.${axis}_weights` as const;
    const weights = settings.cvac[`${axis}_weights`];
    const axisName = translate(language, axis === 'cv' ? 'segment.axisCv' : 'segment.axisAc');
    const names = kAxisAttributes[axis].map((id) => attributeName(language, id));
    const even = formatShare(language, 1 / names.length);
    const parts: Record<WeightMode, () => TemplateResult> = {
      ahp: () =>
        html`<loyalane-pairwise-matrix
          data-matrix=${axis}
          .language=${language}
          .axis=${axisName}
          .names=${names}
          .judgements=${weights.judgements}
          .figures=${this.#matrixFigures(axis)}
          @change-judgements=${(event: CustomEvent<readonly number[]>) => this.#set(`${path}.judgements`, event.detail)}
        ></loyalane-pairwise-matrix>`,
      equal: () =>
        html`<p class="muted">
          ${translate(language, axis === 'cv' ? 'settings.equalWeights' : 'settings.equalWeightsAc', { share: even })}
        </p>`,
      own: () => this.#ownWeights(language, settings, path, names),
    };
    return html`
      <fieldset class="stack">
        <legend>
          ${translate(language, 'settings.weightsMode', { axis: inSentence(axisName) })}${this.#info('weights', 'settings.weight')}
        </legend>
        <div class="choices">
          ${kWeightModes.map(
            (mode) => html`
              <label class="check">
                <input
                  type="radio"
                  name=${`${axis}-weights`}
                  data-weights="${axis}-${mode}"
                  .checked=${weights.mode === mode}
                  @change=${() => this.#set(`${path}.mode`, mode)}
                />
                ${translate(language, `settings.weightMode.${mode}`)}
              </label>
            `,
          )}
        </div>
        ${parts[weights.mode]()} ${this.#said(path)}
      </fieldset>
    `;
  }

  #ownWeights(
    language: Language,
    settings: Settings,
    path: 'cvac.cv_weights' | 'cvac.ac_weights',
    names: readonly string[],
  ): TemplateResult {
    const own = settingAt(settings, `${path}.own`) as readonly number[];
    const sum = own.reduce((total, weight) => total + weight, 0);
    return html`
      <div class="fields">
        ${names.map((name, at) =>
          this.#numberInput({ path: `${path}.own.${at}`, min: 0, max: Infinity, step: 0.05 }, own[at] ?? 0, name),
        )}
      </div>
      ${
        sum > 0
          ? html`<p class="small muted">
              ${translate(language, 'settings.ownSum', { sum: formatFixed(language, sum, 3) })}
            </p>`
          : this.#isSaid(path)
            ? nothing
            : html`<p class="error">${icon('alert')} ${translate(language, 'settings.ownNone')}</p>`
      }
    `;
  }

  #scope(language: Language, settings: Settings): TemplateResult {
    const { window, as_of, profile } = settings;
    const kind = typeof window === 'object' ? 'days' : window;
    return html`
      <div class="fields">
        ${this.#choice('settings.window', 'window', ['last12', 'all', 'days'], kind, 'settings.window', (id) => {
          const { result } = this.#store.state;
          const span = result?.report.window;
          this.#set('window', id === 'days' ? { from: span?.from ?? '', to: span?.to ?? '' } : id);
        })}
        ${
          typeof window === 'object'
            ? html`${this.#day('settings.from', 'window.from', window.from, (from) => this.#set('window', { ...window, from }))}
              ${this.#day('settings.to', 'window.to', window.to, (to) => this.#set('window', { ...window, to }))}`
            : nothing
        }
        ${this.#day('settings.asOf', 'as_of', as_of ?? '', (day) => this.#set('as_of', day === '' ? null : day), 'settings.asOfHint')}
      </div>
      ${
        typeof window === 'object' && this.#windowFault(window)
          ? html`<p class="error">
              ${icon('alert')}
              ${translate(language, this.#windowFault(window) === 'order' ? 'settings.daysOrder' : 'settings.dayNeeded')}
            </p>`
          : nothing
      }
      ${this.#said('window')} ${this.#said('as_of')}
      <div class="fields">
        ${this.#choice('settings.occasion', 'avg_spend', kOccasions, profile.occasion, 'settings.occasion', (id) =>
          this.#set('profile.occasion', id),
        )}
        <label class="field">
          <span>
            ${translate(language, 'settings.ourCarrier')}${this.#info('choice_share', 'settings.ourCarrier')}
          </span>
          <input
            type="text"
            data-setting="profile.our_carrier"
            maxlength=${kNameCharactersMax}
            .value=${profile.our_carrier}
            @change=${(event: Event) => this.#set('profile.our_carrier', textIn(event).trim())}
          />
          <span class="hint">${translate(language, 'settings.ourCarrierHint')}</span>
        </label>
        <label class="field">
          <span>${translate(language, 'settings.scale')}${this.#info('satisfaction', 'settings.scale')}</span>
          <select
            data-setting="profile.satisfaction_scale"
            @change=${(event: Event) => this.#set('profile.satisfaction_scale', Number(textIn(event)))}
          >
            ${kScales.map(
              (top) =>
                html`<option value=${top} .selected=${top === profile.satisfaction_scale}>
                  ${
                    top === 0
                      ? translate(language, 'settings.scaleAuto')
                      : translate(language, 'settings.scaleTop', { top: String(top) })
                  }
                </option>`,
            )}
          </select>
        </label>
      </div>
      ${this.#said('profile.our_carrier')}
    `;
  }

  #model(language: Language, settings: Settings): TemplateResult {
    return html`
      <div class="fields">
        ${this.#number(kNumberFields.carriers, settings)} ${this.#number(kNumberFields.rivalAttraction, settings)}
        ${this.#number(kNumberFields.cycleIfUnknown, settings)}
      </div>
      <p class="small muted">
        ${settingsSentences(language, { settings, summary: null, report: null }).find(({ define }) => define === 'parity')?.text}
      </p>
    `;
  }

  #stability(language: Language, settings: Settings): TemplateResult {
    return html`
      <div class="fields">
        ${this.#number(kNumberFields.band, settings)} ${this.#number(kNumberFields.coverageMin, settings)}
        ${this.#number(kNumberFields.newBelowMonths, settings)}
      </div>
      <label class="check">
        <input
          type="checkbox"
          data-setting="cvac.stability.keeps_type"
          .checked=${settings.cvac.stability.keeps_type}
          @change=${(event: Event) => this.#set('cvac.stability.keeps_type', (event.target as HTMLInputElement).checked)}
        />
        <span>${translate(language, 'settings.keepsType')}${this.#info('hysteresis', 'settings.keepsType')}</span>
      </label>
    `;
  }

  #curves(language: Language, settings: Settings): TemplateResult {
    const { attributes } = settings.cvac;
    const initial = defaultsOf(this.#store.state)?.cvac.attributes ?? null;
    return html`
      <p class="muted">${translate(language, 'settings.curveLead')}</p>
      <div class="fields">
        ${this.#choice(
          'settings.cycleDirection',
          'purchase_cycle_days',
          ['shorter_is_better', 'longer_is_better'],
          attributes.cycle_direction,
          'settings.cycle',
          (id) => this.#set('cvac.attributes.cycle_direction', id),
        )}
      </div>
      ${kCurveIds.map((id) => {
        const path = `cvac.attributes.${id}`;
        const curve = attributes[id];
        const name = attributeName(language, id);
        return html`
          <details class="curve" data-curve=${id}>
            <summary>${translate(language, 'settings.curveOf', { name: inSentence(name) })}</summary>
            ${id === 'choice_share' ? this.#shareKind(language, attributes.carriers, curve) : nothing}
            ${
              curve
                ? html`<loyalane-score-curve
                    .language=${language}
                    .name=${name}
                    .unit=${translate(language, `settings.curveUnit.${id}`)}
                    .curve=${curve}
                    .better=${kLowerIsBetter.has(id) ? 'lower' : 'higher'}
                    .mirrored=${id === 'purchase_cycle' && attributes.cycle_direction === 'longer_is_better'}
                    .initial=${initial?.[id] ?? null}
                    @change-curve=${(event: CustomEvent<ScoreCurve>) => this.#set(path, event.detail)}
                  ></loyalane-score-curve>`
                : nothing
            }
            ${this.#said(path)}
          </details>
        `;
      })}
    `;
  }

  #shareKind(language: Language, carriers: number, curve: ScoreCurve | null): TemplateResult {
    const choose = (next: ScoreCurve | null): void => this.#set('cvac.attributes.choice_share', next);
    return html`
      <fieldset class="choices">
        <legend class="visually-hidden">${translate(language, 'settings.curveShareKind')}</legend>
        <label class="check">
          <input type="radio" name="share-curve" .checked=${curve === null} @change=${() => choose(null)} />
          ${translate(language, 'settings.curveFollows', { carriers: String(carriers) })}
        </label>
        <label class="check">
          <input
            type="radio"
            name="share-curve"
            .checked=${curve !== null}
            @change=${() => choose(curve ?? choiceShareCurve(carriers))}
          />
          ${translate(language, 'settings.curveOwn')}
        </label>
      </fieldset>
    `;
  }

  #rfm(language: Language, settings: Settings): TemplateResult {
    const { bins, cuts, frequency } = settings.rfm;
    return html`
      <div class="fields">
        <label class="field">
          <span>${translate(language, 'settings.bins')}${this.#info('rfm', 'settings.bins')}</span>
          <select data-setting="rfm.bins" @change=${(event: Event) => this.#setBins(settings, Number(textIn(event)))}>
            ${kBins.map(
              (count) =>
                html`<option value=${count} .selected=${count === bins}>
                  ${translate(language, 'settings.binsOf', { bins: String(count) })}
                </option>`,
            )}
          </select>
        </label>
        ${this.#choice('settings.cuts', 'rfm.cuts', ['quantile', 'fixed'], cuts, 'settings.cuts', (id) => this.#set('rfm.cuts', id))}
        ${this.#choice(
          'settings.frequency',
          'rfm.f',
          ['waybills', 'ship_days'],
          frequency,
          'settings.frequency',
          (id) => this.#set('rfm.frequency', id),
        )}
      </div>
      ${
        cuts === 'fixed'
          ? html`<p class="small muted">${translate(language, 'settings.cutsHint', { count: String(bins - 1) })}</p>
              <div class="fields">
                ${kCutFields.map(({ path, label, mayBeNegative }) => this.#cuts(language, settings, path, label, mayBeNegative))}
              </div>`
          : nothing
      }
    `;
  }

  #cuts(language: Language, settings: Settings, path: string, label: Key, mayBeNegative: boolean): TemplateResult {
    const { bins } = settings.rfm;
    const held = settingAt(settings, path) as readonly number[];
    const typed = this.typed.get(path);
    const fault = cutsFault(typed === undefined ? held : readNumberList(typed), bins, mayBeNegative);
    const count = String(bins - 1);
    return html`
      <div class="field">
        <label class="label" for=${path}>${this.#text(label)}</label>
        <input
          id=${path}
          type="text"
          inputmode="decimal"
          data-setting=${path}
          aria-invalid=${fault ? 'true' : nothing}
          aria-describedby=${fault ? `${path}-fault` : nothing}
          .value=${typed ?? held.join(', ')}
          @input=${(event: Event) => {
            const text = textIn(event);
            this.#type(path, text);
            const values = readNumberList(text);
            if (!cutsFault(values, bins, mayBeNegative)) this.#set(path, values);
          }}
          @change=${() => {
            if (!fault) this.#type(path, null);
          }}
        />
        <span class="error" id=${`${path}-fault`}>
          ${
            fault === 'count'
              ? translate(language, 'settings.cutsFault.count', { count })
              : fault
                ? translate(language, `settings.cutsFault.${fault}`)
                : nothing
          }
        </span>
        ${this.#said(path)}
      </div>
    `;
  }

  #abc(language: Language, settings: Settings): TemplateResult {
    const { a_percent, b_percent } = settings.abc;
    return html`
      <div class="fields">
        ${this.#number(kNumberFields.abcA, settings)} ${this.#number(kNumberFields.abcB, settings)}
        ${this.#number(kNumberFields.abcTop, settings)}
      </div>
      ${
        a_percent < b_percent
          ? nothing
          : html`<p class="error">${icon('alert')} ${translate(language, 'settings.abcOrder')}</p>`
      }
    `;
  }

  // --- fields ---

  #number(field: NumberField, settings: Settings): TemplateResult {
    const figure = shownFigure(field, settingAt(settings, field.path) as number);
    return this.#numberInput(field, figure, this.#text(field.label));
  }

  #numberInput(
    field: Pick<NumberField, 'path' | 'min' | 'max' | 'step' | 'isWhole' | 'scale' | 'hint' | 'unit' | 'define'>,
    figure: number,
    label: string,
  ): TemplateResult {
    const { language } = this.#store.state;
    const { path, min, max, step, hint, unit, define } = field;
    const typed = this.typed.get(path);
    const read = readNumber(typed ?? String(figure), field);
    const fault = 'fault' in read ? read.fault : null;
    return html`
      <div class="field">
        <span>
          <label class="label" for=${path}>${label}</label>${
            define ? html`<loyalane-info of=${define} .label=${label}></loyalane-info>` : nothing
          }
        </span>
        <span class="with-unit">
          <input
            id=${path}
            type="number"
            data-setting=${path}
            min=${min}
            max=${Number.isFinite(max) ? max : nothing}
            step=${step}
            aria-invalid=${fault ? 'true' : nothing}
            aria-describedby=${`${path}-hint`}
            .value=${typed ?? String(figure)}
            @input=${(event: Event) => {
              const text = textIn(event);
              this.#type(path, text);
              const now = readNumber(text, field);
              if ('value' in now) this.#set(path, settingOf(field as NumberField, now.value));
            }}
            @change=${() => {
              if (!fault) this.#type(path, null);
            }}
          />
          ${unit ? html`<span class="muted">${this.#text(unit)}</span>` : nothing}
        </span>
        <span class=${fault ? 'error' : 'hint'} id=${`${path}-hint`}>
          ${
            fault === 'range'
              ? translate(language, 'settings.fault.range', {
                  min: String(min),
                  max: Number.isFinite(max) ? String(max) : '∞',
                })
              : fault
                ? translate(language, `settings.fault.${fault}`)
                : hint
                  ? this.#text(hint)
                  : nothing
          }
        </span>
        ${this.#said(path)}
      </div>
    `;
  }

  /** A select of ids whose texts are `texts.<id>`. */
  #choice<Id extends string>(
    label: Key,
    define: string,
    ids: readonly Id[],
    chosen: Id,
    texts: 'settings.window' | 'settings.occasion' | 'settings.cycle' | 'settings.cuts' | 'settings.frequency',
    choose: (id: Id) => void,
  ): TemplateResult {
    const name = this.#text(label);
    return html`
      <label class="field">
        <span>${name}<loyalane-info of=${define} .label=${name}></loyalane-info></span>
        <select
          data-choice=${texts}
          @change=${(event: Event) => {
            const id = ids[(event.target as HTMLSelectElement).selectedIndex];
            if (id !== undefined) choose(id);
          }}
        >
          ${ids.map((id) => html`<option .selected=${id === chosen}>${this.#text(`${texts}.${id}` as Key)}</option>`)}
        </select>
      </label>
    `;
  }

  #day(label: Key, path: string, value: string, set: (day: string) => void, hint?: Key): TemplateResult {
    return html`
      <label class="field">
        <span>${this.#text(label)}${path === 'as_of' ? this.#info('as_of', label) : nothing}</span>
        <input type="date" data-setting=${path} .value=${value} @change=${(event: Event) => set(textIn(event))} />
        ${hint ? html`<span class="hint">${this.#text(hint)}</span>` : nothing}
      </label>
    `;
  }

  #info(of: string, label: Key): TemplateResult {
    return html`<loyalane-info of=${of} .label=${this.#text(label)}></loyalane-info>`;
  }

  /** What the engine says about the setting at a place of the form. */
  #said(place: string): TemplateResult | typeof nothing {
    const problem = this.#engineProblem();
    return problem && this.#isSaid(place) ? this.#problemCard(problem) : nothing;
  }

  #isSaid(place: string): boolean {
    const problem = this.#engineProblem();
    return problem !== null && this.#placeOf(problem) === place;
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

  // --- the effect ---

  #effectCard(language: Language, draft: Draft, problem: Problem | null): TemplateResult {
    const effect = this.#effect;
    const isReading = this.#isReading(draft.settings);
    const isOnlyReading = isReading && this.#isSameScoring(draft.settings);
    const isCurrent = draft.effect !== null && 'value' in draft.effect && this.#faults(draft.settings).length === 0;
    const isUnplaced = problem !== null && this.#placeOf(problem) === null;
    const note = isOnlyReading ? 'settings.effectReadingOnly' : isReading ? 'settings.effectReading' : null;
    return html`
      <section class="card effect ${isCurrent ? '' : 'waiting'}" aria-labelledby="effect">
        <h3 id="effect">${translate(language, 'settings.effect')}</h3>
        ${note ? html`<p class="note">${icon('warning')} ${translate(language, note)}</p>` : nothing}
        ${isUnplaced ? this.#problemCard(problem) : nothing} ${isCurrent ? this.#notices(language) : nothing}
        <div class="figures">
          ${
            effect && !isOnlyReading
              ? html`${this.#effectTable(language, effect.figures)} ${this.#moves(language, effect.figures)}`
              : nothing
          }
        </div>
      </section>
    `;
  }

  /** What the engine remarks about these settings; of contradictory judgements the matrix says more. */
  #notices(language: Language): TemplateResult[] {
    const notices = this.#effect?.summary.notices ?? [];
    return notices
      .filter(({ id }) => id !== kJudgementsInconsistent)
      .map((error) => {
        const { id, sentence, remedy } = problemText(language, { from: 'engine', error });
        return html`<p class="note">
          ${icon('warning')} ${sentence} ${remedy} <span class="small muted">${id}</span>
        </p>`;
      });
  }

  #effectTable(language: Language, figures: EffectFigures): TemplateResult {
    const count = (value: number): string => formatCount(language, value);
    const figure = (value: number): string => formatFigure(language, value);
    const line = (name: TemplateResult | string, change: Change, write = count): TemplateResult => html`
      <tr>
        <th scope="row">${name}</th>
        <td>${write(change.before)}</td>
        <td>${write(change.after)}</td>
        <td class=${change.before === change.after ? 'muted' : 'changed'}>${signed(change, write)}</td>
      </tr>
    `;
    return html`
      <table data-effect="types">
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">${translate(language, 'settings.effectOf')}</span></th>
            <th scope="col">${translate(language, 'settings.effectNow')}</th>
            <th scope="col">${translate(language, 'settings.effectThen')}</th>
            <th scope="col">${translate(language, 'settings.effectDifference')}</th>
          </tr>
        </thead>
        <tbody>
          ${figures.types.map((change) =>
            line(
              html`<loyalane-type-mark
                .type=${change.type.id}
                .label=${pick(language, change.type)}
              ></loyalane-type-mark>`,
              change,
            ),
          )}
          ${line(translate(language, 'segment.borderline'), figures.borderline)}
          ${line(translate(language, 'segment.provisional'), figures.provisional)}
          ${line(translate(language, 'settings.cvThreshold'), figures.cvThreshold, figure)}
          ${line(translate(language, 'settings.acThresholdPercent'), figures.acThreshold, figure)}
        </tbody>
      </table>
    `;
  }

  #moves(language: Language, { moves, types, moved }: EffectFigures): TemplateResult | typeof nothing {
    if (moved === 0) return nothing;
    return html`
      <details open>
        <summary>${translate(language, 'settings.moves')}</summary>
        <table class="moves" data-effect="moves">
          <caption>
            ${translate(language, 'settings.movesCaption')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${translate(language, 'settings.movesFrom')}</th>
              ${types.map(
                ({ type }) =>
                  html`<th scope="col">
                    <loyalane-type-mark .type=${type.id} .label=${pick(language, type)} quiet></loyalane-type-mark>
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${types.map(
              ({ type }, from) => html`
                <tr>
                  <th scope="row">
                    <loyalane-type-mark .type=${type.id} .label=${pick(language, type)}></loyalane-type-mark>
                  </th>
                  ${types.map((_, to) => {
                    const customers = moves[from]?.[to] ?? 0;
                    return html`<td class=${from === to ? 'stay' : customers > 0 ? 'changed' : 'muted'}>
                      ${formatCount(language, customers)}
                    </td>`;
                  })}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </details>
    `;
  }

  #bar(language: Language, draft: Draft, problem: Problem | null): TemplateResult {
    const { document, result, run } = this.#store.state;
    const isUnchanged = isSame(draft.settings, document.settings);
    const isFaulty = this.#faults(draft.settings).length > 0 || problem !== null;
    const isReading = this.#isReading(draft.settings);
    const defaults = defaultsOf(this.#store.state);
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
    if (this.#isReading(draft.settings) && this.#isSameScoring(draft.settings))
      return translate(language, 'settings.effectReadingOnly');
    if (!this.#effect) return translate(language, 'settings.effectComputing');
    const customers = formatCount(language, this.#effect.summary.customers);
    const { moved } = this.#effect.figures;
    return moved > 0
      ? translate(language, 'settings.effectMoved', { moved: formatCount(language, moved), customers })
      : translate(language, 'settings.effectNone', { customers });
  }

  // --- inside ---

  #text(key: Key): string {
    const { language } = this.#store.state;
    return (translate as (language: Language, key: Key) => string)(language, key);
  }

  #set(path: string, value: unknown): void {
    const { draft } = this.#store.state;
    if (draft) this.workbench.setDraft(withSetting(draft.settings, path, value));
  }

  #type(path: string, text: string | null): void {
    const typed = new Map(this.typed);
    if (text === null) typed.delete(path);
    else typed.set(path, text);
    this.typed = typed;
  }

  /** Another number of scores needs another number of cuts: the default ones, evenly left out. */
  #setBins(settings: Settings, bins: number): void {
    const { draft } = this.#store.state;
    if (!draft) return;
    const defaults = defaultsOf(this.#store.state)?.rfm ?? settings.rfm;
    const typed = new Map(this.typed);
    let next = withSetting(settings, 'rfm.bins', bins);
    for (const { path } of kCutFields) {
      typed.delete(path);
      const held = settingAt(settings, path) as readonly number[];
      const from =
        held.length >= bins - 1 ? held : (settingAt({ ...settings, rfm: defaults }, path) as readonly number[]);
      next = withSetting(next, path, spread(from, bins - 1));
    }
    this.typed = typed;
    this.workbench.setDraft(next);
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

  #placeOf(problem: Problem): string | null {
    const key = problem.from === 'engine' ? problem.error.params.key : undefined;
    return key === undefined ? null : placeFor(key, kPlaces);
  }

  #windowFault(window: { readonly from: string; readonly to: string }): 'empty' | 'order' | null {
    if (window.from === '' || window.to === '') return 'empty';
    return window.to < window.from ? 'order' : null;
  }

  /** Places of the form that must be put right before the draft can be applied. */
  #faults(settings: Settings): readonly string[] {
    const faults: string[] = [];
    for (const field of Object.values(kNumberFields)) {
      const typed = this.typed.get(field.path);
      if (typed !== undefined && 'fault' in readNumber(typed, field)) faults.push(field.path);
    }
    for (const axis of ['cv_weights', 'ac_weights'] as const) {
      const { mode, own } = settings.cvac[axis];
      const isBad = (_: number, at: number): boolean => {
        const typed = this.typed.get(`cvac.${axis}.own.${at}`);
        return typed !== undefined && 'fault' in readNumber(typed, { min: 0, max: Infinity });
      };
      if (mode === 'own' && (own.some(isBad) || !own.some((weight) => weight > 0))) faults.push(`cvac.${axis}`);
    }
    if (settings.rfm.cuts === 'fixed') {
      for (const { path, mayBeNegative } of kCutFields) {
        const typed = this.typed.get(path);
        const cuts = typed === undefined ? (settingAt(settings, path) as readonly number[]) : readNumberList(typed);
        if (cutsFault(cuts, settings.rfm.bins, mayBeNegative)) faults.push(path);
      }
    }
    if (!(settings.abc.a_percent < settings.abc.b_percent)) faults.push('abc.b_percent');
    if (typeof settings.window === 'object' && this.#windowFault(settings.window)) faults.push('window');
    const problem = this.#engineProblem();
    const place = problem && this.#placeOf(problem);
    return place === null ? faults : [...faults, place];
  }

  /** The files must be read again for these settings. */
  #isReading(settings: Settings): boolean {
    const { result } = this.#store.state;
    return result !== null && !readTheSame(result.document, { ...result.document, settings });
  }

  /** Types, RFM and ABC are computed as now; only what is read from the files differs. */
  #isSameScoring(settings: Settings): boolean {
    const now = this.#store.state.document.settings;
    return now !== null && isSame([settings.cvac, settings.rfm, settings.abc], [now.cvac, now.rfm, now.abc]);
  }
}

/** `count` of the values, the first and last among them where there is more than one. */
function spread(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values;
  const last = values.length - 1;
  return Array.from({ length: count }, (_, at) => values[Math.round((at * last) / Math.max(1, count - 1))] ?? 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-settings-editor': SettingsEditor;
  }
}
