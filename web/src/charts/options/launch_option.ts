// The proof before a launch: net so far by month under three outlooks, and what each assumption alone does to the present value.

import type { ChartLook } from '../chart_look.ts';
import type { ChartOption, ChartSeries } from '../echarts_setup.ts';
import { axisLabel, axisName, gridLines, textStyle, tooltip } from './shared_parts.ts';

export interface OutlookLine {
  readonly id: 'low' | 'base' | 'high';
  readonly name: string;
  /** From month 0. */
  readonly values: readonly number[];
  readonly breakEvenMonth: number | null;
}

export interface OutlookWords {
  readonly moneyAxis: string;
  readonly monthAxis: string;
  readonly tick: (amount: number) => string;
  /** What the tooltip says of a month. */
  readonly month: (at: number) => string;
  readonly breakEven: (month: number) => string;
}

const zeroLine = (chart: ChartLook, at: { xAxis: number } | { yAxis: number }) => ({
  silent: true,
  symbol: 'none',
  animation: false,
  lineStyle: { color: chart.text, width: 1.5, type: 'solid' as const },
  label: { show: false },
  data: [at],
});

const kDashes = { low: 'dashed', base: 'solid', high: 'dotted' } as const;

export function outlooksOption(lines: readonly OutlookLine[], words: OutlookWords, chart: ChartLook): ChartOption {
  const isNarrow = chart.width < 480;
  const length = lines[0]?.values.length ?? 0;
  const series = lines.map(({ id, name, values, breakEvenMonth }): ChartSeries => {
    const colour = id === 'base' ? chart.accent : id === 'low' ? chart.warning : chart.text;
    return {
      type: 'line',
      id,
      name,
      data: [...values],
      symbol: 'none',
      lineStyle: { color: colour, width: id === 'base' ? 2.5 : 2, type: kDashes[id] },
      itemStyle: { color: colour },
      emphasis: { disabled: true },
      ...(id === 'base' ? { markLine: zeroLine(chart, { yAxis: 0 }) } : {}),
      ...(breakEvenMonth !== null && breakEvenMonth > 0
        ? {
            markPoint: {
              silent: true,
              symbol: 'circle',
              symbolSize: 9,
              itemStyle: { color: colour, borderColor: chart.surface, borderWidth: 2 },
              label: {
                show: id === 'base' || !isNarrow,
                position: id === 'low' ? 'bottom' : 'top',
                distance: 6,
                color: chart.text,
                fontSize: chart.fontSmallPixels,
                backgroundColor: chart.surface,
                padding: [2, 4],
                formatter: words.breakEven(breakEvenMonth),
              },
              data: [{ name: id, coord: [breakEvenMonth, values[breakEvenMonth] ?? 0] }],
            },
          }
        : {}),
    };
  });
  return {
    textStyle: textStyle(chart),
    grid: { left: isNarrow ? 56 : 76, right: 24, top: 36, bottom: 44 },
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
      data: Array.from({ length }, (_, month) => String(month)),
      boundaryGap: false,
      name: words.monthAxis,
      nameLocation: 'middle',
      nameGap: 26,
      ...axisName(chart),
      axisLabel: { ...axisLabel(chart), interval: (at: number) => at % (length > 61 || isNarrow ? 12 : 6) === 0 },
      axisTick: { show: false },
      // Zero has a line of its own; the months stand below everything.
      axisLine: { onZero: false, lineStyle: { color: chart.lineStrong } },
    },
    yAxis: {
      type: 'value',
      name: words.moneyAxis,
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

export interface TornadoBar {
  readonly name: string;
  readonly atLow: number;
  readonly atHigh: number;
}

export interface TornadoWords {
  readonly axis: string;
  readonly low: string;
  readonly high: string;
  readonly tick: (amount: number) => string;
  /** What the tooltip says of a bar. */
  readonly bar: (at: number) => string;
}

/** Bars from the base value to where each assumption's low and high amounts take it; the widest first. */
export function tornadoOption(
  bars: readonly TornadoBar[],
  base: number,
  words: TornadoWords,
  chart: ChartLook,
): ChartOption {
  const isNarrow = chart.width < 480;
  const side = (name: string, values: readonly number[], colour: string): ChartSeries => ({
    type: 'bar',
    name,
    data: values.map((value) => value - base),
    barWidth: 14,
    barGap: '-100%',
    itemStyle: { color: colour },
    emphasis: { disabled: true },
  });
  return {
    textStyle: textStyle(chart),
    grid: { left: isNarrow ? 96 : 180, right: 28, top: 12, bottom: 44 },
    tooltip: {
      ...tooltip(chart),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: chart.lineStrong, opacity: 0.15 } },
      formatter: (given: unknown) => {
        const [first] = (Array.isArray(given) ? given : [given]) as { dataIndex?: number }[];
        return first?.dataIndex === undefined ? '' : words.bar(first.dataIndex);
      },
    },
    xAxis: {
      type: 'value',
      name: words.axis,
      nameLocation: 'middle',
      nameGap: 28,
      ...axisName(chart),
      splitNumber: isNarrow ? 2 : 5,
      axisLabel: { ...axisLabel(chart), hideOverlap: true, formatter: (value: number) => words.tick(value) },
      splitLine: gridLines(chart),
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLabel: { ...axisLabel(chart), color: chart.text, width: isNarrow ? 88 : 168, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { show: false, onZero: false },
    },
    series: [
      {
        ...side(
          words.low,
          bars.map(({ atLow }) => atLow),
          chart.warning,
        ),
        markLine: zeroLine(chart, { xAxis: 0 }),
      },
      side(
        words.high,
        bars.map(({ atHigh }) => atHigh),
        chart.accent,
      ),
    ],
  };
}
