import { useEffect } from 'react';
import { create } from 'zustand';
import type { Preset } from '#shared/ipc/contract';
import { ask } from './ask';

const useKept = create<{ readonly presets: readonly Preset[] }>()(() => ({ presets: [] }));
let isAsked = false;

/** A strategy's presets, in the order they were first kept. */
export function usePresets(strategy: string): readonly Preset[] {
  useEffect(() => void load(), []);
  return useKept(({ presets }) => presets).filter((preset) => preset.strategy === strategy);
}

/** As they were last read; the first to ask has them read. */
export function presetsNow(): readonly Preset[] {
  if (!isAsked) void load();
  return useKept.getState().presets;
}

/** Answers whether it was done. */
export async function savePreset(preset: Preset): Promise<boolean> {
  const reply = await ask('presets.save', preset);
  await load();
  return reply?.ok === true;
}

export async function removePreset({ strategy, name }: Pick<Preset, 'strategy' | 'name'>): Promise<void> {
  await ask('presets.remove', { strategy, name });
  await load();
}

async function load(): Promise<void> {
  isAsked = true;
  const reply = await ask('presets.list');
  if (reply?.ok === true) useKept.setState({ presets: reply.value });
  else isAsked = false;
}
