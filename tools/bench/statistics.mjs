// Medians and quartiles, and ratios within a round.

/** Type 7 (docs/formulas/quantile.md). */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + ((sorted[Math.floor(place) + 1] ?? below) - below) * (place % 1);
}

/** Of no values: null. */
export const spread = (values) =>
  values.length === 0
    ? null
    : {
        runs: values.length,
        fastest: Math.min(...values),
        low: quantile(values, 0.25),
        median: quantile(values, 0.5),
        high: quantile(values, 0.75),
      };

/** How many times as long `slow` takes as `fast`, round by round: what else the machine does meets both alike. A round that lacks one of
 *  them (null) is left out. */
export const ratios = (slow, fast) =>
  spread(
    slow.flatMap((value, round) => (value === null || (fast[round] ?? null) === null ? [] : [value / fast[round]])),
  );
