// Problems that the page raises itself, and what a failed request means to the user.

import { RequestFailure } from '../engine/failure.ts';
import type { PageError, Problem } from './state.ts';

export const pageProblem = (id: PageError['id'], params: PageError['params'] = {}): Problem => ({
  from: 'page',
  error: { id, params },
});

/** What the user is told about a failed request. */
export function problemOf(reason: unknown): Problem {
  if (!(reason instanceof RequestFailure)) return pageProblem('PAGE-101', { detail: String(reason) });
  const { failure } = reason;
  switch (failure.kind) {
    case 'engine':
      return { from: 'engine', error: failure.error };
    case 'unreadable':
      return pageProblem('PAGE-102', { name: failure.fileName });
    case 'broken':
      return pageProblem('PAGE-101', { detail: failure.detail });
  }
}
