// A dialog with the fields of one act of a register: checks what is typed, does the act, and stays open with the reason where it is refused.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { RegisterAct, RegisterName } from '../../engine/protocol.ts';
import { translate } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { isMoney, wholeOf } from './form_field.ts';
import { problemLine } from './problem_line.ts';

export interface RegisterField {
  readonly id: string;
  readonly label: string;
  /** list: texts, parted by commas; balance: money that may be below zero; percent: up to four decimals; check: "true" or "false". */
  readonly kind: 'text' | 'note' | 'day' | 'whole' | 'money' | 'balance' | 'percent' | 'choice' | 'list' | 'check';
  readonly value: string;
  readonly isNeeded?: boolean;
  readonly hint?: string;
  readonly choices?: readonly { readonly id: string; readonly label: string }[];
}

export type Values = Readonly<Record<string, string>>;

interface FormLook {
  /** Names the form in the page. */
  readonly id?: string;
  readonly heading: string;
  readonly button: string;
  readonly text?: string;
  readonly isDanger?: boolean;
  readonly fields: readonly RegisterField[];
}

/** Asks besides who does it on which day. */
interface SignedForm extends FormLook {
  readonly register: RegisterName;
  /** The act of what was filled in, without who and day. */
  readonly act: (values: Values) => RegisterAct;
}

interface PlainForm extends FormLook {
  readonly send: (values: Values) => Promise<void>;
}

export type OpenForm = SignedForm | PlainForm;

