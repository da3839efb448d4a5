import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { ImportProgress, Unpacked } from '../../src/engine/protocol.ts';
import { unpackFile } from '../../src/engine/worker/archive.ts';
import { EngineSession } from '../../src/engine/worker/engine_session.ts';
import { RecordingSession, refusal } from './recording_session.ts';
import { deflate } from './packed.ts';

const zipHead = Buffer.from('504b0304', 'hex');

async function unpacked(
  recording: RecordingSession,
  file: File,
): Promise<{ result: Unpacked; progress: ImportProgress[] }> {
  const progress: ImportProgress[] = [];
  const result = await unpackFile(new EngineSession(recording), file, (told) => progress.push(told));
  return { result, progress };
}
const texts = async ({ files }: Unpacked): Promise<string[][]> =>
  Promise.all(files.map(async (file) => [file.name, await file.text()]));

describe('unpackFile', () => {
  it('gives a file that is no archive as itself, and shows the engine its first bytes only', async () => {
    const recording = new RecordingSession();
    recording.answers = { 'archive.begin': { archive: false } };
    const file = new File(['客户,金额\nA,1\nB,2\n'], 'a.csv');
    const { result } = await unpacked(recording, file);
    expect(result).toEqual({ files: [file], refused: [] });
    const head = Buffer.from('客户,金额\nA,1\nB,2\n').subarray(0, 16).toString('hex');
    expect(recording.commands).toEqual([{ do: 'archive.begin', name: 'a.csv', size: 22, head }]);
  });

  it('gives a workbook as itself', async () => {
    const recording = new RecordingSession();
    recording.answers = { 'archive.begin': { archive: true }, 'archive.list': { archive: false, entries: [] } };
    recording.reads = [{ from: 0, bytes: 4, packing: 'none' }];
    const file = new File([zipHead], 'a.xlsx');
    expect((await unpacked(recording, file)).result.files[0]).toBe(file);
    expect(recording.log.at(-1)).toBe('archive.list');
  });

  it('gives each entry as a file under the name of the archive, and says which are refused', async () => {
    const recording = new RecordingSession();
    const first = deflate('month 1');
    const second = deflate('month 2');
    const file = new File([zipHead, first, second, 'stored'], '月结.zip', { lastModified: 7 });
    const at = 4;
    recording.answers = {
      'archive.begin': { archive: true },
      'archive.list': {
        archive: true,
        entries: [
          { name: '1.csv', bytes: 7 },
          { name: '锁.csv', bytes: 9, error: refusal },
          { name: 'sub/2.csv', bytes: 7 },
          { name: '3.csv', bytes: 6 },
        ],
      },
    };
    recording.reads = [
      ...[{ from: 0, bytes: 4, packing: 'none' }, null],
      // A local header is fed, but is not content.
      ...[
        { from: 0, bytes: 4, packing: 'none', data: false },
        { from: at, bytes: first.length, packing: 'deflate' },
        null,
      ],
      ...[{ from: at + first.length, bytes: second.length, packing: 'deflate' }, null],
      ...[{ from: at + first.length + second.length, bytes: 6, packing: 'none', data: true }, null],
    ];
    const { result, progress } = await unpacked(recording, file);
    expect(await texts(result)).toEqual([
      ['月结.zip/1.csv', 'month 1'],
      ['月结.zip/sub/2.csv', 'month 2'],
      ['月结.zip/3.csv', 'stored'],
    ]);
    expect(result.files.map(({ lastModified }) => lastModified)).toEqual([7, 7, 7]);
    expect(result.refused).toEqual([{ name: '月结.zip/锁.csv', error: { ...refusal, file: '月结.zip/锁.csv' } }]);
    expect(recording.commands.filter(({ do: name }) => name === 'archive.open').map(({ entry }) => entry)).toEqual([
      0, 2, 3,
    ]);
    const bytes = progress.map((told) => told.bytes);
    expect(bytes).toEqual([first.length, first.length + second.length, first.length + second.length + 6]);
    expect(progress[0]).toMatchObject({ fileName: '月结.zip/1.csv', bytesTotal: file.size });
  });

  it('refuses an entry that the engine does not take, and opens the next one', async () => {
    const recording = new RecordingSession();
    recording.refuse = 'bomb';
    recording.answers = {
      'archive.begin': { archive: true },
      'archive.list': {
        archive: true,
        entries: [
          { name: 'a', bytes: 4 },
          { name: 'b', bytes: 4 },
        ],
      },
    };
    recording.reads = [
      null,
      { from: 0, bytes: 4, packing: 'none', data: true },
      ...[{ from: 4, bytes: 4, packing: 'none', data: true }, null],
    ];
    const { result } = await unpacked(recording, new File(['bombgood'], 'x.zip'));
    expect(await texts(result)).toEqual([['x.zip/b', 'good']]);
    expect(result.refused.map(({ name }) => name)).toEqual(['x.zip/a']);
  });

  it('keeps what grows very much only once the engine has seen all of it', async () => {
    const recording = new RecordingSession();
    const bytes = 70 << 20;
    const grown = deflate(Buffer.alloc(bytes));
    recording.answers = {
      'archive.begin': { archive: true },
      'archive.list': { archive: true, entries: [{ name: 'a', bytes }] },
    };
    const read = { from: 0, bytes: grown.length, packing: 'deflate' };
    recording.reads = [null, read, null, read, null];
    const { result } = await unpacked(recording, new File([grown], 'x.zip'));
    expect(result.files.map(({ name, size }) => [name, size])).toEqual([['x.zip/a', bytes]]);
    expect(recording.log.filter((line) => line === 'archive.open')).toHaveLength(2);
  });

  it('gives the file of a gzip under its own name', async () => {
    const recording = new RecordingSession();
    recording.answers = {
      'archive.begin': { archive: true },
      'archive.list': { archive: true, entries: [{ name: '运单.csv', bytes: 0 }] },
    };
    const file = new File([Buffer.from('1f8b', 'hex'), 'x'], '运单.csv.gz');
    recording.reads = [null, { from: 2, bytes: 1, packing: 'none', data: true }];
    expect(await texts((await unpacked(recording, file)).result)).toEqual([['运单.csv', 'x']]);
  });
});
