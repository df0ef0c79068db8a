import { MINUTE, SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { EngineInput } from '#shared/engine/engine';
import type { PassedOver } from '#shared/ports/feed';

/** The parts of a desk that a sick feed concerns. */
export interface FedDesk {
  readonly passedOver: () => Readonly<PassedOver>;
  readonly now: () => EpochMs;
  readonly handle: (input: EngineInput) => void;
}

const LOOK_EVERY = 2 * SECOND;
/** A feed that stays sick is not told of at every look. */
const TOLD_FOR = 10 * MINUTE;
/** A few that overtake each other on the way are no news. */
const FEW = 10;

const WORDS: Readonly<Record<keyof PassedOver, string>> = {
  truncated: 'Frames of prices end too early',
  unknownLength: 'Prices come in packets of an unknown length',
  outdated: 'Prices come that are older than those at hand',
  unbelievable: 'Prices come that cannot be',
};

/** Tells of prices that are passed over. Returns how to stop. */
export function watchFeed(desk: FedDesk): () => void {
  const timer = setInterval(feedLook(desk), LOOK_EVERY);
  return () => clearInterval(timer);
}

/** One look, to be repeated. */
export function feedLook({ passedOver, now, handle }: FedDesk): () => void {
  const seen = new Map<keyof PassedOver, number>();
  const toldAt = new Map<keyof PassedOver, EpochMs>();
  return () => {
    const counts = passedOver();
    for (const kind of ['truncated', 'unknownLength', 'outdated', 'unbelievable'] as const) {
      const fresh = counts[kind] - (seen.get(kind) ?? 0);
      seen.set(kind, counts[kind]);
      const isNews = fresh > (kind === 'outdated' ? FEW : 0);
      if (!isNews || now() - (toldAt.get(kind) ?? Number.NEGATIVE_INFINITY) < TOLD_FOR) continue;
      toldAt.set(kind, now());
      const detail = `${counts[kind]} so far. They are passed over and the good ones count; what gets no good price turns stale, and nothing enters on it.`;
      handle({ kind: 'tell', level: 'warning', title: WORDS[kind], detail });
    }
  };
}
