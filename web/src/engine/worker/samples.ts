// The samples: a module of its own (wasm/samples.cpp), made anew for each sample and left to the garbage collector afterwards. The engine
// stays smaller without it. What it lists is in the page already (tools/pack/engine_parts.mjs).

import type { Sample } from '../protocol.ts';
import { inflate } from './inflate.ts';

/** What the module exports; a contract test compares it with the built one. */
export interface SamplesModule {
  readonly memory: WebAssembly.Memory;
  /** Before anything else. */
  _initialize(): void;
  /** JSON text: Sample[]. Gives its bytes. */
  list(): number;
  /** Starts a file of a sample, both by their places in the list; 0 when there is none. */
  begin(sample: number, file: number): number;
  /** Makes the next piece of it. Gives its bytes, 0 at the end. */
  read(): number;
  /** Where that list or piece lies; good until the next call. */
  text(): number;
}

/** What the module wants of its host: to tell that its memory grew, and to end when it gives up. */
const kImports: WebAssembly.Imports = {
  env: { emscripten_notify_memory_growth: () => undefined },
  wasi_snapshot_preview1: {
    proc_exit(code: number): never {
      throw new Error(`the samples' module stopped: ${code}`);
    },
  },
};

/** `packed`: the module, gzip. */
export async function openSamples(packed: Blob): Promise<SamplesModule> {
  const { instance } = await WebAssembly.instantiate(await inflate(packed), kImports);
  return instance.exports as unknown as SamplesModule;
}

/** All files of the sample with that id; none when `samples` does not list it. `open`: the module that lists `samples`, fresh. */
export async function makeSample(
  samples: readonly Sample[],
  id: string,
  open: () => Promise<SamplesModule>,
  progress: (made: { bytes: number }) => void,
): Promise<readonly File[]> {
  const place = samples.findIndex((sample) => sample.id === id);
  const sample = samples[place];
  if (!sample) return [];
  const module = await open();
  module._initialize();
  let made = 0;
  return sample.files.map(({ name }, file) => {
    if (module.begin(place, file) === 0) throw new Error(`the samples' module does not know ${id} ${name}`);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let bytes = module.read(); bytes > 0; bytes = module.read()) {
      // A copy: the module's memory may move with its next call.
      pieces.push(new Uint8Array(module.memory.buffer, module.text(), bytes).slice());
      progress({ bytes: (made += bytes) });
    }
    return new File(pieces, name);
  });
}
