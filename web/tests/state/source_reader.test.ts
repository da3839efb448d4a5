import { describe, expect, it } from 'vitest';
import type { FileProbe, ProbeOverrides, RequestMessage } from '../../src/engine/protocol.ts';
import type { KeptProfile } from '../../src/state/state.ts';
import { column, probe } from './examples.ts';
import { error, file, home, keptWorkbench, MemoryKeeper, settle, workbench, worked } from './scripted.ts';

const columns = [column(0, '客户编码', 'customer_id'), column(1, '日期', null, true)];
const asked: FileProbe = { ...probe(columns), signature: 's1' };
const clear: FileProbe = {
  ...asked,
  columns: [columns[0], column(1, '日期', 'ship_time')].filter((one) => one !== undefined),
  issues: [],
  plan: { fields: { 0: 'customer_id', 1: 'ship_time' } },
};
const mapping = { version: 1, fields: { 日期: 'ship_time' } } as const;
const profile: KeptProfile = { name: '顺丰账单', signature: 's1', mapping };

/** The engine asks about a column unless a profile says what it is. */
const probing = {
  'file.probe': ({ overrides }: { overrides: ProbeOverrides }) => (overrides.mapping ? clear : asked),
};
const withProfile = async (): Promise<ReturnType<typeof workbench>> => {
  const made = workbench({ ...home, ...probing }, { ...worked, ...probing });
  await made.bench.start();
  await made.bench.importProfiles(new File([JSON.stringify({ version: 1, profiles: [profile] })], 'p.json'));
  return made;
};
const probesOf = (messages: readonly RequestMessage[] | undefined): ProbeOverrides[] =>
  (messages ?? []).flatMap((one) => (one.name === 'file.probe' ? [one.params.overrides] : []));

describe('a kept profile', () => {
  it('reads a file with its columns, as no step of the user', async () => {
    const { bench } = await withProfile();
    await bench.addFiles([file()]);
    const [source] = bench.store.state.sources;
    expect(source).toMatchObject({ profile: { name: '顺丰账单', signature: 's1' }, overrides: { mapping } });
    expect(source?.state).toMatchObject({ kind: 'ready', choice: { fields: { 1: 'ship_time' } } });
    expect(bench.store.state.history.past.map(({ label }) => label)).toEqual(['files']);
    bench.undo();
    bench.redo();
    expect(bench.store.state.sources[0]?.profile).toEqual({ name: '顺丰账单', signature: 's1' });
  });

  it('never shows the question that it answers', async () => {
    const { bench } = await withProfile();
    const seen: string[] = [];
    bench.store.subscribe(() => {
      for (const { state } of bench.store.state.sources) seen.push(state.kind);
    });
    await bench.addFiles([file()]);
    expect(seen.indexOf('ready')).toBeGreaterThan(0);
    const first = bench.store.state.sources[0]?.state;
    expect(first?.kind === 'ready' && first.probe).toEqual(clear);
    expect(seen.slice(seen.indexOf('ready'))).not.toContain('probing');
  });

  it('can be refused for a file, and taken again by undo', async () => {
    const { bench } = await withProfile();
    await bench.addFiles([file()]);
    bench.readWithoutProfile(bench.store.state.sources[0]?.id ?? 0);
    await settle();
    expect(bench.store.state.sources[0]).toMatchObject({ profile: 'refused', overrides: {} });
    expect(bench.store.state.sources[0]?.state).toMatchObject({ choice: { fields: { 0: 'customer_id' } } });
    bench.undo();
    expect(bench.store.state.sources[0]?.state).toMatchObject({ choice: { fields: { 1: 'ship_time' } } });
  });

  it('is let go of when the user reads the columns anew, and stays for a month or a rule', async () => {
    const { bench, workers } = await withProfile();
    await bench.addFiles([file()]);
    const id = bench.store.state.sources[0]?.id ?? 0;
    bench.reprobe(id, { billMonth: '2026-09' });
    await settle();
    expect(bench.store.state.sources[0]).toMatchObject({ profile: { signature: 's1' }, overrides: { mapping } });
    bench.reprobe(id, { encoding: 'big5' });
    await settle();
    expect(bench.store.state.sources[0]).toMatchObject({ profile: null });
    expect(probesOf(workers[0]?.asked).at(-1)).toEqual({ billMonth: '2026-09', encoding: 'big5' });
  });

  it('that the engine refuses is told, and the file is read without it', async () => {
    const { bench } = workbench({
      ...home,
      'file.probe': ({ overrides }: { overrides: ProbeOverrides }) =>
        overrides.mapping ? { kind: 'engine', error } : asked,
    });
    await bench.start();
    await bench.importProfiles(new File([JSON.stringify({ version: 1, profiles: [profile] })], 'p.json'));
    await bench.addFiles([file()]);
    expect(bench.store.state.sources[0]).toMatchObject({ profile: null, state: { kind: 'ready', probe: asked } });
    expect(bench.store.state.messages).toMatchObject([{ problem: { from: 'engine', error } }]);
  });

  it('reads files that are there already, unless something was decided about them', async () => {
    const { bench } = workbench({ ...home, ...probing });
    await bench.start();
    await bench.addFiles([file(), file()]);
    bench.chooseField(bench.store.state.sources[1]?.id ?? 0, 1, null);
    await bench.importProfiles(new File([JSON.stringify({ version: 1, profiles: [profile] })], 'p.json'));
    await settle();
    expect(bench.store.state.profilesTaken).toBe(1);
    expect(bench.store.state.sources.map((source) => source.profile)).toEqual([
      { name: '顺丰账单', signature: 's1' },
      null,
    ]);
  });
});

