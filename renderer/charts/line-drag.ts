import type { IPriceLine, ISeriesApi } from 'lightweight-charts';
import { lineOptions, type PriceMark } from './candle-style';
import type { ChartTheme } from './chart-theme';

/** A line that a person may take hold of. */
export interface LineHandle {
  readonly id: string;
  /** Paise. */
  readonly price: number;
  /** What it will be called where it is dragged to. */
  readonly label: string;
}

export type OnDrop = (id: string, price: number) => void;

/** Pixels on either side of a line where it can be taken. */
const REACH = 5;
/** Five paise: the finest step of any price drawn here. */
const STEP = 5;

/** The handle nearest to a height, if one is in reach. Coordinates are null for prices off the scale. */
export function handleAt(
  handles: readonly LineHandle[],
  y: number,
  heightOf: (price: number) => number | null,
): LineHandle | null {
  let nearest: LineHandle | null = null;
  let least = REACH;
  for (const handle of handles) {
    const height = heightOf(handle.price);
    const distance = height === null ? Infinity : Math.abs(height - y);
    if (distance > least) continue;
    nearest = handle;
    least = distance;
  }
  return nearest;
}

/** The price a line is dropped at, on the price grid and above nothing; null off the scale. */
export function droppedAt(price: number | null): number | null {
  return price === null || price < STEP ? null : Math.round(price / STEP) * STEP;
}

/**
 * Lets lines be dragged. It changes nothing itself: the line stays where it is until the desk says otherwise, and
 * where it was let go is told. Escape lets go of it where it was.
 */
export class LineDrag {
  private readonly container: HTMLElement;
  private readonly series: ISeriesApi<'Candlestick'>;
  private handles: readonly LineHandle[] = [];
  private onDrop: OnDrop = () => {};
  private theme: ChartTheme;
  private held: { readonly handle: LineHandle; readonly preview: IPriceLine; price: number } | null = null;
  private readonly ends = new AbortController();

  constructor(container: HTMLElement, series: ISeriesApi<'Candlestick'>, theme: ChartTheme) {
    this.container = container;
    this.series = series;
    this.theme = theme;
    const { signal } = this.ends;
    // Before the chart hears of it: holding a line must not scroll the bars.
    container.addEventListener('mousedown', this.take, { capture: true, signal });
    container.addEventListener('mousemove', this.hover, { signal });
    window.addEventListener('mousemove', this.move, { signal });
    window.addEventListener('mouseup', this.drop, { signal });
    window.addEventListener('keydown', this.leave, { capture: true, signal });
  }

  set(handles: readonly LineHandle[], onDrop: OnDrop): void {
    this.handles = handles;
    this.onDrop = onDrop;
  }

  setTheme(theme: ChartTheme): void {
    this.theme = theme;
  }

  dispose(): void {
    this.release();
    this.ends.abort();
  }

  private under({ clientY }: MouseEvent): LineHandle | null {
    const y = clientY - this.container.getBoundingClientRect().top;
    return handleAt(this.handles, y, (price) => this.series.priceToCoordinate(price));
  }

  private readonly take = (event: MouseEvent): void => {
    const handle = event.button === 0 ? this.under(event) : null;
    if (handle === null) return;
    event.stopPropagation();
    event.preventDefault();
    const preview = this.series.createPriceLine(lineOptions(markOf(handle, handle.price), this.theme));
    this.held = { handle, preview, price: handle.price };
  };

  private readonly hover = (event: MouseEvent): void => {
    const isHolding = this.held !== null || this.under(event) !== null;
    this.container.toggleAttribute('data-grab', isHolding);
  };

  private readonly move = ({ clientY }: MouseEvent): void => {
    if (this.held === null) return;
    const { top, height } = this.container.getBoundingClientRect();
    const y = Math.min(Math.max(clientY - top, 0), height);
    const price = droppedAt(this.series.coordinateToPrice(y));
    if (price === null) return;
    this.held.price = price;
    this.held.preview.applyOptions({ price });
  };

  private readonly drop = (): void => {
    const held = this.release();
    if (held !== null && held.price !== held.handle.price) this.onDrop(held.handle.id, held.price);
  };

  private readonly leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.held === null) return;
    event.stopPropagation();
    this.release();
  };

  private release(): typeof this.held {
    const { held } = this;
    this.held = null;
    if (held !== null) this.series.removePriceLine(held.preview);
    return held;
  }
}

function markOf({ label }: LineHandle, price: number): PriceMark {
  return { price, label, colour: 'accent', style: 'solid' };
}
