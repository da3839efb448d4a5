// Twelve months of one customer: amounts as bars, ship-days as a line. Months that the window covers in part are paler and hatched.

import type { ChartLook } from '../chart_look.ts';
import type { ChartOption } from '../echarts_setup.ts';
import type { MonthFigures } from '../month_series.ts';
import { axisLabel, axisName, gridLines, textStyle, tooltip } from './shared_parts.ts';

export interface MonthWords {
  readonly amountAxis: string;
  readonly shipDaysAxis: string;
  readonly amountTick: (amount: number) => string;
  /** What the tooltip says of a month. */
  readonly month: (at: number) => string;
}

export function monthOption(months: readonly MonthFigures[], words: MonthWords, chart: ChartLook): ChartOption {
  const isNarrow = chart.width < 420;
  const bar = chart.ramp[4] ?? chart.accent;
  const valueAxis = {
    type: 'value' as const,
    axisLabel: axisLabel(chart),
    nameLocation: 'end' as const,
    nameGap: 10,
    ...axisName(chart),
  };
  return {
    textStyle: textStyle(chart),
    grid: { left: 56, right: 40, top: 36, bottom: 28 },
    tooltip: {
      ...tooltip(chart),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: chart.lineStrong, opacity: 0.15 } },
      formatter: (given: unknown) => {
        const [first] = (Array.isArray(given) ? given : [given]) as { dataIndex?: number }[];
        return first?.dataIndex === undefined ? '' : words.month(first.dataIndex);
      },
    },
    xAxis: {
      type: 'category',
      data: months.map(({ month }) => month),
      axisLabel: {
        ...axisLabel(chart),
        interval: months.length > 14 || isNarrow ? Math.ceil(months.length / (isNarrow ? 4 : 8)) - 1 : 0,
        // The year stands with the first month and with each January.
        formatter: (month: string, at: number) => (at === 0 || month.endsWith('-01') ? month.slice(2) : month.slice(5)),
      },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: chart.lineStrong } },
    },
    yAxis: [
      {
        ...valueAxis,
        name: words.amountAxis,
        axisLabel: { ...axisLabel(chart), formatter: (value: number) => words.amountTick(value) },
        splitLine: gridLines(chart),
      },
      // Never more than 31, and comparable between customers.
      { ...valueAxis, name: words.shipDaysAxis, min: 0, max: 31, interval: 10, splitLine: { show: false } },
    ],
    series: [
      {
        type: 'bar',
        id: 'amount',
        barMaxWidth: 40,
        data: months.map(({ amount, isPartial }) => ({
          value: amount,
          itemStyle: isPartial
            ? {
                color: chart.ramp[2] ?? bar,
                borderColor: bar,
                borderType: 'dashed' as const,
                borderWidth: 1,
              }
            : { color: bar },
        })),
        emphasis: { disabled: true },
      },
      {
        type: 'line',
        id: 'ship-days',
        yAxisIndex: 1,
        data: months.map(({ shipDays }) => shipDays),
        symbol: 'circle',
        symbolSize: 6,
        lineStyle: { color: chart.warning, width: 2 },
        itemStyle: { color: chart.surface, borderColor: chart.warning, borderWidth: 2 },
        emphasis: { disabled: true },
      },
    ],
  };
}
