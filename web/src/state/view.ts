// The user's view of the customers: conditions, search and order, as pure functions from one View to the next.

import type { Filter, LookRequest, Settings, View } from '../engine/protocol.ts';
import type { State } from './state.ts';

const isSameKind = (a: Filter, b: Filter): boolean =>
  a.by === b.by && (a.by !== 'range' || (b.by === 'range' && a.column === b.column));

/** Puts a condition in the place of the one of its kind. One without values is dropped. */
export function withFilter(view: View, filter: Filter): View {
  const isEmpty =
    filter.by === 'range'
      ? filter.from === null && filter.to === null
      : (filter.by === 'area' ? filter.points : filter.is).length === 0;
  const at = view.filters.findIndex((one) => isSameKind(one, filter));
  if (isEmpty) return at < 0 ? view : { ...view, filters: view.filters.filter((_, index) => index !== at) };
  return {
    ...view,
    filters: at < 0 ? [...view.filters, filter] : view.filters.map((one, index) => (index === at ? filter : one)),
  };
}

export const withoutFilter = (view: View, index: number): View => ({
  ...view,
  filters: view.filters.filter((_, at) => at !== index),
});

/** The settings that the screens show: the document's, with the thresholds under the user's hand. */
export function settingsShown({ document, drag }: Pick<State, 'document' | 'drag'>): Settings | null {
  const { settings } = document;
  if (!settings || !drag) return settings;
  return withThresholds(settings, drag);
}

/** Thresholds set by hand. */
export const withThresholds = (settings: Settings, { cv, ac }: { cv: number; ac: number }): Settings => ({
  ...settings,
  cvac: {
    ...settings.cvac,
    thresholds: { ...settings.cvac.thresholds, mode: 'manual', cv_manual: cv, ac_manual: ac },
  },
});

/** Bins of the map: fine enough to look smooth on a wide screen, few enough to draw in a millisecond. */
export const kMapColumns = 96;
export const kMapRows = 72;

/** What the engine has to be asked so that the screens show this state; null while there is nothing to show. */
export function lookOf(state: State, table: { offset: number; limit: number }): LookRequest | null {
  const settings = settingsShown(state);
  if (!state.result || !settings) return null;
  const { view, columns, attribute, mapWindow } = state.document;
  return {
    settings,
    view,
    map: { window: mapWindow, columns: kMapColumns, rows: kMapRows },
    distribution: attribute,
    table: { columns, ...table },
    language: state.language,
  };
}

/** Two requests ask for the same, the rows in view apart. */
export const asksTheSame = (a: LookRequest, b: LookRequest): boolean =>
  JSON.stringify({ ...a, table: a.table.columns }) === JSON.stringify({ ...b, table: b.table.columns });
