import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Book } from '#shared/domain/book';
import type { InstrumentId } from '#shared/domain/instrument';
import type { Feed, FeedMode, FeedStatus } from '#shared/ports/feed';

/** A feed with a moving market behind it. */
export interface FeedUnderTest {
  readonly feed: Feed;
  readonly book: Book;
  /** Three instruments that trade all the time, the first two of them options or futures. */
  readonly ids: readonly [InstrumentId, InstrumentId, InstrumentId];
  /** Cuts the line, where there is one to cut. */
  readonly cut?: () => void;
  readonly close: () => Promise<void>;
}

/** A machine that is busy with other tests may take long to open an exchange. */
const PATIENCE_MS = 30_000;

/** What every Feed does, whatever is behind it. */
export function describeFeed(name: string, open: () => Promise<FeedUnderTest>): void {
  describe(`${name} as a feed`, { timeout: PATIENCE_MS }, () => {
    let desk: FeedDesk;
    beforeAll(async () => {
      desk = watch(await open());
    }, PATIENCE_MS);
    afterAll(() => desk.close());

    it('comes to be connected and says so', async () => {
      await desk.until(() => desk.statuses.some(({ kind }) => kind === 'connected'));
      expect(desk.statuses.at(-1)).toEqual({ kind: 'connected' });
    });

    it('puts prices into the book before it tells of them', async () => {
      const [first, second] = desk.ids;
      const seen = new Map<InstrumentId, number | undefined>();
      const stop = desk.feed.onPrices((slots, count) => {
        for (const slot of slots.subarray(0, count)) {
          const id = desk.book.idAt(slot);
          seen.set(id, desk.book.quote(id)?.ltp);
        }
      });
      desk.feed.subscribe(
        new Map([
          [first, 'full'],
          [second, 'ltp'],
        ]),
      );
      await desk.until(() => seen.size === 2);
      stop();
      expect([...seen.values()].every((ltp) => ltp !== undefined && ltp > 0)).toBe(true);
    });

    it('brings depth and open interest in full mode only', async () => {
      const [first, second] = desk.ids;
      await desk.until(() => (desk.book.quote(first)?.bid ?? 0) > 0 && (desk.book.quote(first)?.oi ?? 0) > 0);
      expect(desk.book.quote(second)).toMatchObject({ bid: 0, ask: 0, oi: 0, volume: 0 });
      desk.feed.subscribe(
        new Map<InstrumentId, FeedMode>([
          [first, 'full'],
          [second, 'full'],
        ]),
      );
      await desk.until(() => (desk.book.quote(second)?.bid ?? 0) > 0);
    });

    it('drops what is no longer wished for, and forgets its depth', async () => {
      const [first, second, third] = desk.ids;
      desk.feed.subscribe(
        new Map([
          [third, 'quote'],
          [second, 'full'],
        ]),
      );
      expect(desk.book.quote(first)).toMatchObject({ bid: 0, ask: 0 });
      await desk.heard(third);
      // Whatever was under way when the wish changed has been passed by the third's first packet.
      desk.forget();
      await desk.heard(second);
      await desk.heard(third);
      expect(desk.wasHeard(first)).toBe(false);
    });

    it('returns after a cut with everything that is wished for', async ({ skip }) => {
      const { cut } = desk;
      if (!cut) return skip('there is no line to cut');
      const [first, second] = desk.ids;
      desk.feed.subscribe(
        new Map([
          [first, 'full'],
          [second, 'full'],
        ]),
      );
      await desk.heard(first);
      const before = desk.statuses.length;
      cut();
      await desk.until(() => desk.statuses.length > before && desk.statuses.at(-1)?.kind === 'connected');
      expect(desk.statuses[before]?.kind).toBe('disconnected');
      desk.forget();
      await desk.heard(first);
      await desk.heard(second);
    });

    it('is silent once closed', async () => {
      await desk.feed.close();
      const statuses = desk.statuses.length;
      desk.forget();
      desk.cut?.();
      expect(desk.statuses).toHaveLength(statuses);
      expect(desk.ids.some(desk.wasHeard)).toBe(false);
    });
  });
}

type FeedDesk = ReturnType<typeof watch>;

function watch(underTest: FeedUnderTest) {
  const { feed, book } = underTest;
  const statuses: FeedStatus[] = [];
  const heard = new Set<InstrumentId>();
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  feed.onStatus((status) => {
    statuses.push(status);
    wake();
  });
  feed.onPrices((slots, count) => {
    for (const slot of slots.subarray(0, count)) heard.add(book.idAt(slot));
    wake();
  });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
      });
    }
  };
  return {
    ...underTest,
    statuses,
    until,
    heard: (id: InstrumentId) => until(() => heard.has(id)),
    wasHeard: (id: InstrumentId) => heard.has(id),
    forget: () => heard.clear(),
  };
}