/** "a, b；c" → ["a", "b", "c"] */
export const listOf = (text: string): readonly string[] =>
  text
    .split(/[,，;；、]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Null where nothing was filled in. */
export const dayOrNull = (text: string): string | null => (text === '' ? null : text);

const kForms = {
  balance: /^-?\d{1,10}(\.\d{1,2})?$/,
  percent: /^-?\d{1,5}(\.\d{1,4})?$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
} as const;
const kNumbers: readonly RegisterField['kind'][] = ['whole', 'money', 'balance', 'percent'];

/** What is typed, numbers without blanks and thousands' commas. */
const cleaned = (kind: RegisterField['kind'], typed: string): string =>
  kNumbers.includes(kind) ? typed.replace(/[\s,，]/g, '') : typed.trim();

const isGood = (kind: RegisterField['kind'], value: string): boolean => {
  if (kind === 'money') return isMoney(value);
  if (kind === 'whole') return wholeOf(value) !== null;
  return kind === 'balance' || kind === 'percent' || kind === 'day' ? kForms[kind].test(value) : true;
};

/** Who did something last on this visit, so that nobody writes it again and again. */
let lastWho = '';

@customElement('loyalane-register-form')
export class RegisterForm extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: grid;
        gap: var(--care-space-3);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
        gap: var(--care-space-2) var(--care-space-3);
        align-items: start;
      }
      .wide {
        grid-column: 1 / -1;
      }
      textarea {
        min-height: 72px;
      }
      .by {
        border-top: 1px solid var(--care-line);
        padding-top: var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** Null: closed. */
  @property({ attribute: false }) form: OpenForm | null = null;
  @state() private values: Values = {};
  @state() private errors: Values = {};
  @state() private problem: Problem | null = null;
  @state() private isBusy = false;
  readonly #store = new StoreController(this, () => this.workbench.store);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('form') || !this.form) return;
    this.values = {
      ...Object.fromEntries(this.form.fields.map(({ id, value }) => [id, value])),
      who: lastWho,
      byDay: this.#store.state.result?.report.asOf ?? '',
    };
    this.errors = {};
    this.problem = null;
  }

  /** Who does it on which day, for acts that are signed. */
  get #signature(): readonly RegisterField[] {
    const { language } = this.#store.state;
    if (!this.form || !('register' in this.form)) return [];
    return [
      { id: 'who', label: translate(language, 'register.who'), kind: 'text', value: '', isNeeded: true },
      { id: 'byDay', label: translate(language, 'register.day'), kind: 'day', value: '', isNeeded: true },
    ];
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { form } = this;
    const by = this.#signature;
    return html`
      <loyalane-dialog
        .open=${form !== null}
        .heading=${form?.heading ?? ''}
        data-form=${form?.id ?? nothing}
        @close=${this.#close}
      >
        <form
          id="form"
          novalidate
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.#submit();
          }}
        >
          ${form?.text ? html`<p>${form.text}</p>` : nothing}
          ${
            form && form.fields.length > 0
              ? html`<div class="grid">${form.fields.map((field, at) => this.#field(field, at === 0))}</div>`
              : nothing
          }
          ${
            by.length > 0
              ? html`<div class="grid by">
                  ${by.map((field, at) => this.#field(field, at === 0 && form?.fields.length === 0))}
                </div>`
              : nothing
          }
          ${this.problem ? problemLine(language, this.problem) : nothing}
        </form>
        <div slot="footer" class="row">
          <button type="button" @click=${this.#close}>${translate(language, 'register.cancel')}</button>
          <button
            type="button"
            class=${form?.isDanger ? 'danger-button' : 'primary'}
            data-action="register-act"
            ?disabled=${this.isBusy}
            @click=${() => void this.#submit()}
          >
            ${form?.button ?? ''}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #field({ id, label, kind, hint, choices, isNeeded }: RegisterField, isFirst: boolean): TemplateResult {
    const value = this.values[id] ?? '';
    const error = this.errors[id];
    const described = error ? `${id}-error` : hint ? `${id}-hint` : nothing;
    const changed = (event: Event): void => {
      this.values = { ...this.values, [id]: (event.target as HTMLInputElement).value };
    };
    const entered = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      void this.#submit();
    };
    if (kind === 'check') {
      return html`<label class="check wide">
        <input
          type="checkbox"
          data-field=${id}
          .checked=${live(value === 'true')}
          @change=${(event: Event) => {
            this.values = { ...this.values, [id]: String((event.target as HTMLInputElement).checked) };
          }}
        />
        <span>${label}</span>
      </label>`;
    }
    const isNumber = kNumbers.includes(kind);
    const control =
      kind === 'choice'
        ? html`<select data-field=${id} ?data-first-focus=${isFirst} @change=${changed}>
            ${(choices ?? []).map(
              (choice) => html`<option value=${choice.id} ?selected=${choice.id === value}>${choice.label}</option>`,
            )}
          </select>`
        : kind === 'note'
          ? html`<textarea
              rows="3"
              data-field=${id}
              ?data-first-focus=${isFirst}
              ?required=${isNeeded}
              .value=${live(value)}
              aria-invalid=${error ? 'true' : nothing}
              aria-describedby=${described}
              @input=${changed}
            ></textarea>`
          : html`<input
              type=${kind === 'day' ? 'date' : 'text'}
              autocomplete="off"
              inputmode=${kind === 'whole' ? 'numeric' : isNumber ? 'decimal' : nothing}
              class=${isNumber ? 'numeric' : ''}
              data-field=${id}
              ?data-first-focus=${isFirst}
              ?required=${isNeeded}
              .value=${live(value)}
              aria-invalid=${error ? 'true' : nothing}
              aria-describedby=${described}
              @input=${changed}
              @keydown=${entered}
            />`;
    return html`
      <label class=${kind === 'note' ? 'field wide' : 'field'}>
        <span>${label}</span>
        ${control} ${hint ? html`<span class="hint" id=${`${id}-hint`}>${hint}</span>` : nothing}
        ${error ? html`<span class="error" id=${`${id}-error`}>${error}</span>` : nothing}
      </label>
    `;
  }

  /** What was typed; null where something of it cannot be. */
  #typed(): Values | null {
    const { language } = this.#store.state;
    const errors: Record<string, string> = {};
    const values: Record<string, string> = {};
    for (const { id, kind, isNeeded } of [...(this.form?.fields ?? []), ...this.#signature]) {
      const value = cleaned(kind, this.values[id] ?? '');
      values[id] = value;
      if (value === '') {
        if (isNeeded) errors[id] = translate(language, 'register.needed');
      } else if (!isGood(kind, value)) {
        const asked = kind === 'balance' ? 'money' : kind;
        if (asked === 'money' || asked === 'whole' || asked === 'percent' || asked === 'day')
          errors[id] = translate(language, `register.fault.${asked}`);
      }
    }
    this.errors = errors;
    return Object.keys(errors).length === 0 ? values : null;
  }

  async #submit(): Promise<void> {
    const { form } = this;
    if (!form || this.isBusy) return;
    this.problem = null;
    const values = this.#typed();
    if (!values) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    this.isBusy = true;
    try {
      if ('send' in form) {
        await form.send(values);
      } else {
        await this.workbench.club.act(form.register, { ...form.act(values), who: values.who, day: values.byDay });
        lastWho = values.who ?? '';
      }
      this.#close();
    } catch (reason) {
      this.problem = problemOf(reason);
    }
    this.isBusy = false;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent('close'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-register-form': RegisterForm;
  }
}
