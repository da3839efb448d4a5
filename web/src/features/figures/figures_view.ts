// The strip of figures: how many customers there are, how many ship, how sure their types are; each with its change against the run
// before and a way to its definition.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Filter, SegmentSummary } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatFixed, formatShare } from '../../i18n/format.ts';
import { textOf, translate, type Key, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/info.ts';
import { changeOf, type Change } from './change.ts';

interface Figure {
  readonly id: string;
  readonly label: Key;
  readonly of: (summary: SegmentSummary) => number | null;
  readonly isShare?: true;
  /** Pressing the figure shows these customers. */
  readonly flag?: (Filter & { by: 'flag' })['is'][number];
}

const kFigures: readonly Figure[] = [
  { id: 'customers', label: 'figures.customers', of: ({ customers }) => customers },
  { id: 'active', label: 'figures.active', of: ({ active }) => active },
  { id: 'dormant', label: 'figures.dormant', of: ({ dormant }) => dormant, flag: 'dormant' },
  { id: 'new', label: 'figures.new', of: (summary) => summary.new, flag: 'new' },
  { id: 'provisional', label: 'figures.provisional', of: ({ provisional }) => provisional, flag: 'provisional' },
  { id: 'borderline', label: 'figures.borderline', of: ({ borderline }) => borderline, flag: 'borderline' },
  { id: 'coverage', label: 'figures.coverage', of: ({ coverageMean }) => coverageMean, isShare: true },
];

@customElement('loyalane-figures-view')
export class FiguresView extends LitElement {
  static override styles = [
    controls,
    css`
      dl.card {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
        gap: 1px;
        padding: 0;
        overflow: hidden;
        background: var(--care-line);
      }
      dl.card > div {
        display: grid;
        align-content: start;
        min-height: 80px;
        padding: var(--care-space-2) var(--care-space-3);
        background: var(--care-surface);
      }
      dt {
        display: flex;
        align-items: center;
        gap: var(--care-space-1);
        color: var(--care-text-muted);
      }
      .against {
        margin-top: var(--care-space-1);
      }
      .value {
        font-size: var(--care-font-size-figure);
        font-weight: 600;
        line-height: 1.3;
      }
      .value button {
        min-height: 0;
        padding: 0;
        border: 0;
        background: none;
        font-weight: inherit;
        text-decoration: underline dotted;
        text-underline-offset: 4px;
      }
      .value button[aria-pressed='true'] {
        color: var(--care-accent);
        text-decoration-style: solid;
      }
      @media (max-width: 520px) {
        dl.card {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        dl.card > :last-child:nth-child(odd) {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult | typeof nothing {
    const { language, shown, result } = this.#store.state;
    if (!shown) return nothing;
    const former = result?.former ?? null;
    return html`
      <dl class="card" aria-label=${translate(language, 'figures.label')}>
        ${kFigures.map((figure) => {
          const value = figure.of(shown.value.summary);
          const change = changeOf(value, former ? figure.of(former.summary) : null);
          const label = textOf(language, figure.label);
          return html`
            <div data-figure=${figure.id}>
              <dt>${label}<loyalane-info of=${figure.id} .label=${label}></loyalane-info></dt>
              <dd class="value">${this.#value(language, figure, value, label)}</dd>
              <dd class="small muted">
                ${this.#change(language, figure, change)}
                ${
                  figure.id === 'provisional'
                    ? html`<div>
                        ${translate(language, 'figures.provisionalWhy', {
                          months: formatFigure(language, shown.request.settings.cvac.new_below_months),
                        })}
                      </div>`
                    : nothing
                }
              </dd>
            </div>
          `;
        })}
      </dl>
      ${
        former?.asOf
          ? html`<p class="small muted against">${translate(language, 'figures.against', { day: former.asOf })}</p>`
          : nothing
      }
    `;
  }

  #value(language: Language, { isShare, flag }: Figure, value: number | null, label: string): TemplateResult | string {
    if (value === null) return '–';
    const text = isShare ? formatShare(language, value) : formatCount(language, value);
    if (!flag) return text;
    const held = this.#store.state.document.view.filters.find((filter) => filter.by === 'flag')?.is ?? [];
    const isOn = held.includes(flag);
    const is = isOn ? held.filter((one) => one !== flag) : [...held, flag];
    return html`<button
      type="button"
      aria-pressed=${isOn}
      aria-label=${`${label} ${text}`}
      @click=${() => this.workbench.setFilter({ by: 'flag', is })}
    >
      ${text}
    </button>`;
  }

  #change(language: Language, { isShare }: Figure, change: Change | null): string {
    if (!change) return '';
    if (change.way === 'same') return translate(language, 'figures.same');
    const count = isShare
      ? translate(language, 'figures.points', { count: formatFixed(language, change.by * 100, 1) })
      : formatCount(language, change.by);
    return translate(language, change.way === 'up' ? 'figures.up' : 'figures.down', { count });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-figures-view': FiguresView;
  }
}
