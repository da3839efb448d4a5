// A workbench whose workers follow scripts, and a place where things are kept, for the state's tests.

import { EngineClient, type WorkerPort } from '../../src/engine/client.ts';
import type { EngineError, Failure, LookRequest, RequestMessage, RequestName } from '../../src/engine/protocol.ts';
import { EnginePool } from '../../src/pool/engine_pool.ts';
import { noKeeper, type Journal, type Keeper, type Preferences } from '../../src/state/keeper.ts';
import type { KeptProfile } from '../../src/state/state.ts';
import { Workbench } from '../../src/state/workbench.ts';
import { exampleSettings as settings } from './example_settings.ts';
import { column, lookWith, probe } from './examples.ts';

export const error: EngineError = {
  id: 'INGEST-110',
  severity: 'fatal',
  file: '',
  row: 0,
  column: '',
  params: {},
  zh: '没有一行可用',
  en: 'No row can be used',
  zhRemedy: '请看问题清单。',
  enRemedy: 'See the issues.',
};

export type Script = Partial<Record<RequestName, unknown>>;
export const hangs = Symbol('hangs');

/** A worker that answers from a script: a value is the result, a function computes it from the parameters, a Failure fails, `hangs`
 *  never answers. */
export class ScriptedWorker implements WorkerPort {
  terminated = false;
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  onmessageerror: WorkerPort['onmessageerror'] = null;
  readonly asked: RequestMessage[] = [];
  constructor(readonly script: Script) {}

  postMessage(message: unknown): void {
    const { id, name, params } = message as RequestMessage;
    this.asked.push(message as RequestMessage);
    const scripted = this.script[name];
    const answer = typeof scripted === 'function' ? (scripted as (given: unknown) => unknown)(params) : scripted;
    if (answer === hangs) return;
    const failed = typeof answer === 'object' && answer !== null && 'kind' in answer;
    const reply = failed ? { id, kind: 'failure', failure: answer as Failure } : { id, kind: 'result', result: answer };
    queueMicrotask(() => this.onmessage?.({ data: reply } as MessageEvent));
  }
  terminate(): void {
    this.terminated = true;
  }
}

export const clear = probe([column(0, '客户编码', 'customer_id')]);
export const outcome = {
  report: { rowsIn: 3, asOf: null, window: { from: null, to: null } },
  summary: { customers: 2 },
};
export const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

/** A workbench whose workers follow the given scripts, in the order in which they start. */
export function workbench(...scripts: Script[]): { bench: Workbench; workers: ScriptedWorker[] } {
  return keptWorkbench(noKeeper, ...scripts);
}

export function keptWorkbench(keeper: Keeper, ...scripts: Script[]): { bench: Workbench; workers: ScriptedWorker[] } {
  const workers: ScriptedWorker[] = [];
  const bench = new Workbench(
    (onHomeLost) =>
      new EnginePool(() => {
        const worker = new ScriptedWorker(scripts[workers.length] ?? {});
        workers.push(worker);
        return Promise.resolve(new EngineClient(worker));
      }, onHomeLost),
    keeper,
  );
  return { bench, workers };
}

export const answered = ({ settings: of }: LookRequest): unknown =>
  lookWith(of.cvac.thresholds.cv_manual, of.cvac.thresholds.ac_manual);
export const home: Script = {
  'catalogue.read': { datasets: [] },
  'settings.read': settings,
  'samples.read': [],
  'file.probe': clear,
  'look.read': answered,
  'mapping.write': { version: 1 },
};
export const worked: Script = { ...home, 'import.run': outcome };

export const file = (): File => new File(['x'], 'a.csv');

/** Keeps in memory, as a browser would. */
export class MemoryKeeper implements Keeper {
  kept: Journal | null = null;
  book: readonly KeptProfile[] = [];
  word: Preferences = {};
  constructor(readonly place: 'on' | 'off' | 'unavailable') {}
  rule = () => Promise.resolve(this.place);
  preferences = () => this.word;
  setPreferences = (preferences: Preferences) => void (this.word = preferences);
  journal = () => Promise.resolve(this.kept);
  setJournal = (journal: Journal | null) => Promise.resolve(void (this.kept = journal));
  profiles = () => Promise.resolve(this.book);
  changeProfiles = (change: (kept: readonly KeptProfile[]) => readonly KeptProfile[]) =>
    Promise.resolve(void (this.book = change(this.book)));
  clear = () => Promise.resolve(void ((this.kept = null), (this.word = {}), (this.book = [])));
}
