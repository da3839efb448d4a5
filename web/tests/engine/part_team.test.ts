// The home worker's end, with workers and an engine that are made up: a "file" of numbered parts, whose messages say what was asked for.

import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ImportPlan } from '../../src/engine/protocol.ts';
import type { EngineSession } from '../../src/engine/worker/engine_session.ts';
import type { PartAnswer, PartOrder, PartPort, PartRequest } from '../../src/engine/worker/part_orders.ts';
import { bordersOf, PartTeam, WorkerLost } from '../../src/engine/worker/part_team.ts';
import { FileUnreadable } from '../../src/engine/worker/read_ahead.ts';

const kPartBytes = 10;
const fileOf = (parts: number): File => new File([new Uint8Array(parts * kPartBytes - 3)], 'a.csv');
const plan = {} as ImportPlan;

type Order = { readonly kind: 'read' } & PartOrder;

/** Answers orders when `work` lets it; counts those that it holds. */
class Worker implements PartPort<PartRequest, PartAnswer> {
  onmessage: ((event: MessageEvent<PartAnswer>) => void) | null = null;
  readonly orders: Order[] = [];
  pings = 0;
  most = 0;
  #held: Order[] = [];

  postMessage(request: PartRequest): void {
    if (request.kind === 'ping') ++this.pings;
    if (request.kind !== 'read') return;
    this.orders.push(request);
    this.#held.push(request);
    this.most = Math.max(this.most, this.#held.length);
  }
  /** One order done; false when there is none. */
  work(): boolean {
    const order = this.#held.shift();
    if (!order) return false;
    const message = new Uint8Array(Buffer.from(JSON.stringify(order)));
    this.say({ kind: 'part', job: order.job, part: order.part, message, readMs: 1, scanMs: 2 });
    return true;
  }
  say(answer: PartAnswer): void {
    this.onmessage?.({ data: answer } as MessageEvent<PartAnswer>);
  }
}

/** Takes parts in order; those in `wrong` not, the first time that they are guessed. */
class Engine {
  readonly taken: Order[] = [];
  readonly refused: number[] = [];
  begun = 0;
  wrong = new Set<number>();
  call(command: string): unknown {
    expect(command).toBe('import.parts');
    ++this.begun;
    return {};
  }
  feed(message: Uint8Array): unknown {
    const order = JSON.parse(Buffer.from(message).toString()) as Order;
    const guessed = order.carry === undefined && order.follow !== true;
    if (guessed && this.wrong.has(order.part)) {
      this.refused.push(order.part);
      return { rows: 0, next: order.from + 1, carry: `above ${order.part}` };
    }
    this.taken.push(order);
    return { rows: this.taken.length * 5, next: order.to };
  }
}

function setUp(workers: number): { engine: Engine; team: Worker[]; read: (file: File) => Promise<[number, number][]> } {
  const engine = new Engine();
  const team = Array.from({ length: workers }, () => new Worker());
  const read = async (file: File): Promise<[number, number][]> => {
    const told: [number, number][] = [];
    await new PartTeam(team, { partBytes: kPartBytes }).read(
      engine as unknown as EngineSession,
      file,
      plan,
      (bytes, rows) => told.push([bytes, rows]),
    );
    return told;
  };
  return { engine, team, read };
}

/** Lets the workers answer, in an order that changes, until none holds an order. */
async function workAll(team: readonly Worker[]): Promise<void> {
  for (let idle = 0, step = 1; idle < 3; ++step) {
    const at = (step * 7) % team.length;
    const worked = team.some((_, offset) => team[(at + offset) % team.length]?.work());
    idle = worked ? 0 : idle + 1;
    await Promise.resolve();
  }
}

const parts = (orders: readonly Order[]): number[] => orders.map(({ part }) => part);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

afterEach(() => {
  vi.useRealTimers();
});

describe('bordersOf', () => {
  it('cuts a file without a gap: small parts first, none over 16 MB, small ones at the end', () => {
    const megabyte = 1 << 20;
    for (const [bytes, readers] of [
      [5 * megabyte + 1, 1],
      [163_042_531, 3],
      [6_031_000_000, 4],
    ] as const) {
      const borders = bordersOf(bytes, readers);
      const sizes = borders.slice(1).map((border, at) => border - (borders[at] ?? 0));
      expect(borders[0]).toBe(0);
      expect(borders.at(-1)).toBe(bytes);
      expect(sizes.every((size) => size > 0 && size <= 16 * megabyte)).toBe(true);
      expect(Math.max(...sizes.slice(0, readers))).toBe(2 * megabyte);
      expect(sizes.at(-1)).toBeLessThanOrEqual(4 * megabyte);
    }
    expect(bordersOf(10, 2, 4)).toEqual([0, 4, 8, 10]);
  });
});

describe('PartTeam', () => {
  it.each([1, 2, 3, 8])('takes every part in order, read by %d workers', async (workers) => {
    const { engine, team, read } = setUp(workers);
    const file = fileOf(23);
    const reading = read(file);
    await workAll(team);
    const told = await reading;
    expect(parts(engine.taken)).toEqual(upTo(23));
    expect(engine.taken.map(({ from, to }) => [from, to])).toEqual(
      upTo(23).map((part) => [part * kPartBytes, Math.min(file.size, (part + 1) * kPartBytes)]),
    );
    expect(told.at(-1)).toEqual([file.size, 23 * 5]);
    expect(told).toHaveLength(23);
    expect(team.every(({ orders }) => orders.length > 0)).toBe(true);
  });

  it('does not run far ahead of what is taken', async () => {
    const { team, read, engine } = setUp(3);
    const reading = read(fileOf(100));
    // The first part's worker is slow: the others soon have nothing more to do.
    while (team.slice(1).some((worker) => worker.work()));
    expect(engine.taken).toEqual([]);
    expect(team.reduce((sum, { orders }) => sum + orders.length, 0)).toBeLessThanOrEqual(9);
    expect(Math.max(...team.map(({ most }) => most))).toBeLessThanOrEqual(2);
    await workAll(team);
    await reading;
    expect(parts(engine.taken)).toEqual(upTo(100));
  });

  it('has a part that began in the wrong place read again, and all that were read ahead anew', async () => {
    const { engine, team, read } = setUp(3);
    engine.wrong = new Set([4]);
    const reading = read(fileOf(12));
    await workAll(team);
    await reading;
    expect(parts(engine.taken)).toEqual(upTo(12));
    expect(engine.refused).toEqual([4]);
    expect(engine.taken[4]).toMatchObject({ exact: 4 * kPartBytes + 1, carry: 'above 4', anew: true });
    // Each worker forgets once what it told.
    for (const { orders } of team) expect(orders.filter(({ anew }) => anew)).toHaveLength(1);
  });

  it('lets one worker go through where guesses go on to be wrong', async () => {
    const { engine, team, read } = setUp(3);
    engine.wrong = new Set(upTo(30).slice(1));
    const reading = read(fileOf(30));
    await workAll(team);
    await reading;
    expect(parts(engine.taken)).toEqual(upTo(30));
    expect(engine.refused).toHaveLength(4);
    expect(engine.taken.slice(5).every(({ follow }) => follow === true)).toBe(true);
    expect(new Set(engine.taken.slice(4).map(({ job }) => job)).size).toBe(1);
  });

  it('reads a second file after the first with the same workers', async () => {
    const { engine, team } = setUp(2);
    const all = new PartTeam(team, { partBytes: kPartBytes });
    for (const count of [5, 7]) {
      const reading = all.read(engine as unknown as EngineSession, fileOf(count), plan, () => undefined);
      await workAll(team);
      await reading;
    }
    expect(parts(engine.taken)).toEqual([...upTo(5), ...upTo(7)]);
    expect(engine.begun).toBe(2);
    expect(all.times).toMatchObject({ readMs: 12, scanMs: 24 });
  });

  it('takes only files that are worth it', () => {
    const { team } = setUp(2);
    expect(new PartTeam(team).takes(new File(['a'], 'a.csv'))).toBe(false);
    expect(new PartTeam(team, { partBytes: 1 }).takes(new File(['a'], 'a.csv'))).toBe(true);
    expect(new PartTeam([], { partBytes: 1 }).takes(new File(['a'], 'a.csv'))).toBe(false);
    expect(new PartTeam(team).takes(new File([new Uint8Array(4 << 20)], 'a.csv'))).toBe(true);
  });

  it('fails when a file cannot be read, a worker breaks, or the engine refuses', async () => {
    const unreadable = setUp(2);
    let reading = unreadable.read(fileOf(5));
    unreadable.team[1]?.say({ kind: 'unreadable' });
    await expect(reading).rejects.toBeInstanceOf(FileUnreadable);

    const broken = setUp(2);
    reading = broken.read(fileOf(5));
    broken.team[0]?.say({ kind: 'broken', detail: 'RuntimeError: unreachable' });
    await expect(reading).rejects.toBeInstanceOf(WorkerLost);

    const refused = setUp(2);
    refused.engine.feed = () => {
      throw new Error('INGEST-107');
    };
    reading = refused.read(fileOf(5));
    refused.team[0]?.work();
    await expect(reading).rejects.toThrow('INGEST-107');
  });

  it('notices a worker that has ended without a word', async () => {
    vi.useFakeTimers();
    const { team, read } = setUp(2);
    const reading = read(fileOf(5));
    const failed = expect(reading).rejects.toBeInstanceOf(WorkerLost);
    for (let second = 0; second < 20; ++second) {
      // The other one answers.
      if ((team[1]?.pings ?? 0) > 0) team[1]?.say({ kind: 'pong' });
      await vi.advanceTimersByTimeAsync(1000);
    }
    await failed;
    expect(team[0]?.pings).toBeGreaterThan(0);
  });

  it('waits for a worker that is slow but answers', async () => {
    vi.useFakeTimers();
    const { team, read, engine } = setUp(1);
    const reading = read(fileOf(2));
    for (let second = 0; second < 60; ++second) {
      await vi.advanceTimersByTimeAsync(1000);
      if (second % 4 === 3) team[0]?.say({ kind: 'pong' });
    }
    expect(team[0]?.pings).toBeGreaterThan(10);
    while (team[0]?.work());
    await reading;
    expect(parts(engine.taken)).toEqual([0, 1]);
  });
});
