// The sections of the form that say how the types are told apart: thresholds, weights, the model of availability, stability.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { ThresholdMode, WeightMode } from '../../engine/protocol.ts';
import { formatFixed, formatShare } from '../../i18n/format.ts';
import { translate } from '../../i18n/translate.ts';
import { icon } from '../../ui/icons.ts';
import { info, numberField, numberInput, type Form } from './form_fields.ts';
import { kOwnWeight } from './form_places.ts';
import { kNumberFields } from './number_fields.ts';
import './pairwise_matrix.ts';
import { attributeName, inSentence, kAxisAttributes, settingsSentences } from './sentences.ts';
import { settingAt } from './setting_paths.ts';

const kModes: readonly ThresholdMode[] = ['fixed', 'parity', 'quantile', 'mean', 'two_class', 'manual'];
const kWeightModes: readonly WeightMode[] = ['ahp', 'equal', 'own'];

export const modelStyles = css`
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
`;

export function thresholdsSection(form: Form): TemplateResult {
  const { language, settings } = form;
  const { mode } = settings.cvac.thresholds;
  const inputs: Partial<Record<ThresholdMode, TemplateResult>> = {
    quantile: html`${numberField(form, kNumberFields.cvQuantile)} ${numberField(form, kNumberFields.acQuantile)}`,
    manual: html`${numberField(form, kNumberFields.cvManual)} ${numberField(form, kNumberFields.acManual)}`,
  };
  return html`
    <fieldset>
      <legend>${translate(language, 'settings.mode')}${info(form, 'thresholds', 'settings.mode')}</legend>
      ${kModes.map(
        (one) => html`
          <label class="mode">
            <input
              type="radio"
              name="mode"
              data-mode=${one}
              .checked=${one === mode}
              @change=${() => form.set('cvac.thresholds.mode', one)}
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

export function weightsSection(form: Form): TemplateResult {
  return html`${axisWeights(form, 'cv')}${axisWeights(form, 'ac')}`;
}

function axisWeights(form: Form, axis: 'cv' | 'ac'): TemplateResult {
  const { language, settings } = form;
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
        .figures=${form.matrixFigures[axis]}
        @change-judgements=${(event: CustomEvent<readonly number[]>) => form.set(`${path}.judgements`, event.detail)}
      ></loyalane-pairwise-matrix>`,
    equal: () =>
      html`<p class="muted">
        ${translate(language, axis === 'cv' ? 'settings.equalWeights' : 'settings.equalWeightsAc', { share: even })}
      </p>`,
    own: () => ownWeights(form, path, names),
  };
  return html`
    <fieldset class="stack">
      <legend>
        ${translate(language, 'settings.weightsMode', { axis: inSentence(axisName) })}${info(form, 'weights', 'settings.weight')}
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
                @change=${() => form.set(`${path}.mode`, mode)}
              />
              ${translate(language, `settings.weightMode.${mode}`)}
            </label>
          `,
        )}
      </div>
      ${parts[weights.mode]()} ${form.said(path)}
    </fieldset>
  `;
}

function ownWeights(form: Form, path: 'cvac.cv_weights' | 'cvac.ac_weights', names: readonly string[]): TemplateResult {
  const { language, settings } = form;
  const own = settingAt(settings, `${path}.own`) as readonly number[];
  const sum = own.reduce((total, weight) => total + weight, 0);
  return html`
    <div class="fields">
      ${names.map((name, at) =>
        numberInput(form, { ...kOwnWeight, path: `${path}.own.${at}`, step: 0.05 }, own[at] ?? 0, name),
      )}
    </div>
    ${
      sum > 0
        ? html`<p class="small muted">
            ${translate(language, 'settings.ownSum', { sum: formatFixed(language, sum, 3) })}
          </p>`
        : form.isSaid(path)
          ? nothing
          : html`<p class="error">${icon('alert')} ${translate(language, 'settings.ownNone')}</p>`
    }
  `;
}

export function modelSection(form: Form): TemplateResult {
  const { language, settings } = form;
  return html`
    <div class="fields">
      ${numberField(form, kNumberFields.carriers)} ${numberField(form, kNumberFields.rivalAttraction)}
      ${numberField(form, kNumberFields.cycleIfUnknown)}
    </div>
    <p class="small muted">
      ${settingsSentences(language, { settings, summary: null, report: null }).find(({ define }) => define === 'parity')?.text}
    </p>
  `;
}

export function stabilitySection(form: Form): TemplateResult {
  const { settings } = form;
  return html`
    <div class="fields">
      ${numberField(form, kNumberFields.band)} ${numberField(form, kNumberFields.coverageMin)}
      ${numberField(form, kNumberFields.newBelowMonths)}
    </div>
    <label class="check">
      <input
        type="checkbox"
        data-setting="cvac.stability.keeps_type"
        .checked=${settings.cvac.stability.keeps_type}
        @change=${(event: Event) => form.set('cvac.stability.keeps_type', (event.target as HTMLInputElement).checked)}
      />
      <span>${form.text('settings.keepsType')}${info(form, 'hysteresis', 'settings.keepsType')}</span>
    </label>
  `;
}
