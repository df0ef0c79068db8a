import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openForAppending, type AppendHandle } from '#electron/storage/append-file';
import { istAt } from '#shared/domain/time';
import { openTickFile, type TickFile, type TickFileOptions } from './tick-file';
import {
  createTestMarket,
  niftyFutureTicks,
  readTicks,
  record,
  testId,
  type TestMarket,
  type Tick,
  withoutRepeats,
} from './ticks.testkit';

const OPENED_AT = istAt('2026-08-18', '09:15');
/** For the tests that go through every byte, on a busy machine. In milliseconds. */
const PATIENCE = 60_000;

let directory: string;
let path: string;
let faults: string[];
const files: TickFile[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-ticks-'));
  path = join(directory, 'ticks.kdt');
  faults = [];
});

afterEach(async () => {
  for (const file of files.splice(0)) await file.close().catch(() => undefined);
  await rm(directory, { recursive: true, force: true });
});

async function open(
  { book, describe }: TestMarket,
  disk: Pick<TickFileOptions, 'open' | 'segments'> = {},
): Promise<TickFile> {
  const options = {
    path,
    columns: book.columns,
    describe,
    startsAt: OPENED_AT + 60_000,
    now: () => 4711,
    onFault: (fault: string) => void faults.push(fault),
  };
  const file = await openTickFile({ ...options, ...disk });
  files.push(file);
  return file;
}

function tick(slot: number, step: number, changes: Partial<Tick> = {}): Tick {
  const at = OPENED_AT + step * 1_000;
  const price = 10_000 + slot * 100 + step * 5;
  const depth = { bid: price - 5, bidQty: 75, ask: price + 5, askQty: 150 };
  return {
    id: testId(slot),
    ltp: price,
    volume: 75 * step,
    oi: 1_000_000,
    ...depth,
    exchangeAt: at,
    receivedAt: at + 40,
    ...changes,
  };
}

/** Records each list into the file, which makes at least one block of each, and closes it. */
async function recorded(...lists: readonly (readonly Tick[])[]): Promise<void> {
  const market = createTestMarket(8);
  const file = await open(market);
  for (const ticks of lists) {
    record(file, market, ticks);
    await file.flush();
  }
  await file.close();
}

describe('a recording of ticks', () => {
  it('gives back what was recorded, in order', async () => {
    const ticks = [
      tick(0, 0),
      tick(3, 0),
      tick(0, 1),
      tick(3, 2),
      tick(1, 2, { oi: 0, bid: 0, bidQty: 0, ask: 0, askQty: 0 }),
    ];
    await recorded(ticks);
    expect(await readTicks(path)).toEqual({ ticks, faults: [] });
  });

  it('gives back whatever values ticks have', async () => {
    const price = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    const quantity = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const time = fc.integer({ min: 0, max: 2 ** 42 });
    const fields = {
      ltp: price,
      volume: quantity,
      oi: quantity,
      bid: price,
      bidQty: quantity,
      ask: price,
      askQty: quantity,
      exchangeAt: time,
    };
    const arbitrary = fc.record({ id: fc.integer({ min: 0, max: 7 }).map(testId), receivedAt: time, ...fields });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitrary, { maxLength: 60 }),
        fc.array(arbitrary, { maxLength: 60 }),
        async (one, two) => {
          await rm(path, { force: true });
          await recorded(one, two);
          expect(await readTicks(path)).toEqual({ ticks: withoutRepeats([...one, ...two]), faults: [] });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives back a real morning in less than 40 bytes a tick', async () => {
    const market = createTestMarket(2);
    const file = await open(market);
    const morning = [...niftyFutureTicks('I', testId(0)), ...niftyFutureTicks('II', testId(1))].sort(
      (a, b) => a.receivedAt - b.receivedAt,
    );
    record(file, market, morning);
    await file.close();
    expect(await readTicks(path)).toEqual({ ticks: withoutRepeats(morning), faults: [] });
    const { written, bytes, repeated } = file.stats();
    expect(written + repeated).toBe(morning.length);
    expect(bytes / written).toBeLessThan(16);
  });

  it('writes a tick that says nothing new only once, but one of a later second again', async () => {
    const market = createTestMarket(1);
    const file = await open(market);
    const again = { ...tick(0, 1), receivedAt: tick(0, 1).receivedAt + 300 };
    const later = { ...again, exchangeAt: again.exchangeAt + 1_000, receivedAt: again.receivedAt + 700 };
    record(file, market, [tick(0, 1), again]);
    await file.flush();
    record(file, market, [again, later]);
    await file.close();
    expect((await readTicks(path)).ticks).toEqual([tick(0, 1), later]);
    expect(file.stats()).toMatchObject({ written: 2, repeated: 2 });
  });

  it('goes on where it ended, whichever slots the instruments have now, and still knows the last ticks', async () => {
    await recorded([tick(2, 0), tick(5, 0)], [tick(5, 1)]);
    const market = createTestMarket(8);
    // The same instruments in slots 7, 6, …
    const mirrored = (id: string) => testId(7 - Number(id.slice('NFO:TEST'.length)));
    const turned: TestMarket = {
      book: market.book,
      describe: (slot) => market.describe(7 - slot),
      put: (one) => market.put({ ...one, id: mirrored(one.id) }),
    };
    const file = await open(turned);
    record(file, turned, [tick(5, 1), tick(2, 3), tick(4, 3)]);
    await file.close();
    expect(await readTicks(path)).toEqual({
      ticks: [tick(2, 0), tick(5, 0), tick(5, 1), tick(2, 3), tick(4, 3)],
      faults: [],
    });
    expect(file.stats().repeated).toBe(1);
  });

  it('begins anew when the day does, and keeps what was recorded before', async () => {
    await recorded([tick(0, 3 * 60)]);
    await recorded([tick(0, 1)]);
    expect((await readTicks(path)).ticks).toEqual([tick(0, 1)]);
    expect((await readTicks(join(directory, 'ticks.before-4711.kdt'))).ticks).toEqual([tick(0, 3 * 60)]);
  });
});

