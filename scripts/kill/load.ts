import type { Random } from '../fuzz/random';
import type { DeskProcess } from './desk-process';

/** Between two requests, in milliseconds. */
const PAUSE = 40;
const OPTIONS: readonly [string, ...string[]] = [
  'NFO:NIFTY2681824200CE',
  'NFO:NIFTY2681824200PE',
  'NFO:NIFTY2681824300CE',
  'NFO:NIFTY2681824100PE',
];

/** Keeps orders flowing: trades opened and left, strategies started and stopped, until told to stop or the desk is dead. */
export function startLoad(desk: DeskProcess, random: Random): () => Promise<void> {
  const end = new AbortController();
  const work = (async () => {
    for (const { id, status } of Object.values(desk.view().tables.instances))
      if (status !== 'running') await desk.post(`/strategies/${id}/start`);
    while (!end.signal.aborted && !desk.isDead()) {
      await act(desk, random);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  })();
  return async () => {
    end.abort();
    await work;
  };
}

async function act(desk: DeskProcess, random: Random): Promise<void> {
  const { trades, instances } = desk.view().tables;
  const open = Object.values(trades).filter(({ status }) => status === 'open');
  const trade = open[random.int(open.length)];
  if (trade && (open.length > 8 || random.chance(0.4))) return void (await desk.post(`/trades/${trade.id}/exit`));
  const instance = Object.values(instances)[random.int(Object.keys(instances).length)];
  if (instance && random.chance(0.1)) {
    const verb = instance.status === 'running' ? 'pause' : 'start';
    return void (await desk.post(`/strategies/${instance.id}/${verb}`));
  }
  const action = random.pick(['buy', 'sell']);
  await desk.post('/webhook', { symbol: random.pick(OPTIONS), action, quantity: 65 * (1 + random.int(3)) });
}
