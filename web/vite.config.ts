import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vitest/config';
import { contentPolicy } from '../tools/pack/content_policy.mjs';
import { engineParts } from '../tools/pack/engine_parts.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The oldest browsers that the page runs in: Chromium 109, Firefox 115, Safari 16.4. */
const target = ['chrome109', 'firefox115', 'safari16.4'];

export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [
    engineParts({
      build,
      target,
      workerEntry: here('./src/engine/worker/main.ts'),
      // Where `make` leaves the engine; another build of it can be tried without touching this file.
      engineFolder: process.env.LOYALANE_ENGINE_FOLDER ?? here('../build/wasm/wasm'),
    }) as Plugin,
    viteSingleFile({ removeViteModuleLoader: true }),
    contentPolicy() as Plugin,
  ],
  build: {
    target,
    outDir: here('../dist'),
    // The folder also holds what other targets put there.
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: here('./loyalane.html') },
  },
  // Speed is measured by benches; a busy machine must not fail a test.
  test: { include: ['tests/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
});
