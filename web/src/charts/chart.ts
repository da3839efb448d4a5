// One chart: an ECharts drawing that follows size, theme and motion, made when it first comes into view. Beside echarts_setup.ts
// nothing else knows ECharts. The drawing is for the eye: it has a name and a description, and its owner shows the same as a table.

import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { onChartLookChange, readChartLook, type ChartLook } from './chart_look.ts';
import type { ChartInstance, ChartOption } from './echarts_setup.ts';
import { kPicturePixels, makePicture, type PictureText } from './picture.ts';

/** Makes the drawing's description for ECharts; pure. */
export type BuildOption = (look: ChartLook) => ChartOption;

/** A place or stretch of the axis that the user pressed or swept over, in the axis's own units; a place has from = to. */
export interface AxisRange {
  readonly from: number;
  readonly to: number;
}

/** A press that moves less is a click. */
const kSweepMinPixels = 4;

@customElement('loyalane-chart')
export class Chart extends LitElement {
  static override styles = css`
    :host {
      display: block;
      position: relative;
      min-width: 0;
    }
    .plot {
      position: relative;
      width: 100%;
      overflow: hidden;
    }
    .plot.places {
      user-select: none;
    }
    .plot.stretches {
      touch-action: pan-y;
      user-select: none;
    }
    .sweep {
      position: absolute;
      top: 0;
      bottom: 0;
      border: 1px solid var(--care-accent);
      border-width: 0 1px;
      opacity: 0.25;
      background: var(--care-accent);
      pointer-events: none;
    }
    .sweep[hidden] {
      display: none;
    }
    @media print {
      .drawing,
      .drawing * {
        position: static !important;
        width: 100% !important;
        height: auto !important;
      }
      .sweep {
        display: none;
      }
    }
    .visually-hidden {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  `;

  /** A new function draws anew. */
  @property({ attribute: false }) build: BuildOption | null = null;
  @property() label = '';
  @property() description = '';
  /** In CSS pixels; reserved before anything is drawn. */
  @property({ type: Number }) height = 320;
  /** What the pointer can pick on the x axis: nothing, places, or stretches too. Both dispatch `pick`. */
  @property() picks: 'nothing' | 'places' | 'stretches' = 'nothing';
  /** Which of the option's x axes `pick` is told in. */
  @property({ type: Number }) pickAxis = 0;

