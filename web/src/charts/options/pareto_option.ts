// The concentration curve: what share of revenue the best customers hold. Classes A, B and C are bands under the curve, the
// diagonal is "everybody the same", the top group is marked.

import type { AbcLook } from '../../engine/protocol.ts';
import type { ChartLook } from '../chart_look.ts';
import type { ChartOption, ChartSeries } from '../echarts_setup.ts';
import { axisLabel, axisName, gridLines, onSurface, textStyle, tooltip } from './shared_parts.ts';

export type AbcId = AbcLook['classes'][number]['id'];
export type SharePoint = readonly [customerShare: number, valueShare: number];

export interface ClassBand {
  readonly id: AbcId;
  /** From the band's first customer to its last, both ends on the curve; 0 to 1. */
  readonly points: readonly SharePoint[];
}

/** The curve from (0, 0) to (1, 1), cut where the classes meet; the cuts are exact. Empty when nobody has a value. */
export function classBands({ classes, customersCounted, curve }: AbcLook): readonly ClassBand[] {
  if (curve.length === 0 || customersCounted === 0) return [];
  const points = curve.map(({ customerShare, valueShare }): SharePoint => [customerShare, valueShare]);
  const bands: ClassBand[] = [];
  let customers = 0;
  let from: SharePoint = [0, 0];
  for (const [at, { id, customers: own, valueShare }] of classes.entries()) {
    customers += own;
    // Class C also holds those without a positive value, who are not on the curve: the last band ends where the curve does.
    const isLast = at === classes.length - 1;
    const to: SharePoint = isLast
      ? [1, 1]
      : [Math.min(1, customers / customersCounted), Math.min(1, from[1] + valueShare)];
    const inside = points.filter(([share]) => share > from[0] && share < to[0]);
    if (to[0] > from[0]) bands.push({ id, points: [from, ...inside, to] });
    from = to;
  }
  return bands;
}

/** The class of the customers at a place of the customer axis; null outside of it. */
export const classAt = (bands: readonly ClassBand[], customerShare: number): AbcId | null =>
  bands.find(({ points }) => customerShare >= (points[0]?.[0] ?? 0) && customerShare <= (points.at(-1)?.[0] ?? 0))
    ?.id ?? null;

export interface ParetoWords {
  readonly customersAxis: string;
  readonly valueAxis: string;
  readonly equal: string;
  /** At the marked point: "前 20%：71.3%". */
  readonly top: string;
  readonly tick: (share: number) => string;
  /** What the tooltip says at a point of the curve. */
  readonly at: (customers: number, customerShare: number, valueShare: number) => string;
}

/** `chosen`: classes that are filtered for; empty: none is. */
export function paretoOption(
  look: AbcLook,
  chosen: readonly AbcId[],
  words: ParetoWords,
  chart: ChartLook,
): ChartOption {
  const bands = classBands(look);
  const fills: Readonly<Record<AbcId, string>> = {
    A: chart.ramp[4] ?? chart.accent,
    B: chart.ramp[2] ?? chart.accent,
    C: chart.ramp[0] ?? chart.accent,
  };
  const isNarrow = chart.width < 480;
  const topShare = look.customersCounted > 0 ? look.topCustomers / look.customersCounted : 0;
  const band = ({ id, points }: ClassBand): ChartSeries => {
    const isChosen = chosen.length === 0 || chosen.includes(id);
    return {
      type: 'line',
      id: `band-${id}`,
      data: points.map((point) => [...point]),
      symbol: 'none',
      silent: true,
      z: 1,
      lineStyle: { width: 0 },
      areaStyle: { color: fills[id], opacity: isChosen ? 0.85 : 0.25, origin: 'start' },
    };
  };
  // The name of a class stands low in the middle of its band, wherever the band is wide enough for it.
  const names = bands.flatMap(({ id, points }) => {
    const from = points[0]?.[0] ?? 0;
    const to = points.at(-1)?.[0] ?? 0;
    const room = to - from > 0.04;
    return room ? [{ name: id, coord: [(from + to) / 2, 0.06], value: id }] : [];
  });
  const share = (value: number): string => words.tick(value);
  const axis = {
    type: 'value' as const,
    min: 0,
    max: 1,
    interval: isNarrow ? 0.5 : 0.2,
    axisLabel: { ...axisLabel(chart), formatter: share },
    splitLine: gridLines(chart),
    axisLine: { show: true, lineStyle: { color: chart.lineStrong } },
    axisTick: { show: false },
    ...axisName(chart),
  };
  return {
    textStyle: textStyle(chart),
    grid: { left: 48, right: 24, top: 36, bottom: 48 },
    tooltip: {
      ...tooltip(chart),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: chart.lineStrong } },
      formatter: (given: unknown) => {
        const all = (Array.isArray(given) ? given : [given]) as { seriesId?: string; dataIndex: number }[];
        const point = look.curve[all.find(({ seriesId }) => seriesId === 'curve')?.dataIndex ?? -1];
        return point ? words.at(point.customers, point.customerShare, point.valueShare) : '';
      },
    },
    xAxis: { ...axis, name: words.customersAxis, nameLocation: 'middle', nameGap: 28 },
    yAxis: {
      ...axis,
      name: words.valueAxis,
      nameLocation: 'end',
      nameGap: 12,
      nameTextStyle: { ...axisName(chart).nameTextStyle, align: 'left', padding: [0, 0, 0, -40] },
    },
    series: [
      ...bands.map(band),
      {
        type: 'line',
        id: 'equal',
        data: [
          [0, 0],
          [1, 1],
        ],
        symbol: 'none',
        silent: true,
        z: 2,
        lineStyle: { color: chart.textMuted, width: 1, type: 'dashed' },
        markPoint: {
          silent: true,
          symbol: 'circle',
          symbolSize: 0.1,
          label: {
            color: chart.textMuted,
            fontSize: chart.fontSmallPixels,
            position: 'bottom',
            align: 'left',
            ...onSurface(chart),
          },
          data: isNarrow ? [] : [{ coord: [0.5, 0.5], name: words.equal, label: { formatter: words.equal } }],
        },
      },
      {
        type: 'line',
        id: 'curve',
        data: look.curve.map(({ customerShare, valueShare }) => [customerShare, valueShare]),
        symbol: 'none',
        z: 3,
        lineStyle: { color: chart.accent, width: 2.5 },
        itemStyle: { color: chart.accent },
        emphasis: { disabled: true },
        markPoint: {
          silent: true,
          data: [
            {
              name: 'top',
              coord: [topShare, look.topShare],
              symbol: 'circle',
              symbolSize: 12,
              itemStyle: { color: chart.surface, borderColor: chart.accent, borderWidth: 3 },
              label: {
                formatter: words.top,
                // Below and right of the mark: the curve only rises, so that it never runs through the words.
                position: [16, 12],
                color: chart.text,
                fontSize: chart.fontPixels,
                fontWeight: 600,
                ...onSurface(chart),
              },
            },
            ...names.map((name) => ({
              ...name,
              symbol: 'circle',
              symbolSize: 0.1,
              label: {
                formatter: name.name,
                color: chart.text,
                fontSize: chart.fontPixels,
                fontWeight: 600 as const,
                ...onSurface(chart),
              },
            })),
          ],
        },
      },
    ],
  };
}
