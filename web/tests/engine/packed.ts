// Bytes packed by node's zlib, for what the worker unpacks.

import { deflateRawSync, gzipSync, type ZlibOptions } from 'node:zlib';

export const gzip = (bytes: Uint8Array | string, options: ZlibOptions = {}): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gzipSync(bytes, options));

export const deflate = (bytes: Uint8Array | string): Uint8Array<ArrayBuffer> => new Uint8Array(deflateRawSync(bytes));
