import { describe, expect, it } from 'vitest';
import { dayReadings } from '../../../src/features/import/day_order.ts';

describe('dayReadings', () => {
  it.each([
    ['03/04/2026', '2026-04-03', '2026-03-04'],
    ['1-12-2026 09:30', '2026-12-01', '2026-01-12'],
  ])('gives both dates of %s', (value, dayFirst, monthFirst) => {
    expect(dayReadings(value)).toEqual({ dayFirst, monthFirst });
  });

  it.each([
    '31/01/2026',
    '01/31/2026',
    '04/04/2026',
    '2026-01-02',
    '00/01/2026',
    '1/2/026',
    '03.04.2026',
    '03/04-2026',
    '',
  ])('gives none where there is one way to read %s', (value) => {
    expect(dayReadings(value)).toBeNull();
  });
});
