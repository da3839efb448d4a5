// The four types on their two axes: how many, what they bring, what changed, and what to do for each.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TypeId } from '../../engine/protocol.ts';
import { formatCount, formatMoney, formatShare } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { pick, textOf, translate, type Language } from '../../i18n/translate.ts';
import { typePlans } from '../../i18n/type_plans.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/info.ts';
import '../../ui/share_bar.ts';
import '../../ui/type_mark.ts';
import { kMatrix, toggled, typeFigures, type TypeFigures } from './type_figures.ts';

/** Types whose name and aim are ours. */
const kOwnNames: ReadonlySet<TypeId> = new Set(['core', 'contested']);

@customElement('loyalane-types-view')
export class TypesView extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        /* Beside the map there is half the room of a page of its own. */
        container-type: inline-size;
      }
      /* Its heading stands level with the map's, which has a card around it. */
      section.stack {
        padding-top: 12px;
      }
      @media (max-width: 1000px) {
        section.stack {
          padding-top: 0;
        }
      }
      .matrix {
        display: grid;
        gap: var(--care-space-2);
      }
      /* Two cards, and below them the plan of one of them, as wide as both. */
      .pair {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) minmax(0, 1fr);
        gap: var(--care-space-2);
      }
      .pair > .value {
        grid-area: 1 / 1;
      }
      .pair > .left {
        grid-area: 1 / 2;
      }
      .pair > .right {
        grid-area: 1 / 3;
      }
      .pair > .plan {
        grid-area: 2 / 2 / 3 / 4;
      }
      .axis {
        display: grid;
        place-items: center;
        align-self: stretch;
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
      }
      .axis.value {
        writing-mode: vertical-rl;
      }
      .type {
        display: flex;
        flex-direction: column;
        gap: var(--care-space-1);
        padding: var(--care-space-2) var(--care-space-3) var(--care-space-3);
        border: 1px solid var(--care-line);
        border-top: 4px solid currentcolor;
        border-radius: var(--care-radius);
        background: var(--care-surface);
      }
      .type > * {
        color: var(--care-text);
      }
      .type > .bar {
        color: inherit;
      }
      .type h3 {
        font-size: var(--care-font-size-large);
      }
      .core {
        color: var(--care-type-core);
      }
      .contested {
        color: var(--care-type-contested);
      }
      .loyal {
        color: var(--care-type-loyal);
      }
      .general {
        color: var(--care-type-general);
      }
      .type > .small.muted {
        color: var(--care-text-muted);
      }
      .nowrap {
        white-space: nowrap;
      }
      /* One line each, so that bars stand level in cards beside each other. */
      .label {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--care-space-1);
        font-size: var(--care-font-size-small);
      }
      .label > span {
        white-space: nowrap;
      }
      /* Filters come and go; the page below stays where it is. */
      .selected {
        min-height: 1.5em;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--care-space-1) var(--care-space-2);
      }
      .head button {
        min-height: 28px;
        padding: 0 var(--care-space-2);
        font-size: var(--care-font-size-small);
      }
      .aim {
        margin-top: var(--care-space-1);
      }
      .change {
        font-weight: 600;
      }
      .open {
        align-self: flex-start;
        min-height: 28px;
        margin-left: calc(-1 * var(--care-space-1));
        padding: 0 var(--care-space-1);
        color: var(--care-accent);
      }
      .plan {
        padding: var(--care-space-2) var(--care-space-3) var(--care-space-3);
        border: 1px solid var(--care-line);
        border-left: 4px solid currentcolor;
        border-radius: var(--care-radius);
        background: var(--care-surface);
      }
      .plan > * {
        color: var(--care-text);
      }
      .plan > .muted {
        margin-top: var(--care-space-2);
        color: var(--care-text-muted);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--care-space-1) var(--care-space-3);
        margin-top: var(--care-space-1);
      }
      dl dt {
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      dl ul {
        padding-left: 1.2em;
        list-style: disc;
      }
      @container (max-width: 560px) {
        .type {
          padding-inline: var(--care-space-2);
        }
        .type h3 {
          font-size: var(--care-font-size);
        }
      }
      @container (max-width: 400px) {
        .pair {
          grid-template-columns: minmax(0, 1fr);
        }
        .pair > .left,
        .pair > .right,
        .pair > .plan {
          grid-area: auto;
        }
        .pair > .axis,
        .pair > .value {
          display: none;
        }
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
        .type {
          padding: var(--care-space-2);
        }
      }
      @media print {
        .type {
          break-inside: avoid;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  /** The type whose plan is open: one at a time, so that the matrix stays a matrix. */
  @state() private planOpen: TypeId | null = null;

  override render(): TemplateResult | typeof nothing {
    const { language, shown, result } = this.#store.state;
    if (!shown || !result) return nothing;
    const { currency } = result.report;
    const { former } = result;
    const figures = typeFigures(shown.value, former?.summary ?? null);
    const card = (id: TypeId, side: 'left' | 'right'): TemplateResult | typeof nothing => {
      const one = figures.find((each) => each.id === id);
      return one ? this.#card(language, one, currency, side) : nothing;
    };
    return html`
      <section class="stack" aria-labelledby="types">
        <div>
          <h2 id="types">
            ${translate(language, 'types.title')}<loyalane-info
              of="type"
              .label=${translate(language, 'types.title')}
            ></loyalane-info>
          </h2>
          <p class="small muted">${translate(language, 'types.lead')}</p>
          ${
            former
              ? html`<p class="small muted">
                  ${
                    former.asOf === null
                      ? translate(language, 'types.formerOpen')
                      : translate(language, 'types.former', { asOf: former.asOf })
                  }
                </p>`
              : nothing
          }
        </div>
        <div class="matrix">
          ${kMatrix.map(
            ([left, right], at) => html`
              <div class="pair">
                <div class="axis value" aria-hidden="true">
                  ${translate(language, at === 0 ? 'segment.highCv' : 'segment.lowCv')}
                </div>
                ${card(left, 'left')} ${card(right, 'right')}
              </div>
            `,
          )}
          <div class="pair">
            <div class="axis left" aria-hidden="true">${translate(language, 'segment.lowAc')}</div>
            <div class="axis right" aria-hidden="true">${translate(language, 'segment.highAc')}</div>
          </div>
        </div>
      </section>
    `;
  }

  #card(
    language: Language,
    { id, type, selected, change }: TypeFigures,
    currency: string,
    side: 'left' | 'right',
  ): TemplateResult {
    const name = pick(language, type);
    const isChosen = this.#chosen().includes(id);
    const isOpen = this.planOpen === id;
    const share = {
      share: formatShare(language, type.share),
      low: formatShare(language, type.shareLow),
      high: formatShare(language, type.shareHigh),
    };
    return html`
      <article class="type ${side} ${id}" data-type=${id} aria-labelledby=${id}>
        <div class="head">
          <h3 id=${id}>
            <loyalane-type-mark .type=${id} .label=${name}></loyalane-type-mark
            ><loyalane-info of=${id} .label=${name}></loyalane-info>
          </h3>
          <button
            class="no-print"
            type="button"
            aria-pressed=${isChosen ? 'true' : 'false'}
            @click=${() => this.#toggle(id)}
          >
            ${icon(isChosen ? 'check' : 'filter')}
            <span>
              ${translate(language, isChosen ? 'types.filtered' : 'types.filterShort')}<span class="visually-hidden"
                >${translate(language, 'types.filterName', { name })}</span
              >
            </span>
          </button>
        </div>
        <p>
          <span class="figure" data-figure="count">${formatCount(language, type.count)}</span>
          ${translateCount(language, 'types.unit', type.count)}
        </p>
        <p class="label">
          <span>
            <span aria-hidden="true">${translate(language, 'types.share', share)}</span
            ><span class="visually-hidden">${translate(language, 'types.shareName', share)}</span
            ><loyalane-info
              of="share_interval"
              .label=${translate(language, 'definitions.share_interval.name')}
            ></loyalane-info>
          </span>
        </p>
        <loyalane-share-bar
          class="bar"
          .share=${type.share}
          .low=${type.shareLow}
          .high=${type.shareHigh}
        ></loyalane-share-bar>
        <p class="label">
          ${
            type.amountShare === null
              ? html`<span>${translate(language, 'types.amountUnknown')}</span>`
              : html`<span
                    >${translate(language, 'types.amountShare', { share: formatShare(language, type.amountShare) })}</span
                  >
                  <span>${formatMoney(language, type.amount, currency)}</span>`
          }
        </p>
        <loyalane-share-bar class="bar" .share=${type.amountShare ?? 0}></loyalane-share-bar>
        ${
          change === null
            ? nothing
            : html`<p class="small change" data-figure="change">${this.#change(language, change)}</p>`
        }
        <p class="small selected">
          ${
            selected === null
              ? nothing
              : html`<span data-figure="selected"
                  >${translate(language, 'types.selected', { count: formatCount(language, selected) })}</span
                >`
          }
        </p>
        <p class="aim"><strong>${textOf(language, typePlans[id].aim)}</strong></p>
        <button
          class="quiet open no-print"
          type="button"
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-label=${translate(language, 'types.planOf', { name })}
          @click=${() => (this.planOpen = isOpen ? null : id)}
        >
          ${icon(isOpen ? 'chevron-up' : 'chevron-down')} ${translate(language, 'types.plan')}
        </button>
      </article>
      ${isOpen ? this.#plan(language, id, name) : nothing}
    `;
  }

  #change(language: Language, change: number): TemplateResult | string {
    if (change === 0) return translate(language, 'types.same');
    const count = formatCount(language, Math.abs(change));
    return html`${icon(change > 0 ? 'arrow-up' : 'arrow-down')}
    ${translate(language, change > 0 ? 'types.more' : 'types.fewer', { count })}`;
  }

  #plan(language: Language, id: TypeId, name: string): TemplateResult {
    const { contact, reports, content } = typePlans[id];
    return html`
      <section class="plan ${id}" data-plan=${id} aria-label=${translate(language, 'types.planOf', { name })}>
        <h3><loyalane-type-mark .type=${id} .label=${name}></loyalane-type-mark></h3>
        <dl>
          <dt>${translate(language, 'types.contact')}</dt>
          <dd>${textOf(language, contact)}</dd>
          <dt>${translate(language, 'types.reports')}</dt>
          <dd>${textOf(language, reports)}</dd>
          <dt>${translate(language, 'types.content')}</dt>
          <dd>
            <ul>
              ${content.map((key) => html`<li>${textOf(language, key)}</li>`)}
            </ul>
          </dd>
        </dl>
        <p class="small muted">${translate(language, kOwnNames.has(id) ? 'types.ours' : 'types.source')}</p>
      </section>
    `;
  }

  #chosen(): readonly TypeId[] {
    const filter = this.#store.state.document.view.filters.find(({ by }) => by === 'type');
    return filter?.by === 'type' ? filter.is : [];
  }

  #toggle(id: TypeId): void {
    this.workbench.setFilter({ by: 'type', is: toggled(this.#chosen(), id) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-types-view': TypesView;
  }
}
