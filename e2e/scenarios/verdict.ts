import type { DeskSession } from '#electron/runner/desk-session';
import { cashFlow } from '#shared/domain/position';
import { createDesk, type Desk } from '#shared/engine/desk';
import { foldEntries } from '#shared/engine/engine';
import { exitFaults } from '#shared/engine/invariants';
import type { Scenario } from './scenario';
import type { Stage } from './stage';

/** What must hold once everything was left, seen from the desk, from the exchange's book and from the journal. */
export async function settled(
  stage: Stage,
  { ordersInTheEnd }: Pick<Scenario, 'ordersInTheEnd'>,
): Promise<readonly string[]> {
  const session = stage.session();
  const { desk } = session;
  // The last order may be news to one of the two sides.
  await session.runner.reconcile();
  const journal = await journalFaults(session);
  const check = stage.host.selfCheck()?.check();
  const found = [
    ...(check?.faults ?? ['There was no self-check']),
    ...exitFaults(desk),
    ...bookFaults(stage),
    ...journal,
  ];
  const orders = stage.exchange.book().orders.length;
  if (ordersInTheEnd !== undefined && orders !== ordersInTheEnd)
    found.push(`The exchange has ${orders} orders in the end, not ${ordersInTheEnd}`);
  return found;
}

/** The desk goes on while its journal is read, so only a difference that stays is one. */
async function journalFaults({ desk, runner, wiring }: DeskSession): Promise<readonly string[]> {
  let found: readonly string[] = [];
  for (let look = 0; look < 5; look += 1) {
    await runner.settled();
    const { entries } = await wiring.journal.read();
    const refolded = createDesk(desk.date, wiring.limits);
    foldEntries(refolded, entries);
    found = differences(refolded, desk).map((table) => `I9: the journal tells of other ${table} than the desk has`);
    if (found.length === 0) return found;
  }
  return found;
}

/** The exchange's book against the desk's: no order lost, doubled or of nobody; each fill there once (I1–I3). */
function bookFaults(stage: Stage): string[] {
  const { desk } = stage.session();
  const { orders, trades } = stage.exchange.book();
  const ours = orders.filter(({ tag }) => tag !== null);
  const found: string[] = [];
  const tags = ours.map(({ tag }) => tag);
  if (new Set(tags).size !== tags.length) found.push('I2: two orders at the exchange carry one tag');
  for (const { tag, filledQty } of ours) {
    const order = desk.orders.get(tag ?? '');
    if (!order) found.push(`I1: the exchange has ${tag}, which the desk does not know`);
    else if (order.filledQty !== filledQty)
      found.push(`I3: ${tag} has ${filledQty} filled at the exchange, ${order.filledQty} here`);
  }
  const ids = new Set(ours.map(({ id }) => id));
  const theirs = trades.filter(({ orderId }) => ids.has(orderId));
  if (theirs.length !== desk.fills.size)
    found.push(`I3: ${theirs.length} fills at the exchange, ${desk.fills.size} here`);
  const [here, there] = [cashFlow([...desk.fills.values()]), cashFlow(theirs)];
  if (here !== there) found.push(`I4: the exchange moved ${there} paise, the desk counts ${here}`);
  return found;
}

/** What a restart would find otherwise than it is now. */
function differences(kept: Desk, desk: Desk): string[] {
  return (['trades', 'orders', 'fills', 'calls', 'instances', 'notices', 'haltReason', 'issued'] as const).filter(
    (part) => asText(kept[part]) !== asText(desk[part]),
  );
}

function asText(part: Desk[keyof Desk]): string {
  return JSON.stringify(part instanceof Map ? [...part.values()] : part);
}
