// The parts of ECharts that the page uses, and nothing more: the rest stays out of the file.

import { BarChart, LineChart, type BarSeriesOption, type LineSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  type GridComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, TooltipComponent, MarkLineComponent, MarkPointComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption
>;
export type ChartSeries = BarSeriesOption | LineSeriesOption;
export type ChartInstance = EChartsType;

/** Marks and lines are sharp on paper too, whatever the screen. */
const kPixelRatioMin = 2;

export const makeChart = (element: HTMLElement, width: number, height: number): ChartInstance =>
  init(element, null, {
    renderer: 'canvas',
    width,
    height,
    devicePixelRatio: Math.max(kPixelRatioMin, devicePixelRatio),
  });
