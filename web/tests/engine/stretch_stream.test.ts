// A stretch of a file in pieces whose memory goes round.

import { describe, expect, it } from 'vitest';
import { FileUnreadable } from '../../src/engine/worker/read_ahead.ts';
import { BufferStock, StretchStream } from '../../src/engine/worker/stretch_stream.ts';

const content = Array.from({ length: 3_000_000 }, (_, at) => String.fromCharCode(97 + (at % 26))).join('');
const file = new File([content], 'a.csv');

async function textOf(stream: StretchStream): Promise<{ text: string; pieces: number }> {
  const decoder = new TextDecoder();
  let text = '';
  let pieces = 0;
  for (let bytes = await stream.next(); bytes; bytes = await stream.next()) {
    text += decoder.decode(bytes);
    ++pieces;
  }
  return { text, pieces };
}

describe('StretchStream', () => {
  it('gives exactly the stretch, then null', async () => {
    const { text } = await textOf(new StretchStream(file, 10, 2_500_010, new BufferStock()));
    expect(text === content.slice(10, 2_500_010)).toBe(true);
    expect(await textOf(new StretchStream(file, 7, 7, new BufferStock()))).toEqual({ text: '', pieces: 0 });
  });

  it('takes memory back when the next piece is asked for', async () => {
    let taken = 0;
    let back = 0;
    class Counted extends BufferStock {
      override take(): ArrayBuffer {
        ++taken;
        return super.take();
      }
      override giveBack(buffer: ArrayBuffer): void {
        ++back;
        super.giveBack(buffer);
      }
    }
    const stock = new Counted();
    const { pieces } = await textOf(new StretchStream(file, 0, file.size, stock));
    expect(pieces).toBeGreaterThan(1);
    expect([taken, back]).toEqual([pieces, pieces]);
    const buffer = stock.take();
    stock.giveBack(buffer);
    expect(stock.take()).toBe(buffer);
  });

  it('ends before its end when told to, and gives nothing more', async () => {
    const stream = new StretchStream(file, 0, file.size, new BufferStock());
    expect((await stream.next())?.length).toBeGreaterThan(0);
    await stream.end();
    expect(await stream.next()).toBeNull();
  });

  it('takes the stretch at once where streams into given memory are unknown', async () => {
    const old = new File([content], 'a.csv');
    const slice = old.slice.bind(old);
    old.slice = (from, to) => {
      const blob = slice(from, to);
      blob.stream = () => new ReadableStream();
      return blob;
    };
    const { text, pieces } = await textOf(new StretchStream(old, 5, 900_005, new BufferStock()));
    expect([text === content.slice(5, 900_005), pieces]).toEqual([true, 1]);
    const ended = new StretchStream(old, 5, 900_005, new BufferStock());
    await ended.end();
    expect(await ended.next()).toBeNull();
    expect((await textOf(new StretchStream(old, 5, 5, new BufferStock()))).pieces).toBe(0);
  });

  it('says when the file cannot be read, or ends before it should', async () => {
    const gone = (pull: (controller: ReadableByteStreamController) => Promise<void> | void): File => {
      const broken = new File(['abc'], 'gone.csv');
      broken.slice = () => ({ stream: () => new ReadableStream({ type: 'bytes', pull }) }) as unknown as Blob;
      return broken;
    };
    const unreadable = gone(() => Promise.reject(new Error('gone')));
    await expect(new StretchStream(unreadable, 0, 3, new BufferStock()).next()).rejects.toBeInstanceOf(FileUnreadable);
    const short = gone((controller) => {
      controller.close();
      controller.byobRequest?.respond(0);
    });
    await expect(new StretchStream(short, 0, 3, new BufferStock()).next()).rejects.toBeInstanceOf(FileUnreadable);
  });
});
