// What the browser is given: a bare page on the loopback interface, each engine's script for the page, and the workers and modules
// that they start. Served instead of inlined so that others are used as their documentation has it.

import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const kBuilt = here('../../../build/bench/scripts');
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};
const kBare = '<!doctype html><meta charset="utf-8"><title>bench</title><input type="file">';

/** Bundles `engines/<name>.js` into one script; its exports are in the page's window.engine. */
async function bundle(name) {
  const { build } = await import(pathToFileURL(here('../../../web/node_modules/vite/dist/node/index.js')));
  const output = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    root: here('..'),
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'chrome109',
      write: false,
      reportCompressedSize: false,
      lib: { entry: here(`../engines/${name}.js`), formats: ['iife'], name: 'engine', fileName: () => 'engine.js' },
    },
  });
  const file = join(kBuilt, `${name}.js`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, [output].flat()[0].output[0].code);
}

/** Bundles what `names` names and serves it with `files` (address → path on disk). */
export async function serve(names, files = {}) {
  for (const name of names) await bundle(name);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/') return response.writeHead(200, { 'content-type': kTypes['.html'] }).end(kBare);
    const path = files[pathname] ?? join(kBuilt, pathname);
    if (pathname.includes('..') || !existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': kTypes[extname(path)] ?? 'application/octet-stream',
      'content-length': (await stat(path)).size,
      'cache-control': 'no-store',
    });
    createReadStream(path).pipe(response);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((closed) => server.close(closed).closeAllConnections()),
  };
}
