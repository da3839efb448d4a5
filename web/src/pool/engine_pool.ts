// Owns the engine workers. The *home* worker holds the session whose results the page shows. An import runs in a fresh worker that
// becomes home only when it is done, so cancelling or failing leaves the previous result as it was.

import type { EngineClient } from '../engine/client.ts';
import { Cancelled, type RequestFailure } from '../engine/failure.ts';

export type StartEngine = () => Promise<EngineClient>;

export class EnginePool {
  readonly #start: StartEngine;
  readonly #onHomeLost: (reason: RequestFailure) => void;
  #home: Promise<EngineClient> | null = null;

  /** `onHomeLost` is called when the home worker dies by itself and its results are gone. */
  constructor(start: StartEngine, onHomeLost: (reason: RequestFailure) => void) {
    this.#start = start;
    this.#onHomeLost = onHomeLost;
  }

  /** The home worker, started when first asked for and again after it died. */
  home(): Promise<EngineClient> {
    if (!this.#home) {
      const starting = this.#start();
      this.#home = starting;
      starting.then(
        (client) => this.#watch(client, starting),
        () => {
          if (this.#home === starting) this.#home = null;
        },
      );
    }
    return this.#home;
  }

  /** Runs `work` in a fresh worker. When it is done, that worker is the home worker and the old one ends. When it fails or `signal`
   *  aborts, the fresh worker ends and home is untouched; an abort rejects with Cancelled. */
  async replaceHome<T>(work: (fresh: EngineClient) => Promise<T>, signal: AbortSignal): Promise<T> {
    const fresh = await this.#start();
    const cancel = (): void => fresh.terminate();
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const result = await work(fresh);
      if (signal.aborted) throw new Cancelled();
      const former = this.#home;
      const settled = Promise.resolve(fresh);
      this.#home = settled;
      this.#watch(fresh, settled);
      void former?.then(
        (client) => client.terminate(),
        () => undefined,
      );
      return result;
    } catch (reason) {
      fresh.terminate();
      throw reason;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Runs `work` in a worker of its own beside the home worker, and ends that worker. An abort rejects with Cancelled at once. */
  async beside<T>(work: (worker: EngineClient) => Promise<T>, signal: AbortSignal): Promise<T> {
    const worker = await this.#start();
    const cancel = (): void => worker.terminate();
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await work(worker);
    } finally {
      signal.removeEventListener('abort', cancel);
      worker.terminate();
    }
  }

  #watch(client: EngineClient, held: Promise<EngineClient>): void {
    client.onDeath((reason) => {
      if (this.#home !== held) return;
      this.#home = null;
      this.#onHomeLost(reason);
    });
  }
}
