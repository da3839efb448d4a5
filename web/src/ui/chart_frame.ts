// What stands around every chart: heading, definition, "show as table", a menu with the picture. Chart and table take the same room.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { icon } from './icons.ts';
import type { MenuCommand } from './menu.ts';
import { Words } from './words.ts';
import './info.ts';
import './menu.ts';

export type ChartMode = 'chart' | 'table';

const kPictureItem = 'png';

@customElement('loyalane-chart-frame')
export class ChartFrame extends LitElement {
  static override styles = [
    controls,
    css`
      .card {
        display: flex;
        flex-direction: column;
        gap: var(--care-space-2);
        height: 100%;
        padding: var(--care-space-2) var(--care-space-3) var(--care-space-3);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--care-space-1) var(--care-space-2);
      }
      .heading {
        flex: 1 1 200px;
        min-width: 0;
        padding-top: 4px;
      }
      /* The button stands behind the last word, in room that the heading keeps: it never falls on a line of its own. */
      h2 {
        display: inline;
        overflow-wrap: anywhere;
      }
      h2.defined {
        padding-right: 26px;
      }
      .heading loyalane-info {
        margin-left: -24px;
      }
      .subtitle {
        flex: 1 0 100%;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--care-space-1);
        margin-left: auto;
      }
      @media (max-width: 520px) {
        .tools {
          order: 1;
        }
      }
      .plot,
      .table-area {
        flex: 1 1 auto;
        min-width: 0;
      }
      .table-area {
        overflow: auto;
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius-small);
      }
      .table-area:focus-visible {
        outline-offset: -2px;
      }
      @media print {
        .card {
          break-inside: avoid;
          border-color: var(--care-line-strong);
        }
        .tools {
          display: none;
        }
        .table-area {
          height: auto !important;
          overflow: visible;
        }
      }
    `,
  ];

  @property() heading = '';
  /** What the chart says, in one sentence. */
  @property() subtitle = '';
  /** Id of the definition; empty: no button. */
  @property() define = '';
  @property({ reflect: true }) mode: ChartMode = 'chart';
  /** Kept free for chart and table, in pixels, so that nothing shifts when they come. */
  @property({ type: Number }) height = 320;
  /** Commands of the owner's in the menu, before the picture. */
  @property({ attribute: false }) items: readonly (MenuCommand | null)[] = [];
  @property({ type: Boolean }) hasTable = true;
  @property({ type: Boolean }) hasPng = true;

  readonly #words = new Words(this);

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    // Through the object model, because a style attribute would break the content policy.
    this.renderRoot.querySelector<HTMLElement>('.plot')?.style.setProperty('min-height', `${this.height}px`);
    this.renderRoot.querySelector<HTMLElement>('.table-area')?.style.setProperty('height', `${this.height}px`);
  }

  override render(): TemplateResult {
    const isTable = this.mode === 'table';
    const toggle = this.#words.say(isTable ? 'asChart' : 'asTable');
    const items: readonly (MenuCommand | null)[] = [
      ...this.items,
      ...(this.hasPng
        ? [{ id: kPictureItem, label: this.#words.say('savePicture'), icon: 'download', disabled: isTable } as const]
        : []),
    ];
    return html`
      <section class="card" aria-labelledby="heading">
        <header>
          <div class="heading">
            <h2 id="heading" class=${this.define ? 'defined' : ''}>${this.heading}</h2>
            ${this.define ? html`<loyalane-info of=${this.define} .label=${this.heading}></loyalane-info>` : nothing}
          </div>
          <div class="tools">
            <slot name="tools"></slot>
            ${
              this.hasTable
                ? html`<button
                    class="icon-button"
                    type="button"
                    data-action="mode"
                    aria-label=${toggle}
                    title=${toggle}
                    @click=${this.#toggle}
                  >
                    ${icon(isTable ? 'chart' : 'table')}
                  </button>`
                : nothing
            }
            ${
              items.length > 0
                ? html`<loyalane-menu
                    compact
                    icon="more"
                    align="end"
                    .label=${this.#words.say('more')}
                    .items=${items}
                    @choose=${this.#chosen}
                  ></loyalane-menu>`
                : nothing
            }
          </div>
          ${this.subtitle ? html`<p class="muted subtitle">${this.subtitle}</p>` : nothing}
        </header>
        <slot name="legend"></slot>
        <div class="plot" ?hidden=${isTable}><slot name="chart"></slot></div>
        <div class="table-area" ?hidden=${!isTable} role="group" aria-labelledby="heading" tabindex="0">
          <slot name="table"></slot>
        </div>
        <slot name="note"></slot>
      </section>
    `;
  }

  readonly #toggle = (): void => {
    this.mode = this.mode === 'table' ? 'chart' : 'table';
    this.dispatchEvent(new CustomEvent<ChartMode>('mode', { detail: this.mode }));
  };

  readonly #chosen = (event: CustomEvent<string>): void => {
    if (event.detail === kPictureItem) this.dispatchEvent(new CustomEvent('png'));
    else this.dispatchEvent(new CustomEvent<string>('choose', { detail: event.detail }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-chart-frame': ChartFrame;
  }
}
