import { describe, expect, it } from 'vitest';
import { RowCache } from '../../src/ui/row_cache.ts';

function table(rows: number): { asked: string[]; fetch: ConstructorParameters<typeof RowCache>[0] } {
  const asked: string[] = [];
  return {
    asked,
    fetch: (offset, limit) => {
      asked.push(`${offset}+${limit}`);
      const last = Math.min(rows, offset + limit);
      const window = Array.from({ length: Math.max(0, last - offset) }, (_, at) => [String(offset + at)]);
      return Promise.resolve({ total: rows, rows: window });
    },
  };
}

describe('RowCache', () => {
  it('gives the rows that were asked for, across windows', async () => {
    const { asked, fetch } = table(25);
    const cache = new RowCache(fetch, 10);
    const { total, rows } = await cache.rows(8, 12);
    expect(total).toBe(25);
    expect(rows).toEqual([['8'], ['9'], ['10'], ['11']]);
    expect(asked).toEqual(['0+10', '10+10']);
  });

  it('gives fewer at the end', async () => {
    const cache = new RowCache(table(25).fetch, 10);
    expect((await cache.rows(23, 40)).rows).toEqual([['23'], ['24']]);
    expect((await cache.rows(0, 0)).total).toBe(25);
  });

  it('asks for a window once while it is kept', async () => {
    const { asked, fetch } = table(100);
    const cache = new RowCache(fetch, 10, 2);
    await Promise.all([cache.rows(0, 5), cache.rows(5, 10)]);
    await cache.rows(10, 20);
    await cache.rows(0, 10);
    expect(asked).toEqual(['0+10', '10+10']);
  });

  it('keeps the windows used last', async () => {
    const { asked, fetch } = table(100);
    const cache = new RowCache(fetch, 10, 2);
    await cache.rows(0, 10);
    await cache.rows(10, 20);
    await cache.rows(0, 10);
    await cache.rows(20, 30);
    asked.length = 0;
    await cache.rows(0, 10);
    await cache.rows(10, 20);
    expect(asked).toEqual(['10+10']);
  });

  it('asks again for a window that failed', async () => {
    let fails = true;
    const cache = new RowCache((offset, limit) => {
      if (fails) return Promise.reject(new Error('gone'));
      return table(5).fetch(offset, limit);
    }, 10);
    await expect(cache.rows(0, 1)).rejects.toThrow('gone');
    fails = false;
    expect((await cache.rows(0, 1)).rows).toEqual([['0']]);
  });

  it('holds what has come, and tells what has not', async () => {
    const cache = new RowCache(table(25).fetch, 10);
    expect(cache.held(0, 2)).toEqual([null, null]);
    await cache.rows(10, 20);
    expect(cache.held(18, 22)).toEqual([['18'], ['19'], null, null]);
    expect(cache.held(5, 5)).toEqual([]);
  });

  it('holds rows that came along, wherever they begin', async () => {
    const { asked, fetch } = table(25);
    const cache = new RowCache(fetch, 10);
    cache.give(7, [['given 7'], ['given 8']]);
    expect(cache.held(6, 10)).toEqual([null, ['given 7'], ['given 8'], null]);
    cache.give(9, [['given 9']]);
    expect(cache.held(7, 10)).toEqual([['given 7'], ['given 8'], ['given 9']]);
    expect(asked).toEqual([]);
    await cache.rows(0, 10);
    expect(cache.held(6, 8)).toEqual([['6'], ['given 7']]);
  });

  it('forgets rows that came along long ago', () => {
    const cache = new RowCache(table(0).fetch, 10);
    for (let at = 0; at < 20; ++at) cache.give(at, [[String(at)]]);
    expect(cache.held(0, 1)).toEqual([null]);
    expect(cache.held(19, 20)).toEqual([['19']]);
  });
});
