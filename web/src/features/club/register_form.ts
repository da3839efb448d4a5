// A form over an act of a register: its fields, who does it on which day, and why it is refused, shown where it was pressed.

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
  /** list: texts, parted by commas. */
  readonly kind: 'text' | 'day' | 'whole' | 'money' | 'choice' | 'list';
  readonly value: string;
  readonly isNeeded?: boolean;
  readonly hint?: string;
  readonly choices?: readonly { readonly id: string; readonly label: string }[];
}

export type Values = Readonly<Record<string, string>>;

export interface OpenForm {
  readonly register: RegisterName;
  readonly heading: string;
  readonly button: string;
  readonly text?: string;
  readonly isDanger?: boolean;
  readonly fields: readonly RegisterField[];
  /** The act of what was filled in, without who and day. */
  readonly act: (values: Values) => RegisterAct;
}

/** "a, b；c" → ["a", "b", "c"] */
export const listOf = (text: string): readonly string[] =>
  text
    .split(/[,，;；、]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Null where nothing was filled in. */
export const dayOrNull = (text: string): string | null => (text === '' ? null : text);

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
      .by {
        border-top: 1px solid var(--care-line);
        padding-top: var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
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

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { form } = this;
    const by: readonly RegisterField[] = [
      { id: 'who', label: translate(language, 'register.who'), kind: 'text', value: '', isNeeded: true },
      { id: 'byDay', label: translate(language, 'register.day'), kind: 'day', value: '', isNeeded: true },
    ];
    return html`
      <loyalane-dialog .open=${form !== null} .heading=${form?.heading ?? ''} @close=${this.#close}>
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
          <div class="grid by">${by.map((field, at) => this.#field(field, at === 0 && form?.fields.length === 0))}</div>
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
    return html`
      <label class="field">
        <span>${label}</span>
        ${
          kind === 'choice'
            ? html`<select data-field=${id} ?data-first-focus=${isFirst} @change=${changed}>
                ${(choices ?? []).map(
                  (choice) =>
                    html`<option value=${choice.id} ?selected=${choice.id === value}>${choice.label}</option>`,
                )}
              </select>`
            : html`<input
                type=${kind === 'day' ? 'date' : 'text'}
                autocomplete="off"
                inputmode=${kind === 'money' ? 'decimal' : kind === 'whole' ? 'numeric' : nothing}
                class=${kind === 'money' || kind === 'whole' ? 'numeric' : ''}
                data-field=${id}
                ?data-first-focus=${isFirst}
                ?required=${isNeeded}
                .value=${live(value)}
                aria-invalid=${error ? 'true' : nothing}
                aria-describedby=${described}
                @input=${changed}
                @keydown=${entered}
              />`
        }
        ${hint ? html`<span class="hint" id=${`${id}-hint`}>${hint}</span>` : nothing}
        ${error ? html`<span class="error" id=${`${id}-error`}>${error}</span>` : nothing}
      </label>
    `;
  }

  #check(): boolean {
    const { language } = this.#store.state;
    const errors: Record<string, string> = {};
    const by: readonly Pick<RegisterField, 'id' | 'kind' | 'isNeeded'>[] = [
      { id: 'who', kind: 'text', isNeeded: true },
      { id: 'byDay', kind: 'day', isNeeded: true },
    ];
    for (const { id, kind, isNeeded } of [...(this.form?.fields ?? []), ...by]) {
      const value = (this.values[id] ?? '').trim();
      if (value === '') {
        if (isNeeded) errors[id] = translate(language, 'register.needed');
      } else if (kind === 'money' && !isMoney(value)) {
        errors[id] = translate(language, 'register.money');
      } else if (kind === 'whole' && wholeOf(value) === null) {
        errors[id] = translate(language, 'register.whole');
      }
    }
    this.errors = errors;
    return Object.keys(errors).length === 0;
  }

  async #submit(): Promise<void> {
    const { form } = this;
    if (!form || this.isBusy) return;
    this.problem = null;
    if (!this.#check()) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    const values = Object.fromEntries(Object.entries(this.values).map(([id, value]) => [id, value.trim()]));
    this.isBusy = true;
    try {
      await this.workbench.club.act(form.register, { ...form.act(values), who: values.who, day: values.byDay });
      lastWho = values.who ?? '';
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
