import { runSweep } from '../sweep/run-sweep';
import { heatMapOf, type Cell, type HeatMap, type SweepResult, type SweptCell } from '#shared/domain/parameter-sweep';
import { parse, type Command } from './command';
import { usage } from './failure';
import { figure, metricsDocument, money, percent } from './present';
import { PLAY_HELP, PLAY_OPTIONS, share } from './shared-options';
import { SOURCE_HELP, SOURCE_OPTIONS } from './source-options';
import { searchOf, SWEEP_HELP, SWEEP_OPTIONS, sweepOptions, type Search } from './sweep-options';

const OPTIONS = {
  ...SOURCE_OPTIONS,
  ...PLAY_OPTIONS,
  ...SWEEP_OPTIONS,
  'in-sample': { type: 'string' },
  heat: { type: 'string' },
} as const;

const MOST_SHOWN = 15;

export const sweep: Command = {
  summary: 'a strategy with many parameters, ranked',
  help: `Usage: kitedesk sweep --strategy ID --data FILE --sweep NAME=VALUES … [--json]

Plays a strategy once for each combination of parameters, ranks them by the first days (in sample) and shows what became of them
in the rest (out of sample). Suggests a plateau, where neighbours do well too, rather than a peak. "skill" is the deflated Sharpe
ratio: how likely a result is more than the luckiest of so many tries.

${SWEEP_HELP}
  --in-sample SHARE   share of the days that points are ranked by (usually 0.7; 1 keeps none aside)
  --heat X,Y          the score over two of the swept parameters

${SOURCE_HELP}
${PLAY_HELP}

Examples:
  kitedesk sweep --strategy moving-average --data NIFTY50-minute-2024H1.csv.gz --sweep fast=5..20:5 --sweep slow=21,34,55 --heat slow,fast
  kitedesk sweep --strategy sr-breakout --data INFY.csv --sweep stop --sweep target --random 200 --seed 7 --json > sweep.json`,
  async run(args, streams, signal) {
    const { values } = parse(args, OPTIONS);
    const search = searchOf(values);
    const inSample = share('--in-sample', values['in-sample'] ?? '0.7');
    const heatParams = heatOf(values.heat, search);
    const result = await runSweep({ ...search, inSample }, sweepOptions(values, streams, signal));
    const heat = heatParams ? heatMapOf(result, ...heatParams) : null;
    streams.out(
      values.json
        ? `${JSON.stringify(sweepDocument(search, result, heat), null, 2)}\n`
        : sweepText(search, result, heat),
    );
  },
};

function heatOf(text: string | undefined, { axes }: Search): readonly [string, string] | null {
  if (text === undefined) return null;
  const [x = '', y = '', ...more] = text.split(',').map((name) => name.trim());
  const isSwept = (name: string) => axes.some(({ param }) => param === name);
  if (!isSwept(x) || !isSwept(y) || x === y || more.length > 0)
    throw usage(
      `--heat expects two of the swept parameters (${axes.map(({ param }) => param).join(', ')}), found "${text}"`,
    );
  return [x, y];
}

function sweepDocument({ spec }: Search, result: SweepResult, heat: HeatMap | null) {
  const inRupees = (score: number) => (result.score === 'sharpe' ? score : score / 100);
  const cellDocument = (each: SweptCell) => ({
    params: Object.fromEntries(each.cell.map(({ param, value }) => [param, value])),
    score: inRupees(each.score),
    robustScore: inRupees(each.robust),
    deflatedSharpe: each.deflated,
    inSample: metricsDocument(each.inSample),
    outOfSample: each.outOfSample && metricsDocument(each.outOfSample),
    digest: each.digest,
  });
  return {
    command: 'sweep',
    files: spec.source.files,
    strategy: spec.strategy,
    params: spec.params,
    axes: result.axes,
    score: result.score,
    inSample: spanOf(result.inSample),
    outOfSample: spanOf(result.outOfSample),
    tries: result.cells.length,
    luckySharpe: result.luck,
    plateau: result.plateau && cellDocument(result.plateau),
    peak: result.peak && cellDocument(result.peak),
    heatMap: heat && {
      x: heat.x,
      y: heat.y,
      rows: heat.rows.map((row) => row.map((score) => (score === null ? null : inRupees(score)))),
    },
    points: result.cells.map(cellDocument),
  };
}

export function spanOf(dates: readonly string[]) {
  return { from: dates[0] ?? null, to: dates.at(-1) ?? null, days: dates.length };
}

export function cellWords(cell: Cell): string {
  return cell.map(({ param, value }) => `${param}=${String(value)}`).join(' ');
}

function sweepText({ spec }: Search, result: SweepResult, heat: HeatMap | null): string {
  const ranked = [...result.cells].sort((a, b) => b.robust - a.robust || b.score - a.score);
  const [early, late] = [spanOf(result.inSample), spanOf(result.outOfSample)];
  const row = (each: SweptCell) =>
    [
      cellWords(each.cell).padEnd(40),
      scoreWords(result, each.score).padStart(12),
      scoreWords(result, each.robust).padStart(12),
      percent(each.deflated).padStart(9),
      money(each.inSample.net).padStart(14),
      money(each.outOfSample?.net ?? null).padStart(14),
      String(each.inSample.trades).padStart(7),
    ].join('');
  const lines = [
    `${spec.strategy}: ${result.cells.length} points, ranked by ${result.score} of ${early.days} days (${early.from ?? '–'} to ${early.to ?? '–'}); ${late.days} days kept aside`,
    `${''.padEnd(40)}${'score'.padStart(12)}${'shared'.padStart(12)}${'skill'.padStart(9)}${'net'.padStart(14)}${'net later'.padStart(14)}${'trades'.padStart(7)}`,
    ...ranked.slice(0, MOST_SHOWN).map(row),
    ...(ranked.length > MOST_SHOWN ? [`and ${ranked.length - MOST_SHOWN} more: --json has all`] : []),
    '',
    ...(heat ? [...heatText(heat, result), ''] : []),
    ...(result.plateau ? [`Plateau ${cellWords(result.plateau.cell)}`] : []),
    ...(result.peak ? [`Peak    ${cellWords(result.peak.cell)}`] : []),
    `The luckiest of ${result.cells.length} strategies without skill would show a Sharpe ratio of ${figure(result.luck)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function scoreWords({ score }: SweepResult, value: number): string {
  return score === 'sharpe' ? value.toFixed(2) : money(value);
}

function heatText({ x, y, rows }: HeatMap, result: SweepResult): readonly string[] {
  const width = 12;
  return [
    `${result.score}: ${x.param} across, ${y.param} down`,
    ''.padEnd(width) + x.values.map((value) => String(value).padStart(width)).join(''),
    ...y.values.map(
      (value, index) =>
        String(value).padEnd(width) +
        (rows[index] ?? []).map((score) => (score === null ? '–' : scoreWords(result, score)).padStart(width)).join(''),
    ),
  ];
}
