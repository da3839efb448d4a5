import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { engineParts } from '../tools/pack/engine_parts.mjs';

export const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The oldest browsers that page and core module run in: Chromium 109, Firefox 115, Safari 16.4. */
export const target = ['chrome109', 'firefox115', 'safari16.4'];

/** The engine, for both builds. */
export const engine = (): Plugin =>
  engineParts({
    build,
    target,
    workerEntry: here('./src/engine/worker/main.ts'),
    // Where `make` leaves the engine; another build of it can be tried without touching this file.
    engineFolder: process.env.LOYALANE_ENGINE_FOLDER ?? here('../build/wasm/wasm'),
  }) as Plugin;
