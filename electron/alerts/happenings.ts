import type { AlertEvent } from '#shared/domain/alerts';
import { isLive, type Trade } from '#shared/domain/trade';
import type { InstanceView, Tables } from '#shared/ipc/views';

/** Something that happened between two states of the desk, which a rule may wait for. */
export interface Happening {
  readonly event: AlertEvent;
  /** Whose it is; null of the desk, or of a trade that no strategy made. */
  readonly instance: string | null;
  readonly said: string;
}

type Scene = Pick<Tables, 'desk' | 'trades' | 'instances'>;

/** What happened from one state of the desk to a later one of the same day. */
export function happeningsBetween(before: Scene, after: Scene): readonly Happening[] {
  return [
    ...changed(before.trades, after.trades).flatMap(([was, is]) => ofTrade(was, is)),
    ...changed(before.instances, after.instances).flatMap(([was, is]) => ofInstance(was, is)),
    ...ofDesk(before, after),
  ];
}

type Rows<T> = Readonly<Record<string, T>>;

function changed<T>(before: Rows<T>, after: Rows<T>): readonly (readonly [T | undefined, T])[] {
  if (before === after) return [];
  return Object.entries(after).flatMap(([key, is]) => (before[key] === is ? [] : [[before[key], is] as const]));
}

function ofTrade(was: Trade | undefined, is: Trade): readonly Happening[] {
  const instance = is.owner.kind === 'strategy' ? is.owner.instance : null;
  const happenings: Happening[] = [];
  if (!isFilled(was) && isFilled(is))
    happenings.push({ event: 'entry', instance, said: `${is.name}: ${is.entryReason}` });
  if (was?.status !== 'closed' && is.status === 'closed')
    happenings.push({ event: 'exit', instance, said: `${is.name} is closed: ${is.exitReason ?? reasonOfLegs(is)}` });
  const stop = stopOf(is);
  if (stop !== null && stopOf(was) === null) happenings.push({ event: 'stop', instance, said: `${is.name}: ${stop}` });
  return happenings;
}

function isFilled(trade: Trade | undefined): boolean {
  return trade !== undefined && isLive(trade) && trade.legs.some(({ position }) => position.qty !== 0);
}

/** The stop that a trade or a leg of it is left by: an exit plan's own words begin so. */
function stopOf(trade: Trade | undefined): string | null {
  const reasons = [trade?.exitReason, ...(trade?.legs.map(({ exitReason }) => exitReason) ?? [])];
  return reasons.find((reason) => typeof reason === 'string' && /^(?:Combined stop|Stop )/.test(reason)) ?? null;
}

function reasonOfLegs({ legs }: Trade): string {
  return legs.find(({ exitReason }) => exitReason !== null)?.exitReason ?? 'no reason is known';
}

function ofInstance(was: InstanceView | undefined, is: InstanceView): readonly Happening[] {
  if (is.status !== 'failed' || was?.status === 'failed') return [];
  return [{ event: 'failed', instance: is.id, said: `${is.name} failed: ${is.statusReason}` }];
}

function ofDesk({ desk: { desk: was } }: Scene, { desk: { desk: is } }: Scene): readonly Happening[] {
  const happenings: Happening[] = [];
  if (was.haltReason === null && is.haltReason !== null)
    happenings.push({ event: 'halted', instance: null, said: `Trading is halted: ${is.haltReason}` });
  for (const [name, of] of [
    ['Prices are', 'feed'],
    ['Orders are', 'orders'],
  ] as const)
    if (was[of].state === 'connected' && is[of].state !== 'connected')
      happenings.push({ event: 'connection', instance: null, said: `${name} disconnected: ${is[of].reason}` });
  return happenings;
}
