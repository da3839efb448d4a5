// The entry of dist/loyalane-core.mjs: the engine with what it is started from inside.

import { engineModule, samplesModule, workerScript } from 'loyalane-engine-source';
import { fromBase64 } from '../engine/starter.ts';
import { createEngineFrom, type EngineOptions, type LoyalaneEngine } from './core.ts';

export * from './core.ts';

/** Starts the engine: a worker that holds the results, and ahead of need those that read large files. */
export const createEngine = (options: EngineOptions = {}): Promise<LoyalaneEngine> =>
  createEngineFrom(
    () => ({
      module: fromBase64(engineModule),
      samples: new Blob([fromBase64(samplesModule)]),
      script: new Blob([workerScript], { type: 'text/javascript' }),
    }),
    options,
  );
