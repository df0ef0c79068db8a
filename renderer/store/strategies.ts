import { useEffect } from 'react';
import { create } from 'zustand';
import type { StrategyInfo } from '#shared/ipc/contract';
import { ask } from './ask';

const useCatalogue = create<{ readonly strategies: readonly StrategyInfo[] }>()(() => ({ strategies: [] }));
let isAsked = false;

/** The strategies that can be added. They come with the program, so they are asked for once. */
export function useStrategies(): readonly StrategyInfo[] {
  useEffect(() => void load(), []);
  return useCatalogue((state) => state.strategies);
}

async function load(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  const strategies = await ask('strategies.list');
  if (strategies === null) isAsked = false;
  else useCatalogue.setState({ strategies });
}
