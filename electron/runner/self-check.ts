import type { EpochMs } from '#shared/domain/units';
import { MINUTE } from '#shared/domain/time';
import type { Desk } from '#shared/engine/desk';
import type { EngineInput } from '#shared/engine/engine';
import { moneyFaults, positionFaults, rateFaults } from '#shared/engine/invariants';
import type { Tables } from '#shared/ipc/views';

/** The parts of a desk that are checked, and the way to stop it. */
export interface CheckedDesk {
  readonly desk: Desk;
  /** What viewers hold now: the fold of every delta sent. */
  tables(): Tables;
  now(): EpochMs;
  /** Called after each delta was folded, so with nothing on its way. */
  onDelta(listener: () => void): () => void;
  handle(input: EngineInput): void;
}

export interface CheckResult {
  readonly at: EpochMs;
  /** Names the invariants that are broken; empty when all is well. */
  readonly faults: readonly string[];
}

export interface SelfCheck {
  /** Checks now, without waiting for the minute. */
  check(): CheckResult;
  /** The last result; null before the first. */
  last(): CheckResult | null;
  readonly stop: () => void;
}

/**
 * Asks once a minute whether positions, money, the screen's replica and the order rate still hold together (I3, I4, I10,
 * I13). What is wrong here cannot be told from what is right, so trading is halted: entries stay away until a person
 * arms again, exits and stops go on.
 */
export function watchOver(checked: CheckedDesk, everyMs = MINUTE): SelfCheck {
  const rates = watchRates(checked);
  let last: CheckResult | null = null;
  let dueAt = performance.now() + everyMs;

  function check(): CheckResult {
    const faults = [
      ...positionFaults(checked.desk),
      ...moneyFaults(checked.desk),
      ...replicaFaults(checked.desk, checked.tables()),
      ...rates.faults(),
    ];
    const before = last;
    last = { at: checked.now(), faults };
    const isNews = before?.faults.join() !== faults.join() || checked.desk.haltReason === null;
    if (faults.length > 0 && isNews) halt(checked, faults);
    return last;
  }

  const unlisten = checked.onDelta(() => {
    rates.look();
    // Not a timer: between two deltas the replica is rightly behind.
    if (performance.now() < dueAt) return;
    dueAt = performance.now() + everyMs;
    check();
  });
  return { check, last: () => last, stop: unlisten };
}

function halt(checked: CheckedDesk, faults: readonly string[]): void {
  const [first = '', ...others] = faults;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  checked.handle({ kind: 'fact', fact: { kind: 'halted', reason: `The self-check failed: ${first}${more}` } });
  checked.handle({
    kind: 'tell',
    level: 'error',
    title: 'The self-check failed: trading is halted',
    detail:
      `${faults.slice(0, 5).join('; ')}${more}. No entry leaves until you arm again; stops and exits go on. ` +
      "Compare the positions with the broker's own app, save the diagnostics, then restart KiteDesk.",
  });
}

/** I10: what viewers hold is what the desk holds. A person may have cleared notices, and some are made for the screen alone. */
function replicaFaults(desk: Desk, tables: Tables): readonly string[] {
  const found: string[] = [];
  for (const table of ['trades', 'orders', 'calls'] as const) {
    const rows = new Map(Object.entries<unknown>(tables[table]));
    // Values are immutable, so the same row is the very same object.
    const stale = [...desk[table]].find(([key, value]) => rows.get(key) !== value);
    if (stale) found.push(`I10: the screen shows another ${table.slice(0, -1)} ${stale[0]} than the desk has`);
    else if (rows.size !== desk[table].size)
      found.push(`I10: the screen shows ${rows.size} ${table}, the desk has ${desk[table].size}`);
  }
  const shownFills = Object.keys(tables.fills);
  if (shownFills.length !== desk.fills.size || shownFills.some((id) => !desk.fills.has(id)))
    found.push(`I10: the screen shows ${shownFills.length} fills, the desk has ${desk.fills.size}`);
  const strange = Object.values(tables.notices).find((shown) => (desk.notices.get(shown.id) ?? shown) !== shown);
  if (strange) found.push(`I10: the screen shows another notice ${strange.id} than the desk has`);
  return found;
}

/** I13: looks at orders since the last check only, under the widest limits that were in force meanwhile. */
function watchRates(checked: CheckedDesk) {
  const { desk } = checked;
  const known = new Set(desk.orders.keys());
  let widest = { perSecond: 0, perDay: 0 };

  function look(): void {
    const { maxOrdersPerSecond, maxOrdersPerDay } = desk.limits;
    widest = {
      perSecond: Math.max(widest.perSecond, maxOrdersPerSecond),
      perDay: Math.max(widest.perDay, maxOrdersPerDay),
    };
  }
  look();
  let since = checked.now();

  return {
    look,
    faults(): readonly string[] {
      look();
      const orders = [...desk.orders.values()];
      const isNew = orders.some((order) => order.purpose === 'entry' && !known.has(order.id));
      const recent = orders.filter((order) => order.times.approvedAt > since - 1_000);
      const found = [
        ...rateFaults(recent, { ...widest, perDay: Infinity }),
        ...(isNew ? rateFaults(orders, { ...widest, perSecond: Infinity }) : []),
      ];
      for (const { id } of orders) known.add(id);
      since = checked.now();
      widest = { perSecond: 0, perDay: 0 };
      look();
      return found;
    },
  };
}
