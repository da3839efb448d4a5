// One setting in the document, by the path that the engine's errors name it with ("cvac.thresholds.cv_manual").

import type { Settings } from '../../engine/protocol.ts';

type Keyed = Readonly<Record<string, unknown>>;

const isKeyed = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const changed = (value: unknown, keys: readonly string[], to: unknown): unknown => {
  const [key, ...rest] = keys;
  if (key === undefined) return to;
  if (Array.isArray(value))
    return value.map((held: unknown, at) => (String(at) === key ? changed(held, rest, to) : held));
  return isKeyed(value) ? { ...value, [key]: changed(value[key], rest, to) } : value;
};

/** The settings with the value at `path` replaced; everything else stays the same object. */
export const withSetting = (settings: Settings, path: string, value: unknown): Settings =>
  changed(settings, path.split('.'), value) as Settings;

/** What stands at `path`; undefined where there is nothing. */
export const settingAt = (settings: Settings, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        Array.isArray(value) ? (value[Number(key)] as unknown) : isKeyed(value) ? value[key] : undefined,
      settings,
    );

/** The place of the form that shows the setting of an error: the longest that contains its key. Null: the form has none. */
export function placeFor(key: string, places: readonly string[]): string | null {
  let best: string | null = null;
  for (const place of places) {
    const isInside = key === place || key.startsWith(`${place}.`) || key.startsWith(`${place}[`);
    if (isInside && (best === null || place.length > best.length)) best = place;
  }
  return best;
}
