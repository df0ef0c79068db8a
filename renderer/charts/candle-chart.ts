import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  LineSeries,
  type DeepPartial,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type MouseEventParams,
  type Time,
  type TimeChartOptions,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Bar } from '#shared/domain/bars';
import type { EpochMs } from '#shared/domain/units';
import type { SeriesView } from '#shared/ipc/views';
import { barIndexAt, barsToDraw, isBroken, putLast } from './bar-roll';
import {
  candleOptions,
  candlePoint,
  lineOptions,
  markerOf,
  oiOptions,
  oiPoint,
  overlayOptions,
  timeOptions,
  VOLUME_OPTIONS,
  volumePoint,
  type BarMark,
  type Overlay,
  type PriceMark,
} from './candle-style';
import type { CrosshairLink } from './crosshair-link';
import { onChartThemeChange, readChartTheme, type ChartColour, type ChartTheme } from './chart-theme';
import { HeldView } from './held-view';
import { LevelLines, ROOM_FOR_NAMES, type LevelLine } from './level-lines';
import { LineDrag, type LineHandle, type OnDrop } from './line-drag';
import { OverlayLine } from './overlay-line';
import { Sight } from './sight';
import { createStillMarkers } from './still-markers';
import { chartTime, epochOf } from './time';
import { Turns } from '../ui/turns';

/** What the legend tells: the bar under the crosshair, or the newest one. */
export interface Reading {
  readonly bar: Bar;
  /** The close before it, which its change is measured from; null on the first bar. */
  readonly previousClose: number | null;
  readonly overlays: readonly OverlayReading[];
}

export interface OverlayReading {
  readonly label: string;
  readonly colour: ChartColour;
  readonly value: number | null;
}

/** One chart follows the market ten times a second, four of them by turns: each drawing is a frame of the whole window. */
const TURNS = new Turns(100);

const LOWER_PANE = 1;
/** Bars shown at first: nearly two hours of minutes, a week of quarter hours. */
const INITIAL_BARS = 110;
/** Bars left free at the right edge, where the names of price lines stand. */
const ROOM = 22;

function chartOptions(theme: ChartTheme): DeepPartial<TimeChartOptions> {
  const { layout, timeScale, ...options } = timeOptions(theme);
  return { ...options, layout: { ...layout, attributionLogo: true }, timeScale: { ...timeScale, rightOffset: ROOM } };
}

/**
 * Candles with volume, open interest, indicator lines, price lines and trades. It is told what changed and
 * draws just that; a price never makes React render.
 */
export class CandleChart {
  private readonly chart: IChartApi;
  private readonly candles: ISeriesApi<'Candlestick'>;
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private volume: ISeriesApi<'Histogram'> | null = null;
  private oi: ISeriesApi<'Line'> | null = null;
  private overlays: readonly OverlayLine[] = [];
  private lines: readonly { readonly mark: PriceMark; readonly line: IPriceLine }[] = [];
  private levels: readonly LevelLine[] = [];
  private readonly levelLines: LevelLines;
  private marks: readonly BarMark[] = [];
  private hasNames = true;
  private bars: Bar[] = [];
  /** What came since the last turn: the last of `bars` as it has become, and those after it. */
  private waiting: Bar[] = [];
  private isPale: (bar: Bar) => boolean = () => false;
  private theme: ChartTheme = readChartTheme();
  private hoveredAt: EpochMs | null = null;
  private reading: Reading | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly view: HeldView;
  private readonly drag: LineDrag;
  private readonly sight: Sight;
  /** Bars came while it was out of sight: kept, and not drawn yet. */
  private isBehind = false;
  private crosshairs: CrosshairLink | null = null;
  private readonly stopTheme: () => void;

  constructor(container: HTMLElement) {
    this.chart = createChart(container, chartOptions(this.theme));
    this.candles = this.chart.addSeries(CandlestickSeries, candleOptions(this.theme));
    this.markers = createStillMarkers(this.candles);
    this.levelLines = new LevelLines(this.theme);
    this.candles.attachPrimitive(this.levelLines);
    this.chart.subscribeCrosshairMove(this.onCrosshair);
    this.chart.timeScale().subscribeSizeChange(this.onWidth);
    this.drag = new LineDrag(container, this.candles, this.theme);
    this.view = new HeldView(container, this.chart, this.showLatest);
    this.sight = new Sight(container, this.catchUp);
    this.stopTheme = onChartThemeChange(this.retheme);
  }

