import { EXECUTION } from '#electron/wiring/execution';
import type { ParamValues } from '#shared/domain/params';
import { strategyById } from '#shared/engine/registry';
import { istClock } from '#shared/domain/time';
import { rupees } from '#shared/domain/units';
import { planInstances } from '../instances';
import { researchLimits } from '../limits';
import { play, type PlayResult, type PlayTerms } from '../play';
import type { Recording } from '../recording';
import { USUAL_SLIPPAGE } from '../slippage';
import type { ResearchTrade } from '../results';

/** Terms of a test: the desk's own limits and execution, the usual slippage. */
export function termsOf(recording: Recording, strategy: string, params: ParamValues = {}): PlayTerms {
  const definition = strategyById(strategy);
  if (!definition) throw new Error(`There is no strategy ${strategy}`);
  const planned = planInstances(
    [definition],
    Object.entries(params).map(([name, value]) => `${name}=${String(value)}`),
    recording,
  );
  if (!planned.ok) throw new Error(planned.error);
  return {
    instances: planned.value.instances,
    limits: researchLimits(),
    policy: EXECUTION,
    slippage: USUAL_SLIPPAGE,
    capital: rupees(2_000_000),
  };
}

export function played(recording: Recording, strategy: string, params: ParamValues = {}): Promise<PlayResult> {
  return play(recording, termsOf(recording, strategy, params));
}

/** A trade of one leg in the words of the independent computation. */
export function plain({ date, legs, exitReason, gross, net }: ResearchTrade) {
  const [leg] = legs;
  const clock = (at: number | null | undefined) => (at ? istClock(at) : 'never');
  return {
    date,
    side: leg?.side,
    enteredAt: clock(leg?.enteredAt),
    entry: leg?.entry,
    leftAt: clock(leg?.leftAt),
    exit: leg?.exit,
    why: whyOf(exitReason ?? leg?.exitReason ?? ''),
    gross,
    net,
  };
}

function whyOf(reason: string): string {
  if (reason.startsWith('Square-off')) return 'square-off';
  if (reason.startsWith('Target')) return 'target';
  if (reason.startsWith('Opposite cross')) return 'cross';
  return /^Stop|, through /.test(reason) ? 'stop' : reason;
}
