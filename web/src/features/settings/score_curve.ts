// One score curve as a table of points with its picture.

import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScoreCurve } from '../../engine/protocol.ts';
import { formatFigure } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import {
  faultOf,
  picturePoints,
  withoutPoint,
  withPoint,
  withPointAfter,
  type Better,
  type Point,
} from './curve_shape.ts';

const kWidth = 240;
const kHeight = 96;
const kPointsMin = 2;
const kPointsMax = 100;

@customElement('loyalane-score-curve')
export class ScoreCurveForm extends LitElement {
  static override styles = [
    controls,
    css`
      .stack {
        gap: var(--care-space-1);
      }
      .two {
        display: grid;
        grid-template-columns: minmax(0, auto) minmax(160px, 240px);
        gap: var(--care-space-3);
        align-items: start;
        justify-content: start;
      }
      table {
        border-collapse: collapse;
      }
      th,
      td {
        padding: 2px var(--care-space-1);
        text-align: left;
        font-weight: 400;
      }
      th {
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      input[type='number'] {
        width: 104px;
      }
      input.score {
        width: 72px;
      }
      svg.picture {
        display: block;
        width: 100%;
        height: auto;
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
        background: var(--care-surface-sunken);
        overflow: visible;
      }
      figure {
        margin: 0;
      }
      .line {
        fill: none;
        stroke: var(--care-accent);
        stroke-width: 2;
        vector-effect: non-scaling-stroke;
      }
      .dot {
        fill: var(--care-surface);
        stroke: var(--care-accent);
        stroke-width: 2;
        vector-effect: non-scaling-stroke;
      }
      .ends {
        display: flex;
        justify-content: space-between;
      }
      .error {
        min-height: 1.5em;
      }
      @media (max-width: 640px) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
        input[type='number'] {
          width: 88px;
        }
        input.score {
          width: 60px;
        }
      }
    `,
  ];

