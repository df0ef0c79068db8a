import { z } from 'zod';
import { PRODUCTS } from '#shared/domain/trading-scope';

const underlying = z.string().regex(/^[A-Z0-9&-]{1,30}$/, 'expected a name such as NIFTY');

/** What may be traded: products, underlyings or single instruments, and lots by underlying. */
export const tradingScope = z.strictObject({
  products: z.array(z.enum(PRODUCTS)).max(PRODUCTS.length).readonly(),
  allowed: z
    .array(
      underlying.or(z.string().regex(/^[A-Z]{2,4}:\S{1,60}$/, 'expected a name such as NIFTY or NFO:NIFTY26AUGFUT')),
    )
    .max(200)
    .readonly(),
  maxLots: z.record(underlying, z.number().int().min(0).max(10_000)),
});
