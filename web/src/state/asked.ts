// What a screen asked the engine: the newest question's answer, and why there is none. While a question is open the former answer stays.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Cancelled } from '../engine/failure.ts';
import { problemOf } from './problem.ts';
import type { Problem } from './state.ts';

export class Asked<T> implements ReactiveController {
  value: T | null = null;
  problem: Problem | null = null;
  /** True while the value is not the answer to the newest question. */
  isAsking = false;
  #key: string | null = null;

  constructor(readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    // Asks when its host says what.
  }

  /** Asks where the key is another than before; null forgets. To be called before each rendering. */
  want(key: string | null, ask: () => Promise<T>): void {
    if (key === this.#key) return;
    this.#key = key;
    this.problem = null;
    if (key === null) {
      this.value = null;
      this.isAsking = false;
      return;
    }
    this.isAsking = true;
    void this.#ask(key, ask);
  }

  /** Forgets the question, so that it is asked again. */
  again(): void {
    this.#key = null;
    this.host.requestUpdate();
  }

  async #ask(key: string, ask: () => Promise<T>): Promise<void> {
    try {
      const value = await ask();
      if (key !== this.#key) return;
      this.value = value;
    } catch (reason) {
      if (key !== this.#key) return;
      this.value = null;
      if (!(reason instanceof Cancelled)) this.problem = problemOf(reason);
    }
    this.isAsking = false;
    this.host.requestUpdate();
  }
}
