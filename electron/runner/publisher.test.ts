import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { SECOND } from '#shared/domain/time';
import { createSeriesStore } from '#shared/engine/series';
import { Centres } from '#shared/engine/subscriptions';
import { chainQuotes, EXPIRIES, INSTRUMENTS, NIFTY, optionId, quote } from '#shared/engine/testing/market';
import { CALL, straddle, World } from '#shared/engine/testing/world';
import { applyDelta, type Snapshot } from '#shared/ipc/delta';
import type { Quote } from '#shared/domain/quote';
import type { DeskView, InstanceView } from '#shared/ipc/views';
import { ChainDesk } from './chains';
import { Publisher } from './publisher';

const WATCHED = [optionId(24_200, 'CE'), optionId(24_200, 'PE')];

/** A viewer that took the first snapshot and has folded every delta since, beside the desk it should mirror. */
class Viewing {
  readonly world = new World();
  private readonly publisher: Publisher;
  private readonly book = createBook({ capacity: INSTRUMENTS.length });
  private readonly chains: ChainDesk;
  private heard = 0;
  replica: Snapshot;

  constructor() {
    const { book } = this;
    for (const instrument of INSTRUMENTS) book.add(instrument);
    const catalogue = createCatalogue(INSTRUMENTS);
    const { desk } = this.world.engine;
    this.chains = new ChainDesk(book, catalogue, new Centres(), { of: () => ({}), note: () => undefined });
    this.publisher = new Publisher({
      desk,
      book,
      catalogue,
      series: createSeriesStore(book, () => ({ session: { opensAt: 0, closesAt: 0 }, hasVolume: false, hasOi: false })),
      chains: this.chains,
      // Only what the tables are keyed by is looked at below.
      deskView: () => ({ isArmed: desk.isArmed }) as DeskView,
      instanceView: (id) => (desk.instances.get(id) as InstanceView | undefined) ?? null,
      ownerOf: () => 'Test',
      now: () => this.world.now,
      firstSeq: 1,
    });
    this.replica = this.publisher.snapshot;
  }

  hear(): void {
    this.publisher.onEntries(this.world.entries.slice(this.heard));
    this.heard = this.world.entries.length;
  }

  publish(): void {
    this.hear();
    this.replica = applyDelta(this.replica, this.publisher.publish());
  }

  /** Shows the index, its nearest chain and two options of it. */
  watchMarket(): void {
    this.chains.watch({ underlying: 'NIFTY', expiry: EXPIRIES[0] ?? '', range: 3 });
    for (const id of [NIFTY, ...WATCHED]) this.publisher.showQuote(id);
  }

  price(quotes: readonly Quote[]): void {
    for (const each of quotes) this.book.put(each);
    const slots = Int32Array.from(quotes, ({ id }) => this.book.slotOf(id) ?? 0);
    this.chains.onPrices(slots, slots.length);
    this.publisher.onPrices(slots, slots.length);
  }

  /** Tables that the delta changed; null when there was nothing to say. */
  publishPrices(): readonly string[] | null {
    const delta = this.publisher.publishPrices();
    if (delta) this.replica = applyDelta(this.replica, delta);
    return delta && Object.keys(delta.changes);
  }

  /** What somebody who asks now would be given. */
  get snapshot(): Snapshot {
    return this.publisher.snapshot;
  }

  clearNotices(): void {
    this.publisher.clearNotices();
  }

  /** What the replica and the desk disagree about. */
  differences(): string[] {
    const { desk } = this.world.engine;
    // The desk has no notices of its own for stops and halts: those are read off the facts.
    const notices = Object.fromEntries(
      Object.entries(this.replica.tables.notices).filter(([id]) => id in Object.fromEntries(desk.notices)),
    );
    const tables = { ...this.replica.tables, notices };
    return (['trades', 'orders', 'calls', 'instances', 'notices'] as const).filter(
      (table) => JSON.stringify(sorted(tables[table])) !== JSON.stringify(sorted(Object.fromEntries(desk[table]))),
    );
  }
}

