import type { OrderId, OrderPrice } from '#shared/domain/order';
import type { ApprovedOrder } from '#shared/domain/risk';
import { assertNever } from '#shared/domain/result';
import type { Command, CommandResult } from '#shared/engine/commands';
import type { Effect } from '#shared/engine/core';
import type { Engine, EngineInput, Step } from '#shared/engine/engine';
import type { Broker, PlaceOutcome } from '#shared/ports/broker';
import type { Clock } from '#shared/ports/clock';
import type { Entry, Journal } from '#shared/ports/journal';

/** Hosts strategies; told by effects what to start, stop and tell. */
export interface HostControl {
  start(instance: string): void;
  stop(instance: string): void;
  tradeChanged(instance: string, trade: string): void;
}

export interface RunnerParts {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly hosts: HostControl;
  /** After each step, for whoever shows or records what changed. */
  onEntries(entries: readonly Entry[]): void;
  /** Something that must not happen did; trading has been disarmed. */
  onBroken(what: string, error: unknown): void;
}

/** Drives the engine: feeds it one input at a time, makes its facts durable, then does what it asks. */
export interface Runner {
  handle(input: EngineInput): void;
  command(command: Command): CommandResult;
  /** Reads the broker's books now; resolves when the engine has compared them, rejects when they cannot be read. */
  reconcile(): Promise<void>;
  /** Resolves when everything handled so far is on disk. */
  settled(): Promise<void>;
}

export function createRunner(parts: RunnerParts): Runner {
  const { engine, journal, broker, clock } = parts;
  let unsaved: Entry[] = [];
  let saving: Promise<void> = Promise.resolve();
  let booksReading: Promise<void> | null = null;

  /** Entries that could not be written stay first in line, so the journal never has a gap. */
  function save(entries: readonly Entry[]): Promise<void> {
    unsaved.push(...entries);
    saving = saving.then(write, write);
    return saving;
  }

  async function write(): Promise<void> {
    const batch = unsaved;
    if (batch.length === 0) return;
    unsaved = [];
    try {
      await journal.append(batch);
    } catch (error) {
      unsaved = [...batch, ...unsaved];
      throw error;
    }
  }

  function commit(step: Step): void {
    const saved = step.entries.length > 0 ? save(step.entries) : Promise.resolve();
    // Whoever waits for it hears of a failure; nobody waiting is no reason to crash.
    saved.catch((error: unknown) => parts.onBroken('The journal could not be written', error));
    parts.onEntries(step.entries);
    for (const effect of step.effects) run(effect, saved);
  }

  function run(effect: Effect, saved: Promise<void>): void {
    switch (effect.kind) {
      case 'place':
        return watch(place(effect.order, saved));
      case 'modify':
        return watch(change(effect.order, effect.price, saved));
      case 'cancel':
        return watch(change(effect.order, null, saved));
      case 'read-fills':
        return watch(broker.fillsOf(effect.brokerId).then((fills) => handle({ kind: 'fills', fills })));
      case 'read-books':
        return watch(reconcile());
      case 'host-start':
        return parts.hosts.start(effect.instance);
      case 'host-stop':
        return parts.hosts.stop(effect.instance);
      case 'host-trade':
        return parts.hosts.tradeChanged(effect.instance, effect.trade);
      default:
        return assertNever(effect);
    }
  }

  /** Invariant I1: nothing is sent before its record is on disk. */
  async function place(order: ApprovedOrder, saved: Promise<void>): Promise<void> {
    const outcome = await saved.then(
      () => {
        handle({ kind: 'sending', order: order.id });
        return broker.place(order);
      },
      (error: unknown): PlaceOutcome => ({ kind: 'rejected', message: `Not sent, because the journal could not be written: ${messageOf(error)}` }),
    );
    handle({ kind: 'placed', order: order.id, outcome });
  }

  async function change(id: OrderId, price: OrderPrice | null, saved: Promise<void>): Promise<void> {
    await saved;
    const order = engine.desk.orders.get(id);
    if (!order || order.brokerId === null) return;
    const known = { ...order, brokerId: order.brokerId };
    const outcome = price ? await broker.modify(known, price) : await broker.cancel(known);
    handle({ kind: 'changed', order: id, outcome });
  }

  /** One reading at a time: whoever asks meanwhile gets the same answer. */
  function reconcile(): Promise<void> {
    booksReading ??= broker
      .books()
      .then((books) => handle({ kind: 'books', books }))
      .finally(() => (booksReading = null));
    return booksReading;
  }

  /** A read that failed is tried again by the next tick of the clock or the next reconnect. */
  function watch(work: Promise<void>): void {
    work.catch((error: unknown) => parts.onBroken('A request to the broker failed', error));
  }

  function handle(input: EngineInput): void {
    try {
      commit(engine.handle(input, clock.now()));
    } catch (error) {
      // A broken invariant: stop trading rather than spread it, and keep watching prices.
      parts.onBroken(`The engine could not handle "${input.kind}"`, error);
      commit(engine.handle({ kind: 'fact', fact: { kind: 'disarmed', reason: `A check failed: ${messageOf(error)}` } }, clock.now()));
    }
  }

  return {
    handle,
    command(command) {
      const { step, result } = engine.command(command, clock.now());
      commit(step);
      return result;
    },
    reconcile,
    settled: () => saving,
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