describe('what is remembered', () => {
  it('is how the files of a finished import were read, under the name of the file without its month', async () => {
    const keeper = new MemoryKeeper('on');
    const scripts = { ...probing, 'mapping.write': { ...mapping, sheet: '9月' } };
    const { bench, workers } = keptWorkbench(keeper, { ...home, ...scripts }, { ...worked, ...scripts });
    await bench.start();
    await bench.addFiles([new File(['x'], '2026年9月顺丰账单.csv')]);
    bench.chooseField(bench.store.state.sources[0]?.id ?? 0, 1, 'ship_time');
    await bench.segment();
    await settle();
    expect(bench.store.state.profiles).toEqual([profile]);
    expect(keeper.book).toEqual([profile]);
    const written = workers[1]?.asked.find(({ name }) => name === 'mapping.write');
    expect(written).toMatchObject({ params: { plan: { fields: { 0: 'customer_id', 1: 'ship_time' } } } });

    // The next visit knows it.
    const next = keptWorkbench(keeper, { ...home, ...scripts }).bench;
    await next.start();
    await next.addFiles([new File(['x'], '2026年10月顺丰账单.csv')]);
    expect(next.store.state.sources[0]?.profile).toEqual({ name: '顺丰账单', signature: 's1' });
  });

  it('is nothing of samples, and stays in this visit where nothing may be kept', async () => {
    const keeper = new MemoryKeeper('off');
    const scripts = { ...home, ...probing, 'file.probe': clear };
    const { bench } = keptWorkbench(
      keeper,
      scripts,
      { 'sample.make': [file()] },
      { ...worked, ...scripts },
      { ...worked, ...scripts },
    );
    await bench.start();
    await bench.addSample('courier');
    await settle();
    expect(bench.store.state.result).not.toBeNull();
    expect(bench.store.state.profiles).toEqual([]);
    await bench.addFiles([file()]);
    await bench.segment();
    await settle();
    expect(bench.store.state.profiles).toHaveLength(1);
    expect(keeper.book).toEqual([]);
    bench.setKeeping('on');
    expect(keeper.book).toHaveLength(1);
    bench.setKeeping('off');
    expect(keeper.book).toEqual([]);
    expect(bench.store.state.profiles).toHaveLength(1);
    await bench.clearMachine();
    expect(bench.store.state.profiles).toEqual([]);
  });

  it('can be named before an import, renamed, forgotten and given to another machine', async () => {
    const { bench } = workbench({ ...home, ...probing, 'mapping.write': mapping });
    await bench.start();
    await bench.addFiles([file()]);
    await bench.rememberProfile(bench.store.state.sources[0]?.id ?? 0, ' 月结 ');
    expect(bench.store.state.profiles).toEqual([{ ...profile, name: '月结' }]);
    await bench.addFiles([file()]);
    bench.renameProfile('s1', '顺丰');
    expect(bench.store.state.sources[1]?.profile).toEqual({ name: '顺丰', signature: 's1' });
    bench.renameProfile('s1', '  ');
    expect(JSON.parse(await bench.exportProfiles().text())).toEqual({
      version: 1,
      profiles: [{ ...profile, name: '顺丰' }],
    });
    bench.forgetProfile('s1');
    expect(bench.store.state.profiles).toEqual([]);
    await bench.importProfiles(new File(['{"version":1,"profiles":[{}]}'], 'bad.json'));
    expect(bench.store.state.messages).toMatchObject([
      { problem: { error: { id: 'PAGE-106', params: { name: 'bad.json' } } } },
    ]);
  });
});

