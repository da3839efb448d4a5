// The room around the plot: figures of the axes to the left and below, the thresholds' handles above and to the right.

import type { PlotSize } from './axis_map_geometry.ts';

export const kMargins = { top: 50, right: 58, bottom: 38, left: 38 } as const;

/** The canvas reaches so far over the plot's edges, so that marks on an edge are whole. */
export const kBleed = 7;

/** The plot inside an element of this size. */
export const plotSize = ({ width, height }: PlotSize): PlotSize => ({
  width: Math.max(1, width - kMargins.left - kMargins.right),
  height: Math.max(1, height - kMargins.top - kMargins.bottom),
});
