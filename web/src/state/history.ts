// Undo and redo over immutable documents.

import type { Document, EditLabel, History, HistoryStep } from './state.ts';

/** Steps that are kept; documents share their parts, so that a step costs little. */
export const kStepsMax = 500;

export interface Edited {
  readonly document: Document;
  readonly history: History;
}

/** Takes an edit in. An edit that changes nothing is none; edits with the same merge key in a row are one step. */
export function edited(
  { document, history }: Edited,
  label: EditLabel,
  next: Document,
  mergeKey: string | null = null,
): Edited {
  if (next === document) return { document, history };
  const merges = mergeKey !== null && mergeKey === history.mergeKey && history.past.length > 0;
  const past = merges ? history.past : [...history.past, { document, label }].slice(-kStepsMax);
  return { document: next, history: { past, future: [], mergeKey } };
}

export function undone({ document, history }: Edited): Edited {
  const last = history.past.at(-1);
  if (!last) return { document, history };
  return {
    document: last.document,
    history: {
      past: history.past.slice(0, -1),
      future: [{ document, label: last.label }, ...history.future],
      mergeKey: null,
    },
  };
}

export function redone({ document, history }: Edited): Edited {
  const [next, ...future] = history.future;
  if (!next) return { document, history };
  return {
    document: next.document,
    history: { past: [...history.past, { document, label: next.label }], future, mergeKey: null },
  };
}

/** Changes every document there is, past and future ones too: for what is not the user's doing, such as the engine's defaults. */
export function rebased({ document, history }: Edited, change: (document: Document) => Document): Edited {
  const step = ({ document: one, label }: HistoryStep): HistoryStep => ({ document: change(one), label });
  return {
    document: change(document),
    history: { past: history.past.map(step), future: history.future.map(step), mergeKey: history.mergeKey },
  };
}
