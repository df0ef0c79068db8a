import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { Level, LevelKind } from '#shared/domain/levels';
import type { Drawing } from '#shared/domain/strategy';
import { isLive, type Trade } from '#shared/domain/trade';
import type { InstanceView } from '#shared/ipc/views';
import type { PriceMark } from '../../charts/candle-style';
import type { ChartColour } from '../../charts/chart-theme';
import type { LevelLine } from '../../charts/level-lines';
import { formatStrike } from '../../format/money';

const LEVEL_NAMES: Readonly<Record<LevelKind, string>> = {
  'swing-high': 'Swing high',
  'swing-low': 'Swing low',
  'previous-high': 'Prev high',
  'previous-low': 'Prev low',
  'previous-close': 'Prev close',
  pivot: 'Pivot',
  'opening-high': 'OR high',
  'opening-low': 'OR low',
  'max-call-oi': 'Max call OI',
  'max-put-oi': 'Max put OI',
};

/** How far beyond the bars a level may lie, in heights of the bars. */
const REACH = 0.5;

/** The levels in reach of the bars drawn, as one line per price. */
export function levelLines(levels: readonly Level[], bars: readonly Pick<Bar, 'high' | 'low'>[]): readonly LevelLine[] {
  const high = Math.max(...bars.map((bar) => bar.high));
  const low = Math.min(...bars.map((bar) => bar.low));
  const room = (high - low) * REACH;
  const names = new Map<number, string[]>();
  for (const { price, kind, source } of levels) {
    if (price > high + room || price < low - room) continue;
    // A pivot's source says which of the seven it is.
    names.set(price, [...(names.get(price) ?? []), kind === 'pivot' ? source : LEVEL_NAMES[kind]]);
  }
  return [...names].map(([price, labels]) => ({ price, label: labels.join(' · ') }));
}

/**
 * Marks at one price as one line with all their names: two lines would be one on the screen, and their labels would
 * push each other away from it. A name need not repeat the price that the axis prints beside it.
 */
export function joinedMarks(marks: readonly PriceMark[]): readonly PriceMark[] {
  const joined = new Map<number, PriceMark>();
  for (const mark of marks) {
    const label = mark.label.replace(` ${formatStrike(mark.price)}`, '');
    const known = joined.get(mark.price);
    joined.set(mark.price, known ? { ...known, label: `${known.label} · ${label}` } : { ...mark, label });
  }
  return [...joined.values()];
}

const TONES: Readonly<Record<Drawing['tone'], ChartColour>> = {
  support: 'support',
  resistance: 'resistance',
  stop: 'loss',
  target: 'gain',
  neutral: 'neutral',
};

type Drawer = Pick<InstanceView, 'drawings'>;

/** The stops and targets that strategies watch themselves: decisions, so they are named on the price axis. */
export function drawnMarks(instances: Iterable<Drawer>, charted: InstrumentId): readonly PriceMark[] {
  return drawingsOn(instances, charted)
    .filter(isDecided)
    .map(({ price, label, tone }) => ({ price, label, colour: TONES[tone], style: 'dashed' }));
}

/** What strategies merely look at: zones, levels, break-evens. Five strategies that watch one level draw one line. */
export function drawnLevels(instances: Iterable<Drawer>, charted: InstrumentId): readonly LevelLine[] {
  const lines = new Map<number, Required<LevelLine> & { readonly names: Set<string> }>();
  for (const { price, label, tone } of drawingsOn(instances, charted).filter((drawing) => !isDecided(drawing))) {
    const names = (lines.get(price)?.names ?? new Set()).add(label.replace(` ${formatStrike(price)}`, ''));
    lines.set(price, { price, label: [...names].join(' · '), colour: TONES[tone], names });
  }
  return [...lines.values()].map(({ price, label, colour }) => ({ price, label, colour }));
}

function drawingsOn(instances: Iterable<Drawer>, charted: InstrumentId): readonly Drawing[] {
  return [...instances].flatMap(({ drawings }) => drawings.filter(({ instrument }) => instrument === charted));
}

function isDecided({ tone }: Drawing): boolean {
  return tone === 'stop' || tone === 'target';
}

type Protected = Pick<Trade, 'status' | 'name'> & {
  readonly legs: readonly Pick<Trade['legs'][number], 'instrument' | 'status' | 'stop' | 'target' | 'entry'>[];
};

/** Entry, stop and target of the open legs in the charted instrument. */
export function legMarks(trades: Iterable<Protected>, charted: InstrumentId): readonly PriceMark[] {
  const open = [...trades].filter(isLive).flatMap(({ legs }) => legs);
  return open
    .filter(({ instrument, status }) => instrument === charted && status === 'open')
    .flatMap(({ entry, stop, target }) => [
      ...mark(entry, 'Entry', 'accent', 'solid'),
      ...mark(stop, 'Stop', 'loss', 'dashed'),
      ...mark(target, 'Target', 'gain', 'dashed'),
    ]);
}

function mark(
  price: number | null,
  label: string,
  colour: ChartColour,
  style: PriceMark['style'],
): readonly PriceMark[] {
  return price === null ? [] : [{ price, label, colour, style }];
}