  #chart: ChartInstance | null = null;
  #pixelRatio = 0;
  #isInView = false;
  #framePending = false;
  #sweepFrom: number | null = null;
  #stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const sizes = new ResizeObserver(() => this.#drawSoon());
    sizes.observe(this);
    const views = new IntersectionObserver(
      (entries) => {
        this.#isInView = entries.some(({ isIntersecting }) => isIntersecting);
        if (this.#isInView) this.#drawSoon();
      },
      { rootMargin: '200px' },
    );
    views.observe(this);
    // Whatever is printed is drawn at once: paper shows charts that were never in view.
    const printing = (): void => void this.#draw();
    addEventListener('beforeprint', printing);
    this.#stops = [
      () => sizes.disconnect(),
      () => views.disconnect(),
      () => removeEventListener('beforeprint', printing),
      onChartLookChange(() => (matchMedia('print').matches ? void this.#draw() : this.#drawSoon())),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#isInView = false;
    this.#dispose();
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('height')) {
      const plot = this.renderRoot.querySelector<HTMLElement>('.plot');
      if (plot) plot.style.minHeight = `${this.height}px`;
    }
    if (changes.has('build') || changes.has('height')) this.#drawSoon();
  }

  override render(): TemplateResult {
    return html`
      <div
        class="plot ${this.picks}"
        role="img"
        aria-label=${this.label}
        aria-describedby="description"
        @pointerdown=${this.#pressed}
        @pointermove=${this.#moved}
        @pointerup=${this.#released}
        @pointercancel=${this.#ended}
      >
        <div class="drawing"></div>
        <div class="sweep" hidden></div>
      </div>
      <p id="description" class="visually-hidden">${this.description}</p>
    `;
  }

  /** The chart as a picture of its own size, with title and notes; null where the browser refuses. */
  async toPng(text: PictureText): Promise<Blob | null> {
    const { build } = this;
    if (!build) return null;
    const width = kPicturePixels.width - 2 * kPicturePixels.margin;
    const height = kPicturePixels.drawingHeight;
    // Before anything is waited for: the chart may be off the page by then, and have no colours.
    const look = readChartLook(this, width, height);
    const { makeChart } = await import('./echarts_setup.ts');
    const chart = makeChart(document.createElement('div'), width, height);
    try {
      chart.setOption({ ...build(look), animation: false });
      return await makePicture(text, look, (context) => {
        context.drawImage(chart.renderToCanvas({ pixelRatio: 2 }), 0, 0, width, height);
      });
    } finally {
      chart.dispose();
    }
  }

  #drawSoon(): void {
    if (this.#framePending || !this.#isInView) return;
    this.#framePending = true;
    requestAnimationFrame(() => {
      this.#framePending = false;
      if (this.#isInView) void this.#draw();
    });
  }

  async #draw(): Promise<void> {
    // Evaluated on first use, so that the page's first paint does not wait for it; it is inside the same file.
    const { makeChart } = await import('./echarts_setup.ts');
    const drawing = this.renderRoot.querySelector<HTMLElement>('.drawing');
    const width = this.clientWidth;
    const { build, height } = this;
    if (!drawing || !this.isConnected || !build || width === 0) return;
    if (this.#chart && this.#pixelRatio !== devicePixelRatio) this.#dispose();
    const isFirst = !this.#chart;
    this.#chart ??= makeChart(drawing, width, height);
    this.#pixelRatio = devicePixelRatio;
    if (this.#chart.getWidth() !== width || this.#chart.getHeight() !== height) this.#chart.resize({ width, height });
    const look = readChartLook(this, width, height);
    // Only the first drawing moves: later ones must agree with the other parts of the screen in every frame.
    this.#chart.setOption({ ...build(look), animation: isFirst && look.motion, animationDuration: 240 }, true);
    this.dispatchEvent(new Event('drawn'));
  }

  #dispose(): void {
    this.#chart?.dispose();
    this.#chart = null;
  }

  get #sweep(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.sweep');
  }

  #at(event: PointerEvent): number {
    return event.clientX - this.getBoundingClientRect().left;
  }

  readonly #pressed = (event: PointerEvent): void => {
    if (this.picks === 'nothing' || !this.#chart || event.button !== 0) return;
    const box = this.getBoundingClientRect();
    if (!this.#chart.containPixel('grid', [event.clientX - box.left, event.clientY - box.top])) return;
    this.#sweepFrom = this.#at(event);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  readonly #moved = (event: PointerEvent): void => {
    const sweep = this.#sweep;
    if (this.#sweepFrom === null || !sweep || this.picks !== 'stretches') return;
    const at = this.#at(event);
    sweep.hidden = Math.abs(at - this.#sweepFrom) < kSweepMinPixels;
    sweep.style.left = `${Math.min(at, this.#sweepFrom)}px`;
    sweep.style.width = `${Math.abs(at - this.#sweepFrom)}px`;
  };

  readonly #released = (event: PointerEvent): void => {
    const from = this.#sweepFrom;
    this.#ended();
    if (from === null || !this.#chart) return;
    const to = this.#at(event);
    const isSweep = Math.abs(to - from) >= kSweepMinPixels;
    if (isSweep && this.picks === 'places') return;
    const [first = from, last = to] = (isSweep ? [Math.min(from, to), Math.max(from, to)] : [from, from]).map((pixel) =>
      this.#chart?.convertFromPixel({ xAxisIndex: this.pickAxis }, pixel),
    );
    this.dispatchEvent(new CustomEvent<AxisRange>('pick', { detail: { from: first, to: last } }));
  };

  readonly #ended = (): void => {
    this.#sweepFrom = null;
    const sweep = this.#sweep;
    if (sweep) sweep.hidden = true;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-chart': Chart;
  }
}
