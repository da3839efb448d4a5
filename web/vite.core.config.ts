import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';
import { engineParts } from '../tools/pack/engine_parts.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const target = ['chrome109', 'firefox115', 'safari16.4'];

/** dist/loyalane-core.mjs: pool and engine without a page, in one ES module. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [
    engineParts({
      build,
      target,
      workerEntry: here('./src/engine/worker/main.ts'),
      engineFolder: process.env.LOYALANE_ENGINE_FOLDER ?? here('../build/wasm/wasm'),
    }) as Plugin,
    {
      name: 'loyalane:core-types',
      generateBundle() {
        // Next to the module, where TypeScript looks; what it names comes from `tsc -p tsconfig.core.json`.
        const source = "export * from './types/pool/core_module.js';\n";
        this.emitFile({ type: 'asset', fileName: 'loyalane-core.d.mts', source });
      },
    },
  ],
  build: {
    target,
    outDir: here('../dist'),
    emptyOutDir: false,
    reportCompressedSize: false,
    lib: { entry: here('./src/pool/core_module.ts'), formats: ['es'], fileName: () => 'loyalane-core.mjs' },
  },
});
