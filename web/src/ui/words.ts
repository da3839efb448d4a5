// The few words that elements say by themselves ("close", "as table"), in the reader's language. The app sets them; elements ask.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type Word =
  | 'close'
  | 'remove'
  | 'more'
  | 'definition'
  | 'asTable'
  | 'asChart'
  | 'savePicture'
  | 'sortAscending'
  | 'sortDescending';

type Say = (word: Word) => string;

let say: Say = (word) => word;
let said: unknown;
const hosts = new Set<ReactiveControllerHost>();

/** Sets the words; `language` says whether they are others than before. */
export function setWords(language: unknown, next: Say): void {
  if (language === said) return;
  said = language;
  say = next;
  for (const host of hosts) host.requestUpdate();
}

/** Gives its element the words, and renders it again when the language changes. */
export class Words implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    // It may have been away while the language changed.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }

  say(word: Word): string {
    return say(word);
  }
}
