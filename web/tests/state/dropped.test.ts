import { describe, expect, it } from 'vitest';
import type { Unpacked } from '../../src/engine/protocol.ts';
import { contentOf } from '../../src/state/dropped.ts';
import { error, file, hangs, home, keptWorkbench, MemoryKeeper, settle, workbench } from './scripted.ts';

const packed = (name: string): File => new File([new Uint8Array([0x50, 0x4b, 3, 4]), name], name);
const profiles = (text = '{"version":1,"profiles":[]}'): File => new File([text], 'p.json');

describe('contentOf', () => {
  it.each([
    [packed('a.csv'), 'packed'],
    [new File([new Uint8Array([0x1f, 0x8b, 8])], 'a'), 'packed'],
    [file(), 'file'],
    [new File([], 'empty.zip'), 'file'],
    [new File(['{"rows":[[1]]}'], 'a.json'), 'file'],
    [profiles('\uFEFF \n{"version":1,"profiles":[]}'), 'profiles'],
    [profiles('{"version":1,"profiles":[1]}'), 'profiles'],
    [new File(['{"version":1,"profiles":[]}', ' '.repeat(5 << 20)], 'large.json'), 'file'],
  ])('tells %o by its content', async (given, kind) => {
    expect((await contentOf(given)).kind).toBe(kind);
  });

  it('leaves a file that cannot be read to those who tell why', async () => {
    const gone = file();
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as Blob;
    expect(await contentOf(gone)).toEqual({ kind: 'file', file: gone });
  });
});

describe('a drop', () => {
  const inside: Record<string, Unpacked> = {
    'a.zip': {
      files: [new File(['1'], 'a.zip/1.csv'), new File(['2'], 'a.zip/2.csv')],
      refused: [{ name: 'a.zip/锁.csv', error }],
    },
    'b.gz': { files: [new File(['3'], 'b')], refused: [] },
  };
  const unpacking = {
    'file.unpack': ({ file: { name } }: { file: File }) => inside[name] ?? { kind: 'engine', error },
  };
  const names = (bench: ReturnType<typeof workbench>['bench']): string[] =>
    bench.store.state.sources.map(({ file: { name } }) => name);

  it('gives the files of archives in their place, one step for all, and one worker that ends', async () => {
    const { bench, workers } = workbench(home, unpacking);
    await bench.start();
    await bench.addFiles([file(), packed('a.zip'), packed('b.gz'), new File(['y'], 'z.csv')]);
    expect(names(bench)).toEqual(['a.csv', 'a.zip/1.csv', 'a.zip/2.csv', 'a.zip/锁.csv', 'b', 'z.csv']);
    expect(bench.store.state.sources.map(({ state }) => state.kind)).toEqual([
      ...['ready', 'ready', 'ready', 'failed', 'ready', 'ready'],
    ]);
    expect(bench.store.state.sources[3]?.state).toEqual({ kind: 'failed', problem: { from: 'engine', error } });
    expect(bench.store.state.history.past).toHaveLength(1);
    expect(bench.store.state.task).toBeNull();
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, true]);
    expect(workers[0]?.asked.filter(({ name }) => name === 'file.probe')).toHaveLength(5);
  });

  it('tells of an archive that cannot be opened, and opens the others', async () => {
    const { bench } = workbench(home, unpacking);
    await bench.start();
    await bench.addFiles([packed('broken.zip'), packed('b.gz')]);
    expect(bench.store.state.sources.map(({ state }) => state.kind)).toEqual(['failed', 'ready']);
    expect(names(bench)).toEqual(['broken.zip', 'b']);
  });

  it('can be given up while an archive is opened; the next one is taken', async () => {
    const { bench, workers } = workbench(home, { 'file.unpack': hangs });
    await bench.start();
    const dropping = bench.addFiles([packed('a.zip'), file()]);
    while (bench.store.state.task === null) await settle();
    expect(bench.store.state.task).toEqual({ kind: 'unpack', share: null });
    bench.cancelTask();
    await dropping;
    expect([names(bench), bench.store.state.messages, bench.store.state.step]).toEqual([[], [], 'import']);
    expect(workers[1]?.terminated).toBe(true);
    await bench.addFiles([file()]);
    expect(names(bench)).toEqual(['a.csv']);
  });

  it('waits for the drop before it', async () => {
    const { bench } = workbench(home, unpacking);
    await bench.start();
    await Promise.all([bench.addFiles([packed('a.zip')]), bench.addFiles([file()])]);
    expect(names(bench).at(-1)).toBe('a.csv');
  });

  it('of an archive without files says that there was nothing', async () => {
    const { bench } = workbench(home, { 'file.unpack': { files: [], refused: [] } });
    await bench.start();
    await bench.addFiles([packed('a.zip')]);
    expect(bench.store.state.messages).toMatchObject([{ problem: { error: { id: 'PAGE-104' } } }]);
  });

  it('takes profiles up, beside files and alone', async () => {
    const { bench } = workbench(home);
    await bench.start();
    await bench.addFiles([profiles()]);
    expect(bench.store.state).toMatchObject({ profilesTaken: 0, step: 'import', messages: [], sources: [] });
    await bench.addFiles([profiles('{"version":1,"profiles":[1]}'), file()]);
    expect(names(bench)).toEqual(['a.csv']);
    expect(bench.store.state.messages).toMatchObject([{ problem: { error: { id: 'PAGE-106' } } }]);
  });

  it('brings a recovered archive back as it was read', async () => {
    const keeper = new MemoryKeeper('on');
    const first = keptWorkbench(keeper, home, unpacking).bench;
    await first.start();
    await first.addFiles([packed('a.zip')]);
    first.reprobe(first.store.state.sources[1]?.id ?? 0, { encoding: 'big5' });
    await new Promise((done) => setTimeout(done, 450));
    const second = keptWorkbench(keeper, home, unpacking).bench;
    await second.start();
    await second.addFiles([packed('a.zip')]);
    expect(second.store.state.sources.map(({ overrides }) => overrides)).toEqual([{}, { encoding: 'big5' }, {}]);
  });
});

describe('a workbook', () => {
  it('gives another sheet as a file beside it', async () => {
    const { bench, workers } = workbench(home);
    await bench.start();
    await bench.addFiles([file(), new File(['y'], 'z.csv')]);
    bench.addSheet(bench.store.state.sources[0]?.id ?? 0, '2月');
    await settle();
    expect(bench.store.state.sources.map(({ file: { name }, overrides }) => [name, overrides])).toEqual([
      ['a.csv', {}],
      ['a.csv', { sheet: '2月' }],
      ['z.csv', {}],
    ]);
    expect(workers[0]?.asked.at(-1)).toMatchObject({ name: 'file.probe', params: { overrides: { sheet: '2月' } } });
    bench.undo();
    expect(bench.store.state.sources).toHaveLength(2);
  });
});
