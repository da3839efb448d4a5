// The entry of dist/loyalane-core.mjs: the engine with what it is started from inside.

import { sourceInside } from '../engine/source_inside.ts';
import { createEngineFrom, type EngineOptions, type LoyalaneEngine } from './core.ts';

export * from './core.ts';

/** Starts the engine: a worker that holds the results, and ahead of need those that read large files. */
export const createEngine = (options: EngineOptions = {}): Promise<LoyalaneEngine> =>
  createEngineFrom(sourceInside, options);
