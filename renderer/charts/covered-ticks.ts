import type { IPrimitivePaneRenderer, TimeMark } from 'lightweight-charts';

/** A part of the axis, in pixels. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A text on the axis, about its centre. */
interface AxisText {
  readonly label: string;
  readonly coord: number;
}

/** What the axis is drawn with; sizes in pixels. */
export interface AxisLook {
  readonly font: string;
  readonly fontSize: number;
  readonly background: string;
}

/** Of the type's size, as the library puts it on either side of a label. */
const PADDING = 9 / 12;
const BORDER = 1;

/** Takes the ticks away that a label covers, also in part: what is left of a figure reads as another one. */
export function withoutCovered(
  ticks: readonly TimeMark[],
  labels: readonly AxisText[],
  { font, fontSize, background }: AxisLook,
): IPrimitivePaneRenderer {
  return {
    draw: (target) =>
      target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
        // As the heaviest ticks are: no other is wider.
        context.font = `bold ${fontSize}px ${font}`;
        const widthOf = ({ label }: AxisText) => context.measureText(label).width;
        const covers = labels.map((each) => inside(about(each, widthOf(each) + 2 * PADDING * fontSize), width));
        context.fillStyle = background;
        for (const tick of ticks) {
          const place = about(tick, widthOf(tick));
          const { from, to } = tick.needAlignCoordinate ? inside(place, width) : place;
          if (covers.some((cover) => from < cover.to && to > cover.from))
            context.fillRect(from, BORDER, to - from, height - BORDER);
        }
      }),
  };
}

function about({ coord }: AxisText, width: number): Stretch {
  return { from: coord - width / 2, to: coord + width / 2 };
}

/** Where the library moves a text that would hang over the end of an axis. */
function inside({ from, to }: Stretch, width: number): Stretch {
  const moved = from < 0 ? -from : Math.min(0, width - to);
  return { from: from + moved, to: to + moved };
}
