import type { Product } from '#shared/domain/order';
import { err, ok, type Result } from '#shared/domain/result';
import { PRODUCTS, type TradingScope } from '#shared/domain/trading-scope';

/** What may be traded, as it is typed. */
export interface ScopeDraft {
  readonly products: readonly Product[];
  /** 'NIFTY, RELIANCE, NFO:NIFTY26AUGFUT'; empty allows everything. */
  readonly allowed: string;
  /** 'NIFTY 20, BANKNIFTY 10'. */
  readonly maxLots: string;
}

export function draftOfScope({ products, allowed, maxLots }: TradingScope): ScopeDraft {
  const lots = Object.entries(maxLots).map(([name, most]) => `${name} ${most}`);
  return { products, allowed: allowed.join(', '), maxLots: lots.join(', ') };
}

export function scopeOf(draft: ScopeDraft): Result<TradingScope, Partial<Record<keyof ScopeDraft, string>>> {
  const allowed = partsOf(draft.allowed);
  const lots = partsOf(draft.maxLots).map((part) => /^([A-Z0-9&-]{1,30})\s+(\d{1,4})$/.exec(part));
  const faults = {
    ...(allowed.every((name) => /^([A-Z0-9&-]{1,30}|[A-Z]{2,4}:\S{1,60})$/.test(name))
      ? {}
      : { allowed: 'Expected names with commas between, such as NIFTY, RELIANCE' }),
    ...(lots.every((match) => match !== null)
      ? {}
      : { maxLots: 'Expected a name and lots, with commas between: NIFTY 20, BANKNIFTY 10' }),
  };
  if (Object.keys(faults).length > 0) return err(faults);
  const maxLots = Object.fromEntries(lots.map((match) => [match?.[1] ?? '', Number(match?.[2])]));
  return ok({ products: PRODUCTS.filter((each) => draft.products.includes(each)), allowed, maxLots });
}

function partsOf(text: string): string[] {
  const parts = text.toUpperCase().split(',');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
