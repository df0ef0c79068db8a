import type { Preset } from '#shared/ipc/contract';
import type { Tables } from '#shared/ipc/views';
import { ask } from '../../store/ask';

const group = 'Strategies' as const;

/** Kept parameters, for every strategy that may be changed now and for a new one. */
export function presetCommands({ instances }: Pick<Tables, 'instances'>, presets: readonly Preset[]) {
  return presets.flatMap(({ strategy, name, params }) => {
    const own = Object.values(instances).filter((instance) => instance.strategy === strategy);
    const changeable = own.filter(({ status }) => status !== 'running');
    return [
      ...changeable.map((instance) => ({
        id: `preset-${name}-${instance.id}`,
        group,
        title: `Preset ${name}: ${instance.name}`,
        run: () =>
          ask('instance.set', { instance: instance.id, name: instance.name, params, approval: instance.approval }),
      })),
      {
        id: `preset-add-${strategy}-${name}`,
        group,
        title: `Add a strategy from the preset ${name}`,
        run: () => ask('instance.add', { strategy, name, params, approval: 'automatic' as const }),
      },
    ];
  });
}
