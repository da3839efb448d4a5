import { describe, expect, it } from 'vitest';
import type { LookRequest } from '../../src/engine/protocol.ts';
import type { Workbench } from '../../src/state/workbench.ts';
import { FakeClub, programme } from './club_example.ts';
import { exampleSettings as settings } from './example_settings.ts';
import {
  answered,
  error,
  file,
  hangs,
  home,
  keptWorkbench,
  MemoryKeeper,
  outcome,
  settle,
  workbench,
  worked,
  type Script,
  type ScriptedWorker,
} from './scripted.ts';

describe('Workbench', () => {
  it('looks at every file that comes in', async () => {
    const { bench } = workbench(home);
    await bench.start();
    const kinds = new Set<string>();
    bench.store.subscribe(() => bench.store.state.sources.forEach(({ state }) => kinds.add(state.kind)));
    await bench.addFiles([file(), file()]);
    expect([...kinds]).toEqual(['probing', 'ready']);
    expect(bench.store.state.sources.map(({ state }) => state.kind)).toEqual(['ready', 'ready']);
  });

  it('tells when nothing usable was dropped', async () => {
    const { bench } = workbench(home);
    await bench.addFiles([]);
    expect(bench.store.state.messages).toMatchObject([{ problem: { error: { id: 'PAGE-104' } } }]);
    expect(bench.store.state.step).toBe('import');
  });

  it('keeps a file that cannot be read with its problem beside it', async () => {
    const { bench } = workbench({ ...home, 'file.probe': { kind: 'engine', error } });
    await bench.addFiles([file()]);
    expect(bench.store.state.sources[0]?.state).toEqual({ kind: 'failed', problem: { from: 'engine', error } });
  });

  it('shows the result of a finished import', async () => {
    const { bench } = workbench(home, worked);
    await bench.start();
    await bench.addFiles([file()]);
    await bench.segment();
    expect(bench.store.state.result).toMatchObject({ ...outcome, generation: 1, isSample: false, former: null });
    expect(bench.store.state.run).toBeNull();
  });

  it('keeps the previous result when an import is cancelled, and tells nothing', async () => {
    const { bench, workers } = workbench(home, worked, { 'import.run': hangs });
    await bench.start();
    await bench.addFiles([file()]);
    await bench.segment();
    const before = bench.store.state.result;
    const running = bench.segment();
    await settle();
    expect(bench.store.state.run).not.toBeNull();
    bench.cancel();
    await running;
    expect(bench.store.state).toMatchObject({ run: null, messages: [] });
    expect(bench.store.state.result).toBe(before);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false, true]);
  });

  it('keeps the previous result when an import is refused, and says why', async () => {
    const { bench } = workbench(home, worked, { 'import.run': { kind: 'engine', error } });
    await bench.start();
    await bench.addFiles([file()]);
    await bench.segment();
    const before = bench.store.state.result;
    await bench.segment();
    expect(bench.store.state.result).toBe(before);
    expect(bench.store.state.messages).toMatchObject([{ problem: { from: 'engine', error } }]);
  });

  it('takes no files while an import runs', async () => {
    const { bench } = workbench(home, { 'import.run': hangs });
    await bench.start();
    await bench.addFiles([file()]);
    const running = bench.segment();
    await settle();
    await bench.addFiles([file()]);
    expect(bench.store.state.sources).toHaveLength(1);
    bench.cancel();
    await running;
  });

  it('says that the results are gone when their worker dies', async () => {
    const { bench, workers } = workbench(home, worked);
    await bench.start();
    await bench.addFiles([file()]);
    await bench.segment();
    workers[1]?.onerror?.({ message: 'out of memory', preventDefault: () => undefined } as ErrorEvent);
    expect(bench.store.state.result).toBeNull();
    expect(bench.store.state.messages).toMatchObject([{ problem: { error: { id: 'PAGE-101' } } }]);
    expect(bench.store.state.sources).toHaveLength(1);
  });

  it('gives an export, or says why not', async () => {
    const bytes = new Blob(['a']);
    const { bench } = workbench({ ...home, 'export.run': bytes });
    await bench.start();
    expect(await bench.export('segment', 'csv', 'a.csv')).toBe(bytes);
    expect(bench.store.state).toMatchObject({ exporting: false, exported: 'a.csv', messages: [] });

    const refused = workbench({ ...home, 'export.run': { kind: 'engine', error } }).bench;
    await refused.start();
    expect(await refused.export('segment', 'csv', 'a.csv')).toBeNull();
    expect(refused.store.state).toMatchObject({ exporting: false, exported: null });
    expect(refused.store.state.messages).toHaveLength(1);
  });

  it('tells when the clipboard held no table', async () => {
    const { bench } = workbench(home);
    await bench.paste(' \n');
    expect(bench.store.state.messages).toMatchObject([{ problem: { error: { id: 'PAGE-105' } } }]);
    await bench.paste('客户编码\t金额\nA\t1');
    expect(bench.store.state.sources).toHaveLength(1);
  });
});

