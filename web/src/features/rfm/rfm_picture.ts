// The RFM heat map drawn for a picture: the page shows it as a real table, which no canvas can take over.

import type { ChartLook } from '../../charts/chart_look.ts';
import type { RfmCell } from './rfm_grid.ts';

export interface RfmPictureWords {
  readonly axisR: string;
  readonly axisF: string;
  readonly count: (count: number) => string;
  readonly share: (share: number) => string;
}

export interface RfmBar {
  readonly name: string;
  readonly figures: string;
  /** 0 to 1. */
  readonly share: number;
}

const kAxisPixels = 44;
const kGapPixels = 4;
const kListPixels = 330;

/** Cells to the left, segments to the right. */
export function drawRfm(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  rows: readonly (readonly RfmCell[])[],
  bars: readonly RfmBar[],
  words: RfmPictureWords,
  look: ChartLook,
): void {
  const gridWidth = size.width - kListPixels - 24;
  const bins = rows.length;
  const cellWidth = (gridWidth - kAxisPixels) / bins;
  const cellHeight = (size.height - kAxisPixels) / bins;
  const font = (pixels: number, weight = 400): string => `${weight} ${pixels}px ${look.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const [row, cells] of rows.entries()) {
    const y = row * cellHeight;
    context.font = font(look.fontPixels, 600);
    context.fillStyle = look.textMuted;
    context.fillText(`F${cells[0]?.f ?? ''}`, kAxisPixels - 16, y + cellHeight / 2);
    for (const [column, { count, share, step }] of cells.entries()) {
      const x = kAxisPixels + column * cellWidth;
      context.fillStyle = step === 0 ? look.surfaceSunken : (look.ramp[step - 1] ?? look.surfaceSunken);
      context.fillRect(x, y, cellWidth - kGapPixels, cellHeight - kGapPixels);
      context.fillStyle = step === 0 ? look.textMuted : (look.rampText[step - 1] ?? look.text);
      const middle = x + (cellWidth - kGapPixels) / 2;
      context.font = font(look.fontPixels + 2, 600);
      context.fillText(words.count(count), middle, y + cellHeight / 2 - 10);
      context.font = font(look.fontSmallPixels);
      context.fillText(words.share(share), middle, y + cellHeight / 2 + 12);
    }
  }
  context.fillStyle = look.textMuted;
  context.font = font(look.fontPixels, 600);
  for (let column = 0; column < bins; ++column) {
    context.fillText(`R${column + 1}`, kAxisPixels + (column + 0.5) * cellWidth, bins * cellHeight + 10);
  }
  context.font = font(look.fontSmallPixels);
  context.fillText(words.axisR, kAxisPixels + (gridWidth - kAxisPixels) / 2, size.height - 8);
  context.save();
  context.translate(8, (bins * cellHeight) / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(words.axisF, 0, 0);
  context.restore();

  const left = size.width - kListPixels;
  const pitch = size.height / Math.max(1, bars.length);
  const shareMax = Math.max(0.0001, ...bars.map(({ share }) => share));
  for (const [at, { name, figures, share }] of bars.entries()) {
    const y = at * pitch;
    context.textAlign = 'left';
    context.font = font(look.fontPixels);
    context.fillStyle = look.text;
    context.fillText(name, left, y + pitch * 0.32);
    context.textAlign = 'right';
    context.fillText(figures, size.width, y + pitch * 0.32);
    context.fillStyle = look.surfaceSunken;
    context.fillRect(left, y + pitch * 0.62, kListPixels, 8);
    context.fillStyle = look.ramp[4] ?? look.accent;
    context.fillRect(left, y + pitch * 0.62, (kListPixels * share) / shareMax, 8);
  }
}
