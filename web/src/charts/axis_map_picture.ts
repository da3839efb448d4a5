// The map drawn for a picture: what the page shows as SVG and HTML is drawn on the canvas too.

import type { MapLook, MapWindow } from '../engine/protocol.ts';
import { densityClasses } from './axis_map_density.ts';
import {
  bandAround,
  clamped,
  kQuadrants,
  ticksOf,
  xOf,
  yOf,
  type AxisPlace,
  type PlotSize,
  type Projection,
} from './axis_map_geometry.ts';
import type { Corners } from './axis_map_lasso.ts';
import { addMark, clipTo, paintMap, rampColour, type MapColours } from './axis_map_paint.ts';
import type { AxisMapTexts, MapQuadrant } from './axis_map_texts.ts';
import { kPictureScale } from './picture.ts';

export interface MapScene {
  readonly look: MapLook;
  readonly colours: MapColours;
  readonly window: MapWindow;
  readonly thresholds: AxisPlace;
  readonly band: number;
  readonly area: Corners | null;
  readonly quadrants: readonly MapQuadrant[];
  readonly texts: AxisMapTexts;
}

export const kMapPictureHeight = 620;

const kAround = { top: 52, right: 60, bottom: 76, left: 34 } as const;
const kFontPixels = 13;
const kHatchPixels = 6;

type Context = CanvasRenderingContext2D;

/** Draws the map into a space of this size; the context's units are CSS pixels. */
export function drawMapPicture(context: Context, space: PlotSize, scene: MapScene): void {
  const { colours, texts, look } = scene;
  const size = {
    width: space.width - kAround.left - kAround.right,
    height: space.height - kAround.top - kAround.bottom,
  };
  const projection: Projection = { window: scene.window, size };
  context.save();
  context.translate(kAround.left, kAround.top);
  context.save();
  paintMap(context, projection, look, scene.thresholds, colours, kPictureScale);
  clipTo(context, size);
  hatchBands(context, projection, scene);
  outlineArea(context, projection, scene);
  context.restore();
  frame(context, projection, scene);
  thresholds(context, projection, scene);
  for (const quadrant of scene.quadrants) corner(context, size, colours, quadrant);
  if (!look.points) densityLegend(context, size, scene);
  else if (scene.band > 0) borderlineLegend(context, size, colours, texts.borderline);
  context.restore();
}

const font = (colours: MapColours, weight: 400 | 600 = 400): string => `${weight} ${kFontPixels}px ${colours.font}`;

function write(
  context: Context,
  colours: MapColours,
  text: string,
  x: number,
  y: number,
  {
    align = 'left',
    colour = colours.text,
    weight = 400,
  }: {
    align?: CanvasTextAlign;
    colour?: string;
    weight?: 400 | 600;
  } = {},
): void {
  context.font = font(colours, weight);
  context.fillStyle = colour;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.fillText(text, x, y);
}

function line(context: Context, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}

function hatchBands(context: Context, projection: Projection, { band, thresholds: at, colours }: MapScene): void {
  if (!(band > 0)) return;
  const { width, height } = projection.size;
  const [acFrom, acTo] = bandAround(at.ac, band);
  const [cvFrom, cvTo] = bandAround(at.cv, band);
  const bands = [
    { x: xOf(projection, acFrom), y: 0, wide: xOf(projection, acTo) - xOf(projection, acFrom), high: height },
    { x: 0, y: yOf(projection, cvTo), wide: width, high: yOf(projection, cvFrom) - yOf(projection, cvTo) },
  ];
  for (const { x, y, wide, high } of bands) {
    context.save();
    context.beginPath();
    context.rect(x, y, wide, high);
    context.clip();
    context.globalAlpha = 0.35;
    context.strokeStyle = colours.textMuted;
    context.lineWidth = 1;
    for (let offset = -high; offset < wide; offset += kHatchPixels * Math.SQRT2) {
      line(context, x + offset, y + high, x + offset + high, y);
    }
    context.restore();
  }
}

function outlineArea(context: Context, projection: Projection, { area, colours }: MapScene): void {
  if (!area) return;
  context.beginPath();
  area.forEach(([ac, cv], at) => {
    if (at === 0) context.moveTo(xOf(projection, ac), yOf(projection, cv));
    else context.lineTo(xOf(projection, ac), yOf(projection, cv));
  });
  context.closePath();
  context.strokeStyle = colours.accent;
  context.lineWidth = 2;
  context.stroke();
  context.globalAlpha = 0.12;
  context.fillStyle = colours.accent;
  context.fill('evenodd');
  context.globalAlpha = 1;
}