  @property({ attribute: false }) language: Language = 'zh';
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) unit = '';
  @property({ attribute: false }) curve: ScoreCurve = { is_log: false, points: [] };
  @property({ attribute: false }) better: Better = 'higher';
  /** The score counts as 10 minus that of the curve. */
  @property({ type: Boolean }) mirrored = false;
  /** Null: there is none to go back to. */
  @property({ attribute: false }) initial: ScoreCurve | null = null;
  /** Fields whose text is no number: "place-part". */
  readonly #typed = new Map<string, string>();

  override render(): TemplateResult {
    const { language, name, curve, initial } = this;
    const { points, is_log } = curve;
    const fault = faultOf(curve, this.better);
    const isInitial = initial !== null && JSON.stringify(initial) === JSON.stringify(curve);
    return html`
      <div class="stack">
        <div class="two">
          <table>
            <thead>
              <tr>
                <th scope="col">${translate(language, 'settings.curveValue', { unit: this.unit })}</th>
                <th scope="col">${translate(language, 'settings.curveScore')}</th>
                <td></td>
              </tr>
            </thead>
            <tbody>
              ${points.map((point, at) => this.#row(point, at, points.length))}
            </tbody>
          </table>
          ${this.#picture(fault !== null)}
        </div>
        ${this.mirrored ? html`<p class="small muted">${translate(language, 'settings.curveMirrored')}</p>` : nothing}
        <p class="error" role="status">
          ${fault ? html`${icon('alert')} ${translate(language, `settings.curveFault.${fault}`)}` : nothing}
        </p>
        <label class="check">
          <input
            type="checkbox"
            .checked=${is_log}
            @change=${(event: Event) => {
              this.#tell({ ...curve, is_log: (event.target as HTMLInputElement).checked });
            }}
          />
          ${translate(language, 'settings.curveLog')}
        </label>
        ${
          initial
            ? html`<div>
                <button
                  type="button"
                  ?disabled=${isInitial}
                  @click=${() => {
                    this.#typed.clear();
                    this.#tell(initial);
                  }}
                >
                  ${icon('reset')}
                  <span>
                    ${translate(language, 'settings.curveReset')}<span class="visually-hidden"
                      >${translate(language, 'settings.curveResetName', { name })}</span
                    >
                  </span>
                </button>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  #row(point: Point, at: number, count: number): TemplateResult {
    const { language, name, curve } = this;
    const number = String(at + 1);
    return html`
      <tr>
        <td>${this.#number(point, at, 0, translate(language, 'settings.curvePointValue', { name, number }))}</td>
        <td>${this.#number(point, at, 1, translate(language, 'settings.curvePointScore', { name, number }))}</td>
        <td class="toolbar">
          <button
            class="icon-button"
            type="button"
            title=${translate(language, 'settings.curveAdd')}
            aria-label=${translate(language, 'settings.curveAddName', { name, number })}
            ?disabled=${count >= kPointsMax}
            @click=${() => this.#setPoints(withPointAfter(curve, at))}
          >
            +
          </button>
          <button
            class="icon-button"
            type="button"
            title=${translate(language, 'settings.curveRemove')}
            aria-label=${translate(language, 'settings.curveRemoveName', { name, number })}
            ?disabled=${count <= kPointsMin}
            @click=${() => this.#setPoints(withoutPoint(curve.points, at))}
          >
            ${icon('close')}
          </button>
        </td>
      </tr>
    `;
  }

  #number(point: Point, at: number, part: 0 | 1, label: string): TemplateResult {
    const key = `${at}-${part}`;
    const typed = this.#typed.get(key);
    const isBad = typed !== undefined && (typed.trim() === '' || !Number.isFinite(Number(typed)));
    return html`<input
      class=${part === 1 ? 'score' : ''}
      type="number"
      step="any"
      aria-label=${label}
      aria-invalid=${isBad ? 'true' : nothing}
      .value=${typed ?? String(point[part])}
      @input=${(event: Event) => {
        const text = (event.target as HTMLInputElement).value;
        this.#typed.set(key, text);
        const value = Number(text);
        if (text.trim() === '' || !Number.isFinite(value)) this.requestUpdate();
        else {
          const next: Point = part === 0 ? [value, point[1]] : [point[0], value];
          this.#tell({ ...this.curve, points: withPoint(this.curve.points, at, next) });
        }
      }}
      @change=${() => {
        // A field left empty goes back to the value that counts.
        this.#typed.delete(key);
        this.requestUpdate();
      }}
    />`;
  }

  #picture(isBroken: boolean): TemplateResult {
    const { language, name, curve } = this;
    const points = isBroken ? [] : picturePoints(curve, kWidth, kHeight);
    const first = curve.points[0];
    const last = curve.points.at(-1);
    const [start, end] = [points[0], points.at(-1)];
    if (!first || !last || !start || !end) return html`<div></div>`;
    const line = [`M0 ${start[1]}`, ...points.map(([x, y]) => `L${x} ${y}`), `L${kWidth} ${end[1]}`].join('');
    const say = (value: number): string => formatFigure(language, value);
    return html`
      <figure>
        <svg
          class="picture"
          viewBox="0 -6 ${kWidth} ${kHeight + 12}"
          role="img"
          aria-label=${translate(language, 'settings.curvePicture', {
            name,
            from: say(first[0]),
            fromScore: say(first[1]),
            to: say(last[0]),
            toScore: say(last[1]),
          })}
        >
          <path class="line" d=${line} />
          ${points.map(([x, y]) => svg`<circle class="dot" cx=${x} cy=${y} r="3" />`)}
        </svg>
        <figcaption class="ends small muted" aria-hidden="true">
          <span>${say(first[0])}</span><span>${say(last[0])}</span>
        </figcaption>
      </figure>
    `;
  }

  #setPoints(points: readonly Point[]): void {
    this.#typed.clear();
    this.#tell({ ...this.curve, points });
  }

  #tell(curve: ScoreCurve): void {
    this.dispatchEvent(new CustomEvent<ScoreCurve>('change-curve', { detail: curve }));
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-score-curve': ScoreCurveForm;
  }
}