describe('a damaged recording', () => {
  const lists = [0, 1, 2, 3].map((step) => [tick(0, step), tick(1, step), tick(2, step)]);
  const all = lists.flat();

  it(
    'cut at any byte keeps every whole block before the cut, and goes on from there',
    async () => {
      await recorded(...lists);
      const whole = await readFile(path);
      const ends = blockEnds(whole);
      for (let length = 0; length < whole.length; length += 1) {
        await writeFile(path, whole.subarray(0, length));
        const kept = ends.filter((end) => end <= length).length;
        const { ticks, faults: told } = await readTicks(path);
        expect(ticks).toEqual(lists.slice(0, kept).flat());
        // Cut between two blocks it looks whole.
        const cutShort = told.filter((fault) => fault.includes('is cut short'));
        expect(cutShort).toHaveLength(isBoundary(whole, length) ? 0 : 1);
        if (length % 23 !== 0) continue;
        const market = createTestMarket(8);
        const file = await open(market);
        record(file, market, [tick(4, 9)]);
        await file.close();
        expect((await readTicks(path)).ticks).toEqual([...lists.slice(0, kept).flat(), tick(4, 9)]);
      }
    },
    PATIENCE,
  );

  it(
    'with any byte changed loses the ticks of that block only, and says how many',
    async () => {
      await recorded(...lists);
      const whole = await readFile(path);
      for (let at = 0; at < whole.length; at += 1) {
        const broken = Buffer.from(whole);
        broken[at] = (broken[at] ?? 0) ^ 0x41;
        await writeFile(path, broken);
        const { ticks, faults: told } = await readTicks(path);
        expect(told).toHaveLength(1);
        const lost = all.filter(
          (one) => !ticks.some((kept) => kept.id === one.id && kept.receivedAt === one.receivedAt),
        );
        expect(ticks).toEqual(all.filter((one) => !lost.includes(one)));
        expect([0, 3]).toContain(lost.length);
        expect(new Set(lost.map((one) => one.receivedAt)).size).toBeLessThanOrEqual(1);
        if (lost.length > 0) expect(told[0]).toContain('3 ticks received');
      }
    },
    PATIENCE,
  );

  it('with garbage between its blocks loses nothing', async () => {
    await recorded(...lists);
    const whole = await readFile(path);
    const garbage = Buffer.concat([Buffer.from('KDTK'), Buffer.alloc(300, 0x4b), Buffer.from('KDT')]);
    for (const boundary of [0, ...blockEnds(whole).slice(0, -1)]) {
      await writeFile(path, Buffer.concat([whole.subarray(0, boundary), garbage, whole.subarray(boundary)]));
      const { ticks, faults: told } = await readTicks(path);
      expect(ticks).toEqual(all);
      expect(told).toEqual([expect.stringMatching(/cannot be read: no tick was lost/)]);
    }
  });

  it(
    'survives random damage anywhere without inventing a tick',
    async () => {
      await recorded(...lists);
      const whole = await readFile(path);
      const damage = fc.record({
        at: fc.nat(whole.length - 1),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 400 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
          const broken = Buffer.from(whole);
          for (const { at, bytes } of damages) broken.set(bytes.subarray(0, whole.length - at), at);
          await writeFile(path, broken);
          const { ticks } = await readTicks(path);
          for (const { id, ...values } of ticks) {
            expect(all).toContainEqual({ id: expect.anything(), ...values });
            expect(['?', testId(0), testId(1), testId(2)]).toContain(id);
          }
        }),
        { numRuns: 150 },
      );
    },
    PATIENCE,
  );

  it('without a single whole block is kept aside', async () => {
    await writeFile(path, 'somebody else’s notes');
    await recorded([tick(0, 0)]);
    expect((await readTicks(path)).ticks).toEqual([tick(0, 0)]);
    const aside = (await readdir(directory)).find((name) => name.includes('.damaged-'));
    expect(await readFile(join(directory, aside ?? ''), 'utf8')).toBe('somebody else’s notes');
  });

  it('of a newer program is not touched', async () => {
    await recorded([tick(0, 0)]);
    const bytes = await readFile(path);
    const [end = 0] = blockEnds(bytes, 'any');
    bytes.writeUInt8(9, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(8, end)), 4);
    await writeFile(path, bytes);
    await expect(open(createTestMarket(1))).rejects.toThrow('newer KiteDesk (format 9)');
    expect(await readFile(path)).toEqual(bytes);
  });

  it('tells a repeated stretch from news', async () => {
    await recorded(...lists);
    const whole = await readFile(path);
    const [, second = 0, third = 0] = blockEnds(whole);
    await writeFile(path, Buffer.concat([whole.subarray(0, third), whole.subarray(second)]));
    const { ticks, faults: told } = await readTicks(path);
    expect(ticks).toEqual(all);
    expect(told).toEqual([expect.stringMatching(/repeat block/)]);
  });
});

