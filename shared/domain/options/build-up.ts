export type BuildUp = 'long-build-up' | 'short-build-up' | 'short-covering' | 'long-unwinding' | 'none';

/**
 * Who is moving the price, as traders read it: rising open interest means new positions, falling means positions
 * given up; the price tells which side pressed. 'none' when either stood still.
 */
export function buildUp(priceChange: number, oiChange: number): BuildUp {
  if (!(Math.abs(priceChange) > 0 && Math.abs(oiChange) > 0)) return 'none';
  if (oiChange > 0) return priceChange > 0 ? 'long-build-up' : 'short-build-up';
  return priceChange > 0 ? 'short-covering' : 'long-unwinding';
}
