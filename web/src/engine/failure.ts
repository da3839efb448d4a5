// The errors that a request's promise rejects with.

import type { Failure } from './protocol.ts';

/** The request failed for a reason that the user is told. */
export class RequestFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.kind === 'engine' ? `${failure.error.id} ${failure.error.en}` : failure.kind);
    this.name = 'RequestFailure';
  }
}

/** The user cancelled; nothing to tell. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}