/** A workbench with a result on the screens. */
async function withResult(
  ...scripts: Script[]
): Promise<{ bench: Workbench; workers: ScriptedWorker[]; looks: () => LookRequest[] }> {
  const { bench, workers } = workbench(home, ...scripts);
  await bench.start();
  await bench.addFiles([file()]);
  await bench.segment();
  await settle();
  const looks = (): LookRequest[] =>
    (workers[1]?.asked ?? []).flatMap((one) => (one.name === 'look.read' ? [one.params] : []));
  return { bench, workers, looks };
}

describe('what the screens show', () => {
  it('is asked for once, and again only when it changes', async () => {
    const { bench, looks } = await withResult(worked);
    expect(looks()).toHaveLength(1);
    bench.go('export');
    bench.openCustomer('A');
    bench.showRows(100, 40);
    await settle();
    expect(looks()).toHaveLength(1);
    bench.setFilter({ by: 'type', is: ['core'] });
    await settle();
    expect(looks()).toHaveLength(2);
    expect(looks()[1]).toMatchObject({
      view: { filters: [{ by: 'type', is: ['core'] }] },
      table: { offset: 100, limit: 40 },
    });
  });

  it('follows a dragged threshold with the newest wish only, one question at a time', async () => {
    const { bench, looks } = await withResult(worked);
    const before = looks().length;
    for (let step = 1; step <= 50; ++step) bench.dragThresholds({ cv: 18 + step / 10, ac: 14 });
    await settle();
    // The first wish went out at once; of the others that came meanwhile, the last.
    expect(looks().length - before).toBe(2);
    expect(bench.store.state.shown?.value.summary.thresholds).toMatchObject({ cv: 23, ac: 14 });
    expect(bench.store.state.shown?.request.settings.cvac.thresholds.cv_manual).toBe(23);
    bench.endDrag();
    await settle();
    // What was dragged to is what is decided: one step to undo, nothing new to ask.
    expect(looks().length - before).toBe(2);
    expect(bench.store.state.history.past.at(-1)?.label).toBe('thresholds');
    bench.undo();
    await settle();
    expect(bench.store.state.shown?.request.settings.cvac.thresholds).toEqual(settings.cvac.thresholds);
  });

  it('leaves no trace of a drag that is given up', async () => {
    const { bench } = await withResult(worked);
    const { document } = bench.store.state;
    bench.dragThresholds({ cv: 5, ac: 5 });
    await settle();
    bench.cancelDrag();
    await settle();
    expect(bench.store.state.document).toBe(document);
    expect(bench.store.state.shown?.request.settings).toEqual(settings);
  });

  it('keeps the former figures and says why when they cannot be computed', async () => {
    let refuse = false;
    const { bench } = await withResult({
      ...worked,
      'look.read': (request: LookRequest) => (refuse ? { kind: 'engine', error } : answered(request)),
    });
    const before = bench.store.state.shown;
    refuse = true;
    bench.setSearch('x');
    await settle();
    expect(bench.store.state.shown).toBe(before);
    expect(bench.store.state.lookProblem).toEqual({ from: 'engine', error });
    refuse = false;
    bench.undo();
    await settle();
    expect(bench.store.state.lookProblem).toBeNull();
  });

  it('tells what a draft would do, for its newest wording, and applies it as one step', async () => {
    const { bench, workers } = await withResult({ ...worked, 'effect.read': { moved: 3 } });
    for (const carriers of [3, 4, 5]) {
      const { attributes } = settings.cvac;
      bench.setDraft({ ...settings, cvac: { ...settings.cvac, attributes: { ...attributes, carriers } } });
    }
    await settle();
    const weighed = workers[1]?.asked.filter(({ name }) => name === 'effect.read') ?? [];
    expect(weighed.length).toBeLessThanOrEqual(2);
    expect(bench.store.state.draft?.effect).toEqual({ value: { moved: 3 } });
    bench.applyDraft();
    expect(bench.store.state.document.settings?.cvac.attributes.carriers).toBe(5);
    expect(bench.store.state.draft).toBeNull();
    bench.undo();
    expect(bench.store.state.document.settings).toEqual(settings);
  });

  it('reads the files again when the settings ask for another day', async () => {
    const { bench, workers } = await withResult(worked, worked);
    bench.setDraft({ ...settings, as_of: '2026-06-30' });
    bench.applyDraft();
    await settle();
    const again = workers[2]?.asked.find(({ name }) => name === 'import.run');
    expect(again).toMatchObject({ params: { settings: { as_of: '2026-06-30' } } });
    expect(bench.store.state.result?.generation).toBe(2);
  });
});

