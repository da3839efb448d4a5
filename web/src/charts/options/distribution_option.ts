// A histogram whose bars stand between the edges that the engine gave. Bars are categories, as wide as each other also where the
// edges grow by factors; a second axis in units of bars carries the edges and the marks.

import type { DistributionLook } from '../../engine/protocol.ts';
import type { ChartLook } from '../chart_look.ts';
import type { ChartOption } from '../echarts_setup.ts';
import { axisLabel, axisName, gridLines, onSurface, textStyle, tooltip } from './shared_parts.ts';

type Spread = Pick<DistributionLook, 'edges' | 'counts' | 'isLog'>;

/** Where a value stands, in bars from the left edge: 2.5 is the middle of the third bar. Null outside of the edges. */
export function placeOf({ edges, isLog }: Spread, value: number): number | null {
  const last = edges.length - 1;
  const lowest = edges[0];
  const highest = edges[last];
  if (lowest === undefined || highest === undefined || value < lowest || value > highest) return null;
  const bar = Math.min(last, edges.filter((edge) => edge <= value).length) - 1;
  const from = edges[bar] ?? lowest;
  const to = edges[bar + 1] ?? highest;
  if (to === from) return bar;
  return bar + (isLog && from > 0 ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from));
}

/** The bars that a sweep over the axis touches. */
export function barsBetween({ counts }: Spread, from: number, to: number): { first: number; last: number } {
  const inside = (bar: number): number => Math.max(0, Math.min(counts.length - 1, bar));
  return { first: inside(Math.floor(from)), last: inside(Math.max(Math.floor(from), Math.ceil(to) - 1)) };
}

/** The condition "from <= value < to" of a run of bars. The last bar includes its upper edge, so that its end is open. */
export function rangeOfBars(
  { edges, counts }: Spread,
  first: number,
  last: number,
): { from: number; to: number | null } {
  return { from: edges[first] ?? 0, to: last >= counts.length - 1 ? null : (edges[last + 1] ?? null) };
}

/** Whether all of a bar lies inside a range; an open end takes all. */
export const isBarInside = (
  { edges, counts }: Spread,
  bar: number,
  { from, to }: { readonly from: number | null; readonly to: number | null },
): boolean =>
  (from === null || (edges[bar] ?? 0) >= from) &&
  (to === null || (bar < counts.length - 1 && (edges[bar + 1] ?? 0) <= to));

/** How much of a bar lies inside a range: all of it, a part of it, or nothing. */
export function barCover(
  spread: Spread,
  bar: number,
  range: { readonly from: number | null; readonly to: number | null },
): 'all' | 'part' | 'none' {
  if (isBarInside(spread, bar, range)) return 'all';
  const { edges, counts } = spread;
  const lower = edges[bar] ?? 0;
  const upper = edges[bar + 1] ?? lower;
  const isLast = bar >= counts.length - 1;
  const isAbove = range.from !== null && (isLast ? upper < range.from : upper <= range.from);
  const isBelow = range.to !== null && lower >= range.to;
  return isAbove || isBelow ? 'none' : 'part';
}

/** How many bars lie between two labels of the axis, so that labels of so many pixels do not meet. */
export function labelEvery(bars: number, axisPixels: number, labelPixels: number): number {
  const labels = Math.max(1, Math.floor(axisPixels / labelPixels));
  return Math.max(1, Math.ceil(bars / labels));
}

/** Below this the name of the count axis and the label of a mark would meet. */
const kNarrowPixels = 480;

export interface Mark {
  readonly value: number;
  readonly label: string;
  /** A threshold is a full line, a figure of the data a dotted one. */
  readonly kind: 'threshold' | 'figure';
}

export interface DistributionWords {
  readonly valueAxis: string;
  readonly countAxis: string;
  readonly value: (value: number) => string;
  readonly count: (count: number) => string;
  /** What the tooltip says of a bar. */
  readonly bar: (bar: number) => string;
}