function sorted(rows: object): unknown[] {
  return Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('the replica', () => {
  it('is the desk after every step of a day, with what was removed gone', () => {
    const viewing = new Viewing();
    const { world } = viewing;
    const instance = world.begin();
    const spare = world.command({ kind: 'add-instance', strategy: 'test', name: 'Spare', params: {}, approval: 'ask' });
    const steps: (() => unknown)[] = [
      () => world.open(instance, straddle('1', 2, { legStop: 0.25, legTrail: 0.1, afterLegStop: 'move-to-cost' })),
      () => world.pass(SECOND),
      () => world.price(CALL, 90),
      () => world.price(CALL, 130),
      () => world.command({ kind: 'remove', instance: spare }),
      () => world.command({ kind: 'pause', instance }),
      () => world.pass(5 * SECOND),
      () => world.command({ kind: 'exit-all', reason: 'Exit all by hand' }),
      () => world.pass(5 * SECOND),
    ];
    for (const step of steps) {
      step();
      viewing.publish();
      expect(viewing.differences()).toEqual([]);
      expect(viewing.replica).toEqual(viewing.snapshot);
    }
    expect(Object.keys(viewing.replica.tables.fills)).toEqual([...world.engine.desk.fills.keys()]);
    expect(Object.keys(viewing.replica.tables.instances)).toEqual([instance]);
  });
});

describe('clearing the notices', () => {
  it('takes away those that were seen and none that comes after, although the clock is held', () => {
    const viewing = new Viewing();
    const tell = (title: string): void => viewing.world.handle({ kind: 'tell', level: 'info', title, detail: '' });
    const titles = (): string[] => Object.values(viewing.replica.tables.notices).map((notice) => notice.title);
    tell('Seen');
    viewing.publish();
    tell('Not seen yet');
    viewing.clearNotices();
    tell('New');
    viewing.publish();
    expect(titles()).toEqual(['Not seen yet', 'New']);
  });
});

describe('prices between two full steps', () => {
  const at = new World().now;
  const market = (forward: number): readonly Quote[] => [
    quote(NIFTY, forward, at),
    ...chainQuotes({ forward, timeValue: 100 }, at),
  ];

  function watching(): Viewing {
    const viewing = new Viewing();
    viewing.watchMarket();
    viewing.price(market(24_200));
    viewing.publish();
    return viewing;
  }

  it('are shown at once with the row of the chain they stand in, and say nothing twice', () => {
    const viewing = watching();
    expect(viewing.publishPrices()).toBeNull();
    const [call = NIFTY] = WATCHED;
    viewing.price([quote(call, 140, at)]);
    expect(viewing.publishPrices()).toEqual(['quotes', 'strikes']);
    expect(viewing.replica.tables.quotes[call]?.ltp).toBe(14_000);
    const rows = Object.values(viewing.replica.tables.strikes);
    expect(rows.find(({ ce }) => ce?.id === call)?.ce?.ltp).toBe(14_000);
    expect(viewing.publishPrices()).toBeNull();
  });

  it('bring orders and fills with them, which wait for no full step', () => {
    const viewing = watching();
    const instance = viewing.world.begin();
    viewing.publish();
    viewing.world.open(instance, straddle('1', 1));
    viewing.publish();
    viewing.world.pass(SECOND);
    viewing.hear();
    viewing.publishPrices();
    expect(Object.keys(viewing.replica.tables.fills)).toEqual([...viewing.world.engine.desk.fills.keys()]);
    expect(viewing.world.engine.desk.fills.size).toBeGreaterThan(0);
  });

  it('leave no viewer behind, in whatever order prices and steps come', () => {
    const step = fc.oneof(
      fc.integer({ min: 24_000, max: 24_400 }).map((forward) => ({ kind: 'prices', forward }) as const),
      fc.constantFrom({ kind: 'publish' } as const, { kind: 'publish-prices' } as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const viewing = watching();
        for (const each of steps) {
          if (each.kind === 'prices') viewing.price(market(each.forward));
          else if (each.kind === 'publish') viewing.publish();
          else viewing.publishPrices();
          expect(viewing.replica).toEqual(viewing.snapshot);
        }
        viewing.publish();
        const { quotes, strikes } = viewing.replica.tables;
        for (const cell of Object.values(strikes).flatMap(({ ce, pe }) => [ce, pe])) {
          if (cell && quotes[cell.id]) expect(cell.ltp).toBe(quotes[cell.id]?.ltp);
        }
      }),
      { numRuns: 30 },
    );
  });
});
