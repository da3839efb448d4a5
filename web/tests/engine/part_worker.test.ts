// The worker's end, with an engine that wants what it is told to want.

import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { ImportPlan } from '../../src/engine/protocol.ts';
import { EngineSession } from '../../src/engine/worker/engine_session.ts';
import type { PartAnswer, PartPort, PartRequest } from '../../src/engine/worker/part_orders.ts';
import { serveParts } from '../../src/engine/worker/part_worker.ts';
import { RecordingSession } from './recording_session.ts';

const content = Array.from({ length: 400_000 }, (_, at) => String(at % 10)).join('');
const file = new File([content], 'a.csv');

function serve(session: RecordingSession): { send: (request: PartRequest) => Promise<PartAnswer> } {
  let answered: (answer: PartAnswer) => void = () => undefined;
  const port: PartPort<PartAnswer, PartRequest> = {
    onmessage: null,
    postMessage: (answer) => answered(answer),
  };
  serveParts(new EngineSession(session), port);
  return {
    send: (request) =>
      new Promise((resolve) => {
        answered = resolve;
        port.onmessage?.({ data: request } as MessageEvent<PartRequest>);
      }),
  };
}

/** Where what was fed lies in the file: all pieces together. */
function fed(session: RecordingSession): string {
  return session.log
    .filter((line) => line.startsWith('feed '))
    .map((line) => line.slice(5))
    .join('');
}

async function run(from: number, wish: Partial<PartRequest & { kind: 'read' }>, session = new RecordingSession()) {
  session.answers['part.read'] = { from };
  session.exported = [['plain', 'message']];
  const { send } = serve(session);
  const plan = { some: 'plan' } as unknown as ImportPlan;
  void send({ kind: 'file', file, plan, reader: 2, keepsShipmentRows: false });
  const answer = await send({ kind: 'read', job: 7, part: 3, from: 200_000, to: 250_000, ...wish });
  return { answer, session };
}

describe('serveParts', () => {
  it('feeds from where the engine wants to begin, over the end of the part until it has enough', async () => {
    const session = new RecordingSession();
    const above = 200_000 - 65_536;
    session.enoughAfter = content.slice(250_000, 250_000 + 65_536);
    const { answer } = await run(above, {}, session);
    expect(answer).toMatchObject({ kind: 'part', job: 7, part: 3 });
    expect(answer.kind === 'part' && Buffer.from(answer.message).toString()).toBe('message');
    expect(fed(session) === content.slice(above, 250_000 + 65_536)).toBe(true);
    expect(session.commands[0]).toEqual({
      do: 'part.begin',
      reader: 2,
      size: file.size,
      plan: { some: 'plan' },
      keepsShipmentRows: false,
    });
    expect(session.commands[1]).toMatchObject({ do: 'part.read', from: 200_000, to: 250_000 });
  });

  it('reads on to the end of the file where the engine never has enough', async () => {
    const { session } = await run(200_000 - 65_536, {});
    expect(fed(session) === content.slice(200_000 - 65_536)).toBe(true);
    expect(session.log.at(-1)).toBe('part.finish');
  });

  it('begins exactly where it is told, with what is above, without what is known already', async () => {
    const { session } = await run(200_123, { exact: 200_123, carry: '00ff', anew: true });
    expect(session.commands[1]).toMatchObject({
      do: 'part.read',
      from: 200_123,
      to: 250_000,
      carry: '00ff',
      anew: true,
    });
    expect(fed(session) === content.slice(200_123)).toBe(true);
  });

  it('feeds nothing to a part that begins behind its end', async () => {
    const { session } = await run(250_000, { exact: 250_000, carry: '' });
    expect(fed(session)).toBe('');
  });

  it('reads what is before the bytes on their way, where the engine wants more', async () => {
    const { session } = await run(100_000, {});
    expect(fed(session) === content.slice(100_000)).toBe(true);
  });

  it('answers a ping, says when a file cannot be read, and when the engine breaks', async () => {
    const { send } = serve(new RecordingSession());
    expect(await send({ kind: 'ping' })).toEqual({ kind: 'pong' });

    const broken = new RecordingSession();
    broken.trap = 'part.read';
    expect((await run(0, {}, broken)).answer).toMatchObject({ kind: 'broken' });

    const gone = new File(['x'], 'gone.csv');
    gone.slice = () =>
      ({
        stream: () => new ReadableStream({ type: 'bytes', pull: () => Promise.reject(new Error('gone')) }),
      }) as unknown as Blob;
    const session = new RecordingSession();
    session.answers['part.read'] = { from: 0 };
    const worker = serve(session);
    void worker.send({ kind: 'file', file: gone, plan: {} as ImportPlan, reader: 0, keepsShipmentRows: false });
    expect(await worker.send({ kind: 'read', job: 1, part: 0, from: 0, to: 1 })).toEqual({ kind: 'unreadable' });
  });
});
