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

const kShipDaysMax = 32;
const kSteps = 4;

/** A round step, of which four are enough: 1, 2, 2.5 or 5 times a power of ten. */
export function roundStep(greatest: number): number {
  const wanted = greatest / kSteps;
  if (!(wanted > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  // A tolerance, because 0.3 / 0.1 is more than 3.
  const factor = [1, 2, 2.5, 5].find((one) => one * power >= wanted * (1 - 1e-9)) ?? 10;
  return factor * power;
}

export function monthOption(months: readonly MonthFigures[], words: MonthWords, chart: ChartLook): ChartOption {
  const isNarrow = chart.width < 420;
  const bar = chart.ramp[4] ?? chart.accent;
  // Both axes have the same number of steps, so that every line belongs to both; amounts given back reach below zero.
  const amounts = months.map(({ amount }) => amount);
  const step = roundStep(Math.max(0, ...amounts.map(Math.abs)));
  const below = Math.ceil(Math.max(0, ...amounts.map((amount) => -amount)) / step - 1e-9);
  const days = kShipDaysMax / kSteps;
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
        min: -below * step,
        max: kSteps * step,
        interval: step,
        axisLabel: { ...axisLabel(chart), formatter: (value: number) => words.amountTick(value) },
        splitLine: gridLines(chart),
      },
      // A month has no more, and customers can be compared.
      {
        ...valueAxis,
        name: words.shipDaysAxis,
        min: -below * days,
        max: kShipDaysMax,
        interval: days,
        axisLabel: { ...axisLabel(chart), formatter: (value: number) => (value < 0 ? '' : String(value)) },
        splitLine: { show: false },
      },
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
