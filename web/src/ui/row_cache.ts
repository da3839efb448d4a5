// Keeps the windows of rows that a table has asked for, so that scrolling back asks nothing. Windows are aligned and bounded. Rows that
// came along with something else are kept beside them and spare the asking.

import type { GridRow } from './grid_cell.ts';

export interface RowWindow {
  readonly total: number;
  readonly rows: readonly GridRow[];
}

export type FetchRows = (offset: number, limit: number) => Promise<RowWindow>;

interface Kept {
  readonly promise: Promise<RowWindow>;
  /** Null until it has come. */
  window: RowWindow | null;
}

/** Rows that came along are kept from so many times. */
const kGivenMax = 8;

export class RowCache {
  readonly #fetch: FetchRows;
  readonly #windowRows: number;
  readonly #windowsMax: number;
  /** In order of last use, oldest first. */
  readonly #windows = new Map<number, Kept>();
  #given: { readonly offset: number; readonly rows: readonly GridRow[] }[] = [];

  constructor(fetch: FetchRows, windowRows = 200, windowsMax = 16) {
    this.#fetch = fetch;
    this.#windowRows = windowRows;
    this.#windowsMax = windowsMax;
  }

  /** Takes rows that nobody asked for. */
  give(offset: number, rows: readonly GridRow[]): void {
    this.#given = [{ offset, rows }, ...this.#given.slice(0, kGivenMax - 1)];
  }

  /** Rows [from, to) as far as they are here; null where they are not. */
  held(from: number, to: number): readonly (GridRow | null)[] {
    return Array.from({ length: Math.max(0, to - from) }, (_, at) => this.#row(from + at));
  }

  /** Rows [from, to), fewer at the table's end, and how many rows the table has. */
  async rows(from: number, to: number): Promise<RowWindow> {
    const first = Math.floor(from / this.#windowRows);
    const last = Math.max(first, Math.ceil(to / this.#windowRows) - 1);
    const windows = await Promise.all(Array.from({ length: last - first + 1 }, (_, at) => this.#window(first + at)));
    const start = first * this.#windowRows;
    return {
      total: windows[0]?.total ?? 0,
      rows: windows.flatMap((window) => window.rows).slice(from - start, to - start),
    };
  }

  #row(row: number): GridRow | null {
    for (const { offset, rows } of this.#given) {
      const found = rows[row - offset];
      if (found) return found;
    }
    const number = Math.floor(row / this.#windowRows);
    return this.#windows.get(number)?.window?.rows[row - number * this.#windowRows] ?? null;
  }

  #window(number: number): Promise<RowWindow> {
    let kept = this.#windows.get(number);
    if (kept) {
      this.#windows.delete(number);
    } else {
      const asked: Kept = { promise: this.#fetch(number * this.#windowRows, this.#windowRows), window: null };
      asked.promise.then(
        (window) => (asked.window = window),
        // A failed window may be asked for again.
        () => this.#windows.delete(number),
      );
      kept = asked;
      for (const oldest of this.#windows.keys()) {
        if (this.#windows.size < this.#windowsMax) break;
        this.#windows.delete(oldest);
      }
    }
    this.#windows.set(number, kept);
    return kept.promise;
  }
}
