// Keeps the windows of rows that a table has asked for, so that scrolling back asks nothing. Windows are aligned and bounded.

export interface RowWindow {
  readonly total: number;
  readonly rows: readonly (readonly string[])[];
}

export type FetchRows = (offset: number, limit: number) => Promise<RowWindow>;

export class RowCache {
  readonly #fetch: FetchRows;
  readonly #windowRows: number;
  readonly #windowsMax: number;
  /** In order of last use, oldest first. */
  readonly #windows = new Map<number, Promise<RowWindow>>();

  constructor(fetch: FetchRows, windowRows = 200, windowsMax = 16) {
    this.#fetch = fetch;
    this.#windowRows = windowRows;
    this.#windowsMax = windowsMax;
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

  #window(number: number): Promise<RowWindow> {
    let window = this.#windows.get(number);
    if (window) {
      this.#windows.delete(number);
    } else {
      window = this.#fetch(number * this.#windowRows, this.#windowRows);
      // A failed window may be asked for again.
      window.catch(() => this.#windows.delete(number));
      for (const oldest of this.#windows.keys()) {
        if (this.#windows.size < this.#windowsMax) break;
        this.#windows.delete(oldest);
      }
    }
    this.#windows.set(number, window);
    return window;
  }
}
