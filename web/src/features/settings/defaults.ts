// The settings that an analysis starts with.

import type { Settings } from '../../engine/protocol.ts';
import type { State } from '../../state/state.ts';

/** Those of the oldest document that is kept: every document begins with what the engine told as its defaults. */
export const defaultsOf = ({ history, document }: Pick<State, 'history' | 'document'>): Settings | null =>
  (history.past[0]?.document ?? document).settings;

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
