import { describe, expect, it } from 'vitest';
import { placeBeside } from '../../src/ui/menu_place.ts';

const view = { width: 400, height: 600 };
const button = (left: number, top: number): { left: number; top: number; right: number; bottom: number } => ({
  left,
  top,
  right: left + 40,
  bottom: top + 32,
});
const list = { width: 160, height: 200 };

describe('placeBeside', () => {
  it('stands below, at the edge that was asked for', () => {
    expect(placeBeside(button(100, 50), list, view, 'start')).toMatchObject({ left: 100, top: 86 });
    expect(placeBeside(button(300, 50), list, view, 'end')).toMatchObject({ left: 180, top: 86 });
  });

  it('stands above where there is no room below', () => {
    const place = placeBeside(button(100, 500), list, view, 'start');
    expect(place.top + list.height).toBe(496);
  });

  it('stays inside the window, whatever the button does', () => {
    for (const left of [-30, 0, 200, 380])
      for (const top of [-20, 0, 150, 300, 450, 590])
        for (const height of [40, 200, 900])
          for (const align of ['start', 'end'] as const) {
            const place = placeBeside(button(left, top), { width: 160, height }, view, align);
            expect(place.left).toBeGreaterThanOrEqual(0);
            expect(place.left + 160).toBeLessThanOrEqual(view.width);
            expect(place.top).toBeGreaterThanOrEqual(0);
            expect(place.top + Math.min(height, place.heightMax)).toBeLessThanOrEqual(view.height);
          }
  });
});
