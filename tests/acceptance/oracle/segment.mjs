// The CV x AC model a second time, from domain rules: breakpoints, AHP weights by the geometric-mean method, missing data.
// Uses Math.log of the host: results agree with the program to the 1e-9 to which axis values are rounded, plus one unit.

const interpolate = (x, points, transform = (v) => v) => {
  if (x <= points[0][0]) return points[0][1];
  for (let i = 1; i < points.length; i += 1) {
    const [x0, y0] = points[i - 1];
    const [x1, y1] = points[i];
    if (x === x1) return y1;
    if (x < x1) return y0 + ((transform(x) - transform(x0)) / (transform(x1) - transform(x0))) * (y1 - y0);
  }
  return points.at(-1)[1];
};

export const scoreM = (yuanPerMonth) =>
  yuanPerMonth <= 50
    ? 0
    : interpolate(
        yuanPerMonth,
        [
          [50, 0],
          [200, 2],
          [800, 4],
          [3000, 6],
          [10000, 8],
          [50000, 10],
        ],
        Math.log,
      );
export const scoreA = (yuan) =>
  yuan <= 10
    ? 0
    : interpolate(
        yuan,
        [
          [10, 0],
          [20, 2],
          [50, 4],
          [100, 6],
          [300, 8],
          [1000, 10],
        ],
        Math.log,
      );
export const scoreC = (days) =>
  interpolate(days, [
    [1, 10],
    [2, 9],
    [3, 8],
    [7, 6],
    [15, 4],
    [30, 2],
    [60, 0],
  ]);
export const scoreShare = (share, j = 7) =>
  interpolate(share, [
    [0, 0],
    [1 / j, 5],
    [0.5, 8],
    [1, 10],
  ]);
export const scoreSatisfaction = (q) => ((q - 1) / 4) * 10;
export const scoreRank = (r, j = 7) => (10 * (j - r)) / (j - 1);
export const scoreTenure = (months) =>
  interpolate(months, [
    [0, 0],
    [6, 3],
    [12, 5],
    [36, 8],
    [60, 10],
  ]);
export const scoreRecency = (cycles) =>
  interpolate(cycles, [
    [1, 10],
    [2, 7],
    [3, 5],
    [6, 2],
    [12, 0],
  ]);

/** Row geometric means of a reciprocal matrix given by its upper triangle, normalised to one. */
export function ahpWeights(n, upper) {
  const matrix = Array.from({ length: n }, () => Array(n).fill(1));
  let next = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      matrix[i][j] = upper[next];
      matrix[j][i] = 1 / upper[next];
      next += 1;
    }
  }
  const means = matrix.map((row) =>
    Math.pow(
      row.reduce((product, value) => product * value, 1),
      1 / n,
    ),
  );
  const sum = means.reduce((a, b) => a + b, 0);
  // In whole thousandths that add up to one (largest remainder): the weights that are printed are the weights that are used.
  const exact = means.map((mean) => (1000 * mean) / sum);
  const whole = exact.map(Math.floor);
  const order = exact.map((_, i) => i).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  const missing = 1000 - whole.reduce((a, b) => a + b, 0);
  for (const i of order.slice(0, missing)) whole[i] += 1;
  return whole.map((thousandths) => thousandths / 1000);
}
// M:A 2, M:C 3, A:C 2 -> 0.540, 0.297, 0.163.
// S:Q 2, S:R 2, S:T 4, S:E 3, Q:R 1, Q:T 3, Q:E 2, R:T 3, R:E 2, T:E 1/2 -> 0.375, 0.215, 0.215, 0.074, 0.121.
export const cvWeights = ahpWeights(3, [2, 3, 2]);
export const acWeights = ahpWeights(5, [2, 2, 4, 3, 1, 3, 2, 3, 2, 0.5]);
export const equalCv = [1 / 3, 1 / 3, 1 / 3];
export const equalAc = [0.2, 0.2, 0.2, 0.2, 0.2];

const round9 = (value) => Math.round(value * 1e9) / 1e9;
const orNull = (value, score) => (value === null ? null : score(value));

/** attributes: {monthly, avgSpend, cycleDays, share, satisfaction, rank, tenureMonths, recencyDays, dormant}; null = missing. */
export function axes(attributes, { cv = cvWeights, ac = acWeights, j = 7 } = {}) {
  const cvScores = [
    orNull(attributes.monthly, scoreM),
    orNull(attributes.avgSpend, scoreA),
    orNull(attributes.cycleDays, scoreC),
  ];
  const present = cvScores.map((score, i) => [score, cv[i]]).filter(([score]) => score !== null);
  const cvWeight = present.reduce((sum, [, weight]) => sum + weight, 0);
  const cvScore =
    attributes.dormant || cvWeight === 0
      ? 0
      : (30 * present.reduce((sum, [score, weight]) => sum + score * weight, 0)) / cvWeight / 10;
  const cycles = attributes.recencyDays === null ? null : attributes.recencyDays / (attributes.cycleDays ?? 30);
  const acScores = [
    orNull(attributes.share, (v) => scoreShare(v, j)),
    orNull(attributes.satisfaction, scoreSatisfaction),
    orNull(attributes.rank, (v) => scoreRank(v, j)),
    orNull(attributes.tenureMonths, scoreTenure),
    orNull(cycles, scoreRecency),
  ];
  const attraction = acScores.reduce((sum, score, i) => sum + ((score ?? 5) / 10) * ac[i], 0);
  const coverage = acScores.reduce((sum, score, i) => sum + (score === null ? 0 : ac[i]), 0);
  return {
    cvScores,
    acScores,
    coverage,
    cv: round9(cvScore),
    ac: round9((100 * attraction) / (attraction + (j - 1) * 0.5)),
  };
}

export function typeOf(cv, ac, cvThreshold = 18, acThreshold = 14) {
  const highValue = !(cv < cvThreshold);
  const highAvailability = !(ac < acThreshold);
  if (highValue) return highAvailability ? 'core' : 'contested';
  return highAvailability ? 'loyal' : 'general';
}
