import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { ImportProgress } from '../../src/engine/protocol.ts';
import { EngineRefusal, EngineSession } from '../../src/engine/worker/engine_session.ts';
import { ImportWatch } from '../../src/engine/worker/import_progress.ts';
import { kFeedBytes, readAll, type Read } from '../../src/engine/worker/reads.ts';
import { RecordingSession } from './recording_session.ts';
import { deflate, gzip } from './packed.ts';

describe('readAll', () => {
  it('unpacks what the engine wants unpacked', async () => {
    const recording = new RecordingSession();
    const deflated = deflate('sheet');
    const zipped = gzip('table');
    const file = new File([Buffer.from('head'), deflated, zipped], 'a.xlsx');
    recording.reads = [
      { from: 0, bytes: 4, packing: 'none' },
      { from: 4, bytes: deflated.length, packing: 'deflate' },
      { from: 4 + deflated.length, bytes: zipped.length, packing: 'gzip' },
    ];
    await readAll(new EngineSession(recording), 'probe', () => file);
    expect(recording.log.filter((line) => line.startsWith('feed') || line.includes('endRead'))).toEqual([
      ...['feed head', 'probe.endRead complete'],
      ...['feed sheet', 'probe.endRead complete'],
      ...['feed table', 'probe.endRead complete'],
    ]);
  });

  it('feeds unpacked bytes in few pieces', async () => {
    const recording = new RecordingSession();
    const packed = deflate(Buffer.alloc(2 * kFeedBytes + 5, 'x'));
    recording.reads = [{ from: 0, bytes: packed.length, packing: 'deflate' }];
    await readAll(new EngineSession(recording), 'probe', () => new File([packed], 'a.xlsx'));
    const fed = recording.log.filter((line) => line.startsWith('feed ')).map((line) => line.length - 'feed '.length);
    expect(fed).toEqual([kFeedBytes, kFeedBytes, 5]);
  });

  it('tells the engine when packed bytes are damaged, and goes on as it says', async () => {
    const recording = new RecordingSession();
    const packed = deflate('sheet');
    recording.reads = [
      { from: 0, bytes: packed.length - 1, packing: 'deflate' },
      { from: 0, bytes: packed.length, packing: 'deflate' },
    ];
    await readAll(new EngineSession(recording), 'import', () => new File([packed], 'a.xlsx'));
    expect(recording.log.filter((line) => line.includes('endRead'))).toEqual([
      'import.endRead damaged',
      'import.endRead complete',
    ]);
  });

  it('ends a read as soon as no more of it is wanted', async () => {
    const recording = new RecordingSession();
    const packed = deflate(Buffer.alloc(3 * kFeedBytes, 'x'));
    recording.enoughAfter = 'x'.repeat(kFeedBytes);
    recording.reads = [{ from: 0, bytes: packed.length, packing: 'deflate' }];
    await readAll(new EngineSession(recording), 'probe', () => new File([packed], 'a.xlsx'));
    expect(recording.log.filter((line) => line.startsWith('feed'))).toHaveLength(1);
    expect(recording.log.slice(-2)).toEqual(['probe.endRead complete', 'probe.next']);
  });

  it('stops at a refusal', async () => {
    const recording = new RecordingSession();
    recording.refuse = 'bad';
    recording.reads = [{ from: 0, bytes: 3, packing: 'none' }];
    const reading = readAll(new EngineSession(recording), 'import', () => new File(['bad'], 'a.csv'));
    await expect(reading).rejects.toBeInstanceOf(EngineRefusal);
    expect(recording.log.at(-1)).toBe('feed bad');
  });
});

describe('ImportWatch', () => {
  const files = [new File([new Uint8Array(100)], 'a.xlsx'), new File([new Uint8Array(50)], 'b.csv')];
  const read = (source: number, from: number, bytes: number): Read => ({ source, from, bytes, packing: 'none' });

  function follow(reads: readonly (readonly [Read, fileBytes: number, rows: number])[]): string[] {
    const told: ImportProgress[] = [];
    const watch = new ImportWatch(files, (progress) => told.push(progress));
    for (const [one, fileBytes, rows] of reads) {
      watch.begin(one);
      watch.fed(one, new Uint8Array(0), fileBytes, rows);
      watch.end(one);
    }
    watch.computing();
    expect(told.every(({ bytesTotal }) => bytesTotal === 150)).toBe(true);
    expect(told.map(({ computing }) => computing).indexOf(true)).toBe(told.length - 1);
    return told
      .filter((_, at) => at % 2 === 1)
      .map(({ fileName, pass, bytes, rows }) => `${fileName} ${pass} ${bytes} ${rows}`);
  }

  it('counts a workbook whole once the next file is read', () => {
    expect(
      follow([
        [read(0, 80, 20), 20, 0],
        [read(0, 10, 30), 30, 7],
        [read(1, 0, 50), 50, 4],
      ]),
    ).toEqual(['a.xlsx 1 20 0', 'a.xlsx 1 50 7', 'b.csv 1 150 11']);
  });

  it('starts over when files are read again, each by its own first stretch', () => {
    expect(
      follow([
        [read(0, 80, 20), 20, 0],
        [read(0, 10, 30), 30, 7],
        [read(1, 0, 50), 50, 4],
        [read(0, 80, 20), 20, 0],
        [read(0, 10, 30), 30, 7],
        [read(1, 0, 50), 50, 4],
      ]).slice(3),
    ).toEqual(['a.xlsx 2 20 0', 'a.xlsx 2 50 7', 'b.csv 2 150 11']);
  });

  it('never says more than there is', () => {
    expect(
      follow([
        [read(0, 0, 100), 100, 5],
        [read(0, 0, 99), 99, 9],
      ]),
    ).toEqual(['a.xlsx 1 100 5', 'a.xlsx 1 100 9']);
  });
});
