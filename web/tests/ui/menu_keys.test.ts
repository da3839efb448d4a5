import { describe, expect, it } from 'vitest';
import { firstItem, lastItem, nextItem, typedItem } from '../../src/ui/menu_keys.ts';

const item = (id: string, label: string, disabled = false): { id: string; label: string; disabled: boolean } => ({
  id,
  label,
  disabled,
});
const items = [
  item('csv', 'Copy as CSV', true),
  item('png', '保存图片'),
  null,
  item('print', 'Print'),
  item('columns', 'Columns'),
  item('colour', 'Colour'),
];

describe('arrow keys', () => {
  it('pass lines and what cannot be taken, and go around', () => {
    expect(firstItem(items)).toBe(1);
    expect(nextItem(items, 1, 1)).toBe(3);
    expect(nextItem(items, 3, -1)).toBe(1);
    expect(nextItem(items, 1, -1)).toBe(5);
    expect(nextItem(items, 5, 1)).toBe(1);
    expect(lastItem(items)).toBe(5);
  });

  it('find nothing where nothing can be taken', () => {
    expect(firstItem([])).toBe(-1);
    expect(firstItem([null, item('a', 'A', true)])).toBe(-1);
    expect(lastItem([null])).toBe(-1);
  });

  it('stay on the only one', () => {
    expect(nextItem([item('a', 'A')], 0, 1)).toBe(0);
  });
});

describe('typed letters', () => {
  it('find what begins with them, by label or id, in any case', () => {
    expect(typedItem(items, 1, 'PR')).toBe(3);
    expect(typedItem(items, 3, '保')).toBe(1);
    expect(typedItem(items, 3, 'png')).toBe(1);
  });

  it('look on from the current one, and around', () => {
    expect(typedItem(items, 1, 'c')).toBe(4);
    expect(typedItem(items, 4, 'c')).toBe(5);
    expect(typedItem(items, 5, 'c')).toBe(4);
  });

  it('walk on when one letter is pressed again and again', () => {
    expect(typedItem(items, 4, 'cc')).toBe(5);
    expect(typedItem(items, 5, 'ccc')).toBe(4);
  });

  it('stay while a word is being typed', () => {
    expect(typedItem(items, 4, 'col')).toBe(4);
    expect(typedItem(items, 4, 'colo')).toBe(5);
  });

  it('find nothing otherwise, nor what cannot be taken', () => {
    expect(typedItem(items, 1, 'x')).toBe(-1);
    expect(typedItem(items, 1, '')).toBe(-1);
    expect(typedItem(items, 1, 'copy')).toBe(-1);
    expect(typedItem([], -1, 'a')).toBe(-1);
  });
});
