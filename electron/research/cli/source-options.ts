import { SourceError } from '../sources/source-error';
import type { SourceSpec } from '../sources/open';
import { usage } from './failure';

/** Options that say what is played. */
export const SOURCE_OPTIONS = {
  data: { type: 'string', multiple: true },
  chain: { type: 'string', multiple: true },
  ticks: { type: 'string', multiple: true },
  symbol: { type: 'string' },
  history: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'model-options': { type: 'string' },
} as const;

export const SOURCE_HELP = `  --data, --chain FILE  recorded data; again for further files of the same shape. Text (comma, semicolon, tab), JSON or
                      Parquet, plain or gzip, told apart by content (/dev/stdin with --symbol for a pipe):
                        candles         timestamp, open, high, low, close, perhaps volume, tradingsymbol; Kite's JSON
                        prices          timestamp, ltp, perhaps tradingsymbol or underlying, bid, ask, last_quantity,
                                        volume_day, oi: ticks, or one a minute
                        chains          timestamp, underlying, expiry, strike, option_type, ltp, volume, oi, perhaps
                                        spot, bid, ask; NSE's (with oi_change, in lots), Kite's (units), NSE's JSON
                        option candles  timestamp, tradingsymbol, expiry, strike, option_type, open, high, low, close
  --ticks FILE        days that a desk recorded itself (data/live/yyyy-mm-dd/ticks.kdt), every frame as it came
  --history FILE      candles of the underlying: the past for levels and averages, the spot for option candles
  --symbol NAME       which instrument of the files (the first of several), or what they are of when their names
                      do not say
  --from, --to DATE   first and last day to play (yyyy-mm-dd); what lies before still serves as the past
  --model-options VIX where only an index was recorded: premiums of its options by Black's formula and India VIX, a file of its
                      candles by day or a level such as 14.2; every trade in them is labelled modelled`;

export interface SourceChoice {
  readonly data?: readonly string[] | undefined;
  readonly chain?: readonly string[] | undefined;
  readonly ticks?: readonly string[] | undefined;
  readonly symbol?: string | undefined;
  readonly history?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly 'model-options'?: string | undefined;
}

/** What to open, by the words of a command line; `option` is what the command calls its files. */
export function sourceSpec(choice: SourceChoice, option: 'data' | 'chain'): SourceSpec {
  const files = [...(choice.data ?? []), ...(choice.chain ?? []), ...(choice.ticks ?? [])];
  if (files.length === 0) throw usage(`--${option} FILE is missing`);
  const [from, to] = [dateOf('--from', choice.from), dateOf('--to', choice.to)];
  if (from !== null && to !== null && from > to) throw usage(`--from ${from} lies after --to ${to}`);
  return {
    files,
    symbol: choice.symbol ?? null,
    history: choice.history ?? null,
    from,
    to,
    modelOptions: choice['model-options'] ?? null,
  };
}

function dateOf(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw usage(`${option} expects a day as yyyy-mm-dd, found "${text}"`);
  return text;
}

export function requiredDate(option: string, text: string | undefined): string {
  const date = dateOf(option, text);
  if (date === null) throw usage(`${option} DATE is missing`);
  return date;
}

/** No strategy holds anything overnight, and a day's candle says nothing of what lies inside. Throws SourceError. */
export function refuseDays(file: string, interval: string): void {
  if (interval === '1d')
    throw new SourceError(file, [
      'candles of a day say nothing of the path inside it, and every strategy leaves the same day: minutes are needed',
    ]);
}
