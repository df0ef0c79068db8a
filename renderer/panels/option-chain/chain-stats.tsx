import { formatDecimal, formatPercent, formatQty, orDash } from '../../format/figures';
import { formatPrice, formatStrike } from '../../format/money';
import { useDesk } from '../../store/desk';
import { Figure } from '../../ui/panel';
import type { InstrumentId } from '#shared/domain/instrument';
import type { ChainKey } from '#shared/ipc/views';
import styles from './option-chain.module.css';

/** The line of figures about the chain as a whole. */
export function ChainStats({ chain: key, future }: { readonly chain: ChainKey; readonly future: InstrumentId | null }) {
  const chain = useDesk((desk) => desk.chains[key]);
  const futurePrice = useDesk((desk) => (future === null ? undefined : desk.quotes[future]?.ltp));
  if (!chain) return null;
  return (
    <section className={styles.stats} aria-label="Chain figures">
      <Figure label="Spot">{orDash(chain.spot, formatPrice)}</Figure>
      <Figure label="Fut" title="Nearest future">
        {orDash(futurePrice, formatPrice)}
      </Figure>
      <Figure label="Fwd" title="The forward that put-call parity implies for this expiry">
        {orDash(chain.forward, formatPrice)}
      </Figure>
      <Figure label="ATM IV" title="Implied volatility at the ATM strike, per year">
        {orDash(chain.atmIv, (iv) => formatPercent(iv, 1))}
      </Figure>
      <Figure label="Straddle" title="Premium of the ATM call and put together">
        {orDash(chain.straddle, formatPrice)}
      </Figure>
      <Figure label="Exp. move" title="Expected move until expiry, one standard deviation, in points">
        {orDash(chain.expectedMove, (move) => `±${formatPrice(move)}`)}
      </Figure>
      <Figure label="PCR OI" title="Put open interest per call open interest">
        {orDash(chain.pcrOi, formatDecimal)}
      </Figure>
      <Figure label="PCR vol" title="Put volume per call volume">
        {orDash(chain.pcrVolume, formatDecimal)}
      </Figure>
      <Figure label="Max pain" title="The settlement that pays option buyers least">
        {orDash(chain.maxPain, formatStrike)}
      </Figure>
      <Figure label="Expiry in" title="Calendar days to expiry">
        {formatDecimal(chain.daysToExpiry, 1)} d
      </Figure>
      <Figure label="Lot" title="Units per lot">
        {formatQty(chain.lotSize)}
      </Figure>
    </section>
  );
}
