import {
  LineStyle,
  LineType,
  type CandlestickData,
  type CandlestickSeriesPartialOptions,
  type CreatePriceLineOptions,
  type DeepPartial,
  type HistogramData,
  type LineData,
  type LineSeriesPartialOptions,
  type SeriesMarker,
  type Time,
  type TimeChartOptions,
  type WhitespaceData,
} from 'lightweight-charts';
import type { Bar } from '#shared/domain/bars';
import type { EpochMs } from '#shared/domain/units';
import { formatCompact, formatPrice } from '../format/money';
import { commonOptions, type ChartColour, type ChartTheme } from './chart-theme';
import { chartTime } from './time';

/** An indicator as a fold over bars. */
export interface BarFold {
  /** Its value with this bar; null while there have not been enough. */
  next(bar: Bar): number | null;
  /** Goes on from the same state without touching this one. */
  copy(): BarFold;
}

/** A line over the candles. */
export interface Overlay {
  readonly id: string;
  readonly label: string;
  readonly colour: ChartColour;
  start(): BarFold;
}

/** A horizontal line with a name. */
export interface PriceMark {
  /** Paise. */
  readonly price: number;
  readonly label: string;
  readonly colour: ChartColour;
  readonly style: 'solid' | 'dashed' | 'dotted';
}

/** An arrow (a trade in what is charted) or a dot (a trade in an option or future of it) at a bar. */
export interface BarMark {
  readonly id: string;
  readonly startAt: EpochMs;
  readonly side: 'buy' | 'sell';
  readonly shape: 'arrow' | 'dot';
  readonly text: string;
}

const STYLES = { solid: LineStyle.Solid, dashed: LineStyle.Dashed, dotted: LineStyle.Dotted } as const;

/** Prices are drawn in paise; only the labels turn them into rupees. */
export const PRICE_FORMAT = { type: 'custom', formatter: formatPrice, minMove: 1 } as const;
const COUNT_FORMAT = { type: 'custom', formatter: formatCompact, minMove: 1 } as const;

export function timeOptions(theme: ChartTheme): DeepPartial<TimeChartOptions> {
  const common = commonOptions(theme);
  return {
    ...common,
    localization: { locale: 'en-IN', dateFormat: 'dd MMM yyyy' },
    // Room for the legend above the candles.
    rightPriceScale: { ...common.rightPriceScale, scaleMargins: { top: 0.14, bottom: 0.08 } },
    timeScale: {
      ...common.timeScale,
      timeVisible: true,
      secondsVisible: false,
      rightOffset: 4,
      minBarSpacing: 1,
      maxBarSpacing: 18,
    },
  };
}

export function candleOptions({ colours: { up, down } }: ChartTheme): CandlestickSeriesPartialOptions {
  return {
    priceFormat: PRICE_FORMAT,
    upColor: up,
    downColor: down,
    wickUpColor: up,
    wickDownColor: down,
    borderVisible: false,
    priceLineStyle: LineStyle.Dotted,
  };
}

export const VOLUME_OPTIONS = { priceFormat: COUNT_FORMAT, priceLineVisible: false, lastValueVisible: false } as const;

/** On a scale of its own: open interest is many times the volume of a bar. */
export function oiOptions({ colours }: ChartTheme): LineSeriesPartialOptions {
  return { ...thinLine(colours.oi), priceFormat: COUNT_FORMAT, priceScaleId: 'oi' };
}

export function overlayOptions({ colour }: Overlay, { colours }: ChartTheme): LineSeriesPartialOptions {
  return { ...thinLine(colours[colour]), priceFormat: PRICE_FORMAT };
}

function thinLine(color: string): LineSeriesPartialOptions {
  return {
    color,
    lineWidth: 1,
    lineType: LineType.Simple,
    priceLineVisible: false,
    lastValueVisible: false,
    crosshairMarkerRadius: 2,
  };
}

export function lineOptions(mark: PriceMark, { colours }: ChartTheme): CreatePriceLineOptions {
  return {
    price: mark.price,
    title: mark.label,
    color: colours[mark.colour],
    lineStyle: STYLES[mark.style],
    lineWidth: 1,
    axisLabelVisible: true,
    // Lines that nobody decided on stay in the background, their labels too.
    axisLabelColor: mark.colour === 'neutral' ? colours.label : colours[mark.colour],
    axisLabelTextColor: mark.colour === 'neutral' ? colours.text : colours.background,
  };
}

export function markerOf(mark: BarMark, { colours }: ChartTheme, isNamed: boolean): SeriesMarker<Time> {
  const isBuy = mark.side === 'buy';
  const arrow = isBuy ? 'arrowUp' : 'arrowDown';
  return {
    id: mark.id,
    time: chartTime(mark.startAt),
    position: isBuy ? 'belowBar' : 'aboveBar',
    shape: mark.shape === 'arrow' ? arrow : 'circle',
    color: isBuy ? colours.accent : colours.line2,
    size: mark.shape === 'arrow' ? 1 : 0.7,
    text: isNamed ? mark.text : '',
  };
}

export function candlePoint(bar: Bar, { colours }: ChartTheme, isPale: boolean): CandlestickData {
  const { startAt, open, high, low, close } = bar;
  const point = { time: chartTime(startAt), open, high, low, close };
  const pale = close >= open ? colours.upVolume : colours.downVolume;
  return isPale ? { ...point, color: pale, wickColor: pale } : point;
}

export function volumePoint({ startAt, open, close, volume }: Bar, { colours }: ChartTheme): HistogramData {
  return { time: chartTime(startAt), value: volume, color: close >= open ? colours.upVolume : colours.downVolume };
}

export function oiPoint({ startAt, oi }: Bar): LineData | WhitespaceData {
  return linePoint(startAt, oi);
}

/** A point without a value keeps its place, so that every series of a chart counts its bars alike. */
export function linePoint(startAt: EpochMs, value: number | null | undefined): LineData | WhitespaceData {
  const time = chartTime(startAt);
  return value === null || value === undefined ? { time } : { time, value };
}
