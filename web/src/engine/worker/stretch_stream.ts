// A stretch of a file as a stream into memory that is used again and again: the system has to lay out fresh memory first.

import { FileUnreadable, readSlice } from './read_ahead.ts';

/** A piece is at most so large. */
const kBufferBytes = 2 << 20;
/** Reads bring what has arrived; pieces are made of several, because a record that does not end in a piece is looked at again. */
const kPieceBytesMin = 1 << 20;

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

function byobReader(blob: Blob): ReadableStreamBYOBReader | null {
  try {
    return blob.stream().getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}

/** Bytes [from, to) of a file, on their way from the moment it is made. */
export class StretchStream {
  readonly #file: File;
  readonly #stock: BufferStock;
  readonly #reader: ReadableStreamBYOBReader | null;
  /** Where streams into given memory are unknown (older Safari): all at once. */
  #whole: Promise<Uint8Array<ArrayBuffer>> | null = null;
  #left: number;
  #asked: Read | null = null;
  #given: ArrayBuffer | null = null;

  constructor(file: File, from: number, to: number, stock: BufferStock) {
    this.#file = file;
    this.#stock = stock;
    this.#reader = byobReader(file.slice(from, to));
    this.#left = to - from;
    if (!this.#reader) {
      this.#whole = readSlice(file, from, to);
      this.#whole.catch(() => undefined);
      return;
    }
    underWay.add(this);
    this.#ask(stock.take(), 0);
  }

  /** The bytes that come next, good until the next call; null at the end. FileUnreadable where the file has changed or gone. */
  async next(): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.#whole) {
      const bytes = await this.#whole;
      this.#whole = null;
      this.#left = 0;
      return bytes.length > 0 ? bytes : null;
    }
    this.#takeBack();
    if (!this.#asked && this.#left > 0) this.#ask(this.#stock.take(), 0);
    for (let asked = this.#asked; asked; asked = this.#asked) {
      const read = await asked.catch(() => null);
      this.#asked = null;
      if (!read?.value?.length) throw new FileUnreadable(this.#file.name);
      const { buffer, byteOffset, length } = read.value;
      const filled = byteOffset + length;
      this.#left -= length;
      if (filled >= kPieceBytesMin || this.#left === 0) {
        this.#given = buffer;
        return new Uint8Array(buffer, 0, filled);
      }
      this.#ask(buffer, filled);
    }
    return null;
  }

  /** Whoever needs no more says so; the browser goes on reading otherwise. */
  async end(): Promise<void> {
    this.#takeBack();
    underWay.delete(this);
    if (this.#left > 0) await this.#reader?.cancel().catch(() => undefined);
    this.#left = 0;
    this.#asked = null;
    this.#whole = null;
  }

  #ask(buffer: ArrayBuffer, filled: number): void {
    if (this.#left === 0 || !this.#reader) {
      this.#stock.giveBack(buffer);
      return;
    }
    this.#asked = this.#reader.read(new Uint8Array(buffer, filled));
    // A failure is met when its turn comes.
    this.#asked.catch(() => undefined);
  }

  #takeBack(): void {
    if (this.#given) this.#stock.giveBack(this.#given);
    this.#given = null;
  }
}
