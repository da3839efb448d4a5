// Civil dates for the oracles, on the proleptic calendar of Date.UTC. A day is a whole number counted from 1970-01-01.
const dayMs = 86_400_000;

export function day(iso) {
  const [year, month, date] = iso.slice(0, 10).split('-').map(Number);
  return Date.UTC(year, month - 1, date) / dayMs;
}
export const iso = (dayNumber) => new Date(dayNumber * dayMs).toISOString().slice(0, 10);

/** The same date n months on; a date that the month lacks becomes the month's last (docs/formulas/profile.md, tenure). */
export function addMonths(dayNumber, months) {
  const start = new Date(dayNumber * dayMs);
  const index = start.getUTCFullYear() * 12 + start.getUTCMonth() + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(start.getUTCDate(), last)) / dayMs;
}

/** Whole calendar months plus the part of the month begun (docs/formulas/profile.md, tenure). */
export function tenureMonths(start, asOf) {
  let whole = 0;
  while (addMonths(start, whole + 1) <= asOf) whole += 1;
  const from = addMonths(start, whole);
  return whole + (asOf - from) / (addMonths(start, whole + 1) - from);
}

/** The twelve calendar months that end on as_of: from the date, a year earlier, of the day after as_of (29 Feb -> 1 Mar). */
export function defaultWindow(asOf) {
  const next = new Date((asOf + 1) * dayMs);
  const year = next.getUTCFullYear() - 1;
  const isLost = next.getUTCMonth() === 1 && next.getUTCDate() === 29;
  return {
    from: (isLost ? Date.UTC(year, 2, 1) : Date.UTC(year, next.getUTCMonth(), next.getUTCDate())) / dayMs,
    to: asOf,
  };
}