function frame(context: Context, projection: Projection, { window, colours, texts }: MapScene): void {
  const { width, height } = projection.size;
  context.strokeStyle = colours.lineStrong;
  context.lineWidth = 1;
  context.strokeRect(0, 0, width, height);
  const ac = ticksOf(window.acFrom, window.acTo, 10);
  for (const value of ac.values) {
    const x = xOf(projection, value);
    line(context, x, height, x, height + 4);
    write(context, colours, texts.tick(value, ac.digits), x, height + 14, {
      align: 'center',
      colour: colours.textMuted,
    });
  }
  const cv = ticksOf(window.cvFrom, window.cvTo, 8);
  for (const value of cv.values) {
    const y = yOf(projection, value);
    line(context, -4, y, 0, y);
    write(context, colours, texts.tick(value, cv.digits), -7, y, { align: 'right', colour: colours.textMuted });
  }
  write(context, colours, `${texts.axes.cv} ↑`, -kAround.left, 10 - kAround.top, { weight: 600 });
  write(context, colours, `${texts.axes.ac} →`, width, height + 34, { align: 'right', weight: 600 });
}

function thresholds(context: Context, projection: Projection, { thresholds: at, colours, texts }: MapScene): void {
  const { width, height } = projection.size;
  const x = xOf(projection, at.ac);
  const y = yOf(projection, at.cv);
  context.strokeStyle = colours.text;
  context.lineWidth = 1.5;
  const hasAc = x >= 0 && x <= width;
  const hasCv = y >= 0 && y <= height;
  if (hasAc) line(context, x, -4, x, height);
  if (hasCv) line(context, 0, y, width + 4, y);
  if (hasAc) {
    write(context, colours, texts.thresholdShort('ac', at.ac), x, -14, { align: 'center', weight: 600 });
  }
  if (hasCv) write(context, colours, texts.thresholdShort('cv', at.cv), width + 8, y, { weight: 600 });
}

function corner(context: Context, { width, height }: PlotSize, colours: MapColours, quadrant: MapQuadrant): void {
  const { isAcHigh, isCvHigh } = kQuadrants[quadrant.type];
  const lines = [
    quadrant.name,
    `${quadrant.count} · ${quadrant.share}`,
    ...(quadrant.selected === null ? [] : [quadrant.selected]),
  ];
  const markWidth = 16;
  context.font = font(colours, 600);
  const wide = Math.max(...lines.map((text, at) => context.measureText(text).width + (at === 0 ? markWidth : 0))) + 16;
  const high = lines.length * 18 + 8;
  const x = clamped(isAcHigh ? width - wide - 8 : 8, 0, width);
  const y = isCvHigh ? 8 : height - high - 8;
  context.fillStyle = colours.surface;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.beginPath();
  context.rect(x, y, wide, high);
  context.fill();
  context.stroke();
  const mark = new Path2D();
  addMark(mark, quadrant.type, x + 14, y + 13, 5);
  context.fillStyle = colours.types[quadrant.type];
  context.fill(mark);
  lines.forEach((text, at) =>
    write(context, colours, text, x + 8 + (at === 0 ? markWidth : 0), y + 13 + at * 18, {
      weight: at === 0 ? 600 : 400,
    }),
  );
}

function densityLegend(context: Context, { height }: PlotSize, { look, colours, texts }: MapScene): void {
  const bounds = densityClasses(look.cellMax, colours.ramp.length);
  const y = height + 60;
  let x = -kAround.left;
  const put = (text: string): void => {
    write(context, colours, text, x, y, { colour: colours.textMuted });
    x += context.measureText(text).width + 14;
  };
  put(texts.density);
  bounds.forEach((from, at) => {
    context.fillStyle = rampColour(colours.ramp, bounds.length, at);
    context.fillRect(x, y - 7, 14, 14);
    context.strokeStyle = colours.lineStrong;
    context.lineWidth = 0.5;
    context.strokeRect(x, y - 7, 14, 14);
    x += 19;
    put(texts.densityRange(from, (bounds[at + 1] ?? look.cellMax + 1) - 1));
  });
}

function borderlineLegend(context: Context, { height }: PlotSize, colours: MapColours, text: string): void {
  const mark = new Path2D();
  addMark(mark, 'loyal', 6 - kAround.left, height + 60, 5);
  context.strokeStyle = colours.textMuted;
  context.lineWidth = 1.75;
  context.stroke(mark);
  write(context, colours, text, 18 - kAround.left, height + 60, { colour: colours.textMuted });
}
