// A dialog with the fields of one act of a register: checks what is typed, does the act, and stays open with the reason where it is refused.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { problemLine } from './problem_line.ts';

export interface FormPart {
  readonly id: string;
  readonly label: string;
  /** `money` may be below zero; `percent` has up to four decimals. */
  readonly kind: 'text' | 'note' | 'money' | 'percent' | 'whole' | 'day' | 'choice' | 'check';
  readonly value: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
  readonly options?: readonly { readonly id: string; readonly label: string }[];
}

export type Typed = Readonly<Record<string, string>>;

export interface FormWish {
  readonly id: string;
  readonly heading: string;
  readonly lead?: string;
  readonly parts: readonly FormPart[];
  readonly submit: string;
  readonly done: (typed: Typed) => Promise<void>;
}

const kForms = {
  money: /^-?\d{1,10}(\.\d{1,2})?$/,
  percent: /^-?\d{1,5}(\.\d{1,4})?$/,
  whole: /^\d{1,11}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
} as const;

/** What is typed, without blanks and thousands' commas. */
export const cleaned = (kind: FormPart['kind'], typed: string): string =>
  kind === 'money' || kind === 'percent' || kind === 'whole' ? typed.replace(/[\s,，]/g, '') : typed.trim();

@customElement('loyalane-launch-form')
export class LaunchForm extends LitElement {
  static override styles = [
    controls,
    css`
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(150px, 100%), 1fr));
        gap: var(--care-space-3);
        align-items: start;
      }
      .wide {
        grid-column: 1 / -1;
      }
      textarea {
        min-height: 72px;
      }
    `,
  ];

  @property({ attribute: false }) language: Language = 'zh';
  /** Null: closed. */
  @property({ attribute: false }) wish: FormWish | null = null;
  @state() private typed: Typed = {};
  @state() private faults: Readonly<Record<string, string>> = {};
  @state() private problem: Problem | null = null;
  @state() private isBusy = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('wish')) return;
    this.typed = Object.fromEntries((this.wish?.parts ?? []).map(({ id, value }) => [id, value]));
    this.faults = {};
    this.problem = null;
    this.isBusy = false;
  }

  override render(): TemplateResult {
    const { language, wish } = this;
    return html`
      <loyalane-dialog
        .open=${wish !== null}
        .heading=${wish?.heading ?? ''}
        data-form=${wish?.id ?? nothing}
        @close=${() => this.#close()}
      >
        ${
          wish
            ? html`
                <form
                  class="stack"
                  id="form"
                  novalidate
                  @submit=${(event: Event) => {
                    event.preventDefault();
                    void this.#submit();
                  }}
                >
                  ${wish.lead ? html`<p class="muted">${wish.lead}</p>` : nothing}
                  <div class="parts">${wish.parts.map((part, at) => this.#part(part, at === 0))}</div>
                  ${this.problem ? problemLine(language, this.problem) : nothing}
                  <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true">${wish.submit}</button>
                </form>
              `
            : nothing
        }
        <div slot="footer" class="row">
          <button type="button" @click=${() => this.#close()}>${translate(language, 'launch.cancel')}</button>
          <button
            type="button"
            class="primary"
            data-action="submit"
            ?disabled=${this.isBusy}
            @click=${() => void this.#submit()}
          >
            ${wish?.submit ?? ''}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #part(part: FormPart, isFirst: boolean): TemplateResult {
    const { id, label, kind, hint, options } = part;
    const value = this.typed[id] ?? '';
    const error = this.faults[id];
    const told = error ? `${id}-error` : nothing;
    const take = (event: Event): void => {
      const { value: typed } = event.target as HTMLInputElement;
      this.typed = { ...this.typed, [id]: typed };
    };
    if (kind === 'check') {
      return html`
        <label class="check wide">
          <input
            type="checkbox"
            data-field=${id}
            .checked=${value === 'true'}
            @change=${(event: Event) => {
              this.typed = { ...this.typed, [id]: String((event.target as HTMLInputElement).checked) };
            }}
          />
          <span>${label}</span>
        </label>
      `;
    }
    const control =
      kind === 'choice'
        ? html`<select data-field=${id} ?data-first-focus=${isFirst} @change=${take}>
            ${options?.map((one) => html`<option value=${one.id} ?selected=${one.id === value}>${one.label}</option>`)}
          </select>`
        : kind === 'note'
          ? html`<textarea
              rows="3"
              data-field=${id}
              ?data-first-focus=${isFirst}
              aria-invalid=${error ? 'true' : nothing}
              aria-describedby=${told}
              .value=${live(value)}
              @input=${take}
            ></textarea>`
          : html`<input
              type=${kind === 'day' ? 'date' : 'text'}
              autocomplete="off"
              inputmode=${kind === 'whole' ? 'numeric' : kind === 'money' || kind === 'percent' ? 'decimal' : 'text'}
              class=${kind === 'text' || kind === 'day' ? '' : 'numeric'}
              data-field=${id}
              ?data-first-focus=${isFirst}
              aria-invalid=${error ? 'true' : nothing}
              aria-describedby=${told}
              .value=${live(value)}
              @input=${take}
            />`;
    return html`
      <label class="field ${kind === 'text' || kind === 'note' ? 'wide' : ''}">
        <span>${label}</span>
        ${control} ${hint ? html`<span class="hint">${hint}</span>` : nothing}
        ${error ? html`<span class="error" id=${`${id}-error`}>${error}</span>` : nothing}
      </label>
    `;
  }

  #fault({ kind, isOptional }: FormPart, typed: string): string {
    if (typed === '') return isOptional ? '' : translate(this.language, 'launch.fault.empty');
    if (kind !== 'money' && kind !== 'percent' && kind !== 'whole' && kind !== 'day') return '';
    return kForms[kind].test(typed) ? '' : translate(this.language, `launch.fault.${kind}`);
  }

  async #submit(): Promise<void> {
    const { wish } = this;
    if (!wish || this.isBusy) return;
    const typed = Object.fromEntries(wish.parts.map(({ id, kind }) => [id, cleaned(kind, this.typed[id] ?? '')]));
    const faults = wish.parts.map((part): [string, string] => [part.id, this.#fault(part, typed[part.id] ?? '')]);
    this.faults = Object.fromEntries(faults.filter(([, error]) => error !== ''));
    if (Object.keys(this.faults).length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    this.isBusy = true;
    this.problem = null;
    try {
      await wish.done(typed);
      this.#close();
    } catch (reason) {
      this.problem = problemOf(reason);
    }
    this.isBusy = false;
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('done'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-launch-form': LaunchForm;
  }
}
