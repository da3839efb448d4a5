// What the user dropped, told by content: archives to be opened, a file of profiles, or a file to be read.

import type { EngineClient } from '../engine/client.ts';
import { RequestFailure } from '../engine/failure.ts';
import type { Unpacked } from '../engine/protocol.ts';
import { kProfilesBytesMax, readProfiles } from './profiles.ts';
import type { KeptProfile } from './state.ts';

export type Dropped =
  | { readonly kind: 'file'; readonly file: File }
  /** A zip or gzip; a workbook is a zip, too. */
  | { readonly kind: 'packed'; readonly file: File }
  /** The club's project file; a zip as well. */
  | { readonly kind: 'project'; readonly file: File }
  | { readonly kind: 'profiles'; readonly file: File; readonly profiles: readonly KeptProfile[] | 'bad' };

const kHeadBytes = 64;

const isPacked = ([first, second]: Uint8Array): boolean =>
  (first === 0x1f && second === 0x8b) || (first === 0x50 && second === 0x4b);

/** A zip names its first file at its beginning; a project file's is this one. */
const kFirstPart = 'project.json';
const kNameAt = 30;

const isProject = (name: string, head: Uint8Array): boolean =>
  name.toLowerCase().endsWith('.loyalane') ||
  new TextDecoder().decode(head.subarray(kNameAt, kNameAt + kFirstPart.length)) === kFirstPart;

export async function contentOf(file: File): Promise<Dropped> {
  try {
    const head = new Uint8Array(await file.slice(0, kHeadBytes).arrayBuffer());
    if (isPacked(head)) return { kind: isProject(file.name, head) ? 'project' : 'packed', file };
    const isObject = new TextDecoder().decode(head).trimStart().startsWith('{');
    const profiles = isObject && file.size <= kProfilesBytesMax ? readProfiles(await file.text()) : null;
    return profiles === null ? { kind: 'file', file } : { kind: 'profiles', file, profiles };
  } catch {
    // Why it cannot be read is told when it is looked at.
    return { kind: 'file', file };
  }
}

/** What is in archives. One that cannot be opened is refused as a whole; the others are opened all the same. */
export async function unpackAll(
  worker: EngineClient,
  files: readonly File[],
  progress: (share: number) => void,
): Promise<ReadonlyMap<File, Unpacked>> {
  const unpacked = new Map<File, Unpacked>();
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
  let bytesBefore = 0;
  for (const file of files) {
    try {
      const content = await worker.request('file.unpack', { file }, ({ bytes }) =>
        progress((bytesBefore + bytes) / bytesTotal),
      );
      unpacked.set(file, content);
    } catch (reason) {
      if (!(reason instanceof RequestFailure) || reason.failure.kind === 'broken') throw reason;
      const { failure } = reason;
      // One that the browser cannot read stays as it is; why is told when it is looked at.
      if (failure.kind === 'engine') {
        unpacked.set(file, { files: [], refused: [{ name: file.name, error: failure.error }] });
      }
    }
    bytesBefore += file.size;
  }
  return unpacked;
}
