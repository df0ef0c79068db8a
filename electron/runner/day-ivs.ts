import type { IvHistory } from '#electron/storage/iv-history';
import { phaseAt } from '#shared/domain/calendar';
import { ivPercentile, type IvPercentile } from '#shared/domain/options/iv-percentile';
import { istDate, MINUTE } from '#shared/domain/time';
import type { EpochMs, Fraction } from '#shared/domain/units';

/** What the desk keeps of a chain's implied volatility, and what it compares it with. */
export type KeptIvs = Pick<IvHistory, 'of' | 'note'>;

export interface IvReading {
  readonly underlying: string;
  readonly iv: Fraction;
  /** When the underlying's price came. */
  readonly pricedAt: EpochMs;
}

/** Notes each underlying's ATM IV once a minute of the session, so that the day ends with what it closed at. */
export class DayIvs {
  private readonly kept: KeptIvs;
  private readonly minutes = new Map<string, number>();

  constructor(kept: KeptIvs) {
    this.kept = kept;
  }

  observe({ underlying, iv, pricedAt }: IvReading, at: EpochMs): void {
    const minute = Math.floor(at / MINUTE);
    if (this.minutes.get(underlying) === minute) return;
    this.minutes.set(underlying, minute);
    // After the close, and while no prices come, time runs on against prices that stand: their IV is not the market's.
    if (phaseAt(at, 'options') !== 'open' || at - pricedAt > MINUTE) return;
    this.kept.note(underlying, istDate(at), iv);
  }

  percentile(underlying: string, iv: Fraction, at: EpochMs): IvPercentile | null {
    return ivPercentile(this.kept.of(underlying), istDate(at), iv);
  }
}
