import { describe, expect, it } from 'vitest';
import type { Sample } from '../../src/engine/protocol.ts';
import { makeSample, type SamplesModule } from '../../src/engine/worker/samples.ts';

const samples = [
  { id: 'none', files: [] },
  { id: 'courier', files: [{ name: 'a.csv' }, { name: 'b.csv' }] },
] as unknown as readonly Sample[];

/** A module whose memory moves with every call, as growing memory does. */
class RecordingModule implements SamplesModule {
  readonly log: string[] = [];
  memory = { buffer: new ArrayBuffer(0) } as WebAssembly.Memory;
  #pieces: string[] = [];
  readonly #at = 3;
  _initialize(): void {
    this.log.push('_initialize');
  }
  list(): number {
    throw new Error('the list is in the page');
  }
  begin(sample: number, file: number): number {
    this.log.push(`begin ${sample} ${file}`);
    this.#pieces = file === 0 ? ['ab', 'cd', 'e'] : ['x'];
    return 1;
  }
  read(): number {
    new Uint8Array(this.memory.buffer).fill(0xff);
    const bytes = new TextEncoder().encode(this.#pieces.shift() ?? '');
    const buffer = new ArrayBuffer(this.#at + bytes.length);
    new Uint8Array(buffer).set(bytes, this.#at);
    this.memory = { buffer } as WebAssembly.Memory;
    return bytes.length;
  }
  text(): number {
    return this.#at;
  }
}

describe('makeSample', () => {
  it('makes every file out of copied pieces, and counts the bytes of all', async () => {
    const module = new RecordingModule();
    const told: number[] = [];
    const files = await makeSample(
      samples,
      'courier',
      () => Promise.resolve(module),
      ({ bytes }) => told.push(bytes),
    );
    expect(await Promise.all(files.map(async (file) => [file.name, await file.text()]))).toEqual([
      ['a.csv', 'abcde'],
      ['b.csv', 'x'],
    ]);
    expect(module.log).toEqual(['_initialize', 'begin 1 0', 'begin 1 1']);
    expect(told).toEqual([2, 4, 5, 6]);
  });

  it('makes no module for a sample that is not listed', async () => {
    const open = (): Promise<SamplesModule> => Promise.reject(new Error('opened'));
    expect(await makeSample(samples, 'other', open, () => undefined)).toEqual([]);
  });

  it('gives no half of a sample when the module does not know a file', async () => {
    const module = new RecordingModule();
    module.begin = () => 0;
    await expect(
      makeSample(
        samples,
        'courier',
        () => Promise.resolve(module),
        () => undefined,
      ),
    ).rejects.toThrow('courier a.csv');
  });
});
