// What a file's mapping amounts to: which needs are met by which column, how the first values are read, and what the user's choices
// change against the proposal. Pure functions of the probe and the choice.

import type { CatalogueDataset, CatalogueField, FileProbe, ProbeColumn } from '../../engine/protocol.ts';
import { proposedChoice, unanswered } from '../../state/choice.ts';
import type { Choice } from '../../state/state.ts';
import { waitsForAnswer } from './questions.ts';
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

/** The fields that tell customers apart, as the engine tries them; other kinds of table have their own. */
const kCustomerKeys = ['account_no', 'customer_id', 'customer_name'];

/** The field that says whose a row is: the chosen one, or the first that a column has, in the engine's order. */
export function customerKeyOf(choice: Choice, keys: readonly string[] = kCustomerKeys): string | null {
  const held = new Set(Object.values(choice.fields));
  if (choice.customerKey !== null && held.has(choice.customerKey)) return choice.customerKey;
  return keys.find((field) => held.has(field)) ?? null;
}

/** Groups of a list to choose a field from: what the header looks like, what the table cannot do without, what is used, the rest. */
export type FieldGroup = 'match' | 'required' | 'used' | 'others';

export function fieldGroups(
  fields: readonly CatalogueField[],
  { candidates }: ProbeColumn,
): readonly { readonly group: FieldGroup; readonly fields: readonly CatalogueField[] }[] {
  const groupOf = ({ id, required }: CatalogueField): FieldGroup =>
    candidates.includes(id) ? 'match' : required ? 'required' : isUsed(id) ? 'used' : 'others';
  return (['match', 'required', 'used', 'others'] as const)
    .map((group) => ({ group, fields: fields.filter((field) => groupOf(field) === group) }))
    .filter(({ fields: members }) => members.length > 0);
}

/** Something that a kind of table cannot do without, and what meets it. */
export interface Need {
  /** The fields that would meet it, any of them. */
  readonly fields: readonly CatalogueField[];
  readonly met: { readonly field: CatalogueField; readonly column: ProbeColumn } | null;
}

/** Whether a row must say whose it is. */
const needsKey = (dataset: CatalogueDataset & { readonly keyRequired?: boolean }): boolean =>
  dataset.keys.length > 0 && dataset.keyRequired !== false;

/** What a kind of table cannot do without: each entry is one need, with the fields that would meet it. */
export function needsIn(dataset: CatalogueDataset): readonly (readonly CatalogueField[])[] {
  const isKey = ({ id }: CatalogueField): boolean => dataset.keys.includes(id);
  const keys = needsKey(dataset) ? [dataset.fields.filter(isKey)] : [];
  return [...keys, ...dataset.fields.filter((field) => field.required && !isKey(field)).map((field) => [field])];
}

/** An amount that several fee columns make up needs no column of its own. */
const isSum = ({ plan: { amountParts } }: FileProbe, need: readonly CatalogueField[]): boolean =>
  need.some(({ id }) => id === 'amount') && Array.isArray(amountParts) && amountParts.length > 0;

export const needsOf = (dataset: CatalogueDataset, probe: FileProbe, choice: Choice): readonly Need[] =>
  needsIn(dataset)
    .filter((need) => !isSum(probe, need))
    .map((fields): Need => {
      const key = customerKeyOf(choice, dataset.keys);
      const field = fields.length > 1 ? fields.find(({ id }) => id === key) : fields[0];
      const column = field ? columnOf(probe, choice, field.id) : null;
      return { fields, met: field && column ? { field, column } : null };
    });

/** What the table needs and no column gives: each entry is one need, with the fields that would meet it. */
export const missingNeeds = (
  dataset: CatalogueDataset,
  probe: FileProbe,
  choice: Choice,
): readonly (readonly CatalogueField[])[] =>
  needsOf(dataset, probe, choice)
    .filter(({ met }) => met === null)
    .map(({ fields }) => fields);

export function readingContext(probe: FileProbe, choice: Choice, field: string, column: ProbeColumn): ReadingContext {
  const { billMonth, dateOrder, decimalComma, shareUnit } = probe.plan;
  return {
    billMonth: typeof billMonth === 'string' ? billMonth : null,
    dateOrder: dateOrder === 'dayFirst' || dateOrder === 'monthFirst' ? dateOrder : null,
    decimalComma: decimalComma === true,
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
  // Where the engine reads every value, a spelling that this page has no picture of is shown as it stands.
  const isRead = field.id === column.field && column.parsedShare === 1;
  return column.samples.map((sample) => {
    const reading = readCell(field.type, sample, context);
    return isRead && reading.is === 'unreadable' ? { is: 'read', text: sample } : reading;
  });
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
  /** Its values can be read once a question is answered. */
  readonly isWaiting: boolean;
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
        isWaiting: waitsForAnswer(probe, field.type, column.header),
      })),
    others: held.filter(({ field }) => !isShown(field)).map(({ field }) => field),
  };
}

/** Whether the values are worth a look before anything is computed: something is missing or asked, changed by hand, or cannot be read. */
export function needsPreview(dataset: CatalogueDataset, probe: FileProbe, choice: Choice): boolean {
  if (unanswered(probe, choice).length > 0 || missingNeeds(dataset, probe, choice).length > 0) return true;
  return previewOf(dataset, probe, choice).lines.some(({ field, column, values, isChanged, isWaiting }) => {
    if (isWaiting) return false;
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

const kNoContext: ReadingContext = {
  billMonth: null,
  dateOrder: null,
  decimalComma: false,
  shareIsPercent: false,
  isCustomer: false,
};

/** What the values of a column without a field look like: 'number', 'instant' or 'text'. */
export function guessedType({ samples }: ProbeColumn): string {
  const readable = (type: string): boolean =>
    samples.length > 0 && samples.every((sample) => readCell(type, sample, kNoContext).is === 'read');
  // Every serial date is a number, and few numbers with a unit are dates.
  return ['number', 'instant'].find(readable) ?? 'text';
}
