// The contract of the engine module (wasm/, Embind), written by hand; a contract test compares it with the built module.
// Everything but bulk bytes crosses as JSON text: {"ok":true,"result":…} or {"ok":false,"error":EngineErrorJson}.

declare module 'loyalane-engine' {
  /** `plain`: to be written as it is; `pack`: a piece of a part that the host packs (raw deflate); `packEnd`: that part is whole; `end`:
   *  there is no more. */
  export type ExportKind = 'plain' | 'pack' | 'packEnd' | 'end';

  export interface Session {
    /** Runs one command ({"do": name, …}). The commands and what they give are in protocol.ts. */
    call(command: string): string;
    /** A view of at least that many bytes of the engine's memory, to be written; valid until the next engine call. */
    buffer(bytes: number): Uint8Array;
    /** Takes a piece of what the running job asked for, from buffer(). */
    feed(bytes: number): string;
    /** The next piece of the running export; a view that must be copied at once. */
    exportRead(): Uint8Array;
    /** What the piece is that exportRead() just gave. */
    exportKind(): ExportKind;
    /** Frees the session; it must not be used afterwards. */
    delete(): void;
  }

  export interface Engine {
    readonly Session: new () => Session;
    readonly HEAPU8: Uint8Array;
  }

  export interface EngineOptions {
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
    locateFile(path: string): string;
    print(text: string): void;
    printErr(text: string): void;
    onAbort(reason: unknown): void;
  }

  export default function createEngine(options: EngineOptions): Promise<Engine>;
}

/** What the samples' module lists, put in by the build (tools/pack/engine_parts.mjs). */
declare module 'loyalane-sample-list' {
  const samples: readonly import('./protocol.ts').Sample[];
  export default samples;
}

/** What workers are started from, put in by the build (tools/pack/engine_parts.mjs): modules as gzip in base64. */
declare module 'loyalane-engine-source' {
  export const engineModule: string;
  export const samplesModule: string;
  export const workerScript: string;
}
