// Carries an answer out: as a change of how files are read, or of what their columns are.

import type { ProbeOverrides } from '../../engine/protocol.ts';
import { proposedChoice } from '../../state/choice.ts';
import type { Source } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { choiceAfter, type Answer, type Question } from './questions.ts';

/** A wish that only a mapping has words for, put into the one that the file is read by. */
export const mappingWith = (
  { overrides }: Pick<Source, 'overrides'>,
  change: Readonly<Record<string, unknown>>,
): ProbeOverrides => ({ mapping: { ...overrides.mapping, ...change, version: 1 } });

/** Of the files that ask the question, `ids` get the answer. */
export function giveAnswer(workbench: Workbench, question: Question, answer: Answer, ids: readonly number[]): void {
  const sources = question.sources.filter(({ id }) => ids.includes(id));
  if (answer.is === 'reading' || answer.is === 'mapping') {
    // All files at once: one answer is one step back.
    workbench.reprobe(
      sources.map(({ id }) => id),
      (entry) => (answer.is === 'reading' ? answer.change : mappingWith(entry, answer.change)),
    );
    return;
  }
  workbench.edit('columns', (document) => ({
    ...document,
    sources: document.sources.map((entry) => {
      const state = sources.find(({ id }) => id === entry.id)?.state;
      if (state?.kind !== 'ready') return entry;
      const { probe } = state;
      return { ...entry, choice: choiceAfter(question, answer, probe, entry.choice ?? proposedChoice(probe)) };
    }),
  }));
}
