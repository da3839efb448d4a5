import { describe, expect, it } from 'vitest';
import { FileUnreadable, readAhead, readSlice } from '../../src/engine/worker/read_ahead.ts';

const bytes = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, at) => (at * 7 + 3) % 256);

async function collect(file: File, pieceBytes: number, inFlight: number): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readAhead(file, { from: 0, to: file.size }, pieceBytes, inFlight)) pieces.push(piece);
  return pieces;
}

describe('readAhead', () => {
  it.each([
    [0, 4, 2, []],
    [1, 4, 2, [1]],
    [4, 4, 2, [4]],
    [5, 4, 2, [4, 1]],
    [12, 4, 2, [4, 4, 4]],
    [13, 4, 9, [4, 4, 4, 1]],
    [10, 4, 1, [4, 4, 2]],
  ])('gives %d bytes in pieces of %d with %d in flight', async (length, pieceBytes, inFlight, lengths) => {
    const whole = bytes(length);
    const pieces = await collect(new File([whole], 'a.csv'), pieceBytes, inFlight);
    expect(pieces.map((piece) => piece.length)).toEqual(lengths);
    expect(Buffer.concat(pieces)).toEqual(Buffer.from(whole));
  });

  it('asks for no more pieces than may be in flight', async () => {
    const asked: number[] = [];
    const file = new File([bytes(20)], 'a.csv');
    const slice = file.slice.bind(file);
    file.slice = (from, to) => {
      asked.push(from ?? 0);
      return slice(from, to);
    };
    const pieces = readAhead(file, { from: 0, to: 20 }, 2, 3);
    await pieces.next();
    expect(asked).toEqual([0, 2, 4, 6]);
    await pieces.next();
    expect(asked).toEqual([0, 2, 4, 6, 8]);
  });

  it('gives a stretch, as far as the file has one', async () => {
    const file = new File([bytes(20)], 'a.csv');
    const given: Uint8Array[] = [];
    for await (const piece of readAhead(file, { from: 13, to: 99 }, 4, 2)) given.push(piece);
    expect(given.map((piece) => piece.length)).toEqual([4, 3]);
    expect(Buffer.concat(given)).toEqual(Buffer.from(bytes(20).subarray(13)));
    for await (const piece of readAhead(file, { from: 20, to: 30 })) given.push(piece);
    expect(given).toHaveLength(2);
  });

  it('says which file cannot be read', async () => {
    const file = new File([bytes(4)], '运单.csv');
    file.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as Blob;
    await expect(collect(file, 2, 2)).rejects.toMatchObject({ name: 'FileUnreadable', fileName: '运单.csv' });
    await expect(readSlice(file, 0, 1)).rejects.toBeInstanceOf(FileUnreadable);
  });
});
