import { useEffect } from 'react';
import type { IstDate } from '#shared/domain/time';
import { chainKey, type ChainKey } from '#shared/ipc/views';
import { ask } from './ask';
import { useDesk } from './desk';

/**
 * Asks for a chain, which then stays in the tables for the day. Returns its key. A desk that begins anew, as when a
 * played day is set back, has forgotten what was asked for: a chain that is gone is asked for again.
 */
export function useChainWatch(underlying: string, expiry: IstDate): ChainKey {
  const key = chainKey(underlying, expiry);
  const isThere = useDesk((desk) => desk.chains[key] !== undefined);
  useEffect(() => {
    if (!isThere) void ask('chain.watch', { underlying, expiry });
  }, [underlying, expiry, isThere]);
  return key;
}
