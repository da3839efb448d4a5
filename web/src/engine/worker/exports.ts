// What the engine has ready to be saved, as a Blob. A workbook's parts leave the engine plain and are packed here.

import type { EngineSession } from './engine_session.ts';
import { Packer } from './packing.ts';

const kTypes = {
  csv: 'text/csv',
  excel: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  project: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The running export of the session, to its end. */
export async function writtenExport(session: EngineSession, form: keyof typeof kTypes): Promise<Blob> {
  const parts: BlobPart[] = [];
  let packer: Packer | null = null;
  for (;;) {
    const { piece, kind } = session.exportRead();
    switch (kind) {
      case 'plain':
        parts.push(piece);
        break;
      case 'pack':
        packer ??= new Packer();
        await packer.write(piece);
        break;
      case 'packEnd': {
        packer ??= new Packer();
        if (piece.length > 0) await packer.write(piece);
        const packed = await packer.finish();
        packer = null;
        parts.push(packed);
        session.call('export.packed', { bytes: packed.byteLength });
        break;
      }
      case 'end':
        return new Blob(parts, { type: kTypes[form] });
    }
  }
}
