import { SERVE_HELP, SERVE_SUMMARY } from '#electron/headless/serve-help';
import { strategies } from '#shared/engine/registry';
import { missing, parse, type Command } from './command';
import { playAndPresent } from './play-command';
import { compare } from './compare-command';
import { exporting } from './export-command';
import { fetching } from './fetch-command';
import { instruments } from './instruments-command';
import { importing } from './import-command';
import { REPORT_HELP, REPORT_OPTIONS } from './report-options';
import { chosenStrategies, PLAY_HELP, PLAY_OPTIONS } from './shared-options';
import { sweep } from './sweep-command';
import { walkForward } from './walk-forward-command';
import { SOURCE_HELP, SOURCE_OPTIONS, sourceSpec } from './source-options';

const OPTIONS = { ...SOURCE_OPTIONS, ...PLAY_OPTIONS, ...REPORT_OPTIONS } as const;

const backtest: Command = {
  summary: 'a strategy over recorded days',
  help: `Usage: kitedesk backtest --strategy ID --data FILE [--param NAME=VALUE …] [--json]

Plays recorded data through the desk's own engine, day by day. An index is traded through a future at the index's price.

${SOURCE_HELP}
${REPORT_HELP}
${PLAY_HELP}

Examples:
  kitedesk backtest --strategy sr-breakout --data NIFTY50-minute-2024H1.csv.gz --json > result.json
  kitedesk backtest --strategy moving-average --data INFY.parquet --from 2024-02-01 --param fast=5 --param slow=13`,
  async run(args, streams, signal) {
    const { values } = parse(args, OPTIONS);
    const spec = sourceSpec(values, 'data');
    const chosen = chosenStrategies(values.strategy ?? missing('--strategy ID'));
    await playAndPresent({ command: 'backtest', spec, strategies: chosen, choice: values }, streams, signal);
  },
};

const replay: Command = {
  summary: 'recorded option chains or ticks, all strategies unless some are named',
  help: `Usage: kitedesk replay --chain FILE | --ticks FILE [--strategy ID …] [--history FILE] [--json]

Plays recorded data through the desk's own engine, day by day. Without --strategy all of them run, each once.

${SOURCE_HELP}
${REPORT_HELP}
${PLAY_HELP}

Examples:
  kitedesk replay --chain 2026-08-18-NIFTY-expiry-day-1min.csv.gz --history NIFTY50-minute-2026.csv.gz
  kitedesk replay --ticks ~/.config/KiteDesk/paper/data/live/2026-08-18/ticks.kdt --strategy atm-straddle-sell
  kitedesk replay --chain monday.csv --chain tuesday.csv --strategy atm-straddle-sell --param legStop=0.3 --json`,
  async run(args, streams, signal) {
    const { values } = parse(args, OPTIONS);
    const spec = sourceSpec(values, 'chain');
    const chosen = values.strategy ? chosenStrategies(values.strategy) : strategies();
    await playAndPresent({ command: 'replay', spec, strategies: chosen, choice: values }, streams, signal);
  },
};

const serve: Command = {
  summary: SERVE_SUMMARY,
  help: SERVE_HELP,
  async run(args, streams, signal) {
    // Loaded only when asked for: research needs none of a running desk.
    const command = await import('#electron/headless/serve-command');
    await command.serve(args, streams, signal);
  },
};

export const COMMANDS: Readonly<Record<string, Command>> = {
  backtest,
  replay,
  sweep,
  'walk-forward': walkForward,
  compare,
  import: importing,
  fetch: fetching,
  instruments,
  export: exporting,
  serve,
};
