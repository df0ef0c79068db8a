import type { ISeriesApi } from 'lightweight-charts';
import type { Bar } from '#shared/domain/bars';
import { linePoint, type BarFold, type Overlay } from './candle-style';

/**
 * One indicator drawn over the candles. Closed bars are folded once; the bar in the making is folded into a copy,
 * again and again, so a tick costs one step however long the history is.
 */
export class OverlayLine {
  readonly overlay: Overlay;
  readonly line: ISeriesApi<'Line'>;
  private closed: BarFold;
  private values: (number | null)[] = [];

  constructor(overlay: Overlay, line: ISeriesApi<'Line'>) {
    this.overlay = overlay;
    this.line = line;
    this.closed = overlay.start();
  }

  /** Draws it over `bars`, the last of which may still change. */
  show(bars: readonly Bar[]): void {
    this.closed = this.overlay.start();
    this.values = bars.slice(0, -1).map((bar) => this.closed.next(bar));
    const last = bars.at(-1);
    if (last !== undefined) this.values.push(this.closed.copy().next(last));
    this.line.setData(bars.map((bar, index) => linePoint(bar.startAt, this.values[index])));
  }

  /** Draws a bar that replaces the last one, or follows it: then the last one, as it was given, is closed. */
  roll(bar: Bar, lastDrawn: Bar | undefined): void {
    if (lastDrawn !== undefined && lastDrawn.startAt < bar.startAt) this.closed.next(lastDrawn);
    else this.values.pop();
    const value = this.closed.copy().next(bar);
    this.values.push(value);
    this.line.update(linePoint(bar.startAt, value));
  }

  valueAt(index: number): number | null {
    return this.values[index] ?? null;
  }
}
