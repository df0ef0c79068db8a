import { buildUp, type BuildUp } from '#shared/domain/options/build-up';
import type { OptionCell } from '#shared/ipc/views';
import { formatDecimal, formatPercent, formatSignedPercent } from '../../format/figures';
import { formatPrice, withSign } from '../../format/money';

export type ColumnId =
  | 'oi'
  | 'oiChange'
  | 'buildUp'
  | 'volume'
  | 'iv'
  | 'delta'
  | 'theta'
  | 'gamma'
  | 'vega'
  | 'bid'
  | 'ask'
  | 'change'
  | 'ltp';

/** One figure of an option, shown once on the call side and mirrored on the put side. */
export interface ChainColumn {
  readonly id: ColumnId;
  readonly label: string;
  /** The label in full, with its unit: read out, and shown on hover. */
  readonly title: string;
  /** Pixels at a font size of 11, so that the setting for it scales the table. */
  readonly width: number;
  /** When room is short, columns go in this order, the lowest first. */
  readonly keep: number;
  /** Null where there is no value. */
  readonly text: (cell: OptionCell) => string | null;
  /** What the figure means, in words, on hover. */
  readonly hint?: (cell: OptionCell) => string | null;
  /** What its bar shows, signed. */
  readonly bar?: (cell: OptionCell) => number;
  /** What it is coloured by: above zero is a gain. Open interest that grows is neither, so it has none. */
  readonly tone?: (cell: OptionCell) => number;
}

const LAKH = 1e5;
const PAISE_PER_RUPEE = 100;
const formatLakhs = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Always in lakhs: a column whose rows change their unit cannot be compared down its length. */
function lakhs(units: number): string {
  return formatLakhs.format(Math.abs(units) / LAKH);
}

function decimal(value: number | null, decimals: number): string | null {
  return value === null ? null : formatDecimal(value, decimals);
}

/** Zero stands for an empty side of the book, or one the feed has not told. */
function price(value: number): string | null {
  return value === 0 ? null : formatPrice(value);
}

/** From the outside of the table inwards, on the call side. */
export const COLUMNS: readonly ChainColumn[] = [
  {
    id: 'oi',
    label: 'OI (L)',
    title: 'Open interest, in lakh units',
    width: 46,
    keep: 10,
    text: (cell) => lakhs(cell.oi),
    bar: (cell) => cell.oi,
  },
  {
    id: 'oiChange',
    label: 'ΔOI (L)',
    title: 'Change of open interest today, in lakh units',
    width: 50,
    keep: 9,
    text: ({ oiChange }) => (oiChange === null ? null : withSign(lakhs(oiChange), oiChange)),
    bar: (cell) => cell.oiChange ?? 0,
    hint: buildUpWords,
  },
  {
    id: 'buildUp',
    label: 'Build',
    title:
      'Build-up today by price and open interest: LB long build-up, SB short build-up, SC short covering, LU long unwinding',
    width: 34,
    keep: 0,
    text: (cell) => BUILD_UPS[buildUpOf(cell)]?.short ?? null,
    hint: buildUpWords,
    tone: priceTone,
  },
  {
    id: 'volume',
    label: 'Vol (L)',
    title: 'Traded today, in lakh units',
    width: 52,
    keep: 6,
    text: (cell) => lakhs(cell.volume),
  },
  {
    id: 'iv',
    label: 'IV %',
    title: 'Implied volatility, per cent a year',
    width: 34,
    keep: 8,
    text: (cell) => (cell.iv === null ? null : formatPercent(cell.iv, 1).replace('%', '')),
  },
  {
    id: 'delta',
    label: 'Delta',
    title: 'Delta: price change per rupee of the forward',
    width: 38,
    keep: 7,
    text: (cell) => decimal(cell.delta, 2),
  },
  {
    id: 'theta',
    label: 'Theta',
    title: 'Theta: rupees per calendar day',
    width: 44,
    keep: 3,
    text: (cell) => decimal(cell.theta === null ? null : cell.theta / PAISE_PER_RUPEE, 2),
  },
  {
    id: 'gamma',
    label: 'Gamma',
    title: 'Gamma: delta change per rupee of the forward',
    width: 46,
    keep: 1,
    text: (cell) => decimal(cell.gamma === null ? null : cell.gamma * PAISE_PER_RUPEE, 4),
  },
  {
    id: 'vega',
    label: 'Vega',
    title: 'Vega: rupees per percentage point of volatility',
    width: 38,
    keep: 2,
    text: (cell) => decimal(cell.vega === null ? null : cell.vega / PAISE_PER_RUPEE, 2),
  },
  { id: 'bid', label: 'Bid', title: 'Best bid, rupees', width: 54, keep: 4, text: (cell) => price(cell.bid) },
  { id: 'ask', label: 'Ask', title: 'Best ask, rupees', width: 54, keep: 4, text: (cell) => price(cell.ask) },
  {
    id: 'change',
    label: 'Chg %',
    title: "Change from yesterday's close, per cent",
    width: 44,
    keep: 5,
    tone: priceTone,
    text: (cell) => (cell.close > 0 ? formatSignedPercent(changeOf(cell), 1).replace('%', '') : null),
  },
  { id: 'ltp', label: 'LTP', title: 'Last traded price, rupees', width: 64, keep: 11, text: (cell) => price(cell.ltp) },
];

