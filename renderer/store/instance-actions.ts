import type { InstanceView } from '#shared/ipc/views';
import { ask } from './ask';

export interface InstanceAction {
  readonly id: 'start' | 'resume' | 'pause' | 'exit' | 'stop';
  readonly label: string;
  readonly about: string;
  /** Needs a decision first (what becomes of open trades), so it cannot be one click while there are some. */
  readonly needsChoice: boolean;
  readonly isOffered: (instance: Pick<InstanceView, 'status' | 'openTrades'>) => boolean;
  readonly run: (instance: string) => Promise<unknown>;
}

/** What a person can do with a strategy, and when. */
export const INSTANCE_ACTIONS: readonly InstanceAction[] = [
  {
    id: 'start',
    label: 'Start',
    about: 'Let it see prices and trade',
    needsChoice: false,
    isOffered: ({ status }) => status === 'stopped' || status === 'failed',
    run: (instance) => ask('instance.start', { instance }),
  },
  {
    id: 'resume',
    label: 'Resume',
    about: 'Let it see prices and trade again',
    needsChoice: false,
    isOffered: ({ status }) => status === 'paused',
    run: (instance) => ask('instance.start', { instance }),
  },
  {
    id: 'pause',
    label: 'Pause',
    about: 'No new entries; open trades stay protected by their stops',
    needsChoice: false,
    isOffered: ({ status }) => status === 'running',
    run: (instance) => ask('instance.pause', { instance }),
  },
  {
    id: 'exit',
    label: 'Exit',
    about: 'Exit its open trades now, at once',
    needsChoice: false,
    isOffered: ({ openTrades }) => openTrades > 0,
    run: (instance) => ask('instance.exit', { instance }),
  },
  {
    id: 'stop',
    label: 'Stop',
    about: 'Stop it for good; you choose what becomes of open trades',
    needsChoice: true,
    isOffered: ({ status }) => status !== 'stopped',
    run: (instance) => ask('instance.stop', { instance, flatten: false }),
  },
];
