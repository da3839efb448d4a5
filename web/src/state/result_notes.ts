// What a picture or a printed chart must say about the figures on it: as-of date, window, and which customers they are of.

import { formatCount } from '../i18n/format.ts';
import { translate } from '../i18n/translate.ts';
import type { State } from './state.ts';

/** One line each. `ofAll`: the chart shows all customers, whatever the filters. */
export function resultNotes({ language, result, shown }: State, ofAll = false): readonly string[] {
  if (!result || !shown) return [];
  const { asOf, window } = result.report;
  const notes: string[] = [];
  const times = [
    asOf === null ? null : translate(language, 'results.asOf', { day: asOf }),
    window.from === null || window.to === null
      ? null
      : translate(language, 'segment.window', { from: window.from, to: window.to }),
  ].filter((part) => part !== null);
  if (times.length > 0) notes.push(times.join(' · '));
  const { summary, selected } = shown.value;
  const all = formatCount(language, summary.customers);
  const isSelection = !ofAll && selected.customers !== summary.customers;
  notes.push(
    isSelection
      ? translate(language, 'notes.selected', { count: formatCount(language, selected.customers), all })
      : translate(language, 'notes.all', { all }),
  );
  if (result.isSample) notes.push(translate(language, 'results.sample'));
  return notes;
}
