import { describe, expect, it } from 'vitest';
import type { RequestMessage } from '../../src/engine/protocol.ts';
import type { Workbench } from '../../src/state/workbench.ts';
import { FakeClub, programme } from './club_example.ts';
import { error, file, home, settle, workbench, worked, type ScriptedWorker } from './scripted.ts';

async function settled(bench: Workbench): Promise<void> {
  for (let turn = 0; turn < 5; ++turn) await settle();
  expect(bench.store.state.run).toBeNull();
}

/** A workbench that stands in the club of its first import. */
async function inClub(): Promise<{ bench: Workbench; workers: ScriptedWorker[]; clubs: FakeClub[] }> {
  const clubs = [new FakeClub(), new FakeClub()];
  const { bench, workers } = workbench(
    home,
    ...clubs.map(({ script }) => ({ ...worked, ...script, 'project.read': { project: {} } })),
  );
  await bench.start();
  await bench.addFiles([file()]);
  await bench.segment();
  bench.go('club');
  await settled(bench);
  return { bench, workers, clubs };
}

const asked = (worker: ScriptedWorker | undefined, begins: string): readonly RequestMessage['name'][] =>
  (worker?.asked ?? []).map(({ name }) => name).filter((name) => name.startsWith(begins));

describe('the club of a workbench', () => {
  it('is asked for when its screen is opened, not before', async () => {
    const club = new FakeClub();
    const { bench, workers } = workbench(home, { ...worked, ...club.script });
    await bench.start();
    await bench.addFiles([file()]);
    await bench.segment();
    await settled(bench);
    expect(asked(workers[1], 'club.')).toEqual([]);
    bench.go('club');
    await settled(bench);
    expect(asked(workers[1], 'club.')).toEqual(['club.state']);
    expect(bench.store.state.club.state?.hasMembers).toBe(true);
  });

  it('has the rules of the document: taken into use, undone, taken again', async () => {
    const { bench, clubs } = await inClub();
    const [club] = clubs;
    const before = bench.store.state.club.revision;
    bench.club.draft(programme('minimal', 3));
    await settled(bench);
    expect(club?.rules.earn[0]?.points).toBe(1);
    bench.club.adopt(programme('minimal', 3));
    await settled(bench);
    expect(club?.rules.earn[0]?.points).toBe(3);
    expect(bench.store.state.document.programmeDraft).toBeNull();
    expect(bench.store.state.club.state?.programme.earn[0]?.points).toBe(3);
    expect(bench.store.state.club.revision).toBeGreaterThan(before);
    bench.undo();
    await settled(bench);
    expect(club?.rules.earn[0]?.points).toBe(1);
    expect(bench.store.state.document.programmeDraft?.earn[0]?.points).toBe(3);
    bench.redo();
    await settled(bench);
    expect(club?.rules.earn[0]?.points).toBe(3);
  });

  it('shows presets without taking them into use', async () => {
    const { bench, workers, clubs } = await inClub();
    const presets = await bench.club.presets();
    expect(Object.keys(presets)).toEqual(['monthly-settlement', 'customer-club', 'growth-levels', 'minimal']);
    expect(presets['customer-club'].id).toBe('customer-club');
    expect(clubs[0]?.rules).toEqual(programme('minimal'));
    await bench.club.presets();
    expect(asked(workers[1], 'club.whole')).toHaveLength(4);
    expect(asked(workers[1], 'club.programme')).toHaveLength(0);
  });

  it('tells what was closed, and that it is new to the screens', async () => {
    const { bench } = await inClub();
    const before = bench.store.state.club.revision;
    await bench.club.close('2026-05');
    const { club } = bench.store.state;
    expect(club.closed).toBe('2026-05');
    expect(club.state?.periods.map(({ name }) => name)).toEqual(['2026-05']);
    expect(club.revision).toBe(before + 1);
    await bench.club.close('2026-05');
    expect(bench.store.state.club.closed).toBeNull();
  });

  it('closes a month by the rules that were just taken into use, however soon', async () => {
    const { bench, workers } = await inClub();
    bench.club.adopt(programme('minimal', 3));
    await bench.club.close('2026-05');
    const names = asked(workers[1], 'club.');
    expect(names.indexOf('club.programme')).toBeGreaterThan(-1);
    expect(names.indexOf('club.programme')).toBeLessThan(names.indexOf('club.run'));
  });

  it('takes the rules of a project file over, and never gives the engine others', async () => {
    const { bench, workers, clubs } = await inClub();
    const [club] = clubs;
    const first = workers[1];
    if (first && club) {
      first.script['project.read'] = () => {
        club.rules = programme('kept', 5);
        club.closed = ['2026-04'];
        return { project: {} };
      };
    }
    await bench.club.open(new File(['x'], 'club.loyalane'));
    await settled(bench);
    expect(asked(first, 'club.programme')).toEqual([]);
    expect(bench.store.state.document.programme?.id).toBe('kept');
    expect(bench.store.state.club.state?.periods.map(({ name }) => name)).toEqual(['2026-04']);
  });

  it('keeps registers in the document: done, undone, given to the worker of a new import', async () => {
    const { bench, clubs } = await inClub();
    const [first, second] = clubs;
    const before = bench.store.state.club.revision;
    await bench.club.act('partners', { do: 'note', note: 'one' });
    await settled(bench);
    expect(bench.store.state.document.registers.partners).toEqual({ version: 1, note: 'one' });
    expect(first?.registers).toEqual({ partners: { version: 1, note: 'one' } });
    expect(bench.store.state.club.revision).toBeGreaterThan(before);
    bench.undo();
    await settled(bench);
    expect(first?.registers).toEqual({});
    bench.redo();
    await settled(bench);
    await bench.segment();
    bench.go('club');
    await settled(bench);
    expect(second?.registers).toEqual({ partners: { version: 1, note: 'one' } });
  });

  it('takes the registers of a project file over, and those of before go', async () => {
    const { bench, workers, clubs } = await inClub();
    const [club] = clubs;
    const first = workers[1];
    await bench.club.act('exit', { do: 'note', note: 'of before' });
    if (first && club) {
      first.script['project.read'] = () => {
        club.registers = { events: { version: 1, note: 'kept' } };
        return { project: {} };
      };
    }
    await bench.club.open(new File(['x'], 'club.loyalane'));
    await settled(bench);
    expect(bench.store.state.document.registers).toEqual({ events: { version: 1, note: 'kept' } });
    expect(club?.registers).toEqual({ events: { version: 1, note: 'kept' } });
  });

  it('gives closed months to the worker of a new import', async () => {
    const { bench, workers } = await inClub();
    await bench.club.close('2026-05');
    await bench.segment();
    await settled(bench);
    expect(asked(workers[1], 'project.')).toEqual(['project.write']);
    expect(asked(workers[2], 'project.')).toEqual(['project.read']);
    const read = workers[2]?.asked.find(({ name }) => name === 'project.read');
    const { file: given } = read?.params as { file: File };
    expect(JSON.parse(await given.text())).toMatchObject({ closed: ['2026-05'] });
  });

  it('does not import anew where closed months cannot be had', async () => {
    const { bench, workers } = await inClub();
    await bench.club.close('2026-05');
    const first = workers[1];
    if (first) first.script['project.write'] = { kind: 'engine', error };
    const before = bench.store.state.result;
    await bench.segment();
    await settled(bench);
    expect(bench.store.state.result).toBe(before);
    expect(bench.store.state.messages).toMatchObject([{ problem: { error: { id: error.id } } }]);
  });

  it('tells why rules were refused, and asks no more', async () => {
    const { bench, workers } = await inClub();
    const first = workers[1];
    if (first) first.script['club.programme'] = { kind: 'engine', error };
    bench.club.adopt(programme('minimal', 0));
    await settled(bench);
    expect(bench.store.state.club.problem).toEqual({ from: 'engine', error });
    expect(asked(first, 'club.programme')).toHaveLength(1);
  });
});
