// What the files leave open and only the user can say, out of what the engine found: one list over all files. A question that several
// files of one kind leave open is one question. Pure functions of the state.

import type { CatalogueDataset, EngineError, FileProbe, ProbeColumn, ProbeOverrides } from '../../engine/protocol.ts';
import { chooseField } from '../../state/choice.ts';
import type { Choice, Source, State } from '../../state/state.ts';
import { foreignCurrency } from './currency_marks.ts';
import { dayReadings } from './day_order.ts';

/** Findings of a probe that ask something (core/base/error_ids.def). */
const kDatasetUnknown = 'INGEST-112';
const kBillMonthUnknown = 'INGEST-155';
const kDateOrderUnknown = 'INGEST-156';
const kDecimalCommaUnknown = 'INGEST-157';
/** Several columns with the header of one field: of a field that the file cannot be read without, and of another. */
const kColumnAmbiguous = 'INGEST-111';
const kColumnRepeated = 'INGEST-350';
/** A header that means several fields, likewise. */
const kColumnNeedsMeaning = 'INGEST-165';
const kColumnTwoMeanings = 'INGEST-311';

/** All findings that the list of questions says in its own words. */
export const kAskedFindings: ReadonlySet<string> = new Set([
  ...[kDatasetUnknown, kBillMonthUnknown, kDateOrderUnknown, kDecimalCommaUnknown],
  ...[kColumnAmbiguous, kColumnRepeated, kColumnNeedsMeaning, kColumnTwoMeanings],
]);

/** Findings about how values are read: the question says all that there is to say. */
export const kAskedReadings: ReadonlySet<string> = new Set([
  kBillMonthUnknown,
  kDateOrderUnknown,
  kDecimalCommaUnknown,
]);

/** Whether the values of a column, as this type, can only be read once such a question is answered. */
export const waitsForAnswer = ({ issues }: Pick<FileProbe, 'issues'>, type: string, header: string): boolean =>
  issues.some(({ id, params }) =>
    id === kDecimalCommaUnknown ? params.header === header : type === 'instant' && kAskedReadings.has(id),
  );

type TaxBasis = 'included' | 'excluded';

type Asks =
  | { readonly kind: 'dataset'; readonly candidates: readonly string[]; readonly headers: readonly string[] }
  /** Which of several columns is the field. */
  | { readonly kind: 'column'; readonly field: string; readonly columns: readonly ProbeColumn[] }
  /** Which of several fields the column is. */
  | { readonly kind: 'meaning'; readonly column: ProbeColumn; readonly fields: readonly string[] }
  | { readonly kind: 'billMonth'; readonly value: string }
  | { readonly kind: 'dateOrder'; readonly value: string; readonly dayFirst: string; readonly monthFirst: string }
  | { readonly kind: 'decimalComma'; readonly header: string; readonly value: string }
  | { readonly kind: 'currency'; readonly found: string; readonly value: string }
  /** Amounts are on the other basis than the figures, and by how much is not known. */
  | { readonly kind: 'taxRate'; readonly basis: TaxBasis }
  /** Other files say that theirs are on the other basis than the figures (`wanted`), this one says nothing. */
  | { readonly kind: 'taxBasis'; readonly wanted: TaxBasis };

export type QuestionKind = Asks['kind'];

export type Question = Asks & {
  /** Stays the same while the question is open. */
  readonly key: string;
  /** The files that ask it; texts and samples are those of the first. */
  readonly sources: readonly [Source, ...Source[]];
  /** Nothing can be computed before it is answered. */
  readonly isBlocking: boolean;
};

export type Answer =
  | { readonly is: 'reading'; readonly change: ProbeOverrides }
  /** Keys of the mapping that have no wish of their own. */
  | { readonly is: 'mapping'; readonly change: Readonly<Record<string, unknown>> }
  /** Null: none of them. */
  | { readonly is: 'column'; readonly column: number | null }
  | { readonly is: 'field'; readonly field: string | null };

interface Ready {
  readonly source: Source;
  readonly probe: FileProbe;
  readonly choice: Choice;
}

type Context = Pick<State, 'sources' | 'catalogue' | 'document'>;
type Found = Asks & { readonly isBlocking: boolean };