const BUILD_UPS: Readonly<Record<BuildUp, { readonly short: string; readonly words: string } | null>> = {
  'long-build-up': { short: 'LB', words: 'Long build-up: price and open interest up' },
  'short-build-up': { short: 'SB', words: 'Short build-up: price down, open interest up' },
  'short-covering': { short: 'SC', words: 'Short covering: price up, open interest down' },
  'long-unwinding': { short: 'LU', words: 'Long unwinding: price and open interest down' },
  none: null,
};

/** Since yesterday's close; 'none' where either end of it is unknown. */
function buildUpOf({ ltp, close, oiChange }: OptionCell): BuildUp {
  return ltp > 0 && close > 0 && oiChange !== null ? buildUp(ltp - close, oiChange) : 'none';
}

function buildUpWords(cell: OptionCell): string | null {
  return BUILD_UPS[buildUpOf(cell)]?.words ?? null;
}

function priceTone(cell: OptionCell): number {
  return cell.close > 0 ? changeOf(cell) : 0;
}

/** Today's change as a fraction of yesterday's close. */
function changeOf({ ltp, close }: OptionCell): number {
  return ltp / close - 1;
}

export const DEFAULT_COLUMNS: readonly ColumnId[] = [
  'oi',
  'oiChange',
  'volume',
  'iv',
  'delta',
  'bid',
  'ask',
  'change',
  'ltp',
];

/** Cannot be left out: a chain without prices is none. */
export const FIXED_COLUMNS: ReadonlySet<ColumnId> = new Set(['ltp']);

export const STRIKE_WIDTH = 50;

/** The order of columns on the put side: mirrored, except that a bid stays left of its ask. */
export function mirrored(columns: readonly ChainColumn[]): readonly ChainColumn[] {
  const puts = columns.toReversed();
  const ask = puts.findIndex(({ id }, index) => id === 'ask' && puts[index + 1]?.id === 'bid');
  return ask === -1 ? puts : [...puts.slice(0, ask), ...puts.slice(ask, ask + 2).toReversed(), ...puts.slice(ask + 2)];
}

/** The width of a column on screen. */
export function columnPixels(width: number, fontSize: number): number {
  return Math.round((width * fontSize) / 11);
}

/**
 * The chosen columns that fit into `available` pixels, in table order. A narrow panel drops the least telling
 * ones rather than scroll sideways, which would put call and put of one strike out of sight of each other.
 */
export function fittingColumns(
  chosen: readonly ColumnId[],
  available: number,
  fontSize: number,
): readonly ChainColumn[] {
  const wanted = COLUMNS.filter(({ id }) => chosen.includes(id) || FIXED_COLUMNS.has(id));
  const room = available - columnPixels(STRIKE_WIDTH, fontSize);
  const byImportance = wanted.toSorted((a, b) => b.keep - a.keep);
  const kept = new Set<ColumnId>();
  let used = 0;
  for (const column of byImportance) {
    used += 2 * columnPixels(column.width, fontSize);
    if (used > room && kept.size > 0) break;
    kept.add(column.id);
  }
  // A bid without its ask says little, so the pair goes together.
  if (kept.has('bid') && wanted.some(({ id }) => id === 'ask') && !kept.has('ask')) kept.delete('bid');
  return wanted.filter(({ id }) => kept.has(id));
}
