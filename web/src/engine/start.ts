// Starts engine workers out of the data blocks that the build puts into the page (tools/pack/engine_parts.mjs).

import { engineStarter, fromBase64 } from './starter.ts';

const kModuleBlock = 'loyalane-engine-module';
const kWorkerBlock = 'loyalane-engine-worker';
const kSamplesBlock = 'loyalane-samples-module';

/** A data block's bytes; the block itself is not needed any more. */
function takeBlock(id: string): Uint8Array<ArrayBuffer> {
  const block = document.getElementById(id);
  const bytes = fromBase64(block?.textContent.trim() ?? '');
  block?.remove();
  return bytes;
}

export const startEngine = engineStarter(() => ({
  module: takeBlock(kModuleBlock),
  script: new Blob([takeBlock(kWorkerBlock)], { type: 'text/javascript' }),
  samples: new Blob([takeBlock(kSamplesBlock)]),
}));
