// Ends of points put off for all members at once, such as after a failure of the service: first how many members and points it is, then
// entered; and taken back for all.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PostedForAll, PostingForAll, ToldForAll } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import { dayAfter } from './figures.ts';
import { postingFields, postingStyles } from './posting_form.ts';
import { problemLine } from './problem_line.ts';

type Scope = 'all' | 'until';

@customElement('loyalane-club-extend-all')
export class ExtendAll extends LitElement {
  static override styles = [controls, postingStyles];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ type: Boolean }) isOpen = false;
  @state() private what: PostingForAll['what'] = 'extend';
  @state() private scope: Scope = 'until';
  @state() private looked: PostedForAll | null = null;
  @state() private done: PostedForAll | null = null;
  @state() private problem: Problem | null = null;
  @state() private isBusy = false;
  @state() private postings: readonly ToldForAll[] = [];
  readonly #store = new StoreController(this, () => this.workbench.store);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('isOpen') || !this.isOpen) return;
    this.what = 'extend';
    this.#forget();
    this.done = null;
    void this.#tellPostings();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { language } = this.#store.state;
    const canSend = !this.isBusy && (this.what === 'extend' || this.#toUndo.length > 0);
    const { looked } = this;
    return html`
      <loyalane-dialog open .heading=${translate(language, 'extendAll.title')} @close=${() => this.#close()}>
        <form
          id="all"
          novalidate
          @input=${() => this.#forget()}
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.#send(event.target as HTMLFormElement, looked !== null);
          }}
        >
          <fieldset class="wide">
            <legend class="small muted">${translate(language, 'hand.what')}</legend>
            <div class="choices">
              ${(['extend', 'undo'] as const).map(
                (one, at) => html`
                  <label class="check">
                    <input
                      type="radio"
                      name="what"
                      value=${one}
                      ?data-first-focus=${at === 0}
                      .checked=${this.what === one}
                      @change=${() => (this.what = one)}
                    />
                    ${translate(language, `hand.what.${one}`)}
                  </label>
                `,
              )}
            </div>
          </fieldset>
          ${this.what === 'extend' ? this.#extent(language) : this.#numbers(language)}
          ${postingFields(language, this.#firstDay)}
        </form>
        ${this.problem ? problemLine(language, this.problem) : nothing}
        <div role="status">
          ${looked ? this.#told(language, looked, 'extendAll.looked') : nothing}
          ${this.done ? this.#told(language, this.done, 'extendAll.done') : nothing}
        </div>
        <div slot="footer" class="row">
          <button type="button" @click=${() => this.#close()}>
            ${translate(language, this.done ? 'extendAll.close' : 'hand.cancel')}
          </button>
          <button
            type="submit"
            form="all"
            class="primary"
            data-action=${looked ? 'apply-all' : 'look-all'}
            ?disabled=${!canSend}
          >
            ${translate(language, looked ? 'extendAll.apply' : 'extendAll.look')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #extent(language: Language): TemplateResult {
    return html`
      <fieldset class="wide">
        <legend class="small muted">${translate(language, 'extendAll.scope')}</legend>
        <div class="choices">
          ${(['until', 'all'] as const).map(
            (one) => html`
              <label class="check">
                <input
                  type="radio"
                  name="scope"
                  value=${one}
                  .checked=${this.scope === one}
                  @change=${() => (this.scope = one)}
                />
                ${translate(language, `extendAll.scope.${one}`)}
              </label>
            `,
          )}
        </div>
      </fieldset>
      ${
        this.scope === 'until'
          ? html`<label class="field">
              <span>${translate(language, 'extendAll.until')}</span>
              <input type="date" name="expiringUntil" required />
            </label>`
          : nothing
      }
      <label class="field">
        <span>${translate(language, 'extendAll.lastDay')}</span>
        <input type="date" name="lastDay" required />
      </label>
      <p class="small muted">${translate(language, 'extendAll.who')}</p>
    `;
  }

  #numbers(language: Language): TemplateResult {
    const toUndo = this.#toUndo;
    return toUndo.length === 0
      ? html`<p>${translate(language, 'extendAll.none')}</p>`
      : html`<label class="field wide">
          <span>${translate(language, 'hand.number')}</span>
          <select name="number">
            ${toUndo.map(
              ({ number, day, who, reason, members, undone }) => html`
                <option value=${number}>
                  ${translate(language, 'extendAll.number', {
                    ...{ number, day, who, reason },
                    members: formatCount(language, members - undone),
                  })}
                </option>
              `,
            )}
          </select>
        </label>`;
  }

  #told(language: Language, told: PostedForAll, text: 'extendAll.looked' | 'extendAll.done'): TemplateResult {
    const count = (number: number): string => formatCount(language, number);
    return html`
      <p
        data-members=${told.members}
        data-points=${told.points}
        data-applied=${String(told.applied)}
        data-number=${told.number}
      >
        ${told.applied ? icon('check') : nothing}
        ${translate(language, text, {
          number: told.number,
          members: count(told.members),
          points: count(told.points),
          lots: count(told.lots),
        })}
        ${told.late ? translate(language, 'hand.doneLate', { day: told.day, postedOn: told.postedOn }) : nothing}
      </p>
      ${
        told.refusedMembers === 0
          ? nothing
          : html`<p class="warning" data-refused=${told.refusedMembers}>
                ${translate(language, 'extendAll.refused', { members: count(told.refusedMembers) })}
              </p>
              <ul class="small">
                ${told.refused.slice(0, 20).map(({ member, text: why, id }) => html`<li>${member}: ${why} ${id}</li>`)}
              </ul>`
      }
    `;
  }

  get #toUndo(): readonly ToldForAll[] {
    return this.postings.filter(({ undoes, members, undone }) => undoes === '' && undone < members).reverse();
  }

  /** The first day of the open month, or the last of the data where that is later. */
  get #firstDay(): string {
    const { club, result } = this.#store.state;
    const asOf = result?.report.asOf ?? '';
    const last = club.state?.periods.at(-1)?.to;
    return last !== undefined && asOf <= last ? dayAfter(last) : asOf;
  }

  async #tellPostings(): Promise<void> {
    try {
      this.postings = await this.workbench.club.postingsForAll();
    } catch (reason) {
      this.problem = problemOf(reason);
    }
  }

  async #send(form: HTMLFormElement, apply: boolean): Promise<void> {
    const fields = new FormData(form);
    const text = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    this.isBusy = true;
    this.problem = null;
    try {
      const told = await this.workbench.club.postForAll({
        what: this.what,
        day: text('day'),
        who: text('who'),
        reason: text('reason'),
        lastDay: text('lastDay'),
        expiringUntil: text('expiringUntil'),
        number: text('number'),
        apply,
      });
      this.looked = apply ? null : told;
      this.done = apply ? told : null;
      if (apply) await this.#tellPostings();
    } catch (reason) {
      this.looked = null;
      this.problem = problemOf(reason);
    } finally {
      this.isBusy = false;
    }
  }

  /** What was looked at is of another question now. */
  #forget(): void {
    this.looked = null;
    this.problem = null;
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-extend-all': ExtendAll;
  }
}
