import type { Fill } from '#shared/domain/fill';
import { signOf, type InstrumentId } from '#shared/domain/instrument';
import { isFinal } from '#shared/domain/order';
import { exitFaults, moneyFaults, positionFaults, rateFaults } from '../invariants';
import { netPositions } from '../reconcile';
import type { World } from './world';

/** What must hold after every step, whatever happened: each line names the invariant that is broken. */
export function violations(world: World): string[] {
  const { desk } = world.engine;
  const found: string[] = [...world.misdeeds, ...overExited(world), ...uncovered(world)];
  const noticed = world.entries.filter(({ fact }) => fact.kind === 'noticed').length;
  if (noticed !== desk.notices.size) found.push('An id was given to two notices');
  if (new Set(world.placed).size !== world.placed.length) found.push('I2: an order was sent twice');
  const tags = world.broker.tags();
  if (new Set(tags).size !== tags.length) found.push('I2: two orders carry one tag');
  const journalled = new Set(
    world.entries.flatMap(({ fact }) => (fact.kind === 'order-approved' ? [fact.order.id] : [])),
  );
  if (world.placed.some((id) => !journalled.has(id))) found.push('I1: an order was sent that is not in the journal');
  found.push(...positionFaults(desk), ...moneyFaults(desk), ...exitFaults(desk));
  const { maxOrdersPerSecond, maxOrdersPerDay } = world.limits;
  found.push(...rateFaults(desk.orders.values(), { perSecond: maxOrdersPerSecond, perDay: maxOrdersPerDay }));
  return found;
}

/** Seen from the broker's side, whatever the desk believes: exits alive or filled never exceed what the leg's entries bought. */
function overExited(world: World): string[] {
  const entered = new Map<string, number>();
  const left = new Map<string, number>();
  for (const order of world.engine.desk.orders.values()) {
    // An adopted position was entered elsewhere.
    const leg = `${order.tradeId}/${order.legId}`;
    if (order.isOutside && order.purpose === 'entry') entered.set(leg, (entered.get(leg) ?? 0) + order.filledQty);
  }
  for (const { order, filled, isOpen } of world.broker.taken()) {
    const leg = `${order.tradeId}/${order.legId}`;
    const units = order.purpose === 'exit' && isOpen ? order.qty : filled;
    const sums = order.purpose === 'exit' ? left : entered;
    sums.set(leg, (sums.get(leg) ?? 0) + units);
  }
  return [...left].flatMap(([leg, units]) =>
    units > (entered.get(leg) ?? 0)
      ? [`I5: the broker has exits of ${units} for ${entered.get(leg) ?? 0} of ${leg}`]
      : [],
  );
}

/** A main leg never stands without the whole of the hedges that were to come before it and to leave after it. */
function uncovered(world: World): string[] {
  return [...world.engine.desk.trades.values()].flatMap((trade) => {
    const isExposed = trade.legs.some((leg) => leg.role === 'main' && leg.position.qty !== 0);
    const isBare = trade.legs.some((leg) => leg.role === 'hedge' && Math.abs(leg.position.qty) < leg.qty);
    return isExposed && isBare ? [`I7: a main leg of ${trade.id} stands without its hedge`] : [];
  });
}

/** What was traded elsewhere and closed none of our legs: it stays with whoever did it. */
function foreignPositions(world: World): Map<InstrumentId, number> {
  const foreign = new Map<InstrumentId, number>();
  const add = ({ instrument, side, qty }: Pick<Fill, 'instrument' | 'side' | 'qty'>, sign: number): void => {
    foreign.set(instrument, (foreign.get(instrument) ?? 0) + sign * signOf(side) * qty);
  };
  for (const fill of world.broker.outside()) add(fill, 1);
  for (const fill of world.engine.desk.fills.values()) if (isOutside(world, fill)) add(fill, -1);
  return foreign;
}

function isOutside({ engine }: World, fill: Fill): boolean {
  return engine.desk.orders.get(fill.orderId)?.isOutside === true;
}

/** What must hold once everything was closed and nothing is under way. */
export function unsettled(world: World): string[] {
  const { desk } = world.engine;
  const found: string[] = [];
  const theirs = world.broker.positions();
  const foreign = foreignPositions(world);
  for (const [instrument, units] of netPositions({ desk })) {
    if ((theirs.get(instrument) ?? 0) - (foreign.get(instrument) ?? 0) !== units)
      found.push(`I3: ${instrument} is ${units} here and ${theirs.get(instrument)} at the broker`);
  }
  for (const [instrument, units] of theirs)
    if (units !== (foreign.get(instrument) ?? 0))
      found.push(`I3: ${units} of ${instrument} are left open at the broker`);
  const executed = world.broker.executions().length - world.broker.outside().length;
  const ours = [...desk.fills.values()].filter((fill) => !isOutside(world, fill));
  if (ours.length !== executed) found.push(`I3: ${ours.length} fills here, ${executed} at the broker`);
  for (const order of desk.orders.values()) if (!isFinal(order)) found.push(`${order.id} is still ${order.status}`);
  return found;
}
