import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '#electron/storage/journal';
import { createCatalogue } from '#shared/domain/catalogue';
import { SECOND } from '#shared/domain/time';
import { INSTRUMENTS } from '#shared/engine/testing/market';
import { straddle, World } from '#shared/engine/testing/world';
import { readCarried } from './carried';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-carried-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** A day that sold a straddle, in its journal. */
async function tradedOn(date: string, product: 'intraday' | 'overnight'): Promise<World> {
  const world = new World();
  world.open(world.begin(), { ...straddle('1'), product });
  world.pass(2 * SECOND);
  const journal = await openJournal({ directory, date, now: () => 0 });
  await journal.append(world.entries);
  await journal.close();
  return world;
}

const read = (date: string) =>
  readCarried({ directory, date, limits: new World().limits, catalogue: createCatalogue(INSTRUMENTS), now: () => 0 });

describe('what earlier days left open', () => {
  it('comes from the newest of them', async () => {
    await tradedOn('2026-08-13', 'overnight');
    const friday = await tradedOn('2026-08-14', 'overnight');
    const { trades, notes } = await read('2026-08-17');
    expect(trades.map(({ id, legs }) => [id, legs.length])).toEqual([[[...friday.engine.desk.trades.keys()][0], 2]]);
    expect(notes).toEqual([]);
  });

  it('is nothing where there is none, and named where it is not carried', async () => {
    expect(await read('2026-08-17')).toEqual({ trades: [], notes: [] });
    await tradedOn('2026-08-14', 'intraday');
    const { trades, notes } = await read('2026-08-17');
    expect([trades, notes.length]).toEqual([[], 2]);
  });

  it('that cannot be read is said, and keeps nobody from trading', async () => {
    await writeFile(join(directory, '2026-08-14.jsonl'), '{"v":99,"crc":"00000000","entry":{}}\n');
    const { trades, notes } = await read('2026-08-17');
    expect(trades).toEqual([]);
    expect(notes.join()).not.toBe('');
  });
});
