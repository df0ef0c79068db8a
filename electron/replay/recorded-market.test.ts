import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixture } from '#electron/research/reference/plain.testkit';
import type { RecordedDay } from '#electron/research/recording';
import { openRecording } from '#electron/research/sources/open';
import { istAt } from '#shared/domain/time';
import { FASTEST_SPEED } from '#shared/ipc/playback';
import { RecordedMarket } from './recorded-market';

const DATE = '2026-01-30';
/** When the first two moments of the chain and the last one were written down. */
const [FIRST, SECOND, LAST] = [istAt(DATE, '09:16:49'), istAt(DATE, '09:23:48'), istAt(DATE, '15:26:07')];

let day: RecordedDay;
let market: RecordedMarket;
let stopped: (() => void) | null;

beforeEach(async () => {
  const files = [fixture('2026-01-30-NIFTY-chain.csv.gz')];
  const recording = await openRecording({
    files,
    symbol: null,
    history: null,
    from: null,
    to: null,
    modelOptions: null,
  });
  const [only] = recording.days;
  if (!only) throw new Error('The chain has a day');
  day = only;
  stopped = null;
});
afterEach(() => market.feed.close());

/** A market that a desk with nothing to do follows. */
function opened(speed: number, isPaused: boolean, at: number | null = null): Promise<void> {
  return new Promise((resolve) => {
    market = new RecordedMarket({
      day,
      at,
      speed,
      isPaused,
      follower: { isBusy: () => false, revision: () => 0, onEnd: () => {} },
      monotonic: () => performance.now(),
      onStopped: () => (stopped ?? resolve)(),
    });
    market.follow(() => Promise.resolve());
    market.release();
  });
}

describe('a recording of few moments', () => {
  it('says when the next one comes, while it stands still until then', async () => {
    await opened(1, true);
    expect([market.clock.now(), market.waitsUntil]).toEqual([FIRST, SECOND]);
    const ran = new Promise<void>((resolve) => (stopped = resolve));
    market.runTo(SECOND);
    expect(market.waitsUntil).toBeNull();
    await ran;
    expect(market.clock.now()).toBe(SECOND);
    expect(market.waitsUntil).toBeGreaterThan(SECOND);
  });

  it('says nothing of it where the next one comes at once, and at the end', async () => {
    await opened(1, true);
    market.set(FASTEST_SPEED, true);
    expect(market.waitsUntil).toBeNull();
    market.set(1, true);
    expect(market.waitsUntil).toBe(SECOND);
    await market.feed.close();
    await opened(1, true, LAST);
    expect([market.clock.now(), market.waitsUntil]).toEqual([LAST, null]);
  });
});
