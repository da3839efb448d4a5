// Draws the map's customers on a canvas: density bins or single marks, on tinted quadrants. Knows no element and no language.

import type { MapLook, TypeId } from '../engine/protocol.ts';
import { classOf, densityClasses } from './axis_map_density.ts';
import {
  isInside,
  isSameWindow,
  kQuadrants,
  xOf,
  yOf,
  type AxisPlace,
  type PlotSize,
  type Projection,
} from './axis_map_geometry.ts';

/** Colours as CSS writes them, taken from the page's tokens. */
export interface MapColours {
  readonly surface: string;
  readonly text: string;
  readonly textMuted: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly accent: string;
  /** Few to many. */
  readonly ramp: readonly string[];
  readonly types: Readonly<Record<TypeId, string>>;
  readonly tints: Readonly<Record<TypeId, string>>;
  readonly font: string;
}

export const kTypes: readonly TypeId[] = ['core', 'contested', 'loyal', 'general'];

/** Corners of the types' marks around 0, 0, for a mark of radius 1; null: a circle. All cover about the same area. */
const kMarkCorners: Readonly<Record<TypeId, readonly (readonly [number, number])[] | null>> = {
  core: [
    [-0.89, -0.89],
    [0.89, -0.89],
    [0.89, 0.89],
    [-0.89, 0.89],
  ],
  contested: [
    [0, -1.3],
    [1.3, 0.95],
    [-1.3, 0.95],
  ],
  loyal: null,
  general: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
};

/** Adds the mark of a type to a path. */
export function addMark(path: Path2D, type: TypeId, x: number, y: number, radius: number): void {
  const corners = kMarkCorners[type];
  if (!corners) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([right, down], at) => {
    if (at === 0) path.moveTo(x + right * radius, y + down * radius);
    else path.lineTo(x + right * radius, y + down * radius);
  });
  path.closePath();
}

/** The same mark as the `d` of an SVG path, around 0, 0. */
export function markOutline(type: TypeId, radius: number): string {
  const corners = kMarkCorners[type];
  if (!corners) return `M${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0Z`;
  return `M${corners.map(([right, down]) => `${right * radius} ${down * radius}`).join('L')}Z`;
}

const kHalosMax = 600;

/** Half the width of a mark: smaller where there are many. */
export const markRadius = (count: number): number => (count <= 300 ? 4.5 : count <= 1000 ? 3.75 : 3.25);

function paintQuadrants(
  context: CanvasRenderingContext2D,
  projection: Projection,
  thresholds: AxisPlace,
  colours: MapColours,
): void {
  const { width, height } = projection.size;
  const x = Math.min(Math.max(xOf(projection, thresholds.ac), 0), width);
  const y = Math.min(Math.max(yOf(projection, thresholds.cv), 0), height);
  for (const type of kTypes) {
    const { isAcHigh, isCvHigh } = kQuadrants[type];
    context.fillStyle = colours.tints[type];
    context.fillRect(isAcHigh ? x : 0, isCvHigh ? 0 : y, isAcHigh ? width - x : x, isCvHigh ? y : height - y);
  }
}

/** Two looks with the same bins are the same picture, whatever the thresholds: a drag need not paint it again. */
export function haveSameBins(a: MapLook, b: MapLook): boolean {
  return (
    a.points === null &&
    b.points === null &&
    a.columns === b.columns &&
    a.rows === b.rows &&
    a.cells.length === b.cells.length &&
    isSameWindow(a.window, b.window) &&
    a.cells.every((value, at) => value === b.cells[at])
  );
}

/** Edges of bins, on whole device pixels so that neighbours meet without a gap. */
function pixelEdges(count: number, at: (index: number) => number, scale: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, index) => Math.round(at(index) * scale) / scale);
}

