import { describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { MINUTE, SECOND } from '#shared/domain/time';
import type { Instrument } from '#shared/domain/instrument';
import type { IvByDay } from '#shared/domain/options/iv-percentile';
import { qty } from '#shared/domain/units';
import { Centres } from '#shared/engine/subscriptions';
import { chainQuotes, DATE, EXPIRIES, INSTRUMENTS, ist, NIFTY, optionId, quote } from '#shared/engine/testing/market';
import { ChainDesk } from './chains';
import type { KeptIvs } from './day-ivs';

const [EXPIRY = ''] = EXPIRIES;
const WISH = { underlying: 'NIFTY', expiry: EXPIRY, range: 3 };

/** The days' volatilities in memory, as a file would keep them. */
function memory(days: IvByDay = {}): KeptIvs & { readonly days: () => IvByDay } {
  let kept = days;
  return {
    days: () => kept,
    of: () => kept,
    note: (_underlying, date, iv) => {
      kept = { ...kept, [date]: iv };
    },
  };
}

function desk(ivs: KeptIvs = memory(), listed: readonly Instrument[] = INSTRUMENTS) {
  const book = createBook({ capacity: 1_000 });
  for (const instrument of INSTRUMENTS) book.add(instrument);
  const chains = new ChainDesk(book, createCatalogue(listed), new Centres(), ivs);
  const at = ist('10:00');
  const spot = (price: number): void => {
    const quotes = [quote(NIFTY, price, at), ...chainQuotes({ forward: price, timeValue: 100 }, at)];
    for (const each of quotes) book.put({ ...each, oi: qty(6_500) });
    const slots = Int32Array.from(quotes, ({ id }) => book.slotOf(id) ?? 0);
    chains.onPrices(slots, slots.length);
  };
  chains.watch(WISH);
  const changeOf = (strike: number) =>
    Object.values(chains.publish(at).rows).find((row) => row.strike === strike * 100)?.ce?.oiChange;
  return { book, chains, spot, changeOf, at };
}

describe('the chains on the screen', () => {
  it('say no change of open interest before that of the previous day is known', () => {
    const { book, chains, spot, changeOf } = desk();
    spot(24_200);
    expect(changeOf(24_200)).toBeNull();
    book.setOiReference(optionId(24_200, 'CE'), qty(5_200));
    chains.setReferenced(optionId(24_200, 'CE'));
    expect(changeOf(24_200)).toBe(1_300);
  });

  it('say that open interest did not change, once that is known', () => {
    const { book, chains, spot, changeOf } = desk();
    spot(24_200);
    expect(changeOf(24_250)).toBeNull();
    book.setOiReference(optionId(24_250, 'CE'), qty(6_500));
    chains.setReferenced(optionId(24_250, 'CE'));
    expect(changeOf(24_250)).toBe(0);
  });

  it('follow the money, and name the rows that left', () => {
    const { chains, spot, at } = desk();
    spot(24_200);
    expect(chains.publish(at).heads[0]?.strikes.map((strike) => strike / 100)).toEqual([
      24_050, 24_100, 24_150, 24_200, 24_250, 24_300, 24_350,
    ]);
    spot(24_310);
    const { heads, gone } = chains.publish(at);
    expect(heads[0]?.strikes.at(-1)).toBe(24_450_00);
    expect(gone).toHaveLength(2);
  });

  it('show new prices before the greeks are computed, of those rows alone', () => {
    const { book, chains, spot, at } = desk();
    spot(24_200);
    expect(Object.keys(chains.publishPrices())).toEqual([]);
    chains.publish(at);
    expect(Object.keys(chains.publishPrices())).toEqual([]);
    const id = optionId(24_250, 'CE');
    book.put({ ...quote(id, 99, at), oi: qty(6_500) });
    chains.onPrices(Int32Array.of(book.slotOf(id) ?? 0), 1);
    const rows = Object.values(chains.publishPrices());
    expect(rows.map(({ strike, ce }) => [strike, ce?.ltp])).toEqual([[24_250_00, 99_00]]);
    const complete = Object.values(chains.publish(at).rows).find((row) => row.strike === 24_250_00);
    expect(complete?.ce?.ltp).toBe(99_00);
    expect(complete?.ce?.iv).not.toBe(rows[0]?.ce?.iv);
  });

  it("keep the day's volatility as it last stood in the session", () => {
    const ivs = memory();
    const { chains, spot, at } = desk(ivs);
    spot(24_200);
    const [head] = chains.publish(at).heads;
    expect(ivs.days()).toEqual({ [DATE]: head?.atmIv });
    expect(head?.atmIv).toBeGreaterThan(0.01);
    spot(24_310);
    chains.publish(at + 30 * SECOND);
    expect(ivs.days()).toEqual({ [DATE]: head?.atmIv });
    chains.publish(at + MINUTE);
    expect(ivs.days()[DATE]).not.toBe(head?.atmIv);
  });

  it('keep no volatility of prices that stand still or after the close', () => {
    const ivs = memory();
    const { chains, spot, at } = desk(ivs);
    spot(24_200);
    chains.publish(at + 2 * MINUTE);
    chains.publish(ist('16:30'));
    expect(ivs.days()).toEqual({});
  });

  it('say where volatility stands among the days before, and nothing on the first of them', () => {
    const first = desk();
    first.spot(24_200);
    expect(first.chains.publish(first.at).heads[0]?.ivPercentile).toBeNull();
    const calm = { '2026-08-12': 0.01, '2026-08-13': 0.01, '2026-08-14': 5 };
    const { chains, spot, at } = desk(memory(calm));
    spot(24_200);
    expect(chains.publish(at).heads[0]?.ivPercentile).toEqual({ share: 2 / 3, days: 3 });
  });

  it('pass over a strike that the dump lacks, and leave the side empty that it lacks of another', () => {
    const gone = new Set([optionId(24_150, 'CE'), optionId(24_150, 'PE'), optionId(24_250, 'PE')]);
    const { chains, spot, at } = desk(
      memory(),
      INSTRUMENTS.filter(({ id }) => !gone.has(id)),
    );
    spot(24_200);
    const { heads, rows } = chains.publish(at);
    expect(heads[0]?.strikes.map((strike) => strike / 100)).toEqual([
      24_000, 24_050, 24_100, 24_200, 24_250, 24_300, 24_350,
    ]);
    const half = Object.values(rows).find(({ strike }) => strike === 24_250_00);
    expect(half?.pe).toBeNull();
    expect(half?.ce?.iv).toBeGreaterThan(0);
    expect(heads[0]?.atmIv).toBeGreaterThan(0);
  });
});
