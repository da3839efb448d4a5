// The engine without a page: dist/loyalane-core.mjs (docs/core-module.md). The page loads its files through the same EnginePool.
//
//   const engine = await createEngine();
//   const loaded = await engine.load(files, { dataset: 'shipments', onProgress: console.log });
//   const { customer_id, monetary } = await loaded.columns('rfm');

import { RequestFailure } from '../engine/failure.ts';
import type {
  EngineError,
  ExportForm,
  FileProbe,
  ImportPhases,
  ImportProgress,
  ImportReport,
  ImportSource,
  MappingProfile,
  PackedTexts,
  ProbeOverrides,
  ResultTableName,
  SegmentSummary,
  Settings,
  Version,
} from '../engine/protocol.ts';
import { engineStarter, type EngineSource } from '../engine/starter.ts';
import { EnginePool, readersFor } from './engine_pool.ts';

export interface EngineOptions {
  /** Workers that read parts of large files, next to the one that holds the result. Default: one less than the machine has cores, at most
   *  4. With 0 the one reads alone. The result does not depend on it. */
  readonly workers?: number;
  /** Bytes of a part; default: by the file's size, 1 to 8 MB. The result does not depend on it. */
  readonly partBytes?: number;
}

export interface LoadOptions {
  /** What the files are, where that is known; else told from each file's content. */
  readonly dataset?: string;
  /** How the files are read: what `probe` gave, or a mapping profile of the page. Default: as proposed. */
  readonly mapping?: MappingProfile;
  /** Default: those of `settings()`, with what is given here in their place. */
  readonly settings?: Partial<Settings>;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Rejects with Cancelled at once; the workers end, what was loaded before stays. */
  readonly signal?: AbortSignal;
}

/** The texts of a column, by row. */
export class TextColumn {
  readonly #texts: PackedTexts;
  readonly #decoder = new TextDecoder();
  readonly length: number;

  constructor(texts: PackedTexts) {
    this.#texts = texts;
    this.length = texts.ends.length;
  }
  at(row: number): string | undefined {
    const { ends, bytes } = this.#texts;
    const end = ends[row];
    return end === undefined ? undefined : this.#decoder.decode(bytes.subarray(row === 0 ? 0 : ends[row - 1], end));
  }
  toArray(): string[] {
    return Array.from({ length: this.length }, (_, row) => this.at(row) ?? '');
  }
}

/** By the columns' names, which are those of the command line's files. See ColumnArray for what the numbers mean. */
export type Columns = Readonly<Record<string, TextColumn | Float64Array | Uint32Array | Int32Array | BigInt64Array>>;

/** What was loaded last; the one before is gone then. */
export interface Loaded {
  readonly report: ImportReport;
  readonly summary: SegmentSummary;
  readonly phases: ImportPhases;
  /** The settings that were used. */
  readonly settings: Settings;
  /** A result as typed columns, one entry a customer, in the order of the customers' codes. */
  columns(table: ResultTableName): Promise<Columns>;
  /** A result as a file, the same bytes as the command line's. */
  file(table: ResultTableName | 'workbook', form: ExportForm, language?: 'zh' | 'en'): Promise<Blob>;
}

export interface LoyalaneEngine {
  readonly version: Version;
  /** Resolves when the workers are up to speed, about half a second after the start; a file that comes sooner is read slower. */
  readonly warmed: Promise<void>;
  settings(): Promise<Settings>;
  /** How a file would be read. */
  probe(file: File, wishes?: ProbeOverrides): Promise<FileProbe>;
  /** Rejects with RequestFailure; `failureOf` tells which error of docs/error-ids.md it was. */
  load(files: File | readonly File[], options?: LoadOptions): Promise<Loaded>;
  /** Ends all workers. */
  end(): void;
}

export { Cancelled, RequestFailure } from '../engine/failure.ts';
export type * from '../engine/protocol.ts';

/** The engine's own error behind a rejection; null where it was none (a file that cannot be read, a worker that died). */
export const failureOf = (reason: unknown): EngineError | null =>
  reason instanceof RequestFailure && reason.failure.kind === 'engine' ? reason.failure.error : null;

export async function createEngineFrom(source: () => EngineSource, options: EngineOptions): Promise<LoyalaneEngine> {
  const start = engineStarter(source);
  const versions: Version[] = [];
  const pool = new EnginePool(
    async () => {
      const started = await start();
      versions.push(started.version);
      return started.client;
    },
    () => undefined,
    { readers: options.workers ?? readersFor(navigator.hardwareConcurrency), partBytes: options.partBytes },
  );
  const defaults = async (): Promise<Settings> => (await pool.home()).request('settings.read', {});
  const probe = async (file: File, wishes: ProbeOverrides): Promise<FileProbe> =>
    (await pool.home()).request('file.probe', { file, overrides: wishes });

  await pool.home();
  const warmed = pool.warm();
  const version = versions[0];
  if (!version) throw new Error('the engine did not say its version');
  return {
    version,
    warmed,
    settings: defaults,
    probe: (file, wishes = {}) => probe(file, wishes),
    async load(files, { dataset, mapping, settings: wanted, onProgress, signal } = {}) {
      const settings = { ...(await defaults()), ...wanted };
      const wishes = { ...(mapping && { mapping }), ...(dataset !== undefined && { dataset }) };
      const sources: ImportSource[] = [];
      for (const file of files instanceof File ? [files] : files) {
        const probed = await probe(file, wishes);
        sources.push({ file, dataset: probed.dataset, plan: probed.plan });
      }
      const never = new AbortController().signal;
      const outcome = await pool.load({ sources, settings }, (told) => onProgress?.(told), signal ?? never);
      return {
        ...outcome,
        settings,
        columns: async (table) => {
          const { columns } = await (await pool.home()).request('columns.read', { settings, table });
          return Object.fromEntries(
            columns.map(([name, values]) => [name, 'ends' in values ? new TextColumn(values) : values]),
          );
        },
        file: async (what, form, language = 'zh') =>
          (await pool.home()).request('export.run', { settings, what, form, language }),
      };
    },
    end: () => pool.end(),
  };
}
