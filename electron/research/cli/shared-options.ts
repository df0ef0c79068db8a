import { EXECUTION } from '#electron/wiring/execution';
import type { StrategyDefinition } from '#shared/domain/strategy';
import { strategies, strategyById } from '#shared/engine/registry';
import { rupees, type Fraction, type Paise } from '#shared/domain/units';
import { planInstances } from '../instances';
import { researchLimits } from '../limits';
import type { PlayTerms } from '../play-terms';
import type { Recording } from '../recording';
import { USUAL_SLIPPAGE, type Slippage } from '../slippage';
import { usage } from './failure';

/** Options that every command which plays something has. */
export const PLAY_OPTIONS = {
  strategy: { type: 'string', multiple: true },
  param: { type: 'string', multiple: true },
  slippage: { type: 'string' },
  capital: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const PLAY_HELP = `  --strategy ID       a strategy; again for another one. Known: ${strategies()
  .map(({ id }) => id)
  .join(', ')}
  --param NAME=VALUE  a parameter of every chosen strategy that has it; ID.NAME=VALUE for one of them
  --slippage SHARE    distance of bid and offer from the last price where they were not recorded, as a share of it
                      (0.001 is 0.1 %); usually 0.1 % for options, 0.01 % else, at least a tick; 0 fills at the last price
  --capital RUPEES    cash of each day; usually 2000000
  --json              the result as one JSON document on stdout; amounts in rupees
  -h, --help          this text`;

export interface PlayChoice {
  readonly param?: readonly string[] | undefined;
  readonly slippage?: string | undefined;
  readonly capital?: string | undefined;
}

export function chosenStrategies(ids: readonly string[]): readonly StrategyDefinition[] {
  return ids.map((id) => {
    const strategy = strategyById(id);
    if (!strategy)
      throw usage(
        `there is no strategy "${id}"; known are ${strategies()
          .map((known) => known.id)
          .join(', ')}`,
      );
    return strategy;
  });
}

export function termsFor(
  chosen: readonly StrategyDefinition[],
  choice: PlayChoice,
  recording: Recording,
): { readonly terms: PlayTerms; readonly notes: readonly string[] } {
  const planned = planInstances(chosen, choice.param ?? [], recording);
  if (!planned.ok) throw usage(planned.error);
  return {
    terms: {
      instances: planned.value.instances,
      limits: researchLimits(),
      policy: EXECUTION,
      slippage: slippageOf(choice.slippage),
      capital: capitalOf(choice.capital),
    },
    notes: planned.value.notes,
  };
}

/** As on the screen: beyond it somebody has typed per cent. */
const MOST_SLIPPAGE = 0.05;

export function slippageOf(text: string | undefined): Slippage {
  if (text === undefined) return USUAL_SLIPPAGE;
  const share = positive('--slippage', text);
  if (share > MOST_SLIPPAGE) throw usage(`--slippage expects a share from 0 to ${MOST_SLIPPAGE}, found "${text}"`);
  return { option: share, other: share, leastTicks: share === 0 ? 0 : 1 };
}

export function capitalOf(text: string | undefined): Paise {
  return rupees(positive('--capital', text ?? '2000000'));
}

/** A share of a whole: above 0, at most 1. */
export function share(option: string, text: string): Fraction {
  const value = positive(option, text);
  if (value <= 0 || value > 1) throw usage(`${option} expects a share above 0 and up to 1, found "${text}"`);
  return value;
}

export function positive(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw usage(`${option} expects a number from 0 on, found "${text}"`);
  return value;
}
