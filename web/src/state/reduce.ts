// How the state changes: one pure function over a closed set of actions.

import type {
  Catalogue,
  FileProbe,
  ImportOutcome,
  ImportProgress,
  Language,
  ProbeOverrides,
} from '../engine/protocol.ts';
import { proposedChoice } from './choice.ts';
import type { Choice, Problem, Source, SourceState, State, Step } from './state.ts';

export type Action =
  | { readonly do: 'language'; readonly language: Language }
  | { readonly do: 'step'; readonly step: Step }
  | { readonly do: 'engine.ready'; readonly catalogue: Catalogue }
  | { readonly do: 'sources.add'; readonly sources: readonly Source[] }
  | { readonly do: 'source.remove'; readonly id: number }
  | { readonly do: 'source.probe'; readonly id: number; readonly overrides: ProbeOverrides }
  | { readonly do: 'source.probed'; readonly id: number; readonly overrides: ProbeOverrides; readonly probe: FileProbe }
  | { readonly do: 'source.failed'; readonly id: number; readonly overrides: ProbeOverrides; readonly problem: Problem }
  | { readonly do: 'source.choose'; readonly id: number; readonly change: (choice: Choice, probe: FileProbe) => Choice }
  | { readonly do: 'run.start' }
  | { readonly do: 'run.progress'; readonly progress: ImportProgress }
  | { readonly do: 'run.done'; readonly outcome: ImportOutcome }
  | { readonly do: 'run.stopped' }
  | { readonly do: 'result.lost' }
  | { readonly do: 'export.start' }
  | { readonly do: 'export.end'; readonly name: string | null }
  | { readonly do: 'message.add'; readonly problem: Problem }
  | { readonly do: 'message.close'; readonly id: number };

const withSource = (state: State, id: number, change: (source: Source) => Source): State => ({
  ...state,
  sources: state.sources.map((source) => (source.id === id ? change(source) : source)),
});

/** Takes the answer to a look at a file, unless the user has changed the question since. */
const withAnswer = (state: State, id: number, overrides: ProbeOverrides, answer: SourceState): State =>
  withSource(state, id, (source) => (source.overrides === overrides ? { ...source, state: answer } : source));

export function reduce(state: State, action: Action): State {
  switch (action.do) {
    case 'language':
      return { ...state, language: action.language };
    case 'step':
      return { ...state, step: action.step };
    case 'engine.ready':
      return { ...state, catalogue: action.catalogue };
    case 'sources.add':
      return { ...state, step: 'mapping', sources: [...state.sources, ...action.sources], messages: [] };
    case 'source.remove': {
      const sources = state.sources.filter(({ id }) => id !== action.id);
      return { ...state, sources, step: sources.length === 0 && state.step === 'mapping' ? 'import' : state.step };
    }
    case 'source.probe':
      return withSource(state, action.id, (source) => ({
        ...source,
        overrides: action.overrides,
        state: { kind: 'probing' },
      }));
    case 'source.probed':
      return withAnswer(state, action.id, action.overrides, {
        kind: 'ready',
        probe: action.probe,
        choice: proposedChoice(action.probe),
      });
    case 'source.failed':
      return withAnswer(state, action.id, action.overrides, { kind: 'failed', problem: action.problem });
    case 'source.choose':
      return withSource(state, action.id, (source) =>
        source.state.kind === 'ready'
          ? { ...source, state: { ...source.state, choice: action.change(source.state.choice, source.state.probe) } }
          : source,
      );
    case 'run.start':
      return { ...state, run: { progress: null }, messages: [] };
    case 'run.progress':
      return state.run ? { ...state, run: { progress: action.progress } } : state;
    case 'run.done':
      return {
        ...state,
        run: null,
        step: 'segment',
        result: { ...action.outcome, generation: (state.result?.generation ?? 0) + 1 },
        exported: null,
      };
    case 'run.stopped':
      return { ...state, run: null };
    case 'result.lost':
      return { ...state, result: null, exported: null };
    case 'export.start':
      return { ...state, exporting: true, exported: null };
    case 'export.end':
      return { ...state, exporting: false, exported: action.name };
    case 'message.add': {
      const id = 1 + Math.max(0, ...state.messages.map((message) => message.id));
      return { ...state, messages: [...state.messages, { id, problem: action.problem }] };
    }
    case 'message.close':
      return { ...state, messages: state.messages.filter(({ id }) => id !== action.id) };
  }
}
