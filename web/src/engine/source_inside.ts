// What workers are started from, where it is a part of the program itself (dist/loyalane-core.mjs).

import { engineModule, samplesModule, workerScript } from 'loyalane-engine-source';
import { fromBase64, type EngineSource } from './starter.ts';

export const sourceInside = (): EngineSource => ({
  module: fromBase64(engineModule),
  samples: new Blob([fromBase64(samplesModule)]),
  script: new Blob([workerScript], { type: 'text/javascript' }),
});
