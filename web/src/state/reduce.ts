// How the state changes: one pure function over a closed set of actions.

import type {
  Catalogue,
  ClubState,
  FileProbe,
  ImportOutcome,
  ImportProgress,
  Language,
  Look,
  LookRequest,
  ProbeOverrides,
  Sample,
  Settings,
} from '../engine/protocol.ts';
import { edited, rebased, redone, undone, type Edited } from './history.ts';
import { isSameFiles, isSampleWork, probeKey, sourcesOf } from './sources.ts';
import { initialClub } from './state.ts';
import type {
  ClubFile,
  ClubPage,
  Document,
  Draft,
  EditLabel,
  FormerRun,
  KeptProfile,
  ProbeState,
  Problem,
  Recovery,
  State,
  Step,
  Task,
  Theme,
} from './state.ts';

export type Action =
  | { readonly do: 'language'; readonly language: Language }
  | { readonly do: 'theme'; readonly theme: Theme }
  | { readonly do: 'step'; readonly step: Step }
  | {
      readonly do: 'engine.ready';
      readonly catalogue: Catalogue;
      readonly settings: Settings;
      readonly samples: readonly Sample[];
    }
  | {
      readonly do: 'edit';
      readonly label: EditLabel;
      readonly change: (document: Document) => Document;
      readonly merge?: string | undefined;
    }
  /** What is not the user's doing, in every document that undo and redo may bring. */
  | { readonly do: 'rebase'; readonly change: (document: Document) => Document }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  | { readonly do: 'probe.start'; readonly id: number; readonly overrides: ProbeOverrides }
  | { readonly do: 'probe.done'; readonly id: number; readonly overrides: ProbeOverrides; readonly probe: FileProbe }
  | { readonly do: 'probe.failed'; readonly id: number; readonly overrides: ProbeOverrides; readonly problem: Problem }
  | { readonly do: 'run.start' }
  | { readonly do: 'run.progress'; readonly progress: ImportProgress }
  | { readonly do: 'run.done'; readonly outcome: ImportOutcome; readonly document: Document }
  | { readonly do: 'run.stopped' }
  | { readonly do: 'result.lost' }
  | { readonly do: 'look.done'; readonly request: LookRequest; readonly generation: number; readonly look: Look }
  | { readonly do: 'look.failed'; readonly problem: Problem }
  | { readonly do: 'drag'; readonly to: State['drag'] }
  | { readonly do: 'draft'; readonly draft: Draft | null }
  | { readonly do: 'draft.effect'; readonly settings: Settings; readonly effect: NonNullable<Draft['effect']> }
  | { readonly do: 'customer'; readonly id: string | null }
  | { readonly do: 'definition'; readonly id: string | null }
  | { readonly do: 'task'; readonly task: Task | null }
  | { readonly do: 'club.go'; readonly page: ClubPage; readonly member: string | null }
  | { readonly do: 'club.told'; readonly club: ClubState }
  | { readonly do: 'club.failed'; readonly problem: Problem }
  /** Rules were set or a month was closed: what was told before is old. */
  | { readonly do: 'club.changed'; readonly closed: string | null }
  | { readonly do: 'club.file'; readonly change: Partial<ClubFile> }
  | { readonly do: 'export.start' }
  | { readonly do: 'export.end'; readonly name: string | null }
  | { readonly do: 'keeping'; readonly keeping: State['keeping'] }
  | { readonly do: 'recovery'; readonly recovery: Recovery | null }
  | { readonly do: 'profiles'; readonly profiles: readonly KeptProfile[]; readonly taken?: number | null }
  | { readonly do: 'message.add'; readonly problem: Problem }
  | { readonly do: 'message.close'; readonly id: number };

/** The state with another document: what is derived from it follows. */
function withDocument(state: State, { document, history }: Edited): State {
  if (document === state.document && history === state.history) return state;
  const sources =
    document.sources === state.document.sources ? state.sources : sourcesOf(document, state.probes, state.sources);
  const isEmptyMapping = state.step === 'mapping' && document.sources.length === 0;
  return { ...state, document, history, sources, step: isEmptyMapping ? 'import' : state.step };
}

const withProbe = (state: State, id: number, overrides: ProbeOverrides, probe: ProbeState): State => {
  const probes = { ...state.probes, [probeKey(id, overrides)]: probe };
  return { ...state, probes, sources: sourcesOf(state.document, probes, state.sources) };
};

