// Bins of the map: their ranges, the classes that colour them, the neighbours that keys lead to, and coarser bins for the table. Pure.

import type { MapLook, MapWindow } from '../engine/protocol.ts';
import type { AxisPlace } from './axis_map_geometry.ts';

export type Bins = Pick<MapLook, 'window' | 'columns' | 'rows' | 'cells'>;

export interface Bin extends MapWindow {
  /** Row by row from the lowest value up. */
  readonly index: number;
  readonly count: number;
}

/** The lowest count of each colour class, ascending from 1: equal ratios from class to class (a logarithmic scale), as few classes as
 *  there are counts to tell apart. Empty without customers. */
export function densityClasses(countMax: number, classesMax: number): readonly number[] {
  if (countMax < 1) return [];
  const bounds: number[] = [];
  for (let at = 0; at < classesMax; ++at) {
    // The last class ends at the greatest count, so the ratio is that of countMax + 1 to 1.
    const bound = Math.ceil((countMax + 1) ** (at / classesMax) - 1e-9);
    if (bound <= countMax && bound > (bounds.at(-1) ?? 0)) bounds.push(bound);
  }
  return bounds;
}

/** Which class a count belongs to. */
export function classOf(bounds: readonly number[], count: number): number {
  let at = bounds.length - 1;
  while (at > 0 && count < (bounds[at] ?? 0)) --at;
  return at;
}

export function binOf({ window, columns, rows }: Omit<Bins, 'cells'>, index: number, count: number): Bin {
  const column = index % columns;
  const row = Math.floor(index / columns);
  const acStep = (window.acTo - window.acFrom) / columns;
  const cvStep = (window.cvTo - window.cvFrom) / rows;
  return {
    index,
    count,
    acFrom: window.acFrom + column * acStep,
    acTo: column + 1 === columns ? window.acTo : window.acFrom + (column + 1) * acStep,
    cvFrom: window.cvFrom + row * cvStep,
    cvTo: row + 1 === rows ? window.cvTo : window.cvFrom + (row + 1) * cvStep,
  };
}

/** Customers in a bin. `cells` is ascending by bin. */
export function countIn(cells: readonly number[], index: number): number {
  let low = 0;
  let high = cells.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[2 * middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return cells[2 * low] === index ? (cells[2 * low + 1] ?? 0) : 0;
}

/** The bin at a place, with its count; null outside of the window that was binned. */
export function binAt(bins: Bins, { ac, cv }: AxisPlace): Bin | null {
  const { window, columns, rows, cells } = bins;
  if (ac < window.acFrom || ac > window.acTo || cv < window.cvFrom || cv > window.cvTo) return null;
  const at = (value: number, from: number, to: number, steps: number): number =>
    Math.min(steps - 1, Math.floor(((value - from) / (to - from)) * steps));
  const index = at(cv, window.cvFrom, window.cvTo, rows) * columns + at(ac, window.acFrom, window.acTo, columns);
  return binOf(bins, index, countIn(cells, index));
}

/** Every bin with customers, in order. */
export const filledBins = (bins: Bins): readonly Bin[] =>
  Array.from({ length: bins.cells.length / 2 }, (_, at) =>
    binOf(bins, bins.cells[2 * at] ?? 0, bins.cells[2 * at + 1] ?? 0),
  );

export interface CoarseBins {
  /** columns + 1 edges, ascending. */
  readonly acEdges: readonly number[];
  readonly cvEdges: readonly number[];
  /** counts[row][column], rows from the lowest value up. */
  readonly counts: readonly (readonly number[])[];
}

/** The same customers in fewer bins, for reading as a table. A fine bin goes where its lower corner lies. */
export function coarseBins({ window, columns, rows, cells }: Bins, columnsMax: number, rowsMax: number): CoarseBins {
  const acCount = Math.min(columns, columnsMax);
  const cvCount = Math.min(rows, rowsMax);
  const counts = Array.from({ length: cvCount }, () => new Array<number>(acCount).fill(0));
  for (let at = 0; at < cells.length; at += 2) {
    const index = cells[at] ?? 0;
    const row = counts[Math.floor((Math.floor(index / columns) * cvCount) / rows)];
    const column = Math.floor(((index % columns) * acCount) / columns);
    if (row) row[column] = (row[column] ?? 0) + (cells[at + 1] ?? 0);
  }
  // Edges are those of fine bins, so that counts and edges agree where the numbers do not divide.
  const edges = (from: number, to: number, fine: number, coarse: number): number[] =>
    Array.from({ length: coarse + 1 }, (_, at) =>
      at === coarse ? to : from + ((to - from) * Math.ceil((at * fine) / coarse)) / fine,
    );
  return {
    acEdges: edges(window.acFrom, window.acTo, columns, acCount),
    cvEdges: edges(window.cvFrom, window.cvTo, rows, cvCount),
    counts,
  };
}
