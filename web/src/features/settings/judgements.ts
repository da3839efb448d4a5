// Pairwise judgements as a matrix, and the judgement that fits the others least. Weights and consistency come from the engine
// (docs/formulas/ahp.md); here is only what the form needs.

/** Saaty's scale: "the row is so many times as important as the column", most important first. */
export const kSaatySteps: readonly number[] = [
  9,
  8,
  7,
  6,
  5,
  4,
  3,
  2,
  1,
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((times) => 1 / times),
];

/** From here on the judgements contradict each other (docs/formulas/ahp.md). */
export const kConsistencyRatioMax = 0.1;

/** Closer than this two judgements count as the same: 1/3 typed as 0.333. */
const kSameStep = 0.001;

/** Place of the judgement "row over column" (row < column) in the upper triangle, read row by row. */
export const placeOf = (items: number, row: number, column: number): number =>
  row * items - (row * (row + 1)) / 2 + (column - row - 1);

/** The whole matrix: 1 on the diagonal, reciprocals below it. A judgement that is missing counts as 1. */
export function matrixOf(items: number, judgements: readonly number[]): readonly (readonly number[])[] {
  const at = (row: number, column: number): number => judgements[placeOf(items, row, column)] ?? 1;
  const range = Array.from({ length: items }, (_, index) => index);
  return range.map((row) =>
    range.map((column) => (row === column ? 1 : row < column ? at(row, column) : 1 / at(column, row))),
  );
}

/** The upper triangle of a matrix, row by row. */
export const judgementsOf = (matrix: readonly (readonly number[])[]): readonly number[] =>
  matrix.flatMap((row, at) => row.slice(at + 1));

/** The judgements with one changed. */
export function withJudgement(
  items: number,
  judgements: readonly number[],
  row: number,
  column: number,
  value: number,
): readonly number[] {
  const place = row < column ? placeOf(items, row, column) : placeOf(items, column, row);
  return judgements.map((held, at) => (at === place ? (row < column ? value : 1 / value) : held));
}

/** The step of the scale that is nearest, by ratio: 2.4 → 2, 0.4 → 1/2 (or 1/3, whichever ratio is smaller). */
export const nearestStep = (value: number): number =>
  kSaatySteps.reduce((best, step) =>
    Math.abs(Math.log(step / value)) < Math.abs(Math.log(best / value)) ? step : best,
  );

/** The step that a value stands for, or null where it lies between the steps. */
export function stepOf(value: number): number | null {
  const step = nearestStep(value);
  return Math.abs(step - value) < kSameStep ? step : null;
}

/** A judgement as one writes it: "3", "1/3", "2.5", "1/2.5". */
export function ratioText(value: number): string {
  const plain = (number: number): string => String(Math.round(number * 100) / 100);
  return value >= 1 - 1e-9 ? plain(value) : `1/${plain(1 / value)}`;
}

/** A ratio that was computed, as one says it: to one decimal. 0.694 → 1/1.4 */
export function roughRatioText(value: number): string {
  const rounded = Math.round(Math.max(value, 1 / value) * 10) / 10;
  return ratioText(value >= 1 ? rounded : 1 / rounded);
}

/** How strong a judgement is in the words of the scale: 1 equally, 3 somewhat more, 5 more, 7 much more, 9 extremely more. */
export interface Strength {
  readonly step: '1' | '3' | '5' | '7' | '9';
  /** The item that matters more. */
  readonly favours: 'row' | 'column';
}

export function strengthOf(value: number): Strength {
  const times = Math.max(value, 1 / value);
  const favours = value >= 1 ? 'row' : 'column';
  // What reads as 1.0 is equal; even steps of the scale lie between the words and take the weaker one.
  if (times < 1.05) return { step: '1', favours };
  if (times < 5) return { step: '3', favours };
  if (times < 7) return { step: '5', favours };
  return { step: times < 9 - 1e-9 ? '7' : '9', favours };
}

/** A judgement that does not fit the others. */
export interface Doubt {
  readonly row: number;
  readonly column: number;
  /** As it stands. */
  readonly given: number;
  /** What the other judgements together say: the geometric mean of row:k × k:column over all third items k. */
  readonly implied: number;
  /** How far apart they are, as a ratio of at least 1. */
  readonly factor: number;
}

/**
 * The judgement to reconsider first.
 *
 * Every third item k says the same comparison once more: a(i,k) · a(k,j) should equal a(i,j). The deviation of a judgement is
 *     | ln a(i,j) − mean over k of (ln a(i,k) + ln a(k,j)) |
 * and the judgement with the greatest one is named, with the geometric mean as what the others imply. It is the one whose change
 * to the implied value brings the sum of all squared triple-wise deviations down the most: the sum of squares over the triples of
 * one pair is least at that mean, and falls by (n − 2) times the square of this deviation.
 * With three items there is one triple, so all three judgements are equally far off: all are returned. Consistent: none.
 */
export function doubtsOf(items: number, judgements: readonly number[]): readonly Doubt[] {
  if (items < 3) return [];
  const matrix = matrixOf(items, judgements);
  const log = (row: number, column: number): number => Math.log(matrix[row]?.[column] ?? 1);
  const doubts: Doubt[] = [];
  for (let row = 0; row < items; ++row) {
    for (let column = row + 1; column < items; ++column) {
      let sum = 0;
      for (let third = 0; third < items; ++third) {
        if (third !== row && third !== column) sum += log(row, third) + log(third, column);
      }
      const implied = sum / (items - 2);
      doubts.push({
        row,
        column,
        given: matrix[row]?.[column] ?? 1,
        implied: Math.exp(implied),
        factor: Math.exp(Math.abs(log(row, column) - implied)),
      });
    }
  }
  const worst = Math.max(...doubts.map(({ factor }) => factor));
  if (worst < 1 + 1e-9) return [];
  return doubts.filter(({ factor }) => factor > worst - 1e-9);
}
