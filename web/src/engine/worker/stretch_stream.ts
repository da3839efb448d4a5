// A stretch of a file as a stream into memory that is used again and again: fresh memory for each piece costs as much as reading it.

import { FileUnreadable } from './read_ahead.ts';

/** What one read brings at most. */
const kBufferBytes = 2 << 20;

type Read = Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>;

/** Buffers for the streams of one worker. */
export class BufferStock {
  readonly #free: ArrayBuffer[] = [];

  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(kBufferBytes);
  }
  giveBack(buffer: ArrayBuffer): void {
    this.#free.push(buffer);
  }
}

/** Streams that have not ended. One that nothing but its own read refers to counts as garbage in Chromium 156, and the read never
 *  comes back: without this, half of the imports of 1.6 GB stood still. */
const underWay = new Set<StretchStream>();

/** Bytes [from, to) of a file, on their way from the moment it is made. */
export class StretchStream {
  readonly #file: File;
  readonly #stock: BufferStock;
  readonly #reader: ReadableStreamBYOBReader;
  #left: number;
  #asked: Read | null = null;
  #given: ArrayBuffer | null = null;

  constructor(file: File, from: number, to: number, stock: BufferStock) {
    this.#file = file;
    this.#stock = stock;
    this.#reader = file.slice(from, to).stream().getReader({ mode: 'byob' });
    this.#left = to - from;
    underWay.add(this);
    this.#ask();
  }

  /** The bytes that come next, good until the next call; null at the end. FileUnreadable where the file has changed or gone. */
  async next(): Promise<Uint8Array<ArrayBuffer> | null> {
    this.#takeBack();
    if (!this.#asked) this.#ask();
    if (!this.#asked) return null;
    const read = await this.#asked.catch(() => null);
    this.#asked = null;
    if (!read?.value?.length) throw new FileUnreadable(this.#file.name);
    this.#given = read.value.buffer;
    this.#left -= read.value.length;
    return read.value;
  }

  /** Whoever needs no more says so; the browser goes on reading otherwise. */
  async end(): Promise<void> {
    this.#takeBack();
    underWay.delete(this);
    if (this.#left > 0) await this.#reader.cancel().catch(() => undefined);
    this.#left = 0;
    this.#asked = null;
  }

  #ask(): void {
    if (this.#left === 0) return;
    this.#asked = this.#reader.read(new Uint8Array(this.#stock.take()));
    // A failure is met when its turn comes.
    this.#asked.catch(() => undefined);
  }

  #takeBack(): void {
    if (this.#given) this.#stock.giveBack(this.#given);
    this.#given = null;
  }
}
