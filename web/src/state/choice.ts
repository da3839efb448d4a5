// The user's decisions about a file's columns: pure functions from one Choice to the next, and to the plan that the engine gets.

import type { CatalogueDataset, CatalogueField, FileProbe, ImportPlan, ProbeColumn } from '../engine/protocol.ts';
import type { Choice, Source, State } from './state.ts';

/** Findings of a probe that are questions to the user (core/base/error_ids.def). */
const kDatasetUnknown = 'INGEST-112';
/** About a column that the file cannot be read without, and about another: those may stay open. */
const kColumnNeeded: ReadonlySet<string> = new Set(['INGEST-111', 'INGEST-165']);
const kColumnOptional: ReadonlySet<string> = new Set(['INGEST-311', 'INGEST-350']);
/** A statement's month, the order of day and month, the meaning of a comma. */
const kReadingOpen: ReadonlySet<string> = new Set(['INGEST-155', 'INGEST-156', 'INGEST-157']);

const asksAbout = ({ issues }: FileProbe, { header }: ProbeColumn, ids: ReadonlySet<string>): boolean =>
  issues.some(({ id, params }) => ids.has(id) && params.header === header);

/** The header fits several fields, or several columns have the header of one field, and no mapping says what it is: the user is asked. */
export const isAsked = (probe: FileProbe, column: ProbeColumn): boolean =>
  asksAbout(probe, column, kColumnNeeded) || asksAbout(probe, column, kColumnOptional);

/** The kind of table cannot be told from the header, and the user has not said it yet. */
export const isDatasetAsked = ({ issues }: FileProbe): boolean => issues.some(({ id }) => id === kDatasetUnknown);

/** The engine's proposal as a starting point. An ambiguous column starts unused and unanswered. */
export function proposedChoice(probe: FileProbe): Choice {
  const ambiguous = new Set(
    probe.columns.filter((column) => isAsked(probe, column)).map((column) => String(column.index)),
  );
  return {
    fields: Object.fromEntries(Object.entries(probe.plan.fields).filter(([index]) => !ambiguous.has(index))),
    answered: [],
    customerKey: probe.customerKey,
  };
}

/** Gives a column a field, or none. A field has one column: taking it here takes it away there. */
export function chooseField(choice: Choice, index: number, field: string | null): Choice {
  const fields: Record<string, string> = {};
  for (const [other, held] of Object.entries(choice.fields)) {
    if (other !== String(index) && held !== field) fields[other] = held;
  }
  if (field !== null) fields[String(index)] = field;
  return {
    ...choice,
    fields,
    answered: choice.answered.includes(index) ? choice.answered : [...choice.answered, index],
  };
}

/** Answers "not used" for every column that still waits for an answer. */
export function leaveUnansweredUnused(probe: FileProbe, choice: Choice): Choice {
  return unanswered(probe, choice).reduce((next, column) => chooseField(next, column.index, null), choice);
}

/** The ambiguous columns that the user has not answered yet. */
export const unanswered = (probe: FileProbe, choice: Choice): readonly ProbeColumn[] =>
  probe.columns.filter((column) => isAsked(probe, column) && !choice.answered.includes(column.index));

/** What the dataset needs and no column has: each entry is one need, with the fields that would meet it. */
export function missingFields(
  dataset: CatalogueDataset | undefined,
  choice: Choice,
  plan: Partial<ImportPlan> = {},
): readonly (readonly CatalogueField[])[] {
  if (!dataset) return [];
  const held = new Set(Object.values(choice.fields));
  // An amount that several fee columns make up needs no column of its own.
  const isSum = Array.isArray(plan.amountParts) && plan.amountParts.length > 0;
  const isKey = ({ id }: CatalogueField): boolean => dataset.keys.includes(id);
  // Where a row has to say whose it is, any of the fields for that will do.
  const keys = dataset.keys.length > 0 && dataset.keyRequired !== false ? [dataset.fields.filter(isKey)] : [];
  const needs = dataset.fields
    .filter((field) => field.required && !isKey(field) && !(isSum && field.id === 'amount'))
    .map((field) => [field]);
  return [...keys, ...needs].filter((need) => !need.some(({ id }) => held.has(id)));
}

