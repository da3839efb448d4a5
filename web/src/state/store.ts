// Holds the current state and tells who listens. Lit components follow it through StoreController.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { reduce, type Action } from './reduce.ts';
import { initialState, type State } from './state.ts';

export class Store {
  #state: State;
  readonly #listeners = new Set<() => void>();

  constructor(state: State = initialState) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  dispatch(action: Action): void {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` after every change; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Re-renders its host when the store changes; lets go when the host leaves the page. */
export class StoreController implements ReactiveController {
  #stop: (() => void) | null = null;

  constructor(
    readonly host: ReactiveControllerHost,
    readonly store: () => Store,
  ) {
    host.addController(this);
  }

  get state(): State {
    return this.store().state;
  }

  hostConnected(): void {
    this.#stop = this.store().subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = null;
  }
}
