import { viteSingleFile } from 'vite-plugin-singlefile';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { contentPolicy } from '../tools/pack/content_policy.mjs';
import { engine, here, target } from './engine_build.ts';

export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [engine(), viteSingleFile({ removeViteModuleLoader: true }), contentPolicy() as Plugin],
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
