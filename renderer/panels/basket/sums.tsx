import type { BasketLeg } from '#shared/domain/basket';
import { orDash } from '../../format/figures';
import { formatSignedMoney, formatWholeMoney } from '../../format/money';
import { useDesk } from '../../store/desk';
import { toneOf } from '../../ui/figures';
import { Figure } from '../../ui/panel';
import styles from './basket.module.css';
import { netPremium } from './ticket';
import type { QuoteState } from './use-trade-quote';

/** What the trade brings or takes, what it needs, and what it costs. */
export function Sums({ legs, state: { quote } }: { readonly legs: readonly BasketLeg[]; readonly state: QuoteState }) {
  const premium = useDesk((desk) => netPremium(desk, legs));
  const isShort = quote !== null && quote.required !== null && quote.free !== null && quote.required > quote.free;
  const charges = quote && quote.charges.entry + quote.charges.exit;
  return (
    <>
      <Figure label={premium !== null && premium < 0 ? 'You pay' : 'You get'} title="Premium, before charges">
        <span className={premium === null ? undefined : toneOf(premium)}>{orDash(premium, formatSignedMoney)}</span>
      </Figure>
      <Figure label="Margin" title="What the broker would block for the legs together, with all that is held">
        <span className={isShort ? styles.short : undefined} data-testid="basket-margin">
          {orDash(quote?.required, formatWholeMoney)}
        </span>
      </Figure>
      <Figure label="Free" title="Margin that is free now">
        {orDash(quote?.free, formatWholeMoney)}
      </Figure>
      <Figure label="Charges" title="Brokerage, taxes and fees of entering, and of leaving at the same prices">
        <span data-testid="basket-charges">{orDash(charges, formatWholeMoney)}</span>
      </Figure>
    </>
  );
}
