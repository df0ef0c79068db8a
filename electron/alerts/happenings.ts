import type { AlertEvent } from '#shared/domain/alerts';
import { isLive, type Trade } from '#shared/domain/trade';
import type { DeskView, InstanceView, Tables } from '#shared/ipc/views';

/** Something that happened between two states of the desk, which a rule may wait for. */
export interface Happening {
  readonly event: AlertEvent;
  /** Whose it is; null of the desk, or of a trade that no strategy made. */
  readonly instance: string | null;
  readonly said: string;
}

/** What is looked at of the desk's tables. */
export interface Scene extends Pick<Tables, 'trades' | 'instances'> {
  readonly desk: { readonly desk: Pick<DeskView, 'haltReason' | 'feed' | 'orders'> };
}

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
  if (is.isStopped === true && was?.isStopped !== true)
    happenings.push({ event: 'stop', instance, said: `${is.name}: ${newReason(was, is)}` });
  return happenings;
}

function isFilled(trade: Trade | undefined): boolean {
  return trade !== undefined && isLive(trade) && trade.legs.some(({ position }) => position.qty !== 0);
}

/** Of the leg that is left now and was not before: another may have been left earlier, for another reason. */
function newReason(was: Trade | undefined, is: Trade): string {
  const leaving = is.legs.find(({ exitReason }, index) => exitReason !== (was?.legs[index]?.exitReason ?? null));
  return leaving?.exitReason ?? reasonOfLegs(is);
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
  // In the morning nothing was connected before; without this nobody hears of it who does not look.
  if (was.feed.state === 'connecting' && is.feed.state === 'login-required')
    happenings.push({ event: 'connection', instance: null, said: `Log in to Kite: ${is.feed.reason}` });
  return happenings;
}
