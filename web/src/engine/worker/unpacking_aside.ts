// Unpacking in a worker of its own, beside the engine's: the browser unpacks on the thread that asks, which would leave the engine
// waiting for a third of the time of a large workbook. The same pieces come out as without it.

import { Damaged, gather, unpack } from './packing.ts';
import { FileUnreadable, type Stretch } from './read_ahead.ts';

/** The name of such a worker: the engine's script started under it unpacks, and does nothing else. */
export const kUnpackingName = 'loyalane-unpacking';

/** Pieces that may be under way or waiting. */
const kPiecesAhead = 4;

interface Wish {
  readonly file: File;
  readonly stretch: Stretch;
  readonly packing: 'deflate' | 'gzip';
  readonly pieceBytes: number;
}

/** To the unpacking worker. `job` counts up; what belongs to an earlier one is passed over. */
type Order =
  ({ readonly kind: 'begin'; readonly job: number } & Wish) | { readonly kind: 'more' | 'stop'; readonly job: number };

/** From it. */
type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'piece'; readonly job: number; readonly piece: Uint8Array<ArrayBuffer>; readonly used: number }
  | { readonly kind: 'end' | 'damaged' | 'unreadable'; readonly job: number };

/** What both ends need of a worker or of a worker's own scope. */
interface Port<Sent, Received> {
  postMessage(message: Sent, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Received>) => void) | null;
}

/** The worker's end. */
export function serveUnpacking(port: Port<Answer, Order>): void {
  let current = 0;
  let room = 0;
  let woken = (): void => undefined;

  const serve = async ({ job, file, stretch, packing, pieceBytes }: Wish & { readonly job: number }): Promise<void> => {
    let used = 0;
    try {
      for await (const piece of gather(
        unpack(file, stretch, packing, (bytes) => (used = bytes)),
        pieceBytes,
      )) {
        while (job === current && room === 0) await new Promise<void>((wake) => (woken = wake));
        if (job !== current) return;
        --room;
        const own = piece.slice();
        port.postMessage({ kind: 'piece', job, piece: own, used }, [own.buffer]);
      }
      port.postMessage({ kind: 'end', job }, []);
    } catch (reason) {
      if (reason instanceof Damaged) port.postMessage({ kind: 'damaged', job }, []);
      else if (reason instanceof FileUnreadable) port.postMessage({ kind: 'unreadable', job }, []);
      else throw reason;
    }
  };

  port.onmessage = ({ data: order }) => {
    if (order.kind === 'begin') {
      current = order.job;
      room = kPiecesAhead;
      woken();
      void serve(order);
    } else if (order.job === current) {
      if (order.kind === 'more') ++room;
      else current = 0;
      woken();
    }
  };
  port.postMessage({ kind: 'ready' }, []);
}

/** The engine's end. */
export class UnpackingWorker {
  readonly #worker: Port<Order, Answer>;
  #job = 0;
  #waiting: Answer[] = [];
  #arrived = (): void => undefined;

  constructor(worker: Port<Order, Answer>) {
    this.#worker = worker;
    worker.onmessage = ({ data: answer }) => {
      if (answer.kind === 'ready' || answer.job !== this.#job) return;
      this.#waiting.push(answer);
      this.#arrived();
    };
  }

  /** The pieces of `gather(unpack(...))`; throws Damaged or FileUnreadable. */
  async *pieces(wish: Wish, told: (packedBytes: number) => void): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const job = ++this.#job;
    this.#waiting = [];
    this.#worker.postMessage({ kind: 'begin', job, ...wish }, []);
    let ended = false;
    try {
      for (;;) {
        const answer = this.#waiting.shift();
        if (!answer) {
          await new Promise<void>((arrived) => (this.#arrived = arrived));
          continue;
        }
        if (answer.kind === 'piece') {
          told(answer.used);
          yield answer.piece;
          this.#worker.postMessage({ kind: 'more', job }, []);
          continue;
        }
        ended = true;
        if (answer.kind === 'damaged') throw new Damaged();
        if (answer.kind === 'unreadable') throw new FileUnreadable(wish.file.name);
        told(wish.stretch.to - wish.stretch.from);
        return;
      }
    } finally {
      if (!ended) this.#worker.postMessage({ kind: 'stop', job }, []);
    }
  }
}

let script: Blob | null = null;
let started: Promise<UnpackingWorker | null> | null = null;

/** From now on large stretches are unpacked in a worker started from this script. (By its own address a worker cannot start another:
 *  where the page has no origin, as from a disk, the address is out of its reach.) */
export function unpackAside(own: Blob): void {
  script = own;
}

/** The unpacking worker, started when it is first wanted; null where there is none. */
export function unpackingWorker(): Promise<UnpackingWorker | null> {
  return (started ??= new Promise((resolve) => {
    if (!script || typeof Worker === 'undefined') {
      resolve(null);
      return;
    }
    const worker = new Worker(URL.createObjectURL(script), { name: kUnpackingName });
    // A browser that lets no worker start another says so here; the engine's worker then unpacks itself.
    worker.onerror = () => resolve(null);
    worker.onmessage = () => resolve(new UnpackingWorker(worker));
  }));
}
