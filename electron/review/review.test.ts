import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '#electron/storage/journal';
import { NO_EXITS } from '#shared/domain/exit-plan';
import type { Fact } from '#shared/domain/facts';
import { instrumentId, type Side } from '#shared/domain/instrument';
import { istAt, MINUTE, SECOND } from '#shared/domain/time';
import { qty, rupees, type EpochMs } from '#shared/domain/units';
import { chainKey, type Tables } from '#shared/ipc/views';
import { openReview, type Review } from './review';

const TODAY = '2026-08-18';
const KEY = chainKey('NIFTY', TODAY);
const at = (clock: string) => istAt(TODAY, clock);

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-review-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const faults: string[] = [];

function open(from: EpochMs = at('15:30:00')): Promise<Review> {
  return openReview({
    directory,
    date: TODAY,
    from,
    // Nothing of a past day's result depends on today's limits.
    limits: {} as Parameters<typeof openReview>[0]['limits'],
    now: () => at('16:00'),
    onFault: (message) => faults.push(message),
  });
}

/** What the desk shows at a clock time, with so many rupees made. */
function shown(clock: string, net: number): Tables {
  const pnl = { net: rupees(net), peak: rupees(Math.max(0, net)), trough: rupees(Math.min(0, net)) };
  const cell = (oi: number) => ({ oi: qty(oi) });
  // Only what is looked at.
  return {
    desk: { desk: { at: at(clock), lastTickAt: at(clock) - SECOND, pnl } },
    instances: { S1: { id: 'S1', pnl: rupees(net) } },
    chains: {
      [KEY]: {
        key: KEY,
        spot: rupees(24_251),
        pcrOi: 0.9,
        maxPain: rupees(24_200),
        strikes: [rupees(24_200), rupees(24_250)],
      },
    },
    strikes: {
      [`${KEY}|${rupees(24_200)}`]: { strike: rupees(24_200), ce: cell(7_500), pe: cell(15_000) },
      [`${KEY}|${rupees(24_250)}`]: { strike: rupees(24_250), ce: cell(6_000), pe: null },
    },
  } as unknown as Tables;
}

describe('the minutes of a day', () => {
  it('are pictured at their ends, once each', async () => {
    const review = await open();
    for (const clock of ['09:20:30', '09:20:59', '09:21:00', '09:21:30', '09:22:01']) review.observe(shown(clock, 100));
    expect(review.results()).toMatchObject(
      ['09:21', '09:22'].map((clock) => ({ at: at(clock), net: rupees(100), byInstance: { S1: rupees(100) } })),
    );
    expect(review.chain(KEY).slice(1)).toMatchObject([
      { at: at('09:22'), strikes: [rupees(24_200), rupees(24_250)], ce: [7_500, 6_000], pe: [15_000, null] },
    ]);
    expect(review.chain('BANKNIFTY|2026-08-25')).toEqual([]);
    await review.close();
  });

  it('outlive a restart, with the best and the worst of the day', async () => {
    const before = await open();
    for (const [clock, net] of [
      ['09:20:30', 0],
      ['09:21:01', -300],
    ] as const)
      before.observe(shown(clock, net));
    await before.close();
    const after = await open();
    expect(after.extremes).toEqual({ peak: 0, trough: rupees(-300) });
    expect(after.results()).toHaveLength(1);
    expect(after.chain(KEY)).toHaveLength(1);
    await after.close();
  });

  it('are forgotten from where a demo day begins again', async () => {
    const before = await open();
    for (let minute = 15; minute < 25; minute += 1) before.observe(shown(`09:${minute}:05`, minute));
    await before.close();
    const again = await open(at('09:19:30'));
    expect(again.results().map((minute) => minute.at)).toEqual(
      ['09:16', '09:17', '09:18', '09:19'].map((clock) => at(clock)),
    );
    expect(again.extremes.peak).toBe(rupees(19));
    await again.close();
  });

  it('are read again although a line was cut short', async () => {
    const before = await open();
    for (const clock of ['09:20:30', '09:21:01']) before.observe(shown(clock, 5));
    await before.close();
    const path = join(directory, 'results', 'minutes', `${TODAY}.jsonl`);
    await appendFile(path, '{"v":1,"kind":"result","at":17');
    const after = await open();
    after.observe(shown('09:21:30', 6));
    after.observe(shown('09:22:30', 6));
    await after.close();
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).at)).toEqual([at('09:21'), at('09:21'), at('09:22'), at('09:22')]);
  });

  it('stop when prices do', async () => {
    const review = await open();
    review.observe(shown('15:29:30', 5));
    const silent = shown('15:40:00', 5);
    const desk = { ...silent.desk.desk, lastTickAt: at('15:30') };
    review.observe({ ...silent, desk: { desk } });
    expect(review.results()).toEqual([]);
    await review.close();
  });
});

const PAST = '2026-08-17';
const FUTURE = instrumentId('NFO', 'NIFTY26AUGFUT');

