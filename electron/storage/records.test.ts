import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '#shared/domain/call';
import { NO_EXITS } from '#shared/domain/exit-plan';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import { qty, rupees } from '#shared/domain/units';
import { openRecords } from './records';

const DATE = '2026-08-18';
const NOW = istAt(DATE, '09:20');

let directory: string;
let faults: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-records-'));
  faults = [];
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(directory, { recursive: true, force: true });
});

function open() {
  return openRecords({ directory, date: DATE, now: () => NOW, onFault: (fault) => faults.push(fault) });
}

function tradeFile() {
  return join(directory, 'trade', DATE, 'trade_state.json');
}

async function dataOf(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8')).data;
}

const SHORT_CALL: Trade = {
  id: 'T1',
  owner: { kind: 'strategy', instance: 'straddle-1' },
  callId: 'C1',
  name: 'NIFTY 24250 straddle',
  product: 'intraday',
  status: 'open',
  legs: [
    {
      id: 'ce',
      instrument: instrumentId('NFO', 'NIFTY2681824250CE'),
      side: 'sell',
      qty: qty(150),
      role: 'main',
      status: 'open',
      position: { qty: qty(-75), cost: rupees(-7_503.75), realised: rupees(-120.5) },
      entry: rupees(100.05),
      stop: rupees(125.05),
      target: null,
      best: null,
      exitReason: null,
    },
  ],
  exits: NO_EXITS,
  openedAt: NOW,
  closedAt: null,
  entryReason: 'Entry time 09:20',
  exitReason: null,
  exitedBy: null,
};

const CALL: Call = {
  id: 'C1',
  instance: 'straddle-1',
  strategy: 'atm-straddle-sell',
  madeAt: NOW,
  title: 'Sell 24250 straddle, 2 lots',
  why: 'Entry time 09:20',
  inputs: { ATM: '24,250' },
  signal: 'entry-1',
  outcome: 'taken',
  tradeId: 'T1',
  result: '',
};

describe('the records', () => {
  it('say what is open in rupees, units and Indian time', async () => {
    const records = await open();
    records.keepTrades([SHORT_CALL]);
    records.keepCalls([CALL]);
    await records.flush();
    expect(await dataOf(tradeFile())).toEqual({
      date: DATE,
      trades: [
        expect.objectContaining({
          id: 'T1',
          strategy: 'straddle-1',
          call: 'C1',
          openedAt: '2026-08-18T09:20:00+05:30',
          realised: -120.5,
          legs: [
            expect.objectContaining({
              quantity: 150,
              openQuantity: -75,
              averagePrice: 100.05,
              entryPrice: 100.05,
              stop: 125.05,
              target: null,
            }),
          ],
        }),
      ],
    });
    expect(await dataOf(join(directory, 'calls', DATE, 'calls.json'))).toMatchObject({
      calls: [
        { id: 'C1', title: 'Sell 24250 straddle, 2 lots', inputs: { ATM: '24,250' }, outcome: 'taken', trade: 'T1' },
      ],
    });
    expect(faults).toEqual([]);
  });

  it('are written once a second at most, with the newest state', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const records = await open();
    for (const status of ['opening', 'open', 'closing'] as const) records.keepTrades([{ ...SHORT_CALL, status }]);
    await expect(readFile(tradeFile())).rejects.toThrow('ENOENT');
    vi.advanceTimersByTime(1_000);
    await vi.waitFor(async () => expect(await dataOf(tradeFile())).toMatchObject({ trades: [{ status: 'closing' }] }), {
      timeout: 30_000,
    });
    // What is left to be written would come back.
    await rm(tradeFile());
    vi.advanceTimersByTime(10_000);
    await records.flush();
    await expect(readFile(tradeFile())).rejects.toThrow('ENOENT');
  });

  it('are left alone when nothing in them changed', async () => {
    const records = await open();
    records.keepTrades([SHORT_CALL]);
    await records.flush();
    await rm(tradeFile());
    records.keepTrades([{ ...SHORT_CALL }]);
    await records.flush();
    await expect(readFile(tradeFile())).rejects.toThrow('ENOENT');
  });

  it('that were damaged are kept aside, told, and go on from the last good copy', async () => {
    const before = await open();
    before.keepTrades([SHORT_CALL]);
    await before.flush();
    await writeFile(tradeFile(), '{"version":1,"savedAt":"2026-08-18T09:2');
    const after = await open();
    expect(after.notes).toHaveLength(1);
    expect(after.notes[0]).toMatch(
      /^The trade file .* is not JSON, or was cut short\. It is kept as .*; the last good copy/,
    );
    expect(await dataOf(tradeFile())).toMatchObject({ trades: [{ id: 'T1' }] });
  });

  it('say so when they cannot be written, and are written once they can', async () => {
    const records = await open();
    await rm(join(directory, 'trade'), { recursive: true });
    await writeFile(join(directory, 'trade'), 'in the way');
    records.keepTrades([SHORT_CALL]);
    await records.flush();
    expect(faults).toEqual([expect.stringContaining('Could not save the trade file')]);
    await rm(join(directory, 'trade'));
    const again = await open();
    again.keepTrades([SHORT_CALL]);
    await again.flush();
    expect(faults).toHaveLength(1);
    expect(await dataOf(tradeFile())).toMatchObject({ trades: [{ id: 'T1' }] });
  });
});