/** What a later result is compared with: this one, as it stands now. A made-up company is compared with itself alone. */
function formerOf({ result, shown }: State, next: Document): FormerRun | null {
  if (!result) return null;
  const { document } = result;
  const hasSample = isSampleWork(document) || isSampleWork(next);
  if (hasSample && !isSameFiles(document, next)) return null;
  return {
    summary: shown?.generation === result.generation ? shown.value.summary : result.summary,
    asOf: result.report.asOf,
  };
}

export function reduce(state: State, action: Action): State {
  switch (action.do) {
    case 'language':
      return { ...state, language: action.language };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'step':
      return { ...state, step: action.step };
    case 'engine.ready': {
      const { settings, catalogue, samples } = action;
      return {
        ...withDocument(
          state,
          rebased(state, (document) => (document.settings ? document : { ...document, settings })),
        ),
        catalogue,
        samples,
        defaults: settings,
      };
    }
    case 'edit':
      return withDocument(state, edited(state, action.label, action.change(state.document), action.merge));
    case 'rebase':
      return withDocument(state, rebased(state, action.change));
    case 'undo':
      return withDocument(state, undone(state));
    case 'redo':
      return withDocument(state, redone(state));
    case 'probe.start':
      return withProbe(state, action.id, action.overrides, { kind: 'probing' });
    case 'probe.done':
      return withProbe(state, action.id, action.overrides, { kind: 'ready', probe: action.probe });
    case 'probe.failed':
      return withProbe(state, action.id, action.overrides, { kind: 'failed', problem: action.problem });
    case 'run.start':
      return { ...state, run: { progress: null }, drag: null, messages: [] };
    case 'run.progress':
      return state.run ? { ...state, run: { progress: action.progress } } : state;
    case 'run.done':
      return {
        ...state,
        run: null,
        step: 'segment',
        result: {
          ...action.outcome,
          generation: (state.result?.generation ?? 0) + 1,
          document: action.document,
          isSample: isSampleWork(action.document),
          former: formerOf(state, action.document),
        },
        customer: null,
        draft: null,
        club: { ...initialClub, revision: state.club.revision + 1, file: state.club.file },
        exported: null,
      };
    case 'run.stopped':
      return { ...state, run: null };
    case 'result.lost':
      return {
        ...state,
        result: null,
        shown: null,
        drag: null,
        draft: null,
        customer: null,
        club: { ...initialClub, file: { ...initialClub.file, waiting: state.club.file.waiting } },
        exported: null,
      };
    case 'look.done':
      // An answer of data that are no longer there says nothing.
      return state.result?.generation === action.generation
        ? {
            ...state,
            shown: { request: action.request, generation: action.generation, value: action.look },
            lookProblem: null,
          }
        : state;
    case 'look.failed':
      return { ...state, lookProblem: action.problem };
    case 'drag':
      return { ...state, drag: action.to };
    case 'draft':
      return { ...state, draft: action.draft };
    case 'draft.effect':
      return state.draft?.settings === action.settings
        ? { ...state, draft: { ...state.draft, effect: action.effect } }
        : state;
    case 'customer':
      return { ...state, customer: action.id };
    case 'definition':
      return { ...state, definition: action.id };
    case 'task':
      return { ...state, task: action.task };
    case 'club.go':
      return { ...state, club: { ...state.club, page: action.page, member: action.member } };
    case 'club.told':
      return { ...state, club: { ...state.club, state: action.club, problem: null } };
    case 'club.failed':
      return { ...state, club: { ...state.club, problem: action.problem } };
    case 'club.changed':
      return { ...state, club: { ...state.club, revision: state.club.revision + 1, closed: action.closed } };
    case 'club.file':
      return { ...state, club: { ...state.club, file: { ...state.club.file, ...action.change } } };
    case 'export.start':
      return { ...state, exporting: true, exported: null };
    case 'export.end':
      return { ...state, exporting: false, exported: action.name };
    case 'keeping':
      return { ...state, keeping: action.keeping };
    case 'recovery':
      return { ...state, recovery: action.recovery };
    case 'profiles': {
      const { profiles, taken: profilesTaken = state.profilesTaken } = action;
      return { ...state, profiles, profilesTaken };
    }
    case 'message.add': {
      const id = 1 + Math.max(0, ...state.messages.map((message) => message.id));
      return { ...state, messages: [...state.messages, { id, problem: action.problem }] };
    }
    case 'message.close':
      return { ...state, messages: state.messages.filter(({ id }) => id !== action.id) };
  }
}
