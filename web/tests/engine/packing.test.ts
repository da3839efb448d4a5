import { Buffer } from 'node:buffer';
import { constants, inflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Damaged, gather, Packer, unpack } from '../../src/engine/worker/packing.ts';
import { deflate, gzip } from './packed.ts';

/** Bytes that hardly pack, the same in every run (a linear congruential generator). */
function noise(length: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at < length; ++at) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}
const fileOf = (...parts: Uint8Array<ArrayBuffer>[]): File => new File(parts, '运单.gz');
const whole = (file: File): { from: number; to: number } => ({ from: 0, to: file.size });

async function unpacked(
  file: File,
  packing: 'deflate' | 'gzip',
  stretch = whole(file),
): Promise<{ bytes: Buffer; told: number[] }> {
  const told: number[] = [];
  const pieces: Buffer[] = [];
  for await (const piece of unpack(file, stretch, packing, (bytes) => told.push(bytes)))
    pieces.push(Buffer.from(piece));
  return { bytes: Buffer.concat(pieces), told };
}

/** A stream that takes bytes behind the first member's end for damage, as browsers' do (node's reads on). Members need a header of ten
 *  bytes. */
class StrictDecompressionStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
  constructor() {
    let taken = Buffer.alloc(0);
    let given = 0;
    const header = 10;
    const trailer = 8;
    const inflated = (): { bytes: Buffer; used: number } => {
      const { buffer, engine } = inflateRawSync(taken.subarray(header), {
        info: true,
        finishFlush: constants.Z_SYNC_FLUSH,
      }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
      return { bytes: buffer, used: header + engine.bytesWritten + trailer };
    };
    const stream = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        taken = Buffer.concat([taken, chunk]);
        if (taken.length <= header) return;
        const { bytes, used } = inflated();
        if (used < taken.length) throw new TypeError('Junk found after end of compressed data.');
        controller.enqueue(new Uint8Array(bytes.subarray(given)));
        given = bytes.length;
      },
      flush() {
        if (taken.length <= header || inflated().used !== taken.length)
          throw new TypeError('Compressed input was truncated.');
      },
    });
    this.readable = stream.readable;
    this.writable = stream.writable;
  }
}

afterEach(() => vi.unstubAllGlobals());

