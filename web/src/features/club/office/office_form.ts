// A dialog that does one thing in the members' office: fields, what it means, and why it was refused.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { translate } from '../../../i18n/translate.ts';
import { problemOf } from '../../../state/problem.ts';
import type { Problem } from '../../../state/state.ts';
import { StoreController } from '../../../state/store.ts';
import type { Workbench } from '../../../state/workbench.ts';
import { controls } from '../../../ui/controls.ts';
import '../../../ui/dialog.ts';
import { icon } from '../../../ui/icons.ts';
import { problemLine } from '../problem_line.ts';
import './customer_field.ts';

export interface OfficeField {
  /** Of the act. */
  readonly id: string;
  readonly label: string;
  /** customer: a code, typed or searched for. */
  readonly kind: 'text' | 'date' | 'choice' | 'list' | 'customer';
  readonly value: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly options?: readonly { readonly id: string; readonly label: string }[];
}

export interface OfficeTask {
  readonly do: string;
  readonly heading: string;
  readonly submit: string;
  readonly fields: readonly OfficeField[];
  /** What the act carries beside its fields. */
  readonly of?: Readonly<Record<string, unknown>>;
  /** Fields that go together under one name. */
  readonly under?: string;
  readonly told?: TemplateResult;
  readonly isFinal?: boolean;
}

/** Who works here is asked once a visit. */
let clerk = '';

@customElement('loyalane-office-form')
export class OfficeForm extends LitElement {
  static override styles = [
    controls,
    css`
      form {
        display: grid;
        gap: var(--care-space-2);
      }
      label {
        display: grid;
        gap: 2px;
      }
      .hint {
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
      }
      .told {
        display: grid;
        gap: var(--care-space-2);
        margin-bottom: var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) task: OfficeTask | null = null;
  @state() private values: Readonly<Record<string, string>> = {};
  @state() private problem: Problem | null = null;
  @state() private isBusy = false;
  readonly #store = new StoreController(this, () => this.workbench.store);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('task') || !this.task) return;
    this.problem = null;
    this.values = Object.fromEntries(
      this.task.fields.map(({ id, value }) => [id, id === 'who' && value === '' ? clerk : value]),
    );
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { task } = this;
    return html`
      <loyalane-dialog .open=${task !== null} .heading=${task?.heading ?? ''} @close=${this.#cancel}>
        ${
          task === null
            ? nothing
            : html`
                ${task.told ? html`<div class="told">${task.told}</div>` : nothing}
                <form
                  id="office"
                  data-form=${task.do}
                  @submit=${(event: Event) => {
                    event.preventDefault();
                    void this.#submit(task);
                  }}
                >
                  ${task.fields.map((field) => this.#field(field))}
                  ${this.problem ? problemLine(language, this.problem) : nothing}
                  <!-- Enter sends the form; the button that is seen is in the footer. -->
                  <button type="submit" hidden></button>
                </form>
              `
        }
        <div slot="footer" class="row">
          <button type="button" @click=${this.#cancel}>${translate(language, 'club.run.cancel')}</button>
          <button
            type="button"
            class=${task?.isFinal ? 'danger-button' : 'primary'}
            data-action="office-submit"
            ?disabled=${this.isBusy}
            @click=${() => task && void this.#submit(task)}
          >
            ${task?.isFinal ? icon('warning') : nothing} ${task?.submit ?? ''}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #field({ id, label, kind, hint, required, options }: OfficeField): TemplateResult {
    const value = this.values[id] ?? '';
    const set = (event: Event): void => {
      this.values = { ...this.values, [id]: (event.target as HTMLInputElement).value };
    };
    const told = hint ? `${id}-hint` : nothing;
    if (kind === 'customer') {
      return html`<loyalane-customer-field
        .workbench=${this.workbench}
        .label=${label}
        .hint=${hint ?? ''}
        .value=${value}
        @send=${() => this.task && void this.#submit(this.task)}
        @choose=${({ detail }: CustomEvent<string>) => (this.values = { ...this.values, [id]: detail })}
      ></loyalane-customer-field>`;
    }
    return html`
      <label>
        <span>${label}</span>
        ${
          kind === 'choice'
            ? html`<select data-field=${id} @change=${set}>
                ${options?.map(
                  (one) => html`<option value=${one.id} ?selected=${one.id === value}>${one.label}</option>`,
                )}
              </select>`
            : html`<input
                type=${kind === 'date' ? 'date' : 'text'}
                autocomplete="off"
                data-field=${id}
                .value=${live(value)}
                ?required=${required}
                aria-describedby=${told}
                @input=${set}
              />`
        }
        ${hint ? html`<span class="hint" id=${`${id}-hint`}>${hint}</span>` : nothing}
      </label>
    `;
  }

  async #submit(task: OfficeTask): Promise<void> {
    const form = this.renderRoot.querySelector('form');
    if (this.isBusy || !form?.reportValidity()) return;
    const given = Object.fromEntries(
      task.fields.map(({ id, kind }) => {
        const text = (this.values[id] ?? '').trim();
        return [id, kind === 'list' ? text.split(/[,，、;；]\s*/).filter((one) => one !== '') : text];
      }),
    );
    const inner = Object.fromEntries(Object.entries(given).filter(([id]) => id !== 'who' && id !== 'day'));
    const act = { do: task.do, ...task.of, ...(task.under ? { [task.under]: inner } : given) };
    this.isBusy = true;
    this.problem = null;
    try {
      await this.workbench.club.act('members', act);
      if (this.values.who) clerk = this.values.who;
      this.dispatchEvent(new CustomEvent('done', { detail: act }));
    } catch (reason) {
      this.problem = problemOf(reason);
    }
    this.isBusy = false;
  }

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent('cancel'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-office-form': OfficeForm;
  }
}
