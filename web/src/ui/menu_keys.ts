// How keys move in a menu: pure, so that it can be tested without one.

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly disabled?: boolean;
}

const canTake = (item: MenuItem | null | undefined): boolean => !!item && item.disabled !== true;

/** The next item that can be taken from `from` on, in steps of 1 or -1, around the ends; -1 when none can. Null items are lines. */
export function nextItem(items: readonly (MenuItem | null)[], from: number, step: 1 | -1): number {
  for (let steps = 1; steps <= items.length; ++steps) {
    const at = (((from + step * steps) % items.length) + items.length) % items.length;
    if (canTake(items[at])) return at;
  }
  return -1;
}

export const firstItem = (items: readonly (MenuItem | null)[]): number => nextItem(items, -1, 1);
export const lastItem = (items: readonly (MenuItem | null)[]): number => nextItem(items, items.length, -1);

/**
 * The item that what was typed means, looking from the current one on; -1 when there is none. A label, or an id (which can be typed on
 * any keyboard), that begins with it. One letter again and again walks through the items that begin with it.
 */
export function typedItem(items: readonly (MenuItem | null)[], current: number, typed: string): number {
  const wanted = typed.toLowerCase();
  if (wanted === '') return -1;
  const one = wanted === wanted.charAt(0).repeat(wanted.length) ? wanted.charAt(0) : wanted;
  // A longer word may still mean the item that its beginning found.
  const start = one.length === wanted.length && wanted.length > 1 ? current : current + 1;
  for (let steps = 0; steps < items.length; ++steps) {
    const at = (((start + steps) % items.length) + items.length) % items.length;
    const item = items[at];
    if (!item || !canTake(item)) continue;
    if (item.label.toLowerCase().startsWith(one) || item.id.toLowerCase().startsWith(one)) return at;
  }
  return -1;
}
