// The jobs of the engine that read files: it asks for one stretch after another, and is given the bytes, unpacked where it says so.

import type { EngineSession } from './engine_session.ts';
import { Damaged, gather, unpack } from './packing.ts';
import { readAhead } from './read_ahead.ts';

/** A stretch of a file that the engine wants. */
export interface Read {
  /** Which file, where the job has several. */
  readonly source?: number;
  readonly from: number;
  readonly bytes: number;
  readonly packing: 'none' | 'deflate' | 'gzip';
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

export type ReadingJob = 'probe' | 'archive' | 'import' | 'rows';

/** Unpacked pieces are small; each that is fed costs an answer. */
export const kFeedBytes = 1 << 20;

async function run(session: EngineSession, read: Read, file: File, watch: ReadWatch): Promise<{ damaged: boolean }> {
  const stretch = { from: read.from, to: read.from + read.bytes };
  let fileBytes = 0;
  const pieces =
    read.packing === 'none'
      ? readAhead(file, stretch)
      : gather(
          unpack(file, stretch, read.packing, (used) => (fileBytes = used)),
          kFeedBytes,
        );
  try {
    for await (const piece of pieces) {
      const { rows, enough } = session.feed(piece);
      if (read.packing === 'none') fileBytes += piece.length;
      watch.fed?.(read, piece, fileBytes, rows);
      if (enough) break;
    }
    return { damaged: false };
  } catch (reason) {
    if (reason instanceof Damaged) return { damaged: true };
    throw reason;
  }
}

/** Gives a job what it asks for until it has all. */
export async function readAll(
  session: EngineSession,
  job: ReadingJob,
  fileOf: (read: Read) => File,
  watch: ReadWatch = {},
): Promise<void> {
  for (;;) {
    const next = session.call(`${job}.next`) as Read | { readonly done: true };
    if ('done' in next) return;
    watch.begin?.(next);
    session.call(`${job}.endRead`, await run(session, next, fileOf(next), watch));
    watch.end?.(next);
  }
}
