import type { InstrumentId } from '#shared/domain/instrument';
import type { OrderId, OrderPrice } from '#shared/domain/order';
import type { ApprovedOrder } from '#shared/domain/risk';
import { assertNever, err, messageOf } from '#shared/domain/result';
import type { Paise } from '#shared/domain/units';
import type { Command, CommandResult } from '#shared/engine/commands';
import type { Effect } from '#shared/engine/core';
import type { OpenPreview } from '#shared/engine/open-trade';
import type { OpenAction } from '#shared/domain/strategy';
import type { Owner } from '#shared/domain/trade';
import type { Engine, EngineInput, Step } from '#shared/engine/engine';
import { isStillWanted } from '#shared/engine/gate';
import type { Broker, ChangeOutcome, PlaceOutcome } from '#shared/ports/broker';
import type { Clock } from '#shared/ports/clock';
import type { Entry, Journal } from '#shared/ports/journal';
import { JournalWriter } from './journal-writer';
import type { Pending } from './pending';

/** Whether records reach the journal, the room set aside for exits, or nothing. */
type DiskState = 'well' | 'reserve' | 'refuses';

const ARM_AGAIN = 'Entries stay halted until you arm again.';
const IN_RESERVE =
  'Free some space. Exits and stops go on; their records go to the room that was set aside for them. Then arm again.';
const WITHOUT_RECORD =
  "Exits and stops go on without a record on disk: after a restart they are read from the broker's books. Then arm again.";

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
  /** Told of what the broker is asked. */
  readonly pending?: Pending;
  /** Last price; zero before the first. */
  priceOf(instrument: InstrumentId): Paise;
  /** After each step, for whoever shows or records what changed. */
  onEntries(entries: readonly Entry[]): void;
  /** Something failed that nobody waits for. */
  onProblem(what: string, error: unknown): void;
}

/** Drives the engine: feeds it one input at a time, makes its facts durable, then does what it asks. */
export class Runner {
  private readonly parts: RunnerParts;
  private readonly writer: JournalWriter;
  private reading: Promise<void> | null = null;
  private disk: DiskState = 'well';
  /** The last broken invariant that was told. */
  private lastFault = '';

  constructor(parts: RunnerParts) {
    this.parts = parts;
    this.writer = new JournalWriter(parts.journal);
  }

  handle(input: EngineInput): void {
    const { engine, clock } = this.parts;
    try {
      this.commit(engine.handle(input, clock.now()));
    } catch (error) {
      this.stopTrading(input.kind, error);
    }
  }

  /**
   * A broken invariant: stop trading rather than spread it, keep watching prices and tell the person. A fault that comes
   * with every tick is told once; what each failed step did before it failed still reaches the journal and the broker.
   */
  private stopTrading(what: EngineInput['kind'] | Command['kind'], error: unknown): void {
    const { engine, clock } = this.parts;
    const reason = `A check failed: ${messageOf(error)}`;
    const isNews = engine.desk.isArmed || reason !== this.lastFault;
    this.lastFault = reason;
    if (!isNews) return this.commit(engine.handle({ kind: 'fills', fills: [] }, clock.now()));
    this.parts.onProblem(`The engine could not handle "${what}"`, error);
    this.commit(engine.handle({ kind: 'fact', fact: { kind: 'disarmed', reason } }, clock.now()));
    const detail = `${reason}. No entry leaves until you arm again; check your positions at the broker.`;
    this.commit(engine.handle({ kind: 'tell', level: 'error', title: 'Trading was disarmed', detail }, clock.now()));
  }

  /** What a trade would meet if it were opened now. */
  preview(owner: Owner, action: OpenAction): OpenPreview {
    return this.parts.engine.preview(owner, action, this.parts.clock.now());
  }

  command(command: Command): CommandResult {
    const { engine, clock } = this.parts;
    try {
      const { step, result } = engine.command(command, clock.now());
      this.commit(step);
      return result;
    } catch (error) {
      this.stopTrading(command.kind, error);
      return err(`A check failed, so trading was disarmed: ${messageOf(error)}`);
    }
  }

  /** Reads the broker's books now; resolves when the engine has compared them, rejects when they cannot be read. */
  reconcile(): Promise<void> {
    // One reading at a time: whoever asks meanwhile gets the same answer.
    this.reading ??= this.parts.broker
      .books()
      .then((books) => this.handle({ kind: 'books', books }))
      .finally(() => (this.reading = null));
    return this.reading;
  }

  /** Resolves when everything handled so far is on disk. */
  settled(): Promise<void> {
    return this.writer.settled();
  }

  private commit(step: Step): void {
    // Most prices change nothing, and they come by the thousand.
    if (step.entries.length === 0 && step.effects.length === 0) return this.parts.onEntries(step.entries);
    const saved = this.writer.save(step.entries);
    // Whoever waits for it hears of a failure; nobody waiting is no reason to crash.
    saved.then(
      () => this.onDisk(this.parts.journal.isStrained?.() ? 'reserve' : 'well', ''),
      (error: unknown) => {
        this.parts.onProblem('The journal could not be written', error);
        this.onDisk('refuses', messageOf(error));
      },
    );
    this.parts.onEntries(step.entries);
    for (const effect of step.effects) this.run(effect, saved);
  }

