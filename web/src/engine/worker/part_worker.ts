// A worker that reads parts of files for the home worker: the next part's bytes are on their way while the engine works on one.

import type { EngineSession } from './engine_session.ts';
import type { PartAnswer, PartOrder, PartPort, PartRequest } from './part_orders.ts';
import { FileUnreadable, readSlice } from './read_ahead.ts';
import { BufferStock, StretchStream } from './stretch_stream.ts';

/** Of the bytes before a part that the engine looks at to find its beginning. The engine says what it wants; this is read ahead. */
const kAboveBytes = 64 << 10;
/** The record at a part's end goes over it: read ahead as well, and further in growing steps. */
const kBehindBytes = 64 << 10;
const kBehindBytesMax = 4 << 20;

interface Ahead {
  readonly from: number;
  readonly to: number;
  readonly stream: StretchStream;
}

export function serveParts(session: EngineSession, port: PartPort<PartAnswer, PartRequest>): void {
  let file: File | null = null;
  let queue: Promise<void> = Promise.resolve();
  const stock = new BufferStock();

  const readAhead = (of: File, order: PartOrder): Ahead => {
    const from = Math.max(0, order.from - kAboveBytes);
    const to = Math.min(of.size, order.to + kBehindBytes);
    return { from, to, stream: new StretchStream(of, from, to, stock) };
  };

  const read = async (of: File, order: PartOrder, ahead: Ahead): Promise<void> => {
    let readMs = 0;
    let scanMs = 0;
    const timed = async <Got>(bytes: Promise<Got>): Promise<Got> => {
      const before = performance.now();
      const got = await bytes;
      readMs += performance.now() - before;
      return got;
    };
    const feed = (bytes: Uint8Array<ArrayBuffer>): boolean => {
      const before = performance.now();
      const { enough } = session.feed(bytes);
      scanMs += performance.now() - before;
      return enough === true;
    };
    const { follow, carry, exact, anew } = order;
    const wish = { from: exact ?? order.from, to: order.to, follow, carry, anew };
    let { from: at } = session.call('part.read', wish) as { from: number };
    let enough = at >= order.to && (exact !== undefined || follow === true);
    if (!enough && at < ahead.from) enough = feed(await timed(readSlice(of, at, (at = ahead.from))));
    for (let streamed = ahead.from; !enough && streamed < ahead.to;) {
      const bytes = await timed(ahead.stream.next());
      if (!bytes) break;
      const wanted = bytes.subarray(Math.min(bytes.length, Math.max(0, at - streamed)));
      streamed += bytes.length;
      if (wanted.length > 0) enough = feed(wanted);
      at = Math.max(at, streamed);
    }
    for (let more = kBehindBytes; !enough && at < of.size; more = Math.min(more * 2, kBehindBytesMax)) {
      const to = Math.min(at + more, of.size);
      enough = feed(await timed(readSlice(of, at, to)));
      at = to;
    }
    await ahead.stream.end();
    const before = performance.now();
    session.call('part.finish');
    const { piece: message } = session.exportRead(order.spare);
    scanMs += performance.now() - before;
    port.postMessage({ kind: 'part', job: order.job, part: order.part, message, readMs, scanMs }, [message.buffer]);
  };

  port.onmessage = ({ data: request }) => {
    if (request.kind === 'ping') {
      port.postMessage({ kind: 'pong' }, []);
      return;
    }
    const ahead = request.kind === 'read' && file ? readAhead(file, request) : null;
    if (request.kind === 'file') file = request.file;
    queue = queue.then(async () => {
      try {
        if (request.kind === 'file') {
          const { file: opened, plan, reader, keepsShipmentRows } = request;
          session.call('part.begin', { reader, size: opened.size, plan, keepsShipmentRows });
        } else if (file && ahead) {
          await read(file, request, ahead);
        }
      } catch (reason) {
        await ahead?.stream.end();
        if (reason instanceof FileUnreadable) port.postMessage({ kind: 'unreadable' }, []);
        else port.postMessage({ kind: 'broken', detail: String(reason) }, []);
      }
    });
  };
}
