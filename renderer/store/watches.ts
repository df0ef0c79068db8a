import { useEffect } from 'react';
import { seriesKey, chainKey, type ChainKey } from '#shared/ipc/views';
import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { BarsReply, Outcome } from '#shared/ipc/contract';
import type { IstDate } from '#shared/domain/time';
import { ask } from './ask';
import { bridge } from './bridge';
import { useDesk } from './desk';

const holders = new Map<string, number>();

/**
 * Counts who needs what the main process was asked to watch: two panels may show the same chain, and the first
 * to close must not take it from the other. Returns how to let go; the last one to do so runs `release`.
 */
export function hold(key: string, release: () => void): () => void {
  holders.set(key, (holders.get(key) ?? 0) + 1);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const left = (holders.get(key) ?? 1) - 1;
    if (left > 0) holders.set(key, left);
    else {
      holders.delete(key);
      release();
    }
  };
}

/**
 * Keeps a chain in the tables for as long as the component shows it. Returns its key. A desk that begins anew, as
 * when a played day is set back, has forgotten who watched what: a chain that is gone is asked for again.
 */
export function useChainWatch(underlying: string, expiry: IstDate): ChainKey {
  const key = chainKey(underlying, expiry);
  const isThere = useDesk((desk) => desk.chains[key] !== undefined);
  useEffect(() => {
    if (!isThere) void ask('chain.watch', { underlying, expiry });
  }, [underlying, expiry, isThere]);
  useEffect(
    () => hold(`chain|${chainKey(underlying, expiry)}`, () => void ask('chain.unwatch', { underlying, expiry })),
    [underlying, expiry],
  );
  return key;
}

/** Keeps a series in the tables until let go. Call `bars` as often as its past is needed anew. */
export function watchSeries(
  instrument: InstrumentId,
  interval: BarInterval,
): {
  readonly bars: () => Promise<Outcome<BarsReply>>;
  readonly release: () => void;
} {
  const release = hold(
    `series|${seriesKey(instrument, interval)}`,
    () => void ask('series.unwatch', { instrument, interval }),
  );
  return { bars: () => bridge().request('series.watch', { instrument, interval }), release };
}
