import type {
  IPrimitivePaneRenderer,
  ISeriesApi,
  ISeriesPrimitive,
  SeriesAttachedParameter,
  SeriesType,
} from 'lightweight-charts';
import { formatPrice, formatStrike } from '../format/money';
import type { ChartColour, ChartTheme } from './chart-theme';

/** A price that may matter, and that nobody has decided anything about. */
export interface LevelLine {
  /** Paise. */
  readonly price: number;
  readonly label: string;
  /** Of a level that a strategy watches; the others are faint. */
  readonly colour?: ChartColour;
}

export interface LevelLabel {
  /** Pixels from the top of the pane: where the topmost of its lines is. */
  readonly y: number;
  readonly text: string;
}

/** From here on a level is named without its paise. */
const WHOLE_FROM = 1_000_00;

/**
 * The labels of lines that lie at these heights, from the top down: lines closer to each other than a line of text
 * share one, in the order of their prices, so that no label is ever written over another.
 */
export function labelsOf(
  lines: readonly { readonly line: LevelLine; readonly y: number }[],
  lineHeight: number,
): readonly LevelLabel[] {
  const labels: { readonly y: number; lastY: number; readonly names: string[] }[] = [];
  for (const { line, y } of lines.toSorted((a, b) => a.y - b.y)) {
    const last = labels.at(-1);
    // A label stands on its topmost line: the one above the next must leave it room, or it would be struck through.
    if (last === undefined || y - last.lastY >= lineHeight) labels.push({ y, lastY: y, names: [nameOf(line)] });
    else {
      last.names.push(nameOf(line));
      last.lastY = y;
    }
  }
  return labels.map(({ y, names }) => ({ y, text: names.join('  ·  ') }));
}

function nameOf({ price, label }: LevelLine): string {
  return `${label} ${price < WHOLE_FROM ? formatPrice(price) : formatStrike(Math.round(price / 100) * 100)}`;
}

/** As much of a label as fits into `room` characters. What is left out is in the level's own list. */
export function shortened(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`;
}

/** Pixels: a narrower pane has room for its bars only, and names nothing on them. */
export const ROOM_FOR_NAMES = 240;

const INSET = 6;
/** The library's mark stands in the lower left corner. */
const MARK = { width: 44, height: 36 } as const;
const RAISED = 3;
/** How much of the pane's width a label may take: the newest bars are at its other end. */
const LABEL_SHARE = 0.6;
/** Mean width of a character, in heights of the type. */
const CHARACTER = 0.52;

/** Draws levels as lines behind the candles, faint or in the colour of who watches them, named at the left edge, away from the newest bars and from what was decided. */
export class LevelLines implements ISeriesPrimitive {
  private series: ISeriesApi<SeriesType> | null = null;
  private requestUpdate: () => void = () => {};
  private lines: readonly LevelLine[] = [];
  private theme: ChartTheme;
  private coveredTo = 0;
  private readonly views = [{ zOrder: () => 'bottom' as const, renderer: () => this.renderer() }];

  constructor(theme: ChartTheme) {
    this.theme = theme;
  }

  attached({ series, requestUpdate }: SeriesAttachedParameter): void {
    this.series = series;
    this.requestUpdate = requestUpdate;
  }

  detached(): void {
    this.series = null;
  }

  set(lines: readonly LevelLine[], theme: ChartTheme): void {
    this.lines = lines;
    this.theme = theme;
    this.requestUpdate();
  }

  /** Down to this many pixels something else lies over the pane: what is there is drawn, and not named. */
  setCovered(height: number): void {
    if (height === this.coveredTo) return;
    this.coveredTo = height;
    this.requestUpdate();
  }

  paneViews(): typeof this.views {
    return this.views;
  }

  private placed(height: number): readonly { readonly line: LevelLine; readonly y: number }[] {
    return this.lines.flatMap((line) => {
      const y = this.series?.priceToCoordinate(line.price) ?? null;
      return y === null || y < 0 || y > height ? [] : [{ line, y }];
    });
  }

  private renderer(): IPrimitivePaneRenderer {
    return {
      draw: (target) =>
        target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
          const { colours, font, fontSize } = this.theme;
          const placed = this.placed(height);
          context.lineWidth = 1;
          for (const { line, y } of placed) {
            context.strokeStyle = line.colour ? colours[line.colour] : colours.crosshair;
            context.setLineDash(line.colour ? [4, 4] : [1, 3]);
            strokeAcross(context, Math.round(y) + 0.5, width);
          }
          context.setLineDash([]);
          if (width < ROOM_FOR_NAMES) return;
          context.font = `${fontSize - 1}px ${font}`;
          context.fillStyle = colours.text;
          const room = Math.floor((width * LABEL_SHARE) / ((fontSize - 1) * CHARACTER));
          for (const { y, text } of labelsOf(placed, fontSize + 2 * RAISED)) {
            if (y - RAISED - fontSize < this.coveredTo) continue;
            const inset = y > height - MARK.height ? INSET + MARK.width : INSET;
            context.fillText(shortened(text, room), inset, y - RAISED);
          }
        }),
    };
  }
}

function strokeAcross(context: CanvasRenderingContext2D, y: number, width: number): void {
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.stroke();
}
