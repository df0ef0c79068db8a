import { settingsSchema } from '#electron/storage/settings-schema';
import type { RiskLimits } from '#shared/domain/risk';
import { rupees } from '#shared/domain/units';

/** More than anybody loses: no limit. */
export const BOUNDLESS = rupees(1_000_000_000);

/**
 * The desk's own limits, except those of money and size: they belong to an account, and a research run would end at the
 * first bad day. Prices, staleness and the rate of orders are judged as live judges them.
 */
export function researchLimits(): RiskLimits {
  return {
    ...settingsSchema.parse({}).limits,
    maxDayLoss: BOUNDLESS,
    maxStrategyLoss: BOUNDLESS,
    maxOpenLots: 1_000_000,
    maxShareValue: BOUNDLESS,
  };
}
