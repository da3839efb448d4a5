// Unpacking and packing, the service that the engine asks of its host, by the browser's own streams. Nothing is held whole: packed
// bytes go in as they are taken out.

import { FileUnreadable, readAhead, readSlice, type Stretch } from './read_ahead.ts';

/** The packed bytes make no sense, or end too early. */
export class Damaged extends Error {
  constructor() {
    super('the packed bytes are damaged');
    this.name = 'Damaged';
  }
}

/** Packed bytes go into the stream so many at a time: what becomes of them is in memory at once, and may be a thousand times as much. */
export const kPackedBytes = 32 << 10;
const kPackedSliceBytes = 256 << 10;

/** How far a run of packed bytes has got. */
interface Run {
  /** Where the packed bytes stand that went in last. */
  packedAt: number;
  /** Unpacked bytes that were handed on. */
  unpacked: number;
}

/** Unpacks one stream that fills the stretch, but for the first `skip` bytes of what comes out. */
async function* inflateOne(
  file: File,
  { from, to }: Stretch,
  format: 'deflate-raw' | 'gzip',
  skip: number,
  run: Run,
): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream(format);
  const writer = stream.writable.getWriter();
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const feed = async (): Promise<void> => {
    let at = from;
    for await (const slice of readAhead(file, { from, to }, kPackedSliceBytes)) {
      for (let used = 0; used < slice.length; used += kPackedBytes) {
        const part = slice.subarray(used, used + kPackedBytes);
        run.packedAt = at;
        await writer.write(part);
        at += part.length;
      }
    }
    await writer.close();
  };
  const feeding = feed().then(
    () => null,
    async (reason: unknown) => {
      await writer.abort(reason).catch(() => undefined);
      return reason instanceof FileUnreadable ? reason : null;
    },
  );
  let passed = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const piece = next.value.subarray(Math.max(0, Math.min(skip - passed, next.value.length)));
      passed += next.value.length;
      if (piece.length === 0) continue;
      run.unpacked += piece.length;
      yield piece;
    }
    await feeding;
  } catch {
    throw (await feeding) ?? new Damaged();
  } finally {
    // Nobody wants the rest, or there is none: both ends let go.
    void reader.cancel().catch(() => undefined);
    void writer.abort().catch(() => undefined);
  }
}

/** Where a gzip member could end inside the packed part that a stream did not take: before what begins like a member, or before zeros
 *  that fill the file up to its end. */
async function endsInside(file: File, at: number, to: number): Promise<readonly number[]> {
  // A member's first three bytes may stand across the part's end.
  const part = await readSlice(file, at, Math.min(at + kPackedBytes + 2, to));
  const ends: number[] = [];
  for (let i = 0; i + 2 < part.length; ++i) {
    if (part[i] === 0x1f && part[i + 1] === 0x8b && part[i + 2] === 8) ends.push(at + i);
  }
  let filled = part.length;
  while (filled > 0 && part[filled - 1] === 0) --filled;
  // The eight bytes at a member's end may be zeros themselves.
  for (let zeros = 0; zeros <= 8 && filled + zeros < part.length; ++zeros) ends.push(at + filled + zeros);
  return ends.filter((end) => end < to);
}

async function isFilling(file: File, stretch: Stretch): Promise<boolean> {
  for await (const slice of readAhead(file, stretch, kPackedSliceBytes)) {
    if (slice.some((byte) => byte !== 0)) return false;
  }
  return true;
}

/** A gzip file may be several members one after another. The browser's stream ends at the first one's end and takes what follows for
 *  damage; so the end is looked for in the part that it did not take, and the member read again up to there. */
async function* gunzip(file: File, { from, to }: Stretch, run: Run): AsyncGenerator<Uint8Array> {
  let start = from;
  for (;;) {
    const before = run.unpacked;
    try {
      yield* inflateOne(file, { from: start, to }, 'gzip', 0, run);
      return;
    } catch (reason) {
      if (!(reason instanceof Damaged)) throw reason;
    }
    let next: number | null = null;
    for (const end of await endsInside(file, run.packedAt, to)) {
      if (end === start) continue;
      try {
        yield* inflateOne(file, { from: start, to: end }, 'gzip', run.unpacked - before, run);
        next = end;
        break;
      } catch (reason) {
        if (!(reason instanceof Damaged)) throw reason;
      }
    }
    if (next === null) throw new Damaged();
    start = next;
    const [first] = await readSlice(file, start, start + 1);
    if (first === 0x1f) continue;
    if (await isFilling(file, { from: start, to })) return;
    throw new Damaged();
  }
}

/** What a stretch of packed bytes becomes, piece by piece; throws Damaged or FileUnreadable. `told` hears how many packed bytes are used. */
export async function* unpack(
  file: File,
  stretch: Stretch,
  packing: 'deflate' | 'gzip',
  told: (packedBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const run: Run = { packedAt: stretch.from, unpacked: 0 };
  const pieces = packing === 'gzip' ? gunzip(file, stretch, run) : inflateOne(file, stretch, 'deflate-raw', 0, run);
  for await (const piece of pieces) {
    told(run.packedAt - stretch.from);
    yield piece;
  }
  told(stretch.to - stretch.from);
}

/** Puts small pieces together, up to `bytes`. A piece given is only good until the next one is asked for. */
export async function* gather(
  pieces: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const held = new Uint8Array(bytes);
  let filled = 0;
  for await (const piece of pieces) {
    for (let used = 0; used < piece.length;) {
      const part = piece.subarray(used, used + bytes - filled);
      held.set(part, filled);
      filled += part.length;
      used += part.length;
      if (filled < bytes) continue;
      yield held;
      filled = 0;
    }
  }
  if (filled > 0) yield held.subarray(0, filled);
}

/** One raw deflate stream (RFC 1951). */
export class Packer {
  readonly #writer: WritableStreamDefaultWriter<BufferSource>;
  readonly #packed: Promise<ArrayBuffer>;

  constructor() {
    const stream = new CompressionStream('deflate-raw');
    this.#writer = stream.writable.getWriter();
    this.#packed = new Response(stream.readable).arrayBuffer();
  }

  /** Resolves when the next piece may come. */
  write(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#writer.write(piece);
  }

  async finish(): Promise<ArrayBuffer> {
    await this.#writer.close();
    return this.#packed;
  }
}
