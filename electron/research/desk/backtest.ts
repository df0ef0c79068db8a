import { EXECUTION } from '#electron/wiring/execution';
import type { ParamValues } from '#shared/domain/params';
import { strategyById } from '#shared/engine/registry';
import type { BacktestChoice, BacktestResult } from '#shared/ipc/lab';
import { candleFault, planInstances } from '../instances';
import { researchLimits } from '../limits';
import { openVix } from '../modelled/vix';
import { play } from '../play';
import type { PlayTerms } from '../play-terms';
import type { Recording } from '../recording';
import { csvReport } from '../report/csv-report';
import { htmlReport } from '../report/html-report';
import { reportOf } from '../report/report';
import { USUAL_SLIPPAGE, type Slippage } from '../slippage';
import { openRecording, type SourceSpec } from '../sources/open';
import { closedInOrder } from '../sweep/stretch';
import { executionsOf } from './executions';

/** How far a run has come; `done` of 0 while the data is being read. */
export interface TaskProgress {
  readonly done: number;
  readonly of: number;
  /** Of those done: how many were known from before. */
  readonly cached: number;
  readonly detail: string;
}

/** A back-test with the files that it can be kept as. */
export interface PlayedBacktest {
  readonly result: BacktestResult;
  readonly html: string;
  readonly csv: string;
}

/** Plays what was chosen on the screen: as the command line does. Rejects with an Error in words. */
export async function playBacktest(
  choice: BacktestChoice,
  title: string,
  onProgress: (progress: TaskProgress) => void,
): Promise<PlayedBacktest> {
  const recording = await openRecording(sourceOf(choice));
  const { terms, notes } = termsOf(choice, recording);
  const played = await play(recording, terms, ({ date, days, ofDays }) =>
    onProgress({ done: days, of: ofDays, cached: 0, detail: date }),
  );
  const dates = recording.days.map(({ date }) => date);
  const vix = choice.vix === null ? null : await openVix(choice.vix);
  const report = reportOf(played.trades, dates, { capital: terms.capital, vix, seed: 1 });
  const closed = closedInOrder(played.trades);
  const { performance } = report;
  const shown = {
    ...report,
    performance: { ...performance, trades: performance.trades.map((trade) => executionsOf(trade, closed)) },
  };
  const { from, to, days, digest, modelled, trades, missed, lastWords } = played;
  return {
    result: {
      kind: 'backtest',
      title,
      strategy: choice.strategy,
      params: terms.instances[0]?.params ?? {},
      capital: terms.capital,
      from,
      to,
      days,
      digest,
      modelled,
      // The report's ids are the places of trades as they closed.
      modelledTrades: closed.flatMap(({ isModelled }, index) => (isModelled ? [String(index)] : [])),
      missed: missed.map(({ at, title: what, why }) => ({ at, title: what, why })),
      notes: [...notes, ...played.notes],
      lastWords: lastWords[0]?.why ?? '',
      report: shown,
    },
    html: htmlReport({ title, terms, result: played, report, notes }),
    csv: csvReport(trades),
  };
}

export function sourceOf({ files, from, to, vix, modelsOptions }: BacktestChoice): SourceSpec {
  return { files, symbol: null, history: null, from, to, modelOptions: modelsOptions ? vix : null };
}

export function slippageOf(share: number | null): Slippage {
  return share === null ? USUAL_SLIPPAGE : { option: share, other: share, leastTicks: share === 0 ? 0 : 1 };
}

/** As the command line has them. */
export function paramTexts(params: ParamValues): readonly string[] {
  return Object.entries(params).map(([name, value]) => `${name}=${String(value)}`);
}

function termsOf(choice: BacktestChoice, recording: Recording) {
  const strategy = strategyById(choice.strategy);
  if (!strategy) throw new Error(`There is no strategy "${choice.strategy}"`);
  if (choice.modelsOptions && choice.vix === null)
    throw new Error('Modelled options need India VIX: a level such as 14.2, or a file of its days');
  const planned = planInstances([strategy], paramTexts(choice.params), recording);
  if (!planned.ok) throw new Error(planned.error);
  const { instances, notes } = planned.value;
  const fault = instances.flatMap((instance) => candleFault(instance, recording) ?? [])[0];
  if (fault !== undefined) throw new Error(`${fault}: choose longer candles`);
  const { capital } = choice;
  const terms: PlayTerms = {
    instances,
    limits: researchLimits(),
    policy: EXECUTION,
    slippage: slippageOf(choice.slippage),
    capital,
  };
  return { terms, notes };
}
