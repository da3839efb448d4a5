// The home worker's end of reading a file in parts: hands out parts to the workers, takes what they made of them in the parts' order, and
// has a part read again where the engine says that it began in the wrong place.

import { kPartedFromBytes, type ImportPlan } from '../protocol.ts';
import type { EngineSession, Fed } from './engine_session.ts';
import type { PartAnswer, PartOrder, PartPort, PartRequest } from './part_orders.ts';
import { FileUnreadable } from './read_ahead.ts';

/** A worker of the team has ended without a word. */
export class WorkerLost extends Error {
  constructor(detail: string) {
    super(`a worker that reads parts is gone: ${detail}`);
    this.name = 'WorkerLost';
  }
}

/** Small parts at first, so that the home worker begins early, and at the end, so that all end together; large ones cost less a byte. */
const kPartBytesFirst = 2 << 20;
const kPartBytesMin = 4 << 20;
const kPartBytesMax = 16 << 20;
/** Parts a worker has in hand: one in the engine, the next one's bytes on their way. */
const kPartsInHand = 2;
/** Parts read but not yet taken, for each worker. */
const kPartsAhead = 3;
/** After so many parts that began in the wrong place, one worker reads the rest, each part from where the one before ended. */
const kMisfitsMax = 3;
/** A worker that has said nothing for kTicksQuiet ticks is asked; one that says nothing for kTicksLost is gone. */
const kTickMs = 500;
const kTicksQuiet = 2;
const kTicksLost = 10;

/** What the engine says to a part: `carry` where it was not taken, and then `next` is where it begins. */
interface FedPart extends Fed {
  readonly next: number;
  readonly carry?: string;
}

/** Sums over the workers of the time that they waited for bytes and worked, and the home worker's own work. */
export interface PartTimes {
  readMs: number;
  scanMs: number;
  combineMs: number;
}

export interface PartTeamOptions {
  readonly partBytes?: number | undefined;
}

/** Where the parts of a file begin, and its end. */
export function bordersOf(fileBytes: number, readers: number, partBytes?: number): number[] {
  const borders = [0];
  for (let at = 0; at < fileBytes;) {
    const round = Math.floor((borders.length - 1) / readers);
    const grown = Math.min(kPartBytesMax, kPartBytesFirst * 2 ** Math.min(round, 10));
    const share = Math.max(kPartBytesMin, Math.ceil((fileBytes - at) / (readers * 2)));
    at = Math.min(fileBytes, at + (partBytes ?? Math.min(grown, share)));
    borders.push(at);
  }
  return borders;
}

type Port = PartPort<PartRequest, PartAnswer>;

export class PartTeam {
  readonly #ports: readonly Port[];
  readonly #partBytes: number | undefined;
  readonly times: PartTimes = { readMs: 0, scanMs: 0, combineMs: 0 };
  #job = 0;

  constructor(ports: readonly Port[], { partBytes }: PartTeamOptions = {}) {
    this.#ports = ports;
    this.#partBytes = partBytes;
  }

  /** Whether a file is worth its parts. */
  takes(file: File): boolean {
    return this.#ports.length > 0 && file.size >= (this.#partBytes ?? kPartedFromBytes);
  }

  /** Reads `file` into the import that runs in `session`; `told` hears of bytes and rows taken. */
  async read(
    session: EngineSession,
    file: File,
    plan: ImportPlan,
    told: (bytes: number, rows: number) => void,
  ): Promise<void> {
    const { keepsShipmentRows } = session.call('import.parts') as { readonly keepsShipmentRows: boolean };
    const ports = this.#ports;
    const borders = bordersOf(file.size, ports.length, this.#partBytes);
    const parts = borders.length - 1;
    const spares: ArrayBuffer[] = [];
    const arrived = new Map<number, Uint8Array<ArrayBuffer>>();
    const inHand = ports.map(() => 0);
    const quiet = ports.map(() => 0);
    const anew = ports.map(() => false);
    let job = ++this.#job;
    let given = 0;
    let taken = 0;
    let misfits = 0;
    let restart: { readonly exact: number; readonly carry: string } | null = null;
    let following = false;

    const give = (): void => {
      const team = misfits > kMisfitsMax ? 1 : ports.length;
      while (given < parts && given < taken + team * kPartsAhead) {
        let least = 0;
        for (let at = 1; at < team; ++at) if ((inHand[at] ?? 0) < (inHand[least] ?? 0)) least = at;
        if ((inHand[least] ?? 0) >= kPartsInHand) return;
        const order: PartOrder = {
          job,
          part: given,
          from: borders[given] ?? 0,
          to: borders[given + 1] ?? file.size,
          anew: anew[least] ?? false,
          ...(restart ?? (following ? { follow: true } : {})),
        };
        following = restart !== null || following ? team === 1 : false;
        restart = null;
        anew[least] = false;
        ++given;
        inHand[least] = (inHand[least] ?? 0) + 1;
        if (inHand[least] === 1) quiet[least] = 0;
        const spare = spares.pop();
        ports[least]?.postMessage({ kind: 'read', ...order, spare }, spare ? [spare] : []);
      }
    };

    const take = (): void => {
      for (let message = arrived.get(taken); message; message = arrived.get(taken)) {
        arrived.delete(taken);
        const before = performance.now();
        const { rows, next, carry } = session.feed(message) as FedPart;
        this.times.combineMs += performance.now() - before;
        spares.push(message.buffer);
        if (carry === undefined) {
          ++taken;
          told(Math.min(next, file.size), rows);
          continue;
        }
        // All that was read ahead may rest on the same mistake.
        ++misfits;
        job = ++this.#job;
        arrived.clear();
        given = taken;
        following = false;
        restart = { exact: next, carry };
        anew.fill(true);
        inHand.fill(0);
        return;
      }
    };

    let tick: ReturnType<typeof setInterval> | undefined;
    try {
      await new Promise<void>((done, failed) => {
        const step = (work: () => void): void => {
          try {
            work();
          } catch (reason) {
            failed(reason instanceof Error ? reason : new Error(String(reason)));
          }
        };
        ports.forEach((port, reader) => {
          port.onmessage = ({ data: answer }) => {
            quiet[reader] = 0;
            if (answer.kind === 'unreadable') failed(new FileUnreadable(file.name));
            if (answer.kind === 'broken') failed(new WorkerLost(answer.detail));
            if (answer.kind !== 'part' || answer.job !== job) return;
            step(() => {
              inHand[reader] = (inHand[reader] ?? 1) - 1;
              arrived.set(answer.part, answer.message);
              this.times.readMs += answer.readMs;
              this.times.scanMs += answer.scanMs;
              give();
              take();
              give();
              if (taken === parts) done();
            });
          };
          port.postMessage({ kind: 'file', file, plan, reader, keepsShipmentRows }, []);
        });
        // Ticks, not hours: a machine that slept is not a worker that died.
        tick = setInterval(() => {
          ports.forEach((port, reader) => {
            if ((inHand[reader] ?? 0) === 0) return;
            const ticks = (quiet[reader] = (quiet[reader] ?? 0) + 1);
            if (ticks >= kTicksLost) failed(new WorkerLost('no answer'));
            else if (ticks >= kTicksQuiet) port.postMessage({ kind: 'ping' }, []);
          });
        }, kTickMs);
        step(give);
      });
    } finally {
      clearInterval(tick);
      for (const port of ports) port.onmessage = null;
    }
  }
}
