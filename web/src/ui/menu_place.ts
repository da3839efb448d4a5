// Puts a list of fixed position beside its button, inside the window.

const kGapPixels = 4;
const kEdgePixels = 8;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly heightMax: number;
}

/** Below the button, or above where there is more room; never beyond the window's edges. */
export function placeBeside(
  button: Box,
  list: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
  align: 'start' | 'end',
): Place {
  const below = view.height - button.bottom - kGapPixels - kEdgePixels;
  const above = button.top - kGapPixels - kEdgePixels;
  const isBelow = list.height <= below || below >= above;
  const heightMax = Math.max(80, isBelow ? below : above);
  const height = Math.min(list.height, heightMax);
  const wanted = align === 'end' ? button.right - list.width : button.left;
  return {
    left: Math.max(kEdgePixels, Math.min(wanted, view.width - list.width - kEdgePixels)),
    top: isBelow ? button.bottom + kGapPixels : button.top - kGapPixels - height,
    heightMax,
  };
}

/** Measures and places. An ancestor that is transformed moves what is fixed; that is measured, too, and undone. */
export function placeList(list: HTMLElement, button: Box, align: 'start' | 'end'): void {
  const { style } = list;
  style.maxHeight = '';
  style.left = '0px';
  style.top = '0px';
  const { left, top, width, height } = list.getBoundingClientRect();
  const place = placeBeside(
    button,
    { width, height },
    { width: document.documentElement.clientWidth, height: window.innerHeight },
    align,
  );
  style.left = `${place.left - left}px`;
  style.top = `${place.top - top}px`;
  style.maxHeight = `${place.heightMax}px`;
}
