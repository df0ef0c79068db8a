import { create } from 'zustand';
import type { Leg, TradeId } from '#shared/domain/trade';
import type { Paise } from '#shared/domain/units';
import { askQuietly } from './ask';

export type LevelKind = 'stop' | 'target';

/** How many levels a person has set in this window: the first steps tick theirs off by it. */
export const useLevels = create<{ readonly set: number }>()(() => ({ set: 0 }));

/** Gives a leg another stop or target, null for none. Answers the problem, in words, when it was not done. */
export async function setLevel(
  trade: TradeId,
  leg: Pick<Leg, 'id' | 'stop' | 'target'>,
  kind: LevelKind,
  price: Paise | null,
): Promise<string | null> {
  const { stop, target } = leg;
  const { problem } = await askQuietly('trade.setLevels', { trade, leg: leg.id, stop, target, [kind]: price });
  if (problem === null) useLevels.setState(({ set }) => ({ set: set + 1 }));
  return problem;
}
