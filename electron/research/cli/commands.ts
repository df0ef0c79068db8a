import { parseArgs } from 'node:util';
import { strategies } from '#shared/engine/registry';
import { candleRecording, readCandles } from '../sources/candles';
import { readChain } from '../sources/chain';
import { EXIT, Failure, usage } from './failure';
import { playAndPresent, type Streams } from './play-command';
import { chosenStrategies, PLAY_HELP, PLAY_OPTIONS } from './shared-options';

export interface Command {
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], streams: Streams, signal: AbortSignal) => Promise<void>;
}

const backtest: Command = {
  summary: 'a strategy over months or years of candles',
  help: `Usage: kitedesk backtest --strategy ID --data FILE [--param NAME=VALUE …] [--json]

Plays candles (CSV, plain or gzip: timestamp or date, open, high, low, close, perhaps volume and tradingsymbol) through the
desk's own engine, day by day. An index is traded through a future at the index's price.

  --data FILE         the candles
${PLAY_HELP}`,
  async run(args, streams, signal) {
    const { values } = parse(args, { ...PLAY_OPTIONS, data: { type: 'string' } });
    if (values.help) return streams.out(`${backtest.help}\n`);
    const file = values.data ?? missing('--data FILE');
    const ids = values.strategy ?? missing('--strategy ID');
    const chosen = chosenStrategies(ids);
    const candles = readCandles(file, values.symbol ?? null);
    if (candles.interval === '1d')
      throw new Failure(
        EXIT.data,
        `${file}: candles of a day say nothing of the path inside it, and every strategy leaves the same day`,
      );
    await playAndPresent(
      { command: 'backtest', file, recording: candleRecording(candles), strategies: chosen, choice: values },
      streams,
      signal,
    );
  },
};

const replay: Command = {
  summary: 'recorded snapshots of option chains',
  help: `Usage: kitedesk replay --chain FILE [--strategy ID …] [--history FILE] [--json]

Plays snapshots of option chains (CSV, plain or gzip: timestamp, underlying, expiry, strike, option_type, ltp, volume, oi,
perhaps spot, bid, ask, oi_change) through the desk's own engine. Without --strategy all of them run, each once.
Files with oi_change are NSE's and count lots, others are Kite's and count units.

  --chain FILE        the snapshots
  --history FILE      candles of the underlying from before, for levels and averages
${PLAY_HELP}`,
  async run(args, streams, signal) {
    const { values } = parse(args, { ...PLAY_OPTIONS, chain: { type: 'string' }, history: { type: 'string' } });
    if (values.help) return streams.out(`${replay.help}\n`);
    const file = values.chain ?? missing('--chain FILE');
    const chosen = values.strategy ? chosenStrategies(values.strategy) : strategies();
    const recording = readChain(file, values.history === undefined ? null : readCandles(values.history, null));
    const { symbol } = values;
    if (symbol !== undefined && !recording.symbols.includes(symbol))
      throw usage(`${file} has no ${symbol}, but ${recording.symbols.join(', ')}`);
    const asked =
      symbol === undefined
        ? recording
        : { ...recording, symbols: [symbol, ...recording.symbols.filter((other) => other !== symbol)] };
    await playAndPresent(
      { command: 'replay', file, recording: asked, strategies: chosen, choice: values },
      streams,
      signal,
    );
  },
};

export const COMMANDS: Readonly<Record<string, Command>> = { backtest, replay };

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parse<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function missing(option: string): never {
  throw usage(`${option} is missing`);
}
