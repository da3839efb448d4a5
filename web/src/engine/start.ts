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

async function inflateBlock(id: string): Promise<ArrayBuffer> {
  const block = document.getElementById(id);
  const packed = fromBase64(block?.textContent.trim() ?? '');
  block?.remove();
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** What every worker is started from; made once. */
interface EngineParts {
  readonly module: WebAssembly.Module;
  readonly workerAddress: string;
}

async function unpack(): Promise<EngineParts> {
  const [module, script] = await Promise.all([
    inflateBlock(kModuleBlock).then((bytes) => WebAssembly.compile(bytes)),
    inflateBlock(kWorkerBlock),
  ]);
  return { module, workerAddress: URL.createObjectURL(new Blob([script], { type: 'text/javascript' })) };
}

let parts: Promise<EngineParts> | null = null;

/** Starts a worker with an engine of its own. The client can be terminated at any moment. */
export async function startEngine(): Promise<{ client: EngineClient; version: Version }> {
  const { module, workerAddress } = await (parts ??= unpack());
  const client = new EngineClient(new Worker(workerAddress, { name: 'loyalane-engine' }));
  const version = await client.request('engine.start', { module });
  return { client, version };
}
