import { describe, expect, it } from 'vitest';
import type { InstanceView } from '#shared/ipc/views';
import { presetCommands } from './preset-commands';

const preset = { strategy: 'atm-straddle-sell', name: 'Expiry', params: {} };

function instance(id: string, status: InstanceView['status'], strategy = preset.strategy): InstanceView {
  return {
    id,
    strategy,
    status,
    name: `Own ${id}`,
    params: {},
    approval: 'ask',
    statusAt: 0,
    statusReason: '',
    why: '',
    decidedAt: null,
    strategyName: '',
    drawings: [],
    pnl: 0 as InstanceView['pnl'], // Zero is a whole paisa.
    openTrades: 0,
  };
}

describe('the presets in the palette', () => {
  it('are offered for a new strategy and for those of their kind that do not run', () => {
    const instances = {
      a: instance('a', 'stopped'),
      b: instance('b', 'running'),
      c: instance('c', 'paused'),
      d: instance('d', 'stopped', 'sr-breakout'),
    };
    expect(presetCommands({ instances }, [preset]).map(({ title }) => title)).toEqual([
      'Preset Expiry: Own a',
      'Preset Expiry: Own c',
      'Add a strategy from the preset Expiry',
    ]);
  });
});
