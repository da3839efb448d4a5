// The map of customer value over availability: density or single customers on a canvas; axes, names of the four types, thresholds
// with their handles, lasso and focus above it as SVG and HTML. It shows what it is given and tells what the hand asks for; the
// thresholds are drawn from the figures that the counts come from, so that all of them agree in every frame.
//
// Events (CustomEvent): threshold-drag {cv, ac}, at most one a frame; threshold-end; threshold-cancel; threshold-reset;
// window-change MapWindow | null; area-change Corners; type-toggle TypeId; point-open customer id.

import { html, LitElement, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { MapLook, MapWindow, TypeId } from '../engine/protocol.ts';
import { readColours } from './axis_map_colours.ts';
import { binAt, filledBins } from './axis_map_density.ts';
import { kBleed, kMargins, plotSize } from './axis_map_frame.ts';
import {
  clamped,
  draggedThreshold,
  isInside,
  isSameWindow,
  panned,
  pinched,
  pixelOf,
  placeOf,
  quadrantDirection,
  steppedThreshold,
  thresholdMax,
  xOf,
  yOf,
  zoomed,
  type Axis,
  type AxisPlace,
  type Pixel,
  type PlotSize,
  type Projection,
} from './axis_map_geometry.ts';
import { areaLayer, axesLayer, bandsLayer, spotLayer, type Spot } from './axis_map_layers.ts';
import { lassoCorners, placesOf, type Corners } from './axis_map_lasso.ts';
import { haveSameBins, markOutline, paintMap, type MapColours } from './axis_map_paint.ts';
import { drawMapPicture, kMapPictureHeight } from './axis_map_picture.ts';
import { axisMapStyles } from './axis_map_styles.ts';
import type { AxisMapTexts, MapQuadrant } from './axis_map_texts.ts';
import { nearest, nextInDirection, readingOrder, type Direction } from './axis_map_walk.ts';
import { onChartLookChange, readChartLook } from './chart_look.ts';
import { kPicturePixels, makePicture, type PictureText } from './picture.ts';

export interface AxisMapEvents {
  'threshold-drag': CustomEvent<AxisPlace>;
  'threshold-end': CustomEvent<null>;
  'threshold-cancel': CustomEvent<null>;
  'threshold-reset': CustomEvent<null>;
  'window-change': CustomEvent<MapWindow | null>;
  'area-change': CustomEvent<Corners>;
  'type-toggle': CustomEvent<TypeId>;
  'point-open': CustomEvent<string>;
}

/** What the hand is doing. Places are in axis units, pixels in those of the plot. */
type Gesture =
  | {
      readonly kind: 'threshold';
      readonly axes: readonly Axis[];
      /** From the pointer to the threshold. */
      readonly offset: AxisPlace;
      wanted: AxisPlace;
    }
  | { readonly kind: 'pan'; readonly from: Pixel; readonly start: Projection; hasMoved: boolean }
  | { readonly kind: 'pinch'; readonly held: readonly [Pixel, Pixel]; readonly start: Projection }
  | { readonly kind: 'lasso'; readonly places: AxisPlace[] };

interface Painted {
  readonly look: MapLook | null;
  readonly view: MapWindow;
  readonly size: PlotSize;
  readonly colours: MapColours;
  readonly scale: number;
}

/** What keys walk over. */
interface Walk {
  readonly look: MapLook;
  readonly places: readonly AxisPlace[];
  /** Indices into `places`. */
  readonly order: readonly number[];
}

const kAxes: readonly Axis[] = ['ac', 'cv'];
const kMouseReach = 10;
const kTouchReach = 22;
/** A press that moves less than this is a click. */
const kClickPixels = 4;
const kZoomStep = 1.5;
const kPanShare = 0.1;
const kDirections: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Calls back when the page comes to a screen with other pixels, or is zoomed; gives how to stop. */
function onScaleChange(changed: () => void): () => void {
  let stop = (): void => undefined;
  const watch = (): void => {
    // A query for this very scale: it stops matching when the scale changes.
    const scale = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const left = (): void => {
      watch();
      changed();
    };
    scale.addEventListener('change', left, { once: true });
    stop = () => scale.removeEventListener('change', left);
  };
  watch();
  return () => stop();
}

/** A finger on a handle drags it and does not scroll the page; touch-action has no effect on parts of an SVG. */
const kNoScroll = { handleEvent: (event: TouchEvent): void => event.preventDefault(), passive: false };

@customElement('loyalane-axis-map')
export class AxisMap extends LitElement {
  static override styles = axisMapStyles;

  @property({ attribute: false }) look: MapLook | null = null;
  /** Those that the look was made with. */
  @property({ attribute: false }) thresholds: AxisPlace = { cv: 18, ac: 14 };
  /** Width of the borderline band, as a part of the threshold. */
  @property({ type: Number }) band = 0;
  /** The part that is shown; null: the whole extent. May be ahead of the look. */
  @property({ attribute: false }) window: MapWindow | null = null;
  /** The area that is filtered on. */
  @property({ attribute: false }) area: Corners | null = null;
  @property({ attribute: false }) quadrants: readonly MapQuadrant[] = [];
  @property() mode: 'hand' | 'lasso' = 'hand';
  @property({ attribute: false }) texts!: AxisMapTexts;
  @property({ attribute: false }) pictureText: PictureText | null = null;

  @state() private size: PlotSize = { width: 0, height: 0 };
  @state() private colours: MapColours | null = null;
  /** Device pixels to a CSS pixel. */
  @state() private scale = 1;
  @state() private hover: Pixel | null = null;
  @state() private held: readonly Axis[] = [];
  @state() private isPanning = false;
  @state() private drawn: readonly AxisPlace[] = [];
  /** The mark that keys have led to: a customer's id, or a bin's index. */
  @state() private cursor: string | number | null = null;

  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;
  @query('.surface') private readonly surface!: HTMLElement | null;
  @query('.tip') private readonly tip!: HTMLElement | null;

  #gesture: Gesture | null = null;
  readonly #pointers = new Map<number, Pixel>();
  /** Thresholds that keys have asked for and that are not yet committed. */
  #keyed: AxisPlace | null = null;
  /** The window that was asked for and not yet told. */
  #askedWindow: MapWindow | null | undefined;
  #frame = 0;
  #perFrame: (() => void) | null = null;
  #reach = kMouseReach;
  #stops: (() => void)[] = [];
  /** What is on the canvas. */
  #painted: Painted | null = null;
  /** Marks that keys walk over, and their order; made when first needed. */
  #walk: Walk | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const resized = new ResizeObserver(() => this.#measure());
    resized.observe(this);
    this.#stops = [
      () => resized.disconnect(),
      onScaleChange(() => this.#measure()),
      onChartLookChange(() => (this.colours = readColours(this))),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#commitKeyed();
    if (this.#gesture?.kind === 'threshold') this.#endDrag('threshold-cancel');
    this.#stopGesture();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#perFrame = null;
  }

  /** The map as it stands, with title, axes and date, on a surface of the current theme. */
  async toPng(): Promise<Blob> {
    const { look, pictureText } = this;
    // Where the map is out of sight (shown as a table) it has no style of its own.
    const styled = readColours(this) ? this : document.body;
    const colours = readColours(styled);
    if (!look || !colours || !pictureText) throw new Error('the map shows nothing yet');
    const scene = {
      look,
      colours,
      window: this.#view,
      thresholds: this.thresholds,
      band: this.band,
      area: this.area,
      quadrants: this.quadrants,
      texts: this.texts,
    };
    const around = readChartLook(styled, kPicturePixels.width, kMapPictureHeight);
    const picture = await makePicture(
      pictureText,
      around,
      (context, width, height) => drawMapPicture(context, { width, height }, scene),
      kMapPictureHeight,
    );
    if (!picture) throw new Error('the browser made no picture');
    return picture;
  }

  /** Closer (above 1) or farther, around the middle of what is shown. */
  zoomBy(factor: number): void {
    const { acFrom, acTo, cvFrom, cvTo } = this.#view;
    this.#zoom(factor, { ac: (acFrom + acTo) / 2, cv: (cvFrom + cvTo) / 2 });
  }

  // --- what is shown ---

  get #extent(): MapWindow {
    return this.look?.extent ?? { acFrom: 0, acTo: 100, cvFrom: 0, cvTo: 30 };
  }

  get #view(): MapWindow {
    return (this.#askedWindow === undefined ? this.window : this.#askedWindow) ?? this.#extent;
  }

  get #projection(): Projection {
    return { window: this.#view, size: this.size };
  }

  #measure(): void {
    const size = plotSize({ width: this.clientWidth, height: this.clientHeight });
    if (size.width !== this.size.width || size.height !== this.size.height) this.size = size;
    this.scale = devicePixelRatio;
    // Only now, because an element in no slot yet has no style.
    this.colours ??= readColours(this);
  }

  protected override updated(changed: PropertyValues): void {
    const paints = ['look', 'thresholds', 'window', 'size', 'colours', 'scale'];
    if (paints.some((name) => changed.has(name))) this.#paint();
    this.#placeTip();
  }

  #paint(): void {
    const { canvas, colours, scale } = this;
    const { width, height } = this.size;
    if (!canvas || !colours || width < 2 || height < 2) return;
    const view = this.#view;
    const painted = this.#painted;
    if (
      this.look !== null &&
      painted?.look &&
      isSameWindow(painted.view, view) &&
      painted.size === this.size &&
      painted.colours === colours &&
      painted.scale === scale &&
      haveSameBins(painted.look, this.look)
    ) {
      return;
    }
    this.#painted = { look: this.look, view, size: this.size, colours, scale };
    const [wide, high] = [width, height].map((side) => Math.round((side + 2 * kBleed) * scale)) as [number, number];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = colours.surface;
    context.fillRect(0, 0, wide, high);
    context.setTransform(scale, 0, 0, scale, kBleed * scale, kBleed * scale);
    paintMap(context, this.#projection, this.look, this.thresholds, colours, scale);
  }

  override render(): TemplateResult {
    const { texts, mode } = this;
    const isZoomed = this.window !== null;
    const spot = this.#spot();
    return html`
      <canvas aria-hidden="true"></canvas>
      <div
        class="surface ${mode} ${isZoomed ? 'zoomed' : ''} ${this.isPanning ? 'panning' : ''} ${spot?.kind === 'point' && this.hover ? 'over' : ''}"
        role="application"
        tabindex="0"
        aria-label=${texts.plot}
        aria-describedby="help"
        @pointerdown=${this.#pressed}
        @pointermove=${this.#moved}
        @pointerup=${this.#released}
        @pointercancel=${this.#cancelled}
        @pointerleave=${() => (this.hover = null)}
        @dblclick=${this.#doubled}
        @wheel=${this.#wheeled}
        @keydown=${this.#keyDown}
        @blur=${() => (this.cursor = null)}
      ></div>
      <p id="help" class="visually-hidden">${texts.help}</p>
      <svg class="over-plot ${mode === 'lasso' ? 'lassoing' : ''}">
        ${this.size.width > 1 ? this.#overPlot(spot) : nothing}
      </svg>
      <div class="quadrants ${this.#gesture?.kind === 'lasso' ? 'aside' : ''} ${this.look?.points ? 'dots' : ''}">
        ${this.quadrants.map((quadrant) => this.#quadrant(quadrant))}
      </div>
      ${this.look?.customers === 0 ? html`<p class="empty"><span>${texts.empty}</span></p>` : nothing}
      <div class="tip" aria-hidden="true">
        ${spot ? this.#lines(spot).map((line) => html`<p>${line}</p>`) : nothing}
      </div>
      <p class="visually-hidden" role="status">
        ${this.cursor !== null && spot && !this.hover ? this.#lines(spot).join('; ') : nothing}
      </p>
    `;
  }

  #quadrant({ type, name, count, share, selected, isPressed }: MapQuadrant): TemplateResult {
    const direction = quadrantDirection(type, this.thresholds, this.#view);
    const isOutside = direction.ac !== 0 || direction.cv !== 0;
    const arrow = ['↙↓↘', '←·→', '↖↑↗'][direction.cv + 1]?.[direction.ac + 1] ?? '';
    return html`
      <button
        type="button"
        class="quadrant ${type} ${isOutside ? 'outside' : ''}"
        data-type=${type}
        aria-pressed=${isPressed ? 'true' : 'false'}
        @click=${() => this.#tell('type-toggle', type)}
      >
        <span class="name">
          <svg class="mark ${type}" viewBox="-6 -6 12 12" aria-hidden="true"><path d=${markOutline(type, 4.5)} /></svg>
          <span class="label">${name}</span>${isOutside ? html`<span aria-hidden="true">${arrow}</span>` : nothing}
        </span>
        <span class="figures">
          <span>${count}</span><i> · </i><span class=${selected === null ? '' : 'selected'}>${selected ?? share}</span>
        </span>
        <span class="visually-hidden">
          ${isOutside ? `${this.texts.outside}. ` : nothing}${this.texts.quadrantHint}
        </span>
      </button>
    `;
  }

  #overPlot(spot: Spot | null): SVGTemplateResult {
    const { size, texts, thresholds } = this;
    const { width, height } = size;
    const projection = this.#projection;
    const x = xOf(projection, thresholds.ac);
    const y = yOf(projection, thresholds.cv);
    const isDrawing = this.drawn.length > 1;
    const hasBoth = x >= 0 && x <= width && y >= 0 && y <= height;
    return svg`
      <g transform="translate(${kMargins.left} ${kMargins.top})">
        ${axesLayer(projection, texts)}
        <svg width=${width} height=${height} overflow="hidden">
          ${this.band > 0 ? bandsLayer(projection, thresholds, this.band) : nothing}
          ${isDrawing ? areaLayer(projection, this.drawn, true) : nothing}
          ${!isDrawing && this.area ? areaLayer(projection, placesOf(this.area), false) : nothing}
          ${spot ? spotLayer(projection, spot) : nothing}
          <line class="line" x1=${x} x2=${x} y1="0" y2=${height} />
          <line class="line" x1="0" x2=${width} y1=${y} y2=${y} />
          <line
            class="grip ac" x1=${x} x2=${x} y1="0" y2=${height}
            @pointerdown=${(event: PointerEvent) => this.#grab(event, ['ac'])}
            @touchstart=${kNoScroll}
          />
          <line
            class="grip cv" x1="0" x2=${width} y1=${y} y2=${y}
            @pointerdown=${(event: PointerEvent) => this.#grab(event, ['cv'])}
            @touchstart=${kNoScroll}
          />
        </svg>
        <rect class="border" width=${width} height=${height} />
        ${
          hasBoth
            ? svg`
              <g
                class="crossing ${this.held.length === 2 ? 'held' : ''}"
                transform="translate(${x} ${y})"
                aria-hidden="true"
                @pointerdown=${(event: PointerEvent) => this.#grab(event, kAxes)}
                @touchstart=${kNoScroll}
                @dblclick=${() => this.#reset()}
              >
                <title>${texts.crossingHint}</title>
                <circle class="reach" r="16" />
                <circle class="knob" r="6" />
              </g>`
            : nothing
        }
        ${this.#pill('ac', clamped(x, 0, width), -14, x < 0 ? -1 : x > width ? 1 : 0)}
        ${this.#pill('cv', width + 32, clamped(y, 0, height), y < 0 ? 1 : y > height ? -1 : 0)}
      </g>`;
  }

  #pill(axis: Axis, x: number, y: number, outside: number): SVGTemplateResult {
    const { texts } = this;
    const value = this.thresholds[axis];
    const short = texts.thresholdShort(axis, value);
    const arrows = axis === 'ac' ? ['← ', '', ' →'] : ['↓ ', '', '↑ '];
    const arrow = arrows[outside + 1] ?? '';
    const label = axis === 'ac' && outside > 0 ? short + arrow : arrow + short;
    const width = outside === 0 ? 52 : 58;
    return svg`
      <g
        class="pill ${axis} ${outside === 0 ? '' : 'outside'}"
        transform="translate(${axis === 'ac' && outside > 0 ? x - width / 2 : x} ${axis === 'cv' && outside > 0 ? y + 10 : y})"
        role="slider"
        tabindex="0"
        aria-label=${texts.thresholds[axis]}
        aria-orientation=${axis === 'ac' ? 'horizontal' : 'vertical'}
        aria-valuemin="0"
        aria-valuemax=${thresholdMax(axis, this.#extent, value)}
        aria-valuenow=${value}
        aria-valuetext=${texts.thresholdLong(axis, value)}
        data-axis=${axis}
        @pointerdown=${(event: PointerEvent) => this.#grab(event, [axis])}
        @touchstart=${kNoScroll}
        @dblclick=${() => this.#reset()}
        @keydown=${(event: KeyboardEvent) => this.#stepped(event, axis)}
        @blur=${() => this.#commitKeyed()}
      >
        <title>${texts.thresholdHint}</title>
        <rect class="reach" x=${-width / 2 - 2} y="-14" width=${width + 4} height="28" />
        ${outside === 0 ? svg`<path d=${axis === 'ac' ? 'M-5 9L0 15L5 9Z' : 'M-24 -5L-31 0L-24 5Z'} />` : nothing}
        <rect x=${-width / 2} y="-10" width=${width} height="20" rx="4" />
        <rect class="ring" x=${-width / 2 - 3} y="-13" width=${width + 6} height="26" rx="6" />
        <text y="4">${label}</text>
      </g>`;
  }

  // --- marks under the pointer and the keys ---

  #spot(): Spot | null {
    const { look } = this;
    if (!look || this.#gesture?.kind === 'threshold' || this.#gesture?.kind === 'lasso') return null;
    if (this.hover) {
      if (look.points) {
        const point = look.points[nearest(look.points, this.#projection, this.hover, this.#reach)];
        return point ? { kind: 'point', point } : null;
      }
      const bin = binAt(look, placeOf(this.#projection, this.hover));
      return bin && bin.count > 0 ? { kind: 'bin', bin } : null;
    }
    if (this.cursor === null) return null;
    if (look.points) {
      const point = look.points.find(({ id }) => id === this.cursor);
      return point ? { kind: 'point', point } : null;
    }
    const bin = filledBins(look).find(({ index }) => index === this.cursor);
    return bin ? { kind: 'bin', bin } : null;
  }

  #lines(spot: Spot): readonly string[] {
    return spot.kind === 'point' ? this.texts.point(spot.point) : this.texts.bin(spot.bin);
  }

  /** Beside the mark, on the side that has room. Through the object model: a style attribute would break the content policy. */
  #placeTip(): void {
    const { tip } = this;
    if (!tip) return;
    const spot = this.#spot();
    tip.classList.toggle('shown', spot !== null);
    if (!spot) return;
    const projection = this.#projection;
    const { x, y } =
      spot.kind === 'point'
        ? pixelOf(projection, spot.point)
        : pixelOf(projection, { ac: spot.bin.acTo, cv: (spot.bin.cvFrom + spot.bin.cvTo) / 2 });
    const { offsetWidth, offsetHeight } = tip;
    const right = kMargins.left + x + 14;
    const left = right + offsetWidth > this.clientWidth ? kMargins.left + x - 14 - offsetWidth : right;
    const top = kMargins.top + y - offsetHeight - 8;
    const at = [Math.max(0, left), top < 0 ? kMargins.top + y + 12 : top];
    tip.style.transform = `translate(${at.map((value) => `${Math.round(value)}px`).join(', ')})`;
  }

  #marks(): Walk | null {
    const { look } = this;
    if (!look) return null;
    if (this.#walk?.look !== look) {
      const places =
        look.points ??
        filledBins(look).map(({ acFrom, acTo, cvFrom, cvTo }) => ({
          ac: (acFrom + acTo) / 2,
          cv: (cvFrom + cvTo) / 2,
        }));
      this.#walk = { look, places, order: readingOrder(places) };
    }
    return this.#walk;
  }

  #moveCursor(to: (places: readonly AxisPlace[], order: readonly number[], now: number) => number): void {
    const { look } = this;
    const marks = this.#marks();
    if (!look || !marks || marks.places.length === 0) return;
    const bins = look.points ? null : filledBins(look);
    const now = look.points
      ? look.points.findIndex(({ id }) => id === this.cursor)
      : (bins?.findIndex(({ index }) => index === this.cursor) ?? -1);
    const next = now < 0 ? (marks.order[0] ?? 0) : to(marks.places, marks.order, now);
    this.cursor = look.points?.[next]?.id ?? bins?.[next]?.index ?? null;
    this.hover = null;
  }

  // --- keys on the plot ---

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (!this.#acts(event.key, event.shiftKey)) return;
    event.preventDefault();
  };

  /** Does what a key asks for; false where it asks for nothing. */
  #acts(key: string, isShift: boolean): boolean {
    const direction = kDirections[key];
    if (direction && isShift) {
      const { acFrom, acTo, cvFrom, cvTo } = this.#view;
      const ac = (acTo - acFrom) * kPanShare * (direction === 'left' ? -1 : direction === 'right' ? 1 : 0);
      const cv = (cvTo - cvFrom) * kPanShare * (direction === 'down' ? -1 : direction === 'up' ? 1 : 0);
      this.#askWindow(panned(this.#view, this.#extent, { ac, cv }));
      return true;
    }
    if (direction) {
      this.#moveCursor((places, _, now) => nextInDirection(places, this.#projection, now, direction));
      return true;
    }
    const beside = (by: number) => (_: readonly AxisPlace[], order: readonly number[], now: number) =>
      order[clamped(order.indexOf(now) + by, 0, order.length - 1)] ?? now;
    switch (key) {
      case 'PageDown':
        this.#moveCursor(beside(1));
        return true;
      case 'PageUp':
        this.#moveCursor(beside(-1));
        return true;
      case 'Home':
        this.#moveCursor(beside(-Infinity));
        return true;
      case 'End':
        this.#moveCursor(beside(Infinity));
        return true;
      case 'Enter':
        return this.#enter();
      case 'Escape':
        if (this.cursor === null) return false;
        this.cursor = null;
        return true;
      case '+':
      case '=':
        this.zoomBy(kZoomStep);
        return true;
      case '-':
      case '_':
        this.zoomBy(1 / kZoomStep);
        return true;
      case '0':
        this.#askWindow(null);
        return true;
      default:
        return false;
    }
  }

  /** Opens the customer under the cursor, or goes closer to the bin. */
  #enter(): boolean {
    const spot = this.#spot();
    if (spot?.kind === 'point') this.#tell('point-open', spot.point.id);
    if (spot?.kind === 'bin') {
      const { acFrom, acTo, cvFrom, cvTo } = spot.bin;
      this.#zoom(2, { ac: (acFrom + acTo) / 2, cv: (cvFrom + cvTo) / 2 });
    }
    return spot !== null;
  }

  // --- the plot under the hand ---

  #pixelAt(event: MouseEvent): Pixel {
    const box = this.getBoundingClientRect();
    return { x: event.clientX - box.left - kMargins.left, y: event.clientY - box.top - kMargins.top };
  }

  readonly #pressed = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#gesture?.kind === 'threshold') return;
    this.#reach = event.pointerType === 'touch' ? kTouchReach : kMouseReach;
    const at = this.#pixelAt(event);
    this.#pointers.set(event.pointerId, at);
    this.surface?.setPointerCapture(event.pointerId);
    const [one, two] = [...this.#pointers.values()];
    if (one && two) {
      // The second finger turns whatever the first one began into a zoom.
      this.#stopGesture(false);
      this.#gesture = { kind: 'pinch', held: [one, two], start: this.#projection };
      return;
    }
    this.hover = event.pointerType === 'touch' ? at : null;
    if (this.mode === 'lasso') {
      this.#startGesture({ kind: 'lasso', places: [placeOf(this.#projection, at)] });
    } else {
      this.#startGesture({ kind: 'pan', from: at, start: this.#projection, hasMoved: false });
    }
  };

  readonly #moved = (event: PointerEvent): void => {
    const at = this.#pixelAt(event);
    const gesture = this.#gesture;
    if (!gesture || gesture.kind === 'threshold') {
      this.#reach = event.pointerType === 'touch' ? kTouchReach : kMouseReach;
      if (!gesture) this.hover = at;
      return;
    }
    if (!this.#pointers.has(event.pointerId)) return;
    this.#pointers.set(event.pointerId, at);
    switch (gesture.kind) {
      case 'pinch': {
        const [one, two] = [...this.#pointers.values()];
        if (one && two) this.#askWindow(pinched(gesture.start, this.#extent, gesture.held, [one, two]));
        return;
      }
      case 'pan': {
        if (!gesture.hasMoved && Math.hypot(at.x - gesture.from.x, at.y - gesture.from.y) < kClickPixels) return;
        gesture.hasMoved = true;
        this.hover = null;
        this.isPanning = true;
        const from = placeOf(gesture.start, gesture.from);
        const to = placeOf(gesture.start, at);
        const by = { ac: from.ac - to.ac, cv: from.cv - to.cv };
        this.#askWindow(panned(gesture.start.window, this.#extent, by));
        return;
      }
      case 'lasso': {
        const steps = event.getCoalescedEvents();
        for (const step of steps.length > 0 ? steps : [event]) {
          gesture.places.push(placeOf(this.#projection, this.#pixelAt(step)));
        }
        this.drawn = [...gesture.places];
      }
    }
  };

  readonly #released = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
    const gesture = this.#gesture;
    if (!gesture || gesture.kind === 'threshold' || this.#pointers.size > 0) return;
    this.#stopGesture();
    if (gesture.kind === 'lasso') {
      const corners = lassoCorners(gesture.places, this.#projection, this.#extent);
      if (corners) this.#tell('area-change', corners);
    }
    if (gesture.kind === 'pan' && !gesture.hasMoved) {
      const { look } = this;
      const point = look?.points?.[nearest(look.points, this.#projection, gesture.from, this.#reach)];
      if (point) this.#tell('point-open', point.id);
    }
  };

  readonly #cancelled = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
    this.#stopGesture();
    this.hover = null;
  };

  readonly #doubled = (event: MouseEvent): void => {
    if (this.mode === 'hand') this.#zoom(event.shiftKey ? 0.5 : 2, placeOf(this.#projection, this.#pixelAt(event)));
  };

  /** The wheel alone scrolls the page; with Ctrl, and as a pinch on a touchpad, it zooms. */
  readonly #wheeled = {
    handleEvent: (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 40 : 1;
      const factor = Math.exp(clamped(-event.deltaY * unit, -120, 120) / 240);
      this.#zoom(factor, placeOf(this.#projection, this.#pixelAt(event)));
    },
    passive: false,
  };

  /** `factor` above 1 goes closer. */
  #zoom(factor: number, at: AxisPlace): void {
    this.#askWindow(zoomed(this.#view, this.#extent, 1 / factor, at));
  }

  #askWindow(window: MapWindow | null): void {
    this.#askedWindow = window;
    this.#inFrame(() => {
      this.#askedWindow = undefined;
      this.#tell('window-change', window);
    });
  }

  // --- thresholds under the hand ---

  #grab(event: PointerEvent, axes: readonly Axis[]): void {
    if (event.button !== 0 || !this.look) return;
    if (this.#gesture) {
      // A second finger that happens to touch a line.
      this.#pressed(event);
      return;
    }
    const place = placeOf(this.#projection, this.#pixelAt(event));
    const { thresholds } = this;
    const target = event.currentTarget as SVGElement;
    target.setPointerCapture(event.pointerId);
    this.#commitKeyed();
    this.#startGesture({
      kind: 'threshold',
      axes,
      offset: { ac: thresholds.ac - place.ac, cv: thresholds.cv - place.cv },
      wanted: thresholds,
    });
    this.held = axes;
    this.hover = null;
    const stop = (): void => {
      target.removeEventListener('pointermove', drag);
      target.removeEventListener('pointerup', release);
      target.removeEventListener('pointercancel', cancel);
    };
    const drag = (moved: PointerEvent): void => this.#drag(moved);
    const release = (): void => {
      stop();
      this.#endDrag('threshold-end');
    };
    const cancel = (): void => {
      stop();
      this.#endDrag('threshold-cancel');
    };
    target.addEventListener('pointermove', drag);
    target.addEventListener('pointerup', release);
    target.addEventListener('pointercancel', cancel);
  }

  #drag(event: PointerEvent): void {
    const gesture = this.#gesture;
    if (gesture?.kind !== 'threshold') return;
    const place = placeOf(this.#projection, this.#pixelAt(event));
    const asked = (axis: Axis): number =>
      gesture.axes.includes(axis)
        ? draggedThreshold(axis, place[axis] + gesture.offset[axis], this.#extent, this.thresholds[axis])
        : gesture.wanted[axis];
    const wanted = { ac: asked('ac'), cv: asked('cv') };
    if (wanted.ac === gesture.wanted.ac && wanted.cv === gesture.wanted.cv) return;
    gesture.wanted = wanted;
    this.#inFrame(() => this.#tell('threshold-drag', wanted));
  }

  /** Ends a drag, by letting go or by Escape. A last position that waits for its frame is told first. */
  #endDrag(how: 'threshold-end' | 'threshold-cancel'): void {
    if (this.#gesture?.kind !== 'threshold') return;
    if (how === 'threshold-end') this.#flush();
    this.#stopGesture();
    this.#tell(how, null);
  }

  #stepped(event: KeyboardEvent, axis: Axis): void {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      // A command of the page, undo perhaps: what the keys did so far is one step.
      this.#commitKeyed();
      return;
    }
    if (event.key === 'Enter' || event.key === 'Escape') {
      if (!this.#keyed) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Enter') {
        this.#commitKeyed();
      } else {
        this.#keyed = null;
        this.#drop();
        this.#tell('threshold-cancel', null);
      }
      return;
    }
    const now = this.#keyed ?? this.thresholds;
    const value = steppedThreshold(axis, now[axis], event.key, event.shiftKey, this.#extent);
    if (value === null) return;
    event.preventDefault();
    if (value === now[axis]) return;
    const wanted = { cv: now.cv, ac: now.ac, [axis]: value };
    this.#keyed = wanted;
    this.#inFrame(() => this.#tell('threshold-drag', wanted));
  }

  #commitKeyed(): void {
    if (!this.#keyed) return;
    this.#keyed = null;
    this.#flush();
    this.#tell('threshold-end', null);
  }

  #reset(): void {
    this.#keyed = null;
    this.#tell('threshold-reset', null);
  }

  // --- one gesture at a time, one message a frame ---

  #startGesture(gesture: Gesture): void {
    this.#gesture = gesture;
    window.addEventListener('keydown', this.#escaped, true);
  }

  #stopGesture(forgetsPointers = true): void {
    if (forgetsPointers) this.#pointers.clear();
    this.#gesture = null;
    this.held = [];
    this.isPanning = false;
    this.drawn = [];
    window.removeEventListener('keydown', this.#escaped, true);
  }

  /** Escape gives up what the hand is doing, wherever the focus is. */
  readonly #escaped = (event: KeyboardEvent): void => {
    const gesture = this.#gesture;
    if (event.key !== 'Escape' || !gesture) return;
    event.preventDefault();
    event.stopPropagation();
    if (gesture.kind === 'threshold') {
      this.#drop();
      this.#endDrag('threshold-cancel');
    } else {
      if (gesture.kind === 'pan') this.#askWindow(this.#isWhole(gesture.start.window) ? null : gesture.start.window);
      this.#stopGesture();
    }
  };

  #isWhole(window: MapWindow): boolean {
    const { acFrom, acTo, cvFrom, cvTo } = this.#extent;
    return isInside({ ac: acFrom, cv: cvFrom }, window) && isInside({ ac: acTo, cv: cvTo }, window);
  }

  /** Runs the latest of what is asked for in a frame, once. */
  #inFrame(job: () => void): void {
    this.#perFrame = job;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#flush();
    });
  }

  #flush(): void {
    const job = this.#perFrame;
    this.#drop();
    job?.();
  }

  #drop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#perFrame = null;
  }

  #tell<N extends keyof AxisMapEvents>(name: N, detail: AxisMapEvents[N]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-axis-map': AxisMap;
  }
}
