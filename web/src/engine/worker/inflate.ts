// Gzip bytes to what was packed, by the browser itself.

export const inflate = (packed: Uint8Array<ArrayBuffer> | Blob): Promise<ArrayBuffer> =>
  new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
