// The section of the form about money: the currency that everything is added up in, the dated rates, and tax.

import { css, html, nothing, type TemplateResult } from 'lit';
import { translate } from '../../i18n/translate.ts';
import { icon } from '../../ui/icons.ts';
import { info, textIn, type Form } from './form_fields.ts';
import { isCurrency, kFirstRateDay, rateFaults, type Money, type RateFault, type RatePart } from './money_faults.ts';
import { kDefaultTaxRate, readNumber, shownFigure, settingOf } from './number_fields.ts';

/** What the money fields need of a form. */
export type MoneyForm = Pick<Form, 'language' | 'settings' | 'typed' | 'text' | 'set' | 'type' | 'said'>;

const kTaxBases = ['included', 'excluded'] as const;
const kParts: readonly RatePart[] = ['currency', 'from', 'rate'];

export const moneyStyles = css`
  .rates {
    display: grid;
    gap: var(--care-space-2);
    margin-top: var(--care-space-2);
  }
  .rate {
    display: grid;
    grid-template-columns: minmax(72px, 1fr) minmax(130px, 1.4fr) minmax(90px, 1.2fr) auto;
    gap: var(--care-space-1) var(--care-space-2);
    align-items: start;
  }
  .rate label {
    display: grid;
    gap: 2px;
  }
  .rate input {
    width: 100%;
    min-width: 0;
  }
  .rate .code {
    text-transform: uppercase;
  }
  .rate > button {
    margin-top: 20px;
  }
  @media (max-width: 480px) {
    .rate {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.6fr);
      padding-bottom: var(--care-space-2);
      border-bottom: 1px solid var(--care-line);
    }
  }
`;

export function moneySection(form: MoneyForm): TemplateResult {
  const { language, settings } = form;
  const { money } = settings;
  return html`
    <p class="small muted">${translate(language, 'settings.moneyEffect')}</p>
    <div class="fields">
      <label class="field">
        <span>${translate(language, 'settings.baseCurrency')}${info(form, 'currency', 'settings.baseCurrency')}</span>
        <input
          class="code"
          type="text"
          data-setting="money.currency"
          maxlength="3"
          autocapitalize="characters"
          spellcheck="false"
          aria-invalid=${isCurrency(money.currency) ? nothing : 'true'}
          .value=${money.currency}
          @change=${(event: Event) => form.set('money.currency', textIn(event).trim().toUpperCase())}
        />
        <span class=${isCurrency(money.currency) ? 'hint' : 'error'}>
          ${translate(language, isCurrency(money.currency) ? 'settings.baseCurrencyHint' : 'settings.rateFault.currency')}
        </span>
      </label>
      <label class="field">
        <span>${translate(language, 'settings.taxBasis')}</span>
        <select data-setting="money.tax_basis" @change=${(event: Event) => form.set('money.tax_basis', textIn(event))}>
          ${kTaxBases.map(
            (id) =>
              html`<option value=${id} .selected=${id === money.tax_basis}>
                ${translate(language, `settings.taxBasis.${id}`)}
              </option>`,
          )}
        </select>
        <span class="hint">${translate(language, 'settings.taxBasisHint')}</span>
      </label>
      ${taxRateField(form, money)}
    </div>
    ${form.said('money.currency')} ${form.said('money.tax_basis')} ${ratesTable(form, money)}
  `;
}

function taxRateField(form: MoneyForm, { default_tax_rate }: Money): TemplateResult {
  const { language } = form;
  const { path } = kDefaultTaxRate;
  const held = default_tax_rate === null ? '' : String(shownFigure(kDefaultTaxRate, default_tax_rate));
  const text = form.typed.get(path) ?? held;
  const isFaulty = text.trim() !== '' && 'fault' in readNumber(text, kDefaultTaxRate);
  return html`
    <label class="field">
      <span>${translate(language, 'settings.taxRate')}</span>
      <span class="with-unit">
        <input
          type="number"
          data-setting=${path}
          min=${kDefaultTaxRate.min}
          max=${kDefaultTaxRate.max}
          step=${kDefaultTaxRate.step}
          aria-invalid=${isFaulty ? 'true' : nothing}
          .value=${text}
          @input=${(event: Event) => {
            const now = textIn(event);
            form.type(path, now);
            const read = readNumber(now, kDefaultTaxRate);
            if (now.trim() === '') form.set(path, null);
            else if ('value' in read) form.set(path, settingOf(kDefaultTaxRate, read.value));
          }}
          @change=${() => {
            if (!isFaulty) form.type(path, null);
          }}
        />
        <span class="muted">${translate(language, 'settings.unitPercent')}</span>
      </span>
      <span class=${isFaulty ? 'error' : 'hint'}>
        ${
          isFaulty
            ? translate(language, 'settings.fault.range', {
                min: String(kDefaultTaxRate.min),
                max: String(kDefaultTaxRate.max),
              })
            : translate(language, 'settings.taxRateHint')
        }
      </span>
    </label>
  `;
}

function ratesTable(form: MoneyForm, money: Money): TemplateResult {
  const { language } = form;
  const { currency, rates } = money;
  const faults = rateFaults(money);
  const set = (next: Money['rates']): void => form.set('money.rates', next);
  return html`
    <fieldset data-setting="money.rates">
      <legend>${translate(language, 'settings.rates')}</legend>
      <p class="hint">${translate(language, 'settings.ratesHint', { currency })}</p>
      <div class="rates">
        ${rates.map((rate, at) => {
          const change = (part: RatePart, value: string): void =>
            set(rates.map((one, other) => (other === at ? { ...one, [part]: value } : one)));
          return html`
            <div
              class="rate"
              role="group"
              aria-label=${translate(language, 'settings.rateRow', { row: String(at + 1) })}
            >
              ${kParts.map((part) => rateInput(form, part, at, rate[part], faults, (value) => change(part, value)))}
              <button
                type="button"
                class="icon-button"
                aria-label=${translate(language, 'settings.rateRemove', { row: String(at + 1) })}
                title=${translate(language, 'settings.rateRemove', { row: String(at + 1) })}
                @click=${() => set(rates.filter((_, other) => other !== at))}
              >
                ${icon('close')}
              </button>
            </div>
          `;
        })}
        <div>
          <button
            type="button"
            data-action="add-rate"
            @click=${() => set([...rates, { currency: '', from: kFirstRateDay, rate: '' }])}
          >
            ${translate(language, 'settings.rateAdd')}
          </button>
        </div>
      </div>
    </fieldset>
    ${faults.length === 0 ? form.said('money.rates') : nothing}
  `;
}

function rateInput(
  { language }: MoneyForm,
  part: RatePart,
  at: number,
  value: string,
  faults: readonly RateFault[],
  set: (value: string) => void,
): TemplateResult {
  const fault = faults.find((one) => one.at === at && one.of === part);
  return html`
    <label>
      <span class="small muted">${translate(language, `settings.rate.${part}`)}</span>
      <input
        class=${part === 'currency' ? 'code' : ''}
        type=${part === 'from' ? 'date' : 'text'}
        inputmode=${part === 'rate' ? 'decimal' : nothing}
        maxlength=${part === 'currency' ? 3 : nothing}
        spellcheck="false"
        data-rate=${`${at}.${part}`}
        aria-invalid=${fault ? 'true' : nothing}
        .value=${value}
        @change=${(event: Event) => {
          const text = textIn(event).trim();
          set(part === 'currency' ? text.toUpperCase() : text);
        }}
      />
      ${fault ? html`<span class="error">${translate(language, `settings.rateFault.${fault.fault}`)}</span>` : nothing}
    </label>
  `;
}