describe('several files of one kind', () => {
  it('get one answer in one step', async () => {
    const { bench } = workbench({ ...home, ...probing });
    await bench.start();
    await bench.addFiles([file(), file(), file()]);
    const ids = bench.store.state.sources.map(({ id }) => id);
    bench.reprobe(ids.slice(0, 2), { dateOrder: 'dayFirst' });
    const orders = (): unknown => bench.store.state.sources.map(({ overrides }) => overrides.dateOrder);
    expect(orders()).toEqual(['dayFirst', 'dayFirst', undefined]);
    bench.undo();
    expect(orders()).toEqual([undefined, undefined, undefined]);
    bench.reprobe(ids, ({ id }) => ({ billMonth: `2026-0${ids.indexOf(id) + 1}` }));
    expect(bench.store.state.sources.map(({ overrides }) => overrides.billMonth)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
    ]);
    expect(bench.store.state.history.past.map(({ label }) => label)).toEqual(['files', 'reading']);
  });

  it('are read as one of them is, in one step', async () => {
    const { bench, workers } = workbench({ ...home, ...probing, 'mapping.write': { ...mapping, headerRow: 2 } });
    await bench.start();
    await bench.addFiles([file(), file(), file()]);
    const ids = bench.store.state.sources.map(({ id }) => id);
    bench.reprobe(ids[2] ?? 0, { billMonth: '2026-08' });
    await settle();
    bench.chooseField(ids[0] ?? 0, 1, 'ship_time');
    await bench.readAlike(ids[0] ?? 0);
    const fields = bench.store.state.sources.map(({ state }) => state.kind === 'ready' && state.choice.fields[1]);
    expect(fields).toEqual(['ship_time', 'ship_time', 'ship_time']);
    // Its month is a file's own.
    expect(probesOf(workers[0]?.asked).slice(-2)).toEqual([{ mapping }, { billMonth: '2026-08', mapping }]);
    expect(bench.store.state.history.past.map(({ label }) => label)).toEqual([
      'files',
      'reading',
      'columns',
      'reading',
    ]);
    bench.undo();
    expect(bench.store.state.sources[1]?.overrides).toEqual({});
  });

  it('share a rule: what was excluded counts, and the result follows', async () => {
    const ruled = {
      ...clear,
      mapping: { version: 1, rules: { customer: 'above', amount: 'exclude' } },
    } as const;
    const scripts = { 'file.probe': ruled };
    const { bench, workers } = workbench({ ...home, ...scripts }, { ...worked, ...scripts }, { ...worked, ...scripts });
    await bench.start();
    await bench.addFiles([file(), file()]);
    await bench.segment();
    await bench.setRules({ amount: 'zero' });
    const rules = { customer: 'above', amount: 'zero' };
    expect(bench.store.state.sources.map(({ overrides }) => overrides)).toEqual([{ rules }, { rules }]);
    expect(bench.store.state.result?.generation).toBe(2);
    expect(bench.store.state.history.past.map(({ label }) => label)).toEqual(['files', 'reading']);
    const before = workers.length;
    await bench.setRules({ amount: 'zero' }, []);
    expect(workers).toHaveLength(before);
  });
});
