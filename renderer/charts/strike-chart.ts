import {
  BaselineSeries,
  createOptionsChart,
  LineSeries,
  LineStyle,
  LineType,
  type BaselineSeriesPartialOptions,
  type DeepPartial,
  type IChartApiBase,
  type ISeriesApi,
  type LineSeriesPartialOptions,
  type MouseEventParams,
  type PriceChartOptions,
  type TimeMark,
} from 'lightweight-charts';
import { formatStrike } from '../format/money';
import { commonOptions, onChartThemeChange, readChartTheme, type ChartColour, type ChartTheme } from './chart-theme';
import { PairedBarsView, type PairedBar, type PairedBarsOptions } from './paired-bars';
import { HeldView } from './held-view';
import { VerticalMarks } from './vertical-marks';

export interface StrikePoint {
  /** Paise. */
  readonly price: number;
  readonly value: number;
}

export interface StrikeLine {
  readonly id: string;
  readonly colour: ChartColour;
  /** `result` is filled from zero in the colours of gain and loss; `dots` marks what was measured. */
  readonly kind: 'line' | 'dashed' | 'dots' | 'result';
  readonly points: readonly StrikePoint[];
}

export interface StrikePair {
  /** Paise. */
  readonly strike: number;
  readonly call: number;
  readonly put: number;
}

export interface StrikeMark {
  /** Paise. */
  readonly price: number;
  readonly label: string;
  readonly colour: ChartColour;
  readonly isDashed: boolean;
}

/** All that a strike chart shows, at one moment. */
export interface StrikePicture {
  readonly lines: readonly StrikeLine[];
  readonly pairs: readonly StrikePair[];
  readonly marks: readonly StrikeMark[];
}

type ResultSeries = ISeriesApi<'Baseline', number>;
type PlainSeries = ISeriesApi<'Line', number>;
type PairSeries = ISeriesApi<'Custom', number, PairedBar | { readonly time: number }, PairedBarsOptions>;

const PAISE_PER_RUPEE = 100;

/** A chart over the price of the underlying: open interest, a smile, a payoff. It is given the whole picture each time. */
export class StrikeChart {
  private readonly chart: IChartApiBase<number>;
  private readonly formatValue: (value: number) => string;
  private readonly marks = new VerticalMarks();
  /** Holds the axis' points and carries the marks; it shows nothing itself. */
  private readonly axis: PlainSeries;
  private readonly series = new Map<string, PlainSeries | ResultSeries>();
  private pairs: PairSeries | null = null;
  private theme: ChartTheme = readChartTheme();
  private picture: StrikePicture = { lines: [], pairs: [], marks: [] };
  private extent = '';
  private hovered: number | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly view: HeldView;
  private readonly stopTheme: () => void;

  constructor(container: HTMLElement, formatValue: (value: number) => string) {
    this.formatValue = formatValue;
    this.chart = createOptionsChart(container, strikeOptions(this.theme));
    groupDigits(this.chart);
    tellTicks(this.chart, (ticks) => this.marks.setTicks(ticks));
    this.axis = this.chart.addSeries(LineSeries, { visible: false, ...this.quiet() });
    this.axis.attachPrimitive(this.marks);
    this.chart.subscribeCrosshairMove(this.onCrosshair);
    this.view = new HeldView(container, this.chart, () => this.chart.timeScale().fitContent());
    this.stopTheme = onChartThemeChange(this.retheme);
  }

  draw(picture: StrikePicture): void {
    this.picture = picture;
    const points = axisPoints(picture);
    this.axis.setData(points.map((time) => ({ time })));
    this.drawPairs();
    this.drawLines();
    this.drawMarks(points);
    this.fitNewExtent(points);
  }

  /** Calls whenever the price under the crosshair changed. Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The point of the axis under the crosshair, in paise; null when there is none. */
  readonly current = (): number | null => this.hovered;

  dispose(): void {
    this.stopTheme();
    this.view.dispose();
    this.listeners.clear();
    this.chart.remove();
  }

  private drawPairs(): void {
    if (this.picture.pairs.length === 0 && this.pairs === null) return;
    this.pairs ??= this.chart.addCustomSeries<PairedBar, PairedBarsOptions>(new PairedBarsView(), this.pairOptions());
    this.pairs.setData(
      this.picture.pairs.map(({ strike, call, put }) => ({ time: strike / PAISE_PER_RUPEE, call, put })),
    );
  }

  private drawLines(): void {
    const ids = new Set(this.picture.lines.map(({ id }) => id));
    for (const [id, series] of this.series) {
      if (ids.has(id)) continue;
      this.chart.removeSeries(series);
      this.series.delete(id);
    }
    for (const line of this.picture.lines) {
      const series = this.series.get(line.id) ?? this.addLine(line);
      series.setData(line.points.map(({ price, value }) => ({ time: price / PAISE_PER_RUPEE, value })));
    }
  }