/** The questions of all files: those that block first, each group in the order of the files. */
export function questionsOf(context: Context): readonly Question[] {
  const ready = context.sources.flatMap(({ state }, at): Ready[] => {
    const source = context.sources[at];
    return source && state.kind === 'ready' ? [{ source, probe: state.probe, choice: state.choice }] : [];
  });
  const questions = new Map<string, Question>();
  for (const one of ready) {
    for (const found of foundIn(one, ready, context)) {
      const key = keyOf(one, found);
      const held = questions.get(key);
      questions.set(
        key,
        held ? { ...held, sources: [...held.sources, one.source] } : { ...found, key, sources: [one.source] },
      );
    }
  }
  const all = [...questions.values()];
  return [...all.filter(({ isBlocking }) => isBlocking), ...all.filter(({ isBlocking }) => !isBlocking)];
}

function foundIn(one: Ready, all: readonly Ready[], context: Context): readonly Found[] {
  const { probe } = one;
  const unknown = probe.issues.find(({ id }) => id === kDatasetUnknown);
  // What a column may be depends on the kind of table: that comes first.
  if (unknown) {
    const candidates = candidatesOf(probe, unknown, context.catalogue?.datasets ?? []);
    const headers = probe.columns.map(({ header }) => header).filter((header) => header !== '');
    return [{ kind: 'dataset', candidates, headers, isBlocking: true }];
  }
  const isMoney = probe.dataset === 'shipments';
  return [
    ...probe.issues.flatMap((issue) => askedBy(issue, one)),
    ...(isMoney ? moneyQuestions(one, all, context) : []),
  ];
}

function askedBy(issue: EngineError, one: Ready): readonly Found[] {
  const { id, params } = issue;
  const { value = '', header = '' } = params;
  switch (id) {
    case kBillMonthUnknown:
      return [{ kind: 'billMonth', value, isBlocking: true }];
    case kDateOrderUnknown: {
      const readings = dayReadings(value) ?? { dayFirst: '', monthFirst: '' };
      return [{ kind: 'dateOrder', value, ...readings, isBlocking: true }];
    }
    case kDecimalCommaUnknown:
      return [{ kind: 'decimalComma', header, value, isBlocking: true }];
    case kColumnAmbiguous:
    case kColumnRepeated:
      return whichColumn(issue, one);
    case kColumnNeedsMeaning:
    case kColumnTwoMeanings:
      return one.probe.columns
        .filter((column) => column.header === header && column.candidates.length > 1 && isOpen(one, column))
        .map((column) => ({
          kind: 'meaning',
          column,
          fields: column.candidates,
          isBlocking: id === kColumnNeedsMeaning,
        }));
    default:
      return [];
  }
}

const isOpen = ({ choice }: Ready, { index }: ProbeColumn): boolean =>
  !choice.answered.includes(index) && choice.fields[String(index)] === undefined;

/** "金额 (amount)" → "amount": the engine names a field with its id. */
const fieldIn = (text: string): string => /\((\w+)\)\s*$/.exec(text)?.[1] ?? '';

function whichColumn({ id, params }: EngineError, one: Ready): readonly Found[] {
  const field = fieldIn(params.field ?? '');
  if (field === '' || Object.values(one.choice.fields).includes(field)) return [];
  const columns = one.probe.columns.filter(
    ({ candidates, header }) => candidates.includes(field) || header === params.header,
  );
  // "Not used", said of the column that the finding names, is an answer for all of them.
  const isAnswered = columns.every((column) => column.header !== params.header || !isOpen(one, column));
  return columns.length < 2 || isAnswered
    ? []
    : [{ kind: 'column', field, columns, isBlocking: id === kColumnAmbiguous }];
}

/** The kinds of table that the finding names, else the two that fit best. */
function candidatesOf(
  { datasetCandidates }: FileProbe,
  { params }: EngineError,
  datasets: readonly CatalogueDataset[],
): readonly string[] {
  const named = (params.datasets ?? '').split('、');
  const found = datasets.filter(({ zh }) => named.includes(zh)).map(({ id }) => id);
  const byFit = datasetCandidates.filter(({ confidence }) => confidence > 0).map(({ dataset }) => dataset);
  const kTwo = 2;
  if (found.length === 0) return byFit.slice(0, kTwo);
  return [...byFit.filter((id) => found.includes(id)), ...found.filter((id) => !byFit.includes(id))];
}

