// A session that records what is done with it and answers as it is told.

import { Buffer } from 'node:buffer';
import type { ExportKind, Session } from 'loyalane-engine';
import type { EngineError } from '../../src/engine/protocol.ts';

export const refusal: EngineError = {
  id: 'INGEST-101',
  severity: 'fatal',
  file: 'a.csv',
  row: 0,
  column: '',
  params: {},
  zh: '文件是空的',
  en: 'The file is empty',
  zhRemedy: '',
  enRemedy: '',
};

export class RecordingSession implements Session {
  readonly log: string[] = [];
  readonly commands: Readonly<Record<string, unknown>>[] = [];
  /** What a job's `next` asks for, one after another; null, or nothing more: it is done. */
  reads: (object | null)[] = [];
  exported: (readonly [kind: ExportKind, text: string])[] = [];
  answers: Record<string, unknown> = {};
  /** The command, or the fed text, that is refused. */
  refuse: string | null = null;
  trap: string | null = null;
  /** The end of the text after which no more is wanted. */
  enoughAfter: string | null = null;
  #memory = new Uint8Array(0);
  #exported = new Uint8Array(0);
  #kind: ExportKind = 'end';

  buffer(bytes: number): Uint8Array {
    this.#memory = new Uint8Array(bytes);
    return this.#memory;
  }
  call(command: string): string {
    const parsed = JSON.parse(command) as { do: string; damaged?: boolean };
    const { do: name, damaged } = parsed;
    this.commands.push(parsed);
    this.log.push(damaged === undefined ? name : `${name} ${damaged ? 'damaged' : 'complete'}`);
    if (this.trap === name) throw new WebAssembly.RuntimeError('unreachable');
    if (this.refuse === name) return JSON.stringify({ ok: false, error: refusal });
    return JSON.stringify({ ok: true, result: this.#answer(name) });
  }
  feed(bytes: number): string {
    const text = Buffer.from(this.#memory.subarray(0, bytes)).toString();
    this.log.push(`feed ${text}`);
    if (this.refuse === text) return JSON.stringify({ ok: false, error: refusal });
    return JSON.stringify({
      ok: true,
      result: { rows: 10, bytes, enough: this.enoughAfter !== null && text.endsWith(this.enoughAfter) },
    });
  }
  exportRead(): Uint8Array {
    const [kind, text] = this.exported.shift() ?? (['end', ''] as const);
    // The engine hands out views of one buffer that it writes over.
    this.#exported.fill(0);
    this.#exported = new Uint8Array(Buffer.from(text));
    this.#kind = kind;
    return this.#exported;
  }
  exportKind(): ExportKind {
    // Asking for the kind is a call of the engine: the view is dead now.
    this.#exported.fill(0);
    return this.#kind;
  }
  delete(): void {
    this.log.push('delete');
  }

  #answer(name: string): unknown {
    if (name === 'hash.end') return { sha256: `hash ${this.log.filter((line) => line === name).length}` };
    if (name.endsWith('.next')) return this.reads.shift() ?? { done: true };
    return this.answers[name] ?? { was: name };
  }
}
