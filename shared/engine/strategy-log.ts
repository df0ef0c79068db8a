import type { Catalogue } from '#shared/domain/catalogue';
import type { Fact } from '#shared/domain/facts';
import type { Fill } from '#shared/domain/fill';
import type { InstanceStatus } from '#shared/domain/instance';
import { nameOf } from '#shared/domain/instrument-name';
import type { LogKind, LogLine } from '#shared/domain/strategy-log';
import type { InstanceId, TradeId } from '#shared/domain/trade';
import { inRupees } from '#shared/domain/words';
import type { Entry } from '#shared/ports/journal';
import type { Desk } from './desk';

/** More than a day of one-minute candles. */
const MOST_LINES = 500;

const STATUS: Readonly<Record<InstanceStatus, string>> = {
  running: 'Started',
  paused: 'Paused',
  stopped: 'Stopped',
  failed: 'Failed',
};

/** What each strategy saw and did today, in words: read from the facts, so that it is the same after a restart. */
export class StrategyLogs {
  private readonly logs = new Map<InstanceId, LogLine[]>();
  private readonly desk: Desk;
  private readonly catalogue: Pick<Catalogue, 'get'>;

  constructor(desk: Desk, catalogue: Pick<Catalogue, 'get'>) {
    this.desk = desk;
    this.catalogue = catalogue;
  }

  /** Call with entries that the desk has folded. */
  note(entries: readonly Entry[]): void {
    for (const { at, fact } of entries) {
      const told = this.tell(fact);
      if (told !== null && told.text !== '') this.keep(told.instance, { at, kind: told.kind, text: told.text });
    }
  }

  /** Newest first. */
  of(instance: InstanceId): readonly LogLine[] {
    return (this.logs.get(instance) ?? []).toReversed();
  }

  private keep(instance: InstanceId, line: LogLine): void {
    const log = this.logs.get(instance) ?? [];
    this.logs.set(instance, log);
    // Its memory may change while what it says does not.
    if (line.kind === 'seen' && log.findLast(({ kind }) => kind === 'seen')?.text === line.text) return;
    log.push(line);
    if (log.length > MOST_LINES) log.shift();
  }

  private tell(fact: Fact): Told | null {
    switch (fact.kind) {
      case 'instance-added':
        return { instance: fact.instance.id, kind: 'done', text: 'Set up' };
      case 'instance-status':
        return { instance: fact.instance, kind: 'done', text: fact.reason || STATUS[fact.status] };
      case 'instance-set':
        return { instance: fact.instance, kind: 'done', text: 'Settings changed' };
      case 'decided':
        return { instance: fact.instance, kind: 'seen', text: fact.why };
      case 'called':
        return byCall(fact.call.instance, `Call: ${fact.call.title}`);
      case 'call-ended':
        return byCall(this.desk.calls.get(fact.call)?.instance, sentence(`Call ${fact.outcome}`, fact.result));
      default:
        return this.tellOfTrade(fact);
    }
  }

  private tellOfTrade(fact: Fact): Told | null {
    switch (fact.kind) {
      case 'trade-closing':
        return this.byTrade(fact.trade, sentence('Leaving', fact.reason));
      case 'leg-exiting':
        return this.byTrade(fact.trade, sentence(`Leaving ${this.legName(fact.trade, fact.leg)}`, fact.reason));
      case 'order-changed': {
        const order = this.desk.orders.get(fact.order);
        const isNews = order !== undefined && fact.change.status === 'rejected';
        if (!isNews) return null;
        const name = nameOf(order.instrument, this.catalogue);
        return this.byTrade(order.tradeId, sentence(`Order rejected, ${name}`, fact.change.message ?? ''));
      }
      case 'filled':
        return this.byTrade(
          this.desk.orders.get(fact.fill.orderId)?.tradeId ?? '',
          `Filled: ${this.fillWords(fact.fill)}`,
        );
      case 'booked':
        return this.byTrade(
          fact.order.tradeId,
          `Not by this desk: ${fact.fills.map((fill) => this.fillWords(fill)).join(', ')}`,
        );
      default:
        return null;
    }
  }

  private fillWords({ side, qty, instrument, price }: Fill): string {
    return `${side === 'buy' ? 'bought' : 'sold'} ${qty} ${nameOf(instrument, this.catalogue)} at ${inRupees(price)}`;
  }

  private byTrade(id: TradeId, text: string): Told | null {
    const owner = this.desk.trades.get(id)?.owner;
    return owner?.kind === 'strategy' ? { instance: owner.instance, kind: 'traded', text } : null;
  }

  private legName(trade: TradeId, legId: string): string {
    const leg = this.desk.trades.get(trade)?.legs.find(({ id }) => id === legId);
    return leg ? nameOf(leg.instrument, this.catalogue) : legId;
  }
}

interface Told {
  readonly instance: InstanceId;
  readonly kind: LogKind;
  readonly text: string;
}

function byCall(instance: InstanceId | null | undefined, text: string): Told | null {
  return instance ? { instance, kind: 'traded', text } : null;
}

function sentence(what: string, why: string): string {
  return why === '' ? what : `${what}: ${why}`;
}
