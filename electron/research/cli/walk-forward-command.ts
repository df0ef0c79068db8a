import { runWalkForward, type WalkForwardResult } from '../walk-forward/walk-forward';
import { parse, type Command } from './command';
import { usage } from './failure';
import { figure, metricsDocument, money, tradeDocument } from './present';
import { PLAY_HELP, PLAY_OPTIONS } from './shared-options';
import { SOURCE_HELP, SOURCE_OPTIONS } from './source-options';
import { cellWords, spanOf } from './sweep-command';
import { countOf, searchOf, SWEEP_HELP, SWEEP_OPTIONS, sweepOptions, type Search } from './sweep-options';

const OPTIONS = {
  ...SOURCE_OPTIONS,
  ...PLAY_OPTIONS,
  ...SWEEP_OPTIONS,
  train: { type: 'string' },
  test: { type: 'string' },
  choose: { type: 'string' },
} as const;

export const walkForward: Command = {
  summary: 'parameters chosen on some days, traded on the next, again and again',
  help: `Usage: kitedesk walk-forward --strategy ID --data FILE --sweep NAME=VALUES … [--train DAYS] [--test DAYS] [--json]

Ranks the points of a search on some days, trades the chosen one on the days right after, moves on by these and chooses again. The
tests one after the other are what somebody would have earned who did the same.

${SWEEP_HELP}
  --train DAYS        trading days that a choice is made on (usually 40)
  --test DAYS         trading days that it is then traded on (usually 10)
  --choose NAME       plateau (usual) or peak

${SOURCE_HELP}
${PLAY_HELP}

Example:
  kitedesk walk-forward --strategy moving-average --data NIFTY50-minute-2024H1.csv.gz --sweep fast=5..15:5 --sweep slow=21,34,55`,
  async run(args, streams, signal) {
    const { values } = parse(args, OPTIONS);
    const search = searchOf(values);
    const choose = values.choose ?? 'plateau';
    if (choose !== 'plateau' && choose !== 'peak') throw usage(`--choose expects plateau or peak, found "${choose}"`);
    const [trainDays, testDays] = [countOf('--train', values.train ?? '40'), countOf('--test', values.test ?? '10')];
    const result = await runWalkForward(
      { ...search, trainDays, testDays, choose },
      sweepOptions(values, streams, signal),
    );
    streams.out(
      values.json
        ? `${JSON.stringify(walkForwardDocument(search, result), null, 2)}\n`
        : walkForwardText(search, result),
    );
  },
};

function walkForwardDocument(
  { spec, axes, score, cells }: Search,
  { windows, stitched, efficiency }: WalkForwardResult,
) {
  return {
    command: 'walk-forward',
    files: spec.source.files,
    strategy: spec.strategy,
    params: spec.params,
    axes,
    score,
    tries: cells.length,
    ...spanOf(stitched.dates),
    metrics: metricsDocument(stitched.metrics),
    efficiency,
    digest: stitched.digest,
    windows: windows.map(({ train, test, chosen, trained, tested }) => ({
      train: spanOf(train),
      test: spanOf(test),
      chosen: Object.fromEntries(chosen.map(({ param, value }) => [param, value])),
      trained: metricsDocument(trained),
      tested: metricsDocument(tested),
    })),
    trades: stitched.trades.map(tradeDocument),
  };
}

function walkForwardText({ spec, cells }: Search, { windows, stitched, efficiency }: WalkForwardResult): string {
  const { metrics } = stitched;
  const lines = [
    `${spec.strategy}: ${cells.length} points in ${windows.length} windows`,
    ...windows.map(({ train, test, chosen, trained, tested }) =>
      [
        `${test[0] ?? ''} to ${test.at(-1) ?? ''}`,
        cellWords(chosen).padEnd(36),
        `chosen on ${train.length} days with ${money(trained.net)},`,
        `then ${money(tested.net)} in ${tested.trades} trades`,
      ].join('  '),
    ),
    '',
    `Together ${money(metrics.net)} net in ${metrics.trades} trades over ${stitched.dates.length} days, Sharpe ${figure(metrics.sharpe)}, deepest drawdown ${money(metrics.maxDrawdown)}`,
    `A day in the tests earned ${efficiency === null ? '– (training itself did not gain)' : `${(efficiency * 100).toFixed(0)} % of a day in training`}`,
    `Digest ${stitched.digest}`,
  ];
  return `${lines.join('\n')}\n`;
}
