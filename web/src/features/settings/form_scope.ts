// The sections of the form that say what is looked at, and how RFM and ABC cut it.

import { html, nothing, type TemplateResult } from 'lit';
import { translate } from '../../i18n/translate.ts';
import { icon } from '../../ui/icons.ts';
import { choice, cutsField, day, info, numberField, textIn, type Form } from './form_fields.ts';
import { kCutFields, spread, windowFault } from './form_places.ts';
import { kNumberFields } from './number_fields.ts';
import { settingAt, withSetting } from './setting_paths.ts';

const kOccasions = ['ship_day', 'waybill', 'month'] as const;
const kScales = [0, 5, 10, 100] as const;
const kBins = [3, 4, 5] as const;
const kNameCharactersMax = 200;

export function scopeSection(form: Form): TemplateResult {
  const { language, settings } = form;
  const { window, as_of, profile } = settings;
  const kind = typeof window === 'object' ? 'days' : window;
  return html`
    <div class="fields">
      ${choice(form, 'settings.window', 'window', ['last12', 'all', 'days'], kind, 'settings.window', (id) => {
        form.set('window', id === 'days' ? { from: form.window?.from ?? '', to: form.window?.to ?? '' } : id);
      })}
      ${
        typeof window === 'object'
          ? html`${day(form, 'settings.from', 'window.from', window.from, (from) => form.set('window', { ...window, from }))}
            ${day(form, 'settings.to', 'window.to', window.to, (to) => form.set('window', { ...window, to }))}`
          : nothing
      }
      ${day(form, 'settings.asOf', 'as_of', as_of ?? '', (day) => form.set('as_of', day === '' ? null : day), 'settings.asOfHint')}
    </div>
    ${
      typeof window === 'object' && windowFault(window)
        ? html`<p class="error">
            ${icon('alert')}
            ${translate(language, windowFault(window) === 'order' ? 'settings.daysOrder' : 'settings.dayNeeded')}
          </p>`
        : nothing
    }
    ${form.said('window')} ${form.said('as_of')}
    <div class="fields">
      ${choice(form, 'settings.occasion', 'avg_spend', kOccasions, profile.occasion, 'settings.occasion', (id) =>
        form.set('profile.occasion', id),
      )}
      <label class="field">
        <span> ${translate(language, 'settings.ourCarrier')}${info(form, 'choice_share', 'settings.ourCarrier')} </span>
        <input
          type="text"
          data-setting="profile.our_carrier"
          maxlength=${kNameCharactersMax}
          .value=${profile.our_carrier}
          @change=${(event: Event) => form.set('profile.our_carrier', textIn(event).trim())}
        />
        <span class="hint">${translate(language, 'settings.ourCarrierHint')}</span>
      </label>
      <label class="field">
        <span>${translate(language, 'settings.scale')}${info(form, 'satisfaction', 'settings.scale')}</span>
        <select
          data-setting="profile.satisfaction_scale"
          @change=${(event: Event) => form.set('profile.satisfaction_scale', Number(textIn(event)))}
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
    ${form.said('profile.our_carrier')}
  `;
}

export function rfmSection(form: Form): TemplateResult {
  const { language, settings } = form;
  const { bins, cuts, frequency } = settings.rfm;
  return html`
    <div class="fields">
      <label class="field">
        <span>${translate(language, 'settings.bins')}${info(form, 'rfm', 'settings.bins')}</span>
        <select data-setting="rfm.bins" @change=${(event: Event) => setBins(form, Number(textIn(event)))}>
          ${kBins.map(
            (count) =>
              html`<option value=${count} .selected=${count === bins}>
                ${translate(language, 'settings.binsOf', { bins: String(count) })}
              </option>`,
          )}
        </select>
      </label>
      ${choice(form, 'settings.cuts', 'rfm.cuts', ['quantile', 'fixed'], cuts, 'settings.cuts', (id) => form.set('rfm.cuts', id))}
      ${choice(form, 'settings.frequency', 'rfm.f', ['waybills', 'ship_days'], frequency, 'settings.frequency', (id) =>
        form.set('rfm.frequency', id),
      )}
    </div>
    ${
      cuts === 'fixed'
        ? html`<p class="small muted">${translate(language, 'settings.cutsHint', { count: String(bins - 1) })}</p>
            <div class="fields">
              ${kCutFields.map(({ path, label, mayBeNegative }) => cutsField(form, path, label, mayBeNegative))}
            </div>`
        : nothing
    }
  `;
}

/** Another number of scores needs another number of cuts: those that there are, evenly left out, or else the default ones. */
function setBins(form: Form, bins: number): void {
  const { settings, defaults } = form;
  const paths = kCutFields.map(({ path }) => path);
  const next = paths.reduce(
    (changed, path) => {
      const held = settingAt(settings, path) as readonly number[];
      const from = held.length >= bins - 1 ? held : (settingAt(defaults ?? settings, path) as readonly number[]);
      return withSetting(changed, path, spread(from, bins - 1));
    },
    withSetting(settings, 'rfm.bins', bins),
  );
  form.replace(next, paths);
}

export function abcSection(form: Form): TemplateResult {
  const { language, settings } = form;
  const { a_percent, b_percent } = settings.abc;
  return html`
    <div class="fields">
      ${numberField(form, kNumberFields.abcA)} ${numberField(form, kNumberFields.abcB)}
      ${numberField(form, kNumberFields.abcTop)}
    </div>
    ${
      a_percent < b_percent
        ? nothing
        : html`<p class="error">${icon('alert')} ${translate(language, 'settings.abcOrder')}</p>`
    }
  `;
}
