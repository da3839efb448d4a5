// A merger with another club, before it is done: the rate, which tier becomes which, and what each tier's members would get.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ExitMerge, ExitPlan, ExitView } from '../../engine/protocol.ts';
import { formatCount, formatFigure } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { typed } from '../../ui/typed_value.ts';
import { formField, wholeOf } from './form_field.ts';
import { tierName } from './names.ts';
import { problemLine } from './problem_line.ts';
import { tiersTyped } from './tiers_typed.ts';

const kNewMerge: ExitMerge = { target: 1, source: 1, rounding: 'down', targetTiers: [], tiers: {} };

@customElement('loyalane-exit-merge')
export class ExitMergePart extends LitElement {
  static override styles = [
    controls,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .rate {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .rate .field {
        flex: 0 1 150px;
        min-width: 110px;
      }
      .rate .wide {
        flex: 1 1 260px;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      td select {
        min-width: 6em;
      }
      @media (max-width: 520px) {
        .table th,
        .table td {
          padding-inline: var(--care-space-1);
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) plan!: ExitPlan;
  @property({ attribute: false }) standing!: ExitView;
  @state() private fault: Problem | null = null;
  @state() private typed: Readonly<Partial<Record<'target' | 'source', string>>> = {};
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { merge } = this.plan;
    return html`
      <section class="card stack" aria-labelledby="merge">
        <div class="head">
          <div>
            <h2 id="merge">${translate(language, 'club.merge.title')}</h2>
            <p class="small muted">${translate(language, 'club.merge.lead')}</p>
          </div>
          ${
            merge
              ? html`<button
                  type="button"
                  class="quiet no-print"
                  data-action="no-merge"
                  @click=${() => void this.#set(null)}
                >
                  ${translate(language, 'club.merge.remove')}
                </button>`
              : nothing
          }
        </div>
        ${this.fault ? problemLine(language, this.fault) : nothing}
        ${
          merge
            ? this.#form(language, merge)
            : html`<div class="no-print">
                <button type="button" data-action="merge" @click=${() => void this.#set(kNewMerge)}>
                  ${translate(language, 'club.merge.add')}
                </button>
              </div>`
        }
      </section>
    `;
  }

  #form(language: Language, merge: ExitMerge): TemplateResult {
    const part = (id: 'source' | 'target'): TemplateResult =>
      formField({
        id: `merge-${id}`,
        label: translate(language, `club.merge.${id}`),
        value: this.typed[id] ?? String(merge[id]),
        kind: 'whole',
        ...(this.typed[id] !== undefined && { error: translate(language, 'club.merge.part') }),
        changed: (text) => {
          const points = wholeOf(text);
          const isGood = points !== null && points >= 1 && points <= 1_000_000;
          this.typed = { ...this.typed, [id]: isGood ? undefined : text };
          if (isGood) void this.#set({ ...merge, [id]: points });
        },
      });
    const { standing } = this;
    return html`
      <div class="rate">
        ${part('source')} ${part('target')}
        <label class="field">
          <span>${translate(language, 'club.merge.rounding')}</span>
          <select
            data-field="merge-rounding"
            @change=${(event: Event) =>
              void this.#set({
                ...merge,
                rounding: (event.target as HTMLSelectElement).value === 'nearest' ? 'nearest' : 'down',
              })}
          >
            ${(['down', 'nearest'] as const).map(
              (one) => html`
                <option value=${one} ?selected=${merge.rounding === one}>
                  ${translate(language, `club.merge.round.${one}`)}
                </option>
              `,
            )}
          </select>
        </label>
        <label class="field wide">
          <span>${translate(language, 'club.merge.theirTiers')}</span>
          <input
            type="text"
            autocomplete="off"
            data-field="merge-tiers"
            .value=${typed(merge.targetTiers.join(translate(language, 'list.separator')))}
            @change=${(event: Event) => this.#setTiers(merge, (event.target as HTMLInputElement).value)}
          />
          <span class="hint">${translate(language, 'club.merge.theirTiersHint')}</span>
        </label>
      </div>
      ${merge.targetTiers.length === 0 ? nothing : this.#table(language, merge)}
      ${
        standing.merge
          ? html`<p data-merge-total>
              ${translate(language, 'club.merge.total', {
                source: formatCount(language, standing.merge.sourceTotal),
                target: formatCount(language, standing.merge.targetTotal),
                rest: formatFigure(language, standing.merge.remainder.num / standing.merge.remainder.den, 2),
              })}
            </p>`
          : nothing
      }
      ${
        standing.mergeProblem && merge.targetTiers.length > 0
          ? html`<p class="warning" data-merge-problem=${standing.mergeProblem.id}>
              ${icon('warning')} ${standing.mergeProblem.text}${translate(language, 'club.exit.stop')}
              ${standing.mergeProblem.remedy} <span class="small">${standing.mergeProblem.id}</span>
            </p>`
          : nothing
      }
    `;
  }

  #table(language: Language, merge: ExitMerge): TemplateResult {
    const tiers = this.#store.state.club.state?.programme.tiers.tiers ?? [];
    const nameOfTier = (name: string): string => {
      const tier = tiers.find((one) => one.name === name);
      return tier ? tierName(language, tier) : name;
    };
    const count = (points: number): string => formatCount(language, points);
    return html`
      <div class="scroll" tabindex="0" role="region" aria-labelledby="merge">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">${translate(language, 'club.merge.ourTier')}</th>
              <th scope="col">${translate(language, 'club.merge.becomes')}</th>
              <th scope="col" class="numeric">${translate(language, 'club.merge.members')}</th>
              <th scope="col" class="numeric">${translate(language, 'club.merge.ourPoints')}</th>
              <th scope="col" class="numeric">${translate(language, 'club.merge.theirPoints')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.standing.sourceTiers.map((tier, at) => {
              const row = this.standing.merge?.tiers[at];
              return html`
                <tr>
                  <td>${nameOfTier(tier)}</td>
                  <td>
                    <select
                      data-tier=${at}
                      aria-label=${translate(language, 'club.merge.tierOf', { tier: nameOfTier(tier) })}
                      @change=${(event: Event) => this.#map(merge, tier, (event.target as HTMLSelectElement).value)}
                    >
                      <option value="" ?selected=${!merge.tiers[tier]}>
                        ${translate(language, 'club.merge.choose')}
                      </option>
                      ${merge.targetTiers.map(
                        (name) => html`<option value=${name} ?selected=${merge.tiers[tier] === name}>${name}</option>`,
                      )}
                    </select>
                  </td>
                  <td class="numeric">${row ? count(row.members) : '–'}</td>
                  <td class="numeric">${row ? count(row.points) : '–'}</td>
                  <td class="numeric">${row ? count(row.converted) : '–'}</td>
                </tr>
              `;
            })}
          </tbody>
        </table>
      </div>
    `;
  }

  /** A tier that the other club no longer has is mapped no more; with one tier there is no choice. */
  #setTiers(merge: ExitMerge, text: string): void {
    const targetTiers = tiersTyped(text);
    const [only] = targetTiers;
    const tiers =
      targetTiers.length === 1 && only !== undefined
        ? Object.fromEntries(this.standing.sourceTiers.map((tier) => [tier, only]))
        : Object.fromEntries(Object.entries(merge.tiers).filter(([, to]) => targetTiers.includes(to)));
    void this.#set({ ...merge, targetTiers, tiers });
  }

  #map(merge: ExitMerge, tier: string, to: string): void {
    const others = Object.entries(merge.tiers).filter(([from]) => from !== tier);
    void this.#set({ ...merge, tiers: Object.fromEntries(to === '' ? others : [...others, [tier, to]]) });
  }

  async #set(merge: ExitMerge | null): Promise<void> {
    this.fault = null;
    if (merge === null) this.typed = {};
    try {
      await this.workbench.club.act('exit', { do: 'merge', merge });
    } catch (reason) {
      this.fault = problemOf(reason);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-exit-merge': ExitMergePart;
  }
}
