import { ChainDesk } from '../electron/runner/chains';
import { Publisher } from '../electron/runner/publisher';
import { settingsSchema } from '../electron/storage/settings-schema';
import { createBook } from '../shared/domain/book';
import { createCatalogue } from '../shared/domain/catalogue';
import { instrumentId, type Instrument, type Option } from '../shared/domain/instrument';
import type { Quote } from '../shared/domain/quote';
import { istDate } from '../shared/domain/time';
import { spotOf } from '../shared/domain/underlyings';
import { paise, qty } from '../shared/domain/units';
import { createDesk } from '../shared/engine/desk';
import { createSeriesStore } from '../shared/engine/series';
import { Centres } from '../shared/engine/subscriptions';
import type { DeskView } from '../shared/ipc/views';
import { expiryAt, FORWARD, openedAt, quotedOptions, spot, strikes, type QuotedOption } from './chain-market';

const UNDERLYING = 'NIFTY';
const EXPIRY = istDate(expiryAt);
const WATCHED = 50;
const NOTHING = paise(0);
const { limits } = settingsSchema.parse({});

/** A desk that shows all there is: a chain of 400 options, every one of them watched, the index, its future and 50 shares. */
export function createFullDesk() {
  const instruments = instrumentsOf();
  const catalogue = createCatalogue(instruments);
  const book = createBook({ capacity: instruments.length });
  for (const instrument of instruments) book.add(instrument);
  const chains = new ChainDesk(book, catalogue, new Centres(), { of: () => ({}), note: () => undefined });
  const desk = createDesk(istDate(openedAt), limits);
  let now = openedAt;
  const publisher = new Publisher({
    desk,
    book,
    catalogue,
    series: createSeriesStore(book, () => ({
      session: { opensAt: openedAt, closesAt: expiryAt },
      hasVolume: true,
      hasOi: true,
    })),
    chains,
    deskView: () => ({ ...DESK, at: now, lastTickAt: now }),
    instanceView: () => null,
    ownerOf: () => '',
    now: () => now,
    firstSeq: 1,
  });
  for (const { id } of instruments) publisher.showQuote(id);
  chains.watch({ underlying: UNDERLYING, expiry: EXPIRY, range: strikes.length });

  /** A tenth of a second: every `step`th instrument has another price than in the turn before. */
  function pass(turn: number, step: number): void {
    now += 100;
    const slots = new Int32Array(instruments.length);
    let count = 0;
    instruments.forEach((instrument, index) => {
      if ((index + turn) % step !== 0) return;
      book.put(quoteOf(instrument, quotedOptions[index], Math.floor(turn / step) % 2, now));
      slots[count++] = book.slotOf(instrument.id) ?? 0;
    });
    publisher.onPrices(slots, count);
    chains.onPrices(slots, count);
  }

  return { publisher, pass };
}

/** The options first, in the order of `quotedOptions`. */
function instrumentsOf(): readonly Instrument[] {
  const options = quotedOptions.map(({ row, right }, index): Option => {
    const strike = strikes[row] ?? NOTHING;
    const symbol = `NIFTY26N23${strike / 100}${right}`;
    const listed = { exchange: 'NFO', symbol, token: index + 1, tickSize: paise(5), lotSize: qty(65) } as const;
    return {
      kind: 'option',
      id: instrumentId('NFO', symbol),
      ...listed,
      underlying: UNDERLYING,
      expiry: EXPIRY,
      strike,
      right,
    };
  });
  const share = (index: number): Instrument => ({
    kind: 'equity',
    id: instrumentId('NSE', `SHARE${index}`),
    exchange: 'NSE',
    symbol: `SHARE${index}`,
    token: 1_000 + index,
    tickSize: paise(5),
    lotSize: qty(1),
  });
  return [
    ...options,
    {
      kind: 'index',
      id: spotOf(UNDERLYING),
      exchange: 'NSE',
      symbol: 'NIFTY 50',
      token: 900,
      tickSize: NOTHING,
      lotSize: qty(1),
    },
    {
      kind: 'future',
      id: instrumentId('NFO', 'NIFTY26NOVFUT'),
      exchange: 'NFO',
      symbol: 'NIFTY26NOVFUT',
      token: 901,
      tickSize: paise(10),
      lotSize: qty(65),
      underlying: UNDERLYING,
      expiry: EXPIRY,
    },
    ...Array.from({ length: WATCHED }, (_, index) => share(index)),
  ];
}

function quoteOf({ id, kind }: Instrument, option: QuotedOption | undefined, tick: number, at: number): Quote {
  const other = kind === 'index' ? spot : paise(FORWARD);
  const known = option?.quote ?? {
    ltp: other,
    bid: other,
    ask: paise(other + 5),
    oi: qty(0),
    oiReference: qty(0),
    volume: qty(1_000),
  };
  return {
    ...known,
    id,
    ltp: paise(known.ltp + 5 * tick),
    ask: paise(known.ask + 5 * tick),
    open: known.ltp,
    high: paise(known.ltp + 5),
    low: known.ltp,
    close: known.ltp,
    bidQty: qty(650),
    askQty: qty(650),
    exchangeAt: at,
    receivedAt: at,
  };
}

const DESK: DeskView = {
  mode: 'paper',
  date: istDate(openedAt),
  at: openedAt,
  phase: 'open',
  isArmed: true,
  haltReason: null,
  isReconciled: true,
  feed: { state: 'connected', reason: '' },
  orders: { state: 'connected', reason: '' },
  lastTickAt: openedAt,
  ticksPerSecond: 1_356,
  pnl: { realised: NOTHING, mtm: NOTHING, charges: NOTHING, net: NOTHING, peak: NOTHING, trough: NOTHING },
  funds: null,
  limits,
  playback: null,
  underlyings: [],
  indices: [],
  watchlist: [],
  gaps: [],
  outside: { positions: [], orders: [] },
};
