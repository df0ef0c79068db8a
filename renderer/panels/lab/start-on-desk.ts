import type { ParamValues } from '#shared/domain/params';
import type { StrategyInfo } from '#shared/ipc/contract';
import { ask } from '../../store/ask';
import { deskNow } from '../../store/desk';
import { tell } from '../../store/toasts';

/** Adds a strategy with these parameters to the desk and starts it, under a name that nobody has yet. */
export async function startOnDesk({ id, name }: StrategyInfo, params: ParamValues): Promise<void> {
  const taken = new Set(Object.values(deskNow().instances).map((instance) => instance.name));
  const own = freeName(`${name} (Lab)`.slice(0, 36), taken);
  const added = await ask('instance.add', { strategy: id, name: own, params, approval: 'automatic' });
  if (added?.ok !== true) return;
  const started = await ask('instance.start', { instance: added.value.instance });
  if (started?.ok === true)
    tell({ tone: 'good', title: `${own} runs`, detail: 'With the parameters of the run; see Strategies.' });
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name)) return name;
  }
}
