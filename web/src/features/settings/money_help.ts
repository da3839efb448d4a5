// Where an import stops because money cannot be added up: the fields that say how, with a row for each currency that has no rate.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Settings } from '../../engine/protocol.ts';
import { translate, type Key, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { fieldStyles } from './form_fields.ts';
import { moneySection, moneyStyles, type MoneyForm } from './form_money.ts';
import { faultyPlaces } from './form_places.ts';
import { currenciesWithoutRate, withRowsFor } from './money_faults.ts';
import { withSetting } from './setting_paths.ts';

/** What stops an import and is put right here: no rate, two rates, a rate of the own currency, no tax rate. */
const kMoneyProblems: ReadonlySet<string> = new Set(['PROFILE-101', 'PROFILE-102', 'PROFILE-103', 'PROFILE-104']);

@customElement('loyalane-money-help')
export class MoneyHelp extends LitElement {
  static override styles = [
    controls,
    fieldStyles,
    moneyStyles,
    css`
      section {
        margin-bottom: var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  /** What is being filled in, for the message that asked for it. */
  @state() private draft: { readonly message: number; readonly settings: Settings } | null = null;
  @state() private typed: ReadonlyMap<string, string> = new Map();

  override render(): TemplateResult | typeof nothing {
    const { language, messages, document, run } = this.#store.state;
    const message = messages
      .filter(({ problem }) => problem.from === 'engine' && kMoneyProblems.has(problem.error.id))
      .at(-1);
    if (!message || !document.settings || run) return nothing;
    const missing = currenciesWithoutRate(message.problem);
    const settings: Settings =
      this.draft?.message === message.id
        ? this.draft.settings
        : { ...document.settings, money: withRowsFor(document.settings.money, missing) };
    const isFaulty = faultyPlaces(settings, this.typed).some((place) => place.startsWith('money'));
    const form: MoneyForm = {
      language,
      settings,
      typed: this.typed,
      text: (key) => (translate as (of: Language, key: Key) => string)(language, key),
      set: (path, value) => {
        this.draft = { message: message.id, settings: withSetting(settings, path, value) };
      },
      type: (path, text) => {
        const typed = new Map(this.typed);
        if (text === null) typed.delete(path);
        else typed.set(path, text);
        this.typed = typed;
      },
      said: () => nothing,
    };
    return html`
      <section class="card stack" aria-labelledby="money">
        <h2 id="money">${translate(language, missing.length > 0 ? 'settings.moneyHelp' : 'settings.moneyHelpTax')}</h2>
        ${moneySection(form)}
        <div class="row">
          <button
            class="primary"
            type="button"
            data-action="apply-money"
            ?disabled=${isFaulty}
            @click=${() => this.#apply(message.id, settings)}
          >
            ${translate(language, 'settings.moneyHelpApply')}
          </button>
        </div>
      </section>
    `;
  }

  #apply(message: number, { money }: Settings): void {
    this.draft = null;
    this.typed = new Map();
    this.workbench.closeMessage(message);
    const hadResult = this.#store.state.result !== null;
    this.workbench.changeSettings((settings) => ({ ...settings, money }));
    // With a result the change computes it again by itself.
    if (!hadResult) void this.workbench.segment();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-money-help': MoneyHelp;
  }
}
