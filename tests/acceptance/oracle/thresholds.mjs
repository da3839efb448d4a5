// Where low ends and high begins, a second time, from the definitions (docs/formulas/cvac.md): over the customers who shipped in the window.
import { quantile7 } from './rfm.mjs';

const round9 = (value) => Math.round(value * 1e9) / 1e9;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The best split of the sorted values in two, by trying every one: the least sum of squares around the two means. High begins at the
 *  first value of the upper class; of equal splits the lower one. */
export function twoClassSplit(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const spread = (part) => {
    const middle = mean(part);
    return part.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  };
  let best = null;
  for (let at = 1; at < sorted.length; at += 1) {
    if (sorted[at] === sorted[at - 1]) continue;
    const cost = spread(sorted.slice(0, at)) + spread(sorted.slice(at));
    if (best === null || cost < best.cost - 1e-9) best = { cost, at, low: sorted[at - 1], high: sorted[at] };
  }
  return best;
}

export const thresholdsOf = {
  fixed: () => [18, 14],
  parity: () => [18, round9(100 / 7)],
  quantile: (cv, ac) => [round9(quantile7(cv, 0.8)), round9(quantile7(ac, 0.5))],
  mean: (cv, ac) => [round9(mean(cv)), round9(mean(ac))],
};
