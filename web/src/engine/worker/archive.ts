// Takes the files out of an archive. Their bytes are kept in Blobs, which the browser moves to the disk when they are many.

import type { EngineError, ImportProgress, Unpacked } from '../protocol.ts';
import { EngineRefusal, type EngineSession } from './engine_session.ts';
import { readAll, type Read } from './reads.ts';
import { readSlice } from './read_ahead.ts';

/** An archive is told by its first bytes. */
const kHeadBytes = 16;

interface Listing {
  readonly archive: boolean;
  readonly entries: readonly { readonly name: string; readonly bytes: number; readonly error?: EngineError }[];
}

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const isContent = ({ packing, data }: Read): boolean => packing !== 'none' || data === true;

/** So much is kept of an entry before anything is asked about it. */
const kKeptBytes = 64 << 20;
/** An entry that grows more than this is kept only once the engine has seen all of it and not refused it. */
const kKeptRatio = 250;

/** The bytes of an entry; null where they grow so much that they are to be kept at a second reading only (`isKnown`), once it is known that
 *  the engine takes them. */
async function readEntry(
  session: EngineSession,
  file: File,
  entry: number,
  isKnown: boolean,
  told: (fileBytes: number) => void,
): Promise<Blob[] | null> {
  let parts: Blob[] | null = [];
  let kept = 0;
  session.call('archive.open', { entry });
  await readAll(session, 'archive', () => file, {
    fed(read, piece, fileBytes) {
      if (!isContent(read)) return;
      told(fileBytes);
      kept += piece.length;
      if (!isKnown && kept > kKeptBytes && kept / kKeptRatio > fileBytes) parts = null;
      parts?.push(new Blob([piece]));
    },
  });
  return parts;
}

/** The files of an archive and the entries that are not read; any other file as itself. */
export async function unpackFile(
  session: EngineSession,
  file: File,
  progress: (progress: ImportProgress) => void,
): Promise<Unpacked> {
  const { name, size } = file;
  const asItself: Unpacked = { files: [file], refused: [] };
  const head = await readSlice(file, 0, Math.min(kHeadBytes, size));
  const begun = session.call('archive.begin', { name, size, head: hexadecimal(head) }) as { archive: boolean };
  if (!begun.archive) return asItself;
  await readAll(session, 'archive', () => file);
  const { archive, entries } = session.call('archive.list') as Listing;
  if (!archive) return asItself;

  const files: File[] = [];
  const refused: { name: string; error: EngineError }[] = [];
  let bytesBefore = 0;
  for (const [entry, { name: entryName, error }] of entries.entries()) {
    // A gzip file holds one file, whose name the engine gives without ".gz".
    const ownName = isGzip(head) ? entryName : `${name}/${entryName}`;
    let bytes = 0;
    const told = (fileBytes: number): void => {
      bytes = fileBytes;
      progress({ fileName: ownName, pass: 1, bytes: bytesBefore + bytes, bytesTotal: size, rows: 0, computing: false });
    };
    try {
      if (error) throw new EngineRefusal(error);
      const parts =
        (await readEntry(session, file, entry, false, told)) ?? (await readEntry(session, file, entry, true, told));
      files.push(new File(parts ?? [], ownName, { lastModified: file.lastModified }));
    } catch (reason) {
      if (!(reason instanceof EngineRefusal)) throw reason;
      refused.push({ name: ownName, error: { ...reason.error, file: ownName } });
    }
    bytesBefore += bytes;
  }
  return { files, refused };
}
