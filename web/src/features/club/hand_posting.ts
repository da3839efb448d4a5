// A posting by hand in one member's ledger: points given or taken off, an end put off, or one of these taken back; with who and why.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClubEntry, ClubLot, ClubMember, ClubPosted, ClubPosting, Posting } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { dayAfter } from './figures.ts';
import { wholeOf } from './form_field.ts';
import { postingFields, postingStyles } from './posting_form.ts';
import { problemLine } from './problem_line.ts';

const kPostings: readonly Posting[] = ['grant', 'charge', 'extend', 'undo'];

/** Postings by hand that are there and were not taken back, newest first. */
export function postingsToUndo(entries: readonly ClubEntry[]): readonly ClubEntry[] {
  const undone = new Set(entries.map(({ byHand }) => byHand?.undoes ?? ''));
  const seen = new Set<string>();
  return [...entries].reverse().filter(({ byHand }) => {
    if (byHand?.undoes !== '' || undone.has(byHand.number) || seen.has(byHand.number)) return false;
    seen.add(byHand.number);
    return true;
  });
}

@customElement('loyalane-club-posting')
export class HandPosting extends LitElement {
  static override styles = [controls, postingStyles];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) member: ClubMember | null = null;
  @state() private what: Posting = 'grant';
  @state() private problem: Problem | null = null;
  @state() private isPosting = false;
  /** Who enters it, kept from one posting to the next of this visit. */
  @state() private who = '';
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { member } = this;
    if (!member) return nothing;
    const { language } = this.#store.state;
    const toUndo = postingsToUndo(member.entries);
    const canApply = !this.isPosting && (this.what !== 'undo' || toUndo.length > 0);
    return html`
      <loyalane-dialog
        open
        .heading=${translate(language, 'hand.title', { name: member.name || member.id })}
        @close=${() => this.#close()}
      >
        <form
          id="posting"
          novalidate
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.#post(event.target as HTMLFormElement, member);
          }}
        >
          <fieldset class="wide">
            <legend class="small muted">${translate(language, 'hand.what')}</legend>
            <div class="choices">
              ${kPostings.map(
                (one, at) => html`
                  <label class="check">
                    <input
                      type="radio"
                      name="what"
                      value=${one}
                      ?data-first-focus=${at === 0}
                      .checked=${this.what === one}
                      @change=${() => {
                        this.what = one;
                        this.problem = null;
                      }}
                    />
                    ${translate(language, `hand.what.${one}`)}
                  </label>
                `,
              )}
            </div>
          </fieldset>
          ${this.#fields(language, member, toUndo)} ${postingFields(language, this.#firstDay(member), this.who)}
          <p class="small muted">${translate(language, 'hand.final')}</p>
        </form>
        ${this.problem ? problemLine(language, this.problem) : nothing}
        <div slot="footer" class="row">
          <button type="button" @click=${() => this.#close()}>${translate(language, 'hand.cancel')}</button>
          <button type="submit" form="posting" class="primary" data-action="post" ?disabled=${!canApply}>
            ${translate(language, 'hand.apply')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #fields(language: Language, member: ClubMember, toUndo: readonly ClubEntry[]): TemplateResult {
    const points = html`<label class="field">
      <span>${translate(language, 'hand.points')}</span>
      <input type="text" name="points" inputmode="numeric" class="numeric" autocomplete="off" />
    </label>`;
    const until = html`<label class="field">
      <span>${translate(language, 'hand.until')}</span>
      <input type="date" name="lastDay" />
      <span class="hint">${translate(language, 'hand.untilHint')}</span>
    </label>`;
    switch (this.what) {
      case 'grant':
        return html`${points} ${until}
          <label class="check">
            <input type="checkbox" name="qualifies" /> ${translate(language, 'hand.qualifies')}
          </label>`;
      case 'charge':
        return points;
      case 'extend':
        return html`${until}
          <label class="field wide">
            <span>${translate(language, 'hand.lot')}</span>
            <select name="lot">
              <option value="">${translate(language, 'hand.lotAll')}</option>
              ${extendable(member.lots).map(
                (lot, at) => html`
                  <option value=${at}>
                    ${translate(language, 'hand.lotOne', {
                      what: `${lot.ruleName || lot.rule} ${lot.source}`,
                      points: formatCount(language, lot.remaining),
                      day: lot.lastDay ?? '',
                    })}
                  </option>
                `,
              )}
            </select>
          </label>`;
      case 'undo':
        return toUndo.length === 0
          ? html`<p role="status">${translate(language, 'hand.numberNone')}</p>`
          : html`<label class="field wide">
              <span>${translate(language, 'hand.number')}</span>
              <select name="number">
                ${toUndo.map(
                  ({ byHand, day, kind, points: moved }) => html`
                    <option value=${byHand?.number ?? ''}>
                      ${translate(language, 'hand.numberOne', {
                        number: byHand?.number ?? '',
                        day,
                        kind: textOr(language, `club.kind.${kind}`, kind),
                        points: moved === 0 ? '' : formatCount(language, moved),
                        who: byHand?.who ?? '',
                        reason: byHand?.reason ?? '',
                      })}
                    </option>
                  `,
                )}
              </select>
            </label>`;
    }
  }

  /** The first day of the open month, or the day that is looked at where that is later. */
  #firstDay({ asOf }: ClubMember): string {
    const last = this.#store.state.club.state?.periods.at(-1)?.to;
    return last !== undefined && asOf <= last ? dayAfter(last) : asOf;
  }

  async #post(form: HTMLFormElement, member: ClubMember): Promise<void> {
    const fields = new FormData(form);
    const text = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    this.who = text('who');
    const lot = text('lot') === '' ? undefined : extendable(member.lots)[Number(text('lot'))];
    const posting: ClubPosting = {
      what: this.what,
      member: member.id,
      day: text('day'),
      who: text('who'),
      reason: text('reason'),
      points: wholeOf(text('points')) ?? 0,
      lastDay: text('lastDay'),
      qualifies: fields.get('qualifies') !== null,
      lot: lot ? { rule: lot.rule, source: lot.source } : null,
      number: text('number'),
    };
    this.isPosting = true;
    try {
      const posted = await this.workbench.club.post(posting);
      this.problem = null;
      this.what = 'grant';
      this.dispatchEvent(new CustomEvent<ClubPosted>('posted', { detail: posted }));
    } catch (reason) {
      this.problem = problemOf(reason);
    } finally {
      this.isPosting = false;
    }
  }

  #close(): void {
    this.problem = null;
    this.dispatchEvent(new CustomEvent('close'));
  }
}

/** Lots with points left and a fixed end. */
function extendable(lots: readonly ClubLot[]): readonly ClubLot[] {
  return lots.filter(({ remaining, lastDay }) => remaining > 0 && lastDay !== null);
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-posting': HandPosting;
  }
}
