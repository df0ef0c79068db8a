import { describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { SECOND } from '#shared/domain/time';
import { createSeriesStore } from '#shared/engine/series';
import { Centres } from '#shared/engine/subscriptions';
import { INSTRUMENTS } from '#shared/engine/testing/market';
import { CALL, straddle, World } from '#shared/engine/testing/world';
import { applyDelta, type Snapshot } from '#shared/ipc/delta';
import type { DeskView, InstanceView } from '#shared/ipc/views';
import { ChainDesk } from './chains';
import { Publisher } from './publisher';

/** A viewer that took the first snapshot and has folded every delta since, beside the desk it should mirror. */
class Viewing {
  readonly world = new World();
  private readonly publisher: Publisher;
  private heard = 0;
  replica: Snapshot;

  constructor() {
    const book = createBook({ capacity: 10 });
    const catalogue = createCatalogue(INSTRUMENTS);
    const { desk } = this.world.engine;
    this.publisher = new Publisher({
      desk,
      book,
      catalogue,
      series: createSeriesStore(book, () => ({ session: { opensAt: 0, closesAt: 0 }, hasVolume: false, hasOi: false })),
      chains: new ChainDesk(book, catalogue, new Centres(), { of: () => ({}), note: () => undefined }),
      // Only what the tables are keyed by is looked at below.
      deskView: () => ({ isArmed: desk.isArmed }) as DeskView,
      instanceView: (id) => (desk.instances.get(id) as InstanceView | undefined) ?? null,
      ownerOf: () => 'Test',
      now: () => this.world.now,
      firstSeq: 1,
    });
    this.replica = this.publisher.snapshot;
  }

  publish(): void {
    this.publisher.onEntries(this.world.entries.slice(this.heard));
    this.heard = this.world.entries.length;
    this.replica = applyDelta(this.replica, this.publisher.publish());
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
