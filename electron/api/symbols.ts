import type { Catalogue } from '#shared/domain/catalogue';
import { instrumentId, type Instrument, type InstrumentId } from '#shared/domain/instrument';
import { err, ok, type Result } from '#shared/domain/result';
import { spotOf, UNDERLYINGS } from '#shared/domain/underlyings';
import { nearFuture } from '#shared/domain/vehicle';

/** Where a bare symbol is looked for, the likeliest first. */
const EXCHANGES = ['NSE', 'NFO', 'BSE', 'BFO'] as const;

/**
 * The instrument that a person or TradingView means: 'NSE:RELIANCE', 'RELIANCE', 'NIFTY', 'NIFTY26AUGFUT', or 'NIFTY1!',
 * TradingView's name of the near future.
 */
export function findInstrument(text: string, catalogue: Catalogue): Result<Instrument, string> {
  const name = text.trim().toUpperCase();
  for (const id of candidates(name, catalogue)) {
    const found = catalogue.get(id);
    if (found) return ok(found);
  }
  return err(`${name.slice(0, 60)} is not among today's instruments`);
}

function candidates(name: string, catalogue: Catalogue): readonly InstrumentId[] {
  const [exchange, ...rest] = name.split(':');
  const symbol = rest.length === 0 ? name : rest.join(':');
  const continuous = /^(.+)[12]!$/.exec(symbol)?.[1];
  const future = continuous === undefined ? undefined : nearFuture(continuous, catalogue);
  return [
    ...(future ? [future] : []),
    ...(rest.length > 0 ? [instrumentId(exchange ?? '', symbol)] : []),
    spotOf(symbol),
    ...(rest.length > 0 ? [] : EXCHANGES.map((each) => instrumentId(each, symbol))),
  ];
}

/** What is bought or sold when somebody names it: itself, or the near future of an index, which cannot be traded. */
export function tradableOf(
  instrument: Instrument,
  catalogue: Catalogue,
): Result<Exclude<Instrument, { kind: 'index' }>, string> {
  if (instrument.kind !== 'index') return ok(instrument);
  const underlying = UNDERLYINGS.find(({ spot }) => spot === instrument.id)?.name ?? instrument.symbol;
  const future = catalogue.futures(underlying)[0];
  return future ? ok(future) : err(`${instrument.symbol} is an index, which cannot be traded, and has no future today`);
}
