import { performance } from 'node:perf_hooks';
import type { StrategyDefinition } from '#shared/domain/strategy';
import { Estimate } from '../estimate';
import { candleFault } from '../instances';
import { play } from '../play';
import { openRecording, type SourceSpec } from '../sources/open';
import { reportOf } from '../report/report';
import { teller, type Streams } from './command';
import { documentOf, textOf } from './present';
import { usage } from './failure';
import { reportTermsOf, writeReports, type ReportChoice } from './report-options';
import { termsFor, type PlayChoice } from './shared-options';
import { refuseDays } from './source-options';

export interface PlayOrder {
  readonly command: string;
  readonly spec: SourceSpec;
  readonly strategies: readonly StrategyDefinition[];
  readonly choice: PlayChoice & ReportChoice & { readonly json?: boolean | undefined };
}

/** Reads a recording, plays it, and writes what came of it. */
export async function playAndPresent(
  { command, spec, strategies, choice }: PlayOrder,
  streams: Streams,
  signal: AbortSignal,
): Promise<void> {
  const file = spec.files.join(', ');
  const tell = teller(streams);
  const recording = await openRecording(spec, (share) => tell(() => `${Math.floor(share * 100)} % read`));
  refuseDays(file, recording.interval);
  const { terms, notes } = termsFor(strategies, choice, recording);
  for (const instance of terms.instances) {
    const fault = candleFault(instance, recording);
    if (fault !== null) throw usage(`${fault}: choose --param interval=${recording.interval}`);
  }
  // Before hours of playing, not after.
  const reportTerms = await reportTermsOf(choice);
  const began = performance.now();
  const estimate = new Estimate();
  const result = await play(
    recording,
    terms,
    ({ date, days, ofDays }) => {
      const left = estimate.left(days, ofDays - days, performance.now());
      const far = `${date}: day ${days} of ${ofDays}`;
      if (days === ofDays) streams.say(far);
      else tell(() => `${far}${left === null ? '' : `, about ${Math.ceil(left / 1_000)} s left`}`);
    },
    signal,
  );
  const took = performance.now() - began;
  const dates = recording.days.map(({ date }) => date);
  const report = reportOf(result.trades, dates, { capital: terms.capital, ...reportTerms });
  const presented = { command, file, terms, result, report, notes, took };
  await writeReports(choice, { title: `${command} of ${file}`, terms, result, report, notes }, streams);
  streams.out(choice.json ? `${JSON.stringify(documentOf(presented), null, 2)}\n` : textOf(presented));
}