/** One long trade of the future, bought and sold: the facts that a journal has of it. */
function roundTrip(buy: number, sell: number): readonly Fact[] {
  const opened = istAt(PAST, '10:00');
  const leg = {
    id: 'a',
    instrument: FUTURE,
    side: 'buy',
    qty: qty(75),
    role: 'main',
    status: 'entering',
    position: { qty: 0, cost: 0, realised: 0 },
    entry: null,
    stop: null,
    target: null,
    best: null,
    exitReason: null,
  };
  const trade = {
    id: 'T1',
    owner: { kind: 'manual', by: 'hand', label: 'By hand' },
    callId: null,
    name: 'Long future',
    product: 'intraday',
    status: 'opening',
    legs: [leg],
    exits: NO_EXITS,
    openedAt: opened,
    closedAt: null,
    entryReason: 'By hand',
    exitReason: null,
    exitedBy: null,
  };
  const trading = (id: string, side: Side, price: number): readonly unknown[] => [
    {
      kind: 'order-approved',
      order: {
        id,
        tradeId: 'T1',
        legId: 'a',
        purpose: side === 'buy' ? 'entry' : 'exit',
        instrument: FUTURE,
        side,
        qty: 75,
        price: { kind: 'limit', limit: rupees(price) },
        product: 'intraday',
        status: 'approved',
        filledQty: 0,
        brokerId: null,
        message: '',
        chases: 0,
        isCancelRequested: false,
        times: { signalAt: opened, approvedAt: opened },
      },
    },
    {
      kind: 'filled',
      fill: {
        tradeId: `x${id}`,
        orderId: id,
        instrument: FUTURE,
        side,
        qty: 75,
        price: rupees(price),
        filledAt: opened + MINUTE,
      },
    },
    { kind: 'order-changed', order: id, change: { status: 'filled' } },
  ];
  // As they are read from a journal, whose lines are not checked fact by fact either.
  return [
    { kind: 'trade-opened', trade },
    ...trading('o1', 'buy', buy),
    { kind: 'trade-closing', trade: 'T1', reason: 'Exit by hand', by: 'person' },
    ...trading('o2', 'sell', sell),
  ] as readonly Fact[];
}

describe('the results of past days', () => {
  async function writeJournal(facts: readonly Fact[]): Promise<void> {
    const journal = await openJournal({ directory: join(directory, 'journal'), date: PAST, now: () => 0 });
    await journal.append(facts.map((fact, index) => ({ seq: index + 1, at: istAt(PAST, '10:00') + index, fact })));
    await journal.close();
  }

  async function lookBack() {
    const review = await open();
    const past = await review.pastDays();
    await review.close();
    return past;
  }

  it('are drawn from the journal, and kept', async () => {
    await writeJournal(roundTrip(24_000, 24_010));
    const drawn = await lookBack();
    expect(drawn.faults).toEqual([]);
    expect(drawn.days).toMatchObject([
      { date: PAST, trades: [{ name: 'Long future', strategy: 'By hand', gross: rupees(750) }] },
    ]);
    await rm(join(directory, 'journal'), { recursive: true });
    expect(await lookBack()).toEqual(drawn);
  });

  it('are drawn anew when the day went on after they were kept', async () => {
    const sold = roundTrip(24_000, 24_010);
    const bought = sold.slice(0, 4);
    await writeJournal(bought);
    expect((await lookBack()).days[0]?.trades).toEqual([]);
    await rm(join(directory, 'journal'), { recursive: true });
    await writeJournal(sold);
    expect((await lookBack()).days[0]?.trades).toHaveLength(1);
  });

  it('are drawn anew when what was kept is damaged', async () => {
    await writeJournal(roundTrip(24_000, 23_990));
    const drawn = await lookBack();
    await writeFile(join(directory, 'results', `${PAST}.json`), '{"version":1,');
    expect((await lookBack()).days).toEqual(drawn.days);
  });

  it('name a day that a newer program wrote, and show the others', async () => {
    await writeJournal(roundTrip(24_000, 24_010));
    const entry = '{"seq":1,"at":0,"fact":{"kind":"day-opened"}}';
    const checksum = crc32(entry, crc32('9')).toString(16).padStart(8, '0');
    const line = `{"v":9,"crc":"${checksum}","entry":${entry}}\n`;
    await writeFile(join(directory, 'journal', '2026-08-14.jsonl'), line);
    const past = await lookBack();
    expect(past.days.map(({ date }) => date)).toEqual([PAST]);
    expect(past.faults).toEqual([
      'The result of 2026-08-14 cannot be shown: a newer KiteDesk wrote its journal (format 9)',
    ]);
  });

  it('say each time what a damaged journal leaves out of a day', async () => {
    await writeJournal(roundTrip(24_000, 24_010));
    const path = join(directory, 'journal', `${PAST}.jsonl`);
    await writeFile(path, (await readFile(path, 'utf8')).replace('"filled"', '"fille?"'));
    const first = await lookBack();
    expect(first.days.map(({ date }) => date)).toEqual([PAST]);
    expect(first.faults).toHaveLength(1);
    expect(first.faults[0]).toMatch(/2026-08-17 leaves something out\. Line \d+ of the journal .* was lost/);
    expect(await lookBack()).toEqual(first);
  });

  it('leave out today, which is not over', async () => {
    const journal = await openJournal({ directory: join(directory, 'journal'), date: TODAY, now: () => 0 });
    await journal.close();
    expect((await lookBack()).days).toEqual([]);
  });
});
