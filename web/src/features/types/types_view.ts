// The four types on their two axes: how many, what they bring, what changed, and what to do for each.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TypeId } from '../../engine/protocol.ts';
import { formatCount, formatMoney, formatShare } from '../../i18n/format.ts';
import { pick, textOf, translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/info.ts';
import '../../ui/share_bar.ts';
import '../../ui/type_mark.ts';
import { kMatrix, toggled, typeFigures, type TypeFigures } from './type_figures.ts';
import { typePlans } from './type_plans.ts';

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
      .matrix {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) minmax(0, 1fr);
        gap: var(--care-space-2);
      }
      /* Cards of a row are of one height, until a plan is open in one; a browser without :has keeps them so. */
      .matrix:has(details[open]) {
        align-items: start;
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
      .count {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--care-space-3);
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
      details {
        margin-top: var(--care-space-1);
      }
      details summary {
        color: var(--care-accent);
      }
      dl.plan {
        display: grid;
        gap: var(--care-space-1);
        margin-top: var(--care-space-1);
      }
      dl.plan dt {
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      dl.plan ul {
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
        .matrix {
          grid-template-columns: minmax(0, 1fr);
        }
        .axis {
          display: none;
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

  override render(): TemplateResult | typeof nothing {
    const { language, shown, result } = this.#store.state;
    if (!shown || !result) return nothing;
    const { currency } = result.report;
    const { former } = result;
    const figures = typeFigures(shown.value, former?.summary ?? null);
    const card = (id: TypeId): TemplateResult | typeof nothing => {
      const one = figures.find((each) => each.id === id);
      return one ? this.#card(language, one, currency) : nothing;
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
            (row, at) => html`
              <div class="axis value" aria-hidden="true">
                ${translate(language, at === 0 ? 'segment.highCv' : 'segment.lowCv')}
              </div>
              ${row.map(card)}
            `,
          )}
          <div class="axis"></div>
          <div class="axis" aria-hidden="true">${translate(language, 'segment.lowAc')}</div>
          <div class="axis" aria-hidden="true">${translate(language, 'segment.highAc')}</div>
        </div>
      </section>
    `;
  }

  #card(language: Language, { id, type, selected, change }: TypeFigures, currency: string): TemplateResult {
    const name = pick(language, type);
    const isChosen = this.#chosen().includes(id);
    const words = {
      count: formatCount(language, type.count),
      share: formatShare(language, type.share),
      low: formatShare(language, type.shareLow),
      high: formatShare(language, type.shareHigh),
    };
    return html`
      <article class="type ${id}" data-type=${id} aria-labelledby=${id}>
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
        <div class="count">
          <p>
            <span class="figure" data-figure="count" aria-hidden="true">${words.count}</span>
            <span aria-hidden="true"
              >${translate(language, 'types.unit')}<span class="nowrap"
                >${translate(language, 'types.share', words)}</span
              ></span
            ><span class="visually-hidden">${translate(language, 'types.countName', words)}</span
            ><loyalane-info
              of="share_interval"
              .label=${translate(language, 'definitions.share_interval.name')}
            ></loyalane-info>
          </p>
          ${
            change === null
              ? nothing
              : html`<p class="small change" data-figure="change">${this.#change(language, change)}</p>`
          }
          ${
            selected === null
              ? nothing
              : html`<p class="small" data-figure="selected">
                  ${translate(language, 'types.selected', { count: formatCount(language, selected) })}
                </p>`
          }
        </div>
        <loyalane-share-bar
          class="bar"
          .share=${type.share}
          .low=${type.shareLow}
          .high=${type.shareHigh}
        ></loyalane-share-bar>
        <p class="small">
          ${
            type.amountShare === null
              ? translate(language, 'types.amountUnknown')
              : translate(language, 'types.amount', {
                  amount: formatMoney(type.amount, currency),
                  share: formatShare(language, type.amountShare),
                })
          }
        </p>
        <loyalane-share-bar class="bar" .share=${type.amountShare ?? 0}></loyalane-share-bar>
        ${this.#plan(language, id, name)}
      </article>
    `;
  }

  #change(language: Language, change: number): TemplateResult | string {
    if (change === 0) return translate(language, 'types.same');
    const count = formatCount(language, Math.abs(change));
    return html`${icon(change > 0 ? 'arrow-up' : 'arrow-down')}
    ${translate(language, change > 0 ? 'types.more' : 'types.fewer', { count })}`;
  }

  #plan(language: Language, id: TypeId, name: string): TemplateResult {
    const { aim, contact, reports, content, source } = typePlans[id];
    const line = (label: string, text: string): TemplateResult => html`
      <div>
        <dt>${label}</dt>
        <dd>${text}</dd>
      </div>
    `;
    return html`
      <p class="aim"><strong>${textOf(language, aim)}</strong></p>
      <details>
        <summary aria-label=${translate(language, 'types.planOf', { name })}>
          ${translate(language, 'types.plan')}
        </summary>
        <dl class="plan">
          ${line(translate(language, 'types.aim'), textOf(language, aim))}
          ${line(translate(language, 'types.contact'), textOf(language, contact))}
          ${line(translate(language, 'types.reports'), textOf(language, reports))}
          <div>
            <dt>${translate(language, 'types.content')}</dt>
            <dd>
              <ul>
                ${content.map((key) => html`<li>${textOf(language, key)}</li>`)}
              </ul>
            </dd>
          </div>
        </dl>
        <p class="small muted">
          ${translate(language, kOwnNames.has(id) ? 'types.ours' : 'types.source', { rules: source })}
        </p>
      </details>
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
