// What the home worker and the workers that read parts of a file say to each other, over a port of their own. A part is a stretch of a
// delimited file; what a worker makes of it is a message that only the engine understands (core/ingest/part_reader.h).

import type { ImportPlan } from '../protocol.ts';

export interface PartOrder {
  /** Counts up; answers to an earlier job are passed over. */
  readonly job: number;
  /** Which part. */
  readonly part: number;
  readonly from: number;
  readonly to: number;
  /** The part goes on where this worker's part before ended. */
  readonly follow?: boolean;
  /** A record begins at `exact`, and this is what is above it. */
  readonly carry?: string;
  readonly exact?: number;
  /** What the worker told before this is thrown away. */
  readonly anew?: boolean;
  /** Memory of a message that was taken, for this one. */
  readonly spare?: ArrayBuffer | undefined;
}

/** To the worker. */
export type PartRequest =
  | {
      readonly kind: 'file';
      readonly file: File;
      readonly plan: ImportPlan;
      readonly reader: number;
      // The home engine keeps every line of shipments, so their parts must read what it wants of them.
      readonly keepsShipmentRows: boolean;
    }
  | ({ readonly kind: 'read' } & PartOrder)
  | { readonly kind: 'ping' };

/** From it. Times in milliseconds: waiting for the file's bytes, and in the engine. */
export type PartAnswer =
  | {
      readonly kind: 'part';
      readonly job: number;
      readonly part: number;
      readonly message: Uint8Array<ArrayBuffer>;
      readonly readMs: number;
      readonly scanMs: number;
    }
  | { readonly kind: 'pong' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'broken'; readonly detail: string };

/** The part of MessagePort that both ends use. */
export interface PartPort<Sent, Received> {
  postMessage(message: Sent, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Received>) => void) | null;
}
