import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { Booked, CarriedTrade, Fact } from '#shared/domain/facts';
import type { InstrumentId } from '#shared/domain/instrument';
import { nameOf } from '#shared/domain/instrument-name';
import type { Notice } from '#shared/domain/notice';
import { assertNever } from '#shared/domain/result';
import type { BarInterval } from '#shared/domain/bars';
import type { Desk } from '#shared/engine/desk';
import type { SeriesStore } from '#shared/engine/series';
import { applyDelta, emptyTables, type Delta, type Snapshot } from '#shared/ipc/delta';
import type { DeskView, FillView, InstanceView, Tables } from '#shared/ipc/views';
import type { Entry } from '#shared/ports/journal';
import type { EpochMs } from '#shared/domain/units';
import type { ChainDesk } from './chains';
import { noticeOf } from './exit-notices';
import { ShownPrices } from './shown-prices';

export interface PublisherParts {
  readonly desk: Desk;
  readonly book: Book;
  readonly series: SeriesStore;
  readonly chains: ChainDesk;
  deskView(): DeskView;
  instanceView(id: string): InstanceView | null;
  /** Whose order a fill belongs to, in words. */
  ownerOf(orderId: string): string;
  readonly catalogue: Catalogue;
  now(): EpochMs;
  /** The number that the first delta follows. */
  readonly firstSeq: number;
}

type TableName = keyof Tables;
type Rows = Record<string, unknown>;

/** Keeps the tables that viewers hold a replica of, and says what changed since the last time as one numbered delta. */
export class Publisher {
  private readonly parts: PublisherParts;
  private readonly touched = new Map<TableName, Set<string>>();
  private readonly prices: ShownPrices;
  private readonly clearedNotices = new Set<string>();
  /** Notices that are read off facts, by id. */
  private readonly exitNotices = new Map<string, Notice>();
  private current: Snapshot;

  constructor(parts: PublisherParts) {
    this.parts = parts;
    this.prices = new ShownPrices(parts.book, parts.catalogue, parts.series);
    this.current = { seq: parts.firstSeq, tables: { desk: { desk: parts.deskView() }, ...emptyTables() } };
    const { desk } = parts;
    for (const table of ['trades', 'orders', 'fills', 'calls', 'notices'] as const) {
      for (const key of desk[table].keys()) this.touch(table, key);
    }
  }

  get snapshot(): Snapshot {
    return this.current;
  }

  /** Shows the quote of an instrument from now on. */
  showQuote(id: InstrumentId): void {
    this.prices.showQuote(id);
  }

  showSeries(instrument: InstrumentId, interval: BarInterval): void {
    this.prices.showSeries(instrument, interval);
  }

  /** Takes away what viewers have seen; by name, because a held clock tells what came before from what comes after no longer. */
  clearNotices(): void {
    for (const key of Object.keys(this.current.tables.notices)) {
      this.clearedNotices.add(key);
      this.touch('notices', key);
    }
  }

  onEntries(entries: readonly Entry[]): void {
    const { desk, catalogue } = this.parts;
    for (const entry of entries) {
      this.keepNotice(noticeOf(entry, { trades: desk.trades, nameOf: (id) => nameOf(id, catalogue) }));
      this.onFact(entry.fact);
    }
  }

  private onFact(fact: Fact): void {
    switch (fact.kind) {
      case 'day-opened':
        return this.touchCarried(fact.carried ?? []);
      case 'adopted':
        return this.touchCarried([fact]);
      case 'noticed':
        return this.touch('notices', fact.notice.id);
      case 'called':
        return this.touch('calls', fact.call.id);
      case 'call-ended':
        return this.touch('calls', fact.call);
      case 'trade-opened':
        return this.touchTrade(fact.trade.id);
      case 'trade-closing':
      case 'leg-exiting':
      case 'leg-levels':
      case 'exits-set':
        return this.touchTrade(fact.trade);
      case 'order-approved':
        return this.touchOrder(fact.order.id);
      case 'order-changed':
        return this.touchOrder(fact.order);
      case 'filled':
        this.touch('fills', fact.fill.tradeId);
        return this.touchOrder(fact.fill.orderId);
      case 'booked':
        return this.touchBooked(fact);
      // The desk's own row and the cards are compared at each delta, not waited for.
      case 'armed':
      case 'disarmed':
      case 'halted':
      case 'limits-set':
      case 'reconciled':
      case 'instance-added':
      case 'instance-removed':
      case 'instance-status':
      case 'instance-set':
      case 'instance-scheduled':
      case 'instance-reset':
      case 'decided':
        return;
      default:
        return assertNever(fact);
    }
  }

  onPrices(slots: Int32Array, count: number): void {
    this.prices.onPrices(slots, count);
  }

