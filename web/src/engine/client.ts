// The page's end of one engine worker: typed requests, progress, and the promise that a dead worker rejects everything pending.

import { Cancelled, RequestFailure } from './failure.ts';
import type { Params, Progress, ReplyMessage, RequestName, Result } from './protocol.ts';

/** The part of Worker that the client uses; tests put their own in its place. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

interface Pending {
  resolve(result: unknown): void;
  reject(reason: Error): void;
  progress(progress: unknown): void;
}

export class EngineClient {
  readonly #worker: WorkerPort;
  readonly #pending = new Map<number, Pending>();
  readonly #onDeath: ((reason: RequestFailure) => void)[] = [];
  #lastId = 0;
  #ended: Error | null = null;

  constructor(worker: WorkerPort) {
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent) => this.#receive(event.data as ReplyMessage);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#die(event.message);
    };
    worker.onmessageerror = () => this.#die('a message could not be read');
  }

  /** False once the worker died or was terminated. */
  get alive(): boolean {
    return this.#ended === null;
  }

  /** Calls `told` once when the worker dies by itself (not when terminate() ends it). */
  onDeath(told: (reason: RequestFailure) => void): void {
    this.#onDeath.push(told);
  }

  request<N extends RequestName>(
    name: N,
    params: Params<N>,
    onProgress?: (progress: Progress<N>) => void,
    transfer: Transferable[] = [],
  ): Promise<Result<N>> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise<Result<N>>((resolve, reject) => {
      this.#pending.set(id, {
        resolve: (result) => resolve(result as Result<N>),
        reject,
        progress: (progress) => onProgress?.(progress as Progress<N>),
      });
      this.#worker.postMessage({ id, name, params }, transfer);
    });
  }

  /** Ends the worker at once, whatever it is doing; pending requests reject with Cancelled. */
  terminate(): void {
    this.#end(new Cancelled());
  }

  #receive(reply: ReplyMessage): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    if (reply.kind === 'progress') {
      pending.progress(reply.progress);
      return;
    }
    this.#pending.delete(reply.id);
    if (reply.kind === 'result') {
      pending.resolve(reply.result);
      return;
    }
    pending.reject(new RequestFailure(reply.failure));
    if (reply.failure.kind === 'broken') this.#die(reply.failure.detail);
  }

  #die(detail: string): void {
    if (this.#ended) return;
    const reason = new RequestFailure({ kind: 'broken', detail });
    this.#end(reason);
    for (const told of this.#onDeath) told(reason);
  }

  #end(reason: Error): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#worker.terminate();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const one of pending) one.reject(reason);
  }
}
