// The drawn layers above the map's canvas that nobody takes hold of: axes, borderline bands, area, the mark in focus. SVG templates.

import { svg, type SVGTemplateResult } from 'lit';
import type { Bin } from './axis_map_density.ts';
import { kMargins } from './axis_map_frame.ts';
import {
  bandAround,
  pixelOf,
  ticksOf,
  xOf,
  yOf,
  type Axis,
  type AxisPlace,
  type Projection,
} from './axis_map_geometry.ts';
import type { AxisMapTexts, MapPoint } from './axis_map_texts.ts';

/** A mark under the pointer or the keys. */
export type Spot = { readonly kind: 'point'; readonly point: MapPoint } | { readonly kind: 'bin'; readonly bin: Bin };

/** Room for a tick and its figure. */
const kTickPixels: Readonly<Record<Axis, number>> = { ac: 44, cv: 40 };
const kTicksMin = 2;

/** Figures, grid lines and titles of both axes; and the hatching that bands are filled with. */
export function axesLayer(projection: Projection, texts: AxisMapTexts): SVGTemplateResult {
  const { window, size } = projection;
  const { width, height } = size;
  const ac = ticksOf(window.acFrom, window.acTo, Math.max(kTicksMin, Math.floor(width / kTickPixels.ac)));
  const cv = ticksOf(window.cvFrom, window.cvTo, Math.max(kTicksMin, Math.floor(height / kTickPixels.cv)));
  return svg`
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line class="hatch" x1="0" x2="0" y1="0" y2="6" />
      </pattern>
    </defs>
    ${ac.values.map((value) => {
      const at = xOf(projection, value);
      return svg`
        <line class="grid" x1=${at} x2=${at} y1="0" y2=${height} />
        <line class="tick" x1=${at} x2=${at} y1=${height} y2=${height + 4} />
        <text x=${at} y=${height + 16} text-anchor="middle">${texts.tick(value, ac.digits)}</text>`;
    })}
    ${cv.values.map((value) => {
      const at = yOf(projection, value);
      return svg`
        <line class="grid" x1="0" x2=${width} y1=${at} y2=${at} />
        <line class="tick" x1="-4" x2="0" y1=${at} y2=${at} />
        <text x="-7" y=${at + 4} text-anchor="end">${texts.tick(value, cv.digits)}</text>`;
    })}
    <text class="title" x=${-kMargins.left} y=${12 - kMargins.top}>${texts.axes.cv} ↑</text>
    <text class="title" x=${width} y=${height + 33} text-anchor="end">${texts.axes.ac} →</text>`;
}

/** Where customers count as borderline, around both lines. */
export function bandsLayer(projection: Projection, thresholds: AxisPlace, band: number): SVGTemplateResult {
  const { width, height } = projection.size;
  const [acFrom, acTo] = bandAround(thresholds.ac, band);
  const [cvFrom, cvTo] = bandAround(thresholds.cv, band);
  const x = xOf(projection, acFrom);
  const y = yOf(projection, cvTo);
  return svg`
    <rect class="band" x=${x} y="0" width=${xOf(projection, acTo) - x} height=${height} />
    <rect class="band" x="0" y=${y} width=${width} height=${yOf(projection, cvFrom) - y} />`;
}

/** The area that is filtered on, or the one being drawn. */
export function areaLayer(projection: Projection, places: readonly AxisPlace[], isDrawing: boolean): SVGTemplateResult {
  const corners = places
    .map((place) => pixelOf(projection, place))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`);
  return svg`<polygon class="area ${isDrawing ? 'drawing' : ''}" points=${corners.join(' ')} />`;
}

export function spotLayer(projection: Projection, spot: Spot): SVGTemplateResult {
  if (spot.kind === 'point') {
    const { x, y } = pixelOf(projection, spot.point);
    return svg`<circle class="spot halo" cx=${x} cy=${y} r="8" /><circle class="spot" cx=${x} cy=${y} r="8" />`;
  }
  const x = xOf(projection, spot.bin.acFrom);
  const y = yOf(projection, spot.bin.cvTo);
  const width = xOf(projection, spot.bin.acTo) - x;
  const height = yOf(projection, spot.bin.cvFrom) - y;
  const box = (name: string): SVGTemplateResult =>
    svg`<rect class=${name} x=${x - 1} y=${y - 1} width=${width + 2} height=${height + 2} />`;
  return svg`${box('spot halo')}${box('spot')}`;
}
