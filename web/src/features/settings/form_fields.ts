// The fields of the form, as templates over what they need of it.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { Settings } from '../../engine/protocol.ts';
import { translate, type Key, type Language } from '../../i18n/translate.ts';
import '../../ui/info.ts';
import { cutsFault, readNumber, readNumberList, settingOf, shownFigure, type NumberField } from './number_fields.ts';
import type { MatrixFigures } from './pairwise_matrix.ts';
import { settingAt } from './setting_paths.ts';

/** What a field needs to know and can do. */
export interface Form {
  readonly language: Language;
  /** As they stand in the draft. */
  readonly settings: Settings;
  readonly defaults: Settings | null;
  /** Days of the result; the ones to start a window of one's own from. */
  readonly window: { readonly from: string | null; readonly to: string | null } | null;
  /** What the engine made of the weights; null while there is no answer. */
  readonly matrixFigures: Readonly<Record<'cv' | 'ac', MatrixFigures | null>>;
  /** What was typed and is not (yet) the setting, by path. */
  readonly typed: ReadonlyMap<string, string>;
  text(key: Key): string;
  set(path: string, value: unknown): void;
  /** Replaces several settings; what was typed at these paths is dropped. */
  replace(settings: Settings, paths: readonly string[]): void;
  /** Keeps what was typed; null: it is the setting now. */
  type(path: string, text: string | null): void;
  /** What the engine says about the setting at a place of the form. */
  said(place: string): TemplateResult | typeof nothing;
  isSaid(place: string): boolean;
}

export const textIn = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

export const fieldStyles = css`
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
`;

/** The button that opens a definition. */
export function info(form: Pick<Form, 'text'>, of: string, label: Key): TemplateResult {
  return html`<loyalane-info of=${of} .label=${form.text(label)}></loyalane-info>`;
}

/** A setting that is one number. */
export function numberField(form: Form, field: NumberField): TemplateResult {
  const figure = shownFigure(field, settingAt(form.settings, field.path) as number);
  return numberInput(form, field, figure, form.text(field.label));
}

export function numberInput(
  form: Form,
  field: Pick<NumberField, 'path' | 'min' | 'max' | 'step' | 'isWhole' | 'scale' | 'hint' | 'unit' | 'define'>,
  figure: number,
  label: string,
): TemplateResult {
  const { language } = form;
  const { path, min, max, step, hint, unit, define } = field;
  const typed = form.typed.get(path);
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
            form.type(path, text);
            const now = readNumber(text, field);
            if ('value' in now) form.set(path, settingOf(field, now.value));
          }}
          @change=${() => {
            if (!fault) form.type(path, null);
          }}
        />
        ${unit ? html`<span class="muted">${form.text(unit)}</span>` : nothing}
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
                ? form.text(hint)
                : nothing
        }
      </span>
      ${form.said(path)}
    </div>
  `;
}

/** A select of ids whose texts are `texts.<id>`. */
export function choice<Id extends string>(
  form: Form,
  label: Key,
  define: string,
  ids: readonly Id[],
  chosen: Id,
  texts: 'settings.window' | 'settings.occasion' | 'settings.cycle' | 'settings.cuts' | 'settings.frequency',
  choose: (id: Id) => void,
): TemplateResult {
  const name = form.text(label);
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
        ${ids.map((id) => html`<option .selected=${id === chosen}>${form.text(`${texts}.${id}` as Key)}</option>`)}
      </select>
    </label>
  `;
}

export function day(
  form: Form,
  label: Key,
  path: string,
  value: string,
  set: (day: string) => void,
  hint?: Key,
): TemplateResult {
  return html`
    <label class="field">
      <span>${form.text(label)}${path === 'as_of' ? info(form, 'as_of', label) : nothing}</span>
      <input type="date" data-setting=${path} .value=${value} @change=${(event: Event) => set(textIn(event))} />
      ${hint ? html`<span class="hint">${form.text(hint)}</span>` : nothing}
    </label>
  `;
}

/** A list of fixed RFM cuts, typed as one line. */
export function cutsField(form: Form, path: string, label: Key, mayBeNegative: boolean): TemplateResult {
  const { language, settings } = form;
  const { bins } = settings.rfm;
  const held = settingAt(settings, path) as readonly number[];
  const typed = form.typed.get(path);
  const fault = cutsFault(typed === undefined ? held : readNumberList(typed), bins, mayBeNegative);
  const count = String(bins - 1);
  return html`
    <div class="field">
      <label class="label" for=${path}>${form.text(label)}</label>
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
          form.type(path, text);
          const values = readNumberList(text);
          if (!cutsFault(values, bins, mayBeNegative)) form.set(path, values);
        }}
        @change=${() => {
          if (!fault) form.type(path, null);
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
      ${form.said(path)}
    </div>
  `;
}
