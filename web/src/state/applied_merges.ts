// The merges that a result was read with, out of the engine's merge report: a customer that was merged away is in no other answer.

interface Party {
  readonly id: string;
  /** Empty where no file names the customer. */
  readonly name: string;
}

export interface AppliedMerge {
  readonly into: Party;
  readonly from: Party;
}

/** Lines of the report about merges in force; the others are suggestions. */
const kApplied: readonly unknown[] = ['merged', 'not_in_data'];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `report` is the merge report as JSON. */
export function appliedIn(report: string): readonly AppliedMerge[] {
  const lines: unknown = JSON.parse(report);
  if (!Array.isArray(lines)) return [];
  return (lines as readonly Readonly<Record<string, unknown>>[])
    .filter(({ status }) => kApplied.includes(status))
    .map((line) => ({
      into: { id: text(line.into), name: text(line.into_name) },
      from: { id: text(line.from), name: text(line.from_name) },
    }));
}
