import { Buffer } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EngineSession } from '../../src/engine/worker/engine_session.ts';
import { writtenExport } from '../../src/engine/worker/exports.ts';
import { RecordingSession } from './recording_session.ts';

describe('writtenExport', () => {
  it('copies every piece before it asks for the next', async () => {
    const recording = new RecordingSession();
    recording.exported = [
      ['plain', 'ab'],
      ['plain', ''],
      ['plain', 'cde'],
    ];
    const blob = await writtenExport(new EngineSession(recording), 'json');
    expect([await blob.text(), blob.type]).toEqual(['abcde', 'application/json']);
    expect(recording.commands).toEqual([]);
  });

  it('packs each part of a workbook by itself and tells its packed length', async () => {
    const recording = new RecordingSession();
    recording.exported = [
      ['plain', 'H1'],
      ...[['pack', 'first '] as const, ['pack', 'part'] as const, ['packEnd', ''] as const],
      ['plain', 'H2'],
      ...[['pack', 'second'] as const, ['packEnd', ''] as const],
      ['plain', 'directory'],
    ];
    const blob = await writtenExport(new EngineSession(recording), 'xlsx');
    const [first = 0, second = 0] = recording.commands.map(({ do: name, bytes }) => {
      expect(name).toBe('export.packed');
      return Number(bytes);
    });
    const bytes = Buffer.from(await blob.arrayBuffer());
    expect(bytes).toHaveLength(2 + first + 2 + second + 'directory'.length);
    expect(inflateRawSync(bytes.subarray(2, 2 + first)).toString()).toBe('first part');
    expect(bytes.subarray(2 + first, 4 + first).toString()).toBe('H2');
    expect(inflateRawSync(bytes.subarray(4 + first, 4 + first + second)).toString()).toBe('second');
    expect(blob.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  });
});
