// What the map says. The chart knows no language: whoever shows it hands these over.

import type { MapLook, TypeId } from '../engine/protocol.ts';
import type { Bin } from './axis_map_density.ts';
import type { Axis } from './axis_map_geometry.ts';

export type MapPoint = NonNullable<MapLook['points']>[number];

export interface AxisMapTexts {
  /** The plot's name, and how keys work in it, for screen readers. */
  readonly plot: string;
  readonly help: string;
  readonly axes: Readonly<Record<Axis, string>>;
  readonly thresholds: Readonly<Record<Axis, string>>;
  /** A threshold as its handle shows it, and as a sentence. */
  readonly thresholdShort: (axis: Axis, value: number) => string;
  readonly thresholdLong: (axis: Axis, value: number) => string;
  /** What can be done with a handle. */
  readonly thresholdHint: string;
  readonly crossingHint: string;
  readonly tick: (value: number, digits: number) => string;
  /** Lines about what is under the pointer; the first is the headline. */
  readonly point: (point: MapPoint) => readonly string[];
  readonly bin: (bin: Bin) => readonly string[];
  /** Said in the plot where there is no customer. */
  readonly empty: string;
  /** Above the colours of the bins, and one class of them. */
  readonly density: string;
  readonly densityRange: (from: number, to: number) => string;
  readonly borderline: string;
  /** Said of a quadrant's button: what pressing does. */
  readonly quadrantHint: string;
  /** Said of a quadrant that the zoomed window does not show. */
  readonly outside: string;
}

/** A type as its corner of the map names it. */
export interface MapQuadrant {
  readonly type: TypeId;
  readonly name: string;
  readonly count: string;
  readonly share: string;
  /** How many of them pass the filters: stands in the place of the share, so that a corner keeps its size. Null without filters. */
  readonly selected: string | null;
  /** The type is filtered on. */
  readonly isPressed: boolean;
}
