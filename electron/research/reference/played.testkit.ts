import { EXECUTION } from '#electron/wiring/execution';
import type { ParamValues } from '#shared/domain/params';
import { strategyById } from '#shared/engine/registry';
import { istClock } from '#shared/domain/time';
import { rupees } from '#shared/domain/units';
import { planInstances } from '../instances';
import { researchLimits } from '../limits';
import { play, type PlayResult } from '../play';
import type { PlayTerms } from '../play-terms';
import type { Recording } from '../recording';
import { USUAL_SLIPPAGE } from '../slippage';
import type { ResearchTrade } from '../results';
import type { PlainTrade, Why } from './session.testkit';

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

/** A played trade in the words of the independent computation. */
export function plain({ date, legs, exitReason, net }: ResearchTrade): PlainTrade {
  const clock = (at: number | null) => (at === null ? 'never' : istClock(at));
  const told = legs.map(({ instrument, side, enteredAt, entry, leftAt, exit, exitReason: own }) => ({
    name: /(\d{5}[CP]E)$/.exec(instrument)?.[1] ?? 'carrier',
    side,
    enteredAt: clock(enteredAt),
    entry: entry ?? 0,
    leftAt: clock(leftAt),
    exit: exit ?? 0,
    why: whyOf(own ?? exitReason ?? ''),
  }));
  return { date, legs: told.toSorted((a, b) => a.name.localeCompare(b.name)), net };
}

const WORDS: readonly (readonly [words: RegExp, why: Why])[] = [
  [/^Square-off/, 'square-off'],
  [/^Trailing stop/, 'trail'],
  [/^Opposite cross/, 'cross'],
  [/^Stop ₹/, 'leg stop'],
  [/^Target ₹/, 'leg target'],
  [/ fell to /, 'fell'],
  [/ rose to /, 'rose'],
  [/ moved /, 'spot moved'],
  [/^The recording ended/, 'end'],
];

function whyOf(reason: string): Why {
  const why = WORDS.find(([words]) => words.test(reason))?.[1];
  if (!why) throw new Error(`No rule has the exit "${reason}"`);
  return why;
}
