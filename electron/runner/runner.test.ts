import { describe, expect, it } from 'vitest';
import { paise } from '#shared/domain/units';
import { straddle, World } from '#shared/engine/testing/world';
import type { Engine } from '#shared/engine/engine';
import type { Broker } from '#shared/ports/broker';
import type { Entry } from '#shared/ports/journal';
import { Runner } from './runner';

/** A disk that writes when it is told to. */
class HeldJournal {
  readonly entries: Entry[] = [];
  isHeld = false;
  isFull = false;
  isReserveUsed = false;
  private readonly waiting: (() => void)[] = [];

  async append(entries: readonly Entry[]): Promise<void> {
    if (this.isHeld) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.isFull) throw new Error('No space left on the disk');
    this.entries.push(...entries);
  }

  release(): void {
    this.isHeld = false;
    for (const write of this.waiting.splice(0)) write();
  }

  isStrained = (): boolean => this.isReserveUsed;
  read = () => Promise.resolve({ entries: this.entries, faults: [] });
  close = () => Promise.resolve();
}

/** A runner over an armed desk with one running instance, a broker that takes everything, and what reached it. */
function running(change: Partial<Broker> = {}) {
  const world = new World();
  const instance = world.begin();
  const journal = new HeldJournal();
  const problems: string[] = [];
  const sent: string[] = [];
  const cancelled: string[] = [];
  const broker: Broker = {
    place: (order) => Promise.resolve({ kind: 'accepted', brokerId: `B${sent.push(order.id)}` }),
    modify: () => Promise.resolve({ kind: 'accepted' }),
    cancel: ({ brokerId }) => Promise.resolve(cancelled.push(brokerId)).then(() => ({ kind: 'accepted' })),
    books: () => Promise.reject(new Error('The books are not read here')),
    fillsOf: () => Promise.resolve([]),
    margin: () => Promise.resolve(paise(0)),
    onUpdate: () => () => undefined,
    ...change,
  };
  const over = (engine: Engine): Runner =>
    new Runner({
      engine,
      journal,
      broker,
      clock: { now: () => world.now },
      hosts: { start: ignore, stop: ignore, tradeChanged: ignore },
      priceOf: () => paise(10_000),
      onEntries: ignore,
      onProblem: (what) => void problems.push(what),
    });
  const runner = over(world.engine);
  const open = (): void => {
    const actions = [straddle('1')];
    runner.handle({
      kind: 'decision',
      decision: { instance, at: world.now, state: null, why: '', actions, drawings: [] },
    });
  };
  const statuses = (): string[] => [...world.engine.desk.orders.values()].map((order) => order.status);
  return { world, runner, over, journal, problems, sent, cancelled, open, statuses };
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is no such thing');
  return value;
}

function ignore(): void {
  // Nobody listens.
}

/** Lets everything come to its end that waits for nothing but promises. */
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an order that waits for the disk', () => {
  it('leaves when its record is written', async () => {
    const { journal, sent, open } = running();
    journal.isHeld = true;
    open();
    await rest();
    expect(sent).toEqual([]);
    journal.release();
    await rest();
    expect(sent).toHaveLength(2);
  });

  it('does not leave when everything was exited meanwhile', async () => {
    const { runner, journal, sent, open, statuses } = running();
    journal.isHeld = true;
    open();
    await rest();
    runner.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    journal.release();
    await rest();
    expect(sent).toEqual([]);
    expect(statuses()).toEqual(['rejected', 'rejected']);
  });
});

describe('a disk that takes no records', () => {
  it('lets no entry leave, halts, and says so once', async () => {
    const { world, journal, sent, open, statuses } = running();
    journal.isFull = true;
    open();
    await rest();
    expect([sent, statuses()]).toEqual([[], ['rejected', 'rejected']]);
    expect(world.engine.desk.haltReason).toBe('The disk takes no records');
    const told = [...world.engine.desk.notices.values()].filter(({ title }) => title.startsWith('The disk'));
    expect(told.map(({ level }) => level)).toEqual(['error']);
  });

  it('does not keep an exit or a cancellation from leaving', async () => {
    const { world, runner, journal, sent, cancelled, open } = running();
    open();
    await rest();
    const [filled = ''] = sent;
    const { instrument, side, qty } = known(world.engine.desk.orders.get(filled));
    const fill = { tradeId: 'F1', brokerId: 'B1', instrument, side, qty, price: paise(10_000), filledAt: world.now };
    runner.handle({ kind: 'fills', fills: [fill] });
    await rest();
    journal.isFull = true;
    runner.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    await rest();
    expect([sent.length, cancelled.length]).toEqual([3, 1]);
    expect(known(world.engine.desk.orders.get(sent[2] ?? '')).purpose).toBe('exit');
  });

  it('that takes them again tells so, and keeps what was not written in order', async () => {
    const { world, runner, journal, open } = running();
    journal.isFull = true;
    open();
    await rest();
    journal.isFull = false;
    runner.command({ kind: 'disarm' });
    await rest();
    const numbers = journal.entries.map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    expect([...world.engine.desk.notices.values()].at(-1)?.title).toBe('The disk takes records again');
  });

  it('but has room set aside halts entries just the same', async () => {
    const { world, journal, sent, open } = running();
    journal.isReserveUsed = true;
    open();
    await rest();
    expect(sent).toEqual([]);
    expect(world.engine.desk.haltReason).toBe('The disk takes no records');
  });
});

describe('an adapter that breaks while it places', () => {
  it('leaves an order of unknown fate, which is looked up', async () => {
    const { open, statuses } = running({ place: () => Promise.reject(new Error('broken')) });
    open();
    await rest();
    expect(statuses()).toEqual(['unknown', 'unknown']);
  });
});

describe('a broken invariant', () => {
  it('in a command disarms and answers why, and does not reach the caller as a throw', () => {
    const { world, over } = running();
    const broken: Engine = {
      ...world.engine,
      command: () => {
        throw new Error('A quantity is not a whole number');
      },
    };
    expect(over(broken).command({ kind: 'arm' })).toEqual({
      ok: false,
      error: 'A check failed, so trading was disarmed: A quantity is not a whole number',
    });
    expect(world.engine.desk.isArmed).toBe(false);
  });

  it('disarms and tells the person, once, though it comes back with every tick', () => {
    const { world, over, journal, problems } = running();
    const { engine } = world;
    const broken: Engine = {
      ...engine,
      handle: (input, at) => {
        if (input.kind === 'prices') throw new Error('A price is not a whole number');
        return engine.handle(input, at);
      },
    };
    const runner = over(broken);
    for (let tick = 0; tick < 5; tick += 1) runner.handle({ kind: 'prices' });
    expect(engine.desk.isArmed).toBe(false);
    expect(problems).toHaveLength(1);
    expect([...engine.desk.notices.values()].map(({ title }) => title)).toEqual(['Trading was disarmed']);
    return rest().then(() => expect(journal.entries.map(({ fact }) => fact.kind)).toEqual(['disarmed', 'noticed']));
  });
});