function paintBins(
  context: CanvasRenderingContext2D,
  projection: Projection,
  look: MapLook,
  colours: MapColours,
  scale: number,
): void {
  const { window, columns, rows, cells } = look;
  const bounds = densityClasses(look.cellMax, colours.ramp.length);
  const acStep = (window.acTo - window.acFrom) / columns;
  const cvStep = (window.cvTo - window.cvFrom) / rows;
  const xs = pixelEdges(columns, (at) => xOf(projection, window.acFrom + at * acStep), scale);
  const ys = pixelEdges(rows, (at) => yOf(projection, window.cvFrom + at * cvStep), scale);
  // Class by class, because changing the colour costs more than looking at a count.
  const classes = Uint8Array.from({ length: cells.length / 2 }, (_, at) => classOf(bounds, cells[2 * at + 1] ?? 0));
  for (let colour = 0; colour < bounds.length; ++colour) {
    context.fillStyle = rampColour(colours.ramp, bounds.length, colour);
    for (let at = 0; at < classes.length; ++at) {
      if (classes[at] !== colour) continue;
      const index = cells[2 * at] ?? 0;
      const column = index % columns;
      const row = (index - column) / columns;
      const x = xs[column] ?? 0;
      const y = ys[row + 1] ?? 0;
      context.fillRect(x, y, (xs[column + 1] ?? x) - x, (ys[row] ?? y) - y);
    }
  }
}

/** Which step of the ramp colours a class: with fewer classes than steps they are spread over all of it. */
export const rampStep = (steps: number, classes: number, at: number): number =>
  classes <= 1 ? Math.floor(steps / 2) : Math.round((at * (steps - 1)) / (classes - 1));

export const rampColour = (ramp: readonly string[], classes: number, at: number): string =>
  ramp[rampStep(ramp.length, classes, at)] ?? '';

/** One path for each type, moved from place to place: copying small pictures and one path of all marks were both measured slower. */
function paintPoints(
  context: CanvasRenderingContext2D,
  projection: Projection,
  points: NonNullable<MapLook['points']>,
  colours: MapColours,
): void {
  const radius = markRadius(points.length);
  // A halo keeps neighbours apart; among very many marks it would cost time and cover them.
  const hasHalo = points.length <= kHalosMax;
  // Full marks first, so that hollow ones stay readable in a crowd.
  for (const isBorderline of [false, true]) {
    for (const type of kTypes) {
      const mark = new Path2D();
      addMark(mark, type, 0, 0, radius);
      context.fillStyle = isBorderline ? colours.surface : colours.types[type];
      context.strokeStyle = isBorderline ? colours.types[type] : colours.surface;
      context.lineWidth = isBorderline ? 1.5 : 2;
      for (const point of points) {
        if (point.type !== type || point.flags.includes('borderline') !== isBorderline) continue;
        if (!isInside(point, projection.window)) continue;
        const x = xOf(projection, point.ac);
        const y = yOf(projection, point.cv);
        context.translate(x, y);
        if (hasHalo && !isBorderline) context.stroke(mark);
        context.fill(mark);
        if (isBorderline) context.stroke(mark);
        context.translate(-x, -y);
      }
    }
  }
}

export function clipTo(context: CanvasRenderingContext2D, { width, height }: PlotSize): void {
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
}

/** Paints the plot on a surface that is there already. The context's units are the projection's pixels; `scale` is device pixels to one
 *  of them. Marks on an edge reach over it. */
export function paintMap(
  context: CanvasRenderingContext2D,
  projection: Projection,
  look: MapLook | null,
  thresholds: AxisPlace,
  colours: MapColours,
  scale: number,
): void {
  if (!look) return;
  if (look.points) {
    paintQuadrants(context, projection, thresholds, colours);
    paintPoints(context, projection, look.points, colours);
    return;
  }
  // No tints below bins: they would be taken for the lightest class.
  context.save();
  clipTo(context, projection.size);
  paintBins(context, projection, look, colours, scale);
  context.restore();
}