  /** Draws a series from its beginning and shows its end. */
  show(bars: readonly Bar[]): void {
    this.bars = [...bars];
    this.waiting = [];
    this.hoveredAt = null;
    this.setLowerPane();
    this.drawAll();
    this.goToLatest();
    this.read();
  }

  /** Takes what a live series added, and draws it in its turn. False when it does not join on: then it has to be shown anew. */
  roll(view: SeriesView): boolean {
    const endsAt = (this.waiting.at(-1) ?? this.bars.at(-1))?.startAt ?? null;
    if (isBroken(endsAt, view)) return false;
    for (const bar of barsToDraw(endsAt, view)) putLast(this.waiting, bar);
    TURNS.take(this.drawWaiting);
    return true;
  }

  setOverlays(overlays: readonly Overlay[]): void {
    for (const { line } of this.overlays) this.chart.removeSeries(line);
    this.overlays = overlays.map(
      (overlay) => new OverlayLine(overlay, this.chart.addSeries(LineSeries, overlayOptions(overlay, this.theme))),
    );
    for (const overlay of this.overlays) overlay.show(this.bars);
    this.read();
  }

  setLines(marks: readonly PriceMark[]): void {
    for (const { line } of this.lines) this.candles.removePriceLine(line);
    this.lines = marks.map((mark) => ({ mark, line: this.candles.createPriceLine(lineOptions(mark, this.theme)) }));
  }

  /** The lines that can be dragged, and who is told where one was let go. */
  setHandles(handles: readonly LineHandle[], onDrop: OnDrop): void {
    this.drag.set(handles, onDrop);
  }

  /** Prices that may matter, in the background. */
  setLevels(levels: readonly LevelLine[]): void {
    this.levels = levels;
    this.levelLines.set(levels, this.theme);
  }

  /** What lies over the chart at its top, down to this many pixels: no level is named beneath it. */
  setCovered(height: number): void {
    this.levelLines.setCovered(height);
  }

  setMarks(marks: readonly BarMark[]): void {
    this.marks = marks;
    this.hasNames = this.chart.timeScale().width() >= ROOM_FOR_NAMES;
    this.markers.setMarkers(marks.map((mark) => markerOf(mark, this.theme, this.hasNames)));
  }

  /** One of four charts on a small screen shows where trades were; their names would hide its bars. */
  private readonly onWidth = (width: number): void => {
    if (width >= ROOM_FOR_NAMES !== this.hasNames) this.setMarks(this.marks);
  };

  /** Bars for which this holds are drawn paler than others: what is in them was not seen as it happened. */
  setPale(isPale: (bar: Bar) => boolean): void {
    this.isPale = isPale;
    this.drawCandles();
  }

  /** The bars drawn so far, for placing trades on them. */
  drawn(): readonly Bar[] {
    return this.bars;
  }

  fit(): void {
    this.view.hold(() => {
      this.chart.priceScale('right').setAutoScale(true);
      this.chart.timeScale().fitContent();
    });
  }

  goToLatest(): void {
    this.view.hold(this.showLatest);
  }

  /** Calls whenever `current()` has a new reading. Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Reading | null => this.reading;

  /** Moves its crosshair along with the others of that link, by time. Returns how to leave it. */
  link(crosshairs: CrosshairLink): () => void {
    this.crosshairs = crosshairs;
    const leave = crosshairs.join(this);
    return () => {
      this.crosshairs = null;
      leave();
    };
  }

  /** Puts the crosshair on the bar that holds this moment; null takes it away. */
  pointAt(at: EpochMs | null): void {
    const bar = at === null ? undefined : this.bars[barIndexAt(this.bars, at)];
    if (bar === undefined) this.chart.clearCrosshairPosition();
    else this.chart.setCrosshairPosition(bar.close, chartTime(bar.startAt), this.candles);
    this.hoveredAt = bar?.startAt ?? null;
    this.read();
  }

  dispose(): void {
    TURNS.leave(this.drawWaiting);
    this.stopTheme();
    this.sight.dispose();
    this.view.dispose();
    this.drag.dispose();
    this.listeners.clear();
    this.chart.remove();
  }