/** The plan handed back to the engine: its own, with the user's decisions in it. */
export function planOf(probe: FileProbe, choice: Choice): ImportPlan {
  const { customerKey } = choice;
  const rest = Object.fromEntries(Object.entries(probe.plan).filter(([key]) => key !== 'customerKey'));
  return { ...rest, fields: choice.fields, ...(customerKey === null ? {} : { customerKey }) };
}

/** Something has to be said before the file can be read. */
const waits = (probe: FileProbe, choice: Choice): boolean =>
  isDatasetAsked(probe) ||
  probe.issues.some(({ id }) => kReadingOpen.has(id)) ||
  unanswered(probe, choice).some((column) => asksAbout(probe, column, kColumnNeeded));

/** Columns over all files that wait for an answer. */
export const unansweredCount = (sources: readonly Source[]): number =>
  sources.reduce(
    (sum, { state }) => sum + (state.kind === 'ready' ? unanswered(state.probe, state.choice).length : 0),
    0,
  );

type Need = readonly CatalogueField[];

/** What keeps a file from being computed: it cannot be read, or a column that its kind of table needs is not there. */
export type Obstacle =
  | { readonly kind: 'failed'; readonly source: Source }
  | { readonly kind: 'missing'; readonly source: Source; readonly needs: readonly Need[] };

/** Needs that no column meets and that no open question could meet either. */
const lostNeeds = (probe: FileProbe, choice: Choice, needs: readonly Need[]): readonly Need[] => {
  const open = unanswered(probe, choice);
  return needs.filter((need) => !open.some((column) => couldBe(column, need)));
};

/** A column with several possible fields, or none known, may still turn out to be what is needed. */
const couldBe = ({ candidates }: ProbeColumn, need: Need): boolean =>
  candidates.length === 0 || need.some(({ id }) => candidates.includes(id));

const datasetOf = (catalogue: State['catalogue'], { dataset }: FileProbe): CatalogueDataset | undefined =>
  catalogue?.datasets.find(({ id }) => id === dataset);

/** In the order of the files. What is asked is not among them. */
export const obstacles = ({ sources, catalogue }: Pick<State, 'sources' | 'catalogue'>): readonly Obstacle[] =>
  sources.flatMap((source): Obstacle[] => {
    const { state } = source;
    if (state.kind === 'failed') return [{ kind: 'failed', source }];
    if (state.kind === 'probing' || isDatasetAsked(state.probe)) return [];
    const { probe, choice } = state;
    const needs = lostNeeds(probe, choice, missingFields(datasetOf(catalogue, probe), choice, probe.plan));
    return needs.length > 0 ? [{ kind: 'missing', source, needs }] : [];
  });

/** Whether the open questions can all be answered with "not used": not where one of them is the only way to a required field. */
export const canLeaveUnused = ({ sources, catalogue }: Pick<State, 'sources' | 'catalogue'>): boolean =>
  sources.every(({ state }) => {
    if (state.kind !== 'ready') return true;
    const { probe, choice } = state;
    const needs = missingFields(datasetOf(catalogue, probe), choice, probe.plan);
    return lostNeeds(probe, choice, needs).length === needs.length;
  });

/** Every file is looked at and can be read, nothing has to be said first, and every required column is there. */
export const canSegment = (state: Pick<State, 'sources' | 'catalogue' | 'run'>): boolean =>
  state.run === null &&
  state.sources.length > 0 &&
  state.sources.every(({ state: one }) => one.kind === 'ready' && !waits(one.probe, one.choice)) &&
  obstacles(state).length === 0;