describe('a recording on a failing disk', () => {
  /** A disk with room for so many bytes; what does not fit is taken in part, as a full disk does. */
  function diskWith(room: { bytes: number }): (path: string) => Promise<AppendHandle> {
    return async (where) => {
      const handle = await openForAppending(where);
      const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      const write = async (bytes: Buffer, from: number, length: number) => {
        const { size } = await handle.stat();
        const taken = Math.min(length, room.bytes - size);
        if (taken <= 0) throw full;
        return handle.write(bytes, from, taken);
      };
      return {
        // The one overload that appending uses.
        write: write as unknown as AppendHandle['write'],
        datasync: () => handle.datasync(),
        truncate: (length) => handle.truncate(length),
        stat: handle.stat.bind(handle),
        close: () => handle.close(),
      };
    };
  }

  it('says so once, keeps what it cannot write, and loses nothing when there is room again', async () => {
    const room = { bytes: 300 };
    const market = createTestMarket(8);
    const file = await open(market, { open: diskWith(room) });
    record(file, market, [tick(0, 0)]);
    await file.flush();
    for (const step of [1, 2, 3]) {
      record(
        file,
        market,
        Array.from({ length: 7 }, (_, slot) => tick(slot, step)),
      );
      await file.flush();
    }
    expect(faults).toEqual([expect.stringMatching(/Could not record ticks .* The disk is full: free some space/)]);
    expect(file.stats().isFailing).toBe(true);
    expect((await readTicks(path)).ticks).toEqual([tick(0, 0)]);
    room.bytes = 100_000;
    await file.flush();
    expect(file.stats()).toMatchObject({ isFailing: false, lost: 0 });
    await file.close();
    const { ticks, faults: told } = await readTicks(path);
    expect(told).toEqual([]);
    expect(ticks).toEqual([
      tick(0, 0),
      ...[1, 2, 3].flatMap((step) => Array.from({ length: 7 }, (_, slot) => tick(slot, step))),
    ]);
  });

  it('drops ticks when its memory is full, and the file tells how many are missing', async () => {
    const room = { bytes: 300 };
    const market = createTestMarket(64);
    const file = await open(market, { open: diskWith(room), segments: 2 });
    record(file, market, [tick(0, 0)]);
    await file.flush();
    const slots = Int32Array.from({ length: 64 }, (_, slot) => slot);
    for (let step = 1; file.stats().lost === 0; step += 1) {
      for (let slot = 0; slot < 64; slot += 1)
        market.put(
          tick(slot, step, { volume: (step * 2_654_435_761 + slot) % 2 ** 32, oi: (step * 40_503 * slot) % 2 ** 32 }),
        );
      file.record(slots, 64);
    }
    room.bytes = Infinity;
    await file.flush();
    record(file, market, [tick(0, 500_000)]);
    await file.close();
    const { ticks, faults: told } = await readTicks(path);
    const { written, lost } = file.stats();
    expect(ticks).toHaveLength(written);
    expect(ticks.at(-1)).toEqual(tick(0, 500_000));
    expect(told).toEqual([expect.stringContaining(`${lost} ticks received`)]);
    expect(told[0]).toContain('the disk did not take them');
  });
});

/** Where blocks end, found by their lengths: those of ticks, or all. */
function blockEnds(bytes: Buffer, which: 'ticks' | 'any' = 'ticks'): number[] {
  const ends: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const kind = bytes.readUInt8(at + 9);
    at += 44 + bytes.readUInt32LE(at + 12);
    if (which === 'any' || kind === 0) ends.push(at);
  }
  return ends;
}

function isBoundary(bytes: Buffer, length: number): boolean {
  return length === 0 || blockEnds(bytes, 'any').includes(length);
}