describe('unpack', () => {
  const content = noise(300_000);

  it('gives what was packed, and tells how much of the file is used', async () => {
    const packed = deflate(content);
    const { bytes, told } = await unpacked(fileOf(Buffer.from('head'), packed, Buffer.from('tail')), 'deflate', {
      from: 4,
      to: 4 + packed.length,
    });
    expect(bytes.equals(content)).toBe(true);
    expect(told.at(-1)).toBe(packed.length);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect((await unpacked(fileOf(gzip(content)), 'gzip')).bytes.equals(content)).toBe(true);
    expect((await unpacked(fileOf(gzip('')), 'gzip')).bytes).toHaveLength(0);
  });

  it.each([
    ['cut off', gzip(noise(100_000)).subarray(0, 50_000)],
    ['changed', Buffer.concat([gzip(noise(100_000)).subarray(0, 60_000), Buffer.alloc(40_000, 0xff)])],
    ['without a beginning', gzip(noise(1000)).subarray(1)],
    ['empty', Buffer.alloc(0)],
  ])('says when a gzip file is damaged: %s', async (_, packed) => {
    await expect(unpacked(fileOf(Buffer.from(packed)), 'gzip')).rejects.toBeInstanceOf(Damaged);
  });

  it('says when raw bytes are damaged', async () => {
    const packed = deflate(content);
    await expect(unpacked(fileOf(packed.subarray(0, packed.length - 1)), 'deflate')).rejects.toBeInstanceOf(Damaged);
    await expect(unpacked(fileOf(Buffer.from([0xff, 0xff])), 'deflate')).rejects.toBeInstanceOf(Damaged);
  });

  it('tells a file that cannot be read from one that is damaged', async () => {
    const file = fileOf(gzip(content));
    file.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as Blob;
    await expect(unpacked(file, 'gzip')).rejects.toMatchObject({ name: 'FileUnreadable', fileName: '运单.gz' });
  });

  it('stops reading when no more is wanted', async () => {
    const file = fileOf(deflate(noise(8 << 20)));
    const slice = vi.spyOn(file, 'slice');
    for await (const piece of unpack(file, whole(file), 'deflate', () => undefined)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    const asked = slice.mock.calls.length;
    await new Promise((done) => setTimeout(done, 50));
    expect(slice.mock.calls.length).toBe(asked);
    expect(asked).toBeLessThan(12);
  });
});

describe('a gzip file of several members', () => {
  const parts = [noise(50_000), Buffer.from('short\n'), Buffer.alloc(0), noise(200_000), Buffer.from('last')];
  const text = Buffer.concat(parts);
  const members = parts.map((part) => gzip(part));

  it.each(['node', 'browser'])('is read as one, %s', async (host) => {
    if (host === 'browser') vi.stubGlobal('DecompressionStream', StrictDecompressionStream);
    expect((await unpacked(fileOf(...members), 'gzip')).bytes.equals(text)).toBe(true);
  });

  it('may be filled up with zeros', async () => {
    vi.stubGlobal('DecompressionStream', StrictDecompressionStream);
    expect((await unpacked(fileOf(...members, Buffer.alloc(100_000)), 'gzip')).bytes.equals(text)).toBe(true);
    // A length of 2^24 bytes ends in a zero that is the member's own.
    const long = gzip(Buffer.alloc(1 << 16));
    expect((await unpacked(fileOf(long, Buffer.alloc(3)), 'gzip')).bytes).toHaveLength(1 << 16);
  });

  it('does not take the first bytes of a member inside a member for an end', async () => {
    vi.stubGlobal('DecompressionStream', StrictDecompressionStream);
    // Stored, so that the three bytes stand in the packed file as they are.
    const sly = gzip(Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), noise(500), Buffer.from([0x1f, 0x8b, 8])]), {
      level: 0,
    });
    expect((await unpacked(fileOf(sly, gzip('next')), 'gzip')).bytes).toHaveLength(506 + 4);
  });

  it('is damaged when something else follows, or a later member is cut off', async () => {
    vi.stubGlobal('DecompressionStream', StrictDecompressionStream);
    const [first, , , large] = members;
    if (!first || !large) throw new Error('no members');
    await expect(unpacked(fileOf(first, Buffer.from('more')), 'gzip')).rejects.toBeInstanceOf(Damaged);
    await expect(unpacked(fileOf(first, large.subarray(0, 9000)), 'gzip')).rejects.toBeInstanceOf(Damaged);
    await expect(unpacked(fileOf(first, Buffer.alloc(20), Buffer.from('x')), 'gzip')).rejects.toBeInstanceOf(Damaged);
  });
});

describe('gather', () => {
  // Web streams give their bytes asynchronously.
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* of(...texts: string[]): AsyncGenerator<Uint8Array> {
    for (const text of texts) yield new TextEncoder().encode(text);
  }

  it.each([
    [['a', 'bc', 'defgh', ''], 3, ['abc', 'def', 'gh']],
    [['abcdef'], 3, ['abc', 'def']],
    [[], 3, []],
  ])('puts %j together to pieces of %d', async (texts, bytes, expected) => {
    const gathered: string[] = [];
    for await (const piece of gather(of(...texts), bytes)) gathered.push(Buffer.from(piece).toString());
    expect(gathered).toEqual(expected);
  });
});

describe('Packer', () => {
  it('packs what another program unpacks', async () => {
    const packer = new Packer();
    const content = noise(3 << 20);
    for (let at = 0; at < content.length; at += 1 << 20) await packer.write(content.subarray(at, at + (1 << 20)));
    expect(inflateRawSync(Buffer.from(await packer.finish())).equals(content)).toBe(true);
    expect(inflateRawSync(Buffer.from(await new Packer().finish()))).toHaveLength(0);
  });
});
