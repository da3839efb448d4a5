// Vite plugin: puts the engine into the page as text that the browser does not run by itself; or into a program as the module
// `loyalane-engine-source` (dist/loyalane-core.mjs).
//
// Three data blocks at the end of <body>, in base64:
//   #loyalane-engine-module  the WebAssembly module, gzip (zopfli packs it 5 % smaller than zlib's best, in some 4 s)
//   #loyalane-samples-module the module that makes samples, gzip; its few functions need no glue
//   #loyalane-engine-worker  the worker's script, one classic (IIFE) script with the module's glue and the list of samples inside
// The first Blob worker inflates and compiles the module (web/src/engine/start.ts). A data block needs no hash in
// the content policy, is not parsed as a program at load, and is a quarter of the size of plain base64.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const kGlueName = 'loyalane_engine.mjs';
const kModuleName = 'loyalane_engine.wasm';
const kSamplesName = 'loyalane_samples.wasm';
const kSampleList = 'loyalane-sample-list';
const kSource = 'loyalane-engine-source';

/** The file as gzip, the header's time field zero: the same input gives the same bytes. */
const pack = (file) => execFileSync('zopfli', ['-c', file], { maxBuffer: 16 * 1024 * 1024 });

/** What the samples' module lists, asked here so that the page shows it without making the module. */
async function listOfSamples(file) {
  const module = await WebAssembly.compile(readFileSync(file));
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => undefined };
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  exports._initialize();
  const bytes = exports.list();
  return Buffer.from(exports.memory.buffer, exports.text(), bytes).toString('utf8');
}

/**
 * @param {{ build: typeof import('vite').build, target: string[], workerEntry: string, engineFolder: string }} options
 * @returns {import('vite').Plugin}
 */
export function engineParts({ build, target, workerEntry, engineFolder }) {
  const glue = join(engineFolder, kGlueName);
  const module = join(engineFolder, kModuleName);
  const samples = join(engineFolder, kSamplesName);

  /** The glue finds nothing through its own address (it is given the module), and a classic script has no import.meta. */
  const glueWithoutAddress = {
    name: 'loyalane:glue-without-address',
    enforce: 'pre',
    transform: (code, id) => (id === glue ? { code: code.replaceAll('import.meta.url', '""'), map: null } : null),
  };

  const sampleList = {
    name: 'loyalane:sample-list',
    resolveId: (id) => (id === kSampleList ? `\0${kSampleList}` : null),
    load: async (id) => (id === `\0${kSampleList}` ? `export default ${await listOfSamples(samples)}` : null),
  };

  async function workerScript() {
    const output = await build({
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      resolve: { alias: { 'loyalane-engine': glue } },
      plugins: [glueWithoutAddress, sampleList],
      build: {
        target,
        write: false,
        reportCompressedSize: false,
        lib: { entry: workerEntry, formats: ['iife'], name: 'loyalaneWorker', fileName: () => 'worker.js' },
      },
    });
    const chunks = (Array.isArray(output) ? output : [output]).flatMap((part) => part.output);
    if (chunks.length !== 1 || chunks[0].type !== 'chunk') throw new Error('the worker must be one script');
    return chunks[0].code;
  }

  return {
    name: 'loyalane:engine-parts',
    config: (_, { mode }) => {
      if (mode === 'test') return;
      for (const file of [glue, module, samples]) {
        if (!existsSync(file)) throw new Error(`${file} is missing: build the engine first (make wasm)`);
      }
    },
    resolveId: (id) => (id === kSource ? `\0${kSource}` : null),
    async load(id) {
      if (id !== `\0${kSource}`) return null;
      const source = {
        engineModule: pack(module).toString('base64'),
        samplesModule: pack(samples).toString('base64'),
        workerScript: await workerScript(),
      };
      return Object.entries(source)
        .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`)
        .join('\n');
    },
    transformIndexHtml: {
      order: 'post',
      async handler() {
        const block = (id, text) => ({
          tag: 'script',
          attrs: { type: 'text/plain', id },
          children: text,
          injectTo: 'body',
        });
        const script = await workerScript();
        return [
          block('loyalane-engine-module', pack(module).toString('base64')),
          block('loyalane-samples-module', pack(samples).toString('base64')),
          // Not packed: a worker that starts at once inflates the module while the page draws itself.
          block('loyalane-engine-worker', Buffer.from(script).toString('base64')),
        ];
      },
    },
  };
}
