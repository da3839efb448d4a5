// Money by month of one or two designs: lines, with the stretch between low and high assumption as a band of the same colour.

import type { ChartLook } from '../chart_look.ts';
import type { ChartOption, ChartSeries } from '../echarts_setup.ts';
import { axisLabel, axisName, gridLines, textStyle, tooltip } from './shared_parts.ts';

export interface MonthLine {
  readonly id: string;
  /** One value a month; low and high beside it where they differ. */
  readonly values: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface ClubMonthsWords {
  readonly axis: string;
  readonly tick: (amount: number) => string;
  /** What the tooltip says of a month. */
  readonly month: (at: number) => string;
}

/** The colours of the lines, in order; the second is dashed as well, so that colour is not all that tells them apart. */
const colourOf = (chart: ChartLook, at: number): string => (at === 0 ? chart.accent : chart.warning);

export function clubMonthsOption(
  months: readonly string[],
  lines: readonly MonthLine[],
  words: ClubMonthsWords,
  chart: ChartLook,
): ChartOption {
  const isNarrow = chart.width < 480;
  const series = lines.flatMap(({ id, values, low, high }, at): ChartSeries[] => {
    const colour = colourOf(chart, at);
    const edge = (name: string, data: readonly number[], opacity: number): ChartSeries => ({
      type: 'line',
      id: `${id}-${name}`,
      data: [...data],
      symbol: 'none',
      silent: true,
      lineStyle: { color: colour, width: 1, type: 'dotted', opacity },
      emphasis: { disabled: true },
    });
    const hasBand = low.some((value, month) => value !== high[month]);
    return [
      ...(hasBand ? [edge('low', low, 0.8), edge('high', high, 0.8)] : []),
      {
        type: 'line',
        id,
        data: [...values],
        symbol: 'none',
        lineStyle: { color: colour, width: 2.5, type: at === 0 ? 'solid' : 'dashed' },
        itemStyle: { color: colour },
        emphasis: { disabled: true },
      },
    ];
  });
  return {
    textStyle: textStyle(chart),
    grid: { left: isNarrow ? 52 : 72, right: 20, top: 36, bottom: 28 },
    tooltip: {
      ...tooltip(chart),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: chart.lineStrong } },
      formatter: (given: unknown) => {
        const [first] = (Array.isArray(given) ? given : [given]) as { dataIndex?: number }[];
        return first?.dataIndex === undefined ? '' : words.month(first.dataIndex);
      },
    },
    xAxis: {
      type: 'category',
      data: [...months],
      boundaryGap: false,
      axisLabel: {
        ...axisLabel(chart),
        interval: Math.max(0, Math.ceil(months.length / (isNarrow ? 4 : 9)) - 1),
        formatter: (month: string) => month.slice(2),
      },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: chart.lineStrong } },
    },
    yAxis: {
      type: 'value',
      name: words.axis,
      nameLocation: 'end',
      nameGap: 12,
      ...axisName(chart),
      nameTextStyle: { ...axisName(chart).nameTextStyle, align: 'left' },
      axisLabel: { ...axisLabel(chart), formatter: (value: number) => words.tick(value) },
      splitLine: gridLines(chart),
    },
    series,
  };
}
