import { afterEach, describe, expect, it } from 'vitest';
import { readDay } from '#electron/exchange/market/day-files';
import { Market } from '#electron/exchange/market/market';
import { instrumentId } from '#shared/domain/instrument';
import { istAt, MINUTE, SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { FASTEST_SPEED } from '#shared/ipc/playback';
import { openReplay, refusalOf, when, type Replayed, type ReplayTerms } from './replay.testkit';

const DATE = '2026-08-18';
const NIFTY = instrumentId('NSE', 'NIFTY 50');
const at = (clock: string): EpochMs => istAt(DATE, clock);

const undo: (() => Promise<unknown>)[] = [];
const replayed = (terms: Omit<ReplayTerms, 'undo'> = {}): Promise<Replayed> => openReplay({ undo, ...terms });
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** The recorded market itself, without an exchange around it. */
const market = new Market(readDay(`resources/days/${DATE}`), 1);

function recordedAt(time: EpochMs): number | undefined {
  const token = market.listing(NIFTY)?.token ?? 0;
  return market.quote(token, time)?.tape.ltp;
}

function ltpOn({ session }: Replayed): number | undefined {
  return session().wiring.book.quote(NIFTY)?.ltp;
}

function clockOf({ session }: Replayed): EpochMs {
  return session().wiring.clock.now();
}

/** What the desk holds of the minutes since the recording began. */
async function minutesOn({ session }: Replayed): Promise<readonly EpochMs[]> {
  const bars = await session().bars.load(NIFTY, '1m');
  return bars.map(({ startAt }) => startAt).filter((startAt) => startAt >= at('10:43'));
}

function minutes(from: string, to: string): readonly EpochMs[] {
  return Array.from({ length: (at(to) - at(from)) / MINUTE }, (_, minute) => at(from) + minute * MINUTE);
}

describe('jumping in a replayed day', () => {
  it('shows forward the price of that time, and every minute before it', async () => {
    const desk = await replayed();
    await desk.playback().jump(at('12:30'));
    await when(desk.host, () => ltpOn(desk) !== undefined);
    expect([clockOf(desk), ltpOn(desk)]).toEqual([at('12:30'), recordedAt(at('12:30'))]);
    expect(await minutesOn(desk)).toEqual(minutes('10:43', '12:30'));
  });

  it('begins the day again when it goes back: nothing of what was later is known or ordered any more', async () => {
    const desk = await replayed({ startAt: at('13:00') });
    const [first] = desk.session().desk.instances.values();
    if (!first) throw new Error('The demo begins with strategies');
    desk.session().runner.command({ kind: 'start', instance: first.id });
    desk.exchange.control.execute({ kind: 'foreign-order', symbol: 'NIFTY2681824200CE', side: 'buy', units: 65 });
    await desk.playback().jump(at('11:30'));
    await when(desk.host, () => ltpOn(desk) !== undefined && desk.session().desk.isArmed);
    expect([clockOf(desk), ltpOn(desk)]).toEqual([at('11:30'), recordedAt(at('11:30'))]);
    expect(await minutesOn(desk)).toEqual(minutes('10:43', '11:30'));
    expect(desk.exchange.book().orders).toHaveLength(0);
    expect(desk.session().desk.instances.get(first.id)?.status).toBe('running');
    expect(desk.exchange.control.state().isPaused).toBe(true);
  });

  it('refuses what is not recorded, and stays where it is', async () => {
    const desk = await replayed();
    expect(await refusalOf(desk.playback().jump(at('09:20')))).toContain('Expected a time from 10:43:00 to 15:30:00');
    expect(await refusalOf(desk.playback().runTo(at('11:00')))).toContain('It is 11:15:00 already');
    expect(clockOf(desk)).toBe(at('11:15'));
  });
});

describe('going on to the next bar', () => {
  it('sees all that lies between, and stands at its first second with its price', async () => {
    const desk = await replayed();
    await minutesOn(desk);
    await desk.playback().runTo(at('11:17'));
    await when(desk.host, () => desk.playback().view().isPaused && ltpOn(desk) === recordedAt(at('11:17')));
    expect(clockOf(desk)).toBe(at('11:17'));
    expect(desk.exchange.control.state()).toMatchObject({ isPaused: true, speed: 1, marketAt: at('11:17') });
    const built = desk.session().series.closed(NIFTY, '1m').at(-1);
    const seen = Array.from({ length: 60 }, (_, second) => recordedAt(at('11:16') + second * SECOND) ?? 0);
    expect(built).toMatchObject({ startAt: at('11:16'), high: Math.max(...seen), low: Math.min(...seen) });
  });
});

describe('days in a row', () => {
  it('tells a day by its trades at its end, with the same digest every time, and lets nobody jump over open ones', async () => {
    const desk = await replayed();
    const played = () => desk.playback().view().played;
    const trades = () => [...desk.session().desk.trades.values()];
    const straddle = [...desk.session().desk.instances.values()].find(
      ({ strategy }) => strategy === 'atm-straddle-sell',
    );
    const instance = straddle?.id ?? '';
    desk.session().runner.command({ kind: 'start', instance });
    const playToTheEnd = async (): Promise<void> => {
      await when(desk.host, () => trades().some(({ status }) => status === 'open'));
      expect(await refusalOf(desk.playback().jump(at('15:29')))).toContain('Trades are open');
      desk.session().runner.command({ kind: 'exit-instance', instance });
      await when(desk.host, () => trades().every(({ status }) => status === 'closed'));
      await desk.playback().jump(at('15:29'));
      desk.exchange.control.execute({ kind: 'seek', at: at('15:44') });
      await desk.playback().set(FASTEST_SPEED, false);
    };
    await playToTheEnd();
    await when(desk.host, () => played().length === 1);
    await desk.playback().jump(at('11:15'));
    // What ran, runs again, and does the same.
    await playToTheEnd();
    await when(desk.host, () => played().length === 2);
    const [second, first] = played();
    expect(first).toMatchObject({
      day: DATE,
      trades: 1,
      isAsBefore: null,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(second).toEqual({ ...first, isAsBefore: true });
  });

  it('goes on to the next recorded day by itself, with the strategies that ran, up to the last one wanted', async () => {
    const desk = await replayed({ dayId: '2026-01-30', startAt: istAt('2026-01-30', '15:34') });
    const [first] = desk.session().desk.instances.values();
    if (!first) throw new Error('The demo begins with strategies');
    desk.session().runner.command({ kind: 'start', instance: first.id });
    desk.playback().setUntil(DATE);
    await desk.playback().set(FASTEST_SPEED, false);
    await when(desk.host, () => desk.session().wiring.date === DATE && desk.session().desk.isArmed);
    expect(desk.playback().view()).toMatchObject({
      until: DATE,
      speed: FASTEST_SPEED,
      played: [{ day: '2026-01-30' }],
    });
    expect(desk.session().desk.instances.get(first.id)?.status).toBe('running');
  });
});
