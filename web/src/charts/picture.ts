// A chart as a picture for a report: title, what it says, the drawing, and below it what the figures are about.

import type { ChartLook } from './chart_look.ts';

export interface PictureText {
  readonly title: string;
  /** The answer in one sentence. */
  readonly subtitle: string;
  /** As-of date, window, filters: one line each. */
  readonly notes: readonly string[];
}

export interface Line {
  readonly text: string;
  readonly size: 'title' | 'text' | 'note';
  /** Baseline, from the picture's top. */
  readonly y: number;
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly drawing: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export const kPicturePixels = { width: 960, drawingHeight: 480, margin: 24 } as const;
/** Twice the CSS pixels: sharp on slides and paper. */
export const kPictureScale = 2;

const kLineHeights = { title: 32, text: 22, note: 18 } as const;

/** Breaks a text into lines that fit; Chinese breaks anywhere, words stay whole unless one is longer than a line. */
export function wrapped(text: string, widthMax: number, widthOf: (text: string) => number): readonly string[] {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  const add = (piece: string): void => {
    if (line !== '' && widthOf((line + piece).trimEnd()) > widthMax) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  };
  for (const piece of pieces) {
    if (widthOf(piece.trimEnd()) > widthMax) for (const character of piece) add(character);
    else add(piece);
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Where everything stands, in CSS pixels. */
export function pictureLayout(
  { title, subtitle, notes }: PictureText,
  widthOf: (text: string, size: Line['size']) => number,
  drawingHeight: number = kPicturePixels.drawingHeight,
): PictureLayout {
  const { width, margin } = kPicturePixels;
  const inner = width - 2 * margin;
  const lines: Line[] = [];
  let y = margin;
  const put = (text: string, size: Line['size']): void => {
    for (const line of wrapped(text, inner, (part) => widthOf(part, size))) {
      y += kLineHeights[size];
      lines.push({ text: line, size, y: y - kLineHeights[size] * 0.3 });
    }
  };
  put(title, 'title');
  put(subtitle, 'text');
  const top = y + margin / 2;
  y = top + drawingHeight + margin / 2;
  for (const note of notes) put(note, 'note');
  return {
    width,
    height: Math.ceil(y + margin),
    lines,
    drawing: { x: margin, y: top, width: inner, height: drawingHeight },
  };
}

const canvasFont = (look: ChartLook, size: Line['size']): string => {
  const pixels = { title: look.fontPixels + 6, text: look.fontPixels + 1, note: look.fontSmallPixels }[size];
  return `${size === 'title' ? 600 : 400} ${pixels}px ${look.font}`;
};

/** Draws the picture; `draw` gets the context moved to the drawing's corner. Null where the browser refuses the memory. */
export async function makePicture(
  text: PictureText,
  look: ChartLook,
  draw: (context: CanvasRenderingContext2D, width: number, height: number) => void,
  drawingHeight?: number,
): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return null;
  const layout = pictureLayout(
    text,
    (part, size) => {
      context.font = canvasFont(look, size);
      return context.measureText(part).width;
    },
    drawingHeight,
  );
  canvas.width = layout.width * kPictureScale;
  canvas.height = layout.height * kPictureScale;
  context.scale(kPictureScale, kPictureScale);
  context.fillStyle = look.surface;
  context.fillRect(0, 0, layout.width, layout.height);
  for (const line of layout.lines) {
    context.font = canvasFont(look, line.size);
    context.fillStyle = line.size === 'note' ? look.textMuted : look.text;
    context.fillText(line.text, layout.drawing.x, line.y);
  }
  context.save();
  context.translate(layout.drawing.x, layout.drawing.y);
  draw(context, layout.drawing.width, layout.drawing.height);
  context.restore();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