  private addLine(line: StrikeLine): PlainSeries | ResultSeries {
    const series =
      line.kind === 'result'
        ? this.chart.addSeries(BaselineSeries, this.resultOptions())
        : this.chart.addSeries(LineSeries, this.lineOptions(line));
    this.series.set(line.id, series);
    return series;
  }

  private drawMarks(points: readonly number[]): void {
    const { colours } = this.theme;
    const marks = this.picture.marks.map(({ price, label, colour, isDashed }) => ({
      at: price / PAISE_PER_RUPEE,
      label,
      colour: colours[colour],
      textColour: colours.background,
      isDashed,
    }));
    this.marks.set(marks, points);
  }

  /** A new range of prices is shown whole; within one range the person's zoom stays. */
  private fitNewExtent(points: readonly number[]): void {
    const extent = `${points[0]}…${points.at(-1)}`;
    if (extent === this.extent) return;
    this.extent = extent;
    this.view.hold(() => this.chart.timeScale().fitContent());
  }

  private readonly onCrosshair = ({ time, point }: MouseEventParams<number>): void => {
    const hovered = time === undefined || point === undefined ? null : Math.round(time * PAISE_PER_RUPEE);
    if (hovered === this.hovered) return;
    this.hovered = hovered;
    for (const listener of this.listeners) listener();
  };

  private readonly retheme = (theme: ChartTheme): void => {
    this.theme = theme;
    this.chart.applyOptions(strikeOptions(theme));
    this.pairs?.applyOptions(this.pairOptions());
    for (const line of this.picture.lines) {
      this.series.get(line.id)?.applyOptions(line.kind === 'result' ? this.resultOptions() : this.lineOptions(line));
    }
    this.drawMarks(axisPoints(this.picture));
  };

  private quiet() {
    const priceFormat = { type: 'custom', formatter: this.formatValue, minMove: 0.0001 } as const;
    return { priceFormat, priceLineVisible: false, lastValueVisible: false } as const;
  }

  private pairOptions() {
    const { call, put } = this.theme.colours;
    return { ...this.quiet(), callColour: call, putColour: put };
  }

  private lineOptions({ colour, kind }: StrikeLine): LineSeriesPartialOptions {
    return {
      ...this.quiet(),
      color: this.theme.colours[colour],
      lineWidth: kind === 'line' ? 2 : 1,
      lineStyle: kind === 'dashed' ? LineStyle.Dashed : LineStyle.Solid,
      lineType: LineType.Simple,
      pointMarkersVisible: kind === 'dots',
      pointMarkersRadius: 2.5,
      crosshairMarkerRadius: 3,
    };
  }

  private resultOptions(): BaselineSeriesPartialOptions {
    const { gain, gainSoft, loss, lossSoft } = this.theme.colours;
    return {
      ...this.quiet(),
      baseValue: { type: 'price', price: 0 },
      topLineColor: gain,
      topFillColor1: gainSoft,
      topFillColor2: gainSoft,
      bottomLineColor: loss,
      bottomFillColor1: lossSoft,
      bottomFillColor2: lossSoft,
      lineWidth: 2,
      crosshairMarkerRadius: 3,
    };
  }
}

/** Every price that something is drawn at, in rupees, ascending. */
function axisPoints({ lines, pairs }: StrikePicture): readonly number[] {
  const prices = new Set(pairs.map(({ strike }) => strike));
  for (const { points } of lines) for (const { price } of points) prices.add(price);
  return [...prices].toSorted((a, b) => a - b).map((price) => price / PAISE_PER_RUPEE);
}

/** The library writes the prices of this axis without groups: 24200. */
function groupDigits(chart: IChartApiBase<number>): void {
  const axis = chart.horzBehaviour();
  // What the library keeps inside of such an axis is the price that it was given.
  const text = (item: unknown) => formatStrike(Math.round(item as number) * PAISE_PER_RUPEE);
  axis.formatTickmark = ({ time }) => text(time);
  axis.formatHorzItem = text;
}

/** The library tells of its ticks nowhere else: it asks for the heaviest each time that it draws them. */
function tellTicks(chart: IChartApiBase<number>, tell: (ticks: readonly TimeMark[]) => void): void {
  const axis = chart.horzBehaviour();
  const heaviest = axis.maxTickMarkWeight.bind(axis);
  axis.maxTickMarkWeight = (ticks) => {
    tell(ticks);
    return heaviest(ticks);
  };
}

function strikeOptions(theme: ChartTheme): DeepPartial<PriceChartOptions> {
  const common = commonOptions(theme);
  return {
    ...common,
    localization: { precision: 0 },
    // There is nothing to see beyond the strikes.
    timeScale: { ...common.timeScale, fixLeftEdge: true, fixRightEdge: true, minBarSpacing: 0.1 },
    rightPriceScale: { ...common.rightPriceScale, scaleMargins: { top: 0.1, bottom: 0.03 } },
  };
}
