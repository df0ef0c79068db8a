import { checkParams } from '#electron/runner/check-params';
import type { SettingsHandlers } from '#electron/runner/surround';
import type { SettingsStore } from '#electron/storage/settings';
import { err, ok } from '#shared/domain/result';
import type { Outcome, Preset } from '#shared/ipc/contract';

type PresetHandlers = Pick<SettingsHandlers, 'presets.list' | 'presets.save' | 'presets.remove'>;

/** Presets are settings: all modes share them, and whoever copies settings.json has them. */
export function presetHandlers(settings: Pick<SettingsStore, 'get' | 'set'>): PresetHandlers {
  const keep = async (presets: readonly Preset[]): Promise<Outcome> => {
    const saved = await settings.set({ presets: [...presets] });
    return saved.ok ? ok(undefined) : saved;
  };
  return {
    'presets.list': () => ok(settings.get().presets),
    'presets.save': ({ strategy, name, params }) => {
      const checked = checkParams(strategy, params);
      if (!checked.ok) return checked;
      const preset = { strategy, name, params: checked.value };
      const { presets } = settings.get();
      const isKnown = presets.some((each) => isNamed(each, preset));
      return keep(isKnown ? presets.map((each) => (isNamed(each, preset) ? preset : each)) : [...presets, preset]);
    },
    'presets.remove': (wanted) => {
      const { presets } = settings.get();
      if (!presets.some((each) => isNamed(each, wanted)))
        return err({ message: `There is no preset "${wanted.name}" of this strategy` });
      return keep(presets.filter((each) => !isNamed(each, wanted)));
    },
  };
}

type Name = Pick<Preset, 'strategy' | 'name'>;

function isNamed(preset: Name, { strategy, name }: Name): boolean {
  return preset.strategy === strategy && preset.name === name;
}
