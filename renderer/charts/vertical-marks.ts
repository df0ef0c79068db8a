import {
  ColorType,
  type IChartApiBase,
  type IPrimitivePaneRenderer,
  type ISeriesPrimitive,
  type ISeriesPrimitiveAxisView,
  type Logical,
  type SeriesAttachedParameter,
  type TimeMark,
} from 'lightweight-charts';
import { withoutCovered } from './covered-ticks';

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

interface Run {
  readonly members: readonly number[];
  readonly centre: number;
}

/**
 * Where labels go that would cover one another at these places: `room` apart, as near as can be to where they belong, in the
 * order given. All in pixels.
 */
export function spread(places: readonly number[], room: number): readonly number[] {
  const order = places.map((_, index) => index).toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  // Runs of labels that touch; each is centred upon the middle of where its labels belong.
  const runs: Run[] = [];
  for (const index of order) {
    let run: Run = { members: [index], centre: places[index] ?? 0 };
    for (let before = runs.at(-1); before && touches(before, run, room); before = runs.at(-1)) {
      runs.pop();
      const members = [...before.members, ...run.members];
      run = { members, centre: members.reduce((sum, each) => sum + (places[each] ?? 0), 0) / members.length };
    }
    runs.push(run);
  }
  const spreadOut = [...places];
  for (const { members, centre } of runs)
    for (const [nth, index] of members.entries()) spreadOut[index] = centre + (nth - (members.length - 1) / 2) * room;
  return spreadOut;
}

function touches(left: Run, right: Run, room: number): boolean {
  return right.centre - left.centre < ((left.members.length + right.members.length) / 2) * room;
}

/** Of a label, for each pixel of its type: letters are about 0.6 of that wide, and the library pads by one either side. */
const ROOM_OF_LETTER = 0.6;
const ROOM_AROUND = 2;

const OUT_OF_SIGHT = -1_000;

/** Draws vertical marks on a chart whose axis is a price. */
export class VerticalMarks implements ISeriesPrimitive<number> {
  private chart: IChartApiBase<number> | null = null;
  private requestUpdate: () => void = () => {};
  private marks: readonly VerticalMark[] = [];
  private points: readonly number[] = [];
  private ticks: readonly TimeMark[] = [];
  private axisViews: readonly ISeriesPrimitiveAxisView[] = [];
  private readonly views = [{ zOrder: () => 'top' as const, renderer: () => this.renderer() }];
  /** Between the ticks and the labels. */
  private readonly tickViews = [{ zOrder: () => 'normal' as const, renderer: () => this.tickRenderer() }];

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

  /** What the axis is about to draw below the labels. */
  setTicks(ticks: readonly TimeMark[]): void {
    this.ticks = ticks;
  }

  paneViews(): typeof this.views {
    return this.views;
  }

  timeAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return this.axisViews;
  }

  timeAxisPaneViews(): typeof this.tickViews {
    return this.tickViews;
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

  /** The library asks for each label by itself, so the places of all are found each time: there are two or three. */
  private labelPlace(mark: VerticalMark): number | null {
    const labelled = this.marks.flatMap((each) => {
      const place = each.label === '' ? null : this.coordinate(each);
      return place === null ? [] : [{ each, place }];
    });
    const longest = Math.max(0, ...labelled.map(({ each }) => each.label.length));
    const type = this.chart?.options().layout.fontSize ?? 0;
    const room = (longest * ROOM_OF_LETTER + ROOM_AROUND) * type;
    const places = spread(
      labelled.map(({ place }) => place),
      room,
    );
    return places[labelled.findIndex(({ each }) => each === mark)] ?? null;
  }

  private axisView(mark: VerticalMark): ISeriesPrimitiveAxisView {
    return {
      coordinate: () => this.labelPlace(mark) ?? OUT_OF_SIGHT,
      text: () => mark.label,
      textColor: () => mark.textColour,
      backColor: () => mark.colour,
      visible: () => mark.label !== '' && this.coordinate(mark) !== null,
    };
  }

  private tickRenderer(): IPrimitivePaneRenderer | null {
    if (this.chart === null) return null;
    const { background, fontFamily, fontSize } = this.chart.options().layout;
    const labels = this.marks.flatMap(({ label }, index) => {
      const view = this.axisViews[index];
      return view?.visible?.() === true ? [{ label, coord: view.coordinate() }] : [];
    });
    const colour = background.type === ColorType.Solid ? background.color : background.topColor;
    return withoutCovered(this.ticks, labels, { font: fontFamily, fontSize, background: colour });
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
