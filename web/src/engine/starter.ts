// Starts engine workers. Blob workers only: a Blob worker inherits the page's content policy, a worker loaded by address would escape it.

import { EngineClient } from './client.ts';
import type { Version } from './protocol.ts';

/** What every worker is started from. */
export interface EngineSource {
  /** The WebAssembly module, gzip. */
  readonly module: Uint8Array<ArrayBuffer>;
  /** The worker's script (engine/worker/main.ts). */
  readonly script: Blob;
  /** The module that makes samples, gzip. */
  readonly samples: Blob;
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  // Uint8Array.fromBase64 is newer than the oldest browser that the page runs in.
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; ++at) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Starts a worker with an engine of its own each time it is called; `source` is asked once. The client can be terminated at any moment. */
export function engineStarter(
  source: () => EngineSource,
): () => Promise<{ readonly client: EngineClient; readonly version: Version }> {
  let made:
    | (Omit<EngineSource, 'module'> & {
        /** Gzip bytes until the first worker has compiled them. */
        module: WebAssembly.Module | Uint8Array<ArrayBuffer>;
        readonly address: string;
      })
    | null = null;
  return async () => {
    if (!made) {
      const given = source();
      made = { ...given, address: URL.createObjectURL(given.script) };
    }
    const parts = made;
    const { script, samples, address } = parts;
    const client = new EngineClient(new Worker(address, { name: 'loyalane-engine' }));
    const { version, module } = await client.request('engine.start', { module: parts.module, script, samples });
    parts.module = module;
    return { client, version };
  };
}
