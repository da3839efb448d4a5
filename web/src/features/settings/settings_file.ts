// The settings as a file: what is written is the document as it stands; what is read may leave keys out (docs/settings.md).
// Only the shape is checked here, so that the form can show the document; what the values may be is for the engine to say.

import type { Settings } from '../../engine/protocol.ts';

export const settingsText = (settings: Settings): string => `${JSON.stringify(settings, null, 2)}\n`;

export type ReadSettings =
  | { readonly settings: Settings }
  | { readonly fault: 'syntax' }
  /** The value at `key` has another shape than it must. */
  | { readonly fault: 'shape'; readonly key: string };

/** Settings that may be of more than one shape, or null. */
const kFreeKeys: ReadonlySet<string> = new Set([
  'as_of',
  'window',
  'money.default_tax_rate',
  'cvac.attributes.choice_share',
]);

const shapeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

const isKeyed = (value: unknown): value is Readonly<Record<string, unknown>> => shapeOf(value) === 'object';

const isDay = (value: unknown): boolean => typeof value === 'string';

const isCurve = (value: unknown): boolean =>
  isKeyed(value) &&
  (value.is_log === undefined || typeof value.is_log === 'boolean') &&
  Array.isArray(value.points) &&
  value.points.every(isPoint);

const isPoint = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');

/** Whether the form can show what stands at a key that may have several shapes. */
function isShownFree(path: string, value: unknown): boolean {
  switch (path) {
    case 'as_of':
      return value === null || isDay(value);
    case 'window':
      return value === 'last12' || value === 'all' || (isKeyed(value) && isDay(value.from) && isDay(value.to));
    case 'money.default_tax_rate':
      return value === null || typeof value === 'number';
    default:
      return value === null || isCurve(value);
  }
}

const isText = (value: unknown): boolean => typeof value === 'string';

const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const isNumber = (value: unknown): boolean => typeof value === 'number';

/** What each entry of a list must look like. */
const kEntries: Readonly<Record<string, (value: unknown) => boolean>> = {
  'money.rates': (value) => isKeyed(value) && isText(value.currency) && isText(value.from) && isText(value.rate),
  'customers.merges': (value) => isKeyed(value) && isText(value.into) && isTextList(value.from),
  'customers.groups': (value) => isKeyed(value) && isText(value.name) && isTextList(value.members),
};

class WrongShape extends Error {
  constructor(readonly key: string) {
    super(key);
  }
}

/** `given` with what it leaves out taken from `base`. Keys that `base` does not know stay: the engine names them. */
function completed(base: unknown, given: unknown, path: string): unknown {
  if (kFreeKeys.has(path)) {
    if (!isShownFree(path, given)) throw new WrongShape(path);
    return isKeyed(given) && Array.isArray(given.points) ? { is_log: false, ...given } : given;
  }
  if (shapeOf(base) !== shapeOf(given)) throw new WrongShape(path);
  if (isKeyed(base) && isKeyed(given)) {
    const entries = Object.entries(base).map(([key, value]): [string, unknown] => {
      const inner = path === '' ? key : `${path}.${key}`;
      return [key, given[key] === undefined ? value : completed(value, given[key], inner)];
    });
    const unknown = Object.entries(given).filter(([key]) => !Object.hasOwn(base, key));
    return Object.fromEntries([...entries, ...unknown]);
  }
  if (Array.isArray(given)) {
    const isRight = kEntries[path] ?? (path.endsWith('.points') ? isPoint : isNumber);
    if (!given.every(isRight)) throw new WrongShape(path);
  }
  return given;
}

/** Reads a settings file; what it leaves out has the value of `base`. */
export function readSettings(text: string, base: Settings): ReadSettings {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { fault: 'syntax' };
  }
  try {
    return { settings: completed(base, given, '') as Settings };
  } catch (reason) {
    if (reason instanceof WrongShape) return { fault: 'shape', key: reason.key };
    throw reason;
  }
}
