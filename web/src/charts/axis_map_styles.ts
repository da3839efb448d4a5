// The look of the map's element. The margins around the plot are those of axis_map_frame.ts.

import { css, unsafeCSS } from 'lit';
import { kBleed, kMargins } from './axis_map_frame.ts';

const pixels = (value: number): ReturnType<typeof unsafeCSS> => unsafeCSS(`${value}px`);

export const axisMapStyles = css`
  :host {
    display: block;
    position: relative;
    height: 480px;
    container-type: inline-size;
    font-size: var(--care-font-size-small);
    line-height: 1.3;
    color: var(--care-text);
    contain: layout;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .surface,
  .quadrants {
    position: absolute;
    top: ${pixels(kMargins.top)};
    right: ${pixels(kMargins.right)};
    bottom: ${pixels(kMargins.bottom)};
    left: ${pixels(kMargins.left)};
  }
  canvas {
    position: absolute;
    top: ${pixels(kMargins.top - kBleed)};
    left: ${pixels(kMargins.left - kBleed)};
    width: calc(100% - ${pixels(kMargins.left + kMargins.right - 2 * kBleed)});
    height: calc(100% - ${pixels(kMargins.top + kMargins.bottom - 2 * kBleed)});
  }
  .surface {
    cursor: default;
    touch-action: pan-y;
  }
  .surface.zoomed {
    cursor: grab;
    touch-action: none;
  }
  .surface.panning {
    cursor: grabbing;
  }
  .surface.over {
    cursor: pointer;
  }
  .surface.lasso {
    cursor: crosshair;
    touch-action: none;
  }
  .surface:focus-visible {
    outline: 2px solid var(--care-focus);
    outline-offset: 1px;
  }
  .quadrants,
  .over-plot {
    pointer-events: none;
  }
  .over-plot {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  text {
    fill: var(--care-text-muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  text.title {
    fill: var(--care-text);
    font-weight: 600;
  }
  .border {
    fill: none;
    stroke: var(--care-line-strong);
  }
  .tick {
    stroke: var(--care-line-strong);
  }
  .grid {
    stroke: var(--care-line);
    stroke-dasharray: 1 3;
  }
  .band {
    fill: url(#hatch);
  }
  .hatch {
    stroke: var(--care-text-muted);
    stroke-width: 1;
    opacity: 0.35;
  }
  .line {
    stroke: var(--care-text);
    stroke-width: 1.5;
  }
  .grip {
    stroke: transparent;
    stroke-width: 14;
    pointer-events: stroke;
  }
  .grip.cv,
  .pill.cv {
    cursor: ns-resize;
  }
  .grip.ac,
  .pill.ac {
    cursor: ew-resize;
  }
  .pill,
  .crossing {
    pointer-events: auto;
  }
  .pill rect,
  .pill path {
    fill: var(--care-text);
  }
  .pill text {
    fill: var(--care-surface);
    font-weight: 600;
    text-anchor: middle;
  }
  .pill:focus {
    outline: none;
  }
  .pill .ring {
    fill: none;
    stroke: none;
  }
  .pill:focus-visible .ring {
    stroke: var(--care-focus);
    stroke-width: 2;
  }
  .pill .reach {
    fill: transparent;
  }
  .pill.outside rect:not(.ring, .reach) {
    fill: var(--care-text-muted);
  }
  .crossing {
    cursor: move;
  }
  .crossing .reach {
    fill: transparent;
  }
  .crossing .knob {
    fill: var(--care-surface);
    stroke: var(--care-text);
    stroke-width: 2;
  }
  .crossing:hover .knob,
  .crossing.held .knob {
    fill: var(--care-text);
  }
  .lassoing .grip,
  .lassoing .crossing {
    pointer-events: none;
  }
  .area {
    fill: var(--care-accent);
    fill-opacity: 0.12;
    fill-rule: evenodd;
    stroke: var(--care-accent);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .area.drawing {
    stroke-dasharray: 5 3;
  }
  .spot {
    fill: none;
    stroke: var(--care-text);
    stroke-width: 2;
  }
  .spot.halo {
    stroke: var(--care-surface);
    stroke-width: 5;
  }
  .quadrant {
    position: absolute;
    isolation: isolate;
    display: grid;
    gap: 1px;
    max-width: 48%;
    min-height: 24px;
    padding: 3px 7px;
    border: 1px solid var(--care-line);
    border-radius: 4px;
    background: transparent;
    color: var(--care-text);
    font: inherit;
    font-variant-numeric: tabular-nums;
    text-align: left;
    cursor: pointer;
    pointer-events: auto;
  }
  /* What lies behind a corner's name stays in sight. */
  .quadrant::before {
    content: '';
    position: absolute;
    inset: 0;
    z-index: -1;
    border-radius: 3px;
    background: var(--care-surface);
    opacity: 0.6;
  }
  .quadrant:hover::before,
  .quadrant:focus-visible::before {
    opacity: 0.94;
  }
  .quadrant.core,
  .quadrant.contested {
    top: 6px;
  }
  .quadrant.loyal,
  .quadrant.general {
    bottom: 6px;
  }
  .quadrant.core,
  .quadrant.loyal {
    right: 6px;
  }
  .quadrant.contested,
  .quadrant.general {
    left: 6px;
  }
  .quadrant:hover {
    border-color: var(--care-accent);
  }
  .quadrant:focus-visible {
    outline: 2px solid var(--care-focus);
    outline-offset: 1px;
  }
  .quadrant[aria-pressed='true'] {
    border-color: var(--care-accent);
    box-shadow: inset 0 0 0 1px var(--care-accent);
  }
  .quadrant.outside {
    border-style: dashed;
    color: var(--care-text-muted);
  }
  .quadrant .name {
    display: flex;
    align-items: center;
    gap: 4px;
    font-weight: 600;
  }
  .quadrant .figures i {
    font-style: normal;
  }
  .quadrant .selected {
    color: var(--care-accent);
  }
  .quadrants.aside .quadrant {
    pointer-events: none;
    opacity: 0.35;
  }
  .mark {
    width: 12px;
    height: 12px;
    flex: none;
  }
  .mark.core {
    fill: var(--care-type-core);
  }
  .mark.contested {
    fill: var(--care-type-contested);
  }
  .mark.loyal {
    fill: var(--care-type-loyal);
  }
  .mark.general {
    fill: var(--care-type-general);
  }
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    margin: 0;
    color: var(--care-text-muted);
    font-size: var(--care-font-size);
    pointer-events: none;
  }
  .empty span {
    padding: var(--care-space-2) var(--care-space-3);
    border: 1px solid var(--care-line-strong);
    border-radius: var(--care-radius-small);
    background: var(--care-surface);
  }
  .tip {
    position: absolute;
    top: 0;
    left: 0;
    z-index: 2;
    max-width: min(260px, 80%);
    padding: 4px 8px;
    border: 1px solid var(--care-line-strong);
    border-radius: 4px;
    background: var(--care-surface);
    box-shadow: var(--care-shadow-raised);
    pointer-events: none;
    overflow-wrap: anywhere;
    visibility: hidden;
  }
  .tip.shown {
    visibility: visible;
  }
  .tip p {
    margin: 0;
  }
  .tip p:first-child {
    font-weight: 600;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (max-width: 420px) {
    .quadrant {
      padding: 2px 5px;
      font-size: 11px;
    }
    /* Where single customers are drawn the legend names the marks; a corner of a small map has room for mark and figures. */
    .quadrants.dots .quadrant {
      display: flex;
      align-items: center;
      gap: 4px;
    }
    .quadrants.dots .label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    text {
      font-size: 11px;
    }
  }
  @media print {
    .quadrant {
      border-style: solid;
    }
    .crossing {
      display: none;
    }
  }
`;
