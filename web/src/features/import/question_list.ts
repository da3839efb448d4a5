// All that the files leave open, in one place: each question with values out of the file and its answers as buttons. An answer moves the
// focus on to the next question. Fires `done` when the last one was answered and nothing new is asked.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate } from '../../i18n/translate.ts';
import type { State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { giveAnswer } from './answering.ts';
import { questionText, type Choosable, type QuestionText } from './question_text.ts';
import { nextQuestion, type Answer, type Question } from './questions.ts';

const kMonth = /^(19|20)\d\d-(0[1-9]|1[0-2])$/;
const kPercent = 100;

/** An answer that was given: where the focus goes on is known once the files have been looked at again. */
interface Given {
  readonly key: string;
  readonly before: readonly Question[];
}

@customElement('loyalane-question-list')
export class QuestionList extends LitElement {
  static override styles = [
    controls,
    css`
      .card {
        border-left: 4px solid var(--care-warning);
      }
      .card.done {
        border-left-color: var(--care-success);
      }
      h2:focus-visible {
        outline-offset: 4px;
      }
      ol {
        display: grid;
        margin-top: var(--care-space-2);
      }
      li {
        padding: var(--care-space-2) 0;
        border-top: 1px solid var(--care-line);
      }
      li:last-child {
        padding-bottom: 0;
      }
      fieldset {
        display: grid;
        gap: var(--care-space-1);
      }
      legend {
        padding: 0;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      legend .tag {
        margin-left: var(--care-space-2);
        font-weight: 400;
      }
      .details {
        overflow-wrap: anywhere;
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: var(--care-space-2);
        align-items: stretch;
        margin-top: var(--care-space-1);
      }
      .answers > button {
        display: inline-grid;
        justify-items: start;
        max-width: min(360px, 100%);
        min-height: var(--care-control-height);
        height: auto;
        padding: 4px var(--care-space-3);
        text-align: left;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .answers select {
        align-self: start;
        max-width: 200px;
      }
      .typed {
        display: inline-flex;
        gap: var(--care-space-1);
      }
      .typed input {
        width: 110px;
      }
      .typed input[type='month'] {
        width: 160px;
      }
      [role='alert']:empty {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) questions: readonly Question[] = [];
  /** The state that the questions come from. */
  @property({ attribute: false }) state!: State;
  /** Questions whose files shall not all get the answer. */
  @state() private apart: ReadonlySet<string> = new Set();
  /** The question whose typed answer makes no sense. */
  @state() private wrong: string | null = null;
  @state() private wereAsked = false;
  #given: Given | null = null;

  /** Puts the focus on the first question (of a file), else on the heading. */
  focusQuestion(source?: number): void {
    const wanted = this.questions.find(
      ({ sources }) => source === undefined || sources.some(({ id }) => id === source),
    );
    if (wanted) this.#focus(wanted.key);
  }

  protected override willUpdate(): void {
    if (this.questions.length > 0) this.wereAsked = true;
    else if (this.state.sources.length === 0) this.wereAsked = false;
    this.hidden = !this.wereAsked;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.#given || !(changed.has('questions') || changed.has('state'))) return;
    const { key, before } = this.#given;
    const isLooking = this.state.sources.some(({ state: { kind } }) => kind === 'probing');
    const isStillThere = this.questions.some((question) => question.key === key);
    const next = nextQuestion(before, key, this.questions);
    // A file that is being looked at again may bring its next question.
    if (isLooking && (next === null || isStillThere)) return;
    this.#given = null;
    if (next === null) this.dispatchEvent(new CustomEvent('done'));
    else this.#focus(next);
  }

  override render(): TemplateResult | typeof nothing {
    const { language } = this.state;
    const { questions } = this;
    if (!this.wereAsked) return nothing;
    if (questions.length === 0) {
      const isLooking = this.state.sources.some(({ state: { kind } }) => kind === 'probing');
      return html`<section class="card done">
        <p role="status">
          ${
            isLooking
              ? nothing
              : html`<span class="success">${icon('check')} ${translate(language, 'import.ask.done')}</span>`
          }
        </p>
      </section>`;
    }
    const blocking = questions.filter(({ isBlocking }) => isBlocking).length;
    const optional = questions.length - blocking;
    const title = [
      ...(blocking > 0 ? [translateCount(language, 'import.ask.title', blocking)] : []),
      ...(optional > 0
        ? [translateCount(language, blocking > 0 ? 'import.ask.andOptional' : 'import.ask.optionalLeft', optional)]
        : []),
    ].join(' · ');
    return html`
      <section class="card" aria-labelledby="asks">
        <h2 id="asks" role="status">${title}</h2>
        <p class="small muted">${translate(language, 'import.ask.lead')}</p>
        <ol>
          ${repeat(
            questions,
            ({ key }) => key,
            (question) => html`<li>${this.#question(question)}</li>`,
          )}
        </ol>
      </section>
    `;
  }

  #question(question: Question): TemplateResult {
    const { language, catalogue } = this.state;
    const text = questionText({ language, datasets: catalogue?.datasets ?? [] }, question);
    const { key, sources, isBlocking } = question;
    const names = sources.map(({ file }) => file.name).join(translate(language, 'list.separator'));
    const count = formatCount(language, sources.length);
    const about = [
      ...(sources.length > 1 ? [translate(language, 'import.ask.files', { count, names })] : []),
      ...(sources.length === 1 && !text.sentence.includes(names) ? [names] : []),
      ...text.details,
    ];
    return html`
      <fieldset data-question=${question.kind} data-key=${key}>
        <legend>
          ${text.sentence}${
            isBlocking ? nothing : html`<span class="tag muted">${translate(language, 'import.ask.optional')}</span>`
          }
        </legend>
        <p class="small muted details">${about.join(' · ')}</p>
        <div class="answers">
          ${text.answers.map((answer) => this.#button(question, answer))} ${this.#others(question, text)}
          ${this.#typed(question, text)}
        </div>
        ${
          sources.length > 1
            ? html`<label class="check small">
                <input
                  type="checkbox"
                  .checked=${!this.apart.has(key)}
                  @change=${(event: Event) => this.#together(key, (event.target as HTMLInputElement).checked)}
                />
                ${translate(language, 'import.ask.all', { count })}
              </label>`
            : nothing
        }
      </fieldset>
    `;
  }

  #button(question: Question, { label, hint, answer }: Choosable): TemplateResult {
    return html`<button type="button" @click=${() => this.#give(question, answer)}>
      <span>${label}</span>${hint ? html`<span class="small muted">${hint}</span>` : nothing}
    </button>`;
  }

  #others(question: Question, { others, sentence }: QuestionText): TemplateResult | typeof nothing {
    if (others.length === 0) return nothing;
    const { language } = this.state;
    return html`<select
      aria-label=${translate(language, 'import.ask.otherOf', { question: sentence })}
      @change=${(event: Event) => {
        const other = others[Number((event.target as HTMLSelectElement).value)];
        if (other) this.#give(question, other.answer);
      }}
    >
      <option value="" disabled .selected=${true}>${translate(language, 'import.ask.other')}</option>
      ${others.map(({ label }, at) => html`<option value=${at}>${label}</option>`)}
    </select>`;
  }

  #typed(question: Question, { typed }: QuestionText): TemplateResult | typeof nothing {
    if (typed === null) return nothing;
    const { language } = this.state;
    const isWrong = this.wrong === question.key;
    const label = translate(language, typed === 'month' ? 'import.ask.billMonthField' : 'import.ask.taxRateField');
    return html`
      <form
        class="typed"
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault();
          const input = (event.target as HTMLFormElement).querySelector('input');
          if (input) this.#type(question, typed, input.value.trim());
        }}
      >
        <input
          type=${typed === 'month' ? 'month' : 'number'}
          min=${typed === 'month' ? nothing : '0'}
          max=${typed === 'month' ? nothing : '100'}
          step=${typed === 'month' ? nothing : 'any'}
          placeholder=${typed === 'month' ? '2026-01' : nothing}
          aria-label=${label}
          title=${label}
          aria-invalid=${isWrong ? 'true' : nothing}
        />
        <button type="submit">${translate(language, 'import.ask.confirm')}</button>
      </form>
      <span class="error" role="alert"
        >${isWrong ? translate(language, typed === 'month' ? 'import.ask.billMonthBad' : 'import.ask.taxRateBad') : nothing}</span
      >
    `;
  }

  #type(question: Question, typed: 'month' | 'percent', value: string): void {
    const percent = value === '' ? NaN : Number(value);
    const isRight = typed === 'month' ? kMonth.test(value) : percent >= 0 && percent <= kPercent;
    this.wrong = isRight ? null : question.key;
    if (!isRight) return;
    const change = typed === 'month' ? { billMonth: value } : { taxRate: percent / kPercent };
    this.#give(question, { is: 'reading', change });
  }

  #together(key: string, isTogether: boolean): void {
    const apart = new Set(this.apart);
    if (isTogether) apart.delete(key);
    else apart.add(key);
    this.apart = apart;
  }

  #give(question: Question, answer: Answer): void {
    const { key, sources } = question;
    this.#given = { key, before: this.questions };
    const [first] = sources;
    giveAnswer(this.workbench, question, answer, this.apart.has(key) ? [first.id] : sources.map(({ id }) => id));
  }

  #focus(key: string): void {
    for (const fieldset of this.renderRoot.querySelectorAll<HTMLElement>('fieldset')) {
      if (fieldset.dataset.key !== key) continue;
      fieldset.scrollIntoView({ block: 'nearest' });
      fieldset.querySelector<HTMLElement>('button, input, select')?.focus();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-question-list': QuestionList;
  }
}
