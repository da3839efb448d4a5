// The jobs of the engine that read files: it asks for one stretch after another, and is given the bytes, unpacked where it says so.

import type { EngineSession } from './engine_session.ts';
import { Damaged, gather, unpack } from './packing.ts';
import { readAhead } from './read_ahead.ts';
import { unpackingWorker } from './unpacking_aside.ts';

/** A stretch of a file that the engine wants. */
export interface Read {
  /** Which file, where the job has several. */
  readonly source?: number;
  readonly from: number;
  readonly bytes: number;
  readonly packing: 'none' | 'deflate' | 'gzip';
  /** Other engines may read it in parts. */
  readonly parts?: boolean;
  /** Of an archive: what is fed is a file's content. */
  readonly data?: boolean;
}

/** What the host hears of a job while it runs. */
export interface ReadWatch {
  begin?(read: Read): void;
  /** `fileBytes` of this read are used, packed as they stand in the file; `rows` of the job so far. */
  fed?(read: Read, piece: Uint8Array<ArrayBuffer>, fileBytes: number, rows: number): void;
  end?(read: Read): void;
}

export type ReadingJob = 'probe' | 'archive' | 'import' | 'rows' | 'project.read' | 'project.recover';

/** Unpacked pieces are small; each that is fed costs an answer. */
export const kFeedBytes = 1 << 20;

/** Less than this is unpacked sooner here than asked for elsewhere. */
const kAsideBytes = 256 << 10;

async function* piecesOf(
  file: File,
  { from, bytes, packing }: Read,
  told: (fileBytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const stretch = { from, to: from + bytes };
  if (packing === 'none') {
    let fed = 0;
    for await (const piece of readAhead(file, stretch)) {
      told((fed += piece.length));
      yield piece;
    }
    return;
  }
  const aside = bytes < kAsideBytes ? null : await unpackingWorker();
  yield* (
    aside?.pieces({ file, stretch, packing, pieceBytes: kFeedBytes }, told) ??
    gather(unpack(file, stretch, packing, told), kFeedBytes)
  );
}

async function run(session: EngineSession, read: Read, file: File, watch: ReadWatch): Promise<{ damaged: boolean }> {
  let fileBytes = 0;
  try {
    for await (const piece of piecesOf(file, read, (used) => (fileBytes = used))) {
      const { rows, enough } = session.feed(piece);
      watch.fed?.(read, piece, fileBytes, rows);
      if (enough) break;
    }
    return { damaged: false };
  } catch (reason) {
    if (reason instanceof Damaged) return { damaged: true };
    throw reason;
  }
}

/** Gives a job what it asks for until it has all. `inParts` may do a read itself; true: it has. */
export async function readAll(
  session: EngineSession,
  job: ReadingJob,
  fileOf: (read: Read) => File,
  watch: ReadWatch = {},
  inParts: (read: Read) => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  for (;;) {
    const next = session.call(`${job}.next`) as Read | { readonly done: true };
    if ('done' in next) return;
    watch.begin?.(next);
    const ended = (await inParts(next)) ? {} : await run(session, next, fileOf(next), watch);
    session.call(`${job}.endRead`, ended);
    watch.end?.(next);
  }
}
