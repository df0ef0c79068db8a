import type { Instrument } from './instrument';
import type { Product } from './order';

/** What may be entered at all. Exits are free of it: what is held may always be left. */
export interface TradingScope {
  readonly products: readonly Product[];
  /** Underlyings ('NIFTY'), shares ('RELIANCE') and single instruments ('NFO:NIFTY26AUGFUT'); an empty list allows every one. */
  readonly allowed: readonly string[];
  /** Most open lots of an underlying's derivatives; those not named have the limit of all together. */
  readonly maxLots: Readonly<Record<string, number>>;
}

export const PRODUCTS = ['intraday', 'overnight', 'delivery'] as const satisfies readonly Product[];

export const EVERYTHING: TradingScope = { products: PRODUCTS, allowed: [], maxLots: {} };

/** As the desk and as Kite call it. */
export const PRODUCT_NAMES: Readonly<Record<Product, string>> = {
  intraday: 'intraday (MIS)',
  overnight: 'overnight (NRML)',
  delivery: 'delivery (CNC)',
};

/** What an instrument is a contract on, or itself. */
export function underlyingOf(instrument: Instrument): string {
  return instrument.kind === 'option' || instrument.kind === 'future' ? instrument.underlying : instrument.symbol;
}

interface Wanted {
  readonly instrument: Instrument;
  readonly product: Product;
  readonly lots: number;
  /** Of the same underlying, open or being opened beside it. */
  readonly openLots: number;
}

/** Which limit stands in the way of an entry, in words; null when none does. */
export function outOfScope(
  { products, allowed, maxLots }: TradingScope,
  { instrument, product, lots, openLots }: Wanted,
): { readonly limit: string; readonly message: string } | null {
  const underlying = underlyingOf(instrument);
  if (!products.includes(product)) {
    const list = products.map((each) => PRODUCT_NAMES[each]).join(', ') || 'none';
    return {
      limit: 'products',
      message: `${instrument.symbol} is ordered ${PRODUCT_NAMES[product]}; your limits allow ${list}`,
    };
  }
  if (allowed.length > 0 && !allowed.includes(underlying) && !allowed.includes(instrument.id))
    return {
      limit: 'instruments',
      message: `${instrument.symbol} is not among what your limits allow: ${allowed.join(', ')}`,
    };
  // A name like 'constructor' is no limit.
  const most = Object.hasOwn(maxLots, underlying) ? maxLots[underlying] : undefined;
  return most !== undefined && instrument.kind !== 'equity' && openLots + lots > most
    ? {
        limit: `lots of ${underlying}`,
        message: `${lots} more lots of ${underlying} on ${openLots} would exceed your limit of ${most}`,
      }
    : null;
}
