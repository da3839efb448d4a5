// How far a job over several files is, in real bytes of the files.

import type { ImportProgress } from '../protocol.ts';
import type { Read, ReadWatch } from './reads.ts';

/** Follows a job's reads. Of a workbook only some stretches are read: once another file's turn comes, the one before counts whole. A file
 *  whose first stretch is asked for again is in its next pass, and bytes and rows start over with the first such file. */
export class ImportWatch implements ReadWatch {
  readonly #files: readonly File[];
  readonly #tell: (progress: ImportProgress) => void;
  readonly #bytesTotal: number;
  /** By file: where its first stretch begins and how often that was asked for. */
  readonly #passes = new Map<number, { readonly from: number; readonly bytes: number; count: number }>();
  #pass = 1;
  #source = 0;
  /** Of this pass, before the present file. */
  #before = { bytes: 0, rows: 0 };
  /** Of the present file. */
  #bytesOfReads = 0;
  #now = { bytes: 0, rows: 0 };

  constructor(files: readonly File[], tell: (progress: ImportProgress) => void) {
    this.#files = files;
    this.#tell = tell;
    this.#bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
  }

  begin(read: Read): void {
    const source = read.source ?? 0;
    const passes = this.#passes.get(source) ?? { from: read.from, bytes: read.bytes, count: 0 };
    this.#passes.set(source, passes);
    const isPassBegin = passes.from === read.from && passes.bytes === read.bytes;
    if (isPassBegin) ++passes.count;
    if (passes.count > this.#pass) {
      this.#pass = passes.count;
      this.#before = { bytes: 0, rows: 0 };
    } else if (isPassBegin && source !== this.#source) {
      const { bytes, rows } = this.#before;
      this.#before = { bytes: bytes + this.#size, rows: rows + this.#now.rows };
    }
    if (isPassBegin) {
      this.#bytesOfReads = 0;
      this.#now = { bytes: 0, rows: 0 };
    }
    this.#source = source;
    this.#say(false);
  }

  fed(_read: Read, _piece: Uint8Array, fileBytes: number, rows: number): void {
    this.taken(fileBytes, rows);
  }

  /** The same of a read in parts. */
  taken(fileBytes: number, rows: number): void {
    this.#now = { bytes: Math.min(this.#size, this.#bytesOfReads + fileBytes), rows };
    this.#say(false);
  }

  end({ bytes }: Read): void {
    this.#bytesOfReads += bytes;
  }

  /** Everything is read. */
  computing(): void {
    this.#say(true);
  }

  get #size(): number {
    return this.#files[this.#source]?.size ?? 0;
  }

  #say(computing: boolean): void {
    this.#tell({
      fileName: this.#files[this.#source]?.name ?? '',
      pass: this.#pass,
      bytes: this.#before.bytes + this.#now.bytes,
      bytesTotal: this.#bytesTotal,
      rows: this.#before.rows + this.#now.rows,
      computing,
    });
  }
}
