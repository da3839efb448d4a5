// The map's words in a language: what the chart says, the names in its corners, the answer above it. Pure.

import type { AxisMapTexts, MapQuadrant } from '../../charts/axis_map_texts.ts';
import { kTypes } from '../../charts/axis_map_paint.ts';
import type { Filter, Look, TypeId, TypeSummary } from '../../engine/protocol.ts';
import { flagWord } from '../../i18n/customer_columns.ts';
import { formatCount, formatFigure, formatFixed, formatShare } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';

const typeOf = ({ summary }: Look, id: TypeId): TypeSummary | undefined => summary.types.find((type) => type.id === id);

/** Customers of these types. */
const countOf = (look: Look, ids: readonly TypeId[]): number =>
  ids.reduce((sum, id) => sum + (typeOf(look, id)?.count ?? 0), 0);

/** A threshold as its handle shows it: 18, 14.05, 14.29 */
export const thresholdFigure = (language: Language, value: number): string => formatFigure(language, value);

export function mapTextsIn(language: Language, look: Look): AxisMapTexts {
  const count = (ids: readonly TypeId[]): string => formatCount(language, countOf(look, ids));
  return {
    plot: translate(language, 'map.plot'),
    help: translate(language, 'map.help'),
    axes: { ac: translate(language, 'map.axisAc'), cv: translate(language, 'map.axisCv') },
    thresholds: { ac: translate(language, 'map.thresholdAc'), cv: translate(language, 'map.thresholdCv') },
    thresholdShort: (axis, value) => `${thresholdFigure(language, value)}${axis === 'ac' ? '%' : ''}`,
    thresholdLong: (axis, value) =>
      axis === 'ac'
        ? translate(language, 'map.thresholdAcText', {
            value: thresholdFigure(language, value),
            high: count(['core', 'loyal']),
            low: count(['contested', 'general']),
          })
        : translate(language, 'map.thresholdCvText', {
            value: thresholdFigure(language, value),
            high: count(['core', 'contested']),
            low: count(['loyal', 'general']),
          }),
    thresholdHint: translate(language, 'map.thresholdHint'),
    crossingHint: translate(language, 'map.crossingHint'),
    tick: (value, digits) => formatFixed(language, value, digits),
    point: ({ id, name, ac, cv, type, flags }) => [
      name === '' ? id : translate(language, 'map.pointName', { name, id }),
      translate(language, 'map.pointFigures', {
        cv: formatFixed(language, cv, 2),
        ac: formatFixed(language, ac, 2),
      }),
      [typeName(language, look, type), ...flags.map((flag) => flagWord(language, flag))].join(
        translate(language, 'list.separator'),
      ),
    ],
    bin: ({ acFrom, acTo, cvFrom, cvTo, count: customers }) => [
      translate(language, 'map.binCount', { count: formatCount(language, customers) }),
      translate(language, 'map.binCv', {
        from: formatFixed(language, cvFrom, 2),
        to: formatFixed(language, cvTo, 2),
      }),
      translate(language, 'map.binAc', {
        from: formatFixed(language, acFrom, 2),
        to: formatFixed(language, acTo, 2),
      }),
    ],
    empty: translate(language, 'map.empty'),
    density: translate(language, 'map.density'),
    densityRange: (from, to) => rangeText(language, from, to),
    borderline: translate(language, 'map.borderline'),
    quadrantHint: translate(language, 'map.quadrantHint'),
    outside: translate(language, 'map.outside'),
  };
}

/** A class of counts: 1, 2–3, 4–9 */
export const rangeText = (language: Language, from: number, to: number): string =>
  from === to
    ? formatCount(language, from)
    : translate(language, 'map.range', { from: formatCount(language, from), to: formatCount(language, to) });

export function typeName(language: Language, look: Look, id: TypeId): string {
  const type = typeOf(look, id);
  return type ? pick(language, type) : id;
}

/** Whether the customers shown are not all. */
const isSelection = ({ summary, selected }: Look): boolean => selected.customers !== summary.customers;

export function quadrantsIn(language: Language, look: Look, filters: readonly Filter[]): readonly MapQuadrant[] {
  const pressed = filters.find((filter) => filter.by === 'type')?.is ?? [];
  return kTypes.map((type) => {
    const name = typeName(language, look, type);
    const count = formatCount(language, countOf(look, [type]));
    const share = formatShare(language, typeOf(look, type)?.share ?? 0);
    const chosen = look.selected.types.find(({ id }) => id === type)?.count ?? 0;
    const selected = formatCount(language, chosen);
    return {
      type,
      name,
      count: translate(language, 'map.count', { count }),
      share,
      selected: isSelection(look) ? translate(language, 'map.selected', { selected }) : null,
      isPressed: pressed.includes(type),
    };
  });
}

/** The map in one sentence: how many core customers there are and what they bring in. */
export function answerIn(language: Language, look: Look): string {
  const core = typeOf(look, 'core');
  if (!core) return '';
  const facts = {
    type: pick(language, core),
    count: formatCount(language, core.count),
    share: formatShare(language, core.share),
  };
  return core.amountShare === null
    ? translate(language, 'map.answerNoAmount', facts)
    : translate(language, 'map.answer', { ...facts, amountShare: formatShare(language, core.amountShare) });
}
