import type { EpochMs } from '#shared/domain/units';
import { formatMinute } from '../format/clock';
import { formatStrike } from '../format/money';
import { onChartThemeChange, readChartTheme, type ChartColour, type ChartTheme } from './chart-theme';

export interface HeatColumn {
  readonly at: EpochMs;
  /** One for each row; null where there is none. */
  readonly values: readonly (number | null)[];
}

/** A line over the cells: a price through time. */
export interface HeatPath {
  readonly colour: ChartColour;
  readonly isDashed: boolean;
  /** Paise. */
  readonly points: readonly { readonly at: EpochMs; readonly price: number | null }[];
}

/** All that a heat map shows, at one moment. */
export interface HeatPicture {
  /** Prices in paise, from the top down. */
  readonly rows: readonly number[];
  readonly columns: readonly HeatColumn[];
  readonly colours: { readonly positive: ChartColour; readonly negative: ChartColour };
  readonly paths: readonly HeatPath[];
}

export interface HeatReading {
  readonly at: EpochMs;
  readonly row: number;
  readonly value: number | null;
}

const EMPTY: HeatPicture = { rows: [], columns: [], colours: { positive: 'put', negative: 'call' }, paths: [] };
const LEFT = 48;
const BOTTOM = 18;
/** A column is no wider than this: two minutes shall not fill a screen. */
const WIDEST = 14;
const FAINTEST = 0.06;

interface Place {
  readonly left: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** Prices down, time across, the deeper the colour the more. It is given the whole picture each time. */
export class HeatMap {
  private readonly canvas: HTMLCanvasElement;
  private readonly container: HTMLElement;
  private picture = EMPTY;
  private theme: ChartTheme = readChartTheme();
  private hovered: HeatReading | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly size: ResizeObserver;
  private readonly stopTheme: () => void;

  constructor(container: HTMLElement) {
    this.container = container;
    this.canvas = document.createElement('canvas');
    container.append(this.canvas);
    this.size = new ResizeObserver(this.paint);
    this.size.observe(container);
    this.canvas.addEventListener('pointermove', this.onPointer);
    this.canvas.addEventListener('pointerleave', this.onLeave);
    this.stopTheme = onChartThemeChange((theme) => {
      this.theme = theme;
      this.paint();
    });
  }

  draw(picture: HeatPicture): void {
    this.picture = picture;
    this.paint();
  }

  /** Calls whenever the cell under the pointer changed. Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): HeatReading | null => this.hovered;

  dispose(): void {
    this.stopTheme();
    this.size.disconnect();
    this.listeners.clear();
    this.canvas.remove();
  }

  private place(): Place {
    const { clientWidth, clientHeight } = this.container;
    const { rows, columns } = this.picture;
    return {
      left: LEFT,
      cellWidth: Math.min(WIDEST, Math.max(0, clientWidth - LEFT) / Math.max(1, columns.length)),
      cellHeight: Math.max(0, clientHeight - BOTTOM) / Math.max(1, rows.length),
    };
  }

  private readonly paint = (): void => {
    const { clientWidth, clientHeight } = this.container;
    const context = this.canvas.getContext('2d');
    if (context === null || clientWidth === 0) return;
    const scale = window.devicePixelRatio;
    this.canvas.width = Math.round(clientWidth * scale);
    this.canvas.height = Math.round(clientHeight * scale);
    this.canvas.style.width = `${clientWidth}px`;
    this.canvas.style.height = `${clientHeight}px`;
    context.scale(scale, scale);
    context.font = `${this.theme.fontSize - 1}px ${this.theme.font}`;
    const place = this.place();
    this.paintCells(context, place);
    for (const path of this.picture.paths) this.paintPath(context, place, path);
    this.paintAxes(context, place, clientHeight);
  };

  private paintCells(context: CanvasRenderingContext2D, { left, cellWidth, cellHeight }: Place): void {
    const { columns, colours } = this.picture;
    const most = Math.max(1, ...columns.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))));
    columns.forEach(({ values }, column) => {
      values.forEach((value, row) => {
        if (value === null || value === 0) return;
        context.fillStyle = this.theme.colours[value > 0 ? colours.positive : colours.negative];
        // The root keeps what is small beside the largest strike visible.
        context.globalAlpha = FAINTEST + (0.9 - FAINTEST) * Math.sqrt(Math.abs(value) / most);
        context.fillRect(left + column * cellWidth, row * cellHeight, Math.ceil(cellWidth), Math.ceil(cellHeight) - 1);
      });
    });
    context.globalAlpha = 1;
  }

  private paintPath(context: CanvasRenderingContext2D, place: Place, { colour, isDashed, points }: HeatPath): void {
    context.strokeStyle = this.theme.colours[colour];
    context.lineWidth = 1.5;
    context.setLineDash(isDashed ? [4, 3] : []);
    context.beginPath();
    let isDown = false;
    points.forEach(({ price }, column) => {
      const y = price === null ? null : this.heightOf(price, place.cellHeight);
      if (y === null) {
        isDown = false;
        return;
      }
      const x = place.left + (column + 0.5) * place.cellWidth;
      if (isDown) context.lineTo(x, y);
      else context.moveTo(x, y);
      isDown = true;
    });
    context.stroke();
    context.setLineDash([]);
  }

  /** Rows are prices at even or uneven steps, highest first; a price between two lies between their middles. */
  private heightOf(price: number, cellHeight: number): number | null {
    const { rows } = this.picture;
    const below = rows.findIndex((row) => row <= price);
    const [lower, upper] = [rows[below], rows[below - 1]];
    if (lower === undefined || (upper === undefined && lower !== price)) return null;
    const part = upper === undefined ? 0 : (price - lower) / (upper - lower);
    return (below + 0.5 - part) * cellHeight;
  }

  private paintAxes(context: CanvasRenderingContext2D, place: Place, height: number): void {
    const { rows, columns } = this.picture;
    const lineHeight = this.theme.fontSize + 3;
    context.fillStyle = this.theme.colours.text;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    const everyRow = Math.max(1, Math.ceil(lineHeight / Math.max(1, place.cellHeight)));
    rows.forEach((row, index) => {
      if (index % everyRow === 0) context.fillText(formatStrike(row), LEFT - 6, (index + 0.5) * place.cellHeight);
    });
    context.textAlign = 'center';
    const everyColumn = Math.max(1, Math.ceil(64 / Math.max(1, place.cellWidth)));
    columns.forEach(({ at }, index) => {
      if (index % everyColumn === 0)
        context.fillText(formatMinute(at), place.left + (index + 0.5) * place.cellWidth, height - BOTTOM / 2);
    });
  }

  private readonly onPointer = ({ offsetX, offsetY }: PointerEvent): void => {
    const { left, cellWidth, cellHeight } = this.place();
    const row = Math.floor(offsetY / cellHeight);
    const column = this.picture.columns[Math.floor((offsetX - left) / cellWidth)];
    const price = this.picture.rows[row];
    this.hover(
      column === undefined || price === undefined
        ? null
        : { at: column.at, row: price, value: column.values[row] ?? null },
    );
  };

  private readonly onLeave = (): void => this.hover(null);

  private hover(reading: HeatReading | null): void {
    if (reading?.at === this.hovered?.at && reading?.row === this.hovered?.row) return;
    this.hovered = reading;
    for (const listener of this.listeners) listener();
  }
}