export function distributionOption(
  look: Spread,
  chosen: { readonly from: number | null; readonly to: number | null } | null,
  marks: readonly Mark[],
  words: DistributionWords,
  chart: ChartLook,
): ChartOption {
  const bars = look.counts.length;
  const left = 56;
  const right = 24;
  const longest = Math.max(0, ...look.edges.map((edge) => words.value(edge).length));
  const every = labelEvery(bars, chart.width - left - right, longest * chart.fontSmallPixels * 0.65 + 16);
  const lines = marks.flatMap(({ value, label, kind }) => {
    const place = placeOf(look, value);
    return place === null
      ? []
      : [
          {
            xAxis: place,
            name: label,
            lineStyle: {
              color: kind === 'threshold' ? chart.warning : chart.text,
              width: kind === 'threshold' ? 2 : 1,
              type: kind === 'threshold' ? ('solid' as const) : ('dashed' as const),
            },
            // Away from the nearer edge, so that the words are never cut.
            label: {
              formatter: label,
              position: 'end' as const,
              align:
                place > bars * 0.7 ? ('right' as const) : place < bars * 0.3 ? ('left' as const) : ('center' as const),
              color: kind === 'threshold' ? chart.warning : chart.text,
              fontSize: chart.fontSmallPixels,
              ...onSurface(chart),
            },
          },
        ];
  });
  const full = chart.ramp[4] ?? chart.accent;
  const pale = { color: chart.ramp[1] ?? chart.line, borderColor: chart.lineStrong, borderWidth: 1 };
  const styles = {
    all: { color: full },
    // Hatched: some of its customers are in, and the drawing cannot tell how many.
    part: { ...pale, decal: { color: full, dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4 } },
    none: pale,
  };
  return {
    textStyle: textStyle(chart),
    grid: { left, right, top: 40, bottom: 48 },
    tooltip: {
      ...tooltip(chart),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: chart.lineStrong, opacity: 0.15 } },
      formatter: (given: unknown) => {
        const [first] = (Array.isArray(given) ? given : [given]) as { dataIndex?: number }[];
        return first?.dataIndex === undefined ? '' : words.bar(first.dataIndex);
      },
    },
    xAxis: [
      {
        type: 'category',
        data: look.counts.map((_, bar) => String(bar)),
        axisLabel: { show: false },
        axisTick: { show: false },
        axisLine: { show: false },
      },
      {
        type: 'value',
        position: 'bottom',
        min: 0,
        max: Math.max(1, bars),
        interval: every,
        axisLabel: {
          ...axisLabel(chart),
          showMaxLabel: bars % every === 0,
          formatter: (bar: number) => {
            const edge = look.edges[Math.round(bar)];
            return edge === undefined ? '' : words.value(edge);
          },
        },
        axisTick: { show: true, lineStyle: { color: chart.lineStrong } },
        axisLine: { show: true, lineStyle: { color: chart.lineStrong } },
        splitLine: { show: false },
        axisPointer: { show: false },
        name: words.valueAxis,
        nameLocation: 'middle',
        nameGap: 28,
        ...axisName(chart),
      },
    ],
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...axisLabel(chart), formatter: (value: number) => words.count(value) },
      splitLine: gridLines(chart),
      // On a narrow chart the label of a mark stands there.
      name: chart.width < kNarrowPixels ? '' : words.countAxis,
      nameLocation: 'end',
      ...axisName(chart),
      nameTextStyle: { ...axisName(chart).nameTextStyle, align: 'right' },
    },
    series: [
      {
        type: 'bar',
        id: 'bars',
        barCategoryGap: '6%',
        data: look.counts.map((count, bar) => ({
          value: count,
          itemStyle: styles[chosen ? barCover(look, bar, chosen) : 'all'],
        })),
        emphasis: { disabled: true },
      },
      {
        type: 'line',
        id: 'marks',
        xAxisIndex: 1,
        data: [],
        silent: true,
        markLine: { silent: true, symbol: 'none', animation: false, data: lines },
      },
    ],
  };
}
