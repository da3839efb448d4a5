// What a file's mapping amounts to: which needs are met by which column, how the first values are read, and what the user's choices
// change against the proposal. Pure functions of the probe and the choice.

import type { CatalogueDataset, CatalogueField, FileProbe, ProbeColumn } from '../../engine/protocol.ts';
import { missingFields, proposedChoice, unanswered } from '../../state/choice.ts';
import type { Choice } from '../../state/state.ts';
import { readCell, type Reading, type ReadingContext } from './reading.ts';

/** Fields whose values go into a figure; the others are recognised and left alone. */
export const kUsedFields: ReadonlySet<string> = new Set([
  ...['customer_id', 'account_no', 'customer_name', 'waybill_no', 'ship_time', 'promised_time', 'delivered_time'],
  ...[
    'status',
    'amount',
    'currency',
    'opened_on',
    'carrier',
    'share_pct',
    'mind_rank',
    'as_of',
    'score',
    'answered_at',
  ],
  ...['avg_spend', 'purchase_cycle_days', 'monthly_contribution', 'choice_share', 'satisfaction', 'tenure_months'],
  'recency_days',
]);

export const isUsed = (field: string): boolean => kUsedFields.has(field);

const columnOf = (probe: FileProbe, choice: Choice, field: string): ProbeColumn | null => {
  const index = Object.entries(choice.fields).find(([, held]) => held === field)?.[0];
  return probe.columns.find((column) => String(column.index) === index) ?? null;
};

/** The field that tells customers apart: the chosen one, or the first that a column has, in the engine's order. */
export function customerKeyOf(choice: Choice): string | null {
  const held = new Set(Object.values(choice.fields));
  if (choice.customerKey !== null && held.has(choice.customerKey)) return choice.customerKey;
  return ['account_no', 'customer_id', 'customer_name'].find((field) => held.has(field)) ?? null;
}

/** Something that a kind of table cannot do without, and what meets it. */
export interface Need {
  /** The fields that would meet it, any of them. */
  readonly fields: readonly CatalogueField[];
  readonly met: { readonly field: CatalogueField; readonly column: ProbeColumn } | null;
}

export function needsOf(dataset: CatalogueDataset, probe: FileProbe, choice: Choice): readonly Need[] {
  const keys = dataset.fields.filter(({ type }) => type === 'key');
  const needs = dataset.fields.filter(({ required, type }) => required && type !== 'key').map((field) => [field]);
  return [...(keys.length > 0 ? [keys] : []), ...needs].map((fields): Need => {
    const key = customerKeyOf(choice);
    const field = fields.length > 1 ? fields.find(({ id }) => id === key) : fields[0];
    const column = field ? columnOf(probe, choice, field.id) : null;
    return { fields, met: field && column ? { field, column } : null };
  });
}

export function readingContext(probe: FileProbe, choice: Choice, field: string, column: ProbeColumn): ReadingContext {
  const { billMonth, shareUnit } = probe.plan;
  return {
    billMonth: typeof billMonth === 'string' ? billMonth : null,
    shareIsPercent: shareUnit === 'percent' || /pct|[%％]/i.test(column.header),
    isCustomer: field === customerKeyOf(choice),
  };
}

/** How many of the samples can be read, as the field that the user chose. */
export interface SampleFit {
  readonly read: number;
  readonly of: number;
}

export function readingsOf(
  probe: FileProbe,
  choice: Choice,
  field: CatalogueField,
  column: ProbeColumn,
): readonly Reading[] {
  const context = readingContext(probe, choice, field.id, column);
  return column.samples.map((sample) => readCell(field.type, sample, context));
}

/** The share of values that can be read: the engine's over its whole sample for its own proposal, else over the samples here. */
export function fitOf(
  probe: FileProbe,
  choice: Choice,
  field: CatalogueField,
  column: ProbeColumn,
): { readonly share: number } | { readonly samples: SampleFit } | null {
  if (field.id === column.field && column.parsedShare !== null) return { share: column.parsedShare };
  const readings = readingsOf(probe, choice, field, column).filter(({ is }) => is !== 'missing');
  if (readings.length === 0) return null;
  return { samples: { read: readings.filter(({ is }) => is === 'read').length, of: readings.length } };
}

