// A date that may be read with its day or its month first, both ways: the user is shown both and says which it is.

const kDate = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?!\d)/;
const kMonths = 12;

export interface DayReadings {
  /** "2026-04-03" */
  readonly dayFirst: string;
  readonly monthFirst: string;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Null where the text is no date of that kind, or can be read in one way alone. */
export function dayReadings(value: string): DayReadings | null {
  const parts = kDate.exec(value.trim());
  if (!parts) return null;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  const isOneWay = first < 1 || second < 1 || first > kMonths || second > kMonths || first === second;
  if (isOneWay) return null;
  const year = parts[4] ?? '';
  return {
    dayFirst: `${year}-${two(second)}-${two(first)}`,
    monthFirst: `${year}-${two(first)}-${two(second)}`,
  };
}
