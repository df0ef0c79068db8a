import type { BuildUp } from './options/build-up';
import type { Fraction } from './units';

/** What speaks for a direction; up is positive throughout. */
export interface BiasInputs {
  /** How far the close lies beyond the broken side of its range, in ATR: 0 inside. */
  readonly beyond: number;
  /** Direction of the candle: −1, 0 or 1. */
  readonly candle: number;
  /** Of the candle's volume to its average; null when unknown. */
  readonly volume: number | null;
  /** The ratio that counts in full. */
  readonly volumeFactor: number;
  readonly buildUp: BuildUp;
  /** Change of put minus call open interest as a share of all; null when unknown. */
  readonly shift: Fraction | null;
}

/** −100 … +100 and what it is made of. */
export interface Bias {
  readonly score: number;
  readonly price: number;
  readonly volume: number;
  readonly future: number;
  readonly chain: number;
}

/** Price, volume and open interest count 40, 30 and 30; open interest is half the future's and half the chain's. */
const WEIGHTS = { price: 40, volume: 30, future: 15, chain: 15 } as const;
/** A quarter of an ATR beyond is out of doubt. */
const FULL_BEYOND = 0.25;
/** Writers who moved 2 % of the open interest around the money within the quarter of an hour have made up their mind. */
const FULL_SHIFT = 0.02;

export function biasOf({ beyond, candle, volume, volumeFactor, buildUp, shift }: BiasInputs): Bias {
  const excess = volume === null ? 0 : volumeFactor > 1 ? (volume - 1) / (volumeFactor - 1) : 1;
  const side = buildUp === 'long-build-up' ? 1 : buildUp === 'short-build-up' ? -1 : 0;
  const parts = {
    price: whole(WEIGHTS.price * clamp(beyond / FULL_BEYOND)),
    volume: whole(WEIGHTS.volume * candle * Math.max(clamp(excess), 0)),
    future: WEIGHTS.future * side,
    chain: whole(WEIGHTS.chain * clamp((shift ?? 0) / FULL_SHIFT)),
  };
  return { ...parts, score: parts.price + parts.volume + parts.future + parts.chain };
}

/** A minus zero would not survive JSON. */
function whole(value: number): number {
  return Math.round(value) + 0;
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

/** 'bias +74: price +40, volume +19, future +15, chain 0'. */
export function biasWords({ score, price, volume, future, chain }: Bias): string {
  return `bias ${signed(score)}: price ${signed(price)}, volume ${signed(volume)}, future ${signed(future)}, chain ${signed(chain)}`;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value === 0 ? 0 : value);
}