  private readonly showLatest = (): void => {
    const { length } = this.bars;
    this.chart.priceScale('right').setAutoScale(true);
    this.chart.timeScale().setVisibleLogicalRange({ from: Math.max(0, length - INITIAL_BARS), to: length + ROOM });
  };

  private drawAll(): void {
    this.isBehind = false;
    this.drawCandles();
    this.drawVolume();
    this.oi?.setData(this.bars.map(oiPoint));
    for (const overlay of this.overlays) overlay.show(this.bars);
  }

  private readonly drawWaiting = (): void => {
    const { isSeen } = this.sight;
    for (const bar of this.waiting) {
      if (isSeen) this.drawNext(bar);
      else this.isBehind = true;
      putLast(this.bars, bar);
    }
    this.waiting = [];
    if (isSeen) this.read();
  };

  /** Draws the bar that follows those known, or replaces the last of them. */
  private drawNext(bar: Bar): void {
    for (const overlay of this.overlays) overlay.roll(bar, this.bars.at(-1));
    this.candles.update(candlePoint(bar, this.theme, this.isPale(bar)));
    this.volume?.update(volumePoint(bar, this.theme));
    this.oi?.update(oiPoint(bar));
  }

  private readonly catchUp = (): void => {
    if (!this.isBehind) return;
    this.drawAll();
    this.view.refresh();
    this.read();
  };

  private drawCandles(): void {
    this.candles.setData(this.bars.map((bar) => candlePoint(bar, this.theme, this.isPale(bar))));
  }

  private drawVolume(): void {
    this.volume?.setData(this.bars.map((bar) => volumePoint(bar, this.theme)));
  }

  /** An index trades nothing and has no open interest: its chart keeps that room for the candles. */
  private setLowerPane(): void {
    const hasVolume = this.bars.some((bar) => bar.volume > 0);
    const hasOi = this.bars.some((bar) => bar.oi !== null && bar.oi > 0);
    if (this.volume !== null && !hasVolume) this.chart.removeSeries(this.volume);
    if (this.oi !== null && !hasOi) this.chart.removeSeries(this.oi);
    this.volume = hasVolume ? (this.volume ?? this.chart.addSeries(HistogramSeries, VOLUME_OPTIONS, LOWER_PANE)) : null;
    this.oi = hasOi ? (this.oi ?? this.chart.addSeries(LineSeries, oiOptions(this.theme), LOWER_PANE)) : null;
    const [upper, lower] = this.chart.panes();
    upper?.setStretchFactor(4);
    lower?.setStretchFactor(1);
  }

  private readonly onCrosshair = ({ point, time, sourceEvent }: MouseEventParams): void => {
    // Times on this chart are the numbers that `chartTime` made.
    const hoveredAt = point === undefined || time === undefined ? null : epochOf(time as UTCTimestamp);
    if (hoveredAt === this.hoveredAt) return;
    this.hoveredAt = hoveredAt;
    this.read();
    // The library also reports that bars moved beneath a crosshair that rests: nobody pointed there.
    if (sourceEvent !== undefined || hoveredAt === null) this.crosshairs?.tell(this, hoveredAt);
  };

  private read(): void {
    const index = this.hoveredAt === null ? this.bars.length - 1 : barIndexAt(this.bars, this.hoveredAt);
    const bar = this.bars[index];
    const previousClose = this.bars[index - 1]?.close ?? null;
    const overlays = this.overlays.map((drawn) => ({
      label: drawn.overlay.label,
      colour: drawn.overlay.colour,
      value: drawn.valueAt(index),
    }));
    this.reading = bar === undefined ? null : { bar, previousClose, overlays };
    for (const listener of this.listeners) listener();
  }

  private readonly retheme = (theme: ChartTheme): void => {
    this.theme = theme;
    this.drag.setTheme(theme);
    this.chart.applyOptions(chartOptions(theme));
    this.candles.applyOptions(candleOptions(theme));
    this.oi?.applyOptions(oiOptions(theme));
    for (const { overlay, line } of this.overlays) line.applyOptions(overlayOptions(overlay, theme));
    for (const { mark, line } of this.lines) line.applyOptions(lineOptions(mark, theme));
    this.drawCandles();
    this.drawVolume();
    this.setLevels(this.levels);
    this.setMarks(this.marks);
  };
}
