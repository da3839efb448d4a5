// A labelled field of the club's forms with its hint and what is wrong with it.

import { html, nothing, type TemplateResult } from 'lit';
import { typed } from '../../ui/typed_value.ts';

export interface FormField {
  /** Names the field in the page and in messages. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly kind: 'whole' | 'money' | 'text' | 'day';
  readonly hint?: string;
  readonly error?: string;
  /** Shown inside a table whose header says what it is: the label is for screen readers only. */
  readonly isBare?: boolean;
  readonly changed: (value: string) => void;
}

export const isMoney = (text: string): boolean => /^\d{1,10}(\.\d{1,2})?$/.test(text.trim());
/** A whole number from 0, as it is typed. */
export const wholeOf = (text: string): number | null => {
  const digits = text.trim().replace(/,/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
};

export function formField({ id, label, value, kind, hint, error, isBare, changed }: FormField): TemplateResult {
  const told = error ? `${id}-error` : nothing;
  return html`
    <label class="field">
      <span class=${isBare ? 'visually-hidden' : ''}>${label}</span>
      <input
        type=${kind === 'day' ? 'date' : 'text'}
        autocomplete="off"
        inputmode=${kind === 'money' ? 'decimal' : kind === 'whole' ? 'numeric' : 'text'}
        class=${kind === 'text' || kind === 'day' ? '' : 'numeric'}
        data-field=${id}
        .value=${typed(value)}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${told}
        @change=${(event: Event) => changed((event.target as HTMLInputElement).value)}
      />
      ${hint ? html`<span class="hint">${hint}</span>` : nothing}
      ${error ? html`<span class="error" id=${`${id}-error`}>${error}</span>` : nothing}
    </label>
  `;
}
