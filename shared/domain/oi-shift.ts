import { atTheMoney, type Chain, type ChainContext } from './at-the-money';
import { MINUTE } from './time';
import type { EpochMs, Fraction, Paise } from './units';

/** Strikes either side of the money that are looked at, and some more, for the money moves meanwhile. */
const STRIKES = 5;
const SPARE = 4;

/** Put minus call open interest of the strikes around the money at one minute. Plain JSON: a strategy keeps it. */
export interface OiSample {
  readonly at: EpochMs;
  /** Units by strike in paise. */
  readonly puts: Readonly<Record<string, number>>;
}

/** What option writers did: more puts than calls sold is a floor, more calls a ceiling. */
export interface OiShift {
  /** Change of put minus call open interest, in units. */
  readonly units: number;
  /** The same as a share of all open interest there now. */
  readonly share: Fraction;
  readonly minutes: number;
}

/** Takes a sample when a new minute has begun, and keeps those of the last `minutes`. */
export function sampleOi(
  samples: readonly OiSample[],
  chain: Chain | null,
  minutes: number,
  context: ChainContext,
): readonly OiSample[] {
  const { now } = context;
  const last = samples.at(-1);
  if (!chain || (last && Math.floor(now / MINUTE) <= Math.floor(last.at / MINUTE))) return samples;
  const known = aroundMoney(chain, STRIKES + SPARE, context).flatMap((strike) => {
    const interest = interestAt(chain, strike, context);
    return interest ? [[String(strike), interest.difference] as const] : [];
  });
  if (known.length === 0) return samples;
  // One older than the span stays: what is compared with has to be at least that old.
  const firstKept = samples.findLastIndex(({ at }) => at <= now - minutes * MINUTE);
  return [...samples.slice(Math.max(firstKept, 0)), { at: now, puts: Object.fromEntries(known) }];
}

/** The shift within five strikes of the money since `minutes` ago; null while there is no sample that old. */
export function oiShift(
  samples: readonly OiSample[],
  chain: Chain | null,
  minutes: number,
  context: ChainContext,
): OiShift | null {
  const then = samples.findLast(({ at }) => at <= context.now - minutes * MINUTE);
  if (!chain || !then) return null;
  let [units, total, compared] = [0, 0, 0];
  for (const strike of aroundMoney(chain, STRIKES, context)) {
    const before = then.puts[String(strike)];
    const now = interestAt(chain, strike, context);
    if (before === undefined || !now) continue;
    units += now.difference - before;
    total += now.total;
    compared += 1;
  }
  return compared === 0 || total === 0
    ? null
    : { units, share: units / total, minutes: Math.round((context.now - then.at) / MINUTE) };
}

function aroundMoney(chain: Chain, reach: number, context: ChainContext): readonly Paise[] {
  const money = atTheMoney(chain, 'spot', context);
  if (!money.ok) return [];
  const steps = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
  return steps.map((step) => money.value.strikeAt(step)).filter((strike) => strike !== undefined);
}

/** Null while one of the two is not quoted: an unknown is no zero. */
function interestAt(
  chain: Chain,
  strike: Paise,
  { catalogue, quote }: ChainContext,
): { readonly difference: number; readonly total: number } | null {
  const [call, put] = (['CE', 'PE'] as const).map((right) => {
    const option = catalogue.option(chain.underlying, chain.expiry, strike, right);
    return option ? quote(option.id) : null;
  });
  return call && put ? { difference: put.oi - call.oi, total: put.oi + call.oi } : null;
}