describe('work beside the import', () => {
  const sample = { ...home, 'sample.make': [new File(['x'], 'sample.csv')] };

  it('makes a sample in place of the files, and computes it at once', async () => {
    const { bench } = workbench(home, sample, worked);
    await bench.start();
    await bench.addFiles([file()]);
    await bench.addSample('courier');
    await settle();
    expect(bench.store.state.sources.map(({ file: { name } }) => name)).toEqual(['sample.csv']);
    expect(bench.store.state.result).toMatchObject({ isSample: true });
    expect(bench.store.state.task).toBeNull();
    bench.undo();
    expect(bench.store.state.sources.map(({ file: { name } }) => name)).toEqual(['a.csv']);
  });

  it('opens a sample with a club on the club, by its rules and with some months closed; files of one’s own have neither', async () => {
    const rules = programme('luxing-club');
    const clubs = [new FakeClub(), new FakeClub()];
    const listed = {
      ...{ id: 'club', zh: '会', en: 'Club', zhAbout: '', enAbout: '', rows: 1, customers: 1 },
      ...{ programme: 'programme.json', closedMonths: 1, files: [{ name: 'sample.csv' }, { name: 'programme.json' }] },
    };
    const made = [new File(['x'], 'sample.csv'), new File([JSON.stringify(rules)], 'programme.json')];
    const { bench } = workbench(
      { ...home, ...new FakeClub().script, 'samples.read': [listed] },
      { ...home, 'sample.make': made },
      ...clubs.map(({ script }) => ({ ...worked, ...script, 'project.read': { project: {} } })),
    );
    await bench.start();
    await bench.addSample('club');
    for (let turn = 0; turn < 5; ++turn) await settle();
    expect(bench.store.state.step).toBe('club');
    expect(bench.store.state.sources.map(({ file: { name } }) => name)).toEqual(['sample.csv']);
    expect(clubs[0]?.rules.id).toBe('luxing-club');
    expect(clubs[0]?.closed).toHaveLength(1);
    await bench.addFiles([file()]);
    expect(bench.store.state.document.programme).toBeNull();
    await bench.segment();
    bench.go('club');
    for (let turn = 0; turn < 5; ++turn) await settle();
    expect(clubs[1]?.rules.id).toBe('minimal');
    expect(clubs[1]?.closed).toEqual([]);
  });

  it('can be cancelled, and then changes nothing', async () => {
    const { bench, workers } = workbench(home, { 'sample.make': hangs });
    await bench.start();
    const before = bench.store.state.document;
    const making = bench.addSample('million');
    await settle();
    expect(bench.store.state.task).toEqual({ kind: 'sample', share: null });
    bench.cancelTask();
    await making;
    expect(bench.store.state).toMatchObject({ task: null, messages: [] });
    expect(bench.store.state.document).toBe(before);
    expect(workers[1]?.terminated).toBe(true);
  });

  it('hashes the files of the result for the manifest', async () => {
    const manifest = new Blob(['{}']);
    const { bench, workers } = await withResult({ ...worked, 'manifest.run': manifest }, { 'files.hash': ['ab'] });
    expect(await bench.exportManifest('m.json')).toBe(manifest);
    const asked = workers[1]?.asked.find(({ name }) => name === 'manifest.run');
    expect(asked).toMatchObject({ params: { hashes: ['ab'], settings } });
    expect(bench.store.state.exported).toBe('m.json');
  });
});

describe('what stays on this machine', () => {
  const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 450));

  it('lets a later visit go on once the files are given again', async () => {
    const keeper = new MemoryKeeper('on');
    const first = keptWorkbench(keeper, home).bench;
    await first.start();
    await first.addFiles([file()]);
    first.chooseField(first.store.state.sources[0]?.id ?? 0, 0, null);
    first.setSearch('szxh');
    first.setLanguage('en');
    await pause();

    const second = keptWorkbench(keeper, home).bench;
    await second.start();
    expect(second.store.state.language).toBe('en');
    expect(second.store.state.recovery?.files).toEqual([{ name: 'a.csv', size: 1 }]);
    await second.addFiles([file()]);
    expect(second.store.state.document.view.search).toBe('szxh');
    expect(second.store.state.sources[0]?.state).toMatchObject({ choice: { fields: {} } });
    expect(second.store.state.recovery).toBeNull();
  });

  it('is nothing where the rule says no until the user says yes', async () => {
    const keeper = new MemoryKeeper('off');
    const { bench } = keptWorkbench(keeper, home);
    await bench.start();
    await bench.addFiles([file()]);
    await pause();
    expect(keeper.kept).toBeNull();
    bench.setKeeping('on');
    expect(keeper.kept?.files).toHaveLength(1);
    bench.setKeeping('off');
    expect(keeper.kept).toBeNull();
  });

  it('is wiped on demand, and where nothing can be kept nothing is tried', async () => {
    const keeper = new MemoryKeeper('on');
    const { bench } = keptWorkbench(keeper, home);
    await bench.start();
    await bench.addFiles([file()]);
    await pause();
    await bench.clearMachine();
    expect([keeper.kept, keeper.word]).toEqual([null, {}]);
    expect(bench.store.state.keeping).toBe('off');
    expect(bench.store.state.sources).toHaveLength(1);

    const none = keptWorkbench(new MemoryKeeper('unavailable'), home).bench;
    await none.start();
    none.setKeeping('on');
    expect(none.store.state.keeping).toBe('unavailable');
  });
});
