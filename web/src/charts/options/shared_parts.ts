// What all charts have in common: axes, grid lines and tooltips in the page's own type and colours.

import type { ChartLook } from '../chart_look.ts';

export const textStyle = (look: ChartLook) => ({
  color: look.text,
  fontFamily: look.font,
  fontSize: look.fontSmallPixels,
});

export const axisLabel = (look: ChartLook) => ({
  color: look.textMuted,
  fontFamily: look.font,
  fontSize: look.fontSmallPixels,
});

export const axisName = (look: ChartLook) => ({
  nameTextStyle: { color: look.textMuted, fontFamily: look.font, fontSize: look.fontSmallPixels },
});

export const gridLines = (look: ChartLook) => ({ show: true, lineStyle: { color: look.line } });

/** Drawn on the canvas: an HTML tooltip would break the content policy. */
export const tooltip = (look: ChartLook) => ({
  renderMode: 'richText' as const,
  confine: true,
  backgroundColor: look.surface,
  borderColor: look.lineStrong,
  borderWidth: 1,
  padding: 8,
  textStyle: textStyle(look),
  transitionDuration: 0,
});

/** Marks a text as carried by a surface, so that it stays readable above lines and bars. */
export const onSurface = (look: ChartLook) => ({
  backgroundColor: look.surface,
  padding: [2, 4],
  borderRadius: 2,
});
