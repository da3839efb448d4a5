// What the page cannot do without; checked before anything starts.

const needed: readonly (readonly [name: string, present: () => boolean])[] = [
  ['WebAssembly', () => typeof WebAssembly === 'object'],
  ['Worker', () => typeof Worker === 'function'],
  ['DecompressionStream', () => typeof DecompressionStream === 'function'],
  ['Blob.stream', () => typeof Blob.prototype.stream === 'function'],
];

/** Names of what this browser lacks; empty when the page can run. */
export const missingFeatures = (): readonly string[] =>
  needed.filter(([, present]) => !present()).map(([name]) => name);
