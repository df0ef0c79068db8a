import {
  AreaSeries,
  createChart,
  LineSeries,
  LineStyle,
  type AreaSeriesPartialOptions,
  type DeepPartial,
  type IChartApi,
  type ISeriesApi,
  type LineSeriesPartialOptions,
  type MouseEventParams,
  type TimeChartOptions,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { EpochMs } from '#shared/domain/units';
import { linePoint, PRICE_FORMAT, timeOptions } from './candle-style';
import { onChartThemeChange, readChartTheme, type ChartColour, type ChartTheme } from './chart-theme';
import { HeldView } from './held-view';
import { epochOf } from './time';

export interface TimePoint {
  readonly at: EpochMs;
  /** Paise. */
  readonly value: number;
}

export interface TimeLine {
  readonly id: string;
  readonly colour: ChartColour;
  /** The one that the chart is about is an area; others are thin lines. */
  readonly kind: 'area' | 'line';
  /** Below the others on a scale of its own, as a third of the height. */
  readonly isBelow?: boolean;
  readonly points: readonly TimePoint[];
}

/** Room for the legend above the lines, in a low picture too. */
const MARGINS = { top: 0.26, bottom: 0.08 } as const;

/** A day that has begun keeps its minutes as wide as they will stay; a result that is whole fills its place. */
export type LinesWidth = 'growing' | 'whole';

function chartOptions(theme: ChartTheme, width: LinesWidth): DeepPartial<TimeChartOptions> {
  const options = timeOptions(theme);
  return {
    ...options,
    // 0 is the library's word for half of the chart.
    ...(width === 'whole' && { timeScale: { ...options.timeScale, maxBarSpacing: 0 } }),
    rightPriceScale: { ...options.rightPriceScale, scaleMargins: MARGINS },
  };
}

type Series = ISeriesApi<'Area'> | ISeriesApi<'Line'>;

/** Prices through the day as lines. It is given the whole picture each time. */
export class LinesChart {
  private readonly chart: IChartApi;
  private readonly width: LinesWidth;
  private readonly series = new Map<string, Series>();
  private lines: readonly TimeLine[] = [];
  private subject = '';
  private theme: ChartTheme = readChartTheme();
  private hoveredAt: EpochMs | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly view: HeldView;
  private readonly stopTheme: () => void;

  constructor(container: HTMLElement, width: LinesWidth) {
    this.width = width;
    this.chart = createChart(container, chartOptions(this.theme, width));
    this.chart.subscribeCrosshairMove(this.onCrosshair);
    this.view = new HeldView(container, this.chart, () => this.chart.timeScale().fitContent());
    this.stopTheme = onChartThemeChange(this.retheme);
  }

  /** A new `subject` is shown whole; while it stays the same, so does the person's zoom. */
  draw(subject: string, lines: readonly TimeLine[]): void {
    this.lines = lines;
    this.removeAllBut(lines);
    for (const line of lines) {
      const series = this.series.get(line.id) ?? this.add(line);
      series.setData(line.points.map(({ at, value }) => linePoint(at, value)));
    }
    const isEmpty = lines.every(({ points }) => points.length === 0);
    if (isEmpty) return;
    if (subject === this.subject) this.view.refresh();
    else this.view.hold(() => this.chart.timeScale().fitContent());
    this.subject = subject;
  }

  /** Calls whenever the moment under the crosshair changed. Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The moment under the crosshair; null when there is none. */
  readonly current = (): EpochMs | null => this.hoveredAt;

  dispose(): void {
    this.stopTheme();
    this.view.dispose();
    this.listeners.clear();
    this.chart.remove();
  }

  private removeAllBut(lines: readonly TimeLine[]): void {
    for (const [id, series] of this.series) {
      if (lines.some((line) => line.id === id)) continue;
      this.chart.removeSeries(series);
      this.series.delete(id);
    }
  }

  private add(line: TimeLine): Series {
    const pane = line.isBelow === true ? 1 : 0;
    const series =
      line.kind === 'area'
        ? this.chart.addSeries(AreaSeries, areaOptions(line, this.theme), pane)
        : this.chart.addSeries(LineSeries, lineOptions(line, this.theme), pane);
    const [upper, lower] = this.chart.panes();
    upper?.setStretchFactor(2);
    lower?.setStretchFactor(1);
    this.series.set(line.id, series);
    return series;
  }

  private readonly onCrosshair = ({ time, point }: MouseEventParams): void => {
    // Times on this chart are the numbers that `chartTime` made.
    const hoveredAt = time === undefined || point === undefined ? null : epochOf(time as UTCTimestamp);
    if (hoveredAt === this.hoveredAt) return;
    this.hoveredAt = hoveredAt;
    for (const listener of this.listeners) listener();
  };

  private readonly retheme = (theme: ChartTheme): void => {
    this.theme = theme;
    this.chart.applyOptions(chartOptions(theme, this.width));
    for (const line of this.lines) {
      this.series
        .get(line.id)
        ?.applyOptions(line.kind === 'area' ? areaOptions(line, theme) : lineOptions(line, theme));
    }
  };
}

function areaOptions({ colour }: TimeLine, { colours }: ChartTheme): AreaSeriesPartialOptions {
  return {
    priceFormat: PRICE_FORMAT,
    lineColor: colours[colour],
    lineWidth: 2,
    // The area fades out; the canvas knows no CSS variables, so its colour is the line's with less of it.
    topColor: `${colours[colour]}33`,
    bottomColor: `${colours[colour]}00`,
    priceLineStyle: LineStyle.Dotted,
    crosshairMarkerRadius: 3,
  };
}

function lineOptions({ colour }: TimeLine, { colours }: ChartTheme): LineSeriesPartialOptions {
  return {
    priceFormat: PRICE_FORMAT,
    color: colours[colour],
    lineWidth: 1,
    priceLineVisible: false,
    crosshairMarkerRadius: 2,
  };
}
