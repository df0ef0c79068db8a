import type {
  IChartApiBase,
  IPrimitivePaneRenderer,
  ISeriesPrimitive,
  ISeriesPrimitiveAxisView,
  Logical,
  SeriesAttachedParameter,
} from 'lightweight-charts';

/** A line across the chart at a price of the underlying; a label that is not empty names it on the axis. */
export interface VerticalMark {
  /** Where on the axis, in rupees. */
  readonly at: number;
  readonly label: string;
  readonly colour: string;
  readonly textColour: string;
  readonly isDashed: boolean;
}

/**
 * The place of a price among ascending axis points, as the library counts: 2.5 is halfway between the third
 * point and the fourth. Null outside of them.
 */
export function logicalPlace(points: readonly number[], price: number): number | null {
  const after = points.findIndex((point) => point >= price);
  const upper = points[after];
  if (upper === undefined) return null;
  if (upper === price) return after;
  const lower = points[after - 1];
  return lower === undefined ? null : after - 1 + (price - lower) / (upper - lower);
}

/** Draws vertical marks on a chart whose axis is a price. */
export class VerticalMarks implements ISeriesPrimitive<number> {
  private chart: IChartApiBase<number> | null = null;
  private requestUpdate: () => void = () => {};
  private marks: readonly VerticalMark[] = [];
  private points: readonly number[] = [];
  private axisViews: readonly ISeriesPrimitiveAxisView[] = [];
  private readonly views = [{ zOrder: () => 'top' as const, renderer: () => this.renderer() }];

  attached({ chart, requestUpdate }: SeriesAttachedParameter<number>): void {
    this.chart = chart;
    this.requestUpdate = requestUpdate;
  }

  detached(): void {
    this.chart = null;
  }

  set(marks: readonly VerticalMark[], points: readonly number[]): void {
    this.marks = marks;
    this.points = points;
    this.axisViews = marks.map((mark) => this.axisView(mark));
    this.requestUpdate();
  }

  paneViews(): typeof this.views {
    return this.views;
  }

  timeAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return this.axisViews;
  }

  /** The library tells coordinates of whole indexes only. */
  private coordinate({ at }: VerticalMark): number | null {
    const place = logicalPlace(this.points, at);
    if (place === null || this.chart === null) return null;
    const before = Math.floor(place);
    const left = this.chart.timeScale().logicalToCoordinate(before as Logical);
    const right = this.chart.timeScale().logicalToCoordinate(Math.ceil(place) as Logical);
    return left === null || right === null ? null : left + (right - left) * (place - before);
  }

  private axisView(mark: VerticalMark): ISeriesPrimitiveAxisView {
    return {
      coordinate: () => this.coordinate(mark) ?? -1_000,
      text: () => mark.label,
      textColor: () => mark.textColour,
      backColor: () => mark.colour,
      visible: () => mark.label !== '' && this.coordinate(mark) !== null,
    };
  }

  private renderer(): IPrimitivePaneRenderer {
    return {
      draw: (target) =>
        target.useBitmapCoordinateSpace(({ context, bitmapSize, horizontalPixelRatio }) => {
          for (const mark of this.marks) {
            const x = this.coordinate(mark);
            if (x === null) continue;
            const left = Math.round(x * horizontalPixelRatio) + 0.5;
            context.strokeStyle = mark.colour;
            context.lineWidth = Math.max(1, Math.floor(horizontalPixelRatio));
            context.setLineDash(mark.isDashed ? [4, 3] : []);
            context.beginPath();
            context.moveTo(left, 0);
            context.lineTo(left, bitmapSize.height);
            context.stroke();
          }
          context.setLineDash([]);
        }),
    };
  }
}
