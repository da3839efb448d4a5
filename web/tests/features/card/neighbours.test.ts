import { describe, expect, it } from 'vitest';
import {
  customerAt,
  findPlace,
  kSearchedRowsMax,
  placeAmong,
  type FetchWindow,
} from '../../../src/features/card/neighbours.ts';

/** A table of `total` customers "c0", "c1" ... whose key stands in the second column; notes what it was asked for. */
function table(total: number): { fetch: FetchWindow; asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    fetch: (offset, limit) => {
      asked.push(offset);
      const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => [
        'x',
        `c${offset + at}`,
      ]);
      return Promise.resolve({ total, columns: ['customer_name', 'customer_id'], rows });
    },
  };
}

describe('placeAmong', () => {
  it('adds where the rows begin', () => {
    expect(placeAmong('b', 0, [['a'], ['b']], 40)).toBe(41);
    expect(placeAmong('z', 0, [['a'], ['b']], 40)).toBeNull();
  });
});

describe('findPlace', () => {
  it('looks near the last place first', async () => {
    const { fetch, asked } = table(100_000);
    expect(await findPlace('c60010', 60_000, fetch)).toBe(60_010);
    expect(asked).toEqual([59_900]);
  });

  it('else from the start on', async () => {
    const { fetch, asked } = table(1000);
    expect(await findPlace('c450', null, fetch)).toBe(450);
    expect(asked).toEqual([0, 200, 400]);
    expect(await findPlace('c3', 900, fetch)).toBe(3);
  });

  it('ends at the table’s end, and at the limit', async () => {
    const small = table(250);
    expect(await findPlace('nobody', null, small.fetch)).toBeNull();
    expect(small.asked).toEqual([0, 200]);
    const large = table(1_000_000);
    expect(await findPlace('c999999', null, large.fetch)).toBeNull();
    expect(large.asked).toHaveLength(kSearchedRowsMax / 200);
  });

  it('finds nobody in an empty table', async () => {
    expect(await findPlace('c0', 5, table(0).fetch)).toBeNull();
  });
});

describe('customerAt', () => {
  it('names the customer of a place', async () => {
    const { fetch } = table(3);
    expect(await customerAt(2, fetch)).toBe('c2');
    expect(await customerAt(3, fetch)).toBeNull();
    expect(await customerAt(-1, fetch)).toBeNull();
  });
});