const columnOf = ({ probe, choice }: Ready, field: string): ProbeColumn | null =>
  probe.columns.find(({ index }) => choice.fields[String(index)] === field) ?? null;

const basisOf = ({ probe }: Ready): TaxBasis | null => {
  const { taxBasis } = probe.plan;
  return taxBasis === 'included' || taxBasis === 'excluded' ? taxBasis : null;
};

/** What could change the sums without any row saying so: the currency, and whether tax is in them (core/profile/money_conversion.cpp). */
function moneyQuestions(one: Ready, all: readonly Ready[], { document }: Context): readonly Found[] {
  const { probe, source } = one;
  const amount = columnOf(one, 'amount');
  const questions: Found[] = [];
  const isCurrencySaid = columnOf(one, 'currency') !== null || typeof source.overrides.mapping?.currency === 'string';
  const currency = amount && !isCurrencySaid ? foreignCurrency(probe, amount) : null;
  if (currency) questions.push({ kind: 'currency', ...currency, isBlocking: true });

  const money = document.settings?.money;
  if (!money) return questions;
  const basis = basisOf(one);
  const others = all.filter((other) => other !== one && other.probe.dataset === 'shipments');
  const hasRate =
    probe.plan.taxRate !== undefined ||
    money.default_tax_rate !== null ||
    ['tax_rate', 'tax_amount'].some((field) => columnOf(one, field) !== null);
  const wanted = money.tax_basis;
  if (basis !== null && basis !== wanted && !hasRate) {
    const isMixed = others.some((other) => basisOf(other) !== basis);
    questions.push({ kind: 'taxRate', basis, isBlocking: isMixed });
  } else if (basis === null && others.some((other) => ![null, wanted].includes(basisOf(other)))) {
    questions.push({ kind: 'taxBasis', wanted, isBlocking: false });
  }
  return questions;
}

/** Files with the same columns ask the same thing once; a statement's month is its own. */
function keyOf({ source, probe }: Ready, asks: Asks): string {
  const own = asks.kind === 'billMonth' ? String(source.id) : probe.signature;
  const about = asks.kind === 'column' ? asks.field : asks.kind === 'meaning' ? String(asks.column.index) : '';
  return `${own} ${asks.kind} ${about}`;
}

/** The choice about the columns of a file after an answer; `probe` may be that of another file of the same kind. */
export function choiceAfter(question: Question, answer: Answer, probe: FileProbe, choice: Choice): Choice {
  /** The same column in a file whose columns may stand in another order. */
  const there = ({ index, header }: ProbeColumn): number | null =>
    (probe.columns[index]?.header === header
      ? probe.columns[index]
      : probe.columns.find((one) => one.header === header)
    )?.index ?? null;
  const put = (next: Choice, column: ProbeColumn, field: string | null): Choice => {
    const index = there(column);
    return index === null ? next : chooseField(next, index, field);
  };
  if (question.kind === 'meaning' && answer.is === 'field') return put(choice, question.column, answer.field);
  if (question.kind !== 'column' || answer.is !== 'column') return choice;
  const { columns, field } = question;
  const taken = columns.find(({ index }) => index === answer.column);
  // The others are answered by that, too; what they already are they stay.
  const others = columns.filter((one) => one !== taken && choice.fields[String(there(one))] === undefined);
  const left = others.reduce((next, one) => put(next, one, null), choice);
  return taken ? put(left, taken, field) : left;
}

/** How many of them keep the files from being computed. */
export const blockingCount = (questions: readonly Question[]): number =>
  questions.filter(({ isBlocking }) => isBlocking).length;

/** The question that comes after one that was answered: the next in the list as it was that is still open, else the first. */
export function nextQuestion(before: readonly Question[], answered: string, now: readonly Question[]): string | null {
  const at = before.findIndex(({ key }) => key === answered);
  const open = new Set(now.map(({ key }) => key));
  const after = before.slice(at + 1).find(({ key }) => open.has(key));
  return (after ?? now.find(({ key }) => key !== answered) ?? now[0])?.key ?? null;
}
