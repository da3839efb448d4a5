// One session of the engine: commands as JSON text, bytes through its memory.

import type { ExportKind, Session } from 'loyalane-engine';
import type { EngineError } from '../protocol.ts';

/** The engine refused a command; its state is as before. */
export class EngineRefusal extends Error {
  constructor(readonly error: EngineError) {
    super(error.id);
  }
}

type Envelope = { ok: true; result: unknown } | { ok: false; error: EngineError };

/** The result in the engine's answer, or its refusal. What a command gives is typed where it is called (protocol.ts). */
export function unwrap(answer: string): unknown {
  const envelope = JSON.parse(answer) as Envelope;
  if (!envelope.ok) throw new EngineRefusal(envelope.error);
  return envelope.result;
}

/** What the engine says to a piece of a file. */
export interface Fed {
  readonly rows: number;
  /** The rest of this read is not wanted. */
  readonly enough?: boolean;
}

export class EngineSession {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  call(command: string, params: object = {}): unknown {
    return unwrap(this.#session.call(JSON.stringify({ do: command, ...params })));
  }

  /** Gives the running job a piece of a file. */
  feed(piece: Uint8Array): Fed {
    // The view dies with the next engine call, so it is asked for each time.
    this.#session.buffer(piece.length).set(piece);
    return unwrap(this.#session.feed(piece.length)) as Fed;
  }

  /** The next piece of the running export, copied, into `spare` if it is large enough: the view that the engine gives is only good
   *  until its next call. */
  exportRead(spare?: ArrayBuffer): { readonly piece: Uint8Array<ArrayBuffer>; readonly kind: ExportKind } {
    const view = this.#session.exportRead();
    const memory = spare && spare.byteLength >= view.length ? spare : new ArrayBuffer(view.length);
    const piece = new Uint8Array(memory, 0, view.length);
    piece.set(view);
    return { piece, kind: this.#session.exportKind() };
  }
}
