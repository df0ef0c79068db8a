import {
  customSeriesDefaultOptions,
  type CustomData,
  type CustomSeriesOptions,
  type CustomSeriesPricePlotValues,
  type CustomSeriesWhitespaceData,
  type ICustomSeriesPaneRenderer,
  type ICustomSeriesPaneView,
  type PaneRendererCustomData,
} from 'lightweight-charts';

/** A call's and a put's figure at one strike, drawn side by side. */
export interface PairedBar extends CustomData<number> {
  /** The strike in rupees, which the axis shows. */
  readonly time: number;
  readonly call: number;
  readonly put: number;
}

export interface PairedBarsOptions extends CustomSeriesOptions {
  readonly callColour: string;
  readonly putColour: string;
}

type Target = Parameters<ICustomSeriesPaneRenderer['draw']>[0];
type PriceToCoordinate = Parameters<ICustomSeriesPaneRenderer['draw']>[1];

/** Lets the marks behind the bars be seen. */
const OPACITY = 0.72;

/** Where the two bars of a strike lie, in device pixels. */
export interface PairLayout {
  readonly width: number;
  readonly callLeft: number;
  readonly putLeft: number;
}

/** Two bars with a hair between them around `centre`, and room to the next strike's; never thinner than a pixel. */
export function layoutPair(centre: number, spacing: number): PairLayout {
  const width = Math.max(1, Math.floor(spacing * 0.36));
  const gap = spacing > 12 ? 1 : 0;
  const middle = Math.round(centre);
  return { width, callLeft: middle - width - gap, putLeft: middle + gap };
}

/** Teaches the library to draw pairs of bars. */
export class PairedBarsView implements ICustomSeriesPaneView<number, PairedBar, PairedBarsOptions> {
  private data: PaneRendererCustomData<number, PairedBar> | null = null;
  private options: PairedBarsOptions | null = null;

  renderer(): ICustomSeriesPaneRenderer {
    return { draw: (target, toCoordinate) => this.draw(target, toCoordinate) };
  }

  update(data: PaneRendererCustomData<number, PairedBar>, options: PairedBarsOptions): void {
    this.data = data;
    this.options = options;
  }

  /** Zero belongs to the scale, because bars begin there. */
  priceValueBuilder({ call, put }: PairedBar): CustomSeriesPricePlotValues {
    return [Math.min(0, call, put), Math.max(0, call, put), Math.max(call, put)];
  }

  isWhitespace(data: PairedBar | CustomSeriesWhitespaceData<number>): data is CustomSeriesWhitespaceData<number> {
    return !('call' in data);
  }

  defaultOptions(): PairedBarsOptions {
    return { ...customSeriesDefaultOptions, callColour: '', putColour: '' };
  }

  private draw(target: Target, toCoordinate: PriceToCoordinate): void {
    const { data, options } = this;
    const zero = toCoordinate(0);
    if (!data || !options || data.visibleRange === null || zero === null) return;
    const { bars, barSpacing, visibleRange } = data;
    target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio, verticalPixelRatio }) => {
      const bar = (left: number, width: number, value: number, colour: string) => {
        const top = toCoordinate(value);
        if (top === null) return;
        context.fillStyle = colour;
        context.fillRect(left, zero * verticalPixelRatio, width, (top - zero) * verticalPixelRatio);
      };
      context.globalAlpha = OPACITY;
      for (const { x, originalData } of bars.slice(
        Math.max(0, Math.floor(visibleRange.from)),
        Math.ceil(visibleRange.to) + 1,
      )) {
        const { width, callLeft, putLeft } = layoutPair(x * horizontalPixelRatio, barSpacing * horizontalPixelRatio);
        bar(callLeft, width, originalData.call, options.callColour);
        bar(putLeft, width, originalData.put, options.putColour);
      }
      context.globalAlpha = 1;
    });
  }
}
