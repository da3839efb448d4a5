// Reads a file in pieces, several in flight, in order. One piece at a time leaves the disk idle while the engine works:
// 16 MB slices with four in flight read three to four times as fast as 4 MB slices one by one.

export const kPieceBytes = 8 << 20;
export const kPiecesInFlight = 4;

/** The file could not be read: moved, changed or taken away since it was picked. */
export class FileUnreadable extends Error {
  constructor(readonly fileName: string) {
    super(`${fileName} cannot be read`);
    this.name = 'FileUnreadable';
  }
}

/** Bytes [from, to) of a file. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The bytes of [from, to) of a file, or FileUnreadable. */
export async function readSlice(file: File, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    throw new FileUnreadable(file.name);
  }
}

/** A stretch of the file in order, in pieces of `pieceBytes` (the last is shorter; an empty stretch gives none). */
export async function* readAhead(
  file: File,
  { from, to }: Stretch = { from: 0, to: file.size },
  pieceBytes = kPieceBytes,
  inFlight = kPiecesInFlight,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const end = Math.min(to, file.size);
  const queue: Promise<Uint8Array<ArrayBuffer>>[] = [];
  let next = from;
  const ask = (): void => {
    const piece = readSlice(file, next, Math.min(next + pieceBytes, end));
    // A failure is met when its turn comes; until then it must not count as unhandled.
    piece.catch(() => undefined);
    queue.push(piece);
    next += pieceBytes;
  };
  while (next < end && queue.length < inFlight) ask();
  for (let piece = queue.shift(); piece; piece = queue.shift()) {
    const bytes = await piece;
    if (next < end) ask();
    yield bytes;
  }
}
