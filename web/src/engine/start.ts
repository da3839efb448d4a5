// Starts engine workers out of the two data blocks that the build puts into the page (tools/pack/engine_parts.mjs).
// Blob workers only: a Blob worker inherits the page's content policy, a worker loaded by address would escape it.

import { EngineClient } from './client.ts';
import type { Version } from './protocol.ts';

const kModuleBlock = 'loyalane-engine-module';
const kWorkerBlock = 'loyalane-engine-worker';

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  // Uint8Array.fromBase64 is newer than the oldest browser that the page runs in.
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; ++at) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** A data block's bytes; the block itself is not needed any more. */
function takeBlock(id: string): Uint8Array<ArrayBuffer> {
  const block = document.getElementById(id);
  const bytes = fromBase64(block?.textContent.trim() ?? '');
  block?.remove();
  return bytes;
}

/** What every worker is started from; made once. */
interface EngineParts {
  /** Gzip bytes until the first worker has compiled them. */
  module: WebAssembly.Module | Uint8Array<ArrayBuffer>;
  readonly script: Blob;
  readonly workerAddress: string;
}

function unpack(): EngineParts {
  const script = new Blob([takeBlock(kWorkerBlock)], { type: 'text/javascript' });
  return { module: takeBlock(kModuleBlock), script, workerAddress: URL.createObjectURL(script) };
}

let parts: EngineParts | null = null;

/** Starts a worker with an engine of its own. The client can be terminated at any moment. */
export async function startEngine(): Promise<{ client: EngineClient; version: Version }> {
  const made = (parts ??= unpack());
  const { script, workerAddress } = made;
  const client = new EngineClient(new Worker(workerAddress, { name: 'loyalane-engine' }));
  const { version, module } = await client.request('engine.start', { module: made.module, script });
  made.module = module;
  return { client, version };
}
