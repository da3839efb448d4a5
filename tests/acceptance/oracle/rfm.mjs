// RFM by the quantile rule and ABC, a second time, from the stated definitions (docs/formulas/rfm.md, abc.md).

/** Type-7 quantile of Hyndman & Fan: linear between order statistics, position (n - 1) p. */
export function quantile7(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** score = 1 + the number of cuts below the value (a value equal to a cut stays in the lower bin). */
export const scoreAgainst = (value, cuts) => 1 + cuts.filter((cut) => value > cut).length;

/** Recency: the same, in whole days, a quantile between two days rounded up (docs/formulas/rfm.md). */
export const recencyCuts = (days, bins = 5) => quantileCuts(days, bins).map(Math.ceil);

export function quantileCuts(values, bins = 5) {
  return Array.from({ length: bins - 1 }, (_, j) => quantile7(values, (j + 1) / bins));
}

// The 11-name map over the 125 codes, as listed in the definitions (complete and disjoint: asserted in the test).
const elevenNames = {
  Champions: '555 554 544 545 454 455 445',
  Loyal: '543 444 435 355 354 345 344 335',
  'Potential Loyalist':
    '553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323',
  New: '512 511 422 421 412 411 311',
  Promising: '525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313',
  'Need Attention': '535 534 443 434 343 334 325 324',
  'About To Sleep': '331 321 312 221 213 231 241 251',
  'At Risk': '255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124',
  'Cannot Lose': '155 154 144 214 215 115 114 113',
  Hibernating: '332 322 233 232 223 222 132 123 122 212 211',
  Lost: '111 112 121 131 141 151',
};
export const nameOfCode = new Map(
  Object.entries(elevenNames).flatMap(([name, codes]) => codes.split(' ').map((code) => [code, name])),
);

// The 10-name map over the 25 R x F cells.
export function nameOfRf(r, f) {
  if (r <= 2 && f <= 2) return 'hibernating';
  if (r <= 2 && f <= 4) return 'at risk';
  if (r <= 2) return "can't lose";
  if (r === 3 && f <= 2) return 'about to sleep';
  if (r === 3 && f === 3) return 'need attention';
  if (r <= 4 && f >= 4) return 'loyal';
  if (r === 4 && f === 1) return 'promising';
  if (r === 5 && f === 1) return 'new';
  if (f <= 3) return 'potential loyalist';
  return 'champions';
}
