import { useEffect } from 'react';
import { create } from 'zustand';
import type { StrategyInfo } from '#shared/ipc/contract';
import { ask } from './ask';

const useCatalogue = create<{ readonly strategies: readonly StrategyInfo[] }>()(() => ({ strategies: [] }));
let isAsked = false;

/** The strategies that can be added. They come with the program, so they are asked for once. */
export function useStrategies(): readonly StrategyInfo[] {
  useEffect(() => {
    if (isAsked) return;
    isAsked = true;
    void ask('strategies.list').then((strategies) => {
      if (strategies === null) isAsked = false;
      else useCatalogue.setState({ strategies });
    });
  }, []);
  return useCatalogue((state) => state.strategies);
}
