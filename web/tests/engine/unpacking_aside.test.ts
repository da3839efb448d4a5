// Both ends with a channel between them, as between two workers.

import { Buffer } from 'node:buffer';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { Damaged } from '../../src/engine/worker/packing.ts';
import { serveUnpacking, UnpackingWorker } from '../../src/engine/worker/unpacking_aside.ts';
import { deflate, gzip } from './packed.ts';

const open: NodePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

/** A port as a worker's scope has it; `sent` counts what goes through, by its kind. File objects cannot cross node's channels, so they
 *  stand aside and are put back. */
function ends(): { worker: UnpackingWorker; pieces: () => number } {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const files: File[] = [];
  let pieces = 0;
  const side = (port: NodePort): never => {
    const scope = {
      onmessage: null as ((event: { data: unknown }) => void) | null,
      postMessage(message: { kind?: string; file?: File }, transfer: ArrayBuffer[]) {
        if (message.kind === 'piece') ++pieces;
        const { file, ...rest } = message;
        if (file) files.push(file);
        port.postMessage({ ...rest, fileAt: file ? files.length - 1 : null }, transfer);
      },
    };
    port.on('message', ({ fileAt, ...rest }: { fileAt: number | null }) =>
      scope.onmessage?.({ data: fileAt === null ? rest : { ...rest, file: files[fileAt] } }),
    );
    return scope as never;
  };
  const worker = new UnpackingWorker(side(port1));
  serveUnpacking(side(port2));
  return { worker, pieces: () => pieces };
}

const wishOf = (file: File, packing: 'deflate' | 'gzip', pieceBytes = 1000) => ({
  file,
  packing,
  pieceBytes,
  stretch: { from: 0, to: file.size },
});
const told: number[] = [];
async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const got: Buffer[] = [];
  for await (const piece of pieces) got.push(Buffer.from(piece));
  return Buffer.concat(got);
}
const content = Buffer.from(Array.from({ length: 20_000 }, (_, at) => String(at)).join('\n'));

describe('UnpackingWorker', () => {
  it('gives what is packed, in pieces of the size asked for, one job after another', async () => {
    const { worker, pieces } = ends();
    const file = new File([deflate(content)], 'a.xlsx');
    expect((await all(worker.pieces(wishOf(file, 'deflate'), (bytes) => told.push(bytes)))).equals(content)).toBe(true);
    expect(pieces()).toBe(Math.ceil(content.length / 1000));
    expect(told.at(-1)).toBe(file.size);
    const second = new File([gzip('second')], 'b.gz');
    expect(await all(worker.pieces(wishOf(second, 'gzip'), () => undefined))).toEqual(Buffer.from('second'));
  });

  it('says what cannot be unpacked, and goes on with the next job', async () => {
    const { worker } = ends();
    const packed = deflate(content);
    const cut = new File([packed.subarray(0, packed.length - 1)], 'cut.xlsx');
    await expect(all(worker.pieces(wishOf(cut, 'deflate'), () => undefined))).rejects.toBeInstanceOf(Damaged);
    const gone = new File([packed], '运单.xlsx');
    gone.slice = () => {
      throw new DOMException('', 'NotReadableError');
    };
    await expect(all(worker.pieces(wishOf(gone, 'deflate'), () => undefined))).rejects.toMatchObject({
      name: 'FileUnreadable',
      fileName: '运单.xlsx',
    });
    const whole = new File([packed], 'whole.xlsx');
    expect((await all(worker.pieces(wishOf(whole, 'deflate'), () => undefined))).equals(content)).toBe(true);
  });

  it('runs only a few pieces ahead, and stops when no more are wanted', async () => {
    const { worker, pieces } = ends();
    const file = new File([deflate(content)], 'a.xlsx');
    for await (const piece of worker.pieces(wishOf(file, 'deflate'), () => undefined)) {
      expect(piece).toHaveLength(1000);
      await new Promise((later) => setTimeout(later, 50)); // as long as it likes to run ahead
      break;
    }
    expect(pieces()).toBeLessThan(10);
    const next = worker.pieces(wishOf(new File([deflate('next')], 'b.xlsx'), 'deflate'), () => undefined);
    expect(await all(next)).toEqual(Buffer.from('next'));
    expect(pieces()).toBeLessThan(10);
  });
});
