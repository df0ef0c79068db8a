import { EXECUTION } from '#electron/wiring/execution';
import { err, ok, type Result } from '#shared/domain/result';
import type { IstDate } from '#shared/domain/time';
import type { Paise } from '#shared/domain/units';
import { strategyById } from '#shared/engine/registry';
import { planInstances } from '../instances';
import { researchLimits } from '../limits';
import { play } from '../play';
import type { PlayTerms } from '../play-terms';
import type { Recording } from '../recording';
import type { ResearchTrade } from '../results';
import type { Slippage } from '../slippage';
import type { SourceSpec } from '../sources/open';
import type { Cell } from '#shared/domain/parameter-sweep';

/** A back-test of one strategy in plain values, so that it can be sent to a worker, kept and told apart. */
export interface RunSpec {
  readonly source: SourceSpec;
  readonly strategy: string;
  /** 'name=value', as on the command line; the rest is fitted to the data. */
  readonly params: readonly string[];
  readonly slippage: Slippage;
  /** Cash at the beginning of each day. */
  readonly capital: Paise;
}

/** What a run left behind, enough to judge any stretch of its days. */
export interface CellRun {
  readonly digest: string;
  /** All days that were played, traded or not. */
  readonly dates: readonly IstDate[];
  readonly trades: readonly ResearchTrade[];
}

/** What a run is played by. Errors are in words. */
function termsOf(spec: RunSpec, cell: Cell, recording: Recording): Result<PlayTerms, string> {
  const strategy = strategyById(spec.strategy);
  if (!strategy) return err(`there is no strategy "${spec.strategy}"`);
  const given = [...spec.params, ...cell.map(({ param, value }) => `${param}=${String(value)}`)];
  const planned = planInstances([strategy], given, recording);
  if (!planned.ok) return planned;
  const { slippage, capital } = spec;
  return ok({ instances: planned.value.instances, limits: researchLimits(), policy: EXECUTION, slippage, capital });
}

/** Plays one cell over the whole recording. Rejects with an Error in words when its parameters do not fit. */
export async function playCell(spec: RunSpec, cell: Cell, recording: Recording): Promise<CellRun> {
  const terms = termsOf(spec, cell, recording);
  if (!terms.ok) throw new Error(terms.error);
  const { digest, trades } = await play(recording, terms.value);
  return { digest, dates: recording.days.map(({ date }) => date), trades };
}