/** A type is taken for right when at least so many of the values can be read as it. */
export const kGoodShare = 0.9;

/** One line of the preview: a field, the column it comes from, and its first values as they will be read. */
export interface PreviewLine {
  readonly field: CatalogueField;
  readonly column: ProbeColumn;
  readonly values: readonly { readonly sample: string; readonly reading: Reading }[];
  /** The user's choice, not the proposal. */
  readonly isChanged: boolean;
}

export interface Preview {
  readonly lines: readonly PreviewLine[];
  /** Recognised, but nothing is computed from them. */
  readonly others: readonly CatalogueField[];
}

export function previewOf(dataset: CatalogueDataset, probe: FileProbe, choice: Choice): Preview {
  const proposal = proposedChoice(probe);
  const held = dataset.fields.flatMap((field) => {
    const column = columnOf(probe, choice, field.id);
    return column ? [{ field, column }] : [];
  });
  const key = customerKeyOf(choice);
  // Of the names of a customer, one is the key; the name itself is shown in every list.
  const isShown = ({ id, type }: CatalogueField): boolean =>
    isUsed(id) && (type !== 'key' || id === key || id === 'customer_name');
  return {
    lines: held
      .filter(({ field }) => isShown(field))
      .map(({ field, column }) => ({
        field,
        column,
        values: readingsOf(probe, choice, field, column).map((reading, at) => ({
          sample: column.samples[at] ?? '',
          reading,
        })),
        isChanged: proposal.fields[String(column.index)] !== field.id,
      })),
    others: held.filter(({ field }) => !isShown(field)).map(({ field }) => field),
  };
}

/** Whether the values are worth a look before anything is computed: something is missing or asked, changed by hand, or cannot be read. */
export function needsPreview(dataset: CatalogueDataset, probe: FileProbe, choice: Choice): boolean {
  if (unanswered(probe, choice).length > 0 || missingFields(dataset, choice).length > 0) return true;
  return previewOf(dataset, probe, choice).lines.some(({ field, column, values, isChanged }) => {
    const fit = fitOf(probe, choice, field, column);
    const isPoor = fit !== null && 'share' in fit && fit.share < kGoodShare;
    return isChanged || isPoor || values.some(({ reading }) => reading.is === 'unreadable');
  });
}

/** What a choice changes against the proposal. Columns are null where there is or was none. */
export type Consequence =
  | {
      readonly kind: 'field';
      readonly field: CatalogueField;
      readonly from: ProbeColumn | null;
      readonly to: ProbeColumn | null;
      /** Without it nothing can be computed, and nothing else stands in for it. */
      readonly isBlocking: boolean;
    }
  | { readonly kind: 'key'; readonly from: CatalogueField | null; readonly to: CatalogueField | null };

export function consequencesOf(dataset: CatalogueDataset, probe: FileProbe, choice: Choice): readonly Consequence[] {
  const proposal = proposedChoice(probe);
  const fieldOf = (id: string | null): CatalogueField | null => dataset.fields.find((field) => field.id === id) ?? null;
  const needs = needsOf(dataset, probe, choice);
  const fields = dataset.fields.flatMap((field): Consequence[] => {
    const from = columnOf(probe, proposal, field.id);
    const to = columnOf(probe, choice, field.id);
    if (from?.index === to?.index) return [];
    const isBlocking = needs.some(({ met, fields: any }) => met === null && any.some(({ id }) => id === field.id));
    return [{ kind: 'field', field, from, to, isBlocking: to === null && isBlocking }];
  });
  const before = customerKeyOf(proposal);
  const after = customerKeyOf(choice);
  const isOtherKey = before !== after && after !== null;
  return isOtherKey ? [...fields, { kind: 'key', from: fieldOf(before), to: fieldOf(after) }] : fields;
}

const kNoContext: ReadingContext = { billMonth: null, shareIsPercent: false, isCustomer: false };

/** What the values of a column without a field look like: 'number', 'instant' or 'text'. */
export function guessedType({ samples }: ProbeColumn): string {
  const readable = (type: string): boolean =>
    samples.length > 0 && samples.every((sample) => readCell(type, sample, kNoContext).is === 'read');
  // Every serial date is a number, and few numbers with a unit are dates.
  return ['number', 'instant'].find(readable) ?? 'text';
}