  /** A disk that takes no records stops entries, once, until a person arms again. What is open is exited all the same. */
  private onDisk(state: DiskState, why: string): void {
    if (state === this.disk) return;
    const wasWell = this.disk === 'well';
    this.disk = state;
    const { engine, clock } = this.parts;
    if (state === 'well')
      return this.handle({ kind: 'tell', level: 'info', title: 'The disk takes records again', detail: ARM_AGAIN });
    if (wasWell && engine.desk.haltReason === null)
      this.commit(
        engine.handle({ kind: 'fact', fact: { kind: 'halted', reason: 'The disk takes no records' } }, clock.now()),
      );
    const detail = state === 'reserve' ? IN_RESERVE : `${why} ${WITHOUT_RECORD}`;
    this.handle({ kind: 'tell', level: 'error', title: 'The disk takes no records: entries are halted', detail });
  }

  private run(effect: Effect, saved: Promise<void>): void {
    const { broker, hosts } = this.parts;
    switch (effect.kind) {
      case 'place':
        return this.watch(this.place(effect.order, saved));
      case 'modify':
        return this.watch(this.change(effect.order, effect.price, saved));
      case 'cancel':
        return this.watch(this.change(effect.order, null, saved));
      case 'cancel-outside':
        return this.watch(this.cancelOutside(effect.brokerId, saved));
      case 'read-fills':
        return this.watch(broker.fillsOf(effect.brokerId).then((fills) => this.handle({ kind: 'fills', fills })));
      case 'read-books':
        return this.watch(this.reconcile());
      case 'check-margin':
        return this.watch(this.checkMargin(effect));
      case 'report-fault':
        return this.parts.onProblem(effect.what, effect.error);
      case 'host-start':
        return hosts.start(effect.instance);
      case 'host-stop':
        return hosts.stop(effect.instance);
      case 'host-trade':
        return hosts.tradeChanged(effect.instance, effect.trade);
      default:
        return assertNever(effect);
    }
  }

  private async place(order: ApprovedOrder, saved: Promise<void>): Promise<void> {
    const outcome = await this.outcomeOf(order, saved);
    this.handle({ kind: 'placed', order: order.id, outcome });
  }

  /** Invariants I1 and I11: nothing is sent before its record is on disk, and no entry that was called off meanwhile. */
  private async outcomeOf(order: ApprovedOrder, saved: Promise<void>): Promise<PlaceOutcome> {
    const { engine, broker } = this.parts;
    const failure = await failureOf(saved);
    // An exit that waits for a disk is a position without protection: the broker's books will tell of it instead.
    if (failure !== null && order.purpose === 'entry')
      return { kind: 'rejected', message: `Not sent, because the journal could not be written: ${failure}` };
    if (!isStillWanted(engine.desk, order)) {
      return { kind: 'rejected', message: 'Not sent, because its trade was left or trading halted meanwhile' };
    }
    this.handle({ kind: 'sending', order: order.id });
    // An adapter answers, whatever happens; if one breaks nevertheless, the order may live.
    return broker.place(order).catch((error: unknown) => ({ kind: 'unknown', message: messageOf(error) }));
  }

  /** Legs are valued at their last price; the answer says what the broker would block with everything held now. */
  private async checkMargin({ call, legs, product }: Extract<Effect, { kind: 'check-margin' }>): Promise<void> {
    const priced = legs.map(({ instrument, side, qty, limit }) => ({
      instrument,
      side,
      qty,
      product,
      price: limit ?? this.parts.priceOf(instrument),
    }));
    const required = await this.parts.broker.margin(priced).catch(() => null);
    this.handle({ kind: 'margin', call, required });
  }

  private async change(id: OrderId, price: OrderPrice | null, saved: Promise<void>): Promise<void> {
    const outcome = await this.changeOutcomeOf(id, price, saved).catch((error: unknown): ChangeOutcome => ({
      kind: 'unknown',
      message: `Not changed: ${messageOf(error)}`,
    }));
    // Always answered: an order whose change is awaited is neither chased nor cancelled.
    this.handle({ kind: 'changed', order: id, outcome });
  }

  private async changeOutcomeOf(id: OrderId, price: OrderPrice | null, saved: Promise<void>): Promise<ChangeOutcome> {
    const failure = await failureOf(saved);
    const { engine, broker } = this.parts;
    const order = engine.desk.orders.get(id);
    const isMoreRisk = order?.purpose === 'entry' && price !== null;
    if (failure !== null && isMoreRisk) return { kind: 'refused', message: failure };
    if (!order || order.brokerId === null)
      return { kind: 'refused', message: 'The broker does not know the order yet' };
    const known = { ...order, brokerId: order.brokerId };
    return price ? broker.modify(known, price) : broker.cancel(known);
  }

  /** A cancel takes no risk, so it goes also where its record could not be kept. */
  private async cancelOutside(brokerId: string, saved: Promise<void>): Promise<void> {
    await failureOf(saved);
    const outcome = await this.parts.broker
      .cancel({ brokerId })
      .catch((error: unknown): ChangeOutcome => ({ kind: 'unknown', message: messageOf(error) }));
    this.handle({ kind: 'outside-cancelled', brokerId, outcome });
  }

  /** A read that failed is tried again by the next tick of the clock or the next comparison. */
  private watch(work: Promise<void>): void {
    void this.parts.pending?.track(work);
    work.catch((error: unknown) => this.parts.onProblem('A request to the broker failed', error));
  }
}

/** Why something did not come to its end; null when it did. */
function failureOf(work: Promise<void>): Promise<string | null> {
  return work.then(() => null, messageOf);
}
