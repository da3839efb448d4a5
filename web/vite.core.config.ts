import { defineConfig } from 'vite';
import { engine, here, target } from './engine_build.ts';

/** dist/loyalane-core.mjs: pool and engine without a page, in one ES module. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [
    engine(),
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