  /** One step: what changed since the last call, all of it. */
  publish(): Delta {
    return this.step({
      desk: { desk: this.parts.deskView() },
      quotes: this.prices.takeQuotes(),
      series: this.prices.takeSeries(),
      instances: this.instanceRows(),
      ...this.chainRows(),
      ...this.touchedRows(),
    });
  }

  /**
   * One step with what cannot wait for the next `publish`: prices, orders, fills and positions. What is derived from
   * prices (greeks, cards, the day's result) follows with that. Null when nothing of it changed.
   */
  publishPrices(): Delta | null {
    const changes = {
      quotes: this.prices.takeQuotes(),
      series: this.prices.takeSeries(),
      strikes: this.parts.chains.publishPrices(),
      ...this.touchedRows(),
    };
    return Object.values(changes).some(hasRows) ? this.step(changes) : null;
  }

  private step(changes: Rows): Delta {
    // Each part was built from the domain's own values for the table it is named after.
    const delta: Delta = { seq: this.current.seq + 1, changes: withoutEmpty(changes) };
    this.current = applyDelta(this.current, delta);
    return delta;
  }

  private keepNotice(notice: Notice | null): void {
    if (notice === null) return;
    this.exitNotices.set(notice.id, notice);
    this.touch('notices', notice.id);
  }

  private touch(table: TableName, key: string): void {
    const keys = this.touched.get(table) ?? new Set<string>();
    this.touched.set(table, keys.add(key));
  }

  private touchOrder(id: string): void {
    this.touch('orders', id);
    const order = this.parts.desk.orders.get(id);
    if (order) this.touchTrade(order.tradeId);
  }

  private touchCarried(carried: readonly CarriedTrade[]): void {
    for (const booked of carried.flatMap((each) => each.booked)) this.touchBooked(booked);
  }

  private touchBooked({ order, fills }: Booked): void {
    this.touchOrder(order.id);
    for (const fill of fills) this.touch('fills', fill.tradeId);
  }

  private touchTrade(id: string): void {
    this.touch('trades', id);
    for (const leg of this.parts.desk.trades.get(id)?.legs ?? []) this.showQuote(leg.instrument);
  }

  private touchedRows(): Rows {
    const { desk } = this.parts;
    const rows: Rows = {};
    for (const [table, keys] of this.touched) {
      rows[table] = Object.fromEntries([...keys].map((key) => [key, this.rowOf(table, key, desk)]));
    }
    this.touched.clear();
    return rows;
  }

  private rowOf(table: TableName, key: string, desk: Desk): unknown {
    switch (table) {
      case 'fills': {
        const fill = desk.fills.get(key);
        return fill ? ({ ...fill, owner: this.parts.ownerOf(fill.orderId) } satisfies FillView) : null;
      }
      case 'notices': {
        const notice = desk.notices.get(key) ?? this.exitNotices.get(key);
        return notice && !this.clearedNotices.has(key) ? notice : null;
      }
      case 'trades':
        return desk.trades.get(key) ?? null;
      case 'orders':
        return desk.orders.get(key) ?? null;
      case 'calls':
        return desk.calls.get(key) ?? null;
      default:
        return null;
    }
  }

  /** A card's figures move with the market, so each is compared rather than waited for. */
  private instanceRows(): Rows {
    const rows: Rows = {};
    const shown = this.current.tables.instances;
    for (const id of new Set([...Object.keys(shown), ...this.parts.desk.instances.keys()])) {
      const view = this.parts.instanceView(id);
      if (!isSameCard(view, shown[id] ?? null)) rows[id] = view;
    }
    return rows;
  }

  private chainRows(): Rows {
    const { heads, rows, gone } = this.parts.chains.publish(this.parts.now());
    const strikes: Rows = { ...rows };
    for (const key of gone) strikes[key] = null;
    return { chains: Object.fromEntries(heads.map((head) => [head.key, head])), strikes };
  }
}

/** Ten times a second for each: values are immutable, so only drawings, which may be drawn anew, are looked into. */
function isSameCard(card: InstanceView | null, shown: InstanceView | null): boolean {
  if (card === null || shown === null) return card === shown;
  const { drawings, ...rest } = card;
  const { drawings: shownDrawings, ...shownRest } = shown;
  const others = new Map<string, unknown>(Object.entries(shownRest));
  const isSame = Object.entries(rest).every(([key, value]) => Object.is(value, others.get(key)));
  return isSame && (drawings === shownDrawings || JSON.stringify(drawings) === JSON.stringify(shownDrawings));
}

function withoutEmpty(changes: Rows): Rows {
  const filled: Rows = {};
  for (const [table, rows] of Object.entries(changes)) if (hasRows(rows)) filled[table] = rows;
  return filled;
}

function hasRows(rows: unknown): boolean {
  return Object.keys(Object(rows)).length > 0;
}
