import { basename } from 'node:path';
import { z } from 'zod';
import { messageOf } from '#shared/domain/result';
import { SourceError } from '../sources/source-error';
import { readBytes } from '../sources/table';
import { parse, type Command } from './command';
import { usage } from './failure';

const value = z.union([z.string(), z.number(), z.boolean()]);
const leg = z.object({ instrument: z.string(), side: z.string(), qty: z.number() });
const trade = z.object({ openedAt: z.string(), net: z.number(), legs: z.array(leg) });
/** What is compared of a result that a command wrote with --json. */
const document = z.object({
  command: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  days: z.number(),
  strategies: z.array(z.object({ id: z.string(), params: z.record(z.string(), value) })).default([]),
  metrics: z.record(z.string(), z.number().nullable()),
  digest: z.string(),
  trades: z.array(trade),
});
type Result = z.infer<typeof document>;

export const compare: Command = {
  summary: 'results of two or more runs, side by side',
  help: `Usage: kitedesk compare A.json B.json … [--json]

Sets results that were written with --json side by side: figures, parameters that differ, and how many trades they share (opened at
the same moment, with the same legs). The last columns are measured against the first file.

  --json              the comparison as one JSON document
  -h, --help          this text

Example:
  kitedesk backtest … --json > a.json; kitedesk backtest … --param stop=0.02 --json > b.json; kitedesk compare a.json b.json`,
  run(args, streams) {
    const { values, positionals } = parse(args, { json: { type: 'boolean' } }, true);
    if (positionals.length < 2) throw usage('compare expects two results or more');
    const comparison = compared(positionals.map((path) => ({ path, result: readResult(path) })));
    streams.out(values.json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison));
    return Promise.resolve();
  },
};

function readResult(path: string): Result {
  let content: unknown;
  try {
    content = JSON.parse(readBytes(path).toString('utf8'));
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(path, [`is no JSON: ${messageOf(error)}`]);
  }
  const parsed = document.safeParse(content);
  if (!parsed.success)
    throw new SourceError(path, [`is no result of backtest, replay or walk-forward: ${z.prettifyError(parsed.error)}`]);
  return parsed.data;
}

interface Comparison {
  readonly files: readonly string[];
  readonly spans: readonly { readonly from: string | null; readonly to: string | null; readonly days: number }[];
  /** Figure by figure, in the order of the files. */
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
  /** Parameters that are not the same everywhere, as 'strategy.name'. */
  readonly params: Readonly<Record<string, readonly (string | number | boolean | null)[]>>;
  readonly digests: readonly string[];
  readonly areEqual: boolean;
  /** Trades of each file that the first one has too, and the net result of those that it has not. */
  readonly shared: readonly { readonly trades: number; readonly others: number; readonly netOfOthers: number }[];
}

function compared(runs: readonly { readonly path: string; readonly result: Result }[]): Comparison {
  const results = runs.map(({ result }) => result);
  const [first] = results;
  const known = new Set(first?.trades.map(keyOf));
  const names = [...new Set(results.flatMap(({ metrics }) => Object.keys(metrics)))];
  const params = results.map(({ strategies }) =>
    Object.fromEntries(
      strategies.flatMap(({ id, params: own }) =>
        Object.entries(own).map(([name, set]): [string, string | number | boolean] => [`${id}.${name}`, set]),
      ),
    ),
  );
  const paramNames = [...new Set(params.flatMap((own) => Object.keys(own)))];
  const column = (name: string) => params.map((own) => own[name] ?? null);
  return {
    files: runs.map(({ path }) => path),
    spans: results.map(({ from, to, days }) => ({ from, to, days })),
    metrics: Object.fromEntries(names.map((name) => [name, results.map(({ metrics }) => metrics[name] ?? null)])),
    params: Object.fromEntries(
      paramNames.map((name) => [name, column(name)] as const).filter(([, column]) => new Set(column).size > 1),
    ),
    digests: results.map(({ digest }) => digest),
    areEqual: new Set(results.map(({ digest }) => digest)).size === 1,
    shared: results.map(({ trades }) => {
      const others = trades.filter((each) => !known.has(keyOf(each)));
      const netOfOthers = Math.round(others.reduce((sum, { net }) => sum + net * 100, 0)) / 100;
      return { trades: trades.length - others.length, others: others.length, netOfOthers };
    }),
  };
}

function keyOf({ openedAt, legs }: z.infer<typeof trade>): string {
  return JSON.stringify([openedAt, ...legs.map(({ instrument, side, qty }) => [instrument, side, qty])]);
}

function comparisonText({ files, spans, metrics, params, areEqual, shared }: Comparison): string {
  const width = Math.max(16, ...files.map((file) => basename(file).length + 2));
  const row = (name: string, cells: readonly (string | number | boolean | null)[]) =>
    name.padEnd(32) + cells.map((cell) => wordOf(cell).padStart(width)).join('');
  const lines = [
    row(
      '',
      files.map((file) => basename(file)),
    ),
    row(
      'from',
      spans.map(({ from }) => from),
    ),
    row(
      'to',
      spans.map(({ to }) => to),
    ),
    row(
      'days',
      spans.map(({ days }) => String(days)),
    ),
    ...Object.entries(metrics).map(([name, cells]) => row(name, cells)),
    ...Object.entries(params).map(([name, cells]) => row(name, cells)),
    row(
      'trades that the first has too',
      shared.map(({ trades }) => String(trades)),
    ),
    row(
      'other trades',
      shared.map(({ others }) => String(others)),
    ),
    row(
      'net of the others',
      shared.map(({ netOfOthers }) => netOfOthers),
    ),
    '',
    areEqual ? 'The trades are the same, to the paisa and the millisecond.' : 'The trades differ.',
  ];
  return `${lines.join('\n')}\n`;
}

function wordOf(cell: string | number | boolean | null): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? String(Number(cell.toFixed(4))) : String(cell);
}
